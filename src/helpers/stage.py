"""One raw file becomes one typed file: parsed, conformed, counted, and not yet compared with any other.

A staged file is kept under a name made of the hash of everything that went into it, so that an unchanged file is never
read twice.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import zlib
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from helpers import conform, paths, readers, scan, store, tables
from helpers.cases import Case, Input, raw_files
from helpers.errors import ReaderError, TableError
from helpers.readers import Reader, Shape
from helpers.store import Csv, Ndjson, Own, Raw

# Every source file on which a staged file depends, but the reader's own: a change in one reads all files anew.
_CODE = """scan.py store/*.py fields.py conform/*.py tables/*.py clean.py dates.py stage.py
    readers/__init__.py readers/_*.py"""
READING = tuple(
    sorted({p.relative_to(paths.PACKAGE).as_posix() for glob in _CODE.split() for p in paths.PACKAGE.glob(glob)})
)
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
    minutes: list[str] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    careful: bool = False  # whether the fast way missed a record, so that only the careful one numbers rows rightly
    path: str = ""


def code_hash(names: tuple[str, ...]) -> str:
    """The hash of some of the kit's own source files."""
    digest = hashlib.sha256()
    for name in names:
        digest.update(name.encode() + b"\0" + (paths.PACKAGE / name).read_bytes())
    return digest.hexdigest()


def hash_input(one: Input) -> tuple[str, dict[str, str]]:
    """The SHA-256 of a raw file; for a folder, that of the list `hash  name` of its files, and the list.

    The list is written as `sha256sum` writes it.
    """
    if not one.path.is_dir():
        return scan.sha256(one.path), {}
    names = [p.relative_to(one.path).as_posix() for p in raw_files(one.path)]
    files = {name: scan.sha256(paths.inside(one.path, name)) for name in names}
    listed = "".join(f"{digest}  {name}\n" for name, digest in files.items())
    return hashlib.sha256(listed.encode()).hexdigest(), files


def stage_key(case: Case, one: Input, sha256: str, code: str) -> str:
    """The name of the staged file: a hash over the bytes, the reader, its options and the code that reads."""
    reader_code = code_hash((f"readers/{one.source.reader}.py",))
    zone = one.source.zone or case.timezone
    parts = [
        sha256,
        one.name,
        one.source.reader,
        reader_code,
        zone,
        json.dumps(one.source.options, sort_keys=True, default=str),
        code,
    ]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


def stage(con: duckdb.DuckDBPyConnection, case: Case, one: Input, folder: Path, code: str, sha256: str = "") -> Staged:
    """The staged file of an input: made now, or found as it was made before."""
    files: dict[str, str] = {}
    try:
        if not sha256 or one.path.is_dir():
            sha256, files = hash_input(one)
        key = stage_key(case, one, sha256, code)
        path, about = folder / f"{key}.parquet", folder / f"{key}.json"
        if path.is_file() and about.is_file():
            return Staged(**json.loads(about.read_text("utf-8")) | {"path": str(path)})
        size = sum(p.stat().st_size for p in (raw_files(one.path) if one.path.is_dir() else [one.path]))
        made = _Staging(con, case, one, path).run(Staged(key, sha256, size, "", [], 0, 0, files=files, path=str(path)))
    except (EOFError, zlib.error) as error:
        raise ReaderError(
            f"{one.path}: the packed file ends too early or is damaged ({error}). Obtain it again."
        ) from error
    except OSError as error:
        raise ReaderError(f"{one.path}: cannot be read or staged: {error.strerror or error}.") from error
    half = about.with_suffix(".half")
    half.write_text(json.dumps(asdict(made) | {"path": ""}), "utf-8")
    half.replace(about)  # whole or not there: whoever is stopped here has the file read again
    return made


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
        made.records, made.repairs = rows, list(raw.repairs)
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
            raise ReaderError(f"{self.one.path}: {_first_line(error)}") from error
        if raw.error:
            half.unlink(missing_ok=True)
            raise raw.error[0]
        shutil.move(half, self.path)
        return int(self._one(f"SELECT count(*) FROM {self._parquet}"))

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
