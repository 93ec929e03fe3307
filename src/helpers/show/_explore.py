"""Views to explore, for who sits in JupyterLab; a report, papermill and nbval get the static form of the same call."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from html import escape
from importlib.util import find_spec
from typing import Any

import pandas as pd

from helpers import clean
from helpers.show._cells import plain

MOST = 5_000  # rows that an explorable table takes into the notebook
LACKING = (
    'A table to explore needs one more package: pip install "casebook-kit[explore]", then restart the kernel. '
    "This is the static one."
)
NO_FORM = (
    "A figure can be explored where its table has dates or ties; this one has neither. "
    "show.table(frame, ..., explore=True) explores the table."
)
_STYLE = """<style>
.casebook-cell{max-inline-size:28em;white-space:normal!important;overflow-wrap:anywhere;vertical-align:top;
text-align:start!important}
.dt-container{background:transparent!important;color:inherit!important}
.dt-container input,.dt-container select,.dt-container .dt-paging-button{color:inherit!important;background:transparent}
.dt-container option{color:#000;background:#fff}
</style>"""
_shown_in: list[str] = []  # the cell whose output has the code that draws such tables


def asked_for() -> bool:
    """Whether somebody sits in front of this notebook: JupyterLab names the notebook to the kernel, a run does not."""
    return bool(os.environ.get("JPY_SESSION_NAME")) and not os.environ.get("CASEBOOK_READS")


def table(frame: pd.DataFrame, columns: Sequence[Mapping[str, Any]], caption: str) -> str | None:
    """The table as HTML that sorts, searches and pages without a network; None where `itables` is not installed.

    At most `MOST` rows: the notebook keeps them. Every cell is escaped.
    """
    if find_spec("itables") is None:
        return None
    from itables import init_notebook_mode, to_html_datatable

    part = frame.head(MOST)
    cells = [[_cell(cell, column) for cell, column in zip(row, columns, strict=True)] for row in plain(part, columns)]
    named = pd.DataFrame(cells, columns=[str(column["label"]) for column in columns], dtype=object).convert_dtypes()
    few = f" The first {MOST:,} of {len(frame):,} rows." if len(frame) > MOST else ""
    if not _has_code():
        init_notebook_mode(all_interactive=False, connected=False)
    made = to_html_datatable(
        named,
        connected=False,
        allow_html=False,
        maxBytes=0,
        showIndex=False,
        classes="display compact",
        style="width:100%;margin:0",
        columnDefs=[{"targets": "_all", "className": "dt-left casebook-cell"}],
        display_logo_when_loading=False,
        text_in_header_can_be_selected=True,
    )
    return f"{_STYLE}<p>{escape(clean.visible(caption + few))}</p>{made}"


def _has_code() -> bool:
    """Whether another cell of this notebook has shown the code that draws such tables, once, 0.9 MB."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    header = getattr(shell, "parent_header", None) or {}
    cell = str(header.get("metadata", {}).get("cellId", ""))
    if not _shown_in:
        _shown_in.append(cell)
    elif _shown_in[0] != cell:
        return True
    return False


def _cell(value: Any, column: Mapping[str, Any]) -> Any:
    if value is None:
        return None if column.get("align") == "end" else "not stated"
    if isinstance(value, list):
        return clean.visible("; ".join(map(str, value)))
    return clean.visible(value) if isinstance(value, str) else value
