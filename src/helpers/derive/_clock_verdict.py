"""What the distances between stated times and ids' times say of a file's zone: shifts, seasons, and words for them.

The distance of a row is its stated time less its id's, in seconds. A wrong zone moves all rows of a season by the same
whole quarters of an hour; summer time shows as two such shifts, one hour (or half an hour) apart, each in months of its
own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

from helpers import dates
from helpers.errors import TableError

FEW = 10  # fewer rows prove nothing
MOST = 0.95  # of the rows, which a shift must explain
LEAST = 0.02  # of the rows, below which a second shift is no season
QUARTER = 900
UTC_NAMES = ("UTC", "Z", "GMT", "+00:00", "+0000", "-00:00", "-0000", "+00")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
# Zones to name as an example, the most peopled first; the first that fits is named.
ZONES = (
    "Asia/Shanghai", "Asia/Kolkata", "Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Asia/Karachi",
    "Asia/Dhaka", "Africa/Lagos", "Europe/Moscow", "Asia/Tokyo", "Asia/Jakarta", "America/Mexico_City", "Asia/Manila",
    "Africa/Cairo", "Asia/Tehran", "Europe/Istanbul", "America/Chicago", "Europe/London", "America/Los_Angeles",
    "Africa/Nairobi", "America/Bogota", "Europe/Kyiv", "Asia/Dubai", "America/Denver", "Australia/Sydney",
    "America/Argentina/Buenos_Aires", "America/Santiago", "Asia/Yangon", "Asia/Kabul", "Asia/Kathmandu",
    "Australia/Adelaide", "Pacific/Auckland", "America/St_Johns", "America/Halifax", "America/Anchorage",
    "Pacific/Honolulu",
)  # fmt: skip


class Days(NamedTuple):
    """How many rows of a day have which shift: `{(day, seconds): rows}`."""

    rows: Mapping[tuple[date, int], int]

    def shifts(self) -> Counter[int]:
        """Rows by shift."""
        found: Counter[int] = Counter()
        for (_, shift), n in self.rows.items():
            found[shift] += n
        return found

    def months(self) -> dict[int, int]:
        """The shift of most rows of each month of the year."""
        found: dict[int, Counter[int]] = {}
        for (day, shift), n in self.rows.items():
            found.setdefault(day.month, Counter())[shift] += n
        return {
            month: max(counted.items(), key=lambda one: (one[1], -abs(one[0])))[0] for month, counted in found.items()
        }


class Shifts(NamedTuple):
    """The shifts that explain a file: one of the whole year, or one of winter and one of summer; none where None."""

    winter: int | None
    summer: int | None = None

    def all(self) -> list[int]:
        """Both, or the one, or none."""
        return [shift for shift in self if shift is not None]


def shifts(days: Days) -> Shifts:
    """The shift that explains nearly all rows, or the two of a zone with summer time."""
    ranked = sorted(days.shifts().items(), key=lambda one: (-one[1], abs(one[0])))
    total = sum(n for _, n in ranked)
    if not total:
        return Shifts(None)
    (first, n_first), rest = ranked[0], ranked[1:]
    pair = _season(days, first, [shift for shift, n in rest if n >= max(LEAST * total, 2)])
    if pair and (n_first + days.shifts()[pair[0] + pair[1] - first]) >= MOST * total:
        return Shifts(*pair)
    return Shifts(first if n_first >= MOST * total or (n_first > total / 2 and first == 0) else None)


def _season(days: Days, first: int, others: Sequence[int]) -> tuple[int, int] | None:
    """The shift of winter and that of summer, where both have months of their own, one stretch of the year each."""
    months = days.months()
    for other in others:
        winter, summer = sorted((first, other))
        mine = {month for month, shift in months.items() if shift == summer}
        theirs = {month for month, shift in months.items() if shift == winter}
        if summer - winter in (1800, 3600) and mine and theirs and len(_stretches(mine, theirs)) == 1:
            return winter, summer
    return None


def _stretches(mine: Iterable[int], theirs: Iterable[int]) -> list[list[int]]:
    """The months as unbroken stretches of the year, from after the widest gap; one of `theirs` breaks them."""
    own, others = sorted(set(mine)), set(theirs)
    gaps = [(own[n] - own[n - 1] - 1) % 12 for n in range(len(own))]
    start = gaps.index(max(gaps)) if own else 0
    found: list[list[int]] = []
    for month in own[start:] + own[:start]:
        between = range(1, (month - found[-1][-1]) % 12) if found else range(0)
        if found and not any((found[-1][-1] + step - 1) % 12 + 1 in others for step in between):
            found[-1].append(month)
        else:
            found.append([month])
    return found


def example(days: Days, assumed: str) -> str:
    """A zone whose local time would explain nearly all rows; empty where none of the list does."""
    total = sum(days.rows.values())
    for name in ZONES:
        zone = ZoneInfo(name)
        good = sum(n for (day, shift), n in days.rows.items() if _offset(zone, day) == _assumed(assumed, day) + shift)
        if total and good >= MOST * total:
            return name
    return ""


def _offset(zone: ZoneInfo, day: date) -> int:
    shift = datetime.combine(day, time(12), zone).utcoffset()
    return int(shift.total_seconds()) if shift else 0


def _assumed(name: str, day: date) -> int:
    if name in UTC_NAMES:
        return 0
    try:
        return _offset(dates.zone(name), day)
    except TableError:  # an offset that the file states in each row, or zones of several kinds
        return 0


def zone_words(zones: Sequence[str]) -> str:
    """The zone of a file in words: `UTC` however it is spelt, its name, or `the stated zones` where there are many."""
    named = {"UTC" if zone in UTC_NAMES else zone for zone in zones}
    return next(iter(named)) if len(named) == 1 else "the stated zones"


def side(seconds: float) -> str:
    """How far and on which side the stated time is: `3,600 s ahead`, `18,000 s behind`, `right`."""
    if not seconds:
        return "right"
    return f"{abs(seconds):,.0f} s {'ahead' if seconds > 0 else 'behind'}"


def verdict(
    found: Shifts, days: Days, zones: Sequence[str], bulk: tuple[float, float] | None = None, exact: bool = True
) -> str:
    """What follows for the stated times of a file, in words; `bulk` is how long after an upload's start they are.

    What is not `exact`, and no upload, is a client's clock, and so may the stated time be.
    """
    zone = zone_words(zones)
    if not found.all():
        return f"neither confirms nor refutes {zone}: no whole quarter hour explains most rows"
    start = f"upload start: {bulk[0]:,.0f} to {bulk[1]:,.0f} s before; " if bulk else ""
    if found.all() == [0]:
        share = days.shifts()[0] / sum(days.rows.values())
        if not exact and not bulk:
            return f"agrees with {zone}, but both times may be the client's"
        return f"{start}confirms {zone}" + (f" for {share:.0%} of the rows" if share < MOST else "")
    local = "local time" + (f", such as that of {name}" if (name := example(days, zone)) else "")
    if found.summer is None or found.winter is None:
        known = _stretches(days.months(), ())
        span = f" {_span(known[0])}, of which alone there are rows" if len(days.months()) < 12 else ""
        return f"{start}refutes {zone}: {side(found.all()[0])}{span}: {local}"
    local = local.replace("local time", "local time of a zone with summer time", 1)
    months = days.months().items()
    summer, winter = ([month for month, shift in months if shift == one] for one in (found.summer, found.winter))
    span = _span(_stretches(summer, winter)[0])
    return f"{start}refutes {zone}: {side(found.summer)} {span}, {side(found.winter)} in the other months: {local}"


def _span(stretch: Sequence[int]) -> str:
    first, last = MONTHS[stretch[0] - 1], MONTHS[stretch[-1] - 1]
    return f"in {first}" if first == last else f"from {first} to {last}"
