"""How a raw file becomes a stream of records of text: the one place where files are parsed.

Every format ends as a `Raw`: something DuckDB can select from, one row a record, all of it text, with the record's
row number and, where a record could not be parsed, the reason. The fast way is strict; a file with one fault anywhere
is read again the careful way, because lenient fast readers lose rows without a word (a sixth of a dirty file,
measured).
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.decoding import decide, forget, open_utf8
from helpers.packed import SHEETS, Evidence, evidence, kind, open_bytes, said
from helpers.scan import Scan, scan
from helpers.store.formats import MAX_STATED, Csv, Format, Json, Ndjson, Own, Raw

if TYPE_CHECKING:
    from helpers.store.csv_files import header, open_csv
    from helpers.store.json_files import count_json, json_events, json_items, open_json, open_ndjson
    from helpers.store.parquet import write, write_table
    from helpers.store.sql import Connection, connect, json_path, literal, name, refused, spill, sql_type
    from helpers.store.stream import open_own

# Opened when one of their names is asked for: a case can be described without DuckDB.
_ROOMS = {
    "csv_files": ("header", "open_csv"),
    "json_files": ("count_json", "json_events", "json_items", "open_json", "open_ndjson"),
    "sql": ("Connection", "connect", "json_path", "literal", "name", "refused", "spill", "sql_type"),
    "parquet": ("write", "write_table"),
    "stream": ("open_own",),
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}


def __getattr__(name: str) -> Any:
    """What stands in one of the rooms that are opened on demand."""
    if name not in _ROOM_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_ROOM_OF[name]}"), name)


def look(path: Path, format: Format, encoding: str = "") -> Scan:
    """The scan that suits the format; of a spreadsheet, how many rows of it hold something."""
    if isinstance(format, Csv) and kind(path) in SHEETS:
        from helpers.store.sheets import look_at_sheet

        return look_at_sheet(path)
    return scan(path, quoted=isinstance(format, Csv), header=isinstance(format, Csv), encoding=encoding)


def decided(path: Path) -> list[str]:
    """What was decided once for the whole file before it was read: how it is packed, and in which encoding it is."""
    return [sentence for sentence in (said(path), decide(path).sentence) if sentence]


__all__ = [
    "MAX_STATED",
    "Connection",
    "Csv",
    "Evidence",
    "Format",
    "Json",
    "Ndjson",
    "Own",
    "Raw",
    "Scan",
    "connect",
    "count_json",
    "decide",
    "decided",
    "evidence",
    "forget",
    "header",
    "json_events",
    "json_items",
    "json_path",
    "literal",
    "look",
    "name",
    "open_bytes",
    "open_csv",
    "open_json",
    "open_ndjson",
    "open_own",
    "open_utf8",
    "refused",
    "spill",
    "sql_type",
    "write",
    "write_table",
]
