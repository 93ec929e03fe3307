"""What people decided, applied to candidates and claims."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from helpers import claims, tables
from helpers.claims import _decided


def candidates(*rows: dict[str, Any]) -> pd.DataFrame:
    """Candidates with these ids, the rest invented."""
    base = {"source": "articles.csv", "row": "a1", "event_date": "2024-05", "claimant": "Quay Radio"}
    base |= {"stance": "asserts", "what": "The lamp went out.", "wording": "went", "date_text": "in May"}
    return pd.DataFrame([base | row for row in rows], columns=list(tables.get("candidates").names))


def stated(*rows: dict[str, Any]) -> pd.DataFrame:
    base = {"source": "handmade/claims.csv", "event": "lamp", "claimant": "Port", "stance": "asserts"}
    return pd.DataFrame([base | {"row": row["id"]} | row for row in rows], columns=list(tables.get("claims").names))


def decisions(*rows: str) -> pd.DataFrame:
    """Decisions of `about decision value who day column saw_date`, `-` for an empty cell."""
    names = ("about", "decision", "value", "decided_by", "decided_on", "column", "saw_date")
    listed = []
    for n, text in enumerate(rows, 1):
        cells = [None if cell == "-" else cell for cell in text.split()]
        named = dict(zip(names, cells, strict=False))
        listed.append({"id": f"d{n}", "source": "handmade/decisions.csv", "row": f"d{n}", **named})
    return pd.DataFrame(listed, columns=list(tables.get("decisions").names))


def found(frame: pd.DataFrame, *columns: str) -> list[list[Any]]:
    return [
        [None if value is None or value != value else value for value in row] for row in frame[list(columns)].values
    ]


def test_without_decisions_every_candidate_is_extracted_and_belongs_nowhere() -> None:
    before = candidates({"id": "x"}, {"id": "y"})
    for none in (None, decisions()):
        made = claims.decided(before, none)
        assert found(made, "id", "method", "standing", "event", "apart") == [
            ["x", "extracted", None, None, []],
            ["y", "extracted", None, None, []],
        ]
    assert list(made.columns) == [*before.columns, *_decided.ADDED[1:], "method"]


def test_accepted_ones_say_by_whom_and_rejected_ones_are_gone_wherever_their_name_comes_up() -> None:
    before = candidates({"id": "x"}, {"id": "y"}, {"id": "y", "row": "a2"}, {"id": "z"})
    kept = before.copy()
    made = claims.decided(
        before, decisions("candidates:x accept - Ana 2024-06-01", "candidates:y reject - Bo 2024-06-02")
    )
    assert found(made, "id", "method", "standing", "decided_by", "decided_on") == [
        ["x", "extracted, accepted by Ana on 2024-06-01", "accepted", "Ana", "2024-06-01"],
        ["z", "extracted", None, None, None],
    ]
    pd.testing.assert_frame_equal(before, kept)


def test_the_later_line_holds_and_an_undone_one_was_never_made() -> None:
    lines = ["candidates:x accept - Ana 2024-06-01", "candidates:x reject - Bo 2024-06-02"]
    assert found(claims.decided(candidates({"id": "x"}), decisions(*lines)), "id") == []
    lines += ["decisions:d2 undo - Bo 2024-06-03"]
    assert found(claims.decided(candidates({"id": "x"}), decisions(*lines)), "decided_by") == [["Ana"]]
    lines += ["decisions:d3 undo - Bo 2024-06-03"]
    assert found(claims.decided(candidates({"id": "x"}), decisions(*lines)), "id") == []


def test_corrections_win_whoever_accepts_and_a_date_can_be_taken_away() -> None:
    made = claims.decided(
        candidates({"id": "x"}, {"id": "y"}, {"id": "z"}),
        decisions(
            "candidates:x correct 2024-05-14 Ana 2024-06-01 event_date",
            "candidates:x accept - Bo 2024-06-02 - 2024-05",
            "candidates:y correct denies Ana 2024-06-01 stance",
            "candidates:z correct - Ana 2024-06-01 event_date",
            "candidates:z accept - Ana 2024-06-01",
        ),
    )
    assert found(made, "id", "event_date", "stance", "method") == [
        [
            "x",
            "2024-05-14",
            "asserts",
            "extracted, accepted by Bo on 2024-06-02, event date corrected by Ana on 2024-06-01",
        ],
        ["y", "2024-05", "denies", "extracted, stance corrected by Ana on 2024-06-01"],
        ["z", None, "asserts", "extracted, accepted by Ana on 2024-06-01, event date corrected"],
    ]


@pytest.mark.parametrize(("seen", "expected"), [("2024-05-13", "2024-05-13"), ("none", None), ("-", "2024-05")])
def test_an_accepted_row_keeps_the_date_that_the_person_saw(seen: str, expected: str | None) -> None:
    made = claims.decided(candidates({"id": "x"}), decisions(f"candidates:x accept - Ana - - {seen}"))
    assert found(made, "event_date", "method") == [[expected, "extracted, accepted by Ana"]]


def test_merged_rows_have_an_event_in_common_and_split_ones_are_kept_apart() -> None:
    before = candidates({"id": "x"}, {"id": "y"}, {"id": "z"}, {"id": "v"}, {"id": "w"})
    lines = [
        "candidates:y merge candidates:x Ana 2024-06-01",
        "candidates:z merge claims:c2 Ana 2024-06-01",
        "candidates:v split candidates:x Ana 2024-06-01",
        "candidates:w split - Ana 2024-06-01",
    ]
    people = stated({"id": "c1"}, {"id": "c2"}, {"id": "c3", "event": "key"})
    made = claims.decided(before, decisions(*lines), people)
    assert found(made, "id", "standing", "event", "apart") == [
        ["x", None, "m-x", ["candidates:v"]],
        ["y", "accepted", "m-x", []],
        ["z", "accepted", "lamp", []],
        ["v", None, None, ["candidates:x"]],
        ["w", None, None, ["*"]],
    ]


def test_what_was_said_later_of_two_rows_holds_whichever_of_them_it_was_said_of() -> None:
    before = candidates({"id": "x"}, {"id": "y"})
    lines = ["candidates:y merge candidates:x Ana", "candidates:x split candidates:y Ana"]
    apart = [["x", None, ["candidates:y"]], ["y", None, ["candidates:x"]]]
    assert found(claims.decided(before, decisions(*lines)), "id", "event", "apart") == apart
    lines.append("candidates:x merge candidates:y Ana")
    together = [["x", "m-x", []], ["y", "m-x", []]]
    assert found(claims.decided(before, decisions(*lines)), "id", "event", "apart") == together
    lines.append("candidates:x split - Ana")
    alone = [["x", None, ["*"]], ["y", None, []]]
    assert found(claims.decided(before, decisions(*lines)), "id", "event", "apart") == alone


def test_claims_of_people_are_moved_only_by_people() -> None:
    people = stated({"id": "c1"}, {"id": "c2"}, {"id": "c3", "event": "key"}, {"id": "c4", "event": "key"})
    assert found(claims.decided_claims(people, None), "id", "event", "method") == [
        ["c1", "lamp", None],
        ["c2", "lamp", None],
        ["c3", "key", None],
        ["c4", "key", None],
    ]
    lines = ["claims:c2 split - Ana 2024-06-01", "claims:c3 merge claims:c1 Ana 2024-06-01"]
    lines += ["claims:c4 reject - Ana 2024-06-01"]
    assert found(claims.decided_claims(people, decisions(*lines)), "id", "event", "method") == [
        ["c1", "lamp", None],
        ["c2", "lamp/c2", "stated, split off by Ana on 2024-06-01"],
        ["c3", "lamp", "stated, merged by Ana on 2024-06-01"],
    ]


FAULTS = {
    "candidates:x acept - Ana": 'the decision "acept" is none of accept, reject, merge, split, correct, undo.'
    ' Did you mean "accept"?',
    "posts:x accept - Ana": '"posts:x" cannot be what accept is about. Write candidates:id or claims:id.',
    "x accept - Ana": '"x" cannot be what accept is about. Write candidates:id or claims:id.',
    "candidates:x undo - Ana": '"candidates:x" cannot be what undo is about. Write decisions:id.',
    "decisions:d9 undo - Ana": 'there is no decision "d9" to undo.',
    "candidates:x merge lamp Ana": '"lamp" is no row to merge with. Write candidates:id or claims:id as its value.',
    "candidates:x correct 5/2024 Ana - event_date": '"5/2024" is not a date.'
    " Write 2020, 2020-04, 2020-04-29 or 2021-09/2022-01.",
    "candidates:x correct denied Ana - stance": 'the stance "denied" is none of asserts, confirms, denies, declines.'
    ' Did you mean "denies"?',
    "candidates:x correct - Ana - stance": "a correction of stance has no value. Write the right one.",
    "candidates:x correct lamp Ana - event": '"event" is no column that can be corrected:'
    ' event_date, stance, claimant, wording, what can. Did you mean "event_date"?',
}


@pytest.mark.parametrize("line", FAULTS)
def test_a_line_at_fault_decides_nothing_and_is_said(line: str) -> None:
    assert _decided.faults(decisions(line)) == [f"handmade/decisions.csv, row d1: {FAULTS[line]}"]
    assert found(claims.decided(candidates({"id": "x"}), decisions(line)), "id", "method", "event") == [
        ["x", "extracted", None]
    ]


def test_the_order_of_candidates_changes_no_name() -> None:
    before = candidates({"id": "z"}, {"id": "x"}, {"id": "y"})
    lines = decisions("candidates:z merge candidates:y Ana", "candidates:y merge candidates:x Ana")
    one = claims.decided(before, lines).set_index("id")["event"].to_dict()
    other = claims.decided(before.iloc[::-1], lines.iloc[::-1]).set_index("id")["event"].to_dict()
    assert one == other == {"x": "m-x", "y": "m-x", "z": "m-x"}
