"""`casebook render`: the report of a case."""

from __future__ import annotations

import argparse

from helpers.cli.answers import aside, load, pairs, progress, say, where
from helpers.errors import CheckError

ABOUT = "build, run the notebooks and publish the report"
EXAMPLES = (
    "casebook render harbour-fire",
    "casebook render tiktok-state-influence -p start=2022-01 -p words='Bloomberg, parliament'",
)
CASE = "case"


def options(parser: argparse.ArgumentParser) -> None:
    """The notebooks' parameters, and whether to compare two renders."""
    parser.add_argument(
        "-p",
        dest="parameter",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a notebook's parameter; several with several -p, each name once; a list is written a,b",
    )
    parser.add_argument("--check", action="store_true", help="render twice, publish nothing, and compare the bytes")


def run(given: argparse.Namespace) -> int:
    """Publishes the report, or compares two renders; 3 where they differ."""
    parameters = pairs(given.parameter, "-p")
    case = load(given)
    from helpers import report
    from helpers.run.grammar import without_grammar

    with progress(given) as bar, without_grammar():
        if given.check:
            differ = report.compare(case, parameters)
            same = f"{case.name}: two renders gave the same bytes."
            text = f"{case.name}: two renders differ in {', '.join(differ)}." if differ else same
            say(given, {"differ": differ}, text, ok=not differ)
            return CheckError.exit_code if differ else 0
        done = report.render(case, parameters, progress=bar, say=lambda sentence: aside(given, sentence))
    took = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in done.seconds.items())
    data = {"index": str(done.index), "files": len(done.files), "seconds": done.seconds, "remarks": done.remarks}
    then = f"next:  casebook share {case.name}{where(given)}"
    say(given, data, f"{done.index}\n{len(done.files)} files ({took})\n{then}")
    return 0
