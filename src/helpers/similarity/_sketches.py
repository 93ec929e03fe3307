"""Long texts that can have no like one are left out of the comparing, by sketches of their sets: exactly."""

from __future__ import annotations

import numpy as np

from helpers.similarity import _corpus, _set_kernels, _sketch_kernels
from helpers.similarity._corpus import Corpus
from helpers.similarity._form_kernels import Array

LONG = 500  # sequences: of shorter texts there may be millions, and the prefixes of their sets are as good
_AT_ONCE = 1_000_000  # sequences
_ROOM = 1.25  # bits of a sketch for each sequence: two texts on anything differ in more than half of them


def alone(whole: Corpus, forms: Array, threshold: float) -> Array:
    """For each form whether it is long and certainly not `threshold` alike to any other of them.

    Every two sketches are compared, 30 ns a pair: a second and a half for ten thousand articles. No set has to be kept
    for that, only those of the texts that remain.
    """
    certain = np.zeros(len(forms), np.bool_)
    lengths = whole.lengths[forms] - 4
    # one that has fewer sequences than this, repeats included, is too small to be like a long one
    looked_at = np.flatnonzero(lengths >= LONG * threshold - 1)
    if np.count_nonzero(lengths >= LONG) < 2:
        return certain
    sizes, words, begins, bits = _sketched(whole, forms[looked_at])
    order = np.argsort(sizes, kind="stable")
    marked = np.zeros(len(order), np.bool_)
    sorted_ = (sizes[order], words[order], begins[order])
    _corpus.shared(
        lambda begin, end: _sketch_kernels.mark(begin, end, *sorted_, bits, threshold, marked),
        len(order),
        parts=32,
        few=1000,  # each is compared with all others
    )
    certain[looked_at[order]] = ~marked & (sizes[order] >= LONG)
    return certain


def _sketched(whole: Corpus, forms: Array) -> tuple[Array, Array, Array, Array]:
    """Of each form the size of its set, and its sketch: how many words it has, where it begins, and the words."""
    lengths = whole.lengths[forms] - 4
    words = 1 << np.maximum(np.ceil(np.log2(lengths * _ROOM / 64)), 3).astype(np.int64)
    begins = np.concatenate([np.zeros(1, np.int64), np.cumsum(words + words // 2)])
    bits, sizes = np.zeros(begins[-1], np.uint64), np.empty(len(forms), np.int64)
    ranks, base = _corpus.ranked(whole)

    def make(begin: int, end: int) -> None:
        for first, last in _corpus.blocks(lengths[begin:end], _AT_ONCE):
            part = slice(begin + first, begin + last)
            starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths[part])])
            numbers = np.empty(starts[-1], np.uint64)
            _set_kernels.grams(whole.signs, whole.starts, forms[part], starts, ranks, base, numbers)
            slots = np.empty(1 << int(2 * lengths[part].max()).bit_length(), np.uint64)
            _sketch_kernels.sketch(numbers, starts, slots, words[part], begins[part], bits, sizes[part])

    _corpus.shared(make, len(forms))
    return sizes, words, begins[:-1], bits
