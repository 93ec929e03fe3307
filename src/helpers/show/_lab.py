"""What JupyterLab shows of a bundle: HTML in which every text is escaped, with the report's look, in light and dark.

The report never reads it. JupyterLab drops the style and the drawings where it does not trust a notebook (one that came
by mail and was not run here): the words and the tables stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from helpers import clean
from helpers.cases._look import STYLE, linked
from helpers.charts import _key, _roles
from helpers.charts._sheet import Figure

PREVIEW = 20
WIDE = 1100  # pixels of an output from which the drawing for 1280 is shown; below, the one for 720
_LINK = re.compile(r"<(/?)a(?:\s[^>]*)?>")
_CLASS = re.compile(r'class="[fk]-([a-z0-9]+)"')
_FIGURE = """.casebook-figure{container-type:inline-size;margin:0;padding:.75rem .75rem .5rem;background:var(--page);
color:var(--ink);border-block-start:2px solid var(--ink);font:400 15px/1.45 -apple-system,"Segoe UI",Roboto,"Noto Sans",
"Liberation Sans",Arial,sans-serif}
.casebook-figure p{margin:0}.casebook-figure .title{font-weight:700;font-size:19px;line-height:1.3;text-wrap:balance}
.casebook-figure ul.key{display:flex;flex-wrap:wrap;gap:4px 20px;margin:8px 0 0;padding:0;list-style:none}
.casebook-figure ul.key li{display:flex;align-items:center;gap:6px;margin:0}
.casebook-figure ul.key,.casebook-figure .small{color:var(--muted);font-size:13px}
.casebook-figure .drawing{margin-block:12px 8px;direction:ltr}
.casebook-figure .drawing svg{display:block;inline-size:100%;block-size:auto;
font-family:-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",Arial,sans-serif}
.casebook-figure .w720{max-inline-size:54rem}.casebook-figure .key svg{flex:none;overflow:visible}
.casebook-figure .source{border-block-start:1px solid var(--rule);padding-block-start:6px;margin-block-start:8px}
"""


def table(columns: Sequence[Mapping[str, Any]], rows: Sequence[Sequence[Any]], caption: str) -> str:
    """A table of a bundle: its first rows, and how many more the report has."""
    head = "".join(f"<th{_side(column)}>{escape(str(column['label']))}</th>" for column in columns)
    body = "".join(
        f"<tr>{''.join(_cell(column, cell) for column, cell in zip(columns, row, strict=True))}</tr>"
        for row in rows[:PREVIEW]
    )
    more = f"<p>{len(rows) - PREVIEW:,} more rows in the report.</p>" if len(rows) > PREVIEW else ""
    return (
        f'{STYLE}<div class="casebook-wide"><table class="casebook-table"><caption>{_seen(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>{more}"
    )


def _side(column: Mapping[str, Any]) -> str:
    return ' class="n"' if column.get("align") == "end" else ""


def _cell(column: Mapping[str, Any], value: Any) -> str:
    if value is None or value == []:
        return f"<td><i>{escape(str(column.get('missing', 'not stated')))}</i></td>"
    text = "; ".join(map(str, value)) if isinstance(value, list) else _number(value)
    return f"<td{_side(column)} dir=auto>{linked(text)}</td>"


def _number(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


def _seen(text: str) -> str:
    return escape(clean.visible(text))


def figure(figure: Figure, caption: str, source: str) -> str:
    """A figure as the report has it: title, subtitle, key, the drawing that suits the width, notes, caption, source."""
    key = "".join(f"<li>{_key.swatch(entry)}<span>{_seen(entry['label'])}</span></li>" for entry in figure.key)
    drawn = [(width, figure.drawings[width]) for width in (1280, 720) if width in figure.drawings]
    drawings = "".join(f'<div class="drawing w{width}">{_unlinked(svg)}</div>' for width, svg in drawn)
    notes = " ".join(_seen(words) for words in figure.notes if words)
    parts = [
        f'<p class="title">{_seen(figure.title)}</p>',
        f"<p>{_seen(figure.subtitle)}</p>" if figure.subtitle else "",
        f'<ul class="key">{key}</ul>' if key else "",
        drawings,
        f'<p class="small">{notes}</p>' if notes else "",
        f"<p>{_seen(caption)}</p>" if caption else "",
        f'<p class="small source">Source: {_seen(source)}</p>' if source else "",
    ]
    inside = "".join(parts)
    return f'<style>{_style(inside, len(drawn))}</style><figure class="casebook-figure cb-fig">{inside}</figure>'


def _unlinked(svg: str) -> str:
    """The drawing without its links to rows: JupyterLab trips over a link in a drawing, and shows an error below it."""
    return _LINK.sub(lambda found: f"<{found.group(1)}g>", svg)


def _style(inside: str, n_drawings: int) -> str:
    """The rules of one figure: its look, the colours that it uses by day and by night, and which drawing is shown."""
    page = ("page", "ink", "muted", "rule")
    used = sorted({*page, *_CLASS.findall(inside)} & set(_roles.TOKENS))
    follow = "".join(
        f".cb-fig .f-{name}{{fill:var(--{name})}}.cb-fig .k-{name}{{stroke:var(--{name})}}" for name in used
    )
    which = (
        f".casebook-figure .w1280{{display:none}}@container (min-width:{WIDE}px)"
        "{.casebook-figure .w1280{display:block}.casebook-figure .w720{display:none}}"
    )
    return (
        f".casebook-figure{{{_values(used, 0)}}}"
        f'@media screen{{[data-jp-theme-light="false"] .casebook-figure{{{_values(used, 1)}}}}}'
        f"{_FIGURE}{follow}{which if n_drawings > 1 else ''}"
    )


def _values(names: Iterable[str], column: int) -> str:
    return "".join(f"--{name}:{_roles.TOKENS[name][column]};" for name in names)
