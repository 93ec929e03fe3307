"""Small words for sentences that are computed: numbers with their nouns, lists with their rest, what is not stated."""

from __future__ import annotations

import re
from collections.abc import Iterable


def many(n: int, noun: str, plural: str = "") -> str:
    """The number with its noun: `1 actor`, `1,234 actors`; `plural` where an s is not enough."""
    return f"{int(n):,} {noun if n == 1 else plural or noun + 's'}"


def listed(words: Iterable[object], most: int = 4) -> str:
    """The words as a list in a sentence: `a, b and c`; of more than `most`, the rest is counted: `a, b and 3 more`."""
    every = [str(word) for word in words]
    shown = every if len(every) <= most else every[: most - 1]
    rest = [f"{len(every) - len(shown)} more"] if len(every) > len(shown) else []
    *first, last = [*shown, *rest] or [""]
    return f"{', '.join(first)} and {last}" if first else last


def quoted(words: Iterable[object], most: int = 4) -> str:
    """The same, each word in quotation marks."""
    every = list(words)
    named = [f'"{word}"' for word in every]
    return listed(named, most)


def names(words: Iterable[str], most: int = 8) -> str:
    """The first names of a file in order: `author, id, text`; a long one is cut, hidden signs are written out."""
    return ", ".join(map(name, sorted(words)[:most]))


def name(word: str) -> str:
    """A name out of a file as a sentence can bear it: of forty characters at most, and on one line."""
    cut = word if len(word) <= 40 else f"{word[:39]}…"
    return "".join(sign if sign.isprintable() else f"‹U+{ord(sign):04X}›" for sign in cut)


def size(n_bytes: int) -> str:
    """The size of a file in words: `0.9 kB`, `231 kB`, `1.4 MB`."""
    if n_bytes >= 999_500:
        return f"{n_bytes / 1e6:,.1f} MB"
    return f"{n_bytes / 1e3:.0f} kB" if n_bytes >= 9_950 else f"{n_bytes / 1e3:.1f} kB"


def zone(name: str) -> str:
    """A time zone as readers know it: `Etc/GMT-2`, whose sign is the wrong way round, is `UTC+2`."""
    found = re.fullmatch(r"Etc/GMT([+-])([1-9]\d?)", name)
    return f"UTC{'-' if found[1] == '+' else '+'}{found[2]}" if found else name


def said(value: object) -> str:
    """The value as text, or "not stated" where there is none: None, a NaN, pandas' NA and NaT."""
    try:
        missing = value is None or bool(value != value)
    except TypeError:  # NA is neither equal nor unequal to itself
        missing = True
    return "not stated" if missing else str(value)
