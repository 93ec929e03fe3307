"""What is to be said of an article before its claims are trusted: its date, its text, its language, its copies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from helpers import dates
from helpers.claims._language import served
from helpers.wording import listed, many

_CHANGED = re.compile("modif|updat|revis", re.IGNORECASE)
LONG = 200_000  # characters: longer than any article
_DAYS_APART = 1  # a day may differ by its zone


class Remark(NamedTuple):
    """One remark on one article."""

    source: str
    row: str
    kind: str
    says: str


class Sight(NamedTuple):
    """What the remarks look at: an article with its report date, and how it was read."""

    source: str
    row: str
    report: str | None
    captured: str | None
    dates: Sequence[str]
    n_signs: int
    has_title: bool
    language: str | None
    stated: bool
    first_of_copies: tuple[str, str] | None
    n_copies: int


def remarks(seen: Sight) -> Iterator[Remark]:
    """The remarks on an article, as whole sentences; none on most."""
    for kind, says in (*_of_dates(seen), *_of_text(seen)):
        yield Remark(seen.source, seen.row, kind, says)


def _of_dates(seen: Sight) -> Iterator[tuple[str, str]]:
    if seen.report is None:
        yield "no date", "The article has no date: what its text says relative to it (last month, on Tuesday) has none."
    else:
        first, known = dates.span(seen.report)[0], dates.span(seen.captured)[1] if seen.captured else None
        if first and known and (first - known).days > _DAYS_APART:
            yield (
                "date in the future",
                f"The article is dated {dates.words(seen.report)}, and was captured or obtained before, on "
                f"{dates.words(str(seen.captured))}: one of the two is wrong.",
            )
    stated = [one for one in seen.dates if _day(one) and not _CHANGED.search(one)]  # a change is no other date
    days = sorted({day for one in stated if (day := _day(one))})
    if days and (days[-1] - days[0]).days > _DAYS_APART:
        used = f"; {dates.words(seen.report)} is taken" if seen.report else ""
        yield "dates disagree", f"It states dates that are days apart: {listed(stated, 6)}{used}."


def _day(stated: str) -> date | None:
    try:
        return date.fromisoformat(stated.rpartition("=")[2].strip()[:10])
    except ValueError:
        return None


def _of_text(seen: Sight) -> Iterator[tuple[str, str]]:
    if not seen.n_signs:
        read = "its headline alone was read" if seen.has_title else "nothing was read of it"
        yield "no text", f"The article has no text: {read}."
    elif seen.n_signs > LONG:
        yield "very long", f"Its text has {seen.n_signs:,} characters, more than an article: it was read as one, whole."
    if seen.language is None:
        yield (
            "language",
            f"No language was recognised in it: no claims were looked for. Served are {listed(served(), 99)}.",
        )
    elif seen.language not in served():
        yield (
            "language",
            f'It is in the language "{seen.language}": no claims were looked for. Served are {listed(served(), 99)}.',
        )
    elif not seen.stated and seen.language != "en":
        yield "language", f'It states no language: it was read as "{seen.language}", by its small words.'
    if seen.first_of_copies:
        source, row = seen.first_of_copies
        yield (
            "copy",
            f"Its text is that of {source}, row {row}, letter by letter ({many(seen.n_copies, 'article')} have it).",
        )
