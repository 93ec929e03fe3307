"""The figures as files: figures/<name>.svg, and the table behind each as figures/<name>.csv.

A cell of the CSV file that begins with = + - or @ would run as a formula in a spreadsheet; it gets an apostrophe in
front, and the page and the manifest say how many did. The CSV holds what the bundle holds: dates as typed, numbers
ungrouped.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any

from helpers import clean
from helpers.charts import _saved
from helpers.charts._sheet import Figure
from helpers.errors import ReportError
from helpers.report.html import safe
from helpers.report.html.notes import slug

Bundle = Mapping[str, Any]
FOLDER = "figures"


def file_name(name: str) -> str:
    """The figure's name as a file name and an id; a `ReportError` if it is not one."""
    if slug(name) != name:
        raise ReportError(f'A figure is named "{name}". Use small letters, digits and hyphens, as in "event-strip".')
    return name


def table_csv(bundle: Bundle) -> tuple[str, int]:
    """The table behind a figure as CSV, its evidence as the last column, and how many cells were made harmless."""
    columns = [column["name"] for column in bundle["table"]["columns"]]
    out, changed = io.StringIO(), 0
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([safe.cell(name)[0] for name in (*columns, "evidence")])
    for row, evidence in zip(bundle["table"]["rows"], bundle["table"]["evidence"], strict=True):
        cells = [safe.cell(_flat(value)) for value in (*row, [f"{one['source']}:{one['row']}" for one in evidence])]
        changed += sum(was for _, was in cells)
        writer.writerow(["" if value is None else value for value, _ in cells])
    return out.getvalue(), changed


def _flat(value: Any) -> Any:
    return "; ".join(map(str, value)) if isinstance(value, list) else value


def files(bundle: Bundle, drawings: Mapping[str, str]) -> dict[str, bytes]:
    """The two files of a figure: its drawing for 1280 pixels with its title in it, and its table."""
    name = file_name(bundle["name"])
    said = {key: clean.without_controls(bundle[key]) for key in ("title", "subtitle", "alt", "source")}
    key = tuple({**entry, "label": clean.without_controls(entry["label"])} for entry in bundle["key"])
    svgs = {int(width): svg for width, svg in drawings.items()}
    figure = Figure(name, said["title"], said["subtitle"], said["alt"], key, svgs, dict(bundle["fingerprint"]))
    drawn = _saved.saved_file(figure, said["source"])
    made = {f"{FOLDER}/{name}.svg": drawn, f"{FOLDER}/{name}.csv": table_csv(bundle)[0]}
    return {path: text.encode("utf-8", "replace") for path, text in made.items()}
