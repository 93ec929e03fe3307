"""EDTF, the part of ISO 8601-2 that a case needs: read, checked, and put into words."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

from helpers.errors import TableError

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?%]?)", re.ASCII)


def _point(text: str) -> tuple[date, date, str]:
    found = _POINT.fullmatch(text)
    if not found:
        raise ValueError(text)
    year, month, day = (int(part) if part else None for part in found.groups()[:3])
    assert year is not None
    if month is None:
        return date(year, 1, 1), date(year, 12, 31), "year"
    if day is None:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month"
    return date(year, month, day), date(year, month, day), "day"


@lru_cache(maxsize=100_000)  # a case says the same few thousand dates again and again
def _parts(edtf: str) -> tuple[date | None, date | None, str]:
    text = edtf.strip()
    try:
        if "/" not in text:
            return _point(text)
        first, last = text.split("/")
        start = None if first == ".." else _point(first)[0]
        end = None if last == ".." else _point(last)[1]
        if (start is None and end is None) or (start and end and end < start):
            raise ValueError(text)
        return start, end, "interval"
    except ValueError:
        raise TableError(
            f'"{edtf}" is not a date. '
            "Write 2020, 2020-04, 2020-04-29, 2020-04~ (about) or 2021-09/2022-01 (from and to)."
        ) from None


def valid(edtf: str) -> bool:
    """Whether the text is a date of the grammar above."""
    try:
        _parts(edtf)
    except TableError:
        return False
    return True


def span(edtf: str) -> tuple[date | None, date | None]:
    """The first and the last day that the date can mean; None at an open end."""
    start, end, _ = _parts(edtf)
    return start, end


def precision(edtf: str) -> str:
    """How exact the date is: day, month, year or interval."""
    return _parts(edtf)[2]


def about(edtf: str) -> bool:
    """Whether the date says of itself that it is approximate or uncertain."""
    return any(mark in edtf for mark in "~?%")


def _point_words(text: str) -> str:
    start, _, exact = _point(text)
    mark = {"~": "about ", "?": "perhaps ", "%": "perhaps about "}.get(text[-1], "")
    month = f"{MONTHS[start.month - 1]} {start.year}"
    return mark + {"year": str(start.year), "month": month, "day": f"{start.day} {month}"}[exact]


def words(edtf: str) -> str:
    """The date in words: `29 Jul 2022`, `Apr 2020`, `Sep 2021 – Jan 2022`, `since 29 Jun 2020`, `about Apr 2020`."""
    _parts(edtf)
    text = edtf.strip()
    if "/" not in text:
        return _point_words(text)
    first, last = text.split("/")
    if last == "..":
        return f"since {_point_words(first)}"
    if first == "..":
        return f"until {_point_words(last)}"
    return f"{_point_words(first)} – {_point_words(last)}"
