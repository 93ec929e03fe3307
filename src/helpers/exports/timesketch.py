"""Timesketch: one row for each event, and one for its first report, as CSV and as JSONL.

Format: https://timesketch.org/guides/user/import-from-json-csv/. It knows moments alone, so that a date is its first
instant; `timestamp_desc` says of what, `precision` and `edtf` how exactly it is known, `datetime_end` its last second.
Days here have no zone: their instants are those of UTC, and `zone` says so.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from helpers import dates
from helpers.cases import Case
from helpers.exports._events import Event
from helpers.exports._files import put, put_csv

ABOUT = "Timesketch: CSV and JSONL, with explicit offsets"
COLUMNS = ("message", "timestamp", "datetime", "timestamp_desc", "datetime_end", "edtf", "precision", "zone",
           "event_id", "what", "kind", "status", "n_origins", "origins", "actors", "conflicts", "weak", "method",
           "claims", "case")  # fmt: skip
NO_ZONE = "none stated; instants are in UTC"


def write(events: list[Event], case: Case, folder: Path) -> list[Path]:
    """Writes `<case>.timesketch.csv` and `<case>.timesketch.jsonl`."""
    rows = [row for event in events for row in _rows(event, case)]
    lines = "".join(json.dumps({name: row[name] for name in COLUMNS}, ensure_ascii=False) + "\n" for row in rows)
    return [
        put_csv(folder / f"{case.name}.timesketch.csv", COLUMNS, rows),
        put(folder / f"{case.name}.timesketch.jsonl", lines),
    ]


def _rows(event: Event, case: Case) -> Iterator[dict[str, Any]]:
    about: dict[str, Any] = {"event_id": event.id, "what": event.what, "kind": event.kind, "status": event.status}
    about |= {"n_origins": event.n_origins, "origins": list(event.origins), "actors": list(event.actors)}
    about |= {"conflicts": list(event.conflicts), "weak": event.weak, "method": event.method}
    about |= {
        "claims": list(event.claims),
        "case": case.name,
        "zone": NO_ZONE,
        "message": " ".join(event.title.split()),
    }
    yield about | _moment("Event", event.edtf, event.precision, event.first, event.last)
    if event.reported:
        exact = dates.precision(event.reported) + (", about" if dates.about(event.reported) else "")
        yield about | _moment("First report", event.reported, exact, *dates.span(event.reported))


def _moment(what: str, edtf: str, precision: str, first: date | None, last: date | None) -> dict[str, Any]:
    """The instant at which it can have begun; of what has an open beginning, the last one that is known."""
    known = first or last
    assert known is not None
    at = datetime.combine(known, time(), UTC) if first else _end(known)
    which = f"first instant of the {precision}" if first else "last instant, the beginning is open"
    which = "first instant, the end is open" if not last else which
    micros = (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
    told = {"timestamp": micros, "datetime": at.isoformat(), "timestamp_desc": f"{what}: {which}"}
    return told | {"datetime_end": _end(last).isoformat() if last else "", "edtf": edtf, "precision": precision}


def _end(day: date) -> datetime:
    return datetime.combine(day, time(23, 59, 59), UTC)
