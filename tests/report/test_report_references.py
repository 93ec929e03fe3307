"""Which row a note means: an id of any handmade table, or a row of a named table; nothing is guessed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from nbformat import v4

from helpers import build
from helpers.cases import Case
from helpers.report.html import references
from helpers.report.html.references import Written

SOURCES = """
[[sources]]
files = "posts/*.csv"
reader = "table"
table = "posts"
platform = "forum"
credit = "A forum"
columns = { id = "id", created_at = "at", text = "words" }
"""
FILES = {
    "handmade/claims.csv": (
        "id,event,claimant,stance,what\nclaim-12,fire,Post,asserts,It burned.\nshared,fire,Port,denies,No.\n"
    ),
    "handmade/actors.csv": "id,name,kind\nport,The port,government\nshared,The Post,outlet\n",
    "posts/may.csv": "id,at,words\n1,2021-05-01T10:00:00Z,a\n2,2021-05-02T10:00:00Z,b\n",
    "posts/june [2]; late.csv": "id,at,words\n3,2021-06-01T10:00:00Z,c\n1,2021-05-01T10:00:00Z,changed\n",
    "posts/july.csv": "id,at,words\n4,2021-07-01T10:00:00Z,d\n5,2021-07-01T10:00:00Z,e\n6,2021-07-01T10:00:00Z,f\n",
}


@pytest.fixture
def case(make_case: Callable[..., Any]) -> Case:
    made: Case = make_case(FILES, SOURCES)
    build.build(made)
    return made


@pytest.mark.parametrize(
    ("text", "table", "source", "row"),
    [
        ("claim-12", "claims", "handmade/claims.csv", "claim-12"),
        ("port", "actors", "handmade/actors.csv", "port"),
        ("claims:shared", "claims", "handmade/claims.csv", "shared"),
        ("actors:handmade/actors.csv:shared", "actors", "handmade/actors.csv", "shared"),
        ("posts:4", "posts", "posts/july.csv", "4"),
        ("posts:posts/may.csv:2", "posts", "posts/may.csv", "2"),
        ("posts:posts/june [2]; late.csv:2", "posts", "posts/june [2]; late.csv", "2"),
    ],
)
def test_a_reference_means_one_row(case: Case, text: str, table: str, source: str, row: str) -> None:
    meant = references.meant(case, [text])
    assert (meant.found, meant.wrong) == ({text: {"table": table, "source": source, "row": row}}, {})


def test_a_later_observation_of_a_post_can_be_cited_as_a_post(case: Case) -> None:
    """One of the two rows of post 1 stands in `observations`; both are rows of a file."""
    texts = ["posts:posts/may.csv:2", "posts:posts/june [2]; late.csv:3"]
    found = references.meant(case, texts).found
    assert {one["table"] for one in found.values()} == {"posts", "observations"}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("claim-13", 'there is no "claim-13" among the ids of actors and claims. Did you mean "claim-12"?'),
        ("zzz", 'there is no "zzz" among the ids of actors and claims.'),
        ("shared", '"shared" means 2 rows of actors and claims. Write [@actors:shared] or [@claims:shared].'),
        ("post:3", 'there is no table "post". Did you mean "posts"?'),
        ("claims:claim-1", 'claims has no row "claim-1". Did you mean "claim-12"?'),
        ("posts:posts/may.csv:9", 'posts has no row "posts/may.csv:9". Did you mean "posts/may.csv:3"?'),
        ("posts:posts/mai.csv:2", 'posts has no row "posts/mai.csv:2". Did you mean "posts/may.csv:2"?'),
        (
            "posts:3",
            '"posts:3" means 3 rows of observations and posts. Write [@posts:posts/july.csv:3], '
            "[@posts:posts/may.csv:3] or [@observations:posts/june [2]; late.csv:3].",
        ),
        (
            "ties:t1",
            "The case tiny has no ties: none of its sources makes them. It has: ",
        ),
        (
            "events:fire",
            "events are made of other rows, and have none of their own. Cite the rows that they are made of.",
        ),
    ],
)
def test_what_means_no_row_or_several_is_said(case: Case, text: str, sentence: str) -> None:
    meant = references.meant(case, [text])
    assert meant.found == {}
    assert meant.wrong[text].startswith(sentence) if sentence.endswith(": ") else meant.wrong == {text: sentence}


def test_a_case_without_handmade_tables_says_so(make_case: Callable[..., Any]) -> None:
    case = make_case({name: text for name, text in FILES.items() if "posts/" in name}, SOURCES)
    build.build(case)
    said = 'there is no "c1": the case has no handmade table. Write table:row, as in [@articles:a07].'
    assert references.meant(case, ["c1"]).wrong == {"c1": said}


def test_nothing_to_look_for_asks_nothing() -> None:
    assert references.meant(None, []) == references.Meant()  # type: ignore[arg-type]


def test_references_are_found_in_the_cells_with_their_places() -> None:
    cells = [
        v4.new_markdown_cell("# T\n\n> q"),
        v4.new_code_cell("x = 1", metadata={"tags": ["injected-parameters"]}),
        v4.new_code_cell("'[@code]'"),
        v4.new_markdown_cell("one [@a]\n\n`[@no]`\n\ntwo [@b; @posts:f.csv:1]\n\n[@open"),
    ]
    found, wrong = references.written(v4.new_notebook(cells=cells), "pages/40-x.ipynb")
    assert found == [
        Written("a", "pages/40-x.ipynb, cell 3, line 1"),
        Written("b", "pages/40-x.ipynb, cell 3, line 5"),
        Written("posts:f.csv:1", "pages/40-x.ipynb, cell 3, line 5"),
    ]
    assert wrong == [
        'pages/40-x.ipynb, cell 3, line 7: "[@open" is no note: it has no "]", or it stands in HTML. '
        "Close it, or write \\[@ for text."
    ]


def test_a_note_in_the_title_is_refused() -> None:
    page = v4.new_notebook(cells=[v4.new_markdown_cell("# The letter [@a]")])
    found, wrong = references.written(page, "pages/40-x.md", "The letter [@a]\n")
    assert found == [Written("a", "pages/40-x.md, line 1")]
    assert wrong == ["pages/40-x.md: a note cannot stand in the title or the question. Put it into the text."]


def test_no_folder_is_left_behind(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    references.meant(case, ["claim-12"])
    assert list((tmp_path / "tmp").iterdir()) == []
