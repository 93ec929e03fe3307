"""The boxes of an actor map: a name in each, on two lines if it is long; leaves of one hub share a list box."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import ceil

from helpers.charts._ties import Actor, Tie, month
from helpers.charts._widths import balance, cut, width, wrap

STEP = 8  # widths and heights are multiples of it: then every border lies on the grid
PAD_X, LINE, LEAD = 9, 15, 17
SIZES = (12, 13, 16)  # font px of a plain actor, one of the best tied, a hub
LONG, NAME_WIDTH, LIST_WIDTH = 20, 170, 196
MORE_LEAD, INDENT = 14, 8  # of the second line of a name in a list
EASY_WIDTH = 118  # a long name is broken here if two lines can hold it
WELL_TIED, HUB = 5, 12  # ties from which a box is bold, and large
LIST_FROM = 2  # leaves that share a box: the fewer boxes, the more the picture breathes


@dataclass(frozen=True)
class Row:
    """One line of text in a box: the words, muted words after them, and which of the box's actors it names.

    `more` says that it goes on with the name of the line above.
    """

    words: str
    muted: str = ""
    actor: int = 0
    more: bool = False


@dataclass(frozen=True)
class Box:
    """One box: its actors (ids), its rows, its form, its level (0 plain, 1 bold, 2 hub), width and height in px."""

    actors: tuple[str, ...]
    names: tuple[str, ...]
    rows: tuple[Row, ...]
    form: str
    level: int
    width: int
    height: int

    @property
    def size(self) -> int:
        """The font size in px."""
        return SIZES[self.level]


def _up(length: float) -> int:
    return ceil(length / STEP) * STEP


def _levels(actors: list[Actor]) -> dict[str, int]:
    """Bold are those with enough ties that are also among the best tied eighth."""
    best = sorted((actor.n_ties for actor in actors), reverse=True)[: ceil(len(actors) / 8)]
    least = max(WELL_TIED, best[-1] if best else 0)
    return {a.id: 0 if a.n_ties < least else 2 if a.n_ties >= HUB else 1 for a in actors}


def _single(actor: Actor, level: int) -> Box:
    size, bold = SIZES[level], level > 0
    wide = NAME_WIDTH * size / SIZES[0]
    made = [cut(actor.name, size, wide, bold)]
    if len(actor.name) > LONG:
        made = balance(actor.name, size, EASY_WIDTH * size / SIZES[0], 2, bold)
        if made[-1].endswith("…"):
            made = balance(actor.name, size, wide, 2, bold)
    across = max(width(line, size, bold) for line in made)
    tall = _up(len(made) * LINE + (9 if level < 2 else 14))
    pad = PAD_X if level < 2 else PAD_X + 2
    return Box((actor.id,), (actor.name,), tuple(map(Row, made)), actor.form, level, _up(across + 2 * pad), tall)


def _listed(members: list[tuple[Tie, Actor]]) -> Box:
    rows = [row for k, (tie, actor) in enumerate(members) for row in _item(k, actor.name, month(tie.date))]
    across = max(width(f"{row.words} {row.muted}".strip(), SIZES[0]) + INDENT * row.more for row in rows)
    tall = sum(MORE_LEAD if row.more else LEAD for row in rows) + 8
    ids, names = tuple(actor.id for _, actor in members), tuple(actor.name for _, actor in members)
    return Box(ids, names, tuple(rows), members[0][1].form, 0, _up(across + 2 * PAD_X), _up(tall))


def _item(k: int, name: str, when: str) -> list[Row]:
    """The lines of one actor of a list; the date stands after the name, on a line of its own if it must."""
    lines = wrap(name, SIZES[0], LIST_WIDTH - INDENT, 2)
    if width(f"{lines[-1]} {when}", SIZES[0]) > LIST_WIDTH:
        lines = balance(name, SIZES[0], LIST_WIDTH - width(f" {when}", SIZES[0]), 3)
    last = len(lines) - 1
    return [Row(line, when if i == last else "", k, i > 0) for i, line in enumerate(lines)]


def _leaves(actors: list[Actor], ties: list[Tie]) -> dict[tuple[object, ...], list[tuple[Tie, Actor]]]:
    """The actors with one tie, by hub, class, direction and form."""
    by_id = {actor.id: actor for actor in actors}
    found: dict[tuple[object, ...], list[tuple[Tie, Actor]]] = defaultdict(list)
    for tie in ties:
        source, target = by_id[tie.source], by_id[tie.target]
        for leaf, hub in ((source, target), (target, source)):
            if leaf.n_lines == 1 and hub.n_lines > 1:
                outward = "" if tie.mutual else leaf is target
                found[hub.id, tie.style, outward, leaf.form].append((tie, leaf))
    return found


def make(actors: list[Actor], ties: list[Tie]) -> list[Box]:
    """The boxes of all actors with ties, by name."""
    tied = [actor for actor in actors if actor.n_lines]
    groups = sorted(_leaves(tied, ties).values(), key=lambda members: (-len(members), members[0][0].row))
    shared = [sorted(members, key=lambda m: (m[0].date, m[1].name)) for members in groups if len(members) >= LIST_FROM]
    inside = {actor.id for members in shared for _, actor in members}
    levels = _levels(tied)
    made = [_single(actor, levels[actor.id]) for actor in tied if actor.id not in inside]
    return sorted(
        made + [_listed(members) for members in shared], key=lambda box: (box.names[0].casefold(), box.actors)
    )
