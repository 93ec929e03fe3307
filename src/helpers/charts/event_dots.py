"""All events on one axis of time in one thin strip: the one picture of a report's first page.

A dot is a day, a bar a month or a period to scale; hollow is denied or disputed, small is found by rules in articles.
Dots that would touch are stacked above and below the middle, smaller where there are many. Where even small ones make
the strip thick, each column of the strip is a bar whose height is its number of events. Nothing is left out; the full
words are in the event strip.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd

from helpers import dates
from helpers.charts import _events, _strip_words
from helpers.charts._axes import Days
from helpers.charts._events import Event
from helpers.charts._frames import said
from helpers.charts._sheet import WIDTHS, Figure, Sheet, figure
from helpers.charts._strip_years import draw_mark

# px of letters, of a dot's radius at most, of the strip at most: a first page shows the 1280 drawing at three quarters
SIZES = {1280: (16, 6.0, 150), 720: (14, 4.5, 110), 390: (13, 4.0, 110)}
_SMALLER = (1.0, 0.8, 0.6, 0.45)
_SMALL = 0.55  # the radius of what rules found, of the radius of what a person stated
_COLUMN = 96  # px: the highest column of a strip of columns
_YEARS_FROM = 3  # years: a shorter strip has months on its axis


@dataclass(frozen=True)
class Layout:
    """The dots of one width: their radius, and each event's left and right end and row (0 is the middle)."""

    radius: float
    places: list[tuple[Event, float, float, int]]

    @property
    def pitch(self) -> float:
        """From one row to the next."""
        return 2 * self.radius + max(self.radius / 3, 1)

    @property
    def reach(self) -> tuple[int, int]:
        """The highest and the lowest row."""
        rows = [row for *_, row in self.places]
        return min(rows), max(rows)

    @property
    def height(self) -> float:
        """The height of all rows."""
        top, bottom = self.reach
        return (bottom - top) * self.pitch + 2 * self.radius


def draw(
    events: pd.DataFrame,
    *,
    period: str = "",
    start: str = "",
    end: str = "",
    accent: str = "",
    title: str | None = None,
    name: str = "event-strip-thin",
) -> Figure:
    """Draws the table `events`; a mark's link is the row's number in that frame, from 1.

    `period` (EDTF) is what the axis covers, if an event lies in it; `start` and `end` (EDTF) go before it. `accent` is
    a kind or an event's id that alone gets the accent colour. Events outside and rows without a date are counted in the
    notes. Raises a `TableError` where a column is missing or a date is not one.

    Examples:
        event_dots.draw(c.events, period=c.period)
    """
    every, undated = _events.read(events, accent)
    first, last = _bounds(every, period, start, end)
    shown = [event for event in every if event.start <= last and event.end >= first]
    shown = [replace(event, role="hot" if event.accent else "dot") for event in shown]
    notes = _strip_words.left_out(undated, len(every) - len(shown), first, last)
    words = title or ("No event to show" if not shown else f"When: {said(len(shown), 'event')}")
    if not shown:
        return _strip_words.empty(name, words, notes)
    sheets = [Sheet(name, width) for width in WIDTHS]
    scales = [Days(first, last, 8.0, width - 8.0) for width in WIDTHS]
    layouts = [_layout(shown, days, width) for days, width in zip(scales, WIDTHS, strict=True)]
    dots = all(layout.height <= SIZES[width][2] for layout, width in zip(layouts, WIDTHS, strict=True))
    for sheet, days, layout in zip(sheets, scales, layouts, strict=True):
        (_draw_dots(sheet, days, layout) if dots else _draw_columns(sheet, days, shown))
    each = "One mark for each event" if dots else "One column for each stretch of days, as high as its number of events"
    subtitle = f"{each}, {_events.day_words(first, last)}."
    alt = _strip_words.telephone(shown, _events.gaps(shown, first, last))
    return figure(name, sheets, title=words, subtitle=subtitle, alt=alt, key=_key(shown, dots), notes=notes)


def _bounds(events: Sequence[Event], period: str, start: str, end: str) -> tuple[date, date]:
    first, last = _strip_words.bounds(events, start, end)
    opens, closes = dates.span(period) if period else (None, None)
    opens, closes = (first if start or not opens else opens), (last if end or not closes else closes)
    inside = any(event.start <= closes and event.end >= opens for event in events)
    return (opens, closes) if inside else (first, last)


def _layout(events: Sequence[Event], days: Days, width: int) -> Layout:
    """The largest dots whose stack is thin enough; the smallest where none is."""
    tried = (_placed(events, days, SIZES[width][1] * share) for share in _SMALLER)
    made: list[Layout] = []
    for layout in tried:
        made.append(layout)
        if layout.height <= SIZES[width][2]:
            break
    return made[-1]


def _placed(events: Sequence[Event], days: Days, radius: float) -> Layout:
    """Each event in the row nearest to the middle where it touches no other: first come, first served."""
    ends: dict[int, float] = {}
    places = []
    for event in sorted(events, key=lambda event: (_extent(event, days, radius), event.row)):
        left, right = _extent(event, days, radius)
        row = 0
        while ends.get(row, -1e9) + 1.5 > left:
            row = -row if row > 0 else 1 - row
        ends[row] = right
        places.append((event, left, right, row))
    return Layout(radius, places)


def _extent(event: Event, days: Days, radius: float) -> tuple[float, float]:
    """The left and right end of a mark, on the strip: a day is a dot, an open end a bar of three dots' length."""
    start, end = max(event.start, days.first), min(event.end, days.last)
    left, right = days.x(start), days.x(end, True)
    middle = min(max((left + right) / 2, days.left + radius), days.right - radius)
    if event.opens == "end":
        return left, left + 6 * radius
    if event.opens == "start":
        return right - 6 * radius, right
    if event.start == event.end or right - left < 2 * radius:
        return middle - radius, middle + radius
    return left, right


def _draw_dots(sheet: Sheet, days: Days, layout: Layout) -> None:
    top, bottom = 6.0, 6.0 + layout.height
    middle = top + layout.radius - layout.reach[0] * layout.pitch
    _axis(sheet, days, bottom + 6)
    for event, left, right, row in layout.places:
        here: dict[str, Any] = {"row": event.row, "title": event.hover}
        y, radius = middle + row * layout.pitch, layout.radius
        dot = radius * _SMALL if event.found else radius
        if event.opens or right - left > 2 * radius + 0.01:
            cut = (event.start < days.first, event.end > days.last)
            draw_mark(sheet, event, (left, right), (y - radius, y + radius), 1.5 * radius, cut, here)
        elif event.hollow or event.about:
            dash = (3, 2) if event.about else None
            r = dot - 0.7
            sheet.circle((left + right) / 2, y, r, "surface", line=event.role, width=1.4, dash=dash, **here)
        else:
            sheet.circle((left + right) / 2, y, dot, event.role, **here)


def _draw_columns(sheet: Sheet, days: Days, events: Sequence[Event]) -> None:
    """One bar per so many days, from the axis upwards; its number is what a pointer shows."""
    size, radius, _ = SIZES[sheet.width]
    step = max(1, round(((days.last - days.first).days + 1) * (radius + 2) / (days.right - days.left)))
    columns: dict[int, list[Event]] = {}
    for event in events:
        at = (max(event.start, days.first) - days.first).days // step
        columns.setdefault(at, []).append(event)
    base, most = size + 10.0 + _COLUMN, max(map(len, columns.values()))
    _axis(sheet, days, base, size + 6)
    for at, held in sorted(columns.items()):
        begin, stop = (date.fromordinal(days.first.toordinal() + day) for day in (at * step, at * step + step - 1))
        stop = min(stop, days.last)
        left, right, high = days.x(begin), days.x(stop, True), len(held) / most * _COLUMN
        role = "hot" if any(event.accent for event in held) else "dot"
        title = f"{said(len(held), 'event')}, {_events.day_words(begin, stop)}"
        sheet.rect(left, base - high, max(right - left - 1, 1), high, role, title=title)
    top = min(at for at, held in columns.items() if len(held) == most)
    x = days.x(date.fromordinal(days.first.toordinal() + top * step))
    anchor = "start" if x < sheet.width / 2 else "end"
    sheet.text(x, size + 2, f"{most:,} at most", size=size, role="muted", anchor=anchor)


def _axis(sheet: Sheet, days: Days, base: float, top: float = 0.0) -> None:
    """The line below, and years between lines or, where the strip is short or long, ticks with their words."""
    size = SIZES[sheet.width][0]
    sheet.height = base + size + 8
    years = [date(year, 1, 1) for year in range(days.first.year, days.last.year + 1)]
    year_wide = (days.right - days.left) / max((days.last - days.first).days / 365.25, 1e-9)
    if len(years) < _YEARS_FROM or year_wide < 3 * size:
        for day, words in days.ticks(size):
            sheet.line([(days.x(day), top), (days.x(day), base + 4)], "rule")
            sheet.text(days.x(day) + 3, base + size + 3, words, size=size, role="muted")
    else:
        for day in years:
            left, right = days.x(max(day, days.first)), days.x(min(date(day.year, 12, 31), days.last), True)
            if day >= days.first:
                sheet.line([(left, top), (left, base + 4)], "rule")
            if right - left > 2.6 * size:
                middle, words = (left + right) / 2, str(day.year)
                sheet.text(middle, base + size + 3, words, size=size, role="muted", anchor="middle")
    sheet.line([(days.left, base), (days.right, base)], "axis")


def _key(events: Sequence[Event], dots: bool) -> list[tuple[str, str, str]]:
    """The shapes that occur."""
    if not dots:
        return []
    tests = (
        ("dot", "one day", any(e.start == e.end and not e.opens and not e.hollow and not e.about for e in events)),
        ("bar", "month or period, to scale", any(e.start != e.end for e in events)),
        ("about", "~ about", any(event.about for event in events)),
        ("since", "since then", any(event.opens == "end" for event in events)),
        ("ring", "denied or disputed", any(event.hollow for event in events)),
        ("small", _events.FOUND, any(event.found for event in events)),
    )
    return [("dot", shape, words) for shape, words, occurs in tests if occurs]
