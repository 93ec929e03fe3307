"""nbval sees what our bundles say: a wrong or missing chart, number or finding, and not a moved decimal of a drawing.

The notebook is invented and emits bundles as `show` does: JSON as dicts, the drawings as one JSON text.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from helpers import run

CONFIG = Path(__file__).with_name("nbval.cfg")
SHOW = """\
import json
from IPython.display import display
def show(kind, bundle, **extra):
    data = {f"application/vnd.casebook.{kind}+json": bundle, "text/plain": kind, "text/html": f"<p>{kind}</p>"}
    display(data | extra, raw=True)
def drawing(width, d):
    return f'<svg viewBox="0 0 {width} 90" xmlns="http://www.w3.org/2000/svg">\\n  <path d="{d}"/>\\n</svg>\\n'"""
FIGURE = """\
drawings = {str(width): drawing(width, "M1.25 2") for width in (1280, 720, 390)}
table = {"columns": [{"name": "posts", "label": "Posts", "align": "end"}], "rows": [[54], [0.1]], "evidence": []}
bundle = {"name": "posts", "title": "Posts", "table": table, "fingerprint": {"marks": {"dot": 2}, "hash": "00ff"}}
show("figure", bundle, **{"image/svg+xml": drawings["1280"], "application/vnd.casebook.drawings+json":
     json.dumps(drawings), "text/html": f"<figure>{drawings['1280']}<figcaption>Posts</figcaption></figure>"})"""
DICT = FIGURE.replace("json.dumps(drawings)", "drawings")
TABLE = 'show("table", {"name": "shares", "shown": 1, "total": 1, "rows": [["a", 7, 0.30000000000000004, None]]})'
FINDING = 'show("finding", {"text": "54 posts.", "strength": "strong", "evidence": [{"table": "posts", "row": "2"}]})'
STYLED = "import pandas\ndisplay(pandas.DataFrame({'n': [1]}).style)\nobject()"
DIFFERS = "mismatch 'application/vnd.casebook.{}+json'"
ALTERED = {
    # name: (cell, what stands there, what it becomes, what nbval says; None when it passes)
    "nothing": (FIGURE, "54", "54", None),
    "names and addresses that are random": (STYLED, "[1]", "[1]", None),
    "a moved decimal of the drawing": (FIGURE, "M1.25 2", "M1.26 2", None),
    "the same where the drawings are a dict": (DICT, "M1.25 2", "M1.26 2", DIFFERS.format("drawings")),
    "another fingerprint": (FIGURE, "00ff", "00fe", DIFFERS.format("figure")),
    "another number behind the chart": (FIGURE, "0.1]", "0.2]", DIFFERS.format("figure")),
    "no chart": (FIGURE, "show(", "0 and show(", "Missing output fields"),
    "a chart without drawings": (FIGURE, "json.dumps(drawings)", "'{}'", DIFFERS.format("drawings")),
    "a number in a table": (TABLE, "7", "8", DIFFERS.format("table")),
    "a finding's number": (FINDING, "54", "55", DIFFERS.format("finding")),
    "a finding's evidence": (FINDING, '"2"', '"3"', DIFFERS.format("finding")),
}


def write(path: Path, cells: list[str]) -> Path:
    made = new_notebook(metadata={"kernelspec": {"name": "python3", "language": "python", "display_name": "x"}})
    made.cells = [new_code_cell(cell, id=f"cell-{n}") for n, cell in enumerate(cells)]
    nbformat.write(made, path)
    return path


def altered(source: str, old: str, new: str) -> str:
    assert source.count(old) == 1, f"{old} is not once in the cell"
    return source.replace(old, new)


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> nbformat.NotebookNode:
    """The notebook with its outputs, as the kit's own run leaves them."""
    cells = [SHOW, *(cell for cell, *_ in ALTERED.values())]
    path = write(tmp_path_factory.mktemp("committed") / "10-posts.ipynb", cells)
    return run.execute([run.Plan("10-posts", path, "", "")])["10-posts"]


@pytest.fixture(scope="module")
def said(committed: nbformat.NotebookNode, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What nbval says about each altered cell: its outputs are those of the cell as it was."""
    folder = tmp_path_factory.mktemp("nbval")
    (folder / "pytest.ini").write_text("[pytest]\n")
    notebook = nbformat.from_dict(committed)
    for cell, (source, old, new, _) in zip(notebook.cells[1:], ALTERED.values(), strict=True):
        cell["source"] = altered(source, old, new)
    nbformat.write(notebook, folder / "altered.ipynb")
    options = ["--nbval", "--nbval-current-env", "--nbval-sanitize-with", str(CONFIG), "-p", "no:cacheprovider"]
    command = [sys.executable, "-m", "pytest", "--color=no", *options, str(folder)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert f"collected {1 + len(ALTERED)} items" in done.stdout, done.stdout + done.stderr
    parts = re.split(r"^_+ .*Cell (\d+) _+$", done.stdout, flags=re.MULTILINE)
    failures = dict(zip(map(int, parts[1::2]), parts[2::2], strict=True))
    assert 0 not in failures, failures[0]
    return {name: failures.get(number, "") for number, name in enumerate(ALTERED, 1)}


@pytest.mark.parametrize("name", ALTERED)
def test_nbval_catches_what_matters(said: dict[str, str], name: str) -> None:
    wanted = ALTERED[name][3]
    assert (wanted in said[name]) if wanted else said[name] == "", said[name]


def test_the_outputs_are_those_of_the_contract(committed: nbformat.NotebookNode) -> None:
    figure = committed.cells[1].outputs[0].data
    assert type(figure["application/vnd.casebook.drawings+json"]) is str
    assert run.count_yields(committed) == {"figures": 7, "tables": 1, "findings": 2}
