"""What a notebook read while it ran: tables asked of a case, and files and folders of the workspace.

A page needs to run again only when something that it read has changed; so everything asked for counts, what was not
there too. `helpers.cases` notes the tables and `_boot` the files, into a file of the kernel's private folder.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from helpers.run.plan import Plan

KEY = "casebook_reads"  # in a notebook's metadata
NAME = "reads.jsonl"
VARIABLE = "CASEBOOK_READS"


def collect(file: Path, case: str | None, workspace: Path | None) -> dict[str, list[str]]:
    """Returns {"tables": [...], "files": [...]}, each sorted.

    `tables` are those of the case, by name. `files` are paths below the workspace, with `/` at the end of a folder
    whose list of files was read; a table of another case stands there too, as its file under `data/processed`.
    """
    tables: set[str] = set()
    files: set[str] = set()
    for line in file.read_text("utf-8").splitlines() if file.exists() else []:
        note = json.loads(line)
        if "file" in note:
            files.add(note["file"])
        elif note["case"] == case:
            tables.add(note["table"])
        elif workspace and (path := Path(note["at"])).is_relative_to(workspace):
            files.add(path.relative_to(workspace).as_posix())
    return {"tables": sorted(tables), "files": sorted(files)}


def case_of(plan: Plan) -> str | None:
    """The name of the case that a notebook is run on: its parameter, or where it lies; None if neither says it."""
    if "case" in plan.parameters:
        return str(plan.parameters["case"])
    return plan.path.parent.parent.name if plan.path.parent.name == "pages" else None
