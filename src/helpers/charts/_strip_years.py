"""The strip in year rows: months across, precision as length, labels beside their marks."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

from helpers import dates
from helpers.charts import _events, _pack, _widths
from helpers.charts._events import Event
from helpers.charts._sheet import Run, Sheet

ROW, MARK, BAR = 34, 28, 10  # px: a row of two lines, a tick's height, a bar's height
LOW = 0.45  # the height of a mark that rules found, of the height of one that a person stated
OPEN = 30  # px: length of a bar whose end is not known
SIZE, GAP_SIZE = 12, 11
_BETWEEN = 7  # px between a mark and its label
Gap = tuple[date, date]
Lines = list[list[Run]]


@dataclass(frozen=True)
class Year:
    """One year's row: its labels and the words of its gaps, each with its place, and how many lines they take."""

    year: int
    labels: list[tuple[Event, Lines, _pack.Place]]
    words: list[tuple[float, list[str], _pack.Place]]
    gaps: list[Gap]
    rows: int
    n: int
    last: int


class Strip:
    """The events laid out for one width; `rows` is known before anything is drawn."""

    def __init__(self, events: Sequence[Event], gaps: Sequence[Gap], years: range, width: int, gap_words: str) -> None:
        self.left, self.right = 64.0 if width > 900 else 56.0, width - 12.0
        self.most = 310.0
        self.gap_words = gap_words
        self.years = _merged([self._year(year, events, gaps) for year in years])

    @property
    def rows(self) -> int:
        """The most lines that one year takes."""
        return max((year.rows for year in self.years), default=0)

    @property
    def lines(self) -> int:
        """The lines that all years take."""
        return sum(year.rows for year in self.years)

    def x(self, day: date, after: bool = False) -> float:
        """The x of a day's beginning, or of its end."""
        days = 366 if isleap(day.year) else 365
        return self.left + (day.timetuple().tm_yday - 1 + after) / days * (self.right - self.left)

    def mark(self, event: Event, year: int) -> tuple[float, float]:
        """Left and right end of an event's mark in that year's row, without the sign of its report."""
        start = self.x(event.start) if event.start.year == year else self.left - 6
        end = self.x(event.end, True) if event.end.year == year else self.right + 6
        middle = (self.x(event.start) + self.x(event.start, True)) / 2
        if event.opens == "end":
            return middle - 1.5, min(middle + OPEN, self.right + 6)
        if event.opens == "start":
            return max(middle - OPEN, self.left - 6), middle + 1.5
        if event.start == event.end:
            half = 3.0 if event.hollow or event.about else 1.5
            return middle - half, middle + half
        return start, max(end, start + 4)

    def reach(self, event: Event, year: int) -> tuple[float, float]:
        """Like `mark`, with the sign of the report."""
        left, right = self.mark(event, year)
        if event.shows_report and event.reported and self.x(event.reported) - right > 3:
            right = self.x(event.reported, True) + 4
        return left, right

    def _year(self, year: int, events: Sequence[Event], gaps: Sequence[Gap]) -> Year:
        here = [event for event in events if event.start.year <= year <= event.end.year]
        lines = [self._label(event, year) for event in here]
        items = [
            self._item(event, year, _pack.label_width(label, SIZE)) for event, label in zip(here, lines, strict=True)
        ]
        parts = [(gap, _clipped(gap, year)) for gap in gaps if gap[0].year <= year <= gap[1].year]
        words = [self._gap_words(gap, part) for gap, part in parts if here and _has_most(gap, year)]
        items += [_pack.Item((middle - half, middle + half)) for middle, half, _ in words]
        places, rows = _pack.pack(items)
        return Year(
            year=year,
            labels=list(zip(here, lines, places, strict=False)),
            words=[(middle, text, place) for (middle, _, text), place in zip(words, places[len(here) :], strict=True)],
            gaps=[part for _, part in parts],
            rows=rows,
            n=sum(event.start.year == year for event in here),
            last=year,
        )

    def _label(self, event: Event, year: int) -> Lines:
        if event.start.year != year:
            return [[Run(_widths.cut(f"… {event.title}", SIZE, self.most), "muted", italic=event.found)]]
        after = [Run(f"×{event.n_origins}")] if event.n_origins > 1 else []
        if event.public_words:
            after.append(Run(f"· public {event.public_words}", "muted"))
        if event.status in _events.WORD_ROLES:
            after.append(Run(event.status, _events.WORD_ROLES[event.status], bold=True))
        before = Run(_events.short_date(event), "muted")
        return _pack.break_label(before, event.title, after, SIZE, self.most, event.accent, italic=event.found)

    def _item(self, event: Event, year: int, wide: float) -> _pack.Item:
        left, right = self.reach(event, year)
        after, before = right + _BETWEEN + wide, left - _BETWEEN - wide
        if after <= self.right or before >= self.left:
            return _pack.Item(
                (left, after) if after <= self.right else None, (before, right) if before >= self.left else None
            )
        under = max(min(max(left, self.left), self.right - wide), self.left)
        return _pack.Item(None, None, ((left, right), (under, under + wide)))

    def _gap_words(self, gap: Gap, part: Gap) -> tuple[float, float, list[str]]:
        """The middle and half the width of a gap's words, and their one or two lines."""
        left, right = self.x(part[0]), self.x(part[1], True)
        lines = [self.gap_words, _events.day_words(*gap)]
        if _widths.width(" ".join(lines), GAP_SIZE) < right - left - 16:
            lines = [" ".join(lines)]
        half = max(_widths.width(line, GAP_SIZE) for line in lines) / 2
        return min(max((left + right) / 2, self.left + half + 4), self.right - half - 4), half, lines

    def draw(self, sheet: Sheet) -> None:
        """Draws gaps, months, years, marks and labels; sets the sheet's height."""
        tops = [24.0]
        for year in self.years:
            tops.append(tops[-1] + (max(year.rows * ROW, ROW + 4) + 8 if year.rows else 26))
        for year, top, below in zip(self.years, tops, tops[1:], strict=False):
            for gap in year.gaps:
                sheet.rect(self.x(gap[0]), top, self.x(gap[1], True) - self.x(gap[0]), below - top, "band")
        for month in range(2, 13):
            x = self.x(date(2023, month, 1))
            sheet.line([(x, tops[0]), (x, tops[-1])], "grid")
        self._month_names(sheet, 16)
        for year, top in zip(self.years, tops, strict=False):
            sheet.line([(12, top), (self.right, top)], "axis")
            self._draw_year(sheet, year, top + 5)
        sheet.line([(12, tops[-1]), (self.right, tops[-1])], "axis")
        sheet.height = tops[-1] + 6
        if tops[-1] > 700:
            self._month_names(sheet, tops[-1] + 16)
            sheet.height += 16

    def _month_names(self, sheet: Sheet, y: float) -> None:
        for month in range(1, 13):
            sheet.text(self.x(date(2023, month, 1)) + 4, y, dates.MONTHS[month - 1], role="muted")

    def _draw_year(self, sheet: Sheet, year: Year, top: float) -> None:
        if year.last == year.year:
            sheet.text(12, top + 15 if year.rows else top + 13, str(year.year), size=16 if year.rows else 12, bold=True)
        if year.rows:
            sheet.text(12, top + 31, f"{year.n:,}", role="muted")
        elif year.gaps:
            said = f"{self.gap_words} {f'{year.year} – {year.last}' if year.last > year.year else f'in {year.year}'}"
            sheet.text(
                (self.left + self.right) / 2, top + 13, said, size=GAP_SIZE, role="muted", italic=True, anchor="middle"
            )
        for event, lines, place in year.labels:
            self._draw_event(sheet, event, year.year, lines, place, top + place.row * ROW)
        for middle, words, place in year.words:
            for line, y in zip(words, _baselines(len(words), top + place.row * ROW), strict=True):
                sheet.text(middle, y, line, size=GAP_SIZE, role="muted", italic=True, anchor="middle")

    def _draw_event(self, sheet: Sheet, event: Event, year: int, lines: Lines, place: _pack.Place, y: float) -> None:
        left, right = self.mark(event, year)
        here: dict[str, Any] = {"row": event.row, "title": event.hover}
        if event.shows_report and event.reported and self.x(event.reported) - right > 3:
            at = (self.x(event.reported) + self.x(event.reported, True)) / 2
            sheet.line([(right, y + MARK / 2), (at - 4, y + MARK / 2)], event.role, dash=(1, 2), **here)
            sheet.diamond(at, y + MARK / 2, 4, event.role, **here)
        cut = (event.start.year < year, event.end.year > year)
        draw_mark(sheet, event, (left, right), (y, y + MARK), BAR, cut, here)
        wide = _pack.label_width(lines, SIZE)
        outer = self.reach(event, year)[1]
        x, anchor = (outer + _BETWEEN, "start") if place.side == "right" else (left - _BETWEEN, "end")
        if place.side == "below":
            x, anchor = max(min(max(left, self.left), self.right - wide), self.left), "start"
            y += ROW - 6
        for runs, base in zip(lines, _baselines(len(lines), y), strict=True):
            sheet.text(x, base, runs, size=SIZE, anchor=anchor, halo=True, **here)


def _merged(years: Sequence[Year]) -> list[Year]:
    """The years, where three or more empty ones in a row are one: a slip of the pen in 1020 costs no metre of paper."""
    made: list[Year] = []
    for empty, group in groupby(years, key=lambda year: not year.rows and bool(year.gaps)):
        run = list(group)
        made += [replace(run[0], last=run[-1].year)] if empty and len(run) > 2 else run
    return made


def _clipped(gap: Gap, year: int) -> Gap:
    return max(gap[0], date(year, 1, 1)), min(gap[1], date(year, 12, 31))


def _has_most(gap: Gap, year: int) -> bool:
    """Whether the year holds the largest share of the gap, the first one of equals."""
    shares = {y: _clipped(gap, y) for y in range(gap[0].year, gap[1].year + 1)}
    return max(shares, key=lambda y: (shares[y][1] - shares[y][0], -y)) == year


def _baselines(n: int, y: float) -> list[float]:
    return [y + 18.5] if n == 1 else [y + 11.5, y + 25.5]


def draw_mark(
    sheet: Sheet,
    event: Event,
    across: tuple[float, float],
    down: tuple[float, float],
    bar: float,
    cut: tuple[bool, bool],
    here: dict[str, Any],
) -> None:
    """Draws one mark between two x and two y: tick, bar, open bar; hollow if disputed, dashed if about.

    `cut` says whether the event goes on before and after the row; such an end is pointed. What rules found is low.
    """
    (left, right), (top, bottom) = across, down
    middle = (top + bottom) / 2
    if event.found:
        bar, top, bottom = bar * LOW, middle - (middle - top) * LOW, middle + (bottom - middle) * LOW
    style: dict[str, Any] = {"fill": event.role, **here}
    if event.hollow or event.about:
        style = {"fill": "surface", "line": event.role, "width": 1.3, "dash": (3, 2) if event.about else None, **here}
    if event.opens:
        tick = left if event.opens == "end" else right - 3
        sheet.rect(tick, top, 3, bottom - top, **style)
        left, right = (left + 3, right) if event.opens == "end" else (left, right - 3)
        cut = (event.opens == "start", event.opens == "end")
    elif event.start == event.end:
        sheet.rect(left, top, right - left, bottom - top, **style)
        return
    half, tip = bar / 2, min(6.0, (right - left) / 3)
    points = [(left + tip, middle - half)] if cut[0] else [(left, middle - half)]
    points += [(right - tip, middle - half), (right, middle), (right - tip, middle + half)] if cut[1] else []
    points += [] if cut[1] else [(right, middle - half), (right, middle + half)]
    points += [(left + tip, middle + half), (left, middle)] if cut[0] else [(left, middle + half)]
    sheet.polygon(points, **style)
