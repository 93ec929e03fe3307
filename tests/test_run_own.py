"""The analyst's own pages in the plan of a report: text as well as notebooks, and one that is broken stops nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from helpers import paths, run
from helpers.errors import ReportError, UsageError
from helpers.run import prose


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A case with events, in a workspace, and beside it the kit's notebooks."""
    monkeypatch.setattr(paths, "notebooks", lambda: tmp_path / "kit")
    folder = tmp_path / "space" / "data" / "raw" / "toy"
    for place in (tmp_path / "kit", tmp_path / "space" / "notebooks", folder / "pages"):
        place.mkdir(parents=True)
    workspace = paths.Workspace(tmp_path / "space")
    return SimpleNamespace(
        name="toy", folder=folder, workspace=workspace, notebooks={}, has=lambda table: table == "events"
    )


def notebook(path: Path, *sources: str, **about: Any) -> Path:
    cells = [{"cell_type": "markdown", "metadata": {}, "source": source} for source in sources]
    metadata = {"casebook": about} if about else {}
    path.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": cells}))
    return path


def test_a_page_of_text_stands_in_its_place(case: Any) -> None:
    page = case.folder / "pages" / "15-the-letter.md"
    page.write_bytes(
        b"\xef\xbb\xbf# The letter\r\n\r\n> Who wrote it,\r\n> and when?\r\n\r\nText.\r\n\r\n> A quotation.\r\n"
    )
    notebook(paths.notebooks() / "10-a.ipynb", "# A")
    notebook(paths.notebooks() / "20-b.ipynb", "# B")
    plans = run.plan(case)
    space = case.workspace.root
    assert [(plan.name, plan.whose, plan.may_fail) for plan in plans] == [
        ("10-a", "the kit", False),
        ("15-the-letter", "the case", True),
        ("20-b", "the kit", False),
    ]
    assert plans[1] == run.Plan(
        "15-the-letter", page, "The letter", "Who wrote it, and when?", workspace=space, whose="the case"
    )
    made = run.execute([plans[1]])["15-the-letter"]
    assert [(cell.cell_type, cell.source) for cell in made.cells] == [
        ("markdown", "# The letter\n\n> Who wrote it,\n> and when?\n\nText.\n\n> A quotation.\n")
    ]
    assert made.metadata == {"casebook_reads": {"tables": [], "files": ["data/raw/toy/pages/15-the-letter.md"]}}
    assert run.execute([plans[1]]) == run.execute([plans[1]])


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("# A\n\n> q\n> r\n\n> no", ("A", "q r")),
        ("text\n\n# A #\ntext\n> no", ("A", "")),
        ("```\n# no\n```\n\n# A", ("A", "")),
        ("~~~~sh\n# no\n~~~~\n> q", ("The letter", "q")),
        ("just text", ("The letter", "")),
    ],
)
def test_title_and_question_stand_at_the_top(case: Any, text: str, heading: tuple[str, str]) -> None:
    (case.folder / "pages" / "15-the-letter.md").write_text(text)
    (plan,) = run.plan(case)
    assert (plan.title, plan.question) == heading


def test_a_text_that_cannot_be_read_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "40-a.md"
    for content, sentence in (
        (b"", f"{path} is empty. Begin it with `# Title` and `> question`."),
        (b"# A\n\xff", f"{path} is not UTF-8 text (byte 5). Save it as UTF-8."),
    ):
        path.write_bytes(content)
        with pytest.raises(ReportError) as raised:
            prose.text(path)
        assert str(raised.value) == sentence
    path.unlink()
    with pytest.raises(ReportError, match=r"40-a\.md cannot be read: No such file or directory\.$"):
        prose.text(path)


def test_a_broken_page_of_the_analyst_is_a_plan_that_fails(case: Any) -> None:
    pages = case.folder / "pages"
    (pages / "40-torn.ipynb").write_text("{")
    (pages / "45-empty.md").write_text(" \n")
    notebook(pages / "50-promise.ipynb", "# P", yields={"figure": 1})
    cell = {"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": "days = len(x)"}
    (pages / "55-default.ipynb").write_text(json.dumps({"nbformat": 4, "metadata": {}, "cells": [cell]}))
    case.notebooks = {"55-default": {"days": 3}}
    plans = run.plan(case)
    said = {
        "40-torn": f"{pages}/40-torn.ipynb is not a notebook of format 4. Open it in JupyterLab and save it.",
        "45-empty": f"{pages}/45-empty.md is empty. Begin it with `# Title` and `> question`.",
        "50-promise": '50-promise, metadata casebook.yields: there is no "figure". Did you mean "figures"?',
        "55-default": "55-default, the cell tagged parameters, line 1: the default of "
        '"days" must be written out, as in `days = 30`.',
    }
    assert {plan.name: plan.broken for plan in plans} == said
    assert [plan.title for plan in plans] == ["Torn", "Empty", "Promise", "Default"]
    failed = run.execute(plans, may_fail={plan.name for plan in plans})
    assert failed == {name: run.Failed(name, sentence) for name, sentence in said.items()}
    with pytest.raises(ReportError) as raised:
        run.execute(plans[:1])
    assert str(raised.value) == said["40-torn"]
    with pytest.raises(UsageError, match="there is no such notebook"):
        case.notebooks = {"56-default": {}}
        run.plan(case)


def test_two_pages_of_one_name_are_refused(case: Any) -> None:
    pages = case.folder / "pages"
    notebook(pages / "40-a.ipynb", "# A")
    (pages / "40-a.md").write_text("# A")
    with pytest.raises(ReportError) as raised:
        run.plan(case)
    assert str(raised.value) == f"{pages} has 40-a twice, as .ipynb and as .md. Rename one of them."


def test_what_stands_in_and_what_is_no_page_is_said(case: Any) -> None:
    pages, own = case.folder / "pages", case.workspace.root / "notebooks"
    kit = notebook(paths.notebooks() / "10-a.ipynb", "# A")
    (pages / "10-a.md").write_text("# Mine")
    (pages / "letter.md").write_text("# No number")
    (pages / "README.md").write_text("x")
    (pages / "data.csv").write_text("x")
    notebook(own / "Untitled.ipynb", "# U")
    assert run.remarks(case, run.plan(case)) == [
        f"10-a is the one of the case; it stands in for {kit}.",
        f"{own}/Untitled.ipynb is no page of the report: its name does not begin with a number, as in "
        '"40-Untitled.ipynb".',
        f'{pages}/letter.md is no page of the report: its name does not begin with a number, as in "40-letter.md".',
    ]


def test_the_origin_of_a_working_copy_is_no_misspelt_promise(case: Any) -> None:
    """A copy from the lab that was moved among the pages runs as it is."""
    notebook(case.folder / "pages" / "40-a.ipynb", "# A", made_from={"kit": "1"}, needs=["events"])
    (plan,) = run.plan(case)
    assert (plan.broken, plan.needs) == (None, ("events",))


def test_text_alone_waits_for_no_library_that_runs_notebooks(tmp_path: Path) -> None:
    (tmp_path / "40-a.md").write_text("# A")
    code = (
        "import sys; from pathlib import Path; from helpers import run; "
        f"made = run.execute([run.Plan('40-a', Path({str(tmp_path)!r}) / '40-a.md', '', '')]); "
        "print(made['40-a'].cells[0].source, 'papermill' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "# A False\n"
