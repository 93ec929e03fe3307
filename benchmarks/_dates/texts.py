"""Annotated texts: TimeML files, and the compact form in which the kit's own invented samples are written.

The compact form is plain text. A text begins with a line `## DAY NAME`, where DAY is the day it was written; a time
expression stands in brackets, its TIMEX3 value in parentheses behind it, and its EDTF behind a comma:
`The port closed [last week](2022-W29, 2022-07-18/2022-07-24).` A year, a month and a day are their own EDTF; `-` says
that there is no date, `?` that readers may differ (it is not compared, nor is one that is not stated). `SET` in front
of the value says that the expression is one; the other types follow from the value.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
import zlib
from pathlib import Path
from typing import NamedTuple


class Span(NamedTuple):
    """One time expression: where it stands, its type, its TIMEX3 value, and its EDTF (None: not stated)."""

    start: int
    end: int
    type: str
    value: str
    edtf: str | None = None


class Annotated(NamedTuple):
    """A text, the day it was written (ISO) and the time expressions that people marked in it."""

    name: str
    text: str
    written: str
    gold: list[Span]
    language: str = "en"

    @property
    def half(self) -> str:
        """`even` or `odd`: by the CRC-32 of the name. What is tuned is tuned on even files alone."""
        return "odd" if zlib.crc32(self.name.encode()) % 2 else "even"


_MARKED = re.compile(r"\[([^\]\n]+)\]\(([^)\n]*)\)")
_HEAD = re.compile(r"^## (\d{4}-\d{2}-\d{2}) (.+)$", re.M)


def timeml(folder: Path) -> list[Annotated]:
    """The TimeML files (`*.tml`, `*.xml`) of a folder and the folders in it, by name.

    The text is that of the element TEXT, as TempEval-3 counted it; of the whole file where there is none. The day is
    that of the timex whose function is CREATION_TIME, which is never among the gold; tags around no text are left out.
    """
    files = sorted(path for path in folder.rglob("*") if path.suffix in (".tml", ".xml") and path.name[:1] not in "._")
    if not files:
        raise SystemExit(f"{folder} has no file that ends in .tml or .xml. Name a folder of TimeML files.")
    return [_timeml(path) for path in files]


def _timeml(path: Path) -> Annotated:
    try:
        root = ElementTree.parse(path).getroot()
    except ElementTree.ParseError as error:
        raise SystemExit(f"{path} is not XML: {error}. Take it out of the folder, or mend it.") from None
    made = [one for one in root.iter("TIMEX3") if "CREATION" in one.get("functionInDocument", "")]
    if not made:
        raise SystemExit(f"{path} has no TIMEX3 with the function CREATION_TIME. Its dates cannot be resolved.")
    pieces: list[str] = []
    gold: list[Span] = []
    _walk(root.find("TEXT") if root.find("TEXT") is not None else root, pieces, gold, 0)
    return Annotated(path.name, "".join(pieces), made[0].get("value", "")[:10], gold)


def _walk(element: ElementTree.Element | None, pieces: list[str], gold: list[Span], start: int) -> int:
    """Adds the text of an element to the pieces and its time expressions to the gold; where it ends."""
    assert element is not None
    pieces.append(element.text or "")
    end = start + len(pieces[-1])
    for child in element:
        end = _walk(child, pieces, gold, end)
        pieces.append(child.tail or "")
        end += len(pieces[-1])
    inner = end
    if element.tag == "TIMEX3" and inner > start and "CREATION" not in element.get("functionInDocument", ""):
        gold.append(Span(start, inner, element.get("type", ""), element.get("value", "")))
    return inner


def compact(path: Path, language: str | None = None) -> list[Annotated]:
    """The texts of a file in the compact form; its language is the file's name (`fr.txt`) unless one is given."""
    parts = _HEAD.split(path.read_text("utf-8"))
    named = language or path.name.partition(".")[0]
    return [
        _compact(f"{path.stem}:{name.strip()}", written, body.strip(), named)
        for written, name, body in zip(parts[1::3], parts[2::3], parts[3::3], strict=True)
    ]


def _compact(name: str, written: str, body: str, language: str) -> Annotated:
    text, gold, last = "", [], 0
    for found in _MARKED.finditer(body):
        text += body[last : found.start()]
        value, _, edtf = (part.strip() for part in found[2].partition(","))
        start, text, last = len(text), text + found[1], found.end()
        kind, value = ("SET", value[4:]) if value.startswith("SET ") else (type_of(value), value)
        gold.append(Span(start, len(text), kind, value, _edtf(edtf, value)))
    return Annotated(name, text + body[last:], written, gold, language)


def type_of(value: str) -> str:
    """The type that a TIMEX3 value has: DURATION for `P2W`, TIME for `2022-07-29T14:00`, else DATE."""
    if re.match(r"P[T\dX]", value):
        return "DURATION"
    return "TIME" if re.search(r"[\dX]T[\dMAENX]", value) else "DATE"


def _edtf(stated: str, value: str) -> str | None:
    if stated:
        return {"-": "", "?": None}.get(stated, stated)
    return value if re.fullmatch(r"\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?", value) else None
