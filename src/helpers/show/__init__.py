"""What a notebook shows: figures, tables, findings, gaps, counts, events and limits, each as one display bundle.

A bundle has three forms at once: a custom JSON (what `report` reads and nbval compares; plain text, never HTML),
`text/html` (escaped; what Lab shows) and `text/plain`. Law of the house: every finding carries its evidence, every
table says how many rows of how many it shows.

Evidence is given as a frame with `source` and `row` (the table's name in `frame.attrs["table"]`, or `table=`), or as a
list of `{"table", "source", "row"}`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd
from IPython.display import display

from helpers.errors import TableError
from helpers.show import _diff, _events, _explore, _lab
from helpers.show._cells import Evidence, column_of, evidence_list, plain, row_evidence, shown_columns

MIME = "application/vnd.casebook.{}+json"
__all__ = ["counts", "diff", "events", "figure", "finding", "gap", "limits", "table"]
CAP = 300


def _emit(kind: str, bundle: dict[str, Any], html: str, text: str, extra: Mapping[str, Any] | None = None) -> None:
    made = {MIME.format(kind): bundle, "text/html": html, "text/plain": text, **(extra or {})}
    display({name: data for name, data in made.items() if data != ""}, raw=True)  # type: ignore[no-untyped-call]


def _how_many(shown: int, total: int, order: str) -> str:
    if shown == total:
        return f"All {total:,}." if total else "None."
    return f"{shown:,} of {total:,} shown" + (f", {order}." if order else ".")


def figure(
    figure: Any,
    table: pd.DataFrame,
    caption: str,
    source: str,
    columns: Mapping[str, str] | None = None,
    evidence: Sequence[Evidence] | None = None,
    explore: bool = False,
) -> None:
    """Shows a figure together with the table behind it, in one bundle.

    `figure` is what `charts.<name>.draw` returned, with its notes on what was left out or cut off; `table` has one row
    per mark, in the order of its links; `source` says what the data are. `evidence` has one entry per row, if the rows
    have no `source` and `row` of their own. With `explore`, JupyterLab shows a timeline to zoom or a map to rearrange,
    where the table has dates or ties; a report has the drawing.

    Examples:
        events = c.events
        show.figure(event_strip.draw(events), table=events, caption="All events.", source=c.title)
        ties = actors.checked_ties(c.ties, c.actors)
        show.figure(actor_map.draw(c.actors, ties), table=ties, caption="Ties.", source=c.title, explore=True)
    """
    shown = shown_columns(table, columns)
    bundle = {
        "name": figure.name,
        "title": figure.title,
        "subtitle": figure.subtitle,
        "caption": caption,
        "source": source,
        "alt": figure.alt,
        "notes": list(figure.notes),
        "key": [dict(entry) for entry in figure.key],
        "table": {
            "columns": shown,
            "rows": plain(table, shown),
            "evidence": row_evidence(table, evidence),
        },
        "fingerprint": figure.fingerprint,
    }
    drawings = {str(width): svg for width, svg in figure.drawings.items()}
    # as one text: nbval folds away what a patch release of matplotlib moves in a text, and compares an object exactly
    extra = {"image/svg+xml": drawings["1280"], "application/vnd.casebook.drawings+json": json.dumps(drawings)}
    html = _lab.figure(figure, caption, source)
    if explore and _explore.asked_for():
        from helpers.show import _vega

        found = _vega.explorable(table, shown)
        extra |= found or {}
        html = "" if found else f"{html}<p>{_explore.NO_FORM}</p>"
    _emit("figure", bundle, html, " ".join([f"Figure: {figure.title}\n{figure.alt}", *figure.notes]), extra)


def table(
    frame: pd.DataFrame,
    caption: str,
    columns: Mapping[str, str] | None = None,
    order: str = "",
    cap: int = CAP,
    name: str = "",
    evidence: Sequence[Evidence] | None = None,
    explore: bool = False,
) -> None:
    """Shows a table: its first `cap` rows, and in the caption how many of how many, in which order.

    `columns` maps column names to the words of the head, and chooses and orders them; without it all columns are shown
    but `source`, `row` (they become evidence marks) and the companions of moments. A cap needs an `order` in words.
    With `explore`, JupyterLab shows a table that sorts and searches (extra `explore`); a report has this one.

    Examples:
        show.table(c.articles, "All articles.", columns={"outlet": "Outlet", "published": "Published"})
        show.table(c.posts, "The first posts.", order="as read", cap=20, name="first-posts")
        show.table(c.posts, "Posts to look through.", order="as read", explore=True)
    """
    if len(frame) > cap and not order:
        raise TableError(
            f'"{caption}" shows {cap} of {len(frame)} rows. Say in which order: order="by ..., latest first".'
        )
    shown = shown_columns(frame, columns)
    part = frame.head(cap)
    rows = plain(part, shown)
    bundle = {
        "name": name or str(frame.attrs.get("table", "table")),
        "caption": caption,
        "shown": len(rows),
        "total": len(frame),
        "order": order,
        "columns": shown,
        "rows": rows,
        "evidence": row_evidence(part, evidence[:cap] if evidence is not None else None),
    }
    words = f"{caption} {_how_many(len(rows), len(frame), order)}"
    html = _lab.table(shown, rows, words)
    if explore and _explore.asked_for():
        html = _explore.table(frame, shown, caption) or f"{html}<p>{_explore.LACKING}</p>"
    _emit("table", bundle, html, f"Table: {words}")


def finding(text: str, strength: str = "", evidence: Evidence = (), key: bool = False, table: str = "") -> None:
    """Shows a finding: a sentence with computed numbers, its strength in words, and its evidence, which it must have.

    `evidence` is a frame with `source` and `row`, or a list of `{"table", "source", "row"}`; `table` names their table
    where the frame has lost its name. `key=True` puts the finding on the report's first page too.

    Examples:
        disputed = c.events[c.events["status"] == "disputed"]
        show.finding(f"{len(disputed)} events are disputed.", evidence=c.claims.head(3))
        show.finding("A boat is named.", strength="1 origin", evidence=c.find("boat"), key=True)
    """
    rows = evidence_list(evidence, table)
    if not rows:
        raise TableError(f'The finding "{text}" has no evidence. Give the rows it rests on: evidence=frame.')
    bundle = {"text": text, "strength": strength, "evidence": rows, "key": bool(key)}
    html = f"<p><b>Finding.</b> {escape(text)}<br><small>{escape(strength)} ({len(rows):,} evidence rows)</small></p>"
    _emit("finding", bundle, html, f"Finding: {text}\n{strength}".rstrip())


def gap(text: str, evidence: Evidence = (), table: str = "") -> None:
    """Shows what is not known: a sentence of equal rank to a finding; it stands on the report's first page too.

    Examples:
        show.gap("Who posted the letter first: no post states a client.", evidence=c.find("letter", limit=8))
    """
    bundle = {"text": text, "evidence": evidence_list(evidence, table)}
    _emit("gap", bundle, f"<p><b>Not known.</b> {escape(text)}</p>", f"Not known: {text}")


def diff(
    first: pd.DataFrame, versions: pd.DataFrame, caption: str,
    columns: Mapping[str, str], order: str = "", cap: int = 20,
) -> None:  # fmt: skip
    """Shows versions of a text held against the first: what is gone struck out, what is new underlined.

    `first` is one row, `versions` any number; both have `text`, the columns that `columns` names, `source` and `row`.

    Examples:
        a = c.families.head(1)
        show.diff(a, copies.versions(c.families, a["family"].iloc[0]), "Versions", columns={"who": "Who"}, order="by n")
    """
    made = _diff.bundle(first, versions, columns, cap)
    words = f"{caption} {_how_many(made['shown'], made['total'], order)}"
    bundle = {"name": "versions", "caption": caption, "order": order, **made}
    _emit("diff", bundle, _diff.html(made, words), _diff.text(made, f"Versions: {words}"))


def counts(numbers: Mapping[str, int]) -> None:
    """Shows the numbers that define a page, in order: `{"events": 54, "dated to the day": 45}`.

    Examples:
        show.counts({"articles": len(c.articles), "claims": len(c.claims)})
    """
    entries = [{"n": int(n), "label": label} for label, n in numbers.items()]
    words = " · ".join(f"{entry['n']:,} {entry['label']}" for entry in entries)
    _emit("counts", {"counts": entries}, f"<p>{escape(words)}</p>", words)


def events(
    events: pd.DataFrame,
    claims: pd.DataFrame,
    caption: str = "Events",
    order: str = "by date",
    cap: int = 1_000,
    name: str = "events",
    evidence: Mapping[str, Evidence] | None = None,
) -> None:
    """Shows events, each with its claims, who makes them, with which stance, and on which rows they rest.

    `claims` is the table of that name, or what `claims.of_case` gives where rules found some of them. Every claim is
    evidence by its own row; `evidence` adds more per id of a claim (the articles it stands in).

    Examples:
        show.events(c.events, claims.of_case(c), caption="Events", order="by date")
    """
    part = events.head(cap)
    by_id = {str(row["id"]): row for row in claims.to_dict("records")}
    listed = [
        _events.record(row, by_id, str(claims.attrs.get("table", "claims")), evidence or {})
        for row in part.to_dict("records")
    ]
    bundle = {
        "name": name,
        "caption": caption,
        "shown": len(listed),
        "total": len(events),
        "order": order,
        "events": listed,
    }
    words = f"{caption}. {_how_many(len(listed), len(events), order)}"
    columns = [{"label": label} for label in ("Date", "Event", "Who says so", "Origins")]
    rows = [
        [e["date"], e["title"], [f"{c['claimant']} {c['stance']}" for c in e["claims"]], e["n_origins"]] for e in listed
    ]
    _emit("events", bundle, _lab.table(columns, rows, words), words)


def limits(case: Any) -> None:
    """Shows what the case's data cannot say, in the words of its readers, once per reader's sentence.

    `case` is what `cases.load` returned; the sentences are those of its table `sources`.

    Examples:
        show.limits(c)
    """
    said: dict[str, list[str]] = {}
    for row in case.table("sources", ["source", "cannot_say"]).to_dict("records"):
        text = column_of(row, "cannot_say")
        if text:
            said.setdefault(text, []).append(str(row["source"]))
    entries = [{"source": ", ".join(_few(sources)), "text": text} for text, sources in said.items()]
    html = "<dl>" + "".join(f"<dt>{escape(e['source'])}</dt><dd>{escape(e['text'])}</dd>" for e in entries) + "</dl>"
    _emit("limits", {"limits": entries}, html, f"Limits: {len(entries)} kinds of source say what they cannot say.")


def _few(sources: Iterable[str], most: int = 4) -> list[str]:
    listed = sorted(sources)
    return listed if len(listed) <= most else [*listed[: most - 1], f"{len(listed) - most + 1} more files"]


def __dir__() -> list[str]:
    """What the tab key lists behind `show.`: the functions of a notebook, and no more."""
    return __all__
