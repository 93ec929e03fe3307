"""A case: what it asks, where its evidence lies, and its tables once they are built.

c = cases.load("harbour-fire")
posts = c.table("posts")
"""

from __future__ import annotations

from pathlib import Path

from helpers import paths
from helpers.cases import _look
from helpers.cases._files import UNFINISHED, Input, Source, expand, handmade_inputs, raw_files
from helpers.cases._model import Case, Handle, file_stamp, read_frame
from helpers.cases._publication import Publication
from helpers.cases._toml import read
from helpers.errors import CaseError
from helpers.paths import Workspace


def load(name: str, workspace: str | Path | Workspace | None = None) -> Case:
    """The case of this name in the workspace, or the one that the kit ships; a `CaseError` that lists every problem.

    The workspace is the folder that has `data/raw`; without one CASEBOOK_WORKSPACE, else the next one upwards.

    Examples:
        c = cases.load("harbour-fire")
        c = cases.load("harbour-fire", "~/investigations")
    """
    space = workspace if isinstance(workspace, Workspace) else paths.find_workspace(workspace)
    folder = space.case_folder(name)
    case, problems = read(folder, name, space)
    if problems:
        raise CaseError("\n".join(problems))
    assert case is not None
    _look.register()
    return case


__all__ = [
    "UNFINISHED",
    "Case",
    "Handle",
    "Input",
    "Publication",
    "Source",
    "expand",
    "file_stamp",
    "handmade_inputs",
    "load",
    "raw_files",
    "read",
    "read_frame",
]


def __dir__() -> list[str]:
    """What the tab key lists behind `cases.`."""
    return __all__
