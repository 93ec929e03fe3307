"""`handmade/decisions.csv`, to which a review appends: whole lines or none, one writer at a time.

The grown file is written beside its place and put there by rename, under a lock, so that neither a second reviewer nor
a build nor a crash ever meets half a line. What stands in the file already stays byte for byte.
"""

from __future__ import annotations

import codecs
import csv
import fcntl
import io
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from helpers import clean, tables
from helpers.errors import TableError, UsageError
from helpers.paths import inside

NAME = "handmade/decisions.csv"
NEVER_EMPTY = ("id", "about", "decision", "decided_by")
Line = Mapping[str, str]


def columns() -> tuple[str, ...]:
    """The columns of the file, in the order of a new one."""
    return tuple(name for name in tables.get("decisions").names if name not in ("source", "row"))


def read(folder: Path) -> list[dict[str, str]]:
    """The lines of the file in a case's folder, each with `source` and `row`; none where there is no file."""
    path = inside(folder, NAME)
    content = path.read_bytes() if path.is_file() else b""
    return _parsed(path, content)[1]


def append(folder: Path, lines: Iterable[Line]) -> list[dict[str, str]]:
    """Appends decisions, each with a new id, and returns them as they stand in the file.

    A `TableError` where the file is not one that lines can be appended to, with what to do about it; then nothing was
    written. `saw` and `value` are strangers' words: what a spreadsheet would run gets an apostrophe in front.
    """
    path = inside(folder, NAME).resolve()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _alone(path):
            before = path.read_bytes() if path.is_file() else b""
            head, known = _parsed(path, before)
            taken = {one.get("id", "") for one in known}
            made = [_made(line, taken) for line in lines]
            _replace(path, before, _grown(path, before, head, made))
    except OSError as error:
        raise TableError(
            f"{path} cannot be written: {error.strerror or error}. Nothing was decided. "
            "Close it where it is open, or free some space, and decide again."
        ) from error
    return [{**line, "source": NAME, "row": line["id"]} for line in made]


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Waits until nobody else appends; the folder is what is locked, because the file is replaced."""
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        with suppress(OSError):  # a network drive that knows no such locks: there two reviewers are not kept apart
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _made(line: Line, taken: set[str]) -> dict[str, str]:
    now = datetime.now(UTC)
    name = f"{now:%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"
    while name in taken:
        name = f"{now:%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"
    taken.add(name)
    whole = {"id": name, "decided_on": f"{now:%Y-%m-%d}", **line}
    cells = {column: " ".join(clean.without_controls(whole.get(column, "")).split()) for column in columns()}
    lacking = [column for column in NEVER_EMPTY if not cells[column]]
    if lacking:
        raise UsageError(f"A decision needs {', '.join(lacking)}, and has none. Nothing was decided.")
    return {column: clean.defused(text) for column, text in cells.items()}


def _parsed(path: Path, content: bytes) -> tuple[list[str], list[dict[str, str]]]:
    """The head of the file and its lines."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise TableError(f"{path} is not UTF-8. Save it as CSV in UTF-8, and review again.") from None
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise TableError(f"{path} is not CSV ({error}). Mend it, and review again.") from None
    head = [name.strip() for name in rows[0]] if rows else []
    if "id" not in head and any(map(any, rows)):
        raise TableError(
            f'{path} begins with no head that has "id" in it. Its first line must be: {",".join(columns())}'
        )
    listed = [dict(zip(head, (cell.strip() for cell in row), strict=False)) for row in rows[1:] if any(row)]
    return head, [{**one, "source": NAME, "row": one.get("id", "")} for one in listed]


def _grown(path: Path, before: bytes, head: list[str], made: list[dict[str, str]]) -> bytes:
    needed = {column for line in made for column, cell in line.items() if cell}
    lacking = [column for column in columns() if column in needed - set(head)] if head else []
    if lacking:
        raise TableError(
            f"{path} has no column {', '.join(lacking)}. Nothing was decided. "
            f"Add {'it' if len(lacking) == 1 else 'them'} to its first line, and decide again."
        )
    end = "\r\n" if b"\r\n" in before else "\n"
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, head or columns(), restval="", extrasaction="ignore", lineterminator=end)
    if not head:
        writer.writeheader()
    writer.writerows(made)
    if not head:  # nothing but a byte-order mark or empty lines
        before = codecs.BOM_UTF8 if before.startswith(codecs.BOM_UTF8) else b""
    ended = before if not before.strip(codecs.BOM_UTF8) or before.endswith(b"\n") else before + end.encode()
    return ended + out.getvalue().encode("utf-8")


def _replace(path: Path, before: bytes, after: bytes) -> None:
    half = path.with_name(f".{path.name}.half")
    try:
        with half.open("wb") as file:
            file.write(after)
            file.flush()
            os.fsync(file.fileno())
        if before:
            shutil.copymode(path, half)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
