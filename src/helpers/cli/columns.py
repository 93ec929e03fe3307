"""Tables and long lines on a terminal: aligned by what is seen, cut with a sign, and nothing in them that acts."""

from __future__ import annotations

import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence

from helpers import clean

NARROWEST, WIDEST, ELSEWHERE = 60, 200, 100
_MARKS = ("Mn", "Me")  # they stand on the sign before them


def wide() -> int:
    """How many columns there are: those of the terminal, from 60 to 200; 100 where the answer goes elsewhere."""
    if not sys.stdout.isatty():
        return ELSEWHERE
    return min(max(shutil.get_terminal_size((ELSEWHERE, 24)).columns, NARROWEST), WIDEST)


def visible(value: object) -> str:
    """The value on one line; what steers a terminal, or is not seen, is written out: `‹U+202E›`."""
    text = clean.visible(" ".join(str(value).split()))
    return "".join(sign if sign.isprintable() else f"‹U+{ord(sign):04X}›" for sign in text)


def width(text: str) -> int:
    """How many columns a text takes: a sign of East Asia takes two, a mark none."""
    return sum(_wide(sign) for sign in text)


def _wide(sign: str) -> int:
    if unicodedata.category(sign) in _MARKS:
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def cut(text: str, most: int) -> str:
    """The text in at most so many columns, with … where it goes on."""
    if width(text) <= most:
        return text
    kept, used = "", 0
    for sign in text:
        used += _wide(sign)
        if used > most - 1:
            break
        kept += sign
    return f"{kept.rstrip()}…"


def filled(text: str, columns: int, *, right: bool = False) -> str:
    """The text with spaces up to so many columns."""
    space = " " * max(columns - width(text), 0)
    return space + text if right else text + space


def table(head: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[bool], most: int) -> list[str]:
    """Lines of a table, at most so many columns wide: the first column gives way where there is no room."""
    every = [list(head), *(list(row) for row in rows)]
    widths = [max(width(row[n]) for row in every) for n in range(len(head))]
    too_much = sum(widths) + 2 * (len(widths) - 1) - most
    widths[0] = max(widths[0] - max(too_much, 0), min(widths[0], 12))
    lines = []
    for row in every:
        cells = [
            filled(cut(cell, widths[n]), widths[n], right=right[n]) if n else filled(tail(cell, widths[0]), widths[0])
            for n, cell in enumerate(row)
        ]
        lines.append("  ".join(cells).rstrip())
    return lines


def tail(text: str, most: int) -> str:
    """The end of the text in at most so many columns: what tells a path from others."""
    if width(text) <= most:
        return text
    return "…" + cut(text[::-1], most)[::-1].lstrip("…")


def wrapped(label: str, text: str, indent: int, most: int) -> list[str]:
    """A label and a text beside it, on as many lines as it takes."""
    first = filled(f"  {label}", indent)
    lines = textwrap.wrap(text, max(most - indent, 30), break_on_hyphens=False) or [""]
    return [f"{first}{lines[0]}", *(" " * indent + line for line in lines[1:])]


def capped(lines: list[str], most: int, where: str) -> list[str]:
    """The first lines; of the rest, how many there are and where they are seen."""
    rest = len(lines) - most
    return lines if rest <= 0 else [*lines[:most], f"... and {rest:,} more; {where}"]
