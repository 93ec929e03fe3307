"""A file as it is now held against what it was when it was last read: which rows are new, gone, different or moved."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from helpers import store
from helpers.stage import ROW

Seen = list[list[int]]  # [first record, the build that first saw it], for every run of records; in order
MOST_RUNS = 2_000  # a file whose new records stand in more places than this counts as seen when it was first seen
_ABOUT = ("_row", "_first", "_line", "_keys", "_notes")  # where a record stands, and what the kit remarks on it


@dataclass(frozen=True)
class Compared:
    """How the rows of a file compare with those that it had: all counts are of rows; `first` names one row."""

    before: int
    now: int
    new: int
    gone: int = 0
    different: int = 0
    moved: int = 0
    first: str = ""
    seen: Seen = field(default_factory=list)

    @property
    def lost(self) -> int:
        """The earlier rows that are not there any more as they were."""
        return self.gone + self.different


def grown_at_the_end(before: int, now: int, seen: Seen, build: int) -> Compared:
    """A file of which only the end is new."""
    return Compared(before, now, now - before, seen=[*seen, [before, build]] if now > before else seen)


def compare(
    con: duckdb.DuckDBPyConnection, old: Path, new: Path, seen: Seen, build: int, *, by_name: bool = False
) -> Compared:
    """Compares two staged files row by row; `by_name` where a row has a name of its own: an id, a page's file.

    Without names, equal rows are matched in their order, wherever they stand. A row counts as seen by the build that
    first saw it; `seen` says so of the old file, and the answer's `seen` of the new one.
    """
    columns = _columns(con, old) & _columns(con, new)
    names = ", ".join(store.name(column) for column, _ in sorted(columns)) or "NULL"
    for label, path in (("earlier", old), ("later", new)):
        key = "_row" if by_name else "content"
        con.execute(f"""CREATE OR REPLACE TEMP TABLE {label} AS
            SELECT *, row_number() OVER (PARTITION BY {key} ORDER BY n_row) AS n_same FROM (
                SELECT file_row_number AS n_row, {ROW} AS _row, hash({names}) AS content FROM {_parquet(path)})""")
    runs = ", ".join(f"({start}, {first})" for start, first in seen)
    key = "_row" if by_name else "content"
    con.execute(f"""CREATE OR REPLACE TEMP TABLE matched AS
        SELECT l.n_row, e.n_row AS was, e._row <> l._row AS moved, e.content <> l.content AS different, e._row AS label
        FROM later l LEFT JOIN earlier e USING ({key}, n_same)""")
    now, new_rows, moved, different = con.execute(
        "SELECT count(*), count(*) - count(was), count(*) FILTER (moved), count(*) FILTER (different) FROM matched"
    ).fetchall()[0]
    before = con.execute("SELECT count(*) FROM earlier").fetchall()[0][0]
    first = con.execute(
        "SELECT _row FROM earlier WHERE n_row NOT IN "
        "(SELECT was FROM matched WHERE was IS NOT NULL AND NOT different) ORDER BY n_row LIMIT 1"
    ).fetchall()
    found = con.execute(f"""
        WITH runs AS (SELECT * FROM (VALUES {runs}) AS r(start, build)),
        dated AS (
            SELECT m.n_row, coalesce(r.build, {build}) AS build
            FROM matched m ASOF LEFT JOIN runs r ON m.was >= r.start)
        SELECT n_row, build FROM (SELECT *, lag(build) OVER (ORDER BY n_row) AS last FROM dated)
        WHERE build IS DISTINCT FROM last ORDER BY n_row LIMIT {MOST_RUNS + 1}""").fetchall()
    for label in ("earlier", "later", "matched"):
        con.execute(f"DROP TABLE {label}")
    runs_now = [[start, first_build] for start, first_build in found] or [[0, build]]  # a file without a record
    if len(runs_now) > MOST_RUNS:
        runs_now = [[0, min(first_build for _, first_build in seen)]]
    gone = before - (now - new_rows)
    return Compared(before, now, new_rows, gone, different, moved, first[0][0] if first else "", runs_now)


def _parquet(path: Path) -> str:
    return f"read_parquet({store.literal(str(path))}, file_row_number=true)"


def _columns(con: duckdb.DuckDBPyConnection, path: Path) -> set[tuple[str, str]]:
    """The columns that hold what a record says, with their types."""
    described = con.execute(f"DESCRIBE SELECT * FROM read_parquet({store.literal(str(path))})").fetchall()
    return {(column, kind) for column, kind, *_ in described if column not in _ABOUT}
