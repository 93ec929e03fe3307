"""Stress majorization: ideal distances, the fixed start, and that a billionth moves nothing."""

from __future__ import annotations

import random
from itertools import pairwise

import numpy as np

from helpers.charts import _stress

STAR = [(0, 1), (0, 2), (0, 3), (0, 4)]


def graph(n: int, n_more: int, seed: int) -> list[tuple[int, int]]:
    """A connected graph with one hub: a random tree that prefers the first nodes, and some more pairs."""
    rng = random.Random(seed)
    pairs = [(min(rng.randrange(k), rng.randrange(k)), k) for k in range(1, n)]
    pairs += [tuple(sorted(rng.sample(range(n), 2))) for _ in range(n_more)]
    return sorted(set(pairs))


def test_components_come_largest_first_then_by_their_first_node() -> None:
    assert _stress.components(8, [(6, 2), (1, 5), (5, 7), (3, 3)]) == [[1, 5, 7], [2, 6], [0], [3], [4]]


def test_distances_are_shortest_ways_over_ties_that_a_hub_stretches() -> None:
    far = _stress.distances(5, STAR, 0.5)
    at_hub = round((1 + 0.5 * (np.sqrt(4) - 1)) * 1024) / 1024
    assert far[0].tolist() == [0, at_hub, at_hub, at_hub, at_hub]
    assert far[1].tolist() == [at_hub, 0, 2 * at_hub, 2 * at_hub, 2 * at_hub]
    assert _stress.distances(3, [(0, 1), (1, 2)], 0.0).tolist() == [[0, 1, 2], [1, 0, 1], [2, 1, 0]]


def test_a_tie_between_two_hubs_is_longer_than_one_to_a_leaf() -> None:
    pairs = [(0, 1), *((0, k) for k in range(2, 11)), *((1, k) for k in range(11, 20))]
    far = _stress.distances(20, pairs, 0.5)
    assert far[0, 1] > far[0, 2] > 1


def test_the_start_is_rings_around_the_best_tied_node() -> None:
    points = _stress.start(6, [(2, 0), (2, 1), (2, 3), (3, 4), (4, 5)])
    assert np.round(np.hypot(*points.T), 2).tolist() == [1, 1, 0, 1, 2, 3]
    assert (points * 1024 == np.round(points * 1024)).all()


def test_two_nodes_stand_at_their_ideal_distance_and_one_stands_alone() -> None:
    two = _stress.layout(2, [(0, 1)], (0.5,))[0]
    assert round(float(np.hypot(*(two[0] - two[1]))), 9) == 1
    assert _stress.layout(1, [], (0.5,)).tolist() == [[[0.0, 0.0]]]


def test_a_path_is_laid_straight_along_the_main_axis() -> None:
    points = _stress.layout(6, [(k, k + 1) for k in range(5)], (0.0,))[0]
    across = points[:, 0] if points[0, 0] < points[5, 0] else points[::-1, 0]
    assert np.ptp(across) > 4.9
    assert (np.diff(across) > 0.9).all()
    assert np.ptp(points[:, 1]) < 0.5


def test_majorizing_lowers_the_stress_at_every_sweep() -> None:
    pairs = graph(30, 12, 5)
    ideal = _stress.distances(30, pairs, 0.5)
    points = _stress.start(30, pairs)[None]
    stress = []
    for _ in range(12):
        apart = np.hypot(*(points[0][:, None] - points[0]).transpose(2, 0, 1))
        weight = np.where(ideal > 0, 1 / np.maximum(ideal, 1e-9) ** 2, 0)
        stress.append(float((weight * (apart - ideal) ** 2).sum()))
        points = _stress.majorize(points, ideal[None], 1)
    assert all(later <= earlier + 1e-9 for earlier, later in pairwise(stress))
    assert stress[-1] < stress[0] / 2


def test_a_start_disturbed_by_a_billionth_moves_nothing_on_the_grid() -> None:
    for seed in range(3):
        pairs = graph(50, 18, seed)
        ideal = np.stack([_stress.distances(50, pairs, stretch) for stretch in _stress.STRETCHES])
        start = np.broadcast_to(_stress.start(50, pairs), (len(ideal), 50, 2))
        noise = np.random.default_rng(seed).uniform(-1e-9, 1e-9, start.shape)
        one, two = (_stress.majorize(first, ideal) for first in (start, start + noise))
        px = 100 / 4  # a unit is about 100 px, the grid 4 px
        assert np.abs(one - two).max() < 1e-6
        assert (np.rint(one * px) == np.rint(two * px)).all()


def test_the_main_axis_runs_across_and_a_round_cloud_is_not_turned() -> None:
    line = np.array([[0.0, 0.0], [1.0, 2.0], [2.0, 4.0]])
    assert np.round(_stress.main_axis(line), 6).tolist() == [[-2.236068, 0], [0, 0], [2.236068, 0]]
    square = np.array([[0.0, 0.0], [2.0, 0.0], [0.0, 2.0], [2.0, 2.0]])
    assert _stress.main_axis(square).tolist() == [[-1, -1], [1, -1], [-1, 1], [1, 1]]
