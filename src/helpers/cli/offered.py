"""The texts of `casebook add`: the ranking of readers, the first rows as they would be read, a proposal for `table`."""

from __future__ import annotations

import json
import shlex
import sys
from typing import TYPE_CHECKING, Any

from helpers import wording
from helpers.cli import columns
from helpers.cli.columns import visible, wrapped

if TYPE_CHECKING:
    from helpers.intake import Candidate, Offer, Preview

SHOWN, MOST_COLUMNS, MOST_REMARKS = 4, 10, 4
NEAR = 0.3  # of a reader that knows less of the file, nothing is learnt
_INDENT = 15
# Which columns tell most of a row, where there are more than fit.
_TELLING = (
    *("platform", "id", "account_name", "name", "created_at", "outlet", "title", "published", "published_at", "text"),
    *("kind", "account_id", "account_title", "n_followers", "address", "n_likes", "repost_of", "reply_to", "links"),
)


def ranking(offer: Offer) -> list[str]:
    """The readers of the first file with their reasons; the other files by name."""
    most, first = columns.wide(), offer.rankings[0]
    names = [visible(path) for path in offer.files]
    lines = [f"{wording.listed(names)}:"]
    near = [one for one in first.candidates if one.explained >= NEAR]
    other = next((one for one in near if one not in offer.choices and one != offer.best), None)
    listed = [one for one in first.candidates if one in (*offer.choices, offer.best, other)][:SHOWN]
    for one in listed:
        number = offer.choices.index(one) + 1 if one in offer.choices else "-"
        lines.append(
            f"  {number}  {one.reader}" + "".join(f', {key} = "{value}"' for key, value in one.options.items())
        )
        lines += _reasons(one, most)
    rest = len(near) - len(listed)
    lines += [f"     ... and {rest:,} more that know less of it; --json lists all"] if rest > 0 else []
    return lines if listed else [lines[0], "  no reader knows it"]


def _reasons(one: Candidate, most: int) -> list[str]:
    said = wrapped("", visible(one.reason()), 5, most)
    return said + (wrapped("", f"cannot read it: {visible(one.lacking)}", 5, most) if one.lacking else [])


def preview(shown: Preview | str, *, file: str = "") -> list[str]:
    """The first rows side by side, the zones, and what was found out on the way."""
    most = columns.wide()
    if isinstance(shown, str):
        return wrapped("", visible(shown), 2, most)
    if not shown.records:
        return [f"As {shown.reader} reads it: {shown.table}. It is too large to be read in part; `check` reads it."]
    of = "all of it" if shown.whole else "its beginning"
    records = wording.many(shown.records, "record")
    lines = [
        f"As {shown.reader} reads {file or 'it'}: {shown.table}, {records} ({of}), {shown.rejected:,} set aside",
        "",
    ]
    lines += _rows(shown, most)
    return [*lines, *_remarks(shown, most)]


def _rows(shown: Preview, most: int) -> list[str]:
    if not shown.rows:
        return []
    names = [name for name in dict.fromkeys(name for row in shown.rows for name in row) if name != "row"]
    ranked = sorted(names, key=lambda name: _TELLING.index(name) if name in _TELLING else len(_TELLING))
    kept = [name for name in names if name in ranked[:MOST_COLUMNS]]
    left = max(len(name) for name in kept) + 2
    each = max((most - 2 - left) // len(shown.rows) - 2, 12)
    head = "".join(columns.filled(f"row {columns.cut(visible(row['row']), each - 4)}", each + 2) for row in shown.rows)
    lines = ["  " + " " * left + head.rstrip()]
    for name in kept:
        cells = [columns.filled(columns.cut(_cell(row.get(name)), each), each + 2) for row in shown.rows]
        lines.append(f"  {name:<{left}}{''.join(cells)}".rstrip())
    also = [name for name in shown.stated if name not in kept]
    return [*lines, *(wrapped("also", ", ".join(also), _INDENT, most) if also else []), ""]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return visible(", ".join(map(str, value)) if isinstance(value, list) else value)


def _remarks(shown: Preview, most: int) -> list[str]:
    said = [("set aside", f"row {row}: {reason}") for row, reason in shown.rejects]
    said += [("unknown", wording.quoted(shown.unknown, MOST_REMARKS))] if shown.unknown else []
    said += [("decided", one) for one in shown.decided[:MOST_REMARKS]]
    said += [("changed", one) for one in shown.repairs[:MOST_REMARKS]]
    rest = len(shown.repairs) + len(shown.decided) - len([1 for label, _ in said if label in ("decided", "changed")])
    lines, before = [], ""
    for label, text in said:
        lines += wrapped("" if label == before else label, visible(text), _INDENT, most)
        before = label
    return lines + ([f"  ... and {rest:,} more remarks; `casebook check` says all"] if rest else [])


def command(case: str, offer: Offer, choice: Candidate, where: str) -> str:
    """The command that adds the files with this reader, without a question."""
    words = ["casebook", "add", case, *(str(path) for path in offer.files), "--reader", choice.reader]
    options = offer.options(choice)
    for name, value in options.items():
        if name == "columns":
            words += [part for ours, theirs in value.items() for part in ("--column", f"{ours}={_toml(theirs)}")]
        elif name == "publish":
            words += [] if value else ["--no-publish"]
        else:
            words += [f"--{name}", str(value)]
    return shlex.join(words) + where


def _toml(value: Any) -> str:
    if isinstance(value, str):
        return value
    return "{" + ", ".join(f"{key}={json.dumps(text, ensure_ascii=False)}" for key, text in value.items()) + "}"


def proposed(offer: Offer, choice: Candidate) -> list[str]:
    """What the proposal for the reader `table` says, as an entry of case.toml to be corrected by hand."""
    if not offer.proposal:
        return []
    from helpers import intake

    entry = intake.entry([str(path) for path in offer.files], choice.reader, offer.options(choice))
    lines = ["", "A proposal for the reader `table`, to be looked at and corrected:", "", entry]
    if offer.proposal.aside:
        lines.append(f"Columns that nothing was found for: {wording.quoted(offer.proposal.aside, 8)}.")
    return [visible_line for line in lines for visible_line in line.split("\n")]


def ask(choice: Candidate, n_choices: int) -> str:
    """The person's answer: `y`, the number of another reader, or nothing for no."""
    other = ", or a number" if n_choices > 1 else ""
    while True:
        print(f"\nAdd it with {choice.reader}? [y/N{other}] ", end="", file=sys.stderr, flush=True)
        answer = sys.stdin.readline().strip().lower()
        if answer in ("", "n", "no"):
            return ""
        if answer in ("y", "yes"):
            return "y"
        if answer.isdigit() and 1 <= int(answer) <= n_choices:
            return answer
        print(f"Answer y or n{f', or a number from 1 to {n_choices}' if n_choices > 1 else ''}.", file=sys.stderr)
