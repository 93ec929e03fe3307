"""The beginning of a file as a file of its own, so that what is shown of it went the way that all of it will go."""

from __future__ import annotations

import json
import shutil
from itertools import islice
from pathlib import Path

from helpers import packed, store
from helpers.cases import raw_files
from helpers.errors import ReaderError
from helpers.readers import Reader, Shape
from helpers.store import Csv, Json, Ndjson

WHOLE = 8 << 20  # bytes: a smaller file is read as it is
START = 2 << 20
BEGINNING = 4 << 20
OF_FILE = ("encoding", "member", "sheet", "unpacked")  # words that a part, which is plain text, has no use for
MOST_ITEMS = 300
MOST_FILES = 3
MOST_WHOLE = 64 << 20  # of what cannot be cut, a larger file is not read for show


def beginning(path: Path, into: Path) -> Path:
    """The first megabytes of large JSON as a file in `into`, which breaks off; any other file as it is.

    A parser that looks for a list which is not there would read all of it.
    """
    if path.is_dir() or packed.kind(path) in packed.SHEETS:
        return path
    with store.open_utf8(path) as file:
        start = file.read(BEGINNING)
        is_all = not file.read(1)
    if is_all or start.lstrip()[:1] not in (b"{", b"["):
        return path
    to = into / f"{path.name}.beginning"
    to.write_bytes(start[: start.rfind(b"\n") + 1] or start)
    return to


def cut(path: Path, reader: Reader, shape: Shape, into: Path, whole: int = 0) -> Path | None:
    """The file itself up to `whole` bytes, else one in `into` with its first records; None where it cannot be cut."""
    if path.is_dir():
        return _folder(path, reader, into)
    size = path.stat().st_size
    how = packed.kind(path)
    if size <= (whole or WHOLE) and how not in packed.PACKINGS:
        return path
    to = into / f"{path.name}.start"
    if how not in packed.SHEETS and isinstance(shape.format, Csv | Ndjson) and _lines(path, shape, to):
        return to
    if how not in packed.SHEETS and isinstance(shape.format, Json):
        return _items(path, shape.format, to, into)
    return path if size <= MOST_WHOLE else None


def _lines(path: Path, shape: Shape, to: Path) -> bool:
    """Whole records of text, in UTF-8; none where the first one does not end."""
    with store.open_utf8(path) as file:
        start = file.read(START)
        is_all = not file.read(1)
    end = len(start) if is_all else start.rfind(b"\n") + 1
    if isinstance(shape.format, Csv):
        while end and start.count(b'"', 0, end) % 2:  # a newline inside quotes ends no record
            end = start.rfind(b"\n", 0, end - 1) + 1
    if not end:
        return False
    to.write_bytes(start[:end])
    return True


def _items(path: Path, format: Json, to: Path, into: Path) -> Path:
    try:
        document: object = list(islice(store.json_items(beginning(path, into), format), MOST_ITEMS))
    except ReaderError:  # fewer stand in the beginning, or what breaks off is the file itself
        document = list(islice(store.json_items(path, format), MOST_ITEMS))
    for key in reversed(format.at.split(".") if format.at else ()):
        document = {key: document}
    to.write_text(json.dumps(document, default=str), "utf-8")
    return to


def _folder(path: Path, reader: Reader, into: Path) -> Path:
    """A folder with the first files that the reader knows."""
    to = into / path.name
    for file in islice((file for file in raw_files(path) if _is_its_own(reader, file)), MOST_FILES):
        inside = to / file.relative_to(path)
        inside.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, inside)
    return to


def _is_its_own(reader: Reader, file: Path) -> bool:
    try:
        return bool(reader.module.sniff(file))
    except (OSError, EOFError, ReaderError):  # a damaged one is shown as what it is
        return True
