"""The account of a case's files on a terminal: a table of fates, then what there is to say of each file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers import wording
from helpers.cli import columns
from helpers.cli.columns import visible, wrapped

if TYPE_CHECKING:
    from helpers.evidence import Account, Accounts

GAP = [""]
MOST_FILES, MOST_TOLD, MOST_OF_ONE = 20, 12, 5
ROOMY = 110  # columns from which on there is room for the reader and the days
_INDENT = 13
_LABELS = {"id damage": "id damage", "unknown column": "unknown", "set aside": "set aside"}


def account(accounts: Accounts, where: str) -> list[str]:
    """The lines; `where` says where the rest of a long list is seen."""
    most = columns.wide()
    filled = [one for one in accounts.sources if one.records]
    if not filled:
        return []
    lines = [*GAP, *_fates(filled, most, where)]
    empty = [one.source for one in accounts.sources if not one.records]
    if empty:
        lines.append(f"{wording.many(len(empty), 'file')} without a record: {wording.listed(map(visible, empty), 6)}")
    told = [_told(one, most) for one in filled if any(one.remarks())]
    for one in told[:MOST_TOLD]:
        lines += [*GAP, *one]
    if len(told) > MOST_TOLD:
        lines += [*GAP, f"... and {len(told) - MOST_TOLD:,} more files with remarks; {where}"]
    return lines


def _fates(filled: list[Account], most: int, where: str) -> list[str]:
    roomy = most >= ROOMY
    head = ["file", "records", "kept", "duplicates", "later", "set aside"]
    rows = [[visible(one.source), *(f"{n:,}" for n in _counts(one))] for one in filled]
    right = [False, True, True, True, True, True]
    if roomy:
        head, right = ["file", "reader", *head[1:], "first day", "last day"], [False, *right, False, False]
        spans = [(one.span.first, one.span.last) if one.span else ("", "") for one in filled]
        rows = [[row[0], one.reader, *row[1:], *days] for row, one, days in zip(rows, filled, spans, strict=True)]
    lines = columns.table(head, rows, right, most)
    return [lines[0], *columns.capped(lines[1:], MOST_FILES, where)]


def _counts(one: Account) -> tuple[int, ...]:
    return (one.records, one.kept, one.duplicates, one.observations, one.rejected)


def _told(one: Account, most: int) -> list[str]:
    """What there is to say of one file, by kind; of each kind so much."""
    about = f" ({one.reader}: {', '.join(one.tables)})"
    lines = [columns.tail(visible(one.source), most - len(about)) + about]
    kinds: dict[str, list[str]] = {}
    for kind, says, n, row in one.remarks():
        text = f"{visible(says)} (row {visible(row)}{f' and {n - 1:,} more' if n and n > 1 else ''})" if row else says
        kinds.setdefault(kind, []).append(visible(text))
    if "unknown column" in kinds:
        kinds["unknown column"] = [wording.quoted(kinds["unknown column"], 2 * MOST_OF_ONE)]
    for kind, texts in kinds.items():
        label = _LABELS.get(kind, kind)
        for n, text in enumerate(columns.capped(texts, MOST_OF_ONE, "--json has all")):
            lines += wrapped("" if n else label, text, _INDENT, most)
    return lines
