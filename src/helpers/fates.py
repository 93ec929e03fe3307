"""What becomes of each record of one table: kept, duplicate, later observation, or rejected.

A post is (platform, id). Equal in all fields: a duplicate. The same id with other counts or text: an observation, and
the table shows the latest. A row without an id is never set aside as a duplicate: two people may say the same thing in
the same minute. An article is its id: that of the service that lists it, or its address as the service states it; seen
again with other words, it is a later sight, too. An id that people typed stands for one row: used twice for different
rows, it is a fault of the second.

Which of two rows is the earlier one: the one that a build saw first; of two that one build saw first, the one whose
file stands first in case.toml, then the one that stands first in its file. So evidence that arrives later never makes
a duplicate of a row that was known before, wherever its file stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from helpers import clocks, readers, stage, store, tables
from helpers.cases import Input
from helpers.errors import TableError
from helpers.stage import FINER, ROW, Staged
from helpers.tables import INCLUDED, OBSERVED_IN


@dataclass
class Piece:
    """A staged file, the name of its source, and which build saw its records first: `[first record, build]` each.

    `typed`: people typed its ids; `retrieved`: when it was obtained, as case.toml says.
    """

    source: str
    staged: Staged
    seen: list[list[int]] = field(default_factory=lambda: [[0, 0]])
    typed: bool = False
    retrieved: str = ""


class Fates:
    """Decides the fates of one table's records and writes the table."""

    def __init__(self, con: duckdb.DuckDBPyConnection, table: str, pieces: list[Piece], build: int = 1) -> None:
        self.con, self.table, self.pieces, self.build = con, tables.get(table), pieces, build
        self.counts: dict[str, dict[str, int]] = {}
        self.known: dict[str, int] = {}
        self.con.execute(f"CREATE OR REPLACE TEMP VIEW incoming AS {self._incoming()}")

    def _incoming(self) -> str:
        """Every typed record in the order of files and rows. Without a join: one would lose that order."""
        files = [piece.staged.path for piece in self.pieces]
        sources = ", ".join(store.literal(piece.source) for piece in self.pieces)
        mains = ", ".join(str(piece.staged.main == self.table.name) for piece in self.pieces)
        names = [field.name for field in self.table.arrow if field.name not in ("source", "row")]
        made = clocks.COLUMN  # of the id, so no content of its own
        contents = [name for name in names if not name.endswith(("_zone_by", "_precision")) and made not in name]
        content = ", ".join(store.name(f"{self.table.name}.{name}") for name in contents)
        n = "CAST(file_index AS BIGINT)"
        return f"""SELECT [{sources}][{n} + 1] AS source, {ROW} AS row, {", ".join(map(self._value, names))},
            {n} AS n_piece,
            [{mains}][{n} + 1] AS is_main, _line, file_row_number AS n_row, hash({content}) AS content
            FROM {self._clocked(stage.rows_of(self.con, files, self.table.name))}
            WHERE _fault IS NULL AND ([{mains}][{n} + 1] OR {self._named()})"""

    def _clocked(self, rows: str) -> str:
        """The rows with the moment that their ids carry, where the table has a column for it."""
        if clocks.COLUMN not in self.table.names:
            return rows
        platform, id_, seen = (store.name(f"{self.table.name}.{name}") for name in ("platform", "id", "captured_at"))
        is_whole = self._proves("id", id_, "CAST(file_index AS BIGINT)")
        obtained = clocks.known_until([piece.retrieved for piece in self.pieces], "CAST(file_index AS BIGINT)")
        whole, latest = f"CASE WHEN {is_whole} THEN {id_} END", f"coalesce({seen}, {obtained})"
        return f"({clocks.beside(f'SELECT * FROM {rows}', platform, whole, latest)})"

    def _named(self) -> str:
        """A post that names its account by no id is no sight of an account: half a million rows would be of nobody."""
        columns = [store.name(f"{self.table.name}.{column}") for column in self.table.key]
        return " AND ".join(f"{column} IS NOT NULL" for column in columns) or "true"

    def _value(self, column: str) -> str:
        staged = store.name(f"{self.table.name}.{column}")
        if column.startswith(clocks.COLUMN):
            platform, id_ = (store.name(f"{self.table.name}.{name}") for name in ("platform", "id"))
            return f"{clocks.value(column, platform, id_)} AS {store.name(column)}"
        base = column.removesuffix("_precision")
        coarse = [piece.staged.coarse.get(f"{self.table.name}.{base}", "") for piece in self.pieces]
        if base != column and any(coarse):
            most = f"{coarse}[CAST(file_index AS BIGINT) + 1]"
            whens = " ".join(f"WHEN {most} = '{one}' AND {staged} IN {FINER[one]} THEN '{one}'" for one in FINER)
            staged = f"CASE {whens} ELSE {staged} END"
        return f"{staged} AS {store.name(column)}"

    def _proves(self, column: str, value: str, piece: str) -> str:
        """The SQL whether an id proves an identity: one that a spreadsheet has rounded names several rows at once."""
        main = [one.staged.main == self.table.name for one in self.pieces]
        labels = [column if is_main else f"{self.table.name}.{column}" for is_main in main]
        test = f"{value} IS NOT NULL AND NOT kit_damaged({value})"
        damaged = [label in one.staged.damaged for label, one in zip(labels, self.pieces, strict=True)]
        if any(damaged):
            test += f" AND NOT {damaged}[{piece} + 1]"
        rounded = [one.staged.rounded.get(label, 0) for label, one in zip(labels, self.pieces, strict=True)]
        if any(rounded):
            test += f" AND NOT kit_rounded({value}, {rounded}[{piece} + 1])"
        return test

    def decide(self) -> None:
        """Finds the keys that occur more than once, and gives each of their rows its fate."""
        self.con.execute("DROP TABLE IF EXISTS fates")
        if not self.table.key:
            self.con.execute(
                "CREATE TEMP TABLE fates (n_piece BIGINT, n_row BIGINT, is_main BOOLEAN, fate VARCHAR, known BOOLEAN)"
            )
            return
        key = ", ".join(store.name(column) for column in self.table.key)
        has_key = " AND ".join(self._proves(column, store.name(column), "n_piece") for column in self.table.key)
        latest = "captured_at" if "captured_at" in self.table.names else "NULL"
        # a post that an export has only because another refers to it does not stand for one that was found itself
        guest = f"coalesce(label = {store.literal(INCLUDED)}, false)" if self.table.name == "posts" else "false"
        first = "guest, latest DESC NULLS LAST, n_seen DESC, n_piece DESC, n_row DESC"
        typed = self._typed()
        if typed != "false":
            first = ", ".join(f"CASE WHEN typed THEN {n} END" for n in ("n_seen", "n_piece", "n_row")) + f", {first}"
        self.con.execute(
            f"CREATE OR REPLACE TEMP TABLE many AS "
            f"SELECT {key} FROM incoming WHERE {has_key} GROUP BY ALL HAVING count(*) > 1"
        )
        self.con.execute(f"""CREATE TEMP TABLE fates AS
            WITH seen AS (SELECT * FROM (VALUES {self._runs()}) AS s(n_piece, start, n_seen)),
            found AS (
                SELECT {key}, content, is_main, {latest} AS latest, {guest} AS guest, n_piece, n_row
                FROM incoming SEMI JOIN many USING ({key}) WHERE {has_key}),
            repeated AS (
                SELECT f.*, n_seen, {typed} AS typed,
                    n_seen = {self.build} AND min(n_seen) OVER (PARTITION BY {key}) < {self.build} AS known
                FROM found f ASOF JOIN seen s ON f.n_piece = s.n_piece AND f.n_row >= s.start),
            same AS (
                SELECT *, row_number() OVER (
                    PARTITION BY {key}, content ORDER BY is_main DESC, n_seen, n_piece, n_row) AS n_same FROM repeated),
            ranked AS (
                SELECT *, row_number() OVER (
                    PARTITION BY {key}, n_same = 1 ORDER BY is_main DESC, {first}) AS n_place FROM same)
            SELECT n_piece, n_row, is_main, known,
                CASE WHEN n_same > 1 THEN 'duplicates' WHEN n_place = 1 THEN 'kept'
                    WHEN typed THEN 'rejected' ELSE 'observations' END AS fate
            FROM ranked""")

    def _typed(self) -> str:
        """The SQL that tells whether an id can be used but once: a post's is the platform's, and may come twice."""
        if self.table.name not in OBSERVED_IN:
            return "true"
        typed = [str(n) for n, piece in enumerate(self.pieces) if piece.typed]
        if "platform" in self.table.key or not typed:
            return "false"
        return f"bool_or(f.n_piece IN ({', '.join(typed)})) OVER (PARTITION BY {self.table.key[0]})"

    def _runs(self) -> str:
        return ", ".join(
            f"({n}, {start}, {build})" for n, piece in enumerate(self.pieces) for start, build in piece.seen
        )

    def count(self) -> None:
        """Adds up the fates per source, for the sources whose main table this is; and which new rows were known."""
        total = self.con.execute("SELECT source, count(*) FROM incoming WHERE is_main GROUP BY 1").fetchall()
        for source, rows in total:
            self.counts[source] = {"kept": rows, "duplicates": 0, "observations": 0, "rejected": 0}
        moved = self.con.execute(
            "SELECT n_piece, fate, count(*) FROM fates WHERE fate <> 'kept' AND is_main GROUP BY ALL"
        ).fetchall()
        for n_piece, fate, rows in moved:
            counted = self.counts[self.pieces[n_piece].source]
            counted[fate] += rows
            counted["kept"] -= rows
        known = self.con.execute("SELECT n_piece, count(*) FROM fates WHERE known AND is_main GROUP BY 1").fetchall()
        self.known = {self.pieces[n_piece].source: rows for n_piece, rows in known}

    def write(self, folder: Path) -> dict[str, int]:
        """Writes the table, and the observations beside it where there are any; returns the rows of each."""
        written = {self.table.name: self._copy(folder, self.table.name, "fate IS NULL OR fate = 'kept'")}
        other = OBSERVED_IN.get(self.table.name)
        if other and self.con.execute("SELECT count(*) FROM fates WHERE fate = 'observations'").fetchall()[0][0]:
            # what a post says of its account is no sight of its own: only files that list accounts give profiles
            rows = self._copy(folder, other, "fate = 'observations' AND i.is_main")
            if rows:
                written[other] = rows
        return written

    def _copy(self, folder: Path, name: str, which: str) -> int:
        # the join with the fates loses the order of rows: it is made only where a key occurs twice, and sorted again
        repeated = self.con.execute("SELECT count(*) FROM fates").fetchall()[0][0] > 0
        joined = f"LEFT JOIN fates f USING (n_piece, n_row) WHERE {which} ORDER BY n_piece, n_row"
        schema = tables.get(name).arrow
        columns = ", ".join(
            f"CAST({store.name(f.name)} AS {store.sql_type(str(f.type))}) AS {store.name(f.name)}" for f in schema
        )
        sql = f"SELECT {columns} FROM incoming i {joined if repeated else ''}"
        return store.write(self.con, sql, folder / f"{name}.parquet", schema)

    def twice(self) -> list[tuple[str, str, str, str, str]]:
        """Rows whose id an earlier row has already: source, row, table, reason, and what they state as their key.

        The id would name the earlier row: a handmade one is named by its line.
        """
        key = ", ".join(store.name(column) for column in self.table.key)
        found = self.con.execute(
            f"SELECT source, coalesce(_line, row), concat_ws(' | ', {key or 'NULL'}) FROM incoming "
            "JOIN fates USING (n_piece, n_row) WHERE fate = 'rejected' ORDER BY n_piece, n_row"
        ).fetchall()
        columns = " and ".join(self.table.key)
        return [
            (source, row, self.table.name, f'{columns}: "{stated}" names an earlier row, with other contents.', stated)
            for source, row, stated in found
        ]


def source_row(one: Input, staged: Staged, decided: Mapping[str, int]) -> dict[str, Any]:
    """What is told of a file: in the table `sources`, and in the ledger; each of its records has one fate."""
    counts = {"kept": 0, "duplicates": 0, "observations": 0, "rejected": 0, **decided}
    counts["rejected"] += staged.rejected
    if sum(counts.values()) != staged.records:
        raise TableError(
            f"{one.path}: {staged.records:,} records came in, and {sum(counts.values()):,} have a fate {counts}. "
            "The build stops, because a record would be lost. Please report this."
        )
    return {
        "source": one.name,
        "sha256": staged.sha256,
        "bytes": staged.bytes,
        "reader": one.source.reader,
        "credit": one.source.credit,
        "retrieved": one.source.retrieved or None,
        "publish": one.source.publish,
        "records": staged.records,
        **counts,
        "tables": staged.tables,
        "unknown": staged.unknown,
        "repairs": staged.repairs,
        "decided": staged.decided,
        "cannot_say": readers.get(one.source.reader).cannot_say,
        "encoding": staged.encoding,
        "files": staged.files,
        "coarse": staged.coarse,
        "careful": staged.careful,
    }


def rejects_sql(con: duckdb.DuckDBPyConnection, piece: Piece) -> str:
    """The query for a file's rejected records; one whose id stands in the file several times is named by its line."""
    rows = f"read_parquet({store.literal(piece.staged.path)}, file_row_number=true)"
    repeated = con.execute(f"SELECT _row FROM {rows} WHERE _line IS NOT NULL GROUP BY 1 HAVING count(*) > 1").fetchall()
    listed = ", ".join(store.literal(row) for (row,) in repeated) or "NULL"
    return f"""SELECT {store.literal(piece.source)} AS source,
        CASE WHEN _row IN ({listed}) THEN _line ELSE {ROW} END AS row,
        {store.literal(piece.staged.main)} AS "table", _fault_column AS "column", _fault AS reason, _stated AS stated
        FROM {rows} WHERE _fault IS NOT NULL"""
