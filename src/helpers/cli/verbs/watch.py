"""`casebook watch`: build and render a case again as files arrive."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from helpers.cli.answers import out

if TYPE_CHECKING:
    from helpers.watch import Event

ABOUT = "build and render a case again whenever files arrive, until Ctrl-C"
EXAMPLES = ("casebook watch my-case", "casebook watch my-case --json")
CASE = "case"


def run(given: argparse.Namespace) -> None:
    """Watches, and says a line for everything that happens: with --json, one object a line."""
    from helpers import paths
    from helpers.run.grammar import without_grammar
    from helpers.watch import watch

    def say(event: Event) -> None:
        if given.json:
            out(json.dumps({"kind": event.kind, "says": event.says, "at": event.at}, ensure_ascii=False))
        elif not given.quiet or event.kind == "failed":
            out(f"{event.at[11:19]}  {event.says}")

    with without_grammar():
        watch(given.case, paths.find_workspace(given.workspace), say)
