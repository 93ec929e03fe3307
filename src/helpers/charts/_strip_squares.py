"""The strip of many events: one square each, stacked on its day or week; only those with most origins are named."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from helpers import dates
from helpers.charts import _events, _pack, _widths
from helpers.charts._events import Event
from helpers.charts._sheet import WIDTHS, Figure, Run, Sheet, figure

MOST_MONTHS = 30  # a longer strip has a row per year and a column per week
MOST_LINKED = 2000  # more squares than this are one path per colour, without links
HIGH, ACROSS = 9, 3  # squares in a column
LINE, LABEL = 14, 32  # px: a line of a label, a row of labels
SIZE = 12
STEPS = (("dot", "one origin"), ("purple", "two"), ("blue", "three or more"))


@dataclass
class Label:
    """A named event: its lines, the x of its leader, where its words stand, and its row from the top."""

    event: Event
    lines: list[list[Run]]
    x: float
    left: float
    right: float
    row: int


@dataclass
class Block:
    """One month or year: its columns of events, its labels, its stretches without events."""

    first: date
    last: date
    columns: dict[int, list[Event]] = field(default_factory=dict)
    labels: list[Label] = field(default_factory=list)

    @property
    def n(self) -> int:
        """How many events begin in it."""
        return sum(map(len, self.columns.values()))


def draw(
    events: Sequence[Event],
    first: date,
    last: date,
    gap_words: str,
    *,
    name: str,
    title: str,
    alt: str,
    notes: list[str],
) -> Figure:
    """The figure of squares at the three widths."""
    first, last = max(first, events[0].start), max(min(last, max(e.end for e in events)), events[-1].start)
    by_day = (last.year - first.year) * 12 + last.month - first.month < MOST_MONTHS
    sheets, named, cut = [], 0, False
    for width in WIDTHS:
        squares = Squares(events, (first, last), by_day, width, gap_words)
        sheets.append(Sheet(name, width))
        squares.draw(sheets[-1])
        named = named or sum(len(block.labels) for block in squares.blocks)
        cut = cut or any(
            len(column) > HIGH * squares.across for block in squares.blocks for column in block.columns.values()
        )
    when = "on the day" if by_day else "in the week"
    subtitle = f"One square for each event, {when} it began."
    if named:
        most = "the one" if named == 1 else f"the {named}"
        subtitle += f" Named: {most} with most origins."
    occurs = {role_of(event) for event in events}
    key = [(role, "square", words) for role, words in (*STEPS, ("hot", "the accent")) if role in occurs]
    key += [("dot", "small-square", f"small, in italics: {_events.FOUND}")] if any(e.found for e in events) else []
    if cut:
        notes = [*notes, f"A column ends at {HIGH} squares in height; a number above it says how many more there are."]
    return figure(name, sheets, title=title, subtitle=subtitle, alt=alt, key=key, notes=notes)


def role_of(event: Event) -> str:
    """The colour of an event's square: by its number of origins, or the accent."""
    return "hot" if event.accent else STEPS[min(max(event.n_origins, 1), 3) - 1][0]


def _edges(width: int) -> tuple[float, float]:
    return (92.0 if width > 500 else 50.0), width - 12.0


def squares_across(width: int, by_day: bool) -> int:
    """How many squares stand side by side in a column."""
    left, right = _edges(width)
    return max(1, min(ACROSS, int(((right - left) / (31 if by_day else 53) - 2) / 9.6)))


class Squares:
    """The blocks of a strip, laid out for one width."""

    def __init__(self, events: Sequence[Event], span: tuple[date, date], by_day: bool, width: int, words: str) -> None:
        self.by_day, self.width, self.words = by_day, width, words
        self.left, self.right = _edges(width)
        self.column = (self.right - self.left) / (31 if by_day else 53)
        self.across = squares_across(width, by_day)
        self.square = min(8.0, self.column - 1.5)
        self.pitch = self.square + (1.6 if self.square == 8 else 1.2)
        self.linked = len(events) <= MOST_LINKED
        self.gaps = _events.gaps(events, *span, days=5 if by_day else 41)
        self.blocks = self._blocks(events, span)
        for block in self.blocks:
            self._name(block)

    def index(self, day: date) -> int:
        """The column of a day, from 0."""
        return day.day - 1 if self.by_day else (day.timetuple().tm_yday - 1) // 7

    def x(self, day: date) -> float:
        """The left side of a day's column."""
        return self.left + self.index(day) * self.column

    def _blocks(self, events: Sequence[Event], span: tuple[date, date]) -> list[Block]:
        made = []
        for year in range(span[0].year, span[1].year + 1):
            for month in range(1, 13) if self.by_day else (0,):
                first = date(year, month or 1, 1)
                last = date(year, month, monthrange(year, month)[1]) if month else date(year, 12, 31)
                if last >= span[0] and first <= span[1]:
                    made.append(Block(first, last))
        starts = {block.first: block for block in made}
        for event in events:
            day = max(event.start, span[0])
            block = starts.get(date(day.year, day.month if self.by_day else 1, 1))
            if block:
                block.columns.setdefault(self.index(day), []).append(event)
        for block in made:
            for column in block.columns.values():
                column.sort(key=lambda event: (not event.accent, -event.n_origins, event.start, event.row))
        return made

    def _name(self, block: Block) -> None:
        """Names the events with most origins, as many as two rows of labels take."""
        ranked = [(i, event) for i, column in block.columns.items() for event in column]
        ranked = [(i, event) for i, event in ranked if event.n_origins > 1 or event.accent]
        ranked.sort(key=lambda pair: (not pair[1].accent, -pair[1].n_origins, pair[1].start, pair[1].row))
        if self.width < 500:
            block.labels = [self._listed(event) for _, event in ranked[:2]]
            return
        for i, event in ranked[:40]:
            label = self._placed(block.labels, event, self.left + i * self.column)
            if label:
                block.labels.append(label)

    def _lines(self, event: Event, most: float) -> list[list[Run]]:
        day = _events.short_date(event) if event.start.year == event.end.year else dates.words(event.edtf)
        after = [Run(f"×{event.n_origins}")] if event.n_origins > 1 else []
        return _pack.break_label(Run(day, "muted"), event.title, after, SIZE, most, event.accent, italic=event.found)

    def _listed(self, event: Event) -> Label:
        return Label(event, self._lines(event, self.right - self.left), self.left, self.left, self.right, 0)

    def _placed(self, labels: Sequence[Label], event: Event, x: float) -> Label | None:
        """The label where no other is touched and no leader crosses words; None if there is no such place."""
        lines = self._lines(event, 225)
        wide = _pack.label_width(lines, SIZE)
        for row in (1, 0):
            for left, right in ((x + 5, x + 5 + wide), (x - 5 - wide, x - 5)):
                inside = left >= self.left and right <= self.right
                if inside and not any(_clash(other, row, x, left, right) for other in labels):
                    return Label(event, lines, x, left, right, row)
        return None

    def draw(self, sheet: Sheet) -> None:
        """Draws the axis and the blocks; sets the sheet's height."""
        self._axis(sheet)
        y = 24.0
        for empty, group in groupby(self.blocks, key=lambda block: not block.columns):
            blocks = list(group)
            if empty:
                y = self._draw_empty(sheet, blocks, y)
            else:
                for block in blocks:
                    y = self._draw_block(sheet, block, y)
        sheet.line([(12, y), (self.right, y)], "axis")
        sheet.height = y + 4

    def _axis(self, sheet: Sheet) -> None:
        if self.by_day:
            days = range(1, 32, 2) if self.width > 500 else (1, 5, 10, 15, 20, 25, 30)
            for day in days:
                sheet.text(self.left + (day - 0.5) * self.column, 16, str(day), role="muted", anchor="middle")
        else:
            for month in range(1, 13, 1 if self.width > 500 else 2):
                sheet.text(self.x(date(2023, month, 1)) + 2, 16, dates.MONTHS[month - 1], role="muted")

    def _draw_empty(self, sheet: Sheet, blocks: Sequence[Block], y: float) -> float:
        sheet.rect(self.left, y, self.right - self.left, 24, "band")
        sheet.line([(12, y), (self.right, y)], "axis")
        first, last = self._block_words(blocks[0]), self._block_words(blocks[-1])
        words = f"{self.words} {first}" if len(blocks) == 1 else f"{self.words} {first} – {last}"
        words = _widths.cut(words, 11, self.right - self.left - 8)
        sheet.text((self.left + self.right) / 2, y + 16, words, size=11, role="muted", italic=True, anchor="middle")
        return y + 24

    def _block_words(self, block: Block) -> str:
        return dates.words(block.first.isoformat()[: 7 if self.by_day else 4])

    def _draw_block(self, sheet: Sheet, block: Block, y: float) -> float:
        phone = self.width < 500
        rows = [label.row for label in block.labels]
        above = 0 if phone or not rows else (2 - min(rows)) * LABEL
        tallest = max(-(-len(column) // self.across) for column in block.columns.values())
        stack = min(tallest, HIGH) * self.pitch + (14 if tallest > HIGH else 2)
        listed = sum(len(label.lines) * LINE + 4 for label in block.labels) if phone else 0
        height = max(above + 8 + stack, 48 if phone else 64)
        floor = y + height + 2
        self._draw_gaps(sheet, block, y, floor)
        sheet.line([(12, y), (self.right, y)], "axis")
        self._head(sheet, block, y)
        for label in [] if phone else block.labels:
            self._draw_label(sheet, block, label, y + 6 + (label.row if above > LABEL else 0) * LABEL, floor)
        self._draw_columns(sheet, block, floor)
        at = floor + 14
        for label in block.labels if phone else []:
            for runs in label.lines:
                sheet.text(self.left, at, runs, size=SIZE, row=label.event.row, title=label.event.hover)
                at += LINE
            at += 4
        return floor + 6 + listed

    def _head(self, sheet: Sheet, block: Block, y: float) -> None:
        head = dates.MONTHS[block.first.month - 1] if self.by_day else str(block.first.year)
        sheet.text(12, y + 19, head, size=15, bold=True)
        lines = [str(block.first.year)] if self.by_day else []
        lines += [f"{block.n:,}"]
        if block.labels and self.width > 500 and block.n > len(block.labels):
            lines += [f"+{block.n - len(block.labels):,} unnamed"]
        for i, line in enumerate(lines):
            sheet.text(12, y + 34 + 14 * i, line, size=11 if "+" in line else 12, role="muted")

    def _draw_gaps(self, sheet: Sheet, block: Block, top: float, floor: float) -> None:
        for gap in self.gaps:
            first, last = max(gap[0], block.first), min(gap[1], block.last)
            across = range(self.index(first), self.index(last) + 1) if first <= last else range(0)
            columns = [i for i in across if i not in block.columns]
            if not columns:
                continue
            left, right = self.left + columns[0] * self.column, self.left + (columns[-1] + 1) * self.column
            sheet.rect(left, top, right - left, floor + (2 if self.width < 500 and block.labels else 6) - top, "band")
            if right - left > _widths.width(self.words, 11) + 16:
                sheet.text(
                    (left + right) / 2, floor - 4, self.words, size=11, role="muted", italic=True, anchor="middle"
                )

    def _draw_label(self, sheet: Sheet, block: Block, label: Label, y: float, floor: float) -> None:
        column = block.columns[round((label.x - self.left) / self.column)]
        top = floor - min(-(-len(column) // self.across), HIGH) * self.pitch
        here: dict[str, Any] = {"row": label.event.row, "title": label.event.hover}
        sheet.line([(label.x, y), (label.x, top)], "axis", **here)
        x, anchor = (label.left, "start") if label.left > label.x else (label.right, "end")
        for i, runs in enumerate(label.lines):
            sheet.text(x, y + 10 + LINE * i, runs, size=SIZE, anchor=anchor, halo=True, **here)

    def _draw_columns(self, sheet: Sheet, block: Block, floor: float) -> None:
        loose: dict[str, list[tuple[float, float, float, float]]] = defaultdict(list)
        taken = self.left - 20
        for i, column in sorted(block.columns.items()):
            left = self.left + i * self.column + (self.column - self.across * self.pitch) / 2 * (self.across == 1)
            for k, event in enumerate(column[: HIGH * self.across]):
                x, y = left + k % self.across * self.pitch, floor - (k // self.across + 1) * self.pitch
                inset = self.square / 4 * event.found
                side = self.square - 2 * inset
                if self.linked:
                    sheet.rect(x + inset, y + inset, side, side, role_of(event), row=event.row, title=event.hover)
                else:
                    loose[role_of(event)].append((x + inset, y + inset, side, side))
            more = f"+{len(column) - HIGH * self.across}"
            half = _widths.width(more, 11) / 2
            middle = left + self.across * self.pitch / 2
            if len(column) > HIGH * self.across and middle - half > taken + 2:
                sheet.text(middle, floor - HIGH * self.pitch - 4, more, size=11, role="muted", anchor="middle")
                taken = middle + half
        for role, boxes in sorted(loose.items()):
            sheet.cells(boxes, role)


def _clash(other: Label, row: int, x: float, left: float, right: float) -> bool:
    """Whether a label would touch another, or one's leader would cross the other's words."""
    if row == other.row:
        return (left < other.right + 10 and other.left - 10 < right) or other.left - 4 < x < other.right + 4
    if row == 0:
        return other.left - 4 < x < other.right + 4
    return left - 4 < other.x < right + 4
