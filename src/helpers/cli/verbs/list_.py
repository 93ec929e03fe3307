"""`casebook list`: the cases of the workspace and those that the kit ships."""

from __future__ import annotations

import argparse

from helpers.cli.answers import say, where

ABOUT = "list the cases"
EXAMPLES = ("casebook list",)
CASE = ""


def run(given: argparse.Namespace) -> None:
    """Lists the cases of the workspace and those that the kit ships."""
    from helpers import cases, paths

    space = paths.find_workspace(given.workspace)
    names = [*dict.fromkeys([*space.case_names(), *paths.shipped_names()])]
    rows, lines = [], []
    for name in names:
        case, problems = cases.read(space.case_folder(name), name, space)
        sound = case is not None and not problems
        title = " ".join(case.title.split()) if case else ""
        rendered = (space.reports / name / "index.html").is_file()
        invented = bool(case and case.invented)
        row = {"case": name, "title": title, "invented": invented, "problems": len(problems), "rendered": rendered}
        rows.append(row)
        lines.append(f"{name:<{max(map(len, names))}}  " + (title if sound else f"has problems: casebook check {name}"))
    then = f"next:  casebook render {names[0] if names else 'NAME'}{where(given)}"
    say(given, {"workspace": str(space.root), "cases": rows}, "\n".join([*lines, "", then]))
