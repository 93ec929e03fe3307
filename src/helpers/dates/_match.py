"""Where the rules of a language fit: tokens become classes, and expressions over classes do the rest."""

from __future__ import annotations

from typing import NamedTuple

from helpers.dates import _tokens
from helpers.dates._language import Language
from helpers.dates.languages import Rule

_REMEMBERED = 50_000  # runs of classes whose matches are kept
_SHORT_RUN = 24
BEFORE = 2  # tokens before a run that a rule may look at; behind it one


class Cut(NamedTuple):
    """A text as tokens: each token's words and place, the class of each as one character of a text, and the text."""

    tokens: list[str]
    starts: list[int]
    classes: str
    text: str


class Match(NamedTuple):
    """A rule that fits tokens `first` to `last` (the one after it)."""

    rule: Rule
    first: int
    last: int


def cut(text: str, language: Language) -> Cut:
    """The text's tokens and their classes."""
    tokens, starts = [], []
    for hit in _tokens.TOKEN.finditer(text):
        tokens.append(hit[0])
        starts.append(hit.start())
    return Cut(tokens, starts, "".join(map(language.__getitem__, tokens)), text)


def matches(made: Cut, language: Language) -> list[Match]:
    """The rules that fit, from left to right, none over another: at each place the longest, of equals the first."""
    found: list[Match] = []
    classes, rules, remembered = made.classes, language.rules, language.remembered
    for run in language.run.finditer(classes):
        first, last = run.span()
        begin, end = max(first - BEFORE, 0), last + 1
        seen = classes[begin:end]
        hits = remembered.get(seen)
        if hits is None:
            hits = _fits(seen, first - begin, last - begin, language)
            if len(seen) <= _SHORT_RUN:
                if len(remembered) >= _REMEMBERED:
                    remembered.clear()
                remembered[seen] = hits
        for n, start, stop in hits:
            found.append(Match(rules[n], begin + start, begin + stop))
    return found


def _fits(seen: str, at: int, end: int, language: Language) -> list[tuple[int, int, int]]:
    hits, nothing = [], ()
    while at < end:
        best, until = -1, at
        for n, one in language.starting.get(seen[at], nothing):
            hit = one.expression.match(seen, at)
            if hit and hit.end() > until:
                best, until = n, hit.end()
        if best >= 0:
            hits.append((best, at, until))
            at = until
        else:
            at += 1
    return hits
