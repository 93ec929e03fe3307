"""CSV: the whole table of events, its dates as EDTF; what has no date stands in it too.

`date` keeps its precision (2020-04, 2021-09/2022-01, 2020~); `first_day` and `last_day` are the days it can have been.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from helpers.cases import Case
from helpers.exports._events import Event
from helpers.exports._files import put_csv

ABOUT = "CSV with the dates as EDTF"
UNDATED = True
COLUMNS = ("id", "date", "precision", "first_day", "last_day", "when", "title", "what", "kind", "status", "reported",
           "n_origins", "origins", "outlets", "actors", "conflicts", "weak", "method", "claims", "notes")  # fmt: skip


def write(events: list[Event], case: Case, folder: Path) -> list[Path]:
    """Writes `<case>.events.csv`."""
    return [put_csv(folder / f"{case.name}.events.csv", COLUMNS, map(_row, events))]


def _row(event: Event) -> dict[str, object]:
    days: dict[str, object] = {
        "date": event.edtf,
        "first_day": event.first,
        "last_day": event.last,
        "when": event.words,
        "precision": event.precision,
    }
    return asdict(event) | {name: str(value or "") for name, value in days.items()}
