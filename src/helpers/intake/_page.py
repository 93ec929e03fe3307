"""A page of the analyst's own in the report: laid out so that it runs as it is, and is then written over."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from pathlib import Path
from typing import Any

from helpers import paths, tables
from helpers.cases import Case
from helpers.errors import CaseError, UsageError
from helpers.intake._toml import written

NAME = re.compile(r"(?:(\d+)-)?(\w[\w-]*)")
FIRST = ("claims", "posts", "articles", "takedowns", "requests")  # the table to begin with, if the case has it
TELLING = (
    "published",
    "created_at",
    "event_date",
    "date",
    "period",
    "outlet",
    "account_name",
    "claimant",
    "name",
    "title",
    "what",
    "text",
)
MOST_COLUMNS = 4
_INTRO = (
    "Say in three to five sentences what this page reads, what it leaves out, and how its table is to be read. "
    "A sentence cites its row like this: `{note}`."
)


def new_page(case: Case, name: str, as_text: bool = False) -> Path:
    """Lays out `pages/NN-name.ipynb` (or .md) of a built case and returns its path; nothing is overwritten.

    A name without a number gets the next free tens. The notebook runs as it is: it shows the first rows of one of the
    case's tables, with their evidence, and promises as much in its metadata. A `UsageError` for a name that is taken or
    is none, for a case that the kit ships, and for a notebook of a case that was never built.
    """
    if not case.folder.is_relative_to(case.workspace.raw):
        raise UsageError(f"{case.name} is a case that the kit ships. Start your own with `casebook new NAME`.")
    full = _full_name(case, name)
    title = full.partition("-")[2].replace("-", " ").replace("_", " ").strip().capitalize()
    table = _table(case)
    if not table and not as_text:
        raise UsageError(
            f"{case.name} has no table yet that a notebook could show. Run `casebook build {case.name}` first, "
            "or write the page as text, with --md."
        )
    note = _note(case, table) if table else ""
    text = _prose(title, note) if as_text else json.dumps(_notebook(case, title, table, note), indent=1) + "\n"
    return _put(case.folder / "pages" / f"{full}.{'md' if as_text else 'ipynb'}", text)


def _full_name(case: Case, name: str) -> str:
    """The name with its number; a `UsageError` if it is none, or taken."""
    found = NAME.fullmatch(name.removesuffix(".ipynb").removesuffix(".md"))
    if not found:
        raise UsageError(
            f'"{name}" cannot be the name of a page. Use letters, digits and hyphens, as in "the-letter" or '
            '"45-the-letter".'
        )
    places = (paths.notebooks(), case.workspace.root / "notebooks", case.folder / "pages")
    taken = {path.stem: path for place in places for path in place.glob("[0-9]*-*") if path.suffix in (".ipynb", ".md")}
    highest = max((int(number[0]) for stem in taken if (number := re.match(r"\d+", stem))), default=0)
    full = f"{found[1] or (highest // 10 + 1) * 10}-{found[2]}"
    if full in taken:
        raise UsageError(f"{taken[full]} is there already. Choose another name or another number.")
    return full


def _table(case: Case) -> str:
    """The table to begin with; empty where the case has no row that could be cited."""
    citable = [name for name in case.built.get("tables", {}) if {"source", "row"} <= set(tables.get(name).names)]
    return next((name for name in (*FIRST, *citable) if name in citable and case.has(name)), "")


def _note(case: Case, table: str) -> str:
    """A note that cites the table's first row, with its file where other files have a row of that name."""
    frame = case.table(table, ["source", "row"])
    first = frame.iloc[0]
    alone = int((frame["row"] == first["row"]).sum()) == 1
    named = f"{table}:{first['row']}" if alone else f"{table}:{first['source']}:{first['row']}"
    return f"[@{{{named}}}]" if set(named) & set("[];") else f"[@{named}]"


def _prose(title: str, note: str) -> str:
    cited = f"A sentence with its evidence {note}." if note else "A sentence with its evidence."
    return (
        f"# {title}\n\n> What do we want to know?\n\n{_INTRO.format(note=note or '[@articles:a07]')}\n\n"
        f"## What was found\n\n{cited}\n\n## Limits\n\nWhat the evidence cannot say.\n"
    )


def _notebook(case: Case, title: str, table: str, note: str) -> dict[str, Any]:
    """The bones of a page, cell by cell, with one table of the case."""
    cells = [
        ("markdown", f"# {title}\n\n> What do we want to know?"),
        ("markdown", _INTRO.format(note=note)),
        (
            "parameters",
            f"case: str = {written(case.name)}  # a folder under data/raw\nrows: int = 10  # shown [1..200]",
        ),
        ("code", f'from helpers import cases, show, wording\n\nc = cases.load(case)\n{table} = c.table("{table}")'),
        ("markdown", "How much there is to read:"),
        ("code", f'show.counts({{"rows": len({table}), "files": {table}["source"].nunique()}})'),
        ("markdown", "Every row leads back to a file:"),
        ("code", f'assert {table}["source"].notna().all()'),
        ("markdown", "## What was found"),
        ("code", _finding(table)),
        ("markdown", "## The rows\n\nThe first ones, in the order of the files."),
        ("code", _shown(table)),
        ("markdown", "## Limits"),
        ("code", "show.limits(c)"),
    ]
    about = {"needs": [table], "may_use": [], "yields": {"tables": 1, "findings": 1}}
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    made = [_cell(f"page-{n:02d}", kind, source) for n, (kind, source) in enumerate(cells)]
    metadata = {"casebook": about, "kernelspec": kernel, "language_info": {"name": "python"}}
    return {"cells": made, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def _finding(table: str) -> str:
    files = f"{{wording.many({table}['source'].nunique(), 'file')}}"
    sentence = f"The case holds {{wording.many(len({table}), 'row')}} of {table}, from {files}."
    return f'show.finding(\n    f"{sentence}",\n    strength="counted, not judged", evidence={table}.head(3),\n)'


def _shown(table: str) -> str:
    names = [name for name in TELLING if name in tables.get(table).names][:MOST_COLUMNS]
    names = names or [name for name in tables.get(table).names if name not in ("source", "row")][:MOST_COLUMNS]
    columns = ", ".join(f'"{name}": "{name.replace("_", " ").capitalize()}"' for name in names)
    order = 'order="in the order of the files"'
    return f'show.table(\n    {table}, "First rows",\n    columns={{{columns}}},\n    cap=rows, {order},\n)'


def _cell(name: str, kind: str, source: str) -> dict[str, Any]:
    if kind == "markdown":
        return {"cell_type": "markdown", "id": name, "metadata": {}, "source": source}
    tags = {"tags": ["parameters"]} if kind == "parameters" else {}
    return {"cell_type": "code", "execution_count": None, "id": name, "metadata": tags, "outputs": [], "source": source}


def _put(path: Path, text: str) -> Path:
    half = path.with_name(f".{path.name}.half")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        half.write_text(text, "utf-8")
        half.replace(path)
    except OSError as error:
        raise CaseError(f"{path} cannot be written: {error.strerror or error}.") from error
    finally:
        with suppress(OSError):
            half.unlink(missing_ok=True)
    return path
