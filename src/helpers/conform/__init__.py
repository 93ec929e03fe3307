"""From records of text to typed rows: a reader's declarations become one streaming SQL query.

A value that cannot be typed rejects its record, with a sentence that says which column and what stood there. What was
changed on the way in, or looks damaged, is noted per row and counted by `build`.
"""

from __future__ import annotations

from helpers import tables
from helpers.conform.macros import prepare
from helpers.conform.moments import moment
from helpers.conform.query import Declared, Query, Values
from helpers.conform.values import KINDS
from helpers.fields import Field
from helpers.store import MAX_STATED, Raw, literal, name

__all__ = ["Declared", "prepare", "select"]


def select(raw: Raw, declared: Declared, *, reader: str, zone: str, zone_by: str = "case") -> str:
    """The query that types the records.

    It gives `_row`, `_fault_column`, `_fault`, `_stated`, `_notes`, `_structure` (of JSON), then each `table.column`.
    """
    values = Values(raw, declared)
    query = Query(reader, zone, zone_by)
    for table, fields in declared.items():
        main = table == next(iter(declared))
        for column in tables.get(table).columns:
            if column.name in ("source", "row"):
                continue
            _column(query, values, f"{table}.{column.name}", column.type, fields.get(column.name), main)
    fault, at = _faults(query)
    stated = "_json" if raw.json else f"array_to_string([{', '.join(raw.names.values())}], ' | ')"
    own = "string_split(_note, chr(10))" if raw.noted else "NULL"
    notes = f"list_filter(list_concat(CAST([{', '.join(query.notes)}] AS VARCHAR[]), {own}), lambda n: n <> '')"
    return f"""SELECT _row, coalesce(_fault, {fault}) AS _fault,
        CASE WHEN _fault IS NULL THEN {at} END AS _fault_column,
        coalesce(_stated, CASE WHEN {fault} IS NOT NULL THEN {stated}[:{MAX_STATED}] END) AS _stated, {notes} AS _notes,
        {"CAST(json_structure(_json) AS VARCHAR)" if raw.json else "CAST(NULL AS VARCHAR)"} AS _structure,
        {", ".join(query.columns)} FROM {values.source()}"""


def _faults(query: Query) -> tuple[str, str]:
    if not query.faults:
        return "CAST(NULL AS VARCHAR)", "CAST(NULL AS VARCHAR)"
    whens = "\n".join(f"WHEN {test} THEN {reason}" for test, reason, _ in query.faults)
    columns = "\n".join(f"WHEN {test} THEN {literal(column)}" for test, _, column in query.faults)
    return f"(CASE {whens} END)", f"(CASE {columns} END)"


def _column(query: Query, values: Values, label: str, type_: str, declared: Field | None, main: bool) -> None:
    if declared is None:
        _empty(query, label, type_)
        return
    sql = ""
    if declared.kind == "moment":
        moment(query, values, label, declared)
    else:
        sql = KINDS[declared.kind](query, values, label, declared)
        query.columns.append(f"{sql} AS {name(label)}")
    if declared.needed and main:
        made = declared.kind == "template" or (declared.kind == "rewrite" and declared.otherwise)
        found = sql if made else values.first(declared.in_order())  # of a template every part is needed
        reason = f'no "{declared.paths[0]}". The {query.reader} reader needs it {declared.needed}.'
        query.faults.append((f"{found} IS NULL", literal(reason), label.split(".")[1]))


def _empty(query: Query, label: str, type_: str) -> None:
    kinds = {"count": "BIGINT", "number": "DOUBLE", "flag": "BOOLEAN", "moment": "TIMESTAMPTZ", "texts": "VARCHAR[]"}
    query.columns.append(f"CAST(NULL AS {kinds.get(type_, 'VARCHAR')}) AS {name(label)}")
    if type_ == "moment":
        query.columns += [f"CAST(NULL AS VARCHAR) AS {name(f'{label}_{suffix}')}" for suffix in tables.COMPANIONS]
