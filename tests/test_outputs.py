"""What a run shows is what the same run showed before: committed outputs under nbval, and two renders in bytes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

import helpers
from helpers import build, cases, cli, intake
from helpers.paths import Workspace

HERE = Path(__file__).parent
COMMITTED = HERE.parent / "notebooks" / "10-timeline.ipynb"
ALTERED = {
    # name: (what stands in one cell of the notebook, what it becomes, what nbval says of that cell)
    "another chart": ("event_strip.draw(events,", "event_strip.draw(events.iloc[1:],", "mismatch"),
    "no chart": ("if len(slow):\n", "if len(slow) > 10**6:\n", "Missing output fields"),
    "a number in a table": ("c.period)\n", 'c.period)\ngaps["days"] = gaps["days"] + 1\n', "mismatch"),
    "a finding": ("{len(single)} of ", "{len(single) + 1} of ", "mismatch"),
}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A private workspace, in which the shipped cases are built: this repository's tables stay as they are."""
    root = tmp_path_factory.mktemp("ws")
    intake.new("quay", root)
    return Workspace(root)


@pytest.fixture(scope="module")
def said(workspace: Workspace) -> dict[int, str]:
    """What nbval says of each code cell of the committed timeline, four of which were altered; nothing if it passed."""
    build.build(cases.load("tiktok-state-influence", workspace))
    notebook = nbformat.read(COMMITTED, as_version=4)
    for old, new, _ in ALTERED.values():
        cell = notebook.cells[where(notebook, old)]
        cell.source = cell.source.replace(old, new)
    folder = workspace.root / "notebooks"
    (folder / "pytest.ini").write_text("[pytest]\n")
    nbformat.write(notebook, folder / COMMITTED.name)
    command = [sys.executable, "-m", "pytest", "--color=no", "-p", "no:cacheprovider", "--nbval", "--nbval-current-env"]
    command += ["--nbval-sanitize-with", str(HERE / "nbval.cfg"), str(folder)]
    told = os.environ | {"PYTHONPATH": str(Path(helpers.__file__).parents[1]), "PYTHONHASHSEED": "0", "TZ": "UTC"}
    done = subprocess.run(command, cwd=folder, env=told, capture_output=True, text=True, check=False)
    parts = re.split(r"^_+ .*Cell (\d+) _+$", done.stdout, flags=re.MULTILINE)
    code = [n for n, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
    assert f"collected {len(code)} items" in done.stdout, done.stdout + done.stderr
    failures = dict(zip(map(int, parts[1::2]), parts[2::2], strict=True))
    return {n: failures.get(at, "") for at, n in enumerate(code)}


def where(notebook: nbformat.NotebookNode, text: str) -> int:
    found = [n for n, cell in enumerate(notebook.cells) if cell.cell_type == "code" and text in cell.source]
    assert len(found) == 1, f"{text} is in {len(found)} cells: correct this test"
    return found[0]


@pytest.mark.long
@pytest.mark.parametrize("name", ALTERED)
def test_nbval_catches_what_was_altered_in_the_timeline(said: dict[int, str], name: str) -> None:
    old, _, wanted = ALTERED[name]
    cell = where(nbformat.read(COMMITTED, as_version=4), old)
    assert (wanted in said[cell] and "application/vnd.casebook." in said[cell]) or "Missing output" in said[cell], said[
        cell
    ]


@pytest.mark.long
def test_nbval_passes_what_was_not_altered(said: dict[int, str]) -> None:
    notebook = nbformat.read(COMMITTED, as_version=4)
    altered = {where(notebook, old) for old, _, _ in ALTERED.values()}
    assert {cell: text for cell, text in said.items() if cell not in altered and text} == {}


@pytest.mark.parametrize("name", ["tiktok-state-influence", "harbour-fire"])
def test_two_renders_give_the_same_bytes(name: str, workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    code = cli.main(["render", name, "--check", "--workspace", str(workspace.root)])
    assert (code, *capsys.readouterr()) == (0, f"{name}: two renders gave the same bytes.\n", "")
    assert not (workspace.reports / name).exists(), "--check publishes nothing"
