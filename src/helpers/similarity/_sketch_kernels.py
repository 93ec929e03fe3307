"""Kernels that say which long texts can have no like one, from a sketch of each set's sequences.

A sketch is a row of bits: each sequence of the set turns the bit of its number over. Two sketches differ in at most as
many bits as their sets differ in members, whatever the numbers are, so sketches that differ in more bits than two sets
that are alike could differ in members prove that these are not alike (Sandes, Teodoro and Melo, "Bitmap filter", 2020).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from helpers.similarity._compile import compiled
from helpers.similarity._form_kernels import Array

AT_ONCE = 8  # words of a sketch that are compared before it is asked whether they differ in enough


@compiled
def sketch(numbers: Array, starts: Array, slots: Array, words: Array, begins: Array, bits: Array, sizes: Array) -> None:
    """Writes each set's size and sketch: `words[n]` words from `begins[n]`, and behind them the same folded in half.

    `numbers[starts[n]:starts[n + 1]]` are the sequences of a text, with repeats, none of them 0 after adding 1;
    `slots` is room for twice as many as the longest text has, a power of two.
    """
    mask = np.uint64(len(slots) - 1)
    for n in range(len(starts) - 1):
        slots[:] = np.uint64(0)
        size, begin, width = 0, begins[n], np.uint64(words[n] * 64 - 1)
        for k in range(starts[n], starts[n + 1]):
            number = numbers[k] + np.uint64(1)
            slot = (number >> np.uint64(20)) & mask
            while slots[slot] != number and slots[slot] != np.uint64(0):
                slot = (slot + np.uint64(1)) & mask
            if slots[slot] == number:
                continue
            slots[slot] = number
            size += 1
            bit = number & width
            bits[begin + np.int64(bit >> np.uint64(6))] ^= np.uint64(1) << (bit & np.uint64(63))
        sizes[n] = size
        half = words[n] // 2
        for k in range(half):
            bits[begin + words[n] + k] = bits[begin + k] ^ bits[begin + half + k]


@compiled
def _ones(word: Any) -> Any:
    """How many bits of a word are set."""
    word = word - ((word >> np.uint64(1)) & np.uint64(0x5555555555555555))
    word = (word & np.uint64(0x3333333333333333)) + ((word >> np.uint64(2)) & np.uint64(0x3333333333333333))
    word = (word + (word >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return (word * np.uint64(0x0101010101010101)) >> np.uint64(56)


@compiled
def differ(bits: Array, one: int, other: int, words: int, most: int) -> bool:
    """Whether two sketches of so many words differ in more than `most` bits."""
    found, k, last = np.uint64(0), np.uint64(0), np.uint64(words)
    one_, other_ = bits[one : one + words], bits[other : other + words]
    while k < last:
        for i in range(AT_ONCE):
            found += _ones(one_[k + np.uint64(i)] ^ other_[k + np.uint64(i)])
        if found > np.uint64(most):
            return True
        k += np.uint64(AT_ONCE)
    return False


@compiled
def mark(begin: int, end: int, sizes: Array, words: Array, begins: Array, bits: Array, threshold: float,
         marked: Array) -> None:  # fmt: skip
    """Marks the sets that may be alike to another one; they are given by size, the smallest first."""
    factor = threshold / (1 + threshold)
    for one in range(begin, end):
        fewest = threshold * sizes[one] - 1e-9
        other = one - 1
        while other >= 0 and sizes[other] >= fewest:
            if not (marked[one] and marked[other]):
                both = sizes[one] + sizes[other]
                most = both - 2 * np.int64(np.ceil(factor * both - 1e-9))
                at = begins[one] if words[one] == words[other] else begins[one] + words[one]
                wide = words[one] > 2 * words[other]  # nothing to compare with: they stay
                if wide or not differ(bits, at, begins[other], words[other], most):
                    marked[one] = marked[other] = True
            other -= 1
