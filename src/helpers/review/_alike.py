"""Which rows may tell of the same event as a candidate: a proposal for a person, and never more than that."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection
from math import log
from typing import Any

from helpers import clean, dates
from helpers.review._rows import Rows, when

_WORD = re.compile(r"\w{4,}")
COMMON = 0.1  # words of more than this share of all rows say nothing
SAME_DATE = 2.0  # what dates that can be the same count, beside shared words


class Alike:
    """An index of the rare words of candidates and claims, made once for a review."""

    def __init__(self, rows: Rows) -> None:
        self.said: dict[str, tuple[str | None, str]] = {}
        for reference in rows.references():
            row = rows.first[reference.removeprefix("candidates:")]
            self.said[reference] = (row["event_date"], str(row["what"]))
        for claim in [] if rows.claims is None else rows.claims.to_dict("records"):
            words = claim["title"] if isinstance(claim["title"], str) else claim["what"]
            date = claim["event_date"] if isinstance(claim["event_date"], str) else None
            self.said[f"claims:{claim['id']}"] = (date, str(words))
        self.words = {name: set(_WORD.findall(clean.fold(text))) for name, (_, text) in self.said.items()}
        n_rows = Counter(word for words in self.words.values() for word in words)
        most = max(COMMON * len(self.said), 3)
        self.weight = {word: log(1 + len(self.said) / n) for word, n in n_rows.items() if n <= most}
        self.rows: dict[str, list[str]] = defaultdict(list)
        for name, words in self.words.items():
            for word in words & self.weight.keys():
                self.rows[word].append(name)

    def nearest(self, reference: str, gone: Collection[str], most: int) -> list[tuple[str, str]]:
        """The rows that share the most rare words with it, those of the same date before others; without `gone`."""
        points: dict[str, float] = defaultdict(float)
        for word in self.words[reference] & self.weight.keys():
            for name in self.rows[word]:
                points[name] += self.weight[word]
        mine = _span(self.said[reference][0])
        for name in points:
            theirs = _span(self.said[name][0])
            points[name] += SAME_DATE if mine and theirs and mine[0] <= theirs[1] and theirs[0] <= mine[1] else 0
        found = [name for name in points if name != reference and name not in gone]
        found.sort(key=lambda name: (-points[name], name))
        return [(name, f"{when(self.said[name][0])}: {self.said[name][1]}") for name in found[:most]]


def _span(edtf: str | None) -> tuple[Any, Any] | None:
    if not edtf or not dates.valid(edtf):
        return None
    first, last = dates.span(edtf)
    return (first or last, last or first)
