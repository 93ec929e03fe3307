"""`casebook unschedule`: takes out what `casebook schedule` wrote."""

from __future__ import annotations

import argparse

from helpers.cli.answers import say, where

ABOUT = "take a case off its schedule"
EXAMPLES = ("casebook unschedule harbour-fire",)
CASE = "case"


def run(given: argparse.Namespace) -> None:
    """Removes what `casebook schedule` wrote, and nothing else."""
    from helpers import paths, schedule

    # the case need not be sound, nor be there at all any more
    name, root = paths.check_name(given.case), paths.find_workspace(given.workspace).root
    said = [sentence for way in schedule.WAYS.values() for sentence in way.remove(root, name)]
    then = f"next:  casebook schedule {name}{where(given)}"
    say(given, {"removed": said}, "\n".join([*(said or [f"{name} was on no schedule."]), then]))
