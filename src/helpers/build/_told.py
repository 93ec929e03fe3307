"""What the stamp of a build tells about the tables, so that whoever asks for the state of a case need not open them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

from helpers import store
from helpers.errors import CheckError

MOST_REASONS = 3


class Unmet(CheckError):
    """An expectation of case.toml does not hold; the tables are made, and `arrived` often explains it."""

    def __init__(self, said: str, arrived: list[dict[str, Any]]) -> None:
        super().__init__(said)
        self.arrived = arrived


def reasons(con: duckdb.DuckDBPyConnection, rejects: Path) -> dict[str, list[list[str | int]]]:
    """Why records of each source were set aside, the commonest first: the reason, how often, and its first row."""
    found = con.execute(f"""SELECT source, reason, count(*) AS n, arg_min(row, file_row_number)
        FROM {_parquet(rejects)} GROUP BY source, reason ORDER BY source, n DESC, reason""").fetchall()
    told: dict[str, list[list[str | int]]] = {}
    for source, *reason in found:
        told.setdefault(source, []).append(reason)
    return {source: every[:MOST_REASONS] for source, every in told.items()}


def undecided(con: duckdb.DuckDBPyConnection, claims: Path, decisions: Path | None) -> list[str]:
    """The ids of the claims that a rule extracted and on which nobody has decided."""
    decided = f"SELECT about FROM {_parquet(decisions)} WHERE about IS NOT NULL" if decisions else "SELECT ''"
    found = con.execute(f"""SELECT row FROM {_parquet(claims)}
        WHERE starts_with(lower(method), 'extracted') AND 'claims:' || row NOT IN ({decided}) ORDER BY row""")
    return [row for (row,) in found.fetchall()]


def _parquet(path: Path) -> str:
    return f"read_parquet({store.literal(str(path))}, file_row_number=true)"
