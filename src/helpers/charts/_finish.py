"""The finishing pass: matplotlib's SVG becomes ours, and nothing leaves that is not on the list.

Style attributes become presentation attributes with role classes (a strict Content-Security-Policy blackens a figure
that has style attributes); ids get the figure's name in front (equal ids of two figures hide each other's parts); the
style block, metadata and doctype go; links, hover titles and held text widths come in. Standard library only.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from helpers.charts import _allow, _roles, _widths
from helpers.charts._saved import saved_file
from helpers.errors import ReportError

__all__ = ["Said", "finish", "saved_file"]
SVG = "http://www.w3.org/2000/svg"
_HREF = "{http://www.w3.org/1999/xlink}href"
_HEAD = re.compile(r"\A\s*<\?xml[^>]*\?>\s*<!DOCTYPE svg PUBLIC[^>\[]*>\s*")
_NUMBER = re.compile(r"-?\d*\.\d+(?:e-?\d+)?|-?\d+")
_STYLE = (
    *("fill", "fill-opacity", "fill-rule", "opacity", "font-size", "font-style", "font-weight", "text-anchor"),
    *("stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "stroke-linecap"),
    *("stroke-miterlimit", "stroke-opacity"),
)
_DEFAULTS = {
    "stroke-dashoffset": "0",
    "stroke-linecap": "butt",
    "stroke-linejoin": "round",
    "stroke-width": "1",
    "text-anchor": "start",
    "opacity": "1",
    "fill-opacity": "1",
    "stroke-opacity": "1",
    "font-size": "12",
    "stroke-miterlimit": "100000",
}


@dataclass(frozen=True)
class Said:
    """What a mark carries that matplotlib cannot write: hover title, link, styled runs, held width, halo, hit area."""

    title: str = ""
    url: str | None = None
    runs: tuple[Any, ...] = ()
    held: float | None = None
    halo: bool = False
    hit: bool = False
    dash: tuple[float, ...] = ()


def finish(raw: str, prefix: str, size: tuple[int, int], title: str, alt: str, said: Mapping[str, Said]) -> str:
    """The finished SVG text of one drawing: `prefix` starts every id, `said` is keyed by the artists' group ids."""
    tree = ET.fromstring(_HEAD.sub("", raw))
    defs = [child for part in tree.iter(f"{{{SVG}}}defs") for child in part if not child.tag.endswith("style")]
    leaves: list[ET.Element] = []
    _gather(tree, None, None, {"said": said, "sheet": _sheet_clips(defs, size), "leaves": leaves})
    root = _root(prefix, size, title, alt, linked=any(leaf.tag == "a" for leaf in leaves))
    shared = [_plain(child) for child in defs if child.get("id") not in _sheet_clips(defs, size)]
    if shared:
        ET.SubElement(root, "defs").extend(shared)
    root.extend(_merged(leaves))
    _rename(root, prefix)
    return _allow.check(ET.tostring(root, encoding="unicode"))


def _root(prefix: str, size: tuple[int, int], title: str, alt: str, linked: bool) -> ET.Element:
    width, height = size
    root = ET.Element(
        "svg", {"xmlns": SVG, "viewBox": f"0 0 {width} {height}", "width": str(width), "height": str(height)}
    )
    root.set("direction", "ltr")
    root.set("font-family", _widths.FONT_STACK)
    root.set("font-size", "12")
    root.set("stroke-linejoin", "round")
    # a reader's program hides whatever stands inside an img, links included
    root.set("role", "group" if linked else "img")
    root.set("aria-labelledby", f"{prefix}-title {prefix}-desc")
    ET.SubElement(root, "title", {"id": f"{prefix}-title"}).text = title
    ET.SubElement(root, "desc", {"id": f"{prefix}-desc"}).text = alt
    return root


def _sheet_clips(defs: list[ET.Element], size: tuple[int, int]) -> set[str]:
    """Ids of clip paths that cover the whole sheet and so cut nothing."""
    covering = set()
    for part in defs:
        box = part.find(f"{{{SVG}}}rect")
        if part.tag.endswith("clipPath") and box is not None:
            sides = [float(box.get(name, "0")) for name in ("x", "y", "width", "height")]
            if sides[0] <= 0 and sides[1] <= 0 and sides[2] >= size[0] and sides[3] >= size[1]:
                covering.add(str(part.get("id")))
    return covering


def _gather(node: ET.Element, mark: str | None, url: str | None, job: dict[str, Any]) -> None:
    """Flattens matplotlib's groups into the list of drawn elements, each with what was said about its mark."""
    for child in node:
        tag = child.tag.rpartition("}")[2]
        if tag in ("defs", "metadata", "style", "title"):
            continue
        if tag in ("g", "a"):
            own = child.get("id") if child.get("id") in job["said"] else mark
            _gather(child, own, child.get(_HREF, url), job)
            continue
        element = _plain(child, job["sheet"])
        said = job["said"].get(mark) or Said(url=url)
        _say(element, said)
        job["leaves"].append(_linked(element, said.url, said.title))


def _plain(source: ET.Element, sheet_clips: set[str] | frozenset[str] = frozenset()) -> ET.Element:
    """A copy without namespace and style attribute: presentation attributes, role classes, short numbers."""
    element = ET.Element(source.tag.rpartition("}")[2])
    element.text = source.text.strip() if source.text and source.text.strip() else None
    pairs = dict(source.attrib)
    style = pairs.pop("style", "")
    for part in filter(None, (piece.strip() for piece in style.split(";"))):
        name, _, value = part.partition(":")
        if name.strip() in _STYLE:
            pairs[name.strip()] = value.strip()
    for name, value in pairs.items():
        _carry(element, "href" if name == _HREF else name, value, sheet_clips)
    element.extend(_plain(child) for child in source)
    return element


def _carry(element: ET.Element, name: str, value: str, sheet_clips: set[str] | frozenset[str]) -> None:
    if name in ("fill", "stroke") and value not in ("none", "currentColor") and not value.startswith("url("):
        found = _roles.role_of(value)
        if found is None:
            where = "Charts take their colours from charts/_roles.py."
            raise ReportError(f'A drawing has the colour "{value}", which no role has. {where}')
        kind = "f" if name == "fill" else "k"
        element.set("class", f"{element.get('class', '')} {kind}-{found}".strip())
    if name == "clip-path" and value[5:-1] in sheet_clips:
        return
    if name == "transform" and re.fullmatch(r"rotate\(-?0 [^)]*\)", value):
        return
    if name == "d":
        value = _short_path(value)
    elif name == "font-size":
        value = value.removesuffix("px")
    if name not in ("d", "id", "href", "class", "fill", "stroke", "clip-path"):
        value = _NUMBER.sub(lambda found: _short(float(found.group())), value)
    if _DEFAULTS.get(name) != value:
        element.set(name, value)


def _short(number: float) -> str:
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _short_path(d: str) -> str:
    """The path with two decimals, and with H and V where a line runs along an axis."""
    made, x, y = [], "", ""
    tokens = re.findall(r"[A-Za-z]|" + _NUMBER.pattern, d)
    at = 0
    while at < len(tokens):
        letter = tokens[at]
        count = {"M": 2, "L": 2, "C": 6, "Q": 4}.get(letter, 0)
        numbers = [_short(float(token)) for token in tokens[at + 1 : at + 1 + count]]
        at += 1 + count
        if letter == "L" and numbers == [x, y]:
            continue
        if letter == "L" and numbers[1] == y:
            made.append("H" + numbers[0])
        elif letter == "L" and numbers[0] == x:
            made.append("V" + numbers[1])
        else:
            made.append(letter + " ".join(numbers))
        x, y = numbers[-2:] if numbers else ("", "")
    return "".join(made).replace(" -", "-")


def _say(element: ET.Element, said: Said) -> None:
    if said.hit:
        element.set("fill-opacity", "0")
    if said.dash:
        element.set("stroke-dasharray", ",".join(map(_short, said.dash)))
    if element.tag != "text":
        return
    if said.held:
        element.set("textLength", _short(said.held))
        element.set("lengthAdjust", "spacingAndGlyphs")
    if said.halo:
        for name, value in (("paint-order", "stroke"), ("stroke", _roles.light("page")), ("stroke-width", "3")):
            element.set(name, value)
        element.set("class", f"{element.get('class', '')} k-page".strip())
    runs = said.runs
    if len(runs) == 1:
        _style_run(element, runs[0])
    elif runs:
        element.text = None
        for run in runs:
            part = ET.SubElement(element, "tspan")
            part.text = run.text
            if run.role != runs[0].role:
                part.set("fill", _roles.light(run.role))
                part.set("class", f"f-{run.role}")
            _style_run(part, run)


def _style_run(element: ET.Element, run: Any) -> None:
    if run.bold:
        element.set("font-weight", "700")
    if run.italic:
        element.set("font-style", "italic")


def _linked(element: ET.Element, url: str | None, title: str) -> ET.Element:
    """The element inside its link, if it has one, with the hover title first."""
    outer = ET.Element("a", {"href": url, "tabindex": "-1"}) if url else element
    if url:
        outer.append(element)
    if title:
        said = ET.Element("title")
        said.text = title
        outer.insert(0, said)
    return outer


def _merged(leaves: list[ET.Element]) -> list[ET.Element]:
    """Neighbours with the same target become one link: a mark and its label are one thing to point at."""
    made: list[ET.Element] = []
    for leaf in leaves:
        last = made[-1] if made else None
        if last is not None and leaf.tag == last.tag == "a" and leaf.get("href") == last.get("href"):
            titles = [part for part in leaf if part.tag == "title"]
            last.extend(part for part in leaf if part.tag != "title")
            if titles and last.find("title") is None:
                last.insert(0, titles[0])
        else:
            made.append(leaf)
    return made


def _rename(root: ET.Element, prefix: str) -> None:
    """Keeps the ids that are used and names them `<prefix>-i1 ...` in order of appearance."""
    text = [
        value
        for element in root.iter()
        for name, value in element.items()
        if name in ("href", "clip-path", "fill", "stroke")
    ]
    used = {found for value in text for found in re.findall(r"(?:^#|url\(#)([^)]+)", value)}
    names: dict[str, str] = {}
    for element in root.iter():
        old = element.get("id")
        if old is None or element.tag in ("title", "desc"):
            continue
        if old in used:
            names[old] = f"{prefix}-i{len(names) + 1}"
            element.set("id", names[old])
        else:
            del element.attrib["id"]
    for element in root.iter():
        for name, value in element.items():
            if value.startswith("#") and value[1:] in names:
                element.set(name, "#" + names[value[1:]])
            elif value.startswith("url(#") and value[5:-1] in names:
                element.set(name, f"url(#{names[value[5:-1]]})")
