"""What a report was made of and by: evidence, parameters, kit, the words of its case, its pages; each told apart."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import helpers
from helpers import paths
from helpers.report.changes._plain import digest, plain
from helpers.report.publication import manifest

if TYPE_CHECKING:
    import pandas as pd

CASE = ("title", "question", "period", "timezone", "invented", "about")
_UNSEEN = ("expect", "obtained")  # no page shows what is expected of a source, or who gave it
_INJECTED = "injected-parameters"
_CODE = (".py", ".css", ".j2", ".json", ".txt")


def causes(
    case: Any,
    plans: Sequence[Any],
    notebooks: Mapping[str, Any],
    given: Mapping[str, Any],
    sources: pd.DataFrame,
) -> dict[str, Any]:
    """What may be the cause of a difference.

    `evidence` is the fingerprint of all raw files, `parameters` the values by notebook, `kit` its version, the hash of
    its code and those of its notebooks, `case` what case.toml says, `pages` the hashes of the analyst's own pages.
    """
    read = {plan.name: _cells(plan, notebooks.get(plan.name)) for plan in plans}
    kits = {plan.name for plan in plans if getattr(plan, "whose", "the kit") == "the kit"}
    parameters = {plan.name: _values(plan.parameters) for plan in plans}
    return {
        "evidence": manifest.fingerprint(sources),
        "parameters": {name: values for name, values in parameters.items() if values} | _command(given, parameters),
        "kit": {
            "version": helpers.__version__,
            "code": code(),
            "notebooks": {name: text for name, text in read.items() if name in kits},
        },
        "case": {name: plain(getattr(case, name, None)) for name in CASE}
        | {"sources": digest(_listed(getattr(case, "sources", ())))},
        "pages": {name: text for name, text in read.items() if name not in kits},
    }


def _values(parameters: Mapping[str, Any]) -> dict[str, Any]:
    return {name: plain(value) for name, value in parameters.items() if name != "case"}


def _command(given: Mapping[str, Any], known: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The command's parameters that no page takes up; they stand on the pages, in the command that makes them again."""
    taken = {name for values in known.values() for name in values}
    left = {name: plain(value) for name, value in given.items() if name not in taken and name not in known}
    return {"the command": left} if left else {}


def _listed(value: Any) -> Any:
    """What case.toml lists, as plain values: an entry by its fields, a path without the folder of this machine."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            one.name: _listed(getattr(value, one.name)) for one in dataclasses.fields(value) if one.name not in _UNSEEN
        }
    if isinstance(value, Mapping):
        return {str(name): _listed(inner) for name, inner in sorted(value.items())}
    if isinstance(value, (list, tuple)):
        return [_listed(one) for one in value]
    return value if isinstance(value, (str, int, float, bool, type(None))) else str(value)


def _cells(plan: Any, notebook: Any) -> str:
    """The hash of a page's own cells, without the parameters that a run puts in; of its file, where it has not run."""
    cells = getattr(notebook, "cells", None)
    if cells is None:
        path = Path(plan.path)
        return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    own = [cell for cell in cells if _INJECTED not in cell.get("metadata", {}).get("tags", [])]
    return digest([[cell["cell_type"], digest(cell["source"])] for cell in own])


@cache
def code() -> str:
    """One SHA-256 over the kit's own files: of what stands in the package, not of its cases and notebooks."""
    found = hashlib.sha256()
    for path in sorted(paths.PACKAGE.rglob("*")):
        parts = path.relative_to(paths.PACKAGE).parts
        if path.is_file() and path.suffix in _CODE and parts[0] != "_shipped":
            found.update(f"{'/'.join(parts)}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return found.hexdigest()
