"""What people decided on candidates and claims, applied to them: a pure function of the tables.

Decisions are lines of one file, and the later line holds. `accept` and `reject` say whether a row counts. `merge` says
that it tells of the same event as the row in `value`, and accepts it: nobody merges what is no claim. `split` says that
it does not tell of the event of the row in `value`; without a value, of no other's. `correct` puts `value` into
`column`, and leaves open whether the row counts. `undo` takes back the decision that it is about, as if it had never
been made; the line stays. What is decided is decided on a name made of content (`claims.candidate_id`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pandas as pd

from helpers import dates, tables
from helpers.errors import did_you_mean

WORDS = ("accept", "reject", "merge", "split", "correct", "undo")
CORRECTABLE = ("event_date", "stance", "claimant", "wording", "what")
MAY_BE_EMPTY = ("event_date", "wording")  # a correction can also say that the sentence dates nothing
ALONE = "*"
ADDED = ("method", "standing", "decided_by", "decided_on", "why", "event", "apart")


class Decision(NamedTuple):
    """One line of the decisions, its missing cells as empty texts."""

    id: str
    about: str
    decision: str
    column: str
    value: str
    decided_by: str
    decided_on: str
    why: str
    saw: str
    saw_date: str
    source: str
    row: str


@dataclass
class Ruling:
    """What holds for one row after all its decisions: the one it stands by, the last split, corrections by column."""

    standing: Decision | None = None
    split: Decision | None = None
    corrections: dict[str, Decision] = field(default_factory=dict)


def lines(decisions: pd.DataFrame | None) -> list[Decision]:
    """The decisions as they stand, in order; none where there is no table of them."""
    if decisions is None or decisions.empty:
        return []
    known = [name for name in Decision._fields if name in decisions.columns]
    records = decisions[known].astype(object).where(decisions[known].notna(), "").to_dict("records")
    return [Decision(**{name: str(record.get(name, "")).strip() for name in Decision._fields}) for record in records]


def in_force(decisions: pd.DataFrame | None) -> list[Decision]:
    """The decisions that hold something: without undone ones, without those at fault, without `undo` itself."""
    return holding(lines(decisions))


def holding(listed: list[Decision]) -> list[Decision]:
    """The same of a list of lines."""
    undone, kept = set[str](), list[Decision]()
    for one in reversed(listed):
        if one.id in undone or fault(one):
            continue
        if one.decision == "undo":
            undone.add(one.about.removeprefix("decisions:"))
        else:
            kept.append(one)
    return kept[::-1]


def fault(one: Decision) -> str:
    """Why a line decides nothing, as a sentence with what to write instead; empty if it does."""
    if one.decision not in WORDS:
        near = did_you_mean(one.decision, WORDS)
        return f'the decision "{one.decision}" is none of {", ".join(WORDS)}.{near}'
    table, colon, name = one.about.partition(":")
    wanted = ("decisions",) if one.decision == "undo" else ("candidates", "claims")
    if table not in wanted or not colon or not name:
        return f'"{one.about}" cannot be what {one.decision} is about. Write {" or ".join(f"{w}:id" for w in wanted)}.'
    if one.decision == "merge" or (one.decision == "split" and one.value):
        table, colon, name = one.value.partition(":")
        if table not in wanted or not name:
            return f'"{one.value}" is no row to {one.decision} with. Write candidates:id or claims:id as its value.'
    return _fault_of_correction(one) if one.decision == "correct" else ""


def _fault_of_correction(one: Decision) -> str:
    if one.column not in CORRECTABLE:
        near = did_you_mean(one.column, CORRECTABLE)
        return f'"{one.column}" is no column that can be corrected: {", ".join(CORRECTABLE)} can.{near}'
    if not one.value:
        return "" if one.column in MAY_BE_EMPTY else f"a correction of {one.column} has no value. Write the right one."
    if one.column == "event_date" and not dates.valid(one.value):
        return f'"{one.value}" is not a date. Write 2020, 2020-04, 2020-04-29 or 2021-09/2022-01.'
    if one.column == "stance" and one.value not in tables.STANCES:
        return (
            f'the stance "{one.value}" is none of {", ".join(tables.STANCES)}.{did_you_mean(one.value, tables.STANCES)}'
        )
    return ""


def faults(decisions: pd.DataFrame | None) -> list[str]:
    """Every line that decides nothing, as sentences with file and row."""
    found, known = [], {one.id for one in lines(decisions)}
    for one in lines(decisions):
        said = fault(one)
        target = one.about.removeprefix("decisions:")
        if not said and one.decision == "undo" and target not in known:
            said = f'there is no decision "{target}" to undo.{did_you_mean(target, known)}'
        if said:
            found.append(f"{one.source}, row {one.row}: {said}")
    return found


def rulings(decisions: Iterable[Decision]) -> dict[str, Ruling]:
    """What holds for each row, by its reference (`candidates:1f0c...`)."""
    found: dict[str, Ruling] = {}
    for one in decisions:
        ruling = found.setdefault(one.about, Ruling())
        if one.decision == "correct":
            ruling.corrections[one.column] = one
        elif one.decision == "split":
            ruling.split = one
        else:
            ruling.standing = one
            ruling.split = None if one.decision == "merge" else ruling.split
    return found


# ---------------------------------------------------------------- applied


def decided(
    candidates: pd.DataFrame, decisions: pd.DataFrame | None, claims: pd.DataFrame | None = None
) -> pd.DataFrame:
    """The candidates as people decided on them: rejected ones are gone, corrected ones have the corrected values.

    It adds `method` (`extracted`, `extracted, accepted by NAME on DAY`, ...), `standing` (`accepted` or NA),
    `decided_by`, `decided_on` and `why` (of the decision that the row stands by), `event` (a name that rows have in
    common which people merged: that of the claims' event, where they merged it with a claim; else NA) and `apart`
    (references of rows that it must not share an event with; `["*"]`: with no other). An accepted row keeps the date
    that the person saw, whatever the rules read now. `claims` are those that candidates may be merged with.
    """
    kept, ruled = _applied(candidates, "candidates", in_force(decisions), claims)
    kept["method"] = [_method(ruling, "extracted") for ruling in ruled]
    return kept.reset_index(drop=True)


def decided_claims(claims: pd.DataFrame, decisions: pd.DataFrame | None) -> pd.DataFrame:
    """The claims that people made, as people decided on them later: the columns of `decided`, `event` never NA.

    A merged claim has the event of the one it was merged with, a split one an event of its own (`event/id`).
    """
    kept, ruled = _applied(claims, "claims", in_force(decisions), claims)
    kept["method"] = [
        was if ruling == Ruling() else _method(ruling, "stated" if pd.isna(was) else str(was))
        for ruling, was in zip(ruled, kept["method"], strict=True)
    ]
    return kept.reset_index(drop=True)


def _applied(
    frame: pd.DataFrame, table: str, decisions: list[Decision], claims: pd.DataFrame | None
) -> tuple[pd.DataFrame, list[Ruling]]:
    ruled, none = rulings(decisions), Ruling()
    references = (table + ":" + frame["id"].astype(str)).to_list()
    counts = [
        not (r.standing and r.standing.decision == "reject") for r in (ruled.get(ref, none) for ref in references)
    ]
    kept = frame[counts].copy()
    references = [ref for ref, stays in zip(references, counts, strict=True) if stays]
    mine = [ruled.get(reference, none) for reference in references]
    for column, at, value in _corrections(mine, table):
        if column in kept.columns:
            kept.iloc[at, kept.columns.get_loc(column)] = value
    standing = [ruling.standing for ruling in mine]
    kept["standing"] = ["accepted" if one else None for one in standing]
    for name in ("decided_by", "decided_on", "why"):
        kept[name] = [(getattr(one, name) or None) if one else None for one in standing]
    groups = Groups(decisions, claims)
    kept["event"] = [groups.event(reference) for reference in references]
    kept["apart"] = [groups.apart(reference) for reference in references]
    return kept, mine


def _corrections(mine: Iterable[Ruling], table: str) -> Iterator[tuple[str, int, str | None]]:
    """Column, position and value of everything that people put right."""
    for at, ruling in enumerate(mine):
        seen = ruling.standing.saw_date if ruling.standing and table == "candidates" else ""
        if seen and "event_date" not in ruling.corrections:
            yield "event_date", at, None if seen == UNDATED else seen
        for column, one in ruling.corrections.items():
            yield column, at, one.value or None


UNDATED = "none"  # what `saw_date` says of a row that had no date, so that an empty cell can mean "not noted"


def _method(ruling: Ruling, method: str) -> str:
    said = [method]
    if ruling.standing:
        how = "merged" if method.startswith("stated") and ruling.standing.decision == "merge" else "accepted"
        said.append(f"{how} by {_who(ruling.standing)}")
    for column, one in sorted(ruling.corrections.items()):
        same = ruling.standing and _who(ruling.standing) == _who(one)
        said.append(f"{column.replace('_', ' ')} corrected" + ("" if same else f" by {_who(one)}"))
    return ", ".join([*said, *([f"split off by {_who(ruling.split)}"] if ruling.split else [])])


def _who(one: Decision) -> str:
    return f"{one.decided_by or 'somebody'} on {one.decided_on}" if one.decided_on else one.decided_by or "somebody"


# ---------------------------------------------------------------- which rows tell of one event


class Groups:
    """Which rows people put together or apart; a name for each group that has more than one row."""

    def __init__(self, decisions: Iterable[Decision], claims: pd.DataFrame | None) -> None:
        self.events: dict[str, str] = {}
        if claims is not None and len(claims):
            names = "claims:" + claims["id"].astype(str)
            self.events = dict(zip(names, claims["event"].astype(str), strict=True))
        self.together: set[frozenset[str]] = set()
        self.parted: dict[str, set[str]] = {}
        for one in decisions:
            if one.decision == "merge":
                self._merge(one.about, one.value)
            elif one.decision == "split":
                self._split(one.about, one.value)
        self.named = self._named()

    def event(self, reference: str) -> str | None:
        """The event that people put the row into, or None."""
        return self.named.get(reference, self.events.get(reference))

    def apart(self, reference: str) -> list[str]:
        """The rows that it must not share an event with."""
        return sorted(self.parted.get(reference, ()))

    def _merge(self, one: str, other: str) -> None:
        for mine, theirs in ((one, other), (other, one)):
            self.parted.get(mine, set()).difference_update((theirs, ALONE))
        self.together.add(frozenset((one, other)))

    def _split(self, one: str, other: str) -> None:
        if other:
            self.together.discard(frozenset((one, other)))
            self.parted.setdefault(one, set()).add(other)
            self.parted.setdefault(other, set()).add(one)
        else:
            self.together = {pair for pair in self.together if one not in pair}
            self.parted[one] = {ALONE}
        if one in self.events and (not other or self.events.get(other) == self.events[one]):
            self.events[one] = f"{self.events[one]}/{one.removeprefix('claims:')}"

    def _named(self) -> dict[str, str]:
        root: dict[str, str] = {}

        def top(name: str) -> str:
            while root.setdefault(name, name) != name:
                root[name] = name = root[root[name]]
            return name

        pairs = [tuple(pair) for pair in self.together if len(pair) == 2]
        for one, other in [*pairs, *((name, f"event:{event}") for name, event in self.events.items())]:
            root[top(one)] = top(other)
        members: dict[str, list[str]] = {}
        for name in root:
            members.setdefault(top(name), []).append(name)
        merged = {name for pair in pairs for name in pair}
        groups = [found for found in members.values() if merged.intersection(found)]
        return {name: called for found in groups for called in [self._called(found)] for name in found}

    def _called(self, members: list[str]) -> str:
        """The event of the first claim in the group; of candidates alone, a name made of the smallest of theirs."""
        inside = set(members)
        first = next((event for name, event in self.events.items() if name in inside), None)
        return first or "m-" + min(name.partition(":")[2] for name in members)


def as_record(row: Mapping[str, Any]) -> tuple[str, str]:
    """What a person sees of a row, as a decision notes it: its sentence and its date (`saw`, `saw_date`)."""
    said, when = row.get("what"), row.get("event_date")
    return ("" if pd.isna(said) else " ".join(str(said).split())), (UNDATED if pd.isna(when) else str(when))
