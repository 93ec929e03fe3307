"""Decisions whose evidence has changed or is gone since they were made: nothing is dropped without a sentence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from math import ceil
from typing import TYPE_CHECKING

from helpers import clean
from helpers.claims import _decided
from helpers.claims._decided import Decision
from helpers.review._rows import when

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("id", "about", "decision", "decided_by", "decided_on", "kind", "says", "source", "row")
ENOUGH = 0.6  # of the words in common, for a sentence to be called the nearest


def unfounded(
    decisions: pd.DataFrame | None, candidates: pd.DataFrame | None, claims: pd.DataFrame | None
) -> pd.DataFrame:
    """The decisions in force that have lost their ground: what they are about is gone, or is read otherwise now.

    One row a decision; `kind` is `gone` or `changed`, `says` a whole sentence. Of what is gone, the nearest sentence
    that there is now is named, where one is near. An accepted row keeps the date that the person saw.
    """
    import pandas as pd

    force = _decided.in_force(decisions)
    there = {**_known("candidates", candidates), **_known("claims", claims)} if force else {}
    found: list[tuple[str, ...]] = []
    near = _Near(there)
    for one in force:
        for kind, says in _said(one, there, near):
            who = (one.id, one.about, one.decision, one.decided_by, one.decided_on)
            found.append((*who, kind, says, one.source, one.row))
    frame = pd.DataFrame(found, columns=list(COLUMNS), dtype="str")
    frame.attrs["table"] = "decisions"
    return frame


def _known(table: str, frame: pd.DataFrame | None) -> dict[str, tuple[str, str]]:
    """By reference, the sentence and the date of every row as they stand now."""
    if frame is None:
        return {}
    rows = zip(frame["id"], frame["what"], frame["event_date"], strict=True)
    return {f"{table}:{name}": _decided.as_record({"what": what, "event_date": date}) for name, what, date in rows}


def _said(one: Decision, there: dict[str, tuple[str, str]], near: _Near) -> Iterator[tuple[str, str]]:
    if one.about not in there:
        yield "gone", _gone(one, near)
        return
    if one.decision in ("merge", "split") and one.value and one.value not in there:
        yield (
            "gone",
            f"{_who(one)} would {one.decision} {_what(one)} with {one.value}, and there is no such row any more.",
        )
    saw, saw_date = there[one.about]
    if one.saw and _folded(one.saw) != _folded(saw):
        yield "changed", f"{_who(one)} decided to {one.decision} {_what(one)}. It reads now: {_quoted(saw)}."
    if one.saw_date and one.saw_date != saw_date and one.decision in ("accept", "merge"):
        holds = f"What was accepted holds: {_dated(one.saw_date)}."
        then = holds if one.about.startswith("candidates:") else "Decide again."
        yield "changed", f"{_who(one)} accepted {_what(one)}: {_dated(one.saw_date)}. Now: {_dated(saw_date)}. {then}"


def _dated(date: str) -> str:
    return "no date" if date == _decided.UNDATED else when(date)


def _gone(one: Decision, near: _Near) -> str:
    said = f"{_who(one)} decided to {one.decision} {_what(one)}, and no text has it any more."
    name = near.find(one)
    then = f"The nearest is {name}, {_quoted(near.there[name][0])}: decide on that one." if name else ""
    return " ".join(part for part in (said, then, "The decision decides nothing until the evidence is back.") if part)


class _Near:
    """Finds the row whose words are most like a sentence; its index is made when something is gone."""

    def __init__(self, there: dict[str, tuple[str, str]]) -> None:
        self.there = there
        self.words: dict[str, frozenset[str]] = {}
        self.n_rows: Counter[str] = Counter()
        self.rows: dict[str, list[str]] = defaultdict(list)

    def find(self, one: Decision) -> str:
        """The reference of the nearest row of the same table; empty where none has enough of the words in common."""
        if not self.words:
            self._index()
        mine = frozenset(_folded(one.saw).split())
        table = one.about.partition(":")[0]
        scored: list[tuple[float, str]] = []
        for name in self._sharing(mine):
            theirs = self.words[name]
            if name.startswith(f"{table}:") and len(mine & theirs) >= ENOUGH * len(mine | theirs):
                alike = SequenceMatcher(None, _stated(one.saw), self.there[name][0], autojunk=False).ratio()
                scored.append((-alike, name))
        return min(scored)[1] if scored else ""

    def _index(self) -> None:
        self.words = {name: frozenset(_folded(saw).split()) for name, (saw, _) in self.there.items()}
        self.n_rows = Counter(word for words in self.words.values() for word in words)
        for name, words in self.words.items():
            for word in self._rarest(words):
                self.rows[word].append(name)

    def _rarest(self, words: frozenset[str]) -> list[str]:
        """Two sets with so much in common share at least one of these words (the prefix filter of set joins)."""
        ordered = sorted(words, key=lambda word: (self.n_rows[word], word))
        return ordered[: len(ordered) - ceil(ENOUGH * len(ordered)) + 1]

    def _sharing(self, words: frozenset[str]) -> set[str]:
        return {name for word in self._rarest(words) for name in self.rows.get(word, ())}


def _folded(text: str) -> str:
    return clean.fold(_stated(text))


def _stated(saw: str) -> str:
    """The sentence without the apostrophe that keeps a spreadsheet from running it."""
    return saw[1:] if saw.startswith("'") and clean.defused(saw[1:]) == saw else saw


def _who(one: Decision) -> str:
    return " on ".join(part for part in (one.decided_by, one.decided_on) if part)


def _what(one: Decision) -> str:
    return f"{one.about} ({_quoted(_stated(one.saw))})" if one.saw else one.about


def _quoted(text: str) -> str:
    words = text if len(text) <= 120 else f"{text[:119].rstrip()}…"
    return f'"{clean.visible(words)}"'


def sentences(frame: pd.DataFrame) -> list[str]:
    """The frame of `unfounded` as sentences with file and row, for a list of problems."""
    return [f"{row.source}, row {row.row}: {row.says}" for row in frame.itertuples()]


def settled(decisions: pd.DataFrame | None) -> set[str]:
    """The rows, as decisions name them, that somebody has accepted, merged or rejected and nobody has undone."""
    ruled = _decided.rulings(_decided.in_force(decisions))
    return {name for name, one in ruled.items() if one.standing}


def told(
    candidates: pd.DataFrame | None, decisions: pd.DataFrame | None, claims: pd.DataFrame | None
) -> dict[str, list[str] | int]:
    """How many candidates nobody has decided on, and what is wrong with the decisions, as sentences."""
    names = set() if candidates is None else {f"candidates:{name}" for name in candidates["id"]}
    found = sentences(unfounded(decisions, candidates, claims))
    return {"candidates": len(names - settled(decisions)), "unfounded": found, "faults": _decided.faults(decisions)}
