"""Tall drawings on paper: cut between lines of text, never through one."""

from __future__ import annotations

import pytest

from helpers.report.html import paper


def svg(height: int, *baselines: float) -> str:
    return f'<svg viewBox="0 0 720 {height}">' + "".join(f'<text x="1" y="{y}">a</text>' for y in baselines) + "</svg>"


def test_a_drawing_that_fits_is_not_cut() -> None:
    assert paper.slices(svg(760, 10, 700)) == []
    assert paper.slices("") == []


def test_a_cut_goes_above_the_line_it_would_hit() -> None:
    assert paper.slices(svg(1000, 10, 500, 765)) == [(0.0, 751.0), (751.0, 249.0)]
    assert paper.slices(svg(1000, 10, 500, 780)) == [(0.0, 760.0), (760.0, 240.0)]
    assert paper.slices(svg(1000, 746, 765)) == [(0.0, 732.0), (732.0, 268.0)]


def test_later_slices_have_a_whole_page() -> None:
    assert paper.slices(svg(2000)) == [(0.0, 760.0), (760.0, 980.0), (1740.0, 260.0)]


@pytest.mark.parametrize("step", [7, 13, 20, 29])
def test_slices_make_the_whole_and_cut_no_line_where_there_is_room(step: int) -> None:
    lines = [float(y) for y in range(10, 2500, step)]
    made = paper.slices(svg(2510, *lines))
    assert [top for top, _ in made[1:]] == [round(top + height, 6) for top, height in made[:-1]]
    assert made[-1][0] + made[-1][1] == 2510
    if step > paper.ABOVE + paper.BELOW:
        for top, _ in made[1:]:
            assert not [line for line in lines if line - paper.ABOVE < top < line + paper.BELOW]
