"""The ledger: one line per raw file, each with the hash of the line before, so that nobody changes the past unseen.

A line is added when a file is new, when its bytes change, when its records meet another fate, or when it is gone.
Lines are never rewritten. `sha256` is of the file's bytes; `before` is the SHA-256 of the line before (as it stands in
the file, without its newline); `kit` is the version of the kit that wrote the line; `build` counts the builds that
added lines; `seen` says from which record on a build was the first to see it; `accepted`, that a person accepted that
earlier records are gone or different. A broken chain is not continued.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from helpers import __version__
from helpers.errors import TableError

START = "0" * 64
ASIDE = ("seen", "accepted")  # told beside the rest: they alone make no new line


def read(path: Path) -> list[dict[str, Any]]:
    """The lines of a ledger, oldest first; empty where there is none. Raises `TableError` where one was changed."""
    return [line for line, _ in _checked(path)]


def latest(lines: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """The last line of each source."""
    return {line["source"]: dict(line) for line in lines}


def known(lines: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """The last line of each source that tells its contents, with `gone` (now) and `first` (when it was first read).

    `seen` is on each: a line of an older kit, which has none, counts as seen before all others.
    """
    found: dict[str, dict[str, Any]] = {}
    for line in lines:
        old = found.get(line["source"], {})
        if line.get("gone"):
            found[line["source"]] = old | {"gone": True}
        else:
            about = {"first": old.get("first", line.get("at", "")), "gone": False}
            found[line["source"]] = {"seen": [[0, 0]], **line, **about}
    return {name: line for name, line in found.items() if "sha256" in line}


def next_build(lines: Iterable[Mapping[str, Any]]) -> int:
    """The number of the build that adds the next lines, from 1."""
    return 1 + max((int(line.get("build", 0)) for line in lines), default=0)


def lines_to_add(before: list[dict[str, Any]], now: Iterable[Mapping[str, Any]], last_text: str = "") -> list[str]:
    """The lines that tell what is new in `now`, chained to the last line's text."""
    last = latest(before)
    build = next_build(before)
    previous = _hash(last_text) if last_text else START
    added = []
    for entry in now:
        old = last.get(entry["source"], {})
        told = {key: value for key, value in entry.items() if key not in ASIDE}
        if {key: old.get(key) for key in told} == told and bool(old.get("gone")) == bool(entry.get("gone")):
            continue
        at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        stamped = {**entry, "at": at, "before": previous, "build": build, "kit": __version__}
        text = json.dumps(stamped, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        previous = _hash(text)
        added.append(text)
    return added


def grown(path: Path, now: Iterable[Mapping[str, Any]]) -> str:
    """The whole text of the ledger with the new lines behind the old ones, which stay byte for byte."""
    checked = _checked(path)
    added = lines_to_add([line for line, _ in checked], now, checked[-1][1] if checked else "")
    return "".join(text + "\n" for text in [*(text for _, text in checked), *added])


def _checked(path: Path) -> list[tuple[dict[str, Any], str]]:
    """The lines with their texts, after a look at the chain."""
    if not path.is_file():
        return []
    then = "Move it aside, and run `casebook build` again."
    found, previous = [], START
    try:
        # not splitlines(): a name may hold U+2028 or U+0085, which it takes for the end of a line
        texts = path.read_text("utf-8").removesuffix("\n").split("\n")
        for n, text in enumerate(texts if texts != [""] else [], 1):
            line = json.loads(text)
            if not isinstance(line, dict) or not isinstance(line.get("source"), str):
                raise ValueError(f"line {n} names no source")
            if line.get("before") != previous:
                raise TableError(
                    f"{path}, line {n}: it does not carry the hash of the line before, so the past was changed. {then}"
                )
            previous = _hash(text)
            found.append((line, text))
    except ValueError as error:
        raise TableError(f"{path} is damaged ({error}). {then}") from None
    return found


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
