"""Which of a sentence's dates is the event's, which the statement's, and which verb is nearest to it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from helpers import dates
from helpers.claims._attribution import Attribution
from helpers.claims._language import Language
from helpers.dates import Expression

MOST = 6  # dates of one sentence, each for a candidate of its own
_FAR = 90  # characters between a verb of saying and the date of saying
_PARTING = re.compile(r"[,;:()—–\"“”«»]")
_PART = 60  # characters that a comma between a verb and a date counts as
_NOUN = re.compile(r"[ \u00a0](\w{2,})")
_YEAR, _DAY = re.compile(r"\d{4}"), re.compile(r"\d")
_KNOWN, _AHEAD = 60, 150  # days
_NOTHING = re.compile(r"\s*,?\s*")


class Verb(NamedTuple):
    """A verb of something that happened: its place and its form without auxiliaries."""

    start: int
    end: int
    form: str


class Dated(NamedTuple):
    """A date of the event, or none, the verb that is nearest to it, and whether the date is that of the statement."""

    date: Expression | None
    verb: Verb | None
    of_statement: bool = False


def is_a_name(text: str, date: Expression, words: Language) -> bool:
    """Whether a day of months ago stands for something well known, without its year: "the May 6 riot", "May 6 panel".

    Which year it was, the reader is taken to know: the nearest one would be a guess. So would be a day in the next half
    year and later: of a plan so far ahead the year is stated.
    """
    if date.type != "DATE" or date.precision != "day" or not date.anchor:
        return False
    if _YEAR.search(date.text) or not _DAY.search(date.text):
        return False
    value, anchor = dates.span(str(date.value))[0], dates.span(date.anchor)[0]
    away = (value - anchor).days if value and anchor else 0
    if away > _AHEAD:
        return True
    behind = _NOUN.match(text, date.end) if words.goes_on and abs(away) > _KNOWN else None
    if not behind or behind[1].lower() in words.goes_on:
        return False
    before = text[max(date.start - 20, 0) : date.start].split()
    return not (before and before[-1].lower() in words.dated_behind)


def verbs(text: str, start: int, end: int, words: Language) -> list[Verb]:
    """The verbs of something that happened, between two places of a text with a space in front, in order."""
    found = []
    for hit in words.verb_forms.finditer(text, start, end + 1):
        kind = "done" if hit["done"] else "past"
        form, at = hit[kind], hit.start(kind)
        if form in words.not_verbs:
            continue
        if kind == "past" and _word_before(text, at, start) in words.no_verb_behind:
            continue
        found.append(Verb(at - 1, hit.end(kind) - 1, form))
    return found


def _word_before(text: str, at: int, start: int) -> str:
    words = text[max(at - 20, start) : at].split()
    return words[-1].lower() if words else ""


def parted(
    text: str, sentence: tuple[int, int], dates: Sequence[Expression], one: Attribution | None, words: Language
) -> tuple[list[Expression], Expression | None]:
    """The dates of what is said, and the date of saying it, if the sentence has one."""
    said = next((date for date in dates if one and _is_of_statement(text, sentence, date, one, words)), None)
    return [date for date in dates if date is not said], said


def _is_of_statement(text: str, sentence: tuple[int, int], date: Expression, one: Attribution, words: Language) -> bool:
    if one.stance in ("declines", "noclaim"):
        return one.stance == "declines"
    speaker, behind = one.speaker, max(one.end, one.speaker.end if one.speaker else 0)
    if date.start >= one.end:
        gap_from = behind if date.start >= behind else one.end
        return date.start - gap_from < _FAR and bool(words.before_date.fullmatch(text, gap_from, date.start))
    if speaker and speaker.start <= date.start:
        return bool(_NOTHING.fullmatch(text, date.end, max(one.end - len(one.words), date.end)))
    lead = date.start - sentence[0] < 12 and speaker is not None
    return bool(lead and speaker and _NOTHING.fullmatch(text, date.end, speaker.start))


def of_events(text: str, dates: Sequence[Expression], said: Expression | None, found: Sequence[Verb]) -> list[Dated]:
    """One entry for each different date of what is said, that nearest to a verb first; the statement's without any.

    Without any date one entry with the first verb.
    """
    if not dates:
        first = found[0] if found else None
        return [Dated(said, first, of_statement=said is not None)]
    near = [(*_nearest(text, date, found), n, date) for n, date in enumerate(dates)]
    near.sort(key=lambda entry: (entry[0], entry[2]))
    kept: dict[str, Dated] = {}
    for _, verb, _, date in near:
        kept.setdefault(str(date.value), Dated(date, verb))
    return list(kept.values())[:MOST]


def _nearest(text: str, date: Expression, found: Sequence[Verb]) -> tuple[int, Verb | None]:
    best: tuple[int, Verb | None] = (10_000, None)
    for verb in found:
        low, high = (verb.end, date.start) if verb.end <= date.start else (date.end, verb.start)
        away = max(high - low, 0)
        if away >= best[0]:
            continue
        away += _PART * len(_PARTING.findall(text, low, high)) if high > low + 1 else 0
        if away < best[0]:
            best = (away, verb)
    return best


def marks(text: str, sentence: tuple[int, int]) -> list[int]:
    """Where a sentence has commas or their like."""
    return [hit.start() for hit in _PARTING.finditer(text, *sentence)]


def clause(sentence: tuple[int, int], parting: Sequence[int], at: int) -> tuple[int, int]:
    """The part of a sentence around a place, between the nearest of its marks."""
    following = bisect_left(parting, at)
    start = parting[following - 1] + 1 if following else sentence[0]
    return start, parting[following] if following < len(parting) else sentence[1]
