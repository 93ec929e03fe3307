"""The connection to DuckDB, and how names and texts are written in its SQL."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import duckdb

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


def literal(text: str) -> str:
    """The text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def name(column: str) -> str:
    """The name as an SQL identifier."""
    return '"' + column.replace('"', '""') + '"'


def json_path(path: str) -> str:
    """A dotted path as a JSON path that DuckDB reads: `a.b[].c[0]` becomes `$."a"."b"[*]."c"[0]`."""
    steps = []
    for step in path.split("."):
        key, bracket, rest = step.partition("[")
        steps.append((f'."{key}"' if key else "") + (bracket + rest).replace("[]", "[*]"))
    return "$" + "".join(steps)
