"""vis-timeline: `items` and `groups` as JSON.

Format: https://visjs.github.io/vis-timeline/docs/timeline/#Data_Format. What is known to the day is a box on that day;
what is known less exactly is a range, from its first day to the day after its last. `content` and `title` are HTML
there, so that texts are escaped here. `edtf`, `precision` and `when` are fields of ours.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

from helpers.cases import Case
from helpers.exports._events import Event
from helpers.exports._files import put_json

ABOUT = "vis-timeline: items and groups as JSON"


def write(events: list[Event], case: Case, folder: Path) -> list[Path]:
    """Writes `<case>.vis-timeline.json`."""
    kinds = list(dict.fromkeys(event.kind for event in events))
    groups = [{"id": kind, "content": escape(kind or "other")} for kind in kinds]
    whole = {"items": [_item(event) for event in events], "groups": groups}
    return [put_json(folder / f"{case.name}.vis-timeline.json", whole)]


def _item(event: Event) -> dict[str, Any]:
    known = event.first or event.last
    assert known is not None
    item: dict[str, Any] = {"id": event.id, "content": escape(event.title), "start": known.isoformat()}
    if not event.exact and event.first and event.after:
        item |= {"type": "range", "end": event.after.isoformat()}
    else:
        item["type"] = "box"
    shown = [event.words, *event.lines()]
    item |= {"group": event.kind, "title": "<br>".join(map(escape, shown))}
    item["className"] = f"casebook-{event.status} casebook-{event.method}"
    return item | {"edtf": event.edtf, "precision": event.precision, "when": event.words}
