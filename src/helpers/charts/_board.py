"""A board of boxes and the ties between them: what a place would cost a box, and what is wrong with the whole.

All coordinates are whole pixels and all costs whole numbers, so that no order of adding can change a decision.
Costs: boxes that overlap, ties through boxes, crossings, then small ones for long ties, narrow gaps and narrow angles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from helpers.charts._curves import Line, bent
from helpers.charts._meet import Boxes, Lines, cross, gap, length, meet, narrowness, unit

GRID = 4
GAP, ROOM, CLEAR = 8, 34, 4  # least gap between boxes; wished gap; least gap of a tie to a foreign box
OVERLAP, THROUGH, CROSSING, LENGTH, CLOSE, NARROW = 60_000, 9_000, 3_000, 1, 30, 700


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
        self._neighbours(lines)
        self.draw(lines)

    def _neighbours(self, lines: Sequence[Line]) -> None:
        """Which boxes are tied, and the angles between ties: middle, one end, other end, by each box that counts it."""
        boxes = range(len(self.half))
        near = [sorted({t.low + t.high - box for t in lines if box in (t.low, t.high)}) for box in boxes]
        self.near = [np.array(found, dtype=np.intp) for found in near]
        self.corners = [np.triu_indices(len(found), 1) for found in near]
        ends = [
            [(k, end) for k, tied in enumerate(found) for end in near[tied] if end != box]
            for box, found in enumerate(near)
        ]
        self.ends = [np.array(found, dtype=np.intp).reshape(-1, 2).T for found in ends]
        self.tied = np.array([(box, tied) for box in boxes for tied in near[box]], dtype=np.intp).reshape(-1, 2).T
        own = [
            (np.full(len(one), box), self.near[box][one], self.near[box][other])
            for box, (one, other) in enumerate(self.corners)
        ]
        far = [(self.near[box][k], np.full(len(k), box), end) for box, (k, end) in enumerate(self.ends)]
        self.angles = np.concatenate([np.array(found, dtype=np.intp).reshape(3, -1) for found in own + far], axis=1)

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
        self.strangers = _foreign(self.low, self.high, self.low, self.high)
        self.foreign = []
        for mine in self.mine:
            apart = self.strangers[mine]
            rest = np.flatnonzero(apart.any(axis=0))
            self.foreign.append((apart[:, rest], rest))

    def inside(self, points: np.ndarray, box: int | slice) -> np.ndarray:
        """The points, moved so that the box stays on the sheet."""
        half = self.half[box]
        low, high = -(-half // GRID) * GRID, (np.array(self.size) - half) // GRID * GRID
        found: np.ndarray = np.minimum(np.maximum(points, low), np.maximum(high, low)).astype(np.int32)
        return found

    def _refresh(self) -> None:
        a, b = self.at[self.low] + self.low_by, self.at[self.high] + self.high_by
        self.p, self.q = bent(a, b, self.bend, self.t0), bent(a, b, self.bend, self.t1)
        self.pieces, self.boxes = Lines(self.p, self.q), Boxes(self.at, self.half + CLEAR)

    def move(self, box: int, to: np.ndarray) -> None:
        """Puts the middle of a box there."""
        self.at[box] = to
        self._refresh()

    def put(self, at: np.ndarray) -> None:
        """Puts all boxes where they were."""
        self.at = at
        self._refresh()

    def gaps(self, boxes: int | list[int] | slice = slice(None)) -> np.ndarray:
        """The gaps of these boxes to all, the last axis; negative where two overlap."""
        return gap(self.at[boxes][..., None, :], self.at, self.half[boxes][..., None, :] + self.half)

    def at_fault(self) -> list[int]:
        """The boxes that overlap, are run through, or have a tie that runs through another; the least tied first."""
        gaps = self.gaps()
        np.fill_diagonal(gaps, ROOM)
        piece, box = np.nonzero(self.run_through())
        found = {*np.flatnonzero((gaps < GAP).any(axis=1)), *box, *self.low[piece], *self.high[piece]}
        return sorted((int(box) for box in found), key=lambda box: (len(self.near[box]), box))

    def run_through(self) -> np.ndarray:
        """Which pieces of ties run through which boxes, pieces x boxes."""
        found: np.ndarray = meet(self.pieces, self.boxes) & self.not_ends
        return found

    def crossings(self) -> np.ndarray:
        """Which pieces of ties cross which, pieces x pieces; those that share a box do not count."""
        found: np.ndarray = cross(self.pieces, self.pieces) & self.strangers
        return found

    def pains(self) -> list[int]:
        """For each box, what the ties through it cost, and its own ties: through other boxes, and across other ties."""
        through, crossed = self.run_through(), self.crossings().sum(axis=1, dtype=np.int64)
        piece = self.through * through.sum(axis=1, dtype=np.int64) + CROSSING * crossed
        box = self.through * through.sum(axis=0, dtype=np.int64)
        return [int(box[k] + piece[mine].sum()) for k, mine in enumerate(self.mine)]

    def quality(self) -> Quality:
        """Counts the faults: a tie through a box counts once, however many pieces it is made of."""
        gaps = self.gaps()
        piece, box = np.nonzero(self.run_through())
        through = len({(int(self.line[k]), int(b)) for k, b in zip(piece, box, strict=True)})
        np.fill_diagonal(gaps, ROOM)
        cost = sum(self.pains()) + int(crowding(gaps).sum()) + self._stretched()
        return Quality(int(np.triu(gaps < 0, 1).sum()), through, int(np.triu(self.crossings(), 1).sum()), cost)

    def _stretched(self) -> int:
        """What the lengths of ties and the angles between them cost, and the ways from home."""
        box, tied = self.tied
        reach = LENGTH * int(np.rint(length(self.at[box] - self.at[tied])).sum())
        away = self.pull * int(np.rint(length(self.at - self.home)).sum())
        middle, one, other = self.at[self.angles]
        return reach + away + int(narrowness(unit(one - middle), unit(other - middle), NARROW).sum())


def crowding(gaps: np.ndarray) -> np.ndarray:
    """What gaps cost, summed along the last axis: overlaps, and gaps that are narrower than wished."""
    over = np.maximum(GAP - gaps, 0)
    cost: np.ndarray = OVERLAP * (over > 0) + 100 * over + CLOSE * np.maximum(ROOM - gaps, 0)
    total: np.ndarray = cost.sum(axis=-1, dtype=np.int64)
    return total


def _foreign(low: np.ndarray, high: np.ndarray, others_low: np.ndarray, others_high: np.ndarray) -> np.ndarray:
    """Which pieces share no box with which."""
    low, high = low[:, None], high[:, None]
    found: np.ndarray = (low != others_low) & (low != others_high) & (high != others_low) & (high != others_high)
    return found
