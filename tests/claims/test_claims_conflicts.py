"""Where claims on one event differ: dates, verbs, numbers, denials, each with who says so."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from helpers import claims
from helpers.claims import _conflicts


def between(*rows: dict[str, Any]) -> list[str]:
    """The conflicts of claims that rules found; what a row leaves out is a plain assertion of its own outlet."""
    plain = {"table": "articles", "stance": "asserts", "alike": 1.0}
    return _conflicts.between([plain | {"claimant": f"Outlet {n}"} | row for n, row in enumerate(rows, 1)])


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("23 people died", [(23.0, "people", "23 people")]),
        ("1,200 soldiers and 3 tanks", [(1200.0, "soldie", "1,200 soldiers"), (3.0, "tank", "3 tanks")]),
        ("a fall of 12.5 percent, or 12,5 %", [(12.5, "%", "12.5 percent"), (12.5, "%", "12,5 %")]),
        ("$4 million in shares", [(4e6, "$", "$4 million")]),
        ("5 thousand people, 5,000 people", [(5e3, "people", "5 thousand people"), (5e3, "people", "5,000 people")]),
        ("$1,234.5 million paid", [(1234.5e6, "$", "$1,234.5 million")]),
        (
            "1.234,5 Millionen Euro, 1\u202f234,5 euros",
            [(1234.5e6, "euro", "1.234,5 Millionen Euro"), (1234.5, "euro", "1 234,5 euros")],
        ),
        ("2 milliards d'euros", []),
        ("3 milliards euros", [(3e9, "euro", "3 milliards euros")]),
        ("five strikers", [(5.0, "strike", "five strikers")]),
        ("on 12 March 2031, in 2 weeks, 40 years old, at 9 p.m.", []),
        ("version 2.4.1 of 10:30, call 555-123", []),
        ("", []),
    ],
)
def test_which_numbers_count_things(text: str, numbers: list[tuple[float, str, str]]) -> None:
    assert list(_conflicts.numbers(text)) == numbers


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            [{"what": "23 people died"}, {"what": "At least 25 people died"}],
            ["Numbers differ: 23 people (Outlet 1), 25 people (Outlet 2)."],
        ),
        ([{"what": "23 people died"}, {"what": "23 people died, 61 people lived"}], []),
        ([{"what": "23 people died"}, {"what": "25 people died", "alike": 0.2}], []),
        ([{"what": "23 people died"}, {"what": "25 ships sank"}], []),
        (
            [{"what": "23 people died, origin"}, {"what": "25 people died", "claimant": "Outlet 1"}],
            [],
        ),
        (
            [{"what": "It rained on 2 March", "date_text": "on 2 March"}, {"what": "It rained on 3 March",
             "date_text": "on 3 March"}],
            [],
        ),
        ([{"event_date": "2031-03-02"}, {"event_date": "2031-03"}, {"event_date": "2031"}], []),
        (
            [{"event_date": "2031-03"}, {"event_date": "2031-04-01"}],
            ["Dates differ: Mar 2031 (Outlet 1), 1 Apr 2031 (Outlet 2)."],
        ),
        (
            [{"event_date": "2031-03-02"}, {"event_date": "2031-03-03"}, {"event_date": "2031-03-02"}],
            ["Dates differ: 2 Mar 2031 (Outlet 1, Outlet 3), 3 Mar 2031 (Outlet 2)."],
        ),
        (
            [{"wording": "asked"}, {"wording": "demanded"}, {"wording": "tried", "alike": 0.1}],
            ["Wording differs: asked (Outlet 1), demanded (Outlet 2)."],
        ),
        (
            [{"origin": "Quay Times"}, {"stance": "denies", "claimant": "Ferrolux"}],
            ["Ferrolux denies what Quay Times asserts."],
        ),
        ([{"stance": "denies"}, {"stance": "declines"}], []),
        ([], []),
    ],
)  # fmt: skip
def test_what_differs(rows: list[dict[str, Any]], said: list[str]) -> None:
    assert between(*rows) == said


def test_of_many_values_the_first_are_shown_and_the_rest_counted() -> None:
    rows = [{"event_date": f"2031-03-{n:02}"} for n in range(1, 8)]
    assert between(*rows) == [
        "Dates differ: 1 Mar 2031 (Outlet 1), 2 Mar 2031 (Outlet 2), 3 Mar 2031 (Outlet 3), 4 Mar 2031 (Outlet 4), "
        "and 3 more."
    ]


def test_what_people_stated_is_compared_whole_and_its_numbers_are_theirs_to_note() -> None:
    rows = [
        {"claimant": "A", "stance": "asserts", "what": "23 people died", "wording": "asked", "conflict": "one says 25"},
        {"claimant": "B", "stance": "asserts", "what": "25 people died", "wording": "tried"},
    ]
    assert claims.conflicts(pd.DataFrame(rows)) == ["Wording differs: asked (A), tried (B).", "One says 25."]


def test_verbs_that_say_more_and_not_otherwise_are_no_conflict() -> None:
    sued = {"what": "Families sue Saltworks after girls died", "wording": "died"}
    assert between(sued, {"what": "Saltworks sued after girls die", "wording": "sued"}) == []
    asked = {"what": "The state asked for an account", "wording": "asked"}
    demanded = {"what": "The state demanded an account", "wording": "Demanded"}
    assert between(asked, demanded) == ["Wording differs: asked (Outlet 1), demanded (Outlet 2)."]
    assert between(asked, demanded | {"claimant": "Outlet 1"}) == []
    assert between(asked, demanded | {"alike": 0.45}) == []
    assert between(asked, demanded | {"stance": "confirms"}) == []


def test_a_denial_in_an_articles_own_voice_disputes_nothing() -> None:
    own = {"stance": "denies", "claimant": "Salt Post", "outlet": "Salt Post", "what": "No sign of sabotage"}
    assert between({"what": "The port sees no sign of it"}, own) == []
    assert between({"what": "A bomb sank it"}, own | {"claimant": "Ana Lund"}) == [
        "Ana Lund denies what Outlet 1 asserts."
    ]
