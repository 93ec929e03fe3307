"""A derived table on its way to the disk: what `derive` returned, held against the data model."""

from __future__ import annotations

import contextlib
import ctypes
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from helpers import store, tables
from helpers.errors import TableError
from helpers.wording import listed


def release() -> None:
    """Gives memory that nothing uses any more back to the system: after a large table it is a third of all."""
    pa.default_memory_pool().release_unused()
    with contextlib.suppress(AttributeError, OSError, TypeError):  # another C library keeps what it keeps
        ctypes.CDLL(None).malloc_trim(0)


def write(con: duckdb.DuckDBPyConnection, path: Path, name: str, made: Any) -> int:
    """Writes a frame, or the rows that an SQL text selects, as the table of this name; returns the number of rows."""
    schema = tables.get(name).arrow
    if isinstance(made, str):
        columns = ", ".join(store.name(column) for column in schema.names)
        return store.write(con, f"SELECT {columns} FROM ({made})", path, schema)
    if more := [str(column) for column in made.columns if column not in schema.names]:
        raise TableError(
            f"derive: the table {name} has no column {listed(more)}. Return only the table's columns, "
            f'as in frame[tables.get("{name}").arrow.names].'
        )
    if less := [column for column in schema.names if column not in made.columns]:
        raise TableError(
            f"derive: the frame for {name} lacks {listed(less)}. Return all of the table's columns "
            "(docs/data-model.md has them); where nothing is known, they are None."
        )
    whole = pa.Table.from_pandas(made[schema.names], schema, preserve_index=False).replace_schema_metadata(None)
    store.write_table(whole, path)
    return int(whole.num_rows)
