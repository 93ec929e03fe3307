"""Spreadsheets of the kind xlsx and xlsm, read from their XML as a stream: what is hidden or in error is seen there.

After ECMA-376 part 1, section 18. Of a cell with a formula the result counts that was saved with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Any, BinaryIO
from xml.parsers import expat
from zipfile import ZipFile

from helpers.errors import ReaderError
from helpers.store._cells import COLUMNS, ERROR, FORMULA, Cell, Facts, Row, Sheet, moment, number, parts

MOST_TEXT = 256 << 20  # bytes of texts that cells share: they lie in memory while the rows are read
MOST_ROW = 64 << 20
# The formats of days and times that have a number instead of a form of their own.
_BUILT_IN = {14: "d/m/y", 15: "d-m-y", 16: "d-m", 17: "m-y", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss"}
_BUILT_IN |= {22: "d/m/y h:mm", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0"}
_BUILT_IN |= dict.fromkeys([*range(27, 32), 36, *range(50, 55), 57, 58], "d/m/y") | dict.fromkeys([32, 33], "h:mm:ss")
_BUILT_IN |= dict.fromkeys([34, 35, 55, 56], "h:mm:ss")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_TRUE = ("1", "true")
_SPACES = ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main")
_ELEMENTS = ("row", "c", "v", "f", "t", "si", "rPh", "col", "mergeCell")
_KINDS = {f"{space}}}{kind}": kind for space in _SPACES for kind in _ELEMENTS}
CHUNK = 64 << 10
_ROW = re.compile(rb"<(?:\w+:)?row(?:\s[^>]*)?/?>")
_NUMBER = re.compile(rb'\sr="([0-9]{1,7})"')
_FULL = re.compile(rb"<(?:\w+:)?(?:[vt](?:\s[^>]*)?>[^<]|f[\s/>])")
_SAFE = {"resolve_entities": False, "no_network": True, "huge_tree": False, "load_dtd": False}

Open = Callable[[str], BinaryIO]


def sheets(archive: ZipFile, open_part: Open) -> list[Sheet]:
    """The sheets of rows and columns, in order; charts are none."""
    from lxml import etree

    def tree(name: str) -> Any:
        with open_part(name) as file:
            return etree.parse(file, etree.XMLParser(**_SAFE)).getroot()

    book = tree("xl/workbook.xml")
    about = book.find("{*}workbookPr")
    from_1904 = about is not None and about.get("date1904") in ("1", "true", "on")
    targets = {one.get("Id"): one for one in tree("xl/_rels/workbook.xml.rels").iterfind("{*}Relationship")}
    names = set(archive.namelist())
    forms = _forms(tree("xl/styles.xml")) if "xl/styles.xml" in names else []
    shared = partial(_shared, open_part) if "xl/sharedStrings.xml" in names else list
    found = []
    for one in book.iterfind("{*}sheets/{*}sheet"):
        number_ = next((value for key, value in one.attrib.items() if key.endswith("}id")), None)
        target = targets.get(number_)
        if target is None or not str(target.get("Type")).endswith("/worksheet"):
            continue
        part = str(target.get("Target"))
        part = part.lstrip("/") if part.startswith("/") else f"xl/{part}"
        rows = partial(_rows, open_part, part, forms, shared, from_1904)
        hidden = one.get("state", "visible") != "visible"
        found.append(Sheet(str(one.get("name")), hidden, rows, partial(_count, open_part, part)))
    return found


def _forms(styles: Any) -> list[str]:
    """For each style of cells its form of days and times; empty where it shows a plain number."""
    own = {int(one.get("numFmtId")): str(one.get("formatCode")) for one in styles.iterfind("{*}numFmts/{*}numFmt")}
    used = (int(one.get("numFmtId", "0")) for one in styles.iterfind("{*}cellXfs/{*}xf"))
    forms = (own.get(n, _BUILT_IN.get(n, "")) for n in used)
    return [form if form and any(parts(form)) else "" for form in forms]


def _shared(open_part: Open) -> list[str]:
    """The texts that cells share, in order."""
    found: list[str] = []
    pieces: list[str] = []
    size = 0

    def ended(kind: str, text: str) -> None:
        nonlocal size
        if kind == "t":
            pieces.append(text)
        elif kind == "si":
            found.append(_unescaped("".join(pieces)))
            size += len(found[-1])
            pieces.clear()

    for _ in _parsed(open_part, "xl/sharedStrings.xml", lambda kind, about: None, ended):
        if size > MOST_TEXT:
            raise ReaderError(f"the texts of its cells are more than {MOST_TEXT >> 20} MiB")
    return found


def _unescaped(text: str) -> str:
    """The text with what Excel wrote as `_x000D_`, and without NUL."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return text.replace("\0", "")


def _parsed(
    open_part: Open, part: str, begun: Callable[[str, dict[str, str]], None], ended: Callable[[str, str], None]
) -> Iterator[None]:
    """Tells of every element that matters as it begins and ends, with its own text; yields now and then.

    Hints on how to pronounce a text are left out. A `ValueError` for XML that declares anything: no spreadsheet does.
    """
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    text: list[str] = []
    aside = 0

    def start(name: str, about: dict[str, str]) -> None:
        nonlocal aside
        if kind := _KINDS.get(name):
            aside += kind == "rPh"
            text.clear()
            begun(kind, about)

    def end(name: str) -> None:
        nonlocal aside
        if kind := _KINDS.get(name):
            aside -= kind == "rPh"
            if not aside:
                ended(kind, "".join(text))
            text.clear()

    def refuse(*_: object) -> None:
        raise ValueError("its XML declares something of its own")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = text.append, refuse
    with open_part(part) as file:
        while chunk := file.read(CHUNK):
            parser.Parse(chunk)
            if len(text) > 4096:  # pieces of 8 KiB
                raise ReaderError("it has a cell of many megabytes")
            yield
    parser.Parse(b"", True)
    yield


@dataclass
class _Reading:
    """A sheet as far as it has been read: `rows` has those that are whole."""

    forms: list[str]
    texts: list[str]
    from_1904: bool
    facts: Facts
    rows: list[Row] = field(default_factory=list)
    at: int = 0
    column: int = -1
    cells: dict[int, Cell] = field(default_factory=dict)
    row: dict[str, str] = field(default_factory=dict)
    about: dict[str, str] = field(default_factory=dict)
    stated: str = ""
    formula: bool = False

    def begun(self, kind: str, about: dict[str, str]) -> None:
        """A row or a cell begins, or something is told about the sheet."""
        if kind == "c":
            self.column = _column(about.get("r"), self.column + 1)
            self.about, self.stated, self.formula = about, "", False
        elif kind == "row":
            self.at, self.column, self.cells, self.row = int(about.get("r") or self.at + 1), -1, {}, about
        elif kind == "f":
            self.formula = True
        elif kind == "mergeCell":
            self.facts.merged += 1
        elif kind == "col" and about.get("hidden") in _TRUE:
            first, last = int(about["min"]) - 1, min(int(about["max"]), COLUMNS)
            self.facts.hidden_columns |= set(range(first, last))

    def ended(self, kind: str, text: str) -> None:
        """A value, a cell or a row is whole."""
        if kind == "v":
            self.stated = text
        elif kind == "t":
            self.stated += text
        elif kind == "c":
            if (cell := self._cell()) and self.column < COLUMNS:
                self.cells[self.column] = cell
        elif kind == "row" and self.cells:
            self.facts.hidden_rows += self.row.get("hidden") in _TRUE
            self.rows.append(Row(self.at, self.cells))
            self.cells = {}

    def _cell(self) -> Cell | None:
        """The cell; None where nothing stands in it."""
        kind, stated = self.about.get("t", "n"), self.stated
        if not stated:
            return Cell(None, "" if kind == "str" else FORMULA) if self.formula else None
        if kind == "s":
            return Cell(self.texts[int(stated)] if stated[0] != "-" else None)
        if kind in ("str", "inlineStr"):
            return Cell(_unescaped(stated))
        if kind == "b":
            return Cell("true" if stated == "1" else "false")
        if kind == "e":
            return Cell(stated, ERROR)
        if kind == "d":
            return Cell(stated.replace("T", " "))
        style = int(self.about.get("s", "0"))
        form = self.forms[style] if style < len(self.forms) else ""
        return Cell(text) if form and (text := _moment(stated, form, self.from_1904)) else number(stated)


def _rows(
    open_part: Open, part: str, forms: list[str], shared: Callable[[], list[str]], from_1904: bool, facts: Facts
) -> Iterator[Row]:
    reading = _Reading(forms, shared(), from_1904, facts)
    for _ in _parsed(open_part, part, reading.begun, reading.ended):
        yield from reading.rows
        reading.rows = []


def _column(place: str | None, following: int) -> int:
    return _column_of(place.rstrip("0123456789")) if place else following


@lru_cache(maxsize=COLUMNS)
def _column_of(letters: str) -> int:
    column = 0
    for letter in letters[:4]:
        column = column * 26 + ord(letter) - 64
    return max(column - 1, 0)


def _moment(stated: str, form: str, from_1904: bool) -> str | None:
    try:
        return moment(float(stated), form, from_1904)
    except (ValueError, OverflowError):
        return None


def _count(open_part: Open, part: str, above: int) -> int:
    """How many rows below one have a value or a formula, counted by pattern in the bytes instead of by a parser."""
    n, at, held = 0, 0, b""
    with open_part(part) as file:
        while True:
            chunk = file.read(1 << 20)
            held += chunk
            starts = list(_ROW.finditer(held))
            for n_start, start in enumerate(starts):
                last = n_start == len(starts) - 1
                if last and chunk:
                    break
                end = len(held) if last else starts[n_start + 1].start()
                found = _NUMBER.search(start[0])
                at = int(found[1]) if found else at + 1
                n += at > above and bool(_FULL.search(held, start.end(), end))
            if not chunk:
                return n
            held = held[starts[-1].start() if starts else max(len(held) - 4096, 0) :]
            if len(held) > MOST_ROW:
                raise ReaderError("it has a row of many megabytes")
