"""The snapshot of a report: what it says, what that rests on, what it was made of and by; plain JSON without times.

An entry is known by the id that people gave it, a file by its name, a finding by the cell that shows it. What has
another id is another thing, but for a sentence that is the same word for word, and an event of the same title and date:
their ids are made of what they rest on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from helpers.report.changes import _made_by, _of_pages, _of_tables
from helpers.report.changes._plain import Entry

FORMAT = 1
NAME = "snapshot.json"


def snapshot(
    case: Any, plans: Sequence[Any], notebooks: Mapping[str, Any], parameters: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """The findings of a report as plain JSON: the same case and the same notebooks give the same, with no time in it.

    `notebooks` are the executed ones by name (what is no notebook is a page that failed); `parameters` are those of
    the command. `kinds` holds entries by kind and id; `made_of` what tells causes apart: evidence, parameters, kit,
    the case's own words, pages.
    """
    sources = case.table("sources")
    shown = _of_pages.shown(plans, notebooks)
    kinds: dict[str, dict[str, Entry]] = {
        "findings": shown.findings(),
        "gaps": shown.gaps(),
        "events": _of_tables.events(case),
        "claims": _of_tables.claims(case),
        "actors": _of_tables.actors(case),
        "ties": _of_tables.ties(case),
        "accounts": _of_tables.accounts(case, shown.cited("accounts")),
        "sources": _of_tables.sources(sources),
        "tables": _of_tables.rows_of_tables(case),
        "numbers": shown.numbers(),
        "figures": shown.figures(),
        "pages": shown.pages(),
    }
    made_of = _made_by.causes(case, plans, notebooks, parameters or {}, sources)
    return {"format": FORMAT, "case": case.name, "made_of": made_of, "kinds": kinds}
