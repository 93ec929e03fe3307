"""From matches to meanings: each resolved against the anchor, the dates before it, and the tense of its clause."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from helpers.dates import _kinds_counted, _kinds_dates, _kinds_relative, _names_said
from helpers.dates._calendar import Point
from helpers.dates._language import Language
from helpers.dates._match import Cut, Match
from helpers.dates._slots import Around, Meaning, Slots, slots

Kind = Callable[[Slots, Around], Meaning | None]
KINDS: Mapping[str, Kind] = {
    "date": _kinds_dates.dated, "iso": _kinds_dates.iso, "numeric": _kinds_dates.numeric,
    "years": _kinds_dates.spans_of_years, "days": _kinds_dates.spans_of_days, "holiday": _kinds_dates.holiday,
    "season": _kinds_dates.season, "quarter": _kinds_dates.quarter, "half": _kinds_dates.half,
    "iso month": _kinds_dates.iso_month, "none": lambda said, around: None,
    "decade": _kinds_dates.decade, "century": _kinds_dates.century, "fiscal": _kinds_dates.fiscal,
    "weekday": _kinds_relative.weekday, "day": _kinds_relative.day, "unit": _kinds_relative.unit,
    "ago": _kinds_relative.ago, "later": _kinds_relative.later, "ahead": _kinds_relative.ahead,
    "same": _kinds_relative.same,
    "clock": _kinds_relative.clock, "part": _kinds_relative.part, "event": _kinds_relative.event,
    "duration": _kinds_counted.duration, "set": _kinds_counted.often, "reference": _kinds_counted.reference,
}  # fmt: skip
REACH = 18  # tokens to either side in which a verb tells the tense
BACK = 40  # tokens from a day to an hour of that day
STATED = frozenset({"YEAR", "ISO", "ISOMONTH", "NUMERIC"})  # of a date with one of them the text itself names the year


class Resolved(NamedTuple):
    """A match with its meaning, and the values of its words."""

    match: Match
    said: Slots
    meaning: Meaning


class Told(NamedTuple):
    """What the text has told so far: its last date and where that ended, the last day, hour, month, and named year."""

    last: Point | None = None
    at: int = -1
    day: Point | None = None
    hour: tuple[int, int] | None = None
    month: Point | None = None
    named: Point | None = None


def resolve(made: Cut, found: list[Match], anchor: Point | None, language: Language) -> list[Resolved]:
    """The matches that mean something, in order; what a date stands in for is the last one before it."""
    done: list[Resolved] = []
    told = Told()
    read = [slots(made.tokens[match.first : match.last], match.rule, language) for match in found]
    _share_years(made, found, read, language)
    for match, said in zip(found, read, strict=True):
        if _names_said.is_name(made, match, said, language):
            continue
        meaning = KINDS[match.rule.kind](said, _around(made, match, said, told, anchor, language))
        if meaning is None:
            continue
        done.append(Resolved(match, said, meaning))
        if meaning.point is not None and meaning.value:
            told = _told(told, match, said, meaning, meaning.point)
    return done


def _around(made: Cut, match: Match, said: Slots, told: Told, anchor: Point | None, language: Language) -> Around:
    near = told.last is not None and _one_sentence(made.classes, told.at, match.first, language)
    close = match.first - told.at <= BACK
    return Around(
        anchor, told.last, told.day, told.hour, told.last if near else None, told.last if close else None,
        _tense(made.classes, match.first, match.last, language), language, told.month, told.named,
        known=match.rule.kind == "date" and _names_said.is_known(made, match, said, language),
    )  # fmt: skip


def _told(told: Told, match: Match, said: Slots, meaning: Meaning, last: Point) -> Told:
    """What the text has told with one more date."""
    day, hour = (last, _hour(meaning.timex)) if last.day else (told.day, told.hour)
    stated = meaning.precision == "year" or not STATED.isdisjoint(said)
    named = Point(last.year) if stated else told.named
    return Told(last, match.last, day, hour, last if last.month else told.month, named)


def _hour(timex: str) -> tuple[int, int] | None:
    return (int(timex[-5:-3]), int(timex[-2:])) if timex[-6:-5] == "T" and timex[-3] == ":" else None


def _share_years(made: Cut, found: list[Match], read: list[Slots], language: Language) -> None:
    """In "between March and May 2021" the year stands once, behind the second month."""
    for n in range(len(found) - 2, -1, -1):
        one, other = read[n], read[n + 1]
        if found[n].rule.kind != "date" or "YEAR" in one or "YEAR" not in other or "MONTH" not in one:
            continue
        gap = made.tokens[found[n].last : found[n + 1].first]
        if "MONTH" in other and 0 < len(gap) <= 2 and any("LINK" in language.meaning(token) for token in gap):
            later = (one["MONTH"][0], one.first("D") or 0) > (other["MONTH"][0], other.first("D") or 31)
            one["YEAR"] = [other["YEAR"][0] - 1 if later else other["YEAR"][0]]


def _one_sentence(classes: str, first: int, last: int, language: Language) -> bool:
    return last - first <= 60 and not language.stop.intersection(classes[first:last])


def _tense(classes: str, first: int, last: int, language: Language) -> int:
    """Of the nearest verb that tells it: before the expression in its clause, else behind it there, else beyond."""
    word = first - 1
    while word > max(first - 4, 0) and classes[word] in language.to:  # `jusqu'au 3 mai`
        word -= 1
    if word > 0 and classes[word] in language.ahead and classes[word - 1] not in language.stop:
        return 1
    before = range(first - 1, max(first - REACH, 0) - 1, -1)
    behind = range(last, min(last + REACH, len(classes)))
    back, back_there = _verb(classes, before, language)
    if back and back_there:
        return back
    ahead, ahead_there = _verb(classes, behind, language)
    return ahead if ahead and (ahead_there or not back) else back


def _verb(classes: str, places: range, language: Language) -> tuple[int, bool]:
    """The tense of the first verb that tells it in a row of places, and whether it is in the clause it began in."""
    there, to_come = True, False
    for n in places:
        char = classes[n]
        if char in language.tells:
            promised = to_come and char in language.promise  # agreed to meet on Friday
            return (1 if promised else _bent(classes, n, language) or language.tells[char]), there
        if char in language.infinitive:
            if n > 0 and classes[n - 1] in language.present:
                return 1, there  # is to vote
            to_come = True
        if char in language.stop:
            break
        there = there and char not in language.clause
    return 0, there


def _bent(classes: str, n: int, language: Language) -> int:
    """What the words before a participle make of it: will be delivered, are set for; but could not be reached."""
    if n > 1 and classes[n - 1] in language.to_be:
        return language.tells.get(classes[n - 2], 0)  # doit être formé
    if n == 0 or classes[n - 1] not in language.bends:
        return 0
    before = (language.tells.get(classes[k]) for k in (n - 2, n - 3) if k >= 0)
    return next((tense for tense in before if tense), 1)
