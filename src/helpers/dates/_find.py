"""Time expressions in running text: where they stand, what they mean, and the rule that says so."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pandas as pd

    from helpers.dates._match import Cut
    from helpers.dates._resolve import Resolved


class Expression(NamedTuple):
    """A time expression of a text.

    `start` and `end` are offsets in characters; `type` is DATE, TIME, DURATION or SET; `value` is EDTF, and None where
    no date is known; `timex` the value in TimeML's TIMEX3, for a range both ends with a `/`; `precision` day, week,
    weekend, month, season, quarter, half, year, decade, century or interval; `rule` the name of the rule, with what
    decided; `anchor` the date, in EDTF, that it was resolved against, None where it needed none.
    """

    start: int
    end: int
    text: str
    type: str
    value: str | None
    timex: str
    precision: str | None
    rule: str
    anchor: str | None


def expressions(
    text: str, anchor: str | date | None = None, language: str = "en", ranges: bool = True
) -> list[Expression]:
    """The time expressions of a text, in order, none over another.

    `anchor` is the day, month or year of the text itself, in EDTF; without one, what is relative stays unresolved.
    `ranges=False` gives both ends of a range apart, as TimeML marks them. The same arguments give the same answer on
    every day: today's date is never asked. A `TableError` says which languages are served.
    """
    # late, because whoever only reads EDTF needs none of it
    from helpers.dates import _calendar, _language, _match, _ranges, _resolve

    known, point = _language.get(language), _calendar.anchored(anchor)
    made = _match.cut(text, known)
    found = _resolve.resolve(made, _match.matches(made, known), point, known)
    if ranges:
        found = _ranges.joined(made, found, known)
    return [_expression(text, made, _ranges.opened(made, one, known)) for one in found]


def _expression(text: str, made: Cut, one: Resolved) -> Expression:
    match, meaning = one.match, one.meaning
    start, end = made.starts[match.first], made.starts[match.last - 1] + len(made.tokens[match.last - 1])
    rule = match.rule.name + meaning.detail
    return Expression(
        start, end, text[start:end], meaning.type, meaning.value, meaning.timex, meaning.precision, rule, meaning.anchor
    )


def find(text: str, anchor: str | date | None = None, language: str = "en", ranges: bool = True) -> pd.DataFrame:
    """The time expressions of a text as a table: one row each, the columns those of `Expression`."""
    import pandas as pd

    found = expressions(text, anchor, language, ranges)
    return pd.DataFrame(found, columns=list(Expression._fields), dtype=object).astype({"start": int, "end": int})
