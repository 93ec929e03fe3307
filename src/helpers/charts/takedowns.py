"""Removals of networks: one row per statement, its period as a bar, its number as a dot on powers of ten.

A bar on such a scale would lie about its length, so the number is a dot with its value beside it. Totals of several
networks are hollow, and a number that is not stated is said in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from helpers import dates
from helpers.charts import _frames, _widths
from helpers.charts._axes import Days, Powers
from helpers.charts._frames import capital, listed, said
from helpers.charts._sheet import WIDTHS, Figure, Sheet, figure
from helpers.errors import TableError, did_you_mean

_COLUMNS = ("period", "origin")


@dataclass(frozen=True)
class Removal:
    """One statement as a row of the chart."""

    row: int
    label: str
    period: str
    start: date
    end: date
    n: int | None
    networks: int
    hover: str


def draw(
    takedowns: pd.DataFrame,
    *,
    column: str = "n_accounts",
    platform: str = "",
    title: str | None = None,
    name: str = "takedowns",
) -> Figure:
    """Draws the table `takedowns` in order of time; a mark's link is the row's number in that frame, from 1.

    `column` is the count that is drawn; `platform` keeps one platform's rows. Rows without a period are counted in the
    notes. Raises a `TableError` where a column or the platform is missing, or a period is not a date.

    Examples:
        takedowns.draw(c.takedowns)  # accounts removed, by period
        takedowns.draw(c.takedowns, column="n_followers")
    """
    _frames.need(takedowns, (*_COLUMNS, column), "takedowns")
    removals, undated = _read(takedowns, column, platform)
    unit = column.removeprefix("n_")
    words = (
        title or f"{capital(unit)} removed{' by ' + platform if platform else ''}: {said(len(removals), 'statement')}"
    )
    sheets = [Sheet(name, width) for width in WIDTHS]
    for sheet in sheets:
        if not removals:
            sheet.text(12, 24, "The table holds no dated removal.", role="muted", italic=True)
            sheet.height = 40
        elif sheet.width < 500:
            _draw_list(sheet, removals)
        else:
            _draw_rows(sheet, removals)
    subtitle = f"Bar: the stated period. Dot: number of {unit}, on a scale of powers of ten. One row, one statement."
    key = [("ink", "bar", "one network, its period"), ("blue", "dot", f"number of {unit}")]
    if any(removal.networks > 1 for removal in removals):
        key.append(("blue", "ring", "total of several networks"))
    verb = "has" if undated == 1 else "have"
    notes = [f"{said(undated, 'statement')} {verb} no period: in the table only."] if undated else []
    return figure(name, sheets, title=words, subtitle=subtitle, alt=_alt(removals, unit), key=key, notes=notes)


def _read(frame: pd.DataFrame, column: str, platform: str) -> tuple[list[Removal], int]:
    names = [_frames.text(value) for value in frame["platform"]] if "platform" in frame else []
    if platform and names and platform not in names:
        near = did_you_mean(platform, names)
        raise TableError(f'The table has no takedown of the platform "{platform}".{near}')
    several = len(set(names)) > 1 and not platform
    made, undated = [], 0
    for row, cells in enumerate(frame.to_dict("records"), start=1):
        if platform and _frames.text(cells.get("platform")) != platform:
            continue
        period = _frames.text(cells["period"])
        if not period:
            undated += 1
            continue
        first, last = dates.span(period)
        start, end = first or last, last or first
        assert start and end
        n = _frames.count(cells[column])
        networks = _frames.count(cells.get("networks")) or 1
        origin = _frames.text(cells["origin"]) or (f"{networks} networks" if networks > 1 else "origin not stated")
        origin = f"{_frames.text(cells['platform'])}: {origin}" if several else origin
        targets = _frames.texts(cells.get("targets"))
        label = f"{origin} → {', '.join(targets)}" if targets else origin
        hover = f"{dates.words(period)}: {label}; " + (
            f"{n:,} {column.removeprefix('n_')}" if n is not None else "number not stated"
        )
        if networks > 1:
            hover += f", total of {networks} networks"
        made.append(Removal(row, label, period, start, end, n, networks, hover))
    return sorted(made, key=lambda removal: (removal.start, removal.end, removal.row)), undated


def _scales(
    removals: Sequence[Removal], time: tuple[float, float], numbers: tuple[float, float]
) -> tuple[Days, Powers]:
    first = date(min(removal.start for removal in removals).year, 1, 1)
    last = date(max(removal.end for removal in removals).year, 12, 31)
    stated = [removal.n for removal in removals if removal.n]
    return Days(first, last, *time), Powers.over(stated, *numbers)


def _draw_rows(sheet: Sheet, removals: Sequence[Removal]) -> None:
    """Label, period and number side by side."""
    wide = sheet.width > 900
    label = 340 if wide else 190
    time = (label + 18, label + (430 if wide else 190))
    days, powers = _scales(removals, time, (time[1] + 36, sheet.width - (90 if wide else 64)))
    lines = [_widths.wrap(removal.label, 12, label - 12, 2) for removal in removals]
    step = 34 if any(len(part) > 1 for part in lines) else 26
    bottom = 28 + step * len(removals)
    _grid(sheet, days, powers, bottom)
    for i, removal in enumerate(removals):
        y = 28 + step * (i + 0.5)
        here: dict[str, Any] = {"row": removal.row, "title": removal.hover}
        if i:
            sheet.line([(12, y - step / 2), (sheet.width - 12, y - step / 2)], "hairline")
        for k, line in enumerate(lines[i]):
            sheet.text(12, y + 4 + (k - (len(lines[i]) - 1) / 2) * 14, line, **here)
        _mark(sheet, removal, days, y, here)
        _number(sheet, removal, powers, y, here)
    sheet.height = bottom + 6


def _grid(sheet: Sheet, days: Days, powers: Powers, bottom: float) -> None:
    for day, words in days.ticks():
        sheet.line([(days.x(day), 24), (days.x(day), bottom)], "grid")
        sheet.text(days.x(day) + 3, 16, words, role="muted")
    taken = 0.0
    for value in powers.ticks():
        sheet.line([(powers.x(value), 24), (powers.x(value), bottom)], "grid")
        words = f"{round(value):,}"
        half = _widths.width(words, 12) / 2
        x = min(powers.x(value), sheet.width - 12 - half)
        if x - half > taken + 8:
            sheet.text(x, 16, words, role="muted", anchor="middle")
            taken = x + half


def _mark(sheet: Sheet, removal: Removal, days: Days, y: float, here: dict[str, Any]) -> None:
    left, right = days.x(removal.start), days.x(removal.end, True)
    if right - left < 4:
        left, right = (left + right) / 2 - 2, (left + right) / 2 + 2
    if removal.networks > 1:
        sheet.rect(left, y - 5, right - left, 10, "surface", line="ink", width=1.3, **here)
    else:
        sheet.rect(left, y - 5, right - left, 10, "ink", **here)


def _number(sheet: Sheet, removal: Removal, powers: Powers, y: float, here: dict[str, Any]) -> None:
    if not removal.n:
        words = "0" if removal.n == 0 else "number not stated"
        sheet.text(powers.left, y + 4, words, role="muted", italic=removal.n is None, halo=True, **here)
        return
    x = powers.x(removal.n)
    if removal.networks > 1:
        sheet.circle(x, y, 4.8, "surface", line="blue", width=1.5, **here)
    else:
        sheet.circle(x, y, 5.5, "blue", **here)
    sheet.text(x + 10, y + 4, f"{removal.n:,}", halo=True, **here)


def _draw_list(sheet: Sheet, removals: Sequence[Removal]) -> None:
    """On a phone: the words above, and below them the period and the number on two short scales."""
    days, powers = _scales(removals, (12, 130), (166, sheet.width - 62))
    rows = [_widths.wrap(removal.label, 13, sheet.width - 24, 3) for removal in removals]
    bottom = 28 + sum(len(lines) * 17 + 34 for lines in rows)
    y = 28.0
    _grid(sheet, days, powers, 24)
    for removal, lines in zip(removals, rows, strict=True):
        here: dict[str, Any] = {"row": removal.row, "title": removal.hover}
        sheet.line([(12, y), (sheet.width - 12, y)], "hairline")
        for line in lines:
            y += 17
            sheet.text(12, y, line, size=13, **here)
        for day, _ in days.ticks():
            sheet.line([(days.x(day), y + 6), (days.x(day), y + 26)], "grid")
        for value in powers.ticks():
            sheet.line([(powers.x(value), y + 6), (powers.x(value), y + 26)], "grid")
        _mark(sheet, removal, days, y + 16, here)
        _number(sheet, removal, powers, y + 16, here)
        y += 34
    sheet.line([(12, y), (sheet.width - 12, y)], "hairline")
    sheet.height = bottom + 4


def _alt(removals: Sequence[Removal], unit: str) -> str:
    if not removals:
        return "There is no dated removal."
    first, last = min(r.start for r in removals), max(r.end for r in removals)
    parts = [f"{said(len(removals), 'statement')} on removed {unit}, {first.year} to {last.year}."]
    stated = [removal for removal in removals if removal.n is not None]
    if stated:
        most = max(stated, key=lambda removal: (removal.n or 0, -removal.row))
        parts.append(f"The largest number is {most.n:,}: {most.label}, {dates.words(most.period)}.")
    missing = len(removals) - len(stated)
    totals = sum(removal.networks > 1 for removal in removals)
    more = [f"{totals} {'is a total' if totals == 1 else 'are totals'} of several networks"] if totals else []
    more += [f"{missing} {'states' if missing == 1 else 'state'} no number"] if missing else []
    return " ".join([*parts, *([capital(listed(more)) + "."] if more else [])])
