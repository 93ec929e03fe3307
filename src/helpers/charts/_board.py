"""A board of boxes and the ties between them: what a place would cost a box, and what is wrong with the whole.

All coordinates are whole pixels and all costs whole numbers, so that no order of adding can change a decision.
Costs: boxes that overlap, ties through boxes, crossings, then small ones for long ties, narrow gaps and narrow angles.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from helpers.charts._curves import Line, bent

GRID = 4
GAP, ROOM, CLEAR = 8, 34, 4  # least gap between boxes; wished gap; least gap of a tie to a foreign box
OVERLAP, THROUGH, CROSSING, LENGTH, CLOSE, NARROW = 60_000, 9_000, 3_000, 1, 30, 700
SINE = 0.198669  # of 0.2 rad: ties closer than that at a box are hard to tell apart


@dataclass(frozen=True)
class Quality:
    """What is wrong with a map, counted: overlaps, ties through boxes, crossings; and its cost for comparing."""

    overlaps: int
    through: int
    crossings: int
    cost: int


class Board:
    """Boxes (middles `at`, half sizes `half`, n x 2 whole pixels) and ties on a sheet of a width and a height."""

    def __init__(self, at: np.ndarray, half: np.ndarray, lines: Sequence[Line], size: tuple[int, int], pull: int = 0):
        self.half, self.size, self.pull = half.astype(np.int32), size, pull
        self.through = THROUGH
        self.at = self.inside(np.rint(at / GRID) * GRID, slice(None))
        self.home = self.at.copy()
        self.near = [
            np.array(sorted({t.low + t.high - box for t in lines if box in (t.low, t.high)}), dtype=np.intp)
            for box in range(len(half))
        ]
        self.draw(lines)

    def draw(self, lines: Sequence[Line]) -> None:
        """Takes these lines: the same pairs of boxes as before, perhaps bent otherwise."""
        self.lines = list(lines)
        pieces = [(k, t.low, t.high, t.bend, a, b) for k, t in enumerate(lines) for a, b in t.pieces()]
        columns = np.array(pieces, dtype=float).reshape(-1, 6).T
        self.line, self.low, self.high = (column.astype(np.intp) for column in columns[:3])
        self.bend, self.t0, self.t1 = columns[3:]
        by = np.array([(t.low_by, t.high_by) for t in lines], dtype=np.int32).reshape(-1, 2, 2)[self.line]
        self.low_by, self.high_by = by[:, 0], by[:, 1]
        self._relate(len(self.half))
        self._refresh()

    def _relate(self, n: int) -> None:
        """What each box has to do with which pieces of ties; it does not change when boxes move."""
        boxes = np.arange(n)
        self.not_ends = (boxes != self.low[:, None]) & (boxes != self.high[:, None])
        self.mine = [np.flatnonzero(~self.not_ends[:, box]) for box in boxes]
        self.others = [np.flatnonzero(self.not_ends[:, box]) for box in boxes]
        self.corners = [np.triu_indices(len(near), 1) for near in self.near]
        self.strangers = _foreign(self.low, self.high, self.low, self.high)
        self.foreign, self.ends = [], []
        for box, mine in enumerate(self.mine):
            apart = self.strangers[mine]
            rest = np.flatnonzero(apart.any(axis=0))
            self.foreign.append((apart[:, rest], rest))
            ends = [(k, other) for k, node in enumerate(self.near[box]) for other in self.near[node] if other != box]
            self.ends.append(np.array(ends, dtype=np.intp).reshape(-1, 2).T)

    def inside(self, points: np.ndarray, box: int | slice) -> np.ndarray:
        """The points, moved so that the box stays on the sheet."""
        half = self.half[box]
        low, high = -(-half // GRID) * GRID, (np.array(self.size) - half) // GRID * GRID
        found: np.ndarray = np.minimum(np.maximum(points, low), np.maximum(high, low)).astype(np.int32)
        return found

    def _refresh(self) -> None:
        a, b = self.at[self.low] + self.low_by, self.at[self.high] + self.high_by
        self.p, self.q = bent(a, b, self.bend, self.t0), bent(a, b, self.bend, self.t1)

    def move(self, box: int, to: np.ndarray) -> None:
        """Puts the middle of a box there."""
        self.at[box] = to
        self._refresh()

    def put(self, at: np.ndarray) -> None:
        """Puts all boxes where they were."""
        self.at = at
        self._refresh()

    def cost(self, box: int, places: np.ndarray) -> np.ndarray:
        """What each of the places (m x 2) would cost this box, m whole numbers."""
        return sum((part(box, places) for part in self.parts), np.zeros(len(places), dtype=np.int64))

    @property
    def parts(self) -> tuple[Callable[[int, np.ndarray], np.ndarray], ...]:
        """What a cost is the sum of, the quickest first; none is negative, so their first sums are floors of a cost."""
        return self.apart_from_others, self.in_the_way, self.narrow, self.own

    def apart_from_others(self, box: int, places: np.ndarray) -> np.ndarray:
        """Overlaps and narrow gaps, the length of the box's ties, and how far it is from home."""
        reach = np.rint(_length(places[:, None] - self.at[self.near[box]])).astype(np.int64)
        total: np.ndarray = self._gaps(box, places) + LENGTH * reach.sum(axis=1)
        if self.pull:
            total += self.pull * np.rint(_length(places - self.home[box])).astype(np.int64)
        return total

    def in_the_way(self, box: int, places: np.ndarray) -> np.ndarray:
        """Ties of other boxes that run through this one."""
        others = self.others[box]
        hit = hits(self.p[others], self.q[others], places[:, None], self.half[box] + CLEAR)
        found: np.ndarray = self.through * hit.sum(axis=1, dtype=np.int64)
        return found

    def _gaps(self, box: int, places: np.ndarray) -> np.ndarray:
        room = self.half[box] + self.half
        gap = _gap(places[:, None], self.at, room)
        gap[:, box] = ROOM
        over = np.maximum(GAP - gap, 0).astype(np.int64)
        found: np.ndarray = (OVERLAP * (over > 0) + 100 * over + CLOSE * np.maximum(ROOM - gap, 0)).sum(axis=1)
        return found

    def own(self, box: int, places: np.ndarray) -> np.ndarray:
        """Ties of the box: through other boxes, and across other ties."""
        mine = self.mine[box]
        if not len(mine):
            return np.zeros(len(places), dtype=np.int64)
        low, high = self.low[mine], self.high[mine]
        a = np.where((low == box)[None, :, None], places[:, None], self.at[low]) + self.low_by[mine]
        b = np.where((high == box)[None, :, None], places[:, None], self.at[high]) + self.high_by[mine]
        p, q = bent(a, b, self.bend[mine], self.t0[mine]), bent(a, b, self.bend[mine], self.t1[mine])
        hit = hits(p[:, :, None], q[:, :, None], self.at, self.half + CLEAR) & self.not_ends[mine]
        total = self.through * hit.sum(axis=(1, 2), dtype=np.int64)
        apart, rest = self.foreign[box]
        crossed = cross(p[:, :, None], q[:, :, None], self.p[rest], self.q[rest]) & apart
        found: np.ndarray = total + CROSSING * crossed.sum(axis=(1, 2), dtype=np.int64)
        return found

    def narrow(self, box: int, places: np.ndarray) -> np.ndarray:
        """Ties that leave a box in nearly the same direction: at this box, and at its neighbours."""
        near = self.near[box]
        if not len(near):
            return np.zeros(len(places), dtype=np.int64)
        out = self.at[near] - places[:, None]
        first, second = self.corners[box]
        k, other = self.ends[box]
        found: np.ndarray = _narrowness(out[:, first], out[:, second]) + _narrowness(
            -out[:, k], self.at[other] - self.at[near[k]]
        )
        return found

    def gaps(self, boxes: int | list[int] | slice = slice(None)) -> np.ndarray:
        """The gaps of these boxes to all, the last axis; negative where two overlap."""
        return _gap(self.at[boxes][..., None, :], self.at, self.half[boxes][..., None, :] + self.half)

    def at_fault(self) -> list[int]:
        """The boxes that overlap, are run through, or have a tie that runs through another; the least tied first."""
        gap = self.gaps()
        np.fill_diagonal(gap, ROOM)
        piece, box = np.nonzero(self.run_through())
        found = {*np.flatnonzero((gap < GAP).any(axis=1)), *box, *self.low[piece], *self.high[piece]}
        return sorted((int(box) for box in found), key=lambda box: (len(self.near[box]), box))

    def run_through(self) -> np.ndarray:
        """Which pieces of ties run through which boxes, pieces x boxes."""
        found: np.ndarray = hits(self.p[:, None], self.q[:, None], self.at, self.half + CLEAR) & self.not_ends
        return found

    def crossings(self) -> np.ndarray:
        """Which pieces of ties cross which, pieces x pieces; those that share a box do not count."""
        found: np.ndarray = cross(self.p[:, None], self.q[:, None], self.p, self.q) & self.strangers
        return found

    def pains(self) -> list[int]:
        """For each box, what the ties through it cost, and its own ties: through other boxes, and across other ties."""
        through, crossed = self.run_through(), self.crossings().sum(axis=1, dtype=np.int64)
        piece = self.through * through.sum(axis=1, dtype=np.int64) + CROSSING * crossed
        box = self.through * through.sum(axis=0, dtype=np.int64)
        return [int(box[k] + piece[mine].sum()) for k, mine in enumerate(self.mine)]

    def quality(self) -> Quality:
        """Counts the faults: a tie through a box counts once, however many pieces it is made of."""
        gap = self.gaps()
        piece, box = np.nonzero(self.run_through())
        through = len({(int(self.line[k]), int(b)) for k, b in zip(piece, box, strict=True)})
        cost = sum(self.pains())
        for k, here in enumerate(self.at):  # the rest of `parts`
            cost += int(self.apart_from_others(k, here[None])[0] + self.narrow(k, here[None])[0])
        return Quality(int(np.triu(gap < 0, 1).sum()), through, int(np.triu(self.crossings(), 1).sum()), cost)


def _gap(a: np.ndarray, b: np.ndarray, room: np.ndarray) -> np.ndarray:
    """The gap between boxes around a and b, the larger of its two directions; `room` is the sum of their half sizes."""
    across = np.abs(a[..., 0] - b[..., 0]) - room[..., 0]
    down = np.abs(a[..., 1] - b[..., 1]) - room[..., 1]
    found: np.ndarray = np.maximum(across, down)
    return found


def _length(vectors: np.ndarray) -> np.ndarray:
    x, y = vectors[..., 0].astype(float), vectors[..., 1].astype(float)
    found: np.ndarray = np.sqrt(x * x + y * y)
    return found


def hits(p: np.ndarray, q: np.ndarray, middle: np.ndarray, half: np.ndarray) -> np.ndarray:
    """Whether the line from p to q meets the box: no axis (x, y, across the line) separates them. Twice all lengths."""
    px, py, qx, qy = p[..., 0], p[..., 1], q[..., 0], q[..., 1]
    way_x, way_y = qx - px, qy - py
    dx, dy = np.abs(way_x), np.abs(way_y)
    # coordinate by coordinate: the large arrays then lie in one piece
    off_x, off_y = (px + qx) - 2 * middle[..., 0], (py + qy) - 2 * middle[..., 1]
    wide, tall = 2 * half[..., 0], 2 * half[..., 1]
    meets: np.ndarray = np.abs(off_x) < wide + dx
    meets &= np.abs(off_y) < tall + dy
    meets &= np.abs(way_x * off_y - way_y * off_x) < wide * dy + tall * dx
    return meets


def cross(p: np.ndarray, q: np.ndarray, r: np.ndarray, s: np.ndarray) -> np.ndarray:
    """Whether the line from p to q crosses the line from r to s: each has the other's two ends on different sides."""
    px, py, rx, ry = (np.ascontiguousarray(a[..., axis]) for a in (p, r) for axis in (0, 1))
    qx, qy, sx, sy = (np.ascontiguousarray(a[..., axis]) for a in (q, s) for axis in (0, 1))
    way_x, way_y = qx - px, qy - py
    own = way_x * py - way_y * px
    crossed: np.ndarray = (way_x * ry - way_y * rx > own) != (way_x * sy - way_y * sx > own)
    way_x, way_y = sx - rx, sy - ry
    own = way_x * ry - way_y * rx
    crossed &= (way_x * py - way_y * px > own) != (way_x * qy - way_y * qx > own)
    return crossed


def _foreign(low: np.ndarray, high: np.ndarray, others_low: np.ndarray, others_high: np.ndarray) -> np.ndarray:
    """Which pieces share no box with which."""
    low, high = low[:, None], high[:, None]
    found: np.ndarray = (low != others_low) & (low != others_high) & (high != others_low) & (high != others_high)
    return found


def _narrowness(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The cost of each place for directions (m x k x 2) under 0.2 rad apart."""
    ax, ay, bx, by = a[..., 0] + 0.0, a[..., 1] + 0.0, b[..., 0] + 0.0, b[..., 1] + 0.0
    product = np.sqrt((ax * ax + ay * ay) * (bx * bx + by * by))
    sine = np.abs(ax * by - ay * bx) / np.maximum(product, 1.0)
    near = np.where(ax * bx + ay * by > 0, np.maximum(1 - sine / SINE, 0), 0)
    found: np.ndarray = np.rint(NARROW * near).astype(np.int64).sum(axis=1)
    return found
