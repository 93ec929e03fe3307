"""The connection to DuckDB, and how names and texts are written in its SQL."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path

import duckdb

from helpers import decoding, packed

Connection = duckdb.DuckDBPyConnection


def connect(temporary: Path, memory: str = "700MB") -> Connection:
    """A DuckDB connection of bounded memory that spills into `temporary`, keeps rows in order, and thinks in UTC."""
    threads = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    con = duckdb.connect()
    con.execute(f"SET TimeZone = 'UTC'; SET memory_limit = '{memory}'; SET threads = {min(threads, 8)}")
    con.execute(f"SET temp_directory = {literal(str(temporary))}; SET preserve_insertion_order = true")
    con.execute("SET autoinstall_known_extensions = false; SET autoload_known_extensions = false")
    with suppress(duckdb.InvalidInputException):  # in a notebook without ipywidgets: there is no bar to switch off
        con.execute("SET enable_progress_bar = false")
    return con


def spill(con: Connection) -> Path:
    """The folder into which the connection spills."""
    found = con.execute("SELECT current_setting('temp_directory')").fetchall()
    return Path(str(found[0][0]))


def source(con: Connection, path: Path) -> str:
    """The first arguments of `read_csv` for a file: where it can be read, and how it is packed there.

    What DuckDB cannot unpack, or what is not UTF-8, is copied in plain into the spill folder.
    """
    readable = decoding.settle(path, spill(con))
    how = packed.sql_compression(path) if readable == path else "none"
    return f"{literal(str(readable))}, compression={literal(how)}"


def refused(error: duckdb.Error) -> str:
    """Why the system would not write or read, where that is what stopped DuckDB: `No space left on device`; else ""."""
    number = re.search(r'"errno":"(\d+)"', str(error))
    return os.strerror(int(number.group(1))) if number else ""


def literal(text: str) -> str:
    """The text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def name(column: str) -> str:
    """The name as an SQL identifier."""
    return '"' + column.replace('"', '""') + '"'


def sql_type(arrow: str) -> str:
    """The SQL type of one of the kit's columns, from the name of its Arrow type."""
    kinds = {"string": "VARCHAR", "int64": "BIGINT", "double": "DOUBLE", "bool": "BOOLEAN"}
    return (kinds | {"timestamp[us, tz=UTC]": "TIMESTAMPTZ"}).get(arrow, "VARCHAR[]")


def json_path(path: str) -> str:
    """A dotted path as a JSON path that DuckDB reads: `a.b[].c[0]` becomes `$."a"."b"[*]."c"[0]`."""
    steps = []
    for step in path.split("."):
        key, bracket, rest = step.partition("[")
        steps.append((f'."{key}"' if key else "") + (bracket + rest).replace("[]", "[*]"))
    return "$" + "".join(steps)
