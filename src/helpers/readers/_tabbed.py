"""Lines of cells without a header, as GDELT publishes them: known by how many cells they have, and by their place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from helpers import store
from helpers.errors import ReaderError

Line = dict[str, str]
LONGEST = 1 << 20


def lines(path: Path, reader: str, columns: Sequence[str], first: str) -> Iterator[Line]:
    """The cells of every line by the names of the columns, with its number as `row`; a blank line is none.

    `fault` where a line has another number of cells, `note` where it is not UTF-8. A `ReaderError` if the file's first
    line is not of this kind: `first` is what its first cell must be made of.
    """
    seen = False
    for row, raw in _lines(path):
        text, note = _decoded(raw)
        cells = text.split("\t")
        if not seen:
            _check(path, reader, columns, cells, first)
            seen = True
        if len(cells) != len(columns):
            fault = f"The line has {len(cells)} cells, and not {len(columns)}."
            yield {"row": str(row), "fault": fault, **dict(zip(columns, cells, strict=False))}
            continue
        yield {"row": str(row), "note": note, **dict(zip(columns, cells, strict=True))}
    if not seen:
        raise ReaderError(f"{path}: the file is empty. Obtain it again.")


def sniff(path: Path, columns: Sequence[str], first: str) -> set[str]:
    """The columns, if the file's first line has as many cells and begins as it must; else none."""
    with store.open_bytes(path) as file:
        line = file.readline(LONGEST).rstrip(b"\r\n")
    cells = _decoded(line)[0].split("\t")
    return set(columns) if len(cells) == len(columns) and re.fullmatch(first, cells[0]) else set()


def count(path: Path) -> int:
    """How many lines hold something, counted from the bytes alone."""
    n, open_line = 0, False
    with store.open_bytes(path) as file:
        while chunk := file.read(4 << 20):
            parts = [part.strip(b" \r") for part in chunk.split(b"\n")]
            for part in parts[:-1]:
                n += open_line or bool(part)
                open_line = False
            open_line = open_line or bool(parts[-1])
    return n + open_line


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    with store.open_bytes(path) as file:
        for row, raw in enumerate(file, 1):
            line = raw.rstrip(b"\n").removesuffix(b"\r")
            if line.strip(b" \r"):
                yield row, line


def _decoded(raw: bytes) -> tuple[str, str]:
    try:
        return raw.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace"), "read as windows-1252, because the line is not UTF-8"


def _check(path: Path, reader: str, columns: Sequence[str], cells: list[str], first: str) -> None:
    if len(cells) != len(columns) or not re.fullmatch(first, cells[0]):
        has = "1 cell" if len(cells) == 1 else f"{len(cells)} cells"
        raise ReaderError(
            f"{path}: this is not a file of the {reader} reader (it looks for {len(columns)} cells a line with tabs "
            f"between them, {columns[0]} first). Its first line has {has}. Name another reader in case.toml."
        )
