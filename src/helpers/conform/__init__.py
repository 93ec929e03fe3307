"""From records of text to typed rows: a reader's declarations become one streaming SQL query.

A value that cannot be typed rejects its record, with a sentence that says which column and what stood there. What was
changed on the way in, or looks damaged, is noted per row and counted by `build`.
"""

from __future__ import annotations

from helpers import tables
from helpers.conform.decide import decide, undecided, words
from helpers.conform.macros import prepare
from helpers.conform.moments import moment
from helpers.conform.query import Declared, Query, Values, Words
from helpers.conform.values import KINDS, ROUNDED
from helpers.fields import Field
from helpers.store import MAX_STATED, Raw, literal, name

__all__ = ["ROUNDED", "Declared", "Words", "decide", "prepare", "select", "undecided", "words"]


def select(
    raw: Raw,
    declared: Declared,
    *,
    reader: str,
    zone: str,
    zone_by: str = "case",
    said: Words | None = None,
    keys: str = "",
) -> str:
    """The query that types the records; `said` is what case.toml says of dates, and what was decided from all rows.

    It gives `_row` and `_first` (as `Raw` has them), `_fault_column`, `_fault`, `_stated`, `_notes`, `_keys` (what the
    SQL `keys` makes of a record in JSON), then each `table.column` that is declared.
    """
    values = Values(raw, declared)
    query = Query(reader, zone, zone_by, said or Words())
    for table, fields in declared.items():
        main = table == next(iter(declared))
        for column in tables.get(table).columns:
            if column.name in fields:
                _column(query, values, f"{table}.{column.name}", fields[column.name], main)
    fault, at = _faults(query)
    lacks = f"_fault IS NULL AND {query.once(_first_fault(query))} IS NOT NULL"
    stated = "_json" if raw.json else f"array_to_string([{', '.join(raw.names.values())}], ' | ')"
    own = "string_split(_note, chr(10))" if raw.noted else "NULL"
    notes = f"list_filter(list_concat(CAST([{', '.join(query.notes)}] AS VARCHAR[]), {own}), lambda n: n <> '')"
    return f"""SELECT _row, CAST({raw.first} AS BIGINT) AS _first, coalesce(_fault, {fault}) AS _fault,
        CASE WHEN _fault IS NULL THEN {at} END AS _fault_column,
        coalesce(_stated, CASE WHEN {lacks} THEN {stated}[:{MAX_STATED}] END) AS _stated, {notes} AS _notes,
        {keys if raw.json and keys else "CAST(NULL AS VARCHAR)"} AS _keys,
        {", ".join(query.columns)} FROM {query.source(values.source())}"""


def _faults(query: Query) -> tuple[str, str]:
    if not query.faults:
        return "CAST(NULL AS VARCHAR)", "CAST(NULL AS VARCHAR)"
    first = query.once(_first_fault(query))
    whens = "\n".join(f"WHEN {n} THEN {reason}" for n, (_, reason, _) in enumerate(query.faults))
    columns = "\n".join(f"WHEN {n} THEN {literal(column)}" for n, (_, _, column) in enumerate(query.faults))
    return f"(CASE {first} {whens} END)", f"(CASE {first} {columns} END)"


def _first_fault(query: Query) -> str:
    """The SQL of the number of a record's first fault; NULL where it has none."""
    if not query.faults:
        return "CAST(NULL AS INTEGER)"
    return f"CASE {' '.join(f'WHEN {test} THEN {n}' for n, (test, _, _) in enumerate(query.faults))} END"


def _column(query: Query, values: Values, label: str, declared: Field, main: bool) -> None:
    sql = ""
    if declared.kind == "moment":
        moment(query, values, label, declared)
    else:
        sql = query.once(KINDS[declared.kind](query, values, label, declared))
        query.columns.append(f"{sql} AS {name(label)}")
    if declared.needed and main:
        made = declared.kind == "template" or (declared.kind == "rewrite" and declared.otherwise)
        found = sql if made else values.first(declared.in_order())  # of a template every part is needed
        reason = f'no "{declared.paths[0]}". The {query.reader} reader needs it {declared.needed}.'
        query.faults.append((f"{found} IS NULL", literal(reason), label.split(".")[1]))
