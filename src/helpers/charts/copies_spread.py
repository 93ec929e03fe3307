"""How copied texts spread: a lane for each family, a mark for each copy, at its time after the first.

The scale is one of powers: seconds on the left, months on the right, because copies come within a minute or after
weeks, and both must be seen. Three rows of a lane tell identical, trivially changed and reworded copies apart, by place
as well as by colour. A copy whose time is too rough to say that it came later stands on the left edge.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers.charts import _frames, _widths
from helpers.charts._sheet import WIDTHS, Figure, Sheet, figure

KINDS = (("identical", "blue"), ("trivially changed", "teal"), ("reworded", "vermilion"))
STEPS = ((1, "1 s"), (10, "10 s"), (60, "1 min"), (600, "10 min"), (3600, "1 h"), (6 * 3600, "6 h"), (86400, "1 day"),
    (7 * 86400, "1 week"), (30 * 86400, "30 days"), (365 * 86400, "1 year"), (3650 * 86400, "10 years"))  # fmt: skip
_ROW, _LANE = 7.0, 34.0  # px of one kind's row, and of a lane from the one to the next
_EDGE = 10.0  # px of the left edge, for what is not told apart from the first


@dataclass(frozen=True)
class Lane:
    """One family: its row in the table, its words, what stands beside it, and its copies' seconds by kind."""

    row: int
    words: str
    count: str
    copies: dict[str, list[float | None]]


def draw(
    families: pd.DataFrame,
    copies: pd.DataFrame,
    *,
    most: int = 12,
    total: int | None = None,
    title: str | None = None,
    name: str = "copies-spread",
) -> Figure:
    """Draws families (`family`, `text`, `n`, `n_who`) and their copies (`family`, `kind`, `seconds`, `perhaps_first`).

    `seconds` is the time from the first text to the copy; a copy without it is counted in the notes. The first `most`
    families are drawn, in their order; `total` is how many there are, where the frame has only some. Raises a
    `TableError` where a column is missing.

    Examples:
        told = copies.told(c.families)
        copies_spread.draw(told, copies.times(c.families))
    """
    _frames.need(families, ("family", "text", "n", "n_who"), "copies_spread")
    _frames.need(copies, ("family", "kind", "seconds", "perhaps_first"), "copies_spread")
    shown = families.head(most)
    mine = copies[copies["family"].isin(shown["family"])]
    lanes = _read(shown, mine)
    longest = max((s for lane in lanes for row in lane.copies.values() for s in row if s is not None), default=0.0)
    sheets = [Sheet(name, width) for width in WIDTHS]
    for sheet in sheets:
        if lanes:
            _draw(sheet, lanes, longest)
        else:
            sheet.text(12, 24, "No text here has a copy.", role="muted", italic=True)
            sheet.height = 40
    whole = max(total or 0, len(families))
    words = title or ("How copies followed" if lanes else "No text has a copy")
    scale = "Time after the first text of each family, on a scale of powers; copies of one moment share a mark."
    key = [(role, "tick", kind) for kind, role in KINDS if any(lane.copies[kind] for lane in lanes)]
    notes = _notes(whole - len(lanes), int(mine["seconds"].isna().sum()), int(_rough(mine).sum()))
    return figure(
        name, sheets, title=words, subtitle=scale if lanes else "", alt=_alt(lanes, whole), key=key, notes=notes
    )


def _rough(copies: pd.DataFrame) -> pd.Series:
    return copies["perhaps_first"].fillna(True).astype(bool) & copies["seconds"].notna()


def _read(families: pd.DataFrame, copies: pd.DataFrame) -> list[Lane]:
    times: dict[str, dict[str, list[float | None]]] = {}
    rough = _rough(copies)
    for family, kind, seconds, at_edge in zip(copies["family"], copies["kind"], copies["seconds"], rough, strict=True):
        of_kind = times.setdefault(str(family), {name: [] for name, _ in KINDS})
        if kind in of_kind and not pd.isna(seconds):
            of_kind[kind].append(None if at_edge else max(float(seconds), 0.0))
    made = []
    for row, cells in enumerate(families.to_dict("records"), start=1):
        n, n_who = _frames.count(cells["n"]) or 0, _frames.count(cells["n_who"]) or 0
        count = f"{_frames.said(n, 'text')} by {n_who:,}"
        found = times.get(str(cells["family"]), {name: [] for name, _ in KINDS})
        made.append(Lane(row, _frames.text(cells["text"]) or "(empty)", count, found))
    return made


def _draw(sheet: Sheet, lanes: Sequence[Lane], longest: float) -> None:
    phone, wide = sheet.width < 500, sheet.width > 900
    left = 12.0 if phone else 430.0 if wide else 250.0
    right, size = sheet.width - 20.0, 13 if phone else 12
    steps = [step for step in STEPS if step[0] <= longest * 1.2] or list(STEPS[:1])
    end = max(longest, 10.0)
    step = _LANE + (40 if phone else 0)
    bottom = 8 + step * len(lanes)

    def x(seconds: float) -> float:
        share = math.log10(max(seconds, 1.0)) / math.log10(end)
        return left + _EDGE + share * (right - left - _EDGE)

    _axis(sheet, [(x(seconds), words) for seconds, words in steps], (left, right, bottom), size)
    for n, lane in enumerate(lanes):
        y = 8 + n * step
        here: dict[str, Any] = {"row": lane.row, "title": f"{lane.words}: {lane.count}"}
        if phone:
            sheet.text(12, y + 13, _widths.cut(lane.words, size, sheet.width - 24), size=size, halo=True, **here)
            sheet.text(12, y + 29, lane.count, size=size, role="muted", halo=True, **here)
            y += 38
        else:
            sheet.text(left - 12, y + 11, _widths.cut(lane.words, size, left - 28), anchor="end", **here)
            sheet.text(left - 12, y + 26, lane.count, role="muted", anchor="end", **here)
        _marks(sheet, lane, y + 4, left, x)


def _marks(sheet: Sheet, lane: Lane, y: float, left: float, x: Any) -> None:
    for n, (kind, role) in enumerate(KINDS):
        places = {round(left + 2 if one is None else x(one), 1) for one in lane.copies[kind]}
        sheet.cells([(place - 1, y + n * (_ROW + 1), 2, _ROW) for place in sorted(places)], role)


def _axis(sheet: Sheet, ticks: Sequence[tuple[float, str]], box: tuple[float, float, float], size: float) -> None:
    left, right, bottom = box
    end = left
    for at, words in ticks:
        sheet.line([(at, 4), (at, bottom)], "grid")
        half = _widths.width(words, size) / 2
        middle = min(max(at, left + half), right + 16 - half)
        if middle - half > end:
            sheet.text(middle, bottom + 16, words, size=size, role="muted", anchor="middle")
            end = middle + half + 8
    sheet.line([(left, bottom), (right, bottom)], "axis")
    sheet.height = bottom + 24


def _notes(left_out: int, undated: int, rough: int) -> list[str]:
    notes = []
    if left_out > 0:
        notes.append(f"{_frames.said(left_out, 'more family is', 'more families are')} not drawn.")
    if rough:
        stand = _frames.said(rough, "copy stands", "copies stand")
        notes.append(f"{stand} on the left edge: known too roughly in time to say that the first came before.")
    if undated:
        notes.append(f"{_frames.said(undated, 'copy is', 'copies are')} not drawn: without a time.")
    return notes


def _alt(lanes: Sequence[Lane], whole: int) -> str:
    if not lanes:
        return "No text has a copy."
    first = "; ".join(f"{_widths.clean(lane.words)[:80]}, {lane.count}" for lane in lanes[:3])
    shown = f"{_frames.said(len(lanes), 'family', 'families')} of {whole:,}"
    return f"Copies of {shown} by their time after the first. The largest: {first}."
