"""Dates that keep their precision: EDTF for what people type, moments for what machines write, expressions of a text.

EDTF here is the part of ISO 8601-2 that a case needs: a year, a month or a day, each with `~` (about), `?` (uncertain)
or `%` (both) behind it, intervals `a/b`, and open ends `../b` and `a/..`. A span is its first and last possible day.

`find` and `expressions` read running text ("last month", "from 3 to 5 June") against the day it was written;
docs/dates.md says what they find. A language is one file in `languages/`.
"""

from __future__ import annotations

from helpers.dates._edtf import MONTHS, about, precision, span, valid, words
from helpers.dates._find import Expression, expressions, find
from helpers.dates._moments import (
    AMBIGUOUS,
    LETTERS,
    MSK,
    Moment,
    cut,
    moment,
    offset_of,
    shown,
    switches,
    zone,
)

__all__ = [
    "AMBIGUOUS",
    "LETTERS",
    "MONTHS",
    "MSK",
    "Expression",
    "Moment",
    "about",
    "cut",
    "expressions",
    "find",
    "moment",
    "offset_of",
    "precision",
    "shown",
    "span",
    "switches",
    "valid",
    "words",
    "zone",
]
