"""Passages: which part of a text goes back to which credit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from helpers.origins._credits import LOOSE, REPORT, Credit

HEAD = 1000  # characters: what an article credits here, it credits for its main story
LONGEST = 1500  # characters: a longer piece without a line break is no paragraph
_SENTENCE = re.compile(r"[.!?…]['\"”’»)\]]*\s+(?=[\"'“‘«(]*[^\W\d_a-zß-öø-ÿа-я])")
_PARAGRAPH = re.compile(r"[^\n]+")


class Passage(NamedTuple):
    """A part of a text, from here to before there, and the credit that holds in it."""

    begins: int
    ends: int
    credit: Credit


def main(credits: Sequence[Credit]) -> Credit | None:
    """The credit of the main story: the first one in the head of the text; None if the article credits nobody there.

    A report that is merely mentioned ("after the Lantern story") is none: the article can be an answer to it.
    """
    return next((one for one in credits if one.begins < HEAD and one.rule not in (LOOSE, REPORT)), None)


def passages(text: str, credits: Sequence[Credit]) -> list[Passage]:
    """The passages that go back to a credit, in order; what lies between goes back to the article's main story.

    In a paragraph the first credit holds from its beginning, another one from the sentence it stands in. Where a text
    has no paragraphs, a credit holds in its own sentence.
    """
    found: list[Passage] = []
    for paragraph in _PARAGRAPH.finditer(text) if credits else ():
        inside = [one for one in credits if paragraph.start() <= one.begins < paragraph.end()]
        if inside:
            found += _parts(text, paragraph.start(), paragraph.end(), inside)
    return _joined(found)


def _parts(text: str, begins: int, ends: int, inside: Sequence[Credit]) -> list[Passage]:
    starts = [begins, *(found.end() for found in _SENTENCE.finditer(text, begins, ends)), ends]
    if ends - begins > LONGEST:
        return [Passage(*_around(starts, one.begins), one) for one in inside]
    changes = [inside[0], *(b for a, b in pairwise(inside) if a.name != b.name)]
    cuts = [begins, *(_around(starts, one.begins)[0] for one in changes[1:]), ends]
    return [Passage(a, b, one) for a, b, one in zip(cuts[:-1], cuts[1:], changes, strict=True) if b > a]


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
