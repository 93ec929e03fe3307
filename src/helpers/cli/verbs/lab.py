"""`casebook lab`: JupyterLab on a case."""

from __future__ import annotations

import argparse

from helpers.cli.answers import aside, load, say, where
from helpers.errors import UsageError

ABOUT = "open JupyterLab on working copies of the notebooks"
EXAMPLES = ("casebook lab harbour-fire", "casebook lab harbour-fire --update")
CASE = "optional"


def options(parser: argparse.ArgumentParser) -> None:
    """Whether the copies follow a newer version."""
    about = "bring newer notebooks into the copies, where you changed nothing; opens nothing"
    parser.add_argument("--update", action="store_true", help=about)


def run(given: argparse.Namespace) -> None:
    """Opens JupyterLab, or brings the working copies up to date."""
    from helpers import lab, paths

    case = load(given) if given.case else None
    if not given.update:
        return lab.open_lab(case, paths.find_workspace(given.workspace).root, lambda text: aside(given, text))
    if case is None:
        raise UsageError("Name the case whose copies shall follow, as in `casebook lab harbour-fire --update`.")
    done = lab.update(case)
    lines = done.says or [f"The copies in {done.folder} are those of this version."]
    text = "\n".join([*lines, f"next:  casebook lab {case.name}{where(given)}"])
    return say(given, {"folder": str(done.folder), "says": done.says}, text)
