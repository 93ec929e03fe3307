"""`casebook review`: a person decides on the candidates that were found in texts."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from helpers.cli.answers import load, say
from helpers.errors import UsageError
from helpers.wording import many

if TYPE_CHECKING:
    from helpers.cases import Case
    from helpers.review import Session

ABOUT = "decide on the claims that were found in texts: accept, reject, put right, merge; by single keys"
EXAMPLES = (
    "casebook review my-case",
    "casebook review my-case --by Ana --which second",
    "casebook review my-case --list",
    "casebook review my-case --agreement",
)
CASE = "case"


def options(parser: argparse.ArgumentParser) -> None:
    """Who decides, on which candidates, and what else can be asked."""
    parser.add_argument(
        "--by", metavar="NAME", default="", help="who decides; else git's user name, which is asked once"
    )
    about = "undecided (the default); second: others have decided and you have not, what they said is not shown; all"
    parser.add_argument("--which", metavar="WHICH", default="undecided", help=about)
    parser.add_argument("--list", action="store_true", help="list them with their ids, and decide nothing")
    about = "how far two reviewers agree (Cohen's kappa), and on what they do not"
    parser.add_argument("--agreement", action="store_true", help=about)


def run(given: argparse.Namespace) -> int:
    """Shows one candidate after another and does what the keys say; with --json it lists them."""
    from helpers import review

    case = load(given)
    if given.agreement:
        _agreement(given, case)
        return 0
    listing = given.list or given.json
    session = review.Session(case, given.by or (review.proposed(case.folder) if listing else _who(case)), given.which)
    if listing:
        _list(given, session)
        return 0
    from helpers.cli import reviewing

    return reviewing.At(given, session).run()


def _who(case: Case) -> str:
    """The name that git knows; a person who has decided nothing yet under it is asked whether it is right."""
    from helpers import review
    from helpers.review import _file

    name = review.proposed(case.folder)
    if name and any(line.get("decided_by") == name for line in _file.read(case.folder)):
        return name
    if not sys.stdin.isatty():
        if not name:
            raise UsageError("Nobody is named as the one who decides. Name yourself with --by.")
        print(f"Deciding as {name}; --by names somebody else.", file=sys.stderr)
        return name
    print(f"Who decides? [{name}] ", end="", file=sys.stderr, flush=True)
    return " ".join(sys.stdin.readline().split()) or name


# ---------------------------------------------------------------- lists


def _list(given: argparse.Namespace, session: Session) -> None:
    from helpers.cli import columns
    from helpers.review import shown

    listed = [shown(session.rows.item(one), session.ruling(one)) for one in session.references]
    rows = [_plain(one, session) for one in listed]
    lines = []
    for one in rows:
        date, says = one["event_date"] or "no date", columns.visible(one["what"])
        lines += [f"{one['about']}  {date}  {one['stance']}  {columns.visible(one['claimant'])}", f"    {says}"]
    lines.append(f"{many(len(listed), 'candidate')}: {session.state()['which']}.")
    say(given, {"which": session.which, "candidates": rows}, "\n".join(lines))


def _plain(one: dict[str, Any], session: Session) -> dict[str, Any]:
    row = session.rows.first[one["id"].removeprefix("candidates:")]
    names = ("event_date", "report_date", "claimant", "stance", "what", "score", "source", "row")
    return {"about": one["id"], **{name: row[name] for name in names}, "standing": one["standing"]}


def _agreement(given: argparse.Namespace, case: Case) -> None:
    from helpers import review
    from helpers.cli.columns import visible

    pairs, differ = review.agreement(case), review.disagreements(case)
    data = {"pairs": _records(pairs), "disagreements": _records(differ)}
    lines = []
    for pair in data["pairs"]:
        both, kappa = f"{pair['one']} and {pair['other']}", pair["kappa"]
        said = "kappa is not defined" if kappa is None else f"kappa {kappa:.2f}"
        decided = f"both decided on {many(pair['n_both'], 'candidate')}"
        lines.append(f"{both}: {decided}, on {pair['n_same']:,} alike; {said}")
    for one in data["disagreements"]:
        what, said = one["what"].replace("_", " "), f"{one['one']} {one['says']}, {one['other']} {one['says_other']}"
        lines += [f"  {one['about']}  {what}: {said}"]
        lines += [f"      {visible(one['saw'])}"] if one["saw"] else []
    say(given, data, "\n".join(lines) or "Fewer than two people have decided on anything.")


def _records(frame: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return found
