"""`casebook lab`: working copies set to the case, and never a committed notebook touched."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

import helpers
from helpers import cases, intake, lab, paths
from helpers.cases import Case
from helpers.errors import CaseError, UsageError
from helpers.lab import _copies
from helpers.parameters import signature


@pytest.fixture
def quay(tmp_path: Path) -> Case:
    intake.new("quay", tmp_path)
    return cases.load("quay", tmp_path)


def notebook(title: str, *parameters: str) -> str:
    cell = {"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": "\n".join(parameters), "outputs": [1]}
    cells = [{"cell_type": "markdown", "metadata": {}, "source": [f"# {title}\n", "case: str = 1"]}, cell]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells})


def visible(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def cells_of(path: Path) -> list[dict[str, Any]]:
    cells: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))["cells"]
    return cells


def test_the_copies_are_set_to_the_case_and_without_outputs(quay: Case) -> None:
    committed = {path: path.read_bytes() for path in paths.notebooks().glob("*.ipynb")}
    made = lab.working_copies(quay)
    folder = made.folder
    assert (folder, made.says) == (quay.workspace.root / "lab" / "quay", [])
    assert visible(folder) == sorted(path.name for path in committed)
    for path in committed:
        theirs, ours = json.loads(path.read_text("utf-8")), json.loads((folder / path.name).read_text("utf-8"))
        before, now = signature(theirs, path.stem), signature(ours, path.stem)
        assert now["case"].default == "quay" and now["case"].about == before["case"].about == "a folder under data/raw"
        assert {name: one.default for name, one in now.items() if name != "case"} == {
            name: one.default for name, one in before.items() if name != "case"
        }
        assert all(not cell["outputs"] for cell in ours["cells"] if cell["cell_type"] == "code")
        assert [cell["id"] for cell in ours["cells"]] == [cell["id"] for cell in theirs["cells"]]
        made_from = ours["metadata"]["casebook"].pop("made_from")
        assert (made_from["kit"], made_from["whose"]) == (helpers.__version__, "the kit")
        assert len(made_from["template"]) == 64 and ours["metadata"]["casebook"] == theirs["metadata"]["casebook"]
    assert committed == {path: path.read_bytes() for path in paths.notebooks().glob("*.ipynb")}


def test_the_parameters_of_case_toml_are_set_too(quay: Case) -> None:
    own = quay.workspace.root / "notebooks" / "60-more.ipynb"
    lines = ("case: str = 'é'  # where", "days: int = 3 # [1..9]", "words: list[str] = [  # any", "    'a',", "]")
    own.write_text(notebook("More", *lines, "plain = 1.5", "left: bool = True"))
    toml = quay.folder / "case.toml"
    values = 'days = 7\nwords = ["é, \\"x\\"", "y"]\nplain = 2\n'
    toml.write_text(f'{toml.read_text()}\n[notebooks."60-more"]\n{values}')
    folder = lab.working_copies(cases.load("quay", quay.workspace)).folder
    assert cells_of(folder / "60-more.ipynb")[1]["source"].splitlines() == [
        'case: str = "quay"  # where',
        "days: int = 7 # [1..9]",
        'words: list[str] = ["é, \\"x\\"", "y"]',
        "plain = 2.0",
        "left: bool = True",
    ]


def test_a_copy_that_is_there_stays_and_what_is_gone_comes_back(quay: Case) -> None:
    folder = lab.working_copies(quay).folder
    (folder / "10-timeline.ipynb").write_text("mine")
    (folder / "20-actors.ipynb").unlink()
    lab.working_copies(quay)
    assert (folder / "10-timeline.ipynb").read_text() == "mine"
    assert (folder / "20-actors.ipynb").is_file()
    assert [path.name for path in folder.rglob(".*")] == [".made_from"]


def test_the_copies_are_those_that_render_runs(quay: Case) -> None:
    """The workspace's own takes the place of the kit's, and the case's that of both."""
    (quay.workspace.root / "notebooks" / "10-timeline.ipynb").write_text(notebook("Ours", "case: str = 'x' # where"))
    (quay.workspace.root / "notebooks" / "60-more.ipynb").write_text(notebook("More", "case: str = 'x'"))
    (quay.folder / "pages" / "60-more.ipynb").write_text(notebook("Most", "days: int = 3", "case: str = 'x'  # where"))
    folder = lab.working_copies(quay).folder
    assert cells_of(folder / "10-timeline.ipynb")[0]["source"][0] == "# Ours\n"
    more = cells_of(folder / "60-more.ipynb")
    assert more[0]["source"] == ["# Most\n", "case: str = 1"]
    assert more[1]["source"] == 'days: int = 3\ncase: str = "quay"  # where'


def test_what_lies_beside_the_own_pages_is_found_from_the_copies(quay: Case) -> None:
    pages = quay.folder / "pages"
    (pages / "40-letter.md").write_text("# Letter\n")
    (pages / "words").mkdir()
    (pages / "words" / "list.txt").write_text("fire")
    (quay.workspace.root / "notebooks" / "mine.py").write_text("x = 1\n")
    (pages / "__pycache__").mkdir()
    (pages / ".hidden").write_text("")
    folder = lab.working_copies(quay).folder
    kit = [path.name for path in paths.notebooks().glob("*.ipynb")]
    assert visible(folder) == sorted([*kit, "40-letter.md", "mine.py", "words"])
    assert (folder / "words" / "list.txt").read_text() == "fire"
    (folder / "40-letter.md").write_text("# The letter\n")  # a link: the page of the report itself
    assert (pages / "40-letter.md").read_text() == "# The letter\n"


def test_a_page_that_is_no_notebook_is_said_and_the_others_are_copied(quay: Case) -> None:
    path = quay.folder / "pages" / "60-more.ipynb"
    path.write_text("{}")
    made = lab.working_copies(quay)
    assert made.says == [f"{path} is not a notebook of format 4. Open it in JupyterLab and save it."]
    assert (made.folder / "10-timeline.ipynb").is_file() and not (made.folder / "60-more.ipynb").exists()


# ---------------------------------------------------------------- a newer template


def cell(name: str, source: str, **more: Any) -> dict[str, Any]:
    kind = "markdown" if source.startswith("#") else "code"
    made = {"cell_type": kind, "id": name, "metadata": {}, "source": source}
    return made | ({"outputs": [], "execution_count": None} if kind == "code" else {}) | more


def put(path: Path, *cells: dict[str, Any]) -> Path:
    path.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}))
    return path


def change(path: Path, *cells: dict[str, Any]) -> None:
    """What JupyterLab does when an analyst saves."""
    found = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(found | {"cells": cells}))


@pytest.fixture
def alone(quay: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    """A case for which the kit has one notebook."""
    (tmp_path / "kit").mkdir()
    monkeypatch.setattr(paths, "notebooks", lambda: tmp_path / "kit")
    put(tmp_path / "kit" / "10-a.ipynb", cell("t", "# A"), cell("a", "a = 1"), cell("b", "b = 1"), cell("c", "c = 1"))
    return quay


def test_an_update_takes_what_is_new_and_leaves_what_is_changed(alone: Case, tmp_path: Path) -> None:
    path = lab.working_copies(alone).folder / "10-a.ipynb"
    assert lab.update(alone).says == []
    out = [{"output_type": "stream", "name": "stdout", "text": "1"}]
    mine = cell("mine", "look(a)", outputs=out)
    change(path, cell("t", "# A"), cell("a", "a = 1", outputs=out), mine, cell("b", "b = 5"), cell("c", "c = 1"))
    put(tmp_path / "kit" / "10-a.ipynb", cell("t", "# B"), cell("a", "a = 1"), cell("n", "n = 0"), cell("b", "b = 2"))
    older = (
        "10-a was made from an older version. `casebook lab quay --update` brings in the newer one, where you changed "
        "nothing."
    )
    assert lab.working_copies(alone).says == [older]
    done = lab.update(alone)
    assert done.says == [
        "10-a: 1 cell took a new text, 1 cell came in, 1 cell went out.",
        "10-a, cell 5 (b = 5): you changed it, and so did the newer version; yours stays.",
    ]
    assert cells_of(path) == [
        cell("t", "# B"),
        cell("a", "a = 1", outputs=out),
        mine,
        cell("n", "n = 0"),
        cell("b", "b = 5"),
    ]
    assert (lab.update(alone).says, lab.working_copies(alone).says) == ([], [])
    assert [one.name for one in path.parent.rglob(".*")] == [".made_from"]


def test_what_both_sides_took_out_or_changed_is_named(alone: Case, tmp_path: Path) -> None:
    path = lab.working_copies(alone).folder / "10-a.ipynb"
    change(path, cell("t", "# A"), cell("a", "a = 1"), cell("c", "c = 3"))
    put(tmp_path / "kit" / "10-a.ipynb", cell("t", "# A"), cell("a", "a = 1"), cell("b", "b = 2"))
    assert lab.update(alone).says == [
        "10-a: nothing to take over.",
        "10-a, cell 3 (c = 3): you changed it, and the newer version has it no more; yours stays.",
        "10-a, a cell that you took out (b = 2) is another in the newer version; it stays out.",
    ]
    assert [one["id"] for one in cells_of(path)] == ["t", "a", "c"]


def test_copies_that_cannot_be_merged_stay(alone: Case, tmp_path: Path) -> None:
    folder = lab.working_copies(alone).folder
    path = folder / "10-a.ipynb"
    put(tmp_path / "kit" / "10-a.ipynb", cell("t", "# B"))
    away = f"Move {path} away to get a new copy."
    (folder / ".made_from" / "10-a.ipynb").unlink()
    before = path.read_bytes()
    said = f"10-a stays as it is, because it is not known what it was made from. {away}"
    assert (lab.update(alone).says, path.read_bytes()) == ([said], before)
    path.write_text("{")
    said = f"10-a stays as it is, because it is not a notebook of format 4. {away}"
    assert (lab.update(alone).says, path.read_text()) == ([said], "{")
    path.unlink()
    assert lab.update(alone).says == ["10-a is new here."]
    (tmp_path / "kit" / "10-a.ipynb").unlink()
    assert lab.update(alone).says == ["10-a is no longer among the notebooks; your copy stays."]
    assert path.is_file()


def test_a_changed_parameter_of_case_toml_is_a_newer_version(alone: Case, tmp_path: Path) -> None:
    tagged = {"metadata": {"tags": ["parameters"]}}
    put(tmp_path / "kit" / "10-a.ipynb", cell("p", "days: int = 3", **tagged), cell("a", "a = 1"))
    path = lab.working_copies(alone).folder / "10-a.ipynb"
    toml = alone.folder / "case.toml"
    toml.write_text(toml.read_text() + '\n[notebooks."10-a"]\ndays = 8\n')
    assert lab.update(cases.load("quay", alone.workspace)).says == ["10-a: 1 cell took a new text."]
    assert cells_of(path)[0]["source"] == "days: int = 8"


def test_a_template_without_ids_keeps_its_cells_apart(alone: Case, tmp_path: Path) -> None:
    def bare(*sources: str) -> None:
        cells = [{key: value for key, value in cell("x", source).items() if key != "id"} for source in sources]
        text = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": cells}
        (tmp_path / "kit" / "10-a.ipynb").write_text(json.dumps(text))

    (tmp_path / "kit" / "10-a.ipynb").unlink()
    bare("# A", "same()", "same()", "last()")
    path = lab.working_copies(alone).folder / "10-a.ipynb"
    assert len({one["id"] for one in cells_of(path)}) == 4
    bare("# A", "same()", "new()", "same()", "last()")
    assert lab.update(alone).says == ["10-a: 1 cell came in."]
    assert [one["source"] for one in cells_of(path)] == ["# A", "same()", "new()", "same()", "last()"]


def test_values_are_written_where_the_defaults_stand() -> None:
    source = 'a: str = "é"  # é\nb = [\n  1,\n]\nc: int = 3'
    assert _copies.with_values(source, {"a": "ü", "c": 4}) == 'a: str = "ü"  # é\nb = [\n  1,\n]\nc: int = 4'
    assert _copies.with_values(source, {"b": [], "no": 1}) == 'a: str = "é"  # é\nb = []\nc: int = 3'


# ---------------------------------------------------------------- JupyterLab


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
