"""Kernels that bring texts into their form, and find those of one form."""

from __future__ import annotations

from typing import Any

import numpy as np

from helpers.similarity._compile import compiled

DROP, SPACE, KEEP = 0, 1, 2
Array = np.ndarray[Any, np.dtype[Any]]


@compiled
def squeeze(signs: Array, ends: Array, becomes: Array, out: Array, out_ends: Array) -> int:
    """Writes each text without what is dropped, with single spaces; returns how many characters were written."""
    at, begin = 0, 0
    for text in range(len(ends)):
        start, pending = at, False
        for n in range(begin, ends[text]):
            kind = becomes[signs[n]]
            if kind == KEEP:
                if pending and at > start:
                    out[at] = 32
                    at += 1
                pending = False
                out[at] = signs[n]
                at += 1
            elif kind == SPACE:
                pending = True
        begin = ends[text]
        out_ends[text] = at
    return at


@compiled
def firsts(signs: Array, starts: Array, slots: Array) -> Array:
    """The first text of each text's form; -1 where nothing is left of it. Forms are compared, not hashes alone."""
    n_texts = len(starts) - 1
    found = np.empty(n_texts, np.int64)
    mask = np.uint64(len(slots) - 1)
    for text in range(n_texts):
        begin, length = starts[text], starts[text + 1] - starts[text]
        if length == 0:
            found[text] = -1
            continue
        mixed = np.uint64(length)
        for n in range(begin, begin + length):
            mixed = (mixed ^ np.uint64(signs[n])) * np.uint64(0x9E3779B97F4A7C15)
            mixed ^= mixed >> np.uint64(29)
        slot = mixed & mask
        while True:
            other = slots[slot]
            if other < 0:
                slots[slot] = text
                found[text] = text
                break
            if starts[other + 1] - starts[other] == length:
                same = True
                for n in range(length):
                    if signs[starts[other] + n] != signs[begin + n]:
                        same = False
                        break
                if same:
                    found[text] = other
                    break
            slot = (slot + np.uint64(1)) & mask
    return found
