"""A timeline and a map of ties as specifications of Vega, which JupyterLab draws itself: nothing to fetch or install.

Vega-Lite 5 and Vega 5 are part of JupyterLab 4. Every text of the data is a text on a canvas or in a tooltip that
escapes it; no address in the data becomes a link.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import pandas as pd

from helpers import clean, dates
from helpers.charts import _roles
from helpers.show._cells import column_of

LITE, FULL = "application/vnd.vegalite.v5+json", "application/vnd.vega.v5+json"
ENDS = (("from_name", "to_name"), ("actor_name", "other_name"), ("from_actor", "to_actor"), ("actor", "other"))
_DATES = ("date", "event_date", "published", "period", "created_at", "published_at", "shared_at", "captured_at")
_NAMES = ("title", "what", "name", "text", "claimant", "outlet", "origin", "platform", "id")
_LANES = ("status", "kind", "platform", "claimant", "outlet", "source")
OWN_LINE = 60  # marks: as many can have a line each, with their name beside it
LONGEST = 120
WIDTH = 820
Bundle = dict[str, Any]


def explorable(table: pd.DataFrame, columns: Sequence[Mapping[str, Any]]) -> Bundle | None:
    """The figure's table as a map where it has ties, as a timeline where it has dates; None where it has neither."""
    ends = next((pair for pair in ENDS if set(pair) <= set(table.columns)), None)
    if ends and len(table):
        return {FULL: ties(table, ends)}
    if {"day", "n"} <= set(table.columns) and len(table):
        return {LITE: days(table)}
    spans = _spans(table)
    return {LITE: timeline(table, spans, columns)} if spans else None


def _text(value: Any) -> str:
    said = "; ".join(value) if isinstance(value, list) else "not stated" if value is None else str(value)
    seen = clean.visible(" ".join(said.split()))
    return seen if len(seen) <= LONGEST else f"{seen[: LONGEST - 1]}…"


def _look() -> Bundle:
    """The ground and the colours of the report by day: on any theme of JupyterLab they can be read."""
    ink, muted, rule = (_roles.light(name) for name in ("ink", "muted", "rule"))
    words = {"labelColor": muted, "titleColor": ink, "gridColor": rule, "domainColor": muted, "tickColor": muted}
    colours = [_roles.light(name) for name in (*_roles.KINDS, "dot", "hot")]
    font = '-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",Arial,sans-serif'
    range_ = {"category": colours}
    return {"background": _roles.light("page"), "font": font, "range": range_, "axis": words, "legend": words}


# ---------------------------------------------------------------- a timeline


def _spans(table: pd.DataFrame) -> list[tuple[date, date] | None]:
    """The days of each row: from `start` to `end`, or those of its date; empty where no row has any."""
    if {"start", "end"} <= set(table.columns):
        found = [_days(a, b) for a, b in zip(table["start"], table["end"], strict=True)]
        if any(found):
            return found
    for name in _DATES:
        if name in table.columns:
            found = [_days(value, value) for value in table[name]]
            if any(found):
                return found
    return []


def _days(first: Any, last: Any) -> tuple[date, date] | None:
    ends: list[date] = []
    for n, value in enumerate((first, last)):
        if isinstance(value, pd.Timestamp) and value is not pd.NaT:
            ends.append(value.date())
        elif (
            isinstance(value, str) and dates.valid(value) and (day := dates.span(value)[n] or dates.span(value)[1 - n])
        ):
            ends.append(day)
    return (ends[0], max(ends)) if len(ends) == 2 else None


def timeline(
    table: pd.DataFrame, spans: Sequence[tuple[date, date] | None], columns: Sequence[Mapping[str, Any]]
) -> Bundle:
    """A timeline to zoom with the wheel and to move with the mouse; a mark is as long as its days, and says its row."""
    rows = table.to_dict("records")
    name = next((one for one in _NAMES if one in table.columns), str(table.columns[0]))
    kind = next((one for one in _LANES if one in table.columns and table[one].nunique() > 1), None)
    values = []
    for row, span in zip(rows, spans, strict=True):
        if span:
            about = {f"t{n}": _text(column_of(row, column["name"])) for n, column in enumerate(columns)}
            title = _text(column_of(row, name))
            lane = _text(column_of(row, kind)) if kind else "all"
            ends = {"a": span[0].isoformat(), "b": (span[1] + timedelta(days=1)).isoformat()}
            values.append({"title": title, "lane": lane, "days": (span[1] - span[0]).days + 1, **ends, **about})
    own = len(values) <= OWN_LINE
    lane = "title" if own else "lane"
    tips = [{"field": f"t{n}", "title": _text(column["label"])} for n, column in enumerate(columns)]
    shared = {
        "y": {"field": lane, "type": "nominal", "title": None, "sort": {"field": "a", "op": "min"},
              "axis": {"labelLimit": 330, "grid": True}},
        "color": {"field": "lane", "type": "nominal", "title": kind and kind.replace("_", " "),
                  "legend": {"orient": "top"} if kind else None},
        "opacity": {"condition": {"param": "chosen", "value": 1}, "value": 0.15},
        "tooltip": tips or {"field": "title"},
    }  # fmt: skip
    x = {"field": "a", "type": "temporal", "scale": {"type": "utc"}, "title": None, "axis": {"orient": "top"}}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "description": f"A timeline of {len(values)} rows.",
        "config": _look(),
        "width": WIDTH - (340 if own else 120),
        "height": {"step": 18 if own else 34},
        "data": {"values": values, "format": {"parse": {"a": "utc:'%Y-%m-%d'", "b": "utc:'%Y-%m-%d'"}}},
        "layer": [
            {
                "params": [
                    {"name": "zoom", "select": {"type": "interval", "encodings": ["x"]}, "bind": "scales"},
                    {"name": "chosen", "select": {"type": "point", "fields": ["lane"]}, "bind": "legend"},
                ],
                "mark": {"type": "bar", "height": 10, "minBandSize": 4, "cornerRadius": 1},
                "encoding": {"x": x, "x2": {"field": "b"}, **shared},
            },
            {
                "transform": [{"filter": "datum.days < 3"}],
                "mark": {"type": "tick", "thickness": 3, "height": 14},
                "encoding": {"x": x, **shared},
            },
        ],
    }


def days(table: pd.DataFrame) -> Bundle:
    """A bar for each day, to zoom with the wheel and to move with the mouse; a click on the key takes one kind out."""
    kind = next((one for one in _LANES if one in table.columns), None)
    values = [
        {"day": str(row["day"])[:10], "n": int(row["n"]), "kind": _text(row[kind]) if kind else "all"}
        for row in table.to_dict("records")
    ]
    x = {"field": "day", "type": "temporal", "timeUnit": "utcyearmonthdate", "scale": {"type": "utc"}, "title": None}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "description": f"A bar for each of {len(values)} days.",
        "config": _look(),
        "width": WIDTH - 170,
        "height": 260,
        "data": {"values": values, "format": {"parse": {"day": "utc:'%Y-%m-%d'"}}},
        "params": [
            {"name": "zoom", "select": {"type": "interval", "encodings": ["x"]}, "bind": "scales"},
            {"name": "chosen", "select": {"type": "point", "fields": ["kind"]}, "bind": "legend"},
        ],
        "mark": {"type": "bar", "minBandSize": 2},
        "encoding": {
            "x": x,
            "y": {"field": "n", "type": "quantitative", "stack": True, "title": "n"},
            "color": {"field": "kind", "type": "nominal", "title": kind},
            "opacity": {"condition": {"param": "chosen", "value": 1}, "value": 0.15},
            "tooltip": [{"field": "kind"}, {"field": "day", "type": "temporal", "format": "%Y-%m-%d"}, {"field": "n"}],
        },
    }


# ---------------------------------------------------------------- a map of ties


def ties(table: pd.DataFrame, ends: tuple[str, str]) -> Bundle:
    """A map whose actors can be taken and moved; a line is a tie and says its kind, its date and what is stated."""
    rows = table.to_dict("records")
    names = list(dict.fromkeys(_text(column_of(row, end)) for row in rows for end in ends))
    place = {name: n for n, name in enumerate(names)}
    links: list[Bundle] = []
    for row in rows:
        one, other = (place[_text(column_of(row, end))] for end in ends)
        said = {key: _text(column_of(row, key)) for key in ("kind", "date", "what") if key in table.columns}
        tip = {"from": names[one], "to": names[other], **said}
        links.append({"source": one, "target": other, "kind": said.get("kind", "tie"), "tip": tip})
    count = [sum(n in (link["source"], link["target"]) for link in links) for n in range(len(names))]
    height = min(900, 420 + 6 * len(names))
    middle = {"cx": WIDTH / 2, "cy": height / 2}  # Vega takes the goal of these forces from the data alone
    nodes = [{"name": name, "n": n, **middle} for name, n in zip(names, count, strict=True)]
    return {
        "$schema": "https://vega.github.io/schema/vega/v5.json",
        "description": f"A map of {len(nodes)} actors and {len(links)} ties.",
        "config": _look(),
        "background": _roles.light("page"),
        "width": WIDTH,
        "height": height,
        "padding": 8,
        "signals": _moved(height),
        "data": [{"name": "actors", "values": nodes}, {"name": "ties", "values": links}],
        "scales": [
            {"name": "kinds", "type": "ordinal", "range": "category", "domain": {"data": "ties", "field": "kind"}}
        ],
        "legends": [{"stroke": "kinds", "orient": "bottom", "columns": 5, "symbolType": "stroke"}],
        "marks": [_nodes(height), _lines(), _labels()],
    }


def _moved(height: int) -> list[Bundle]:
    """An actor follows the mouse while it is held, and stays where it is let go."""
    held = "fixed && {node: fixed, x: clamp(x(), 8, %d), y: clamp(y(), 8, %d)}" % (WIDTH - 8, height - 8)  # noqa: UP031
    return [
        {"name": "fixed", "value": None, "on": [
            {"events": "@nodes:pointerdown", "update": "item()"},
            {"events": "window:pointerup", "update": "null"},
        ]},
        {"name": "moved", "value": None, "on": [
            {"events": "[@nodes:pointerdown, window:pointerup] > window:pointermove!", "update": held},
        ]},
        {"name": "restart", "value": False, "on": [{"events": {"signal": "moved"}, "update": "moved ? true : false"}]},
    ]  # fmt: skip


def _nodes(height: int) -> Bundle:
    colour, ground = _roles.light("ink"), _roles.light("card")
    forces = [
        {"force": "center", "x": WIDTH / 2, "y": height / 2},
        {"force": "collide", "radius": 34},
        {"force": "nbody", "strength": -420},
        {"force": "x", "x": "datum.cx", "strength": 0.03},
        {"force": "y", "y": "datum.cy", "strength": 0.06},
        {"force": "link", "links": "ties", "distance": 120},
    ]
    return {
        "name": "nodes",
        "type": "symbol",
        "zindex": 1,
        "from": {"data": "actors"},
        "on": [
            {"trigger": "moved", "modify": "moved && moved.node", "values": "{fx: moved.x, fy: moved.y}"},
        ],
        "encode": {
            "enter": {
                "fill": {"value": ground}, "stroke": {"value": colour}, "strokeWidth": {"value": 1.4},
                "size": {"signal": "60 + 40 * datum.n"}, "cursor": {"value": "grab"},
                "tooltip": {"signal": "{actor: datum.name, ties: datum.n}"},
            },
        },
        "transform": [
            {"type": "force", "iterations": 300, "restart": {"signal": "restart"}, "signal": "force", "static": False,
             "forces": forces},
        ],
    }  # fmt: skip


def _lines() -> Bundle:
    return {
        "type": "path",
        "from": {"data": "ties"},
        "interactive": True,
        "encode": {
            "update": {"stroke": {"scale": "kinds", "field": "kind"}, "strokeWidth": {"value": 1.8},
                       "tooltip": {"signal": "datum.tip"}},
            "hover": {"strokeWidth": {"value": 4}},
        },
        "transform": [
            {"type": "linkpath", "require": {"signal": "force"}, "shape": "line", "sourceX": "datum.source.x",
             "sourceY": "datum.source.y", "targetX": "datum.target.x", "targetY": "datum.target.y"},
        ],
    }  # fmt: skip


def _labels() -> Bundle:
    return {
        "type": "text",
        "zindex": 2,
        "interactive": False,
        "from": {"data": "nodes"},
        "encode": {
            "enter": {
                "text": {"field": "datum.name"},
                "align": {"value": "center"},
                "fontSize": {"value": 12},
                "fill": {"value": _roles.light("ink")},
                "stroke": {"value": _roles.light("page")},
                "strokeWidth": {"value": 0},
            },
            "update": {
                "x": {"field": "x"},
                "y": {"signal": "datum.y - 6 - sqrt(datum.size) / 2"},
            },
        },
    }
