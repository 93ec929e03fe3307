"""One article read: its text and headline, each with the candidate claims of its sentences, as rows of the table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from helpers.claims import _language, _points, _reading
from helpers.claims._key import article_key, candidate_id
from helpers.claims._sentence import Found

TEXT, BARE = "its text", "its title: it has no text"


class Article(NamedTuple):
    """What is read of one article; what it does not state is None."""

    source: str
    row: str
    outlet: str | None
    address: str | None
    title: str | None
    text: str | None
    report: str | None
    captured: str | None
    dates: tuple[str, ...]
    language: str | None


class Texts:
    """Texts read; those that stand in several articles once."""

    def __init__(self, find: _reading.Names) -> None:
        self.find = find
        self.kept: dict[tuple[str, str, str | None, str], list[Found]] = {}

    def read(self, text: str, name: str, anchor: str | None, code: str, keep: bool) -> list[Found]:
        """The candidates of one text; `keep` says that it will come again."""
        key = (text, name, anchor, code)
        if key in self.kept:
            return self.kept[key]
        words = _language.language(code)
        found = _reading.read(_reading.located(text, name, anchor, words, self.find))
        if keep:
            self.kept[key] = found
        return found


def rows(one: Article, texts: Texts, code: str, keep: bool) -> Iterator[tuple[Any, ...]]:
    """The candidates of one article as rows of the table; `keep` says that its text will come again."""
    fields: Mapping[str, str | None] = {"title": one.title, "text": one.text}
    basis = TEXT if one.text else BARE
    article = article_key(one.address, one.title, one.text)
    ids: set[str] = set()
    for name, text in fields.items():
        if not text:
            continue
        for found in texts.read(text, name, one.report, code, keep):
            claimant = found.claimant or one.outlet
            sentence = text[found.begins : found.ends]
            key = candidate_id(article, sentence, found.date.text if found.date else None, claimant, found.stance)
            if key not in ids:
                ids.add(key)
                yield _row(one, name, basis, found, key, sentence, claimant)


def _row(
    one: Article, name: str, basis: str, found: Found, key: str, sentence: str, claimant: str | None
) -> tuple[Any, ...]:
    date = found.date
    rule = None
    if date:
        against = f", against {date.anchor}" if date.anchor else ""
        rule = f"{date.rule}{against}{'; when it was said' if found.of_statement else ''}"
    return (
        one.source, one.row, key, date.value if date else None, one.report,
        found.said_on.value if found.said_on else None, claimant, found.stance, found.mode, " ".join(sentence.split()),
        found.wording, found.negated, found.quoted, list(found.actors), name, found.begins, found.ends,
        date.text if date else None, rule, found.how, basis, _points.in_words(list(found.points)),
        sum(n for _, n in found.points),
    )  # fmt: skip
