"""The drawing of an actor map: lines with heads first, then the boxes over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

import numpy as np

from helpers.charts._actor_boxes import INDENT, LEAD, LINE, MORE_LEAD, PAD_X, Box
from helpers.charts._curves import Cut, Line, cut
from helpers.charts._sheet import Run, Sheet
from helpers.charts._ties import BY_NAME, STYLES, Tie

HEAD, HEAD_WIDTH = 8.5, 7.0
REACH = 5  # px to both sides of a line where the pointer finds it
ROUND, SQUARE = 9.0, 2.5  # radius of corners
_K = 0.5522847
_SHADE = {0: ("card", "edge", 1.0), 1: ("tint", "edge", 1.1), 2: ("tint", "ink", 1.6)}


@dataclass(frozen=True)
class Map:
    """What is drawn: boxes, the ties of each line, and names by id."""

    boxes: Sequence[Box]
    lines: Sequence[Sequence[Tie]]
    names: dict[str, str]

    @property
    def at(self) -> dict[str, int]:
        """The box of each actor."""
        return {actor: k for k, box in enumerate(self.boxes) for actor in box.actors}

    @property
    def pairs(self) -> list[tuple[int, int]]:
        """The two boxes of each line."""
        at = self.at
        return [(at[ties[0].source], at[ties[0].target]) for ties in self.lines]

    @property
    def half(self) -> np.ndarray:
        """Half the size of each box, n x 2 px."""
        return np.array([(box.width // 2, box.height // 2) for box in self.boxes], dtype=np.int32).reshape(-1, 2)

    def says(self, tie: Tie) -> str:
        """The tie as a sentence without its full stop."""
        when = f", {tie.when}" if tie.when else ""
        return f"{self.names[tie.source]} {tie.kind} {self.names[tie.target]}{when}"


def draw(sheet: Sheet, drawn: Map, at: np.ndarray, bent: Sequence[Line]) -> None:
    """Draws the lines, bent so, and boxes whose middles are `at` (n x 2 px)."""
    half = drawn.half
    order = {style.name: k for k, style in enumerate(reversed(STYLES))}
    lines = list(zip(drawn.lines, bent, drawn.pairs, strict=True))
    for ties, line, (source, _) in sorted(lines, key=lambda entry: (order[entry[0][0].style], entry[0][0].row)):
        _line(sheet, drawn, ties, cut(line, source, at, half))
    for k, box in enumerate(drawn.boxes):
        _box(sheet, drawn, box, float(at[k][0]), float(at[k][1]))


def _line(sheet: Sheet, drawn: Map, ties: Sequence[Tie], way: Cut) -> None:
    first, style = ties[0], BY_NAME[ties[0].style]
    headed = not first.mutual
    short = HEAD - 1.5 if headed else 0.0
    end = (way.end[0] - short * way.way[0], way.end[1] - short * way.way[1])
    middle = [way.control] if way.control else []
    codes = [1, 3, 3] if way.control else [1, 2]
    said = "; ".join(drawn.says(tie) for tie in ties)
    sheet.polygon(_around(way), hit=True, row=first.row, title=said)
    sheet.path([way.start, *middle, end], codes, line=style.role, width=style.width, dash=style.dash, row=first.row)
    if headed:
        sheet.polygon(_head(way), fill=style.role, row=first.row)


def _head(way: Cut) -> list[tuple[float, float]]:
    (x, y), (dx, dy) = way.end, way.way
    back, side = (x - HEAD * dx, y - HEAD * dy), HEAD_WIDTH / 2
    return [(x, y), (back[0] - side * dy, back[1] + side * dx), (back[0] + side * dy, back[1] - side * dx)]


def _around(way: Cut) -> list[tuple[float, float]]:
    """A strip around the line, so that a thin line can be pointed at."""
    points = [way.start, way.end]
    if way.control:
        (ax, ay), (cx, cy), (bx, by) = way.start, way.control, way.end
        points.insert(1, ((ax + 2 * cx + bx) / 4, (ay + 2 * cy + by) / 4))
    (x0, y0), (x1, y1) = points[0], points[-1]
    length = max(hypot(x1 - x0, y1 - y0), 1e-9)
    sx, sy = -(y1 - y0) / length * REACH, (x1 - x0) / length * REACH
    return [(x + sx, y + sy) for x, y in points] + [(x - sx, y - sy) for x, y in reversed(points)]


def outline(x: float, y: float, w: float, h: float, radius: float) -> tuple[list[tuple[float, float]], list[int]]:
    """A rectangle with round corners from its top left corner: points and path codes."""
    r, k = radius, radius * (1 - _K)
    points = [(x + r, y), (x + w - r, y), (x + w - k, y), (x + w, y + k), (x + w, y + r)]
    points += [(x + w, y + h - r), (x + w, y + h - k), (x + w - k, y + h), (x + w - r, y + h)]
    points += [(x + r, y + h), (x + k, y + h), (x, y + h - k), (x, y + h - r)]
    points += [(x, y + r), (x, y + k), (x + k, y), (x + r, y), (x + r, y)]
    return points, [1, *[2, 4, 4, 4] * 4, 79]


def shape(sheet: Sheet, box: Box, x: float, y: float) -> None:
    """Draws the empty box around its middle (x, y)."""
    fill, line, width = _SHADE[box.level]
    w, h = box.width - width, box.height - width
    points, codes = outline(x - w / 2, y - h / 2, w, h, ROUND if box.form == "round" else SQUARE)
    dash = (4, 3) if box.form == "dashed" else None
    sheet.path(points, codes, fill=fill, line=line, width=width, dash=dash)


def _box(sheet: Sheet, drawn: Map, box: Box, x: float, y: float) -> None:
    shape(sheet, box, x, y)
    if len(box.actors) > 1:
        _list(sheet, drawn, box, x, y)
        return
    lead = LINE if box.level < 2 else LINE + 3
    top = y - lead * (len(box.rows) - 1) / 2 + 0.36 * box.size
    for k, row in enumerate(box.rows):
        sheet.text(x, top + k * lead, row.words, size=box.size, bold=box.level > 0, anchor="middle")
    place = (x - box.width / 2, y - box.height / 2, box.width, box.height)
    sheet.rect(*place, hit=True, title=summary(drawn, box.actors[0]))


def _list(sheet: Sheet, drawn: Map, box: Box, x: float, y: float) -> None:
    """The rows of a list box, each actor's with the link of its tie."""
    by_actor = {end: tie for ties in drawn.lines for tie in ties for end in (tie.source, tie.target)}
    leads = [MORE_LEAD if row.more else LEAD for row in box.rows]
    left, top = x - box.width / 2, y - sum(leads) / 2
    for row, lead in zip(box.rows, leads, strict=True):
        tie = by_actor[box.actors[row.actor]]
        top += lead
        runs = [Run(row.words)] + ([Run(f" {row.muted}", "muted")] if row.muted else [])
        sheet.text(left + PAD_X + INDENT * row.more, top - 0.3 * lead, runs, size=box.size, row=tie.row)
        sheet.rect(left, top - lead, box.width, lead, hit=True, row=tie.row, title=drawn.says(tie))


def summary(drawn: Map, actor: str, most: int = 12) -> str:
    """The ties of an actor in one line, for its hover title."""
    ties = [tie for line in drawn.lines for tie in line if actor in (tie.source, tie.target)]
    said = "; ".join(drawn.says(tie) for tie in ties[:most])
    more = f"; and {len(ties) - most:,} more" if len(ties) > most else ""
    n = sum(not tie.named_only for tie in ties)
    return f"{drawn.names[actor]} ({n:,} {'tie' if n == 1 else 'ties'}): {said}{more}"
