"""Credits in running text: where an article says that somebody else has reported it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from helpers.origins._names import PRESS, Known
from helpers.origins._patterns import (
    ABSTRACT,
    ACCORDING,
    ANSWERED,
    AT_END,
    AT_HEAD,
    BY_TRIGGER,
    DATELINE,
    LOOSE,
    NAMED,
    NO_OUTLET,
    PIECES,
    REPORT,
    SIGNED,
    TOLD,
    TRIGGER,
)

__all__ = ["LOOSE", "REPORT", "TOLD", "Credit", "Hit", "bare", "credits", "hits", "unheard"]

_ASCII = tuple((piece, before) for piece, before in PIECES if piece.isascii())
_BEFORE, _BEHIND = 90, 110  # characters around a trigger in which its names stand


class Credit(NamedTuple):
    """One credit: whom it names, from where to where it stands, and the rule that found it."""

    name: str
    begins: int
    ends: int
    rule: str


class Hit(NamedTuple):
    """A place where a pattern stands, before anybody asked whether its name is an outlet's."""

    name: str
    begins: int
    ends: int
    rule: str
    sure: bool


def hits(text: str) -> list[Hit]:
    """Every place of a text where somebody may be credited: of the patterns at one place, the most telling."""
    return [*_datelines(text), *_around(text)]


def credits(text: str, found: Sequence[Hit], outlets: Known) -> list[Credit]:
    """The credits among a text's hits, in order: of an outlet of the case, of a name that bears a word of the press, or
    of one that is named in so many words as one who reported."""
    kept: dict[tuple[int, int], Credit] = {}
    for hit in found:
        if named := _named(hit, outlets):
            kept.setdefault((hit.begins, hit.ends), Credit(named, hit.begins, hit.ends, hit.rule))
        elif hit.rule == ACCORDING and _appears_once(hit.name, text, outlets):
            kept.setdefault((hit.begins, hit.ends), Credit(hit.name, hit.begins, hit.ends, LOOSE))
    return _once(sorted(kept.values(), key=lambda one: (one.begins, -one.ends)))


def unheard(found: Iterable[Hit], outlets: Known) -> set[str]:
    """Outlets that nobody knows yet and that a text credits in so many words ("first reported by X")."""
    return {shown for hit in found if hit.sure and (shown := _named(hit, outlets)) and not outlets.has(shown)}


def _appears_once(name: str, text: str, outlets: Known) -> bool:
    """Whether a single capitalised word is named only where something is said to be according to it.

    A person is introduced by a full name, a place stands in other sentences as well: what remains is a body that the
    article has read.
    """
    if " " in name or len(name) < 3 or outlets.refuses(name) or NO_OUTLET.match(name) or outlets.is_ordinary([name]):
        return False
    return len(re.findall(rf"\b{re.escape(name)}\b", text)) == len(
        re.findall(rf"ccording to {re.escape(name)}\b", text)
    )


def _once(credits: list[Credit]) -> list[Credit]:
    """Without those that stand inside the words of another."""
    kept: list[Credit] = []
    for one in credits:
        if kept and one.begins < kept[-1].ends:
            continue
        kept.append(one)
    return kept


def _triggers(text: str) -> Iterator[re.Match[str]]:
    """The triggers of a text, in order, none over another: what `TRIGGER.finditer` gives, four times as fast."""
    places = set[int]()
    for piece, before in _ASCII if text.isascii() else PIECES:
        at = text.find(piece)
        while at >= 0:
            places.update(range(max(at - before, 0), at + 1))
            at = text.find(piece, at + 1)
    end = 0
    for at in sorted(places):
        hit = TRIGGER.match(text, at) if at >= end else None
        if hit:
            yield hit
            end = hit.end()


def _around(text: str) -> Iterator[Hit]:
    done = -1
    for hit in _triggers(text):
        if hit.start() < done:
            continue
        at, to = max(hit.start() - _BEFORE, 0), min(hit.end() + _BEHIND, len(text))
        line = max(text.rfind("\n", at, hit.start()) + 1, at)
        newline = text.find("\n", hit.end(), to)
        window = text[line : newline if newline >= 0 else to]
        if not NAMED.search(window):
            continue
        for rule in BY_TRIGGER[str(hit.lastgroup)]:
            for found in rule.pattern.finditer(window):
                begins, ends = line + found.start(), line + found.end()
                if begins <= hit.start() < ends and not ANSWERED.search(text, max(begins - 20, 0), begins):
                    yield Hit(found["name"], begins, ends, rule.rule, rule.sure)
                    done = ends if rule.sure else done
                    break


def _datelines(text: str) -> Iterator[Hit]:
    head = AT_HEAD.match(text[:200])
    if head:
        yield Hit(head["name"] or head["bare"], head.start(), head.end(), DATELINE, False)
    for found in AT_END.finditer(text, max(len(text) - 400, 0)):
        yield Hit(found["name"] or found["dash"], found.start(), found.end(), SIGNED, False)


def _named(hit: Hit, outlets: Known) -> str | None:
    """The outlet that a run of capitalised words names: the whole, or its longest end or beginning; None if none is."""
    words = bare(hit.name)
    if not words:
        return None
    for n in range(len(words), 0, -1):
        for part in (words[:n], words[-n:]):
            shown = " ".join(part)
            if outlets.has(shown) and outlets.credible(shown, part, hit.sure, whole=n == len(words)):
                return outlets.name(shown)
    words = _employer(words)
    whole = " ".join(words)
    if outlets.refuses(whole) or any(outlets.refuses(word) for word in words) or outlets.is_ordinary(words):
        return None
    if PRESS.search(whole) and (len(words) > 1 or hit.sure):
        return whole
    named = hit.sure and len(whole) >= 3 and len(words) <= 4 and "and" not in words
    return whole if named and not ABSTRACT.search(whole) else None


def _employer(words: list[str]) -> list[str]:
    """Of "Ana Sol of the Quay Times" what the reporter writes for."""
    at = max((n for n, word in enumerate(words) if word in ("of", "from", "for")), default=0)
    behind = [word for word in words[at + 1 :] if word != "the"]
    return behind if at and PRESS.search(" ".join(behind)) else words


def bare(name: str) -> list[str]:
    """The words of a name without what begins a sentence, and without an 's behind."""
    words = [word.rstrip(".,") for word in re.sub(r"['’]s?$", "", name.strip()).split()]
    while words and (NO_OUTLET.match(words[0]) or words[0].islower()):
        words = words[1:]
    return words
