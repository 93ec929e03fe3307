"""A new case, and the workspace around it."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from helpers import paths, tables
from helpers.errors import CaseError, UsageError
from helpers.intake._toml import written
from helpers.paths import Workspace

HANDMADE = ("claims", "actors", "ties", "watchlist")

_CASE = """\
title = {title}
question = "What happened, in what order, and who says so?"
period = "{year}"                   # a date such as 2022, 2022-07 or 2021-09/2022-01
timezone = "UTC"                  # for times that nobody states a zone for
invented = false
about = ""

# Every file of evidence has an entry. `casebook add {name} FILE` copies a file and writes one:
#
# [[sources]]
# files = "posts/export.csv"      # a file, a folder or a glob inside this folder
# reader = "table"                # `casebook readers` lists them
# credit = "who is credited"      # published
# from = "how it was obtained"    # never published
# retrieved = "{today}"
# publish = true
#
# Tables under handmade/ need no entry. What a notebook is given stands here as well:
#
# [notebooks."10-timeline"]
# start = "{year}-01"
"""

_README = """\
# A Casebook workspace

`data/raw/` holds the cases: evidence that people put in, never changed by the kit. `data/processed/` and `reports/` are
made from it and may be deleted at any time. `notebooks/` is for notebooks of your own: one with the name of a shipped
one takes its place.

    casebook render {name}
"""
_IGNORE = "data/processed/\nreports/\nexports/\nlab/\n.ipynb_checkpoints/\n"


def new(name: str, workspace: Path | None = None, title: str = "") -> Path:
    """Lays out a new case, and the workspace around it where there is none; returns the case's folder.

    A folder that is there already and has no case.toml gets what it lacks; the files in it stay as they are.
    """
    paths.check_name(name)
    space = _workspace(workspace)
    folder = space.raw / name
    if (folder / "case.toml").exists() or (os.path.lexists(folder) and not folder.is_dir()):
        raise UsageError(f"{folder} is there already. Choose another name, or go on with `casebook add {name} FILE`.")
    text = _case_toml(name, title)
    try:
        _lay_out(space, name)
        _put(folder, text)
    except OSError as error:
        why = error.strerror or error
        raise CaseError(f"{folder} cannot be laid out: {why}. Free some space or choose another folder.") from error
    return folder


def header(table: str) -> str:
    """The first line of a handmade table: its columns, without those that say where a row stands."""
    return ",".join(name for name in tables.get(table).names if name not in ("source", "row")) + "\n"


def _case_toml(name: str, title: str) -> str:
    today = datetime.now(UTC).date().isoformat()
    shown = title.strip() or name.replace("-", " ").capitalize()
    if not shown.isprintable():
        raise UsageError("The title has characters that cannot be shown. Write it with plain ones.")
    return _CASE.format(name=name, title=written(shown), year=today[:4], today=today)


def _workspace(named: Path | None) -> Workspace:
    if named is None:
        return paths.find_workspace()
    root = named.expanduser().resolve()
    if root.exists() and not root.is_dir():
        raise UsageError(f"{root} is a file. Name a folder for the workspace.")
    return Workspace(root)


def _lay_out(space: Workspace, name: str) -> None:
    """The folders and files of a workspace; `data/raw` comes last, because it is what makes a folder a workspace."""
    if space.raw.is_dir():
        return
    for folder in (space.processed, space.reports, space.root / "notebooks"):
        folder.mkdir(parents=True, exist_ok=True)
    for file, text in ((".gitignore", _IGNORE), ("README.md", _README.format(name=name))):
        if not (space.root / file).exists():
            (space.root / file).write_text(text, "utf-8")
    space.raw.mkdir(parents=True)


def _put(folder: Path, text: str) -> None:
    """The case, made beside its place and put there by rename; a folder that is there is filled, case.toml last."""
    half = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(half, ignore_errors=True)
    try:
        _fill(half, text)
        if folder.is_dir():
            _fill(folder, text)
        else:
            half.replace(folder)
    finally:
        shutil.rmtree(half, ignore_errors=True)


def _fill(folder: Path, text: str) -> None:
    for inner in ("handmade", "pages"):
        (folder / inner).mkdir(parents=True, exist_ok=True)
    for table in HANDMADE:
        if not (folder / "handmade" / f"{table}.csv").exists():
            (folder / "handmade" / f"{table}.csv").write_text(header(table), "utf-8")
    half = folder / ".case.toml.half"
    half.write_text(text, "utf-8")
    half.replace(folder / "case.toml")
