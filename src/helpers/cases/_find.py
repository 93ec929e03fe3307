"""Looking for words over all tables of a case, with the citation of every row that has them."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers import clean, dates, store, tables, wording
from helpers.cases import _asked, _index, _noted
from helpers.cases._asked import Asked, Term
from helpers.cases._words import place, words
from helpers.errors import TableError, UsageError, did_you_mean

if TYPE_CHECKING:
    from helpers.cases._model import Case

LENGTH = 200  # signs of a row's text that are shown
WHO = ("outlet", "claimant", "account_name", "account_title", "name", "decided_by", "platform", "country")
_FIRST = ("text", "what", "title", "note", "about", "name", "stated", "value")
# Names alone, and nothing that is said: the row's statement says more of it.
_NAMES = frozenset({*WHO, "actors", "event", "origin"} - {"name"})
_VOCABULARY = 60_000  # rows of a table, spread over all of it, in which a near word is looked for


@dataclass(frozen=True)
class Hit:
    """A row that was found: where it stands, when, who, and a piece of its text with the place of the hit in it."""

    table: str
    source: str
    row: str
    when: str | None
    who: str | None
    text: str
    hit: tuple[int, int] | None

    @property
    def cite(self) -> str:
        """The mark that becomes a numbered note in a page: `[@posts:posts/quay.ndjson:14]`, an odd name in braces."""
        named = f"{self.table}:{self.source}:{self.row}"
        return f"[@{{{named}}}]" if set(named) & set("[];") else f"[@{named}]"


@dataclass(frozen=True)
class Found:
    """What was found: the hits that were asked for, oldest first, how many there are, and in how many rows of which."""

    hits: tuple[Hit, ...]
    counts: Mapping[str, int]
    searched: Mapping[str, int]
    undated: int = 0
    advice: str = ""

    @property
    def total(self) -> int:
        """How many rows were found, shown or not."""
        return sum(self.counts.values())


def find(case: Case, text: str, *, actor: str = "", platform: str = "", start: str = "", end: str = "",
         table: str = "", limit: int | None = None, say: Callable[[str], object] = str) -> Found:  # fmt: skip
    """The rows that have all the words; see `Case.find`, which tells of the question.

    `say` is told what takes time: the first search in a large table after it changed.
    """
    if changed := case.stale():
        raise TableError(
            f"The tables of {case.name} are older than the evidence: {changed[0]}. Run `casebook build {case.name}`."
        )
    question = _asked.asked(text, platform, start, end)
    built = case.built["tables"]
    known = [name for name in tables.TABLES if name in built and built[name]["rows"] and _index.searched(name)]
    _asked.check_table(table, known)
    read = [table] if table else [name for name in tables.TABLES if _index.searched(name)]
    for name in (*read, "actors", "mentions") if actor else read:
        _noted.note(case.name, name, case.processed)
    if not question.wanted and not actor and (not (platform or question.dated) or question.terms):
        raise UsageError("Say what to look for: words, a phrase in quotation marks, or an actor.")
    with tempfile.TemporaryDirectory() as spill, store.connect(Path(spill)) as con:
        return _Search(con, case, question, [table] if table else known, say).run(actor, limit)


class _Search:
    """One question, put to some tables of a case."""

    def __init__(
        self, con: store.Connection, case: Case, question: Asked, names: list[str], say: Callable[[str], object]
    ) -> None:
        self.con, self.case, self.question, self.say = con, case, question, say
        self.built = case.built["tables"]
        self.index = {name: self._of(name) for name in names}

    def run(self, actor: str, limit: int | None) -> Found:
        """What there is, oldest first, up to the limit."""
        if actor:
            self.question = self._about(actor)
        for name in self.index:
            self.con.execute(f"CREATE TEMP TABLE {store.name(f'hits {name}')} AS {self._hits(name)}")
        counts, undated = self._counts()
        searched = {name: self.built[name]["rows"] for name in self.index}
        advice = "" if counts or undated else self._advice()
        return Found(tuple(self._shown(limit)) if counts else (), counts, searched, undated, advice)

    # ------------------------------------------------------------ where to look

    def _path(self, table: str) -> Path:
        return self.case.processed / f"{table}.parquet"

    def _of(self, table: str) -> str:
        """What DuckDB selects from: the index that an earlier search left, or one made now."""
        import pyarrow as pa

        kept = _index.file_of(self.case.processed, table, self.built[table])
        if not kept.is_file() and not self._path(table).is_file():
            raise TableError(f"{self._path(table)} is gone. Run `casebook build {self.case.name}`.")
        if not kept.is_file() and self.built[table]["rows"] >= _index.LARGE:
            self.say(f"{table}: the words of {self.built[table]['rows']:,} rows are listed, once after each change.")
            with suppress(OSError):  # a folder that may only be read: it is made anew for each search
                _index.keep(kept, _index.batches(self.con, table, self._path(table)))
        if kept.is_file():
            return f"read_parquet({store.literal(str(kept))})"
        made = pa.Table.from_batches(list(_index.batches(self.con, table, self._path(table))))
        self.con.register(f"index {table}", made)
        return store.name(f"index {table}")

    def _about(self, actor: str) -> Asked:
        if "actors" not in self.built:
            raise UsageError(f"The case {self.case.name} has no actors. Name them in handmade/actors.csv, and build.")
        sql = f"SELECT id, name, aliases FROM read_parquet({store.literal(str(self._path('actors')))})"
        known = {str(one[0]): [str(one[1]), *(one[2] or [])] for one in self.con.execute(sql).fetchall()}
        wanted = actor.casefold()
        for key, names in known.items():
            if wanted in {one.casefold() for one in (key, *names)}:
                return replace(self.question, actor=key, names=_asked.names(names))
        every = [name for names in known.values() for name in names]
        raise UsageError(f'The case {self.case.name} has no actor "{actor}".{did_you_mean(actor, every)}')

    # ------------------------------------------------------------ what there is

    def _hits(self, table: str) -> str:
        """SQL for the rows that are found, whatever their days: n, first, last."""
        condition, values = self.question.condition()
        for value in values:
            condition = condition.replace("?", store.literal(value), 1)
        return f"SELECT n, first, last FROM {self.index[table]} WHERE {condition} {self._names(table)}"

    def _names(self, table: str) -> str:
        """The actor: where the build found it named, else by its names in the row's words, or as an end of a tie."""
        if not self.question.actor:
            return ""
        whose = store.literal(self.question.actor)
        if table in ("articles", "posts") and "mentions" in self.built:
            mentions, rows = (store.literal(str(self._path(name))) for name in ("mentions", table))
            return f"""AND n IN (SELECT file_row_number FROM read_parquet({rows}, file_row_number=true) r SEMI JOIN
                (FROM read_parquet({mentions}) WHERE actor = {whose} AND "table" = {store.literal(table)}) m
                ON r.source = m.source AND r."row" = m."row")"""
        either = [f"contains(words, {store.literal(term.sought)})" for term in self.question.names]
        if table == "ties":
            either.append(f"contains(words, {store.literal(words(self.question.actor))})")
        return f"AND ({' OR '.join(either or ['false'])})"

    def _counts(self) -> tuple[dict[str, int], int]:
        """How many rows each table has, and how many have all but a date, where one is asked for."""
        within = self._within()
        found: dict[str, int] = {}
        undated = 0
        for name in self.index:
            counted = f"count(*) FILTER ({within}), count(*) FILTER (first IS NULL)"  # count_if of no row is NULL
            sql = f"SELECT {counted} FROM {store.name(f'hits {name}')}"
            n, loose = self.con.execute(sql).fetchall()[0]
            undated += loose if self.question.dated else 0
            found |= {name: n} if n else {}
        return found, undated

    def _within(self) -> str:
        condition, values = self.question.days()
        for value in values:
            condition = condition.replace("?", f"DATE '{value.isoformat()}'", 1)
        return condition

    def _shown(self, limit: int | None) -> Iterator[Hit]:
        """The hits, oldest first; what has no date comes last."""
        parts = [
            f"SELECT {k} AS k, n, first FROM {store.name(f'hits {name}')} WHERE {self._within()}"
            for k, name in enumerate(self.index)
        ]
        sql = f"{' UNION ALL '.join(parts)} ORDER BY first NULLS LAST, k, n"
        order = self.con.execute(sql if limit is None else f"{sql} LIMIT {int(limit)}").fetchall()
        tables_ = list(self.index)
        rows = {k: self._rows(tables_[k], [n for one, n, _ in order if one == k]) for k in {one[0] for one in order}}
        for k, n, _ in order:
            yield self._hit(tables_[k], rows[k][n])

    def _rows(self, table: str, numbers: list[int]) -> dict[int, dict[str, Any]]:
        types = {column.name: column.type for column in tables.get(table).columns}
        when = _index.of_kind(table, _index.WHEN)
        names = ["source", "row", *when, *_index.of_kind(table, WHO), *_index.searched(table)]
        names += [f"{name}_precision" for name in when if types[name] == "moment"]
        columns = ", ".join(store.name(name) for name in dict.fromkeys(names))
        self.con.execute("CREATE OR REPLACE TEMP TABLE wanted AS SELECT unnest(?) AS n", [numbers])
        read = f"read_parquet({store.literal(str(self._path(table)))}, file_row_number=true)"
        near = f"file_row_number BETWEEN {min(numbers)} AND {max(numbers)}"
        made = self.con.execute(
            f"SELECT file_row_number, {columns} FROM {read} SEMI JOIN wanted ON file_row_number = n WHERE {near}"
        )
        heads = [head[0] for head in made.description]
        return {row[0]: dict(zip(heads, row, strict=True)) for row in made.fetchall()}

    def _hit(self, table: str, row: Mapping[str, Any]) -> Hit:
        text, hit = _excerpt(table, row, self.question)
        who = next((str(row[name]) for name in _index.of_kind(table, WHO) if row[name]), None)
        return Hit(table, row["source"], row["row"], _when(table, row), who, text, hit)

    # ------------------------------------------------------------ nothing was found

    def _advice(self) -> str:
        """What could be tried: words that are nowhere with a near one, or in how many rows each word stands."""
        if not self.question.wanted:
            return ""
        alone = {term.stated: self._count(term) for term in self.question.wanted}
        nowhere = [term for term in self.question.wanted if not alone[term.stated]]
        if nowhere:
            near = [word for term in nowhere if term.is_word for word in self._near(term)]
            proposed = f" Did you mean {wording.quoted(near)}?" if near else ""
            said = wording.quoted(term.stated for term in nowhere)
            return f"{said} {'stands' if len(nowhere) == 1 else 'stand'} in no row.{proposed}"
        each = ", ".join(f'"{word}" in {n:,}' for word, n in alone.items())
        return f"Rows there are with {each}: fewer words, or less that narrows them, find more."

    def _count(self, term: Term) -> int:
        sql = " + ".join(f"(SELECT count(*) FILTER (contains(words, ?)) FROM {one})" for one in self.index.values())
        return int(self.con.execute(f"SELECT {sql}", [term.sought] * len(self.index)).fetchall()[0][0])

    def _near(self, term: Term) -> list[str]:
        """The nearest word that there is, of those nearest the most frequent."""
        word = term.sought.strip()
        far = 1 if len(word) < 6 else 2
        steps = {name: self.built[name]["rows"] // _VOCABULARY + 1 for name in self.index}
        every = " UNION ALL ".join(
            f"(SELECT words FROM {one} WHERE n % {steps[name]} = 0)" for name, one in self.index.items()
        )
        sql = f"""SELECT word FROM
            (SELECT word, count(*) AS n FROM (SELECT unnest(string_split(words, ' ')) AS word FROM ({every}))
                WHERE length(word) BETWEEN {max(3, len(word) - far)} AND {len(word) + far} GROUP BY word)
            WHERE damerau_levenshtein(word, ?) <= {far}
            ORDER BY damerau_levenshtein(word, ?), n DESC, word LIMIT 1"""
        return [row[0] for row in self.con.execute(sql, [word, word]).fetchall()]


# ---------------------------------------------------------------- how a row is shown


def _when(table: str, row: Mapping[str, Any]) -> str | None:
    """The row's date as typed, or its moment in UTC, cut where it is no longer exact."""
    for name in _index.of_kind(table, _index.WHEN):
        value = row[name]
        if isinstance(value, str) and value:
            return value
        if value is not None:
            return dates.cut(value, row[f"{name}_precision"])
    return None


def _excerpt(table: str, row: Mapping[str, Any], question: Asked) -> tuple[str, tuple[int, int] | None]:
    """A piece of the row's text around the first hit, on one line with hidden signs made visible.

    Where only a name is hit (of who says so, of an actor, of the event), it is the beginning of the row's statement.
    """
    columns = _index.searched(table)
    columns = [*(c for c in _FIRST if c in columns), *(c for c in columns if c not in _FIRST)]
    texts = {c: "; ".join(row[c]) if isinstance(row[c], list) else str(row[c]) for c in columns if row[c]}
    texts = {c: " ".join(text.split()) for c, text in texts.items()}
    said = next((text for c, text in texts.items() if c in _FIRST), "")
    sought = [text for c, text in texts.items() if not (said and c in _NAMES)]
    for term in (*question.wanted, *question.names):
        for text in sought:
            if hit := place(text, term.sought):
                return _piece(text, hit)
    return _piece(next(iter(texts.values())), None) if texts else ("", None)


def _piece(text: str, hit: tuple[int, int] | None) -> tuple[str, tuple[int, int] | None]:
    first, last = hit or (0, 0)
    start = max(0, min(first - LENGTH // 3, len(text) - LENGTH))
    start = text.rfind(" ", max(0, start - 20), start + 1) + 1 if start else 0
    end = min(len(text), max(start + LENGTH, last))
    before, middle, behind = (clean.visible(part) for part in (text[start:first], text[first:last], text[last:end]))
    before = ("… " if start else "") + before
    shown = before + middle + behind + (" …" if end < len(text) else "")
    return shown, (len(before), len(before) + len(middle)) if hit else None
