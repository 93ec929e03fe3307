"""The strip on a phone: a list, and beside each event a small ruler of one year with the same mark.

Order is the axis and the ruler carries precision; nothing is shortened.
"""

from __future__ import annotations

from calendar import isleap
from collections.abc import Sequence
from datetime import date
from typing import Any

from helpers.charts import _events, _widths
from helpers.charts._events import Event
from helpers.charts._frames import said
from helpers.charts._sheet import Run, Sheet
from helpers.charts._strip_years import Gap, draw_mark

LEFT, RULER, TEXT = 12, 64, 88  # px: the edge, the ruler's length, where words begin
SIZE, STEP = 14, 18


def draw(sheet: Sheet, events: Sequence[Event], gaps: Sequence[Gap], gap_words: str) -> None:
    """Draws the list and sets the sheet's height."""
    y, year = 4.0, 0
    waiting = list(gaps)
    for event in events:
        while waiting and waiting[0][0] <= event.start:
            y = _draw_gap(sheet, waiting.pop(0), gap_words, y)
        if event.start.year != year:
            year = event.start.year
            sheet.line([(LEFT, y + 6), (sheet.width - 12, y + 6)], "axis")
            n = sum(other.start.year == year for other in events)
            sheet.text(LEFT, y + 27, [Run(f"{year} ", bold=True)], size=16)
            sheet.text(sheet.width - 12, y + 27, said(n, "event"), size=13, role="muted", anchor="end")
            y += 36
        y = _draw_event(sheet, event, y)
    for gap in waiting:
        y = _draw_gap(sheet, gap, gap_words, y)
    sheet.height = y + 2


def _x(day: date, after: bool = False) -> float:
    days = 366 if isleap(day.year) else 365
    return LEFT + (day.timetuple().tm_yday - 1 + after) / days * RULER


def _ruler(sheet: Sheet, y: float) -> None:
    sheet.line([(LEFT, y), (LEFT + RULER, y)], "axis")
    sheet.cells([(LEFT + RULER * month / 12 - 0.5, y, 1, 3) for month in range(13)], "axis")


def _draw_event(sheet: Sheet, event: Event, y: float) -> float:
    here: dict[str, Any] = {"row": event.row, "title": event.hover}
    middle = y + 14
    _ruler(sheet, middle)
    right = _draw_mark(sheet, event, middle, here)
    if event.shows_report and event.reported and (at := _x(event.reported)) - right > 5:
        sheet.line([(right, middle), (at, middle)], event.role, dash=(1, 2), **here)
        sheet.diamond(at, middle, 4, event.role, **here)
    first = [Run(_events.short_date(event) + " ", "muted")]
    if event.status in _events.WORD_ROLES:
        first.append(Run(event.status, _events.WORD_ROLES[event.status], bold=True))
    sheet.text(TEXT, y + 14, first, size=13, **here)
    y += 14 + STEP
    title = event.title + (f" ×{event.n_origins}" if event.n_origins > 1 else "")
    for line in _widths.balance(title, SIZE, sheet.width - 12 - TEXT, 12, event.accent):
        sheet.text(TEXT, y, line, size=SIZE, bold=event.accent, italic=event.found, **here)
        y += STEP
    if event.public_words or event.shows_report:
        sheet.text(TEXT, y - 1, f"became public {event.reported_words}", size=13, role="muted", **here)
        y += STEP
    return y - STEP + 16


def _draw_mark(sheet: Sheet, event: Event, middle: float, here: dict[str, Any]) -> float:
    """Draws the mark on its ruler, and returns its right end."""
    whole = event.start.year == event.end.year
    left, right = _x(event.start), _x(event.end, True) if whole else LEFT + RULER + 4.0
    if event.opens == "end":
        left, right = left - 1.5, min(left + 26, LEFT + RULER + 4.0)
    elif event.opens == "start":
        left, right = max(left - 26, LEFT - 4.0), left + 1.5
    elif event.start == event.end:
        half = 2.5 if event.hollow or event.about else 1.5
        left, right = left - half, left + half
    else:
        right = max(right, left + 5)
    draw_mark(sheet, event, (left, right), (middle - 8, middle + 8), 8, (False, not whole), here)
    return right


def _draw_gap(sheet: Sheet, gap: Gap, gap_words: str, y: float) -> float:
    lines = [f"{gap_words} {_events.day_words(*gap)}"]
    if _widths.width(lines[0], 13) > sheet.width - 12 - TEXT:
        lines = [_widths.cut(gap_words, 13, sheet.width - 12 - TEXT), _events.day_words(*gap)]
    bottom = y + 17 * len(lines) + 2
    sheet.line([(LEFT + RULER / 2, y), (LEFT + RULER / 2, bottom)], "axis", dash=(2, 3))
    for i, line in enumerate(lines):
        sheet.text(TEXT, y + 12 + 17 * i, line, size=13, role="muted", italic=True)
    return bottom + 10
