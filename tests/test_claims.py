"""From claims to events: origins, status, lags, conflicts, weakness and order."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from helpers import claims, dates, tables

COLUMNS = list(tables.get("claims").names)


def said(*rows: dict[str, Any]) -> pd.DataFrame:
    """A table of claims: what a row leaves out is a plain assertion of Ana on event e."""
    whole = [
        {
            "source": "handmade/claims.csv",
            "row": f"c{n}",
            "id": f"c{n}",
            "event": "e",
            "claimant": "Ana",
            "stance": "asserts",
            **row,
        }
        for n, row in enumerate(rows, 1)
    ]
    return pd.DataFrame([{column: row.get(column) for column in COLUMNS} for row in whole], columns=COLUMNS).astype(
        object
    )


def event(*rows: dict[str, Any]) -> dict[str, Any]:
    frame = claims.events(said(*rows))
    assert len(frame) == 1
    row = frame.astype(object).iloc[0]
    return {key: None if not isinstance(value, list) and pd.isna(value) else value for key, value in row.items()}


def test_one_whole_event() -> None:
    found = event(
        {"title": "A request", "kind": "request", "event_date": "2020-04", "report_date": "2022-07-29",
        "what": "It was asked.",
         "wording": "asked", "actors": ["TikTok"], "note": "n1", "weak": "one person"},
        {"claimant": "Times", "origin": "Ana", "event_date": "2020-04", "report_date": "2022-08",
        "wording": "demanded", "actors": ["TikTok", "State"]},
        {"claimant": "TikTok", "stance": "denies", "report_date": "2022-07-30",
        "conflict": "how it became known differs"},
    )  # fmt: skip
    assert found == {
        "id": "e", "title": "A request", "kind": "request", "date": "2020-04", "start": "2020-04-01",
        "end": "2020-04-30",
        "precision": "month", "reported": "2022-07-29", "lag_days": 820, "what": "It was asked.", "status": "disputed",
        "n_claims": 3, "n_origins": 1, "origins": ["Ana"], "outlets": ["Times"], "actors": ["TikTok", "State"],
        "conflicts": [
            "Wording differs: asked (Ana), demanded (Times).", "TikTok denies what Ana asserts.",
            "How it became known differs.",
        ],
        "weak": None, "method": "stated", "rank": 1, "points": 6,
        "why_ranked": ["dated to the month (+1)", "disputed (+3)", "names 2 actors of the case (+2)"],
        "claims": ["c1", "c2", "c3"], "notes": ["n1"],
    }  # fmt: skip


def test_a_bare_event() -> None:
    found = event({})
    assert {key: value for key, value in found.items() if value is not None and value != []} == {
        "id": "e", "title": "e", "status": "asserted", "n_claims": 1, "n_origins": 1, "origins": ["Ana"],
        "method": "stated", "rank": 1, "points": 0, "claims": ["c1"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "origins"),
    [
        ([{"claimant": "A"}, {"claimant": "B"}, {"claimant": "A"}], ["A", "B"]),
        ([{"claimant": "A", "origin": "C"}, {"claimant": "B", "origin": "C"}], ["C"]),
        ([{"claimant": "A", "origin": "C"}, {"claimant": "C"}], ["C"]),
        ([{"claimant": "A"}, {"claimant": "B", "stance": "confirms"}], ["A"]),
        ([{"claimant": "A", "stance": "denies"}, {"claimant": "B", "stance": "confirms"}], ["B"]),
        ([{"claimant": "A", "stance": "denies"}, {"claimant": "B", "stance": "declines"}], []),
    ],
)
def test_copies_collapse_to_their_origin(rows: list[dict[str, Any]], origins: list[str]) -> None:
    found = event(*rows)
    assert (found["origins"], found["n_origins"]) == (origins, len(origins))


@pytest.mark.parametrize(
    ("stances", "status"),
    [
        (["asserts"], "asserted"),
        (["asserts", "confirms"], "confirmed"),
        (["asserts", "denies"], "disputed"),
        (["confirms", "denies"], "disputed"),
        (["denies"], "denied"),
        (["denies", "declines"], "denied"),
        (["asserts", "declines"], "asserted"),
        (["asserts", "confirms", "denies"], "disputed"),
    ],
)
def test_status(stances: list[str], status: str) -> None:
    assert event(*({"stance": stance} for stance in stances))["status"] == status


@pytest.mark.parametrize(
    ("event_date", "reports", "reported", "lag"),
    [
        ("2020-04", ["2020-04-15"], "2020-04-15", 0),
        ("2020-04", ["2020-05-01"], "2020-05-01", 1),
        ("2020-04", ["2020-05"], "2020-05", 1),
        ("2020", ["2022", "2021-03"], "2021-03", 60),
        ("2020-04-02", ["2020-04-01"], "2020-04-01", 0),
        ("2020-04-30", ["2020-05-01", "2020-05"], "2020-05", 1),
        ("2020/..", ["2021"], "2021", None),
        ("../2020", ["2021"], "2021", 1),
        (None, ["2021"], "2021", None),
        ("2020", [None], None, None),
        ("2020", ["../2021"], "../2021", None),
    ],
)
def test_lag_counts_from_the_last_day_it_can_have_been(
    event_date: str, reports: list[str], reported: str, lag: int | None
) -> None:
    found = event(*({"event_date": event_date, "report_date": report} for report in reports))
    assert (found["reported"], found["lag_days"]) == (reported, lag)


def test_dates_that_differ_are_shown_and_not_averaged() -> None:
    found = event(
        {"event_date": "2020-04"},
        {"claimant": "B", "event_date": "2020-04-03"},
        {"claimant": "C"},
        {"claimant": "D", "event_date": "2020-04"},
    )
    assert found["conflicts"] == ["Dates differ: Apr 2020 (Ana, D), 3 Apr 2020 (B)."]
    assert (found["date"], found["precision"]) == ("2020-04", "month")


@pytest.mark.parametrize(
    ("rows", "weak"),
    [
        ([{"weak": "one source"}, {"weak": "a blog"}], "one source"),
        ([{"weak": "one source"}, {}], None),
        ([{"weak": "one source"}, {"stance": "confirms"}], "one source"),
        ([{"weak": "one source"}, {"stance": "denies"}], "one source"),
        ([{"stance": "denies", "weak": "x"}], None),
    ],
)
def test_weak_only_if_all_that_backs_it_is(rows: list[dict[str, Any]], weak: str | None) -> None:
    assert event(*rows)["weak"] == weak


def test_events_are_sorted_by_date_and_undated_ones_come_last() -> None:
    spread = {
        "e1": "2021",
        "e2": "2020-05/..",
        "e3": None,
        "e4": "2020-05",
        "e5": "../2019-06",
        "e6": "2020",
        "e7": "2021",
        "e8": "2020-01-01",
    }
    frame = claims.events(said(*({"event": name, "event_date": date} for name, date in spread.items())))
    assert frame["id"].tolist() == ["e5", "e8", "e6", "e4", "e2", "e1", "e7", "e3"]
    assert list(frame.columns) == list(tables.get("events").names)


def test_no_claims_are_no_events() -> None:
    assert claims.events(said().reindex(columns=COLUMNS)).empty


def test_the_table_of_claims_is_left_as_it_was() -> None:
    frame = said({"actors": ["A"]}, {"claimant": "B", "origin": "Ana"})
    before = frame.copy(deep=True)
    claims.events(frame)
    claims.about(frame, ["a"])
    pd.testing.assert_frame_equal(frame, before)


def test_about_keeps_whole_events() -> None:
    frame = said(
        {"title": "TikTok fined"},
        {"event": "f", "what": "about tiktok"},
        {"event": "f"},
        {"event": "g", "actors": ["TIKTOK Inc"]},
        {"event": "h"},
    )
    assert claims.about(frame, ["TikTok"])["id"].tolist() == ["c1", "c2", "c3", "c4"]
    assert claims.about(frame, [])["id"].tolist() == ["c1", "c2", "c3", "c4", "c5"]
    assert claims.about(frame, ["(", "fined"])["id"].tolist() == ["c1"]


def test_one_claim_an_article() -> None:
    columns = tables.get("articles").arrow.names
    rows: list[dict[str, Any]] = [
        {"source": "a.csv", "row": "2", "outlet": "Post", "title": "Fire", "published": "2021-01", "note": "n"},
        {"source": "a.csv", "row": "3", "note": "Only a note", "published_at": pd.Timestamp("2021-02-03", tz="UTC")},
        {"source": "a.csv", "row": "4"},
    ]
    frame = pd.DataFrame(rows, columns=columns).astype({"published_at": "datetime64[us, UTC]"})
    made = claims.of_articles(frame)
    assert made[["id", "claimant", "title", "event_date", "stance"]].to_numpy().tolist() == [
        ["a.csv:2", "Post", "Fire", "2021-01", "asserts"],
        ["a.csv:3", "an outlet that is not stated", "Only a note", "2021-02-03", "asserts"],
    ]
    assert claims.events(made)["start"].tolist() == ["2021-01-01", "2021-02-03"]


def test_words_for_a_sentence() -> None:
    frame = claims.events(
        said(
            {"title": "One"},
            {"event": "f", "title": "Two", "claimant": "B"},
            {"event": "f", "claimant": "C", "stance": "denies"},
        )
    )
    one, two = frame.itertuples()
    assert claims.origins_in_words(one) == "all of it goes back to one origin, Ana"
    assert claims.strength(two) == "1 origin (B), disputed"


def test_a_date_that_none_can_read_is_told() -> None:
    with pytest.raises(Exception, match="is not a date") as caught:
        event({"event_date": "2022/2021"})
    assert type(caught.value).__name__ == "TableError"
    assert not dates.valid("2022/2021")
