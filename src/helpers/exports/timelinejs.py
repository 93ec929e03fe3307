"""TimelineJS 3 of Knight Lab: its JSON, and the sheet that it reads from a spreadsheet, as CSV.

Format: https://timeline.knightlab.com/docs/json-format.html. A date has a year, and a month and a day only where they
are known; `display_date` says it in words. Headline and text are HTML there, so that texts are escaped here.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

from helpers.cases import Case
from helpers.exports._events import Event, Point
from helpers.exports._files import put_csv, put_json

ABOUT = "TimelineJS: JSON, and the sheet as CSV"
SHEET = ("Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time", "Display Date",
         "Headline", "Text", "Media", "Media Credit", "Media Caption", "Media Thumbnail", "Type", "Group",
         "Background")  # fmt: skip


def write(events: list[Event], case: Case, folder: Path) -> list[Path]:
    """Writes `<case>.timelinejs.json` and `<case>.timelinejs.csv`; the title slide is the case's own."""
    title = {"headline": escape(case.title), "text": _paragraphs([case.question])}
    whole = {"title": {"text": title}, "events": [_slide(event) for event in events], "scale": "human"}
    rows = [{"Headline": title["headline"], "Text": title["text"], "Type": "title"}, *map(_row, events)]
    return [
        put_json(folder / f"{case.name}.timelinejs.json", whole),
        put_csv(folder / f"{case.name}.timelinejs.csv", SHEET, rows),
    ]


def _ends(event: Event) -> tuple[Point, Point | None]:
    """The slide's start, which it must have, and its end: of what has an open beginning, only the end is known."""
    start, end = event.ends
    known = start or end
    assert known is not None
    return known, end if start else None


def _slide(event: Event) -> dict[str, Any]:
    start, end = _ends(event)
    slide: dict[str, Any] = {"unique_id": event.id, "start_date": _date(start), "display_date": event.words}
    slide |= {"end_date": _date(end)} if end else {}
    slide |= {"group": event.kind} if event.kind else {}
    return slide | {"text": {"headline": escape(event.title), "text": _paragraphs(event.lines())}}


def _date(point: Point) -> dict[str, int]:
    parts = {"year": point.year, "month": point.month, "day": point.day}
    return {name: value for name, value in parts.items() if value is not None}


def _row(event: Event) -> dict[str, Any]:
    start, end = _ends(event)
    row: dict[str, Any] = {"Year": start.year, "Month": start.month, "Day": start.day, "Display Date": event.words}
    row |= {"End Year": end.year, "End Month": end.month, "End Day": end.day} if end else {}
    return row | {"Headline": escape(event.title), "Text": _paragraphs(event.lines()), "Group": event.kind}


def _paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in lines)
