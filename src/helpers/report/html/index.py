"""The first page of a report, and the list of all reports of a workspace.

Title, question, key findings, what is not known, one thin picture, pages, sources: what an editor reads first.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from markupsafe import Markup
from nbformat import NotebookNode

from helpers import dates, wording
from helpers.report.changes import Changes, section
from helpers.report.html import blocks, cited, words
from helpers.report.html.blocks import Place
from helpers.report.html.notes import Notes, groups
from helpers.report.html.pages import Page, Plan
from helpers.report.publication import past

FATES = ("records", "kept", "duplicates", "observations", "rejected")
_NAMES = {"events": "event", "figure": "figure", "table": "table", "finding": "finding"}


def read(
    case: Any,
    plans: Sequence[Plan],
    pages: Sequence[Page],
    sources: pd.DataFrame,
    notes: Notes,
    changes: Changes | None = None,
) -> dict[str, Any]:
    """What the index says; its marks are numbered in `notes`. The pages' notebooks must have been read before."""
    place = Place("index", notes)
    since = section.read(changes, place)  # first on the page, so first in its numbers
    findings = [
        blocks.finding(bundle, place) | {"page": page.title, "href": page.file}
        for page in pages
        for bundle in page.bundles("finding")
        if bundle["key"]
    ]
    gaps = [blocks.gap(bundle, place) for page in pages for bundle in page.bundles("gap")]
    strip = next(((page, page.thin) for page in pages if page.thin), None)
    return {
        "question": case.question,
        "about": case.about,
        "facts": _facts(case, pages, sources) + section.fact(changes),
        "since": since,
        "findings": findings,
        "gaps": gaps,
        "strip": _strip(*strip) if strip else None,
        "pages": [_listed(plan, pages) for plan in plans] + _more(plans, pages),
        "sources": _sources(sources, pages),
        "notes": notes,
    }


def _strip(page: Page, block: blocks.Block) -> blocks.Block:
    """The thin strip; its marks lead to the same rows on its page: of the figure over the same table, else its own."""
    own, there = f'href="#{block["name"]}-row-', f'href="{page.file}#{block["twin"] or block["name"]}-row-'
    # as plain text: Markup escapes what it puts in
    drawings = [(width, Markup(str(svg).replace(own, there))) for width, svg in block["drawings"]]
    counted = words.counted(len(block["bundle"]["table"]["rows"]), "event")
    at = f"{page.file}#{block['twin'] or block['name']}"
    return {**block, "drawings": drawings, "href": at, "label": page.title, "counted": counted}


def _facts(case: Any, pages: Sequence[Page], sources: pd.DataFrame) -> list[tuple[str, str]]:
    rows, rejected = int(sources["records"].sum()), int(sources["rejected"].sum())
    aside = f", {words.number(rejected)} set aside" if rejected else ""
    figures = sum(page.count("figure") for page in pages)
    return [
        ("Status", "Invented, for practice" if case.invented else "Edition for editors"),
        ("Covers", dates.words(case.period)),
        ("Time zone", wording.zone(case.timezone)),
        ("Evidence", f"{words.counted(len(sources), 'file')}, {words.counted(rows, 'row')}{aside}"),
        (
            "Report",
            f"{words.counted(sum(not page.failed for page in pages), 'page')}, {words.counted(figures, 'figure')}",
        ),
    ]


def _listed(plan: Plan, pages: Sequence[Page]) -> dict[str, str]:
    page = next((one for one in pages if one.name == plan.name), None)
    if page is None:
        return {"href": "", "label": plan.title, "says": f"Not made. {plan.skipped or ''}".strip(), "counts": ""}
    if page.failed:
        first, *rest = page.failed.splitlines()
        says = f"Could not be made. {first}" + (f" And {len(rest)} more." if rest else "")
        return {"href": page.file, "label": page.title, "says": says, "counts": ""}
    return {"href": page.file, "label": page.title, "says": page.question, "counts": counts(page)}


def _more(plans: Sequence[Plan], pages: Sequence[Page]) -> list[dict[str, str]]:
    """Pages without a notebook, and the file that holds them all."""
    planned = {plan.name for plan in plans}
    made = [
        {"href": page.file, "label": page.title, "says": page.question, "counts": ""}
        for page in pages
        if page.name not in planned
    ]
    whole = {
        "href": "report.html",
        "label": "All in one file",
        "says": "The same pages, one after the other, to send or to print.",
    }
    return [*made, whole | {"counts": ""}]


def counts(page: Page) -> str:
    """What is on a page, in a few words: `54 events, 1 figure, 2 tables`."""
    n = {kind: page.count(kind) for kind in ("figure", "table", "finding")}
    n = {"events": sum(block["total"] for block in page.blocks if block["kind"] == "events")} | n
    return ", ".join(words.counted(n[kind], _NAMES[kind]) for kind in n if n[kind])


def _sources(sources: pd.DataFrame, pages: Sequence[Page]) -> dict[str, Any]:
    listed = [(page, file["name"]) for page in pages for file in page.rows]
    at = {name: f"{page.file}#{cited.file_id(name)}" for page, name in listed}
    rows = [
        {
            "source": row["source"],
            "href": at.get(row["source"], ""),
            "numbers": [int(row[fate]) for fate in FATES],
            "groups": groups(str(row["sha256"])[:16]),
        }
        for row in sources.sort_values("source").to_dict("records")
    ]
    sums = [sum(row["numbers"][n] for row in rows) for n in range(len(FATES))]
    return {"rows": rows, "sums": sums, "how_many": words.how_many(len(rows), len(rows), "")}


def cases(reports: Path) -> list[dict[str, Any]]:
    """The published reports under this folder, by name, as their manifests describe them."""
    found = []
    for path in sorted(reports.glob("*/manifest.json")):
        try:
            manifest = json.loads(path.read_text("utf-8"))
            case = manifest["case"]
            found.append(
                {
                    **{key: case[key] for key in ("title", "question", "invented")},
                    "name": path.parent.name,
                    "says": case["says"],
                    **_beside(path.parent),
                }
            )
        except (OSError, ValueError, KeyError, TypeError):  # not a report of ours, or one being removed
            continue
    return found


def _beside(folder: Path) -> dict[str, Any]:
    """What stands beside a report: earlier publications, newest first, a run that was held, a feed."""
    kept = [(path, past.moment(path.name)) for path in past.list_(_Published(folder))]
    return {
        "past": [
            {"href": f"{path.parent.name}/{path.name}/index.html", "label": f"{at:%Y-%m-%d %H:%M} UTC"}
            for path, at in kept
            if at and (path / "index.html").is_file()
        ],
        "held": folder.with_name(f"{folder.name}.held.html").is_file(),
        "feed": (folder / "feed.xml").is_file(),
    }


@dataclass(frozen=True)
class _Published:
    """A report of which no more is known than where it is."""

    reports: Path


def says(index: Mapping[str, Any]) -> str:
    """One line about a report for the list of all reports."""
    facts = dict(index["facts"])
    findings = words.counted(len(index["findings"]), "key finding")
    return " · ".join([*(facts[label] for label in ("Covers", "Evidence", "Report")), findings])


def figures_of(notebooks: Iterable[NotebookNode]) -> list[tuple[Mapping[str, Any], Mapping[str, str]]]:
    """Every figure's bundle and drawings, in order."""
    return [
        (output.data[f"{blocks.PREFIX}figure+json"], blocks.drawings_of(output.data))
        for notebook in notebooks
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if f"{blocks.PREFIX}figure+json" in output.get("data", {})
    ]
