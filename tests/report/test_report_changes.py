"""Snapshots of a report's findings, and what is the same thing in two of them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
import report_fakes as fakes
import report_quay as quay
from report_shots import all_tables, case_of, finding, shot, since

from helpers import show
from helpers.report import changes
from helpers.report.changes import _plain


def test_the_snapshot_of_tables() -> None:
    cited = pd.DataFrame({"source": ["accounts.csv"], "row": ["4"]})
    kinds = shot(lambda: show.gap("Who is it?", cited, "accounts"), case=case_of(all_tables()))["kinds"]
    way = [["claims", "handmade/claims.csv", "c1"], ["claims", "handmade/claims.csv", "c2"]]
    said = {"event": "fire", "claimant": "Harbour Post", "what": "The quay burned.", "method": "stated"}
    assert kinds["events"] == {
        "fire": {
            "title": "Fire at the quay",
            "fields": {
                "date": "2021-03",
                "title": "Fire at the quay",
                "status": "asserted",
                "n_origins": 1,
                "n_claims": 2,
            },
            "evidence": way,
        }
    }
    assert kinds["claims"] == {
        "c1": {
            "title": "Harbour Post asserts: The quay burned.",
            "fields": {**said, "stance": "asserts", "date": "2021-03"},
            "evidence": way[:1],
        },
        "c2": {
            "title": "Harbour Post denies: The quay burned.",
            "fields": {**said, "stance": "denies"},
            "evidence": way[1:],
        },
    }
    assert kinds["ties"]["t1"] == {
        "title": "The port accuses Harbour Post",
        "fields": {"from": "The port", "kind": "accuses", "to": "Harbour Post"},
        "evidence": [["ties", "handmade/ties.csv", "t1"]],
    }
    assert kinds["actors"]["port"]["fields"] == {"name": "The port", "kind": "government", "handles": ["twitter:@Port"]}
    assert {name: one["title"] for name, one in kinds["accounts"].items()} == {
        "twitter:1": "port on twitter",  # an actor's handle
        "twitter:cited": "cited on twitter",  # a page cites it
    }
    assert kinds["accounts"]["twitter:1"]["fields"] == {"name": "port", "n_followers": 10}


def test_the_snapshot_of_pages() -> None:
    figure = fakes.figure("dots")
    kinds = shot(
        finding("One event is disputed."),
        lambda: show.gap("Who lit it."),
        lambda: show.counts({"events": 54}),
        lambda: show.figure(figure, quay.POSTS, "", "posts.csv", {"text": "Text"}),
    )["kinds"]
    way = [["claims", "handmade/claims.csv", name] for name in ("c1", "c2")]
    assert kinds["findings"] == {
        "10-timeline/c0": {
            "title": "Timeline",
            "fields": {"text": "One event is disputed.", "strength": "1 origin", "key": True, "n_evidence": 2},
            "evidence": way,
            "page": "10-timeline",
        }
    }
    assert kinds["gaps"] == {
        "10-timeline/c1": {
            "title": "Timeline",
            "fields": {"text": "Who lit it."},
            "evidence": [],
            "page": "10-timeline",
        }
    }
    assert kinds["numbers"] == {
        "10-timeline/events": {
            "title": "Timeline: events",
            "fields": {"n": 54},
            "evidence": [],
            "page": "10-timeline",
        }
    }
    values = hashlib.sha256(b'[["smoke!"], ["=cmd()"], [null]]').hexdigest()
    assert kinds["figures"] == {
        "dots": {
            "title": "Two of three events are disputed",
            "fields": {"title": "Two of three events are disputed", "rows": 3, "values": values[:16]},
            "evidence": [],
            "page": "10-timeline",
        }
    }
    assert kinds["pages"]["10-timeline"]["fields"]["state"] == "made"


def test_pages_that_failed_or_were_not_made_are_told_apart() -> None:
    plans = [fakes.Plan("40-own"), fakes.Plan("30-activity", skipped="Needs posts; this case has none.")]
    failed = SimpleNamespace(name="40-own", sentence="40-own, cell 3: NameError")
    kinds = changes.snapshot(case_of(), plans, {"40-own": failed}, {})["kinds"]
    assert {name: one["fields"]["state"] for name, one in kinds["pages"].items()} == {
        "40-own": "failed",
        "30-activity": "not made: Needs posts; this case has none.",
    }


def test_a_page_of_the_analyst_with_outputs_that_show_did_not_make_has_no_findings() -> None:
    plans = [fakes.Plan("10-timeline"), fakes.Plan("40-own")]
    object.__setattr__(plans[1], "may_fail", True)
    shown = fakes.shown(finding("It is not ours."))
    del shown[0]["data"]["application/vnd.casebook.finding+json"]["strength"]
    kinds = changes.snapshot(
        case_of(), plans, {"10-timeline": fakes.notebook("text"), "40-own": fakes.notebook(("x", shown))}, {}
    )["kinds"]
    assert kinds["findings"] == {}
    assert [one["fields"]["state"] for one in kinds["pages"].values()] == ["made", "failed"]


def test_the_thin_strip_is_not_counted_beside_the_figure_with_its_rows() -> None:
    drawn = [
        lambda name=name: show.figure(fakes.figure(name), quay.POSTS, "", "x", {"text": "Text"})
        for name in ("event-strip-thin", "dots")
    ]
    assert list(shot(*drawn)["kinds"]["figures"]) == ["dots"]
    assert list(shot(drawn[0])["kinds"]["figures"]) == ["event-strip-thin"]


def test_a_snapshot_is_the_same_each_time_and_survives_its_file() -> None:
    def take() -> dict[str, Any]:
        case = case_of(all_tables(), title="A lone surrogate \ud800", about="x" * 2_000)
        return shot(finding("One event is disputed."), case=case, start="2021")

    first = take()
    assert first == take() == json.loads(_plain.dumped(first))
    assert _plain.dumped(first) == _plain.dumped(json.loads(_plain.dumped(first)))
    assert first["made_of"]["case"]["title"] == "A lone surrogate ?"
    about = first["made_of"]["case"]["about"]
    assert about.startswith("x" * 520 + "… (2,000 characters in all, sha256 ") and len(about) < 600


def test_a_long_text_that_differs_behind_the_cut_still_differs() -> None:
    before, now = (shot(finding("x" * 2_000 + end)) for end in ("a", "b"))
    assert since(before, now).counts() == {"findings different": 1}


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (None, None),
        (pd.NA, None),
        (float("nan"), None),
        (pd.NaT, None),
        ("", None),
        ([], None),
        (["a", None], ["a", None]),
        (True, True),
        (pd.array([3], dtype="Int64")[0], 3),
        (0.1 + 0.2, 0.3),
        (2.0, 2),
    ],
)
def test_values_become_plain(value: Any, plain: Any) -> None:
    made = _plain.plain(value)
    assert made == plain and type(made) is type(plain)


def test_two_entries_with_one_id_are_both_kept() -> None:
    assert list(_plain.keyed((name, {}) for name in ("a", "a", "a (2)", "a"))) == ["a", "a (2)", "a (2) (2)", "a (3)"]


def test_evidence_is_cut_at_eight_rows_and_counted() -> None:
    rows = pd.DataFrame({"source": "posts.csv", "row": [str(n) for n in range(2, 14)]})
    one = shot(lambda: show.finding("Twelve.", "", rows, table="posts"))["kinds"]["findings"]["10-timeline/c0"]
    assert [row for _, _, row in one["evidence"]] == [str(n) for n in range(2, 10)]
    assert (one["n_evidence"], one["fields"]["n_evidence"]) == (12, 12)


# ---------------------------------------------------------------- what is the same thing


def test_the_sentence_of_one_cell_stays_itself_whatever_it_says() -> None:
    found = since(shot(finding("One event is disputed.")), shot(finding("Two events are disputed.")))
    assert found.counts() == {"findings different": 1}
    assert [(one.field, one.was, one.now) for one in found.groups[0].different[0].differences] == [
        ("text", "One event is disputed.", "Two events are disputed.")
    ]


def test_sentences_of_one_cell_are_told_apart_by_their_words_and_not_by_their_numbers() -> None:
    before = shot([finding("1,204 posts of the port."), finding("3 posts of the paper."), finding("Gone.")])
    now = shot([finding("3 posts of the paper."), finding("1,301 posts of the port."), finding("New.")])
    found = since(before, now)
    assert found.counts() == {"findings new": 1, "findings gone": 1, "findings different": 1}
    assert found.groups[0].different[0].fields["text"] == "1,301 posts of the port."


def test_sentences_of_one_cell_with_the_same_words_are_told_apart_by_their_numbers() -> None:
    before = shot([finding("3 posts."), finding("5 posts.")])
    found = since(before, shot([finding("5 posts."), finding("4 posts.")]))
    assert found.counts() == {"findings new": 1, "findings gone": 1}


def test_a_notebook_of_an_older_format_gets_other_cell_ids_in_every_run_and_they_are_not_believed(
    tmp_path: Path,
) -> None:
    template = tmp_path / "40-old.ipynb"
    template.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 4, "cells": [{"source": "x"}]}))
    plan = SimpleNamespace(name="40-old", title="Old", question="", skipped=None, parameters={}, path=template)
    plan.whose = "the case"

    def take(cell_id: str) -> dict[str, Any]:
        notebook = fakes.notebook(("x", fakes.shown(finding("One."))))
        notebook.cells[0]["id"] = cell_id
        return changes.snapshot(case_of(), [plan], {"40-old": notebook}, {})

    assert take("c8fa") == take("77b1")
    template.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 5, "cells": [{"source": "x", "id": "c8fa"}]}))
    assert list(take("c8fa")["kinds"]["findings"]) == ["40-old/c8fa"]


def test_a_new_id_is_a_new_thing() -> None:
    given, renamed = all_tables(), all_tables()
    renamed["actors"].loc[0, "id"] = "port-2"
    renamed["ties"].loc[0, "from_actor"] = "port-2"
    assert since(shot(case=case_of(given)), shot(case=case_of(renamed))).counts() == {
        "actors new": 1,
        "actors gone": 1,
    }
