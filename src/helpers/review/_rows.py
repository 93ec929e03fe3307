"""What a person decides on: the candidates of a case, each in its context, and what was decided so far."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from helpers import cases, dates, tables
from helpers.cases import Case
from helpers.claims import _decided
from helpers.claims._decided import Decision
from helpers.errors import TableError
from helpers.review import _file

if TYPE_CHECKING:
    import pandas as pd

AROUND = 280  # characters of the article before and after the sentence
_ARTICLE = ("source", "row", "outlet", "title", "text", "note", "address", "published")
_START, _END = re.compile(r"\S*\s"), re.compile(r"\s\S*\Z")


@dataclass(frozen=True)
class Part:
    """A piece of the context: `kind` is empty outside the sentence, else sentence, date or actor."""

    text: str
    kind: str = ""


@dataclass(frozen=True)
class Item:
    """One candidate as a person sees it: `row` is its row in the table, `parts` the sentence in its context."""

    reference: str
    row: Mapping[str, Any]
    article: Mapping[str, Any]
    copies: int
    parts: tuple[Part, ...]

    @property
    def saw(self) -> tuple[str, str]:
        """The sentence and its date, as a decision notes them."""
        return _decided.as_record(self.row)


class Rows:
    """The candidates of a case and the texts they stand in; read once, whatever is decided meanwhile."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.candidates = frame(case, "candidates")
        if self.candidates is None or self.candidates.empty:
            raise TableError(
                f"The case {case.name} has no candidates to review: none of its articles has a sentence that a rule "
                f"takes for a claim. `casebook check {case.name}` says what its articles are."
            )
        self.claims = frame(case, "claims")
        people = frame(case, "actors", ["name", "aliases"])
        self.names = (
            {} if people is None else {row["name"]: _names(row["name"], row["aliases"]) for row in _plain(people)}
        )
        self._articles: dict[tuple[str, str], dict[str, Any]] = {}
        articles = frame(case, "articles", _ARTICLE)
        if articles is not None:
            wanted = set(zip(self.candidates["source"], self.candidates["row"], strict=True))
            keys = zip(articles["source"], articles["row"], strict=True)
            kept = articles[[key in wanted for key in keys]]
            self._articles = {(row["source"], row["row"]): row for row in _plain(kept)}
        self.first: dict[str, dict[str, Any]] = {}
        self.copies: dict[str, int] = {}
        for row in _plain(self.candidates):
            self.first.setdefault(row["id"], row)
            self.copies[row["id"]] = self.copies.get(row["id"], 0) + 1

    def references(self) -> list[str]:
        """Every candidate once, the highest score first."""
        ranked = sorted(
            self.first.values(), key=lambda row: (-(row["score"] or 0), row["event_date"] or "9", row["id"])
        )
        return [f"candidates:{row['id']}" for row in ranked]

    def item(self, reference: str) -> Item:
        """One candidate with its context."""
        row = self.first[reference.removeprefix("candidates:")]
        article = self._articles.get((row["source"], row["row"]), {})
        parts = tuple(_context(row, str(article.get(row["field"]) or ""), self.names))
        return Item(reference, row, article, self.copies[row["id"]], parts)


def frame(case: Case, name: str, columns: Iterable[str] | None = None) -> pd.DataFrame | None:
    """A built table, or None; a `TableError` where it is older than the evidence. New decisions do not make it old."""
    changed = [said for said in case.stale() if not said.startswith(f"{_file.NAME} ")]
    if changed:
        raise TableError(
            f"The tables of {case.name} are older than the evidence: {changed[0]}. Run `casebook build {case.name}`."
        )
    if name not in case.built.get("tables", {}):
        return None
    path = case.processed / f"{name}.parquet"
    return cases.read_frame(name, path, None if columns is None else list(columns))


def decisions(case: Case) -> list[Decision]:
    """Every decision as it stands in the files now, built or not; those of other files than the kit's own as built."""
    other = frame(case, "decisions")
    built = [] if other is None else _decided.lines(other[other["source"] != _file.NAME])
    return [*built, *map(as_decision, _file.read(case.folder))]


def as_decision(line: Mapping[str, str]) -> Decision:
    """A line of the file as a decision."""
    return Decision(**{name: line.get(name, "").strip() for name in Decision._fields})


def as_frame(lines: Iterable[Decision]) -> pd.DataFrame:
    """Decisions as their table."""
    import pandas as pd

    names = tables.get("decisions").names
    made = pd.DataFrame([one._asdict() for one in lines], columns=list(names), dtype="str")
    return made.where(made != "", None)


def _plain(frame: pd.DataFrame) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return records


def _names(name: str, aliases: object) -> list[str]:
    return sorted({str(name), *(aliases if isinstance(aliases, list) else ())}, key=lambda one: (-len(one), one))


# ---------------------------------------------------------------- the sentence in its context


def _context(row: Mapping[str, Any], text: str, names: Mapping[str, list[str]]) -> Iterable[Part]:
    begins, ends = int(row["begins"] or 0), int(row["ends"] or 0)
    sentence = text[begins:ends]
    if not sentence.strip():  # the article is not there any more, or has another text
        sentence, before, after = str(row["what"]), "", ""
    else:
        before, after = text[max(begins - AROUND, 0) : begins], text[ends : ends + AROUND]
        before = _START.sub("… ", before, count=1) if begins > AROUND else before
        after = _END.sub(" …", after, count=1) if len(text) > ends + AROUND else after
    yield from ([Part(before)] if before else [])
    yield from _marked(sentence, row, names)
    yield from ([Part(after)] if after else [])


def _marked(sentence: str, row: Mapping[str, Any], names: Mapping[str, list[str]]) -> Iterable[Part]:
    """The sentence in pieces: the words that date it and the actors of the case that it names are marked."""
    hits: list[tuple[int, int, str]] = []
    if row["date_text"]:
        hits += [(*found.span(), "date") for found in _words(row["date_text"]).finditer(sentence)][:1]
    for actor in row["actors"] if isinstance(row["actors"], list) else ():
        for name in names.get(actor, [actor]):
            hits += [(*found.span(), "actor") for found in _words(name).finditer(sentence)]
    at = 0
    for first, last, kind in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
        if first < at:
            continue
        yield from ([Part(sentence[at:first], "sentence")] if first > at else [])
        yield Part(sentence[first:last], kind)
        at = last
    yield from ([Part(sentence[at:], "sentence")] if at < len(sentence) else [])


def _words(text: str) -> re.Pattern[str]:
    inner = r"\s+".join(map(re.escape, text.split()))
    return re.compile(rf"(?<!\w){inner}(?!\w)", re.IGNORECASE)


def when(edtf: str | None) -> str:
    """The date in words; "no date" where there is none."""
    return dates.words(edtf) if edtf and dates.valid(edtf) else edtf or "no date"
