"""`casebook new-page`: a page of one's own that runs as it is, in a report with pages that fail."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from helpers import build, cases, cli, intake, paths, report
from helpers.cases import Case
from helpers.errors import CaseError, UsageError

SOURCES = """
[[sources]]
files = "posts/*.csv"
reader = "table"
table = "posts"
platform = "forum"
credit = "A forum"
columns = { id = "id", created_at = "at", text = "words" }
"""
POSTS = {
    "posts/a.csv": "id,at,words\n1,2021-05-01T10:00:00Z,a <b>stranger</b>\n",
    "posts/b.csv": "id,at,words\n2,2021-05-02T10:00:00Z,b\n",
}
CLAIMS = {"handmade/claims.csv": "id,event,claimant,stance,what\nc1,fire,Post,asserts,It burned.\n"}


@pytest.fixture
def case(make_case: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    """A built case for which the kit has no notebook."""
    (tmp_path / "kit").mkdir()
    monkeypatch.setattr(paths, "notebooks", lambda: tmp_path / "kit")
    made: Case = make_case(POSTS | CLAIMS, SOURCES)
    build.build(made)
    return made


def test_the_next_free_tens_or_the_number_that_is_given(case: Case) -> None:
    (paths.notebooks() / "35-takedowns.ipynb").write_text("{}")
    pages = case.folder / "pages"
    assert intake.new_page(case, "the-letter") == pages / "40-the-letter.ipynb"
    assert intake.new_page(case, "the-letter", as_text=True) == pages / "50-the-letter.md"
    assert intake.new_page(case, "45-more.md", as_text=True) == pages / "45-more.md"
    assert sorted(path.name for path in pages.iterdir()) == [
        "40-the-letter.ipynb", "45-more.md", "50-the-letter.md"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (
            "My notes",
            '"My notes" cannot be the name of a page. Use letters, digits and hyphens, as in "the-letter" or '
            '"45-the-letter".',
        ),
        ("../x", None),
        ("", None),
        ("-x", None),
        ("35-takedowns", "{kit}/35-takedowns.ipynb is there already. Choose another name or another number."),
    ],
)
def test_a_name_that_is_none_or_taken_is_refused(case: Case, name: str, sentence: str | None) -> None:
    (paths.notebooks() / "35-takedowns.ipynb").write_text("{}")
    with pytest.raises(UsageError) as caught:
        intake.new_page(case, name)
    said = sentence.format(kit=paths.notebooks()) if sentence else f'"{name}" cannot be the name of a page. '
    assert str(caught.value).startswith(said) if not sentence else str(caught.value) == said
    assert not (case.folder / "pages").exists()


def test_a_case_without_tables_takes_text_only(make_case: Callable[..., Any]) -> None:
    case = make_case(CLAIMS)
    with pytest.raises(UsageError) as caught:
        intake.new_page(case, "letter")
    assert str(caught.value) == (
        "tiny has no table yet that a notebook could show. Run `casebook build tiny` first, or write the page as text, "
        "with --md."
    )
    assert "A sentence with its evidence.\n" in intake.new_page(case, "letter", as_text=True).read_text()


def test_a_shipped_case_and_a_folder_that_cannot_be_written_are_sentences(tmp_path: Path, case: Case) -> None:
    (tmp_path / "own" / "data" / "raw").mkdir(parents=True)
    with pytest.raises(UsageError) as caught:
        intake.new_page(cases.load("harbour-fire", tmp_path / "own"), "letter")
    assert str(caught.value) == (
        "harbour-fire is a case that the kit ships. Start your own with `casebook new NAME`."
    )  # fmt: skip
    (case.folder / "pages").write_text("")
    with pytest.raises(CaseError, match=r"/pages/10-letter\.ipynb cannot be written: "):
        intake.new_page(case, "letter")


def test_a_file_of_an_odd_name_is_cited_in_braces(make_case: Callable[..., Any]) -> None:
    odd = {"posts/a.csv": POSTS["posts/b.csv"], "posts/[a]; b.csv": POSTS["posts/a.csv"]}
    case = make_case(odd, SOURCES)
    build.build(case)
    text = intake.new_page(case, "letter", as_text=True).read_text()
    assert "A sentence with its evidence [@{posts:posts/[a]; b.csv:2}]." in text


@pytest.mark.long
@pytest.mark.parametrize("files", [POSTS | CLAIMS, POSTS], ids=["claims", "posts"])
def test_pages_run_as_they_are_and_those_that_fail_leave_the_others(
    make_case: Callable[..., Any],
    files: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "kit").mkdir()
    monkeypatch.setattr(paths, "notebooks", lambda: tmp_path / "kit")
    case = make_case(files, SOURCES)
    build.build(case)
    space = ["--workspace", str(tmp_path)]
    pages = case.folder / "pages"
    assert cli.main(["new-page", "tiny", "mine", *space]) == 0
    assert capsys.readouterr().out == (
        f"{pages}/10-mine.ipynb is laid out, and runs as it is.\nnext:  casebook render tiny --workspace {tmp_path}\n"
    )
    assert cli.main(["new-page", "tiny", "text", "--md", *space]) == 0
    whole = report.render(cases.load("tiny", tmp_path))
    assert (whole.failed, whole.remarks) == ({}, [])
    for page in ("10-mine.html", "20-text.html"):
        html = (whole.folder / page).read_text()
        assert 'class="mark"' in html and "<b>stranger</b>" not in html

    notebook = json.loads((pages / "10-mine.ipynb").read_text())
    notebook["cells"][5]["source"] = "1 / 0"
    (pages / "30-fails.ipynb").write_text(json.dumps(notebook))
    (pages / "40-note.md").write_text("# Note\n\n> q?\n\nNo [@c99].\n")
    capsys.readouterr()
    assert cli.main(["render", "tiny", *space, "--quiet"]) == 1
    out = capsys.readouterr().out
    assert "30-fails failed: 30-fails, cell 6 (1 / 0): ZeroDivisionError: division by zero\n" in out
    assert '40-note failed: data/raw/tiny/pages/40-note.md, line 5: there is no "c99"' in out
    folder = tmp_path / "reports" / "tiny"
    for name, failed in (("10-mine", False), ("20-text", False), ("30-fails", True), ("40-note", True)):
        assert ("This page could not be made." in (folder / f"{name}.html").read_text()) is failed
    assert "ZeroDivisionError: division by zero" in (folder / "index.html").read_text()
