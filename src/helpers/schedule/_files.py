"""Files that the kit writes into other programs' folders: with a mark, so that it takes out its own and no other.

The first line says who wrote the file, and the hash of the lines below it: whoever changed them by hand keeps them.
"""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

from helpers.errors import CaseError

_MARK = re.compile(r"# Written by `casebook schedule ([a-z0-9-]+)`; the lines below: ([0-9a-f]{16})\n")


def marked(case: str, body: str) -> str:
    """The text with the mark above it."""
    return f"# Written by `casebook schedule {case}`; the lines below: {_hash(body)}\n{body}"


def put(path: Path, text: str) -> None:
    """Writes the file by rename; a `CaseError` where a file is there that is not ours, or was changed by hand."""
    refuse_foreign(path)
    new = path.with_name(f".{path.name}.new-{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new.write_text(text, "utf-8")
        new.replace(path)
    except OSError as error:
        new.unlink(missing_ok=True)
        raise CaseError(f"{path} cannot be written: {error.strerror or error}.") from error


def take(path: Path) -> bool:
    """Removes the file if it is there; a `CaseError` where it is not ours, or was changed by hand."""
    if not path.is_file():
        return False
    refuse_foreign(path)
    path.unlink()
    return True


def refuse_foreign(path: Path) -> None:
    """A `CaseError` where the file is there and its lines are not those that the kit wrote."""
    if not os.path.lexists(path):
        return
    if not is_ours(path):
        raise CaseError(
            f"{path} was not written by `casebook schedule`, or was changed since, and stays as it is. "
            "Delete it yourself if it may go."
        )


def is_ours(path: Path) -> bool:
    """Whether the file has our mark, and below it the lines that were written with it."""
    try:
        text = path.read_text("utf-8")
    except (OSError, ValueError):
        return False
    mark = _MARK.match(text)
    return mark is not None and mark[2] == _hash(text[mark.end() :])


def _hash(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()[:16]
