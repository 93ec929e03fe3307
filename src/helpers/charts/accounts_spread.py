"""How posts spread over accounts: the share of accounts with at most so many posts, one panel per platform.

The steps are drawn by seaborn's `ecdfplot` from counts, so that a million accounts cost no more than a hundred.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers.charts import _frames, _roles, _widths
from helpers.charts._axes import Powers
from helpers.charts._sheet import WIDTHS, Figure, Sheet, figure

MOST_PANELS = 6
_INDENT = 14  # px from the edge of a panel to one post: a median of one must not lie on the numbers beside the edge


@dataclass(frozen=True)
class Spread:
    """One panel: how many accounts have how many posts."""

    name: str
    counts: tuple[tuple[int, int], ...]

    @property
    def accounts(self) -> int:
        """How many accounts."""
        return sum(n for _, n in self.counts)

    @property
    def posts(self) -> int:
        """How many posts."""
        return sum(posts * n for posts, n in self.counts)

    @property
    def median(self) -> int:
        """The smallest number of posts that half of the accounts do not exceed."""
        seen = 0
        for posts, n in self.counts:
            seen += n
            if 2 * seen >= self.accounts:
                return posts
        return 0

    @property
    def busiest(self) -> tuple[int, float]:
        """The busiest hundredth of the accounts, at least one, and their share of the posts."""
        n = left = max(self.accounts // 100, 1)
        held = 0
        for posts, many in reversed(self.counts):
            taken = min(many, left)
            held, left = held + taken * posts, left - taken
        return n, held / self.posts


def draw(
    accounts: pd.DataFrame,
    *,
    by: str = "platform",
    unit: str = "post",
    title: str | None = None,
    name: str = "accounts-spread",
) -> Figure:
    """Draws a frame with one row per account: `n` (its posts) and, if there, the column `by`.

    Accounts without a post are left out. Raises a `TableError` where `n` is missing.

    Examples:
        accounts_spread.draw(counts.per_account(c.posts))
    """
    _frames.need(accounts, ("n",), "accounts_spread")
    spreads = _read(accounts, by)
    sheets = [Sheet(name, width) for width in WIDTHS]
    for sheet in sheets:
        if spreads:
            _draw(sheet, spreads, unit)
        else:
            sheet.text(12, 24, f"There is no account with a {unit}.", role="muted", italic=True)
            sheet.height = 40
    total = sum(spread.accounts for spread in spreads)
    words = title or f"{_frames.capital(unit)}s per account: {_frames.said(total, 'account')}"
    subtitle = f"Share of accounts with at most so many {unit}s, on a scale of powers of ten." if spreads else ""
    return figure(name, sheets, title=words, subtitle=subtitle, alt=_alt(spreads, unit))


def _read(frame: pd.DataFrame, by: str) -> list[Spread]:
    groups: dict[str, Counter[int]] = {}
    names = frame[by] if by in frame.columns else ["all"] * len(frame)
    for key, n in zip(names, frame["n"], strict=True):
        posts = _frames.count(n)
        if posts and posts > 0:
            groups.setdefault(_frames.text(key) or "not stated", Counter())[posts] += 1
    made = [Spread(key, tuple(sorted(counts.items()))) for key, counts in groups.items()]
    made.sort(key=lambda spread: (-spread.accounts, spread.name))
    if len(made) <= MOST_PANELS:
        return made
    rest: Counter[int] = Counter()
    for spread in made[MOST_PANELS - 1 :]:
        rest.update(dict(spread.counts))
    return [*made[: MOST_PANELS - 1], Spread(f"{len(made) - MOST_PANELS + 1} others", tuple(sorted(rest.items())))]


def _draw(sheet: Sheet, spreads: Sequence[Spread], unit: str) -> None:
    phone, wide = sheet.width < 500, sheet.width > 900
    left, right = (40.0 if phone else 262.0 if wide else 208.0), sheet.width - (20.0 if phone else 40.0)
    panel, step = (96.0, 176.0) if phone else (96.0, 124.0)
    powers = Powers.over([posts for spread in spreads for posts, _ in spread.counts], left + _INDENT, right)
    sheet.height = step * len(spreads) + 26
    for i, spread in enumerate(spreads):
        base = step * (i + 1) - 8
        _name(sheet, spread, unit, step * i, phone)
        _panel(sheet, spread, powers, (base - panel, base), unit)
    for value in powers.ticks():
        words = _frames.said(1, unit) if value == 1 else f"{round(value):,}"
        x = min(max(powers.x(value), 12 + _widths.width(words, 12) / 2), sheet.width - 8 - _widths.width(words, 12) / 2)
        sheet.text(x, step * len(spreads) + 10, words, role="muted", anchor="middle")


def _name(sheet: Sheet, spread: Spread, unit: str, y: float, phone: bool) -> None:
    n, share = spread.busiest
    counts = (_frames.said(spread.accounts, "account"), _frames.said(spread.posts, unit))
    lines = [
        *([f"{counts[0]}, {counts[1]}"] if phone else counts),
        f"busiest {n:,}: {share:.0%} of {unit}s" if n > 1 else f"busiest one: {share:.0%} of {unit}s",
    ]
    most = sheet.width - 24 if phone else (200 if sheet.width > 900 else 146)
    sheet.text(12, y + 22, _widths.cut(spread.name, 14, most, bold=True), size=14, bold=True)
    at = y + 40
    for line in lines:
        for part in _widths.wrap(line, 12, most, 2):
            sheet.text(12, at, part, role="muted")
            at += 15


def _panel(sheet: Sheet, spread: Spread, powers: Powers, box: tuple[float, float], unit: str) -> None:
    top, base = box
    for value in powers.ticks():
        sheet.line([(powers.x(value), top), (powers.x(value), base)], "grid")
    for share in (0, 50, 100):
        y = base - share / 100 * (base - top)
        sheet.line([(powers.left - _INDENT, y), (powers.right, y)], "axis" if share == 0 else "grid")
        sheet.text(powers.left - _INDENT - 6, y + 4, f"{share}%", size=11, role="muted", anchor="end")
    _steps(sheet, spread, powers, box)
    x, y = powers.x(spread.median), (top + base) / 2
    sheet.circle(
        x, y, 4.5, "surface", line="hot", width=1.6, title=f"Half have at most {_frames.said(spread.median, unit)}."
    )
    words = f"half have at most {spread.median:,}"
    if x + 12 + _widths.width(words, 12) < powers.right:
        sheet.text(x + 12, y + 16, words, halo=True)
    else:
        sheet.text(x - 12, y - 8, words, anchor="end", halo=True)


def _steps(sheet: Sheet, spread: Spread, powers: Powers, box: tuple[float, float]) -> None:
    """The steps themselves, by seaborn, on bare axes whose scale is ours."""
    import seaborn

    frame = pd.DataFrame(spread.counts, columns=["posts", "accounts"]).astype(float)
    style: dict[str, Any] = {"color": _roles.light("blue"), "linewidth": 1.8, "clip_on": False}
    with sheet.axes(powers.left, box[0], powers.right - powers.left, box[1] - box[0]) as axes:
        seaborn.ecdfplot(frame, x="posts", weights="accounts", log_scale=(True, False), ax=axes, **style)
        axes.set(xlim=(powers.low, powers.high), ylim=(0, 1))
    sheet.record("steps", "blue", [value for pair in spread.counts for value in pair])


def _alt(spreads: Sequence[Spread], unit: str) -> str:
    if not spreads:
        return f"There is no account with a {unit}."
    parts = []
    for spread in spreads:
        n, share = spread.busiest
        busy = "the busiest one" if n == 1 else f"the busiest {n:,}"
        half = f"half of {_frames.said(spread.accounts, 'account')} have at most {_frames.said(spread.median, unit)}"
        parts.append(f"{spread.name}: {half}; {busy} made {share:.0%} of {spread.posts:,}.")
    return " ".join(parts)
