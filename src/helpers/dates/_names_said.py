"""Whether the words farther off make of a date or a number a name: a street address, a programme, something known."""

from __future__ import annotations

from helpers.dates._language import Language
from helpers.dates._match import Cut, Match
from helpers.dates._slots import Slots

_STREET_WORDS = 5  # between a number and its street: 1974 North Martin Luther King Avenue
_QUOTES = frozenset("\"'“”„«»‘’`")
_OPENING = frozenset("(:–—-•*")  # what stands behind one of them begins a sentence too


def is_name(made: Cut, match: Match, said: Slots, language: Language) -> bool:
    """Whether a year is the number of a house, or the day the name of a programme or paper."""
    if match.rule.kind == "date":
        return "YEAR" in said and "MONTH" not in said and _is_address(made, match, language)
    return "TODAY" in said and any(
        "NAME_INSIDE" in language.meaning(made.tokens[n]) and _is_programme(made, n, language)
        for n in range(match.first, match.last)
    )


def _is_address(made: Cut, match: Match, language: Language) -> bool:
    """A number alone before capitalised words of which the last is a street: 1119 Eighth St., 2019 Oak Lane.

    Behind *in* or *the* it is a year all the same: in 2019 Wall Street fell, the 2019 Oak Lane fire.
    """
    if match.last - match.first > 1 or (match.first and "TIMELY" in language.meaning(made.tokens[match.first - 1])):
        return False
    words = 0
    for n in range(match.last, min(match.last + _STREET_WORDS + 1, len(made.tokens))):
        token = made.tokens[n]
        said = language.meaning(token)
        if words and "STREET" in said:
            behind = made.tokens[n + 1] if n + 1 < len(made.tokens) else "."
            return "CAPITALISED" not in language.meaning(behind)  # but a 2019 Wall Street Journal report
        if token != "." and not (token[0].isupper() or "ORDINAL" in said):
            return False
        words += token != "."
    return False


def _is_programme(made: Cut, n: int, language: Language) -> bool:
    """A capitalised Today inside a sentence, or before *programme* or *show*."""
    behind = n + 1
    while behind < len(made.tokens) and made.tokens[behind] in _QUOTES:
        behind += 1
    if behind < len(made.tokens) and "BROADCAST" in language.meaning(made.tokens[behind]):
        return True
    return not _begins(made, n, language)


def _begins(made: Cut, n: int, language: Language) -> bool:
    """Whether a sentence, quotation or line begins with a token."""
    if n == 0 or made.classes[n - 1] in language.stop:
        return True
    before = made.tokens[n - 1]
    if before in _QUOTES or before in _OPENING:
        return True
    return "\n" in made.text[made.starts[n - 1] + len(before) : made.starts[n]]


def is_known(made: Cut, match: Match, said: Slots, language: Language) -> bool:
    """Whether a month and day stand between an article and a noun, and nothing says that it is still to come."""
    first, last = match.first, match.last
    month = language.meaning(made.tokens[first])
    if not ("MONTH" in said and "YEAR" not in said and first > 0 and last < len(made.tokens)):
        return False
    if "KNOWN" not in language.meaning(made.tokens[first - 1]) or not any(one.startswith("MONTH") for one in month):
        return False
    noun = language.meaning(made.tokens[last])
    if not (made.tokens[last][0].isalpha() and (not noun or "CAPITALISED" in noun or "COUNTED" in noun)):
        return False
    return not (
        _planned(made, range(last, len(made.tokens)), language) or _planned(made, range(first - 1, -1, -1), language)
    )


def _planned(made: Cut, places: range, language: Language) -> bool:
    """Whether a word of the clause says that something is planned."""
    for n in places[:18]:
        if "PLANNED" in language.meaning(made.tokens[n]):
            return True
        if made.classes[n] in language.stop or made.classes[n] in language.clause:
            break
    return False
