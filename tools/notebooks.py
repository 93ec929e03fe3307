"""Runs the committed notebooks on their default cases and writes their outputs back.

    python tools/notebooks.py [NAME ...]

The committed notebook is the template and also its own reference run. Nothing else writes these files; whoever changes
a notebook, a chart or a shipped case runs this and looks at the difference before committing it.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import nbformat

from helpers import build, cases, parameters, run

FOLDER = Path(__file__).resolve().parents[1] / "notebooks"
KEPT = ("casebook", "kernelspec", "language_info")


def default_case(path: Path) -> str:
    """The shipped case that the notebook's parameters cell names."""
    notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    return str(parameters.signature(notebook, path.stem)["case"].default)


def as_template(executed: Any) -> Any:
    """The executed notebook without what only this run put in: the injected cell, counts, metadata."""
    cells = [cell for cell in executed.cells if "injected-parameters" not in cell.metadata.get("tags", [])]
    counted = 0
    for cell in cells:
        cell.metadata = {"tags": cell.metadata["tags"]} if cell.metadata.get("tags") else {}
        if cell.cell_type == "code":
            counted += 1
            cell.execution_count = counted
            for output in cell.outputs:
                if "execution_count" in output:
                    output["execution_count"] = counted
    executed.cells = cells
    executed.metadata = {key: executed.metadata[key] for key in KEPT if key in executed.metadata}
    executed.metadata["language_info"] = {"name": "python"}  # the patch version of Python is no part of a template
    return executed


def main(names: list[str]) -> None:
    """Runs the named notebooks, or all."""
    wanted = [path for path in sorted(FOLDER.glob("*.ipynb")) if not names or path.stem in names]
    by_case: dict[str, list[str]] = {}
    for path in wanted:
        by_case.setdefault(default_case(path), []).append(path.stem)
    for name, stems in by_case.items():
        case = cases.load(name, FOLDER.parent)
        build.build(case)
        plans = [plan for plan in run.plan(case) if plan.name in stems]
        for stem, executed in run.execute(plans).items():
            nbformat.write(as_template(executed), FOLDER / f"{stem}.ipynb")  # type: ignore[no-untyped-call]
            print(f"{stem}: run on {name}")


if __name__ == "__main__":
    main(sys.argv[1:])
