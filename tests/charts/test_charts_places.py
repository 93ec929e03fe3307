"""Places of boxes: on the grid, apart, on the sheet; costs that say what the eye sees; lines that evade."""

from __future__ import annotations

import random

import numpy as np
import pytest

from helpers.charts import _places
from helpers.charts._aim import aim
from helpers.charts._board import GRID, Board
from helpers.charts._curves import Line, bent, cut, parallel
from helpers.charts._meet import Boxes, Lines, cross, meet
from helpers.charts._polish import OFFSETS, _improve, polish
from helpers.charts._search import Search


def random_map(seed: int) -> tuple[np.ndarray, list[tuple[int, int]]]:
    rng = random.Random(seed)
    n = (8, 20, 34, 45)[seed % 4]
    half = np.array([(rng.randrange(20, 84) // 4 * 4, rng.choice((12, 20, 48))) for _ in range(n)])
    weights = [1 / (k + 1) for k in range(n)]
    pairs: list[tuple[int, int]] = []
    while len(pairs) < n + 3:
        pair = (rng.choices(range(n), weights)[0], rng.randrange(n))
        if pair[0] != pair[1]:
            pairs.append(pair)
    return half, pairs


def overlaps(at: np.ndarray, half: np.ndarray) -> int:
    apart = (np.abs(at[:, None] - at) >= half[:, None] + half).any(axis=2)
    return int((~apart).sum() - len(at)) // 2


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("width", [1280, 720])
def test_boxes_of_random_graphs_never_overlap_nor_leave_the_sheet(seed: int, width: int) -> None:
    half, pairs = random_map(seed)
    made = _places.place(half, pairs, width)
    assert overlaps(made.at, half) == 0
    assert (made.at - half).min() >= _places.MARGIN
    assert (made.at + half)[:, 0].max() <= width - _places.MARGIN
    assert (made.at + half)[:, 1].max() == made.height - _places.MARGIN
    assert ((made.at[:, 0] - _places.MARGIN) % GRID == 0).all()
    assert made.quality.overlaps == 0


def test_the_same_boxes_and_ties_have_the_same_places() -> None:
    half, pairs = random_map(1)
    one, two = (_places.place(half, pairs, 1280) for _ in range(2))
    assert (one.at == two.at).all()
    assert one.lines == two.lines


def test_a_tree_with_room_has_no_crossing_and_no_tie_through_a_box() -> None:
    pairs = [((k - 1) // 3, k) for k in range(1, 40)]
    quality = _places.place(np.full((40, 2), (40, 12)), pairs, 1280).quality
    assert (quality.overlaps, quality.through, quality.crossings) == (0, 0, 0)


def test_known_places_are_kept_and_a_new_box_moves_few() -> None:
    half, pairs = random_map(2)
    first = _places.place(half, pairs, 1280)
    again = _places.place(half, pairs, 1280, first.at.astype(float))
    moved = np.abs(again.at - first.at).max(axis=1) > 0
    assert moved.mean() <= 0.2


def test_small_parts_stand_beside_on_wide_sheets_and_below_on_narrow_ones() -> None:
    pairs = [(0, k) for k in range(1, 12)] + [(12, 13)]
    half = np.full((14, 2), (40, 12))
    wide, narrow = (_places.place(half, pairs, width).at for width in (1280, 720))
    assert wide[12:, 0].min() > wide[:12, 0].max()
    assert narrow[12:, 1].min() > narrow[:12, 1].mean()


def board(at: list[tuple[int, int]], pairs: list[tuple[int, int]], half: tuple[int, int] = (40, 12)) -> Board:
    return Board(np.array(at, dtype=float), np.full((len(at), 2), half), parallel(pairs), (1200, 600))


def test_quality_counts_overlaps_crossings_and_ties_through_boxes() -> None:
    crossing = board([(100, 100), (500, 500), (500, 100), (100, 500)], [(0, 1), (2, 3)])
    assert crossing.quality().crossings == 1
    through = board([(100, 100), (500, 100), (300, 100)], [(0, 1)])
    assert (through.quality().through, through.at_fault()) == (1, [2, 0, 1])
    assert board([(100, 100), (140, 100)], []).quality().overlaps == 1
    assert board([(100, 100), (140, 200)], [(0, 1)]).quality().crossings == 0


def test_a_cost_is_the_sum_of_its_parts_and_no_part_is_negative() -> None:
    half, pairs = random_map(3)
    made = Board(np.random.default_rng(1).uniform(0, 900, half.shape), half, parallel(pairs), (1200, 900))
    for box in (0, 5, 17):
        search = Search(made, box)
        parts = [part(made.at[box] + OFFSETS) for part in search.parts]
        assert min(int(part.min()) for part in parts) >= 0
        assert (np.sum(parts, axis=0) == search.cost(made.at[box] + OFFSETS)).all()


@pytest.mark.parametrize("stays", [True, False])
def test_a_box_finds_the_cheapest_of_all_places_though_most_get_no_second_look(stays: bool) -> None:
    half, pairs = random_map(3)
    made = Board(np.random.default_rng(4).uniform(0, 900, half.shape), half, parallel(pairs), (1200, 900))
    sheet = np.stack(np.meshgrid(np.arange(0, 1200, 24), np.arange(0, 900, 24)), axis=-1).reshape(-1, 2)
    moved = 0
    for box in range(len(half)):
        places = np.concatenate([made.at[box][None]] * stays + [made.inside(sheet, box)])
        cheapest, before = int(Search(made, box).cost(places).min()), made.at[box].copy()
        moved += _improve(made, box, sheet, stays)
        assert int(Search(made, box).cost(made.at[box][None])[0]) == cheapest
        assert stays or (made.at[box] != before).any()
    assert moved > len(half) // 2


def test_polishing_never_makes_a_map_dearer() -> None:
    half, pairs = random_map(2)
    made = Board(np.random.default_rng(2).uniform(0, 900, half.shape), half, parallel(pairs), (1200, 900))
    before = made.quality()
    after = polish(made, 1).quality()
    assert after.cost < before.cost
    assert after.overlaps < before.overlaps


def test_a_line_through_a_box_bows_or_aims_beside_it() -> None:
    stuck = board([(100, 100), (900, 100), (500, 104)], [(0, 1)])
    assert stuck.quality().through == 1
    assert aim(stuck)
    assert stuck.quality().through == 0
    assert stuck.lines != parallel([(0, 1)])
    assert not aim(board([(100, 100), (900, 100), (500, 300)], [(0, 1)]))


def test_parallel_lines_bend_apart_and_a_single_one_is_straight() -> None:
    assert parallel([(1, 0), (2, 0), (0, 1)]) == [Line(0, 1, -0.5), Line(0, 2, 0.0), Line(0, 1, 0.5)]
    a, b, t = np.array([[0, 0]]), np.array([[200, 0]]), np.array([0.5])
    middles = [bent(a, b, np.array([bend]), t).tolist() for bend in (-0.5, 0.0, 0.5)]
    assert middles == [[[100, -10]], [[100, 0]], [[100, 10]]]


def test_a_line_is_cut_where_it_meets_the_borders_of_its_boxes() -> None:
    at, half = np.array([[0, 0], [200, 0]]), np.array([[40, 12], [30, 12]])
    there, back = (cut(Line(0, 1, 0.0), source, at, half) for source in (0, 1))
    assert [(round(x, 3), round(y, 3)) for x, y in (there.start, there.end, there.way)] == [(40, 0), (170, 0), (1, 0)]
    assert [(round(x, 3), round(y, 3)) for x, y in (back.start, back.end, back.way)] == [(170, 0), (40, 0), (-1, 0)]
    curve = cut(Line(0, 1, 1.0), 0, at, half)
    assert curve.control is not None
    assert round(curve.end[0], 3) == 170
    assert 0 < curve.end[1] < 12


def test_lines_meet_boxes_and_lines_as_the_eye_says() -> None:
    points = [np.array(p) for p in ((0, 0), (100, 0), (50, 4), (50, 30), (50, -30))]
    across, down, short = (Lines(points[i], points[j]) for i, j in ((0, 1), (3, 4), (3, 2)))
    assert meet(across, Boxes(np.array(points[2:4]), np.array([20, 10]))).tolist() == [[True, False]]
    assert (cross(across, down).tolist(), cross(across, short).tolist()) == ([[True]], [[False]])


def test_some_lines_alone_meet_and_cross_as_they_do_among_all() -> None:
    rng = np.random.default_rng(3)
    lines, others = (Lines(*rng.integers(0, 300, (2, 40, 2))) for _ in range(2))
    boxes, which = Boxes(rng.integers(0, 300, (9, 2)), rng.integers(4, 50, (9, 2))), np.array([31, 2, 17])
    assert (meet(lines.only(which), boxes) == meet(lines, boxes)[which]).all()
    assert (cross(lines.only(which), others) == cross(lines, others)[which]).all()
    assert (cross(lines, others.only(which)) == cross(others, lines)[which].T).all()


def test_lines_hit_the_boxes_that_points_along_them_lie_in() -> None:
    rng = np.random.default_rng(7)
    p, q, middle = (rng.integers(0, 200, (400, 2)) for _ in range(3))
    half = rng.integers(4, 50, (400, 2))
    along = p[:, None] + np.linspace(0, 1, 2001)[:, None] * (q - p)[:, None]
    inside = (np.abs(along - middle[:, None]) < half[:, None]).all(axis=2).any(axis=1)
    found = meet(Lines(p, q), Boxes(middle, half)).diagonal()
    assert (found[inside]).all()
    assert (found != inside).sum() <= 2  # corners that are only touched between two points
    assert 60 < inside.sum() < 300


def test_what_is_counted_is_what_the_drawn_lines_do() -> None:
    half, pairs = random_map(1)
    made = _places.place(half, pairs, 1280)
    through = set()
    for k, (line, (source, _)) in enumerate(zip(made.lines, pairs, strict=True)):
        drawn = cut(line, source, made.at, half)
        t = np.linspace(0, 1, 400)[:, None]
        a, b = np.array(drawn.start), np.array(drawn.end)
        c = np.array(drawn.control) if drawn.control else (a + b) / 2
        points = (1 - t) ** 2 * a + 2 * t * (1 - t) * c + t**2 * b
        met = (np.abs(points[:, None] - made.at) < half - 1).all(axis=2).any(axis=0)
        through |= {(k, box) for box in np.flatnonzero(met).tolist() if box not in (line.low, line.high)}
    assert len(through) <= made.quality.through == 0


@pytest.mark.parametrize("seed", range(4))
def test_the_cost_of_a_whole_map_is_the_sum_of_its_boxes(seed: int) -> None:
    half, pairs = random_map(seed)
    places = np.array([random.Random(f"{seed} {k}").choices(range(0, 600, GRID), k=2) for k in range(len(half))])
    board = Board(places, half, parallel([*pairs, *pairs[:3]]), (900, 700))
    aim(board)
    here = [(Search(board, box), board.at[box][None]) for box in range(len(half))]
    assert board.quality().cost == sum(int(search.cost(at)[0]) for search, at in here)
    assert board.pains() == [int(search.in_the_way(at)[0] + search.own(at)[0]) for search, at in here]
