"""The exact join of all forms: by sequences where both are long, by edits where one is short."""

from __future__ import annotations

import numpy as np

from helpers.errors import TableError
from helpers.similarity import _corpus, _join_kernels
from helpers.similarity._corpus import Corpus, Sets
from helpers.similarity._form_kernels import Array
from helpers.similarity._pairs import SHORT

Found = tuple[Array, Array, Array, Array]
_EPS = 1e-9


def alike(whole: Corpus, threshold: float, short: float, least: int, most: int) -> list[Found]:
    """The pairs of forms that are alike: the first texts of both, the score, and the measure (1 grams, 2 edits)."""
    is_first = (whole.first == np.arange(len(whole.first))) & (whole.lengths >= least)
    long = np.flatnonzero(is_first & (whole.lengths >= SHORT))
    small = np.flatnonzero(is_first & (whole.lengths <= longest(short)))
    return [by_grams(whole, long, threshold, most), by_edits(whole, small, short, most)]


def longest(short: float) -> int:
    """The most characters that a text may have and still be `short` alike to one that is short."""
    return int((SHORT - 1) / short + _EPS)


def by_grams(whole: Corpus, forms: Array, threshold: float, most: int) -> Found:
    """The pairs of long forms whose sets have at least this Jaccard index."""
    sets = by_size(_corpus.gram_sets(whole, forms))
    sizes = sets.sizes
    probes = shown(sizes, ceil(threshold * sizes))
    indexed = shown(sizes, ceil(2 * threshold / (1 + threshold) * sizes))
    lowests = np.searchsorted(sizes, ceil(threshold * sizes))
    none = np.ones(len(sizes), np.int64)
    factor = threshold / (1 + threshold)
    one, other, both = _joined(sets, probes, indexed, lowests, none, factor, most)
    score = both / (sizes[one] + sizes[other] - both)
    kept = score >= threshold
    return _told(sets, one[kept], other[kept], score[kept], 1)


def by_edits(whole: Corpus, forms: Array, short: float, most: int) -> Found:
    """The pairs of forms, one of them short, whose edits over the longer length are few enough."""
    sets = by_size(_corpus.trigram_sets(whole, forms))
    lengths = whole.lengths[sets.forms]
    needs = needs_of_short(lengths, short)
    lowests = np.searchsorted(lengths, ceil(short * lengths))
    probes, indexed = shown(sets.sizes, needs), shown(sets.sizes, fewest_of_short(lengths, short))
    one, other, _ = _joined(sets, probes, indexed, lowests, needs, 0.0, most)
    score = _join_kernels.edit_scores(whole.signs, whole.starts, sets.forms[one], sets.forms[other], short)
    kept = (score >= short) & (np.minimum(lengths[one], lengths[other]) < SHORT)
    return _told(sets, one[kept], other[kept], score[kept], 2)


def allowed(lengths: Array, short: float) -> Array:
    """How many edits are few enough, where this is the longer length."""
    edits: Array = np.floor((1 - short) * lengths + _EPS).astype(np.int64)
    return edits


def needs_of_short(lengths: Array, short: float) -> Array:
    """How many trigrams a form must share with one that is not longer: an edit costs three at most."""
    needs: Array = lengths + 2 - 3 * allowed(lengths, short)
    return needs


def fewest_of_short(lengths: Array, short: float) -> Array:
    """How many trigrams a form must share at least with any that is as long or longer, and alike."""
    every = np.arange(longest(short) + 1)
    needs = needs_of_short(every, short)
    fewest: Array = np.array([needs[n : int(n / short + _EPS) + 1].min() for n in every])[lengths]
    return fewest


def shown(sizes: Array, fewest: Array) -> Array:
    """How many of its rarest members a set shows, where it must share at least so many with any that is alike."""
    members: Array = np.minimum(sizes - fewest + 1 + _join_kernels.EXTRA, sizes)
    return members


def ceil(values: Array) -> Array:
    """The values as whole numbers, rounded up, but for what a float adds by accident."""
    whole: Array = np.ceil(values - _EPS).astype(np.int64)
    return whole


def by_size(sets: Sets) -> Sets:
    """The sets in the order of their size."""
    order = np.argsort(sets.sizes, kind="stable")
    return Sets(sets.forms[order], sets.numbers, sets.starts[:-1][order], sets.sizes[order])


def _joined(
    sets: Sets, probes: Array, indexed: Array, lowests: Array, needs: Array, factor: float, most: int
) -> tuple[Array, Array, Array]:
    heads, postings = room(int(indexed.sum()))
    _join_kernels.index(sets.numbers, sets.starts, indexed, heads, postings)

    total = np.zeros(1, np.int64)

    def work(begin: int, end: int) -> tuple[Array, Array, Array]:
        return _join_kernels.join(
            begin,
            end,
            sets.numbers,
            sets.starts,
            sets.sizes,
            probes,
            lowests,
            needs,
            factor,
            heads,
            postings,
            most,
            total,
        )

    found = _corpus.shared(work, len(sets.sizes), parts=32)
    one, other, both = (np.concatenate(part) for part in zip(*found, strict=True))
    if len(one) > most:
        raise TableError(
            f"More than {most:,} pairs of texts are alike. Raise the threshold, or ask for families: they compare each "
            "text with first ones alone."
        )
    return one, other, both


def room(n_postings: int) -> tuple[Array, Array]:
    """An empty index for so many postings: where each slot begins, and the postings."""
    slots = 1 << min(26, max(10, n_postings.bit_length()))
    return np.zeros(slots + 1, np.int64), np.empty(n_postings, np.uint64)


def _told(sets: Sets, one: Array, other: Array, score: Array, measure: int) -> Found:
    a, b = sets.forms[one], sets.forms[other]
    return np.minimum(a, b), np.maximum(a, b), score, np.full(len(one), measure, np.int8)
