"""Stated times against the ids' own clock: for each file how far apart the two are, over time.

One panel a file, with a scale of its own. Above the line a stated time is later than the id says, below it is earlier:
seconds and minutes grow by tenfold steps, hours evenly, days by tenfold steps again, so that all have room. A cell is
darker the more of that time's posts stand in it. A wrong zone is a line beside 0, and summer time a step in it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd

from helpers.charts import _frames, _widths
from helpers.charts._axes import Days
from helpers.charts._sheet import WIDTHS, Figure, Sheet, figure

MOST_PANELS = 8
NARROWEST = 4.0  # px of a cell
LEAST_HIGH = 3.0  # px of a cell
SHARES = (0.05, 0.2, 0.5, 0.9)  # of the posts of a stretch of time: the lower limits of the second to the fifth step
STEPS = ("s3", "s4", "s5", "s6", "s7")
HOURS = 0.6  # how much an hour takes between 1 and 15 of them, where 1 is what ten times the seconds take
MOST_HOURS = 54_000.0
# in the order in which they are kept, where there is room for one of two only
TICKS = (
    (3600, "1 h"), (60, "1 min"), (18_000, "5 h"), (36_000, "10 h"), (86_400, "1 day"), (31_536_000, "1 year"),
    (864_000, "10 days"), (7200, "2 h"), (600, "10 min"), (10, "10 s"),
)  # fmt: skip
Bin = tuple[float, float]


@dataclass(frozen=True)
class File:
    """One panel: a file's words, its row in the table, and its posts by day and by how far apart the times are."""

    name: str
    platform: str
    verdict: str
    row: int
    cells: Mapping[tuple[date, Bin], int]

    @property
    def total(self) -> int:
        """How many posts are in it."""
        return sum(self.cells.values())

    @property
    def refuted(self) -> bool:
        """Whether the ids refute what is stated."""
        return "refutes" in self.verdict and not self.verdict.startswith("neither")

    @property
    def confirmed(self) -> bool:
        """Whether the ids confirm what is stated."""
        return "confirms" in self.verdict and not self.verdict.startswith("neither")


def draw(
    deviations: pd.DataFrame,
    clocks: pd.DataFrame,
    *,
    most: int = MOST_PANELS,
    title: str | None = None,
    name: str = "clock-deviation",
) -> Figure:
    """Draws the tables `deviations` and `clocks`: a panel for each row of `clocks` that has deviations.

    At most `most` panels, first what the ids refute, then what has rows that disagree; the notes count what is not
    drawn. A panel's link is the row's number in `clocks`. Raises a `TableError` where a column is missing.

    Examples:
        clock_deviation.draw(c.table("deviations"), c.table("clocks"))
    """
    _frames.need(deviations, ("source", "platform", "day", "least", "most", "n"), "clock_deviation")
    _frames.need(clocks, ("source", "platform", "verdict"), "clock_deviation")
    every = _read(deviations, clocks)
    first = sorted(every, key=lambda file: (not file.refuted, "disagree" not in file.verdict))
    shown = sorted(first[:most], key=lambda file: file.row)
    sheets = [Sheet(name, width) for width in WIDTHS]
    for sheet in sheets:
        if shown:
            _draw(sheet, shown)
        else:
            lines = _widths.wrap(_NOTHING, 12, sheet.width - 24)
            for n, line in enumerate(lines):
                sheet.text(12, 24 + 16 * n, line, role="muted", italic=True)
            sheet.height = 24 + 16 * len(lines)
    limits = ["under 5 %", "5 to 20 %", "20 to 50 %", "50 to 90 %", "90 % and more"]
    key = [(role, "square", words) for role, words in zip(STEPS, limits, strict=True)] if shown else []
    return figure(
        name,
        sheets,
        title=title or _title(every),
        subtitle=_SUBTITLE if shown else "",
        alt=_alt(shown),
        key=key,
        notes=_notes(len(every) - len(shown), len(clocks) - len(every)),
    )


_NOTHING = "No post has both an id that carries a time and a stated time to the minute."
_SUBTITLE = (
    "Stated time less the time in the id, in UTC; above the line the stated time is later. The colour is the share of "
    "a stretch of time's posts; each file has a scale of its own."
)


def _read(deviations: pd.DataFrame, clocks: pd.DataFrame) -> list[File]:
    found: dict[tuple[str, str], dict[tuple[date, Bin], int]] = {}
    columns = ["source", "platform", "day", "least", "most", "n"]
    for source, platform, day, least, most, n in deviations[columns].itertuples(index=False):
        here = found.setdefault((str(source), str(platform)), {})
        at = (date.fromisoformat(str(day)[:10]), (float(least), float(most)))
        here[at] = here.get(at, 0) + int(n)
    made = []
    for row, (source, platform, verdict) in enumerate(
        clocks[["source", "platform", "verdict"]].itertuples(index=False), start=1
    ):
        if cells := found.get((str(source), str(platform))):
            made.append(File(_frames.text(source), _frames.text(platform), _frames.text(verdict), row, cells))
    return made


def _title(every: Sequence[File]) -> str:
    confirmed = sum(file.confirmed for file in every)
    refuted = sum(file.refuted for file in every)
    if not confirmed and not refuted:
        return "Stated times against the time in the ids"
    parts = [f"confirm the stated times of {_frames.said(confirmed, 'file')}"] if confirmed else []
    parts += [f"refute those of {_frames.said(refuted, 'file')}"] if refuted and confirmed else []
    parts += [f"refute the stated times of {_frames.said(refuted, 'file')}"] if refuted and not confirmed else []
    return f"Ids {' and '.join(parts)}"


def _notes(left_out: int, without: int) -> list[str]:
    notes = [f"{_frames.said(left_out, 'more file')} in the table only."] if left_out else []
    has = "has" if without == 1 else "have"
    return [*notes, f"{_frames.said(without, 'file')} {has} no such post."] if without else notes


@dataclass(frozen=True)
class Scale:
    """The vertical scale of one panel, on both sides of 0."""

    low: float
    high: float
    top: float
    height: float

    def y(self, seconds: float) -> float:
        """The y of so many seconds; what lies outside is at the edge."""
        low, high = _place(self.low), _place(self.high)
        share = (min(max(_place(seconds), low), high) - low) / (high - low)
        return self.top + self.height * (1 - share)

    def ticks(self) -> list[tuple[float, str]]:
        """The ticks for which there is room, each with its words; 0 is always one."""
        kept = [(0.0, "0")]
        for seconds, words in TICKS:
            for at, said in ((float(seconds), f"+{words}"), (-float(seconds), f"\N{MINUS SIGN}{words}")):
                free = all(abs(self.y(at) - self.y(other)) >= 14 for other, _ in kept)
                if self.low < at < self.high and free:
                    kept.append((at, said))
        return kept


def _place(seconds: float) -> float:
    """Logarithmic to an hour, linear to 15 hours, logarithmic beyond."""
    size = abs(seconds)
    at = math.log10(1 + min(size, 3600)) + max(min(size, MOST_HOURS) - 3600, 0) / 3600 * HOURS
    return math.copysign(at + math.log10(max(size / MOST_HOURS, 1)), seconds)


def _draw(sheet: Sheet, shown: Sequence[File]) -> None:
    phone = sheet.width < 500
    left = 62.0 if phone else 412.0 if sheet.width > 900 else 262.0
    right, high = sheet.width - (16.0 if phone else 60.0), 96.0
    seen = [day for file in shown for day, _ in file.cells]
    days = Days(min(seen), max(seen), left, right)
    y = 4.0
    for file in shown:
        y = _words(sheet, file, y, left, phone)
        bins = [limits for _, limits in file.cells]
        scale = Scale(min(min(bins)[0], -20), max(max(most for _, most in bins), 20), y, high)
        _grid(sheet, scale, left, right)
        _cells(sheet, file, scale, days)
        said = f"{file.name}: {_frames.said(file.total, 'post')}, {file.verdict}"
        sheet.rect(left, y, right - left, high, hit=True, row=file.row, title=said)
        y += high + 24
    for day, words in days.ticks():
        sheet.line([(days.x(day), y - 16), (days.x(day), y - 10)], "axis")
        sheet.text(days.x(day) + 3, y, words, role="muted")
    sheet.height = y + 8


def _words(sheet: Sheet, file: File, y: float, left: float, phone: bool) -> float:
    """The words of a panel, left of it, or on a phone above it; returns where the panel begins."""
    room, size = (sheet.width - 24, 13) if phone else (left - 76, 12)
    here: dict[str, Any] = {"row": file.row, "title": file.name}
    posts = f"{file.platform}, {_frames.said(file.total, 'post')}"
    name = _widths.wrap(file.name, 14, room, 2, bold=True)
    lines = _widths.wrap(_frames.capital(file.verdict), size, room, 5 if phone else 6 - len(name))
    at = y + 14
    for line in name:
        sheet.text(12, at, line, size=14, bold=True, **here)
        at += 17
    sheet.text(12, at, posts, size=size, role="muted")
    for line in lines:
        at += size + 4
        sheet.text(12, at, line, size=size, role="alarm" if file.refuted else "ink")
    return at + 14 if phone else y


def _grid(sheet: Sheet, scale: Scale, left: float, right: float) -> None:
    for seconds, words in scale.ticks():
        at = scale.y(seconds)
        sheet.line([(left, at), (right, at)], "axis" if seconds == 0 else "grid")
        sheet.text(left - 6, at + 4, words, role="muted", anchor="end")


def _cells(sheet: Sheet, file: File, scale: Scale, days: Days) -> None:
    """The file's posts, in stretches of time that are wide enough to be seen."""
    step = max(1, math.ceil(NARROWEST / (days.x(days.first, True) - days.x(days.first))))
    stretches: dict[int, dict[Bin, int]] = {}
    for (day, limits), n in file.cells.items():
        stretch = stretches.setdefault((day - days.first).days // step, {})
        stretch[limits] = stretch.get(limits, 0) + n
    boxes: dict[str, list[tuple[float, float, float, float]]] = {role: [] for role in STEPS}
    for at, stretch in sorted(stretches.items()):
        x = days.x(days.first + timedelta(days=at * step))
        wide = min(days.x(days.first + timedelta(days=(at + 1) * step)), days.right) - x
        total = sum(stretch.values())
        for (least, most), n in sorted(stretch.items()):
            role = STEPS[sum(n / total >= limit for limit in SHARES)]
            boxes[role].append((x, *_high(scale, least, most, wide)))
    for role, those in boxes.items():
        sheet.cells(those, role)


def _high(scale: Scale, least: float, most: float, wide: float) -> tuple[float, float, float]:
    """The y, the width and the height of a cell; never so flat that it cannot be seen."""
    top, bottom = scale.y(most), scale.y(least)
    more = max(LEAST_HIGH - (bottom - top), 0) / 2
    return top - more, wide, bottom - top + 2 * more


def _alt(shown: Sequence[File]) -> str:
    if not shown:
        return _NOTHING
    said = [f"{file.name}, {_frames.said(file.total, 'post')}: {file.verdict.rstrip('.')}." for file in shown]
    return f"{_frames.capital(_frames.said(len(shown), 'file'))} against the clock of their ids. {' '.join(said)}"
