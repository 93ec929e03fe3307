"""Reading one raw file into one Parquet file: the fast way, the careful way, and what is counted on the way."""

from __future__ import annotations

import json
import os
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from helpers import conform, readers, scan, store, tables, wording
from helpers.cases import Case, Input
from helpers.errors import ReaderError, TableError
from helpers.readers import Reader, Shape
from helpers.store import Csv, Json, Ndjson, Own, Raw

LONG_LINE = 4_000_000  # bytes; shorter ones have always been read, so that memory ran out for another reason
FEW = 10  # below this many rows, seconds that are all :00 prove nothing


@dataclass
class Staged:
    """What is known of one staged file."""

    key: str
    sha256: str
    bytes: int
    main: str
    tables: list[str]
    records: int
    rejected: int
    encoding: str = "utf-8"
    repairs: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    decided: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)  # columns of ids that prove no identity
    minutes: list[str] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    careful: bool = False  # whether the fast way missed a record, so that only the careful one numbers rows rightly
    path: str = ""
    stamp: str = ""  # the raw file's own, from before it was read


class _Staging:
    """Reads one input into one Parquet file."""

    def __init__(self, con: duckdb.DuckDBPyConnection, case: Case, one: Input, path: Path) -> None:
        self.con, self.case, self.one, self.path = con, case, one, path
        self.reader: Reader = readers.get(one.source.reader)
        self.encoding = str(one.source.options.get("encoding", ""))
        if not one.path.is_dir():
            with store.open_bytes(one.path) as file:
                start = file.read(4096)
            if not start.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
                raise ReaderError(
                    f"{one.path}: the file is empty. Export it again, or take its entry out of case.toml."
                )
        self.shape: Shape = self.reader.shape(one.path, one.source.options)

    def run(self, made: Staged) -> Staged:
        made.main, made.tables = self.shape.main, list(self.shape.fields)
        looked = None
        if isinstance(self.shape.format, Csv | Ndjson):
            looked = store.look(self.one.path, self.shape.format, self.encoding)
            made.encoding = looked.encoding
        raw, rows = self._read(looked, made)
        if isinstance(self.shape.format, Own):
            raw.records = self.reader.module.count(self.one.path)
        if rows != raw.records:
            raise ReaderError(
                f"{self.one.path}: {rows:,} records were read and {raw.records:,} counted. Nothing was built from it, "
                "because a record would be lost. Please report this file's form."
            )
        made.records, made.repairs, made.decided = rows, list(raw.repairs), list(raw.decided)
        self._sum_up(made, raw)
        return made

    def _read(self, looked: scan.Scan | None, made: Staged) -> tuple[Raw, int]:
        """The fast way; and where it fails or misses a record, the careful one."""
        raw = self._open(looked, careful=False)
        if looked is None:
            return raw, self._copy(raw)
        try:
            rows = self._copy(raw)
            if rows == raw.records:
                return raw, rows
        except ReaderError:
            if raw.error:
                raise
        made.careful = True
        raw = self._open(looked, careful=True)
        return raw, self._copy(raw)

    def _open(self, looked: scan.Scan | None, careful: bool) -> Raw:
        options = self.one.source.options
        return self.reader.open(self.con, self.one.path, self.shape, options, looked=looked, careful=careful)

    def _copy(self, raw: Raw) -> int:
        zone = self.one.source.zone or self.case.timezone
        sql = conform.select(raw, self.shape.fields, reader=self.reader.name, zone=zone)
        if self.shape.row_from:
            column = f"{self.shape.main}.{self.shape.row_from}"
            label = f"coalesce({store.name(column)}, 'line ' || _row)"
            sql = f"SELECT * REPLACE ({label} AS _row), 'line ' || _row AS _line FROM ({sql})"
        else:
            sql = f"SELECT *, CAST(NULL AS VARCHAR) AS _line FROM ({sql})"
        half = self.path.with_suffix(".half")
        try:
            self.con.execute(f"COPY ({sql}) TO {store.literal(str(half))} (FORMAT parquet, COMPRESSION zstd)")
        except duckdb.Error as error:
            half.unlink(missing_ok=True)
            if raw.error:
                raise raw.error[0] from None
            if number := re.search(r'"errno":"(\d+)"', str(error)):
                why = os.strerror(int(number.group(1)))
                raise TableError(f"{self.case.processed} cannot be written: {why}. Nothing was replaced.") from error
            long = isinstance(error, duckdb.OutOfMemoryException) and self._too_long()
            raise ReaderError(long or f"{self.one.path}: {_first_line(error)}") from error
        if raw.error:
            half.unlink(missing_ok=True)
            raise raw.error[0]
        shutil.move(half, self.path)
        return int(self._one(f"SELECT count(*) FROM {self._parquet}"))

    def _too_long(self) -> str:
        """Which line is longer than what can be read at once; empty where none is."""
        number, n_bytes = scan.longest_line(self.one.path)
        if n_bytes < LONG_LINE:
            return ""
        what = f"{self.one.path}, line {number:,}: it is {wording.size(n_bytes)} long"
        if isinstance(self.shape.format, Json):  # the whole document may stand on one line
            what = f"{self.one.path}: it has a record of many megabytes"
        return f"{what}, which is more than can be read at once. Shorten it or take it out."

    @property
    def _parquet(self) -> str:
        return f"read_parquet({store.literal(str(self.path))}, file_row_number=true)"

    def _one(self, sql: str) -> Any:
        found = self.con.execute(sql).fetchall()  # all: an unfinished result would hold the connection
        return found[0][0] if found else None

    def _sum_up(self, made: Staged, raw: Raw) -> None:
        made.rejected = self._one(f"SELECT count(*) FROM {self._parquet} WHERE _fault IS NOT NULL")
        if made.rejected == made.records and made.records:
            self._refuse(made)
        notes = self.con.execute(
            f"SELECT note, count(*) FROM (SELECT unnest(_notes) AS note FROM {self._parquet}) GROUP BY 1 ORDER BY 1"
        )
        made.repairs += [f"{note}: {times:,} records" for note, times in notes.fetchall()]
        if made.encoding not in ("utf-8", "utf-8-sig"):
            made.repairs.append(f"read as {made.encoding}")
        seen = self._seen(raw)
        made.unknown = self.shape.unknown(seen)
        self.reader.check_every(self.one.path, self.shape, seen)
        for column in tables.get(made.main).columns:
            if column.type == "moment" and self._is_to_the_minute(f"{made.main}.{column.name}"):
                made.minutes.append(column.name)

    def _refuse(self, made: Staged) -> None:
        """A file none of whose records has what every one needs is no file of this reader."""
        fault = self._lacking() or self._same_fault(made.main)
        if fault:
            first = self._one(
                f"SELECT _row FROM {self._parquet} WHERE _fault = {store.literal(fault)} "
                "ORDER BY file_row_number LIMIT 1"
            )
            self.path.unlink(missing_ok=True)
            raise ReaderError(f"{self.one.path}, row {first}: {fault}")

    def _lacking(self) -> str:
        for column, needed in self.shape.needed().items():
            stated = f"{self.shape.main}.{column}" + ("_stated" if needed.kind == "moment" else "")
            fault = f'no "{needed.paths[0]}". The {self.reader.name} reader needs it {needed.needed}.'
            named = self._one(f"SELECT count(*) FROM {self._parquet} WHERE _fault = {store.literal(fault)}")
            if named and not self._one(f"SELECT count({store.name(stated)}) FROM {self._parquet}"):
                return fault
        return ""

    def _same_fault(self, main: str) -> str:
        """The fault of all records, where it is but one; of a table that people write, the rejects tell."""
        if tables.get(main).made_by == "people":
            return ""
        kinds = self._one(f"SELECT count(DISTINCT regexp_replace(_fault, '\"[^\"]*\"', '')) FROM {self._parquet}")
        return (
            str(self._one(f"SELECT _fault FROM {self._parquet} ORDER BY file_row_number LIMIT 1")) if kinds == 1 else ""
        )

    def _is_to_the_minute(self, column: str) -> bool:
        at, exact = store.name(column), store.name(f"{column}_precision")
        whole = f"count_if({exact} = 'second' AND second({at}) = 0)"
        sql = f"SELECT count({at}), {whole} FROM {self._parquet} WHERE _fault IS NULL"
        stated, to_minute = self.con.execute(sql).fetchall()[0]
        return bool(stated == to_minute and stated >= FEW)

    def _seen(self, raw: Raw) -> set[str]:
        """Every column, or key path, of every record: an export that grew a column in row 90,000 is heard of."""
        found = set(raw.seen)
        if raw.json:
            # a few hundred structures stand for millions of records; the aggregate that merges them fills the memory
            shapes = self.con.execute(f"SELECT DISTINCT _structure FROM {self._parquet} WHERE _structure IS NOT NULL")
            while some := shapes.fetchmany(1000):
                found.update(path for (shape,) in some for path in _paths(shape))
        return found


def _paths(structure: str) -> set[str]:
    try:
        return readers.key_paths(json.loads(structure))
    except RecursionError:
        return {"a record of hundreds of objects inside each other"}


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0][:300]
