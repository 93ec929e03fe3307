"""What the ledger says, and where it cannot be as builds wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from helpers import clean, ledger
from helpers.errors import UsageError
from helpers.ledger import Head, Line

COUNTS = ("records", "kept", "duplicates", "observations", "rejected")
_HASH = re.compile("[0-9a-f]{64}")
LONGEST = 200  # signs of a name in a sentence; a hostile one may have millions


@dataclass(frozen=True)
class Last:
    """The last line of the ledger on one source that tells its contents, and whether a later one says it is gone."""

    n: int
    says: Mapping[str, Any]
    gone: bool = False

    @property
    def files(self) -> Mapping[str, str]:
        """The files of a folder with their hashes; empty for a single file."""
        return self.says.get("files") or {}


@dataclass
class Past:
    """The lines of a ledger, the last one of each source, the head, and what is wrong with them, in sentences."""

    path: Path
    lines: list[Line] = field(default_factory=list)
    head: Head = field(default_factory=Head)
    problems: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def last(self, until: int | None = None) -> dict[str, Last]:
        """The last line of each source, or what it was when the ledger had so many lines."""
        found: dict[str, Last] = {}
        for line in self.lines if until is None else self.lines[:until]:
            name = line.says["source"]
            if not line.says.get("gone"):
                found[name] = Last(line.n, line.says)
            elif name in found:
                found[name] = Last(line.n, found[name].says, gone=True)
        return found

    def line_of(self, sha256: str) -> int | None:
        """The number of the line with this hash, 0 for that of an empty ledger; None where no line has it."""
        numbers = {ledger.START: 0, **{line.sha256: line.n for line in self.lines}}
        return numbers.get(sha256)


def read(path: Path, head: str = "") -> Past:
    """Walks the whole chain; with `head`, the hash that somebody noted, some line must still have it.

    A `UsageError` where that is no SHA-256.
    """
    noted = head.strip().lower()
    if noted and not _HASH.fullmatch(noted):
        raise UsageError(
            f'--head takes the 64 digits of a SHA-256, as `casebook build` and `casebook verify` say it; "{head}" '
            "is not one."
        )
    past = Past(path)
    every = list(ledger.walk(path))
    numbers = {line.sha256: line.n for line in every}
    previous = ledger.START
    for line in every:
        if wrong := line.damage or _wrong(line):
            past.problems.append(f"{path}: {wrong}.")
        if not line.damage and line.says.get("before") != previous:
            past.problems.append(_broken(path, line, numbers))
        previous = line.sha256
        past.head = Head(line.sha256, line.n)
        if not wrong:
            past.lines.append(line)
    if not every:
        past.problems.append(f"{path} is not there or empty: nothing says what was read, and when.")
    if noted:
        _look_for(noted, past, numbers)
    return past


def shown(name: str) -> str:
    """The name for a sentence: signs that cannot be seen are written out, and a long one is cut."""
    cut = name if len(name) <= LONGEST else f"{name[:LONGEST]}..."
    return "".join(sign if sign.isprintable() else f"‹U+{ord(sign):04X}›" for sign in clean.visible(cut))


def unsafe(names: Iterable[str]) -> str:
    """The first of the names that is no path inside a folder; empty if all are."""
    for name in names:
        parts = name.split("/")
        if ".." in parts or "" in parts or "\0" in name or any("\ud800" <= sign <= "\udfff" for sign in name):
            return name or "(empty)"
    return ""


def _broken(path: Path, line: Line, numbers: Mapping[str, int]) -> str:
    """Why the chain is broken at this line."""
    if line.n == 1:
        return f"{path}, line 1: it carries the hash of a line before it, so the beginning of the ledger was taken out."
    before = line.says.get("before")
    meant = numbers.get(before) if isinstance(before, str) else None
    carries = f"; it carries that of line {meant}" if meant else ""
    return (
        f"{path}, line {line.n}: it does not carry the hash of line {line.n - 1}{carries}. One of the two was changed, "
        "or lines were taken out, put in or moved."
    )


def _look_for(noted: str, past: Past, numbers: Mapping[str, int]) -> None:
    n = 0 if noted == ledger.START else numbers.get(noted)
    if n is None:
        past.problems.append(
            f"{past.path}: no line has the hash {noted}, which was noted as its head. The ledger was cut or written "
            "anew since then."
        )
    elif n < past.head.lines:
        past.remarks.append(f"The head that was noted is the hash of line {n}; {past.head.lines - n:,} came later.")


def _wrong(line: Line) -> str:
    """Why a line cannot be one that a build wrote; empty if it can."""
    says, its = line.says, f"line {line.n}: its"
    if bad := unsafe([says["source"]]):
        return f'line {line.n}: "{shown(bad)}" is no path inside the case, and nothing was read there'
    if says.get("gone"):
        return ""
    if not _is_hash(says.get("sha256")):
        return f'{its} "sha256" is no SHA-256'
    for name in ("bytes", *COUNTS):
        if not _is_count(says.get(name)):
            return f'{its} "{name}" is no number of {"bytes" if name == "bytes" else "records"}'
    files = says.get("files") or {}
    if not isinstance(files, dict) or not all(_is_hash(one) for one in files.values()) or unsafe(files):
        return f'{its} "files" is no list of files with their hashes'
    if not all(_is_run(one) for one in says.get("seen") or ()) or not _is_count(says.get("build", 0)):
        return f'{its} "seen" and "build" do not say which build saw which records first'
    return ""


def _is_hash(value: object) -> bool:
    return isinstance(value, str) and bool(_HASH.fullmatch(value))


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 63


def _is_run(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(_is_count(one) for one in value)
