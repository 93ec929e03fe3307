"""Spans compared with gold, as TempEval-3 compared them.

UzZaman, Llorens, Derczynski, Allen, Verhagen and Pustejovsky: SemEval-2013 Task 1: TempEval-3, section 4.1. A span is
found strictly where its borders are those of the gold, and relaxedly where it overlaps it. An attribute's F1 counts
what was found (relaxedly) *and* has the right attribute, in both precision and recall: value F1 is relaxed F1 times
the share of right values among what was matched. A value is right where it is the same text. Here each gold span takes
one span at most (the one that covers most of it), so that a tagger gains nothing by marking a whole sentence.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from _dates.texts import Span

POINTS = ("DATE", "TIME")


class Counts(NamedTuple):
    """What was counted over texts: gold spans, found spans, matches, and how many of these agree."""

    gold: int = 0
    found: int = 0
    strict: int = 0
    relaxed: int = 0
    value: int = 0
    type: int = 0
    edtf: int = 0
    edtf_stated: int = 0

    def plus(self, other: Counts) -> Counts:
        """Both together."""
        return Counts(*(a + b for a, b in zip(self, other, strict=True)))

    def scores(self) -> dict[str, float]:
        """F1 of strict and relaxed spans, values and types; precision and recall of relaxed spans; from 0 to 100."""
        return {
            "strict": self._f1(self.strict),
            "relaxed": self._f1(self.relaxed),
            "precision": 100 * self.relaxed / self.found if self.found else 0.0,
            "recall": 100 * self.relaxed / self.gold if self.gold else 0.0,
            "value": self._f1(self.value),
            "type": self._f1(self.type),
            "value_accuracy": 100 * self.value / self.relaxed if self.relaxed else 0.0,
            "edtf_accuracy": 100 * self.edtf / self.edtf_stated if self.edtf_stated else 0.0,
        }

    def _f1(self, right: int) -> float:
        return 200 * right / (self.gold + self.found) if self.gold + self.found else 0.0


def count(gold: Iterable[Span], found: Iterable[Span], types: tuple[str, ...] = ()) -> Counts:
    """Gold and found spans of one text compared; with types, spans of other types are not there, on either side."""
    wanted = [span for span in gold if not types or span.type in types]
    given = [span for span in found if not types or span.type in types]
    pairs = matches(wanted, given)
    stated = [(a, b) for a, b in pairs if a.edtf is not None]
    return Counts(
        len(wanted),
        len(given),
        sum(a[:2] == b[:2] for a, b in pairs),
        len(pairs),
        sum(a.value == b.value for a, b in pairs),
        sum(a.type == b.type for a, b in pairs),
        sum(a.edtf == (b.edtf or "") for a, b in stated),
        len(stated),
    )


def matches(gold: list[Span], found: list[Span]) -> list[tuple[Span, Span]]:
    """Pairs of gold and found spans that overlap, each in one pair at most; what covers most of it first."""
    overlaps = sorted(
        (max(a.start, b.start) - min(a.end, b.end), abs(a.start - b.start) + abs(a.end - b.end), m, n)
        for m, a in enumerate(gold)
        for n, b in enumerate(found)
        if a.start < b.end and b.start < a.end
    )
    left, right, pairs = set[int](), set[int](), []
    for _, _, m, n in overlaps:
        if m not in left and n not in right:
            left.add(m)
            right.add(n)
            pairs.append((m, n))
    return [(gold[m], found[n]) for m, n in sorted(pairs)]
