"""Packed bytes unpacked piece by piece, for the packings whose own readers would take what is cut off for whole."""

from __future__ import annotations

import lzma
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import BinaryIO

CHUNK = 256 << 10
_XZ_MEMORY = 512 << 20  # what a stream may ask for; the strongest setting of xz asks for 65 MiB
_WINDOW = 1 << 31  # dumps of Reddit are packed with windows of 2 GiB


class Unxz:
    """The bytes of one or several xz streams after each other; an `EOFError` where the last one is cut off."""

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.held, self.one = file, b"", lzma.LZMADecompressor(lzma.FORMAT_XZ, _XZ_MEMORY)

    def read(self, size: int, /) -> bytes:
        """The next bytes, at most `size`; none at the end."""
        while True:
            if self.one.eof and not self._next():
                return b""
            data = b""
            if self.one.needs_input:
                data = self.held or self.file.read(CHUNK)
                self.held = b""
                if not data:
                    raise EOFError("the last xz stream is cut off")
            if found := self.one.decompress(data, size):
                return found

    def _next(self) -> bool:
        """Whether another stream follows; zeros between two, and behind the last, are filling."""
        rest = self.one.unused_data.lstrip(b"\0")
        while not rest and (data := self.file.read(CHUNK)):
            rest = data.lstrip(b"\0")
        self.one, self.held = lzma.LZMADecompressor(lzma.FORMAT_XZ, _XZ_MEMORY) if rest else self.one, rest
        return bool(rest)

    def close(self) -> None:
        """Closes the file beneath."""
        self.file.close()


class Unzstd:
    """The bytes of one or several zstd frames; `check` is called at the end, and raises where the last is cut off."""

    def __init__(self, file: BinaryIO, check: Callable[[], object]) -> None:
        import zstandard

        self.file, self.check, self.error = file, check, zstandard.ZstdError
        unpacking = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
        self.stream = unpacking.stream_reader(file, read_across_frames=True, closefd=True)

    def read(self, size: int, /) -> bytes:
        """The next bytes, at most `size`; none at the end."""
        try:
            found = self.stream.read(size)
        except self.error as error:
            raise ValueError(str(error).removeprefix("zstd decompress error: ")) from None
        if not found and size:
            self.check()  # the library itself takes the end of the file for the end of the frame
        return bytes(found)

    def close(self) -> None:
        """Closes the file beneath."""
        self.stream.close()  # type: ignore[no-untyped-call]


@lru_cache(maxsize=16)
def widest_window(path: str, size: int, changed: int) -> int:
    """The most bytes that a frame of a zstd file looks back, told by the heads of its frames alone.

    An `EOFError` where a frame is cut off, a `ValueError` where something else stands between them. After RFC 8878.
    """
    with open(path, "rb") as file:  # noqa: PTH123 - a text is the key that can be remembered
        return max(_frames(file, size), default=0)


def _frames(file: BinaryIO, size: int) -> Iterator[int]:
    while head := file.read(4):
        magic = int.from_bytes(head, "little")
        if magic >> 4 == 0x184D2A5:  # a frame to be skipped
            file.seek(int.from_bytes(_whole(file, 4), "little"), 1)
        elif magic == 0xFD2FB528:
            yield _frame(file)
        else:
            raise ValueError(f"what stands at byte {file.tell() - len(head):,} is no zstd frame")
        if file.tell() > size:
            raise EOFError("the last zstd frame is cut off")


def _frame(file: BinaryIO) -> int:
    """Reads over one frame behind its magic number, and gives its window."""
    about = _whole(file, 1)[0]
    single, checksum = about >> 5 & 1, about >> 2 & 1
    window = 0
    if not single:
        byte = _whole(file, 1)[0]
        base = 1 << (10 + (byte >> 3))
        window = base + base // 8 * (byte & 7)
    _whole(file, (0, 1, 2, 4)[about & 3])  # the number of a dictionary
    n = (single, 2, 4, 8)[about >> 6]
    stated = int.from_bytes(_whole(file, n), "little")
    last = 0
    while not last:
        block = int.from_bytes(_whole(file, 3), "little")
        last, kind = block & 1, block >> 1 & 3
        file.seek(1 if kind == 1 else block >> 3, 1)
    file.seek(4 * checksum, 1)
    return stated + 256 * (n == 2) if single else window


def _whole(file: BinaryIO, n: int) -> bytes:
    found = file.read(n)
    if len(found) < n:
        raise EOFError("the last zstd frame is cut off")
    return found


def directory_size(file: BinaryIO) -> int:
    """How many bytes the list of files of a zip takes, 0 where it has none: so much memory its entries will fill."""
    end = file.seek(0, 2)
    start = file.seek(max(end - (1 << 16) - 64, 0))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        return 0
    found = int.from_bytes(tail[at + 12 : at + 16], "little")
    locator = tail[max(at - 20, 0) : at]
    if locator[:4] != b"PK\x06\x07":
        return found
    file.seek(min(int.from_bytes(locator[8:16], "little"), start + at))
    large = file.read(56)
    return max(found if found < 0xFFFFFFFF else 0, int.from_bytes(large[40:48], "little"))
