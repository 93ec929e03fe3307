"""`casebook new-page`: a page of the analyst's own in a case's report."""

from __future__ import annotations

import argparse

from helpers.cli.answers import load, say, where

ABOUT = "start a page of your own in the report: a notebook, or text"
EXAMPLES = ("casebook new-page my-case the-letter", "casebook new-page my-case 45-what-we-know --md")
CASE = "case"


def options(parser: argparse.ArgumentParser) -> None:
    """The page's name, and what it is."""
    about = "letters, digits and hyphens; a number in front is its place in the report, else it comes last"
    parser.add_argument("page", metavar="NAME", help=about)
    parser.add_argument("--md", action="store_true", help="text in Markdown instead of a notebook")


def run(given: argparse.Namespace) -> None:
    """Starts a page."""
    from helpers import intake

    case = load(given)
    path = intake.new_page(case, given.page, given.md)
    then = f"next:  casebook render {case.name}{where(given)}"
    say(given, {"page": str(path)}, f"{path} is laid out, and runs as it is.\n{then}")
