"""JSON documents of a file, one a line or printed over several lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from helpers import scan, store


def documents(path: Path, encoding: str) -> Iterator[Any]:
    """Every document of the file, one a line or printed over several; None for a line that is none."""
    looked = scan.scan(path, quoted=False, header=False, encoding=encoding)
    lines = (line for line in scan.text_lines(path, looked, "\n") if line.strip())
    start = list(islice(lines, 2))
    lines.close()
    if _is_printed(start):
        for document in _printed(path):
            yield from document if isinstance(document, list) else [document]
        return
    for line in scan.text_lines(path, looked, "\n"):
        if line.strip():
            document = _loaded(line)
            yield from document if isinstance(document, list) else [document]


def _is_printed(start: list[str]) -> bool:
    """Whether documents are printed over several lines: the first line alone is none, and the second begins none."""
    return _loaded(start[0]) is None and not (len(start) > 1 and start[1].startswith("{")) if start else False


def _printed(path: Path) -> Iterator[Any]:
    """The documents, the elements of a list each on its own."""
    from ijson.common import ObjectBuilder

    building, place = None, ""
    for where, event, value in store.json_events(path):
        if building is None and event in ("start_map", "start_array") and not (where == "" and event == "start_array"):
            building, place = ObjectBuilder(), where
        if building is None:
            if event not in ("start_array", "end_array"):
                yield None
            continue
        building.event(event, value)
        if where == place and event in ("end_map", "end_array"):
            yield building.value if isinstance(building.value, dict) else None
            building = None


def _loaded(line: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None
