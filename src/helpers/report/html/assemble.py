"""From executed notebooks to the files of a report, in memory: nothing is read but the case, nothing is written.

The same notebooks and the same evidence give the same bytes.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
from markupsafe import Markup

from helpers.charts import _roles
from helpers.errors import ReportError, TableError
from helpers.report.changes import Changes, section
from helpers.report.html import cited, failures, figures, index, links, onefile, pages, safe, words
from helpers.report.html.exporter import HERE, PageExporter
from helpers.report.html.failures import Standing
from helpers.report.html.notes import Key, Notes, groups
from helpers.report.html.pages import SOURCES, Page, Plan
from helpers.report.publication import feed
from helpers.report.publication.manifest import fingerprint

if TYPE_CHECKING:
    from helpers.cite import Stated

Lookup = Callable[[Any, Iterable[Key]], Mapping[Key, "Stated"]]
WHOLE = "report.html"


@dataclass
class Made:
    """The files of a report by name, what the manifest says about its pages, and remarks for whoever rendered it."""

    files: dict[str, bytes] = field(default_factory=dict)
    pages: list[dict[str, Any]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    says: str = ""
    failed: dict[str, str] = field(default_factory=dict)  # why, by page


@dataclass
class Job:
    """What every step of making one report needs."""

    case: Any
    plans: Sequence[Plan]
    standing: Standing
    sources: pd.DataFrame
    given: Mapping[str, Any]
    exporter: PageExporter
    changes: Changes | None = None

    @property
    def stated(self) -> Mapping[Key, Stated]:
        """Every cited row, with the rows beside it."""
        return self.standing.stated

    def read(self, notes: Notes | None = None) -> list[Page]:
        """Every page of the report, read again; with `notes`, all numbered together."""
        read = [
            self._page(plan, Notes(self.stated, plan.name) if notes is None else notes)
            for plan in self.plans
            if plan.name in self.standing.notebooks or plan.name in self.standing.failed
        ]
        if notes is not None:
            return cited.with_rows(read, self.stated, notes, whole=True)
        first = section.marked(self.changes, Notes(self.stated, "index"))
        return cited.with_rows(read, self.stated, Notes(self.stated, SOURCES), whole=False, first=first)

    def _page(self, plan: Plan, notes: Notes) -> Page:
        if plan.name in self.standing.failed:
            return pages.failed(self.standing.failed[plan.name], plan, notes)
        return pages.read(self.standing.notebooks[plan.name], plan, notes, self.standing.meant)


def report(
    case: Any,
    plans: Sequence[Plan],
    notebooks: Mapping[str, Any],
    lookup: Lookup,
    given: Mapping[str, Any] | None = None,
    changes: Changes | None = None,
) -> Made:
    """All files of the report but the manifest. `lookup` is `cite.stated`; `given` are the command's parameters.

    `notebooks` are executed ones, and of the analyst's own pages also those that `Failed`; `changes` are those since
    the last publication.
    """
    sources = case.table("sources")
    beside = section.cited(changes)
    standing = failures.sift(case, plans, notebooks, lambda keys: _stated(case, keys | beside, sources, lookup))
    job = Job(case, plans, standing, sources, given or {}, PageExporter(), changes)
    made = Made(changes.files() if changes else {}, failed=standing.failed)
    drawn = index.figures_of(standing.notebooks.values())
    for bundle, drawings in drawn:
        _figure_files(made, bundle, drawings)
    html = _pages(job, made) | {WHOLE: _whole(job)}
    settled, made.remarks = links.settle(html, {*made.files, feed.NAME})
    made.files |= {name: text.encode("utf-8", "replace") for name, text in settled.items()}
    return made


def _stated(case: Any, keys: set[Key], sources: pd.DataFrame, lookup: Lookup) -> Mapping[Key, Stated]:
    """The cited rows, with the rows beside them where there are such."""
    beside = cited.neighbours(keys, dict(zip(sources["source"], sources["records"], strict=True)))
    try:
        return lookup(case, sorted(keys | beside))
    except (
        TableError
    ):  # a neighbour that is no record, as after a blank line; a cited row that is missing is said below
        return lookup(case, sorted(keys))


def _figure_files(made: Made, bundle: Mapping[str, Any], drawings: Mapping[str, str]) -> None:
    files = figures.files(bundle, drawings)
    if set(files) & set(made.files):
        raise ReportError(f'Two pages show a figure named "{bundle["name"]}". Give each draw(...) a name of its own.')
    made.files |= files


def _pages(job: Job, made: Made) -> dict[str, str]:
    read = job.read()
    site = _site(job.case, read)
    first = index.read(job.case, job.plans, read, job.sources, Notes(job.stated, "index"), job.changes)
    made.says = index.says(first)
    made.pages = [_said(plan, read) for plan in job.plans]
    html = {}
    for at, page in enumerate(read):
        frame = _frame(job, site, page.title, page.name) | {
            "page": page,
            "before": site["nav"][at],
            "after": site["nav"][at + 2] if at + 2 < len(site["nav"]) else None,
            "provenance": _provenance(job, page),
        }
        notebook = job.standing.notebooks.get(page.name)
        html[page.file] = (
            job.exporter.page(notebook, **frame) if notebook else job.exporter.made("page.html.j2", **frame)
        )
    frame = _frame(job, site, "Report", "index") | {"index": first, "provenance": _provenance(job, None)}
    return html | {"index.html": job.exporter.made("index.html.j2", **frame)}


def _whole(job: Job) -> str:
    """The one file: index first, then the pages, with one numbering of notes."""
    read, notes = _numbered(job)
    site = _site(job.case, read) | {"sources": "", "lean": True, "home": "#index"}
    site["nav"] = [entry | {"href": f"#{entry['name']}"} for entry in site["nav"]]
    first = index.read(job.case, job.plans, read, job.sources, notes, job.changes)
    content = job.exporter.environment.get_template("content.html.j2").module
    front = job.exporter.environment.get_template("index_content.html.j2").module
    parts = [{"name": "index", "label": "Report", "html": onefile.part(front.content(first, site, False), "index")}]
    parts += [
        {"name": page.name, "label": page.title, "html": onefile.part(content.part(page, site), page.name)}
        for page in read
    ]
    # the header belongs to the first part, else it stands on a page of its own
    named = ".top,.banner{page:p-index}" + "".join(_named_page(part["name"], part["label"]) for part in parts)
    frame = _frame(job, site, "All in one file", "", named) | {
        "parts": parts,
        "notes": notes,
        "provenance": _provenance(job, None),
    }
    return job.exporter.made("onefile.html.j2", **frame)


def _numbered(job: Job) -> tuple[list[Page], Notes]:
    """The pages with notes numbered in the order of the one file, where the index comes first."""
    notes = Notes(job.stated, WHOLE)
    index.read(job.case, job.plans, job.read(Notes(job.stated, WHOLE)), job.sources, notes, job.changes)
    for note in notes:
        note.marks.clear()
    return job.read(notes), notes


def _site(case: Any, read: Sequence[Page]) -> dict[str, Any]:
    nav = [{"name": "index", "href": "index.html", "label": "Report"}]
    nav += [{"name": page.name, "href": page.file, "label": page.title} for page in read]
    withheld = sum(not source.publish for source in case.sources)
    common = {"lang": "en", "dir": "ltr", "home": "index.html", "sources": f"{SOURCES}.html", "lean": False}
    return common | {"title": case.title, "invented": case.invented, "withheld": withheld, "nav": nav}


def _frame(job: Job, site: Mapping[str, Any], title: str, here: str, named: str = "") -> dict[str, Any]:
    style = styles() + margins(site, title) + named
    return {"site": site, "here": here, "style": Markup(style), "policy": safe.policy(style)}


@cache
def styles() -> str:
    """The style sheet of every page: tokens, figures, screen, paper."""
    return _roles.css() + "".join((HERE / name).read_text("utf-8") for name in ("index.css", "style.css", "print.css"))


def margins(site: Mapping[str, Any], title: str) -> str:
    """The running heads: a margin box cannot look anything up, so each page brings its own words."""
    status = "Invented case" if site["invented"] else "Not for publication" if site["withheld"] else "With its evidence"
    box = "font:7.5pt Arial,sans-serif;color:#5b5852"
    words_of = {
        "top-left": safe.css_text(site["title"]),
        "top-right": safe.css_text(title),
        "bottom-left": safe.css_text(status),
    }
    words_of["bottom-right"] = '"Page " counter(page) " of " counter(pages)'
    boxes = "".join(f"@{where}{{content:{text};{box}}}" for where, text in words_of.items())
    first = "@page:first{margin-block-start:13mm;@top-left{content:none}@top-right{content:none}}"
    return f"@page{{size:A4;margin:22mm 16mm 20mm 18mm;{boxes}}}\n{first}\n"


def _named_page(name: str, label: str) -> str:
    return f".p-{name}{{page:p-{name}}}@page p-{name}{{@top-right{{content:{safe.css_text(label)}}}}}\n"


def _provenance(job: Job, page: Page | None) -> list[tuple[str, str, Any]]:
    rows = int(job.sources["records"].sum())
    said: list[tuple[str, str, Any]] = []
    if page and page.notebook:
        kind = "Text" if page.notebook.endswith(".md") else "Notebook"
        given = [("Parameters", "parameters", words.parameters(page.parameters))] * (kind == "Notebook")
        said += [(kind, "code", page.notebook), *given]
    said += [
        ("Input", "text", f"{words.counted(len(job.sources), 'file')}, {words.counted(rows, 'row')}."),
        ("Fingerprint of all inputs", "hash", groups(fingerprint(job.sources))),
    ]
    if page and page.checks:
        said.append(("Checks", "text", f"{words.counted(page.checks, 'assertion')} in this page’s code held."))
    said.append(("Make it again", "code", command(job.case.name, job.given)))
    said.append(
        (
            "Compare",
            "text",
            "The same files give this page again, byte for byte. "
            "manifest.json has the SHA-256 of every file, versions, times and the head of the ledger.",
        )
    )
    return said


def command(name: str, given: Mapping[str, Any]) -> str:
    """The command that makes the report again."""
    flags = [f"-p {shlex.quote(f'{key}={value}')}" for key, value in given.items() if not isinstance(value, Mapping)]
    return " ".join(["casebook render", name, *flags])


def _said(plan: Plan, read: Sequence[Page]) -> dict[str, Any]:
    page = next((one for one in read if one.name == plan.name), None)
    said: dict[str, Any] = {
        "name": plan.name,
        "title": plan.title,
        "question": plan.question,
        "parameters": dict(plan.parameters),
    }
    if page is None:
        return said | {"file": None, "skipped": plan.skipped}
    if page.failed:
        return said | {"file": page.file, "failed": page.failed}
    return said | {"file": page.file, "counts": index.counts(page), "evidence": len(page.notes), "checks": page.checks}


def list_of_cases(reports: Path, only: str = "") -> bytes:
    """The page of all published reports in this folder, earlier publications too; of one case, if it is named."""
    nav = [{"name": "cases", "href": "index.html", "label": "Reports"}]
    site = {
        "lang": "en",
        "dir": "ltr",
        "home": "index.html",
        "title": "Reports",
        "invented": False,
        "withheld": 0,
        "nav": nav,
    }
    style = styles() + margins(site, "Reports")
    frame = {
        "site": site,
        "here": "cases",
        "style": Markup(style),
        "policy": safe.policy(style),
        "cases": [one for one in index.cases(reports) if only in ("", one["name"])],
    }
    return PageExporter().made("cases.html.j2", **frame).encode("utf-8", "replace")
