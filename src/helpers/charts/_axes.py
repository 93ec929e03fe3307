"""Scales and ticks that charts share: days, round numbers, powers of ten; written out, never rotated or shortened."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from helpers import dates
from helpers.charts import _widths


@dataclass(frozen=True)
class Days:
    """A linear scale of days: `left` is the beginning of `first`, `right` the end of `last`."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date, after: bool = False) -> float:
        """The x of a day's beginning, or of its end."""
        whole = (self.last - self.first).days + 1
        return self.left + ((day - self.first).days + after) / whole * (self.right - self.left)

    def ticks(self, size: float = 12) -> list[tuple[date, str]]:
        """The ticks and their words: days, months, quarters or years; the year at the first tick and every January.

        The words of a last tick that would leave the sheet are empty.
        """
        return next(filter(None, (self._fit(candidates, size) for candidates in self._candidates())), [])

    def _candidates(self) -> list[list[date]]:
        first, last = self.first, self.last
        span = (last - first).days
        days = [first + timedelta(days=i) for i in range(span + 1)] if span < 60 else []
        months = [date(y, m, 1) for y in range(first.year, last.year + 1) for m in range(1, 13)]
        months = [day for day in months if first <= day <= last]
        made = [days[::step] for step in (1, 2, 5, 10) if days]
        made += [[day for day in months if (day.month - 1) % step == 0] for step in (1, 2, 3, 6)]
        years = [day for day in months if day.month == 1]
        made += [[day for day in years if day.year % step == 0] for step in (1, 2, 5, 10, 20)]
        return [part for part in made if part] or [[first]]

    def _fit(self, days: Sequence[date], size: float) -> list[tuple[date, str]]:
        daily = any(day.day != 1 for day in days)
        yearly = all(day.month == 1 and day.day == 1 for day in days) and len(days) > 1
        made, end = [], -1e9
        for i, day in enumerate(days):
            month = dates.MONTHS[day.month - 1]
            words = str(day.year) if yearly else f"{day.day} {month}" if daily else month
            new_year = i == 0 or (day.year != days[i - 1].year)
            if new_year and not yearly:
                words = f"{words} {day.year}"
            if self.x(day) < end + 8:
                return []
            end = self.x(day) + 3 + _widths.width(words, size)
            made.append((day, words if end <= self.right + 12 else ""))
        return made


def round_top(value: float) -> float:
    """The smallest of 1, 2, 2.5 or 5 times a power of ten that is not below the value; at least 1."""
    if value <= 1:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in (1, 2, 2.5, 5, 10) if step * power >= value - 1e-9)


def number(value: float) -> str:
    """A number in full: `1,234`, `0.5`."""
    return f"{round(value):,}" if abs(value - round(value)) < 1e-9 else f"{value:,.1f}"


@dataclass(frozen=True)
class Powers:
    """A scale of powers of ten from `low` to `high`, both powers of ten."""

    low: float
    high: float
    left: float
    right: float

    @classmethod
    def over(cls, values: Sequence[float], left: float, right: float) -> Powers:
        """The scale that holds all positive values: whole powers of ten, at least two of them."""
        low = math.floor(math.log10(min(values, default=1)))
        high = max(math.ceil(math.log10(max(values, default=10)) + 1e-9), low + 2)
        return cls(10.0**low, 10.0**high, left, right)

    def x(self, value: float) -> float:
        """The x of a positive value."""
        share = math.log10(value / self.low) / math.log10(self.high / self.low)
        return self.left + share * (self.right - self.left)

    def ticks(self) -> list[float]:
        """The powers of ten."""
        n = round(math.log10(self.high / self.low))
        return [self.low * 10**i for i in range(n + 1)]
