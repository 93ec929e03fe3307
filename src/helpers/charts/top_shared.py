"""What was shared most: links, tags or texts, with how many shares by how many accounts.

One scale for both numbers: the wide bar is shares, the thin bar inside it is accounts. A thin bar that is much shorter
means that few accounts shared the same thing again and again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers.charts import _frames, _widths
from helpers.charts._sheet import WIDTHS, Figure, Sheet, figure


@dataclass(frozen=True)
class Thing:
    """One thing that was shared; `row` counts from 1 in the frame's order."""

    row: int
    words: str
    n: int
    accounts: int | None

    @property
    def count(self) -> str:
        """`1,234 by 56 accounts`."""
        return f"{self.n:,}" + (f" by {_frames.said(self.accounts, 'account')}" if self.accounts is not None else "")


def draw(
    shared: pd.DataFrame,
    *,
    kind: str = "link",
    most: int = 15,
    total: int | None = None,
    accent: str = "",
    title: str | None = None,
    name: str = "top-shared",
) -> Figure:
    """Draws a frame with `object`, `n` and (where known) `accounts`: shares and accounts of each link, tag or text.

    The `most` rows that most accounts shared are drawn, then by `n`, then by name: one account that repeats itself is
    no crowd. `total` is how many there are where the frame holds only the first; the notes say how many are left out.
    `accent` is the object that gets the accent colour. Raises a `TableError` where a column is missing.

    Examples:
        top_shared.draw(counts.top_shared(c.shares, "tag", 15, "UTC"), kind="tag")
    """
    _frames.need(shared, ("object", "n"), "top_shared")
    every = _read(shared)
    shown = every[:most]
    sheets = [Sheet(name, width) for width in WIDTHS]
    for sheet in sheets:
        if shown:
            _draw(sheet, shown, accent)
        else:
            sheet.text(12, 24, f"The table holds no {kind} that was shared.", role="muted", italic=True)
            sheet.height = 40
    counted = any(thing.accounts is not None for thing in shown)
    title = title or (f"Most shared {kind}s" if shown else f"No {kind} was shared")
    whole = max(total or 0, len(every))
    order = "those that most accounts shared" if counted else "those with the most shares"
    subtitle = f"{_frames.said(len(shown), kind)} of {whole:,}, {order}." if shown else ""
    key = [
        ("s3" if counted else "blue", "bar", "shares"),
        *([("blue", "bar", "accounts that shared it")] if counted else []),
    ]
    return figure(
        name,
        sheets,
        title=title,
        subtitle=subtitle,
        alt=_alt(shown, whole, kind, counted),
        key=key if shown else [],
        notes=_notes(len(every) - len(shown), whole - len(every)),
    )


def _notes(table_only: int, nowhere: int) -> list[str]:
    """What is not drawn: rows of the table, and what the table leaves out too."""
    notes = []
    if table_only:
        notes.append(f"{table_only:,} more {'is' if table_only == 1 else 'are'} in the table only.")
    if nowhere:
        notes.append(f"{nowhere:,} more {'is' if nowhere == 1 else 'are'} neither drawn nor in the table.")
    return notes


def _read(frame: pd.DataFrame) -> list[Thing]:
    made = []
    for row, cells in enumerate(frame.to_dict("records"), start=1):
        n = _frames.count(cells["n"])
        if n:
            words = _frames.text(cells["object"]) or "(empty)"
            made.append(Thing(row, words, n, _frames.count(cells.get("accounts"))))
    return sorted(made, key=lambda thing: (-(thing.accounts or 0), -thing.n, thing.words, thing.row))


def middle(words: str, size: float, most: float) -> str:
    """The words shortened in the middle, without `https://` and `www.`: an address is told by its host and its end."""
    words = words.removeprefix("https://").removeprefix("http://").removeprefix("www.").removesuffix("/") or words
    if _widths.width(words, size) <= most:
        return words
    tail = words[-(len(words) // 3) :]
    while _widths.width(tail, size) > most * 0.35:
        tail = tail[1:]
    head = words
    while head and _widths.width(f"{head}…{tail}", size) > most:
        head = head[:-1]
    return f"{head}…{tail}"


def _draw(sheet: Sheet, shown: Sequence[Thing], accent: str) -> None:
    phone, wide = sheet.width < 500, sheet.width > 900
    size = 13 if phone else 12
    left = 12.0 if phone else 436.0 if wide else 266.0
    room = max(_widths.width(thing.count, size) for thing in shown)
    right = sheet.width - 20 - room
    top = max(thing.n for thing in shown)  # the first has most accounts, not most shares
    counted = any(thing.accounts is not None for thing in shown)
    step = 44 if phone else 28
    y = 4.0
    for thing in shown:
        here: dict[str, Any] = {"row": thing.row, "title": f"{thing.words}: {thing.count}"}
        role = "hot" if accent and thing.words == accent else "dot" if accent else "blue"
        if phone:
            sheet.text(12, y + 14, middle(thing.words, size, sheet.width - 24), size=size, **here)
        else:
            sheet.text(left - 10, y + 18, middle(thing.words, size, left - 24), size=size, anchor="end", **here)
        bar = y + (20 if phone else 5)
        length = max(thing.n / top * (right - left), 1.5)
        behind = {"blue": "s3"}.get(role, "dot2") if counted else role
        sheet.rect(left, bar, length, 16, behind, **here)
        if thing.accounts is not None:
            sheet.rect(left, bar + 5, max(min(thing.accounts / top, 1) * (right - left), 1.5), 6, role, **here)
        sheet.text(left + length + 8, bar + 12.5, thing.count, size=size, **here)
        y += step
    sheet.line([(left, 4), (left, y)], "axis") if not phone else None
    sheet.height = y + 6


def _alt(shown: Sequence[Thing], whole: int, kind: str, counted: bool) -> str:
    if not shown:
        return f"No {kind} was shared."
    what = "that most accounts shared" if counted else "with the most shares"
    first = "; ".join(f"{thing.words}, {thing.count}" for thing in shown[:3])
    return f"The {_frames.said(len(shown), kind)} {what}, of {whole:,}. At the top: {first}."
