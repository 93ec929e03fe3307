"""The direct link of each article: whom it credits first, and which of its passages go back to somebody else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from helpers.origins import _credits, _passages, _titles
from helpers.origins._credits import Hit
from helpers.origins._names import Known, own

FIELDS = ("text", "note")  # the note, an analyst's own words, only where there is no text
_CAPITAL = re.compile(r"[^\W\d_a-zß-öø-ÿа-я][\w&+-]+")


class Link(NamedTuple):
    """Where a story goes: an outlet's name or another article's number; how and by which rule; where the credit stands.

    A passage from `begins` to before `ends`; both are None where the link is that of the whole article.
    """

    name: str | None
    article: int | None
    how: str
    rule: str | None = None
    field: str | None = None
    begins: int | None = None
    ends: int | None = None
    said: str | None = None


class Article(NamedTuple):
    """One article as far as its origin goes: its row, who published it and when, its headline, its links."""

    n: int
    source: str
    row: str
    outlet: str
    day: str
    title: str
    text: str
    field: str
    main: Link | None
    parts: tuple[Link, ...]


class Sight(NamedTuple):
    """What is looked at in an article: its text (else its note), its headline, and where somebody may be credited."""

    field: str
    text: str
    title: str
    in_text: Sequence[Hit]
    in_title: Sequence[Hit]


def look(record: Mapping[str, Any]) -> Sight:
    """Finds the places of an article where somebody may be credited, once."""
    field = next((name for name in FIELDS if _text(record, name)), "note")
    text, title = _text(record, field), _text(record, "title")
    return Sight(field, text, title, _credits.hits(text), _credits.hits(title))


def ordinary(sights: Iterable[Sight], outlets: Known) -> None:
    """Counts the capitalised words of all texts, so that a name in everybody's mouth is not taken for an outlet."""
    words, credited = Counter[str](), Counter[str]()
    for one in sights:
        for text in (one.title, one.text):
            words.update(_CAPITAL.findall(text))
        for hit in (*one.in_title, *one.in_text):
            credited.update(set(_credits.bare(hit.name)))
    outlets.used(words, credited)


def read(records: Iterable[Mapping[str, Any]], sights: Sequence[Sight], outlets: Known) -> list[Article]:
    """The articles with their direct links, in the order of the records."""
    return [_article(n, record, sight, outlets) for n, (record, sight) in enumerate(zip(records, sights, strict=True))]


def _article(n: int, record: Mapping[str, Any], sight: Sight, outlets: Known) -> Article:
    publisher, field, text = outlets.name(own(record)), sight.field, sight.text
    title, behind = _titles.parted(sight.title, outlets, publisher)
    found = _credits.credits(text, sight.in_text, outlets)
    credits = [one for one in found if not _same(one.name, publisher, outlets)]
    first = _passages.main(text, found, [one for one in found if one not in credits])
    in_text = _of_text(first, text, field) if first in credits else None  # who was told first, told it
    stated = _stated(record, publisher, outlets)
    main = (
        (stated[0] if stated else None)
        or _of_author(record, publisher, outlets)
        or in_text
        or _of_title(sight, behind, publisher, outlets)
    )
    passages = [one for one in _passages.passages(text, found) if one.credit in credits]
    parts = [_part(one, text, field) for one in passages]
    named = {outlets.key(str(part.name)) for part in parts}
    parts += [link for link in stated[1:] if outlets.key(str(link.name)) not in named]
    apart = [part for part in parts if not main or not _same(str(part.name), str(main.name), outlets)]
    where = (str(record["source"]), str(record["row"]))
    return Article(n, *where, publisher, _day(record), title, text, field, main, tuple(apart))


def _text(record: Mapping[str, Any], name: str) -> str:
    value = record.get(name)
    return value if isinstance(value, str) else ""


def _day(record: Mapping[str, Any]) -> str:
    """When it was published, as text that sorts; what is not known sorts last."""
    at = record.get("published_at")
    if at is not None and at == at:
        return str(at)[:19]
    return _text(record, "published") or "9999"


def _same(one: str, other: str, outlets: Known) -> bool:
    return outlets.key(one) == outlets.key(other)


def _stated(record: Mapping[str, Any], publisher: str, outlets: Known) -> list[Link]:
    found = record.get("credits")
    names = [str(name) for name in found] if found is not None and not isinstance(found, float) else []
    return [
        Link(outlets.name(name), None, "credits", "stated in the list", "credits", said=name)
        for name in names
        if not _same(name, publisher, outlets)
    ]


def _of_author(record: Mapping[str, Any], publisher: str, outlets: Known) -> Link | None:
    author = _text(record, "author")
    if not author or not outlets.has(author) or _same(author, publisher, outlets):
        return None
    return Link(outlets.name(author), None, "credits", "signed by an outlet", "author", said=author)


def _of_text(credit: _credits.Credit | None, text: str, field: str) -> Link | None:
    if credit is None:
        return None
    said = text[credit.begins : credit.ends].strip()
    return Link(credit.name, None, "credits", credit.rule, field, credit.begins, credit.ends, said)


def _of_title(sight: Sight, behind: str | None, publisher: str, outlets: Known) -> Link | None:
    if behind and outlets.key(behind) in outlets.spoken and not _same(behind, publisher, outlets):
        return Link(outlets.name(behind), None, "credits", "an outlet behind the headline", "title", said=behind)
    for one in _credits.credits(sight.title, sight.in_title, outlets):
        if not _same(one.name, publisher, outlets) and one.rule != _credits.LOOSE:
            said = sight.title[one.begins : one.ends].strip()
            return Link(one.name, None, "credits", one.rule, "title", one.begins, one.ends, said)
    return None


def _part(passage: _passages.Passage, text: str, field: str) -> Link:
    credit = passage.credit
    said = text[credit.begins : credit.ends].strip()
    return Link(credit.name, None, "credits", credit.rule, field, passage.begins, passage.ends, said)
