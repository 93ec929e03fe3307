"""Where the boxes of a map stand on a sheet of a given width: stress, fitted to the sheet, then the polish.

The largest connected part takes the sheet; small parts stand beside it (wide sheets) or below it (narrow ones).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from helpers.charts import _stress
from helpers.charts._aim import aim
from helpers.charts._board import GRID, Board, Quality
from helpers.charts._curves import Line, parallel
from helpers.charts._polish import PASSES, STRICT, free, polish, sow

MARGIN = 12
FILL, FILL_NARROW = 1.6, 1.9  # sheet per room that the boxes take, a gap of ROOM_X x ROOM_Y around each included
ROOM_X, ROOM_Y = 44, 44
LARGER_FOR = 5
KEPT = 3  # boards that are looked at closer, of one for each stretch
LARGER = 1.2  # by how much a sheet grows on which ties run through boxes
PULL = 12  # the cost of a px away from a known place
NARROW_BELOW = 1000  # px: on a narrower sheet the main axis runs down
UNIT = 76  # px between tied boxes of a small part, border to border, along its main axis

Pair = tuple[int, int]


@dataclass(frozen=True)
class Places:
    """The middles of the boxes (n x 2 whole px), the lines, the height of the sheet, and what is wrong with it."""

    at: np.ndarray
    lines: list[Line]
    height: int
    quality: Quality


@lru_cache(maxsize=32)
def _unit(n: int, pairs: tuple[Pair, ...]) -> np.ndarray:
    return _stress.layout(n, sorted(set(pairs)))


def _fit(points: np.ndarray, half: np.ndarray, corner: tuple[float, float], size: tuple[float, float]) -> np.ndarray:
    """The points stretched so that their boxes fill the rectangle; a part without extent stands in the middle."""
    made = np.empty(points.shape)
    for axis in (0, 1):
        p, h = points[:, axis], half[:, axis].max()
        extent = p.max() - p.min()
        room = max(size[axis] - 2 * h, 0)
        made[:, axis] = (
            corner[axis] + size[axis] / 2 + ((p - (p.max() + p.min()) / 2) * room / extent if extent > 1e-9 else 0)
        )
    return made


def _local(part: list[int], pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    number = {box: k for k, box in enumerate(part)}
    return tuple((min(number[i], number[j]), max(number[i], number[j])) for i, j in pairs if i in number and i != j)


def _small(part: list[int], half: np.ndarray, pairs: Sequence[Pair], down: bool) -> tuple[np.ndarray, np.ndarray]:
    """A small part, from its own top left corner, and its size: its main axis down, or across."""
    points = _unit(len(part), _local(part, pairs))[1]
    points = points[:, ::-1] if down else points
    own = half[part]
    steps = (points.max(axis=0) - points.min(axis=0)) * (2 * own.mean(axis=0) + (UNIT / 2, UNIT / 2))
    size = np.ceil((steps + 2 * own.max(axis=0)) / GRID) * GRID
    return _fit(points, own, (0, 0), (size[0], size[1])), size


def _aside(small: list[tuple[np.ndarray, np.ndarray]], extent: float, down: bool) -> tuple[list[np.ndarray], float]:
    """Packs small parts into columns (down) or rows no longer than the extent; returns corners and the depth taken."""
    along, deep = (1, 0) if down else (0, 1)
    corners, place, depth, shelf = [], 0.0, 0.0, 0.0
    for _, size in small:
        if place and place + size[along] > extent:
            depth, place, shelf = depth + shelf + ROOM_X, 0.0, 0.0
        corner = np.zeros(2)
        corner[along], corner[deep] = place, depth
        corners.append(corner)
        place += size[along] + ROOM_Y
        shelf = max(shelf, size[deep])
    return corners, depth + shelf if small else 0.0


def _starts(half: np.ndarray, pairs: Sequence[Pair], size: tuple[int, int]) -> list[np.ndarray]:
    """The boxes' first places, one set per stretch."""
    parts = _stress.components(len(half), pairs)
    down = size[0] >= NARROW_BELOW
    small = [_small(part, half, pairs, down) for part in parts[1:]]
    corners, depth = _aside(small, size[1] if down else size[0], down)
    taken = depth + ROOM_X if small else 0
    main = (size[0] - taken, size[1]) if down else (size[0], size[1] - taken)
    moved = np.array([main[0] + ROOM_X, 0] if down else [0, main[1] + ROOM_X])
    found = []
    for points in _unit(len(parts[0]), _local(parts[0], pairs)):
        at = np.zeros(half.shape)
        turned = points if down else points[:, ::-1]
        at[parts[0]] = _fit(turned, half[parts[0]], (0, 0), main)
        for part, (own, _), corner in zip(parts[1:], small, corners, strict=True):
            at[part] = own + corner + moved
        found.append(at)
    return found


def room(half: np.ndarray, width: int) -> int:
    """The height that boxes of these half sizes need on a sheet of this width, on the grid."""
    width -= 2 * MARGIN
    area = float(((2 * half[:, 0] + ROOM_X) * (2 * half[:, 1] + ROOM_Y)).sum())
    least = max(2 * int(half[:, 1].max()) + 2 * ROOM_Y, 160)
    fill = FILL if width + 2 * MARGIN >= NARROW_BELOW else FILL_NARROW
    return int(np.ceil(max(fill * area / width, least) / GRID) * GRID)


def _finish(board: Board) -> None:
    """Polishes to the end; boxes still at fault may go anywhere; then lines evade."""
    polish(board, PASSES)
    board.through = STRICT
    for _ in range(3):
        if not free(board):
            break
        polish(board, 3)
    aim(board)


def _first(half: np.ndarray, pairs: Sequence[Pair], lines: list[Line], size: tuple[int, int]) -> Board:
    """The most promising board: all are polished once, the cheaper ones twice more."""
    boards = [polish(Board(at, half, lines, size), 1) for at in _starts(half, pairs, size)]
    kept = sorted(boards, key=lambda board: board.quality().cost)[:KEPT]
    return min((polish(board, 2) for board in kept), key=lambda board: board.quality().cost)


def _settled(board: Board) -> tuple[Board, Quality]:
    """The board with nothing left to mend by moving one box, or a few."""
    _finish(board)
    sow(board)
    if aim(board):
        polish(board, 2)
    return board, board.quality()


def _cropped(board: Board, quality: Quality) -> Places:
    top = int((board.at - board.half)[:, 1].min())
    at = board.at - np.array([0, top], dtype=board.at.dtype)
    return Places(at + MARGIN, board.lines, int((at + board.half)[:, 1].max()) + 2 * MARGIN, quality)


def place(half: np.ndarray, pairs: Sequence[Pair], width: int, warm: np.ndarray | None = None) -> Places:
    """Places boxes of these half sizes (n x 2, multiples of the grid) on a sheet of this width.

    `pairs` holds one (i, j) per line to be drawn. `warm` (n x 2, px) starts from known places and pulls boxes back to
    them. If boxes overlap or ties run through some, the sheet grows and what was found on it is drawn out.
    """
    lines, width = parallel(pairs), width - 2 * MARGIN
    height = room(half, width + 2 * MARGIN)
    if warm is None:
        board = _first(half, pairs, lines, (width, height))
    else:
        height = max(height, int((warm + half)[:, 1].max()))
        board = Board(warm - MARGIN, half, lines, (width, height), pull=PULL)
    tried = [_settled(board)]
    while len(tried) < 6:
        board, faults = tried[-1]
        # a larger sheet frees a line or two; where more are stuck, it does not help
        if not faults.overlaps and (warm is not None or len(tried) > 1 or not 0 < faults.through <= LARGER_FOR):
            break
        height = int(np.ceil(height * LARGER / GRID) * GRID)
        at = board.at * (1, LARGER) if warm is None else warm - MARGIN
        tried.append(_settled(Board(at, half, lines, (width, height), pull=board.pull)))
    return _cropped(*min(tried, key=lambda pair: (pair[1].overlaps, pair[1].through, pair[1].cost)))
