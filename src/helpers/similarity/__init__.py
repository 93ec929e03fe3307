"""Texts that are alike: the same but for case, signs, links and names, or reworded, with a score that is stated.

    similarity.normal(text)                 the form in which texts are compared
    similarity.pairs(texts, threshold)      every pair of forms that is at least so much alike
    similarity.families(texts, threshold)   texts in order, each with the first text that it is most like
    similarity.parts(one, other)            what is the same, gone and new
    similarity.changes(one, other)          the same in words, a negation first

Two texts of at least `SHORT` characters are compared by the Jaccard index of their sets of five-character sequences;
where one is shorter, by edit distance: one less the edits over the longer one's length. Every pair is verified, and
none is missed. Three kinds: identical (but for spaces), trivially changed (of one form: case, signs, emoji, links,
names of accounts), reworded. A "not" more or less makes another form, and is never trivial.

numba and numpy are loaded with the first comparison, and its kernels compiled once for a machine (`_compile`).
"""

from __future__ import annotations

from helpers.similarity._changes import around, changes, negations, parts
from helpers.similarity._families import families
from helpers.similarity._forms import normal
from helpers.similarity._pairs import IDENTICAL, KINDS, REWORDED, SHORT, TRIVIAL, pairs

__all__ = [
    "IDENTICAL",
    "KINDS",
    "REWORDED",
    "SHORT",
    "TRIVIAL",
    "around",
    "changes",
    "families",
    "negations",
    "normal",
    "pairs",
    "parts",
]
