"""One cheap pass over a raw file before anything reads it: its hash, its encoding, and how many records it holds.

The count is made here, independently of the reader: what `build` keeps and sets aside must add up to it.
"""

from __future__ import annotations

import codecs
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from helpers.decoding import STATED, decide, open_utf8, settle, unfit
from helpers.errors import ReaderError

if TYPE_CHECKING:
    import numpy as np

CHUNK = 4 << 20
# A record of more bytes is left to the careful readers: the fast one reserves sixteen times its longest line.
LONG = 1 << 20
LONGEST = 64 << 20  # what is longer is no record: a quote was left open in it, or its end was lost


@dataclass
class Scan:
    """What one pass over the unpacked text tells. `records` counts lines outside quotes, but blank ones and the header.

    `encoding` is the one that was decided, and `decided` has the sentence on it where it is not UTF-8.
    """

    encoding: str
    decided: str = ""
    records: int = 0
    blank: int = 0
    longest: int = 0
    has_nul: bool = False
    bad_utf8: int = 0
    ends_in_quote: bool = False

    @property
    def plain(self) -> bool:
        """Whether a strict and fast reader can be trusted with the file."""
        return not (self.blank or self.has_nul or self.bad_utf8 or self.ends_in_quote or self.longest > LONG)


def sha256(path: Path) -> str:
    """The SHA-256 of the file as it lies on the disk, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def begins_with(path: Path, n_bytes: int, sha256: str) -> bool:
    """Whether the first bytes of a file have this SHA-256: then all that was read of it is there still."""
    digest, left = hashlib.sha256(), n_bytes
    with path.open("rb") as file:
        while left and (chunk := file.read(min(left, CHUNK))):
            digest.update(chunk)
            left -= len(chunk)
    return not left and digest.hexdigest() == sha256


def longest_line(path: Path) -> tuple[int, int]:
    """The number of the longest line of a file, from 1, and how many bytes it has; of equals, the first."""
    found, number, since = (1, 0), 1, 0
    for chunk in _chunks(open_utf8(path)):
        for n, part in enumerate(chunk.split(b"\n")):
            number, since = (number + 1, 0) if n else (number, since)
            since += len(part)
            found = (number, since) if since > found[1] else found
    return found


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while chunk := file.read(CHUNK):
            yield chunk


@dataclass
class _Lines:
    """Counts lines outside double quotes: those with an even number of quotes before them, from chunk to chunk."""

    quoted: bool
    inside: int = 0
    ends: int = 0
    blank: int = 0
    longest: int = 0
    since: int = 0  # bytes since the last end of a record
    tail: bytes = field(default=b"\n")  # the last two bytes seen, as if a line had just ended

    def feed(self, chunk: bytes) -> None:
        import numpy as np

        data = np.frombuffer(chunk, np.uint8)
        ends = np.flatnonzero(data == 10)
        if self.quoted and (self.inside or b'"' in chunk):
            quotes = np.flatnonzero(data == 34)
            ends = ends[(np.searchsorted(quotes, ends) + self.inside) % 2 == 0]
            self.inside = (self.inside + len(quotes)) % 2
        self.ends += len(ends)
        self._measure(ends, len(data))
        self._count_blank(data, ends)
        self.tail = (self.tail + chunk)[-2:]

    def _count_blank(self, data: np.ndarray, ends: np.ndarray) -> None:
        import numpy as np

        before = np.frombuffer(self.tail[-2:].rjust(2, b" "), np.uint8)
        padded = np.concatenate([before, data[: ends[-1] + 1] if len(ends) else data[:0]])
        one, two = padded[ends + 1], padded[ends]
        self.blank += int(np.count_nonzero((one == 10) | ((one == 13) & (two == 10))))

    def _measure(self, ends: np.ndarray, size: int) -> None:
        import numpy as np

        if len(ends):
            inner = int(np.diff(ends).max()) if len(ends) > 1 else 0
            self.longest = max(self.longest, self.since + int(ends[0]) + 1, inner)
            self.since = size - int(ends[-1]) - 1
        else:
            self.since += size
        self.longest = max(self.longest, self.since)

    @property
    def total(self) -> int:
        """Lines that are not blank, a last one without its newline included."""
        open_line = self.tail[-1:] != b"\n" or self.inside
        return self.ends - self.blank + bool(open_line)


class _Utf8:
    """Counts the bytes that are no UTF-8."""

    def __init__(self) -> None:
        self.decoder = codecs.getincrementaldecoder("utf-8")("strict")
        self.bad = 0

    def feed(self, chunk: bytes, final: bool = False) -> None:
        pending = self.decoder.getstate()[0]
        try:
            self.decoder.decode(chunk, final)
        except UnicodeDecodeError:
            # Only now the slow way: count what would be replaced. A character cut by the chunk's end stays pending.
            self.decoder.reset()
            lenient = codecs.getincrementaldecoder("utf-8")("surrogateescape")
            decoded = lenient.decode(pending + chunk, final)
            self.bad += len(re.findall("[\udc80-\udcff]", decoded))
            self.decoder.setstate((lenient.getstate()[0], 0))


def scan(path: Path, *, quoted: bool, header: bool, encoding: str = "") -> Scan:
    """Reads the file once. `quoted`: newlines inside double quotes do not end a record; `header`: the first is none.

    `encoding` is the one that case.toml states. A `ReaderError` where the file is empty, damaged, or not UTF-8 (but for
    a few bytes) without any other encoding being stated or marked: with the encodings that fit.
    """
    settle(path)
    decided = decide(path, encoding)
    result = Scan(decided.name, decided.sentence)
    chunks = _chunks(open_utf8(path, encoding))
    first = next(chunks, b"")
    if not first.strip():
        raise ReaderError(f"{path}: the file is empty. Export it again, or take its entry out of case.toml.")
    _count(chain([first], chunks), result, quoted, header)
    if decided.why != STATED and result.bad_utf8 * 100 > max(result.records, 1):
        raise unfit(path, result.bad_utf8)
    return result


def text_lines(path: Path, looked: Scan, newline: str = "") -> Iterator[str]:
    """The file's lines as text, ends of lines as they stand; a byte that is no UTF-8 becomes a lone surrogate.

    A carriage return ends a line, too, as old Macs wrote it, unless `newline` says that a newline alone does: between
    the parts of a JSON object it is white space.

    A `ReaderError` for a line longer than LONGEST, so that memory stays bounded.
    """
    encoding = looked.encoding if not looked.encoding.startswith("utf-8") else ""
    with io.TextIOWrapper(open_utf8(path, encoding), "utf-8", errors="surrogateescape", newline=newline) as lines:
        for number in count(1):
            line = lines.readline(LONGEST)
            if not line:
                return
            if len(line) == LONGEST:
                raise too_long(path, number)
            yield line


def too_long(path: Path, line: int) -> ReaderError:
    """The error for a line that is longer than LONGEST."""
    return ReaderError(
        f"{path}, line {line:,}: it is longer than {LONGEST >> 20} MiB, which is more than can be read at once. "
        "Shorten it or take it out."
    )


def _count(chunks: Iterator[bytes], result: Scan, quoted: bool, header: bool) -> None:
    lines, text = _Lines(quoted), _Utf8()
    for chunk in chunks:
        if not chunk:
            continue
        lines.feed(chunk)
        text.feed(chunk)
        result.has_nul = result.has_nul or b"\0" in chunk
    text.feed(b"", final=True)
    result.records = max(lines.total - header, 0)
    result.blank, result.bad_utf8, result.ends_in_quote = lines.blank, text.bad, bool(lines.inside)
    result.longest = lines.longest
