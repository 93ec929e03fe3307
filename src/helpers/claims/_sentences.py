"""A text cut into sentences, and the quotations in it: both as places in the text, which is never changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# One class of signs first: `re` runs over a text to the next of them five times as fast as through a choice.
_ENDS = re.compile(r"[.!?…。！？\n](?:(?<=\n)\n*|(?<=[。！？])|[.!?…]*[\"'”’»“)\]]*(?=\s))")
_WORD_BEFORE = re.compile(r"[\w.&'’-]*\Z")
_NEXT = re.compile(r"\s*[\"'“”‘«»„(\[¿¡—–-]*\s*(\w+)?")
_STOPS = frozenset(".!?…。！？:;\"'”’»)")
_WRAPPED = (55, 100)  # characters: lines about this long, without a stop at their end, were broken by a machine
_LOOK_BACK = 40
_MARKS = '“”«»„"‘’'
_CLOSES = {"“": "”", "«": "»", "„": "“”", '"': '"', "‘": "’", "»": "«"}


class Quotation(NamedTuple):
    """A quotation: from its first sign inside the marks to before the closing mark."""

    start: int
    end: int


def sentences(text: str, abbreviations: frozenset[str], starters: frozenset[str]) -> list[tuple[int, int]]:
    """The sentences of a text, as (start, end), in order, without white space at their ends.

    A full stop ends none behind an abbreviation, an initial or a number's part, nor before a word in lower case. Behind
    letters with stops, such as U.S., it ends one only before a word of `starters`. A line's end is a sentence's end,
    but where a machine broke the lines.
    """
    only_blank = _machine_broken(text)
    longest = max(map(len, abbreviations), default=0)
    found: list[tuple[int, int]] = []
    start = 0
    for stop in _ENDS.finditer(text):
        at, end = stop.span()
        # behind a word too long for an abbreviation, and before a capital: most ends are as plain as that
        if text[end + 1 : end + 2].isupper() and text[max(at - longest - 1, start) : at].isalpha() and text[at] != "\n":
            plain = at - start > longest
        else:
            plain = False
        if plain or _is_end(text, stop, abbreviations, starters, only_blank):
            _keep(text, start, end, found)
            start = end
    _keep(text, start, len(text), found)
    return found


def _keep(text: str, start: int, end: int, found: list[tuple[int, int]]) -> None:
    piece = text[start:end]
    bare = piece.strip()
    if bare:
        first = start + len(piece) - len(piece.lstrip())
        found.append((first, first + len(bare)))


def _is_end(
    text: str, stop: re.Match[str], abbreviations: frozenset[str], starters: frozenset[str], only_blank: bool
) -> bool:
    signs = stop.group()
    if signs[0] == "\n":
        return _line_ends(text, stop, only_blank)
    if signs[0] in "。！？":
        return True
    behind = _NEXT.match(text, stop.end())
    word = (behind and behind[1]) or ""  # the next one
    one_stop = signs[0] == "." and not signs.startswith("..")
    if one_stop and _shortened(text, stop.start(), word, abbreviations, starters):
        return False
    return not word or not word[0].islower()


def _shortened(text: str, at: int, word: str, abbreviations: frozenset[str], starters: frozenset[str]) -> bool:
    before = _WORD_BEFORE.search(text, max(at - _LOOK_BACK, 0), at)
    last = before.group() if before else ""
    if last.lower() in abbreviations:
        return True
    if "." in last and all(len(part) <= 1 for part in last.split(".")):
        return word.lower() not in starters
    return len(last) == 1 and last.isalpha() and last.isupper() and word.lower() not in starters


def _line_ends(text: str, stop: re.Match[str], only_blank: bool) -> bool:
    if len(stop.group()) > 1:
        return True
    if only_blank:
        return False
    following = text[stop.end() : stop.end() + 1]
    before = text[max(stop.start() - 1, 0) : stop.start()]
    return not following.islower() or before in _STOPS


def _machine_broken(text: str) -> bool:
    lines = [line for line in text[:20000].split("\n") if line.strip()]
    if len(lines) < 5 or max(map(len, lines)) > _WRAPPED[1]:
        return False
    open_ended = sum(1 for line in lines if len(line) > _WRAPPED[0] and line.rstrip()[-1] not in _STOPS)
    return open_ended * 2 > len(lines)


def quotations(text: str) -> list[Quotation]:
    """The quotations of a text, in order, none in another; one that is not closed ends with its paragraph."""
    return list(_quoted(text))


def _quoted(text: str) -> Iterator[Quotation]:
    start, closes, line = -1, "", -1
    for at in _marks(text):
        sign = text[at]
        if start >= 0 and line < at:  # the paragraph ended first
            if line > start:
                yield Quotation(start, line)
            start = -1
        if start >= 0:
            if sign in closes:
                if at > start:
                    yield Quotation(start, at)
                start = -1
        elif sign in _CLOSES:
            start, closes = at + 1, _CLOSES[sign]
            line = text.find("\n", start)
            line = len(text) if line < 0 else line
    if 0 <= start < line:
        yield Quotation(start, line)


def _marks(text: str) -> list[int]:
    """Where marks of quotation stand; an apostrophe is none."""
    found: list[int] = []
    single = "‘" in text
    for sign in _MARKS if single else _MARKS[:-2]:
        at = text.find(sign)
        while at >= 0:
            before, after = text[max(at - 1, 0) : at], text[at + 1 : at + 2]
            if sign not in "‘’" or (not before.isalnum() and after.isalnum() if sign == "‘" else not after.isalnum()):
                found.append(at)
            at = text.find(sign, at + 1)
    return sorted(found)


def unelided(word: str) -> str:
    """The word in small letters as the lists have it: of one with an elision (l'AFP, qu'il) the elided part."""
    low = word.lower()
    if "'" not in low and "’" not in low:
        return low
    low = low.replace("’", "'")
    head, mark, _ = low.partition("'")
    return head + mark if mark and head in ("l", "d", "qu", "n", "s", "j", "c", "un", "dell", "all", "lorsqu") else low
