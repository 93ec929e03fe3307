"""Where the texts of a finished drawing stand, by the width table: what overlaps, and what leaves the sheet.

Works on the SVG text, so it judges what readers get, whoever drew it.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import NamedTuple

from helpers.charts import _widths

_NS = "{http://www.w3.org/2000/svg}"
ASCENT, DESCENT = 0.73, 0.21  # em, of Arial's letters; marks above capitals may stand higher


class Box(NamedTuple):
    """A text and its box in pixels: ascenders and descenders included, line gap left out."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def boxes(svg: str) -> list[Box]:
    """The box of every text of a drawing, in the order of drawing; texts are never rotated or scaled."""
    return [_box(element) for element in ET.fromstring(svg).iter(f"{_NS}text")]


def _box(element: ET.Element) -> Box:
    size = float(element.get("font-size", "12"))
    spans = list(element) or [element]
    bold = element.get("font-weight") == "700"
    wide = sum(_widths.width(span.text or "", size, bold or span.get("font-weight") == "700") for span in spans)
    share = {"start": 0.0, "middle": 0.5, "end": 1.0}[element.get("text-anchor", "start")]
    left = float(element.get("x", "0")) - wide * share
    y = float(element.get("y", "0"))
    return Box("".join(element.itertext()), left, y - ASCENT * size, left + wide, y + DESCENT * size)


def overlaps(svg: str) -> list[tuple[str, str]]:
    """Pairs of texts whose boxes cut into each other by more than half a pixel."""
    ordered = sorted(boxes(svg), key=lambda box: box.top)
    found = []
    for i, one in enumerate(ordered):
        for two in ordered[i + 1 :]:
            if two.top >= one.bottom - 0.5:
                break
            if min(one.right, two.right) - max(one.left, two.left) > 0.5:
                found.append((one.text, two.text))
    return found


def outside(svg: str) -> list[str]:
    """Texts that leave the sheet by more than half a pixel."""
    root = ET.fromstring(svg)
    width, height = float(root.get("width", "0")), float(root.get("height", "0"))
    found = []
    for box in boxes(svg):
        if min(box.left, box.top) < -0.5 or box.right > width + 0.5 or box.bottom > height + 0.5:
            found.append(box.text)
    return found
