"""A sheet to draw on, in pixels: x to the right, y downwards, colours by role.

matplotlib draws at 72 dots per inch, without axes, so that one unit is one CSS pixel at the width the sheet is made
for. Charts place every text themselves, by the width table; matplotlib never measures one. Marks and labels are drawn
in the order of the calls. `Sheet.svg` hands the drawing to the finishing pass, and `figure` puts the drawings of one
figure together.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from helpers.charts import _finish, _roles, _widths
from helpers.charts._overlap import ASCENT, DESCENT, Box
from helpers.charts._settings import own_settings

WIDTHS = (1280, 720, 390)
Point = tuple[float, float]


class Run(NamedTuple):
    """A stretch of a line of text with a style of its own."""

    text: str
    role: str = "ink"
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Figure:
    """A finished figure: its words, its key, and one drawing per width.

    `key` holds {"role", "shape", "label"} (shapes: charts/_key.py); `drawings` maps 1280, 720 and 390 to finished SVG
    text; `fingerprint` is {"marks": {role: count}, "labels": n, "hash": "16 hex"} over what was drawn, before any
    drawing library saw it; `notes` are sentences for the caption (what was left out, what was cut off).
    """

    name: str
    title: str
    subtitle: str
    alt: str
    key: tuple[dict[str, str], ...]
    drawings: dict[int, str]
    fingerprint: dict[str, Any]
    notes: tuple[str, ...] = ()


@dataclass
class Sheet:
    """One drawing of one figure; set `height` at any time before `svg`.

    A mark's `row` links it to that row (from 1) of the figure's table, `title` is what a pointer shows over it.
    """

    name: str
    width: int
    height: float = 100.0
    boxes: list[Box] = field(default_factory=list)
    log: list[list[Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        from matplotlib.figure import Figure as Canvas
        from matplotlib.transforms import Affine2D

        self._said: dict[str, _finish.Said] = {}
        with own_settings():
            self._canvas = Canvas(figsize=(self.width / 72, 1), dpi=72)
        self._canvas.patch.set_visible(False)
        self._downwards = Affine2D()  # y runs downwards; set when the height is known

    def _add(self, artist: Any, row: int | None, title: str | None, url: str | None, **said: Any) -> None:
        mark = f"m{len(self._said) + 1}"
        target = f"#{self.name}-row-{row}" if row is not None else url
        self._said[mark] = _finish.Said(title=_widths.clean(title or ""), url=target, **said)
        artist.set_gid(mark)
        artist.set_zorder(1)
        artist.set_clip_on(False)
        artist.set_sketch_params(None)
        artist.set_path_effects([])
        artist.set_transform(self._downwards)
        self._canvas.add_artist(artist)

    def _note(self, kind: str, role: str, *points: float) -> None:
        self.log.append([kind, role, *(round(float(p), 1) + 0.0 for p in points)])

    def text(
        self,
        x: float,
        y: float,
        words: str | Sequence[Run],
        *,
        size: float = 12,
        role: str = "ink",
        bold: bool = False,
        italic: bool = False,
        anchor: str = "start",
        halo: bool = False,
        row: int | None = None,
        title: str | None = None,
        url: str | None = None,
    ) -> float:
        """Writes one line with its baseline at y; returns its width. `anchor` is start, middle or end."""
        from helpers.charts._words import Words

        runs = [Run(words, role, bold, italic)] if isinstance(words, str) else list(words)
        runs = [run for run in (Run(_tidy(r.text), _roles.role(r.role), r.bold, r.italic) for r in runs) if run.text]
        runs = _trim(runs)
        whole = "".join(run.text for run in runs)
        if not whole:
            return 0.0
        wide = sum(_widths.width(run.text, size, run.bold) for run in runs)
        left = x - wide * {"start": 0, "middle": 0.5, "end": 1}[anchor]
        self.boxes.append(Box(whole, left, y - ASCENT * size, left + wide, y + DESCENT * size))
        self._note("text", runs[0].role, x, y, size)
        self.log[-1] += [[run.text, run.role, run.bold, run.italic] for run in runs]
        label = Words(x, y, whole, color=_roles.light(runs[0].role), fontsize=size, ha=_ALIGN[anchor])
        held = round(wide, 2) if _widths.is_listed(whole) else None
        self._add(label, row, title, url, runs=tuple(runs), held=held, halo=halo)
        return wide

    def path(
        self,
        points: Sequence[Point],
        codes: Sequence[int] | None = None,
        *,
        fill: str | None = None,
        line: str | None = None,
        width: float = 1.0,
        dash: Sequence[float] | None = None,
        row: int | None = None,
        title: str | None = None,
        url: str | None = None,
        hit: bool = False,
    ) -> None:
        """Draws a path; `codes` are those of matplotlib.path.Path. `hit` makes it invisible: a place to point at."""
        from matplotlib.patches import PathPatch
        from matplotlib.path import Path

        if hit:
            fill = "page"
        patch = PathPatch(
            Path([(float(x), float(y)) for x, y in points], codes),
            facecolor=_roles.light(fill) if fill else "none",
            edgecolor=_roles.light(line) if line else "none",
            linewidth=width,
            linestyle="solid",
            joinstyle="round" if codes else "miter",
            capstyle="butt",
        )
        if not hit:
            seen = line if line and (not fill or _roles.role(fill) == "page") else fill
            self._note("path", _roles.role(seen or "page"), *(value for point in points for value in point))
        self._add(patch, row, title, url, hit=hit, dash=tuple(dash or ()))

    def polygon(self, points: Sequence[Point], *, fill: str | None = None, **style: Any) -> None:
        """Draws a closed polygon; further arguments as for `path`."""
        self.path([*points, points[0]], [1, *[2] * (len(points) - 1), 79], fill=fill, **style)

    def line(self, points: Sequence[Point], role: str = "hairline", *, width: float = 1.0, **style: Any) -> None:
        """Draws a line through the points; further arguments as for `path`."""
        self.path(points, [1, *[2] * (len(points) - 1)], line=role, width=width, **style)

    def rect(self, x: float, y: float, w: float, h: float, fill: str | None = None, **style: Any) -> None:
        """Draws a rectangle from its top left corner; `line` and `width` draw its border inside that box."""
        inset = style.get("width", 1.0) / 2 if style.get("line") else 0.0
        x, y, w, h = x + inset, y + inset, w - 2 * inset, h - 2 * inset
        self.polygon([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], fill=fill, **style)

    def tick(self, x: float, y: float, h: float, role: str, **style: Any) -> None:
        """Draws a tick of 3 px, centred on x."""
        self.rect(x - 1.5, y, 3, h, role, **style)

    def diamond(self, x: float, y: float, r: float, role: str, *, hollow: bool = True, **style: Any) -> None:
        """Draws a small diamond, hollow unless told otherwise: the sign of a report."""
        points = [(x, y - r), (x + r, y), (x, y + r), (x - r, y)]
        self.polygon(points, fill="surface" if hollow else role, line=role, width=1.3, **style)

    def circle(self, x: float, y: float, r: float, fill: str | None = None, **style: Any) -> None:
        """Draws a circle around (x, y); further arguments as for `path`."""
        k = 0.5522847 * r
        quarters = [
            ((x + r, y + k), (x + k, y + r), (x, y + r)),
            ((x - k, y + r), (x - r, y + k), (x - r, y)),
            ((x - r, y - k), (x - k, y - r), (x, y - r)),
            ((x + k, y - r), (x + r, y - k), (x + r, y)),
        ]
        points = [(x + r, y), *(point for quarter in quarters for point in quarter), (x + r, y)]
        self.path(points, [1, *[4] * 12, 79], fill=fill, **style)

    def cells(self, boxes: Iterable[tuple[float, float, float, float]], fill: str, **style: Any) -> None:
        """Draws many rectangles (x, y, w, h) of one role as one path: for marks that need no title of their own."""
        points: list[Point] = []
        for x, y, w, h in boxes:
            points += [(x, y), (x + w, y), (x + w, y + h), (x, y + h), (x, y)]
        if points:
            self.path(points, [1, 2, 2, 2, 79] * (len(points) // 5), fill=fill, **style)

    @contextmanager
    def axes(self, x: float, y: float, w: float, h: float) -> Iterator[Any]:
        """A bare matplotlib axes in that box, for seaborn to draw on; colours must be light values of roles.

        Set `height` before; whoever draws says with `record` what was plotted.
        """
        with own_settings():
            box = self._canvas.add_axes((x / self.width, 1 - (y + h) / self.height, w / self.width, h / self.height))
            yield box
            box.axis("off")
            box.patch.set_visible(False)
            box.set_zorder(2)

    def record(self, kind: str, role: str, values: Iterable[float]) -> None:
        """Adds to the fingerprint what another library draws on `axes`: the plotted data, not its pixels."""
        self._note(kind, _roles.role(role), *values)

    def svg(self, title: str, alt: str) -> str:
        """The finished drawing; `title` and `alt` are cleaned like every text on it."""
        title, alt = _widths.clean(title), _widths.clean(alt)
        self.height = float(round(self.height))
        flip: Any = [[1, 0, 0], [0, -1, self.height], [0, 0, 1]]
        self._downwards.set_matrix(flip)
        self._canvas.set_size_inches(self.width / 72, self.height / 72)
        made = io.StringIO()
        with own_settings():
            nothing = {"Date": None, "Creator": None, "Format": None, "Type": None}
            self._canvas.savefig(made, format="svg", metadata=nothing, transparent=True)
        prefix = f"{self.name}-{self.width}"
        return _finish.finish(made.getvalue(), prefix, (self.width, int(self.height)), title, alt, self._said)


_ALIGN = {"start": "left", "middle": "center", "end": "right"}


def _tidy(text: str) -> str:
    """Cleaned, but with one space at either end where there was any: runs of a line are glued together."""
    cleaned = _widths.clean(text)
    before = " " if text[:1].isspace() and cleaned else ""
    after = " " if text[-1:].isspace() and cleaned else ""
    return before + cleaned + after


def _trim(runs: list[Run]) -> list[Run]:
    if runs:
        runs[0] = runs[0]._replace(text=runs[0].text.lstrip())
        runs[-1] = runs[-1]._replace(text=runs[-1].text.rstrip())
    return runs


def fingerprint(sheets: Sequence[Sheet]) -> dict[str, Any]:
    """What was drawn: marks of the first sheet by role, its labels, and a hash over the calls of all sheets.

    Coordinates count to a tenth of a pixel, as the chart gave them: no release of the drawing library changes them.
    """
    marks = Counter(entry[1] for entry in sheets[0].log if entry[0] != "text")
    labels = sum(entry[0] == "text" for entry in sheets[0].log)
    said = json.dumps([[sheet.width, sheet.height, sheet.log] for sheet in sheets], ensure_ascii=True)
    digest = hashlib.sha256(said.encode()).hexdigest()[:16]
    return {"marks": dict(sorted(marks.items())), "labels": labels, "hash": digest}


def figure(
    name: str,
    sheets: Sequence[Sheet],
    *,
    title: str,
    subtitle: str,
    alt: str,
    key: Sequence[tuple[str, str, str]] = (),
    notes: Sequence[str] = (),
) -> Figure:
    """Puts the sheets of one figure together, widest first; `key` is a list of (role, shape, label)."""
    title, subtitle, alt = (_widths.clean(title), _widths.clean(subtitle), _widths.clean(alt))
    drawings = {sheet.width: sheet.svg(title, alt) for sheet in sheets}
    entries = tuple({"role": _roles.role(r), "shape": s, "label": _widths.clean(words)} for r, s, words in key)
    return Figure(name, title, subtitle, alt, entries, drawings, fingerprint(sheets), tuple(map(_widths.clean, notes)))
