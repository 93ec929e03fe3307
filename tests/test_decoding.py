"""The encoding of a file: stated, marked, told by its NULs, or UTF-8; never guessed, candidates with their text."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

import pytest

from helpers import decoding, packed
from helpers.decoding import _candidates
from helpers.errors import ReaderError

TEXT = "id,words\n1,smoke over the quay\n2,港口火灾后 🔥\r\n3,naïve “quotes”\n" * 50


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.csv"


def text(path: Path, encoding: str = "", size: int = 1 << 20) -> str:
    with decoding.open_utf8(path, encoding) as file:
        return b"".join(iter(lambda: file.read(size), b"")).decode("utf-8")


MARKED = {
    "utf-8-sig": ("utf-8-sig", "", ""),
    "utf-16": ("utf-16", "by its byte-order mark", "read as utf-16, by its byte-order mark"),
    "utf-32": ("utf-32", "by its byte-order mark", "read as utf-32, by its byte-order mark"),
}


@pytest.mark.parametrize("encoding", MARKED)
@pytest.mark.parametrize("size", [7, 1 << 20])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_mark_decides_and_is_taken_off(encoding: str, size: int, pack: type[bytes], path: Path) -> None:
    path.write_bytes(pack(TEXT.encode(encoding)))
    decided = decoding.decide(path)
    assert (decided.name, decided.sentence) == (encoding, MARKED[encoding][2])
    assert text(path, size=size) == TEXT


@pytest.mark.parametrize("mark", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_marks_of_both_orders_of_bytes(mark: str, path: Path) -> None:
    path.write_bytes(("\ufeff" + TEXT).encode(mark))
    assert decoding.decide(path).name == mark[:6]
    assert text(path) == TEXT


def test_a_mark_is_no_text_where_the_order_of_bytes_is_stated(path: Path) -> None:
    path.write_bytes(("\ufeff" + TEXT).encode("utf-16-le"))
    assert text(path, "utf-16-le") == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("words", [TEXT, "编号,文字\n1,港口火灾后官方媒体否认\n", '{"id": "1", "text": "مرحبا"}\n'])
def test_utf_16_without_a_mark_is_told_by_its_nuls(encoding: str, words: str, path: Path) -> None:
    path.write_bytes((words * 30).encode(encoding))
    assert decoding.decide(path).sentence == f"read as {encoding}, no byte-order mark; every second byte is NUL"
    assert text(path) == words * 30


@pytest.mark.parametrize(
    "content", [b"id,w\n1,a\0b\n" * 100, bytes(range(256)) * 40, b"\0" * 5000, b"a\0b\0\x01\0" * 900]
)
def test_nuls_alone_are_no_utf_16(content: bytes, path: Path) -> None:
    path.write_bytes(content)
    assert decoding.decide(path) == decoding.Decided("utf-8")


def test_what_is_stated_counts_before_all(path: Path) -> None:
    path.write_bytes("café,работа\n".encode("cp1251", "replace"))
    assert decoding.decide(path, "cp1251").sentence == "read as cp1251, as case.toml says"
    assert text(path, "cp1251") == "caf?,работа\n"
    assert text(packed.evidence(path, {"encoding": "cp1251"})) == "caf?,работа\n"


@pytest.mark.parametrize("name", ["utf-99", "rot13", "base64", "hex", "idna", "unicode_escape", "a\0b", "../x"])
def test_what_is_no_encoding_of_text_is_told(name: str, path: Path) -> None:
    path.write_bytes(b"x")
    with pytest.raises(ReaderError) as told:
        decoding.decide(path, name)
    assert str(told.value) == f'{path}: "{name}" is not an encoding. Write utf-8, utf-16, cp1252 or the like.'


def test_bytes_of_another_encoding_than_stated_are_told(path: Path) -> None:
    path.write_bytes(b"a\x81b")
    with pytest.raises(ReaderError) as told:
        text(path, "cp1252")
    why = "'charmap' codec can't decode byte 0x81 in position 1: character maps to <undefined>"
    assert str(told.value) == f"{path}: the bytes are not cp1252 ({why}). Correct the encoding in case.toml."


def test_a_marked_file_that_breaks_off_is_to_be_obtained_again(path: Path) -> None:
    path.write_bytes("ab".encode("utf-16")[:-1])
    with pytest.raises(ReaderError, match=r"the bytes are not utf-16 \(.*\)\. Obtain the file again\.$"):
        text(path)


# ---------------------------------------------------------------- the plain copy


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030"])
def test_a_plain_copy_is_made_beside_and_removed(encoding: str, path: Path, tmp_path: Path) -> None:
    content = TEXT.encode(encoding)
    path.write_bytes(content)
    one = packed.evidence(path, {"encoding": encoding}, tmp_path / "spill")
    plain = decoding.settle(one)
    assert plain.parent == tmp_path / "spill"
    assert plain.read_bytes().decode() == TEXT
    assert decoding.settle(one) == plain
    assert text(one) == TEXT
    assert decoding.decide(one).name == encoding
    decoding.forget(one)
    assert list((tmp_path / "spill").iterdir()) == []
    assert (path.read_bytes(), text(one)) == (content, TEXT)


def test_what_can_be_read_as_it_lies_there_is_not_copied(path: Path, tmp_path: Path) -> None:
    for content in (TEXT.encode(), gzip.compress(TEXT.encode())):
        path.write_bytes(content)
        assert decoding.settle(packed.evidence(path, {}, tmp_path / "spill")) == path
    assert not (tmp_path / "spill").exists()


def test_a_copy_that_fails_leaves_nothing(path: Path, tmp_path: Path) -> None:
    path.write_bytes(b"a\x81b")
    with pytest.raises(ReaderError):
        decoding.settle(packed.evidence(path, {"encoding": "cp1252"}), tmp_path / "spill")
    assert list((tmp_path / "spill").iterdir()) == []


# ---------------------------------------------------------------- candidates

SAID = {
    "cp1252": "Le café à la plage, déjà vu – “Größe” €5",
    "cp1250": "Zażółć gęślą jaźń, Žluťoučký kůň",
    "cp1251": "привет мир, это новости из Москвы",
    "koi8-r": "Это новости из Москвы сегодня",
    "cp866": "Это новости из Москвы сегодня",
    "cp1253": "Ελλάδα σήμερα, νέα",
    "cp1254": "İstanbul'da yangın çıktı, dün gece",
    "cp1255": "מה נשמע היום",
    "cp1256": "مرحبا بالعالم اليوم",
    "gb18030": "港口火灾后，官方媒体否认",
    "big5": "港口官方媒體否認，昨天",
    "shift_jis": "港の火事について公式メディア",
    "euc-jp": "港の火事について公式メディア",
    "euc-kr": "항구 화재 소식",
}


@pytest.mark.parametrize("encoding", SAID)
def test_the_true_encoding_is_among_the_first_three(encoding: str) -> None:
    lines = [f"{n},{SAID[encoding]}".encode(encoding) for n in range(20)]
    first = _candidates.candidates(lines)[:3]
    assert any(encoding in (name, *same) and text.startswith("0," + SAID[encoding][:20]) for name, same, text in first)


def test_the_candidates_are_shown_with_the_line_of_the_first(path: Path) -> None:
    path.write_bytes(b"id,words\n1,plain\n" + "2,привет, Москва\n".encode("cp1251"))
    assert str(decoding.unfit(path, 12)) == (
        f"{path}: 12 bytes are not UTF-8 (the first in line 3). Write the encoding that reads right into case.toml; so "
        'it would read:\n  encoding = "cp1251": 2,привет, Москва\n  encoding = "cp1253": 2,οπθβες, Μξρκβΰ'
        '\n  encoding = "cp1255": 2,ןנטגוע, ּמסךגא\n  encoding = "koi8-r": 2,ОПХБЕР, лНЯЙБЮ'
        '\n  encoding = "cp1252" (or iso-8859-15): 2,ïðèâåò, Ìîñêâà'
    )


def test_where_nothing_fits_that_is_said(path: Path) -> None:
    path.write_bytes(b"id\n\x81\x8d\x8f\x90\x9d\xff\xfe\x00\n")
    assert str(decoding.unfit(path, 1)) == (
        f"{path}: 1 byte is not UTF-8 (the first in line 2), and no other encoding fits either: the file is mixed, "
        'damaged, or no text at all. Obtain it again, or write encoding = "utf-8" in case.toml: then what is not UTF-8 '
        "is replaced and counted."
    )


@pytest.mark.parametrize("seed", range(30))
def test_any_bytes_give_a_sentence(seed: int, path: Path) -> None:
    path.write_bytes(random.Random(seed).randbytes(3000))
    assert str(decoding.unfit(path, 7)).startswith(f"{path}: 7 bytes are not UTF-8")
