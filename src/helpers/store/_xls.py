"""Spreadsheets of the old kind xls, which python-calamine reads: at most 65,536 rows of 256 columns."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from helpers.store._cells import Cell, Facts, Row, Sheet, number

_BLIND = "of the old format xls, rows that are hidden and cells that show an error cannot be told from others"


class Unreadable(Exception):
    """Why the library cannot read the file."""


def sheets(path: Path) -> list[Sheet]:
    """The sheets of rows and columns, in order."""
    book = _tried(partial(_book, path))
    return [
        Sheet(name, hidden, partial(_rows, path, name), partial(_count, path, name))
        for name, hidden, kind in (
            (one.name, "Visible" not in str(one.visible), str(one.typ)) for one in book.sheets_metadata
        )
        if "WorkSheet" in kind
    ]


def _book(path: Path) -> Any:
    from python_calamine import CalamineWorkbook

    return CalamineWorkbook.from_path(str(path))


def _tried(call: Any) -> Any:
    try:
        return call()
    except BaseException as error:
        # where the library itself fails it raises something that is no Exception
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise Unreadable(str(error)[:200]) from None
        raise


def _values(path: Path, name: str) -> list[list[Any]]:
    found: list[list[Any]] = _tried(lambda: _book(path).get_sheet_by_name(name).to_python(skip_empty_area=False))
    return found


def _rows(path: Path, name: str, facts: Facts) -> Iterator[Row]:
    facts.other.append(_BLIND)
    for at, values in enumerate(_values(path, name), 1):
        cells = {n: _cell(value) for n, value in enumerate(values) if value != ""}
        if cells:
            yield Row(at, cells)


def _count(path: Path, name: str, above: int) -> int:
    """How many rows below one have something in them."""
    return sum(at > above and any(value != "" for value in row) for at, row in enumerate(_values(path, name), 1))


def _cell(value: Any) -> Cell:
    if isinstance(value, bool):
        return Cell("true" if value else "false")
    if isinstance(value, int | float):
        return number(repr(float(value)))
    if isinstance(value, datetime):
        return Cell(value.isoformat(" ", "milliseconds" if value.microsecond else "seconds"))
    if isinstance(value, date):
        return Cell(value.isoformat())
    if isinstance(value, time):
        return Cell(value.isoformat("milliseconds" if value.microsecond else "seconds"))
    if isinstance(value, timedelta):
        seconds = round(value.total_seconds())
        return Cell(f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}")
    return Cell(str(value).replace("\0", ""))
