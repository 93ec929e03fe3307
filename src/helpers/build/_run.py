"""One build of one case, step by step: stage, compare with before, decide, derive, publish."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from helpers import conform, derive, expect, ledger, paths, readers, scan, stage, store, tables
from helpers.build._arrivals import Arrivals, Past
from helpers.build._told import Unmet, reasons, undecided
from helpers.cases import Case, Handle, file_stamp
from helpers.cases._index import forget
from helpers.derive._write import release, write
from helpers.errors import CheckError, ReaderError
from helpers.fates import Fates, Piece, rejects_sql, source_row

Progress = Callable[[str, int, int], None]
Say = Callable[[str], None]
TABLES = tuple(name for name in stage.READING if name.startswith("tables/"))
PARQUET = "FORMAT parquet, COMPRESSION zstd"
_OWN = sorted(path.relative_to(paths.PACKAGE).as_posix() for path in (paths.PACKAGE / "build").glob("*.py"))
BUILDING = (*_OWN, "fates.py", "clocks.py", "ledger.py", *stage.READING)


@dataclass
class Built:
    """What a build did: the rows of every table, which were made anew, what each file gave, and what has arrived.

    `arrived` has one entry for each file that is new, grown, changed, gone or renamed since the build before, with its
    `source`, its `kind` and a sentence, `says`; on a first build one entry of the kind `first`. `head` is that of the
    ledger, `told` how many lines this build added to it.
    """

    case: str
    rows: dict[str, int] = field(default_factory=dict)
    made: list[str] = field(default_factory=list)
    sources: list[dict[str, Any]] = field(default_factory=list)
    arrived: list[dict[str, Any]] = field(default_factory=list)
    head: ledger.Head = field(default_factory=ledger.Head)
    told: int = 0


class Build:
    """One build: what it reads, what it makes, and the stamp it leaves."""

    def __init__(self, case: Case, progress: Progress, say: Say, force: bool, accept: Collection[str]) -> None:
        self.case, self.progress, self.say, self.force, self.accept = case, progress, say, force, accept
        self.staged_folder = case.processed / ".staged"
        self.fresh = case.processed / ".new"
        self.known = case.built
        self.before: dict[str, Any] = {} if force else self.known
        self.tables: dict[str, dict[str, Any]] = {}
        self.counts: dict[str, dict[str, int]] = {}
        self.known_rows: dict[str, int] = {}
        self.twice: list[tuple[str, str, str, str, str]] = []
        self.built = Built(case.name)

    def run(self) -> Built:
        """Builds, and says what has arrived; a `CheckError` where earlier evidence changed, before anything is."""
        lines = ledger.read(self.case.processed / "ledger.jsonl")  # a changed past is told before any work
        self.n_build = ledger.next_build(lines)
        shutil.rmtree(self.fresh, ignore_errors=True)
        for folder in (self.staged_folder, self.fresh):
            folder.mkdir(parents=True, exist_ok=True)
        self.con = store.connect(self.fresh / ".spill")
        try:
            conform.prepare(self.con)
            pieces = self._stage()
            arrivals = self._arrivals(pieces, lines)
            self._evidence(pieces)
            self._rejects(pieces)
            self._sources(pieces)
            self._derive()
            forget(self.case.processed, self.tables)
            decided = {one["source"]: one for one in self.built.sources}
            self.built.arrived = arrivals.told(self.known_rows, decided)
            self._publish(pieces, arrivals)
            for one in self.built.arrived:
                self.say(one["says"])
            said = expect.unmet(self.case, self.built.rows, self.con, self.case.processed)
        finally:
            self.con.close()
            shutil.rmtree(self.fresh, ignore_errors=True)
        if said:
            raise Unmet("\n".join(said), self.built.arrived)
        return self.built

    # ------------------------------------------------------------ staging

    def _stage(self) -> list[Piece]:
        self.code, inputs = stage.code_hash(stage.READING), self.case.inputs
        pieces = []
        for n, one in enumerate(inputs):
            self.progress(f"reading {one.name}", n, len(inputs))
            known = self.before.get("inputs", {}).get(one.name, {})
            made = stage.stage(self.con, self.case, one, self.staged_folder, self.code, known, again=self.force)
            is_typed, retrieved = readers.get(one.source.reader).typed, one.source.retrieved
            pieces.append(Piece(one.name, made, typed=is_typed, retrieved=retrieved))
        self.progress("reading", len(inputs), len(inputs))
        return pieces

    def _arrivals(self, pieces: list[Piece], lines: list[dict[str, Any]]) -> Arrivals:
        past = Past(ledger.known(lines), self.n_build, self.known.get("inputs", {}), self.staged_folder, self.code)
        found = Arrivals(self.con, self.case, pieces, past, self.accept)
        try:
            found.look()
        except OSError as error:  # a file that went, or was closed to us, since it was staged
            raise ReaderError(
                f"{error.filename}: cannot be read any more: {error.strerror}. Nothing was replaced. Run "
                f"`casebook build {self.case.name}` again."
            ) from error
        if found.alarms:
            raise CheckError("\n".join(found.alarms))
        return found

    # ------------------------------------------------------------ tables

    def _evidence(self, pieces: list[Piece]) -> None:
        names = [name for name in tables.TABLES if any(name in piece.staged.tables for piece in pieces)]
        for n, name in enumerate(names):
            self.progress(f"deciding on {name}", n, len(names))
            mine = [piece for piece in pieces if name in piece.staged.tables]
            seen = json.dumps([piece.seen for piece in mine])
            key = _key(stage.code_hash(BUILDING), seen, *(f"{p.source}:{p.staged.key}:{p.retrieved}" for p in mine))
            known = self._known(name, key)
            if known:
                self._keep(name, known)
                continue
            fates = Fates(self.con, name, mine, self.n_build)
            fates.decide()
            fates.count()
            written = fates.write(self.fresh)
            also = [other for other in written if other != name]
            entry = {"key": key, "counts": fates.counts, "twice": fates.twice(), "also": also}
            for other, rows in written.items():
                self._made(other, rows, entry if other == name else {"key": key, "part_of": name})
            self._add_counts(entry)
            self.known_rows |= fates.known

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
        self.tables[name] = {**entry, "rows": rows, "content": scan.sha256(self.fresh / f"{name}.parquet")}
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
        self._made("rejects", int(pq.read_metadata(path).num_rows), {"key": key, "reasons": reasons(self.con, path)})

    def _sources(self, pieces: list[Piece]) -> None:
        inputs = {one.name: one for one in self.case.inputs}
        for piece in pieces:
            self.built.sources.append(source_row(inputs[piece.source], piece.staged, self.counts.get(piece.source, {})))
        known = tables.get("sources").arrow.names
        self._write(
            "sources", [{key: value for key, value in entry.items() if key in known} for entry in self.built.sources]
        )

    def _write(self, name: str, rows: list[dict[str, Any]]) -> None:
        store.write_table(pa.Table.from_pylist(rows, tables.get(name).arrow), self.fresh / f"{name}.parquet")
        key = _key(json.dumps(rows, sort_keys=True, default=str))
        before = self.before.get("tables", {}).get(name, {})
        self.tables[name] = {"key": key, "rows": len(rows), "content": scan.sha256(self.fresh / f"{name}.parquet")}
        self.built.rows[name] = len(rows)
        if before.get("key") != key:
            self.built.made.append(name)

    # ------------------------------------------------------------ derived tables

    def _derive(self) -> None:
        todo = derive.in_order()
        for n, module in enumerate(todo):
            self.progress(f"deriving {', '.join(module.makes)}", n, len(todo))
            if not all(any(self.built.rows.get(name) for name in need.split("|")) for need in module.needs):
                continue
            uses = [name for name in module.uses if self.built.rows.get(name)]
            context = json.dumps([self.case.period, self.case.timezone, module.context(self.case)])
            code = stage.code_hash(("derive/__init__.py", "derive/_write.py", *module.code))
            key = _key(
                code, context, stage.code_hash(TABLES), *(f"{name}:{self.tables[name]['content']}" for name in uses)
            )
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
        del made
        release()

    def _path(self, name: str) -> Path:
        fresh = self.fresh / f"{name}.parquet"
        return fresh if fresh.is_file() else self.case.processed / f"{name}.parquet"

    # ------------------------------------------------------------ the end

    def _publish(self, pieces: list[Piece], arrivals: Arrivals) -> None:
        text = ledger.grown(self.case.processed / "ledger.jsonl", self._entries(pieces, arrivals))
        (self.fresh / "ledger.jsonl").write_text(text, "utf-8")
        self.built.head = ledger.head(self.fresh / "ledger.jsonl")
        self.built.told = self.built.head.lines - ledger.head(self.case.processed / "ledger.jsonl").lines
        now = datetime.now(UTC).isoformat(timespec="seconds")
        arrived = {"at": now, "files": self.built.arrived} if self.built.arrived else self.known.get("arrived")
        stamp = {
            "case_toml": self.case.stamp or file_stamp(self.case.folder / "case.toml"),
            "inputs": {
                piece.source: {"stamp": staged.stamp, "sha256": staged.sha256, "staged": staged.key}
                for piece in pieces
                for staged in (piece.staged,)
            },
            "tables": self.tables,
            "made_at": now if self.built.made else self.known.get("made_at", now),
            "undecided": undecided(self.con, self.built.rows, self._path),
            "arrived": arrived or {"at": now, "files": []},
        }
        (self.fresh / "build.json").write_text(json.dumps(stamp, indent=1, ensure_ascii=False), "utf-8")
        (self.case.processed / "build.json").unlink(missing_ok=True)
        # the ledger after the tables: a build that is stopped between them tells its arrivals when it is done again
        for path in sorted(self.fresh.iterdir(), key=lambda p: (p.name == "build.json", p.suffix == ".jsonl")):
            if path.is_file():
                path.replace(self.case.processed / path.name)
        for path in self.case.processed.glob("*.parquet"):
            if path.stem not in self.tables:
                path.unlink()
        current = {piece.staged.key for piece in pieces}
        for path in self.staged_folder.iterdir():
            if path.stem not in current:
                path.unlink()

    def _entries(self, pieces: list[Piece], arrivals: Arrivals) -> list[dict[str, Any]]:
        """What the ledger is told: of each file, and of those that are gone."""
        accepted = {one.source for one in arrivals.found if one.about.get("accepted")}
        entries = []
        for piece, entry in zip(pieces, self.built.sources, strict=True):
            told = {key: value for key, value in entry.items() if key not in ("cannot_say", "credit")}
            told |= {"accepted": True} if piece.source in accepted else {}
            entries.append(told | {"seen": piece.seen})
        return [*entries, *({"source": name, "gone": True} for name in arrivals.gone)]


def _key(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]
