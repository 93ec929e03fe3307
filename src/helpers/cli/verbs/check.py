"""`casebook check`: whether a case is sound, and what was done with each of its files."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from helpers.cli.answers import say, where
from helpers.errors import CheckError

if TYPE_CHECKING:
    from helpers.evidence import Accounts

ABOUT = "look for problems in case.toml, files, handmade tables and your pages, and say what was done with each file"
EXAMPLES = ("casebook check harbour-fire", "casebook check harbour-fire --json")
CASE = "case"


def run(given: argparse.Namespace) -> int:
    """Looks for problems, and gives the account of each file; 3 where there are problems."""
    from helpers import cases, checks, paths
    from helpers.cli import told
    from helpers.report.html.failures import broken_notes

    space = paths.find_workspace(given.workspace)
    said = checks.problems(given.case, space)
    if not said:
        said = broken_notes(cases.load(given.case, space))
    accounts = checks.account(given.case, space)
    data = {"problems": said, "sources": accounts.as_list() if accounts else []}
    lines = [*said, *_account(given, accounts)]
    if said:
        say(given, data, "\n".join(lines), ok=False)
        return CheckError.exit_code
    if checks.is_bare(given.case, space):
        then = f"next:  casebook add {given.case} FILE{where(given)}\n       casebook readers"
        say(given, data, f"{given.case} is sound, and has no evidence yet.\n{then}")
        return 0
    then = f"next:  casebook render {given.case}{where(given)}"
    say(given, data, "\n".join([f"{given.case} is sound.", *lines, *told.GAP, then]))
    return 0


def _account(given: argparse.Namespace, accounts: Accounts | None) -> list[str]:
    from helpers.cli import told

    return told.account(accounts, f"casebook check {given.case} --json{where(given)} has all") if accounts else []
