"""The index that `find` reads: of every row of a table its words, folded, and the days it can belong to.

A row's words are those of its texts, names, ids and addresses, in one line with `FIELD` between them. It is made when
somebody looks for something. A large table's is kept beside it as a Parquet file, named after the table's contents and
this code, so that one that does not belong to the table is never read; `build` takes away those that are none any more.
"""

from __future__ import annotations

import hashlib
import os
from array import array
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from itertools import accumulate, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers import dates, store, tables
from helpers.cases._words import FIELD, words_of_many

if TYPE_CHECKING:
    import pyarrow as pa

FOLDER = ".find"
LARGE = 20_000  # rows: as many are folded in a tenth of a second
BATCH = 10_000  # rows at once: folding takes some ten times the memory of their text
GROUP = 5  # batches in a row group of the file: larger ones are searched faster
_EPOCH = date(1970, 1, 1).toordinal()
WHEN = (
    *("published", "published_at", "created_at", "content_on", "event_date", "report_date"),
    *("period", "date", "decided_on"),
)
_MADE_OF_OTHERS = {
    "candidates",
    "clocks",
    "contradictions",
    "deviations",
    "differences",
    "events",
    "families",
    "mentions",
    "origins",
    "remarks",
    "shares",
    "sources",
}  # what stands in them, stands in another table
_CODES = {"platform", "kind", "language", "client", "region", "published_from", "dates", "stance", "method", "country"}
_CODES |= {
    "source",
    "row",
    "evidence",
    "ground",
    "category",
    "decision",
    "zone",
    "sha256",
    "of_table",
    "of_row",
    "table",
    "field",
}


def searched(table: str) -> list[str]:
    """The columns of the table in which `find` looks for words: not its codes, numbers and dates; empty for none."""
    if table in _MADE_OF_OTHERS:
        return []
    columns = tables.get(table).columns
    return [c.name for c in columns if c.type in ("text", "texts", "link", "id") and c.name not in _CODES]


def of_kind(table: str, names: Iterable[str]) -> list[str]:
    """Those of the columns that the table has, in the given order."""
    known = tables.get(table).names
    return [name for name in names if name in known]


# ---------------------------------------------------------------- kept beside the tables


def file_of(processed: Path, table: str, entry: Mapping[str, Any]) -> Path:
    """Where the index of a table is kept; `entry` is what build.json says of the table."""
    about = f"{entry.get('content') or entry['key']}\0{entry['rows']}\0{_code()}"
    return processed / FOLDER / f"{table}-{hashlib.sha256(about.encode()).hexdigest()[:16]}.parquet"


@cache
def _code() -> str:
    here = Path(__file__)
    return hashlib.sha256(b"\0".join(p.read_bytes() for p in (here, here.with_name("_words.py")))).hexdigest()


def forget(processed: Path, built: Mapping[str, Mapping[str, Any]]) -> None:
    """Takes away the indexes of tables as they are no more; `built` is what build.json says of the tables."""
    wanted = {file_of(processed, table, entry) for table, entry in built.items()}
    for path in set((processed / FOLDER).glob("*")) - wanted:
        path.unlink(missing_ok=True)


def keep(target: Path, made: Iterator[pa.RecordBatch]) -> None:
    """Writes an index, which appears whole, by rename; an `OSError` where it cannot be written."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    target.parent.mkdir(exist_ok=True)
    half = target.with_suffix(f".{os.getpid()}.new")
    try:
        group = list(islice(made, GROUP))  # a large table has rows
        with pq.ParquetWriter(half, group[0].schema, compression="zstd") as writer:
            while group:
                writer.write_table(pa.Table.from_batches(group))
                group = list(islice(made, GROUP))
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)


# ---------------------------------------------------------------- made


def batches(con: store.Connection, table: str, path: Path) -> Iterator[pa.RecordBatch]:
    """The index of a table's file, in its order: n (the row's place, from 0), platform, first, last and words."""
    import pyarrow as pa

    for batch in con.sql(_rows(table, path)).to_arrow_reader(BATCH):
        said = (batch.column(name).to_pylist() for name in ("edtf", "first", "last"))
        spans = [_span(edtf, *days) for edtf, *days in zip(*said, strict=True)]
        columns = {
            "n": batch.column("n"),
            "platform": batch.column("platform"),
            "first": _days([first for first, _ in spans]),
            "last": _days([last for _, last in spans]),
            "words": _texts(words_of_many(batch.column("words").to_pylist())),
        }
        yield pa.RecordBatch.from_arrays(list(columns.values()), list(columns))


# pyarrow makes an array of a list only after it has imported pandas, which costs more than the search: so by hand.


def _texts(texts: list[str]) -> pa.Array:
    import pyarrow as pa

    said = [text.encode() for text in texts]
    ends = array("q", accumulate(map(len, said), initial=0))
    return pa.Array.from_buffers(pa.large_string(), len(said), [None, pa.py_buffer(ends), pa.py_buffer(b"".join(said))])


def _days(days: list[date | None]) -> pa.Array:
    import pyarrow as pa

    numbers = array("i", (day.toordinal() - _EPOCH if day else 0 for day in days))
    known = int("".join("1" if day else "0" for day in reversed(days)) or "0", 2).to_bytes(len(days) // 8 + 1, "little")
    return pa.Array.from_buffers(pa.date32(), len(days), [pa.py_buffer(known), pa.py_buffer(numbers)])


def _rows(table: str, path: Path) -> str:
    """SQL for a row's words, its date as people typed it, and the days of its moment."""
    types = {column.name: column.type for column in tables.get(table).columns}
    when = of_kind(table, WHEN)
    typed = [store.name(name) for name in when if types[name] == "edtf"]
    moments = [name for name in when if types[name] == "moment"]
    cells = [
        f"array_to_string({store.name(n)}, ' {FIELD} ')" if types[n] == "texts" else store.name(n)
        for n in searched(table)
    ]
    platform = "platform" if "platform" in types else "NULL"
    return f"""SELECT file_row_number AS n, {platform}::VARCHAR AS platform,
        coalesce({", ".join([*typed, "NULL"])})::VARCHAR AS edtf,
        {_day(moments, "first")} AS first, {_day(moments, "last")} AS last,
        concat_ws(' {FIELD} ', {", ".join(cells)}) AS words
        FROM read_parquet({store.literal(str(path))}, file_row_number=true)"""


def _day(moments: list[str], end: str) -> str:
    parts = []
    for name in moments:
        at, exact = f"timezone('UTC', {store.name(name)})", store.name(f"{name}_precision")
        more = " + INTERVAL 1 {0} - INTERVAL 1 DAY" if end == "last" else ""
        whens = " ".join(
            f"WHEN '{unit}' THEN date_trunc('{unit}', {at}){more.format(unit)}" for unit in ("year", "month")
        )
        parts.append(f"CASE {exact} {whens} ELSE {at} END")
    return f"coalesce({', '.join([*parts, 'NULL'])})::DATE"


def _span(edtf: str | None, first: date | None, last: date | None) -> tuple[date | None, date | None]:
    """The first and the last day; an open end is the farthest day there is."""
    if edtf is None or not dates.valid(edtf):
        return first, last
    return _of_text(edtf)


@cache
def _of_text(edtf: str) -> tuple[date, date]:
    first, last = dates.span(edtf)
    return first or date.min, last or date.max
