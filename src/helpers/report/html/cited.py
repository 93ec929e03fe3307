"""The rows on the Sources page: every cited row of every file, between its neighbours, with the pages that cite it.

It is the second of the two clicks: from the note to the row where it stands in its file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from helpers.report.html import words
from helpers.report.html.notes import Key, Note, Notes, groups, row_id, slug
from helpers.report.html.pages import SOURCES, Page

if TYPE_CHECKING:
    from helpers.cite import Stated

Citing = Mapping[Key, list[dict[str, str]]]


MOST_CITED = 200


def with_rows(
    read: list[Page], stated: Mapping[Key, Stated], notes: Notes, whole: bool, first: Iterable[Note] = ()
) -> list[Page]:
    """The pages with the cited rows on the Sources page, which is made if the case has none."""
    citing: dict[Key, list[dict[str, str]]] = {}
    for page in read:
        for note in [] if whole else page.notes:
            citing.setdefault((note.row.source, note.row.row), []).append(
                {"label": page.title, "href": f"{page.file}#{note.id}"}
            )
    for note in first:  # what changed cites rows that no page does
        citing.setdefault((note.row.source, note.row.row), []).append(
            {"label": "What changed", "href": f"index.html#{note.id}"}
        )
    for note in notes if whole else ():
        citing[(note.row.source, note.row.row)] = [{"label": f"note {note.number}", "href": f"#{note.id}"}]
    if not stated:
        return read
    if not any(page.name == SOURCES for page in read):
        read = [Page(SOURCES, "Sources", "Which rows does this report cite, and where do they stand?", notes), *read]
    for page in read:
        page.rows = files(stated, citing) if page.name == SOURCES else []
    return read


def neighbours(keys: Iterable[Key], records: Mapping[str, int]) -> set[Key]:
    """The rows before and after the cited ones, where rows are numbers that surely exist, and the cited rows are few.

    With a header the records of a file are rows 2 to n + 1, without one 1 to n: only 2 to n are asked for.
    """
    cited = set(keys)
    few = {source for source, n in Counter(source for source, _ in cited).items() if n <= MOST_CITED}
    near = [(source, int(row) + step) for source, row in cited if source in few and row.isdecimal() for step in (-1, 1)]
    return {(source, str(row)) for source, row in near if 2 <= row <= records.get(source, 0)} - cited


def files(stated: Mapping[Key, Stated], citing: Citing) -> list[dict[str, Any]]:
    """Per file its hash and its rows in order; a row that nobody cites is there as a neighbour only."""
    by_file: dict[str, list[Stated]] = {}
    for (source, _), row in stated.items():
        by_file.setdefault(source, []).append(row)
    listed = [_file(source, by_file[source], citing) for source in sorted(by_file)]
    last = Counter(file["name"].rpartition("/")[2] for file in listed)
    for file in listed:  # the contents at the side are narrow
        short = file["name"].rpartition("/")[2]
        file["short"] = short if last[short] == 1 else file["name"]
    return listed


def _file(source: str, listed: list[Stated], citing: Citing) -> dict[str, Any]:
    rows = [
        {
            "id": row_id(source, row.row),
            "row": row.row,
            "stated": row,
            "groups": groups(row.sha256),
            "cited": citing.get((source, row.row), []),
        }
        for row in sorted(listed, key=lambda one: natural(one.row))
    ]
    cited = sum(bool(row["cited"]) for row in rows)
    beside = len(rows) - cited
    hashes = {row.sha256 for row in listed}  # the pages of a folder have one each
    more = f" {words.counted(beside, 'row')} beside them, in grey." if beside else ""
    return {
        "id": file_id(source),
        "name": source,
        "groups": groups(hashes.pop()) if len(hashes) == 1 else [],
        "rows": rows,
        "how_many": f"The {words.counted(cited, 'row')} that this report cites.{more}",
    }


def file_id(source: str) -> str:
    """The id of a file's heading on the Sources page."""
    return f"file-{slug(source)}"


def natural(text: str) -> list[tuple[int, int, str]]:
    """A key that sorts c9 before c10."""
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in re.split(r"(\d+)", text) if part]
