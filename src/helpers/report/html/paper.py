"""A drawing that is taller than a page of A4, cut where no text is cut.

A browser pushes such a drawing to the next page, leaves the rest of this one empty, and then cuts through words. Made
smaller to fit, its text would be four points high. So paper gets slices, each a window on the same drawing.
"""

from __future__ import annotations

import re

WIDTH = 720
FIRST, OTHERS = 760, 980  # units that fit below a heading, and on a whole page, at the width of the text
_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_TEXT = re.compile(r'<text\b[^>]*?\sy="(-?[\d.]+)"')
ABOVE, BELOW = 14, 6  # what a line of text takes above and below its baseline


def slices(svg: str) -> list[tuple[float, float]]:
    """Top and height of each slice of a drawing 720 wide; none where it fits on a page as it is."""
    size = _SIZE.search(svg)
    if not size or float(size.group(2)) <= FIRST:
        return []
    height = float(size.group(2))
    lines = sorted(float(y) for y in _TEXT.findall(svg))
    made, top, room = [], 0.0, FIRST
    while height - top > room:
        cut = _cut(lines, top, room)
        made.append((top, cut - top))
        top, room = cut, OTHERS
    return [*made, (top, height - top)]


def _cut(lines: list[float], top: float, room: float) -> float:
    """The lowest place within the room, and not in its upper half, where no line of text stands."""
    y = top + room
    while y > top + room / 2:
        hit = next((line for line in lines if line - ABOVE < y < line + BELOW), None)
        if hit is None:
            return y
        y = hit - ABOVE
    return top + room
