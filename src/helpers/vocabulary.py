"""The words of texts, made comparable: folded, cut to their stems, and weighed by how rare they are.

A stem here is the first six letters: crude, the same in every language that is written with spaces, and without any
list of words. Words that most texts have weigh nothing, so no list of stop words is needed either.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from sys import intern

STEM = 6  # letters
BESIDE = 300  # documents
_MARK = re.compile("[\u0300-\u036f]+")  # accents; a vowel sign of Arabic or Hindi is a letter of its word
_WORD = re.compile(r"[^\W\d_]{3,}|\d+(?:[.,]\d+)*")


def folded(text: str) -> str:
    """The text in lower case and without accents, for comparing words."""
    if text.isascii():
        return text.lower()
    return _MARK.sub("", unicodedata.normalize("NFKD", text.casefold()))


def stems(text: str) -> list[str]:
    """The stems of a text's words of three letters or more, and its numbers, in order."""
    # interned: the words of a hundred thousand sentences are a few ten thousand
    return [intern(word[:STEM] if word[0].isalpha() else word) for word in _WORD.findall(folded(text))]


def rarity(documents: Iterable[Iterable[str]]) -> dict[str, float]:
    """How rare each stem is: the logarithm of (documents + 300) / (documents that have it + 0.5).

    This is the inverse document frequency of Spärck Jones (1972), smoothed as if 300 documents about something else
    stood beside: in a case of thirty headlines on one company its name still says more than "the".
    """
    counted, n = Counter[str](), 0
    for words in documents:
        counted.update(set(words))
        n += 1
    return {word: math.log((n + BESIDE) / (found + 0.5)) for word, found in counted.items()}


def likeness(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The cosine of two bags of weighed stems: 0 (nothing in common) to 1."""
    dot = product(one, other)
    return dot / (length(one) * length(other)) if dot else 0.0


def product(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The inner product of two bags, summed in the shorter one's order, so that the last digit is always the same."""
    if len(other) < len(one):
        one, other = other, one
    return sum(weight * other[word] for word, weight in one.items() if word in other)


def length(bag: Mapping[str, float]) -> float:
    """The length of a bag as a vector."""
    return math.sqrt(sum(weight * weight for weight in bag.values()))


def weighed(words: Iterable[str], rare: Mapping[str, float]) -> dict[str, float]:
    """The bag of a text: each of its stems once, with its rarity; what weighs nothing is left out."""
    return {word: rare[word] for word in sorted(set(words)) if rare.get(word)}
