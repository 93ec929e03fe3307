"""A raw file's path with what case.toml says of how to open it; what a packed file may become; its faults."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from helpers import wording
from helpers.errors import CaseError, ReaderError

ALLOWED = 1 << 30  # bytes that any packed file may become
RATIO = 500  # text is packed 3 to 50 times; what becomes more than this and more than ALLOWED was made to fill a disk
_UNITS = {"kb": 10**3, "mb": 10**6, "gb": 10**9, "tb": 10**12}

if TYPE_CHECKING:
    _Native = Path
else:
    _Native = type(Path())


class Evidence(_Native):
    """The path of a raw file that also knows what case.toml says of how to open it; as text it is the path."""

    member: str = ""  # which file of a zip
    sheet: str = ""  # which sheet of a spreadsheet
    encoding: str = ""  # as stated
    allowed: int = 0  # bytes that it may become, as stated
    plain: Path | None = None  # a copy of it as plain UTF-8, where one was made
    spill: Path | None = None  # where such a copy may be made


def evidence(path: Path, options: Mapping[str, object] | None = None, spill: Path | None = None) -> Evidence:
    """The path with the words of case.toml on how to open it; the same object where it has them already."""
    if isinstance(path, Evidence):
        return path
    made, given = Evidence(path), options or {}
    made.member, made.sheet = str(given.get("member", "")), str(given.get("sheet", ""))
    made.encoding, made.spill = str(given.get("encoding", "")), spill
    made.allowed = n_bytes(str(given["unpacked"])) if given.get("unpacked") else 0
    return made


def n_bytes(size: str) -> int:
    """The bytes that a size such as "20 GB" or "1.5 TB" means; a `CaseError` for another text."""
    found = re.fullmatch(r"(\d{1,6}(?:\.\d+)?) ?([kmgt]b)", size.strip().lower())
    if not found:
        raise CaseError(f'unpacked = "{size}" is no size. Write it as in unpacked = "20 GB".')
    return int(float(found[1]) * _UNITS[found[2]])


def most(one: Evidence, size: int) -> int:
    """How many bytes `size` packed ones may become."""
    return one.allowed or max(ALLOWED, RATIO * size)


def damaged(path: Path, error: object) -> ReaderError:
    """The error for a packed file that breaks off or whose checksum is wrong."""
    said = str(error).strip().rstrip(".") or "it breaks off"
    return ReaderError(f"{path}: the packed file ends too early or is damaged ({said}). Obtain it again.")


def bomb(one: Evidence, size: int, most: int, whole: int = 0) -> ReaderError:
    """The error for a packed file of `size` bytes that becomes more than the `most` that it may."""
    becomes = f"{wording.size(whole)}" if whole else f"more than {wording.size(most)}"
    if one.allowed:
        why = f"and unpacked in case.toml allows {wording.size(most)}. Allow more there"
    else:
        why = f'more than {RATIO} times as much. If it is what you expect, write unpacked = "20 GB" in case.toml'
    return ReaderError(f"{one}: {wording.size(size)} unpack to {becomes}, {why}, or unpack it yourself.")
