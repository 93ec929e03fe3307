"""Working copies of a case's notebooks in `lab/<case>/`: made, set to the case, and brought up to date."""

from __future__ import annotations

import ast
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import helpers
from helpers import paths, run
from helpers.cases import Case
from helpers.errors import CaseError, ReportError
from helpers.lab import _merge
from helpers.lab._merge import Merged, Notebook
from helpers.wording import many

BASES = ".made_from"


@dataclass
class Copies:
    """Where the working copies are, and sentences about those that are new, old, or could not be made."""

    folder: Path
    says: list[str] = field(default_factory=list)


def working_copies(case: Case) -> Copies:
    """Copies the notebooks into `lab/<case>/`, with the case and its parameters set; one that is there stays as it is.

    They are the ones that `render` runs: the kit's, the workspace's and the case's; a later one replaces an earlier.
    A copy is for looking: what shall be in the report goes into the workspace's `notebooks` or the case's `pages`.
    What else lies in these two folders is linked into the copies' folder, so that relative paths lead there.
    """
    with _made(case) as made:
        for name, template in _templates(case, made.says).items():
            path = made.folder / f"{name}.ipynb"
            if not path.exists():
                _write(made.folder, name, template, template)
            elif _is_older(path, template):
                made.says.append(
                    f"{name} was made from an older version. `casebook lab {case.name} --update` brings in the newer "
                    "one, where you changed nothing."
                )
    return made


def update(case: Case) -> Copies:
    """Merges the present notebooks into the working copies, cell by cell; what the analyst changed stays.

    `says` tells what came, what went, and which cells both sides changed. Copies that are missing are made.
    """
    with _made(case) as made:
        templates = _templates(case, made.says)
        for name, template in templates.items():
            path = made.folder / f"{name}.ipynb"
            if not path.exists():
                _write(made.folder, name, template, template)
                made.says.append(f"{name} is new here.")
            elif _is_older(path, template):
                made.says += _updated(made.folder, name, template)
        gone = sorted({path.stem for path in (made.folder / BASES).glob("*.ipynb")} - templates.keys())
        made.says += [
            f"{name} is no longer among the notebooks; your copy stays."
            for name in gone
            if (made.folder / f"{name}.ipynb").exists()
        ]
    return made


@contextmanager
def _made(case: Case) -> Iterator[Copies]:
    """The folder of the copies, there to be written into; what the disk refuses becomes a sentence."""
    folder = case.workspace.root / "lab" / case.name
    try:
        (folder / BASES).mkdir(parents=True, exist_ok=True)
        yield Copies(folder)
        _link_beside(case, folder)
    except OSError as error:
        raise CaseError(f"{folder} cannot be written: {error.strerror or error}.") from error


# ---------------------------------------------------------------- templates


def _templates(case: Case, says: list[str]) -> dict[str, Notebook]:
    """The notebooks of the case as a fresh copy has them, by name."""
    made = {}
    for plan in run.plan(case):
        if plan.broken:
            says.append(plan.broken)
        elif plan.path.suffix == ".ipynb":
            notebook = _merge.with_ids(json.loads(plan.path.read_text("utf-8")))
            for cell in notebook["cells"]:
                _set(cell, plan.parameters)
            _sign(notebook, plan.whose)
            made[plan.name] = notebook
    return made


def _set(cell: dict[str, Any], values: dict[str, Any]) -> None:
    if cell["cell_type"] != "code":
        return
    cell["outputs"], cell["execution_count"] = [], None
    if "parameters" in cell["metadata"].get("tags", []):
        cell["source"] = with_values(_merge.text(cell), values)


def with_values(source: str, values: dict[str, Any]) -> str:
    """The source of a parameters cell with these defaults; types, comments and everything else stay."""
    lines = source.encode().splitlines(keepends=True)
    starts = [sum(map(len, lines[:n])) for n in range(len(lines) + 1)]
    made = source.encode()
    for statement in reversed(ast.parse(source).body):
        target = statement.target if isinstance(statement, ast.AnnAssign) else getattr(statement, "targets", [None])[0]
        default = getattr(statement, "value", None)
        if isinstance(target, ast.Name) and target.id in values and isinstance(default, ast.expr):
            start = starts[default.lineno - 1] + default.col_offset
            end = starts[(default.end_lineno or default.lineno) - 1] + (default.end_col_offset or 0)
            made = made[:start] + _written(values[target.id]).encode() + made[end:]
    return made.decode()


def _written(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)


def _sign(notebook: Notebook, whose: str) -> None:
    """Writes down from which version the copy is made."""
    cells = json.dumps([_merge.said(cell) for cell in notebook["cells"]], ensure_ascii=False)
    digest = hashlib.sha256(cells.encode(errors="surrogatepass")).hexdigest()
    about = notebook["metadata"].setdefault("casebook", {})
    about["made_from"] = {"kit": helpers.__version__, "template": digest, "whose": whose}


def _made_from(notebook: Notebook) -> str:
    found = notebook.get("metadata", {}).get("casebook", {}).get("made_from", {}).get("template", "")
    return str(found)


# ---------------------------------------------------------------- copies


def _is_older(path: Path, template: Notebook) -> bool:
    try:
        return _made_from(_read(path)) != _made_from(template)
    except ReportError:
        return True  # `update` says what is wrong with it


def _read(path: Path) -> Notebook:
    try:
        notebook: Notebook = json.loads(path.read_text("utf-8"))
        if notebook["nbformat"] == 4 and all(cell["cell_type"] for cell in notebook["cells"]):
            return notebook
    except (ValueError, KeyError, TypeError):
        pass
    raise ReportError(f"{path} is not a notebook of format 4. Open it in JupyterLab and save it.")


def _updated(folder: Path, name: str, template: Notebook) -> list[str]:
    """Merges one copy and says what became of it."""
    path, base = folder / f"{name}.ipynb", folder / BASES / f"{name}.ipynb"
    away = f"Move {path} away to get a new copy."
    try:
        ours = _read(path)
    except ReportError:
        return [f"{name} stays as it is, because it is not a notebook of format 4. {away}"]
    try:
        before = _read(base)
    except (OSError, ReportError):
        return [f"{name} stays as it is, because it is not known what it was made from. {away}"]
    merged = _merge.merge(before, ours, template)
    about = ours.get("metadata", {}).get("casebook", {})
    own = merged.notebook.setdefault("metadata", {})
    own["casebook"] = about | template["metadata"]["casebook"]
    _write(folder, name, merged.notebook, template)
    return [f"{name}: {_counted(merged)}.", *(f"{name}, {one}" for one in _named(merged, before, template))]


def _counted(merged: Merged) -> str:
    parts = [f"{many(len(merged.taken), 'cell')} took a new text"] * bool(merged.taken)
    parts += [f"{many(len(merged.came), 'cell')} came in"] * bool(merged.came)
    parts += [f"{many(len(merged.went), 'cell')} went out"] * bool(merged.went)
    return ", ".join(parts) if parts else "nothing to take over"


def _named(merged: Merged, before: Notebook, template: Notebook) -> list[str]:
    """A sentence's end for each cell that did not follow the template."""
    cells = {cell["id"]: cell for one in (before, template, merged.notebook) for cell in one["cells"]}
    number = {cell["id"]: n for n, cell in enumerate(merged.notebook["cells"], start=1)}

    def line(name: str) -> str:
        first = next((line.strip() for line in _merge.text(cells[name]).splitlines() if line.strip()), "")
        return first[:60]

    def cell(name: str) -> str:
        return f"cell {number[name]} ({line(name)})"

    both = [f"{cell(one)}: you changed it, and so did the newer version; yours stays." for one in merged.both]
    kept = [f"{cell(one)}: you changed it, and the newer version has it no more; yours stays." for one in merged.kept]
    left = [
        f"a cell that you took out ({line(one)}) is another in the newer version; it stays out." for one in merged.left
    ]
    return [*both, *kept, *left]


def _write(folder: Path, name: str, notebook: Notebook, base: Notebook) -> None:
    """The copy first, then what it was made from: cut in between, the next update still finds nothing to lose."""
    for path, one in ((folder / f"{name}.ipynb", notebook), (folder / BASES / f"{name}.ipynb", base)):
        half = path.with_name(f".{path.name}.half")
        half.write_text(json.dumps(one, indent=1, ensure_ascii=False) + "\n", "utf-8", errors="surrogatepass")
        half.replace(path)


def _link_beside(case: Case, folder: Path) -> None:
    """Links what lies beside the analyst's own notebooks, where the name is free; copies it where links are refused."""
    for place in (case.workspace.root / "notebooks", case.folder / "pages"):
        if not place.is_relative_to(case.workspace.root) or place == paths.notebooks():
            continue  # the kit's own
        for path in sorted(place.glob("*")):
            target = folder / path.name
            if path.suffix == ".ipynb" or path.name.startswith((".", "__")) or os.path.lexists(target):
                continue
            try:
                target.symlink_to(os.path.relpath(path, folder), target_is_directory=path.is_dir())
            except (OSError, NotImplementedError):
                (shutil.copytree if path.is_dir() else shutil.copy2)(path, target)
