"""What a notebook promised to show, held against what it showed."""

from __future__ import annotations

from typing import Any

from helpers.errors import ReportError
from helpers.run.plan import Plan

BUNDLES = {
    "application/vnd.casebook.figure+json": "figures",
    "application/vnd.casebook.table+json": "tables",
    "application/vnd.casebook.events+json": "tables",
    "application/vnd.casebook.finding+json": "findings",
}
PROMISES = ("figures", "tables", "findings")


def count_yields(notebook: Any) -> dict[str, int]:
    """How many figures, tables (lists of events included) and findings an executed notebook shows."""
    counts = dict.fromkeys(PROMISES, 0)
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            for kind in BUNDLES.keys() & output.get("data", {}).keys():
                counts[BUNDLES[kind]] += 1
    return counts


def check_yields(plan: Plan, notebook: Any) -> dict[str, int]:
    """Returns what the notebook shows; a `ReportError` if that is less than its metadata promises."""
    counts = count_yields(notebook)
    short = [
        f"{counts[kind]} of {promised} {kind}" for kind, promised in plan.yields.items() if counts[kind] < promised
    ]
    if short:
        raise ReportError(
            f"{plan.name} shows {', '.join(short)}. Its metadata promises more (`casebook.yields`): "
            "look at the cells that show nothing, or lower the promise."
        )
    return counts
