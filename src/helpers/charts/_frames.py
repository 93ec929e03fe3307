"""Cells of a table as a chart needs them: text that is never NA, numbers that may be None."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from helpers.charts import _widths
from helpers.errors import TableError, did_you_mean


def need(frame: pd.DataFrame, columns: Sequence[str], chart: str) -> None:
    """Raises a `TableError` that names the first column that the chart needs and the table lacks."""
    for column in columns:
        if column not in frame.columns:
            near = did_you_mean(column, [str(name) for name in frame.columns])
            has = ", ".join(map(str, frame.columns)) or "none"
            raise TableError(f'The chart {chart} needs a column "{column}".{near} The table has: {has}.')


def text(value: Any) -> str:
    """The cell as clean text; empty where it is missing."""
    if value is None or (pd.api.types.is_scalar(value) and pd.isna(value)):
        return ""
    return _widths.clean(value)


def count(value: Any) -> int | None:
    """The cell as a whole number; None where it is missing."""
    if value is None or pd.isna(value):
        return None
    return int(value)


def texts(value: Any) -> list[str]:
    """The cell as a list of clean texts; empty where it is missing."""
    if value is None or (pd.api.types.is_scalar(value) and pd.isna(value)):
        return []
    if isinstance(value, str):
        return [_widths.clean(value)]
    return [_widths.clean(part) for part in value]


def said(n: int, one: str, many: str | None = None) -> str:
    """A number with its noun: `1 event`, `1,234 events`."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def listed(parts: Sequence[str]) -> str:
    """The parts as one phrase: `a`, `a and b`, `a, b and c`."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else list(parts))


def capital(sentence: str) -> str:
    """The sentence with a capital first letter, the rest as it is."""
    return sentence[:1].upper() + sentence[1:]
