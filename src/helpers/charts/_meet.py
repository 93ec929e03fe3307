"""The geometry of a map, for many at once: lines that meet boxes or cross lines, gaps, lengths, narrow angles.

On which side of a line a point lies, and how far a box reaches across it, are products of matrices. All of it is whole
numbers far below 2^53, so that the products are exact, whatever library computes them.
"""

from __future__ import annotations

import numpy as np

SINE = 0.198669  # of 0.2 rad: ties closer than that at a box are hard to tell apart


class Lines:
    """Straight lines from p to q, each N x 2 whole px, as factors: (x, y, own) of each way, (y, -x, -1) of each end."""

    def __init__(self, p: np.ndarray, q: np.ndarray) -> None:
        p, q = p.reshape(-1, 2), q.reshape(-1, 2)
        self.ways, self.ends = np.empty((len(p), 3)), _points(np.concatenate([p, q]))
        way = np.subtract(q, p, out=self.ways[:, :2])
        self.ways[:, 2] = way[:, 0] * p[:, 1] - way[:, 1] * p[:, 0]
        self.least, self.most = np.minimum(p, q), np.maximum(p, q)

    def only(self, which: np.ndarray) -> Lines:
        """These lines alone, by number."""
        found = Lines.__new__(Lines)
        found.ways, found.ends = self.ways[which], self.ends[np.concatenate([which, which + len(self.ways)])]
        found.least, found.most = self.least[which], self.most[which]
        return found


class Boxes:
    """Boxes of these middles (N x 2 whole px) and half sizes (N x 2, or one for all), as factors, and their borders."""

    def __init__(self, middle: np.ndarray, half: np.ndarray) -> None:
        self.middles, self.least, self.most = _points(middle), (middle - half).T, (middle + half).T
        self.spans = np.broadcast_to(half[..., ::-1], middle.shape).T.astype(float)


def _points(points: np.ndarray) -> np.ndarray:
    made = np.empty((len(points), 3))
    made[:, 0], made[:, 1], made[:, 2] = points[:, 1], points[:, 0], -1.0
    np.negative(made[:, 1], out=made[:, 1])
    return made


def meet(lines: Lines, boxes: Boxes) -> np.ndarray:
    """Which lines meet which boxes, lines x boxes: no axis (x, y, across the line) separates them."""
    met: np.ndarray = lines.least[:, :1] < boxes.most[0]
    met &= lines.most[:, :1] > boxes.least[0]
    met &= lines.least[:, 1:] < boxes.most[1]
    met &= lines.most[:, 1:] > boxes.least[1]
    off = lines.ways @ boxes.middles.T
    met &= np.abs(off, out=off) < np.abs(lines.ways[:, :2]) @ boxes.spans
    return met


def cross(lines: Lines, others: Lines) -> np.ndarray:
    """Which lines cross which others, lines x others: each has the other's two ends on different sides."""
    there = lines.ways @ others.ends.T > 0
    back = lines.ends @ others.ways.T > 0
    crossed: np.ndarray = there[:, : len(others.ways)] != there[:, len(others.ways) :]
    crossed &= back[: len(lines.ways)] != back[len(lines.ways) :]
    return crossed


def gap(a: np.ndarray, b: np.ndarray, room: np.ndarray) -> np.ndarray:
    """The gap between boxes around a and b, the larger of its two directions; `room` is the sum of their half sizes."""
    across = np.abs(a[..., 0] - b[..., 0]) - room[..., 0]
    found: np.ndarray = np.abs(a[..., 1] - b[..., 1]) - room[..., 1]
    np.maximum(across, found, out=found)
    return found


def length(vectors: np.ndarray) -> np.ndarray:
    """The lengths of vectors."""
    x, y = vectors[..., 0].astype(float), vectors[..., 1].astype(float)
    found: np.ndarray = np.sqrt(x * x + y * y)
    return found


def unit(vectors: np.ndarray) -> np.ndarray:
    """The vectors with a length of 1; what has none stays without."""
    found: np.ndarray = vectors / np.maximum(length(vectors), 1.0)[..., None]
    return found


def narrowness(a: np.ndarray, b: np.ndarray, most: float) -> np.ndarray:
    """How near the angles between unit vectors are to none, from 0 (from 0.2 rad on) to `most`, in whole numbers."""
    ax, ay, bx, by = a[..., 0], a[..., 1], b[..., 0], b[..., 1]
    found: np.ndarray = np.abs(ax * by - ay * bx)
    found *= -most / SINE
    found += most
    np.maximum(found, 0.0, out=found)
    found *= ax * bx + ay * by > 0
    whole: np.ndarray = np.rint(found, out=found).astype(np.int64)
    return whole
