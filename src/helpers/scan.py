"""One cheap pass over a raw file before anything reads it: its hash, its encoding, and how many records it holds.

The count is made here, independently of the reader: what `build` keeps and sets aside must add up to it.
"""

from __future__ import annotations

import codecs
import gzip
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from helpers.errors import ReaderError

if TYPE_CHECKING:
    import numpy as np

CHUNK = 4 << 20
# A record of more bytes is left to the careful readers: the fast one reserves sixteen times its longest line.
LONG = 1 << 20
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass
class Scan:
    """What one pass over the bytes tells. `records` counts lines outside quotes, blank ones and the header left out."""

    sha256: str
    bytes: int
    encoding: str
    records: int = 0
    blank: int = 0
    longest: int = 0
    has_nul: bool = False
    bad_utf8: int = 0
    ends_in_quote: bool = False

    @property
    def plain(self) -> bool:
        """Whether a strict and fast reader can be trusted with the file."""
        dirty = self.blank or self.has_nul or self.bad_utf8 or self.ends_in_quote or self.longest > LONG
        return not dirty and self.encoding.startswith("utf-8")


def is_packed(path: Path) -> bool:
    """Whether the file is gzip, by its first bytes."""
    with path.open("rb") as file:
        return file.read(2) == b"\x1f\x8b"


def open_bytes(path: Path) -> BinaryIO:
    """The file's bytes, unpacked if it is gzip (by its first bytes, whatever its name)."""
    return cast(BinaryIO, gzip.open(path, "rb")) if is_packed(path) else path.open("rb")


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
    for chunk in _chunks(path):
        for n, part in enumerate(chunk.split(b"\n")):
            number, since = (number + 1, 0) if n else (number, since)
            since += len(part)
            found = (number, since) if since > found[1] else found
    return found


def _chunks(path: Path) -> Iterator[bytes]:
    try:
        with open_bytes(path) as file:
            while chunk := file.read(CHUNK):
                yield chunk
    except (EOFError, gzip.BadGzipFile) as error:
        raise ReaderError(
            f"{path}: the packed file ends too early or is damaged ({error}). Obtain it again."
        ) from error


@dataclass
class _Lines:
    """Counts lines outside double quotes by the parity of the quotes, carrying the state from chunk to chunk."""

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
            parity = (np.cumsum(data == 34, dtype=np.uint8) + self.inside) & 1
            ends = ends[parity[ends] == 0]
            self.inside = int(parity[-1])
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

    `encoding` is the one that case.toml states; without it a byte-order mark decides, else UTF-8 is checked.
    """
    first = next(_chunks(path), b"")
    if not first.strip():
        raise ReaderError(f"{path}: the file is empty. Export it again, or take its entry out of case.toml.")
    marked = next((name for bom, name in _BOMS if first.startswith(bom)), "")
    result = Scan(sha256(path), path.stat().st_size, encoding or marked or "utf-8")
    if result.encoding in ("utf-8", "utf-8-sig"):
        _count(_chunks(path), result, quoted, header)
        if not encoding and result.bad_utf8 * 100 > max(result.records, 1):
            raise ReaderError(
                f"{path}: {result.bad_utf8:,} bytes are not UTF-8. Say which encoding it is in case.toml, "
                'for instance encoding = "cp1252".'
            )
    else:
        _count(transcoded(path, result.encoding), result, quoted, header)
    return result


def no_encoding(path: Path, encoding: str) -> ReaderError:
    """The error for a name that is no encoding."""
    return ReaderError(f'{path}: "{encoding}" is not an encoding. Write utf-8, utf-16, cp1252 or the like.')


def transcoded(path: Path, encoding: str) -> Iterator[bytes]:
    """The file's text as UTF-8, chunk by chunk; a `ReaderError` where the bytes are not of that encoding."""
    try:
        decoder = codecs.getincrementaldecoder(encoding)("strict")
        for chunk in _chunks(path):
            yield decoder.decode(chunk).encode("utf-8")
        yield decoder.decode(b"", True).encode("utf-8")
    except LookupError:
        raise no_encoding(path, encoding) from None
    except UnicodeError as error:
        raise ReaderError(
            f"{path}: the bytes are not {encoding} ({error}). Correct the encoding in case.toml."
        ) from None


def text_lines(path: Path, looked: Scan) -> Iterator[str]:
    """The file's lines as text, ends of lines as they stand; a byte that is no UTF-8 becomes a lone surrogate."""
    if looked.encoding.startswith("utf-8"):
        with io.TextIOWrapper(open_bytes(path), "utf-8-sig", errors="surrogateescape", newline="") as lines:
            yield from lines
    else:
        # newline="" keeps what stands inside quotes as it is
        pending = ""
        for chunk in transcoded(path, looked.encoding):
            *whole, pending = (pending + chunk.decode("utf-8")).split("\n")
            yield from (line + "\n" for line in whole)
        if pending:
            yield pending


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
