"""`casebook lab`: JupyterLab on a case."""

from __future__ import annotations

import argparse

from helpers.cli.answers import load

ABOUT = "open JupyterLab on working copies of the notebooks"
EXAMPLES = ("casebook lab harbour-fire",)
CASE = "optional"


def options(parser: argparse.ArgumentParser) -> None:
    """None of its own."""


def run(given: argparse.Namespace) -> None:
    """Opens JupyterLab."""
    from helpers import lab, paths

    case = load(given) if given.case else None
    lab.open_lab(case, paths.find_workspace(given.workspace).root)
