"""`casebook status`: how a case stands, and the next sensible step."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from helpers.cli.answers import say, where

if TYPE_CHECKING:
    from helpers.status import Status

ABOUT = "say what is new, stale, rejected or undecided in a case, and the next step"
EXAMPLES = ("casebook status harbour-fire", "casebook status harbour-fire --json")
CASE = "case"
MOST = 12


def run(given: argparse.Namespace) -> None:
    """Says how the case stands; nothing is written."""
    from helpers import paths
    from helpers.status import status

    found = status(given.case, paths.find_workspace(given.workspace))
    found.next += where(given)
    say(given, found.as_dict(), "\n".join([*_lines(found), f"next:  {found.next}"]))


def _lines(found: Status) -> list[str]:
    title = f"{found.case}: {found.title}" if found.title else found.case
    lines = [title, *(f"problem: {one}" for one in found.problems)]
    if not found.built:
        lines.append("not built yet")
    else:
        read = f"{_many(found.n_files, 'file')}, {_many(found.n_records, 'record')}"
        lines.append(f"built {_minute(found.built)}: {read}")
    lines += _since(found)
    lines += _some("no source names", found.unnamed)
    lines += _capped([f"rejected: {_rejected(one)}" for one in found.rejected])
    lines += _capped([f"unknown columns: {name}: {_listed(columns)}" for name, columns in found.unknown.items()])
    lines += _capped([f"doubtful: {name}: {_listed(doubts)}" for name, doubts in found.doubtful.items()])
    if found.undecided:
        lines.append(f"undecided: {_many(len(found.undecided), 'extracted claim')}: {_listed(found.undecided)}")
    if found.n_candidates:
        lines.append(f"to review: {_many(found.n_candidates, 'candidate')}: casebook review {found.case}")
    lines += _capped([f"decision: {one}" for one in found.unfounded])
    return [*lines, *_report(found.report)]


def _since(found: Status) -> list[str]:
    moved = [one["says"] for one in found.files] if found.built else []
    moved += ["case.toml has changed."] if found.case_toml else []
    if moved:
        return ["since then:", *(f"  {sentence}" for sentence in _capped(moved))]
    last = [one for one in found.arrived.get("files", []) if one["kind"] != "first"]
    if not last:
        return []
    said = _capped([one["says"] for one in last])
    return [f"last arrived, {_minute(found.arrived['at'])}:", *(f"  {sentence}" for sentence in said)]


def _capped(sentences: list[str]) -> list[str]:
    rest = len(sentences) - MOST
    return sentences if rest <= 0 else [*sentences[:MOST], f"... and {rest:,} more of these"]


def _some(label: str, names: list[str]) -> list[str]:
    return [f"{label}: {_listed(names)}"] if names else []


def _rejected(one: dict[str, Any]) -> str:
    first = f"; row {one['reasons'][0][2]}: {one['reasons'][0][0]}" if one["reasons"] else ""
    return f"{one['source']}: {one['rejected']:,} of {_many(one['records'], 'record')}{first}"


def _report(about: dict[str, Any]) -> list[str]:
    if not about:
        return []
    lines = []
    if about["finished"]:
        fresh = "it shows the case as it is" if about["fresh"] else "the case has changed since"
        lines.append(f"report: published {_minute(about['finished'])}; {fresh}")
    else:
        lines.append("report: none yet")
    if about["held"]:
        lines.append(f"held back: {about['held']}")
    last = about["last"]
    if last and last.get("result") == "failed":
        says = str(last.get("says", "")).split("\n")[0]
        lines.append(f"last run: {_minute(str(last.get('started', '')))}, failed: {says}")
    return lines


def _minute(moment: str) -> str:
    return f"{moment[:16].replace('T', ' ')} UTC"


def _many(n: int, noun: str) -> str:
    from helpers.wording import many

    return many(n, noun)


def _listed(names: list[str]) -> str:
    from helpers.wording import listed

    return listed(names, 6)
