"""The file on disk: a drawing with its title, key and source drawn in, right in any viewer and in the dark.

In the page these are HTML around the drawing. A saved file travels alone, so it carries them, a ground, and one style
block with the dark values; its links are gone, because their targets stay behind in the page.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

from helpers.charts import _allow, _key, _roles, _widths

if TYPE_CHECKING:
    from helpers.charts._sheet import Figure

_NS = "{http://www.w3.org/2000/svg}"
_EDGE = 12


def saved_file(figure: Figure, source: str, width: int = 1280) -> str:
    """The SVG text of the file that is saved beside a report, in the drawing made for `width` pixels."""
    inner = _without_links(ET.fromstring(figure.drawings[width]))
    size = (int(inner.get("width", "0")), int(inner.get("height", "0")))
    words = list(inner)[:2]
    drawing = ET.Element("g")
    drawing.extend(list(inner)[2:])
    head, top = _head(figure, width)
    drawing.set("transform", f"translate(0,{top})")
    foot, bottom = _lines(source, 12, False, "muted", width, top + size[1] + 24, 16)
    height = round(bottom + 4)
    root = ET.Element(
        "svg",
        {"xmlns": _NS[1:-1], **inner.attrib, "viewBox": f"0 0 {width} {height}", "height": str(height), "role": "img"},
    )
    ground = ET.Element("path", {"d": f"M0 0H{width}V{height}H0z", "fill": _roles.light("page"), "class": "f-page"})
    root.extend([*words, ground, *head, drawing, *foot])
    text = _allow.check(ET.tostring(root, encoding="unicode"))
    classes = {name[2:] for element in root.iter() for name in element.get("class", "").split()}
    used = [name for name in _roles.TOKENS if name in classes]
    start = text.index(">") + 1
    return f"{text[:start]}<style>{_roles.dark_rules(used)}</style>{text[start:]}\n"


def _without_links(root: ET.Element) -> ET.Element:
    for element in root.iter():
        element.tag = element.tag.removeprefix(_NS)
        if element.tag == "a":
            element.tag = "g"
            element.attrib.clear()
    return root


def _lines(
    words: str, size: float, bold: bool, role: str, width: int, y: float, step: float
) -> tuple[list[ET.Element], float]:
    """A wrapped text from the left edge: its elements, and the baseline after it."""
    made: list[ET.Element] = []
    if not words.strip():
        return made, y - step
    for line in _widths.wrap(words, size, width - 2 * _EDGE, 6, bold):
        pairs = {
            "x": str(_EDGE),
            "y": f"{y:g}",
            "font-size": f"{size:g}",
            "class": f"f-{role}",
            "fill": _roles.light(role),
        }
        element = ET.Element("text", pairs)
        if bold:
            element.set("font-weight", "700")
        element.text = line
        made.append(element)
        y += step
    return made, y


def _head(figure: Figure, width: int) -> tuple[list[ET.Element], int]:
    """Title, subtitle and key, and where the drawing begins."""
    size = 19 if width < 500 else 18
    made, y = _lines(figure.title, size, True, "ink", width, 28, size + 5)
    more, y = _lines(figure.subtitle, 13, False, "muted", width, y - 2, 17)
    made += more
    x, y = float(_EDGE), y + 4
    for entry in figure.key:
        sign, paths = _key.parts(entry["shape"], entry["role"])
        room = sign + (6 if sign else 0) + _widths.width(entry["label"], 12)
        if x > _EDGE and x + room > width - _EDGE:
            x, y = float(_EDGE), y + 20
        if paths:
            group = ET.Element("g", {"transform": f"translate({x:g},{y - 11:g})"})
            group.extend(paths)
            made.append(group)
        at = x + sign + (6 if sign else 0)
        label = ET.Element("text", {"x": f"{at:g}", "y": f"{y:g}", "class": "f-muted", "fill": _roles.light("muted")})
        label.text = _widths.cut(entry["label"], 12, width - at - _EDGE)
        made.append(label)
        x += room + 18
    return made, round(y + (18 if figure.key else -4))
