"""A new source of a case: its files copied byte for byte, and their entry in case.toml; all of it or nothing."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from helpers import cases, paths, readers, tables
from helpers.cases import Case
from helpers.errors import CasebookError, CaseError, ReaderError, UsageError
from helpers.intake import _copies
from helpers.intake._copies import Copy
from helpers.intake._look import look
from helpers.intake._toml import written

_OF_SOURCE = ("credit", "from", "retrieved", "publish", "zone", "expect")  # the others are the reader's own words


@dataclass(frozen=True)
class Added:
    """What `add` did, as paths inside the case: copied, there already, and the new entry of case.toml (or none)."""

    copied: tuple[str, ...]
    known: tuple[str, ...]
    entry: str


def add(case: Case, files: Iterable[Path], reader: str, options: Mapping[str, Any], *, dry_run: bool = False) -> Added:
    """Copies files or folders into the case, byte for byte, and writes their entry into case.toml; all or nothing.

    `options` are keys of a source in case.toml (credit, from, table, zone ...) and `into`, a folder of the case.
    A file that lies in the case stays where it is. What an entry of case.toml covers already gets no second one.
    With `dry_run` all is looked at and nothing written: what is said is what would be done.
    """
    if not case.folder.is_relative_to(case.workspace.raw):
        raise UsageError(f"{case.name} is a case that the kit ships. Start your own with `casebook new NAME`.")
    found = readers.get(reader)
    given = {key: value for key, value in options.items() if value not in (None, "", {}) and key != "into"}
    listed = list(files)
    copies = _copies.plan(case.folder, _into(case, reader, str(options.get("into") or ""), listed), listed)
    _must_be_its_own(copies, found, {key: value for key, value in given.items() if key not in _OF_SOURCE})
    if dry_run:
        return _done(copies, _entry_of(case, copies, reader, given))
    undo: list[Copy] = []
    try:
        for copy in copies:
            if not copy.known:
                undo.append(copy)
                copy.make()
        made = _write_entry(case, copies, reader, given)
    except BaseException:
        for copy in reversed(undo):
            copy.take_back(case.folder)
        raise
    return _done(copies, made)


def _done(copies: list[Copy], entry: str) -> Added:
    copied = tuple(copy.name for copy in copies if not copy.known)
    return Added(copied, tuple(copy.name for copy in copies if copy.known), entry)


def _into(case: Case, reader: str, named: str, files: list[Path]) -> Path:
    ours = reader == "handmade" and all(path.stem in tables.TABLES for path in files)
    inside = named or ("handmade" if ours else "tables" if reader == "handmade" else reader.replace("_", "-"))
    into = paths.inside(case.folder, inside)
    if into.exists() and not into.is_dir():
        raise UsageError(f"{into} is a file. Name a folder of the case with --into.")
    return into


def _must_be_its_own(copies: list[Copy], reader: readers.Reader, options: Mapping[str, Any]) -> None:
    """A `ReaderError` about the person's own file, before anything is copied."""
    for copy in copies:
        whole = copy.source.is_file() or getattr(reader.module, "FOLDER", False)
        for path in [copy.source] if whole else [p for p in _copies.files_of(copy.source) if p.name[0] != "."]:
            try:
                look(path, reader, options)
            except ReaderError as error:
                said = str(error).removesuffix("Name another reader in case.toml.").rstrip()
                then = "Name another one with --reader; `casebook readers` lists them. Nothing was added."
                raise ReaderError(f"{said} {then}") from error
            except OSError as error:
                raise CaseError(f"{path} cannot be read: {error.strerror or error}. Nothing was added.") from error


# ---------------------------------------------------------------- case.toml


def _entry_of(case: Case, copies: list[Copy], reader: str, given: Mapping[str, Any]) -> str:
    """The entry of what no entry covers yet; an empty text where there is nothing to write."""
    todo = [copy.name for copy in copies if not _covered(case, copy, reader)]
    return entry(todo, reader, given) if todo else ""


def _write_entry(case: Case, copies: list[Copy], reader: str, given: Mapping[str, Any]) -> str:
    """Writes the entry, and returns it."""
    made = _entry_of(case, copies, reader, given)
    if not made:
        return ""
    where = case.folder / "case.toml"
    try:
        before = where.read_bytes()
        newline = "\r\n" if b"\r\n" in before else "\n"
        ended = before if not before or before.endswith(b"\n") else before + newline.encode()
        _replace(case, ended + f"\n{made}".replace("\n", newline).encode("utf-8"))
    except OSError as error:
        raise CaseError(f"{where} cannot be written: {error.strerror or error}. Nothing was added.") from error
    return made


def _covered(case: Case, copy: Copy, reader: str) -> bool:
    """Whether an entry of case.toml reads what is being added, as it stands on the disk now."""
    names = {copy.name, *(f"{copy.name}/{p.relative_to(copy.to).as_posix()}" for p in _copies.files_of(copy.to))}
    for source in case.sources:
        all_of_it = {one.name for one in cases.expand(case.folder, source)}
        inputs = {name for name in all_of_it if name in names or copy.name.startswith(f"{name}/")}
        if inputs and source.reader != reader:
            raise UsageError(
                f"{sorted(inputs)[0]} is read by {source.reader} already. "
                "Choose another folder with --into, or correct case.toml."
            )
        if inputs or copy.name in source.files:
            return True
    return False


def entry(files: list[str], reader: str, given: Mapping[str, Any]) -> str:
    """An entry of case.toml as it is written: the files, the reader, and what is said about them."""
    today = datetime.now(UTC).date().isoformat()
    values: dict[str, Any] = {"files": files[0] if len(files) == 1 else files, "reader": reader, "credit": "not stated"}
    values |= {"retrieved": today, "publish": True} | dict(given)
    return "\n".join(["[[sources]]", *(f"{key} = {written(value)}" for key, value in values.items())]) + "\n"


def _replace(case: Case, text: bytes) -> None:
    """Puts the grown case.toml in place if the case as it would be is sound."""
    where = case.folder / "case.toml"
    half = where.with_name(".case.toml.half")
    try:
        half.write_bytes(text)
        _check(case, half)
        half.replace(where)
    finally:
        half.unlink(missing_ok=True)


def _check(case: Case, half: Path) -> None:
    try:
        tomllib.loads(half.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise CaseError(
            f"{case.folder / 'case.toml'} cannot take a new entry ({error}). Write its sources as [[sources]]. "
            "Nothing was added."
        ) from error
    grown, problems = cases.read(case.folder, case.name, case.workspace, half.name)
    try:
        if grown and not problems:
            assert grown.inputs is not None  # reads the names under handmade/
    except CasebookError as error:
        problems = [str(error)]
    if problems:
        lines = [problem.replace(half.name, "case.toml") for problem in problems]
        raise CaseError("\n".join([*lines, "Nothing was added."]))
