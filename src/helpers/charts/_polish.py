"""The polish of a map of boxes: every box tries places around it and takes the cheapest.

Boxes that still have a tie through them may go anywhere on the sheet. Nothing here is left to chance: boxes move in a
fixed order, and of two equal places the first is taken.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from helpers.charts._board import CROSSING, GRID, Board
from helpers.charts._search import Search

PASSES = 12
ROUNDS = (16, 144, 1168)  # the best places looked at closely first, then the next, each time eight times as many
STRICT = 24_000  # the cost of a tie through a box, once the boxes stand roughly right
SORE = 3 * CROSSING
TRIES, FAILS, AROUND, NEVER = 16, 4, 60, 1 << 60
REACH = 120  # px: boxes so near look again when one has moved
FEW = 8  # a box with more neighbours is not sent far
_TURNS = ((1.0, 0.0), (0.92388, 0.382683), (0.707107, 0.707107), (0.382683, 0.92388))
_RADII = (4, 8, 16, 28, 48, 84, 140, 230, 360)


def _offsets() -> np.ndarray:
    """Where a box may go: where it is, and 9 radii in 16 directions, on the grid."""
    quarter = [(r * x, r * y) for r in _RADII for x, y in _TURNS]
    places = [(0.0, 0.0)] + [spun for x, y in quarter for spun in ((x, y), (-y, x), (-x, -y), (y, -x))]
    return (np.rint(np.array(places) / GRID) * GRID).astype(np.int32)


OFFSETS = _offsets()
NEAR = OFFSETS[: 1 + 5 * 16]


def polish(board: Board, passes: int = PASSES, only: Collection[int] | None = None) -> Board:
    """Moves boxes, the least tied first, until none finds a cheaper place; the board itself is changed and returned."""
    order = [box for box in _least_tied_first(board) if only is None or box in only]
    stale = set(order)
    for _ in range(passes):
        for box in order:
            if box in stale:
                stale.discard(box)
                around = set(_around(board, box))
                offsets = OFFSETS if len(board.near[box]) <= FEW else NEAR
                if _improve(board, box, board.at[box] + offsets):
                    stale |= {box, *board.near[box].tolist(), *around, *_around(board, box)}
        if not stale.intersection(order):
            break
    return board


def _around(board: Board, box: int) -> list[int]:
    return np.flatnonzero(board.gaps(box) < REACH).tolist()


def _least_tied_first(board: Board) -> list[int]:
    return sorted(range(len(board.at)), key=lambda box: (len(board.near[box]), box))


def free(board: Board) -> bool:
    """Lets every box that is still at fault go anywhere on the sheet; says whether one moved."""
    anywhere = _everywhere(board)
    moved = [_improve(board, box, anywhere) for box in _faulty(board)]  # all of them, before any() stops at the first
    return any(moved)


def _everywhere(board: Board) -> np.ndarray:
    xs, ys = (np.arange(0, extent + 1, 6 * GRID, dtype=np.int32) for extent in board.size)
    return np.stack(np.meshgrid(xs, ys, indexing="ij"), axis=-1).reshape(-1, 2)


def _faulty(board: Board) -> list[int]:
    return [box for box in board.at_fault() if len(board.near[box]) <= FEW]


def sow(board: Board, tries: int = TRIES) -> None:
    """Takes up the boxes around a sore one and sets each again where it is cheapest.

    What does not make the whole cheaper is undone. A box that is taken up lies on its best tied neighbour: there it
    is in nobody's way, and neither are its ties.
    """
    best, tried, failed = board.quality().cost, set(), 0
    for _ in range(tries):
        if failed == FAILS:
            return
        plots = [(order, *_plot(board, box)) for order in (1, -1) for box in _sore(board)]
        plot = next((plot for plot in plots if (*plot, board.at.tobytes()) not in tried), None)
        if plot is None:
            return
        tried.add((*plot, board.at.tobytes()))
        before, (order, *boxes) = board.at.copy(), plot
        for box in boxes:
            board.move(box, board.at[max(board.near[box], key=lambda k: len(board.near[k]))])
        anywhere = _everywhere(board)
        for box in boxes[::order]:
            _improve(board, box, anywhere, stays=False)
        touched = {*boxes, *_faulty(board), *np.flatnonzero((board.gaps(boxes) < AROUND).any(axis=0)).tolist()}
        polish(board, 2, touched)
        cost = board.quality().cost
        if cost < best:
            best, failed = cost, 0
        else:
            failed += 1
            board.put(before)


def _sore(board: Board) -> list[int]:
    """Boxes with few ties that are at fault or whose ties cross others often, the worst first."""
    pain = {box: cost for box, cost in enumerate(board.pains()) if 1 <= len(board.near[box]) <= FEW}
    return sorted((box for box in pain if pain[box] >= SORE), key=lambda box: (-pain[box], box))


def _plot(board: Board, box: int) -> list[int]:
    """The box, those in conflict with it, and those around it, if they have few ties; the best tied first."""
    piece, run = np.nonzero(board.run_through())
    in_conflict = (run == box) | (board.low[piece] == box) | (board.high[piece] == box)
    ends = {*run[in_conflict], *board.low[piece[in_conflict]], *board.high[piece[in_conflict]]}
    near = {int(k) for k in (*ends, *np.flatnonzero(board.gaps(box) < AROUND)) if 1 <= len(board.near[k]) <= 3}
    return sorted({box, *near}, key=lambda k: (-len(board.near[k]), k))


def _improve(board: Board, box: int, places: np.ndarray, stays: bool = True) -> bool:
    """Moves the box to the cheapest of the places, where it is included if it may stay; says whether it moved.

    Most places need no second look: parts of their cost are enough to leave them.
    """
    search = Search(board, box)
    quick, *closer = search.parts
    places = board.inside(np.concatenate([board.at[box][None], places]), box)
    floor = quick(places)
    rounds = np.split(np.argsort(floor[1:], kind="stable") + 1, ROUNDS)
    rounds[0] = np.concatenate([[0] * stays, rounds[0]]).astype(np.intp)
    best, to = NEVER, 0
    for look in rounds:
        cost = floor[look]
        for part in closer:
            look, cost = look[cost < best], cost[cost < best]
            if not len(look):
                break
            cost = cost + part(places[look])
        if len(look) and cost.min() < best:
            best, to = int(cost.min()), int(look[cost.argmin()])
    if not to:
        return False
    board.move(box, places[to])
    return True
