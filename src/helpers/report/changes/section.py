"""The section of changes on a report's first page: counts first, then the few that matter most, then all, folded.

A new or different entry carries its marks; of a gone one the place is said in words, because its row may be gone too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from helpers.report.changes import _causes
from helpers.report.changes._between import FILE, Change, Changes, Group
from helpers.report.changes._kinds import DATES, KINDS
from helpers.report.html import words
from helpers.report.html.blocks import Place
from helpers.report.html.notes import Notes, groups

Block = dict[str, Any]
FEW = 4
AHEAD = 3
# of each kind one, in this order: what is said now, then what has come in, then what follows from it
_AHEAD = ("findings", "events", "claims", "sources", "ties", "actors", "accounts", "gaps", "pages", "tables")
MOST_OF_KIND = 40
MOST_MARKS = 3
_WORDS = {"new": "New", "gone": "Gone", "different": "Changed"}


def read(changes: Changes | None, place: Place) -> Block | None:
    """What the template shows, its marks numbered in `place`; None where a report is not compared, or is the first."""
    if changes is None or changes.first:
        return None
    day, _, time = changes.since.partition(", ")
    total = sum(map(len, changes.groups))
    every = [change for group in changes.groups for change in group]
    ahead = every if total <= FEW else list(_ahead(changes.groups))
    return {
        "heading": f"Since the publication of {day}" if time else "Since another publication",
        "time": time,
        "says": "" if changes.groups else changes.says(),
        "counts": [(_WORDS[way], said) for way, said in changes.said().items()],
        "causes": _causes.told(changes.causes) if changes.groups else [],
        "same": _causes.same(changes.causes) if changes.causes else "",
        "ahead": [_item(change, place) for change in ahead],
        "total": total,
        "groups": [_group(group, place) for group in changes.groups] if total > FEW else [],
        "file": FILE,
    }


def fact(changes: Changes | None) -> list[tuple[str, str]]:
    """The one quiet line of a first publication, for the facts beside the title."""
    return [("Changes", "First publication, nothing to compare with")] if changes is not None and changes.first else []


def cited(changes: Changes | None) -> set[tuple[str, str]]:
    """Every row that the section has a mark for, as (source, row)."""
    shown = [one for group in (changes.groups if changes else ()) for one in list(group)[:MOST_OF_KIND]]
    rows = [row for one in shown if one.way != "gone" for row in one.evidence[:MOST_MARKS]]
    return {(row["source"], row["row"]) for row in rows}


def marked(changes: Changes | None, notes: Notes) -> Notes:
    """The notes with those of the section in them, numbered as on the first page, where it stands before all others."""
    read(changes, Place("index", notes))
    return notes


def _ahead(every: tuple[Group, ...]) -> Iterator[Change]:
    """The few that stand unfolded: the first of the kinds that matter most, then what there is."""
    listed = {group.kind: list(group) for group in every}
    first = [listed[kind][0] for kind in _AHEAD if kind in listed]
    rest = [change for changes in listed.values() for change in changes if change not in first]
    yield from [*first, *rest][:AHEAD]


def _group(group: Group, place: Place) -> Block:
    listed = list(group)
    many = KINDS[group.kind].many
    return {
        "label": f"{many[0].upper()}{many[1:]}",
        "n": len(listed),
        "items": [_item(change, place) for change in listed[:MOST_OF_KIND]],
        "left": max(0, len(listed) - MOST_OF_KIND),
    }


def _item(change: Change, place: Place) -> Block:
    kind = KINDS[change.kind]
    text = change.fields.get(kind.text) if kind.text else None
    cited: list[Mapping[str, Any]] = [*change.evidence[:MOST_MARKS]] if change.way != "gone" else []
    was = next((one.was for one in change.differences if one.field == kind.text), None)
    return {
        "way": change.way,
        "word": f"{_WORDS[change.way]} {kind.one}",
        "says": text or change.title,
        "was": was or "",
        "fields": _beside(change) if change.way != "different" else [],
        "differences": list(_differences(change)),
        "marks": place.marks(cited),
        "left": max(0, change.n_evidence - MOST_MARKS) if cited else 0,
        "stood": _stood(change) if change.way == "gone" else "",
        "href": _href(change),
        "page": _page(change),
    }


def _beside(change: Change) -> list[tuple[str, words.Cell]]:
    kind = KINDS[change.kind]
    known = [name for name in kind.beside if name in change.fields]
    return [(kind.fields[name], _cell(name, change.fields[name])) for name in known]


def _differences(change: Change) -> Iterator[tuple[str, words.Cell, words.Cell | None]]:
    """Label, value now and before of every field but the sentence; of a hash of values only that they differ."""
    kind = KINDS[change.kind]
    for one in change.differences:
        label = kind.fields.get(one.field, one.field)
        if one.field == "values" and len(change.differences) == 1:
            yield label, words.Cell("text", "other than before"), None
        elif one.field not in (kind.text, "values"):
            yield label, _cell(one.field, one.now), _cell(one.field, one.was)


def _cell(name: str, value: Any) -> words.Cell:
    if name == "sha256" and isinstance(value, str):
        return words.Cell("hash", value[:16], groups=groups(value[:16]))
    if isinstance(value, str) and name not in DATES:
        return words.Cell("text", value)
    return words.cell(value, "date" if name in DATES else "text")


def _href(change: Change) -> str:
    """The page that it stands on, where it does: of a figure, the figure itself."""
    if not change.page or change.way == "gone":
        return ""
    return f"{change.page}.html" + (f"#{change.id}" if change.kind == "figures" else "")


def _page(change: Change) -> str:
    """The words of that link: the page's title where it is known."""
    return change.title if change.kind in ("findings", "gaps", "pages") else "on its page"


def _stood(change: Change) -> str:
    """Where a gone one stood, in words; the hash tells which version of the file."""
    first: Mapping[str, str] | None = next(iter(change.evidence), None)
    if first is None:
        return ""
    digest = f", in the file whose sha256 begins {first['sha256'][:16]}" if first["sha256"] else ""
    more = f" and {words.counted(change.n_evidence - 1, 'other row')}" if change.n_evidence > 1 else ""
    return f"It rested on row {first['row']} of {first['source']}{more}{digest}."
