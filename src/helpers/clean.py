"""Text from strangers, made comparable or visible; never changed in what is stored.

Hidden characters are those that a reader does not see and a computer does: controls, zero-width and bidirectional
marks. An address is compared as text and decoded nowhere: `derive/shares.py` does the same to ten million in SQL.
"""

from __future__ import annotations

import html
import re
import unicodedata

# C0 and C1 controls (without tab and newline), soft hyphen, zero-width, bidirectional and byte-order marks.
HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_PLAIN = "\x00-\u058f\u1e00-\u206f"  # Latin, Greek, Cyrillic and punctuation: there a joiner joins nothing
_NO_SPACES = "\u0e00-\u109f\u1780-\u17ff"  # scripts of South-East Asia, which may end a line at a zero-width space
_IDLE = re.compile(
    f"[\u180e\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]|(?<![^{_PLAIN}])[\u200c\u200d](?![^{_PLAIN}])"
    f"|(?<![{_NO_SPACES}])\u200b|\u200b(?![{_NO_SPACES}])"
)
_MARKS = re.compile("[\u061c\u200e\u200f]")
RIGHT_TO_LEFT = re.compile("[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")  # letters, not the marks
_A_NAME = 120  # characters: in a longer text a soft hyphen is where a word may be parted
TAG = re.compile(r"(?<![\w&/])[#＃](\w*[^\W\d_]\w*)")
LINK = re.compile(r"https?://[^\s<>\"'`\u3000-\u303f）」】]+", re.IGNORECASE)
MENTION = re.compile(r"(?<![\w.@/])@([A-Za-z0-9_][A-Za-z0-9_.-]{0,62})")
TRACKING = "utm_[a-z_]+|fbclid|gclid|dclid|mc_[ce]id|igshid|igsh|ref_src|ref_url|s_cid|cmpid|xtor|_ga|twclid|yclid"
_TRACKED = re.compile(rf"([?&])(?:(?:{TRACKING})(?:=[^&]*)?(?:&|\Z))+", re.IGNORECASE)
_NUMBER = re.compile("&#0*([0-9]+);?")
_TRAILING = ".,;:!?)]}'\"…»”’"


def fold(text: str) -> str:
    """The text in one form for comparing: NFKC, case folded, without hidden characters, with single spaces."""
    # a control that is white space, such as a bare carriage return, parts words: it must not join them
    seen = HIDDEN.sub(lambda found: " " if found.group().isspace() else "", unicodedata.normalize("NFKC", text))
    return " ".join(unicodedata.normalize("NFKC", seen.casefold()).split())


def visible(text: str) -> str:
    """The text with every hidden character written out, as in `‹U+202E›`, so that nobody is misled by it."""
    return HIDDEN.sub(_written_out, text)


def exposed(text: str) -> str:
    """The text with those hidden characters written out that deceive or do nothing where they stand, as in `‹U+200B›`.

    What scripts and emoji are made of stays: a joiner in Persian or in a family of three, a mark of direction in a text
    that has letters from right to left, a soft hyphen in more than a name.
    """
    if not HIDDEN.search(text):
        return text
    seen = _IDLE.sub(_written_out, text)
    if not RIGHT_TO_LEFT.search(text):
        seen = _MARKS.sub(_written_out, seen)
    return seen.replace("\xad", "‹U+00AD›") if len(text) <= _A_NAME else seen


def _written_out(found: re.Match[str]) -> str:
    return f"‹U+{ord(found.group()):04X}›"


def unescaped(text: str) -> str:
    """The text with HTML's references to characters resolved; a number that is no character's becomes U+FFFD.

    `html.unescape` fails at a number of some thousand digits: Python refuses to read it.
    """
    return html.unescape(_NUMBER.sub(lambda found: f"&#{found[1][:8]};", text) if "&#" in text else text)


def defused(text: str) -> str:
    """The text as a cell of a CSV file: what a spreadsheet would run as a formula gets an apostrophe in front."""
    return f"'{text}" if text.lstrip()[:1] in ("=", "+", "-", "@") and text.strip() else text


def without_controls(text: str) -> str:
    """The text without characters that XML forbids (U+0000, U+000B and the like); newlines and tabs stay."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]", "", text)


def tags(text: str) -> list[str]:
    """The hashtags of a text, without #, in order, as written."""
    return TAG.findall(text)


def links(text: str) -> list[str]:
    """The addresses of a text, in order, without the punctuation that ends a sentence."""
    return [kept for found in LINK.findall(text) if (kept := _without_end(found)).partition("//")[2].strip("/")]


def _without_end(address: str) -> str:
    kept = address.rstrip(_TRAILING)
    # a bracket that the address opens itself belongs to it: /wiki/Fire_(film)
    if kept.count("(") > kept.count(")") and address[len(kept) :].startswith(")"):
        return kept + ")"
    return kept


def link_key(address: str) -> str:
    """The address in one form for comparing: no scheme, no `www.`, no fragment, no tracking parameters, no last slash.

    The host is in lower case and without the web's own ports; path and query stay letter by letter.
    """
    bare = re.sub(r"(?i)\A([a-z][a-z0-9+.-]*:)?//", "", re.sub(r"(?s)#.*\Z", "", address.strip(" \t\r\n")))
    at = re.search(r"[/?]", bare)
    host, rest = (bare[: at.start()], bare[at.start() :]) if at else (bare, "")
    host = re.sub(r":(80|443)?\Z", "", host.lower().removeprefix("www."))
    rest = re.sub(r"[?&]+\Z", "", _TRACKED.sub(r"\1", rest))
    path, mark, query = rest.partition("?")
    return host + path.rstrip("/") + mark + query
