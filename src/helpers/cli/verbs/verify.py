"""`casebook verify`: whether the evidence, the ledger and the tables are still what they were."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from helpers.cli.answers import progress, say
from helpers.errors import CheckError

if TYPE_CHECKING:
    from helpers.verify import Verified

ABOUT = "prove that files, ledger, counts and tables are still what was read, or say which fact does not hold"
EXAMPLES = ("casebook verify harbour-fire", "casebook verify harbour-fire --quick --head HASH")
CASE = "case"


def options(parser: argparse.ArgumentParser) -> None:
    """How much is looked at, and the head that was noted elsewhere."""
    parser.add_argument("--quick", action="store_true", help="hash the files and walk the chain; derive nothing again")
    parser.add_argument(
        "--head",
        metavar="HASH",
        default="",
        help="the head of the ledger that you noted: the ledger must still have it",
    )
    parser.add_argument(
        "--report", action="store_true", help="look at the published report and the earlier ones that are kept, too"
    )


def run(given: argparse.Namespace) -> int:
    """Looks at every fact; 3 where one does not hold."""
    from helpers import verify

    with progress(given) as bar:
        asked = {"quick": given.quick, "head": given.head, "report": given.report}
        found = verify.verify(given.case, given.workspace, **asked, progress=bar)
    say(given, found.as_dict(), "\n".join(_lines(found)), ok=not found.problems)
    return CheckError.exit_code if found.problems else 0


def _lines(found: Verified) -> list[str]:
    from helpers.wording import many, size

    lines = [*found.problems, *found.remarks]
    if found.problems:
        n = len(found.problems)
        lines.append(f"{found.case}: {many(n, 'fact')} {'does' if n == 1 else 'do'} not hold.")
    else:
        is_, give = ("is as it was", "gives") if found.files == 1 else ("are as they were", "give")
        what = f"{found.case}: {many(found.files, 'file')} ({size(found.bytes)}) {is_} read"
        again = f", and {give} {many(found.records, 'record')} and {many(found.tables, 'table')} again"
        lines.append(f"{what}{'' if found.quick else again}.")
        if found.reports:
            lines.append(f"{many(found.reports, 'publication')} as made.")
    return [*lines, f"ledger: {many(found.ledger['lines'], 'line')}, head {found.ledger['head']}"]
