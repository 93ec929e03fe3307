"""What stands in a cell of a spreadsheet, as text: numbers, days and times as they would be written in a CSV."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

ERROR, FORMULA, DIGITS = "error", "formula", "digits"  # what may be odd about a cell
COLUMNS, ROWS = 16_384, 1_048_576  # what a sheet can have
_LAST_DAY = 2_958_466  # 10000-01-01, the first day that a serial number cannot mean
_QUIET = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)


class Cell(NamedTuple):
    """A cell's text, or None, and what is odd about it: the error that it shows, or that a number has lost digits."""

    text: str | None
    odd: str = ""


class Row(NamedTuple):
    """A row that has something in it: its number in the sheet, and its cells by column, from 0."""

    number: int
    cells: dict[int, Cell]


@dataclass(frozen=True)
class Sheet:
    """One sheet of a spreadsheet; `rows` and `count` read the file anew, each in a way of its own."""

    name: str
    hidden: bool
    rows: Callable[[Facts], Iterable[Row]]
    count: Callable[[int], int]  # the rows below one that have something in them


@dataclass
class Facts:
    """What is to be said about a sheet besides its rows; full when the rows have been read."""

    hidden_rows: int = 0
    hidden_columns: set[int] = field(default_factory=set)
    merged: int = 0
    other: list[str] = field(default_factory=list)

    def sentences(self) -> Iterator[str]:
        """Each fact in words."""
        if self.hidden_rows:
            yield f"hidden rows in the sheet, read like the others: {self.hidden_rows:,}"
        if self.hidden_columns:
            named = ", ".join(letters(n) for n in sorted(self.hidden_columns)[:20])
            yield f"hidden columns in the sheet, read like the others: {named}"
        if self.merged:
            yield f"merged cells, of which only the first has the value: {self.merged:,} areas"
        yield from self.other


def number(stated: str) -> Cell:
    """A number as it stands in the file: without `.0`; one of 16 digits or more as a rounded one, if it is rounded.

    Spreadsheets keep 15 digits, and write 17 at most. More are there where another program wrote all of them.
    """
    try:
        value = float(stated)
    except ValueError:
        return Cell(stated)
    if not math.isfinite(value):
        return Cell(None, ERROR)
    if abs(value) < 1e15:
        return Cell(str(int(value)) if value.is_integer() else f"{value:.15g}")
    digits = stated.strip().lstrip("+-0")
    if digits.isdigit() and len(digits.rstrip("0")) > 17:
        return Cell(stated.strip())
    return Cell(_rounded(value), DIGITS)


def _rounded(value: float) -> str:
    """As `9.14580356430537e+17`: nobody takes that for a whole id."""
    return f"{value:.15e}" if float(f"{value:.14e}") != value else re.sub(r"\.?0*e", "e", f"{value:.14e}")


def moment(serial: float, form: str, from_1904: bool) -> str | None:
    """The day, time or both that a serial number means in a format; None where it means none.

    Day 60 of the calendar from 1900 is 29 February 1900, which was none: days before count one less.
    """
    has_day, has_time = parts(form)
    thousandths = round(serial * 86_400_000)
    days, rest = divmod(thousandths, 86_400_000)
    if has_time and not has_day:
        return _clock(thousandths)
    if not 0 <= days < _LAST_DAY - 1462 * from_1904 or (days == 60 and not from_1904):
        return None
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 31 if days < 60 else 30)
    found = start + timedelta(days=days, milliseconds=rest)
    if not has_time and not rest:
        return found.date().isoformat()
    return found.isoformat(" ", "milliseconds" if found.microsecond else "seconds")


def _clock(thousandths: int) -> str | None:
    if thousandths < 0:
        return None
    seconds, rest = divmod(thousandths, 1000)
    text = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return f"{text}.{rest:03}" if rest else text


def parts(form: str) -> tuple[bool, bool]:
    """Whether a format of numbers such as `dd/mm/yyyy hh:mm` shows a day, and whether a time."""
    first = _QUIET.sub("", form.lower().split(";")[0])
    if first.strip() == "general" or re.search(r"[#?]|e[+-]", first):
        return False, False
    has_time = bool(re.search(r"h|s|\[m+\]", first.replace("am/pm", "h")))
    without_minutes = re.sub(r"h+[^a-z]*m+|m+[^a-z]*s+|\[m+\]", "", first)
    has_day = bool(re.search(r"[dy]|m", without_minutes.replace("am/pm", "")))
    return has_day, has_time


def letters(column: int) -> str:
    """The name of a column, from 0, as spreadsheets show it: A, Z, AA."""
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found
