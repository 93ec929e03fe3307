"""The ledger: one line per raw file, each with the hash of the line before, so that nobody changes the past unseen.

A line is added when a file is new, when its bytes change, when its records meet another fate, or when it is gone.
Lines are never rewritten. `sha256` is of the file's bytes; `before` is the SHA-256 of the line before (as it stands in
the file, without its newline); `kit` is the version of the kit that wrote the line; `build` counts the builds that
added lines; `seen` says from which record on a build was the first to see it; `accepted`, that a person accepted that
earlier records are gone or different. A broken chain is not continued.

Whoever cuts the end off, or writes every line anew, leaves a sound chain: only the head, which is the hash of the last
line, tells it, when somebody noted it elsewhere. `build` and `verify` say it, and every report has it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from helpers import __version__
from helpers.errors import TableError

START = "0" * 64
ASIDE = ("seen", "accepted")  # told beside the rest: they alone make no new line
LARGEST = 64 << 20  # bytes of one line: a folder of half a million pages has less


@dataclass(frozen=True)
class Head:
    """The hash of the last line of a ledger (zeros where it has none), and how many lines it has."""

    sha256: str = START
    lines: int = 0


@dataclass(frozen=True)
class Line:
    """One line of a ledger as it stands: its number from 1, its text, its hash, what it says, why it says nothing."""

    n: int
    text: str
    sha256: str
    says: Mapping[str, Any]
    damage: str = ""


def head(path: Path) -> Head:
    """The head of a ledger, whatever its lines say; that of an empty one where there is none."""
    found = Head()
    for line in walk(path):
        found = Head(line.sha256, line.n)
    return found


def walk(path: Path) -> Iterator[Line]:
    """The lines of a ledger one by one, without a look at the chain; one that is none of a ledger's has `damage`.

    A line of more than 64 MB is the last one that is looked at.
    """
    if not path.is_file():
        return
    with path.open("rb") as file:
        for n, line in enumerate(iter(lambda: file.readline(LARGEST + 1), b""), 1):
            if len(line) > LARGEST:
                damage = f"line {n} has more than {LARGEST >> 20} MB, and no build writes such a line"
                yield Line(n, "", START, {}, damage)
                return
            yield _line(n, line.removesuffix(b"\n"))


def _line(n: int, text: bytes) -> Line:
    sha256, says, damage = hashlib.sha256(text).hexdigest(), {}, ""
    try:
        found = json.loads(text.decode("utf-8"))
        if isinstance(found, dict) and isinstance(found.get("source"), str):
            says = found
        else:
            damage = f"line {n} names no source"
    except RecursionError:
        damage = f"line {n} is nested too deeply"
    except ValueError as error:
        damage = f"line {n} is no JSON: {getattr(error, 'msg', error)}"
    return Line(n, text.decode("utf-8", "replace"), sha256, says, damage)


def chained(lines: Iterable[Mapping[str, Any]]) -> str:
    """The text of a ledger with these lines, each with the hash of the line before; all else as it is."""
    texts, previous = [], START
    for line in lines:
        texts.append(_text({**line, "before": previous}))
        previous = _hash(texts[-1])
    return "".join(text + "\n" for text in texts)


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
        text = _text(stamped)
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
    then = "Move it aside, and run `casebook build` again."
    found, previous = [], START
    for line in walk(path):
        if line.damage:
            raise TableError(f"{path} is damaged ({line.damage}). {then}")
        if line.says.get("before") != previous:
            raise TableError(
                f"{path}, line {line.n}: it does not carry the hash of the line before, so the past was changed. {then}"
            )
        previous = line.sha256
        found.append((dict(line.says), line.text))
    return found


def _text(line: Mapping[str, Any]) -> str:
    return json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
