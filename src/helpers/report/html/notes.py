"""Evidence marks and their notes: one number per row of a file and page, in the order of first appearance.

A mark is the small number behind a sentence; its note shows the row itself. The same row keeps its number, and the note
leads back to every place that cites it. A row that is not in the case stops the report: a proof must not lead nowhere.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from helpers.errors import ReportError

if TYPE_CHECKING:
    from helpers.cite import Stated

Key = tuple[str, str]
CHUNK = 250
MOST_BACK = 12
MOST_MARKS = 8


@dataclass(frozen=True)
class Mark:
    """One mark: its number, its own id, and the id of its note."""

    number: int
    id: str
    note: str


@dataclass
class Note:
    """One note: the row, its number, where its row stands on the Sources page, and the marks that cite it."""

    number: int
    row: Stated
    marks: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The note's id on its page."""
        return f"note-{self.number}"

    @property
    def anchor(self) -> str:
        """The id of the row on the Sources page."""
        return row_id(self.row.source, self.row.row)

    @property
    def back(self) -> list[tuple[str, str]]:
        """Letter and id of the places that cite the row, the first of them only where they are many."""
        return [(_letter(at), mark) for at, mark in enumerate(self.marks[:MOST_BACK])]

    @property
    def more_back(self) -> int:
        """How many places are not listed in `back`."""
        return max(0, len(self.marks) - MOST_BACK)

    @property
    def hash_groups(self) -> list[str]:
        """The file's hash in eight groups of eight."""
        return groups(self.row.sha256)


class Notes:
    """The notes of one page, or of the file that holds all pages; `stated` has every row that may be cited."""

    def __init__(self, stated: Mapping[Key, Stated], page: str) -> None:
        self._stated = stated
        self._page = page
        self._notes: dict[Key, Note] = {}

    def mark(self, evidence: Iterable[Mapping[str, Any]]) -> list[Mark]:
        """One mark per row of the evidence, each with an id of its own."""
        made = []
        for one in evidence:
            note = self._note((str(one["source"]), str(one["row"])))
            mark = Mark(note.number, f"mark-{note.number}-{len(note.marks) + 1}", note.id)
            note.marks.append(mark.id)
            made.append(mark)
        return made

    def _note(self, key: Key) -> Note:
        if key not in self._notes:
            if key not in self._stated:
                raise ReportError(
                    f"{self._page} cites row {key[1]} of {key[0]}, which is not in the case. "
                    "Build it again, then render."
                )
            self._notes[key] = Note(len(self._notes) + 1, self._stated[key])
        return self._notes[key]

    def __iter__(self) -> Iterator[Note]:
        return iter(self._notes.values())

    def __len__(self) -> int:
        return len(self._notes)

    @property
    def chunks(self) -> list[list[Note]]:
        """The notes in lists that a browser can skip: one list up to 300 notes, else 250 each."""
        notes = list(self)
        size = CHUNK if len(notes) > 300 else max(1, len(notes))
        return [notes[at : at + size] for at in range(0, len(notes), size)]


def few(evidence: list[Mapping[str, Any]]) -> tuple[list[Mapping[str, Any]], int]:
    """The evidence that gets marks in one place, and how many rows do not: the first eight, unless all fit."""
    return (evidence, 0) if len(evidence) <= MOST_MARKS + 1 else (evidence[:MOST_MARKS], len(evidence) - MOST_MARKS)


def cited(value: Any) -> Iterator[Key]:
    """Every (source, row) that stands as evidence anywhere in a bundle, in order."""
    if isinstance(value, Mapping):
        if set(value) >= {"source", "row"} and set(value) <= {"table", "source", "row"}:
            yield str(value["source"]), str(value["row"])
        else:
            for one in value.values():
                yield from cited(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from cited(one)


def other_fields(row: Stated) -> list[tuple[str, str]]:
    """The row's stated fields, in the file's order, but for what its text, address or archive say."""
    said = (row.address, row.archive)
    text = row.text or ""
    fields = [(name, str(value)) for name, value in row.fields.items()]
    return [
        (name, v)
        for name, v in fields
        if v.strip() and v not in said and not (v == text or (len(v) > 12 and v in text))
    ]


def row_id(source: str, row: str) -> str:
    """The id of a row on the Sources page: readable, and unlike that of any other row."""
    tail = hashlib.sha256(f"{source}\0{row}".encode(errors="surrogatepass")).hexdigest()[:8]
    return f"row-{slug(f'{source} {row}')}-{tail}"


def slug(text: str) -> str:
    """The text as part of an id: small letters, digits and hyphens, at most 48."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:48].strip("-") or "x"


def groups(digest: str) -> list[str]:
    """A hash in groups of eight, so that eyes can compare it."""
    return [digest[at : at + 8] for at in range(0, len(digest), 8)]


def _letter(at: int) -> str:
    return chr(ord("a") + at)
