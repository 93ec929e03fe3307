"""Versions of a text: what a notebook shows, and what the report makes of it, inert and escaped."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
import report_fakes as fakes

from helpers import show
from helpers.errors import TableError
from helpers.report.html import blocks
from helpers.report.html.exporter import environment
from helpers.report.html.notes import Notes

FIRST = pd.DataFrame({"source": ["p.csv"], "row": ["2"], "who": ["ana"], "text": ["The port <b>asked</b> for it."]})
VERSIONS = pd.DataFrame(
    {
        "source": "p.csv",
        "row": ["3", "4"],
        "who": ["bo", None],
        "text": ["The port never <b>asked</b> for it.", "The port \u202eordered it."],
    }
)
for frame in (FIRST, VERSIONS):
    frame.attrs["table"] = "posts"


class Bare(blocks.Place):
    """A page that has no notes."""

    def marks(self, evidence: list[Any], most: int = 4, copies: int = 0) -> blocks.Marks:
        return blocks.Marks([], [], len(evidence))


def bundle(**more: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    given = {"columns": {"who": "Who"}, "order": "by time", **more}
    (output,) = fakes.shown(lambda: show.diff(FIRST, VERSIONS, "What became of it.", **given))
    return output["data"]["application/vnd.casebook.diff+json"], output["data"]


def test_a_bundle_has_the_parts_of_every_version() -> None:
    made, data = bundle(cap=1)
    assert made == {
        "name": "versions",
        "caption": "What became of it.",
        "order": "by time",
        "shown": 1,
        "total": 2,
        "columns": [{"name": "who", "label": "Who", "align": "start", "kind": "text"}],
        "first": {
            "cells": ["ana"],
            "parts": [["same", "The port <b>asked</b> for it."]],
            "evidence": [{"table": "posts", "source": "p.csv", "row": "2"}],
        },
        "versions": [
            {
                "cells": ["bo"],
                "parts": [["same", "The port "], ["new", "never "], ["same", "<b>asked</b> for it."]],
                "evidence": [{"table": "posts", "source": "p.csv", "row": "3"}],
            }
        ],
    }
    assert data["text/plain"] == (
        "Versions: What became of it. 1 of 2 shown, by time.\nThe port {+never +}<b>asked</b> for it."
    )
    assert data["text/html"] == (
        "<p><b>What became of it. 1 of 2 shown, by time.</b></p><p>The port &lt;b&gt;asked&lt;/b&gt; for it.</p>"
        "<ol><li>The port <ins>never </ins>&lt;b&gt;asked&lt;/b&gt; for it.</li></ol>"
    )


def test_the_report_marks_what_is_gone_and_new_and_writes_out_what_deceives() -> None:
    block = blocks.diff(bundle()[0], Bare("50-copied-text", Notes({}, "50-copied-text")))
    module: Any = environment().get_template("blocks.html.j2").module
    html = " ".join(str(module.diff(block)).split())
    assert "Table 1. <bdi>What became of it.</bdi>" in html
    assert "All 2. What is <del>gone</del> is struck out, what is <ins>new</ins> underlined." in html
    assert "<bdi>The port </bdi><ins><bdi>never </bdi></ins><bdi>&lt;b&gt;asked&lt;/b&gt; for it.</bdi>" in html
    assert "<b>" not in html and "\u202e" not in html and "‹U+202E›" in html
    assert "<del><bdi>" in html and '<span class="missing">not stated</span>' in html


def test_the_first_text_is_one_row() -> None:
    with pytest.raises(TableError) as caught:
        show.diff(VERSIONS, VERSIONS, "x", columns={"who": "Who"})
    assert str(caught.value) == "The first text is 2 rows. Give the one row that the versions are held against."
