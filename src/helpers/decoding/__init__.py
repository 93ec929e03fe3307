"""Which encoding a file of text is in, decided once and said; and its text as UTF-8.

In this order: what case.toml states; a byte-order mark; every second byte NUL, which is UTF-16; else UTF-8, and every
byte is checked. Another encoding is never chosen: `unfit` names those that fit, with a line of the text in each.
"""

from __future__ import annotations

import codecs
import contextlib
import io
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from helpers import packed
from helpers.decoding._candidates import shown
from helpers.errors import ReaderError
from helpers.packed import Evidence, open_bytes

CHUNK = 4 << 20
PEEK = 4096
_LOOKED_AT = 64 << 10
# Python's own, in which nobody saves a file: they spell characters out, and one takes the square of the time.
_SPELT_OUT = {"idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined"}
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# UTF-32's mark begins with that of UTF-16
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
STATED, MARKED, NULS, ASSUMED = (
    "as case.toml says",
    "by its byte-order mark",
    "no byte-order mark; every second byte is NUL",
    "",
)


@dataclass(frozen=True)
class Decided:
    """The encoding of a file, and why it was taken for that; without a reason it is UTF-8 as long as its bytes are."""

    name: str
    why: str = ASSUMED

    @property
    def is_utf8(self) -> bool:
        """Whether the bytes are UTF-8 as they lie there, but for a byte-order mark."""
        return self.name.startswith("utf-8")

    @property
    def sentence(self) -> str:
        """What was decided, as in `read as utf-16, by its byte-order mark`; empty for plain UTF-8."""
        return "" if self.is_utf8 else f"read as {self.name}, {self.why}"


def decide(path: Path, stated: str = "") -> Decided:
    """The encoding of the file, from what is stated (here or in case.toml) or from its first bytes.

    A `ReaderError` where what is stated is the name of no encoding of text.
    """
    stated = stated or packed.evidence(path).encoding
    if packed.kind(path) in packed.SHEETS:
        return Decided("utf-8")
    if stated:
        return Decided(_known(path, stated), STATED)
    with _unsettled(path) as file:
        start = file.read(_LOOKED_AT)
    marked = next((name for mark, name in _MARKS if start.startswith(mark)), "")
    if marked:
        return Decided(marked, MARKED)
    by_nuls = _utf16(start)
    return Decided(by_nuls, NULS) if by_nuls else Decided("utf-8")


def _known(path: Path, name: str) -> str:
    try:
        is_text = codecs.lookup(name)._is_text_encoding and codecs.lookup(name).name not in _SPELT_OUT
    except (LookupError, ValueError):
        is_text = False
    if not is_text:
        raise no_encoding(path, name)
    return "utf-8" if codecs.lookup(name).name == "utf-8" else name


def no_encoding(path: Path, encoding: str) -> ReaderError:
    """The error for a name that is no encoding."""
    return ReaderError(f'{path}: "{encoding}" is not an encoding. Write utf-8, utf-16, cp1252 or the like.')


@contextlib.contextmanager
def _unsettled(path: Path) -> Iterator[BinaryIO]:
    """The bytes as they were before a plain copy was made: the copy no longer says what they were."""
    one = packed.evidence(path)
    plain, one.plain = one.plain, None
    try:
        file = open_bytes(one)
    finally:
        one.plain = plain
    with file:
        yield file


def _utf16(start: bytes) -> str:
    """UTF-16 without its mark: NULs on one side of the pairs, hardly one on the other, and text comes out."""
    start = start[: len(start) // 2 * 2]
    first, second = start[::2].count(0), start[1::2].count(0)
    name = "utf-16-le" if second > first else "utf-16-be"
    most, least = max(first, second), min(first, second)
    if most * 40 < len(start) or least * 20 > most or not start:
        return ""
    if most * 4 < len(start) and _is_text(start):  # a stray NUL in a file that is text as it stands
        return ""
    text = start.decode(name, "replace")
    return "" if any(ord(c) < 32 and c not in "\t\r\n" for c in text) or "\ufffd" in text[:-1] else name


def _is_text(start: bytes) -> bool:
    text = start.decode("utf-8", "replace").rstrip("\ufffd")
    return not any((ord(c) < 32 and c not in "\0\t\r\n") or c == "\ufffd" for c in text)


def open_utf8(path: Path, encoding: str = "") -> BinaryIO:
    """The text of the file as UTF-8 without a byte-order mark, unpacked; bytes that are no UTF-8 stand as they are.

    A `ReaderError`, also later while it is read, where the bytes are not of another encoding that was decided.
    """
    one = packed.evidence(path)
    if one.plain:
        return one.plain.open("rb")
    decided = decide(one, encoding)
    file = open_bytes(one)
    if not decided.is_utf8:
        return cast(BinaryIO, io.BufferedReader(_Recoded(file, path, decided), 1 << 20))
    if cast(io.BufferedReader, file).peek(3)[:3] == codecs.BOM_UTF8:
        file.read(3)
    return file


class _Recoded(io.RawIOBase):
    """Text of another encoding, read as UTF-8."""

    def __init__(self, file: BinaryIO, path: Path, decided: Decided) -> None:
        self.file, self.path, self.decided = file, path, decided
        self.decoder = codecs.getincrementaldecoder(decided.name)("strict")
        self.ready, self.begun = b"", False

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fills the buffer with what comes next."""
        ended = False
        while not self.ready and not ended:
            data = self.file.read(1 << 20)
            ended = not data
            self.ready = self._utf8(data, ended)
        found, self.ready = self.ready[: len(buffer)], self.ready[len(buffer) :]
        buffer[: len(found)] = found
        return len(found)

    def _utf8(self, data: bytes, final: bool) -> bytes:
        try:
            text = self.decoder.decode(data, final)
            if text and not self.begun:
                text, self.begun = text.removeprefix("\ufeff"), True
            return text.encode("utf-8")
        except UnicodeError as error:
            then = "Correct the encoding in case.toml." if self.decided.why == STATED else "Obtain the file again."
            raise ReaderError(f"{self.path}: the bytes are not {self.decided.name} ({error}). {then}") from None

    def close(self) -> None:
        """Closes the file beneath."""
        self.file.close()
        super().close()


def settle(path: Path, spill: Path | None = None) -> Path:
    """Makes a copy in plain UTF-8 of what the fast reader cannot read as it lies there; where it can be read then.

    The copy lies in the `spill` folder, or in that of the evidence, until `forget` removes it; without either none is
    made.
    """
    one = packed.evidence(path)
    spill = spill or one.spill
    if one.plain:
        return one.plain
    if spill is None or (packed.sql_compression(one) and decide(one).is_utf8):
        return one
    spill.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(".plain", "", spill)
    try:
        with open_utf8(one) as file, os.fdopen(number, "wb") as copy:
            shutil.copyfileobj(file, copy, CHUNK)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    one.plain = Path(name)
    return one.plain


def forget(path: Path) -> None:
    """Removes the plain copy of a file, where one was made."""
    if isinstance(path, Evidence) and path.plain:
        path.plain.unlink(missing_ok=True)
        path.plain = None


def unfit(path: Path, bad: int) -> ReaderError:
    """The error for a file that is not UTF-8 and says no other encoding: those that fit, with a line in each."""
    return ReaderError(f"{path}: {bad:,} {'byte is' if bad == 1 else 'bytes are'} not UTF-8{shown(_lines(path))}")


def unfit_header(path: Path) -> ReaderError:
    """The same for a file whose header with the names of the columns is not UTF-8, or not even text."""
    with open_bytes(path) as file:
        if _CONTROL.search(file.read(PEEK)):
            return ReaderError(f"{path}, row 1: the header is not text. Is this a CSV file?")
    return ReaderError(f"{path}, row 1: the header is not UTF-8{shown(_lines(path))}")


def refuse_other(path: Path) -> None:
    """A `ReaderError` with the encodings that fit, where the file is not UTF-8 and says no other encoding."""
    if decide(path).why == ASSUMED and not _is_utf8(path):
        raise ReaderError(f"{path}: the text is not UTF-8{shown(_lines(path))}")


def _is_utf8(path: Path) -> bool:
    """Whether all bytes are; a character cut at the very end is let pass. Line by line would take far longer."""
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    with open_bytes(path) as file:
        try:
            while chunk := file.read(CHUNK):
                decoder.decode(chunk)
        except UnicodeDecodeError:
            return False
    return True


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """The lines of the file that are not UTF-8, with their numbers; of a long one its first mebibyte."""
    with open_bytes(path) as file:
        number = 0
        while line := file.readline(1 << 20):
            number += 1
            try:
                line.decode("utf-8")
            except UnicodeDecodeError as error:
                if error.reason != "unexpected end of data" or line.endswith(b"\n"):
                    yield number, line
            while not line.endswith(b"\n") and (line := file.readline(1 << 20)):
                pass


__all__ = [
    "Decided",
    "decide",
    "forget",
    "no_encoding",
    "open_utf8",
    "refuse_other",
    "settle",
    "unfit",
    "unfit_header",
]
