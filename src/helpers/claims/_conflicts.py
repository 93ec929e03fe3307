"""Where the claims on one event differ: dates, numbers, verbs, denials; as sentences that name who says what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import pandas as pd

from helpers import dates, vocabulary, wording
from helpers.claims._places import span

Claim = Mapping[str, Any]
_ENDING = re.compile(r"(?<=..)(?:ing|ed|es|ee|e|s|d)\Z")
_OPENING = "\"'«“‘("
REWORDED = 0.5  # verbs of found sentences: what is less like the first tells of something else
ALIKE = 0.4  # verbs and numbers of two found sentences are compared where both are this like the event's first
MOST = 4  # of each kind: what more differs is counted
_TO_TWELVE = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_WORDS = {word: n for n, word in enumerate(_TO_TWELVE, 2)}
_SIZES = {
    **dict.fromkeys(("thousand", "mille", "mil"), 1e3),
    **dict.fromkeys(("million", "millions", "millionen", "millones"), 1e6),
    **dict.fromkeys(("billion", "milliard", "milliards", "milliarden"), 1e9),
    "trillion": 1e12,
}
_NUMBER = re.compile(
    r"(?<![\w.,:/-])(?P<sign>[$€£¥] ?)?(?:(?P<grouped>\d{1,3}(?:[ ,.\u00a0\u202f]\d{3})+)"
    r"(?:(?<=,\d{3})\.(?P<point>\d+)|(?<=[ .\u00a0\u202f]\d{3}),(?P<comma>\d+))?"
    rf"|(?P<plain>\d+(?:[.,]\d+)?|{'|'.join(_TO_TWELVE)}))"
    rf"(?: (?P<size>{'|'.join(sorted(_SIZES, key=len, reverse=True))})(?!\w))?"
    r"(?P<percent> ?(?:%|per ?cent\b|percent\b|pour cent\b|Prozent\b))?(?:[ -](?P<unit>[^\W\d_]{3,}))?(?![\w%])",
    re.IGNORECASE,
)
# A number of these, or before one of these, counts no things: it is a time, an age or a part of a name.
_TIMES = re.compile(
    r"(?:year|month|week|day|hour|minute|second|o'clock|am|pm|gmt|utc|januar|februa|march|april|may|june|july|august|"
    r"septem|octobe|novemb|decemb|an|ans|annee|mois|semain|jour|heure|janvie|fevrie|mars|avril|mai|juin|juille|aout|"
    r"jahr|monat|woche|tag|stunde|ano|mes|dia|giorno|anno|mese|and|the|for|with|from|but|who|that|which|was|were|has|"
    r"had|les|des|est|ont|dans|pour|que|qui|une|sur|der|die|das|und|mit|von|los|las|con|del)"
)


def conflicts(claims: pd.DataFrame) -> list[str]:
    """Where the claims on one event differ: in date, wording, numbers and stance, and in what a person noted."""
    return between([{str(k): v for k, v in row.items()} for row in claims.to_dict("records")])


def between(claims: Sequence[Claim]) -> list[str]:
    """The same for claims as records. Of claims that were found, verbs and numbers count only in sentences alike."""
    noted = [text if text.endswith(".") else f"{text}." for text in distinct(claim.get("conflict") for claim in claims)]
    noted = [text[0].upper() + text[1:] for text in noted]
    if len(claims) < 2:
        return noted
    alike = [claim for claim in claims if _found(claim) is None or float(_found(claim) or 0) >= ALIKE]
    said = [
        _differ("Dates differ", _dates(claims)),
        _differ("Wording differs", _verbs(alike)),
        *_numbers([claim for claim in alike if _found(claim) is not None]),
    ]
    denying = [claim for claim in claims if claim["stance"] == "denies" and not own_voice(claim)]
    backing = [claim for claim in claims if claim["stance"] in ("asserts", "confirms")]
    if denying and backing and _joined(denying) != _joined(backing, origin_of_one):
        said.append(f"{_joined(denying)} denies what {_joined(backing, origin_of_one)} asserts.")
    return [text for text in said if text] + noted


def own_voice(claim: Claim) -> bool:
    """Whether a rule read a denial that nobody named makes: "no sign of sabotage", in the article's own words."""
    return claim["stance"] == "denies" and _found(claim) is not None and claim["claimant"] == claim.get("outlet")


def origin_of_one(claim: Claim) -> str:
    """What a claim goes back to, else who makes it."""
    return as_text(claim.get("origin")) or str(claim["claimant"])


def distinct(values: Iterable[object]) -> list[str]:
    """The values that there are, as text, each once, in order."""
    found: dict[str, None] = {}
    for value in values:
        text = value if type(value) is str else as_text(value)
        if text is not None:
            found[text] = None
    return list(found)


def _found(claim: Claim) -> float | None:
    """How like an extracted claim is to the first of its event; None for what a person stated."""
    return claim.get("alike") if claim.get("table") == "articles" else None


def as_text(value: object) -> str | None:
    """The value as text; None where nothing is known."""
    return None if value is None or value != value or value is pd.NA else str(value)


def _dates(claims: Sequence[Claim]) -> list[tuple[str | None, Claim]]:
    """The dates to compare. Of what was found: a month does not differ from a day in it, it only knows less."""
    stated = [as_text(claim.get("event_date")) for claim in claims]
    spans = {when: span(when) for when in stated if when}
    loose = {
        one
        for one, wide in spans.items()
        if any(wide != narrow and wide.first <= narrow.first and narrow.last <= wide.last for narrow in spans.values())
    }
    return [
        (None if when is None or (when in loose and _found(claim) is not None) else dates.words(when), claim)
        for when, claim in zip(stated, claims, strict=True)
    ]


def _differ(what: str, said: Sequence[tuple[str | None, Claim]]) -> str:
    by_value: dict[str, list[Claim]] = {}
    for value, claim in said:
        if value is not None:
            by_value.setdefault(value, []).append(claim)
    if len(by_value) < 2:
        return ""
    shown = list(by_value.items())[: max(MOST, 2)] if _found(said[0][1]) is not None else list(by_value.items())
    parts = [f"{value} ({_joined(claims)})" for value, claims in shown]
    more = f", and {wording.many(len(by_value) - len(shown), 'more')}" if len(by_value) > len(shown) else ""
    return f"{what}: {', '.join(parts)}{more.replace('mores', 'more')}."


def _verbs(claims: Sequence[Claim]) -> list[tuple[str | None, Claim]]:
    """The verbs to compare. Of what was found: those that stand in place of the first one, said by somebody else.

    A sentence that has the other's verb too (sued after girls died) says more, and nothing else.
    """
    told = [claim for claim in claims if as_text(claim.get("wording"))]
    first = next((claim for claim in told if _found(claim) is not None), None)
    if first is None or any(_found(claim) is None for claim in told):
        return [(as_text(claim.get("wording")), claim) for claim in told]
    own = str(first["wording"]).lower()
    kept: list[tuple[str | None, Claim]] = [(own, first)]
    for claim in told:
        verb = str(claim["wording"]).lower()
        same = verb == own or _has(first, verb) or _has(claim, own)
        other = origin_of_one(claim) != origin_of_one(first) and claim["claimant"] != first["claimant"]
        if not same and other and claim["stance"] == first["stance"] and float(_found(claim) or 0) >= REWORDED:
            kept.append((verb, claim))
    return kept


def _has(claim: Claim, verb: str) -> bool:
    """Whether a sentence has a verb, in any of its forms: the same first letters."""
    stem = _ENDING.sub("", vocabulary.folded(verb.split()[-1]))
    words = vocabulary.folded(str(claim.get("what") or "")).split()
    return any(word.lstrip(_OPENING).startswith(stem) and len(word) <= len(verb) + 3 for word in words)


def _joined(claims: Iterable[Claim], who: Any = None) -> str:
    names = distinct(who(claim) if who else claim["claimant"] for claim in claims)
    return ", ".join(names) if len(names) <= 6 else wording.listed(names, 6)


# ---------------------------------------------------------------- numbers


def _numbers(claims: Sequence[Claim]) -> list[str]:
    """One sentence for each unit of which two origins give different numbers."""
    by_unit: dict[str, list[tuple[float, str, Claim]]] = {}
    for claim in claims:
        without = str(claim.get("what") or "").replace(as_text(claim.get("date_text")) or "\0", " ")
        for value, unit, shown in numbers(without):
            by_unit.setdefault(unit, []).append((value, shown, claim))
    said = []
    for _, found in sorted(by_unit.items()):
        by_origin: dict[str, set[float]] = {}
        for value, _, claim in found:
            by_origin.setdefault(origin_of_one(claim), set()).add(value)
        first = next(iter(by_origin.values()))
        if all(values & first for values in by_origin.values()):
            continue
        words = {value: shown for value, shown, _ in reversed(found)}
        said.append(_differ("Numbers differ", [(words[value], claim) for value, _, claim in found]))
    return said[:MOST]


@lru_cache(maxsize=20_000)
def numbers(text: str) -> tuple[tuple[float, str, str], ...]:
    """The counted things of a text: value, unit as a stem (`%`, `$`, or the word behind), and the words themselves.

    Times, ages in years and numbers without a unit are none.
    """
    found = []
    for hit in _NUMBER.finditer(text):
        unit = "%" if hit["percent"] else (hit["sign"] or "").strip() or _unit(hit["unit"])
        if unit:
            shown = (
                hit[0].strip()
                if not (hit["percent"] or hit["sign"]) or not hit["unit"]
                else hit[0][: -len(hit["unit"])]
            )
            found.append((_value(hit), unit, " ".join(shown.split()).rstrip(" -")))
    return tuple(found)


def _unit(word: str | None) -> str:
    stem = (vocabulary.stems(word) or [""])[0] if word else ""
    return "" if not stem or _TIMES.fullmatch(stem.rstrip("s")) or _TIMES.fullmatch(stem) else stem.rstrip("s")


def _value(hit: re.Match[str]) -> float:
    plain = (hit["plain"] or "").lower()
    if hit["grouped"]:
        value = float(f"{re.sub('[^0-9]', '', hit['grouped'])}.{hit['point'] or hit['comma'] or 0}")
    else:
        value = float(_WORDS.get(plain) or plain.replace(",", "."))
    return value * _SIZES.get((hit["size"] or "").lower(), 1.0)
