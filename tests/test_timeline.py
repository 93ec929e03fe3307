"""The order of events: what lies in a period, how late it became known, and what no source covers."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from helpers import dates, tables, timeline


def events(*given: str | None, **columns: list[Any]) -> pd.DataFrame:
    """Events with these dates, named e1, e2, ..."""
    rows = []
    for n, date in enumerate(given, 1):
        start, end = dates.span(date) if date else (None, None)
        rows.append(
            {
                "id": f"e{n}",
                "date": date,
                "start": start and start.isoformat(),
                "end": end and end.isoformat(),
                "n_origins": 1,
                "actors": [],
            }
        )
    frame = pd.DataFrame(rows, columns=list(tables.get("events").names)).assign(**columns)
    return frame.astype({"lag_days": "Int64", "n_origins": "Int64"})


MIXED = ("2020-04", "2021-06-15", "2020/..", "../2019", None, "2019-12/2020-02", "2022")


@pytest.mark.parametrize(
    ("start", "end", "kept"),
    [
        ("", "", [1, 2, 3, 4, 5, 6, 7]),
        ("2020-04", "2020-04", [1, 3]),
        ("2020-04-30", "2020-04-30", [1, 3]),
        ("2021", "", [2, 3, 7]),
        ("", "2019", [4, 6]),
        ("2020-02-29", "2020-03", [3, 6]),
        ("../2030", "2018", [4]),
        ("2030", "2031", [3]),
    ],
)
def test_within_keeps_what_can_have_happened_then(start: str, end: str, kept: list[int]) -> None:
    assert timeline.within(events(*MIXED), start, end)["id"].tolist() == [f"e{n}" for n in kept]


def test_within_by_actors_and_origins() -> None:
    frame = events("2020", "2021", "2022", actors=[["A", "B"], [], None], n_origins=[2, 0, None])
    assert timeline.within(frame, actors=["B", "C"])["id"].tolist() == ["e1"]
    assert timeline.within(frame, min_origins=1)["id"].tolist() == ["e1"]
    assert timeline.within(frame, min_origins=0)["id"].tolist() == ["e1", "e2", "e3"]


def test_within_keeps_the_first_of_what_rules_found_and_all_that_people_stated() -> None:
    methods = ["extracted", "stated", "extracted", "accepted", "extracted"]
    frame = events("2020", "2021", "2022", "2023", "2024", method=methods, rank=[3, 9, 1, 8, 2])
    assert timeline.within(frame, top=2)["id"].tolist() == ["e2", "e3", "e4", "e5"]
    assert timeline.within(frame, start="2023", top=2)["id"].tolist() == ["e4", "e5"]
    assert timeline.within(frame, top=0)["id"].tolist() == ["e1", "e2", "e3", "e4", "e5"]


def test_times_that_no_article_covers() -> None:
    articles = pd.DataFrame({"published": ["2021-01-31", None, "2021-09", "2021-02", "2021-09-03"]})
    covered = timeline.published(articles)
    assert covered.to_numpy().tolist() == [
        ["2021-01-31", "2021-01-31"],
        ["2021-09-01", "2021-09-30"],
        ["2021-02-01", "2021-02-28"],
        ["2021-09-03", "2021-09-03"],
    ]
    assert timeline.gaps(covered, "2021-01/2021-09").to_numpy().tolist() == [["2021-03-01", "2021-08-31", 184]]
    assert timeline.gaps(timeline.published(articles.head(0)), "2021").to_numpy().tolist() == [
        ["2021-01-01", "2021-12-31", 365]
    ]


def test_within_of_nothing() -> None:
    assert timeline.within(events(), "2020", "2021", ["A"], 1).empty


GAP = [("2020-02-01", "2020-05-31", 121)]


@pytest.mark.parametrize(
    ("given", "period", "found"),
    [
        (["2020-01", "2020-06"], "2020-01/2020-06", GAP),
        (["2020-06", "2020-01"], "2020-01/2020-06", GAP),
        (["2020-01", "2020-06", "2020-02/2020-05"], "2020-01/2020-06", []),
        (["2020-01", "2020-06", "2020-01-05/2020-01-20"], "2020-01/2020-06", GAP),
        (["2020-01", "2020-06"], "../2020-06", GAP),
        (["2020-01", "2020-06"], "2020-01/..", GAP),
        (["2020-01", "2020-06", None], "2020-01/2020-06", GAP),
        (["2020-01/..", "2020-06"], "2020-01/2020-06", [("2020-01-02", "2020-05-31", 151)]),
        (["../2020-01-31", "2020-06"], "2020-01/2020-06", [("2020-02-01", "2020-05-31", 121)]),
        (["2020-01", "2022"], "2020-01/2020-05", GAP),
        (["2018", "2020-06"], "2020-02/2020-06", GAP),
        (["2020-01"], "2020-01/2020-05", GAP),
        ([], "2020-02/2020-05", GAP),
        ([], "../2020", []),
        ([None], "2020-02/2020-05", GAP),
        (["2020-01-01", "2020-04-11"], "2020-01-01/2020-04-11", [("2020-01-02", "2020-04-10", 100)]),
        (["2020-01-01", "2020-04-10"], "2020-01-01/2020-04-10", []),
    ],
)
def test_gaps_are_inside_the_period_and_touched_by_no_event(
    given: list[str | None], period: str, found: list[tuple[str, str, int]]
) -> None:
    frame = timeline.gaps(events(*given), period)
    assert list(frame.columns) == ["start", "end", "days"]
    assert list(frame.itertuples(index=False, name=None)) == found


def test_lags_are_the_known_ones_longest_first() -> None:
    frame = events(*["2020"] * 5, lag_days=[5, None, 0, 900, 5])
    assert timeline.lags(frame)["id"].tolist() == ["e4", "e1", "e5"]
    assert timeline.lags(frame, 0)["id"].tolist() == ["e4", "e1", "e5", "e3"]
    assert timeline.lags(frame, 6)["id"].tolist() == ["e4"]
    assert timeline.lags(events()).empty


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "0 days"), (1, "1 day"), (20, "20 days"), (21, "3 weeks"), (91, "13 weeks"), (92, "3 months"), (820,
        "27 months"), (1460, "48 months"), (1461, "4 years")],
)  # fmt: skip
def test_days_in_words(days: int, words: str) -> None:
    assert timeline.in_words(days) == words


def test_where_told_gives_the_claims_of_the_events() -> None:
    told = pd.DataFrame({"id": ["c1", "c2", "c3"]})
    frame = events("2020", "2021", claims=[["c3"], ["c1"]])
    assert timeline.where_told(frame, told)["id"].tolist() == ["c1", "c3"]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (["2020-04", "2021"], "2 events, 2020–2021"),
        (["2020-04"], "1 event, 2020"),
        (["2020/..", None], "2 events, 2020"),
        ([], "0 events"),
    ],
)
def test_the_subject_of_a_picture(given: list[str | None], words: str) -> None:
    assert timeline.subject(events(*given)) == words


def test_when_an_event_became_public_is_said_of_what_people_stated_alone() -> None:
    frame = pd.DataFrame([{"method": how, "reported": "2022-07-29", "lag_days": 820} for how in ("stated", "accepted")])
    assert [timeline.became_public(row) for row in frame.itertuples()] == [
        "It became public 27 months later, on 29 Jul 2022.",
        "The first article here that tells of it is of 29 Jul 2022, 27 months later.",
    ]
