"""Kernels of families: each text in order joins the first text that it is most like, or becomes a first itself.

Only firsts are in the index, so ten thousand versions of one text are ten thousand comparisons, and no chain leads from
a text to one that is unlike it.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from helpers.similarity._compile import compiled
from helpers.similarity._form_kernels import Array
from helpers.similarity._join_kernels import EXTRA, edits, overlap, posting


class Side(NamedTuple):
    """One measure's sets, in the order of the texts: their members, and an index that fills as firsts are found.

    `sizes` is 0 where the measure does not apply to a text. A set shows `prefixes` of its rarest members. A slot of the
    index has room from `heads[slot]` for the postings of all texts, and has those of firsts up to `ends[slot]`. A
    first must share `needs`, of this text or its own, by which of the two is longer, or `factor` of both sizes.
    """

    numbers: Array
    starts: Array
    sizes: Array
    prefixes: Array
    needs: Array
    lengths: Array
    begins: Array
    heads: Array
    ends: Array
    postings: Array


@compiled
def add(side: Side, owner: int) -> None:
    """Adds a first to the index."""
    mask = np.uint64(len(side.heads) - 2)
    for k in range(side.prefixes[owner]):
        number = side.numbers[side.starts[owner] + k]
        slot = np.int64(number & mask)
        side.postings[side.ends[slot]] = posting(owner, number, k)
        side.ends[slot] += 1


@compiled
def touch(side: Side, one: int, factor: float, seen: Array, touched: Array) -> int:
    """Writes into `touched` the firsts that may share enough, and into `seen` how many members; returns how many."""
    mask, n, size = np.uint64(len(side.heads) - 2), 0, side.sizes[one]
    for k in range(side.prefixes[one]):
        number = side.numbers[side.starts[one] + k]
        mark = (number >> np.uint64(24)) & np.uint64(0xFFFFFF)
        slot = np.int64(number & mask)
        for at in range(side.heads[slot], side.ends[slot]):
            found = side.postings[at]
            if (found >> np.uint64(8)) & np.uint64(0xFFFFFF) != mark:
                continue
            other = np.int64(found >> np.uint64(32))
            need = needed(side, one, other, factor)
            before = seen[other]
            if before + min(size - k, side.sizes[other] - np.int64(found & np.uint64(255))) < need:
                continue
            if before == 0:
                touched[n] = other
                n += 1
            seen[other] = before + 1
    return n


@compiled
def needed(side: Side, one: Any, other: Any, factor: float) -> Any:
    """How many members two sets must share at least."""
    if factor > 0:
        return max(1, int(np.ceil(factor * (side.sizes[one] + side.sizes[other]) - 1e-9)))
    return side.needs[one] if side.sizes[one] >= side.sizes[other] else side.needs[other]


@compiled
def alike_by_grams(side: Side, one: int, other: int, threshold: float) -> float:
    """The Jaccard index of two sets, or -1 where it is below the threshold."""
    n_one, n_other = side.sizes[one], side.sizes[other]
    if n_one < threshold * n_other - 1e-9 or n_other < threshold * n_one - 1e-9:
        return -1.0
    need = int(np.ceil(threshold / (1 + threshold) * (n_one + n_other) - 1e-9))
    both = overlap(
        side.numbers[side.starts[one] : side.starts[one] + n_one],
        side.numbers[side.starts[other] : side.starts[other] + n_other],
        need,
    )
    score = both / (n_one + n_other - both) if both >= 0 else -1.0
    return score if score >= threshold else -1.0


@compiled
def alike_by_edits(side: Side, signs: Array, one: int, other: int, short: float, below: int) -> float:
    """One less the edits over the longer length, or -1 where it is below `short` or neither text is a short one."""
    n_one, n_other = side.lengths[one], side.lengths[other]
    longer = max(n_one, n_other)
    if min(n_one, n_other) >= below:
        return -1.0
    most = int((1 - short) * longer + 1e-9)
    if abs(n_one - n_other) > most:
        return -1.0
    found = edits(signs, side.begins[one], n_one, side.begins[other], n_other, most)
    return 1 - found / longer if found <= most else -1.0


@compiled
def lead(
    long: Side, small: Side, signs: Array, threshold: float, short: float, below: int, first: Array, scores: Array,
    by_edits: Array,
) -> None:  # fmt: skip
    """Writes for each text, in order, its family's first (itself, if it is one), the score, and the measure."""
    n_texts, factor = len(first), threshold / (1 + threshold)
    seen, touched = np.zeros(n_texts, np.int32), np.empty(n_texts, np.int64)
    for one in range(n_texts):
        best, score, edited = one, -1.0, False
        for k in range(touch(long, one, factor, seen, touched)):
            other = touched[k]
            if seen[other] >= min(EXTRA + 1, needed(long, one, other, factor)):
                found = alike_by_grams(long, one, other, threshold)
                if found > score or (found == score and found >= 0 and other < best):
                    best, score, edited = other, found, False
            seen[other] = 0
        for k in range(touch(small, one, 0.0, seen, touched)):
            other = touched[k]
            if seen[other] >= min(EXTRA + 1, needed(small, one, other, 0.0)):
                found = alike_by_edits(small, signs, one, other, short, below)
                if found > score or (found == score and found >= 0 and other < best):
                    best, score, edited = other, found, True
            seen[other] = 0
        if best == one:
            add(long, one)
            add(small, one)
        first[one], scores[one], by_edits[one] = best, score if best != one else 1.0, edited
