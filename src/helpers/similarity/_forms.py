"""The form in which texts are compared: small letters and digits, without links, names of accounts, emoji and signs."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

LINK = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/)\S*")
MENTION = re.compile(r"(?<![\w.@/])@[\w.-]+")
_MINUS = re.compile(r"(?<!\S)[-\u2212](?=\d)")
_ENTITIES = (("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#39;", "'"))
_KEPT = ("L", "N", "Mn", "Mc", "Sc")  # letters, numbers, what stands on letters, currencies
_KEPT_SIGNS = "%\u2030\u2212"
_NOTHING = "".join(map(chr, [*range(0xFE00, 0xFE10), 0x20E3]))  # variation selectors: they only choose a look


@cache
def becomes(sign: str) -> str:
    """What becomes of a character: itself, nothing, or a space."""
    category = unicodedata.category(sign)
    if category == "Cf" or sign in _NOTHING:
        return ""
    return sign if category.startswith(_KEPT) or sign in _KEPT_SIGNS else " "


def bare(text: str) -> str:
    """The text in small letters, composed, without links and names of accounts."""
    if "&" in text:
        for entity, sign in _ENTITIES:
            text = text.replace(entity, sign)
    small = text.lower() if text.isascii() else _folded(text)
    if "@" in small:
        small = MENTION.sub(" ", small[2:] if small.startswith("rt @") else small)
    if "://" in small or "www." in small or "pic.t" in small:
        small = LINK.sub(" ", small)
    return _MINUS.sub("\u2212", small) if "-" in small or "\u2212" in small else small


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def normal(text: str) -> str:
    """The form in which a text is compared: two texts of one form differ in case, signs, emoji, links and names alone.

    Compatible characters become one (NFKC), letters small; signs and emoji become spaces, but for currencies, percent
    and a minus before a number, which mean something; spaces become one. It is empty where nothing is left.
    """
    return " ".join("".join(map(becomes, bare(text))).split())
