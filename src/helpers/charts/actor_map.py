"""Who acts on whom: boxes with names, lines with heads; a list on phones; a sentence where lines would be too many.

The same tables give the same picture on every machine: the layout starts from the names, and every decision is taken
in whole pixels. A frame of `positions` makes it start from known places instead, and is then part of the data.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from helpers.charts import _actor_boxes, _places, _ties
from helpers.charts._frames import listed, need, said, text
from helpers.charts._map_drawing import Map
from helpers.charts._map_drawing import draw as draw_map
from helpers.charts._sheet import WIDTHS, Figure, Sheet, figure
from helpers.charts._tie_list import draw_list, draw_too_many
from helpers.charts._ties import STYLES, Actor, Tie
from helpers.errors import TableError, did_you_mean

MOST_BOXES, MOST_LINES = 60, 120
_SHAPES = {
    "owns": "arrow-thick",
    "employs": "arrow-thin",
    "asks": "arrow",
    "reports": "arrow-dashes",
    "denies": "arrow-dots",
    "labels": "arrow-dash-dot",
    "other": "arrow-long-dashes",
    "mentioned": "fine-dots",
}
_FORMS = (
    ("square", "box", "organisation"),
    ("round", "round", "person"),
    ("dashed", "dashed-box", "unnamed or a network"),
)


def draw(
    actors: pd.DataFrame,
    ties: pd.DataFrame,
    *,
    positions: pd.DataFrame | None = None,
    title: str | None = None,
    name: str = "actor-map",
) -> Figure:
    """Draws actors and their ties; the figure's table is `ties`, in the order given.

    Needs the columns id, name and kind of actors, and from_actor, to_actor and kind of ties (date where there is one).
    `positions` has actor, x and y, in px of the 1280 drawing: what `places` returns, corrected by hand or not.
    Raises a `TableError` where a tie or a position names an actor that is not in actors. Above 60 boxes or 120 lines
    the drawing is a sentence and the best tied actors: the table is the answer. Method: charts/_places.py.

    Examples:
        ties = actors.checked_ties(c.ties, c.actors)
        show.figure(actor_map.draw(c.actors, ties), table=ties, caption="Ties.", source=c.title)
    """
    people, found, drawn = _read(actors, ties)
    shown = [actor for actor in people if actor.n_lines]
    counted = _counted(drawn)
    sheets = [Sheet(name, width) for width in WIDTHS]
    many = len(drawn.boxes) > MOST_BOXES or len(drawn.lines) > MOST_LINES
    if many:
        for sheet in sheets:
            draw_too_many(sheet, shown, counted)
    elif not drawn.lines:
        for sheet in sheets:
            sheet.text(12, 24, "No tie between two actors is recorded.", size=14, role="muted")
            sheet.height = 40
    else:
        _draw_maps(sheets[:-1], drawn, positions)
        draw_list(sheets[-1], drawn, shown, [tie for tie in found if tie.source != tie.target])
    return figure(
        name,
        sheets,
        title=title or f"Who acts on whom: {said(len(shown), 'actor')}, {counted}",
        subtitle=_subtitle(drawn, many),
        alt=_alt(shown, found, counted, many),
        key=[] if many or not drawn.lines else _key(shown, found),
        notes=_notes(people, found),
    )


def places(actors: pd.DataFrame, ties: pd.DataFrame, positions: pd.DataFrame | None = None) -> pd.DataFrame:
    """Where the boxes of the 1280 drawing stand: actor, x, y in whole px; actors of one list box share their place.

    Saved as `handmade/positions.csv` it keeps the picture still while ties are added.
    """
    _, _, drawn = _read(actors, ties)
    rows: list[tuple[str, int, int]] = []
    if drawn.lines:
        at = _places.place(drawn.half, drawn.pairs, WIDTHS[0], _warm(drawn, positions)).at
        rows = [(actor, int(x), int(y)) for box, (x, y) in zip(drawn.boxes, at, strict=True) for actor in box.actors]
    return pd.DataFrame(rows, columns=["actor", "x", "y"])


def _read(actors: pd.DataFrame, ties: pd.DataFrame) -> tuple[list[Actor], list[Tie], Map]:
    need(actors, ("id", "name", "kind"), "actor_map")
    need(ties, ("from_actor", "to_actor", "kind"), "actor_map")
    people, found = _ties.read(actors, ties)
    boxes = _actor_boxes.make(people, found)
    at = {actor: k for k, box in enumerate(boxes) for actor in box.actors}
    return people, found, Map(boxes, _ties.lines(found, at), {actor.id: actor.name for actor in people})


def _draw_maps(sheets: Sequence[Sheet], drawn: Map, positions: pd.DataFrame | None) -> None:
    warm, wide = _warm(drawn, positions), 0
    for sheet in sheets:
        start = warm
        if warm is not None and wide:
            # the narrower sheet has the same picture, pressed in one direction and drawn out in the other
            start = warm * (sheet.width / WIDTHS[0], _places.room(drawn.half, sheet.width) / wide)
        made = _places.place(drawn.half, drawn.pairs, sheet.width, start)
        wide = wide or made.height
        sheet.height = made.height
        draw_map(sheet, drawn, made.at, made.lines)


def _warm(drawn: Map, positions: pd.DataFrame | None) -> np.ndarray | None:
    """The boxes' known places, n x 2: the mean of a box's actors, of its neighbours where none is known."""
    if positions is None or not len(positions):
        return None
    need(positions, ("actor", "x", "y"), "actor_map")
    known = {}
    for actor, x, y in zip(positions["actor"].map(text), positions["x"], positions["y"], strict=True):
        if actor not in drawn.names:
            raise TableError(
                f'positions: "{actor}" is not an id in actors.{did_you_mean(actor, drawn.names)}'
                " Correct the row, or take it out."
            )
        known[actor] = (float(x), float(y))
    own = [[known[actor] for actor in box.actors if actor in known] for box in drawn.boxes]
    at = np.array([np.mean(where, axis=0) if where else (np.nan, np.nan) for where in own])
    for _ in range(len(at)):
        missing = np.isnan(at[:, 0])
        if not missing.any() or missing.all():
            break
        for box in np.flatnonzero(missing):
            near = [j for i, j in (*drawn.pairs, *((j, i) for i, j in drawn.pairs)) if i == box and not missing[j]]
            at[box] = at[near].mean(axis=0) if near else at[box]
        if (np.isnan(at[:, 0]) == missing).all():
            break
    middle = np.nanmean(at, axis=0) if not np.isnan(at).all() else np.array([WIDTHS[0] / 2, 200.0])
    return np.where(np.isnan(at), middle, at)


def _subtitle(drawn: Map, many: bool) -> str:
    if many:
        return "Each tie counts once for each of its two actors."
    first = "Arrows run from the one who acts."
    if not drawn.lines:
        return ""
    if all(len(box.actors) == 1 for box in drawn.boxes):
        return f"{first} A phone shows the ties as a list."
    return (
        f"{first} On the map, actors whose only tie is one of the same kind to the same actor share a box, with its "
        "date; a phone shows the ties as a list."
    )


def _key(shown: Sequence[Actor], found: list[Tie]) -> list[tuple[str, str, str]]:
    entries = []
    for style in STYLES:
        words = _ties.kinds(found, style.name)
        if words:
            more = ["..."] if len(words) > 3 else []
            entries.append((style.role, _SHAPES[style.name], ", ".join(words[:3] + more)))
    forms = {actor.form for actor in shown}
    return entries + [("edge", shape, label) for form, shape, label in _FORMS if form in forms]


def _counted(drawn: Map) -> str:
    """The ties in words, and the pairs that are none: `25 ties and 17 pairs only named together`."""
    every = [tie for line in drawn.lines for tie in line]
    named = sum(tie.named_only for tie in every)
    ties = said(len(every) - named, "tie")
    return f"{ties} and {said(named, 'pair')} only named together" if named else ties


def _alt(shown: Sequence[Actor], found: list[Tie], counted: str, many: bool) -> str:
    """What a person would say over the telephone."""
    if not shown:
        return "No tie between two actors is recorded."
    best = sorted(shown, key=lambda actor: -actor.n_ties)
    kinds: dict[str, int] = {}
    for tie in found:
        if tie.source != tie.target and not tie.named_only:
            kinds[tie.kind] = kinds.get(tie.kind, 0) + 1
    ranked = sorted(kinds, key=lambda kind: (-kinds[kind], kind))
    most = listed([f"{actor.name} ({actor.n_ties:,})" for actor in best[:4]])
    counts = listed([f"{kind} ({kinds[kind]:,})" for kind in ranked[:6]])
    rest = f", and {said(len(ranked) - 6, 'other kind')}" if len(ranked) > 6 else ""
    what = "Too many for a map of lines" if many else "A map"
    about = f" Most ties have {most}. Kinds of ties: {counts}{rest}." if kinds else ""
    between = ", " if " and " in counted else " and "
    return f"{what}: {said(len(shown), 'actor')}{between}{counted}.{about}"


def _notes(people: Sequence[Actor], found: Sequence[Tie]) -> list[str]:
    notes = []
    alone = [actor.name for actor in people if not actor.n_lines]
    if alone:
        some = listed(alone) if len(alone) <= 6 else f"{', '.join(alone[:5])} and {len(alone) - 5:,} others"
        notes.append(f"Without a tie, and so not drawn: {some}.")
    own = [tie for tie in found if tie.source == tie.target]
    if own:
        notes.append(f"{said(len(own), 'tie')} of an actor with itself {'is' if len(own) == 1 else 'are'} not drawn.")
    return notes
