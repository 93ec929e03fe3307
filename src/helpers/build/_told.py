"""What the stamp of a build tells about the tables, so that whoever asks for the state of a case need not open them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import duckdb

from helpers import cases, store
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


def undecided(
    con: duckdb.DuckDBPyConnection, rows: Mapping[str, int], path: Callable[[str], Path]
) -> dict[str, list[str] | int]:
    """What nobody has decided on, the ids of extracted claims and the number of candidates; and of the decisions, which
    have lost their ground or decide nothing, as sentences. `rows` are the tables that there are, `path` where they lie.
    """
    extracted = _extracted(con, path("claims")) if rows.get("claims") else []
    if not (rows.get("candidates") or rows.get("decisions")):
        return {"claims": extracted}
    from helpers import review  # it brings pandas, which a build without candidates can do without

    names = ("candidates", "decisions", "claims")
    candidates, decisions, claims = (cases.read_frame(name, path(name)) if rows.get(name) else None for name in names)
    settled = review.settled(decisions)
    told = review.told(candidates, decisions, claims)
    return {"claims": [row for row in extracted if f"claims:{row}" not in settled], **told}


def _extracted(con: duckdb.DuckDBPyConnection, claims: Path) -> list[str]:
    found = con.execute(
        f"SELECT row FROM {_parquet(claims)} WHERE starts_with(lower(method), 'extracted') ORDER BY row"
    )
    return [row for (row,) in found.fetchall()]


def _parquet(path: Path) -> str:
    return f"read_parquet({store.literal(str(path))}, file_row_number=true)"
