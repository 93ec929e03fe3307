"""Versions of one text: what each changed, as parts that are the same, gone or new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd

from helpers import clean, similarity
from helpers.errors import TableError
from helpers.show._cells import plain, row_evidence, shown_columns

_MARKED = {"gone": "del", "new": "ins", "cut": "i"}
_SIGNS = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}", "cut": "[{}]"}


def bundle(first: pd.DataFrame, versions: pd.DataFrame, columns: Mapping[str, str], cap: int) -> dict[str, Any]:
    """The first text and its versions as plain parts, with the cells of `columns` and their evidence."""
    if len(first) != 1:
        raise TableError(f"The first text is {len(first)} rows. Give the one row that the versions are held against.")
    text = str(first["text"].iloc[0])
    shown = shown_columns(versions, columns)
    parts = [similarity.around(similarity.parts(text, str(other))) for other in versions["text"].head(cap)]
    return {
        "shown": len(parts),
        "total": len(versions),
        "columns": shown,
        "first": _entries(first, [[("same", text)]], shown)[0],
        "versions": _entries(versions.head(cap), parts, shown),
    }


def _entries(
    frame: pd.DataFrame, parts: Sequence[Sequence[tuple[str, str]]], shown: Sequence[Mapping[str, str]]
) -> list[dict[str, Any]]:
    cells = plain(frame, shown)
    evidence = row_evidence(frame, None)
    return [
        {"cells": row, "parts": [list(part) for part in own], "evidence": rows}
        for row, own, rows in zip(cells, parts, evidence, strict=True)
    ]


def html(made: Mapping[str, Any], words: str) -> str:
    """The versions for JupyterLab: what is gone is struck out, what is new underlined."""
    items = "".join(f"<li>{_seen(one['parts'])}</li>" for one in made["versions"])
    return f"<p><b>{escape(words)}</b></p><p>{_seen(made['first']['parts'])}</p><ol>{items}</ol>"


def _seen(parts: Sequence[Sequence[str]]) -> str:
    made = []
    for kind, text in parts:
        tag, seen = _MARKED.get(kind), escape(clean.visible(text))
        made.append(f"<{tag}>{seen}</{tag}>" if tag else seen)
    return "".join(made)


def text(made: Mapping[str, Any], words: str) -> str:
    """The versions as text: `[-gone-]{+new+}`."""
    said = ["".join(_SIGNS[kind].format(part) for kind, part in one["parts"]) for one in made["versions"]]
    return "\n".join([words, *said])
