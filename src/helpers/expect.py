"""What case.toml expects of its tables: at least and at most so many rows, of the case or of one source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import duckdb

from helpers import store
from helpers.cases import Case


def unmet(case: Case, rows: Mapping[str, int], con: duckdb.DuckDBPyConnection, processed: Path) -> list[str]:
    """The expectations that do not hold, as sentences.

    `rows` says how many rows each table of the case has; the files of the tables lie in `processed`. Of events, those
    count that people stated or accepted.
    """
    counted = {**rows, "events": _of_people(con, processed / "events.parquet")} if "events" in case.expect else rows
    said = list(_unmet(case.expect, counted, case.name))
    for source in case.sources:
        names = [one.name for one in case.inputs if one.source is source]
        found = {table: _of_source(con, processed / f"{table}.parquet", names) for table in source.expect}
        said += _unmet(source.expect, found, ", ".join(source.files))
    return said


def _of_people(con: duckdb.DuckDBPyConnection, path: Path) -> int:
    """The events that people stated or accepted: how many rules find in the articles, no person foresees."""
    if not path.is_file():
        return 0
    found = con.execute(f"SELECT count(*) FROM read_parquet({store.literal(str(path))}) WHERE method <> 'extracted'")
    return int(found.fetchall()[0][0])


def _of_source(con: duckdb.DuckDBPyConnection, path: Path, names: list[str]) -> int:
    if not path.is_file():
        return 0
    listed = ", ".join(store.literal(name) for name in names)
    sql = f"SELECT count(*) FROM read_parquet({store.literal(str(path))}) WHERE source IN ({listed})"
    return int(con.execute(sql).fetchall()[0][0])


def _unmet(expect: Mapping[str, tuple[int | None, int | None]], rows: Mapping[str, int], where: str) -> Iterable[str]:
    for table, (least, most) in expect.items():
        found = rows.get(table, 0)
        told = f"{where}: {found:,} {table} were kept, and case.toml expects at "
        then = ". Look at the sources page, or correct the expectation."
        if least is not None and found < least:
            yield f"{told}least {least:,}{then}"
        if most is not None and found > most:
            yield f"{told}most {most:,}{then}"
