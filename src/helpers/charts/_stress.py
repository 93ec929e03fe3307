"""Stress majorization, node by node, from a fixed start: the same graph gives the same picture on every machine.

Most force layouts are chaotic: a start that differs by a billionth moves nodes across the picture. This one is not,
and it needs no linear algebra. Nodes are numbers; give them in the order of their names, and the names decide ties.

Method: Gansner, Koren, North, "Graph Drawing by Stress Majorization" (2004), its localised form, with weights d^-2.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

# How far a hub pushes its neighbours away; the caller tries them all and keeps the cheapest.
STRETCHES = (0.35, 0.5, 0.65, 0.8, 1.0)
BETWEEN = 0.5
SWEEPS = 150  # a fixed number: a tolerance would stop at another sweep when the last digit differs

Pair = tuple[int, int]


def neighbours(n: int, pairs: Iterable[Pair]) -> list[list[int]]:
    """The neighbours of each node, in order; a pair of a node with itself is left out."""
    found: list[set[int]] = [set() for _ in range(n)]
    for i, j in pairs:
        if i != j:
            found[i].add(j)
            found[j].add(i)
    return [sorted(near) for near in found]


def components(n: int, pairs: Iterable[Pair]) -> list[list[int]]:
    """The connected components as sorted lists of nodes, the largest first, then by their first node."""
    near = neighbours(n, pairs)
    seen: set[int] = set()
    parts = []
    for node in range(n):
        if node not in seen:
            part = [reached for ring in _rings(near, node) for reached in ring]
            seen.update(part)
            parts.append(sorted(part))
    return sorted(parts, key=lambda part: (-len(part), part[0]))


def _rings(near: Sequence[Sequence[int]], root: int) -> list[list[int]]:
    """The nodes by their distance from the root, each ring in order."""
    rings, seen = [[root]], {root}
    while True:
        ring = sorted({other for node in rings[-1] for other in near[node]} - seen)
        if not ring:
            return rings
        seen.update(ring)
        rings.append(ring)


def start(n: int, pairs: Iterable[Pair]) -> np.ndarray:
    """The fixed start of a connected graph, n x 2: rings around the most tied node, each in order of its nodes.

    Rounded to 1/1024, so that no mathematical library's last digit is in it.
    """
    near = neighbours(n, pairs)
    root = min(range(n), key=lambda node: (-len(near[node]), node))
    points = np.zeros((n, 2))
    for radius, ring in enumerate(_rings(near, root)):
        turn = 2 * np.pi * (np.arange(len(ring)) + 0.5 * (radius % 2)) / len(ring)
        points[ring] = radius * np.column_stack([np.cos(turn), np.sin(turn)])
    return np.round(points * 1024) / 1024


def distances(n: int, pairs: Sequence[Pair], stretch: float) -> np.ndarray:
    """The ideal distances of a connected graph, n x n: shortest ways over ties that are longer at a hub.

    A tie's length is 1 + stretch * (sqrt(larger degree) - 1), rounded to 1/1024: their sums are then exact.
    """
    degree = [len(near) for near in neighbours(n, pairs)]
    far = np.full((n, n), np.inf)
    np.fill_diagonal(far, 0.0)
    for i, j in pairs:
        if i != j:
            more, less = max(degree[i], degree[j]), min(degree[i], degree[j])
            length = 1 + stretch * (np.sqrt(more) - 1 + BETWEEN * (np.sqrt(less) - 1))
            far[i, j] = far[j, i] = round(float(length) * 1024) / 1024
    for node in range(n):
        np.minimum(far, far[:, node, None] + far[None, node, :], out=far)
    return far


def majorize(points: np.ndarray, ideal: np.ndarray, sweeps: int = SWEEPS) -> np.ndarray:
    """Moves each node in turn to where its distances to all others fit best; points m x n x 2, ideal m x n x n.

    The m layouts are independent; they run side by side because numpy's cost is in the calls.
    """
    x, y = points[..., 0].copy(), points[..., 1].copy()
    n = x.shape[1]
    with np.errstate(divide="ignore"):
        weight = np.where(ideal > 0, 1 / (ideal * ideal), 0.0)
    weight /= np.where(n > 1, weight.sum(axis=2, keepdims=True), 1.0)
    pull = weight * ideal
    for _ in range(sweeps):
        for node in range(n):
            dx, dy = x[:, node, None] - x, y[:, node, None] - y
            apart = np.sqrt(dx * dx + dy * dy)
            apart[apart == 0] = np.inf
            force = pull[:, node] / apart
            x[:, node] = (weight[:, node] * x + force * dx).sum(axis=1)
            y[:, node] = (weight[:, node] * y + force * dy).sum(axis=1)
    return np.stack([x, y], axis=2)


def main_axis(points: np.ndarray) -> np.ndarray:
    """The points around their mean, turned so that they spread most along x; a round cloud is not turned."""
    centred: np.ndarray = points - points.mean(axis=0)
    x, y = centred[:, 0], centred[:, 1]
    xx, yy, xy = (x * x).sum(), (y * y).sum(), (x * y).sum()
    spread = np.sqrt((xx - yy) ** 2 + 4 * xy * xy)
    if spread <= 1e-3 * (xx + yy):
        return centred
    cos = np.sqrt((1 + (xx - yy) / spread) / 2)
    sin = np.sqrt(max(0.0, (1 - (xx - yy) / spread) / 2)) * (1.0 if xy >= 0 else -1.0)
    return np.column_stack([x * cos + y * sin, y * cos - x * sin])


def layout(n: int, pairs: Sequence[Pair], stretches: Sequence[float] = STRETCHES) -> np.ndarray:
    """One layout of a connected graph per stretch, len(stretches) x n x 2, in units of a plain tie's length."""
    ideal = np.stack([distances(n, pairs, stretch) for stretch in stretches])
    first = np.broadcast_to(start(n, pairs), (len(stretches), n, 2))
    return np.stack([main_axis(points) for points in majorize(first, ideal)])
