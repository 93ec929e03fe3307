"""What the order of events tells: what lies in a period, how late it became known, and what the sources leave out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pandas as pd

from helpers import dates, wording

GAP_DAYS = 100
GROUPS = {
    "report": "reporting",
    "study": "reporting",
    "leak": "reporting",
    "correction": "reporting",
    "company statement": "the company",
    "policy": "the company",
    "transparency report": "the company",
    "service": "the company",
    "ban": "governments and courts",
    "court filing": "governments and courts",
    "court ruling": "governments and courts",
    "fine": "governments and courts",
    "government action": "governments and courts",
    "inquiry": "governments and courts",
    "inspection": "governments and courts",
    "lawsuit": "governments and courts",
    "letter": "governments and courts",
    "testimony": "governments and courts",
    "takedown": "takedowns",
    "account": "accounts and requests",
    "request": "accounts and requests",
    "data access": "inside the company",
    "ownership": "inside the company",
}
"""Kinds of events in groups that a picture can tell apart: a kind that is not here stays as it is."""


def within(
    events: pd.DataFrame, start: str = "", end: str = "", actors: Sequence[str] = (), min_origins: int = 0, top: int = 0
) -> pd.DataFrame:
    """The events that can have happened from `start` to `end` (EDTF, both may be empty), name one of `actors`, and have
    at least `min_origins` origins. An event without a date is left out as soon as a start or an end is given; one that
    has an open end can have gone on until today, and one with an open beginning can have begun at any time.

    `top` cuts what rules found to that many events, those that rank first among them; 0 leaves all. It never cuts what
    a person stated or accepted.
    """
    first = dates.span(start)[0] if start else None
    last = dates.span(end)[1] if end else None
    kept = pd.Series(True, index=events.index)
    if first or last:
        kept &= events["start"].notna() | events["end"].notna()
    if first:
        kept &= events["end"].fillna("9999-12-31").astype(str).ge(first.isoformat())
    if last:
        kept &= events["start"].fillna("0001-01-01").astype(str).le(last.isoformat())
    if actors:
        wanted = set(actors)
        kept &= pd.Series(
            [bool(wanted & set(found if found is not None else [])) for found in events["actors"]], index=events.index
        )
    kept &= events["n_origins"].fillna(0).ge(min_origins)
    if top:
        found = events[kept & events["method"].eq("extracted")]
        kept &= ~events.index.isin(found.sort_values("rank", kind="stable").index[top:])
    return events[kept].reset_index(drop=True)


def published(articles: pd.DataFrame) -> pd.DataFrame:
    """The days on which the articles appeared, as columns start and end (ISO days).

    `gaps` of it are times that no article covers. An article of a month stands for all of it, one without a date for no
    time at all.
    """
    spans = [dates.span(one) if isinstance(one, str) else (None, None) for one in articles["published"]]
    days = [tuple(day.isoformat() if day else None for day in found) for found in spans]
    return pd.DataFrame(days, columns=["start", "end"], dtype=object).dropna(how="all").reset_index(drop=True)


def lags(events: pd.DataFrame, least: int = 1) -> pd.DataFrame:
    """The events that became public at least `least` days after the last day they can have been, the longest lag first.

    An event whose lag is not known is none of them.
    """
    late = events[events["lag_days"].notna() & events["lag_days"].fillna(0).ge(least)]
    return late.sort_values(["lag_days", "id"], ascending=[False, True], kind="stable").reset_index(drop=True)


def gaps(events: pd.DataFrame, period: str, least: int = GAP_DAYS) -> pd.DataFrame:
    """Times inside the period that no event touches, of at least `least` days: columns start, end (ISO days), days.

    `events` may be any frame with the columns start and end, such as that of `published`. It says what the sources
    lack, never that nothing happened. Of an open interval, only the known end counts.
    """
    first, last = dates.span(period)
    spans = sorted(_days(row) for row in events.itertuples() if isinstance(row.start, str) or isinstance(row.end, str))
    first = first or (spans[0][0] if spans else None)
    last = last or (max(end for _, end in spans) if spans else None)
    free: list[tuple[str, str, int]] = []
    if not first or not last:
        return pd.DataFrame(free, columns=["start", "end", "days"])
    at, after = first, last + timedelta(days=1)
    for start, end in [*spans, (after, last)]:
        start = min(start, after)
        if (start - at).days >= least:
            free.append((at.isoformat(), (start - timedelta(days=1)).isoformat(), (start - at).days))
        at = max(at, end + timedelta(days=1))
    return pd.DataFrame(free, columns=["start", "end", "days"])


def _days(row: Any) -> tuple[date, date]:
    start, end = (date.fromisoformat(day) if isinstance(day, str) else None for day in (row.start, row.end))
    known = start or end
    assert known is not None
    return known, end or known


def in_words(days: int) -> str:
    """A number of days as people say it: `8 days`, `3 weeks`, `27 months`, `4 years` (rounded to the nearest)."""
    for unit, size, least in (("year", 365.25, 4), ("month", 30.4375, 3), ("week", 7, 3)):
        if days >= least * size:
            return wording.many(round(days / size), unit)
    return wording.many(days, "day")


def became_public(event: Any) -> str:
    """How late an event became known, as a sentence; of what rules found, which article here tells it first."""
    later = f"{in_words(event.lag_days)} later"
    if event.method == "stated":
        return f"It became public {later}, on {dates.words(event.reported)}."
    return f"The first article here that tells of it is of {dates.words(event.reported)}, {later}."


def where_told(events: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """The claims of some events: their rows are the events' evidence."""
    names = {name for found in events["claims"] for name in found}
    return claims[claims["id"].isin(names)]


def subject(events: pd.DataFrame) -> str:
    """What a picture of the events shows, in a few words: `57 events, 2019–2025`."""
    years = sorted({day[:4] for column in ("start", "end") for day in events[column].dropna()})
    number = wording.many(len(events), "event")
    return number if not years else f"{number}, {years[0]}" + (f"–{years[-1]}" if years[-1] != years[0] else "")
