"""From what tables and bundles hold to plain JSON that is the same each time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

MOST_TEXT = 600
MOST_EVIDENCE = 8

Entry = dict[str, Any]


def entry(title: Any, fields: Mapping[str, Any], evidence: Iterable[Iterable[Any]] = (), page: str = "") -> Entry:
    """One finding of a snapshot: its title, what is known of it, its first rows of evidence, the page it stands on.

    Fields without a value are left out; evidence is `[table, source, row]`, the first eight, and `n_evidence` counts
    them where there are more.
    """
    rows = [[plain(part) or "" for part in one] for one in evidence]
    known = {name: value for name, given in fields.items() if (value := plain(given)) is not None}
    found: Entry = {"title": plain(title) or "", "fields": known, "evidence": rows[:MOST_EVIDENCE]}
    if len(rows) > MOST_EVIDENCE:
        found["n_evidence"] = len(rows)
    return found | ({"page": page} if page else {})


def keyed(entries: Iterable[tuple[str, Entry]]) -> dict[str, Entry]:
    """The entries by their ids; one whose id is taken gets a number behind it, so that none is lost."""
    found: dict[str, Entry] = {}
    for name, one in entries:
        key, n = str(plain(name)), 1
        while key in found:
            n += 1
            key = f"{plain(name)} ({n})"
        found[key] = one
    return found


def plain(value: Any) -> Any:
    """The value as JSON has it: text (cut at 600 characters), a list, a number, a flag; None where it is missing."""
    if isinstance(value, Mapping):
        return {str(name): plain(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value] or None
    if isinstance(value, str):
        return _cut(value.encode("utf-8", "replace").decode()) or None
    try:
        if value is None or value != value:  # a NaN
            return None
    except TypeError:  # pandas' NA has no truth
        return None
    if isinstance(value, bool) or type(value).__name__ == "bool_":
        return bool(value)
    number = float(value)
    return int(number) if number == int(number) and abs(number) < 2**53 else float(f"{number:.9g}")


def _cut(text: str) -> str:
    if len(text) <= MOST_TEXT:
        return text
    return f"{text[: MOST_TEXT - 80]}… ({len(text):,} characters in all, sha256 {digest(text)[:16]})"


def digest(value: Any) -> str:
    """The SHA-256 of a text, or of the JSON of anything else."""
    text = value if isinstance(value, str) else json.dumps(plain(value), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def dumped(value: Any, indent: int = 0) -> bytes:
    """A JSON file, an entry a line: keys in order, so that equal values are equal bytes."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, indent=indent, separators=(",", ": "))
    return (text + "\n").encode("utf-8", "replace")
