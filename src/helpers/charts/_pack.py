"""Packing: labels broken into two lines, and items put into rows without touching.

An item may put its label to the right or to the left of its mark. First fit in order of time, then hill climbing over
the left/right choices (single flips, then pairs up to three apart) on (rows, sum of rows, number of lefts): 25 rows
became 19 for 54 events. Everything is plain arithmetic in a fixed order: the same events give the same rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from helpers.charts import _widths
from helpers.charts._sheet import Run

Extent = tuple[float, float]
PAD = 12.0
_CLIMB = 200  # items: above it, climbing costs seconds and saves a few rows in a hundred


@dataclass(frozen=True)
class Item:
    """What may stand in a row: its room with the label right or left, or its mark with the label a row below."""

    right: Extent | None
    left: Extent | None = None
    below: tuple[Extent, Extent] | None = None


@dataclass(frozen=True)
class Place:
    """Where an item went: its row from 0, and `right`, `left` or `below`."""

    row: int
    side: str


def break_label(
    before: Run | None,
    title: str,
    after: Sequence[Run],
    size: float,
    most: float,
    bold: bool = False,
    single: float = 120,
    italic: bool = False,
) -> list[list[Run]]:
    """A label in one or two lines of at most `most` px: a muted date, the title (cut if it must be), words behind it.

    The break is the one that makes the longer line shortest; a label of up to `single` px is not broken; what stands in
    `after` is never cut.
    """
    lead = [before._replace(text=before.text + " ")] if before else []
    tail = [run._replace(text=run.text + " ") for run in after]
    room = most - _wide(lead, size)
    pieces = [part for whole in _widths.pieces(title) for part in _widths.narrow(whole, size, room, bold)]
    for keep in range(min(len(pieces), 60), 0, -1):
        words = [Run(piece, "ink", bold, italic) for piece in pieces[:keep]]
        if keep < len(pieces):
            words[-1] = words[-1]._replace(text=words[-1].text.rstrip(" ,;:") + "… ")
        lines = _best_break([*lead, *words, *tail], size, len(lead), single)
        if label_width(lines, size) <= most:
            return lines
    line = [*lead, Run(_widths.cut(title, size, room, bold), "ink", bold, italic)]
    return [line, tail] if tail else [line]


def _wide(line: Sequence[Run], size: float) -> float:
    return sum(_widths.width(run.text, size, run.bold) for run in line)


def _best_break(runs: list[Run], size: float, glued: int, single: float) -> list[list[Run]]:
    widths = [_wide([run], size) for run in runs]
    whole = sum(widths)
    if whole <= single or len(runs) <= glued + 1:
        return [runs]
    best, first = (whole, 0), 0.0
    for i in range(1, len(runs)):
        first += widths[i - 1]
        if i > glued and (longer := max(first, whole - first)) < best[0]:
            best = (longer, i)
    if not best[1]:
        return [runs]
    second = runs[best[1] :]
    second[0] = second[0]._replace(text=second[0].text.removeprefix("· "))
    return [runs[: best[1]], second]


def label_width(lines: Sequence[Sequence[Run]], size: float) -> float:
    """The width of the longest line, in px."""
    return max((_wide(line, size) for line in lines), default=0.0)


def pack(items: Sequence[Item]) -> tuple[list[Place], int]:
    """A place for every item, in the order given, and the number of rows."""
    lefts = [item.right is None and item.left is not None for item in items]
    free = [i for i, item in enumerate(items) if item.right and item.left]
    best = _cost(items, lefts)
    if len(items) <= _CLIMB:
        for reach in (0, 3):
            improved = True
            while improved:
                improved = False
                for group in _groups(free, reach):
                    for i in group:
                        lefts[i] = not lefts[i]
                    cost = _cost(items, lefts)
                    if cost < best:
                        best, improved = cost, True
                    else:
                        for i in group:
                            lefts[i] = not lefts[i]
                improved = improved and len(free) <= 60
    return _place(items, lefts)


def _groups(free: list[int], reach: int) -> list[tuple[int, ...]]:
    if not reach:
        return [(i,) for i in free]
    return [(i, j) for at, i in enumerate(free) for j in free[at + 1 : at + 1 + reach]]


def _cost(items: Sequence[Item], lefts: Sequence[bool]) -> tuple[int, int, int]:
    places, rows = _place(items, lefts)
    return rows, sum(place.row for place in places), sum(lefts)


def _place(items: Sequence[Item], lefts: Sequence[bool]) -> tuple[list[Place], int]:
    rows: list[list[Extent]] = []
    places = []
    for item, left in zip(items, lefts, strict=True):
        side = "left" if left and item.left else "right" if item.right else "below"
        wanted = item.below if side == "below" else (item.left if side == "left" else item.right,)
        assert wanted and all(wanted)
        row = 0
        while not all(_is_free(rows, row + i, extent) for i, extent in enumerate(wanted) if extent):
            row += 1
        while len(rows) < row + len(wanted):
            rows.append([])
        for i, extent in enumerate(wanted):
            if extent:
                rows[row + i].append(extent)
        places.append(Place(row, side))
    return places, len(rows)


def _is_free(rows: list[list[Extent]], row: int, extent: Extent) -> bool:
    if row >= len(rows):
        return True
    return all(extent[1] + PAD <= left or right + PAD <= extent[0] for left, right in rows[row])
