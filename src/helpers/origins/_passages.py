"""Passages: which part of a text goes back to which credit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from helpers.origins._credits import LOOSE, REPORT, TOLD, Credit

HEAD = 1000  # characters: what an article credits here, it credits for its main story
LEAD, WORDS = 3, 5  # sentences in which a page says what its story is; a line of fewer words is a by-line or a date
LONGEST = 1500  # characters: a longer piece without a line break is no paragraph
_SENTENCE = re.compile(r"[.!?…]['\"”’»)\]]*\s+(?=[\"'“‘«(]*[^\W\d_a-zß-öø-ÿа-я])")
_PARAGRAPH = re.compile(r"[^\n]+")
_END = re.compile(rf"{_SENTENCE.pattern}|\n+")


class Passage(NamedTuple):
    """A part of a text, from here to before there, and the credit that holds in it."""

    begins: int
    ends: int
    credit: Credit


def main(text: str, credits: Sequence[Credit], own: Sequence[Credit] = ()) -> Credit | None:
    """The credit of the main story: the first one in the head of the text; None if the article credits nobody there.

    A report that is merely mentioned ("after the Lantern story") is none: the article can be an answer to it. Whom
    somebody told something is one only in the lead, or where the text credits them again: one quote is a passage.
    `own` are the credits of the article's own outlet, which may stand anywhere in the head.
    """
    lead, named = _lead(text), Counter(one.name for one in credits)
    for one in credits:
        quoted = one.rule == TOLD and one.begins >= lead and named[one.name] == 1 and one not in own
        if one.begins < HEAD and one.rule not in (LOOSE, REPORT) and not quoted:
            return one
    return None


def _lead(text: str) -> int:
    """Where the first sentences end."""
    head, begins, sentences = text[:HEAD], 0, 0
    for found in _END.finditer(head):
        sentences += len(head[begins : found.end()].split()) >= WORDS
        begins = found.end()
        if sentences == LEAD:
            return begins
    return len(head)


def passages(text: str, credits: Sequence[Credit]) -> list[Passage]:
    """The passages that go back to a credit, in order; what lies between goes back to the article's main story.

    In a paragraph the first credit holds from its beginning, another one from the sentence it stands in. Where a text
    has no paragraphs, a credit holds in its own sentence; so does a quote behind the lead, in the lead's paragraph.
    """
    found: list[Passage] = []
    lead = _lead(text)
    for paragraph in _PARAGRAPH.finditer(text) if credits else ():
        begins, ends = paragraph.span()
        inside = [one for one in credits if begins <= one.begins < ends]
        if inside:
            quotes = [one for one in inside if one.rule == TOLD and begins < lead <= one.begins]
            found += _parts(text, begins, ends, inside, quotes)
    return _joined(found)


def _parts(text: str, begins: int, ends: int, inside: Sequence[Credit], quotes: Sequence[Credit]) -> list[Passage]:
    starts = [begins, *(found.end() for found in _SENTENCE.finditer(text, begins, ends)), ends]
    if ends - begins > LONGEST:
        return [Passage(*_around(starts, one.begins), one) for one in inside]
    changes = [inside[0], *(b for a, b in pairwise(inside) if a.name != b.name)]
    around = [_around(starts, one.begins) for one in changes]
    cuts = [begins if changes[0] not in quotes else around[0][0], *(at for at, _ in around[1:]), ends]
    stops = [min(b, end) if one in quotes else b for one, b, (_, end) in zip(changes, cuts[1:], around, strict=True)]
    return [Passage(a, b, one) for a, b, one in zip(cuts[:-1], stops, changes, strict=True) if b > a]


def _around(starts: Sequence[int], at: int) -> tuple[int, int]:
    """The sentence in which a character stands."""
    before = max((start for start in starts if start <= at), default=starts[0])
    return before, min((start for start in starts if start > at), default=starts[-1])


def _joined(found: Sequence[Passage]) -> list[Passage]:
    """Passages of one name that follow each other as one."""
    whole: list[Passage] = []
    for one in found:
        if whole and whole[-1].credit.name == one.credit.name and one.begins - whole[-1].ends <= 2:
            whole[-1] = whole[-1]._replace(ends=one.ends)
        else:
            whole.append(one)
    return whole
