"""From a frame to plain cells: what `show` puts into a bundle, and nothing that JSON or a reader cannot take.

A cell is text, a number, None (not stated) or a list of texts. A moment is ISO text cut at its precision, in UTC.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import pandas as pd

from helpers import dates
from helpers.errors import TableError, did_you_mean
from helpers.tables import COMPANIONS, TABLES

Evidence: TypeAlias = "pd.DataFrame | Iterable[Mapping[str, Any]]"
_KINDS = {"count": "number", "number": "number", "edtf": "date", "moment": "date", "link": "link"}
_DATES = {column.name for table in TABLES.values() for column in table.columns if column.type == "edtf"}


def evidence_list(evidence: Evidence, table: str = "") -> list[dict[str, str]]:
    """The evidence as a list of `{"table", "source", "row"}`, each row once; a `TableError` if it has no way back."""
    if isinstance(evidence, pd.DataFrame):
        missing = [name for name in ("source", "row") if name not in evidence.columns]
        if missing:
            raise TableError(
                f'The evidence has no column "{missing[0]}". Give rows of a table of the case: each has source and row.'
            )
        named = table or str(evidence.attrs.get("table", ""))
        # what `c.find` found comes from several tables, and says of each row which
        names = evidence["table"] if not named and "table" in evidence.columns else [named] * len(evidence)
        cells = zip(names, evidence["source"], evidence["row"], strict=True)
        rows = [{"table": str(name), "source": str(source), "row": str(row)} for name, source, row in cells]
    else:
        rows = [
            {"table": str(e.get("table", table)), "source": str(e["source"]), "row": str(e["row"])} for e in evidence
        ]
    return list({(row["source"], row["row"]): row for row in rows}.values())


def row_evidence(frame: pd.DataFrame, given: Sequence[Evidence] | None) -> list[list[dict[str, str]]]:
    """The evidence of each row: what was given, else the row's own `source` and `row`, else none."""
    if given is not None:
        if len(given) != len(frame):
            raise TableError(
                f"The evidence has {len(given)} entries and the table {len(frame)} rows. Give one entry per row."
            )
        return [evidence_list(one) for one in given]
    if {"source", "row"} <= set(frame.columns):
        return [[one] for one in _pairs(frame)]
    return [[] for _ in range(len(frame))]


def _pairs(frame: pd.DataFrame) -> list[dict[str, str]]:
    named = str(frame.attrs.get("table", ""))
    names = frame["table"] if not named and "table" in frame.columns else [named] * len(frame)
    cells = zip(names, frame["source"], frame["row"], strict=True)
    return [{"table": str(name), "source": str(s), "row": str(r)} for name, s, r in cells]


def shown_columns(frame: pd.DataFrame, chosen: Mapping[str, str] | None) -> list[dict[str, str]]:
    """The columns to show: name, label, align (start or end) and kind (text, number, date, hash or link).

    Where a table of the kit says what NA means in a column ("not weak", "none credited"), `missing` has these words.
    """
    if chosen is None:
        companions = {f"{name}_{suffix}" for name in frame.columns for suffix in COMPANIONS}
        evidence = {"source", "row"} if {"source", "row"} <= set(frame.columns) else set()
        chosen = {str(n): str(n).replace("_", " ") for n in frame.columns if n not in companions | evidence}
    for name in chosen:
        if name not in frame.columns:
            raise TableError(f'The table has no column "{name}".{did_you_mean(name, map(str, frame.columns))}')
    return [{"name": name, "label": label, **_looks(frame, name)} for name, label in chosen.items()]


def _looks(frame: pd.DataFrame, name: str) -> dict[str, str]:
    table = TABLES.get(str(frame.attrs.get("table", "")))
    declared = {column.name: column.type for column in table.columns} if table else {}
    if name == "sha256":
        kind = "hash"
    elif name in declared:
        kind = _KINDS.get(declared[name], "text")
    elif name in _DATES or pd.api.types.is_datetime64_any_dtype(frame[name].dtype):
        # a frame that was computed keeps its columns' names, not its table's
        kind = "date"
    elif pd.api.types.is_numeric_dtype(frame[name].dtype) and not pd.api.types.is_bool_dtype(frame[name].dtype):
        kind = "text" if name == "year" else "number"
    else:
        kind = "text"
    looks = {"align": "end" if kind == "number" else "start", "kind": kind}
    means = table.column(name).missing if table and name in declared else "not stated"
    return looks if means in ("not stated", "never") else looks | {"missing": means}


def plain(frame: pd.DataFrame, columns: Sequence[Mapping[str, str]]) -> list[list[Any]]:
    """The rows as plain cells, in the order of the columns."""
    return [[column_of(row, column["name"]) for column in columns] for row in frame.to_dict("records")]


def column_of(row: Mapping[str, Any], name: str) -> Any:
    """One cell of a row as text, number, None or list; a moment is cut at its precision."""
    value: Any = row.get(name)
    if isinstance(value, pd.Timestamp):
        return dates.cut(value, str(row.get(f"{name}_precision")))
    if isinstance(value, str):
        return value
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, (list, tuple)):
        return [str(one) for one in value]
    if value is None or value is pd.NA or value is pd.NaT or value != value:  # NaN is not itself
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, (int, float)) else str(value)
