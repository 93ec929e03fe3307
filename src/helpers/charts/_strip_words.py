"""What the pictures of events say in words: their bounds, what was left out, the alternative text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from helpers import dates
from helpers.charts import _events
from helpers.charts._events import Event
from helpers.charts._frames import capital, listed, said
from helpers.charts._sheet import WIDTHS, Figure, Sheet, figure


def bounds(events: Sequence[Event], start: str, end: str) -> tuple[date, date]:
    """The first and last day of the strip: as given, or where that is open or empty those of the events."""
    first = (dates.span(start)[0] if start else None) or min((event.start for event in events), default=date.min)
    last = (dates.span(end)[1] if end else None) or max((event.end for event in events), default=date.max)
    return first, last


def left_out(undated: int, outside: int, first: date, last: date) -> list[str]:
    """The sentences on events that are not drawn: outside the period, or without a date."""
    notes = []
    if outside:
        verb = "lies" if outside == 1 else "lie"
        notes.append(f"{said(outside, 'event')} {verb} outside {_events.day_words(first, last)}.")
    if undated:
        verb = "has" if undated == 1 else "have"
        notes.append(f"{said(undated, 'event')} {verb} no date: in the table only.")
    return notes


def empty(name: str, title: str, notes: Sequence[str]) -> Figure:
    """A figure that says that there is nothing to draw."""
    sheets = [Sheet(name, width, 60) for width in WIDTHS]
    for sheet in sheets:
        sheet.rect(12, 4, sheet.width - 24, 48, "band")
        words = "The table holds no dated event in this period."
        sheet.text(sheet.width / 2, 32, words, role="muted", italic=True, anchor="middle", size=13)
    return figure(name, sheets, title=title, subtitle="", alt="There is no dated event in this period.", notes=notes)


def telephone(events: Sequence[Event], gaps: Sequence[tuple[date, date]]) -> str:
    """What a person would say over the telephone about these events and the stretches without any."""
    first, last = min(e.start for e in events), max(e.end for e in events)
    exact = Counter("day" if e.exact == "interval" and e.opens else e.exact for e in events)
    known = [f"{n} to the {unit}" if unit != "interval" else f"{n} as a period" for unit, n in sorted(exact.items())]
    years = Counter(event.start.year for event in events)
    busy = max(years, key=lambda year: (years[year], -year))
    parts = [f"{said(len(events), 'event')} from {_month(first)} to {_month(last)}; dates known: {listed(known)}."]
    if len(years) > 1:
        parts.append(f"Most begin in {busy}: {years[busy]}.")
    stances = Counter(event.status for event in events if event.status not in ("", "asserted"))
    if stances:
        parts.append(capital(listed([f"{n} {word}" for word, n in sorted(stances.items())])) + ".")
    late = sum(bool(event.reported and event.reported > event.end and not event.opens) for event in events)
    if late:
        parts.append(f"{late} became public later than {'it' if late == 1 else 'they'} happened.")
    if gaps:
        longest = max(gaps, key=lambda gap: gap[1] - gap[0])
        parts.append(f"The longest stretch without an event is {_events.day_words(*longest)}.")
    return " ".join(parts)


def _month(day: date) -> str:
    return f"{dates.MONTHS[day.month - 1]} {day.year}"
