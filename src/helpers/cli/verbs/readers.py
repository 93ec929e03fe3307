"""`casebook readers`: the formats that can be read."""

from __future__ import annotations

import argparse

from helpers.cli.answers import say

ABOUT = "list the formats that can be read"
EXAMPLES = ("casebook readers",)
CASE = ""


def run(given: argparse.Namespace) -> None:
    """Lists the formats that can be read."""
    from helpers import readers

    found = [readers.get(name) for name in readers.names()]
    parts = ("about", "get_it", "cannot_say")
    rows = [{"reader": one.name} | {part: getattr(one, part) for part in parts} for one in found]
    width = max(len(row["reader"]) for row in rows)
    lines = [f"{row['reader']:<{width}}  {row['about'].split('. ')[0].rstrip('.')}" for row in rows]
    then = "next:  casebook add CASE FILE"
    say(given, {"readers": rows}, "\n".join([*lines, "", then]))
