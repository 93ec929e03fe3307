"""Posts over time: one small panel per platform, all on one scale.

Stacked series cannot be read: one peak moves all above it. So each platform has a panel with its name and total; the
top of a panel carries value and day. If one value would flatten all others (over twice the third largest), the scale is
cut, the bar notched, and the number says so. A bar is never narrower than two pixels: longer spans go to weeks, months.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from helpers import dates, wording
from helpers.charts import _axes, _events, _frames, _widths
from helpers.charts._axes import Days
from helpers.charts._sheet import WIDTHS, Figure, Sheet, figure

MOST_PANELS = 8
_NARROWEST = 2.0  # px of a bar


@dataclass(frozen=True)
class Series:
    """One panel: its name, its posts by day, its total, and its accounts where they were counted."""

    name: str
    by_day: Mapping[date, int]
    total: int
    accounts: int | None


@dataclass(frozen=True)
class Layout:
    """Where panels stand at one width."""

    left: float
    right: float
    panel: float
    step: float
    phone: bool

    @classmethod
    def of(cls, width: int) -> Layout:
        """The layout of a width: names left of the panels, on a phone above them."""
        if width < 500:
            return cls(12, width - 48, 60, 104, True)
        return cls(190, width - 60, 84, 100, False) if width > 900 else cls(140, width - 56, 70, 88, False)


def draw(
    days: pd.DataFrame,
    *,
    by: str = "platform",
    unit: str = "post",
    accounts: Mapping[str, int] | None = None,
    accent: str = "",
    zone: str = "UTC",
    title: str | None = None,
    name: str = "activity",
) -> Figure:
    """Draws a frame with the columns `by`, `day` and `n`: how many posts of which platform on which day.

    A day without a row has none. `accounts` says how many accounts each platform has; `accent` is the panel that gets
    the accent colour. Raises a `TableError` where a column is missing.

    Examples:
        activity.draw(counts.per_day(c.posts, "UTC"), zone="UTC")
    """
    _frames.need(days, (by, "day", "n"), "activity")
    series = _read(days, by, accounts or {})
    total = sum(part.total for part in series)
    words = title or f"{_frames.capital(unit)}s by {by}: {total:,}"
    sheets = [Sheet(name, width) for width in WIDTHS]
    if not total:
        for sheet in sheets:
            sheet.text(12, 24, f"There is no {unit} with a stated day.", role="muted", italic=True)
            sheet.height = 40
        return figure(name, sheets, title=words, subtitle="", alt=f"There is no {unit} with a stated day.")
    span = (min(min(part.by_day) for part in series), max(max(part.by_day) for part in series))
    units = [_draw(sheet, series, span, unit, accent) for sheet in sheets]
    one = " All panels share one scale." if len(series) > 1 else ""
    subtitle = f"{_frames.capital(unit)}s {_per(units)}, {_events.day_words(*span)}, {wording.zone(zone)} days.{one}"
    return figure(name, sheets, title=words, subtitle=subtitle, alt=_alt(series, span, unit))


def _per(units: Sequence[str]) -> str:
    """What a bar is at each width, in words that hold at all of them: `per day (per week on phones)`."""
    wide, middle, phone = units
    if wide == phone:
        return f"per {wide}"
    if middle in (wide, phone):
        return f"per {wide} (per {phone} on {'phones' if middle == wide else 'paper and narrower screens'})"
    return f"per {wide} (per {middle} on paper and narrower screens, per {phone} on phones)"


def _read(frame: pd.DataFrame, by: str, accounts: Mapping[str, int]) -> list[Series]:
    """The panels, largest first; beyond eight, the smallest share one."""
    counts: dict[str, dict[date, int]] = {}
    for key, day, n in frame[[by, "day", "n"]].itertuples(index=False):
        if pd.isna(day) or pd.isna(n) or int(n) <= 0:
            continue
        days = counts.setdefault(_frames.text(key) or "not stated", {})
        at = day if type(day) is date else pd.Timestamp(day).date()
        days[at] = days.get(at, 0) + int(n)
    made = [Series(key, days, sum(days.values()), accounts.get(key)) for key, days in counts.items()]
    made.sort(key=lambda part: (-part.total, part.name))
    if len(made) <= MOST_PANELS:
        return made
    rest: dict[date, int] = {}
    for part in made[MOST_PANELS - 1 :]:
        for at, n in part.by_day.items():
            rest[at] = rest.get(at, 0) + n
    others = f"{len(made) - MOST_PANELS + 1} others"
    return [*made[: MOST_PANELS - 1], Series(others, rest, sum(rest.values()), None)]


def _bin(day: date, unit: str) -> date:
    if unit == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if unit == "month" else day


def _end(day: date, unit: str) -> date:
    """The last day of the bin that begins on this day."""
    if unit == "month":
        return (day + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return day + timedelta(days=6 if unit == "week" else 0)


def _words(day: date, unit: str, years: bool) -> str:
    month = f"{dates.MONTHS[day.month - 1]}{f' {day.year}' if years else ''}"
    return f"in {month}" if unit == "month" else f"{'in the week of' if unit == 'week' else 'on'} {day.day} {month}"


def _ceiling(values: Sequence[int]) -> float:
    """The top of the common scale: the largest value, or the third largest if it would be flattened."""
    ranked = sorted(values, reverse=True)
    return ranked[2] * 1.12 if len(ranked) > 2 and ranked[0] > 2 * ranked[2] else float(ranked[0])


def _draw(sheet: Sheet, series: Sequence[Series], span: tuple[date, date], unit: str, accent: str) -> str:
    """Draws all panels; returns the length of a bar: day, week or month."""
    at = Layout.of(sheet.width)
    room = (at.right - at.left) / ((span[1] - span[0]).days + 1)
    each = "day" if room >= _NARROWEST else "week" if room * 7 >= _NARROWEST else "month"
    binned = []
    for part in series:
        bins: dict[date, int] = {}
        for day, n in part.by_day.items():
            bins[_bin(day, each)] = bins.get(_bin(day, each), 0) + n
        binned.append(bins)
    days = Days(min(map(min, binned)), _end(max(map(max, binned)), each), at.left, at.right)
    ceiling = _ceiling([n for bins in binned for n in bins.values()])
    y = 4.0
    for part, bins in zip(series, binned, strict=True):
        role = ("hot" if part.name == accent else "dot") if accent else "blue"
        _name(sheet, part, at, y, unit)
        base = y + at.step - (10 if not at.phone else 8)
        _panel(sheet, bins, (days, each, unit), (base - at.panel, base), ceiling, role)
        y += at.step
    for day, words in days.ticks():
        sheet.text(days.x(day) + 3, y + 6, words, role="muted")
    sheet.height = y + 14
    return each


def _name(sheet: Sheet, part: Series, at: Layout, y: float, unit: str) -> None:
    posts = _frames.said(part.total, unit)
    accounts = _frames.said(part.accounts, "account") if part.accounts is not None else ""
    if at.phone:
        words = f"{posts} · {accounts}" if accounts else posts
        room = sheet.width - 24 - _widths.width(words, 13) - 12
        sheet.text(12, y + 18, _widths.cut(part.name, 14, room, bold=True), size=14, bold=True)
        sheet.text(sheet.width - 12, y + 18, words, size=13, role="muted", anchor="end")
        return
    sheet.text(12, y + 24, _widths.cut(part.name, 14, at.left - 24, bold=True), size=14, bold=True)
    for i, words in enumerate(filter(None, (posts, accounts))):
        sheet.text(12, y + 42 + 16 * i, words, role="muted")


def _panel(
    sheet: Sheet,
    bins: Mapping[date, int],
    scale: tuple[Days, str, str],
    box: tuple[float, float],
    ceiling: float,
    role: str,
) -> None:
    days, each, unit = scale
    top, base = box
    room = base - top - 14  # the top is kept for the number
    mark = _axes.round_top(ceiling) if _axes.round_top(ceiling) <= ceiling else _axes.round_top(ceiling) / 2
    for day, _ in days.ticks():
        sheet.line([(days.x(day), top), (days.x(day), base)], "grid")
    level = base - mark / ceiling * room
    sheet.line([(days.left, level), (days.right, level)], "grid")
    sheet.text(days.right + 6, level + 4, _axes.number(mark), role="muted")
    sheet.text(days.right + 6, base + 2, "0", role="muted")
    sheet.cells(_bars(bins, days, each, base, room, ceiling), role)
    sheet.line([(days.left, base), (days.right, base)], "axis")
    for day, n in bins.items():
        if n > ceiling:  # a notch through the bar
            left, right = days.x(day), days.x(_end(day, each), True)
            sheet.polygon(
                [
                    (left - 1, base - room + 8),
                    (right + 1, base - room + 3),
                    (right + 1, base - room + 6),
                    (left - 1, base - room + 11),
                ],
                fill="surface",
            )
    _top(sheet, bins, days, each, base - room, room, ceiling)
    _hover(sheet, bins, days, unit, (top, base))


def _bars(
    bins: Mapping[date, int], days: Days, each: str, base: float, room: float, ceiling: float
) -> list[tuple[float, float, float, float]]:
    made = []
    for day, n in sorted(bins.items()):
        left, right = max(days.x(day), days.left), min(days.x(_end(day, each), True), days.right)
        height = max(min(n / ceiling, 1) * room, 0.6)
        made.append((left, base - height, right - left, height))
    return made


def _top(
    sheet: Sheet, bins: Mapping[date, int], days: Days, each: str, roof: float, room: float, ceiling: float
) -> None:
    """The largest value of the panel, beside its bar; the first of equals."""
    day = max(sorted(bins), key=lambda key: bins[key])
    cut = bins[day] > ceiling
    words = f"{bins[day]:,} {_words(day, each, days.first.year != days.last.year)}" + (", cut off" if cut else "")
    y = roof + room * (1 - min(bins[day] / ceiling, 1)) - 3
    x, wide = days.x(_end(day, each), True) + 4, _widths.width(words, 12)
    if x + wide > days.right:
        sheet.text(max(days.x(day) - 4, days.left + wide), y, words, anchor="end", halo=True)
    else:
        sheet.text(x, y, words, halo=True)


def _hover(sheet: Sheet, bins: Mapping[date, int], days: Days, unit: str, box: tuple[float, float]) -> None:
    """One transparent rectangle per week, or per month over long spans, that says its number."""
    each = "week" if (days.last - days.first).days < 1500 else "month"
    sums: dict[date, int] = {}
    for day, n in bins.items():
        sums[_bin(day, each)] = sums.get(_bin(day, each), 0) + n
    for day, n in sorted(sums.items()):
        left, right = max(days.x(day), days.left), min(days.x(_end(day, each), True), days.right)
        title = f"{_frames.said(n, unit)} {_words(day, each, True)}"
        sheet.rect(left, box[0], right - left, box[1] - box[0], hit=True, title=title)


def _alt(series: Sequence[Series], span: tuple[date, date], unit: str) -> str:
    parts = []
    for part in series:
        day = max(sorted(part.by_day), key=lambda key: part.by_day[key])
        parts.append(f"{part.name} {part.total:,}, most {_words(day, 'day', True)} ({part.by_day[day]:,})")
    whole = _frames.said(sum(part.total for part in series), unit)
    return f"{whole}, {_events.day_words(*span)}: {'; '.join(parts)}."
