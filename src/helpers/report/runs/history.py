"""The runs of a case's report, one line of JSON each, in `reports/<case>.past/history.jsonl`; lines are only added.

A line says when a run `started` and `finished`, its `seconds`, its `result` (published, unchanged, held, failed), the
`exit` code, which `pages` were run, kept and failed, the counts of its `changes`, what it `says` in a sentence, the
stamp of its `publication` (null where nothing was published), the `kit` and the fingerprint of the `evidence`.
"""

from __future__ import annotations

import fcntl
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

NAME = "history.jsonl"
RESULTS = ("published", "unchanged", "held", "failed")


def path(case: Any) -> Path:
    """The file of a case's history; it need not exist."""
    return Path(f"{case.reports}.past") / NAME


def read(case: Any) -> list[dict[str, Any]]:
    """The lines of a case's history in the order in which they were added, oldest first; empty where there are none.

    A line that an interruption left half-written is passed over: what it would have said is lost, the others stand.
    """
    try:
        text = path(case).read_text("utf-8", "replace")
    except OSError:
        return []
    found = (_line(each) for each in text.split("\n"))
    return [line for line in found if line]


def add(case: Any, line: dict[str, Any]) -> None:
    """Adds one line, in one write, so that two runs at a time do not mix theirs; an `OSError` where it cannot be."""
    where = path(case)
    where.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
    handle = os.open(where, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        with suppress(OSError):  # some network drives have no locks; a line is one write all the same
            fcntl.flock(handle, fcntl.LOCK_EX)
        torn = os.lseek(handle, 0, os.SEEK_END) and os.pread(handle, 1, os.lseek(handle, 0, os.SEEK_END) - 1) != b"\n"
        os.write(handle, (("\n" if torn else "") + text).encode("utf-8", "replace"))
        os.fsync(handle)
    finally:
        os.close(handle)


def _line(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) and found.get("result") in RESULTS else {}
