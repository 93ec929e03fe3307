"""Reading one raw file into one Parquet file: the fast way, the careful way, and what is counted on the way."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import duckdb

from helpers import conform, readers, scan, store, tables, wording
from helpers.cases import Case, Input
from helpers.errors import ReaderError, TableError
from helpers.readers import Reader, Shape
from helpers.stage import _ids, _times, _unknown
from helpers.store import Csv, Json, Ndjson, Own, Raw

LONG_LINE = 4_000_000  # bytes; shorter ones have always been read, so that memory ran out for another reason
ROW = "coalesce(_row, CAST(file_row_number + _first AS VARCHAR))"  # a record's number, of a staged file


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
    rounded: dict[str, int] = field(default_factory=dict)  # of such columns: significant digits of a rounded id
    coarse: dict[str, str] = field(default_factory=dict)  # how exact a column's moments are at most
    files: dict[str, str] = field(default_factory=dict)
    careful: bool = False  # whether the fast way missed a record, so that only the careful one numbers rows rightly
    path: str = ""
    stamp: str = ""  # the raw file's own, from before it was read


class _Staging:
    """Reads one input into one Parquet file."""

    def __init__(self, con: duckdb.DuckDBPyConnection, case: Case, one: Input, path: Path) -> None:
        if not one.path.is_dir():
            one = replace(one, path=store.evidence(one.path, one.source.options, store.spill(con)))
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
        self.keys = _unknown.listed(_unknown.objects(self.shape))

    def run(self, made: Staged) -> Staged:
        """Reads the input into its Parquet file, and sums it up; a plain copy of the input, if any, is gone then."""
        try:
            return self._run(made)
        except BaseException:
            self.path.unlink(missing_ok=True)  # what was refused leaves nothing behind
            raise
        finally:
            store.forget(self.one.path)

    def _run(self, made: Staged) -> Staged:
        made.main, made.tables = self.shape.main, list(self.shape.fields)
        looked = None
        if isinstance(self.shape.format, Csv | Ndjson):
            looked = store.look(self.one.path, self.shape.format, self.encoding)
        decided = self._decide(looked)
        raw, rows = self._read(looked, made)
        if isinstance(self.shape.format, Own):
            raw.records = self.reader.count(self.one.path, self.one.source.options)
        if rows != raw.records:
            raise ReaderError(
                f"{self.one.path}: {rows:,} records were read and {raw.records:,} counted. Nothing was built from it, "
                "because a record would be lost. Please report this file's form."
            )
        made.records, made.repairs, made.decided = rows, list(raw.repairs), [*raw.decided, *decided]
        if not self.one.path.is_dir():
            made.encoding = store.decide(self.one.path).name
            made.decided = [*store.decided(self.one.path), *made.decided]
        self._sum_up(made, raw)
        return made

    def _decide(self, looked: scan.Scan | None) -> list[str]:
        """Decides what only all rows together can tell of dates, and says it."""
        self.said = conform.words(self.one.source.options)
        decided: list[str] = []
        for careful in (False, True) if conform.undecided(self.shape.fields) else ():
            opened = partial(self._open, looked, careful)
            try:
                self.said, decided, counted = conform.decide(
                    self.con, opened, self.shape.fields, self.said, str(self.one.path)
                )
            except duckdb.Error as error:
                if careful:
                    raise ReaderError(f"{self.one.path}: {_first_line(error)}") from error
                continue
            if looked is None or counted == looked.records:
                break
        return decided

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
        if self.shape.row_from:
            raw = replace(raw, sql=raw.numbered(), first=0)
        sql = conform.select(raw, self.shape.fields, reader=self.reader.name, zone=zone, said=self.said, keys=self.keys)
        if self.shape.row_from:
            column = f"{self.shape.main}.{self.shape.row_from}"
            label = f"coalesce({store.name(column)}, 'line ' || _row)"
            sql = f"SELECT * REPLACE ({label} AS _row), 'line ' || _row AS _line FROM ({sql})"
        else:
            sql = f"SELECT *, CAST(NULL AS VARCHAR) AS _line FROM ({sql})"
        half = self.path.with_suffix(".half")
        try:
            rows = store.write(self.con, sql, half)
        except (duckdb.Error, OSError) as error:
            half.unlink(missing_ok=True)
            if raw.error:
                raise raw.error[0] from None
            if why := error.strerror if isinstance(error, OSError) else store.refused(error):
                raise TableError(f"{self.case.processed} cannot be written: {why}. Nothing was replaced.") from error
            long = isinstance(error, duckdb.OutOfMemoryException) and self._too_long()
            raise ReaderError(long or f"{self.one.path}: {_first_line(error)}") from error
        if raw.error:
            half.unlink(missing_ok=True)
            raise raw.error[0]
        shutil.move(half, self.path)
        return rows

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
        made.repairs += self._noted()
        seen = self._seen(raw)
        made.unknown = self.shape.unknown(seen)
        self.reader.check_every(self.one.path, self.shape, seen)
        times = _times.look(self.con, self._parquet, ROW, self.shape.fields)
        ids = _ids.look(self.con, self._parquet, ROW, self.shape.fields)
        made.decided += [*times.decided, *ids.decided]
        made.repairs += [*times.repairs, *ids.repairs]
        made.damaged, made.rounded, made.coarse = ids.damaged, ids.rounded, times.coarse

    def _noted(self) -> list[str]:
        """What was noted of single records, with how many there are; of damaged ids also the first, and what to do."""
        notes = self.con.execute(
            f"SELECT note, count(*), arg_min(row, n) FROM (SELECT unnest(_notes) AS note, {ROW} AS row, "
            f"file_row_number AS n FROM {self._parquet}) GROUP BY 1 ORDER BY 1"
        ).fetchall()
        about = {note: f", the first in row {first}; {_ids.PROVES_NOTHING}" for note, _, first in notes}
        return [
            f"{note}: {wording.many(times, 'record')}{about[note] if note.endswith(conform.ROUNDED) else ''}"
            for note, times, _ in notes
        ]

    def _refuse(self, made: Staged) -> None:
        """A file none of whose records has what every one needs is no file of this reader."""
        fault = self._lacking() or self._same_fault(made.main)
        if fault:
            first = self._one(
                f"SELECT {ROW} FROM {self._parquet} WHERE _fault = {store.literal(fault)} "
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

    def _seen(self, raw: Raw) -> set[str]:
        """Every column, or key path, of every record: an export that grew a column in row 90,000 is heard of."""
        return raw.seen | (_unknown.seen(self.con, self._parquet, _unknown.objects(self.shape)) if raw.json else set())


def rows_of(con: duckdb.DuckDBPyConnection, paths: Sequence[str], table: str) -> str:
    """The FROM clause of staged files with all columns of a table; `file_index` and `file_row_number` beside them.

    A staged file has only those that its reader declares: a million empty cells in thirty columns cost a second.
    """
    files = f"[{', '.join(store.literal(path) for path in paths)}]"
    there = {found[0] for found in con.execute(f"DESCRIBE FROM read_parquet({files}, union_by_name=true)").fetchall()}
    lacking = [
        f"CAST(NULL AS {store.sql_type(str(field.type))}) AS {store.name(f'{table}.{field.name}')}"
        for field in tables.get(table).arrow
        if field.name not in ("source", "row") and f"{table}.{field.name}" not in there
    ]
    columns = ", ".join(["*", "file_index", *lacking])
    return f"(SELECT {columns} FROM read_parquet({files}, file_row_number=true, union_by_name=true))"


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0][:300]
