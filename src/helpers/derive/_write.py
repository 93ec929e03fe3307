"""A derived table on its way to the disk: what `derive` returned, held against the data model."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from helpers import store, tables
from helpers.errors import TableError


def write(con: duckdb.DuckDBPyConnection, path: Path, name: str, made: Any) -> int:
    """Writes a frame, or the rows that an SQL text selects, as the table of this name; returns the number of rows."""
    schema = tables.get(name).arrow
    if isinstance(made, str):
        columns = ", ".join(store.name(column) for column in schema.names)
        con.execute(
            f"COPY (SELECT {columns} FROM ({made})) TO {store.literal(str(path))} (FORMAT parquet, COMPRESSION zstd)"
        )
    else:
        if list(made.columns) != schema.names:
            odd = sorted(set(made.columns) ^ set(schema.names)) or ["the order of columns"]
            raise TableError(f"derive: {name} differs from the data model in {', '.join(odd)}. Please report this.")
        whole = pa.Table.from_pandas(made, schema, preserve_index=False).replace_schema_metadata(None)
        pq.write_table(whole, path, compression="zstd")
    return int(pq.read_metadata(path).num_rows)
