"""Spikes: days far above the usual, and how much of each one account explains."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers import spikes


def rows(counts: dict[str, dict[str, int]]) -> tuple[pd.Series, pd.Series]:
    """Day and account of every row: `{"2024-05-01": {"ana": 3}}`."""
    pairs = [(day, who) for day, of in counts.items() for who, n in of.items() for _ in range(n)]
    frame = pd.DataFrame(pairs, columns=["day", "who"])
    return frame["day"], frame["who"]


def days(n: int, of: dict[str, int], start: int = 1) -> dict[str, dict[str, int]]:
    return {f"2024-05-{day:02}": dict(of) for day in range(start, start + n)}


def test_one_account_on_a_quiet_week() -> None:
    # all days but one are alike: the mean absolute deviation is 18 / 8, the score 18 / (1.253314 * 2.25)
    found = spikes.spikes(*rows(days(7, {"ana": 1, "bo": 1}) | {"2024-05-08": {"ana": 1, "bo": 19}}))
    assert found.to_dict("records") == [
        {
            "day": "2024-05-08",
            "n": 20,
            "usual": 2.0,
            "score": 6.4,
            "who": "bo",
            "n_who": 19,
            "usual_who": 1.0,
            "share": 1.0,
        }
    ]


def test_whoever_posts_as_always_explains_nothing() -> None:
    usual = days(9, {"busy": 50, "ana": 1})
    crowd = {"busy": 50} | {f"new{n}": 1 for n in range(25)}
    found = spikes.spikes(*rows(usual | {"2024-05-10": crowd}))
    assert [(one.who, one.n_who, one.usual_who, one.share) for one in found.itertuples()] == [("new0", 1, 0.0, 1 / 24)]


def test_the_median_absolute_deviation_is_the_measure_where_days_differ() -> None:
    counts = {f"2024-05-{day:02}": {"ana": n} for day, n in enumerate([8, 9, 10, 11, 12, 10, 30], 1)}
    found = spikes.spikes(*rows(counts))
    assert [(one.day, one.usual, one.score) for one in found.itertuples()] == [("2024-05-07", 10.0, 13.5)]


def test_days_without_a_row_count_and_rows_without_a_day_do_not() -> None:
    day, who = rows({"2024-05-01": {"ana": 1}, "2024-05-20": {"ana": 12}})
    found = spikes.spikes(pd.concat([day, pd.Series([None] * 99)]), pd.concat([who, pd.Series(["bo"] * 99)]))
    assert [(one.day, one.n, one.usual) for one in found.itertuples()] == [("2024-05-20", 12, 0.0)]
    assert list(spikes.per_day(day).head(3)) == [1, 0, 0]


def test_rows_of_nobody_are_explained_by_nobody() -> None:
    day, who = rows(days(8, {"ana": 1}) | {"2024-05-09": {"x": 40}})
    found = spikes.spikes(day, who.where(who != "x"))
    assert [(one.n, one.who, one.share) for one in found.itertuples()] == [(40, None, 0.0)]


@pytest.mark.parametrize(
    "counts",
    [
        {},
        days(5, {"ana": 1}) | {"2024-05-06": {"bo": 500}},  # six days have no usual
        days(20, {"ana": 4}),  # all alike
        days(20, {"ana": 1}) | {"2024-05-21": {"bo": 9}},  # nine posts are no spike
        {f"2024-05-{day:02}": {"ana": 10 + day} for day in range(1, 30)},  # steadily more is no spike
    ],
)
def test_no_spike(counts: dict[str, dict[str, int]]) -> None:
    found = spikes.spikes(*rows(counts))
    assert (len(found), tuple(found.columns)) == (0, spikes.COLUMNS)


def test_the_order_of_the_rows_does_not_matter() -> None:
    day, who = rows(days(9, {"ana": 2, "bo": 2}) | {"2024-05-10": {"cy": 20, "di": 20}})
    frame = pd.DataFrame({"day": day, "who": who})
    one, other = (spikes.spikes(f["day"], f["who"]) for f in (frame, frame.iloc[::-1]))
    pd.testing.assert_frame_equal(one, other)
    assert list(one["who"]) == ["cy"]
