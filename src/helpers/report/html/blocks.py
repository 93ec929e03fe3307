"""From a bundle to a block: what `show` put into a notebook, made ready for the template.

Everything here is still plain text; the template escapes it. Drawings are the exception: they are held against the list
of charts/_allow.py again, because a notebook's outputs are a file like any other.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from helpers.charts import _allow, _key
from helpers.errors import ReportError
from helpers.report.html import figures, paper, safe, words
from helpers.report.html.event_rows import events
from helpers.report.html.notes import MOST_MARKS, Mark, Notes, slug

PREFIX = "application/vnd.casebook."
DRAWINGS = f"{PREFIX}drawings+json"
THIN_STRIP = "event-strip-thin"
MOST_ROWS = 2_000
MOST_MORE = 200
CHUNK = 250


@dataclass(frozen=True)
class Marks:
    """The marks of one place: those on the line, those folded behind it, and how many rows and copies have none."""

    first: list[Mark]
    more: list[Mark]
    left: int
    copies: int = 0


class Place:
    """Where a page's blocks come to be: its notes, its ids, and the numbers of its tables.

    `twin` is the figure of the page that shows the rows of the index's thin strip; `meant` are the rows that the notes
    in the page's Markdown mean.
    """

    def __init__(
        self, name: str, notes: Notes, twin: str = "", meant: Mapping[str, Mapping[str, str]] | None = None
    ) -> None:
        self.name = name
        self.notes = notes
        self.twin = twin
        self.meant = meant or {}
        self.tables = 0
        self._ids: set[str] = set()

    def id(self, wanted: str, strict: bool = False) -> str:
        """The id, with a number behind it if it is taken; a `ReportError` if it must not be."""
        found, n = wanted, 1
        while found in self._ids:
            if strict:
                raise ReportError(
                    f'{self.name} shows two figures named "{wanted}". Give each draw(...) a name of its own.'
                )
            n += 1
            found = f"{wanted}-{n}"
        self._ids.add(found)
        return found

    def marks(self, evidence: list[Mapping[str, Any]], most: int = MOST_MARKS, copies: int = 0) -> Marks:
        """The marks for this evidence: up to `most` on the line (one more rather than fold a single one).

        There are `copies` more of it, which have no mark.
        """
        cut = len(evidence) if len(evidence) <= most + 1 else most
        made = self.notes.mark(evidence[: cut + MOST_MORE])
        return Marks(made[:cut], made[cut:], len(evidence) - len(made), copies)

    def named(self, texts: Iterable[str]) -> list[Mark]:
        """The marks for references in the Markdown, in order."""
        return self.notes.mark([self.meant[text] for text in texts])

    def table(self, bundle: Mapping[str, Any]) -> dict[str, Any]:
        """What stands above a table, an id and the next number included."""
        self.tables += 1
        return {
            "id": self.id(f"t-{slug(bundle['name'])}"),
            "number": self.tables,
            "caption": bundle["caption"],
            "how_many": words.how_many(bundle["shown"], bundle["total"], bundle["order"]),
            "total": bundle["total"],
        }


Block = dict[str, Any]


def finding(bundle: Block, place: Place) -> Block:
    """A finding with its strength and its marks."""
    return {
        "text": bundle["text"],
        "strength": bundle["strength"],
        "key": bundle["key"],
        "marks": place.marks(bundle["evidence"]),
    }


def gap(bundle: Block, place: Place) -> Block:
    """What is not known."""
    return {"text": bundle["text"], "marks": place.marks(bundle["evidence"])}


def counts(bundle: Block, place: Place) -> Block:
    """The numbers that define a page."""
    return {"counts": [(words.number(one["n"]), one["label"]) for one in bundle["counts"]]}


def limits(bundle: Block, place: Place) -> Block:
    """What the data cannot say, by source."""
    return {"limits": bundle["limits"]}


def table(bundle: Block, place: Place) -> Block:
    """A table with its number, its cells, and the marks of each row."""
    columns = bundle["columns"]
    rows = [
        {"cells": _cells(row, columns), "marks": place.marks(evidence, 4)}
        for row, evidence in zip(bundle["rows"], bundle["evidence"], strict=True)
    ]
    size = CHUNK if len(rows) > 300 else max(1, len(rows))
    return {
        **place.table(bundle),
        "columns": columns,
        "chunks": [rows[at : at + size] for at in range(0, len(rows), size)],
        "evidence": any(bundle["evidence"]),
        "records": _is_records(columns),
    }


def _cells(row: list[Any], columns: list[Block]) -> list[words.Cell]:
    return [
        words.cell(value, c.get("kind", "text"), c.get("missing", "not stated"))
        for value, c in zip(row, columns, strict=True)
    ]


def _is_records(columns: list[Block]) -> bool:
    """Whether rows are records that a phone shows as blocks; tables of numbers scroll instead."""
    numbers = sum(column["kind"] == "number" for column in columns)
    return len(columns) > 2 and numbers * 2 < len(columns)


def diff(bundle: Block, place: Place) -> Block:
    """A text and its versions, in parts that are the same, gone or new, each with its cells and marks."""
    labels = [column["label"] for column in bundle["columns"]]

    def version(one: Block) -> Block:
        cells = list(zip(labels, _cells(one["cells"], bundle["columns"]), strict=True))
        return {"cells": cells, "parts": one["parts"], "marks": place.marks(one["evidence"], 4)}

    return {
        **place.table(bundle),
        "first": version(bundle["first"]),
        "versions": [version(one) for one in bundle["versions"]],
    }


def figure(bundle: Block, place: Place, data: Block) -> Block:
    """A figure: its words, its three drawings, and the table behind it, whose rows the drawing links to."""
    if not bundle["alt"].strip():
        raise ReportError(
            f'The figure "{bundle["name"]}" of {place.name} has no alternative text. Its chart must return one.'
        )
    columns = bundle["table"]["columns"]
    name = place.id(figures.file_name(bundle["name"]), strict=True)
    twin = place.twin if name == THIN_STRIP else ""
    listed = bundle["table"]["rows"]
    rows = [
        {"id": f"{name}-row-{n}", "cells": _cells(row, columns), "marks": place.marks(evidence, 4)}
        for n, (row, evidence) in enumerate(zip(listed, bundle["table"]["evidence"], strict=True), start=1)
        if n <= MOST_ROWS and not twin
    ]
    drawings = drawings_of(data)
    return {
        **{key: bundle[key] for key in ("title", "subtitle", "caption", "source", "alt")},
        "notes": bundle.get("notes", []),  # a notebook from before there were notes has none
        "name": name,
        "thin": name == THIN_STRIP,
        "twin": twin,
        "key": [(Markup(_key.swatch(entry)), entry["label"]) for entry in bundle["key"]],
        "columns": columns,
        "rows": rows,
        "how_many": words.how_many(len(rows), len(listed), "in the order of the figure; the CSV file has all"),
        "evidence": any(bundle["table"]["evidence"]),
        "drawings": [
            (width, drawing(svg, f"{name}-whole" if width == "720" else "")) for width, svg in drawings.items()
        ],
        "slices": paper.slices(drawings.get("720", "")),
        "csv_changed": figures.table_csv(bundle)[1],
    }


def twin_of_thin(bundles: Sequence[Block]) -> str:
    """The name of a figure over the same table as the thin strip: its rows serve both. Empty if there is none."""
    thin = next((one["table"] for one in bundles if one["name"] == THIN_STRIP), None)
    return next((str(one["name"]) for one in bundles if one["name"] != THIN_STRIP and one["table"] == thin), "")


def drawings_of(data: Mapping[str, Any]) -> dict[str, str]:
    """The drawings of a figure's output, by width; `show` puts them there as one JSON text."""
    found = data.get(DRAWINGS, "{}")
    return dict(json.loads(found) if isinstance(found, str) else found)


def drawing(svg: str, name: str = "") -> Markup:
    """A drawing of ours, held against the list of what it may hold; `name` becomes its id."""
    checked = _allow.check(str(safe.visible(svg)))
    return Markup(checked.replace("<svg ", f'<svg id="{name}" ', 1) if name else checked)


READERS: dict[str, Callable[..., Block]] = {
    "finding": finding,
    "gap": gap,
    "counts": counts,
    "limits": limits,
    "table": table,
    "diff": diff,
    "figure": figure,
    "events": events,
}
