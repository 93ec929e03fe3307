"""The chart of stated times against ids: which files it draws, where marks stand, what it says."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pandas as pd
import pytest

from helpers.charts import clock_deviation
from helpers.charts.clock_deviation import Scale
from helpers.errors import TableError


def clocks(*verdicts: str) -> pd.DataFrame:
    rows = [(f"{name}.csv", "twitter", verdict) for name, verdict in zip("abcdefghijkl", verdicts, strict=False)]
    return pd.DataFrame(rows, columns=["source", "platform", "verdict"])


def deviations(*rows: tuple[str, str, float, float, int]) -> pd.DataFrame:
    columns = ["source", "day", "least", "most", "n"]
    return pd.DataFrame(rows, columns=columns).assign(platform="twitter")


GOOD, BAD = "confirms UTC", "refutes UTC: 3,600 s ahead: local time"
NEITHER = "neither confirms nor refutes UTC: no whole quarter hour explains most rows"


def test_its_words() -> None:
    rows = deviations(
        ("a.csv", "2021-03-01", -1, 0, 7), ("a.csv", "2021-03-02", -1, 0, 3), ("b.csv", "2021-03-02", 3150, 4050, 1)
    )
    figure = clock_deviation.draw(rows, clocks(GOOD, BAD, "no clock: the ids of this platform carry no time"))
    assert figure.title == "Ids confirm the stated times of 1 file and refute those of 1 file"
    assert figure.subtitle == (
        "Stated time less the time in the id, in UTC; above the line the stated time is later. The colour is the share "
        "of a stretch of time's posts; each file has a scale of its own."
    )
    assert figure.alt == (
        "2 files against the clock of their ids. a.csv, 10 posts: confirms UTC. b.csv, 1 post: refutes UTC: 3,600 s "
        "ahead: local time."
    )
    assert figure.notes == ("1 file has no such post.",)
    assert [entry["label"] for entry in figure.key] == [
        "under 5 %", "5 to 20 %", "20 to 50 %", "50 to 90 %", "90 % and more",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("verdicts", "title"),
    [
        ((GOOD, GOOD), "Ids confirm the stated times of 2 files"),
        ((BAD,), "Ids refute the stated times of 1 file"),
        ((NEITHER, "too few rows to judge: 3"), "Stated times against the time in the ids"),
    ],
)
def test_its_title(verdicts: tuple[str, ...], title: str) -> None:
    rows = deviations(*((f"{name}.csv", "2021-03-01", -1.0, 0.0, 1) for name in "ab"[: len(verdicts)]))
    assert clock_deviation.draw(rows, clocks(*verdicts)).title == title


def test_an_empty_table_says_so() -> None:
    figure = clock_deviation.draw(deviations(), clocks("no clock: the ids of this platform carry no time"))
    words = "No post has both an id that carries a time and a stated time to the minute."
    assert (figure.alt, figure.key, figure.notes) == (words, (), ("1 file has no such post.",))
    assert all(words in figure.drawings[width] for width in (1280, 720))


def test_refuted_files_are_drawn_first_and_the_others_counted() -> None:
    verdicts = [GOOD] * 9 + [BAD]
    rows = deviations(*((f"{name}.csv", "2021-03-01", -1.0, 0.0, 1) for name in "abcdefghij"))
    figure = clock_deviation.draw(rows, clocks(*verdicts))
    assert figure.notes == ("2 more files in the table only.",)
    assert "j.csv, 1 post: refutes" in figure.alt
    assert "i.csv" not in figure.alt
    assert "#clock-deviation-row-10" in figure.drawings[1280]


def test_summer_time_is_a_step_that_can_be_seen() -> None:
    for low, high in ((-20, 7650), (-18450, 20), (-20, 40_000)):
        scale = Scale(low, high, 0, 96)
        step = abs(scale.y(3600) - scale.y(7200)) if high > 20 else abs(scale.y(-14_400) - scale.y(-18_000))
        assert step >= 4
        assert scale.ticks()[0] == (0.0, "0")
        places = sorted(scale.y(at) for at, _ in scale.ticks())
        assert min(b - a for a, b in pairwise(places)) >= 14


def test_the_scale_rises_everywhere() -> None:
    scale = Scale(-9e9, 9e9, 0, 96)
    at = [-9e9, -86_400, -54_000, -3600, -60, -1, 0, 1, 60, 3600, 7200, 54_000, 86_400, 9e9]
    places = [scale.y(seconds) for seconds in at]
    assert places == sorted(places, reverse=True)
    assert (places[0], places[-1]) == (96, 0)


@pytest.mark.parametrize(
    ("draw", "lacks"),
    [
        (lambda: clock_deviation.draw(deviations().drop(columns="least"), clocks()), "least"),
        (lambda: clock_deviation.draw(deviations(), clocks().drop(columns="verdict")), "verdict"),
    ],
)
def test_a_column_that_is_missing_is_named(draw: Callable[[], object], lacks: str) -> None:
    with pytest.raises(TableError, match=f'The chart clock_deviation needs a column "{lacks}".'):
        draw()
