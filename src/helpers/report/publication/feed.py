"""feed.xml: an Atom feed (RFC 4287) of a case's publications, for those who follow it; one entry a publication.

A feed that lies in a folder or goes by mail has no address of its own, so links are relative, and ids are URNs: made of
the case's name and the moment of a publication, they stay the same when the folder moves. Where `[publication]` of
case.toml gives an `address`, links are absolute, and the feed says where it is.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as tree

import helpers
from helpers import clean

NAME = "feed.xml"
ATOM = "http://www.w3.org/2005/Atom"
MOST = 50
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Line = Mapping[str, Any]


def feed(case: Any, lines: Sequence[Line]) -> bytes:
    """The feed; `lines` are the history's lines of publications, newest first, of which the first 50 become entries.

    A line without a moment cannot be an entry and is passed over. The same lines give the same bytes.
    """
    dated = [(line, at) for line in lines if (at := _moment(line.get("finished")))]
    began = dated[-1][1].isoformat() if dated else ""
    root = tree.Element("feed", {"xmlns": ATOM, "xml:lang": "en"})
    _text(root, "id", _id(case.name, began))
    _text(root, "title", case.title)
    _text(root, "subtitle", case.question)
    _text(root, "updated", _stamp(max((at for _, at in dated), default=_EPOCH)))
    _text(tree.SubElement(root, "author"), "name", f"Casebook, case {case.name}")
    _text(root, "generator", "Casebook").set("version", helpers.__version__)
    address = _address(case)
    for rel, name, kind in (("self", NAME, "application/atom+xml"), ("alternate", "index.html", "text/html")):
        if address or rel == "alternate":
            tree.SubElement(root, "link", {"rel": rel, "type": kind, "href": f"{address}{name}"})
    for n, (line, at) in enumerate(dated[:MOST]):
        _entry(root, line, at, case, address, _place(case, line, n))
    tree.indent(root, " ")
    body: bytes = tree.tostring(root, "utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + body + b"\n"


def _entry(root: tree.Element, line: Line, at: datetime, case: Any, address: str, href: str) -> None:
    entry = tree.SubElement(root, "entry")
    _text(entry, "id", _id(case.name, str(line.get("publication") or at.isoformat())))
    _text(entry, "title", f"{case.title}, {at:%Y-%m-%d %H:%M} UTC")
    _text(entry, "updated", _stamp(at))
    _text(entry, "published", _stamp(at))
    if href and not (address and href.startswith("..")):  # what is served at the address is this folder alone
        tree.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": f"{address}{href}"})
    _text(entry, "content", "\n".join(_says(line))).set("type", "text")


def _says(line: Line) -> Iterator[str]:
    """What an entry says: the sentence of the changes, and what the publication was made of and by."""
    yield str(line.get("says") or "Published.")
    if line.get("evidence"):
        yield f"Fingerprint of all inputs: {line['evidence']}"
    if line.get("kit"):
        yield f"Made by Casebook {line['kit']}."


def _place(case: Any, line: Line, n: int) -> str:
    """Where the n-th newest publication is, seen from the feed; empty where it is not kept.

    The one before the newest is about to be put among the earlier ones: the feed is a file of the publication itself.
    """
    if n == 0:
        return "index.html"
    reports, stamp = Path(case.reports), str(line.get("publication") or "")
    kept = reports.with_name(f"{reports.name}.past") / stamp / "index.html"
    most = getattr(getattr(case, "publication", None), "keep", n)
    return f"../{reports.name}.past/{stamp}/index.html" if stamp and n <= most and (n == 1 or kept.is_file()) else ""


def _address(case: Any) -> str:
    """The address of the report's folder, with a slash at its end; empty where case.toml gives none."""
    stated = str(getattr(getattr(case, "publication", None), "address", "") or "")
    return f"{stated.rstrip('/')}/" if stated else ""


def _id(name: str, what: str) -> str:
    """An id that stays: a URN made of the case's name and a moment (RFC 9562, version 5)."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"casebook:{name}/{what}").urn


def _moment(stated: Any) -> datetime | None:
    try:
        at = datetime.fromisoformat(str(stated))
    except ValueError:
        return None
    return at.astimezone(UTC) if at.tzinfo else None


def _stamp(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def _text(parent: tree.Element, name: str, words: str) -> tree.Element:
    made = tree.SubElement(parent, name)
    made.text = clean.without_controls(words)
    return made
