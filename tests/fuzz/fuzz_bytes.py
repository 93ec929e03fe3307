"""Changes of bytes: of a plain file of any kind, of the text in it, and of what it is packed in."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import warnings
import zipfile
from collections.abc import Callable
from functools import cache
from random import Random
from typing import Any

from fuzz_nasty import MEMBERS, TEXTS, XML_HEADS, XML_PARTS

Change = Callable[[Random, bytes], bytes]
CODECS = (
    *("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "cp1252", "cp1251", "latin-1", "iso8859-15", "cp437"),
    *("gb18030", "shift_jis", "euc-kr", "utf-7", "koi8-r"),
)
PIECES = (
    *(b"\0", b"\xff", b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3", b"\xed\xa0\xbd", b"\xf5\x80", b"\x1a", b"\r"),
    *(b'"', b'""', b"\\", b"\n", b"\n\n\n", b"\r\n", b"\x85", b",", b"}", b"{", b"[", b"]", b"\x1f\x8b", b"PK\x03\x04"),
    *(b"\x28\xb5\x2f\xfd", b"\0" * 5_000, b"\n" * 5_000, b" " * 5_000, b"\xe2\x80\xae", b"\xe2\x80\xa8"),
)


def _flip(rng: Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice((1, 2, 8, 40)) if data else 0):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def _cut(rng: Random, data: bytes) -> bytes:
    return data[: rng.randrange(len(data) + 1)]


def _cut_start(rng: Random, data: bytes) -> bytes:
    return data[rng.randrange(len(data) + 1) :]


def _drop(rng: Random, data: bytes) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + data[at + rng.choice((1, 2, 3, 100, 5_000)) :]


def _insert(rng: Random, data: bytes) -> bytes:
    for _ in range(rng.choice((1, 1, 3))):
        at = rng.randrange(len(data) + 1)
        data = data[:at] + rng.choice(PIECES) + data[at:]
    return data


def _noise(rng: Random, data: bytes) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + rng.randbytes(rng.choice((1, 4, 300))) + data[at:]


def _double(rng: Random, data: bytes) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + data[at : at + rng.choice((1, 50, 2_000))] * 2 + data[at:]


def _swap_lines(rng: Random, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    rng.shuffle(lines)
    return b"".join(lines)


def _twice(rng: Random, data: bytes) -> bytes:
    return data + data


def _endings(rng: Random, data: bytes) -> bytes:
    return b"".join(
        line.rstrip(b"\r\n") + rng.choice((b"\n", b"\r\n", b"\r")) for line in data.splitlines(keepends=True)
    )


def _encoded(rng: Random, data: bytes) -> bytes:
    return data.decode("utf-8", "replace").encode(rng.choice(CODECS), "replace")


def _double_encoded(rng: Random, data: bytes) -> bytes:
    return data.decode("latin-1").encode("utf-8")


def _nothing_left(rng: Random, data: bytes) -> bytes:
    return rng.choice(
        (b"", b"\n", b" ", b"\0", b"\xef\xbb\xbf", b"\xff\xfe", b"[]", b"{}", b"null", b'""', b"\x1f\x8b")
    )


ON_BYTES: dict[str, Change] = {
    change.__name__.strip("_"): change
    for change in (
        *(_flip, _cut, _cut_start, _drop, _insert, _noise, _double),
        *(_swap_lines, _twice, _endings, _encoded, _double_encoded, _nothing_left),
    )
}


# ---------------------------------------------------------------- XML and HTML


def _head(rng: Random, data: bytes) -> bytes:
    at = data.find(b"?>") + 2 if data.lstrip().startswith(b"<?xml") else 0
    return data[:at] + rng.choice(XML_HEADS).encode() + data[at:]


def _laughing(rng: Random, data: bytes) -> bytes:
    return _between(rng, _head(Random(0), data), "&l9;")


def _part(rng: Random, data: bytes) -> bytes:
    for _ in range(rng.choice((1, 1, 3))):
        data = _between(rng, data, rng.choice((*XML_PARTS, *TEXTS)))
    return data


def _between(rng: Random, data: bytes, text: str) -> bytes:
    """The text put behind some `>` of the file."""
    places = [n + 1 for n, byte in enumerate(data[:200_000]) if byte == 62] or [0]
    at = rng.choice(places)
    return data[:at] + text.encode("utf-8", "surrogatepass") + data[at:]


def _declared(rng: Random, data: bytes) -> bytes:
    name = rng.choice(("utf-16", "ebcdic-cp-us", "utf-7", "x", "iso-8859-1", "UCS-4", "")).encode()
    return b'<?xml version="1.0" encoding="' + name + b'"?>' + data[max(data.find(b"?>") + 2, 0) :]


ON_MARK_UP: dict[str, Change] = {
    change.__name__.strip("_"): change for change in (_head, _laughing, _part, _part, _part, _declared)
}


# ---------------------------------------------------------------- packed


def _gz(rng: Random, data: bytes) -> bytes:
    return gzip.compress(data, 1, mtime=0)


def _gz_members(rng: Random, data: bytes) -> bytes:
    at = rng.randrange(len(data) + 1)
    return gzip.compress(data[:at], 1, mtime=0) + gzip.compress(data[at:], 1, mtime=0)


def _gz_gz(rng: Random, data: bytes) -> bytes:
    return _gz(rng, _gz(rng, data))


def _xz(rng: Random, data: bytes) -> bytes:
    return lzma.compress(data, preset=0)


def _xz_streams(rng: Random, data: bytes) -> bytes:
    at = rng.randrange(len(data) + 1)
    return lzma.compress(data[:at], preset=0) + b"\0" * rng.choice((0, 4)) + lzma.compress(data[at:], preset=0)


def _lzma_alone(rng: Random, data: bytes) -> bytes:
    return lzma.compress(data, lzma.FORMAT_ALONE, preset=0)


def _bz2(rng: Random, data: bytes) -> bytes:
    return bz2.compress(data)


def _zst(rng: Random, data: bytes) -> bytes:
    return _zstandard().ZstdCompressor(1, write_checksum=True).compress(data) if _zstandard() else _gz(rng, data)


def _zst_frames(rng: Random, data: bytes) -> bytes:
    at = rng.randrange(len(data) + 1)
    return _zst(rng, data[:at]) + _zst(rng, data[at:])


def _zst_long(rng: Random, data: bytes) -> bytes:
    if not (zstd := _zstandard()):
        return _gz(rng, data)
    settings = zstd.ZstdCompressionParameters(window_log=28, enable_ldm=True, compression_level=1)
    packed = zstd.ZstdCompressor(compression_params=settings).compressobj()
    return bytes(packed.compress(data) + packed.flush())


@cache
def _zstandard() -> Any:
    try:
        import zstandard
    except ImportError:
        return None
    return zstandard


def zipped(members: list[tuple[str, bytes]], deflated: bool = True) -> bytes:
    out = io.BytesIO()
    kind = zipfile.ZIP_DEFLATED if deflated else zipfile.ZIP_STORED
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", kind, compresslevel=1) as archive:
        warnings.simplefilter("ignore")  # the same name twice
        for name, data in members:
            about = zipfile.ZipInfo("x")
            about.filename, about.compress_type = name.encode("utf-8", "replace").decode(), kind
            archive.writestr(about, data)
    return out.getvalue()


def _zip(rng: Random, data: bytes) -> bytes:
    return zipped([("a.csv", data)], rng.random() < 0.7)


def _zip_beside(rng: Random, data: bytes) -> bytes:
    return zipped([("__MACOSX/._a.csv", b"x"), ("folder/", b""), ("folder/a.csv", data), ("folder/.DS_Store", b"x")])


def _zip_several(rng: Random, data: bytes) -> bytes:
    return zipped([(rng.choice((*MEMBERS, "a.csv", "b.csv")), data) for _ in range(rng.choice((2, 3, 1_000)))])


def _zip_tricks(rng: Random, data: bytes) -> bytes:
    return zipped([(rng.choice(MEMBERS), data)])


def _zip_zip(rng: Random, data: bytes) -> bytes:
    return zipped([("a.zip", _zip(rng, data))])


def _zip_empty(rng: Random, data: bytes) -> bytes:
    return zipped(rng.choice(([], [("folder/", b"")], [("a.csv", b"")])))


def _zip_locked(rng: Random, data: bytes) -> bytes:
    packed = bytearray(_zip(rng, data))
    packed[6] |= 1  # the bit that says "encrypted", in the member and in the directory
    packed[packed.rfind(b"PK\x01\x02") + 8] |= 1
    return bytes(packed)


def _zip_lying(rng: Random, data: bytes) -> bytes:
    """A directory that states another size than the member has."""
    packed = bytearray(_zip(rng, data))
    at = packed.rfind(b"PK\x01\x02") + rng.choice((20, 24))
    packed[at : at + 4] = rng.choice((0, 1, 2**31, 2**32 - 1)).to_bytes(4, "little")
    return bytes(packed)


def _zip_behind(rng: Random, data: bytes) -> bytes:
    return rng.randbytes(200) + _zip(rng, data)


PACKING: dict[str, tuple[str, Change]] = {
    **{c.__name__.strip("_"): (".gz", c) for c in (_gz, _gz_members, _gz_gz)},
    **{c.__name__.strip("_"): (".xz", c) for c in (_xz, _xz_streams, _lzma_alone)},
    **{c.__name__.strip("_"): (".zst", c) for c in (_zst, _zst_frames, _zst_long)},
    **{
        c.__name__.strip("_"): (".zip", c) for c in (_zip, _zip_beside, _zip_several, _zip_tricks, _zip_zip, _zip_empty)
    },
    **{c.__name__.strip("_"): (".zip", c) for c in (_zip_locked, _zip_lying, _zip_behind)},
    "bz2": (".bz2", _bz2),
}
WHOLE = {"gz", "gz_members", "xz", "xz_streams", "zst", "zst_frames", "zst_long", "zip", "zip_beside"}

BOMB = 100 << 20


@cache
def _bomb(kind: str, fill: bytes) -> bytes:
    """A hundred megabytes of the same bytes, packed into a few hundred kilobytes or less."""
    data = fill * (BOMB // len(fill))
    return zipped([("a.csv", data)]) if kind == "zip" else PACKING[kind][1](Random(0), data)


def bomb(rng: Random, data: bytes, kind: str) -> bytes:
    """A bomb; behind the file's own bytes where the packing may have several parts."""
    fill = rng.choice((b"\0", b"\n", b'"', b"[", b"a", b"0,"))
    front = PACKING[kind][1](rng, data) if kind in ("gz", "xz", "zst") and rng.random() < 0.7 else b""
    return front + _bomb(kind, fill)


BOMBS = ("gz", "xz", "zst", "zip", "gz_gz")
