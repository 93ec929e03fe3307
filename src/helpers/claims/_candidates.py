"""Candidate claims: sentences of articles in which something is said to have happened, for a person to decide on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from helpers import dates, tables
from helpers.claims import _language, _many
from helpers.claims._articles import Article
from helpers.claims._remarks import Remark, Sight, remarks

SHORT = 400  # characters: a text so short has too few small words to tell its language
READ = ("source", "row", "outlet", "address", "title", "published", "published_at", "captured_at", "dates", "text",
        "language")  # fmt: skip


@dataclass
class Candidates:
    """The candidate claims of a case's articles, and what is to be said of those articles."""

    rows: list[tuple[Any, ...]] = field(default_factory=list)
    said: list[Remark] = field(default_factory=list)

    def frame(self) -> pd.DataFrame:
        """The table `candidates`, in the order of the articles and of their sentences."""
        names = tables.get("candidates").names
        frame = pd.DataFrame(self.rows, columns=list(names), dtype=object)
        numbers = [column.name for column in tables.get("candidates").columns if column.type == "count"]
        return frame.astype({**dict.fromkeys(numbers, "Int64"), "negated": "boolean", "quoted": "boolean"})

    def remarks(self) -> pd.DataFrame:
        """The table `remarks`, in the order of the articles."""
        return pd.DataFrame(self.said, columns=list(tables.get("remarks").names), dtype=object)


def candidates(articles: pd.DataFrame, actors: pd.DataFrame | None = None, language: str | None = None) -> pd.DataFrame:
    """The table `candidates`: one row for each who says something in a sentence, and each date of what is said.

    `actors` are the case's: a sentence that names one is a candidate, as is one with a date or a speaker, and a
    headline. `language` is that of articles that state none; without it, small words tell. A pure function of the
    tables: relative dates are resolved against the article's own, and stay open where it has none.
    """
    return found_in(articles, actors, language).frame()


def found_in(
    articles: pd.DataFrame,
    actors: pd.DataFrame | None = None,
    language: str | None = None,
    obtained: Mapping[str, str] | None = None,
) -> Candidates:
    """The candidates of the articles, and the remarks on them; `obtained` is when each file was (EDTF), by its name."""
    if language is not None:
        _language.language(language)
    every = list(_articles(articles, obtained or {}))
    copies = Counter(one.text for one in every if one.text)
    first: dict[str, tuple[str, str]] = {}
    made, asked = Candidates(), list[_many.Ask]()
    for one, (code, stated) in zip(every, _codes(every, language), strict=True):
        served = code in _language.served()
        here = first.setdefault(one.text, (one.source, one.row)) if one.text else (one.source, one.row)
        n_copies = copies[one.text] if one.text else 1
        if served and code:
            asked.append((one, code, n_copies > 1))
        earlier = here if n_copies > 1 and here != (one.source, one.row) else None
        made.said += remarks(
            Sight(one.source, one.row, one.report, one.captured, one.dates, len(one.text or ""),
                  bool(one.title), code, stated, earlier, n_copies)
        )  # fmt: skip
    made.rows += _many.every(asked, actors)
    return made


def _codes(every: Sequence[Article], language: str | None) -> list[tuple[str | None, bool]]:
    """The language of each article, and whether it was stated.

    A headline has too few small words to tell: then it is that of most articles of its file, if they share a script.
    """
    found = [_code(one, language) for one in every]
    usual: dict[str, Counter[str]] = {}
    for one, (code, _) in zip(every, found, strict=True):
        if code in _language.served():
            usual.setdefault(one.source, Counter())[str(code)] += 1
    return [
        (_as_usual(one, usual.get(one.source)), stated) if code is None else (code, stated)
        for one, (code, stated) in zip(every, found, strict=True)
    ]


def _as_usual(one: Article, usual: Counter[str] | None) -> str | None:
    text = _all_of(one)
    if not usual or len(text) > SHORT:
        return None
    code = max(sorted(usual), key=usual.__getitem__)
    return code if _language.script_fits(text, code) else None


def _code(one: Article, language: str | None) -> tuple[str | None, bool]:
    if one.language:
        return _language.code_of(one.language), True
    return (language, True) if language else (_language.recognised(_all_of(one)), False)


def _all_of(one: Article) -> str:
    return "\n".join(filter(None, (one.title, one.text)))


def _articles(frame: pd.DataFrame, obtained: Mapping[str, str]) -> Iterator[Article]:
    known = frame.reindex(columns=list(READ))
    for column in ("published_at", "captured_at"):
        known[column] = pd.to_datetime(known[column], utc=True).dt.strftime("%Y-%m-%d")
    for record in known.astype(object).to_dict("records"):
        said = {name: _stated(value) for name, value in record.items() if name != "dates"}
        report = said["published"] or said["published_at"]
        listed, source = record["dates"], said["source"] or ""
        stated = tuple(map(str, listed)) if isinstance(listed, list | tuple) or hasattr(listed, "tolist") else ()
        yield Article(
            source, said["row"] or "", said["outlet"], said["address"], said["title"], said["text"],
            report if report and dates.valid(report) else None,
            said["captured_at"] or obtained.get(source), stated, said["language"],
        )  # fmt: skip


def _stated(value: object) -> str | None:
    if isinstance(value, str):
        return value if value.strip() else None
    return None if value is None or pd.isna(value) else str(value)
