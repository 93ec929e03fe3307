"""manifest.json: the only place of times and versions, with the hash of every other file of the report.

Pages hold neither, so that the same evidence gives the same bytes; whoever wants to know what made them, and when, and
whether a file is still the one that was made, finds it here.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

NAME = "manifest.json"
LIBRARIES = (
    "casebook-kit",
    "jinja2",
    "matplotlib",
    "mistune",
    "nbconvert",
    "nh3",
    "numpy",
    "pandas",
    "papermill",
    "pyarrow",
    "duckdb",
)


def fingerprint(sources: pd.DataFrame) -> str:
    """One SHA-256 over all evidence: of the lines `<sha256>  <file>`, by file, as `sha256sum` writes them."""
    pairs = sorted(zip(sources["source"], sources["sha256"], strict=True))
    return hashlib.sha256("".join(f"{digest}  {source}\n" for source, digest in pairs).encode()).hexdigest()


def versions() -> dict[str, str]:
    """The version of the kit, of Python and of the libraries that make the pages; "not installed" where one is not."""
    found = {"python": platform.python_version()}
    for name in LIBRARIES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = "not installed"
    return found


def files(made: Mapping[str, bytes]) -> dict[str, dict[str, Any]]:
    """Size and SHA-256 of every file of the report, by name."""
    return {name: {"bytes": len(made[name]), "sha256": hashlib.sha256(made[name]).hexdigest()} for name in sorted(made)}


def published(folder: Path) -> dict[str, Any]:
    """The manifest of a published report; empty where there is none, or where it is damaged."""
    try:
        found = json.loads((folder / NAME).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and isinstance(found.get("files"), dict) else {}


def differing(folder: Path, listed: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """The files of a report that are not as listed: gone, of another size, or of another hash; or not listed at all."""
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {NAME}
    return sorted({name for name, one in listed.items() if not _is_same(folder / name, one)} | (there - listed.keys()))


def _is_same(path: Path, one: Mapping[str, Any]) -> bool:
    try:
        if path.stat().st_size != one.get("bytes"):
            return False
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == one.get("sha256")
    except OSError:
        return False
