"""`casebook lab`: working copies set to the case, and never a committed notebook touched."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from helpers import cases, intake, lab, paths
from helpers.cases import Case
from helpers.errors import CaseError, ReportError, UsageError
from helpers.parameters import signature


@pytest.fixture
def quay(tmp_path: Path) -> Case:
    intake.new("quay", tmp_path)
    return cases.load("quay", tmp_path)


def notebook(title: str, *parameters: str) -> str:
    cell = {"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": "\n".join(parameters), "outputs": [1]}
    cells = [{"cell_type": "markdown", "metadata": {}, "source": [f"# {title}\n", "case: str = 1"]}, cell]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells})


def test_the_copies_are_set_to_the_case_and_without_outputs(quay: Case) -> None:
    committed = {path: path.read_bytes() for path in paths.notebooks().glob("*.ipynb")}
    folder = lab.working_copies(quay)
    assert folder == quay.workspace.root / "lab" / "quay"
    assert sorted(path.name for path in folder.iterdir()) == sorted(path.name for path in committed)
    for path in committed:
        theirs, ours = json.loads(path.read_text("utf-8")), json.loads((folder / path.name).read_text("utf-8"))
        before, now = signature(theirs, path.stem), signature(ours, path.stem)
        assert now["case"].default == "quay" and now["case"].about == before["case"].about == "a folder under data/raw"
        assert {name: one.default for name, one in now.items() if name != "case"} == {
            name: one.default for name, one in before.items() if name != "case"
        }
        assert all(not cell["outputs"] for cell in ours["cells"] if cell["cell_type"] == "code")
        assert [cell["cell_type"] for cell in ours["cells"]] == [cell["cell_type"] for cell in theirs["cells"]]
    assert committed == {path: path.read_bytes() for path in paths.notebooks().glob("*.ipynb")}


def test_a_copy_that_is_there_stays_and_what_is_gone_comes_back(quay: Case) -> None:
    folder = lab.working_copies(quay)
    (folder / "10-timeline.ipynb").write_text("mine")
    (folder / "20-actors.ipynb").unlink()
    lab.working_copies(quay)
    assert (folder / "10-timeline.ipynb").read_text() == "mine"
    assert (folder / "20-actors.ipynb").is_file()
    assert not list(folder.glob(".*"))


def test_the_copies_are_those_that_render_runs(quay: Case) -> None:
    """The workspace's own takes the place of the kit's, and the case's that of both."""
    (quay.workspace.root / "notebooks" / "10-timeline.ipynb").write_text(notebook("Ours", "case: str = 'x' # where"))
    (quay.workspace.root / "notebooks" / "60-more.ipynb").write_text(notebook("More", "case: str = 'x'"))
    (quay.folder / "pages" / "60-more.ipynb").write_text(notebook("Most", "days: int = 3", "case: str = 'x'  # where"))
    folder = lab.working_copies(quay)
    assert json.loads((folder / "10-timeline.ipynb").read_text())["cells"][0]["source"][0] == "# Ours\n"
    more = json.loads((folder / "60-more.ipynb").read_text())["cells"]
    assert more[0]["source"] == ["# Most\n", "case: str = 1"]
    assert more[1]["source"] == 'days: int = 3\ncase: str = "quay"  # where'


def test_what_is_no_notebook_is_a_sentence(quay: Case) -> None:
    path = quay.folder / "pages" / "60-more.ipynb"
    path.write_text("{}")
    with pytest.raises(ReportError) as caught:
        lab.working_copies(quay)
    assert str(caught.value) == f"{path} is not a notebook of format 4. Open it in JupyterLab and save it."


def test_a_folder_that_cannot_be_written_is_a_sentence(quay: Case) -> None:
    (quay.workspace.root / "lab").write_text("")
    with pytest.raises(CaseError, match="/lab/quay cannot be written: "):
        lab.working_copies(quay)


def test_lab_runs_on_this_python_and_asks_nobody(quay: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[list[str]] = []
    for name in ("CASEBOOK_WORKSPACE", "JUPYTER_PREFER_ENV_PATH"):
        monkeypatch.setenv(name, "")
    monkeypatch.setattr(os, "execv", lambda program, line: called.append([program, *line]))
    lab.open_lab(quay, tmp_path)
    lab.open_lab(None, tmp_path)
    begin = [sys.executable, sys.executable, "-m", "jupyterlab"]
    assert [line[:5] for line in called] == [
        [*begin, f"--ServerApp.root_dir={tmp_path}/lab/quay"],
        [*begin, f"--ServerApp.root_dir={tmp_path}"],
    ]
    assert "--LabApp.news_url=None" in called[0]
    assert "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate" in called[0]
    assert os.environ["CASEBOOK_WORKSPACE"] == str(tmp_path)
    assert os.environ["JUPYTER_PREFER_ENV_PATH"] == "1"


def test_a_lab_that_cannot_start_is_a_sentence(quay: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEBOOK_WORKSPACE", "")
    monkeypatch.setenv("JUPYTER_PREFER_ENV_PATH", "")
    monkeypatch.setattr(lab, "command", lambda folder: [str(tmp_path / "no-python")])
    with pytest.raises(UsageError) as caught:
        lab.open_lab(quay, tmp_path)
    said = "JupyterLab cannot be started: No such file or directory. Run `make report` to set the kit up."
    assert str(caught.value) == said
