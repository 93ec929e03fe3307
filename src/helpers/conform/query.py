"""What the one query grows from: where values stand, the typed columns, the faults in order, and the notes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from helpers.fields import Field
from helpers.store import Raw, json_path, literal

Declared = Mapping[str, Mapping[str, Field]]
_ALIAS = re.compile(r"\bonce(\d+)_\d+\b")


@dataclass(frozen=True)
class Words:
    """What case.toml says of a file's dates, and the styles that were decided from all its rows, by path and style."""

    letters: Mapping[str, str] = field(default_factory=dict)
    language: str = ""
    pivot: int = 0
    order: str = ""
    styles: Mapping[tuple[str, str], str] = field(default_factory=dict)


@dataclass
class Query:
    """The typed columns, the faults in order, and the notes; and what is worked out once for several of them.

    DuckDB works out an expression again wherever it stands inside a CASE: a date would be parsed five times.
    """

    reader: str
    zone: str
    zone_by: str
    words: Words = field(default_factory=Words)
    columns: list[str] = field(default_factory=list)
    faults: list[tuple[str, str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    layers: list[dict[str, str]] = field(default_factory=list)  # of each layer: SQL and its name, on those beneath

    def once(self, sql: str) -> str:
        """A name for the value of some SQL, worked out once for each record."""
        if _ALIAS.fullmatch(sql):
            return sql
        depth = 1 + max((int(found) for found in _ALIAS.findall(sql)), default=-1)
        while len(self.layers) <= depth:
            self.layers.append({})
        layer = self.layers[depth]
        return layer.setdefault(sql, f"once{depth}_{len(layer)}")

    def source(self, source: str) -> str:
        """The FROM clause that has all that is worked out once beside what `source` has."""
        for layer in self.layers:
            source = f"(SELECT *, {', '.join(f'{sql} AS {alias}' for sql, alias in layer.items())} FROM {source})"
        return source

    def fault(self, label: str, raw: str, test: str, what: str) -> None:
        """Sets a record aside where the test holds: `column: "value" is what.`"""
        self.fault_because(label, raw, test, literal(f"is {what}."))

    def fault_because(self, label: str, raw: str, test: str, reason: str) -> None:
        """Sets a record aside where the test holds: `column: "value"` and the reason that the SQL gives."""
        column = label.split(".")[1]
        before = literal(f'{column}: "')
        self.faults.append((test, f"({before} || {raw}[:80] || '\" ' || {reason})", column))

    def note(self, label: str, test: str, what: str) -> None:
        """Notes a record where the test holds: `build` counts and says it."""
        self.notes.append(f"CASE WHEN {test} THEN {literal(label.split('.')[1] + ': ' + what)} END")


class Values:
    """Where the text of a path is found: a CSV's column, or one place of a list that is extracted once per record."""

    def __init__(self, raw: Raw, declared: Declared) -> None:
        self.raw = raw
        paths = {path for fields in declared.values() for one in fields.values() for path in one.all_paths()}
        self.places = {path: n for n, path in enumerate(sorted({path.partition("[]")[0] for path in paths}), 1)}

    def source(self) -> str:
        """The FROM clause."""
        if not self.raw.json:
            return f"({self.raw.sql})"
        listed = ", ".join(literal(json_path(path)) for path in self.places)
        extracted = f"json_extract_string(_json, [{listed}])" if listed else "NULL"
        return f"(SELECT *, {extracted} AS _x FROM ({self.raw.sql}))"

    def one(self, path: str) -> str:
        """The SQL of the text at a path; NULL where the export has no such column."""
        if self.raw.json:
            return f"nullif(_x[{self.places[path]}], '')"
        return self.raw.names.get(path, "CAST(NULL AS VARCHAR)")

    def first(self, paths: tuple[str, ...]) -> str:
        """The first of several."""
        values = [self.one(path) for path in paths]
        return values[0] if len(values) == 1 else f"coalesce({', '.join(values)})"

    def many(self, path: str) -> str:
        """The list at a path with `[]` in it; in a CSV, of a cell that holds JSON."""
        column, _, inside = path.partition("[]")
        if self.raw.json:  # from the list alone, which is short: the whole record was taken apart once already
            listed, found = self.one(column), literal(json_path(f"[]{inside}"))
            is_one = f"({listed})[1] = '[' AND json_valid({listed})"
            return f"CASE WHEN {is_one} THEN json_extract_string({listed}, {found}) ELSE [] END"
        key = literal(json_path(inside.lstrip(".")))
        each = "CASE json_type(e) WHEN 'OBJECT' THEN json_extract_string(e, {}) ELSE json_extract_string(e, '$') END"
        cell = self.one(column)
        # the cast tells DuckDB the type where the file lacks the column and the cell is NULL
        found = f"CAST(json_extract({cell}, '$[*]') AS JSON[])"
        listed = f"list_transform({found}, lambda e: {each.format(key)})"
        return f"CASE WHEN {is_list(cell)} THEN {listed} END"


def is_list(value: str) -> str:
    """The SQL that tells whether a text is a list in JSON."""
    return f"(json_valid({value}) AND ltrim({value})[1] = '[')"
