"""How a failed cell is named: the notebook, the cell's number from the top, and its first line."""

from __future__ import annotations

from typing import Any

INJECTED = "injected-parameters"


def place(name: str, notebook: Any, index: int) -> str:
    """`10-timeline, cell 4 (events = c.table("events"))`; cells count from 1, Markdown included, as in JupyterLab."""
    before = [cell for cell in notebook.cells[: index + 1] if INJECTED not in cell.metadata.get("tags", [])]
    lines = [line.strip() for line in notebook.cells[index].source.splitlines() if line.strip()]
    return f"{name}, cell {len(before)} ({lines[0][:100] if lines else ''})"
