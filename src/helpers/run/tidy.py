"""Taking out of an executed notebook what differs from run to run and says nothing about the case."""

from __future__ import annotations

import re
from typing import Any

from helpers.errors import ReportError
from helpers.run.words import INJECTED, place

WIDGETS = ("application/vnd.jupyter.widget-view+json", "application/vnd.jupyter.widget-state+json")
ADDRESS = re.compile(r"(?<= at )0x[0-9a-fA-F]{6,}")
STYLER = re.compile(r'<table id="(T_[0-9a-f]{5,})"')


def tidy(notebook: Any, own_ids: bool) -> Any:
    """Returns the notebook without papermill's times and paths, widgets, versions, and random ids.

    `own_ids` says that the file has cell ids; otherwise they were just made up, and become `cell-1`, `cell-2` ...
    """
    for gone in ("papermill", "widgets"):
        notebook.metadata.pop(gone, None)
    notebook.metadata.get("language_info", {}).pop("version", None)
    number = styled = 0
    for cell in notebook.cells:
        for gone in ("papermill", "execution"):
            cell.metadata.pop(gone, None)
        if not cell.metadata.get("tags", True):
            del cell.metadata["tags"]
        if INJECTED not in cell.metadata.get("tags", []):
            number += 1
            cell["id"] = cell["id"] if own_ids else f"cell-{number}"
        for output in cell.get("outputs", []):
            styled = _tidy_data(output.get("data", {}), styled)
            if "text" in output:
                output["text"] = ADDRESS.sub("0x0", output["text"])
    return notebook


def _tidy_data(data: dict[str, Any], styled: int) -> int:
    for gone in WIDGETS:
        data.pop(gone, None)
    if "text/plain" in data:  # <Axes at 0x7f...>: another address in every run
        data["text/plain"] = ADDRESS.sub("0x0", data["text/plain"])
    html = data.get("text/html", "")
    for found in dict.fromkeys(STYLER.findall(html)):  # pandas' Styler names its tables at random
        styled += 1
        html = html.replace(found, f"T_{styled:05d}")
    if styled and "text/html" in data:
        data["text/html"] = html
    return styled


def check_complete(notebook: Any, name: str) -> None:
    """A `ReportError` if a cell was not executed: `sys.exit()` ends a notebook, and papermill calls that a success."""
    for index, cell in enumerate(notebook.cells):
        skipped = "skip-execution" in cell.metadata.get("tags", [])
        if cell.cell_type == "code" and cell.source.strip() and not skipped and cell.execution_count is None:
            where = place(name, notebook, index)
            raise ReportError(f"{where}: the notebook ended before this cell. Take out the `exit` above it.")
