"""Dates that keep their precision: EDTF for what people type, moments for what machines write.

EDTF here is the part of ISO 8601-2 that a case needs: a year, a month or a day, each with `~` (about), `?` (uncertain)
or `%` (both) behind it, intervals `a/b`, and open ends `../b` and `a/..`. A span is its first and last possible day.
"""

from __future__ import annotations

from helpers.dates._edtf import MONTHS, about, precision, span, valid, words
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
    "Moment",
    "about",
    "cut",
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
