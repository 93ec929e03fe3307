"""`casebook export`: the events of a case for other people's tools."""

from __future__ import annotations

import argparse
from pathlib import Path

from helpers import wording
from helpers.cli.answers import load, say
from helpers.errors import UsageError

ABOUT = "write the events for another tool: timelinejs, timesketch, vis-timeline, icalendar or csv"
EXAMPLES = (
    "casebook export harbour-fire --to timelinejs",
    "casebook export harbour-fire --to timesketch --out ~/sketch --decided",
)
CASE = "case"


def options(parser: argparse.ArgumentParser) -> None:
    """The format, and where to."""
    about = "the format: timelinejs, timesketch, vis-timeline, icalendar or csv"
    parser.add_argument("--to", metavar="NAME", default="", help=about)
    parser.add_argument("--out", metavar="FOLDER", default="", help="where to; else exports/CASE in the workspace")
    about = "leave out what a rule found in a text and nobody has decided on"
    parser.add_argument("--decided", action="store_true", help=about)


def run(given: argparse.Namespace) -> None:
    """Writes the files, and says what stands in them and what does not."""
    from helpers import exports

    if not given.to:
        raise UsageError(f"casebook export needs --to. The formats are {', '.join(exports.names())}.")
    exports.get(given.to)
    folder = Path(given.out).expanduser() if given.out else None
    done = exports.export(load(given), given.to, folder, decided=given.decided)
    data = {"files": [str(path) for path in done.files], "events": done.n_events}
    data |= {"undated": list(done.undated), "undecided": list(done.undecided)}
    lines = [str(path) for path in done.files]
    lines.append(f"{wording.many(done.n_events, 'event')}.")
    if done.undated:
        names = wording.quoted([wording.name(title) for title in done.undated])
        lines.append(f"Left out, because the format has no room for what has no date: {names}.")
    if done.undecided:
        lines.append(f"Left out, because nobody has decided on it: {wording.many(len(done.undecided), 'event')}.")
    say(given, data, "\n".join(lines))
