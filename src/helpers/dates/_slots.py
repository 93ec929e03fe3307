"""The values of an expression's words, by category, and what surrounds it."""

from __future__ import annotations

from typing import Any, NamedTuple

from helpers.dates._calendar import Point, Stretch, about, edged
from helpers.dates._language import Language
from helpers.dates.languages import Rule

_COUNTING = ("INT", "DECIMAL", "NUMBER", "FRACTION", "HALVE")
_HOURS = ("HOUR", "CLOCK", "DOTTED", "NUMBER")


class Slots(dict[str, list[Any]]):
    """Category -> the values that the tokens of an expression have in it, in order."""

    def first(self, category: str) -> Any:
        """The first value of a category; None if no token has one."""
        return self[category][0] if category in self else None


def slots(tokens: list[str], rule: Rule, language: Language) -> Slots:
    """What the tokens say; then what the rule itself gives."""
    found = Slots()
    said = [language.meaning(token) for token in tokens]
    hours = [n for n in range(len(said) - 1) if "HALF" in said[n + 1] or "OCLOCK" in said[n + 1]]
    for n, one in enumerate(said):
        for category, value in one.items():
            # the 5 of 5 p.m. is no day, and the 3 of 3 June no hour
            if (category in _HOURS) if n in hours else not (hours and category == "HOUR"):
                found.setdefault(category.split("_")[0], []).append(value)
    for category, value in rule.given.items():
        found[category] = [value]
    count = _count(tokens, language)
    if "COUNT" not in found and count is not None:
        found["COUNT"] = [count]
    return found


def _count(tokens: list[str], language: Language) -> float | str | None:
    total: float | None = None
    article, tens, linked = False, False, False
    for token in tokens:
        said = language.meaning(token)
        if "SOME" in said:
            return "X"
        linked = linked or (not tens and (said.get("LINK") == 0 or "OR" in said))
        article = article or "A" in said
        value: float | None = next((said[name] for name in _COUNTING if name in said), None)
        if "INTS" in said:
            value = said["INTS"][1]
        if value is not None:
            total, linked = None if linked else total, False  # of three to four weeks the second number counts
            total = total * value if total and value >= 100 and total < 1e6 else (total or 0) + value
            tens = "NUMBER" in said and 20 <= value < 100
    if total is None:
        return 1 if article else None
    return int(total) if total == int(total) else total


class Around(NamedTuple):
    """What an expression is resolved against."""

    anchor: Point | None
    last: Point | None  # the last date that the text resolved
    day: Point | None  # the last that is exact to the day
    hour: tuple[int, int] | None  # of that day, where the text said it
    same: Point | None  # the same, if it stands in this sentence
    close: Point | None  # the same, if it stands not far before
    tense: int  # of the clause: -1 past, 1 future, 0 not told
    language: Language
    month: Point | None = None  # the last date that is exact to the month or the day
    named: Point | None = None  # the last year that the text itself named, and no tense chose
    known: bool = False  # whether the date names something known: the Jan. 6 riot


class Meaning(NamedTuple):
    """What an expression means; `detail` belongs behind the rule's name."""

    type: str
    value: str | None
    timex: str
    precision: str | None = None
    detail: str = ""
    anchor: str | None = None
    point: Point | None = None


def meant(found: Stretch, said: Slots, detail: str = "", anchor: Point | None = None) -> Meaning:
    """A stretch of the calendar as the meaning of an expression: its edge, its part of day, and whether it is about."""
    point = found.point
    if "EDGE" in said:
        found = edged(found, said["EDGE"][0])
    value = about(found.value) if "ABOUT" in said else found.value
    part = said.first("PART") if found.precision == "day" else None
    timex = f"{found.timex}T{part}" if part else found.timex
    named = anchor.text if anchor else None
    return Meaning("TIME" if part else "DATE", value, timex, found.precision, detail, named, point)


def unresolved(timex: str, type_: str = "DATE", detail: str = "") -> Meaning:
    """An expression of which no date is known."""
    return Meaning(type_, None, timex, None, detail)
