"""`casebook build`: the tables of a case."""

from __future__ import annotations

import argparse

from helpers.cli.answers import load, progress, say, where

ABOUT = "make the tables of a case from its evidence"
EXAMPLES = ("casebook build harbour-fire",)
CASE = "case"


def options(parser: argparse.ArgumentParser) -> None:
    """Whether to read every file again."""
    parser.add_argument("--force", action="store_true", help="read every file again")


def run(given: argparse.Namespace) -> None:
    """Makes the tables."""
    from helpers import build

    case = load(given)
    with progress(given) as bar:
        built = build.build(case, progress=bar, force=given.force)
    rows = ", ".join(f"{name} {n:,}" for name, n in built.rows.items())
    made = f"made anew: {', '.join(built.made)}" if built.made else "nothing had changed"
    then = f"next:  casebook render {case.name}{where(given)}"
    data = {"rows": built.rows, "made": built.made, "sources": built.sources}
    say(given, data, f"{case.name}: {rows}\n{made}\n{then}")
