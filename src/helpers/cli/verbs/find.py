"""`casebook find`: rows of all tables that have these words, each with its citation."""

from __future__ import annotations

import argparse
import os
import re
import sys
from functools import partial
from typing import Any

from helpers import wording
from helpers.cli.answers import aside, load, say
from helpers.errors import UsageError

ABOUT = "look for words in all tables of a case"
EXAMPLES = (
    "casebook find harbour-fire 'fire \"night watch\"'",
    "casebook find harbour-fire 'smok* -chimney' --platform bluesky --from 2024-05-14 --to 2024-05-15",
    'casebook find harbour-fire --actor "Maravel Port Authority" --cite',
)
CASE = "case"
LIMIT = 20
_MARKUP = re.compile(r"[\\`*_\[\]<>]")


def options(parser: argparse.ArgumentParser) -> None:
    """The words, what narrows them, and the form of the answer."""
    parser.add_argument(
        "words",
        metavar="WORDS",
        nargs="*",
        help="all must be there; \"a phrase\", begin*, -without; 'single quotes' keep them from the shell",
    )
    parser.add_argument("--actor", metavar="NAME", default="", help="rows that name this actor, by any of its names")
    parser.add_argument("--platform", metavar="NAME", default="", help="rows of this platform: bluesky, tiktok ...")
    parser.add_argument("--from", metavar="DATE", default="", dest="start", help="from this day, month or year on")
    parser.add_argument("--to", metavar="DATE", default="", dest="end", help="up to this day, month or year")
    parser.add_argument("--table", metavar="NAME", default="", help="one table: posts, articles, claims ...")
    parser.add_argument("--limit", metavar="N", type=int, default=None, help=f"rows at most; 0: all; else {LIMIT}")
    parser.add_argument("--cite", action="store_true", help="lines with [@table:file:row], for a page of your own")


def run(given: argparse.Namespace) -> None:
    """Looks, and says what there is."""
    from helpers.cases._find import find

    if given.limit is not None and given.limit < 0:
        raise UsageError(f"--limit is {given.limit}, and must be 0 (all) or more.")
    case = load(given)
    limit = LIMIT if given.limit is None else given.limit or None
    narrowed = {name: getattr(given, name) for name in ("actor", "platform", "start", "end", "table")}
    found = find(case, " ".join(given.words), **narrowed, limit=limit, say=partial(aside, given))
    data = {
        "found": found.total,
        "shown": len(found.hits),
        "tables": dict(found.counts),
        "undated": found.undated,
        "advice": found.advice,
        "rows": [_row(hit) for hit in found.hits],
    }
    lines = [_cited(hit) for hit in found.hits] if given.cite and found.hits else _told(found, given)
    say(given, data, "\n".join(lines))


def _row(hit: Any) -> dict[str, Any]:
    names = ("table", "source", "row", "when", "who", "text", "hit", "cite")
    return {name: getattr(hit, name) for name in names}


def _cited(hit: Any) -> str:
    """A line of a list in Markdown: the text as it stands there, whatever signs are in it, and its mark."""
    text = _MARKUP.sub(r"\\\g<0>", hit.text)
    return f"- {text} {hit.cite}"


def _told(found: Any, given: argparse.Namespace) -> list[str]:
    lines = []
    for hit in found.hits:
        lines += [f"{hit.table} · {hit.source}:{hit.row} · {hit.when or 'no date'} · {hit.who or 'not stated'}"]
        lines += [f"    {_marked(hit)}"]
    loose = f" {wording.many(found.undated, 'row')} without a date left out." if found.undated else ""
    if not found.total:
        where = ", ".join(f"{name} {n:,}" for name, n in found.searched.items())
        return [" ".join(f"Nothing found in {where}.{loose} {found.advice}".split())]
    of = ", ".join(f"{name} {n:,}" for name, n in found.counts.items())
    shown = len(found.hits)
    if shown == found.total:
        return [*lines, f"{wording.many(shown, 'row')}: {of}.{loose}"]
    return [*lines, f"{shown:,} of {found.total:,} rows, oldest first: {of}.{loose} --limit 0 shows all."]


def _marked(hit: Any) -> str:
    """The text, the hit in bold on a terminal."""
    if not hit.hit or not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return str(hit.text)
    first, last = hit.hit
    return f"{hit.text[:first]}\x1b[1m{hit.text[first:last]}\x1b[0m{hit.text[last:]}"
