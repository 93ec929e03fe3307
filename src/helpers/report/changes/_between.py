"""The difference of two snapshots: what is new, gone or different, of each kind, and what is the cause."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from helpers import clean, vocabulary, wording
from helpers.report.changes import _causes
from helpers.report.changes._baseline import SINCE, Baseline
from helpers.report.changes._causes import Cause
from helpers.report.changes._kinds import KINDS, Kind
from helpers.report.changes._plain import dumped
from helpers.report.changes._snapshot import NAME

Evidence = dict[str, str]
FORMAT = 1
FILE = "changes.json"
WAYS = ("new", "gone", "different")
MOST_LISTED = 1_000
_UNDATED = "another publication"
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """One field with another value: its name, what it was and what it is; None where it is not stated."""

    field: str
    was: Any
    now: Any


@dataclass(frozen=True)
class Change:
    """One finding that is new, gone or different.

    `fields` are what is known of it now, or was known of a gone one; `evidence` are its first rows (a gone one's, as
    they were) with the hash of their file, `n_evidence` how many there are, `page` the page it stands on.
    """

    kind: str
    way: str
    id: str
    title: str
    fields: Mapping[str, Any]
    differences: tuple[Difference, ...]
    evidence: tuple[Evidence, ...]
    n_evidence: int
    page: str = ""


@dataclass(frozen=True)
class Group:
    """The changes of one kind, by way; a way with none is empty."""

    kind: str
    new: tuple[Change, ...]
    gone: tuple[Change, ...]
    different: tuple[Change, ...]

    def __iter__(self) -> Iterator[Change]:
        return iter((*self.new, *self.different, *self.gone))

    def __len__(self) -> int:
        return len(self.new) + len(self.gone) + len(self.different)


@dataclass(frozen=True)
class Changes:
    """What changed since a publication; `groups` has only kinds in which something did."""

    before: Baseline | None
    now: Mapping[str, Any]
    groups: tuple[Group, ...] = ()
    causes: tuple[Cause, ...] = ()

    @property
    def first(self) -> bool:
        """Whether there is no publication to compare with."""
        return self.before is None

    @property
    def comparable(self) -> bool:
        """Whether the publication before has left findings to compare with."""
        return self.before is not None and self.before["snapshot"] is not None

    @property
    def nothing(self) -> bool:
        """Whether it was compared, and nothing is new, gone or different."""
        return self.comparable and not self.groups

    @property
    def since(self) -> str:
        """The publication compared with, in words: `20 November 2026, 06:00 UTC`."""
        day, _, time = when(self.before["published"] if self.before else "").partition(", ")
        return f"{day}, {time}" if time else day

    def counts(self) -> dict[str, int]:
        """How many are new, gone and different, as `{"claims new": 2}`: only what is not zero."""
        pairs = ((f"{group.kind} {way}", len(getattr(group, way))) for group in self.groups for way in WAYS)
        return {name: n for name, n in pairs if n}

    def said(self) -> dict[str, str]:
        """The counts in words, by way: `{"new": "2 claims and 1 event"}`."""
        listed = {
            way: [KINDS[group.kind].counted(len(getattr(group, way))) for group in self.groups if getattr(group, way)]
            for way in WAYS
        }
        return {way: wording.listed(parts, len(KINDS)) for way, parts in listed.items() if parts}

    def says(self) -> str:
        """What changed, in one sentence."""
        if self.first:
            return "First publication: there is nothing to compare with."
        if not self.comparable:
            named = "before" if self.since == _UNDATED else f"of {self.since}"
            return f"The publication {named} has left no findings that can be compared."
        if not self.groups:
            said = [one.says.rstrip(".") for one in self.causes]
            return f"Nothing changed since {self.since}." if not said else (
                f"No finding changed since {self.since}. {'. '.join(said)}."
            )  # fmt: skip
        return f"Since {self.since}: " + "; ".join(f"{way}: {words}" for way, words in self.said().items()) + "."

    def as_json(self) -> bytes:
        """The content of changes.json: everything that changed, at most 1,000 of a kind and way; docs/changes.md."""
        return dumped(
            {
                "format": FORMAT,
                "case": self.now["case"],
                "since": (self.before or {}).get("published") or None,
                "compared": self.comparable,
                "says": self.says(),
                "counts": self.counts(),
                "causes": [{"cause": one.cause, "says": one.says} for one in self.causes],
                "changes": {group.kind: _group(group) for group in self.groups},
            },
            indent=1,
        )

    def files(self) -> dict[str, bytes]:
        """The files of a report that keep its changes: changes.json, snapshot.json and, after the first, since.json."""
        kept = {FILE: self.as_json(), NAME: dumped(self.now)}
        return kept if self.before is None else kept | {SINCE: dumped(self.before)}


def between(before: Baseline | None, now: Mapping[str, Any]) -> Changes:
    """The changes from a publication to the snapshot of now; `before` is what `baseline` gave."""
    if before is None or before["snapshot"] is None:
        return Changes(before, now)
    was = before["snapshot"]
    groups = tuple(group for kind in KINDS if len(group := _compared(kind, was, now)))
    return Changes(before, now, groups, _causes.causes(was, now, bool(groups)))


def when(stated: str) -> str:
    """A moment in words, in UTC: `20 November 2026, 06:00 UTC`; `another publication` where it is not known."""
    if not stated:
        return _UNDATED
    at = datetime.fromisoformat(stated).astimezone(UTC)
    return f"{at.day} {_MONTHS[at.month - 1]} {at.year}, {at:%H:%M} UTC"


def _compared(kind: str, was: Mapping[str, Any], now: Mapping[str, Any]) -> Group:
    one, other = was["kinds"].get(kind, {}), now["kinds"].get(kind, {})
    hashes = [_hashes(was), _hashes(now)]
    called = _renamed(KINDS[kind], one, other)
    taken = {*called.values()}
    before = {name: called.get(name, "" if name in taken else name) for name in other}
    different = (
        (name, found)
        for name in other
        if before[name] in one and (found := _differences(kind, one[before[name]], other[name]))
    )
    stays = {*before.values()}
    return Group(
        kind,
        tuple(_change(kind, "new", name, other[name], hashes[1]) for name in other if before[name] not in one),
        tuple(_change(kind, "gone", name, one[name], hashes[0]) for name in one if name not in stays),
        tuple(_change(kind, "different", name, other[name], hashes[1], found) for name, found in different),
    )


def _renamed(kind: Kind, one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, str]:
    """The ids that entries had which have another one now: sentences word for word, wherever they stand; else entries
    whose id is gone, where only one can be meant."""
    if not kind.same:
        return {}
    told = kind.same == (kind.text,)
    stay = {name for name in one if name in other and (not told or _key(kind, one[name]) == _key(kind, other[name]))}
    was, now = (_alike(kind, entries, stay) for entries in (one, other))
    return {
        name: before
        for key, names in now.items()
        if told or len(names) == len(was.get(key, ())) == 1
        for name, before in zip(names, was.get(key, ()), strict=False)
    }


def _alike(kind: Kind, entries: Mapping[str, Any], stay: Container[str]) -> dict[tuple[str, ...], list[str]]:
    """The ids of the other entries, by what says that two are the same."""
    found: dict[tuple[str, ...], list[str]] = {}
    for name, entry in entries.items():
        if name not in stay and (key := _key(kind, entry))[0]:
            found.setdefault(key, []).append(name)
    return found


def _key(kind: Kind, entry: Mapping[str, Any]) -> tuple[str, ...]:
    """A sentence as it is; of several fields each in one form."""
    values = [str(entry["fields"].get(name) or "") for name in kind.same]
    return tuple(vocabulary.folded(clean.fold(value)) for value in values) if len(values) > 1 else tuple(values)


def _differences(kind: str, was: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[Difference, ...]:
    before, after = was["fields"], now["fields"]
    known = [*KINDS[kind].fields, *sorted({*before, *after} - {*KINDS[kind].fields})]
    return tuple(
        Difference(name, before.get(name), after.get(name)) for name in known if before.get(name) != after.get(name)
    )


def _change(
    kind: str,
    way: str,
    name: str,
    entry: Mapping[str, Any],
    hashes: Mapping[str, str],
    differences: tuple[Difference, ...] = (),
) -> Change:
    rows = [dict(zip(("table", "source", "row"), one, strict=True)) for one in entry["evidence"]]
    evidence = tuple({**row, "sha256": hashes.get(row["source"], "")} for row in rows)
    return Change(
        kind, way, name, entry["title"], entry["fields"], differences, evidence,
        entry.get("n_evidence", len(rows)), entry.get("page", ""),
    )  # fmt: skip


def _hashes(snapshot: Mapping[str, Any]) -> dict[str, str]:
    return {name: one["fields"].get("sha256", "") for name, one in snapshot["kinds"].get("sources", {}).items()}


def _group(group: Group) -> dict[str, Any]:
    listed = {way: getattr(group, way) for way in WAYS}
    left = {way: len(found) - MOST_LISTED for way, found in listed.items() if len(found) > MOST_LISTED}
    made: dict[str, Any] = {way: [_json(one) for one in found[:MOST_LISTED]] for way, found in listed.items() if found}
    return made | ({"left_out": left} if left else {})


def _json(change: Change) -> dict[str, Any]:
    made: dict[str, Any] = {"id": change.id, "title": change.title, "fields": change.fields}
    if change.differences:
        made["different"] = [{"field": one.field, "was": one.was, "now": one.now} for one in change.differences]
    made |= {"evidence": list(change.evidence), "n_evidence": change.n_evidence}
    return made | ({"page": f"{change.page}.html"} if change.page else {})
