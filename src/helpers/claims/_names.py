"""Where the name or description of a speaker begins and ends, among the words before a verb."""

from __future__ import annotations

import re

from helpers.claims._language import Language
from helpers.claims._sentences import unelided

MARKS = frozenset(',;:()[]"“”«»„—–…')
MOST = 14  # words of a name with its description
RELATIVE = frozenset(("who", "qui", "die", "der", "que", "quien", "che", "который", "которая"))
AND = frozenset(("and", "et", "y", "und", "e", "и"))
_ROMANCE = frozenset(("et", "y", "e"))


def head(tokens: list[re.Match[str]], start: int, at: int, words: Language) -> int:
    """Where the noun ends whose relative clause ends with this name: "people | who live near the port"; -1 without."""
    nth = next((n for n in range(start - 1, max(start - MOST, 0), -1) if tokens[n].group() in words.relatives), 0)
    if not nth or any(token.group() in MARKS for token in tokens[nth - 1 : start]):
        return -1
    noun, first = tokens[nth - 1].group().lower(), tokens[nth + 1].group()
    if noun in words.asserts | words.confirms | words.denies | words.breaks | words.name_joins | words.thinks:
        return -1
    verb = first.islower() and unelided(first) not in words.articles | words.pronouns | words.people | words.thinks
    if not verb or (tokens[nth].group() not in RELATIVE and not first.endswith(("s", "ed"))):
        return -1  # "the man who police said", "the fear that"
    if start == nth + 1:
        many = at - start < 2 and tokens[at].group().endswith("s") and tokens[at].group().islower()
        return -1 if many else nth - 1  # "who critics say"
    before = tokens[start - 1].group()
    if before in words.clauses:
        return nth - 1 if tokens[at].group().lower() in words.things else -1  # "after the debate", "after the mayor"
    return nth - 1 if before in words.before_nouns or start == nth + 2 else -1


def start_of_name(tokens: list[re.Match[str]], at: int, words: Language) -> int:
    """The first token of the name or description that ends at `at`; beyond `at` where there is none."""
    start = at + 1
    for back in range(at, max(at - MOST, -1), -1):
        word = tokens[back].group()
        low = unelided(word)
        breaks = low in words.breaks and not in_capitals(word) and not _joins_names(tokens, back, at)
        breaks = breaks and not (word in words.forenames and back < at and tokens[back + 1].group()[0].isupper())
        if word in MARKS or breaks or (back < at and word[-1] in ".!?" and word.islower() and not is_short(word)):
            break
        start = back
        alone = back == 0 or unelided(tokens[back - 1].group()) not in words.name_joins
        if low in words.articles and alone:
            start = _of_a_noun(tokens, back, words)
            break
    while start <= at and (low := unelided(tokens[start].group())) not in words.articles:
        if low not in words.breaks and low not in words.name_joins:
            break
        if start < at and tokens[start].group() in words.forenames:
            break
        start += 1
    return at + 1 if start == at and tokens[at].group().lower() in words.articles_alone else start


def _of_a_noun(tokens: list[re.Match[str]], at: int, words: Language) -> int:
    """Where a name begins whose article, as `des`, also joins: "le ministère algérien | des Affaires étrangères"."""
    if unelided(tokens[at].group()) not in words.name_joins:
        return at
    for back in range(at - 1, max(at - 4, -1), -1):
        low = unelided(tokens[back].group())
        if (low in words.articles and low not in words.name_joins | words.breaks) or low in ("le", "la", "les", "l'"):
            return back if back < at - 1 else at
        if low in MARKS or low in words.breaks or low in words.between:
            break
    return at


def in_capitals(word: str) -> bool:
    """Whether a word is an abbreviation in capitals, such as WHO."""
    return len(word) > 1 and word.isupper()


def _joins_names(tokens: list[re.Match[str]], back: int, at: int) -> bool:
    word = tokens[back].group()
    if word not in AND or not 0 < back < at:
        return False
    if word in _ROMANCE and back == at - 1 and tokens[at].group().islower():
        return True  # "des sources militaires et médicales": a noun would have its article
    return tokens[back - 1].group()[0].isupper() and tokens[back + 1].group()[0].isupper()


def is_short(word: str) -> bool:
    """Whether a word is so short, or has such stops, that a full stop behind it ends no sentence."""
    return len(word) <= 3 or "." in word[:-1]
