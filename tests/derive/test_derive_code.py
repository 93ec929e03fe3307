"""The key of a derived table holds the code that makes it: a kit that reads otherwise makes the table anew."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import helpers
from helpers import derive
from helpers.stage._keys import READING, files_of_code

PACKAGE = Path(helpers.__file__).parent
# What a table is made by, and no value of it.
NEVER = {"errors.py", "cases/__init__.py", "readers/_workers.py", "dates/languages/__init__.py"}
# Modules of a package that the table does not come by.
BESIDE = {"candidates": {"origins/__init__.py"}}


def imported(path: Path) -> set[str]:
    """The files of the kit that a file imports when it runs."""
    tree = ast.parse(path.read_text("utf-8"))
    typed = [node for node in ast.walk(tree) if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)]
    skipped = {id(node) for one in typed for part in one.body for node in ast.walk(part)}
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("helpers") and id(node) not in skipped:
            base = PACKAGE.joinpath(*str(node.module).split(".")[1:])
            for name in node.names:
                tries = (base / f"{name.name}.py", base / name.name / "__init__.py", base.with_suffix(".py"))
                there = next((one for one in (*tries, base / "__init__.py") if one.is_file()), None)
                found |= {there.relative_to(PACKAGE).as_posix()} if there else set()
    return found


@pytest.mark.parametrize("module", derive.load(), ids=lambda module: str(module.name))
def test_what_a_tables_code_imports_is_in_its_key(module: derive.Derived) -> None:
    mine = set(files_of_code(*module.code))
    known = mine | {name for name in READING if name.startswith("tables/")} | NEVER | BESIDE.get(module.name, set())
    known |= {"derive/__init__.py"}
    assert {name for one in mine for name in imported(PACKAGE / one)} - known == set()
