"""What a reader makes of a file before it is evidence: the first rows, typed, and what would be set aside."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers import dates, readers, store, tables
from helpers.cases import Case, Input, Source
from helpers.errors import ReaderError
from helpers.intake._cut import OF_FILE, beginning, cut
from helpers.readers import Reader, Shape

if TYPE_CHECKING:
    from helpers.stage import Staged

ROWS = 3
REASONS = 3
_OF_SOURCE = ("credit", "from", "retrieved", "publish", "zone", "expect", "into")


@dataclass(frozen=True)
class Preview:
    """The first rows as they would be read. `whole`: all of the file was read, and not its first records alone."""

    reader: str
    table: str
    whole: bool = True
    records: int = 0
    rejected: int = 0
    rows: tuple[dict[str, Any], ...] = ()  # `row`, then what it has: texts, numbers, lists; moments as text
    rejects: tuple[tuple[str, str], ...] = ()  # row, reason
    unknown: tuple[str, ...] = ()
    repairs: tuple[str, ...] = ()
    decided: tuple[str, ...] = ()
    stated: dict[str, int] = field(default_factory=dict)  # of each column that has any value, in how many records

    def as_dict(self) -> dict[str, Any]:
        """It as plain values for JSON."""
        return asdict(self)


def preview(case: Case, path: Path, reader: str, options: Mapping[str, Any]) -> Preview:
    """The first rows of a file, through the query that `build` will use; a `ReaderError` where it cannot be read.

    A large file is read in part. `options` are words for case.toml, as for `add`.
    """
    from helpers import conform, stage

    found = readers.get(reader)
    words = {key: value for key, value in options.items() if key not in _OF_SOURCE and value not in (None, "", {})}
    with tempfile.TemporaryDirectory() as name:
        aside = Path(name)
        one = path if path.is_dir() else store.evidence(path, words)
        shape = _shape(found, one, words, aside)
        part = cut(one, found, shape, aside)
        if part is None:
            return Preview(reader, shape.main, whole=False)
        if part != path:  # a part is plain text
            words = {key: value for key, value in words.items() if key not in OF_FILE}
        source = Source((path.name,), reader, "", zone=str(options.get("zone") or ""), options=words)
        con = store.connect(aside / ".spill")
        try:
            conform.prepare(con)
            made = stage.stage(con, case, Input(path.name, part, source), aside, "")
            shown = _shown(con, made, reader, whole=part == path)
            also = store.decided(one) if part != path and path.is_file() else []
            return replace(shown, decided=(*also, *shown.decided))
        except ReaderError as error:
            raise ReaderError(str(error).replace(str(part), str(path))) from error
        finally:
            con.close()


def _shape(reader: Reader, path: Path, words: Mapping[str, Any], aside: Path) -> Shape:
    start = beginning(path, aside)
    if start != path:
        words = {key: value for key, value in words.items() if key not in OF_FILE}
    try:
        return reader.shape(start, words)
    except ReaderError as error:
        raise ReaderError(str(error).replace(str(start), str(path))) from error


def _shown(con: store.Connection, made: Staged, reader: str, *, whole: bool) -> Preview:
    from helpers.stage import ROW

    rows = _rows(con, made, ROW)
    found = con.execute(f"""SELECT {ROW}, _fault FROM {_staged(made)} WHERE _fault IS NOT NULL
        QUALIFY row_number() OVER (PARTITION BY regexp_replace(_fault, '"[^"]*"', '') ORDER BY file_row_number) = 1
        ORDER BY file_row_number LIMIT {REASONS}""").fetchall()
    return Preview(
        reader,
        made.main,
        whole,
        made.records,
        made.rejected,
        tuple(rows),
        tuple(found),
        tuple(made.unknown),
        tuple(made.repairs),
        tuple(made.decided),
        _stated(con, made),
    )


def _staged(made: Staged) -> str:
    return f"read_parquet({store.literal(made.path)}, file_row_number=true)"


def _label(made: Staged, column: str) -> str:
    return store.name(f"{made.main}.{column}")


def _columns(con: store.Connection, made: Staged) -> list[tables.Column]:
    """The columns that a staged file has: some are made later, of all files together."""
    found = con.execute(f"DESCRIBE SELECT * FROM {_staged(made)}").fetchall()
    there = {name for name, *_ in found}
    return [column for column in tables.get(made.main).columns if f"{made.main}.{column.name}" in there]


def _stated(con: store.Connection, made: Staged) -> dict[str, int]:
    columns = _columns(con, made)
    names, lists = [one.name for one in columns], {one.name for one in columns if one.type == "texts"}
    counted = ", ".join(
        f"count_if(len({_label(made, name)}) > 0)" if name in lists else f"count({_label(made, name)})"
        for name in names
    )
    sql = f"SELECT {counted} FROM {_staged(made)} WHERE _fault IS NULL"
    return {name: n for name, n in zip(names, con.execute(sql).fetchall()[0], strict=True) if n}


def _rows(con: store.Connection, made: Staged, number: str) -> list[dict[str, Any]]:
    """The first rows: what they have, lists as lists, moments as text in UTC as far as they are known."""
    columns = _columns(con, made)
    wanted, moments = [number], [column.name for column in columns if column.type == "moment"]
    for column in columns:
        text = f"CAST({_label(made, column.name)} AS VARCHAR)"  # a moment as an object would need a library of zones
        wanted.append(text if column.type == "moment" else _label(made, column.name))
    wanted += [_label(made, f"{name}_{suffix}") for name in moments for suffix in ("precision", "zone")]
    sql = f"SELECT {', '.join(wanted)} FROM {_staged(made)} WHERE _fault IS NULL ORDER BY file_row_number LIMIT {ROWS}"
    rows = []
    for row, *values in con.execute(sql).fetchall():
        said = dict(zip([column.name for column in columns], values, strict=False))
        about = values[len(columns) :]
        for name, exact, zone in zip(moments, about[::2], about[1::2], strict=True):
            if said[name]:
                most = made.coarse.get(f"{made.main}.{name}", exact)
                said[name] = _moment(said[name], min(exact, most, key=tables.PRECISIONS.index), zone)
        rows.append({"row": row} | {key: value for key, value in said.items() if value not in (None, "", [])})
    return rows


def _moment(text: str, exact: str, zone: str) -> str:
    """A moment as far as it is known: `2017-10-01 19:58 UTC`; a day is that of its own zone."""
    at = datetime.fromisoformat(text)
    return dates.shown(at, exact, zone) if exact in ("year", "month", "day") else dates.cut(at, exact)
