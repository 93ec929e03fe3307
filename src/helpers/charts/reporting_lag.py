"""Event time against report time: how long each event was not public.

One row per event, longest wait first: a tick where it ended, a diamond where it was first reported, a line between.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pandas as pd

from helpers import dates
from helpers.charts import _events, _frames, _pack, _widths
from helpers.charts._axes import Days
from helpers.charts._events import Event
from helpers.charts._sheet import WIDTHS, Figure, Run, Sheet, figure


def draw(
    events: pd.DataFrame,
    *,
    least: int = 8,
    most: int = 20,
    accent: str = "",
    title: str | None = None,
    name: str = "reporting-lag",
) -> Figure:
    """Draws the rows of `events` that became public at least `least` days after their last possible day.

    At most `most` rows, the longest waits; the notes count the others: reported sooner, and without a known report.
    `accent` is an event's id; without one the longest wait has the accent. A mark's link is the row's number in the
    frame. Raises a `TableError` where a column is missing.

    Examples:
        slow = timeline.lags(c.events, least=8)  # days
        reporting_lag.draw(slow)
    """
    _frames.need(events, ("title", "date", "reported"), "reporting_lag")
    every, _ = _events.read(events, accent)
    known = [event for event in every if event.reported and not event.opens]
    waits = sorted((e for e in known if lag(e) >= least), key=lambda event: (-lag(event), event.start, event.row))
    shown = waits[:most]
    chosen = next((event for event in shown if event.accent), None) or (shown[0] if shown and not accent else None)
    sheets = [Sheet(name, width) for width in WIDTHS]
    for sheet in sheets:
        if not shown:
            sheet.text(12, 24, _none(least), role="muted")
            sheet.height = 40
        elif sheet.width < 500:
            _draw_list(sheet, shown, chosen)
        else:
            _draw_rows(sheet, shown, chosen)
    words = title or f"{_frames.said(len(waits), 'event')} became public {_frames.said(least, 'day')} or more later"
    subtitle = "From the last day an event can have happened to the day of its first report." if shown else ""
    key = [("dot", "tick", "the event"), ("dot", "wait", "its first report")] if shown else []
    notes = _notes(len(known) - len(waits), len(every) - len(known), len(waits) - len(shown), least)
    return figure(
        name, sheets, title=words, subtitle=subtitle, alt=_alt(shown, len(known), least), key=key, notes=notes
    )


def lag(event: Event) -> int:
    """Days from the last day the event can have been to its first report; negative if it was announced before."""
    assert event.reported
    return (event.reported - event.end).days


def _none(least: int) -> str:
    return f"No event is known to have become public {_frames.said(least, 'day')} or more after it."


def _notes(sooner: int, unknown: int, left_out: int, least: int) -> list[str]:
    notes = [f"{left_out:,} more with shorter waits are in the table only."] if left_out else []
    notes += (
        [f"{_frames.said(sooner, 'event')} became public sooner than {_frames.said(least, 'day')} after."]
        if sooner
        else []
    )
    notes += [f"For {_frames.said(unknown, 'event')} no report time is known, or no end."] if unknown else []
    return notes


def _days(shown: Sequence[Event], left: float, right: float) -> Days:
    first = min(event.end for event in shown)
    last = max(event.reported for event in shown if event.reported)
    margin = timedelta(days=max((last - first).days // 50, 1))
    return Days(first - margin, last + margin, left, right)


def _wait(sheet: Sheet, event: Event, days: Days, y: float, role: str, bold: bool, here: dict[str, Any]) -> None:
    """The tick, the line, the diamond, and the number of days beside it."""
    assert event.reported
    left, right = days.x(event.end, True), days.x(event.reported)
    sheet.line([(left, y), (right - 4, y)], role, width=2 if bold else 1.3, **here)
    sheet.tick(left, y - 7, 14, role, **here)
    sheet.diamond(right, y, 4.5, role, **here)
    words = _frames.said(lag(event), "day")
    if right + 10 + _widths.width(words, 12, bold) <= sheet.width - 8:
        sheet.text(right + 10, y + 4, words, bold=bold, halo=True, **here)
    else:
        sheet.text(left - 8, y + 4, words, bold=bold, anchor="end", halo=True, **here)


def _grid(sheet: Sheet, days: Days, bottom: float) -> None:
    for day, words in days.ticks():
        sheet.line([(days.x(day), 22), (days.x(day), bottom)], "grid")
        sheet.text(days.x(day) + 3, 16, words, role="muted")


def _draw_rows(sheet: Sheet, shown: Sequence[Event], chosen: Event | None) -> None:
    label = 372.0 if sheet.width > 900 else 262.0
    days = _days(shown, label + 16, sheet.width - 84.0)
    bottom = 26 + 34.0 * len(shown)
    _grid(sheet, days, bottom)
    for i, event in enumerate(shown):
        y = 26 + 34 * (i + 0.5)
        here: dict[str, Any] = {"row": event.row, "title": event.hover}
        sheet.line([(12, y - 17), (sheet.width - 12, y - 17)], "hairline")
        before = Run(dates.words(event.edtf), "muted")
        most = label - 14
        lines = _pack.break_label(before, event.title, [], 12, most, event is chosen, single=most)
        for k, runs in enumerate(lines):
            sheet.text(12, y + 4 + (k - (len(lines) - 1) / 2) * 14, runs, **here)
        _wait(sheet, event, days, y, "hot" if event is chosen else "dot", event is chosen, here)
    sheet.height = bottom + 6


def _draw_list(sheet: Sheet, shown: Sequence[Event], chosen: Event | None) -> None:
    days = _days(shown, 14, sheet.width - 76.0)
    rows = [_widths.balance(event.title, 14, sheet.width - 24, 4, event is chosen) for event in shown]
    _grid(sheet, days, 24)
    y = 26.0
    for event, lines in zip(shown, rows, strict=True):
        here: dict[str, Any] = {"row": event.row, "title": event.hover}
        bold = event is chosen
        sheet.line([(12, y), (sheet.width - 12, y)], "hairline")
        words = f"{dates.words(event.edtf)}, public {event.reported_words}"
        sheet.text(12, y + 17, words, size=13, role="muted", **here)
        for k, line in enumerate(lines):
            sheet.text(12, y + 35 + 18 * k, line, size=14, bold=bold, **here)
        y += 35 + 18 * len(lines)
        _wait(sheet, event, days, y, "hot" if bold else "dot", bold, here)
        y += 18
    sheet.height = y + 4


def _alt(shown: Sequence[Event], known: int, least: int) -> str:
    if not shown:
        return _none(least)
    longest, waits = shown[0], sorted(map(lag, shown))
    return (
        f"Of {_frames.said(known, 'event')} with a known report, {len(shown)} are drawn that became public "
        f"{_frames.said(least, 'day')} or more later. "
        f"The longest wait is {_frames.said(lag(longest), 'day')}: {longest.title}, "
        f"{dates.words(longest.edtf)}, public {longest.reported_words}. "
        f"The middle one is {_frames.said(waits[len(waits) // 2], 'day')}."
    )
