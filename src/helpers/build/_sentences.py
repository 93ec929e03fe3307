"""What is said of a file that is new, grown, changed, gone or renamed: one sentence or two, with the counts."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from helpers.cases import Case
from helpers.wording import listed, many

if TYPE_CHECKING:
    from helpers.build._arrivals import Arrival

MOST = 12


def of(one: Arrival) -> str:
    """The sentence on one arrival."""
    return _SAYS[one.kind](one)


def shortened(sentences: Iterable[str], most: int = MOST) -> list[str]:
    """The sentences on what has arrived, at most so many; how many more there are is the last one."""
    every = list(sentences)
    if len(every) <= most:
        return every
    rest = len(every) - most + 1
    return [*every[: most - 1], f"{rest:,} more files are new, grown, changed or gone."]


def day(moment: str) -> str:
    """The day of an ISO moment in words: 20 November 2026."""
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        return "a day that the ledger does not say"
    return f"{at.day} {at:%B} {at.year}"


def rows(n: int, table: str) -> str:
    """So many rows of a table, in words: 1,204 posts, 1 tie, 3 rows of media."""
    return many(n, table[:-1]) if table.endswith("s") else many(n, f"row of {table}", f"rows of {table}")


def alarm(case: Case, one: Arrival) -> str:
    """Why a build stops, and the two ways on."""
    if one.pages:
        what = f"{_files(one.pages['different'])} in it {'is' if len(one.pages['different']) == 1 else 'are'} different"
    elif one.rows is None and one.about.get("was_gone"):
        what = "it was gone, and what came back has other bytes"
    elif one.rows is None:
        what = "its bytes are others, and nothing is left to compare its earlier rows with"
    else:
        what = _lost(one)
    since = f" It was first read on {day(one.about['since'])}." if one.about.get("since") else ""
    return (
        f"{one.source} has changed: {what}.{since} Evidence that was read does not change: put the earlier file "
        f"back, or accept the change with `casebook build {case.name} --accept {shlex.quote(one.source)}`. "
        "The tables are as they were."
    )


# ---------------------------------------------------------------- one sentence for each kind


def _first(one: Arrival) -> str:
    files, records = one.about["files"], one.about["records"]
    return f"Read for the first time: {many(files, 'file')}, {many(records, 'record')}."


def _new(one: Arrival) -> str:
    same = f" Its bytes are those of {one.about['same_as']}." if one.about.get("same_as") else ""
    return f"{one.source} is new: {rows(one.about['records'], one.table)}{_of_them(one, one.about['records'])}.{same}"


def _grown(one: Arrival) -> str:
    if one.pages:
        return f"{one.source} has grown: {_told_pages(one)}."
    assert one.rows
    said = f"{one.source} has grown by {rows(one.rows.new, one.table)} to {one.about['records']:,}"
    return f"{said}{_of_them(one, one.rows.new)}.{_moved(one)}"


def _rewritten(one: Arrival) -> str:
    said = f"{one.source} was written anew: its {rows(one.about['records'], one.table)} say what they said."
    return f"{said}{_moved(one)}"


def _changed(one: Arrival) -> str:
    accepted = ", and that was accepted" if one.about.get("accepted") else ""
    if one.about.get("by_hand"):
        return f"{one.source} was edited{_edited(one)}."
    if one.pages:
        return f"{one.source} has changed{accepted}: {_told_pages(one)}."
    if one.rows is None:
        return f"{one.source} has changed{accepted}: {rows(one.about['records'], one.table)} now."
    return f"{one.source} has changed{accepted}: {_lost(one)}, and {rows(one.rows.new, one.table)} new.{_moved(one)}"


def _gone(one: Arrival) -> str:
    if one.pages:
        return f"{one.source} has shrunk: {_told_pages(one)}. The tables go on without."
    how = "is named in case.toml no longer" if one.about.get("still_there") else "is gone"
    n = one.about.get("records")
    had = f" with its {rows(n, one.table)}" if n and one.table else ""
    return f"{one.source} {how}{had}. The tables go on without."


def _renamed(one: Arrival) -> str:
    n = rows(one.about["records"], one.table)
    return f"{one.about['was']} is called {one.source} now: {n}, as they were."


def _back(one: Arrival) -> str:
    return f"{one.source} is back with its {rows(one.about['records'], one.table)}, as it was."


_SAYS = {
    "first": _first, "new": _new, "grown": _grown, "rewritten": _rewritten, "changed": _changed, "gone": _gone,
    "renamed": _renamed, "back": _back,
}  # fmt: skip


# ---------------------------------------------------------------- parts of them


def _of_them(one: Arrival, n: int) -> str:
    """Of the rows that are new: how many were known from another file; and how many of the file were set aside."""
    known, rejected = int(one.about.get("known", 0)), int(one.about.get("rejected", 0))
    parts = []
    if known:
        which = "" if known == n == 1 else "all of them " if known == n else f"{known:,} of them "
        parts.append(f", {which}known already")
    if rejected:
        parts.append(f", {rejected:,} rejected" + (" in all" if one.kind == "grown" else ""))
    return "".join(parts)


def _lost(one: Arrival) -> str:
    assert one.rows
    earlier = rows(one.rows.before, one.table)
    verb = "is" if one.rows.lost == 1 else "are"
    which = f"row {one.rows.first}" if one.rows.lost == 1 else f"the first of them row {one.rows.first}"
    return f"{one.rows.lost:,} of its {earlier} from before {verb} gone or different ({which})"


def _moved(one: Arrival) -> str:
    if not one.rows or not one.rows.moved:
        return ""
    many_now = (
        f"{one.rows.moved:,} of the earlier ones {'has' if one.rows.moved == 1 else 'have'} another row number now"
    )
    return f" {many_now}: look at what cites them by it."


def _edited(one: Arrival) -> str:
    counts = one.rows
    if not counts:
        return f": {rows(one.about['records'], one.table)} now"
    parts = [
        f"{n:,} {word}" for n, word in ((counts.new, "new"), (counts.different, "changed"), (counts.gone, "gone")) if n
    ]
    total = rows(one.about["records"], one.table)
    return f": {listed(parts)}; {total} now" if parts else f", and its {total} say what they said"


def _told_pages(one: Arrival) -> str:
    said = [
        f"{_files(one.pages[kind])} {'is' if len(one.pages[kind]) == 1 else 'are'} {kind}"
        for kind in ("new", "different", "gone")
        if kind in one.pages
    ]
    return f"{listed(said)}; {rows(one.about['records'], one.table)} now"


def _files(names: list[str]) -> str:
    return listed(names, 4)
