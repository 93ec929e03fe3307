"""Text from strangers made harmless: the one place of the package where that happens.

Three doors, and no other way into a page:
- plain text: jinja2 escapes every value (`visible` is its `finalize`), so that a headline cannot become an element;
- HTML (Markdown cells, tables that are not ours): `nh3` keeps a short list of elements and attributes;
- drawings of our own charts: parsed, held against a list, ids made unique, written again (`drawings.py`).
Behind them stands the policy of the page, which forbids scripts, styles and requests that got through all the same.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from typing import Any

import mistune
import nh3
from markupsafe import Markup, escape

from helpers import clean

_TABLE = {"table", "thead", "tbody", "tfoot", "tr", "th", "td", "caption"}
_PROSE = {
    "p",
    "br",
    "hr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "pre",
    "code",
}
_WORDS = {
    "a",
    "em",
    "strong",
    "b",
    "i",
    "s",
    "del",
    "sub",
    "sup",
    "small",
    "q",
    "cite",
    "abbr",
    "mark",
    "bdi",
    "kbd",
    "img",
}
TAGS = _TABLE | _PROSE | _WORDS
ATTRIBUTES = {
    "*": {"lang", "dir"},
    "a": {"href"},
    "abbr": {"title"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
}
_LEFT_TO_RIGHT = ("@", "http://", "https://")
_RUNS = re.compile(r"(https?://[^\s<>]+|(?<![\w.])[@#][\w.]+)")
PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")
_DATA_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*")
_IMAGE = re.compile(r'<img\b(?:[^>"]|"[^"]*")*>')


def visible(value: Any) -> Any:
    """What jinja2 does to every value before it is escaped: no control characters, and what deceives is written out."""
    if value is None:
        return ""
    if isinstance(value, str) and not isinstance(value, Markup):
        return clean.exposed(clean.without_controls(value))
    return value


def isolated(text: str) -> Markup:
    """Plain text, escaped, in a `<bdi>`; handles and addresses run left to right, the @ in front."""
    text = str(visible(text))
    if text.startswith(_LEFT_TO_RIGHT):
        return Markup('<bdi dir="ltr">{}</bdi>').format(text)
    if not clean.RIGHT_TO_LEFT.search(text):
        return Markup("<bdi>{}</bdi>").format(text)
    parts = [
        Markup('<bdi dir="ltr">{}</bdi>').format(p) if n % 2 else escape(p) for n, p in enumerate(_RUNS.split(text))
    ]
    return Markup("<bdi>{}</bdi>").format(Markup("").join(parts))


def html(text: str) -> Markup:
    """The HTML with only what is on the list: no script, style, id, class, frame or outside picture."""
    kept = nh3.clean(
        str(visible(str(text))),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "data"},
        attribute_filter=_attribute,
        link_rel="noreferrer",
    )
    return Markup(_IMAGE.sub(_without_source, kept))


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "src":
        return value if _DATA_PICTURE.fullmatch(value) else None
    if name == "href":
        return None if value.strip().lower().startswith("data:") else value
    return value


def _without_source(found: re.Match[str]) -> str:
    """A picture from elsewhere would be a request: its words stay, the picture does not."""
    element = found.group()
    if "src=" in element:
        return (
            element if "alt=" in element else element.replace("<img", '<img alt="A picture without a description."', 1)
        )
    words = re.search(r'alt="([^"]*)"', element)
    return f"[picture left out: {words.group(1) if words and words.group(1) else 'no description'}]"


def reader() -> mistune.Markdown:
    """A new reader of Markdown, whose HTML still has to go through `html`."""
    return mistune.create_markdown(escape=False, plugins=["table", "strikethrough"])


_MARKDOWN = reader()


def markdown(source: str, attachments: Mapping[str, Mapping[str, str]] | None = None) -> Markup:
    """Markdown as HTML, cleaned; pictures attached to the cell become part of the page."""
    return html(str(_MARKDOWN(attached(source, attachments))))


def attached(source: str, attachments: Mapping[str, Mapping[str, str]] | None) -> str:
    """Markdown with the pictures that are attached to its cell written into it."""
    for name, kinds in (attachments or {}).items():
        kind = next((one for one in PICTURES if one in kinds), None)
        if kind:
            source = source.replace(f"attachment:{name}", f"data:{kind};base64,{''.join(kinds[kind].split())}")
    return source


def picture(data: str, kind: str) -> str:
    """The address of a picture inside the page; `data` is base64, or text where the picture is SVG."""
    if kind == "image/svg+xml":
        data = base64.b64encode(data.encode()).decode()
    return f"data:{kind};base64," + re.sub(r"[^A-Za-z0-9+/=]", "", data)


def policy(style: str) -> str:
    """The Content-Security-Policy of a page whose one `<style>` holds exactly these characters."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def css_text(text: str) -> str:
    """The text as a CSS string: whatever is not a letter, a digit or a space is written as its number."""
    kept = clean.without_controls(text)
    return '"' + "".join(c if (c.isalnum() and c.isascii()) or c in " ,." else f"\\{ord(c):06x}" for c in kept) + '"'


def cell(value: Any) -> tuple[Any, bool]:
    """A cell for a CSV file, and whether it was changed: what a spreadsheet would run gets an apostrophe in front."""
    made = clean.defused(value) if isinstance(value, str) else value
    return made, made is not value
