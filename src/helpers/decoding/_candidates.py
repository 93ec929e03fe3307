"""Encodings that fit lines of bytes, the likeliest first, with a piece of text in each: for a person to choose."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable

# By how many exports are in them; of two that read the lines alike, the first is named.
_COMMON = [f"cp125{n}" for n in (2, 0, 1, 3, 4, 5, 6, 7)] + [f"iso-8859-{n}" for n in (2, 9, 15)] + ["koi8-r"]
_COMMON += ["gb18030", "big5", "shift_jis", "euc-jp", "euc-kr", "cp866", "cp850", "cp852", "cp437", "mac_roman"]
_SHOWN = 5
_LINES, _BYTES, _LONG = 200, 200_000, 20_000
_FIRST = re.compile(rb"[\x80-\xff]")
_AROUND = 24


def shown(lines: Iterable[tuple[int, bytes]]) -> str:
    """The end of a sentence on lines that are not UTF-8: where the first is, what fits, and what to write."""
    found = []
    size = 0
    for number, line in itertools.islice(lines, _LINES):
        line = _piece(line)
        found.append((number, line))
        size += len(line)
        if size > _BYTES:
            break
    if not found:
        return '. Say which encoding it is in case.toml, as in encoding = "cp1252".'
    start = f" (the first in line {found[0][0]:,})"
    fitting = candidates([line for _, line in found])
    if not fitting:
        return (
            f"{start}, and no other encoding fits either: the file is mixed, damaged, or no text at all. Obtain it "
            'again, or write encoding = "utf-8" in case.toml: then what is not UTF-8 is replaced and counted.'
        )
    named = "".join(f'\n  encoding = "{name}"{_also(same)}: {text}' for name, same, text in fitting[:_SHOWN])
    return f"{start}. Write the encoding that reads right into case.toml; so it would read:{named}"


def _piece(line: bytes) -> bytes:
    """The line; of a long one what stands around its first byte that is not ASCII: a whole document may be on one."""
    if len(line) <= _LONG:
        return line
    first = _FIRST.search(line)
    at = first.start() if first else 0
    piece = line[max(at - 4 * _AROUND, 0) : at + _LONG]
    # a character has four bytes at most, and none that is ASCII in front
    ends = (n for n in range(len(piece), 4 * _AROUND, -1) if piece[n - 4 : n].isascii())
    return piece[: next(ends, len(piece))]


def _also(same: list[str]) -> str:
    return f" (or {', '.join(same[:3])})" if same else ""


def candidates(lines: list[bytes]) -> list[tuple[str, list[str], str]]:
    """The encodings in which all the lines are text, the likeliest first: name, others that read alike, an excerpt."""
    read: dict[str, list[str]] = {}
    whole = b"\n".join(lines)
    for name in _COMMON:
        try:
            text = whole.decode(name)
        except UnicodeError:
            continue
        if not any(unicodedata.category(c) in ("Cc", "Cn", "Co") and c not in "\t\r\n" for c in set(text)):
            read.setdefault(text, []).append(name)
    ranked = sorted(read.items(), key=lambda one: _odd(one[0], one[1][0]))
    return [(names[0], names[1:], _excerpt(lines[0], names[0])) for _, names in ranked]


def _odd(text: str, name: str) -> tuple[float, int]:
    """How many of the words look as if they were read in the wrong encoding, and the place in the list."""
    words = [word for word in re.findall(r"[^\s\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]+", text) if not word.isascii()]
    odd = sum(_is_odd(word, name) or (len(word) > 2 and word.isupper()) / 2 for word in words)
    return odd / max(len(words), 1), _COMMON.index(name)


def _is_odd(word: str, name: str) -> bool:
    scripts = {_script(c) for c in word if c.isalpha()}
    if scripts <= {"CJK", "HIRAGANA", "KATAKANA", "HANGUL"} and scripts:
        return _is_rare(word, name)
    inner = word.strip("«»„“”‚‘’–—…¡¿€£§©®°·•™")
    return (
        len(scripts) > 1
        or any(not c.isalnum() and not unicodedata.combining(c) and c not in "’‘-·" for c in inner)
        or any(a.islower() and b.isupper() for a, b in itertools.pairwise(inner))
        or (scripts == {"LATIN"} and len(inner) > 3 and not any(c.isascii() for c in inner))
    )


def _script(letter: str) -> str:
    return unicodedata.name(letter, "?").split(" ")[0].removesuffix("-")


def _is_rare(word: str, name: str) -> bool:
    """Whether most of a word are characters that hardly anybody writes: the standards sort the common ones first."""
    common = {"gb18030": (0xB0, 0xD7), "big5": (0xA4, 0xC6), "euc-kr": (0xB0, 0xC8)}.get(name)
    if common is None:
        return not any(_script(c) in ("HIRAGANA", "KATAKANA") for c in word)
    first = [c.encode(name)[0] for c in word if ord(c) > 0x2FFF]
    return sum(common[0] <= byte <= common[1] for byte in first) * 2 < len(first)


def _excerpt(line: bytes, name: str) -> str:
    """The text around the first byte of a line that is not ASCII."""
    text = line.decode(name).strip()
    at = next((n for n, c in enumerate(text) if not c.isascii()), 0)
    start, end = max(at - _AROUND, 0), at + 2 * _AROUND
    shown = "".join(c if c.isprintable() else " " if c == "\t" else f"\\u{ord(c):04x}" for c in text[start:end])
    return ("…" if start else "") + shown + ("…" if end < len(text) else "")
