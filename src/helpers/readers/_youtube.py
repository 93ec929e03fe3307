"""The items of YouTube's Data API, wherever they stand: in pages, in a list, one a line; replies inside a thread."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from helpers import scan, store
from helpers.readers import PEEK

_PLACES = ("items.item", "item", "")
_REPLIES = "replies.comments.item"
_STARTS = {"start_map", "start_array", "string", "number", "boolean", "null"}
Item = dict[str, Any]


def items(path: Path, encoding: str) -> Iterator[tuple[Any, Item]]:
    """Every item, and the document that it stands in as far as it is known; None for what is no object."""
    if _by_lines(path, encoding):
        for document in _lines(path, encoding):
            inside = _inside(document)
            yield from ((item, document if item is not document else {}) for item in inside)
        return
    yield from _built(path, _place(path))


def replies(item: Any) -> list[Any]:
    """The comments that stand inside a thread as its replies."""
    inside = item.get("replies") if isinstance(item, dict) else None
    listed = inside.get("comments") if isinstance(inside, dict) else None
    return listed if isinstance(listed, list) else []


def count(path: Path, encoding: str) -> int:
    """How many items and replies the file holds: of a document counted from the parser's bare events."""
    if _by_lines(path, encoding):
        return sum(1 + len(replies(item)) for document in _lines(path, encoding) for item in _inside(document))
    place = _place(path)
    places = {place, f"{place}.{_REPLIES}".lstrip(".")}
    return sum(where in places and event in _STARTS for where, event, _ in store.json_events(path))


def _by_lines(path: Path, encoding: str) -> bool:
    """Whether each line is a document of its own; a first line of more than a megabyte is read as a stream."""
    with store.open_utf8(path, encoding) as file:
        start = file.read(PEEK)
    first, newline, rest = start.lstrip().partition(b"\n")
    if not newline and len(start) == PEEK:
        return False
    return isinstance(_loaded(first), dict) or (first[:1] == b"{" and rest.lstrip()[:1] == b"{")


def _lines(path: Path, encoding: str) -> Iterator[Any]:
    looked = scan.scan(path, quoted=False, header=False, encoding=encoding)
    return (_loaded(line) for line in scan.text_lines(path, looked, "\n") if line.strip())


def _loaded(line: str | bytes) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _inside(document: Any) -> list[Any]:
    """The items of a page; an item stands for itself."""
    listed = document.get("items") if isinstance(document, dict) else None
    return listed if isinstance(listed, list) else [document]


def _place(path: Path) -> str:
    """Where the items stand in a document that is printed over several lines."""
    for where, event, _ in store.json_events(path):
        if event == "start_array" and where in ("", "items"):
            return f"{where}.item".lstrip(".")
        if event == "end_map" and where == "":
            return ""
    return "item"


def _built(path: Path, place: str) -> Iterator[tuple[Any, Item]]:
    from ijson.common import ObjectBuilder

    building, beside = None, dict[str, Any]()
    for where, event, value in store.json_events(path):
        if building is not None:
            building.event(event, value)
            if where == place and event == "end_map":
                yield building.value, beside
                building = None
        elif where == place and event == "start_map":
            building = ObjectBuilder()
            building.event(event, value)
        elif where == place and event in _STARTS:
            yield None, beside
        elif event in _STARTS and event not in ("start_map", "start_array") and not where.startswith(f"{place}."):
            beside[where.replace(".item", "[]")] = value
