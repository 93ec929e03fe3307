"""Executed notebooks of a case, kept in `reports/.cache/<case>/` with what they were made of; may be deleted any time.

A file is written whole or not at all: a line with the SHA-256 of all that follows, a line of JSON about the run, and
the notebook. One that is not as its first line says is not there, and the page runs again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nbformat import NotebookNode

FORMAT = 1


@dataclass
class Entry:
    """A run that is kept: what it was made of, what its kernel read, when it ran (ISO, UTC), and its notebook."""

    parts: dict[str, Any]
    reads: Any
    ran: str
    text: bytes

    def notebook(self) -> NotebookNode:
        """The executed notebook."""
        from nbformat import from_dict

        return from_dict(json.loads(self.text))  # type: ignore[no-untyped-call,no-any-return]


def folder(case: Any) -> Path:
    """The folder of a case's executed notebooks; it need not exist."""
    reports = Path(case.reports)
    return reports.parent / ".cache" / reports.name


def read(case: Any, name: str) -> Entry | None:
    """The kept run of a page; None where there is none, or where its file is damaged."""
    try:
        digest, rest = (folder(case) / f"{name}.json").read_bytes().split(b"\n", 1)
        if hashlib.sha256(rest).hexdigest().encode() != digest:
            return None
        head, text = rest.split(b"\n", 1)
        about = json.loads(head)
        if about["format"] != FORMAT:
            return None
        return Entry(about["parts"], about["reads"], about["ran"], text)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write(case: Any, name: str, entry: Entry) -> None:
    """Keeps a run in place of the one before; an `OSError` where it cannot be."""
    about = {"format": FORMAT, "parts": entry.parts, "reads": entry.reads, "ran": entry.ran}
    rest = json.dumps(about).encode() + b"\n" + entry.text
    put(folder(case) / f"{name}.json", hashlib.sha256(rest).hexdigest().encode() + b"\n" + rest)


def entry(parts: dict[str, Any], ran: str, notebook: Any) -> Entry:
    """What is kept of a notebook that has just run."""
    reads = notebook.get("metadata", {}).get("casebook_reads")
    return Entry(parts, reads, ran, json.dumps(notebook).encode())


def put(path: Path, content: bytes) -> None:
    """Puts one file in place by rename, its folder made where it lacks."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.new-{os.getpid()}")
    try:
        new.write_bytes(content)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def keep_only(case: Any, names: Iterable[str]) -> None:
    """Deletes the kept runs of other pages."""
    wanted = {f"{name}.json" for name in (*names, "look")}
    place = folder(case)
    for path in place.iterdir() if place.is_dir() else ():
        if path.name not in wanted:
            path.unlink(missing_ok=True)


def tidy(case: Any) -> None:
    """Deletes what interrupted runs left."""
    for left in folder(case).glob(".*.new-*"):
        left.unlink(missing_ok=True)
