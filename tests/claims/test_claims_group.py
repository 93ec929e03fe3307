"""Candidates become events: by date, actors and content, in any order, beside what people stated, as they decided."""

from __future__ import annotations

import random
import time
from typing import Any

import pandas as pd
import pytest

from helpers import claims, tables

CANDIDATES, CLAIMS = list(tables.get("candidates").names), list(tables.get("claims").names)
ORIGINS, DECISIONS = list(tables.get("origins").names), list(tables.get("decisions").names)


def frame(columns: list[str], rows: list[dict[str, Any]]) -> pd.DataFrame:
    return pd.DataFrame([{name: row.get(name) for name in columns} for row in rows], columns=columns, dtype=object)


def candidates(*rows: dict[str, Any]) -> pd.DataFrame:
    """Candidates, each of an article of its own: what a row leaves out is a plain assertion in the text."""
    plain = {"source": "a.csv", "stance": "asserts", "field": "text", "begins": 0, "ends": 9, "score": 5}
    whole = [
        plain | {"row": f"r{n}", "id": f"{n:012x}", "report_date": "2031-03-03", "claimant": f"Outlet {n}"} | row
        for n, row in enumerate(rows, 1)
    ]
    return frame(CANDIDATES, whole)


def groups(told: pd.DataFrame) -> set[frozenset[str]]:
    """The events, each as the rows in it."""
    return {frozenset(group["row"]) for _, group in told.groupby("event")}


SANK = "The ferry Marigold sank off Kessa with 84 people on board"
SUNK = "Off Kessa the ferry Marigold, with 84 people on board, sank at night"
STRIKE = "Workers at the Oster saltworks walked out over cuts of jobs"
DAY = "2031-03-02"


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ({"what": SANK, "event_date": DAY}, {"what": SUNK, "event_date": DAY}, True),
        ({"what": SANK, "event_date": DAY}, {"what": STRIKE, "event_date": DAY}, False),
        ({"what": SANK, "event_date": DAY}, {"what": SUNK, "event_date": "2031-03"}, True),
        ({"what": SANK, "event_date": DAY}, {"what": SUNK, "event_date": "2031-02-24/2031-03-02"}, True),
        ({"what": SANK, "event_date": DAY}, {"what": SUNK, "event_date": "2031-04-02"}, False),
        ({"what": SANK, "event_date": DAY}, {"what": SUNK, "event_date": "2030"}, False),
        ({"what": SANK, "event_date": DAY}, {"what": f"{SANK} again", "event_date": "2031-03-03"}, True),
        ({"what": SANK, "event_date": DAY}, {"what": SANK, "event_date": "2031-03-09"}, False),
        ({"what": SANK, "event_date": DAY}, {"what": SUNK, "event_date": None}, True),
        ({"what": SANK, "event_date": DAY}, {"what": SUNK, "event_date": None, "report_date": "2031-07-01"}, False),
        ({"what": SANK, "event_date": "2031/.."}, {"what": SUNK, "event_date": "2031/.."}, True),
    ],
)
def test_which_sentences_tell_of_one_event(one: dict[str, Any], other: dict[str, Any], together: bool) -> None:
    told = claims.told(None, candidates(one, other))
    assert (frozenset({"r1", "r2"}) in groups(told)) == together


def test_other_actors_ask_for_more_likeness() -> None:
    one = {
        "event_date": DAY,
        "what": "The ministry asked Ferrolux for the list of its inspections",
        "actors": ["Ferrolux"],
    }
    other = {
        "event_date": DAY,
        "what": "The ministry asked Halit on Sunday to shut down its leaking boilers",
        "actors": ["Halit"],
    }
    assert groups(claims.told(None, candidates(one, other))) == {frozenset({"r1"}), frozenset({"r2"})}
    assert groups(claims.told(None, candidates(one, {**other, "actors": None}))) == {frozenset({"r1", "r2"})}


def test_a_headline_joins_what_was_reported_in_its_days() -> None:
    told = claims.told(
        None,
        candidates(
            {"what": SANK, "event_date": DAY},
            {
                "what": "Ferry Marigold sank off Kessa, 84 people on board",
                "field": "title",
                "report_date": "2031-03-04",
            },
            {
                "what": "Ferry Marigold sank off Kessa, 84 people on board",
                "field": "title",
                "report_date": "2031-03-20",
            },
            {"what": "Ferry Marigold, sunk off Kessa: 84 people missed", "field": "title", "report_date": "2031-03-22"},
        ),
    )
    assert groups(told) == {frozenset({"r1", "r2"}), frozenset({"r3", "r4"})}
    made = claims.events(told)
    assert made[["date", "precision", "reported"]].to_numpy().tolist() == [
        [DAY, "day", "2031-03-03"],
        ["2031-03-20~", "day", "2031-03-20"],
    ]
    assert made["notes"].tolist() == [[], ["No claim dates it: it stands at its first report."]]


def test_a_refusal_to_comment_belongs_to_what_was_told_before_it() -> None:
    told = claims.told(
        None,
        candidates(
            {"row": "r1", "what": SANK, "event_date": DAY, "begins": 10},
            {"row": "r1", "what": STRIKE, "event_date": "2031-01-02", "begins": 500},
            {"row": "r1", "what": "A spokesman declined to comment", "stance": "declines", "begins": 90},
            {"row": "r2", "what": "A spokesman declined to comment", "stance": "declines"},
        ),
    )
    assert [(row.event, row.stance) for row in told.itertuples()] == [
        ("x-000000000001", "asserts"),
        ("x-000000000002", "asserts"),
        ("x-000000000001", "declines"),
    ]


def test_what_dates_nothing_and_is_like_nothing_is_no_event() -> None:
    assert claims.told(None, candidates({"what": SANK, "event_date": None})).empty


def test_what_pages_repeat_for_months_is_no_news() -> None:
    heading = [
        {"what": "Dated Sunday, 2 March 2031, price 2.40", "event_date": DAY, "report_date": f"2031-0{n}-03"}
        for n in range(3, 9)
    ]
    assert claims.told(None, candidates(*heading)).empty
    wire = [{**row, "report_date": "2031-03-03"} for row in heading]
    assert len(claims.told(None, candidates(*wire))) == 6, "copies of one day are news"


# ---------------------------------------------------------------- beside what people stated


STATED = frame(
    CLAIMS,
    [
        {"source": "c.csv", "row": "c1", "id": "c1", "event": "sinking", "title": "The Marigold sinks", "what": SANK,
         "event_date": DAY, "claimant": "Quay Times", "stance": "asserts", "actors": ["Ferrolux"]},
        {"source": "c.csv", "row": "c2", "id": "c2", "event": "copy", "title": "The Marigold sinks", "what": SANK,
         "event_date": DAY, "claimant": "Lantern", "stance": "asserts"},
    ],
)  # fmt: skip


def test_what_people_stated_is_never_regrouped_and_alone_decides() -> None:
    found = candidates(
        {"what": SUNK, "event_date": DAY, "stance": "denies", "claimant": "Ferrolux"},
        {"what": STRIKE, "event_date": "2031-01-02"},
    )
    told = claims.told(STATED, found)
    assert told[["id", "event", "table"]].to_numpy().tolist() == [
        ["c1", "sinking", "claims"],
        ["c2", "copy", "claims"],
        ["000000000001", "sinking", "articles"],
        ["000000000002", "x-000000000002", "articles"],
    ]
    made = claims.events(told).set_index("id")
    assert made["method"].to_dict() == {"sinking": "stated", "copy": "stated", "x-000000000002": "extracted"}
    assert made.loc["sinking", ["status", "n_origins", "conflicts", "claims"]].tolist() == [
        "asserted", 1, [], ["c1", "000000000001"]
    ]  # fmt: skip
    whole, alone = claims.events(told), claims.events(STATED)
    same = [name for name in alone.columns if name not in ("rank", "points", "why_ranked", "claims", "n_claims")]
    kept = whole[whole["method"] == "stated"][same]
    assert kept.astype(str).to_numpy().tolist() == alone[same].astype(str).to_numpy().tolist()


def decisions(*rows: tuple[str, str, str]) -> pd.DataFrame:
    whole = [
        {"source": "d.csv", "row": f"d{n}", "id": f"d{n}", "about": f"candidates:{about}", "decision": word,
         "value": value, "decided_by": "Ana", "decided_on": "2031-09-01"}
        for n, (about, word, value) in enumerate(rows, 1)
    ]  # fmt: skip
    return frame(DECISIONS, whole)


A, B, C = (f"{n:012x}" for n in (1, 2, 3))
THREE = candidates(
    {"what": SANK, "event_date": DAY}, {"what": SUNK, "event_date": DAY}, {"what": STRIKE, "event_date": "2031-01-02"}
)


@pytest.mark.parametrize(
    ("decided", "rows"),
    [
        ([], [{"r1", "r2"}, {"r3"}]),
        ([(A, "reject", "")], [{"r2"}, {"r3"}]),
        ([(A, "merge", f"candidates:{C}")], [{"r1", "r2", "r3"}]),
        ([(A, "split", f"candidates:{B}")], [{"r1"}, {"r2"}, {"r3"}]),
        ([(A, "split", "")], [{"r1"}, {"r2"}, {"r3"}]),
        ([(C, "merge", "claims:c1")], [{"r1", "r2"}, {"r3"}]),
    ],
)
def test_as_people_decided(decided: list[tuple[str, str, str]], rows: list[set[str]]) -> None:
    told = claims.told(None, THREE, decisions(*decided))
    assert groups(told) == {frozenset(row) for row in rows}


def test_an_accepted_candidate_counts_as_stated_by_a_person() -> None:
    told = claims.told(None, THREE, decisions((A, "accept", "")))
    made = claims.events(told).set_index("id")
    one = made.loc[f"x-{A}"]
    assert (one["method"], one["n_claims"], one["n_origins"], one["claims"]) == ("accepted", 2, 1, [A, B])
    undated = candidates({"what": SANK, "event_date": None})
    assert claims.told(None, undated).empty
    kept = claims.events(claims.told(None, undated, decisions((A, "accept", ""))))
    assert kept[["date", "method"]].to_numpy().tolist() == [["2031-03-03~", "accepted"]]


def test_what_nothing_dates_can_be_merged_and_takes_the_date_of_what_it_is_merged_with() -> None:
    undated, title = {"what": SANK, "event_date": None}, {"what": SUNK, "event_date": None, "field": "title"}
    rows = [undated | {"score": 9}, undated | {"what": STRIKE}, title | {"row": "r1"}]
    told = claims.told(None, candidates(*rows), decisions((A, "merge", f"candidates:{B}")))
    assert groups(told) >= {frozenset(("r1", "r2"))}
    rows[1] = {"what": STRIKE, "event_date": DAY}
    made = claims.events(claims.told(None, candidates(*rows), decisions((A, "merge", f"candidates:{B}"))))
    assert made["date"].tolist() == [DAY]


def test_a_candidate_split_from_a_claim_leaves_its_event() -> None:
    like = candidates({"what": STATED["what"][0], "event_date": STATED["event_date"][0]})
    assert claims.told(STATED, like).set_index("id").loc[A, "event"] == "sinking"
    for apart, event in ((["claims:c1"], "copy"), (["claims:c1", "claims:c2"], f"x-{A}")):
        told = claims.told(STATED, like, decisions(*((A, "split", one) for one in apart)))
        assert told.set_index("id").loc[A, "event"] == event


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "0001", "9999-12"])
def test_the_first_and_the_last_day_that_can_be_written(day: str) -> None:
    rows = [{"what": SANK, "event_date": day}, {"what": SUNK, "event_date": day}, {"what": STRIKE, "event_date": day}]
    assert len(claims.events(claims.told(None, candidates(*rows)))) == 2


def test_a_candidate_merged_with_a_claim_stands_in_its_event() -> None:
    told = claims.told(STATED, THREE, decisions((C, "merge", "claims:c2")))
    assert dict(zip(told["id"], told["event"], strict=True))[C] == "copy"


# ---------------------------------------------------------------- who says so, and what it goes back to


@pytest.mark.parametrize(
    ("claimant", "own", "origin", "rule", "expected"),
    [
        (None, "Quay Times", "Quay Times", None, ("Quay Times", None)),
        (None, "Salt Post", "Quay Times", "X reported", ("Salt Post", "Quay Times")),
        ("Quay Times", "Salt Post", "Quay Times", "X reported", ("Salt Post", "Quay Times")),
        ("police", "Quay Times", "Quay Times", None, ("police", None)),
        ("police", "Salt Post", "Quay Times", "X reported", ("police", "Quay Times")),
        ("police", "Salt Post", "Quay Times", None, ("police", None)),
        (None, "Salt Post", "Quay Times", None, ("Salt Post", "Quay Times")),
        (None, None, "an outlet that is not stated", None, ("an outlet that is not stated", None)),
    ],
)
def test_claimant_and_origin(
    claimant: str | None, own: str | None, origin: str, rule: str | None, expected: tuple[str, str | None]
) -> None:
    row = {"source": "a.csv", "row": "r1", "story": "main", "outlet": own, "origin": origin, "how": "x", "rule": rule}
    found = candidates({"what": SANK, "event_date": DAY, "claimant": claimant})
    told = claims.told(None, found, None, frame(ORIGINS, [row])).iloc[0]
    assert (told["claimant"], told["origin"]) == expected


def test_copies_of_one_story_are_one_origin_and_two_reports_are_two() -> None:
    rows = [
        {"source": "a.csv", "row": "r1", "story": "main", "outlet": "Quay Times", "origin": "Quay Times"},
        {
            "source": "a.csv",
            "row": "r2",
            "story": "main",
            "outlet": "Salt Post",
            "origin": "Quay Times",
            "rule": "X reported",
        },
        {"source": "a.csv", "row": "r3", "story": "main", "outlet": "Lantern", "origin": "Lantern"},
    ]
    found = candidates(*({"what": SANK, "event_date": DAY, "claimant": None} for _ in range(3)))
    two = claims.events(claims.told(None, found.head(2), None, frame(ORIGINS, rows)))
    three = claims.events(claims.told(None, found, None, frame(ORIGINS, rows)))
    assert two[["n_claims", "n_origins", "origins", "outlets"]].to_numpy().tolist() == [
        [2, 1, ["Quay Times"], ["Salt Post"]]
    ]
    assert three[["n_claims", "n_origins", "origins"]].to_numpy().tolist() == [[3, 2, ["Quay Times", "Lantern"]]]


# ---------------------------------------------------------------- any order, and many


def many(n: int, seed: int) -> pd.DataFrame:
    rng = random.Random(seed)
    words = ("ferry", "quay", "saltworks", "council", "strike", "vote", "letter", "court", "bridge", "wreck", "mayor")
    days = [f"2031-{month:02}-{day:02}" for month in range(1, 13) for day in (2, 9, 23)]
    places = [f"Place{chr(97 + k % 26)}{chr(97 + k // 26 % 26)}{chr(97 + k // 676)}" for k in range(max(n // 3, 4))]
    rows = [
        {
            "row": f"r{k}", "event_date": rng.choice([*days, None, "2031-03"]),
            "report_date": f"2031-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
            "what": " ".join(["The", rng.choice(places), *(rng.choice(words) for _ in range(6)), rng.choice(places)]),
            "field": rng.choice(["text", "text", "title"]), "score": rng.randint(0, 9), "begins": rng.randint(0, 900),
            "stance": rng.choice(["asserts", "asserts", "denies", "declines"]),
        }
        for k in range(n)
    ]  # fmt: skip
    return candidates(*rows)


def test_the_order_of_the_candidates_changes_nothing() -> None:
    found = many(300, 1)
    expected = claims.events(claims.told(STATED, found))
    for seed in range(3):
        mixed = found.sample(frac=1, random_state=seed).reset_index(drop=True)
        pd.testing.assert_frame_equal(claims.events(claims.told(STATED, mixed)), expected)


def test_ten_thousand_copies_are_one_event_and_take_no_longer_each() -> None:
    copies = candidates(*({"what": SANK, "event_date": DAY, "row": f"r{n}"} for n in range(10_000)))
    start = time.process_time()
    made = claims.events(claims.told(None, copies))
    assert made[["n_claims", "date"]].to_numpy().tolist() == [[10_000, DAY]]
    assert time.process_time() - start < 20


def test_time_grows_with_the_candidates_and_not_with_their_square() -> None:
    times = []
    for n in (1_000, 8_000):
        found = many(n, n)
        start = time.process_time()
        claims.events(claims.told(None, found))
        times.append(time.process_time() - start)
    assert times[1] < 25 * times[0], f"eight times as many took {times[1] / times[0]:.0f} times as long"


def test_two_dates_of_one_sentence_are_two_events_and_no_conflict() -> None:
    rows = [
        {"what": SANK, "event_date": day, "row": "r1", "id": n * 12} for n, day in (("a", DAY), ("b", "2031-03-03"))
    ]
    told = claims.told(None, candidates(*rows))
    assert told["event"].nunique() == 2
    assert claims.events(told)["conflicts"].tolist() == [[], []]


def test_a_headline_goes_with_the_event_that_its_article_tells_first() -> None:
    lead = {"what": SANK, "event_date": DAY, "row": "r1"}
    head = {"what": "Night of fear off Kessa", "field": "title", "row": "r1", "score": 4}
    other = {"what": "Calm seas after a night of fear off Kessa", "field": "title", "row": "r2", "score": 3}
    found = claims.events(claims.told(None, candidates(lead, head)))
    assert found[["title", "date", "n_claims"]].to_numpy().tolist() == [["Night of fear off Kessa", DAY, 2]]
    assert len(claims.events(claims.told(None, candidates(lead, other)))) == 2  # of another article


def origins_of(*outlets: str) -> pd.DataFrame:
    rows = [
        {"source": "a.csv", "row": f"r{n}", "story": "main", "outlet": one, "origin": one, "how": "its own reporting"}
        for n, one in enumerate(outlets, 1)
    ]
    return frame(ORIGINS, rows)


def test_who_has_no_name_is_no_origin_and_one_name_is_one() -> None:
    said = ["He", "the ministry", "The Ministry of Ferries", "Ana Lund"]
    rows = [{"what": SANK, "event_date": DAY, "claimant": who} for who in said]
    told = claims.told(None, candidates(*rows), None, origins_of("Salt Post", "Quay Times", "Lantern", "Lantern"))
    event = claims.events(told).iloc[0]
    assert sorted(event["origins"]) == ["Ana Lund", "Salt Post", "The Ministry of Ferries"]
    assert event["outlets"] == []


def test_an_article_is_one_origin_whoever_is_quoted_in_it() -> None:
    said = ["Ana Lund", "The Ministry of Ferries", "Ana Lund", "Bo Reede"]
    rows = [{"what": f"{SANK}{'!' * n}", "event_date": DAY, "claimant": who, "begins": n, "row": f"r{n // 3}"}
            for n, who in enumerate(said)]  # fmt: skip
    event = claims.events(claims.told(None, candidates(*rows))).iloc[0]
    assert (event["n_claims"], event["origins"]) == (4, ["Ana Lund", "Bo Reede"])


def test_an_outlet_repeats_and_who_is_quoted_in_it_does_not() -> None:
    main = {"source": "a.csv", "row": "r1", "story": "main", "outlet": "Salt Post", "origin": "Quay Times",
            "how": "credits", "rule": "X reported"}  # fmt: skip
    rows = [{"what": SANK, "event_date": DAY, "claimant": "Ana Lund"}]
    event = claims.events(claims.told(None, candidates(*rows), None, frame(ORIGINS, [main]))).iloc[0]
    assert (event["origins"], event["outlets"]) == (["Quay Times"], ["Salt Post"])


def test_a_headline_stays_at_its_first_report_when_a_person_accepts_it() -> None:
    row = {"what": "Ferry Marigold lost off Kessa", "field": "title", "id": "a" * 12}
    decision = {"id": "d1", "about": f"candidates:{'a' * 12}", "decision": "accept", "decided_by": "Ana",
                "decided_on": "2031-04-01"}  # fmt: skip
    told = claims.told(None, candidates(row), frame(DECISIONS, [decision]))
    found = claims.events(told)[["date", "method", "notes"]].to_numpy().tolist()
    assert found == [["2031-03-03~", "accepted", ["No claim dates it: it stands at its first report."]]]
