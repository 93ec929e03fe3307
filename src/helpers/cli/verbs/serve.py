"""`casebook serve`: the reports in a browser of this machine."""

from __future__ import annotations

import argparse

from helpers.cli.answers import aside, say

ABOUT = "show the reports to a browser on this machine, and to no other"
EXAMPLES = ("casebook serve", "casebook serve harbour-fire --port 0")
CASE = "optional"


def options(parser: argparse.ArgumentParser) -> None:
    """The port."""
    parser.add_argument("--port", metavar="N", type=int, default=8700, help="the port; 0 for any that is free")


def run(given: argparse.Namespace) -> None:
    """Shows the reports until Ctrl-C."""
    from helpers import paths, serve

    space = paths.find_workspace(given.workspace)
    if given.case:
        paths.check_name(given.case)

    def ready(address: str) -> None:
        text = f"{address}\nOnly this machine can ask, and whoever is logged in to it. Ctrl-C ends it."
        say(given, {"address": address, "reports": str(space.reports)}, text)

    serve.serve(space.reports, given.case or "", given.port, ready)
    aside(given, "No longer served.")
