"""The strip of events: when each happened, how exactly that is known, and when it became public.

One row per year, months across; on a phone a list. Above 100 events, or where a year would take more than twelve lines
and the strip more than thirty, one square per event, and only those with most origins are named. A mark is as long as
the date is inexact; it is hollow where somebody denies or disputes the event, and low, with its words in italics, where
rules found it in articles and no person has looked yet. A stretch of more than 100 days without an event says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from helpers.charts import _events, _strip_list, _strip_squares, _strip_words
from helpers.charts._events import Event
from helpers.charts._frames import listed, said
from helpers.charts._sheet import WIDTHS, Figure, Sheet, figure
from helpers.charts._strip_years import Strip

MOST_EVENTS, MOST_LINES, FEW_LINES = 100, 12, 30
_LIST_BELOW = 500  # px: a narrower sheet is a list


def draw(
    events: pd.DataFrame,
    *,
    start: str = "",
    end: str = "",
    accent: str = "",
    groups: Mapping[str, str] | None = None,
    title: str | None = None,
    gap_words: str = "no event on file",
    name: str = "event-strip",
) -> Figure:
    """Draws the table `events`; a mark's link is the row's number in that frame, from 1.

    `start` and `end` (EDTF) cut the strip; `accent` is a kind or an event's id that alone gets the accent colour;
    `groups` folds kinds into fewer (above six, the rarer ones share grey).
    `gap_words` is what a stretch of over 100 days without an event says. Rows without a date are counted in the notes.
    Raises a `TableError` where a column is missing or a date is not one.

    Examples:
        strip = event_strip.draw(c.events)
        show.figure(strip, table=c.events, caption="All events.", source=c.title)
    """
    every, undated = _events.read(events, accent, groups)
    first, last = _strip_words.bounds(every, start, end)
    shown = [event for event in every if event.start <= last and event.end >= first]
    gaps = _events.gaps(shown, first, last) if shown else []
    notes = _strip_words.left_out(undated, len(every) - len(shown), first, last)
    words = title or ("No event to show" if not shown else said(len(shown), "event"))
    if not shown:
        return _strip_words.empty(name, words, notes)
    strips = _strips(shown, gaps, range(first.year, last.year + 1), gap_words)
    if not strips:
        alt = _strip_words.telephone(shown, gaps)
        return _strip_squares.draw(shown, first, last, gap_words, name=name, title=words, alt=alt, notes=notes)
    sheets = [Sheet(name, width) for width in WIDTHS]
    for sheet in sheets:
        if sheet.width in strips:
            strips[sheet.width].draw(sheet)
        else:
            _strip_list.draw(sheet, shown, gaps, gap_words)
    subtitle = (
        "When each event happened, how exactly that is known, and when it became public. One origin unless stated."
    )
    return figure(
        name,
        sheets,
        title=words,
        subtitle=subtitle,
        alt=_strip_words.telephone(shown, gaps),
        key=_key(shown, accent),
        notes=notes,
    )


def _strips(
    events: Sequence[Event], gaps: Sequence[tuple[date, date]], years: range, gap_words: str
) -> dict[int, Strip]:
    """The strips of the wide sheets; none where there are too many events for labels."""
    made: dict[int, Strip] = {}
    for width in WIDTHS:
        if width > _LIST_BELOW and len(events) <= MOST_EVENTS:
            made[width] = Strip(events, gaps, years, width, gap_words)
            widest = made[WIDTHS[0]]
            if widest.rows > MOST_LINES and widest.lines > FEW_LINES:
                return {}
    return made


def _key(events: Sequence[Event], accent: str) -> list[tuple[str, str, str]]:
    """Kinds by colour, then the shapes that occur."""
    kinds = Counter((event.role, event.kind) for event in events)
    by_role: dict[str, list[str]] = {}
    for (role, kind), _ in sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0])):
        by_role.setdefault(role, []).append(kind)
    coloured = [(role, "tick", listed(names)) for role, names in by_role.items() if role != "dot" and any(names)]
    others = [("dot", "tick", "other kinds")] if "dot" in by_role and coloured else []
    tests = (
        ("tick", "one day", any(e.start == e.end and not e.opens and not e.hollow and not e.about for e in events)),
        ("bar", "month or period, to scale", any(e.start != e.end and not e.hollow and not e.about for e in events)),
        ("about", "~ about", any(event.about for event in events)),
        ("since", "since then", any(event.opens == "end" for event in events)),
        ("report", "became public", any(event.shows_report for event in events)),
        ("hollow", "denied or disputed", any(event.hollow for event in events)),
        ("low", f"low, in italics: {_events.FOUND}", any(event.found for event in events)),
    )
    shapes = [("muted", shape, label) for shape, label, occurs in tests if occurs]
    words = [("muted", "words", "×2 independent origins")] if any(event.n_origins > 1 for event in events) else []
    return [*coloured, *others, *shapes, *words]
