"""The page that says why a report was not published: each gate that did not hold, with the rows behind it.

It stands beside the case's folder, as `<case>.held.html`, and leads to the last good report, which stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from helpers import cite
from helpers.report.html import assemble, blocks, safe
from helpers.report.html.exporter import PageExporter
from helpers.report.html.notes import Notes, cited, groups
from helpers.report.publication.manifest import fingerprint

if TYPE_CHECKING:
    from helpers.cases import Case
    from helpers.report.publication.gates import Refusal


def page(case: Case, refused: Sequence[Refusal]) -> bytes:
    """The page as HTML, with every row that it shows read again from its file; it holds no time, as no page does."""
    keys = sorted({key for one in refused for key in cited(one.evidence)})
    notes = Notes(cite.stated(case, keys), "held")
    place = blocks.Place("held", notes)
    site = _site(case)
    style = assemble.styles() + "main .tabled{margin-block-start:1rem}" + assemble.margins(site, "Not published")
    frame: dict[str, Any] = {
        "site": site,
        "here": "held",
        "style": Markup(style),
        "policy": safe.policy(style),
        "refused": [_block(one, place) for one in refused],
        "notes": notes,
        "last": f"{case.name}/index.html" if (case.reports / "index.html").is_file() else "",
        "provenance": _provenance(case),
    }
    return PageExporter().made("held.html.j2", **frame).encode("utf-8", "replace")


def _block(one: Refusal, place: blocks.Place) -> dict[str, Any]:
    return {
        "sentence": one.sentence,
        "gate": one.gate,
        "found": one.found,
        "limit": one.limit,
        "table": blocks.table(dict(one.evidence), place) if one.evidence["rows"] else None,
    }


def _site(case: Case) -> dict[str, Any]:
    home = f"{case.name}/index.html" if (case.reports / "index.html").is_file() else "#content"
    nav = [{"name": "held", "href": "#content", "label": "Not published"}]
    if home != "#content":
        nav.insert(0, {"name": "last", "href": home, "label": "Last good report"})
    withheld = sum(not source.publish for source in case.sources)
    about = {"lang": "en", "dir": "ltr", "home": home, "title": case.title, "invented": case.invented}
    # no page of sources stands beside this one: the notes show their rows, and lead nowhere else
    return about | {"withheld": withheld, "nav": nav, "sources": None, "lean": False}


def _provenance(case: Case) -> list[tuple[str, str, Any]]:
    sources = case.table("sources", ["source", "sha256", "records"])
    rows = int(sources["records"].sum())
    return [
        ("Input", "text", f"{len(sources):,} files, {rows:,} rows."),
        ("Fingerprint of all inputs", "hash", groups(fingerprint(sources))),
        ("Gates", "text", "They stand in case.toml under [gates]."),
        ("Try again", "code", assemble.command(case.name, {})),
    ]
