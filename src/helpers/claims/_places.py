"""Where an event is kept and looked for: by its day, by the months that its date touches."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from helpers import dates

NEAR_DAYS, HEADLINE_DAYS = 3, 4
LONGEST = 62  # days: a date that is longer (a year) joins its own like only
_LAST = date.max.toordinal()


class Span(NamedTuple):
    """First and last day as numbers; an open end is far away."""

    first: int
    last: int


@lru_cache(maxsize=100_000)
def span(edtf: str) -> Span:
    """The days of a date as numbers."""
    start, end = dates.span(edtf)
    return Span(start.toordinal() if start else 0, end.toordinal() if end else _LAST)


@lru_cache(maxsize=100_000)
def months(when: str, more: int = 0) -> tuple[str, ...]:
    """The months that a date touches, and so many days around it."""
    first, last = span(when)
    one, other = date.fromordinal(max(first - more, 1)), date.fromordinal(min(last + more, _LAST))
    touched = [f"{one.year}-{one.month:02}"]
    while (one.year, one.month) < (other.year, other.month):
        one = date(one.year + one.month // 12, one.month % 12 + 1, 1)
        touched.append(f"{one.year}-{one.month:02}")
    return tuple(touched)


@lru_cache(maxsize=100_000)
def registered(when: str) -> tuple[object, ...]:
    """The places where an event is kept: its day, or `loose` months; and its months for what is loose itself.

    A date longer than two months is kept under itself and found by its like only.
    """
    first, last = span(when)
    if last - first >= LONGEST:
        return (when,)
    whole = tuple(("any", month) for month in months(when))
    return (first, *whole) if first == last else (*(("loose", month) for month in months(when)), *whole)


@lru_cache(maxsize=100_000)
def looked_for(when: str) -> tuple[object, ...]:
    """The places of the events that a date may join: the days around a day; the months of a loose date."""
    first, last = span(when)
    if last - first >= LONGEST:
        return (when,)
    if first != last:
        return tuple(("any", month) for month in months(when, NEAR_DAYS))
    around = HEADLINE_DAYS if when.endswith("~") else NEAR_DAYS
    days = range(first - around, first + around + 1)
    return (*days, *(("loose", month) for month in months(when, NEAR_DAYS)))
