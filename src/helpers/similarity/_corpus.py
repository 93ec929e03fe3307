"""Many texts at once: their forms, which of them are the same, and their sets of sequences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from helpers.similarity import _form_kernels, _set_kernels
from helpers.similarity._form_kernels import Array
from helpers.similarity._forms import bare, becomes

THREADS = 2
_AT_ONCE = 4_000_000  # characters


@dataclass(frozen=True)
class Corpus:
    """The forms of many texts, end to end: `starts[n]` to `starts[n + 1]` of `signs`; `first` of each text's form."""

    signs: Array
    starts: Array
    first: Array

    @property
    def lengths(self) -> Array:
        """How many characters each form has."""
        return np.diff(self.starts)


@dataclass(frozen=True)
class Sets:
    """Sets of sequences, one for each of `forms`, the rarest first: `sizes[n]` numbers from `starts[n]`."""

    forms: Array
    numbers: Array
    starts: Array
    sizes: Array


def corpus(texts: Sequence[str | None]) -> Corpus:
    """The forms of the texts; a text that is missing has an empty one."""
    lengths = np.array([len(text) if isinstance(text, str) else 0 for text in texts], np.int64)
    signs, at, ends = np.empty(lengths.sum(), np.uint32), 0, [np.zeros(1, np.int64)]
    for begin, end in blocks(lengths, _AT_ONCE):
        part, stops = _squeezed(texts[begin:end])
        if at + len(part) > len(signs):  # a few characters become two: ß
            signs = np.concatenate([signs[:at], np.empty(len(part) + len(signs) - at, np.uint32)])
        signs[at : at + len(part)] = part
        ends.append(stops + at)
        at += len(part)
    signs, starts = signs[:at], np.concatenate(ends)
    slots = np.full(1 << max(4, int(2 * len(texts)).bit_length()), -1, np.int64)
    return Corpus(signs, starts, _form_kernels.firsts(signs, starts, slots))


def blocks(lengths: Array, most: int) -> list[tuple[int, int]]:
    """Texts of these lengths in blocks of about `most` characters or one text: from which to before which."""
    ends = np.cumsum(lengths)
    cuts, at = [0], 0
    while at < len(lengths):
        at = max(at + 1, int(np.searchsorted(ends, (ends[at - 1] if at else 0) + most, side="right")))
        cuts.append(at)
    return list(pairwise(cuts))


def _squeezed(texts: Sequence[str | None]) -> tuple[Array, Array]:
    bared = [bare(text) if isinstance(text, str) else "" for text in texts]
    signs = np.frombuffer("".join(bared).encode("utf-32-le", "surrogatepass"), np.uint32)
    ends = np.cumsum(np.fromiter(map(len, bared), np.int64, len(bared)))
    table = np.zeros(0x110000, np.uint8)
    table[signs] = 1
    for sign in np.flatnonzero(table):
        what = becomes(chr(sign))
        table[sign] = _form_kernels.KEEP if what.strip() else _form_kernels.SPACE if what else _form_kernels.DROP
    out, stops = np.empty(len(signs), np.uint32), np.empty(len(bared), np.int64)
    n = _form_kernels.squeeze(signs, ends, table, out, stops)
    return out[:n].copy(), stops


def gram_sets(whole: Corpus, forms: Array) -> Sets:
    """The sets of five-character sequences of these forms, each of which has `SHORT` characters or more."""
    starts = _starts(whole.lengths[forms] - 4)
    ranks, base = ranked(whole)
    numbers = np.empty(starts[-1], np.uint64)

    def make(begin: int, end: int) -> None:
        _set_kernels.grams(whole.signs, whole.starts, forms[begin:end], starts[begin : end + 1], ranks, base, numbers)

    shared(make, len(forms))
    return _ordered(forms, numbers, starts)


def ranked(whole: Corpus) -> tuple[Array, int]:
    """The number of each character among those that the forms have, and how many there are."""
    ranks = np.zeros(0x110000, np.uint32)
    ranks[whole.signs] = 1
    base = int(ranks.sum())
    return np.cumsum(ranks, dtype=np.uint32) - np.uint32(1), base


def trigram_sets(whole: Corpus, forms: Array) -> Sets:
    """The sets of three-character sequences of these short forms; one that comes twice is two."""
    starts = _starts(whole.lengths[forms] + 2)
    numbers = np.empty(starts[-1], np.uint64)
    _set_kernels.trigrams(whole.signs, whole.starts, forms, starts, numbers)
    return _ordered(forms, numbers, starts)


def _starts(sizes: Array) -> Array:
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes, dtype=np.int64)])


def _ordered(forms: Array, numbers: Array, starts: Array) -> Sets:
    counts = np.zeros(1 << min(26, max(10, len(numbers).bit_length())), np.uint16)
    shared(lambda begin, end: _set_kernels.count(numbers, begin, end, counts), len(numbers))
    levels = (16 * np.log2(np.maximum(np.arange(65536), 1))).astype(np.uint8)
    sizes = np.empty(len(forms), np.int64)
    shared(lambda begin, end: _set_kernels.order(numbers, starts, begin, end, counts, levels, sizes), len(forms))
    return Sets(forms, numbers, starts, sizes)


def shared(work: Callable[[int, int], object], n: int, parts: int = THREADS, few: int = 10_000) -> list[object]:
    """Does the work on `n` things in parts, by threads, and returns what each part gave, in order; few are one."""
    if n < few:
        return [work(0, n)]
    cuts = [n * k // parts for k in range(parts + 1)]
    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(work, cuts[:-1], cuts[1:]))
