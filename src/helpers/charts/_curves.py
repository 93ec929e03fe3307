"""The lines of ties: parallel ties bend apart, and a line is cut where it meets the borders of its two boxes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

import numpy as np

BEND, SHARE = 20, 0.16  # how far a parallel tie bends at its middle: px, but no more than this share of its length
PIECES = 6


@dataclass(frozen=True)
class Line:
    """The line between two boxes, `low` < `high`; `bend` is 0 for a straight one, else how many bends to the side.

    It runs from middle to middle, or to points that are off the middles by `low_by` and `high_by` (px).
    """

    low: int
    high: int
    bend: float
    low_by: tuple[int, int] = (0, 0)
    high_by: tuple[int, int] = (0, 0)

    def pieces(self) -> list[tuple[float, float]]:
        """The stretches of the line, from 0 to 1, that may be taken as straight."""
        n = PIECES if self.bend else 1
        return [(k / n, (k + 1) / n) for k in range(n)]


def parallel(pairs: Sequence[tuple[int, int]]) -> list[Line]:
    """One line for each pair of boxes, in order; the lines of the same two boxes bend apart."""
    same: dict[tuple[int, int], list[int]] = defaultdict(list)
    for k, (i, j) in enumerate(pairs):
        same[min(i, j), max(i, j)].append(k)
    found: list[Line | None] = [None] * len(pairs)
    for (low, high), members in same.items():
        for place, k in enumerate(members):
            found[k] = Line(low, high, place - (len(members) - 1) / 2)
    return [line for line in found if line is not None]


def bent(a: np.ndarray, b: np.ndarray, bend: np.ndarray, t: np.ndarray) -> np.ndarray:
    """The points at t of the lines from a to b, on whole pixels: a parabola whose middle is `bend` to the side."""
    if not bend.any() and not (t % 1).any():
        return np.where(t[..., None] == 0, a, b)
    way = b - a
    x, y = way[..., 0] + 0.0, way[..., 1] + 0.0
    length = np.sqrt(x * x + y * y)
    side = bend * 4 * t * (1 - t) * np.minimum(BEND / np.maximum(length, 1.0), SHARE)
    points = np.stack([a[..., 0] + t * x - side * y, a[..., 1] + t * y + side * x], axis=-1)
    found: np.ndarray = np.rint(points).astype(np.int32)
    return found


Point = tuple[float, float]


@dataclass(frozen=True)
class Cut:
    """A drawn line: start, control point (None: straight) and end on the borders of two boxes, and the way it ends."""

    start: Point
    control: Point | None
    end: Point
    way: Point


def _border(curve: tuple[Point, Point, Point], middle: Sequence[int], half: Sequence[int], from_end: bool) -> float:
    """Where the curve leaves the box at its start (or enters the one at its end), found by halving."""
    inside, outside = (1.0, 0.5) if from_end else (0.0, 0.5)
    for _ in range(30):
        t = (inside + outside) / 2
        x, y = _at(curve, t)
        if abs(x - middle[0]) < half[0] and abs(y - middle[1]) < half[1]:
            inside = t
        else:
            outside = t
    return outside


def _at(curve: tuple[Point, Point, Point], t: float) -> Point:
    (ax, ay), (cx, cy), (bx, by) = curve
    u = 1 - t
    return u * u * ax + 2 * u * t * cx + t * t * bx, u * u * ay + 2 * u * t * cy + t * t * by


def cut(line: Line, source: int, at: np.ndarray, half: np.ndarray) -> Cut:
    """The visible part of a line that starts at the box `source` and ends at its other box."""
    ends = ((line.low, line.low_by), (line.high, line.high_by))
    (ax, ay), (bx, by) = ((float(at[box][0] + off[0]), float(at[box][1] + off[1])) for box, off in ends)
    length = max(hypot(bx - ax, by - ay), 1.0)
    side = 2 * line.bend * min(BEND / length, SHARE)
    control = ((ax + bx) / 2 - side * (by - ay), (ay + by) / 2 + side * (bx - ax))
    curve, target = ((ax, ay), control, (bx, by)), line.high
    if source == line.high:
        curve, target = (curve[2], control, curve[0]), line.low
    t0 = _border(curve, at[source].tolist(), half[source].tolist(), False)
    t1 = max(_border(curve, at[target].tolist(), half[target].tolist(), True), t0)
    start, end = _at(curve, t0), _at(curve, t1)
    middle = _blossom(curve, t0, t1)
    way = (end[0] - middle[0], end[1] - middle[1]) if line.bend else (end[0] - start[0], end[1] - start[1])
    size = max(hypot(*way), 1e-9)
    return Cut(start, middle if line.bend else None, end, (way[0] / size, way[1] / size))


def _blossom(curve: tuple[Point, Point, Point], s: float, t: float) -> Point:
    """The control point of the part of a parabola between s and t."""
    (ax, ay), (cx, cy), (bx, by) = curve
    a, c, b = (1 - s) * (1 - t), s * (1 - t) + t * (1 - s), s * t
    return a * ax + c * cx + b * bx, a * ay + c * cy + b * by
