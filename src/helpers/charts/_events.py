"""The events of a strip: the table's rows with their days, marks and words, and the stretches without any."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd

from helpers import dates
from helpers.charts import _frames, _roles
from helpers.charts._frames import said

GAP_DAYS = 100
ONE_DAY = timedelta(days=1)
FOUND = "found by rules, not checked"
WORD_ROLES = {"denied": "alarm", "disputed": "alarm", "confirmed": "muted"}


@dataclass(frozen=True)
class Event:
    """One event as it is drawn. `start` and `end` are its first and last day; an open side has the other's day."""

    row: int
    id: str
    title: str
    kind: str
    role: str
    start: date
    end: date
    exact: str
    about: bool
    opens: str
    edtf: str
    reported: date | None
    reported_words: str
    status: str
    n_origins: int
    origins: tuple[str, ...]
    weak: bool
    accent: bool
    found: bool = False  # by rules in articles: no person has stated or accepted it

    @property
    def hollow(self) -> bool:
        """Whether somebody denies or disputes it: its mark is an outline."""
        return self.status in ("denied", "disputed")

    @property
    def shows_report(self) -> bool:
        """Whether its report time is a sign on the same year's row, and not words."""
        years = {self.start.year, self.end.year, self.reported.year if self.reported else 0}
        return bool(self.reported and len(years) == 1 and not self.opens and self.reported > self.end)

    @property
    def public_words(self) -> str:
        """`29 Jul 2022` where the report came in another year than the event, else empty."""
        late = self.reported and self.reported > self.end and not self.opens
        return self.reported_words if late and not self.shows_report else ""

    @property
    def hover(self) -> str:
        """What a pointer shows: the whole date, the title, the origins, the stance."""
        parts = [f"{dates.words(self.edtf)}: {self.title}"]
        if self.reported_words and self.reported and self.reported > self.end:
            parts.append(f"became public {self.reported_words}")
        if self.status and self.status != "asserted":
            parts.append(self.status)
        names = f" ({', '.join(self.origins)})" if self.origins else ""
        parts.append(said(self.n_origins, "independent origin") + names)
        if self.weak:
            parts.append("weak source")
        if self.found:
            parts.append(FOUND)
        return "; ".join(parts)


def short_date(event: Event) -> str:
    """The date as it stands in a year's row: without the year, unless the event reaches into another."""
    start, end = event.start, event.end
    day, last = f"{start.day} {dates.MONTHS[start.month - 1]}", f"{end.day} {dates.MONTHS[end.month - 1]}"
    if event.opens:
        return (
            f"{'since' if event.opens == 'end' else 'until'} {day if start == end else dates.MONTHS[start.month - 1]}"
        )
    if start.year != end.year:
        return dates.words(event.edtf)
    if event.exact == "year":
        words = "sometime"
    elif event.exact == "month":
        words = dates.MONTHS[start.month - 1]
    elif event.exact == "day":
        words = day
    else:
        whole = start.day == 1 and (end + ONE_DAY).day == 1
        months = f"{dates.MONTHS[start.month - 1]} – {dates.MONTHS[end.month - 1]}"
        words = months if whole else f"{start.day} – {last}" if start.month == end.month else f"{day} – {last}"
    return f"~{words}" if event.about else words


def kind_roles(kinds: Sequence[str], accent: str) -> dict[str, str]:
    """A role for each kind: six at most, the most frequent first; with a seventh, the rest share grey."""
    if accent:
        return {kind: "hot" if kind == accent else "dot" for kind in kinds}
    ordered = sorted(Counter(kinds).items(), key=lambda pair: (-pair[1], pair[0]))
    most = len(_roles.KINDS) if len(ordered) <= len(_roles.KINDS) else len(_roles.KINDS) - 1
    return {kind: _roles.KINDS[i] if i < most and kind else "dot" for i, (kind, _) in enumerate(ordered)}


def read(frame: pd.DataFrame, accent: str = "", groups: Mapping[str, str] | None = None) -> tuple[list[Event], int]:
    """The dated events in order of time, and how many rows have no date; `row` counts from 1 in the frame's order."""
    _frames.need(frame, ("title", "date"), "event_strip")
    kinds = [_frames.text(value) for value in frame["kind"]] if "kind" in frame else [""] * len(frame)
    kinds = [(groups or {}).get(kind, kind) for kind in kinds]
    roles = kind_roles(kinds, accent)
    made = []
    for row, (cells, kind) in enumerate(zip(frame.to_dict("records"), kinds, strict=True), start=1):
        edtf = _frames.text(cells.get("date"))
        if edtf:
            made.append(_event(row, cells, edtf, kind, roles[kind], accent))
    return sorted(made, key=lambda event: (event.start, event.end, event.row)), len(frame) - len(made)


def _event(row: int, cells: dict[str, Any], edtf: str, kind: str, role: str, accent: str) -> Event:
    first, last = dates.span(edtf)
    opens = "" if first and last else "end" if first else "start"
    start, end = first or last, last or first
    assert start and end
    reported = _frames.text(cells.get("reported"))
    chosen = bool(accent) and accent in (kind, _frames.text(cells.get("id")))
    return Event(
        row=row,
        id=_frames.text(cells.get("id")),
        title=_frames.text(cells.get("title")) or "(no title)",
        kind=kind,
        role="hot" if chosen else role,
        start=start,
        end=end,
        exact=dates.precision(edtf),
        about=dates.about(edtf),
        opens=opens,
        edtf=edtf,
        reported=dates.span(reported)[0] if reported else None,
        reported_words=dates.words(reported) if reported else "",
        status=_frames.text(cells.get("status")),
        n_origins=_frames.count(cells.get("n_origins")) or 0,
        origins=tuple(_frames.texts(cells.get("origins"))),
        weak=bool(_frames.text(cells.get("weak"))),
        accent=chosen,
        found=_frames.text(cells.get("method")) == "extracted",
    )


def gaps(events: Sequence[Event], first: date, last: date, days: int = GAP_DAYS) -> list[tuple[date, date]]:
    """Stretches of more than `days` days between `first` and `last` in which no event lies, both ends included."""
    found, free = [], first
    for event in events:
        if (event.start - free).days > days:
            found.append((free, event.start - ONE_DAY))
        free = max(free, event.end + ONE_DAY)
    if (last - free).days >= days:
        found.append((free, last))
    return found


def day_words(first: date, last: date) -> str:
    """A stretch of days in words, first and last day, the year once if it is the same."""
    end = f"{last.day} {dates.MONTHS[last.month - 1]} {last.year}"
    start = f"{first.day} {dates.MONTHS[first.month - 1]}"
    return f"{start} – {end}" if first.year == last.year else f"{start} {first.year} – {end}"
