"""Rows of a query on their way into a Parquet file: DuckDB works them out, and a second thread packs and writes them.

Arrow's writer is told which columns are worth a dictionary. DuckDB's own tries one for every text and spends twice the
processor time on a table of posts. The same rows make the same bytes, whatever the number of threads.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from helpers.store.sql import Connection

ROWS = 20_480
GROUP_ROWS, GROUP_BYTES = 122_880, 64 << 20  # a row group ends with whichever comes first
# What hardly comes twice: a dictionary of it would be made, and given up.
_UNIQUE = ("row", "id", "post_id", "text", "address", "reply_to", "repost_of", "quote_of", "object", "stated")


def write(con: Connection, sql: str, path: Path, schema: pa.Schema | None = None) -> int:
    """Writes the rows of a query in their order, as Parquet, and returns how many there are.

    With a `schema` the columns are brought to its types. Raises what DuckDB raises, and `OSError` where the file
    cannot be written; a file that is begun stays for the caller to remove.
    """
    reader = con.sql(sql).to_arrow_reader(ROWS)
    with closing(reader), _in_the_systems_words(path):
        return _write(reader, path, schema)


def write_table(table: pa.Table, path: Path) -> None:
    """Writes a small table that is in memory, as Parquet; an `OSError` where the file cannot be written."""
    with _in_the_systems_words(path):
        pq.write_table(table, path, compression="zstd")


@contextmanager
def _in_the_systems_words(path: Path) -> Iterator[None]:
    """Arrow has its own words around those of the system: here its errors say what any other file's would."""
    try:
        yield
    except OSError as error:
        if error.errno:
            raise OSError(error.errno, os.strerror(error.errno), str(path)) from error
        raise


def _write(reader: pa.RecordBatchReader, path: Path, schema: pa.Schema | None) -> int:
    shape, rows = schema or reader.schema, 0
    with _opened(path, shape) as file, ThreadPoolExecutor(1) as thread:
        writing: Future[None] | None = None
        for group in _groups(_batches(reader)):
            if writing:
                writing.result()
            writing = thread.submit(file.write_table, group.cast(shape) if schema else group)
            rows += group.num_rows
        if writing:
            writing.result()
    return rows


def _batches(reader: pa.RecordBatchReader) -> Iterator[pa.RecordBatch]:
    try:
        yield from reader
    except OSError as error:  # what stops DuckDB once the first rows are out comes through Arrow, with its text alone
        lacks_memory = str(error).startswith("Out of Memory")
        raise (duckdb.OutOfMemoryException if lacks_memory else duckdb.Error)(str(error)) from error


def _opened(path: Path, schema: pa.Schema) -> pq.ParquetWriter:
    listed = [field.name for field in schema if _repeats(field)]
    return pq.ParquetWriter(path, schema, compression="zstd", use_dictionary=listed, store_schema=False)


def _repeats(field: pa.Field) -> bool:
    name = field.name.rpartition(".")[2]
    texts = pa.types.is_string(field.type) or pa.types.is_list(field.type)
    return bool(texts and name.strip("_") not in _UNIQUE and not name.endswith("_stated"))


def _groups(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.Table]:
    """The batches gathered into row groups, so that neither many short rows nor a few long ones make them unwieldy."""
    waiting: list[pa.RecordBatch] = []
    rows = size = 0
    for batch in batches:
        waiting.append(batch)
        rows, size = rows + batch.num_rows, size + batch.nbytes
        if rows >= GROUP_ROWS or size >= GROUP_BYTES:
            yield pa.Table.from_batches(waiting)
            waiting, rows, size = [], 0, 0
    if waiting:
        yield pa.Table.from_batches(waiting)
