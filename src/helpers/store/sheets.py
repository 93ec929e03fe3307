"""Spreadsheets as records: one sheet with a header, as a CSV would have it, with the numbers of the sheet's rows.

Days and times become `2020-04-29` and `2020-04-29 10:00:00`, numbers lose a trailing `.0`; what is hidden is read and
said; an error or a formula without a result is no value, and said. The XML of xlsx and ods is read as a stream: of the
libraries that were tried, python-calamine drops errors and reserves memory for every empty cell (a sheet of three
cells brought it down), and openpyxl takes 21 seconds of a processor for a million cells, where this takes 6.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path
from typing import BinaryIO
from xml.parsers.expat import ExpatError

import duckdb
import pyarrow as pa

from helpers import packed, wording
from helpers.errors import ReaderError
from helpers.packed import ALLOWED, RATIO
from helpers.scan import Scan
from helpers.store import _ods, _xls, _xlsx
from helpers.store._cells import DIGITS, ERROR, FORMULA, Cell, Facts, Row, Sheet, letters
from helpers.store.formats import Raw
from helpers.store.stream import stream

_FIRST_ROWS = 12  # among so many the header is looked for
_SAY = {
    ERROR: "{}: the cell shows the error {}, which is no value",
    FORMULA: "{}: the formula has no result in the file; open it in a spreadsheet program and save it",
    DIGITS: "{}: a number of more than 15 digits, of which a spreadsheet keeps 15; export ids as text",
}


@dataclass(frozen=True)
class _Table:
    """The sheet that was chosen, where its header stands, and what was decided about it."""

    sheet: Sheet
    at: int
    names: tuple[str, ...]
    first: int  # the column of the first name, from 0
    decided: tuple[str, ...]


def header(path: Path) -> list[str]:
    """The names in the header of the sheet; a `ReaderError` where there is none, or it is not clear whose."""
    return list(_table(path).names)


def look_at_sheet(path: Path) -> Scan:
    """How many rows below the header have something in them, counted apart from the reading of them."""
    table = _table(path)
    with _sentences(path):
        return Scan("utf-8", records=table.sheet.count(table.at))


def open_sheet(con: duckdb.DuckDBPyConnection, path: Path, columns: list[str], looked: Scan) -> Raw:
    """The rows of the sheet as records of text, numbered as the spreadsheet numbers them."""
    table = _table(path)
    names = {column: f"nullif(c{n}, '')" for n, column in enumerate(columns)}
    raw = Raw("", names, noted=True, records=looked.records, decided=list(table.decided), seen=set(columns))
    schema = pa.schema([(c, pa.string()) for c in ("_row", "_fault", "_stated", "_note", *(names_of(columns)))])
    raw.sql = stream(con, raw, schema, _records(path, table, raw))
    return raw


def names_of(columns: list[str]) -> list[str]:
    """The names of the columns in SQL."""
    return [f"c{n}" for n in range(len(columns))]


def _records(path: Path, table: _Table, raw: Raw) -> Iterator[tuple[str | None, ...]]:
    facts, size, beside = Facts(), 0, 0
    most = packed.evidence(path).allowed or max(ALLOWED, RATIO * path.stat().st_size)
    places = range(table.first, table.first + len(table.names))
    with _sentences(path):
        for row in table.sheet.rows(facts):
            if row.number <= table.at:
                continue
            beside += any(column not in places for column in row.cells)
            notes = [_note(name, row.cells[n]) for name, n in zip(table.names, places, strict=True) if n in row.cells]
            values = [_value(row.cells.get(n)) for n in places]
            size += sum(map(len, filter(None, values)))
            if size > most:
                raise packed.bomb(packed.evidence(path), path.stat().st_size, most)
            yield str(row.number), None, None, "\n".join(filter(None, notes)) or None, *values
    raw.decided += facts.sentences()
    if beside:
        raw.repairs.append(f"in {beside:,} rows cells that stand beside the columns of the header were left out")


def _value(cell: Cell | None) -> str | None:
    return None if cell is None or cell.odd == ERROR else cell.text or None


def _note(name: str, cell: Cell) -> str:
    return _SAY[cell.odd].format(name, cell.text) if cell.odd else ""


# ---------------------------------------------------------------- which sheet, and where its header is


def _table(path: Path) -> _Table:
    stamp = path.stat()
    return _found(packed.evidence(path), packed.evidence(path).sheet, stamp.st_size, stamp.st_mtime_ns)


@lru_cache(maxsize=8)
def _found(path: Path, wanted: str, size: int, changed: int) -> _Table:
    with _sentences(path):
        every = _sheets(path)
        starts = [(sheet, list(islice(sheet.rows(Facts()), _FIRST_ROWS))) for sheet in every]
    full = [(sheet, rows) for sheet, rows in starts if rows]
    chosen = [(sheet, rows) for sheet, rows in full if sheet.name == wanted] if wanted else full
    if not full:
        raise ReaderError(f"{path}: no sheet of it has a row. Export it again, or take its entry out of case.toml.")
    if len(chosen) != 1:
        raise ReaderError(_which(path, [sheet for sheet, _ in full], wanted))
    sheet, rows = chosen[0]
    return _headed(path, sheet, rows, [other for other, _ in full if other is not sheet])


def _which(path: Path, sheets: list[Sheet], wanted: str) -> str:
    listed = wording.listed((f'"{one.name}"{" (hidden)" if one.hidden else ""}' for one in sheets), 20)
    if wanted:
        return f'{path}: no sheet with rows is called "{wanted}". There is {listed}. Correct sheet in case.toml.'
    return (
        f"{path}: the spreadsheet has {len(sheets)} sheets with rows: {listed}. Say in case.toml which one is meant, "
        f'as in sheet = "{sheets[0].name}"; for a second one, add a copy of the file.'
    )


def _headed(path: Path, sheet: Sheet, rows: list[Row], others: list[Sheet]) -> _Table:
    """The header is the first row with something in it; words alone in their row above a wider one are a title."""
    at = next((n for n, row in enumerate(rows) if len(row.cells) > 1), 0)
    row = rows[at]
    first, last = min(row.cells), max(row.cells)
    stated = [(_value(row.cells.get(n)) or "").strip() for n in range(first, last + 1)]
    names = [text or f"column {letters(first + n)}" for n, text in enumerate(stated)]
    twice = next((text for text in names if names.count(text) > 1), None)
    if twice:
        raise ReaderError(
            f'{path}, row {row.number}: the header names "{twice}" twice. Rename one of the two, in a copy of the file.'
        )
    decided = [f'the sheet "{sheet.name}"{" (hidden)" if sheet.hidden else ""} was read']
    if others:
        decided[0] += f", and not {wording.listed(f'{chr(34)}{one.name}{chr(34)}' for one in others)}"
    if at:
        above = wording.quoted([(next(iter(one.cells.values())).text or "")[:80] for one in rows[:at]], 3)
        decided.append(f"the header is row {row.number:,} of the sheet; above it stands {above}")
    return _Table(sheet, row.number, tuple(names), first, tuple(decided))


def _sheets(path: Path) -> list[Sheet]:
    kind = packed.kind(path)
    if kind == "xls":
        return _xls.sheets(path)
    open_part = partial(_open_part, path)
    if kind == "ods":
        return _ods.sheets(open_part)
    with zipfile.ZipFile(path) as archive:
        return _xlsx.sheets(archive, open_part)


def _open_part(path: Path, name: str) -> BinaryIO:
    """A part of the spreadsheet, unpacked while it is read; one that would fill the memory is refused."""
    one = packed.evidence(path)
    return packed.open_part(one, name)


@contextmanager
def _sentences(path: Path) -> Iterator[None]:
    """What goes wrong inside, as a `ReaderError` that says where."""
    try:
        yield
    except ReaderError as error:
        said = str(error)
        raise error if said.startswith(str(path)) else _broken(path, said) from None
    except (SyntaxError, ValueError, IndexError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _broken(path, str(error)) from None
    except (_xls.Unreadable, ExpatError, zipfile.BadZipFile, zlib.error, EOFError, OverflowError) as error:
        raise _broken(path, str(error)) from None


def _broken(path: Path, why: str) -> ReaderError:
    first = (why.splitlines() or [""])[0].strip().rstrip(".")[:200] or "it is not whole"
    return ReaderError(
        f"{path}: the spreadsheet cannot be read ({first}). If it opens in a spreadsheet program, save it there "
        "without a password, or as CSV in UTF-8."
    )
