"""Names made of content: a candidate keeps its own when files are renamed, imported again or built anew."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256

from helpers import clean

LETTERS = 12
HEAD = 80  # characters of a text that, with its title, stand for an article without an address


def article_key(address: str | None, title: str | None, text: str | None) -> str:
    """What stands for an article: its address in one form; without one, its folded title and the text's beginning."""
    if address:
        return clean.link_key(address)
    return f"{clean.fold(title or '')} {clean.fold((text or '')[: 4 * HEAD])[:HEAD]}"


def candidate_id(article: str, sentence: str, date_text: str | None, claimant: str | None, stance: str) -> str:
    """The id of a candidate: twelve hexadecimal digits of the SHA-256 of what it consists of.

    `article` is an `article_key`; sentence and date are folded, so that case and spaces do not count.
    """
    parts = (article, _folded(sentence), _folded(date_text or ""), claimant or "", stance)
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:LETTERS]


@lru_cache(4096)
def _folded(text: str) -> str:
    if text.isascii() and text.isprintable():  # most sentences: the same as below, five times as fast
        return " ".join(text.lower().split())
    return clean.fold(text)
