"""The whole way: candidates of real rules, decisions, a build, events; and evidence that changes under a decision."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from helpers import build, cases, checks, review
from helpers.cli.verbs import status as verb
from helpers.review import _file
from helpers.status import status

Make = Callable[..., cases.Case]
FIRST = "The Port Authority denied on 2 May 2024 that it had closed the quay."
SECOND = "On 14 May 2024 inspectors visited Kestrel Quay, the harbour office said."
ENTRY = '[[sources]]\nfiles = "articles.csv"\nreader = "handmade"\ntable = "articles"\ncredit = "Invented"\n'


def articles(text: str, address: str = "https://quay-radio.example/1") -> str:
    return f'id,outlet,address,title,published,text\na1,Quay Radio,{address},Kestrel Quay,2024-05-20,"{text}"\n'


def again(case: cases.Case) -> cases.Case:
    found = cases.load(case.name, case.workspace)
    build.build(found)
    return found


@pytest.fixture
def case(make_case: Make) -> cases.Case:
    return again(make_case({"articles.csv": articles(f"{FIRST} {SECOND}")}, ENTRY))


def decide(case: cases.Case, text: str, *keys: tuple[str, str]) -> None:
    session = review.Session(case, "Ana")
    names = [name for name, row in session.rows.first.items() if text in row["what"]]
    session.at = session.references.index(f"candidates:{names[0]}")
    for key, value in keys:
        session.press(key, value)


def test_what_a_person_accepts_or_rejects_is_in_the_events_and_survives_another_import(case: cases.Case) -> None:
    day = "2024-05-03"
    decide(case, "denied", ("d", day), ("a", ""))
    decide(case, "inspectors", ("r", ""))
    _as_decided(again(case), day)
    other = articles(f"{FIRST} {SECOND}", "http://www.quay-radio.example/1/?utm_source=x")
    (case.folder / "articles.csv").unlink()
    (case.folder / "renamed.csv").write_text(other)
    toml = case.folder / "case.toml"
    toml.write_text(toml.read_text().replace("articles.csv", "renamed.csv"))
    _as_decided(again(case), day)


def _as_decided(case: cases.Case, day: str) -> None:
    events = case.table("events")
    assert not events["title"].fillna("").str.contains("inspectors").any()
    assert list(events.loc[events["method"] == "accepted", "date"]) == [day]
    assert review.unfounded(case).empty


def test_status_and_check_say_what_is_open_and_what_has_lost_its_ground(case: cases.Case) -> None:
    found = status(case.name, case.workspace)
    n = case.table("candidates")["id"].nunique()
    assert (found.n_candidates, found.unfounded) == (n, [])
    assert f"to review: {n} candidates: casebook review tiny" in verb._lines(found)
    decide(case, "denied", ("a", ""))
    _file.append(case.folder, [{"about": "candidates:x", "decision": "correct", "column": "what?", "decided_by": "Bo"}])
    (case.folder / "articles.csv").write_text(articles(SECOND))
    built = again(case)
    lines = _file.read(case.folder)
    gone = (
        f"handmade/decisions.csv, row {lines[0]['id']}: Ana on {lines[0]['decided_on']} decided to accept "
        f'{lines[0]["about"]} ("{FIRST}"), and no text has it any more. '
        "The decision decides nothing until the evidence is back."
    )
    wrong = (
        f'handmade/decisions.csv, row {lines[1]["id"]}: "what?" is no column that can be corrected: '
        'event_date, stance, claimant, wording, what can. Did you mean "what"?'
    )
    found = status(built.name, built.workspace)
    assert found.unfounded == [wrong, gone]
    assert [line for line in verb._lines(found) if line.startswith("decision: ")] == [
        f"decision: {wrong}",
        f"decision: {gone}",
    ]
    assert checks.problems(built.name, built.workspace) == [wrong, gone]
    (case.folder / "articles.csv").write_text(articles(f"{FIRST} {SECOND}"))
    assert checks.problems(built.name, built.workspace) == [wrong]


def test_a_case_without_candidates_and_decisions_is_told_as_before(make_case: Make) -> None:
    case = again(make_case({"handmade/claims.csv": "id,event,claimant,stance\nk1,e,Port,asserts\n"}))
    assert case.built["undecided"] == {"claims": []}
    assert status(case.name, case.workspace).n_candidates == 0
