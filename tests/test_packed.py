"""Packed files: whole ones are read whatever their name, damaged ones refused, nothing is written, memory is kept."""

from __future__ import annotations

import gzip
import io
import lzma
import os
import random
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard
from packed_files import long_window, zipped

from helpers import packed
from helpers.errors import CaseError, ReaderError
from helpers.wording import size as words

TEXT = b"id,words\n" + b"".join(b"%d,%s\n" % (n, random.Random(n).randbytes(20).hex().encode()) for n in range(3000))


def zstd(content: bytes) -> bytes:
    return zstandard.ZstdCompressor(write_checksum=True).compress(content)


HALF = len(TEXT) // 2
SKIPPED = b"\x50\x2a\x4d\x18\x04\0\0\0seek"
WHOLE = {
    "plain": TEXT,
    "gzip": gzip.compress(TEXT),
    "gzip, two members": gzip.compress(TEXT[:HALF]) + gzip.compress(TEXT[HALF:]),
    "gzip, filled with zeros": gzip.compress(TEXT) + b"\0" * 512,
    "zstd": zstd(TEXT),
    "zstd, two frames": zstd(TEXT[:HALF]) + zstd(TEXT[HALF:]),
    "zstd, a frame to be skipped": SKIPPED + zstd(TEXT) + SKIPPED,
    "zstd, a long window": long_window(TEXT),
    "zstd, without the size": zstandard.ZstdCompressor(write_content_size=False).compress(TEXT),
    "xz": lzma.compress(TEXT),
    "xz, two streams": lzma.compress(TEXT[:HALF]) + b"\0" * 8 + lzma.compress(TEXT[HALF:]) + b"\0" * 4,
    "zip": zipped(("a.csv", TEXT)),
    "zip, stored": zipped(("a.csv", TEXT), how=zipfile.ZIP_STORED),
    "zip, bzip2": zipped(("a.csv", TEXT), how=zipfile.ZIP_BZIP2),
    "zip, what systems add": zipped(("in/", b""), ("in/a.csv", TEXT), ("__MACOSX/in/a.csv", b"x"), (".DS_Store", b"x")),
}


@pytest.fixture
def make(tmp_path: Path) -> Callable[[bytes], Path]:
    def write(content: bytes) -> Path:
        path = tmp_path / "file.txt"  # a name that says nothing
        path.write_bytes(content)
        return path

    return write


def read(path: Path, size: int = 1000) -> bytes:
    with packed.open_bytes(path) as file:
        return b"".join(iter(lambda: file.read(size), b""))


@pytest.mark.parametrize("what", WHOLE)
def test_what_is_whole_is_read_by_its_first_bytes(what: str, make: Callable[[bytes], Path]) -> None:
    path = make(WHOLE[what])
    assert packed.kind(path) == ("" if what == "plain" else what.split(",")[0])
    assert read(path) == TEXT
    assert read(path, 1 << 24) == TEXT


@pytest.mark.parametrize("what", [what for what in WHOLE if what != "plain"])
@pytest.mark.parametrize("share", [0.2, 0.9, 0.999])
def test_what_is_cut_off_is_refused(what: str, share: float, make: Callable[[bytes], Path]) -> None:
    content = WHOLE[what].rstrip(b"\0").removesuffix(SKIPPED)
    path = make(content[: int(len(content) * share)])
    with pytest.raises(ReaderError) as told:
        read(path)
    assert str(told.value).startswith(f"{path}: the packed file ends too early or is damaged (")
    assert str(told.value).endswith("). Obtain it again.")


@pytest.mark.parametrize("what", ["gzip", "zstd", "xz", "zip"])
@pytest.mark.parametrize("seed", range(12))
def test_a_flipped_bit_is_noticed_or_changes_nothing(what: str, seed: int, make: Callable[[bytes], Path]) -> None:
    content = bytearray(WHOLE[what])
    content[random.Random(seed).randrange(20, len(content))] ^= 1 << seed % 8
    try:
        assert read(make(bytes(content))) == TEXT
    except ReaderError as told:
        assert "the packed file ends too early or is damaged (" in str(told)


SENTENCES: dict[str, tuple[bytes, str]] = {
    "zstd with something behind it": (
        zstd(b"x") + b"rest of it",
        ": the packed file ends too early or is damaged (Unknown frame descriptor). Obtain it again.",
    ),
    "an empty zip": (
        zipped(),
        ": there is no file in the zip. Obtain it again, or take its entry out of case.toml.",
    ),
    "a zip of folders": (
        zipped(("a/", b""), ("a/.hidden", b"x")),
        ": there is no file in the zip. Obtain it again, or take its entry out of case.toml.",
    ),
    "a zip of several": (
        zipped(("in/posts.csv", b"x"), ("users.csv", b"y"), ("\x1b[2J\u202egpj.csv", b"z")),
        ': the zip has 3 files: "in/posts.csv", "users.csv" and "\\u001b[2J\\u202egpj.csv". Say which one is meant in '
        'case.toml, as in member = "in/posts.csv"; for several, unpack it and add the files.',
    ),
    "a zip in a zip": (
        zipped(("a.zip", zipped(("a.csv", TEXT)))),
        ": what is packed in it is itself packed once more (zip). Unpack it once, and add what comes out.",
    ),
    "a gzip in an xz": (
        lzma.compress(gzip.compress(TEXT)),
        ": what is packed in it is itself packed once more (gzip). Unpack it once, and add what comes out.",
    ),
    "a tar": (
        gzip.compress(b"a.csv".ljust(257, b"\0") + b"ustar\x0000".ljust(255, b"\0") + TEXT),
        ": a tar archive of files is packed in it. Unpack it, and add the files.",
    ),
}


@pytest.mark.parametrize("what", SENTENCES)
def test_what_cannot_be_meant_is_told(what: str, make: Callable[[bytes], Path]) -> None:
    content, said = SENTENCES[what]
    path = make(content)
    with pytest.raises(ReaderError) as told:
        read(path)
    assert str(told.value) == f"{path}{said}"


def test_an_encrypted_zip_is_told(make: Callable[[bytes], Path]) -> None:
    content = bytearray(zipped(("a.csv", TEXT)))
    content[6] |= 1
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    path = make(bytes(content))
    with pytest.raises(ReaderError) as told:
        read(path)
    assert str(told.value) == f"{path}: the zip is encrypted. Unpack it with its password, and add the file."


TRICKS = ("../../evil.csv", "/etc/evil.csv", "C:\\evil.csv", "a.csv")


@pytest.mark.parametrize("name", TRICKS)
def test_a_member_is_read_by_its_name_and_nothing_is_written(name: str, tmp_path: Path) -> None:
    path = tmp_path / "in" / "file.zip"
    path.parent.mkdir()
    path.write_bytes(zipped(*((trick, trick.encode()) for trick in TRICKS)))
    before = sorted(tmp_path.rglob("*"))
    assert read(packed.evidence(path, {"member": name})) == name.encode()
    assert sorted(tmp_path.rglob("*")) == before


def test_a_member_that_is_not_there_is_named(make: Callable[[bytes], Path]) -> None:
    path = make(zipped(("a.csv", b"x"), ("b.csv", b"y")))
    with pytest.raises(ReaderError) as told:
        read(packed.evidence(path, {"member": "c.csv"}))
    assert (
        str(told.value)
        == f'{path}: the zip has no file "c.csv". It has "a.csv" and "b.csv". Correct member in case.toml.'
    )


# ---------------------------------------------------------------- bombs

ZEROS = 200_000_000


@pytest.fixture(scope="module")
def bombs() -> dict[str, bytes]:
    """A few kilobytes each that become 200 million zeros."""
    piece = bytes(ZEROS // 20)
    squeezed = zstandard.ZstdCompressor().compressobj()
    zst = b"".join(squeezed.compress(piece) for _ in range(20)) + squeezed.flush()
    xz = lzma.LZMACompressor()
    xzs = b"".join(xz.compress(piece) for _ in range(20)) + xz.flush()
    made = io.BytesIO()
    with gzip.GzipFile(fileobj=made, mode="wb") as file:
        for _ in range(20):
            file.write(piece)
    return {"zstd": zst, "xz": xzs, "gzip": made.getvalue(), "zip": zipped(("a.csv", bytes(ZEROS)))}


@pytest.mark.parametrize("what", ["gzip", "zstd", "xz", "zip"])
def test_a_bomb_is_refused_with_both_sizes(
    what: str, bombs: dict[str, bytes], make: Callable[[bytes], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("helpers.packed._evidence.ALLOWED", 50_000_000)
    path = make(bombs[what])
    with pytest.raises(ReaderError) as told:
        while_read = packed.open_bytes(path)
        while while_read.read(1 << 20):
            pass
    size = len(bombs[what]) if what != "zip" else zipfile.ZipFile(path).infolist()[0].compress_size
    most = max(50_000_000, 500 * size)
    becomes = words(ZEROS) if what == "zip" else f"more than {words(most)}"
    assert str(told.value) == (
        f"{path}: {words(size)} unpack to {becomes}, more than 500 times as much. If it is what you expect, write "
        'unpacked = "20 GB" in case.toml, or unpack it yourself.'
    )


@pytest.mark.parametrize("what", ["gzip", "zstd", "xz", "zip"])
def test_what_is_allowed_is_read_and_not_more(
    what: str, bombs: dict[str, bytes], make: Callable[[bytes], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("helpers.packed._evidence.ALLOWED", 50_000_000)
    path = make(bombs[what])
    with packed.open_bytes(packed.evidence(path, {"unpacked": "0.2 GB"})) as file:
        assert sum(len(chunk) for chunk in iter(lambda: file.read(1 << 20), b"")) == ZEROS
    said = r"and unpacked in case.toml allows 100\.0 MB\. Allow more there, or unpack it yourself\.$"
    with pytest.raises(ReaderError, match=said):
        read(packed.evidence(path, {"unpacked": "100 MB"}), 1 << 20)


def test_what_is_packed_well_but_is_small_is_no_bomb(bombs: dict[str, bytes], make: Callable[[bytes], Path]) -> None:
    with packed.open_bytes(make(bombs["zstd"])) as file:
        assert sum(len(chunk) for chunk in iter(lambda: file.read(1 << 20), b"")) == ZEROS


@pytest.mark.parametrize("what", ["gzip", "zstd", "xz", "zip"])
def test_memory_does_not_grow_with_what_is_unpacked(what: str, bombs: dict[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / "bomb"
    path.write_bytes(bombs[what])
    code = (
        "import resource, sys; from pathlib import Path; from helpers import packed\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "file = packed.open_bytes(Path(sys.argv[1]))\n"
        "while file.read(1 << 20): pass\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    in_kib = 1024 if sys.platform == "darwin" else 1
    assert int(done.stdout) / in_kib < 80_000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # the measure exists here


def test_a_zip_with_a_list_of_files_that_would_fill_the_memory_is_refused(make: Callable[[bytes], Path]) -> None:
    content = bytearray(zipped(("a.csv", TEXT)))
    end = content.rindex(b"PK\x05\x06")
    content[end + 12 : end + 16] = (9 << 20).to_bytes(4, "little")
    path = make(bytes(content))
    with pytest.raises(ReaderError) as told:
        read(path)
    said = "the packed file ends too early or is damaged (its list of files is too long to be one). Obtain it again."
    assert str(told.value) == f"{path}: {said}"


@pytest.mark.parametrize(("text", "size"), [("20 GB", 20 * 10**9), ("1.5 TB", 1_500_000_000_000), ("7kb", 7000)])
def test_sizes(text: str, size: int) -> None:
    assert packed.n_bytes(text) == size


@pytest.mark.parametrize("text", ["much", "20", "-1 GB", "20 GiB", ""])
def test_what_is_no_size_is_told(text: str) -> None:
    with pytest.raises(CaseError) as told:
        packed.n_bytes(text)
    assert str(told.value) == f'unpacked = "{text}" is no size. Write it as in unpacked = "20 GB".'


def test_a_path_with_words_on_how_to_open_it_is_still_the_path(tmp_path: Path) -> None:
    one = packed.evidence(tmp_path / "a.zip", {"member": "b", "encoding": "cp1252", "unpacked": "1 GB"})
    assert (str(one), one, one.member, one.encoding, one.allowed) == (
        os.fspath(tmp_path / "a.zip"),
        tmp_path / "a.zip",
        "b",
        "cp1252",
        10**9,
    )
    assert packed.evidence(one, {"member": "c"}) is one


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("plain", ""),
        ("zstd", "packed with zstd, unpacked while it was read"),
        ("zip, what systems add", 'packed as zip, its file "in/a.csv" was unpacked'),
    ],
)
def test_how_it_is_packed_in_words(what: str, said: str, make: Callable[[bytes], Path]) -> None:
    assert packed.said(make(WHOLE[what])) == said


@pytest.mark.parametrize(
    ("what", "sql"),
    [("plain", "none"), ("gzip", "gzip"), ("zstd", "zstd"), ("zstd, a long window", ""), ("xz", ""), ("zip", "")],
)
def test_what_the_fast_reader_unpacks_itself(what: str, sql: str, make: Callable[[bytes], Path]) -> None:
    assert packed.sql_compression(make(WHOLE[what])) == sql
