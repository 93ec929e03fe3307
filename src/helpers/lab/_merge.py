"""Three notebooks into one: what the copy was made from, what the analyst made of it, and the newer template.

Cells are told apart by their ids. A cell that the analyst left alone follows the template; one that was changed stays;
no cell of the analyst is ever lost. What both changed is named, and stays the analyst's.
"""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Cell = dict[str, Any]
Notebook = dict[str, Any]


@dataclass
class Merged:
    """The merged notebook, and the ids of the cells that took a new text, came in, went out, or stayed on purpose.

    `both` were changed on both sides; `kept` were changed by the analyst and are no longer in the template; `left` were
    taken out by the analyst and changed in the template.
    """

    notebook: Notebook
    taken: list[str] = field(default_factory=list)
    came: list[str] = field(default_factory=list)
    went: list[str] = field(default_factory=list)
    both: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        """Whether the merged notebook is another than the analyst's."""
        return bool(self.taken or self.came or self.went)


def text(cell: Mapping[str, Any]) -> str:
    """The source of a cell, which a file may hold as one text or as lines."""
    source = cell.get("source", "")
    return source if isinstance(source, str) else "".join(source)


def said(cell: Mapping[str, Any]) -> tuple[str, str, tuple[str, ...]]:
    """What of a cell counts as its contents: kind, source and tags; not its outputs."""
    return str(cell["cell_type"]), text(cell), tuple(cell.get("metadata", {}).get("tags", ()))


def with_ids(notebook: Notebook) -> Notebook:
    """The notebook with an id on every cell, each once: a missing one comes from the cell's text.

    So the same text has the same id in two versions of a template that has none.
    """
    made = copy.deepcopy(notebook)
    taken: set[str] = set()
    for cell in made["cells"]:
        wanted = str(cell.get("id") or hashlib.sha256(repr(said(cell)[:2]).encode(errors="replace")).hexdigest()[:12])
        found, n = wanted, 1
        while found in taken:
            n += 1
            found = f"{wanted[:50]}-{n}"
        cell["id"] = found
        taken.add(found)
    made["nbformat_minor"] = max(5, int(made.get("nbformat_minor", 5)))
    return made


def merge(base: Notebook, ours: Notebook, theirs: Notebook) -> Merged:
    """Merges the template's way from `base` to `theirs` into `ours`. The three stay as they are."""
    olds, mines, news = (_by_id(with_ids(one)) for one in (base, ours, theirs))
    made = Merged({})
    cells: dict[str, Cell] = {}
    for name in dict.fromkeys([*mines, *news]):
        cell = _settle(made, name, olds.get(name), mines.get(name), news.get(name))
        if cell is not None:
            cells[name] = cell
    merged = with_ids(ours)
    merged["cells"] = [cells[name] for name in _order(list(olds), list(mines), list(news), cells)]
    made.notebook = merged
    return made


def _by_id(notebook: Notebook) -> dict[str, Cell]:
    return {cell["id"]: cell for cell in notebook["cells"]}


def _settle(made: Merged, name: str, old: Cell | None, mine: Cell | None, new: Cell | None) -> Cell | None:
    """The cell that stands in the merged notebook, or None."""
    if mine is None:
        if old is None:
            made.came.append(name)
            return new
        if new is not None and said(new) != said(old):
            made.left.append(name)
        return None
    if old is None:  # the analyst's own, or taken over by hand
        if new is not None and said(new) != said(mine):
            made.both.append(name)
        return mine
    untouched = said(mine) == said(old)
    if new is None:
        (made.went if untouched else made.kept).append(name)
        return None if untouched else mine
    if said(new) == said(old) or said(new) == said(mine):
        return mine
    if untouched:
        made.taken.append(name)
        return new
    made.both.append(name)
    return mine


def _order(olds: Sequence[str], mines: Sequence[str], news: Sequence[str], cells: Mapping[str, Cell]) -> list[str]:
    """The order of the merged cells: the template's, unless the analyst moved cells around."""
    common = {name for name in olds if name in mines and name in news}
    moved = _only(mines, common) != _only(olds, common)
    frame, others = (mines, news) if moved else (news, mines)
    return _weave(_only(frame, cells), _only(others, cells))


def _weave(frame: list[str], others: list[str]) -> list[str]:
    """The frame with what only the others have, each behind the one that it stands behind there."""
    woven = list(frame)
    for at, name in enumerate(others):
        if name not in woven:
            woven.insert(woven.index(others[at - 1]) + 1 if at else 0, name)
    return woven


def _only(names: Iterable[str], wanted: Iterable[str]) -> list[str]:
    kept = set(wanted)
    return [name for name in names if name in kept]
