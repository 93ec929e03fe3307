"""When the evidence under a decision changes or goes, the case says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import review_case as made

from helpers import review
from helpers.review import _file, _unfounded

SAID = made.SENTENCES
CLAIMS = "id,event,title,event_date,claimant,stance,what\nk1,lamp,Lamp,2024-04,Port,asserts,It failed.\n"


def says(case: Any) -> list[tuple[str, str]]:
    found = review.unfounded(case)
    return list(zip(found["kind"], found["says"], strict=True))


def reviewed(make_case: Callable[..., Any]) -> tuple[Any, str]:
    case = made.lay(make_case, CLAIMS)
    session = review.Session(case, "Ana")
    for key in "aa":
        session.press(key)
    session.press("m", "claims:k1")
    session.press("r")
    session.press("a")
    return case, _file.read(case.folder)[0]["decided_on"]


def test_while_the_evidence_stands_nothing_is_said(make_case: Callable[..., Any]) -> None:
    case, _ = reviewed(make_case)
    assert says(case) == []
    made.built(case, made.candidates())
    assert says(case) == []
    assert list(review.unfounded(case).columns) == list(_unfounded.COLUMNS)


def test_what_is_gone_is_said_with_the_nearest_that_there_is(make_case: Callable[..., Any]) -> None:
    case, day = reviewed(make_case)
    now = "The lamp went out in May 2024, said Alma Reyes of the Port Authority."
    made.built(case, made.candidates(c1={"id": "c9", "what": now}, c3=None))
    assert says(case) == [
        (
            "gone",
            f'Ana on {day} decided to accept candidates:c1 ("{SAID["c1"][0]}"), and no text has it any more. '
            f'The nearest is candidates:c9, "{now}": decide on that one. '
            "The decision decides nothing until the evidence is back.",
        ),
        (
            "gone",
            f'Ana on {day} decided to accept candidates:c3 ("{SAID["c3"][0]}"), and no text has it any more. '
            "The decision decides nothing until the evidence is back.",
        ),
    ]
    made.built(case, made.candidates())
    assert says(case) == []


def test_a_date_that_is_read_otherwise_is_said_and_the_accepted_one_holds(make_case: Callable[..., Any]) -> None:
    case, day = reviewed(make_case)
    made.built(
        case, made.candidates(c1={"event_date": "2023-04"}, c2={"event_date": "2024"}, c4={"event_date": "2024"})
    )
    assert says(case) == [
        (
            "changed",
            f'Ana on {day} accepted candidates:c1 ("{SAID["c1"][0]}"): Apr 2024. Now: Apr 2023. '
            "What was accepted holds: Apr 2024.",
        ),
        (
            "changed",
            f'Ana on {day} accepted candidates:c2 ("{SAID["c2"][0]}"): no date. Now: 2024. '
            "What was accepted holds: no date.",
        ),
    ]
    decided = review.decided(
        made.candidates(c1={"event_date": "2023-04"}), pd.DataFrame(_file.read(case.folder)), case.table("claims")
    )
    assert decided.set_index("id").loc["c1", "event_date"] == "2024-04"


def test_a_row_that_something_was_merged_with_and_a_claim_that_reads_otherwise(make_case: Callable[..., Any]) -> None:
    case, day = reviewed(make_case)
    line = {"about": "claims:k1", "decision": "accept", "decided_by": "Bo", "saw": "It failed.", "saw_date": "2024-04"}
    _file.append(case.folder, [line])
    (case.folder / "handmade/claims.csv").write_text(
        CLAIMS.replace("It failed.", "It burnt.").replace("2024-04", "2024-05")
    )
    made.built(case, made.candidates())
    assert says(case) == [
        ("changed", f'Bo on {day} decided to accept claims:k1 ("It failed."). It reads now: "It burnt.".'),
        ("changed", f'Bo on {day} accepted claims:k1 ("It failed."): Apr 2024. Now: May 2024. Decide again.'),
    ]  # fmt: skip
    (case.folder / "handmade/claims.csv").write_text(CLAIMS.replace("k1", "k2"))
    made.built(case, made.candidates())
    kinds = [(kind, text.split(" (")[0]) for kind, text in says(case)]
    assert kinds == [
        ("gone", f"Ana on {day} would merge candidates:c5"),
        ("gone", f"Bo on {day} decided to accept claims:k1"),
    ]


def test_as_problems_of_a_case_they_name_file_and_row(make_case: Callable[..., Any]) -> None:
    case, _ = reviewed(make_case)
    made.built(case, made.candidates(c1=None, c3=None, c5=None, c2=None))
    lines = _file.read(case.folder)
    sentences = _unfounded.sentences(review.unfounded(case))
    assert [one.split(": ")[0] for one in sentences] == [
        f"handmade/decisions.csv, row {lines[n]['id']}" for n in (0, 1, 2, 4)
    ]
