"""`casebook build`: the tables of a case."""

from __future__ import annotations

import argparse

from helpers.cli.answers import aside, load, progress, say, where
from helpers.errors import CheckError

ABOUT = "make the tables of a case from its evidence, and say what has arrived"
EXAMPLES = ("casebook build harbour-fire", "casebook build my-case --accept exports/2026-11-23.ndjson")
CASE = "case"


def options(parser: argparse.ArgumentParser) -> None:
    """Whether to read every file again, and which changes of evidence are accepted."""
    parser.add_argument("--force", action="store_true", help="read every file again")
    parser.add_argument(
        "--accept",
        action="append",
        default=[],
        metavar="FILE",
        help="accept that rows of this file, which were read before, are gone or different; the ledger tells it",
    )


def run(given: argparse.Namespace) -> None:
    """Makes the tables."""
    from helpers import build
    from helpers.wording import many

    case = load(given)
    said: list[str] = []  # not said at once: the bar would overwrite it
    try:
        with progress(given) as bar:
            built = build.build(case, progress=bar, say=said.append, force=given.force, accept=given.accept)
    except CheckError:  # an expectation that does not hold is often explained by what has arrived
        for sentence in build.shortened(said):
            aside(given, sentence)
        raise
    rows = ", ".join(f"{name} {n:,}" for name, n in built.rows.items())
    made = f"made anew: {', '.join(built.made)}" if built.made else "nothing had changed"
    then = f"next:  casebook render {case.name}{where(given)}"
    data = {"rows": built.rows, "made": built.made, "sources": built.sources, "arrived": built.arrived}
    data["ledger"] = {"head": built.head.sha256, "lines": built.head.lines, "added": built.told}
    told = [f"ledger: {many(built.head.lines, 'line')}, head {built.head.sha256}"] if built.told else []
    lines = [*build.shortened(said), f"{case.name}: {rows}", made, *told, then]
    say(given, data, "\n".join(lines))
