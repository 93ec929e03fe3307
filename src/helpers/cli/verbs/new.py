"""`casebook new`: a case, and a workspace around it."""

from __future__ import annotations

import argparse
from pathlib import Path

from helpers.cli.answers import say, where

ABOUT = "lay out a new case, and a workspace around it"
EXAMPLES = (
    "casebook new my-case --workspace ~/cases",
    "casebook new my-case --workspace ~/cases --title 'Who owns the harbour'",
)
CASE = "case"


def options(parser: argparse.ArgumentParser) -> None:
    """The title."""
    parser.add_argument("--title", default="", help="the case's title")


def run(given: argparse.Namespace) -> None:
    """Lays out a case."""
    from helpers import intake

    folder = intake.new(given.case, Path(given.workspace) if given.workspace else None, given.title)
    then = f"next:  casebook add {given.case} FILE{where(given)}\n       casebook readers"
    say(given, {"folder": str(folder)}, f"{folder} is laid out.\n{then}")
