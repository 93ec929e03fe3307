"""Spreadsheets of the kind ods, read from their XML as a stream. After OpenDocument 1.3, part 3, section 9."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, BinaryIO

from helpers.errors import ReaderError
from helpers.store._cells import COLUMNS, ERROR, FORMULA, ROWS, Cell, Facts, Row, Sheet, number

_SAFE = {"resolve_entities": False, "no_network": True, "huge_tree": False, "load_dtd": False}
_PART = "content.xml"
_BREAKS = {"line-break": "\n", "tab": "\t"}
_LENGTH = re.compile(r"(-?)PT?(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,](\d+))?S)?")
_STARTS = re.compile(rb"<table:table\s[^>]*>|<table:table-row(?:\s[^>]*)?>")
_TIMES = re.compile(rb'table:number-rows-repeated="(\d{1,9})"')
_FULL = re.compile(rb'office:(?:(?:boolean|date|time|string)-)?value="[^"]|<text:p[^>/]*>.|formula="')
_NOTES = re.compile(rb"<office:annotation[\s>].*?</office:annotation>", re.DOTALL)
MOST_ROW = 64 << 20

Open = Callable[[str], BinaryIO]


def sheets(open_part: Open) -> list[Sheet]:
    """The sheets, in order."""
    from lxml import etree

    found: list[Sheet] = []
    unseen: set[str] = set()
    style = ""
    with open_part(_PART) as file:
        tags = ("{*}style", "{*}table-properties", "{*}table", "{*}table-row", "{*}shapes")
        for event, one in etree.iterparse(file, events=("start", "end"), tag=tags, **_SAFE):
            kind = one.tag.rpartition("}")[2]
            if event == "start" and kind == "style":
                style = _of(one, "name") or ""
            elif event == "start" and kind == "table-properties" and _of(one, "display") == "false":
                unseen.add(style)
            elif event == "start" and kind == "table":
                n = len(found)
                rows, count = partial(_rows, open_part, n), partial(_count, open_part, n)
                found.append(Sheet(_of(one, "name") or "", _of(one, "style-name") in unseen, rows, count))
            elif event == "end" and kind == "table-row":
                _forget(one)
    return found


def _of(element: Any, name: str) -> str | None:
    """An attribute, whatever the namespace that it is in."""
    found = (value for key, value in element.attrib.items() if key.rpartition("}")[2] == name)
    return next(found, None)


def _forget(element: Any) -> None:
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def _rows(open_part: Open, wanted: int, facts: Facts) -> Iterator[Row]:
    from lxml import etree

    sheet, at, column, cells = -1, 0, 0, dict[int, Cell]()
    tags = ("{*}table", "{*}table-row", "{*}table-cell", "{*}covered-table-cell", "{*}table-column")
    with open_part(_PART) as file:
        for event, one in etree.iterparse(file, events=("start", "end"), tag=tags, **_SAFE):
            kind = one.tag.rpartition("}")[2]
            if event == "start":
                sheet += kind == "table"
                at, column = (0 if kind == "table" else at), (0 if kind in ("table", "table-row") else column)
                cells = {} if kind == "table-row" else cells
                continue
            if sheet > wanted:
                return
            if sheet == wanted and kind in ("table-cell", "covered-table-cell"):
                column = _add(one, column, cells, facts)
            elif sheet == wanted and kind == "table-column":
                column = _hide(one, column, facts)
            elif sheet == wanted and kind == "table-row":
                times = min(int(_of(one, "number-rows-repeated") or 1), ROWS)
                if cells:
                    facts.hidden_rows += times * (_of(one, "visibility") in ("collapse", "filter"))
                    yield from (Row(at + n, cells) for n in range(1, times + 1))
                at += times
            if kind != "table":
                _forget(one)


def _hide(one: Any, column: int, facts: Facts) -> int:
    after = min(column + int(_of(one, "number-columns-repeated") or 1), COLUMNS)
    if _of(one, "visibility") in ("collapse", "filter"):
        facts.hidden_columns |= set(range(column, after))
    return after


def _add(one: Any, column: int, cells: dict[int, Cell], facts: Facts) -> int:
    """Puts a cell where it stands, as often as it is repeated; returns the column behind it."""
    after = column + int(_of(one, "number-columns-repeated") or 1)
    facts.merged += int(_of(one, "number-columns-spanned") or 1) > 1 or int(_of(one, "number-rows-spanned") or 1) > 1
    if cell := _cell(one):
        cells.update((n, cell) for n in range(column, min(after, COLUMNS)))
    return after


def _cell(one: Any) -> Cell | None:
    """The cell; None where nothing stands in it."""
    kinds = {value for key, value in one.attrib.items() if key.rpartition("}")[2] == "value-type"}
    shown = "\n".join(_text(p) for p in one if p.tag.rpartition("}")[2] == "p")
    if "error" in kinds:
        return Cell(shown, ERROR)
    if stated := _of(one, "value"):
        return number(stated)
    if stated := _of(one, "date-value"):
        return Cell(stated.replace("T", " "))
    if stated := _of(one, "time-value"):
        return Cell(_clock(stated))
    if stated := _of(one, "boolean-value"):
        return Cell(stated)
    if text := _of(one, "string-value") or shown:
        return Cell(text)
    return Cell(None, "" if kinds else FORMULA) if _of(one, "formula") else None


def _text(element: Any) -> str:
    """The text of a paragraph with what stands in it: runs of spaces, breaks and links, but no notes."""
    found = element.text or ""
    for one in element:
        kind = one.tag.rpartition("}")[2] if isinstance(one.tag, str) else ""
        if kind == "s":
            found += " " * min(int(_of(one, "c") or 1), 32_767)
        elif kind != "annotation":
            found += _BREAKS.get(kind) or _text(one)
        found += one.tail or ""
    return found


def _clock(stated: str) -> str:
    """`PT10H30M00S` as `10:30:00`."""
    found = _LENGTH.fullmatch(stated)
    if not found:
        return stated
    sign, days, hours, minutes, seconds, rest = found.groups()
    text = f"{sign}{int(days or 0) * 24 + int(hours or 0):02}:{int(minutes or 0):02}:{int(seconds or 0):02}"
    return f"{text}.{rest[:3]}" if rest and rest.strip("0") else text


def _count(open_part: Open, wanted: int, above: int) -> int:
    """How many rows below one have something in them, counted by pattern in the bytes instead of by a parser."""
    n, at, sheet, held = 0, 0, -1, b""
    with open_part(_PART) as file:
        while True:
            chunk = file.read(1 << 20)
            held += chunk
            starts = list(_STARTS.finditer(held))
            for k, start in enumerate(starts):
                last = k == len(starts) - 1
                if last and chunk:
                    break
                if not start[0].startswith(b"<table:table-row"):
                    sheet, at = sheet + 1, 0
                    continue
                repeated = _TIMES.search(start[0])
                times = min(int(repeated[1]) if repeated else 1, ROWS)
                end = held.find(b"</table:table-row>", start.end()) if not start[0].endswith(b"/>") else start.end()
                body = held[start.end() : end if end >= 0 else len(held)]
                if sheet == wanted and _FULL.search(_NOTES.sub(b"", body)):
                    n += sum(at + one > above for one in range(1, times + 1)) if at < above else times
                at += times
            if not chunk:
                return n
            held = held[starts[-1].start() if starts else max(len(held) - 4096, 0) :]
            if len(held) > MOST_ROW:
                raise ReaderError("it has a row of many megabytes")
