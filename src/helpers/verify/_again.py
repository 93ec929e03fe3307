"""The evidence read once more, in a folder of its own, and held against the ledger's counts and the built tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from helpers import __version__, build, ledger, scan, store
from helpers.cases import Case
from helpers.errors import CasebookError
from helpers.paths import Workspace
from helpers.verify._contents import contents
from helpers.verify._files import Files, Progress, by_source
from helpers.verify._past import COUNTS, Past, shown
from helpers.wording import listed, many

# What the line of a source says beside its hash and its counts, as long as the kit and case.toml say it.
ALSO = ("reader", "retrieved", "publish", "tables", "unknown", "repairs", "decided", "encoding")


@dataclass
class Derived:
    """What came of it: sentences on what is different, remarks on what could not be compared, and how much was."""

    problems: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    records: int = 0
    tables: int = 0


class _Again:
    def __init__(self, case: Case, past: Past, files: Files, progress: Progress, folder: Path) -> None:
        self.case, self.past, self.files, self.progress = case, past, files, progress
        there = [(source, tuple(inputs)) for source, inputs in by_source(case) if inputs]
        sources = tuple(replace(source, files=names, expect={}) for source, names in there)
        # its own place for tables, and the evidence where it lies: nothing is written beside either
        self.copy = replace(case, workspace=Workspace(folder), sources=sources, expect={}, gates={})
        self.made = Derived()
        self.before: Mapping[str, Any] = case.built.get("tables", {})

    def run(self) -> Derived:
        """Builds the case anew, with the ledger's word on which build saw what first, and compares."""
        self.copy.processed.mkdir(parents=True)
        lines = ledger.chained(line.says for line in self.past.lines)
        (self.copy.processed / "ledger.jsonl").write_text(lines, "utf-8")
        names = {one.name for one in self.copy.inputs}
        try:
            changed = [name for name in self.files.changed if name in names]
            built = build.build(self.copy, progress=self.progress, accept=changed)
        except CasebookError as error:
            self.made.problems.append(f"The evidence cannot be read again: {error}")
            self._tables({})
            return self.made
        after = self.copy.built["tables"]
        self._counts(built.sources, after)
        self._tables(after)
        self._rows()
        return self.made

    def _comparable(self, name: str, after: Mapping[str, Any]) -> bool:
        """Whether a table was made of the same files by the same code; the keys of tables are hashes of both."""
        keys = [tables.get(name, {}).get("key") for tables in (self.before, after)]
        return not self.files.touched or (keys[0] is not None and keys[0] == keys[1])

    # ------------------------------------------------------------ counts

    def _counts(self, sources: list[dict[str, Any]], after: Mapping[str, Any]) -> None:
        last, left = self.past.last(), []
        for now in sources:
            line = last.get(now["source"])
            if line is None or line.gone or now["source"] in self.files.changed:
                continue
            if not all(self._comparable(name, after) for name in now["tables"]):
                left.append(shown(now["source"]))
                continue
            self.made.records += now["records"]
            if said := _differing(line.n, line.says, now):
                self.made.problems.append(f"{shown(now['source'])}: {said}")
        if left:
            self.made.remarks.append(
                f"The counts of {listed(left)} hang on other files of the same tables, and were not compared."
            )

    # ------------------------------------------------------------ tables

    def _tables(self, after: Mapping[str, Any]) -> None:
        if not self.before:
            where = self.case.processed / "build.json"
            self.made.problems.append(f"{where} is not there or damaged: nothing says what the tables held.")
        left = []
        for n, (name, told) in enumerate(self.before.items()):
            self.progress(f"comparing {shown(name)}", n, len(self.before))
            path, fresh = (one.processed / f"{name}.parquet" for one in (self.case, self.copy))
            compared = self._comparable(name, after) and bool(after)
            self.made.problems += _altered(path, told, fresh if compared and fresh.is_file() else None)
            if compared:
                self._derived(name, told, after.get(name))
            elif after:
                left.append(name)
            self.made.tables += compared
        for name in after:
            if name not in self.before and self.before and not self.files.touched:
                self.made.problems.append(
                    f"{name}: build.json tells of no such table; read again, the evidence gives {_told(after[name])}."
                )
        if left:
            self.made.remarks.append(
                f"{listed(left, 6)} {'was' if len(left) == 1 else 'were'} not compared with the evidence, which is not "
                "what was read."
            )

    def _derived(self, name: str, told: Mapping[str, Any], now: Mapping[str, Any] | None) -> None:
        if now is None:
            self.made.problems.append(
                f"{name}: build.json tells of {_told(told)}; read again, the evidence gives none."
            )
        elif _is(told) != _is(now) and not (told.get("rows") == now.get("rows") and self._same_rows(name)):
            other = " It was made by other code than that of this kit, or case.toml has changed since: run "
            other += f"`casebook build {self.case.name}`, then verify again."
            self.made.problems.append(
                f"{name}: build.json tells of {_told(told)}; read again, the evidence gives {_told(now)}."
                + (other if told.get("key") != now.get("key") and name not in ("sources", "rejects") else "")
            )

    def _same_rows(self, name: str) -> bool:
        """Whether a table holds what the evidence gives, however another version of a library has packed it."""
        path, fresh = (one.processed / f"{name}.parquet" for one in (self.case, self.copy))
        if not path.is_file() or scan.sha256(path) != self.before[name].get("content"):
            return False
        return contents(path) == contents(fresh)

    # ------------------------------------------------------------ rows of files that have other bytes

    def _rows(self) -> None:
        """Says which rows of a changed file are different, where the rows that it had are still there."""
        before, after = self.case.built.get("inputs", {}), self.copy.built["inputs"]
        by_hand = {one.name for one in self.copy.inputs if one.source.reader == "handmade" or one.path.is_dir()}
        last = self.past.last()
        for name in self.files.changed:
            known = before.get(name, {})
            old, new = (
                one.processed / ".staged" / f"{staged.get(name, {}).get('staged')}.parquet"
                for one, staged in ((self.case, before), (self.copy, after))
            )
            is_it = name in last and known.get("sha256") == last[name].says["sha256"]
            if is_it and old.is_file() and new.is_file():
                con = store.connect(self.copy.processed / ".spill")
                try:
                    rows = build.compare(con, old, new, [[0, 0]], 0, by_name=name in by_hand)
                finally:
                    con.close()
                self.files.problems.setdefault(name, []).append(f"{shown(name)}: {_lost(rows)}.")


def again(case: Case, past: Past, files: Files, progress: Progress) -> Derived:
    """Builds the case in a temporary folder and compares; rows of changed files are added to the files' sentences."""
    with TemporaryDirectory(prefix="casebook-verify-") as folder:
        return _Again(case, past, files, progress, Path(folder).resolve()).run()


def _lost(rows: build.Compared) -> str:
    """How the rows of a changed file compare with those that it had, in words."""
    first = f" (the first of them row {shown(rows.first)})" if rows.lost else ""
    is_lost, is_new = ("is" if n == 1 else "are" for n in (rows.lost, rows.new))
    lost = f"{rows.lost:,} of its {many(rows.before, 'record')} {is_lost} gone or different{first}"
    return f"{lost}, {rows.new:,} {is_new} new" + (
        f", and {many(rows.moved, 'record')} stand in another row now" if rows.moved else ""
    )


def _differing(n: int, line: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    """What the line of a source says otherwise than the evidence read again; empty if nothing."""
    counts = [name for name in COUNTS if line[name] != now[name]]
    also = [name for name in ALSO if name in line and line[name] != now[name]]
    other = line.get("kit") != __version__
    kit = f" That line was written by casebook {line.get('kit')}; this is {__version__}." if other else ""
    if counts:
        was, is_ = (listed([f"{one[name]:,} {name}" for name in counts], len(COUNTS)) for one in (line, now))
        return f"line {n} of the ledger tells of {was}; read again, the file gives {is_}.{kit}"
    if also:
        return f"what line {n} of the ledger says of its {listed(also, len(ALSO))} is not what is found now.{kit}"
    return ""


def _altered(path: Path, told: Mapping[str, Any], fresh: Path | None) -> Iterator[str]:
    """What a table's own file says otherwise than build.json, with the first row that differs from a `fresh` one."""
    if not path.is_file():
        yield f"{path} is gone: build.json tells of {_told(told)}."
        return
    try:
        now = {"rows": pq.read_metadata(path).num_rows, "content": scan.sha256(path)}
        if now["content"] != told.get("content"):
            contents(path)  # whether it can be read to its end
    except (pa.ArrowException, OSError) as error:
        yield f"{path} is damaged ({str(error).splitlines()[0][:120]}): build.json tells of {_told(told)}."
        return
    if _is(now) != _is(told):
        first = _first_difference(path, fresh) if fresh else ""
        yield f"{path}: build.json tells of {_told(told)}; the file has {_told(now)}.{first}"


def _is(told: Mapping[str, Any]) -> tuple[Any, Any]:
    return told.get("rows"), told.get("content")


def _told(told: Mapping[str, Any]) -> str:
    rows, content = _is(told)
    return f"{many(rows, 'row') if isinstance(rows, int) else 'rows'} with the SHA-256 {content}"


def _first_difference(path: Path, fresh: Path) -> str:
    """A sentence on the first row of a table's file that is not that of a fresh one; empty where none can be named."""
    with pq.ParquetFile(path) as one, pq.ParquetFile(fresh) as other:
        if one.schema_arrow.names != other.schema_arrow.names:
            return " Its columns are others."
        named = {"source", "row"} <= set(one.schema_arrow.names)
    place = "coalesce(a.source, b.source), coalesce(a.row, b.row)" if named else "NULL, NULL"
    con = store.connect(fresh.parent / ".spill")
    try:
        found = con.execute(f"""SELECT n, {place} FROM (
            SELECT row_number() OVER () AS n, a, b FROM read_parquet({store.literal(str(path))}) a
            POSITIONAL JOIN read_parquet({store.literal(str(fresh))}) b) WHERE a IS DISTINCT FROM b ORDER BY n LIMIT 1
            """).fetchall()
    finally:
        con.close()
    if not found:
        return ""
    n, source, row = found[0]
    where = f" ({shown(source)}, row {row})" if source else ""
    return f" The first row that is not as the evidence gives it is number {n:,}{where}."
