"""How wide a text will be: advance widths of Arial and of every font with its metrics.

Figures are laid out with this table and name a font stack of the same metrics, so that a label that fits here fits on
the reader's screen. The table was made once from the free Liberation Sans by `make_table`; it costs some microseconds
per label, where measuring through matplotlib costs more than a thousand and depends on the fonts of the machine.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from helpers.clean import exposed

FONT_STACK = "Arial, 'Liberation Sans', Arimo, Helvetica, Roboto, sans-serif"
RANGES = (
    (0x20, 0x7F),
    (0xA0, 0x300),
    (0x370, 0x530),
    (0x590, 0x600),
    (0x1E00, 0x2070),
    (0x20A0, 0x20C0),
    (0x2100, 0x2200),
)
WIDE, EMOJI, OTHER = (1.0, 1.25, 0.62)  # em; OTHER is generous for scripts that fonts draw narrower
_TABLE = Path(__file__).with_name("_widths.json")
_GONE = re.compile("[\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\uffff\ud800-\udfff]")
_SPACE = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029]+")


def clean(words: object) -> str:
    """The words as one line that an SVG may hold: no control characters, single spaces, what deceives written out.

    A zero-width joiner stays where scripts and emoji need it. NUL, vertical tab and their like would make the file
    unreadable for every parser; a direction override would let a headline rewrite its neighbours, and a zero-width
    space would let two accounts look like one.
    """
    return _GONE.sub("", exposed(_SPACE.sub(" ", str(words)))).strip()


def make_table(regular: Path, bold: Path) -> str:
    """The table as JSON text, in 1/2048 em, from two font files with Arial's metrics (Liberation Sans 2.x)."""
    from fontTools.ttLib import TTFont

    table: dict[str, dict[str, list[int]]] = {}
    for name, path in (("regular", regular), ("bold", bold)):
        font = TTFont(path)
        known, metrics, scale = (font.getBestCmap(), font["hmtx"], 2048 / font["head"].unitsPerEm)
        table[name] = {
            str(start): [round(metrics[known[c]][0] * scale) if c in known else -1 for c in range(start, stop)]
            for start, stop in RANGES
        }
    return json.dumps(table, separators=(",", ":")) + "\n"


@cache
def _advances(bold: bool) -> dict[str, float]:
    rows = json.loads(_TABLE.read_text(encoding="ascii"))["bold" if bold else "regular"]
    known = ((chr(int(start) + i), n) for start, widths in rows.items() for i, n in enumerate(widths) if n >= 0)
    return {char: 0.0 if unicodedata.combining(char) else n / 2048 for char, n in known}


@lru_cache(maxsize=4096)
def _unlisted(char: str) -> float:
    if unicodedata.category(char) in ("Mn", "Me", "Cf") or "\ufe00" <= char <= "\ufe0f":
        return 0.0
    if "\U0001f000" <= char <= "\U0001faff" or "\u2600" <= char <= "\u27bf":
        return EMOJI
    return WIDE if unicodedata.east_asian_width(char) in ("W", "F") else OTHER


def width(text: str, size: float, bold: bool = False) -> float:
    """The width of a line in pixels at a font size in pixels."""
    return size * _ems(text, bold)


@lru_cache(maxsize=16384)
def _ems(text: str, bold: bool) -> float:
    advances = _advances(bold)
    return sum([advances[c] if c in advances else _unlisted(c) for c in text])


def is_listed(text: str) -> bool:
    """Whether every character has a measured width, so that the reader's font may be held to it."""
    advances = _advances(False)
    return all(c in advances and not "\u0590" <= c <= "\u05ff" for c in text)


def cut(text: str, size: float, max_width: float, bold: bool = False) -> str:
    """The text, shortened at its end with an ellipsis if it is wider than `max_width` pixels."""
    if width(text, size, bold) <= max_width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (
            (middle, high) if width(text[:middle].rstrip() + "…", size, bold) <= max_width else (low, middle - 1)
        )
    while low and unicodedata.combining(text[low : low + 1] or "a"):
        low -= 1
    words = text[:low] if text[low : low + 1] == " " else text[:low].rpartition(" ")[0]
    if low - len(words) < 12 and 2 * len(words) > low:
        low = len(words)  # end at a word where that loses little
    return text[:low].rstrip(" ,;:–-") + "…"


def pieces(text: str) -> list[str]:
    """Words with what follows them glued on; a script without spaces may break between any two characters."""
    made: list[str] = []
    for word in text.split(" "):
        start = 0
        for i in range(1, len(word)):
            if unicodedata.east_asian_width(word[i]) in ("W", "F") and unicodedata.category(word[i])[0] != "P":
                made.append(word[start:i])
                start = i
        made.append(word[start:] + " ")
    return made


def narrow(piece: str, size: float, max_width: float, bold: bool) -> list[str]:
    """The piece itself, or parts of it that fit into a line; never broken before a mark that belongs to a letter."""
    if width(piece.rstrip(), size, bold) <= max_width:
        return [piece]
    made, part = [], ""
    for char in piece:
        if part and _ems(char, bold) and width(part + char, size, bold) > max_width and part[-1] != "\u200d":
            made.append(part)
            part = ""
        part += char
    return [*made, part]


def wrap(text: str, size: float, max_width: float, lines: int = 2, bold: bool = False) -> list[str]:
    """The text in at most `lines` lines of `max_width` pixels; the last one is cut with an ellipsis if it must be.

    A word that is wider than a line, such as an address, breaks anywhere.
    """
    made: list[str] = []
    line = ""
    for piece in (part for whole in pieces(clean(text)) for part in narrow(whole, size, max_width, bold)):
        if line and width((line + piece).rstrip(), size, bold) > max_width:
            made.append(line)
            line = ""
        line += piece
    made.append(line)
    made[lines - 1 :] = ["".join(made[lines - 1 :])] if len(made) > lines else made[lines - 1 :]
    return [cut(line.rstrip(), size, max_width, bold) for line in made]


def balance(text: str, size: float, max_width: float, lines: int = 2, bold: bool = False) -> list[str]:
    """Like `wrap`, with lines of about the same length: the narrowest box that needs no more lines."""
    made = wrap(text, size, max_width, lines, bold)
    if len(made) < 2 or made[-1].endswith("…"):
        return made
    low, high = max_width / len(made) * 0.8, max_width
    for _ in range(7):
        middle = (low + high) / 2
        tried = wrap(text, size, middle, lines, bold)
        fits = len(tried) == len(made) and not any(line.endswith("…") for line in tried)
        low, high = (low, middle) if fits else (middle, high)
    return wrap(text, size, high, lines, bold)
