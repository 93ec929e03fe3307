"""A quick look from outside at everything that a report is made of: is it all as it was when it was published?

It reads stamps of the evidence, hashes of pages, modules, case.toml and the kit, the names of the installed libraries,
and the published files themselves; no table, no notebook's outputs, no heavy library. What it cannot tell for sure
counts as changed, and then the report is made the long way, which finds out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from helpers import paths
from helpers.errors import CasebookError
from helpers.report.publication import manifest
from helpers.report.runs import cache, fresh

NAME = "look"  # beside the executed notebooks; no page has a name without a number
PAGES = ("*.ipynb", "*.md", "*.py")
Look = dict[str, Any]


def look(case: Any, parameters: Mapping[str, Any]) -> Look:
    """Everything that a report is made of, but the tables, which a build makes of it; empty where it cannot be told."""
    from helpers.cases import file_stamp

    try:
        inputs = {one.name: file_stamp(one.path) for one in case._inputs()}
    except (CasebookError, OSError):
        return {}
    own = (case.workspace.root / "notebooks", case.folder / "pages")
    shipped = paths.notebooks()
    return {
        "inputs": inputs,
        "case_toml": fresh.file_hash(case.folder / "case.toml"),
        "folder": str(case.folder),
        "pages": {str(path): fresh.file_hash(path) for place in {shipped, *own} for path in _files(place)},
        "parameters": json.loads(json.dumps(parameters, default=str)),
        "kit": fresh.kit(frozenset()),
        "libraries": fresh.libraries(),
    }


def _files(folder: Path) -> list[Path]:
    return [path for pattern in PAGES for path in folder.glob(pattern)] if folder.is_dir() else []


def made(case: Any) -> dict[str, Any]:
    """The tables that the last build left, by size, and what the build said of itself."""
    found = {path.name: path.stat().st_size for path in case.processed.glob("*.parquet")}
    return {"tables": found, "built": sorted(case.built.get("tables", {}))}


def remember(case: Any, seen: Look, files: Mapping[str, str]) -> None:
    """Writes down what the published report was made of; `files` are those that its pages read, with their stamps."""
    folder = Path(case.reports)
    about = {**seen, **made(case), "files": dict(files), "manifest": fresh.file_hash(folder / manifest.NAME)}
    text = json.dumps(about, sort_keys=True)
    cache.put(_path(case), f"{hashlib.sha256(text.encode()).hexdigest()}\n{text}".encode())


def same(case: Any, seen: Look) -> bool:
    """Whether the published report is whole, and was made of exactly this."""
    if not seen or case.stale():  # also by stamps alone: whoever reads the tables next would refuse them
        return False
    try:
        digest, text = _path(case).read_text("utf-8").split("\n", 1)
        before = json.loads(text)
    except (OSError, ValueError):
        return False
    if hashlib.sha256(text.encode()).hexdigest() != digest or not isinstance(before, dict):
        return False
    folder, root = Path(case.reports), Path(case.workspace.root)
    files, written = before.pop("files", {}), before.pop("manifest", "")
    return (
        before == {**seen, **made(case)}
        and all(fresh.stamp(root / name) == stamp for name, stamp in files.items())
        and written == fresh.file_hash(folder / manifest.NAME)
        and not manifest.differing(folder, manifest.published(folder).get("files", {}))
    )


def _path(case: Any) -> Path:
    return cache.folder(case) / f"{NAME}.json"
