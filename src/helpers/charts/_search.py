"""One box that looks for a place on a board that stands still meanwhile: what each place would cost it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from helpers.charts._board import CLEAR, CROSSING, LENGTH, NARROW, ROOM, Board, crowding
from helpers.charts._curves import bent
from helpers.charts._meet import Boxes, Lines, cross, gap, length, meet, narrowness, unit

Part = Callable[[np.ndarray], np.ndarray]


class Search:
    """What is the same for all places of a box; the places are m x 2 whole px, their costs m whole numbers."""

    def __init__(self, board: Board, box: int) -> None:
        self.board, self.box, self.half = board, box, board.half[box]
        self.near, self.mine = board.at[board.near[box]], board.mine[box]
        self.others = board.pieces.only(board.others[box])
        self.strange, rest = board.foreign[box]
        self.rest = board.pieces.only(rest)
        self.there, beyond = board.ends[box]
        self.onward = unit(board.at[beyond] - self.near[self.there])

    @property
    def parts(self) -> tuple[Part, Part, Part, Part]:
        """What a cost is the sum of, the quickest first; none is negative, so their first sums are floors of a cost."""
        return self.apart, self.in_the_way, self.narrow, self.own

    def cost(self, places: np.ndarray) -> np.ndarray:
        """What each of the places would cost the box."""
        return sum((part(places) for part in self.parts), np.zeros(len(places), dtype=np.int64))

    def apart(self, places: np.ndarray) -> np.ndarray:
        """Overlaps and narrow gaps, the length of the box's ties, and how far it is from home."""
        gaps = gap(places[:, None], self.board.at, self.half + self.board.half)
        gaps[:, self.box] = ROOM
        total = crowding(gaps)
        total += LENGTH * np.rint(length(places[:, None] - self.near)).astype(np.int64).sum(axis=1)
        if self.board.pull:
            total += self.board.pull * np.rint(length(places - self.board.home[self.box])).astype(np.int64)
        return total

    def in_the_way(self, places: np.ndarray) -> np.ndarray:
        """Ties of other boxes that run through this one."""
        met = meet(self.others, Boxes(places, self.half + CLEAR))
        found: np.ndarray = self.board.through * np.count_nonzero(met, axis=0)
        return found

    def narrow(self, places: np.ndarray) -> np.ndarray:
        """Ties that leave a box in nearly the same direction: at this box, and at its neighbours."""
        out = unit(self.near - places[:, None])
        first, second = self.board.corners[self.box]
        here = narrowness(out[:, first], out[:, second], NARROW).sum(axis=1)
        found: np.ndarray = here + narrowness(-out[:, self.there], self.onward, NARROW).sum(axis=1)
        return found

    def own(self, places: np.ndarray) -> np.ndarray:
        """Ties of the box: through other boxes, and across other ties."""
        if not len(self.mine):
            return np.zeros(len(places), dtype=np.int64)
        board, mine = self.board, self.mine
        a = self._ends(places, board.low[mine]) + board.low_by[mine]
        b = self._ends(places, board.high[mine]) + board.high_by[mine]
        lines = Lines(*(bent(a, b, board.bend[mine], t[mine]) for t in (board.t0, board.t1)))
        shape = (len(places), len(mine), -1)
        met = meet(lines, board.boxes).reshape(shape) & board.not_ends[mine]
        crossed = cross(lines, self.rest).reshape(shape) & self.strange
        total: np.ndarray = board.through * np.count_nonzero(met, axis=(1, 2))
        total += CROSSING * np.count_nonzero(crossed, axis=(1, 2))
        return total

    def _ends(self, places: np.ndarray, ends: np.ndarray) -> np.ndarray:
        """The middles of these boxes, for each place of this one."""
        return np.where((ends == self.box)[:, None], places[:, None], self.board.at[ends])
