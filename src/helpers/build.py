"""From raw files to tables: stage what is new, decide every record's fate, derive, write, and say what was done.

Only this module writes `data/processed`. Everything is written beside what is there and moved into place at the end;
the stamp `build.json` is written last, so that an interrupted build is seen as one.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from helpers import conform, derive, expect, ledger, stage, store, tables
from helpers.cases import Case, Handle, file_stamp
from helpers.derive._write import write
from helpers.errors import CheckError, ReaderError, TableError
from helpers.fates import Fates, Piece, rejects_sql, source_row

Progress = Callable[[str, int, int], None]
TABLES = tuple(name for name in stage.READING if name.startswith("tables/"))
PARQUET = "FORMAT parquet, COMPRESSION zstd"
BUILDING = ("build.py", "fates.py", "ledger.py", *stage.READING)


@dataclass
class Built:
    """What a build did: the rows of every table, which of them were made anew, and what each file gave."""

    case: str
    rows: dict[str, int] = field(default_factory=dict)
    made: list[str] = field(default_factory=list)
    sources: list[dict[str, Any]] = field(default_factory=list)


def build(case: Case, *, progress: Progress | None = None, force: bool = False) -> Built:
    """Builds every table of the case that is not up to date; a `CheckError` where an expectation does not hold.

    One case is built by one process at a time: a `TableError` where another one is at it.
    """
    if not case.inputs:
        raise TableError(f"The case {case.name} has no sources. Run `casebook add {case.name} FILE --reader NAME`.")
    try:
        case.processed.mkdir(parents=True, exist_ok=True)
        with _alone(case):
            if force:
                shutil.rmtree(case.processed / ".staged", ignore_errors=True)
            return _Build(case, progress or (lambda what, done, total: None), force).run()
    except OSError as error:
        raise TableError(
            f"{case.processed} cannot be written: {error.strerror or error}. Nothing was replaced."
        ) from error
    except duckdb.Error as error:
        raise TableError(
            f"The build of {case.name} failed: {str(error).splitlines()[0]}. Nothing was replaced."
        ) from error


@contextmanager
def _alone(case: Case) -> Iterator[None]:
    """Holds the folder of the case's tables; the system lets go of it when the process ends, however it ends."""
    folder = os.open(case.processed, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(folder)
        raise TableError(f"{case.name} is being built by another process. Wait for it, then try again.") from None
    except OSError:
        pass  # a network drive that knows no such locks: there two builds at once are not kept apart
    try:
        yield
    finally:
        os.close(folder)


class _Build:
    """One build: what it reads, what it makes, and the stamp it leaves."""

    def __init__(self, case: Case, progress: Progress, force: bool) -> None:
        self.case, self.progress = case, progress
        self.staged_folder = case.processed / ".staged"
        self.fresh = case.processed / ".new"
        self.before: dict[str, Any] = {} if force else case.built
        self.tables: dict[str, dict[str, Any]] = {}
        self.counts: dict[str, dict[str, int]] = {}
        self.twice: list[tuple[str, str, str, str, str]] = []
        self.stamps: dict[str, str] = {}
        self.built = Built(case.name)

    def run(self) -> Built:
        ledger.read(self.case.processed / "ledger.jsonl")  # a changed past is told before any work
        shutil.rmtree(self.fresh, ignore_errors=True)
        for folder in (self.staged_folder, self.fresh):
            folder.mkdir(parents=True, exist_ok=True)
        self.con = store.connect(self.fresh / ".spill")
        try:
            conform.prepare(self.con)
            pieces = self._stage()
            self._evidence(pieces)
            self._rejects(pieces)
            self._sources(pieces)
            self._derive()
            self._publish(pieces)
            said = expect.unmet(self.case, self.built.rows, self.con, self.case.processed)
        finally:
            self.con.close()
            shutil.rmtree(self.fresh, ignore_errors=True)
        if said:
            raise CheckError("\n".join(said))
        return self.built

    # ------------------------------------------------------------ staging

    def _stage(self) -> list[Piece]:
        code, inputs = stage.code_hash(stage.READING), self.case.inputs
        pieces = []
        for n, one in enumerate(inputs):
            self.progress(f"reading {one.name}", n, len(inputs))
            known = self.before.get("inputs", {}).get(one.name, {})
            # taken before the file is read: who changes it meanwhile has it read again by the next build
            self.stamps[one.name] = file_stamp(one.path)
            sha256 = known.get("sha256", "") if known.get("stamp") == self.stamps[one.name] else ""
            try:
                pieces.append(Piece(one.name, stage.stage(self.con, self.case, one, self.staged_folder, code, sha256)))
            except OSError as error:
                raise ReaderError(f"{one.path}: cannot be read: {error.strerror or error}.") from error
        self.progress("reading", len(inputs), len(inputs))
        return pieces

    # ------------------------------------------------------------ tables

    def _evidence(self, pieces: list[Piece]) -> None:
        names = [name for name in tables.TABLES if any(name in piece.staged.tables for piece in pieces)]
        for n, name in enumerate(names):
            self.progress(f"deciding on {name}", n, len(names))
            mine = [piece for piece in pieces if name in piece.staged.tables]
            key = _key(stage.code_hash(BUILDING), *(f"{p.source}:{p.staged.key}" for p in mine))
            known = self._known(name, key)
            if known:
                self._keep(name, known)
                continue
            fates = Fates(self.con, name, mine)
            fates.decide()
            fates.count()
            written = fates.write(self.fresh)
            also = [other for other in written if other != name]
            entry = {"key": key, "counts": fates.counts, "twice": fates.twice(), "also": also}
            for other, rows in written.items():
                self._made(other, rows, entry if other == name else {"key": key, "part_of": name})
            self._add_counts(entry)

    def _known(self, name: str, key: str) -> dict[str, Any]:
        entry = self.before.get("tables", {}).get(name, {})
        same = entry.get("key") == key and all(self._is_there(table) for table in [name, *entry.get("also", [])])
        return entry if same else {}

    def _is_there(self, name: str) -> bool:
        """Whether the table's file is whole, with the rows that it was written with."""
        try:
            found = pq.read_metadata(self.case.processed / f"{name}.parquet").num_rows
        except (OSError, pa.ArrowInvalid):
            return False
        return bool(found == self.before["tables"].get(name, {}).get("rows"))

    def _keep(self, name: str, entry: Mapping[str, Any]) -> None:
        for table in [name, *entry.get("also", [])]:
            self.tables[table] = self.before["tables"][table]
            self.built.rows[table] = self.tables[table]["rows"]
        self._add_counts(entry)

    def _made(self, name: str, rows: int, entry: Mapping[str, Any]) -> None:
        self.tables[name] = {**entry, "rows": rows}
        self.built.rows[name] = rows
        self.built.made.append(name)

    def _add_counts(self, entry: Mapping[str, Any]) -> None:
        self.counts.update(entry.get("counts", {}))
        self.twice += [tuple(found) for found in entry.get("twice", [])]

    def _rejects(self, pieces: list[Piece]) -> None:
        faulty = [piece for piece in pieces if piece.staged.rejected]
        if not faulty and not self.twice:
            return
        key = _key(stage.code_hash(BUILDING), json.dumps(self.twice), *(f"{p.source}:{p.staged.key}" for p in faulty))
        if known := self._known("rejects", key):
            self._keep("rejects", known)
            return
        schema = tables.get("rejects").arrow
        rows = [(source, row, table, "id", reason, stated) for source, row, table, reason, stated in self.twice]
        self.con.register(
            "twice", pa.Table.from_pylist([dict(zip(schema.names, r, strict=True)) for r in rows], schema)
        )
        parts = ["SELECT * FROM twice", *(rejects_sql(self.con, piece) for piece in faulty)]
        path = self.fresh / "rejects.parquet"
        self.con.execute(f"COPY ({' UNION ALL '.join(parts)}) TO {store.literal(str(path))} ({PARQUET})")
        self._made("rejects", int(pq.read_metadata(path).num_rows), {"key": key})

    def _sources(self, pieces: list[Piece]) -> None:
        inputs = {one.name: one for one in self.case.inputs}
        for piece in pieces:
            self.built.sources.append(source_row(inputs[piece.source], piece.staged, self.counts.get(piece.source, {})))
        known = tables.get("sources").arrow.names
        self._write(
            "sources", [{key: value for key, value in entry.items() if key in known} for entry in self.built.sources]
        )

    def _write(self, name: str, rows: list[dict[str, Any]]) -> None:
        pq.write_table(
            pa.Table.from_pylist(rows, tables.get(name).arrow), self.fresh / f"{name}.parquet", compression="zstd"
        )
        key = _key(json.dumps(rows, sort_keys=True, default=str))
        before = self.before.get("tables", {}).get(name, {})
        self.tables[name] = {"key": key, "rows": len(rows)}
        self.built.rows[name] = len(rows)
        if before.get("key") != key:
            self.built.made.append(name)

    # ------------------------------------------------------------ derived tables

    def _derive(self) -> None:
        todo = derive.in_order()
        for n, module in enumerate(todo):
            self.progress(f"deriving {', '.join(module.makes)}", n, len(todo))
            if not all(self.built.rows.get(name) for name in module.needs):
                continue
            uses = [name for name in (*module.needs, *module.may_use) if self.built.rows.get(name)]
            context = json.dumps([self.case.period, self.case.timezone])
            code = stage.code_hash(("derive/__init__.py", "derive/_write.py", *module.code))
            key = _key(code, context, stage.code_hash(TABLES), *(f"{name}:{self.tables[name]['key']}" for name in uses))
            if all(self._known(name, key) for name in module.makes):
                for name in module.makes:
                    self._keep(name, self._known(name, key))
                continue
            self._run(module, uses, key)

    def _run(self, module: derive.Derived, uses: list[str], key: str) -> None:
        handles = {name: Handle(name, self._path(name), self.con) for name in uses}
        made = module.derive(handles, self.case)
        for name in module.makes:
            self._made(name, write(self.con, self.fresh / f"{name}.parquet", name, made[name]), {"key": key})

    def _path(self, name: str) -> Path:
        fresh = self.fresh / f"{name}.parquet"
        return fresh if fresh.is_file() else self.case.processed / f"{name}.parquet"

    # ------------------------------------------------------------ the end

    def _publish(self, pieces: list[Piece]) -> None:
        entries = [
            {k: v for k, v in entry.items() if k not in ("cannot_say", "credit")} for entry in self.built.sources
        ]
        written = self.case.processed / "ledger.jsonl"
        text = ledger.grown(written, entries)
        (self.fresh / "ledger.jsonl").write_text(text, "utf-8")
        stamp = {
            "case_toml": self.case.stamp or file_stamp(self.case.folder / "case.toml"),
            "inputs": {
                one.name: {"stamp": self.stamps[one.name], "sha256": p.staged.sha256}
                for one, p in zip(self.case.inputs, pieces, strict=True)
            },
            "tables": self.tables,
        }
        (self.fresh / "build.json").write_text(json.dumps(stamp, indent=1, ensure_ascii=False), "utf-8")
        (self.case.processed / "build.json").unlink(missing_ok=True)
        for path in sorted(self.fresh.iterdir(), key=lambda p: p.name == "build.json"):
            if path.is_file():
                path.replace(self.case.processed / path.name)
        for path in self.case.processed.glob("*.parquet"):
            if path.stem not in self.tables:
                path.unlink()
        current = {piece.staged.key for piece in pieces}
        for path in self.staged_folder.iterdir():
            if path.stem not in current:
                path.unlink()


def _key(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]
