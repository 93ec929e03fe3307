"""manifest.json: the only place of times and versions, with the hash of every other file of the report.

Pages hold neither, so that the same evidence gives the same bytes; whoever wants to know what made them, and when, and
whether a file is still the one that was made, finds it here.
"""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Mapping
from importlib import metadata
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
