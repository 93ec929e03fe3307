"""Every date that a saved page states about itself, with the place where it stands; and which one counts.

A content system that knows no date often writes the first or last one that it can hold: the year 1, 1 January 1970,
31 December 9999. Such a date stays listed with the others and is not chosen: see `NO_DATE`. The rule asks no clock, so
the same page gives the same row on any day, and a paper of 1988 keeps its year.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple

from lxml.html import HtmlElement

from helpers import dates

# What a page calls the day it was published, most telling first; a modified date never stands for a published one.
PUBLISHED = (
    "json-ld datePublished",
    "meta article:published_time",
    "meta og:article:published_time",
    "meta og:published_time",
    "meta datepublished",
    "meta parsely-pub-date",
    "meta sailthru.date",
    "meta publishdate",
    "meta publish-date",
    "meta publish_date",
    "meta pubdate",
    "meta dc.date.issued",
    "meta dcterms.issued",
    "meta dc.date",
    "meta dcterms.date",
    "meta date",
    "time itemprop=datePublished",
    "time pubdate",
    "json-ld dateCreated",
    "time",
    "address",
)
_ALSO = (
    "meta article:modified_time",
    "meta og:updated_time",
    "meta datemodified",
    "meta last-modified",
    "meta revised",
)
_IN_ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d{2})([/-]?)(0[1-9]|1[0-2])(?:\2(0[1-9]|[12]\d|3[01]))?(?!\d)")
# /2019/nov/18/story: the month as a word, for which English names serve papers in many languages. Only between strokes,
# because /2019-march-for-life is no month.
_NAMED_IN_ADDRESS = re.compile(
    r"(?<![^/])((?:19|20)\d{2})/(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?:/(0?[1-9]|[12]\d|3[01]))?(?![^/?#])",
    re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Years before the first newspaper or from 2100 on; and, to the day, where programs begin to count: SQL Server,
# spreadsheets, Unix (its first second is still 1969 in the west).
NO_DATE = re.compile(
    r"0\d{3}|1[0-5]\d{2}|2[1-9]\d{2}|[3-9]\d{3}|1753-01-01|1899-12-3[01]|1900-01-01|1969-12-31|1970-01-01"
)
_MOST = 40


class Found(NamedTuple):
    """A date as the page has it, and where."""

    place: str
    value: str


class Chosen(NamedTuple):
    """The publication date: as EDTF, as a moment's text where it is one, where it stood, and what was rewritten."""

    published: str
    at: str | None
    place: str
    note: str | None


def candidates(tree: HtmlElement, linked: list[dict[str, Any]], address: str | None) -> list[Found]:
    """Every date, in the order of the places, each once."""
    found = [*_linked(linked), *_metas(tree), *_times(tree), *_address(address)]
    kept = [
        one for one in found if one.value and (one.place in PUBLISHED or one.place in _ALSO or "Modified" in one.place)
    ]
    return list(dict.fromkeys(Found(one.place, " ".join(one.value.split())) for one in kept))[:_MOST]


def chosen(found: list[Found]) -> Chosen | None:
    """The first of the most telling place that can be read; None if no place says when the page was published.

    What a content system writes where it knows no date (`NO_DATE`) is passed over.
    """
    for place in PUBLISHED:
        for one in found:
            if one.place == place and (read := as_stated(one)) and not NO_DATE.match(read.published):
                return read
    return None


def as_stated(one: Found) -> Chosen | None:
    """The day, and the moment where it states one; None where it can be read in more than one way, or in none."""
    stated = dates.moment(one.value, "UTC", "case")
    if stated:  # a day is no moment: its midnight would lie on the day before in half of the world
        return Chosen(one.value[:10], None if stated.precision == "day" else one.value, one.place, None)
    if dates.valid(one.value) and "/" not in one.value:
        return Chosen(one.value, None, one.place, None)
    try:
        # RFC 2822: "Tue, 14 May 2024 22:08:00 +0200"; 14/05/2024 is none, and no order of day and month is guessed
        parsed = parsedate_to_datetime(one.value)
    except (ValueError, TypeError, IndexError, OverflowError):  # a year or an offset of thirty digits
        return None
    if not re.match(r"([A-Za-z]{3}, )?\d{1,2} [A-Za-z]{3} \d{4} \d", one.value):
        return None
    at, letters = parsed.isoformat(), re.search(r" ([A-Za-z]{2,5})(?: \(.*\))?$", one.value)
    if letters and parsed.tzinfo is None:  # the library drops what it does not know, and a zone would be assumed
        offset = dates.offset_of(letters[1], at[:10])
        if not offset:
            return None
        at += offset
    return Chosen(at[:10], at, one.place, "published_at: written as ISO 8601")


def json_ld(tree: HtmlElement) -> list[dict[str, Any]]:
    """The objects of the JSON-LD that describe the page itself, articles first; what cannot be parsed is left out."""
    objects: list[dict[str, Any]] = []
    for script in tree.xpath('//script[contains(@type, "ld+json")]'):
        text = re.sub(r"^\s*(<!--|//<!\[CDATA\[)|(-->|//\]\]>)\s*$", "", script.text_content())
        try:
            objects += _objects(json.loads(text, strict=False))
        except (ValueError, RecursionError):
            continue
    return sorted(objects, key=lambda one: not re.search("Article|Posting|Report", str(one.get("@type", ""))))


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for one in value:
            yield from _objects(one)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            if isinstance(value.get(key), list | dict):
                yield from _objects(value[key])


def _linked(linked: list[dict[str, Any]]) -> Iterator[Found]:
    for key in ("datePublished", "dateCreated", "dateModified"):
        for one in linked:
            if isinstance(one.get(key), str):
                yield Found(f"json-ld {key}", one[key])


def _metas(tree: HtmlElement) -> Iterator[Found]:
    for meta in tree.xpath("//meta[@content]"):
        for key in ("property", "name", "itemprop", "http-equiv"):
            if meta.get(key):
                yield Found(f"meta {meta.get(key).strip().lower()}", meta.get("content"))


def _times(tree: HtmlElement) -> Iterator[Found]:
    for time in tree.xpath("//time[@datetime] | //*[@itemprop='datePublished'][@datetime]"):
        is_published = time.get("itemprop") == "datePublished"
        place = (
            "time itemprop=datePublished" if is_published else "time pubdate" if "pubdate" in time.attrib else "time"
        )
        yield Found(place, time.get("datetime"))


def _address(address: str | None) -> Iterator[Found]:
    path = address.split("://")[-1].partition("/")[2] if address else ""
    if found := _NAMED_IN_ADDRESS.search(path):
        year, name, day = found.groups()
        month = f"{_MONTHS.index(name[:3].lower()) + 1:02}"
        yield Found("address", f"{year}-{month}" + (f"-{int(day):02}" if day else ""))
    if found := _IN_ADDRESS.search(path):
        year, between, month, day = found.groups()
        if between or day:  # 202405 may be any number
            yield Found("address", "-".join(part for part in (year, month, day) if part))
