"""How many records a file holds, counted without a line of the kit; None where that cannot be said for certain."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any
from xml.parsers import expat

from helpers.readers import Shape
from helpers.store import Csv, Json, Ndjson

csv.field_size_limit(1 << 30)
DEEP = 400


def records(plain: bytes, shape: Shape, reader: str, encoding: str) -> int | None:
    """The records of the file's plain bytes in the shape that the reader chose."""
    try:
        text = plain.decode("utf-8-sig" if encoding.startswith("utf-8") else encoding, "surrogateescape")
        if isinstance(shape.format, Csv):
            return _of_csv(text, shape.format)
        if isinstance(shape.format, Ndjson):
            return sum(line not in ("", "\r") for line in text.split("\n"))
        if isinstance(shape.format, Json):
            return _of_json(text, shape.format)
        return _of_own(plain, reader)
    except (ValueError, RecursionError, LookupError, csv.Error, expat.ExpatError):
        return None


def _of_csv(text: str, format: Csv) -> int | None:
    if format.php:
        return None
    doubled = format.escape == format.quote
    how: dict[str, Any] = {"doublequote": doubled, "escapechar": None if doubled else format.escape}
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=format.delimiter, quotechar=format.quote, **how)
    return sum(bool(row) for row in rows) - 1


def _of_json(text: str, format: Json) -> int | None:
    """The elements of each list, or the documents; None where a key stands twice or a number is no number."""
    if _depth(text) > DEEP:
        return None
    decoder = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_no_number)
    n, place, text = 0, 0, text.strip(" \t\r\n")
    while place < len(text):
        document, place = decoder.raw_decode(text, place)
        for key in format.at.split(".") if format.at else ():
            document = document.get(key) if isinstance(document, dict) else None
        n += len(document) if isinstance(document, list) else int(format.whole)
        while place < len(text) and text[place] in " \t\r\n":
            place += 1
    return n


def _depth(text: str) -> int:
    """At least how deep it goes: brackets inside texts are counted too."""
    level = deepest = 0
    for sign in text:
        level += (sign in "[{") - (sign in "]}")
        deepest = max(deepest, level)
    return deepest


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) < len(pairs):
        raise ValueError("a key stands twice")
    return dict(pairs)


def _no_number(text: str) -> Any:
    raise ValueError(f"{text} is no JSON")


def _of_own(plain: bytes, reader: str) -> int | None:
    if reader in ("gdelt_events", "gdelt_gkg"):
        return sum(bool(line.rstrip(b"\r").strip(b" \r")) for line in plain.split(b"\n"))
    if reader == "rss":
        return _of_xml(plain)
    return None


def _of_xml(plain: bytes) -> int:
    """Items and entries that do not lie in another."""
    n, inside = 0, 0

    def begins(name: str, _: Any) -> None:
        nonlocal n, inside
        if name.rpartition(":")[2] in ("item", "entry"):
            n, inside = n + (not inside), inside + 1

    def ends(name: str) -> None:
        nonlocal inside
        inside -= name.rpartition(":")[2] in ("item", "entry")

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = begins, ends
    parser.Parse(plain, True)
    return n


def files(path: Path, reader: str) -> int:
    """The files of a folder that are the reader's, by their names; hidden ones and a page's own pictures left out."""
    ends = {"notes": ("md", "markdown", "txt"), "saved_pages": ("html", "htm", "xhtml", "xhtm")}[reader]
    packed = {"gz", "xz", "zst", "zip"}
    n = 0
    for file in (file for file in path.rglob("*") if file.is_file()):
        parts = file.relative_to(path).parts
        aside = any(part.startswith(".") for part in parts) or any(part.endswith("_files") for part in parts[:-1])
        dots = file.name.lower().split(".")
        end = dots[-2] if dots[-1] in packed and len(dots) > 2 else dots[-1]
        n += not aside and end in ends
    return n
