"""Actors and ties as a map needs them: kinds in seven classes, pairs only named together, ends checked."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

import pandas as pd

from helpers import dates
from helpers.charts._widths import clean
from helpers.errors import TableError, did_you_mean


@dataclass(frozen=True)
class Style:
    """How the ties of one class are drawn: a colour role, a dash pattern in px (empty: solid), a width in px."""

    name: str
    role: str
    dash: tuple[float, ...]
    width: float
    kinds: frozenset[str]


def _style(name: str, role: str, dash: tuple[float, ...], width: float, kinds: str = "") -> Style:
    return Style(name, role, dash, width, frozenset(kinds.split(", ")))


# The order of the key. A kind that no class names is in the last.
STYLES = (
    _style("owns", "ink", (), 2.2, "owns, controls, part of, founded, acquires, funds, invests in, runs, operates"),
    _style(
        "employs",
        "edge",
        (),
        1.4,
        "employs, serves, works for, sits on, appoints, advises, represents, supplies, insures",
    ),
    _style(
        "asks",
        "blue",
        (),
        1.6,
        "asks, orders, sanctions, regulates, requests, demands, fines, investigates, summons, supervises, rules on",
    ),
    _style("reports", "purple", (7, 4), 1.6, "reports on, accuses, sues, cites, criticises, names, quotes, attributes"),
    _style("denies", "vermilion", (2, 3), 1.8, "denies, contradicts, disputes, rejects, refuses, declines, corrects"),
    _style("labels", "ochre", (8, 3, 2, 3), 1.6, "labels, removes, bans, suspends, blocks, restricts, takes down"),
    _style("other", "teal", (14, 4), 1.6),
    _style("mentioned", "muted", (1, 3), 1.2, "mentioned with, is mentioned with, co-mentioned, co-mentioned with"),
)
BY_NAME = {style.name: style for style in STYLES}
# a tie of these kinds has no direction: its line has no head
MUTUAL = frozenset(
    ("is mentioned with", "mentioned with", "co-mentioned", "co-mentioned with", "co-shares", "co-shared with", "meets")
)


@dataclass(frozen=True)
class Actor:
    """One actor: its id, its name, its form (square, round or dashed), its ties, and the lines that are no tie."""

    id: str
    name: str
    form: str
    n_ties: int
    n_named: int = 0

    @property
    def n_lines(self) -> int:
        """Its ties, and the pairs in which it is only named together with another."""
        return self.n_ties + self.n_named


@dataclass(frozen=True)
class Tie:
    """One tie: its row in the table (from 1), the ids of its two actors, its kind, its class and its date."""

    row: int
    source: str
    target: str
    kind: str
    style: str
    date: str

    @property
    def mutual(self) -> bool:
        """Whether the tie has no direction."""
        return self.kind.casefold() in MUTUAL

    @property
    def named_only(self) -> bool:
        """Whether it is no tie: two actors that are only named together."""
        return self.style == "mentioned"

    @property
    def when(self) -> str:
        """The date in words, or an empty string."""
        return _words(self.date)


def style_of(kind: str) -> str:
    """The name of the class that a kind of tie belongs to; `other` where no class names it."""
    folded = " ".join(kind.casefold().replace("_", " ").split())
    return next((style.name for style in STYLES if folded in style.kinds), "other")


def _words(date: str) -> str:
    if not date:
        return ""
    return dates.words(date) if dates.valid(date) else clean(date)


def month(date: str) -> str:
    """A date in words, no finer than its month; what is not a date is shown as it stands."""
    if not date or not dates.valid(date):
        return clean(date)
    return dates.words("/".join(part[:7] + part[10:] if len(part) > 7 else part for part in date.strip().split("/")))


def _text(value: object) -> str:
    return "" if value is None or value is pd.NA or value != value else clean(value)


def _form(kind: str) -> str:
    return {"person": "round", "unnamed": "dashed", "network": "dashed", "covert": "dashed"}.get(kind, "square")


def _column(frame: pd.DataFrame, name: str) -> list[str]:
    return [_text(value) for value in frame[name]] if name in frame else [""] * len(frame)


def read_ties(ties: pd.DataFrame, known: dict[str, str]) -> list[Tie]:
    """The ties of the frame in its order; a `TableError` where one names an actor that `known` (id to name) lacks."""
    columns = [_column(ties, name) for name in ("from_actor", "to_actor", "kind", "date", "id")]
    found = []
    for n, (source, target, kind, date, name) in enumerate(zip(*columns, strict=True), 1):
        for end, column in ((source, "from_actor"), (target, "to_actor")):
            if end not in known:
                raise TableError(
                    f'ties, row {name or n}: {column} is "{end}", which is not an id in actors.'
                    f"{did_you_mean(end, known)} Add the actor to handmade/actors.csv, or correct the tie."
                )
        found.append(Tie(n, source, target, kind or "kind not stated", style_of(kind), date))
    return found


def read(actors: pd.DataFrame, ties: pd.DataFrame) -> tuple[list[Actor], list[Tie]]:
    """The actors, by name, and their ties, in the frame's order. Needs the columns of the tables actors and ties."""
    ids, names = _column(actors, "id"), _column(actors, "name")
    known = {key: name or key for key, name in zip(ids, names, strict=True)}
    found = read_ties(ties, known)
    count, named = dict.fromkeys(known, 0), dict.fromkeys(known, 0)
    for tie in found:
        if tie.source != tie.target:
            for end in (tie.source, tie.target):
                (named if tie.named_only else count)[end] += 1
    forms = dict(zip(ids, map(_form, _column(actors, "kind")), strict=True))
    made = [Actor(key, name, forms[key], count[key], named[key]) for key, name in known.items()]
    return sorted(made, key=lambda actor: (actor.name.casefold(), actor.name, actor.id)), found


def lines(ties: list[Tie], box: dict[str, int]) -> list[list[Tie]]:
    """The ties that share a line, in the order of their first rows: same two boxes, same direction, same class.

    `box` gives each actor's box. Ties of an actor with itself are left out.
    """

    def line(tie: Tie) -> tuple[object, ...]:
        ends = (box[tie.source], box[tie.target])
        return (*(sorted(ends) if tie.mutual else ends), tie.style, tie.mutual)

    drawn = sorted((tie for tie in ties if box[tie.source] != box[tie.target]), key=lambda tie: (line(tie), tie.row))
    return sorted((list(same) for _, same in groupby(drawn, key=line)), key=lambda same: same[0].row)


def kinds(ties: list[Tie], style: str) -> list[str]:
    """The kinds of ties of one class, the most frequent first."""
    count: dict[str, int] = {}
    for tie in ties:
        if tie.style == style:
            count[tie.kind] = count.get(tie.kind, 0) + 1
    return sorted(count, key=lambda kind: (-count[kind], kind))
