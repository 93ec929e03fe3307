"""The signs of a key: one small drawing per shape, for the page's key and for the saved file.

A key entry is {"role", "shape", "label"}. A chart that needs a new sign adds a shape here. No shape needs matplotlib.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping

from helpers.charts import _allow, _roles
from helpers.errors import TableError, did_you_mean

HEIGHT = 14
_HEAD: tuple[str, str, dict[str, str]] = ("M34 7L25.5 3.5V10.5z", "fill", {})


def _arrow(width: str, dash: str = "") -> tuple[int, tuple[tuple[str, str, dict[str, str]], ...]]:
    """The line of a tie with its head, in the dashes and the width of charts/_ties.py."""
    return 34, (("M0 7H27", "line", {"stroke-width": width} | ({"stroke-dasharray": dash} if dash else {})), _HEAD)


# shape: width in px, and its parts as (path, what the role colours, further attributes)
_FILL, _LINE, _OPEN = "fill", "line", "open"
SHAPES: dict[str, tuple[int, tuple[tuple[str, str, dict[str, str]], ...]]] = {
    "tick": (4, (("M0.5 0H3.5V14H0.5z", _FILL, {}),)),
    "low": (4, (("M0.5 4H3.5V10H0.5z", _FILL, {}),)),
    "small": (6, (("M5.6 7A2.8 2.8 0 1 1 0 7A2.8 2.8 0 1 1 5.6 7z", _FILL, {}),)),
    "small-square": (6, (("M0.5 4.5H5.5V9.5H0.5z", _FILL, {}),)),
    "bar": (22, (("M0 3H22V11H0z", _FILL, {}),)),
    "square": (10, (("M0 2H10V12H0z", _FILL, {}),)),
    "hollow": (6, (("M0.75 0.75H5.25V13.25H0.75z", _OPEN, {"stroke-width": "1.3"}),)),
    "hollow-bar": (22, (("M0.65 3.65H21.35V10.35H0.65z", _OPEN, {"stroke-width": "1.3"}),)),
    "about": (22, (("M0.65 3.65H21.35V10.35H0.65z", _OPEN, {"stroke-width": "1.3", "stroke-dasharray": "3,2"}),)),
    "since": (24, (("M0.5 0H3.5V14H0.5z", _FILL, {}), ("M3.5 3.5H17L22 7L17 10.5H3.5z", _FILL, {}))),
    "report": (
        26,
        (
            ("M0 7H17", _LINE, {"stroke-dasharray": "1,2"}),
            ("M21 3L25 7L21 11L17 7z", _OPEN, {"stroke-width": "1.3", "stroke-linejoin": "miter"}),
        ),
    ),
    "wait": (
        26,
        (
            ("M0 7H17", _LINE, {"stroke-width": "1.4"}),
            ("M21 3L25 7L21 11L17 7z", _OPEN, {"stroke-width": "1.3", "stroke-linejoin": "miter"}),
        ),
    ),
    "dot": (10, (("M10 7A5 5 0 1 1 0 7A5 5 0 1 1 10 7z", _FILL, {}),)),
    "ring": (10, (("M9.3 7A4.3 4.3 0 1 1 0.7 7A4.3 4.3 0 1 1 9.3 7z", _OPEN, {"stroke-width": "1.4"}),)),
    "line": (24, (("M0 7H24", _LINE, {"stroke-width": "2"}),)),
    "dashes": (24, (("M0 7H24", _LINE, {"stroke-width": "2", "stroke-dasharray": "6,3"}),)),
    "dots": (24, (("M0 7H24", _LINE, {"stroke-width": "2", "stroke-dasharray": "1.5,2.5"}),)),
    "fine-dots": (28, (("M0 7H28", _LINE, {"stroke-width": "1.2", "stroke-dasharray": "1,3"}),)),
    "dash-dot": (24, (("M0 7H24", _LINE, {"stroke-width": "2", "stroke-dasharray": "8,3,2,3"}),)),
    "box": (18, (("M0.6 1.6H17.4V12.4H0.6z", _OPEN, {"stroke-width": "1.2"}),)),
    "round": (18, (("M6 1.6H12A5.4 5.4 0 0 1 12 12.4H6A5.4 5.4 0 0 1 6 1.6z", _OPEN, {"stroke-width": "1.2"}),)),
    "dashed-box": (18, (("M0.6 1.6H17.4V12.4H0.6z", _OPEN, {"stroke-width": "1.2", "stroke-dasharray": "3,2"}),)),
    "arrow": _arrow("1.6"),
    "arrow-thick": _arrow("2.2"),
    "arrow-thin": _arrow("1.4"),
    "arrow-dashes": _arrow("1.6", "7,4"),
    "arrow-dots": _arrow("1.8", "2,3"),
    "arrow-dash-dot": _arrow("1.6", "8,3,2,3"),
    "arrow-long-dashes": _arrow("1.6", "14,4"),
    "band": (22, (("M0 1H22V13H0z", _FILL, {}),)),
    "words": (0, ()),
}


def parts(shape: str, role: str) -> tuple[int, list[ET.Element]]:
    """The width of a shape and its path elements in a box 14 px high; a `TableError` if there is no such shape."""
    if shape not in SHAPES:
        raise TableError(
            f'There is no key shape "{shape}".{did_you_mean(shape, SHAPES)} Shapes are listed in charts/_key.py.'
        )
    token = _roles.role(role)
    width, drawn = SHAPES[shape]
    made = []
    for d, how, more in drawn:
        paint = {"class": f"f-{token}", "fill": _roles.light(token)}
        if how != _FILL:
            paint = {"class": f"k-{token}", "fill": "none", "stroke": _roles.light(token)}
        made.append(ET.Element("path", {"d": d, **paint, **more}))
    return width, made


def swatch(entry: Mapping[str, str]) -> str:
    """The sign of one key entry as a small SVG for the page, hidden from screen readers; empty for `words`."""
    width, drawn = parts(entry["shape"], entry["role"])
    if not drawn:
        return ""
    box = {"viewBox": f"0 0 {width} {HEIGHT}", "width": str(width), "height": str(HEIGHT), "aria-hidden": "true"}
    root = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", **box})
    root.extend(drawn)
    return _allow.check(ET.tostring(root, encoding="unicode"))
