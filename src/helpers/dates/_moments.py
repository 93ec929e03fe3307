"""Moments: what machines write, in UTC, with the precision and the zone that it was stated in."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from helpers.dates._edtf import MONTHS
from helpers.errors import TableError

_CUT = {"year": 4, "month": 7, "day": 10, "minute": 16, "second": 19, "ms": 23}
_ISO = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?"
    r"(?: ?(Z|[A-Z]{3,5}|[+-](?:[01]\d|2[0-3]):?[0-5]\d))?",
    re.IGNORECASE | re.ASCII,
)
# Letters that have stood for one offset alone since 2000, in every zone of the tz database: a test compares.
# fmt: off
LETTERS = {
    "ACDT": "+10:30", "ACST": "+09:30", "ADT": "-03:00", "AEDT": "+11:00", "AEST": "+10:00", "AKDT": "-08:00",
    "AKST": "-09:00", "AWDT": "+09:00", "AWST": "+08:00", "CAT": "+02:00", "CEST": "+02:00", "CET": "+01:00",
    "EAT": "+03:00", "EDT": "-04:00", "EEST": "+03:00", "EET": "+02:00", "EST": "-05:00", "HDT": "-09:00",
    "HKT": "+08:00", "HST": "-10:00", "IDT": "+03:00", "JST": "+09:00", "MDT": "-06:00", "MEST": "+02:00",
    "MET": "+01:00", "MSD": "+04:00", "MST": "-07:00", "NDT": "-02:30", "NST": "-03:30", "NZDT": "+13:00",
    "NZST": "+12:00", "PDT": "-07:00", "PKST": "+06:00", "PKT": "+05:00", "SAST": "+02:00", "WAT": "+01:00",
    "WEST": "+01:00", "WET": "+00:00", "WIB": "+07:00", "WIT": "+09:00", "WITA": "+08:00",
}
# Those of several places, some of which the tz database does not list (Bangladesh, Arabia, Singapore, the Gulf).
AMBIGUOUS = {
    "AST": "-04:00 (the Atlantic) or +03:00 (Arabia)",
    "BST": "+01:00 (Britain), +06:00 (Bangladesh) or +11:00 (Bougainville)",
    "CDT": "-05:00 (North America) or -04:00 (Cuba)",
    "CST": "-06:00 (North America), -05:00 (Cuba) or +08:00 (China)",
    "GST": "+04:00 (the Gulf) or +10:00 (Guam)",
    "IST": "+01:00 (Ireland), +02:00 (Israel) or +05:30 (India)",
    "KST": "+09:00 (Korea) or +08:30 (North Korea from August 2015 to May 2018)",
    "PST": "-08:00 (North America) or +08:00 (the Philippines)",
    "SST": "-11:00 (Samoa) or +08:00 (Singapore)",
}
# fmt: on
# Moscow's clock had another offset for three and a half years: the same letters, told apart by the day.
MSK = ("2011-03-27", "2014-10-26", "+04:00", "+03:00")


class Moment(NamedTuple):
    """A point in time in UTC, how exact it is, what was stated, and the zone with who said so."""

    at: datetime
    precision: str
    stated: str
    zone: str
    zone_by: str


def zone(name: str) -> ZoneInfo:
    """The time zone of this IANA name; a `TableError` if there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise TableError(f'"{name}" is not a time zone. Write an IANA name such as "Europe/Berlin" or "UTC".') from None


def moment(stated: str, assumed: str, assumed_by: str) -> Moment | None:
    """The moment that an ISO 8601 text states, in UTC; None if it is not one. `assumed` is the zone of a naive text.

    Only the whole text counts: `2022-11-10T05-07-28+00:00` is no moment, where a lenient parser reads 05:00. The 24:00
    of ISO 8601 is the next midnight; a leap second (23:59:60) is no moment, because no clock here can hold it. Letters
    of a zone count where they mean one offset alone (`LETTERS`): `EDT` is -04:00, and `IST` makes no moment.
    """
    found = _ISO.fullmatch(stated.strip())
    if not found:
        return None
    day, minute, second, fraction, offset = found.groups()
    exact = "ms" if fraction else "second" if second else "minute" if minute else "day"
    offset = offset_of(offset, day) if offset else None
    if offset == "":
        return None
    place = zone(assumed) if offset is None else _shift(offset)
    try:
        naive = _clock(day, minute or "00:00", second or "00", fraction or "0")
        # an hour that the end of summer time gives twice is taken for the later one, as DuckDB does in `conform`
        at = max(naive.replace(tzinfo=place, fold=fold).astimezone(UTC) for fold in (0, 1))
    except (ValueError, OverflowError):  # no such day or hour; or the year before 1, the year after 9999
        return None
    return Moment(at, exact, stated, *((assumed, assumed_by) if offset is None else (offset, "stated")))


def offset_of(zone_stated: str, day: str = "") -> str:
    """The offset that the letters of a zone stand for on an ISO day; the text itself where it is one; else empty."""
    letters = zone_stated.upper()
    if letters in ("Z", "UTC", "GMT") or letters[0] in "+-":
        return zone_stated
    if letters == "MSK":
        return MSK[2] if MSK[0] <= day < MSK[1] else MSK[3]
    return LETTERS.get(letters, "")


def switches(name: str, first: int, last: int) -> list[tuple[datetime, timedelta]]:
    """When the clocks of a zone were set in these years, in UTC, and by how much: an hour forward, an hour back."""
    place, found = zone(name), []
    day, end = datetime(first, 1, 1, tzinfo=UTC), datetime(last + 1, 1, 2, tzinfo=UTC)
    while day < end:
        after = day + timedelta(days=1)
        change = _ahead(after, place) - _ahead(day, place)
        while change and after - day > timedelta(minutes=1):
            middle = day + (after - day) / 2
            day, after = (middle, after) if _ahead(middle, place) == _ahead(day, place) else (day, middle)
        if change:
            found.append((after.replace(second=0, microsecond=0), change))
        day = after.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1) if change else after
    return found


def _ahead(at: datetime, place: tzinfo) -> timedelta:
    return at.astimezone(place).utcoffset() or timedelta()


def shown(at: datetime, exact: str, zone_stated: str) -> str:
    """The moment in words, as exactly as it is known: `29 Jul 2022, 14:05 UTC`; a day as its own zone counts days."""
    if exact in ("year", "month", "day"):
        at = at.astimezone(_place(zone_stated))
        text = f"{MONTHS[at.month - 1]} {at.year}"
        return {"year": str(at.year), "month": text, "day": f"{at.day} {text}"}[exact]
    at = at.astimezone(UTC)
    form = ", %H:%M UTC" if exact == "minute" else ", %H:%M:%S UTC"
    return f"{at.day} {MONTHS[at.month - 1]} {at.year}" + at.strftime(form)


def cut(at: datetime, exact: str) -> str:
    """The moment as ISO text in UTC, cut where it is no longer exact: `2022-07`, `2022-07-29 14:05 UTC`.

    `exact` is year, month, day, minute, second or ms; another word counts as second. A moment without a zone gets no
    "UTC".
    """
    known = exact if exact in _CUT else "second"
    text = (at.astimezone(UTC) if at.tzinfo else at).replace(tzinfo=None).isoformat(" ", "milliseconds")[: _CUT[known]]
    return f"{text} UTC" if at.tzinfo and _CUT[known] > _CUT["day"] else text


def _place(zone_stated: str) -> tzinfo:
    if re.fullmatch(r"[+-]\d{2}:?\d{2}", zone_stated):
        return _shift(zone_stated)
    return UTC if zone_stated.upper() in ("", "Z", "UTC", "GMT") else zone(zone_stated)


def _shift(offset: str) -> timezone:
    if offset.upper() in ("Z", "UTC", "GMT"):
        return UTC
    sign = -1 if offset[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(offset[1:3]), minutes=int(offset[-2:])))


def _clock(day: str, minute: str, second: str, fraction: str) -> datetime:
    rest = timedelta(microseconds=int((fraction + "000000")[:6]))
    if minute == "24:00" and second == "00" and not rest:  # Python 3.13 reads it, 3.11 does not
        return datetime.fromisoformat(day) + timedelta(days=1)
    if minute.startswith("24"):
        raise ValueError(minute)
    return datetime.fromisoformat(f"{day}T{minute}:{second}") + rest
