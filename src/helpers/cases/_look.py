"""How a case and its tables look in a notebook: readable, escaped, cut to a length that can be read, and saying so.

JupyterLab asks IPython, and IPython asks here (`register`): for frames that are a table of the kit or a part of one,
and for what `c.find` returns. Every other frame looks as pandas has it.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from helpers import clean, dates, tables, wording

if TYPE_CHECKING:
    import pandas as pd

    from helpers.cases._model import Case

ROWS, COLUMNS, SIGNS, ITEMS = 20, 14, 160, 4
STYLE = """<style>
.casebook-wide{overflow-x:auto}
.casebook-table{border-collapse:collapse;margin:0;inline-size:max-content;color:var(--jp-ui-font-color1,currentColor)}
.casebook-table caption{caption-side:top;text-align:start;padding:0 0 .4em;max-inline-size:60em}
.casebook-table caption small,.casebook-table .w,.casebook-table i{color:var(--jp-ui-font-color2,inherit);
font-size:1em;font-style:normal}
.casebook-table th,.casebook-table td{text-align:start!important;vertical-align:top;padding:.3em .9em .3em 0;
max-inline-size:26em;overflow-wrap:break-word;white-space:normal;border-bottom:1px solid var(--jp-border-color2,#bbb)}
.casebook-table th{border-bottom-width:2px;white-space:nowrap;font-weight:600}
.casebook-table .n{text-align:end!important;font-variant-numeric:tabular-nums}
</style>"""


def register() -> None:
    """Tells the notebook that runs here how tables of the kit look; nothing outside IPython."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell is not None:
        formatter = shell.display_formatter.formatters["text/html"]
        for module in ("pandas", "pandas.core.frame"):  # since pandas 3, and before
            formatter.for_type_by_name(module, "DataFrame", frame_html)


# ---------------------------------------------------------------- a table


def frame_html(frame: pd.DataFrame) -> str:
    """The frame as HTML: its first rows and columns, and in the caption how many of how many; nothing in it is markup.

    A moment is cut at its precision, what is missing is said in the table's own words, `source` and `row` stand
    together as `where`. A frame that is no table of the kit, or has an index of its own, looks as pandas has it.
    """
    known = tables.TABLES.get(str(frame.attrs.get("table", "")))
    sought = "found" in frame.attrs and "cite" in frame.columns
    plain = frame.index.nlevels == 1 and frame.index.name is None and frame.columns.is_unique
    if not (known or sought) or not plain or frame.columns.nlevels > 1:
        html: str = frame._repr_html_()
        return html
    part = frame.head(ROWS)
    names = _chosen(part)
    rows = part.to_dict("records")
    where = {"source", "row"} <= set(frame.columns) and not sought
    head = "".join(_head(name, known) for name in names) + ('<th title="file:row">where</th>' if where else "")
    body = "".join(f"<tr>{_row(row, names, known, where)}</tr>" for row in rows)
    caption = _sought(frame) if sought else _caption(frame, part, names, str(frame.attrs["table"]))
    return (
        f'{STYLE}<div class="casebook-wide"><table class="casebook-table"><caption>{caption}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _chosen(part: pd.DataFrame) -> list[str]:
    """The columns that say something in these rows, without the way back and the companions of moments."""
    names = [str(name) for name in part.columns]
    companions = {f"{name}_{suffix}" for name in names for suffix in tables.COMPANIONS}
    aside = companions | ({"source", "row"} if {"source", "row"} <= set(names) else set())
    said = [name for name in part.columns if str(name) not in aside and (part[name].notna().any() or not len(part))]
    return said[:COLUMNS]


def _caption(frame: pd.DataFrame, part: pd.DataFrame, names: Sequence[str], table: str) -> str:
    rows = wording.many(len(frame), "row")
    if len(part) < len(frame):
        rows = f"the first {len(part)} of {rows}"
    shown = {*names, "source", "row", *(f"{n}_{s}" for n in names for s in tables.COMPANIONS)}
    others = [str(name) for name in frame.columns if name not in shown]
    others = [name for name in others if not any(name == f"{o}_{s}" for o in others for s in tables.COMPANIONS)]
    silent = [name for name in others if not part[name].notna().any()]
    left = [name for name in others if name not in silent]
    more = f" Not shown: {escape(', '.join(left))}." if left else ""
    more += f" Not stated here: {escape(', '.join(silent))}." if silent else ""
    return f"<b>{escape(table)}</b>: {rows}.<small>{more}</small>"


def _sought(frame: pd.DataFrame) -> str:
    found: Mapping[str, int] = frame.attrs["found"]
    total = sum(found.values())
    if not total:
        return f"<b>found</b>: nothing. {escape(frame.attrs.get('advice', ''))}"
    where = ", ".join(f"{name} {n:,}" for name, n in found.items())
    shown = min(len(frame), ROWS)
    rows = wording.many(total, "row") if shown == total else f"the first {shown} of {wording.many(total, 'row')}"
    return f"<b>found</b>: {rows}: {escape(where)}."


def _head(name: str, known: tables.Table | None) -> str:
    if known is None or name not in known.names:
        return f"<th>{escape(name)}</th>"
    column = known.column(name)
    unit = f", in {column.unit}" if column.unit else ""
    return f'<th{_side(column.type)} title="{escape(f"{column.about}{unit} ({column.type})")}">{escape(name)}</th>'


def _side(kind: str) -> str:
    return ' class="n"' if kind in ("count", "number") else ""


def _row(row: Mapping[str, Any], names: Sequence[str], known: tables.Table | None, where: bool) -> str:
    cells = []
    for name in names:
        column = known.column(name) if known and name in known.names else None
        text = cell(row, name)
        if text is None:
            cells.append(f"<td><i>{escape(_missing(column))}</i></td>")
        else:
            cells.append(f"<td{_side(column.type) if column else ''} dir=auto>{linked(text)}</td>")
    if where:
        back = _short(f"{row['source']}:{row['row']}")
        cells.append(f'<td class="w">{escape(back)}</td>')
    return "".join(cells)


def _missing(column: tables.Column | None) -> str:
    return "not stated" if column is None or column.missing == "never" else column.missing.partition(":")[0]


def linked(text: str) -> str:
    """The text escaped and cut, with its hidden signs made visible; an address of the web as a link to it."""
    shown = escape(_short(text))
    if not text.startswith(("http://", "https://")) or any(sign.isspace() for sign in text):
        return shown
    return f'<a href="{escape(text)}" target="_blank" rel="noopener noreferrer">{shown}</a>'


def _short(text: str) -> str:
    seen = clean.visible(text[: SIGNS * 2])
    return seen if len(text) <= SIGNS else f"{seen[:SIGNS].rstrip()} … ({len(text):,} signs)"


def cell(row: Mapping[str, Any], name: str) -> str | None:
    """One cell as text, None where nothing is stated; a moment is cut at the precision that stands beside it."""
    value: Any = row.get(name)
    if isinstance(value, (list, tuple)):
        items = [str(one) for one in value]
        rest = f"; and {len(items) - ITEMS} more" if len(items) > ITEMS else ""
        return "; ".join(items[:ITEMS]) + rest if items else None
    if wording.said(value) == "not stated" and not isinstance(value, str):
        return None
    if hasattr(value, "isoformat"):
        return dates.cut(value, str(row.get(f"{name}_precision"))) if hasattr(value, "tzinfo") else str(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}" if name.startswith("n_") else str(value)
    return f"{value:.6g}" if isinstance(value, float) else str(value)


# ---------------------------------------------------------------- a case


def case_html(case: Case) -> str:
    """The case as HTML: what it asks, its tables with their rows, and whether they are up to date."""
    rows = "".join(
        f'<tr><td>{escape(name)}</td><td class="n">{n:,}</td><td class="w">{escape(tables.get(name).about)}</td></tr>'
        for name, n in _counts(case).items()
    )
    body = (
        f"<thead><tr><th>table</th><th class=n>rows</th><th>what</th></tr></thead><tbody>{rows}</tbody>" if rows else ""
    )
    return (
        f'{STYLE}<table class="casebook-table"><caption><b>{escape(clean.visible(case.title))}</b> '
        f"<small>({escape(case.name)})</small><br>{escape(clean.visible(case.question))}<br>"
        f"<small>{escape(_state(case))}</small></caption>{body}</table>"
    )


def case_text(case: Case) -> str:
    """The case in two lines: its name and title, its tables with their rows and whether they are up to date."""
    counts = ", ".join(f"{name} {n:,}" for name, n in _counts(case).items()) or "no tables"
    return f"Case {case.name}: {case.title}\n{counts}. {_state(case)}"


def _counts(case: Case) -> dict[str, int]:
    return {name: entry["rows"] for name, entry in case.built.get("tables", {}).items()}


def _state(case: Case) -> str:
    changed = case.stale()
    if not changed:
        return "The tables are up to date."
    said = wording.listed(changed, 3)
    return f"The tables are older than the evidence: {said}. Run `casebook build {case.name}`."
