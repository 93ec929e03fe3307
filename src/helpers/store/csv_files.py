"""Text with separators: the fast way is DuckDB's, and strict; the careful way tells every fault of every record."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

import duckdb
import pyarrow as pa

from helpers import packed, wording
from helpers.decoding import open_utf8, unfit_header
from helpers.errors import ReaderError
from helpers.scan import LONG, LONGEST, Scan, text_lines
from helpers.store import sheets
from helpers.store.formats import MAX_STATED, Csv, Raw
from helpers.store.sql import literal, source
from helpers.store.stream import stream

csv.field_size_limit(LONGEST)


def header(path: Path, format: Csv, encoding: str = "") -> list[str]:
    """The names in the first record, without white space around them; an empty name becomes `column N`."""
    if packed.kind(path) in packed.SHEETS:
        first: list[str] | None = sheets.header(path)
    else:
        first = _first_record(path, format, encoding)
    if not first or "\0" in "".join(first):
        raise ReaderError(f"{path}, row 1: there is no header with column names. Is this a CSV file?")
    names = [text.strip() or f"column {n}" for n, text in enumerate(first, 1)]
    twice = next((text for text in names if names.count(text) > 1), None)
    if twice:
        raise ReaderError(
            f'{path}, row 1: the header names "{wording.name(twice)}" twice. Rename one of the two, in a copy of the '
            "file."
        )
    return names


def _first_record(path: Path, format: Csv, encoding: str) -> list[str] | None:
    try:
        with io.TextIOWrapper(open_utf8(path, encoding), "utf-8", errors="surrogateescape", newline="") as file:
            lines = takewhile(bool, (file.readline(LONG) for _ in range(1000)))
            first = next(csv.reader(lines, delimiter=format.delimiter, quotechar=format.quote), None)
    except csv.Error as error:
        raise ReaderError(f"{path}, row 1: the header cannot be read ({error}). Is this a CSV file?") from None
    if any("\udc80" <= character <= "\udcff" for cell in first or () for character in cell):
        raise unfit_header(path)
    return first


def open_csv(con: duckdb.DuckDBPyConnection, path: Path, format: Csv, looked: Scan, *, careful: bool) -> Raw:
    """A CSV file as records of text. `careful` reads with the `csv` module, which tells every fault of every record."""
    if packed.kind(path) in packed.SHEETS:
        return sheets.open_sheet(con, path, header(path, format), looked)
    encoding = looked.encoding if not looked.encoding.startswith("utf-8") else ""
    columns = header(path, format, encoding)
    names = {column: f"nullif(c{n}, '')" for n, column in enumerate(columns)}
    if careful or format.php or not looked.plain:
        return _careful_csv(con, path, format, looked, columns, names)
    spec = "{" + ", ".join(f"'c{n}': 'VARCHAR'" for n in range(len(columns))) + "}"
    for table in ("csv_faults", "csv_scans"):
        con.execute(f"DROP TABLE IF EXISTS {table}")
    sql = f"""SELECT CAST(NULL AS VARCHAR) AS _row, CAST(NULL AS VARCHAR) AS _fault,
        CAST(NULL AS VARCHAR) AS _stated, * FROM read_csv({source(con, path)}, header=true, auto_detect=false,
        delim={literal(format.delimiter)}, quote={literal(format.quote)}, escape={literal(format.escape)},
        columns={spec},
        store_rejects=true, rejects_table='csv_faults', rejects_scan='csv_scans')"""
    return Raw(sql, names, first=2, records=looked.records, seen=set(columns))


def _careful_csv(
    con: duckdb.DuckDBPyConnection, path: Path, format: Csv, looked: Scan, columns: list[str], names: dict[str, str]
) -> Raw:
    raw = Raw("", names, records=looked.records, seen=set(columns))
    schema = pa.schema(
        [(c, pa.string()) for c in ("_row", "_fault", "_stated", *(f"c{n}" for n in range(len(columns))))]
    )
    raw.sql = stream(con, raw, schema, _careful_rows(path, format, looked, len(columns), raw))
    return raw


def _careful_rows(path: Path, format: Csv, looked: Scan, width: int, raw: Raw) -> Iterator[tuple[str | None, ...]]:
    repaired = {_NOT_UTF8: 0, _NUL: 0}
    doubled = format.escape == format.quote
    held_lines = _Bounded(path, _lines(path, format, looked))
    reader = csv.reader(
        held_lines,
        delimiter=format.delimiter,
        quotechar=format.quote,
        doublequote=doubled,
        escapechar=None if doubled else format.escape,
    )
    n, counted, held = 0, 0, None
    for cells in _told(path, reader, held_lines):
        n += 1
        if n == 1 or not cells:
            continue
        if held:
            yield held
        counted += 1
        cells = _clean(cells, format, repaired)
        fault = _shape_fault(cells, width)
        stated = format.delimiter.join(cells)[:MAX_STATED] if fault else None
        held = (str(n), fault, stated, *cells[:width], *([None] * (width - len(cells))))
    exact, is_open = _exact_records(path, format, looked)
    if held and is_open:
        yield (held[0], _OPEN, format.delimiter.join(cell or "" for cell in held[3:])[:MAX_STATED], *held[3:])
    elif held:
        yield held
    raw.records = counted if exact == counted else looked.records
    raw.repairs += [f"in {wording.many(times, 'record')} {what}" for what, times in repaired.items() if times]


class _Bounded:
    """Lines, as long as those of one record are not more than LONGEST together."""

    def __init__(self, path: Path, lines: Iterator[str]) -> None:
        self.path, self.lines, self.size, self.n, self.first = path, lines, 0, 0, 1

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self.lines)
        self.n += 1
        self.size += len(line)
        if self.size > LONGEST:
            raise self.too_long()
        return line

    def too_long(self) -> ReaderError:
        """The error for a record that does not end."""
        return ReaderError(
            f"{self.path}, line {self.first:,}: the record that begins there is longer than {LONGEST >> 20} MiB; a "
            "quote that opens in it may not be closed. Close it in a copy of the file, or take the record out."
        )


def _told(path: Path, reader: Iterator[list[str]], lines: _Bounded) -> Iterator[list[str]]:
    """The records; what the `csv` module cannot read becomes a `ReaderError`."""
    try:
        for cells in reader:
            yield cells
            lines.size, lines.first = 0, lines.n + 1
    except csv.Error as error:
        if "field larger" in str(error):
            raise lines.too_long() from None
        raise ReaderError(
            f"{path}, line {lines.n:,}: the record cannot be read ({error}). Correct it in a copy of the file."
        ) from None


def _lines(path: Path, format: Csv, looked: Scan) -> Iterator[str]:
    lines = text_lines(path, looked)
    # a backslash at the end of a cell looks the same: only at the end of a line is it taken for that
    return (_BEHIND_BACKSLASH.sub(r'\\""', line) for line in lines) if format.php else lines


_BEHIND_BACKSLASH = re.compile(r'\\"(?!\r?\n|$)')
_OPEN = "A quote that opens in this record is not closed until the end of the file; records may be hidden in it."
_NOT_UTF8 = "bytes that are not UTF-8 were replaced by U+FFFD"
_NUL = "NUL characters were taken out"


def _clean(cells: list[str], format: Csv, repaired: dict[str, int]) -> list[str]:
    whole = format.delimiter.join(cells)
    if any("\udc80" <= character <= "\udcff" for character in set(whole) if character > "\ud7ff"):
        cells = [cell.encode("utf-8", "surrogateescape").decode("utf-8", "replace") for cell in cells]
        repaired[_NOT_UTF8] += 1
    if "\0" in whole:
        cells = [cell.replace("\0", "") for cell in cells]
        repaired[_NUL] += 1
    return cells


def _shape_fault(cells: list[str], width: int) -> str | None:
    if len(cells) == width:
        return None
    if any("\n" in cell for cell in cells) and len(cells) < width:
        return f"The record has {len(cells)} cells where the header has {width}; a quote may be open in it."
    return f"The record has {len(cells)} cells where the header has {width}."


def _exact_records(path: Path, format: Csv, looked: Scan) -> tuple[int, bool]:
    """Counts records a second way, and tells whether a quote is open at the end: one opens a cell at its start only.

    Line by line; without the header.
    """
    count, is_open = 0, False
    for line in _lines(path, format, looked):
        body = line.rstrip("\r\n")
        if not is_open and not body:
            continue
        is_open = _still_open(body, is_open, format)
        count += not is_open
    return count + is_open - 1, is_open


def _still_open(line: str, is_open: bool, format: Csv) -> bool:
    quote, at, size = format.quote, 0, len(line)
    while True:
        if is_open:
            end = line.find(quote, at)
            while end >= 0 and (
                line[end + 1 : end + 2] == quote if format.escape == quote else line[end - 1 : end] == format.escape
            ):
                end = line.find(quote, end + (2 if format.escape == quote else 1))
            if end < 0:
                return True
            is_open, at = False, end + 1
        elif at < size and line[at] == quote and (at == 0 or line[at - 1] == format.delimiter):
            is_open, at = True, at + 1
            continue
        at = line.find(format.delimiter, at) + 1
        if at == 0:
            return False
