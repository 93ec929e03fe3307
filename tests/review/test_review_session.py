"""A person at work: every key, undo, the second opinion, and what a form shows."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
import review_case as made

from helpers import cases, claims, review
from helpers.errors import TableError, UsageError
from helpers.review import _file, _rows

Make = Callable[..., cases.Case]
CLAIMS = "id,event,title,event_date,claimant,stance,what\n"
CLAIMS += "k1,lamp,The lamp on the quay fails,2024-04,Port,asserts,It failed.\n"


def lines(case: cases.Case, *columns: str) -> list[list[str]]:
    names = columns or ("about", "decision", "column", "value", "decided_by", "why")
    return [[one[name] for name in names] for one in _file.read(case.folder)]


def at(session: review.Session) -> str:
    item = session.item
    assert item is not None
    return item.reference.removeprefix("candidates:")


def test_the_highest_score_comes_first_and_a_decision_goes_on_to_the_next(make_case: Make) -> None:
    session = review.Session(made.lay(make_case), "Ana")
    assert [one.removeprefix("candidates:") for one in session.references] == ["c1", "c3", "c5", "c4", "c2"]
    assert session.press("a") == "Accepted: The lamp went out in April 2024, said A…"
    assert (at(session), session.left, session.done) == ("c3", 4, 1)
    assert session.press("r") == "Rejected: The port denied on 2 May that it knew."
    assert lines(session.case) == [
        ["candidates:c1", "accept", "", "", "Ana", ""],
        ["candidates:c3", "reject", "", "", "Ana", ""],
    ]
    assert lines(session.case, "saw", "saw_date") == [
        [made.SENTENCES["c1"][0], "2024-04"],
        [made.SENTENCES["c3"][0], "2024-05-02"],
    ]


def test_dates_and_stances_are_put_right_and_the_reason_goes_with_the_next_decision(make_case: Make) -> None:
    session = review.Session(made.lay(make_case), "Ana")
    assert session.press("w", " seen in the log ") == "The next decision says why: seen in the log"
    assert session.press("d", "2024-04-29") == "The event date is 29 Apr 2024 now."
    assert session.press("d", "none") == "The event date is no date now."
    assert session.press("s", "c") == "The stance is confirms now."
    assert (at(session), session.done) == ("c1", 0)
    session.press("a")
    assert lines(session.case, "decision", "column", "value", "why") == [
        ["correct", "event_date", "2024-04-29", "seen in the log"],
        ["correct", "event_date", "", ""],
        ["correct", "stance", "confirms", ""],
        ["accept", "", "", ""],
    ]
    decided = claims.decided(made.candidates(), _rows.as_frame(_rows.decisions(session.case)))
    first = decided.iloc[0]
    assert (pd.isna(first["event_date"]), first["stance"], first["standing"]) == (True, "confirms", "accepted")


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("d", "29.4.2024", '"29.4.2024" is not a date. Write 2020, 2020-04, 2020-04-29, 2020-04~ (about) or '
         "2021-09/2022-01; nothing where the sentence dates nothing."),
        ("s", "denied", 'The stance "denied" is none of asserts, confirms, denies, declines. Did you mean "denies"?'),
        ("m", "9", "There is no row 9 to merge with: the numbers are 1 to 3."),
        ("m", "99", "There is no row 99 to merge with: the numbers are 1 to 3."),
        ("m", "00", "There is no row 00 to merge with: the numbers are 1 to 3."),
        ("m", "", "Say what to merge it with: 1 Apr 2024: The lamp on Kestrel Quay had failed in April, the harbour "
         "office said; 2 Apr 2024: The lamp on the quay fails; 3 2 May 2024: The port denied on 2 May that it knew."),
        ("m", "c99", '"c99" is no row to merge with. Did you mean "candidates:c5"?'),
        ("m", "c1", '"c1" is no row to merge with. Did you mean "candidates:c5"?'),
        ("u", "", "Ana has no decision to undo."),
        ("z", "", '"z" does nothing. These do: a accept, r reject, d date, s stance, m merge with another, '
         "x tells of no other's event, w why (of the next decision), u undo, j next, k previous."),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_and_nothing_is_written(make_case: Make, key: str, value: str, says: str) -> None:
    session = review.Session(made.lay(make_case, CLAIMS), "Ana")
    with pytest.raises(UsageError) as error:
        session.press(key, value)
    said = str(error.value)
    assert said == says or (value.startswith("c") and said.startswith(says.split(" Did")[0]))
    assert not (session.case.folder / _file.NAME).exists()


def test_a_name_that_a_spreadsheet_would_run_is_one_person_all_the_same(make_case: Make) -> None:
    session = review.Session(made.lay(make_case), "@ana")
    session.press("a")
    assert lines(session.case, "decided_by") == [["'@ana"]]
    assert review.Session(session.case, "@ana", "second").references == []
    assert session.press("u").startswith("Undone: accept")


def test_to_merge_the_likeliest_rows_are_offered(make_case: Make) -> None:
    session = review.Session(made.lay(make_case, CLAIMS), "Ana")
    assert session.alike() == [
        ("candidates:c5", f"Apr 2024: {made.SENTENCES['c5'][0]}"),
        ("claims:k1", "Apr 2024: The lamp on the quay fails"),
        ("candidates:c3", f"2 May 2024: {made.SENTENCES['c3'][0]}"),
    ]
    assert (
        session.press("m", "1")
        == "Accepted, of one event with candidates:c5: " + "The lamp went out in April 2024, said A…"
    )
    session.press("k")
    session.press("x")
    session.press("j")
    session.press("j")
    assert session.press("m", "claims:k1").startswith("Accepted, of one event with claims:k1: The lamp on")
    decided = claims.decided(session.rows.candidates, _rows.as_frame(session.lines), session.rows.claims)
    assert decided.set_index("id")["event"].dropna().to_dict() == {"c5": "lamp"}
    assert decided.set_index("id").loc["c1", "apart"] == ["*"]


def test_undo_appends_and_goes_back_as_far_as_one_likes(make_case: Make) -> None:
    session = review.Session(made.lay(make_case), "Ana")
    other = review.Session(session.case, "Bo")
    for key in "ar":
        session.press(key)
    other.press("j")
    other.press("j")
    other.press("a")
    assert session.press("u") == 'Undone: reject "The port denied on 2 May that it knew."'
    assert (at(session), session.left) == ("c3", 3)
    assert session.press("u") == 'Undone: accept "The lamp went out in April 2024, said A…"'
    assert (at(session), session.left) == ("c1", 4)
    with pytest.raises(UsageError, match=re.escape("Ana has no decision to undo.")):
        session.press("u")
    ids = [one["id"] for one in _file.read(session.case.folder)]
    assert lines(session.case, "about", "decision", "decided_by") == [
        ["candidates:c1", "accept", "Ana"],
        ["candidates:c3", "reject", "Ana"],
        ["candidates:c5", "accept", "Bo"],
        [f"decisions:{ids[1]}", "undo", "Ana"],
        [f"decisions:{ids[0]}", "undo", "Ana"],
    ]
    assert [one.about for one in session.force] == ["candidates:c5"]


def test_to_and_fro_without_deciding(make_case: Make) -> None:
    session = review.Session(made.lay(make_case), "Ana")
    assert session.press("k") == "This is the first one."
    for _ in range(4):
        assert session.press("j") == ""
    assert (at(session), session.press("j")) == ("c2", "This is the last one.")
    session.press("a")
    assert at(session) == "c1"


def test_a_second_opinion_sees_what_others_decided_on_and_not_what(make_case: Make) -> None:
    case = made.lay(make_case)
    first = review.Session(case, "Ana")
    for key in "arr":
        first.press(key)
    assert review.Session(case, "Bo").references == ["candidates:c4", "candidates:c2"]
    assert review.Session(case, "Ana", "second").references == []
    second = review.Session(case, "Bo", "second")
    assert [one.removeprefix("candidates:") for one in second.references] == ["c1", "c3", "c5"]
    assert (second.left, second.state()["item"]["standing"]) == (3, "")
    for key in "aar":
        second.press(key)
    assert (second.left, len(review.Session(case, "Bo", "all").references)) == (0, 5)
    pairs = review.agreement(case)
    assert pairs.round(3).to_dict("records") == [
        {"one": "Ana", "other": "Bo", "n_both": 3, "n_same": 2, "observed": 0.667, "expected": 0.444, "kappa": 0.4}
    ]


def test_what_others_decide_meanwhile_is_seen(make_case: Make) -> None:
    case = made.lay(make_case)
    mine, theirs = review.Session(case, "Ana"), review.Session(case, "Bo")
    for key in "jja":
        theirs.press(key)
    mine.press("a")
    mine.press("a")
    assert (at(mine), mine.left) == ("c4", 2)
    mine.press("k")
    day = _file.read(case.folder)[0]["decided_on"]
    assert mine.state()["item"]["standing"] == f"accepted by Bo on {day}"


def test_the_tables_need_not_be_built_anew_after_a_decision_but_after_new_evidence(make_case: Make) -> None:
    case = made.lay(make_case)
    review.Session(case, "Ana").press("a")
    assert case.stale() == ["handmade/decisions.csv is new"]
    assert review.Session(case, "Ana").left == 4
    (case.folder / "articles.csv").write_text(made.ARTICLES + "a2,,,,\n")
    with pytest.raises(TableError) as error:
        review.Session(case, "Ana")
    assert str(error.value) == (
        "The tables of tiny are older than the evidence: articles.csv has changed. Run `casebook build tiny`."
    )


def test_a_case_without_candidates_and_a_reviewer_without_a_name(make_case: Make) -> None:
    case = made.lay(make_case)
    with pytest.raises(
        UsageError, match=re.escape('Nobody is named as the one who decides. Give a name: by="Ana", or --by Ana.')
    ):
        review.Session(case, " ")
    with pytest.raises(
        UsageError, match=re.escape('"secnd" is none of undecided, second, all. Did you mean "second"?')
    ):
        review.Session(case, "Ana", "secnd")
    made.built(case, made.candidates().head(0))
    with pytest.raises(TableError) as error:
        review.Session(case, "Ana")
    assert str(error.value).startswith("The case tiny has no candidates to review: none of its articles has a sentence")


def test_a_form_shows_the_sentence_in_its_context_with_date_and_actors_marked(make_case: Make) -> None:
    session = review.Session(made.lay(make_case), "Ana")
    assert session.state() == {
        "by": "Ana",
        "of": 5,
        "left": 5,
        "done": 0,
        "n": 1,
        "why": "",
        "which": "nobody has decided on them",
        "item": {
            "id": "candidates:c1",
            "date": "2024-04",
            "parts": [
                {"text": "Smoke hung over Kestrel Quay. ", "kind": ""},
                {"text": "The lamp went out ", "kind": "sentence"},
                {"text": "in April 2024", "kind": "date"},
                {"text": ", said Alma Reyes of the ", "kind": "sentence"},
                {"text": "Port Authority", "kind": "actor"},
                {"text": ".", "kind": "sentence"},
                {"text": made.TEXT.split("Authority.", 1)[1], "kind": ""},
            ],
            "facts": [
                ["Date", "Apr 2024", "MONTH YEAR"],
                ["Stance", "asserts", ""],
                ["Who says so", "Alma Reyes", "said"],
                ["Article", "Lamp out", "Quay Radio"],
                ["Reported", "15 May 2024", ""],
                ["Why it is here", "9 points", "told 9"],
            ],
            "standing": "",
        },
    }


def test_context_is_cut_at_words_and_an_article_that_is_gone_leaves_the_sentence() -> None:
    text = "before " * 80 + "The lamp failed." + " after" * 80
    row: dict[str, Any] = {"begins": text.index("The"), "ends": text.index("The") + 16, "what": "The lamp failed."}
    row |= {"date_text": None, "actors": None}
    before, sentence, after = _rows._context(row, text, {})
    assert (sentence.text, sentence.kind) == ("The lamp failed.", "sentence")
    assert before.text.startswith("… before ") and len(before.text) <= 282
    assert after.text.endswith("after …") and len(after.text) <= 282
    assert [(part.text, part.kind) for part in _rows._context(row, "", {})] == [("The lamp failed.", "sentence")]


def test_a_thousand_decisions_are_quick(make_case: Make) -> None:
    session = review.Session(made.lay(make_case), "Ana")
    _file.append(
        session.case.folder,
        [{"about": f"candidates:x{n}", "decision": "accept", "decided_by": "Bo"} for n in range(5000)],
    )
    before = time.process_time()
    for _ in range(10):
        session.press("a")
        session.press("u")
    assert time.process_time() - before < 20, "200 an hour are no more than one in 18 seconds"
