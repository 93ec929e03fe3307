"""What an SVG of ours may hold. Everything else is an error: nothing is dropped in silence, nothing slips through.

Figures stand inside the page, where a script or an outside address would have the page's rights; so this list, not the
browser, decides. It is the last step of the finishing pass and may be asked again by whoever inserts a drawing.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from helpers.errors import ReportError

_SVG = "{http://www.w3.org/2000/svg}"


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_PAINT = _names("fill fill-opacity fill-rule opacity stroke stroke-dasharray stroke-linecap stroke-linejoin")
_COMMON = _PAINT | _names("id class transform clip-path stroke-miterlimit stroke-opacity stroke-width")
_TEXT = _names("x y dx dy font-size font-style font-weight text-anchor paint-order textLength lengthAdjust")
_ROOT = _names("viewBox width height direction font-family font-size stroke-linejoin role aria-labelledby aria-hidden")
ELEMENTS: dict[str, frozenset[str]] = {
    "svg": _ROOT,
    "g": _COMMON,
    "a": _names("href tabindex"),
    "defs": frozenset(),
    "use": _COMMON | _names("href x y"),
    "path": _COMMON | _names("d"),
    "rect": _COMMON | _names("x y width height rx"),
    "text": _COMMON | _TEXT,
    "tspan": _COMMON | _TEXT,
    "title": _names("id"),
    "desc": _names("id"),
    "clipPath": _names("id"),
    "pattern": _names("id x y width height patternUnits patternTransform"),
    "image": _COMMON | _names("x y width height href"),
}
_FRAGMENT = re.compile(r"#[A-Za-z0-9_.:-]+")
_PNG = re.compile(r"data:image/png;base64,[A-Za-z0-9+/=\s]+")
_LOCAL = re.compile(r"url\(#[A-Za-z0-9_.:-]+\)")
_VALUE = re.compile(r"[A-Za-z0-9 #.,()+' _-]*")


def check(svg: str) -> str:
    """Returns the drawing as it is, or raises a `ReportError` that names what does not belong into it."""
    if re.search(r"<[!?]", svg):
        raise _refusal("a declaration, a comment or a processing instruction")
    try:
        root = ET.fromstring(svg)
    except (ET.ParseError, ValueError) as error:
        sentence = f"A drawing is not well-formed XML ({error}). Clean its texts with charts/_widths.clean."
        raise ReportError(sentence) from None
    if root.tag != f"{_SVG}svg":
        raise _refusal(f"the root <{root.tag}>")
    for element in root.iter():
        _check_element(element, element is root)
    return svg


def _refusal(what: str) -> ReportError:
    listed = "What may stand in one is listed in charts/_allow.py."
    return ReportError(f"A drawing holds {what}, which no drawing of ours may hold. {listed}")


def _check_element(element: ET.Element, is_root: bool) -> None:
    tag = str(element.tag)
    name = tag.removeprefix(_SVG)
    if not tag.startswith(_SVG) or name not in ELEMENTS or (name == "svg" and not is_root):
        raise _refusal(f"the element <{name}>")
    # a browser reads what stands in <title> and <desc> as HTML
    if name in ("title", "desc") and len(element):
        raise _refusal(f"an element inside <{name}>")
    for attribute, value in element.items():
        if attribute not in ELEMENTS[name]:
            raise _refusal(f"the attribute {attribute} on <{name}>")
        _check_value(name, attribute, value)


def _check_value(name: str, attribute: str, value: str) -> None:
    if attribute == "href":
        allowed = _PNG if name == "image" else _FRAGMENT
        if not allowed.fullmatch(value):
            raise _refusal(f'the address "{value[:60]}" on <{name}>')
    elif "(" in value and attribute != "transform":
        if not _LOCAL.fullmatch(value):
            raise _refusal(f'the value "{value[:60]}" of {attribute}')
    elif not _VALUE.fullmatch(value):
        raise _refusal(f'the value "{value[:60]}" of {attribute}')
