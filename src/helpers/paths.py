"""Where things are: the workspace, its cases, and what the kit ships.

A workspace is any folder with a `data/raw` in it: this repository, or a private investigation made with `casebook new
NAME --workspace DIR`. It is named by `--workspace`, else by `CASEBOOK_WORKSPACE`, else found by walking up.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from helpers.errors import CaseError, UsageError, did_you_mean

PACKAGE = Path(__file__).resolve().parent
CASE_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


@dataclass(frozen=True)
class Workspace:
    """A folder that holds cases, what is made of them, and their reports."""

    root: Path

    @property
    def raw(self) -> Path:
        """The cases: what people put in."""
        return self.root / "data" / "raw"

    @property
    def processed(self) -> Path:
        """What `build` makes; may be deleted at any time."""
        return self.root / "data" / "processed"

    @property
    def reports(self) -> Path:
        """What `render` publishes."""
        return self.root / "reports"

    def case_folder(self, name: str) -> Path:
        """The folder of a case: the workspace's own, else the one that the kit ships."""
        check_name(name)
        for folder in (self.raw / name, shipped_cases() / name):
            if (folder / "case.toml").is_file():
                return folder
        if (self.raw / name).is_dir():
            raise CaseError(f"{self.raw / name} has no case.toml. Run `casebook new {name}` to lay it out.")
        raise CaseError(
            f'There is no case "{name}" in {self.raw}.{did_you_mean(name, [*self.case_names(), *shipped_names()])}'
        )

    def case_names(self) -> list[str]:
        """The names of the workspace's cases, in order."""
        return _cases_in(self.raw)


def _cases_in(folder: Path) -> list[str]:
    return sorted(path.parent.name for path in folder.glob("*/case.toml"))


def check_name(name: str) -> str:
    """Returns the name of a case if it can be one; a `UsageError` otherwise."""
    if not CASE_NAME.fullmatch(name):
        raise UsageError(
            f'"{name}" cannot be the name of a case. '
            'Use small letters, digits and hyphens, at most 64, as in "harbour-fire".'
        )
    return name


def find_workspace(named: str | Path | None = None, start: Path | None = None) -> Workspace:
    """The workspace that is named, else that of `CASEBOOK_WORKSPACE`, else the first one upwards from `start`."""
    named = named or os.environ.get("CASEBOOK_WORKSPACE")
    if named:
        root = Path(named).expanduser().resolve()
        if not (root / "data" / "raw").is_dir():
            raise CaseError(
                f"{root} is not a workspace: it has no data/raw. Run `casebook new NAME --workspace {root}`."
            )
        return Workspace(root)
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "data" / "raw").is_dir():
            return Workspace(folder)
    raise CaseError(
        f"No workspace at {here} or above it: there is no data/raw. "
        "Go to one, name it with --workspace, or start one with `casebook new NAME --workspace DIR`."
    )


def checkout() -> Path | None:
    """The repository's root when the package runs from a checkout, else None."""
    root = PACKAGE.parents[1]
    return root if (root / "notebooks").is_dir() and (root / "pyproject.toml").is_file() else None


def shipped_cases() -> Path:
    """The folder of the cases that the kit ships."""
    root = checkout()
    return root / "data" / "raw" if root else PACKAGE / "_shipped" / "cases"


def notebooks() -> Path:
    """The folder of the notebooks that the kit ships."""
    root = checkout()
    return root / "notebooks" if root else PACKAGE / "_shipped" / "notebooks"


def shipped_names() -> list[str]:
    """The names of the cases that the kit ships, in order."""
    return _cases_in(shipped_cases())


def inside(folder: Path, path: str) -> Path:
    """The path inside the folder; a `CaseError` if it, or a link on its way, leads out."""
    if "\0" in path:
        raise CaseError(f"{path!r} cannot be a path: it has a NUL character in it.")
    full = folder / path
    resolved = full.resolve()
    if not resolved.is_relative_to(folder.resolve()):
        raise CaseError(f'"{path}" leads out of {folder}. Copy the file into the case with `casebook add`.')
    return full
