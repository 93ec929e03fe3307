"""`casebook check`: whether a case is sound."""

from __future__ import annotations

import argparse

from helpers.cli.answers import say, where
from helpers.errors import CheckError

ABOUT = "look for problems in case.toml, the files and the handmade tables"
EXAMPLES = ("casebook check harbour-fire",)
CASE = "case"


def run(given: argparse.Namespace) -> int:
    """Looks for problems; 3 where there are any."""
    from helpers import checks, paths

    space = paths.find_workspace(given.workspace)
    said = checks.problems(given.case, space)
    sound = f"{given.case} is sound.\nnext:  casebook render {given.case}{where(given)}"
    if not said and checks.is_bare(given.case, space):
        then = f"next:  casebook add {given.case} FILE --reader NAME{where(given)}\n       casebook readers"
        sound = f"{given.case} is sound, and has no evidence yet.\n{then}"
    say(given, {"problems": said}, "\n".join(said) if said else sound, ok=not said)
    return CheckError.exit_code if said else 0
