"""Raw files as they lie there: plain, packed with gzip, zstd or xz, or in a zip; told by their first bytes alone.

A packed file is unpacked while it is read, in bounded memory, and never onto a path that it names itself. What is
damaged, cut off, encrypted or packed twice is told in a sentence, and so is a bomb: few bytes that become very many.
"""

from __future__ import annotations

import gzip
import io
import lzma
import zipfile
import zlib
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from helpers.errors import ReaderError
from helpers.packed import _zips
from helpers.packed._evidence import ALLOWED, RATIO, Evidence, bomb, damaged, evidence, most, n_bytes
from helpers.packed._streams import Unxz, Unzstd, widest_window

PACKINGS = ("gzip", "zstd", "xz", "zip")
SHEETS = ("xlsx", "ods", "xls")
PEEK = 1024
_TAR = slice(257, 262)  # where a tar archive says `ustar`
_SQL_WINDOW = 1 << 27  # what the fast reader unpacks of zstd: a longer window has to be asked for


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...
    def close(self) -> None: ...


def kind(path: Path) -> str:
    """How the file is packed: gzip, zstd, xz or zip; of a spreadsheet xlsx, ods or xls; else an empty text."""
    stamp = path.stat()
    return _kind(str(path), stamp.st_size, stamp.st_mtime_ns)


@lru_cache(maxsize=64)
def _kind(path: str, size: int, changed: int) -> str:
    with open(path, "rb") as file:  # noqa: PTH123 - a text is the key that can be remembered
        start = file.read(PEEK)
    found = _first_bytes(start)
    return _zip_kind(path) if found == "zip" else found


def _first_bytes(start: bytes) -> str:
    zstd = start[:4] == b"\x28\xb5\x2f\xfd" or (start[1:4] == b"\x2a\x4d\x18" and start[0] >> 4 == 5)
    zipped = start[:4] in (b"PK\x03\x04", b"PK\x05\x06")
    for name, is_it in (
        ("gzip", start[:2] == b"\x1f\x8b"),
        ("zstd", zstd),
        ("xz", start[:6] == b"\xfd7zXZ\0"),
        ("zip", zipped),
        ("xls", start[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    ):
        if is_it:
            return name
    return ""


def _zip_kind(path: str) -> str:
    try:
        with open(path, "rb") as file, _zips.opened(file) as archive:  # noqa: PTH123
            names = archive.namelist()
            if "[Content_Types].xml" in names and any(name.startswith("xl/") for name in names):
                return "xlsx"
            is_ods = "mimetype" in names and "content.xml" in names
            said = archive.open("mimetype").read(100) if is_ods else b""
            return "ods" if b"opendocument.spreadsheet" in said else "zip"
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError):
        return "zip"  # opening it will tell what is wrong with it


def is_packed(path: Path) -> bool:
    """Whether the file is packed, by its first bytes."""
    return kind(path) in PACKINGS


def said(path: Path) -> str:
    """How the file is packed, in words; empty where it is not."""
    how = kind(path)
    if how == "zip":
        with path.open("rb") as file, _zips.opened(file) as archive:
            return (
                f'packed as zip, its file "{_zips.shown(_zips.member(evidence(path), archive).filename)}" was unpacked'
            )
    return f"packed with {how}, unpacked while it was read" if how in PACKINGS else ""


def sql_compression(path: Path) -> str:
    """What DuckDB must be told to read the file as it lies there: none, gzip or zstd; empty where it cannot."""
    how = kind(path)
    if how == "zstd":
        stamp = path.stat()
        return "zstd" if widest_window(str(path), stamp.st_size, stamp.st_mtime_ns) <= _SQL_WINDOW else ""
    return {"": "none", "gzip": "gzip"}.get(how, "")


def open_bytes(path: Path) -> BinaryIO:
    """The file's bytes, unpacked; of a zip those of its one file, or of the `member` that case.toml names.

    A `ReaderError` where it is damaged or breaks off (also later, while it is read), is encrypted, is packed twice, or
    becomes more than ALLOWED bytes and more than RATIO times its size without case.toml allowing that.
    """
    one = evidence(path)
    if one.plain:
        return one.plain.open("rb")
    how = kind(path)
    if how not in PACKINGS:
        return path.open("rb")
    stream, size = _stream(one, how)
    try:
        opened = io.BufferedReader(_Guarded(one, stream, size), 1 << 20)
        _check_inside(path, opened.peek(PEEK))
    except BaseException:
        stream.close()
        raise
    return cast(BinaryIO, opened)


def open_part(path: Path, name: str) -> BinaryIO:
    """A named part of a zip such as a spreadsheet, unpacked while it is read; a `KeyError` where there is none."""
    one = evidence(path)
    stream, size = _zips.open_part(one, name)
    return cast(BinaryIO, io.BufferedReader(_Guarded(one, stream, size), 1 << 18))


def _stream(one: Evidence, how: str) -> tuple[_Readable, int]:
    """The unpacked bytes, and how many packed ones there are."""
    size = one.stat().st_size
    if how == "zip":
        return _zips.open_member(one)
    if how == "gzip":
        return cast(_Readable, gzip.open(one, "rb")), size
    file = one.open("rb")
    if how == "xz":
        return Unxz(file), size
    stamp = one.stat()
    return Unzstd(file, lambda: widest_window(str(one), stamp.st_size, stamp.st_mtime_ns)), size


def _check_inside(path: Path, start: bytes) -> None:
    inner = _first_bytes(start)
    if inner:
        what = "a spreadsheet" if inner == "xls" else f"packed once more ({inner})"
        raise ReaderError(f"{path}: what is packed in it is itself {what}. Unpack it once, and add what comes out.")
    if start[_TAR] == b"ustar":
        raise ReaderError(f"{path}: a tar archive of files is packed in it. Unpack it, and add the files.")


class _Guarded(io.RawIOBase):
    """Unpacked bytes, counted; what goes wrong while they are unpacked becomes a sentence."""

    def __init__(self, one: Evidence, stream: _Readable, size: int) -> None:
        self.one, self.stream, self.size, self.total = one, stream, size, 0
        self.most = most(one, size)

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fills the buffer with what comes next."""
        try:
            data = self.stream.read(len(buffer))
        except (EOFError, zlib.error, gzip.BadGzipFile, lzma.LZMAError, zipfile.BadZipFile, ValueError) as error:
            raise damaged(self.one, error) from error
        self.total += len(data)
        if self.total > self.most:
            raise bomb(self.one, self.size, self.most)
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Closes what is beneath."""
        if not self.closed:
            self.stream.close()
        super().close()


__all__ = [
    "ALLOWED",
    "PACKINGS",
    "RATIO",
    "SHEETS",
    "Evidence",
    "bomb",
    "damaged",
    "evidence",
    "is_packed",
    "kind",
    "n_bytes",
    "open_bytes",
    "open_part",
    "said",
    "sql_compression",
]
