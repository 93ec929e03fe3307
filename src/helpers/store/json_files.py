"""JSON: one object a line, or documents with a list of records in them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO

import duckdb
import numpy as np
import pyarrow as pa

from helpers import wording
from helpers.decoding import open_utf8, refuse_other
from helpers.errors import ReaderError
from helpers.scan import LONG, Scan, text_lines
from helpers.store.formats import MAX_STATED, Json, Ndjson, Raw
from helpers.store.sql import json_path, literal, source
from helpers.store.stream import stream

Mend = Callable[[bytes], bytes]
DEEPEST = 500
MOST_BESIDE = 200  # a document may have a key for each of a million things: so many are named
_STATES = {"string", "number", "boolean"}
_OPENS = {"start_map", "start_array", "null", *_STATES}
_ESCAPE = re.compile(rb"\\.", re.DOTALL)
_STEP = np.zeros(256, np.int8)
_STEP[[91, 123]], _STEP[[93, 125]] = 1, -1


def open_ndjson(
    con: duckdb.DuckDBPyConnection, path: Path, looked: Scan, format: Ndjson | None = None, *, careful: bool = False
) -> Raw:
    """A file of one JSON object a line; a line that is none becomes a fault."""
    careful = careful or looked.bad_utf8 > 0
    numbers = (
        "row_number() OVER ()" if looked.blank else "CAST(NULL AS BIGINT)"
    )  # blank lines are counted, and left out
    raw = Raw("", {}, json=True, first=0 if looked.blank else 1, noted=True, records=looked.records)
    if careful or looked.has_nul or looked.longest > LONG:
        raw.first = 0
        schema = pa.schema([("n", pa.int64()), ("line", pa.string())])
        lines = stream(con, raw, schema, _json_lines(path, looked, raw))
    else:
        lines = f"""SELECT {numbers} AS n, line FROM read_csv({source(con, path)}, header=false, auto_detect=false,
            delim='\x01', quote='', escape='', columns={{'line': 'VARCHAR'}})"""
    raw.sql = _checked_json(lines, format.inside if format else "")
    return raw


def _json_lines(path: Path, looked: Scan, raw: Raw) -> Iterator[tuple[int, str]]:
    replaced = 0
    for n, line in enumerate(text_lines(path, looked, "\n"), 1):
        clean = line.encode("utf-8", "surrogateescape").decode("utf-8", "replace").replace("\0", "")
        replaced += clean != line
        yield n, clean.rstrip("\r\n")
    if replaced:
        raw.repairs.append(
            f"in {wording.many(replaced, 'record')} bytes that are not UTF-8 were replaced by U+FFFD, or NUL taken out"
        )


_HALF = "half a character, cut off before us, was replaced by U+FFFD"
_NUL = "NUL characters were taken out"
# RE2 cannot look ahead: whole pairs are marked first, and what stands without a mark is a half
_PAIR = r"(\\u[dD][89abAB][0-9a-fA-F]{2})(\\u[dD][c-fC-F][0-9a-fA-F]{2})"
_LONE_BYTES = re.compile(
    rb"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB]..)\\u[dD][c-fC-F][0-9a-fA-F]{2}", re.DOTALL
)
_LONE = r"([^\x02])\\u[dD][89a-fA-F][0-9a-fA-F]{2}"


def _mended(line: str) -> str:
    marked = f"regexp_replace({line}, {literal(_PAIR)}, chr(2) || '\\1' || chr(2) || '\\2', 'g')"
    halves = f"regexp_replace({marked}, {literal(_LONE)}, '\\1' || chr(65533), 'g')"
    return f"replace({halves}, chr(2), '')"


def _checked_json(lines: str, inside: str) -> str:
    record = f"coalesce(CAST(json_extract(line, {literal(json_path(inside))}) AS VARCHAR), line)" if inside else "line"
    return f"""SELECT CAST(n AS VARCHAR) AS _row,
        CASE WHEN NOT ok THEN 'The record is not a JSON object.' END AS _fault,
        CASE WHEN NOT ok THEN line[:{MAX_STATED}] END AS _stated,
        CASE WHEN ok THEN {record} END AS _json, CASE WHEN ok THEN odd END AS _note
        FROM (SELECT n, line, odd, json_valid(line) AND ltrim(line, ' \t')[1] = '{{' AS ok FROM (
            SELECT n, CASE odd WHEN '{_NUL}' THEN regexp_replace(line, '([^\\\\])\\\\u0000', '\\1', 'g')
                WHEN '{_HALF}' THEN {_mended("line")} ELSE line END AS line, odd FROM (
                SELECT n, line, CASE WHEN NOT contains(line, '\\u') THEN NULL
                    WHEN contains(line, '\\u0000') AND regexp_matches(line, '[^\\\\]\\\\u0000') THEN '{_NUL}'
                    WHEN regexp_matches(line, '\\\\u[dD][89a-fA-F]') AND NOT json_valid(line) THEN '{_HALF}' END AS odd
                FROM ({lines}) WHERE line NOT IN ('', '\r'))))"""


def open_json(con: duckdb.DuckDBPyConnection, path: Path, format: Json) -> Raw:
    """A JSON document (or several, one after the other) with a list of records in it, as a stream."""
    raw = Raw("", {}, json=True, noted=True)
    schema = pa.schema([("n", pa.int64()), ("line", pa.string())])
    raw.sql = _checked_json(stream(con, raw, schema, _json_items(path, format, raw)), format.inside)
    return raw


def _json_items(path: Path, format: Json, raw: Raw) -> Iterator[tuple[int, str]]:
    n = 0
    for n, item in enumerate(json_items(path, format), 1):
        yield n, json.dumps(item, ensure_ascii=False, default=str) if item is not None else "null"
    counted, beside = _counted(path, format)
    raw.records = n if n == counted else -1
    raw.seen |= beside
    if halves := _halves(path):
        raw.repairs.append(f"in {wording.many(halves, 'place')} half a character, cut off before us, was replaced by ?")


def _halves(path: Path) -> int:
    """How many escapes of half a character the file has: the parser writes ? for each without a word."""
    found, held, start = 0, b"", 0
    with open_utf8(path) as file:
        while True:
            chunk = file.read(4 << 20)
            held += chunk
            end = max(len(held) - 12, start) if chunk else len(held)  # an escape may be cut by the chunk's end
            if b"\\ud" in held or b"\\uD" in held:
                found += sum(start <= match.start() < end for match in _LONE_BYTES.finditer(held))
            if not chunk:
                return found
            cut = max(end - 12, 0)
            held, start = held[cut:], end - cut


def json_items(path: Path, format: Json) -> Iterator[Any]:
    """The records of a JSON document, one by one; a `ReaderError` where the document breaks off."""
    import ijson

    yield from _whole(path, lambda file: ijson.items(file, _place(format), multiple_values=True), "record")


def json_events(path: Path, mend: Mend | None = None) -> Iterator[tuple[str, str, Any]]:
    """The events of a JSON document as `ijson.parse` gives them; a `ReaderError` where the document breaks off.

    `mend` is given whole lines, and what it makes of them is read: for a program whose JSON is known not to be valid.
    """
    import ijson

    yield from _whole(
        path, lambda file: ijson.parse(_Mended(file, mend) if mend else file, multiple_values=True), "part"
    )


def count_json(path: Path, format: Json) -> int:
    """How many records the list holds, counted from the parser's bare events instead of from the records."""
    return _counted(path, format)[0]


def _counted(path: Path, format: Json) -> tuple[int, set[str]]:
    """The records that the list holds, and the keys that stand beside it, as `/data.cursor`: a `/` is the document."""
    beside: set[str] = set()
    n, place = 0, _place(format)
    below = f"{place}."
    for where, event, _ in json_events(path):
        if where == place:
            n += event in _OPENS
        elif event in _STATES and place and not where.startswith(below) and len(beside) < MOST_BESIDE:
            beside.add(f"/{where.replace('.item', '[]')}")
    return n, beside


def _place(format: Json) -> str:
    return "" if format.whole else f"{format.at}.item" if format.at else "item"


def _whole(path: Path, parsed: Callable[[BinaryIO], Iterable[Any]], what: str) -> Iterator[Any]:
    import ijson

    stamp = path.stat()
    if _depth(path, stamp.st_size, stamp.st_mtime_ns) > DEEPEST:
        raise ReaderError(f"{path}: the JSON is nested more than {DEEPEST:,} deep. Nothing of it was read.")
    n = 0
    try:
        with open_utf8(path) as file:
            for item in parsed(file):
                n += 1
                yield item
    except (ijson.JSONError, UnicodeError, ValueError, RecursionError) as error:
        refuse_other(path)
        raise ReaderError(
            f"{path}: the JSON breaks off or is not valid after {what} {n} ({_first_words(error)}). "
            "Nothing of it was read. Obtain the file again."
        ) from None


def _first_words(error: Exception) -> str:
    said = error.args[0] if error.args else ""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return (text.splitlines() or [""])[0].strip().rstrip(".")[:120]


class _Mended:
    """Bytes whose lines were mended on the way; a line of more than 4 MiB is left as it is."""

    def __init__(self, file: BinaryIO, mend: Mend) -> None:
        self.file, self.mend, self.held, self.ready = file, mend, b"", b""

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most `size`; none at the end."""
        while not self.ready:
            chunk = self.file.read(1 << 20)
            self.held += chunk
            lines, newline, rest = self.held.rpartition(b"\n")
            if not chunk or len(rest) > 4 << 20:
                lines, newline, rest = self.held, b"", b""
            self.ready, self.held = self.mend(lines + newline), rest
            if not chunk and not self.ready:
                return b""
        size = len(self.ready) if size < 0 else size
        found, self.ready = self.ready[:size], self.ready[size:]
        return found


@lru_cache(maxsize=8)
def _depth(path: Path, size: int, changed: int) -> int:
    """How deep the brackets of a JSON text go. The parser builds a path for each: 100 KB of them fill the memory."""
    deepest = level = inside = 0
    held = b""
    with open_utf8(path) as file:
        while chunk := file.read(4 << 20):
            text = held + chunk
            ends = len(text) - len(text.rstrip(b"\\"))  # an escape may be cut by the chunk's end
            held, text = (text[-1:], text[:-1]) if ends % 2 else (b"", text)
            data = np.frombuffer(_ESCAPE.sub(b"", text), np.uint8)
            parity = (np.cumsum(data == 34, dtype=np.uint8) + inside) & 1
            steps = _STEP[data] * (parity == 0)
            if len(data):
                inside = int(parity[-1])
                levels = level + np.cumsum(steps, dtype=np.int64)
                deepest, level = max(deepest, int(levels.max())), int(levels[-1])
    return deepest
