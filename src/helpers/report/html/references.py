"""Which row a note of the analyst means: `claim-12`, `posts:exports/may.ndjson:14`, `articles:a07`.

An id alone is looked for in every handmade table; with a table in front, in that table alone, by its row or by file
and row. The tables are asked, not loaded: a table may have a million rows and a page three notes.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers import store, tables
from helpers.errors import TableError, did_you_mean
from helpers.report.html import prose

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from helpers.cases import Case

Evidence = Mapping[str, str]
NEAR = 5000
MOST = 4
_HANDMADE = "handmade"


@dataclass(frozen=True)
class Written:
    """A reference as it stands in a page's text; `where` is the file, the cell (of a notebook) and the line."""

    text: str
    where: str


@dataclass
class Meant:
    """What references mean: their evidence, and for those that mean nothing (or several rows) a sentence."""

    found: dict[str, Evidence] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)


# ---------------------------------------------------------------- where they stand


def written(notebook: NotebookNode, file: str, head: str = "") -> tuple[list[Written], list[str]]:
    """The references in a page's Markdown, in order, and a sentence for each that can be no note where it stands.

    `head` is the title and question of the page, which are plain text.
    """
    found: list[Written] = []
    wrong = [f"{file}: a note cannot stand in the title or the question. Put it into the text."] * (prose.OPEN in head)
    number = 0
    for cell in notebook.cells:
        number += "injected-parameters" not in cell.metadata.get("tags", [])
        if cell.cell_type != "markdown" or prose.OPEN not in cell.source:
            continue
        place = file if file.endswith(".md") else f"{file}, cell {number}"
        read = prose.read(cell.source)
        wrong += [f"{place}, line {line}: {said}" for line, said in read.problems]
        found += [Written(text, f"{place}, line {note.line}") for note in read.notes for text in note.texts]
    return found, wrong


# ---------------------------------------------------------------- what they mean


def meant(case: Case, texts: Iterable[str]) -> Meant:
    """The evidence that each reference means, every table asked once; the tables must be fresh."""
    made = Meant()
    wanted = list(dict.fromkeys(texts))
    if not wanted:
        return made
    with tempfile.TemporaryDirectory(prefix="casebook-") as spill, store.connect(Path(spill)) as con:
        rows = _Rows(case, con)
        by_table: dict[str, list[str]] = defaultdict(list)
        for text in wanted:
            table, colon, rest = text.partition(":")
            by_table[table if colon and rest and table in tables.TABLES else ""].append(text)
        for text in by_table.pop("", []):
            _settle(made, text, rows.by_id(text))
        for table, listed in by_table.items():
            for text, answer in rows.by_row(table, listed).items():
                _settle(made, text, answer)
    return made


def _settle(made: Meant, text: str, answer: Evidence | str) -> None:
    if isinstance(answer, str):
        made.wrong[text] = answer
    else:
        made.found[text] = answer


class _Rows:
    """The rows of a case's built tables, asked for by name."""

    def __init__(self, case: Case, con: Any) -> None:
        self.case, self.con = case, con
        self.made = case.built.get("tables", {})
        self._ids: dict[str, list[Evidence]] | None = None

    # ------------------------------------------------------------ an id of a handmade table

    def by_id(self, text: str) -> Evidence | str:
        """The row of a handmade table that has this id, or why there is none."""
        ids = self.ids()
        hits = ids.get(text, [])
        if len(hits) == 1:
            return hits[0]
        if hits:
            return _several(text, hits)
        head, colon, _ = text.partition(":")
        if colon and (near := did_you_mean(head, self.made)):
            return f'there is no table "{head}".{near}'
        handmade = sorted({one["table"] for listed in ids.values() for one in listed})
        if not handmade:
            return f'there is no "{text}": the case has no handmade table. Write table:row, as in [@articles:a07].'
        return f'there is no "{text}" among the ids of {_listed(handmade)}.{did_you_mean(text, ids)}'

    def ids(self) -> dict[str, list[Evidence]]:
        """The rows of all handmade tables, by their ids."""
        if self._ids is None:
            self._ids = defaultdict(list)
            named = [(str(one.source.options["table"]), one.name) for one in self.case.inputs if _is_handmade(one)]
            for table, source in sorted(named):
                if self.case.has(table) and "id" in tables.get(table).names:
                    where = f"source = {store.literal(source)}"
                    for row in self._select(table, where):
                        self._ids[row["row"]].append(row)
        return self._ids

    # ------------------------------------------------------------ table:row, table:file:row

    def by_row(self, table: str, texts: list[str]) -> dict[str, Evidence | str]:
        """For each `table:row` or `table:file:row` the row, or why it is not one."""
        if table not in self.made:
            return dict.fromkeys(texts, self._absent(table))
        if not {"source", "row"} <= set(tables.get(table).names):
            said = f"{table} are made of other rows, and have none of their own. Cite the rows that they are made of."
            return dict.fromkeys(texts, said)
        rests = {text: text.partition(":")[2] for text in texts}
        # a row's name may have a colon in it too: every end of the text can be one
        ends = {end for rest in rests.values() for end in _ends(rest)}
        where = f"row IN ({', '.join(map(store.literal, sorted(ends)))})"
        rows = [row for name in (table, tables.OBSERVED_IN.get(table, "")) for row in self._select(name, where)]
        by_name: dict[str, dict[tuple[str, str], Evidence]] = defaultdict(dict)
        for row in rows:
            for name in (row["row"], f"{row['source']}:{row['row']}"):
                by_name[name].setdefault((row["source"], row["row"]), row)
        return {text: self._one(table, text, rest, list(by_name[rest].values())) for text, rest in rests.items()}

    def _one(self, table: str, text: str, rest: str, hits: list[Evidence]) -> Evidence | str:
        if len(hits) == 1:
            return hits[0]
        return _several(text, hits) if hits else f'{table} has no row "{rest}".{self._near(table, rest)}'

    def _absent(self, table: str) -> str:
        try:
            self.case.table(table)
        except TableError as error:
            return str(error)
        return f"The case {self.case.name} has no {table}."

    def _near(self, table: str, rest: str) -> str:
        """The nearest row: of the file that is named, if there is such a file; else of all."""
        sources = [one["source"] for one in self._select(table, "true", "DISTINCT source, '' AS row")]
        named = next((source for source in sources if rest.startswith(f"{source}:")), "")
        where = f"source = {store.literal(named)}" if named else "true"
        rows = self._select(table, f"{where} LIMIT {NEAR}")
        full = [f"{row['source']}:{row['row']}" for row in rows]
        return did_you_mean(rest, full if named else [*full, *(row["row"] for row in rows)])

    def _select(self, table: str, where: str, what: str = "DISTINCT source, row") -> list[Evidence]:
        path = self.case.processed / f"{table}.parquet"
        if table not in self.made or not path.is_file():
            return []
        sql = f"SELECT {what} FROM read_parquet({store.literal(str(path))}) WHERE {where}"
        found = sorted(self.con.execute(sql).fetchall())
        return [{"table": table, "source": source, "row": row} for source, row in found]


def _is_handmade(one: Any) -> bool:
    return one.source.reader == _HANDMADE and isinstance(one.source.options.get("table"), str)


def _ends(text: str) -> list[str]:
    parts = text.split(":")
    return [":".join(parts[at:]) for at in range(len(parts))]


def _several(text: str, hits: list[Evidence]) -> str:
    """Which rows a text means, with what tells them apart."""
    kinds = sorted({one["table"] for one in hits})
    if len(kinds) == len(hits):
        ways = [f"[@{one['table']}:{one['row']}]" for one in hits]
    else:
        ways = [f"[@{one['table']}:{one['source']}:{one['row']}]" for one in hits]
    more = ", or another of them" if len(ways) > MOST else ""
    return f'"{text}" means {len(hits)} rows of {_listed(kinds)}. Write {_listed(ways[:MOST], "or")}{more}.'


def _listed(words: list[str], last: str = "and") -> str:
    *head, tail = words
    return f"{', '.join(head)} {last} {tail}" if head else tail
