"""Kernels that turn forms into sets of sequences: numbers that are sorted with the rarest first.

A sequence of five characters becomes a number of 56 bits. While a corpus has fewer than 2,353 different characters,
different sequences have different numbers; above that, the chance that any two sequences of ten million share one is
about one in a thousand. The eight bits above say how frequent it is: an order in which the rarest come first, the
same for all sets, without sorting them all together.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from helpers.similarity._compile import compiled
from helpers.similarity._form_kernels import Array

BITS = 56


@compiled
def _mixed(number: Any) -> Any:
    """The number with its bits mixed: one to one, so that no two become the same."""
    mask = np.uint64((1 << 56) - 1)
    mixed = np.uint64(number) & mask
    mixed = (mixed * np.uint64(0x9E3779B97F4A7C15)) & mask
    mixed ^= mixed >> np.uint64(28)
    mixed = (mixed * np.uint64(0xD6E8FEB86659FD93)) & mask
    mixed ^= mixed >> np.uint64(31)
    return mixed


@compiled
def grams(signs: Array, starts: Array, forms: Array, out_starts: Array, ranks: Array, base: int, out: Array) -> None:
    """Writes the five-character sequences of each form, mixed, into its part of `out`."""
    for n in range(len(forms)):
        begin, at = starts[forms[n]], out_starts[n]
        for k in range(out_starts[n + 1] - at):
            number = np.uint64(0)
            for j in range(5):
                number = number * np.uint64(base) + np.uint64(ranks[signs[begin + k + j]])
            if base > 2352:
                number ^= number >> np.uint64(32)
                number *= np.uint64(0xBF58476D1CE4E5B9)
                number ^= number >> np.uint64(29)
            out[at + k] = _mixed(number)


@compiled
def trigrams(signs: Array, starts: Array, forms: Array, out_starts: Array, out: Array) -> None:
    """Writes the three-character sequences of each short form, with two blanks around, each with how often it came."""
    for n in range(len(forms)):
        begin, length = starts[forms[n]], starts[forms[n] + 1] - starts[forms[n]]
        at = out_starts[n]
        for k in range(length + 2):
            number = np.uint64(0)
            for j in range(k - 2, k + 1):
                sign = signs[begin + j] if 0 <= j < length else np.uint32(0)
                number = (number << np.uint64(21)) | np.uint64(sign)
            out[at + k] = number
        part = out[at : at + length + 2]
        part.sort()
        before, times = np.uint64(0), np.uint64(0)
        for k in range(length + 2):
            number = part[k]
            times = times + np.uint64(1) if k and number == before else np.uint64(0)
            before = number
            mixed = (number ^ (times << np.uint64(58)) ^ times) * np.uint64(0xBF58476D1CE4E5B9)
            part[k] = _mixed(mixed ^ (mixed >> np.uint64(29)))


@compiled
def count(numbers: Array, begin: int, end: int, counts: Array) -> None:
    """Counts each number in its slot, up to what a slot holds; a count that threads lose changes the order alone."""
    mask = np.uint64(len(counts) - 1)
    for n in range(begin, end):
        slot = numbers[n] & mask
        if counts[slot] < 65535:
            counts[slot] += 1


@compiled
def order(numbers: Array, starts: Array, begin: int, end: int, counts: Array, levels: Array, sizes: Array) -> None:
    """Sorts each set in place with the rarest first, without repeats, and writes its size."""
    mask = np.uint64(len(counts) - 1)
    for text in range(begin, end):
        first, last = starts[text], starts[text + 1]
        for n in range(first, last):
            numbers[n] |= np.uint64(levels[counts[numbers[n] & mask]]) << np.uint64(56)
        numbers[first:last].sort()
        at = first
        for n in range(first, last):
            if n == first or numbers[n] != numbers[n - 1]:
                at += 1
                if at - 1 != n:
                    numbers[at - 1] = numbers[n]
        sizes[text] = at - first
