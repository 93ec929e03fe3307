"""Ties as a list, for phones, and the sheet that says that there are too many for lines."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.charts._frames import said
from helpers.charts._map_drawing import ROUND, SQUARE, Map, outline
from helpers.charts._sheet import Run, Sheet
from helpers.charts._ties import BY_NAME, STYLES, Actor, Tie
from helpers.charts._widths import cut, width, wrap

LEFT, RAIL, STUB, TEXT = 12, 26, 60, 68  # x of boxes, of the rail down from one, of the ends of its stubs, of words
SIZE, LEAD, GAP = 13, 17, 6
BEST = 15
_ORDER = {style.name: k for k, style in enumerate(STYLES)}


def by_actor(actors: Sequence[Actor], ties: Sequence[Tie]) -> list[tuple[Actor, list[Tie]]]:
    """Each tie once, under the better tied of its two actors; actors in order of their ties, then by name."""
    order = sorted(actors, key=lambda actor: (-actor.n_ties, -actor.n_lines))
    place = {actor.id: k for k, actor in enumerate(order)}
    under: dict[int, list[Tie]] = {}
    for tie in ties:
        under.setdefault(min(place[tie.source], place[tie.target]), []).append(tie)
    found = []
    for k, own in sorted(under.items()):
        actor = order[k]
        found.append((actor, sorted(own, key=lambda t: (_ORDER[t.style], t.source != actor.id, t.date, t.row))))
    return found


def draw_list(sheet: Sheet, drawn: Map, actors: Sequence[Actor], ties: Sequence[Tie]) -> None:
    """Draws the list and sets the sheet's height: per actor its box, a rail, and a stub with words for each tie."""
    y = 6.0
    for actor, own in by_actor(actors, ties):
        y = _heading(sheet, actor, y)
        top = y
        for tie in own:
            middle = y + GAP / 2 + LEAD / 2
            _stub(sheet, tie, actor, middle)
            y = _words(sheet, drawn, tie, actor, y + GAP / 2) + GAP / 2
        sheet.line([(RAIL, top - 8), (RAIL, middle)], "edge")
        y += 18
    sheet.height = max(y - 6, 24)


def _heading(sheet: Sheet, actor: Actor, y: float) -> float:
    size, high = 14, 28
    name = cut(actor.name, size, sheet.width - 2 * LEFT - 90, True)
    wide = width(name, size, True) + 20
    points, codes = outline(LEFT, y, wide, high, ROUND if actor.form == "round" else SQUARE)
    dash = (4, 3) if actor.form == "dashed" else None
    sheet.path(points, codes, fill="tint", line="edge", width=1.2, dash=dash, title=actor.name)
    sheet.text(LEFT + 10, y + 19, name, size=size, bold=True)
    sheet.text(LEFT + wide + 8, y + 19, said(actor.n_ties, "tie"), size=12, role="muted")
    return y + high + 8


def _stub(sheet: Sheet, tie: Tie, actor: Actor, y: float) -> None:
    """A short line in the tie's colour and dashes; its head points to the name, or to the rail."""
    style, outward = BY_NAME[tie.style], tie.source == actor.id
    x0, x1 = RAIL + 2.0, float(STUB)
    if tie.mutual:
        sheet.path([(x0, y), (x1, y)], [1, 2], line=style.role, width=style.width, dash=style.dash, row=tie.row)
        return
    tip, back = (x1, x1 - 8.5) if outward else (x0, x0 + 8.5)
    line = [(x0, y), (back + 1, y)] if outward else [(x1, y), (back - 1, y)]
    sheet.path(line, [1, 2], line=style.role, width=style.width, dash=style.dash, row=tie.row)
    sheet.polygon([(tip, y), (back, y - 3.5), (back, y + 3.5)], fill=style.role, row=tie.row)


def _words(sheet: Sheet, drawn: Map, tie: Tie, actor: Actor, y: float) -> float:
    """Writes `employs → Name, Apr 2020` on as many lines as it needs; returns the y below it."""
    outward = tie.source == actor.id
    other = drawn.names[tie.target if outward else tie.source]
    kind = f"{tie.kind} {'–' if tie.mutual else '→' if outward else '←'}"
    when = f", {tie.when}" if tie.when else ""
    room = sheet.width - TEXT - LEFT
    lines = wrap(f"{kind} {other}", SIZE, room, 3)
    for k, line in enumerate(lines):
        last = k == len(lines) - 1
        fits = last and width(line + when, SIZE) <= room
        runs = [Run(line)]
        if k == 0 and line.startswith(f"{kind} "):
            runs = [Run(f"{kind} ", "muted"), Run(line[len(kind) + 1 :])]
        y += LEAD
        sheet.text(
            TEXT, y - 4, [*runs, Run(when, "muted")] if fits else runs, size=SIZE, row=tie.row, title=drawn.says(tie)
        )
        if last and not fits:
            y += LEAD
            sheet.text(TEXT, y - 4, tie.when, size=SIZE, role="muted", row=tie.row)
    return y


def draw_too_many(sheet: Sheet, actors: Sequence[Actor], counted: str) -> None:
    """Says that the ties (`counted`, in words) are too many for lines and where they are; bars for the best tied."""
    size = 16 if sheet.width > 500 else 15
    sentence = f"{said(len(actors), 'actor')}, {counted}: too many for lines; the table below holds them all."
    y = 8.0
    for line in wrap(sentence, size, sheet.width - 2 * LEFT, 4, True):
        y += size + 5
        sheet.text(LEFT, y, line, size=size, bold=True)
    best = sorted(actors, key=lambda actor: -actor.n_ties)[:BEST]
    y += 28
    sheet.text(LEFT, y, "The best tied, with the number of their ties", size=13, role="muted")
    names = [cut(actor.name, 13, sheet.width * 0.45) for actor in best]
    start = LEFT + max(width(name, 13) for name in names) + 12
    full = sheet.width - start - LEFT - 50
    y += 12
    for actor, name in zip(best, names, strict=True):
        wide = max(full * actor.n_ties / max(best[0].n_ties, 1), 1)
        sheet.text(LEFT, y + 14, name, size=13)
        sheet.rect(start, y + 4, wide, 12, "dot", title=f"{actor.name}: {said(actor.n_ties, 'tie')}")
        sheet.text(start + wide + 6, y + 14, f"{actor.n_ties:,}", size=13, role="muted")
        y += 22
    sheet.height = y + 10
