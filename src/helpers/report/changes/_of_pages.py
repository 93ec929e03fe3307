"""What a snapshot takes from executed notebooks: findings, gaps, key numbers, figures, and which pages there are.

A finding is known by the cell that shows it; where one shows several, by its words too, leaving its numbers aside.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers.report.changes._plain import Entry, digest, entry, keyed
from helpers.report.html import blocks

Key = tuple[str, str]
_NUMBER = re.compile(r"\d[\d,.\u202f]*")


@dataclass(frozen=True)
class Bundle:
    """One bundle that a page shows: its kind, its content, and the cell that showed it."""

    page: str
    title: str
    cell: str
    kind: str
    content: Mapping[str, Any]


class Shown:
    """What the pages of a report show."""

    def __init__(self, plans: Sequence[Any], notebooks: Mapping[str, Any]) -> None:
        self._plans = plans
        self._notebooks = notebooks
        self._bundles = [bundle for plan in plans for bundle in _bundles(plan, notebooks.get(plan.name))]

    def findings(self) -> dict[str, Entry]:
        """Every finding; `key` where it stands on the first page."""
        return keyed(
            (name, _sentence(one, {"strength": one.content["strength"], "key": one.content["key"] or None}))
            for name, one in self._sentences("finding")
        )

    def gaps(self) -> dict[str, Entry]:
        """Everything that is said to be unknown."""
        return keyed((name, _sentence(one, {})) for name, one in self._sentences("gap"))

    def _sentences(self, kind: str) -> list[tuple[str, Bundle]]:
        """The sentences with their ids: the cell's, where it shows one; else their words too, then their numbers."""
        named = [([one.page, one.cell], one) for one in self._bundles if one.kind == kind]
        for text in (_words, str):
            taken = Counter(tuple(name) for name, _ in named)
            named = [
                (name if taken[tuple(name)] == 1 else [*name, digest(text(one.content["text"]))[:8]], one)
                for name, one in named
            ]
        return [("/".join(name), one) for name, one in named]

    def numbers(self) -> dict[str, Entry]:
        """The numbers that define a page."""
        return keyed(
            (f"{one.page}/{count['label']}", entry(f"{one.title}: {count['label']}", {"n": count["n"]}, page=one.page))
            for one in self._bundles
            if one.kind == "counts"
            for count in one.content["counts"]
        )

    def figures(self) -> dict[str, Entry]:
        """Every figure, with the size of the table behind it and a hash of its values.

        The thin strip of the first page shows the rows of another figure; it is not counted twice.
        """
        drawn = [one for one in self._bundles if one.kind == "figure"]
        twin = blocks.twin_of_thin([dict(one.content) for one in drawn])
        return keyed(
            (str(one.content["name"]), _figure(one))
            for one in drawn
            if not (twin and one.content["name"] == blocks.THIN_STRIP)
        )

    def pages(self) -> dict[str, Entry]:
        """Every page that was planned: made, failed, or not made and why."""
        return keyed(
            (
                plan.name,
                entry(
                    plan.title,
                    {"title": plan.title, "question": plan.question, "state": self._state(plan)},
                    page=plan.name if self._state(plan) == "made" else "",
                ),
            )
            for plan in self._plans
        )

    def _state(self, plan: Any) -> str:
        if plan.skipped:
            return f"not made: {plan.skipped}"
        made = hasattr(self._notebooks.get(plan.name), "cells")
        return "made" if made else "failed"

    def cited(self, table: str) -> set[Key]:
        """Every row of this table that stands as evidence on a page."""
        return {
            (str(one["source"]), str(one["row"]))
            for bundle in self._bundles
            for one in _evidence(bundle.content)
            if one["table"] == table
        }


def shown(plans: Sequence[Any], notebooks: Mapping[str, Any]) -> Shown:
    """What the pages show; one of the analyst's with outputs that `show` did not make counts as failed.

    Such a page cannot be laid out, and says so itself; a page of the kit may not be like that.
    """
    sound = {
        plan.name: notebooks[plan.name]
        for plan in plans
        if plan.name in notebooks and (not getattr(plan, "may_fail", False) or _can_be_read(plan, notebooks[plan.name]))
    }
    return Shown(plans, sound)


def _can_be_read(plan: Any, notebook: Any) -> bool:
    one = Shown([plan], {plan.name: notebook})
    try:
        for read in (one.findings, one.gaps, one.numbers, one.figures):
            read()
    except (KeyError, TypeError, ValueError, AttributeError):
        return False
    return True


def _bundles(plan: Any, notebook: Any) -> list[Bundle]:
    cells = getattr(notebook, "cells", [])
    named = bool(cells) and _has_ids(plan)
    found = []
    for cell in cells:
        name = str(cell.get("id", "")) if named else digest(cell["source"])[:12]
        for output in cell.get("outputs", []):
            for kind, content in output.get("data", {}).items():
                if kind.startswith(blocks.PREFIX) and kind != blocks.DRAWINGS:
                    short = kind.removeprefix(blocks.PREFIX).removesuffix("+json")
                    found.append(Bundle(plan.name, plan.title, name, short, content))
    return found


def _has_ids(plan: Any) -> bool:
    """Whether the cells' ids are the notebook's own: one of an older format gets other ids in every run."""
    path = Path(plan.path)
    if path.suffix != ".ipynb" or not path.is_file():
        return True
    try:
        return all("id" in cell for cell in json.loads(path.read_text("utf-8"))["cells"])
    except (OSError, ValueError, KeyError, TypeError):  # it ran, so it was a notebook then; now somebody writes it
        return False


def _words(text: str) -> str:
    """The sentence without its numbers: what stays the same when it is computed again."""
    return _NUMBER.sub("#", text)


def _sentence(one: Bundle, more: Mapping[str, Any]) -> Entry:
    text, rows = one.content["text"], one.content["evidence"]
    ways = [[row.get("table", ""), row["source"], row["row"]] for row in rows]
    return entry(one.title, {"text": text, **more, "n_evidence": len(rows) or None}, ways, one.page)


def _figure(one: Bundle) -> Entry:
    table = one.content["table"]
    fields = {"title": one.content["title"], "rows": len(table["rows"]), "values": digest(table["rows"])[:16]}
    return entry(one.content["title"], fields, page=one.page)


def _evidence(value: Any) -> Iterator[Mapping[str, Any]]:
    """Every mapping that stands as evidence, anywhere in a bundle."""
    if isinstance(value, Mapping):
        if value.keys() == {"table", "source", "row"}:
            yield value
        else:
            yield from (one for inner in value.values() for one in _evidence(inner))
    elif isinstance(value, (list, tuple)):
        yield from (one for inner in value for one in _evidence(inner))
