"""`casebook history`: the runs of a case's report."""

from __future__ import annotations

import argparse
from typing import Any

from helpers.cli.answers import load, say, where

ABOUT = "list the past runs of a case's report, newest first: when, result, changes"
EXAMPLES = ("casebook history harbour-fire", "casebook history harbour-fire --all --json")
CASE = "case"
SHOWN = 20


def options(parser: argparse.ArgumentParser) -> None:
    """How many runs are listed."""
    parser.add_argument("--all", action="store_true", help=f"list every run, not the last {SHOWN} alone")


def run(given: argparse.Namespace) -> None:
    """Lists the runs, and the earlier publications that are kept."""
    case = load(given)
    from helpers.report.publication import past
    from helpers.report.runs import history

    every = list(reversed(history.read(case)))
    runs = every if given.all else every[:SHOWN]
    kept = [str(path) for path in past.list_(case)]
    say(given, {"runs": runs, "total": len(every), "kept": kept}, _text(given, case.name, runs, len(every), kept))


def _text(given: argparse.Namespace, name: str, runs: list[dict[str, Any]], total: int, kept: list[str]) -> str:
    if not runs:
        return f"{name} has no history yet.\nnext:  casebook render {name}{where(given)}"
    lines = [_line(each) for each in runs]
    if total > len(runs):
        lines.append(f"{total - len(runs):,} earlier runs: casebook history {name}{where(given)} --all")
    if kept:
        there = "1 earlier publication is" if len(kept) == 1 else f"{len(kept):,} earlier publications are"
        lines.append(f"{there} kept in {kept[0].rpartition('/')[0]}")
    return "\n".join(lines)


def _line(run: dict[str, Any]) -> str:
    when = str(run.get("started", ""))[:16].replace("T", " ")
    pages = run.get("pages") or {}
    ran, every = len(pages.get("run") or []), len(pages.get("run") or []) + len(pages.get("kept") or [])
    of = f"{ran} of {every} pages run" if every else "no page run"
    says = str(run.get("says", "")).split("\n")[0]
    return f"{when} UTC  {run['result']:<9}  {float(run.get('seconds') or 0):6.1f} s  {of}  {says}"
