"""Hours of the week: which of the 168 hours hold more than an even share, in seven steps.

Seven rows of 24 hours with their numbers; on a phone 24 rows of seven days with the highest and lowest number only.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd

from helpers import wording
from helpers.charts import _frames
from helpers.charts._roles import STEPS
from helpers.charts._sheet import WIDTHS, Figure, Sheet, figure
from helpers.errors import TableError

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
LIMITS = (0.4, 0.6, 0.8, 1.0, 1.25, 1.5)  # times an even share: the lower limits of the second to the seventh step


class Cell(NamedTuple):
    """One hour of the week: its posts, their ratio to an even week as it is printed, and its row in the table."""

    n: int
    ratio: float
    row: int | None


def draw(
    hours: pd.DataFrame,
    *,
    zone: str = "UTC",
    local: str = "",
    unit: str = "post",
    title: str | None = None,
    name: str = "week-hours",
) -> Figure:
    """Draws a frame with `weekday` (0 is Monday), `hour` (0 to 23) and `n`; rows of one hour add up, none means 0.

    `zone` is the zone of these hours, `local` a sentence on the local one ("Moscow was UTC+3."). The number that is
    printed is the one that is binned. Raises a `TableError` where a column is missing or an hour is not in the week.

    Examples:
        hours = counts.week_hours(c.posts, "Europe/Paris")
        week_hours.draw(hours, zone="Europe/Paris")
    """
    _frames.need(hours, ("weekday", "hour", "n"), "week_hours")
    cells, total = _read(hours)
    sheets = [Sheet(name, width) for width in WIDTHS]
    for sheet in sheets:
        if not total:
            sheet.text(12, 24, f"There is no {unit} with a stated hour.", role="muted", italic=True)
            sheet.height = 40
        elif sheet.width < 500:
            _draw_down(sheet, cells, unit)
        else:
            _draw_across(sheet, cells, unit)
    zone = wording.zone(zone)
    words = f"{_frames.said(total, unit)} by weekday and hour, {zone}. 1 is an even spread over the week."
    subtitle = f"{words} {local}".strip()
    return figure(
        name,
        sheets,
        title=title or f"Hours of the week: {_frames.said(total, unit)}",
        subtitle=subtitle,
        alt=_alt(cells, total, unit, zone),
    )


def _read(frame: pd.DataFrame) -> tuple[dict[tuple[int, int], Cell], int]:
    counts: dict[tuple[int, int], tuple[int, int]] = {}
    for row, (day, hour, n) in enumerate(frame[["weekday", "hour", "n"]].itertuples(index=False), start=1):
        if not (0 <= int(day) <= 6 and 0 <= int(hour) <= 23):
            known = "weekdays run from 0 (Monday) to 6, hours from 0 to 23."
            raise TableError(f"The chart week_hours was given weekday {day}, hour {hour}: {known}")
        before, first = counts.get((int(day), int(hour)), (0, row))
        counts[int(day), int(hour)] = (before + int(n), first)
    total = sum(n for n, _ in counts.values())
    made = {}
    for day in range(7):
        for hour in range(24):
            n, first_row = counts.get((day, hour), (0, 0))
            made[day, hour] = Cell(n, round(n * 168 / total, 1) if total else 0.0, first_row or None)
    return made, total


def step(ratio: float) -> int:
    """The step of a ratio, from 1 to 7."""
    return 1 + sum(ratio >= limit for limit in LIMITS)


def _scale(sheet: Sheet, left: float, width: float, y: float, words: str) -> None:
    """The key of the steps: boxes with their lower limits below."""
    each = width / len(STEPS)
    for i, role in enumerate(STEPS):
        sheet.rect(left + i * each, y, each - 1, 12, role)
        label = f"{(0, *LIMITS)[i]:g}" + ("+" if i == len(LIMITS) else "")
        sheet.text(left + i * each, y + 26, label, role="muted")
    sheet.text(left + width + 10, y + 11, words, role="muted")


def _cell(
    sheet: Sheet, cell: Cell, box: tuple[float, float, float, float], when: str, unit: str, printed: bool
) -> None:
    x, y, w, h = box
    title = f"{when}: {_frames.said(cell.n, unit)}, {cell.ratio:.1f} times an even spread"
    at = step(cell.ratio)
    sheet.rect(x, y, w - 2, h - 2, f"s{at}", row=cell.row, title=title)
    if printed:
        size = 11 if w > 40 else 10
        here: dict[str, Any] = {"row": cell.row, "title": title}
        words = f"{cell.ratio:.1f}"
        sheet.text(x + w / 2 - 1, y + h / 2 + 3, words, size=size, role=f"on{at}", anchor="middle", **here)


def _draw_across(sheet: Sheet, cells: Mapping[tuple[int, int], Cell], unit: str) -> None:
    left, top = 56.0, 66.0
    w, h = (sheet.width - 12 - left) / 24, 40.0 if sheet.width > 900 else 34.0
    _scale(sheet, left, min(490.0, sheet.width - 230), 4, "times an even spread")
    for hour in range(24):
        sheet.text(left + (hour + 0.5) * w - 1, top - 8, f"{hour:02}", role="muted", anchor="middle")
    for day, words in enumerate(DAYS):
        sheet.text(left - 10, top + (day + 0.5) * h + 3, words, anchor="end")
        for hour in range(24):
            _cell(sheet, cells[day, hour], (left + hour * w, top + day * h, w, h), f"{words} {hour:02}:00", unit, True)
    sheet.height = top + 7 * h + 4


def _draw_down(sheet: Sheet, cells: Mapping[tuple[int, int], Cell], unit: str) -> None:
    left, top = 48.0, 92.0
    w, h = (sheet.width - 12 - left) / 7, 22.0
    _scale(sheet, 12, sheet.width - 24, 4, "")
    sheet.text(12, 48, "times an even spread", role="muted")
    for day, words in enumerate(DAYS):
        sheet.text(left + (day + 0.5) * w - 1, top - 8, words, size=13, anchor="middle")
    for hour in range(24):
        sheet.text(left - 8, top + (hour + 0.5) * h + 4, f"{hour:02}", size=13, role="muted", anchor="end")
        for day, words in enumerate(DAYS):
            box = (left + day * w, top + hour * h, w, h)
            _cell(sheet, cells[day, hour], box, f"{words} {hour:02}:00", unit, (day, hour) in _ends(cells))
    sheet.height = top + 24 * h + 4


def _ends(cells: Mapping[tuple[int, int], Cell]) -> tuple[tuple[int, int], tuple[int, int]]:
    """The fullest and the emptiest hour, the first of equals."""
    return (
        max(cells, key=lambda key: (cells[key].n, -key[0], -key[1])),
        min(cells, key=lambda key: (cells[key].n, key)),
    )


def _alt(cells: Mapping[tuple[int, int], Cell], total: int, unit: str, zone: str) -> str:
    if not total:
        return f"There is no {unit} with a stated hour."
    empty = sum(cell.n == 0 for cell in cells.values())
    high, low = (
        f"{DAYS[day]} {hour:02}:00 with {_frames.said(cells[day, hour].n, unit)}, "
        f"{cells[day, hour].ratio:.1f} times an even spread"
        for day, hour in _ends(cells)
    )
    least = (
        f"{_frames.said(empty, 'hour')} {'has' if empty == 1 else 'have'} none." if empty else f"The emptiest is {low}."
    )
    return f"{_frames.said(total, unit)} over the 168 hours of the week, {zone}. The fullest hour is {high}. {least}"
