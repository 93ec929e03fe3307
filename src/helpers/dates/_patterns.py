"""The small language of patterns: rows, choices and what may be missing, compiled to expressions over classes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

_PIECE = re.compile(r"[A-Z][A-Z0-9_]*|[()|?]|[^\s()|?]+")


class Part(NamedTuple):
    """A piece of a pattern: its expression, the classes it can begin with, and whether it can be empty."""

    expression: str
    first: frozenset[str]
    empty: bool


def is_category(piece: str) -> bool:
    """Whether a piece of a pattern names a category, and not a word."""
    return piece[0].isascii() and piece[0].isupper()


def spelled_out(pattern: str, short: Mapping[str, str]) -> str:
    """The pattern with the parts that have a name replaced by what they stand for, as deep as they go."""
    pieces = []
    for piece in _PIECE.findall(pattern):
        pieces.append(f"( {spelled_out(short[piece], short)} )" if piece in short else piece)
    return " ".join(pieces)


def words(pattern: str) -> set[str]:
    """The words and marks that a spelled-out pattern names."""
    pieces = {part for piece in _PIECE.findall(pattern) for part in (piece.split("+") if len(piece) > 1 else [piece])}
    return {piece for piece in pieces if piece not in "()|?" and not is_category(piece)}


def classes(pattern: str, of: Callable[[str], str]) -> str:
    """All classes that a spelled-out pattern names, as one text of characters."""
    return "".join(of(piece) for piece in _PIECE.findall(pattern) if piece not in "()|?")


def compiled(pattern: str, of: Callable[[str], str]) -> Part:
    """The expression of a spelled-out pattern; `of` gives the classes of a category or a word."""
    part, rest = _choice(_PIECE.findall(pattern), of)
    if rest:
        raise ValueError(f"{pattern}: nothing opens the bracket that closes before {' '.join(rest)}")
    return part


def _choice(pieces: list[str], of: Callable[[str], str]) -> tuple[Part, list[str]]:
    parts = []
    while True:
        part, pieces = _row(pieces, of)
        parts.append(part)
        if not pieces or pieces[0] != "|":
            break
        pieces = pieces[1:]
    expression = "|".join(part.expression for part in parts)
    first = frozenset().union(*(part.first for part in parts))
    return Part(f"(?:{expression})", first, any(part.empty for part in parts)), pieces


def _row(pieces: list[str], of: Callable[[str], str]) -> tuple[Part, list[str]]:
    expression, first, empty = "", frozenset[str](), True
    while pieces and pieces[0] not in ("|", ")"):
        if pieces[0] == "(":
            part, pieces = _choice(pieces[1:], of)
            pieces = pieces[1:]  # the bracket that closes
        else:
            part, pieces = Part(one_of(of(pieces[0])), frozenset(of(pieces[0])), False), pieces[1:]
        if pieces and pieces[0] == "?":
            part, pieces = Part(f"(?:{part.expression})?", part.first, True), pieces[1:]
        expression += part.expression
        first |= part.first if empty else frozenset()
        empty = empty and part.empty
    return Part(expression, first, empty), pieces


def one_of(chars: str) -> str:
    """An expression for one of these characters; for none, one that never fits."""
    return f"[{''.join(re.escape(char) for char in sorted(set(chars)))}]" if chars else "(?!)"
