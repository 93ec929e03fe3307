"""The way back: from a row of a table to the row of the hashed file that it was made of.

`rows(frame)` gives the evidence of a frame's rows, `reference(c, "articles:a07")` that of a reference as people write
it in handmade tables, and `stated(c, keys)` reads the rows again from the raw files, each field as it stands there.
"""

from __future__ import annotations

import json
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from helpers import conform, dates, readers, store, tables
from helpers.cases import Case, Input, file_stamp
from helpers.errors import TableError, did_you_mean
from helpers.readers import Shape
from helpers.store import Raw

Key = tuple[str, str]
Evidence = dict[str, str]
MOST = 2_000
_ROWS: dict[Path, tuple[str, pd.DataFrame]] = {}  # by file: the stamp of the build, and what `_known_rows` made of it
_WHO = ("outlet", "claimant", "account_name", "platform", "name", "country")
_WHEN = ("published", "created_at", "event_date", "period", "date", "decided_on")
_WORDS = ("what", "note", "text", "title", "about", "name")


@dataclass(frozen=True)
class Stated:
    """A row as its file states it, with what the kit's table says of it; the hash of a page is the page's own."""

    source: str
    row: str
    fields: Mapping[str, str]
    address: str | None
    archive: str | None
    outlet: str | None
    date: str | None
    text: str | None
    sha256: str
    credit: str | None


# ---------------------------------------------------------------- evidence of tables


def rows(frame: pd.DataFrame, table: str = "") -> list[Evidence]:
    """The evidence of every row of a frame that has `source` and `row`: one entry a row, in order."""
    name = table or str(frame.attrs.get("table", ""))
    return [
        {"table": name, "source": source, "row": row} for source, row in zip(frame["source"], frame["row"], strict=True)
    ]


def reference(c: Case, text: str) -> Evidence:
    """The evidence that a reference means: `articles:a07`, or `articles:file:a07` where files share names of rows."""
    table, colon, rest = text.strip().partition(":")
    if not colon or not rest:
        raise TableError(f'"{text}" is no reference. Write table:row, as in "articles:a07".')
    tables.get(table)
    frame = _known_rows(c, table)
    hit = frame["row"] == rest
    if ":" in rest:  # a row's name may have a colon in it too: the whole is compared, not its parts
        hit |= frame["source"] + ":" + frame["row"] == rest
    hits = frame[hit]
    if len(hits) == 1:
        return rows(hits, table)[0]
    if len(hits):
        first = hits.iloc[0]
        raise TableError(
            f'"{text}" means {len(hits)} rows of {table}. '
            f'Name the file too, as in "{table}:{first["source"]}:{first["row"]}".'
        )
    near = did_you_mean(rest, [*frame["row"].head(5000), *(frame["source"] + ":" + frame["row"]).head(5000)])
    raise TableError(f'"{text}": {table} has no row "{rest}".{near}')


def _known_rows(c: Case, table: str) -> pd.DataFrame:
    """Source and row of a table, read once for each build: a notebook of a hundred ties asks a hundred times."""
    file, stamp = c.processed / f"{table}.parquet", file_stamp(c.processed / "build.json")
    kept = _ROWS.get(file)
    if kept is None or kept[0] != stamp:
        kept = _ROWS[file] = stamp, c.table(table, ["source", "row"]).drop_duplicates()
    return kept[1]


def references(c: Case, texts: Iterable[str] | None) -> list[Evidence]:
    """The evidence of several references, in order, each once."""
    found = [reference(c, text) for text in (texts if texts is not None else [])]
    return list({(one["source"], one["row"]): one for one in found}.values())


# ---------------------------------------------------------------- rows as stated


def stated(case: Case, keys: Iterable[Key]) -> dict[Key, Stated]:
    """The rows, read again from the raw files; a `TableError` for one that is not there."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for source, row in keys:
        wanted[source].add(row)
    inputs = {one.name: one for one in case.inputs}
    found: dict[Key, Stated] = {}
    with tempfile.TemporaryDirectory() as spill, store.connect(Path(spill)) as con:
        conform.prepare(con)
        for source, labels in sorted(wanted.items()):
            if source not in inputs:
                raise TableError(f'There is no file "{source}" in the case {case.name}.{did_you_mean(source, inputs)}')
            found.update(_OneFile(con, case, inputs[source]).stated(labels))
    for source, labels in wanted.items():
        for label in sorted(labels):
            if (source, label) not in found:
                raise TableError(
                    f"{source} has no row {label}. Was it changed since the build? Run `casebook build {case.name}`."
                )
    return found


class _OneFile:
    """Reads some rows of one raw file, all fields as text."""

    def __init__(self, con: Any, case: Case, one: Input) -> None:
        self.con, self.case, self.one = con, case, one
        self.reader = readers.get(one.source.reader)
        self.shape: Shape = self.reader.shape(one.path, one.source.options)
        self.about = self._about()

    def _about(self) -> dict[str, Any]:
        """The last line of the ledger on this file."""
        found: dict[str, Any] = {}
        path = self.case.processed / "ledger.jsonl"
        for line in path.read_text("utf-8").split("\n") if path.is_file() else ():
            entry = json.loads(line) if line else {}
            if entry.get("source") == self.one.name and not entry.get("gone"):
                found = entry
        if not found:
            raise TableError(f"{self.one.name} is in no ledger. Run `casebook build {self.case.name}`.")
        return found

    def stated(self, labels: set[str]) -> dict[Key, Stated]:
        """The rows with these labels."""
        fields, typed = self._fields(labels), self._typed(labels)
        return {
            (self.one.name, label): self._one(label, found, typed.get(label, {})) for label, found in fields.items()
        }

    def _one(self, label: str, fields: Mapping[str, str], typed: Mapping[str, Any]) -> Stated:
        return Stated(
            self.one.name,
            label,
            fields,
            _known(typed, "address"),
            _known(typed, "archive"),
            next((value for name in _WHO if (value := _known(typed, name))), None),
            self._date(typed),
            next((value for name in _WORDS if (value := _known(typed, name))), None),
            self.about.get("files", {}).get(label) or self.about["sha256"],
            self.one.source.credit or None,
        )

    @staticmethod
    def _date(typed: Mapping[str, Any]) -> str | None:
        for name in _WHEN:
            value = typed.get(name)
            if isinstance(value, str) and value:
                return dates.words(value) if dates.valid(value) else value
            if isinstance(value, datetime):
                return dates.shown(value, str(typed[f"{name}_precision"]), str(typed[f"{name}_zone"]))
        return None

    # ------------------------------------------------------------ the raw fields

    def _fields(self, labels: set[str]) -> dict[str, dict[str, str]]:
        try:
            return self._select(self._open(labels), labels)
        except duckdb.Error as error:
            raise TableError(
                f"{self.one.path} cannot be read again ({str(error).splitlines()[0][:120]}). "
                f"Run `casebook build {self.case.name}`."
            ) from None

    def _open(self, labels: set[str]) -> Raw:
        # the way in which the build read it: only that one numbers its rows alike
        careful = bool(self.about.get("careful"))
        options = {**self.one.source.options, "rows": labels}
        return self.reader.open(self.con, self.one.path, self.shape, options, careful=careful)

    def _select(self, raw: Raw, labels: set[str]) -> dict[str, dict[str, str]]:
        label, line = "_row", "NULL"
        if self.shape.row_from:  # as `stage` names a row: by its id; one without an id, or with another's, by its line
            named, line = raw.names.get(self.shape.row_from, "NULL"), "'line ' || _row"
            label = f"coalesce(nullif(trim({named}), ''), {line})"
        listed = ", ".join(store.literal(text) for text in sorted(labels))
        if raw.json:
            sql = f"SELECT _row, _json FROM ({raw.numbered()}) WHERE _row IN ({listed})"
            return {row: _flat(json.loads(text)) for row, text in self.con.execute(sql).fetchall() if text}
        values = ", ".join(raw.names.values())
        where = f"{label} IN ({listed}) OR {line} IN ({listed})"
        sql = f"SELECT {label}, {line}, {values} FROM ({raw.numbered()}) WHERE {where}"
        found: dict[str, dict[str, str]] = {}
        for row, at, *cells in self.con.execute(sql).fetchall():
            stated = {name: cell[:MOST] for name, cell in zip(raw.names, cells, strict=True) if cell}
            found.setdefault(row, stated)
            found.setdefault(at, stated)
        return {row: stated for row, stated in found.items() if row in labels}

    # ------------------------------------------------------------ what the kit's table says of them

    def _typed(self, labels: set[str]) -> dict[str, dict[str, Any]]:
        table = tables.get(self.shape.main)
        names = [name for name in (*_WHO, *_WHEN, *_WORDS, "address", "archive") if name in table.names]
        for name in [name for name in names if table.column(name).type == "moment"]:
            names += [f"{name}_precision", f"{name}_zone"]
        columns = ", ".join(store.name(name) for name in dict.fromkeys(["row", *names]))
        where = f"source = {store.literal(self.one.name)} AND row IN ({', '.join(map(store.literal, sorted(labels)))})"
        typed: dict[str, dict[str, Any]] = {}
        for made in (table.name, tables.OBSERVED_IN.get(table.name)):
            path = self.case.processed / f"{made}.parquet"
            if path.is_file():
                found = self.con.execute(
                    f"SELECT {columns} FROM read_parquet({store.literal(str(path))}) WHERE {where}"
                )
                heads = [head[0] for head in found.description]
                typed.update({row[0]: dict(zip(heads, row, strict=True)) for row in found.fetchall()})
        return typed


def _known(typed: Mapping[str, Any], name: str) -> str | None:
    value = typed.get(name)
    return str(value)[:MOST] if value is not None and value == value and str(value) else None


def _flat(value: Any, before: str = "") -> dict[str, str]:
    """A JSON record as dotted paths and texts; lists as JSON; what is empty is left out."""
    found: dict[str, str] = {}
    for key, inner in value.items():
        path = f"{before}.{key}" if before else key
        if isinstance(inner, dict):
            found.update(_flat(inner, path))
        elif inner not in (None, "", []):
            found[path] = (inner if isinstance(inner, str) else json.dumps(inner, ensure_ascii=False))[:MOST]
    return found
