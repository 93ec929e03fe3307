"""Packing: nothing touches, climbing saves rows, labels break where the longer line is shortest."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from helpers.charts._pack import PAD, Item, break_label, label_width, pack
from helpers.charts._sheet import Run


def plain(lines: list[list[Run]]) -> list[str]:
    return ["".join(run.text for run in line).strip() for line in lines]


def test_the_other_side_saves_a_row() -> None:
    items = [Item((100, 200), (10, 103)), Item((150, 250), (60, 153)), Item((210, 300), (110, 213))]
    places, rows = pack(items)
    assert rows == 2
    assert [place.side for place in places].count("left") >= 1


def test_a_label_below_takes_two_rows() -> None:
    places, rows = pack([Item(None, None, ((0, 100), (0, 40))), Item((60, 100))])
    assert ([(place.row, place.side) for place in places], rows) == ([(0, "below"), (1, "right")], 2)


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(1, 200), st.integers(0, 2)), max_size=14))
def test_no_two_items_touch(given_items: list[tuple[int, int, int]]) -> None:
    items = []
    for x, wide, sides in sorted(given_items):
        right, left = (x, x + 3 + wide), (x - wide, x + 3)
        items.append(Item(right if sides != 1 else None, left if sides != 0 else None))
    places, rows = pack(items)
    taken: dict[int, list[tuple[float, float]]] = {}
    for item, place in zip(items, places, strict=True):
        extent = item.left if place.side == "left" else item.right
        assert extent
        taken.setdefault(place.row, []).append(extent)
    assert set(taken) == set(range(rows))
    for extents in taken.values():
        ordered = sorted(extents)
        assert all(b[0] - a[1] >= PAD for a, b in itertools.pairwise(ordered))
    assert pack(items) == (places, rows)


def test_labels_break_into_even_lines() -> None:
    lines = break_label(Run("25 Sep", "muted"), "Ferry company denies the timetable leak", [Run("×2")], 12, 300)
    assert plain(lines) == ["25 Sep Ferry company", "denies the timetable leak ×2"]
    assert plain(break_label(Run("Mar"), "Short", [], 12, 300)) == ["Mar Short"]
    assert plain(break_label(None, "Up to this width one line is enough", [], 12, 300, single=300)) == [
        "Up to this width one line is enough"
    ]


def test_what_follows_the_title_is_never_cut() -> None:
    lines = break_label(
        Run("25 Sep"), "Word " * 50, [Run("· public 2 May 2022"), Run("denied", "alarm", True)], 12, 200
    )
    assert len(lines) == 2
    assert label_width(lines, 12) <= 200
    assert plain(lines)[1].endswith("public 2 May 2022 denied")
    assert "…" in " ".join(plain(lines))
