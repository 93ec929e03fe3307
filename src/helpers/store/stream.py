"""Rows made in Python, handed to DuckDB as a stream; and the records that a reader's own `read` makes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import duckdb
import pyarrow as pa

from helpers import wording
from helpers.store.formats import MAX_STATED, Raw

BATCH = 20_000


def stream(con: duckdb.DuckDBPyConnection, raw: Raw, schema: pa.Schema, rows: Iterator[tuple[Any, ...]]) -> str:
    """Registers rows made in Python as a stream that DuckDB reads once, and returns the SELECT for it.

    An exception inside the generator would come out of DuckDB as an obscure one: it is kept in `raw.error`.
    """
    label = f"stream_{id(raw)}"
    con.register(label, pa.RecordBatchReader.from_batches(schema, _batches(schema, rows, raw.error.append)))
    return f"SELECT * FROM {label}"


def _batches(
    schema: pa.Schema, rows: Iterator[tuple[Any, ...]], failed: Callable[[Exception], None]
) -> Iterator[pa.RecordBatch]:
    batch: list[tuple[Any, ...]] = []
    size = 0
    try:
        for row in rows:
            batch.append(row)
            size += sum(len(cell) for cell in row if isinstance(cell, str))
            if len(batch) >= BATCH or size > (16 << 20):
                yield _batch(schema, batch)
                batch, size = [], 0
        if batch:
            yield _batch(schema, batch)
    except Exception as error:  # handed to whoever reads the stream
        failed(error)


def _batch(schema: pa.Schema, rows: list[tuple[Any, ...]]) -> pa.RecordBatch:
    columns = [_array(values, kind.type) for values, kind in zip(zip(*rows, strict=True), schema, strict=True)]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def _array(values: tuple[Any, ...], kind: pa.DataType) -> pa.Array:
    try:
        return pa.array(values, kind)
    except UnicodeEncodeError:
        # half an emoji, cut off by whoever shortened the text: a lone surrogate is no UTF-8
        whole = [
            v.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if isinstance(v, str) else v for v in values
        ]
        return pa.array(whole, kind)


Own = Mapping[str, str | list[str] | None]
_ABOUT = ("row", "fault", "note")


def open_own(con: duckdb.DuckDBPyConnection, records: Iterable[Own], columns: Iterable[str]) -> Raw:
    """Records that a reader's own `read` yields: flat, all text or lists of text, `row` among them.

    `fault` says why a record is set aside; `note`, a text or several, what was changed in it or is odd.
    """
    wanted = sorted(set(columns))
    raw = Raw("", {column: f"nullif(c{n}, '')" for n, column in enumerate(wanted)}, noted=True)
    names = ("_row", "_fault", "_stated", "_note", *(f"c{n}" for n in range(len(wanted))))
    raw.sql = stream(con, raw, pa.schema([(name, pa.string()) for name in names]), _own_rows(records, wanted, raw))
    return raw


def _own_rows(records: Iterable[Own], wanted: list[str], raw: Raw) -> Iterator[tuple[str | None, ...]]:
    n_nul = 0
    for record in records:
        raw.records += 1
        raw.seen.update(key for key, value in record.items() if value not in (None, "", []) and key not in _ABOUT)
        fault, notes = record.get("fault"), record.get("note")
        told = {key: value for key, value in record.items() if value and key not in _ABOUT}
        stated = json.dumps(told, ensure_ascii=False)[:MAX_STATED] if fault else None
        note = "\n".join(notes) if isinstance(notes, list) else notes
        cells = [_text(record.get(column)) for column in wanted]
        if any("\0" in cell for cell in cells if cell):
            cells = [cell.replace("\0", "") if cell else cell for cell in cells]
            n_nul += 1
        yield (_text(record["row"]), _text(fault), stated, note, *cells)
    if n_nul:
        raw.repairs.append(f"in {wording.many(n_nul, 'record')} NUL characters were taken out")


def _text(value: str | list[str] | None) -> str | None:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value
