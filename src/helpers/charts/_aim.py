"""Lines that run through boxes or across others aim at another point of their box, or bow to the side.

A list box is wide: a line that ends nearer to its left or right border may be free where the one to its middle is not.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from helpers.charts._board import CROSSING, Board
from helpers.charts._curves import Line, bent
from helpers.charts._meet import Lines, cross, meet

SHIFTS = (-0.7, -0.45, -0.2, 0.2, 0.45, 0.7)  # of half the width
TALL = 28  # px: half the height from which a line may also end above or below the middle
BOWS = (0.5, -0.5, 1.0, -1.0, 1.5, -1.5, 2.0, -2.0)
THROUGH, BOW, SHIFT = 15_000, 250, 4  # costs: of a tie through a box, a unit of bow, a px off the middle


def aim(board: Board) -> bool:
    """Draws each line at fault the cheapest way; says whether one changed. Straight from the middle comes first."""
    before, lines = board.lines, list(board.lines)
    at_fault = board.run_through().any(axis=1) | board.crossings().any(axis=1)
    for k in sorted(set(board.line[at_fault].tolist())):
        ways = _ways(board, k)
        costs = [_cost(board, k, way) for way in ways]
        lines[k] = ways[costs.index(min(costs))]
        if lines[k] != board.lines[k]:
            board.draw(lines)
    return lines != before


def _ways(board: Board, k: int) -> list[Line]:
    """The ways in which a line may be drawn: as it is, off the middle of its less tied box, or bowed."""
    line = board.lines[k]
    same = [o.bend for j, o in enumerate(board.lines) if j != k and (o.low, o.high) == (line.low, line.high)]
    high = len(board.near[line.high]) <= len(board.near[line.low])
    half = board.half[line.high if high else line.low]
    downs = (0, -0.5, 0.5) if half[1] >= TALL else (0,)
    shifts = [(round(x * half[0]), round(y * half[1])) for y in downs for x in (0, *SHIFTS)]
    shifted = [replace(line, high_by=by) if high else replace(line, low_by=by) for by in shifts]
    bowed = [replace(line, bend=bend) for bend in BOWS if all(abs(bend - other) >= 1 for other in same)]
    return [line, *shifted, *bowed]


def _cost(board: Board, k: int, line: Line) -> int:
    """What a line would cost if drawn so: it may also cross the lines that leave the same boxes."""
    t = np.array(line.pieces())
    a, b = board.at[line.low] + np.array(line.low_by), board.at[line.high] + np.array(line.high_by)
    bend = np.full(len(t), line.bend)
    drawn = Lines(bent(a[None], b[None], bend, t[:, 0]), bent(a[None], b[None], bend, t[:, 1]))
    met = meet(drawn, board.boxes)
    met[:, [line.low, line.high]] = False
    crossed = cross(drawn, board.pieces) & (board.line != k)
    for end, own in ((line.low, t[:, 0] == 0), (line.high, t[:, 1] == 1)):
        there = ((board.low == end) & (board.t0 == 0)) | ((board.high == end) & (board.t1 == 1))
        crossed &= ~(own[:, None] & there)
    off = sum(abs(by) for by in (*line.low_by, *line.high_by))
    faults = THROUGH * int(met.any(axis=0).sum()) + CROSSING * int(crossed.sum())
    return faults + int(BOW * abs(line.bend)) + SHIFT * off
