"""Kernels of the join: which sets share enough, found by their rarest members alone, and then verified.

Two sets that share enough must share one of their rarest members (prefix filter: Chaudhuri, Ganti and Kaushik, ICDE
2006; Bayardo, Ma and Srikant, WWW 2007), at a place after which enough can follow (positional filter: Xiao, Wang, Lin
and Yu, "Efficient similarity joins for near duplicate detection", WWW 2008). Every set shows `EXTRA` members more than
that, and must share as many more: fewer candidates are left (Wang, Li and Feng, SIGMOD 2012).

A posting is one number: the set, 24 bits of the member's own, and its place in the set, of at most 255. Where bits
agree by accident, a pair is looked at in vain; none is lost, and none is reported unverified.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from helpers.similarity._compile import compiled
from helpers.similarity._form_kernels import Array

EXTRA = 2


@compiled
def posting(owner: Any, number: Any, place: Any) -> Any:
    """The posting of a set's member."""
    mark = (np.uint64(number) >> np.uint64(24)) & np.uint64(0xFFFFFF)
    return (np.uint64(owner) << np.uint64(32)) | (mark << np.uint64(8)) | np.uint64(min(place, 255))


@compiled
def index(numbers: Array, starts: Array, prefixes: Array, heads: Array, postings: Array) -> None:
    """Fills the postings of every set's prefix, slot by slot, and writes into `heads` where each slot begins."""
    mask = np.uint64(len(heads) - 2)
    for owner in range(len(prefixes)):
        for k in range(prefixes[owner]):
            heads[numbers[starts[owner] + k] & mask] += 1
    for slot in range(1, len(heads)):
        heads[slot] += heads[slot - 1]
    for owner in range(len(prefixes) - 1, -1, -1):
        for k in range(prefixes[owner]):
            at = np.int64(numbers[starts[owner] + k] & mask)
            heads[at] -= 1
            postings[heads[at]] = posting(owner, numbers[starts[owner] + k], k)


@compiled
def from_owner(postings: Array, first: int, last: int, owner: int) -> int:
    """The first posting between `first` and `last` whose set is not before this one."""
    while first < last:
        middle = (first + last) >> 1
        if np.int64(postings[middle] >> np.uint64(32)) < owner:
            first = middle + 1
        else:
            last = middle
    return first


@compiled
def overlap(one: Array, other: Array, need: int) -> int:
    """How many members two sorted sets share; -1 as soon as it cannot be `need`."""
    i, j, shared = 0, 0, 0
    left_one, left_other = len(one) - need, len(other) - need
    if left_one < 0 or left_other < 0:
        return -1
    while i < len(one) and j < len(other):
        if one[i] == other[j]:
            shared += 1
            i += 1
            j += 1
        elif one[i] < other[j]:
            i += 1
            left_one -= 1
            if left_one < 0:
                return -1
        else:
            j += 1
            left_other -= 1
            if left_other < 0:
                return -1
    return shared if shared >= need else -1


@compiled
def grown(array: Array, n: int) -> Array:
    """The array with twice the room, if it is full."""
    if n < len(array):
        return array
    wider = np.empty(2 * len(array), array.dtype)
    wider[: len(array)] = array
    return wider


@compiled
def candidates(
    one: int, numbers: Array, starts: Array, sizes: Array, probe: int, lowest: int, needs: Array, factor: float,
    heads: Array, postings: Array, seen: Array, touched: Array,
) -> int:  # fmt: skip
    """Writes into `touched` which smaller sets may share enough, and into `seen` how much; returns how many."""
    mask = np.uint64(len(heads) - 2)
    n, size = 0, sizes[one]
    for k in range(probe):
        number = numbers[starts[one] + k]
        mark = (number >> np.uint64(24)) & np.uint64(0xFFFFFF)
        slot = np.int64(number & mask)
        first, last = heads[slot], heads[slot + 1]
        for p in range(from_owner(postings, first, last, lowest), last):
            found = postings[p]
            other = np.int64(found >> np.uint64(32))
            if other >= one:
                break
            if (found >> np.uint64(8)) & np.uint64(0xFFFFFF) != mark:
                continue
            need = max(needs[one], int(np.ceil(factor * (size + sizes[other]) - 1e-9)))
            before = seen[other]
            if before + min(size - k, sizes[other] - np.int64(found & np.uint64(255))) < need:
                continue
            if before == 0:
                touched[n] = other
                n += 1
            seen[other] = before + 1
    return n


@compiled
def join(
    begin: int, end: int, numbers: Array, starts: Array, sizes: Array, probes: Array, lowests: Array, needs: Array,
    factor: float, heads: Array, postings: Array, most: int, total: Array,
) -> tuple[Array, Array, Array]:  # fmt: skip
    """The pairs (a set, a smaller one, how many they share) of the sets from `begin` to before `end`.

    Sets stand in the order of their size. `needs` is the least that a set must share with a smaller one, and `factor`
    the least as a part of the two sizes' sum. `total` counts the pairs of all parts: where they are more than `most`,
    every part stops.
    """
    seen, touched = np.zeros(end, np.int32), np.empty(end, np.int64)
    left, right, shared = np.empty(1024, np.int32), np.empty(1024, np.int32), np.empty(1024, np.int32)
    n = 0
    for one in range(begin, end):
        before = n
        found = candidates(
            one, numbers, starts, sizes, probes[one], lowests[one], needs, factor, heads, postings, seen, touched
        )
        for k in range(found):
            other = touched[k]
            need = max(needs[one], int(np.ceil(factor * (sizes[one] + sizes[other]) - 1e-9)))
            if seen[other] >= min(EXTRA + 1, need):
                both = overlap(
                    numbers[starts[one] : starts[one] + sizes[one]],
                    numbers[starts[other] : starts[other] + sizes[other]],
                    need,
                )
                if both >= 0:
                    left, right, shared = grown(left, n), grown(right, n), grown(shared, n)
                    left[n], right[n], shared[n] = one, other, both
                    n += 1
            seen[other] = 0
        total[0] += n - before
        if total[0] > most:
            break
    return left[:n], right[:n], shared[:n]


@compiled
def edits(signs: Array, one: int, n_one: int, other: int, n_other: int, most: int) -> int:
    """The edit distance (insert, delete, replace) of two stretches of characters; `most + 1` where it is more.

    Only the band of the table that can hold `most` edits is filled (Ukkonen, 1985).
    """
    if abs(n_one - n_other) > most:
        return most + 1
    row = np.empty(n_other + 1, np.int32)
    for j in range(n_other + 1):
        row[j] = j
    for i in range(1, n_one + 1):
        low, high = max(1, i - most), min(n_other, i + most)
        diagonal = row[low - 1]
        row[low - 1] = i if low == 1 else most + 1
        least = row[low - 1]
        for j in range(low, high + 1):
            above = row[j] if j < i + most else most + 1
            value = min(above + 1, row[j - 1] + 1, diagonal + (signs[one + i - 1] != signs[other + j - 1]))
            diagonal = row[j]
            row[j] = value
            least = min(least, value)
        if least > most:
            return most + 1
    return int(min(row[n_other], most + 1))


@compiled
def edit_scores(signs: Array, starts: Array, one: Array, other: Array, short: float) -> Array:
    """One less the edits over the longer length, for pairs of forms; -1 where that is below `short`."""
    scores = np.full(len(one), -1.0)
    for n in range(len(one)):
        a, b = starts[one[n]], starts[other[n]]
        n_a, n_b = starts[one[n] + 1] - a, starts[other[n] + 1] - b
        longer = max(n_a, n_b)
        most = int((1 - short) * longer + 1e-9)
        found = edits(signs, a, n_a, b, n_b, most)
        if found <= most:
            scores[n] = 1 - found / longer
    return scores
