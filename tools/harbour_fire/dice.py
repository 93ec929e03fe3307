"""Integers from a seed. Only `getrandbits` is taken from `random`: what is made of the bits is ours, and stays."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")
BASE32 = "abcdefghijklmnopqrstuvwxyz234567"
TID = "234567abcdefghijklmnopqrstuvwxyz"


class Dice:
    """A stream of chances of its own for every part, so that a change in one part leaves the others as they are."""

    def __init__(self, name: str) -> None:
        """Starts the stream that belongs to this name."""
        seed = int.from_bytes(hashlib.sha256(f"harbour-fire/{name}".encode()).digest()[:8], "big")
        self._bits = random.Random(seed).getrandbits

    def below(self, n: int) -> int:
        """An integer from 0 to n - 1."""
        width = n.bit_length()
        while (value := self._bits(width)) >= n:
            pass
        return value

    def between(self, low: int, high: int) -> int:
        """An integer from low to high, both included."""
        return low + self.below(high - low + 1)

    def chance(self, percent: int) -> bool:
        """True in so many of a hundred cases."""
        return self.below(100) < percent

    def pick(self, items: Sequence[T]) -> T:
        """One of the items."""
        return items[self.below(len(items))]

    def few(self, items: Sequence[T], n: int) -> list[T]:
        """n different items, in the order of the list."""
        left = list(range(len(items)))
        taken = [left.pop(self.below(len(left))) for _ in range(n)]
        return [items[i] for i in sorted(taken)]

    def skewed(self, items: Sequence[T]) -> T:
        """One of the items, the first ones much more often: a few people write most."""
        return items[self.below(self.below(len(items)) + 1)]

    def weighted(self, cumulative: Sequence[int]) -> int:
        """The place in a list of cumulative weights that a throw falls on."""
        throw, low, high = self.below(cumulative[-1]), 0, len(cumulative) - 1
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if cumulative[middle] > throw else (middle + 1, high)
        return low

    def heavy(self, percent: int, most: int) -> int:
        """A count with a long tail: mostly small, doubled again and again in so many of a hundred cases."""
        value = self.below(3)
        while value < most and self.chance(percent):
            value = value * 2 + self.below(3)
        return min(value, most)

    def letters(self, alphabet: str, n: int) -> str:
        """n characters of an alphabet."""
        return "".join(alphabet[self.below(len(alphabet))] for _ in range(n))
