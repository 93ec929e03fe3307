"""What the fuzzer found, each as the smallest file that showed it."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest
from fuzz_bytes import zipped
from reader_samples import built, make_case, shown

from helpers.errors import ReaderError

AT = "2024-05-14T10:00:00Z"
POSTS: dict[str, Any] = {
    "table": "posts",
    "platform": "x",
    "columns": {"id": "id", "account_id": "who", "created_at": "at"},
}
CSV = f"id,who,at\n1,7,{AT}\n".encode()


def read(root: Path, content: bytes, name: str) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    case = make_case(root, {name: content}, "table", **POSTS)
    source = built(case)[1]
    return shown(case, "posts", "created_at", "platform"), source


def refused(root: Path, content: bytes, name: str) -> str:
    """The sentence about the file, without the path to it; nothing was written."""
    case = make_case(root, {name: content}, "table", **POSTS)
    with pytest.raises(ReaderError) as told:
        built(case)
    assert [path.name for path in case.processed.rglob("*") if path.is_file()] == []
    return str(told.value).removeprefix(str(case.folder / name))


def test_a_carriage_return_between_the_parts_of_an_object_ends_no_record(tmp_path: Path) -> None:
    """The careful way, taken for the NUL, took the first record for two."""
    lines = b'{"id":"1",\r"who":"7","at":"%s"}\n{"id":"2","who":"8\0","at":"%s"}\n' % ((AT.encode(),) * 2)
    rows, source = read(tmp_path, lines, "p.ndjson")
    assert [(row["row"], row["id"], row["account_id"]) for row in rows] == [("1", "1", "7"), ("2", "2", "8")]
    assert (source["records"], source["kept"]) == (2, 2)


def test_a_file_without_a_name_in_a_zip_is_a_file(tmp_path: Path) -> None:
    assert [row["id"] for row in read(tmp_path, zipped([("", CSV)]), "p.csv.zip")[0]] == ["1"]


def test_a_key_of_a_megabyte_does_not_fill_the_sentence(tmp_path: Path) -> None:
    said = refused(tmp_path, b'[{"%s": 1}]' % (b"k" * 1_000_000), "p.json")
    shown = f"{'k' * 39}…"
    assert said.partition(" It has: ")[2] == f"{shown}. Name another reader in case.toml."


def test_a_column_that_is_named_twice_by_a_long_name(tmp_path: Path) -> None:
    name = b"c\x1b" + b"x" * 100_000
    said = refused(tmp_path, b"id,who,at,%s,%s\n1,7,x,y,z\n" % (name, name), "p.csv")
    shown = f"c‹U+001B›{'x' * 37}…"
    assert said == f', row 1: the header names "{shown}" twice. Rename one of the two, in a copy of the file.'


def test_ids_of_sixteen_digits_are_looked_at_like_others(tmp_path: Path) -> None:
    rows, _ = read(tmp_path, CSV.replace(b",7,", b",1234567890123456,"), "p.csv")
    assert [row["account_id"] for row in rows] == ["1234567890123456"]


def test_a_file_without_a_moment_that_can_be_read_is_refused(tmp_path: Path) -> None:
    said = refused(tmp_path, CSV.replace(AT.encode(), b"never"), "p.csv")
    assert said == ', row 2: created_at: "never" is not a moment that the table reader knows.'


def test_a_packed_file_whose_sum_is_wrong_says_so(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(CSV * 50, mtime=0))
    packed[-8] ^= 1
    said = refused(tmp_path, bytes(packed), "p.csv.gz")
    assert said.startswith(": the packed file ends too early or is damaged (CRC check failed ")
    assert said.endswith("). Obtain it again.")


def test_a_document_on_one_long_line_is_not_weighed_letter_by_letter(tmp_path: Path) -> None:
    """Which encodings fit was asked of every letter of it, which took a minute on a busy machine."""
    said = refused(tmp_path, b'[{"id": "' + b"x" * 900_000 + b"caf\xe9 " + b"x" * 1_500_000 + b'"}]', "p.json")
    first, *fitting = said.split("\n")
    assert first == (
        ": the text is not UTF-8 (the first in line 1). Write the encoding that reads right into case.toml; "
        "so it would read:"
    )
    assert fitting[0].startswith('  encoding = "cp1252" (or ')
    assert "xcafé x" in fitting[0]


def test_a_value_behind_a_telegram_export_is_not_read_over(tmp_path: Path) -> None:
    """Fifty million empty texts were, one by one and twice."""
    message = b'{"id": 1, "type": "message", "date_unixtime": "1715715840", "text": "a"}'
    export = b'{"name": "C", "type": "private_group", "id": 9, "messages": [' + message + b"]}"
    case = make_case(tmp_path, {"result.json": export + b'""'}, "telegram_desktop")
    with pytest.raises(ReaderError) as told:
        built(case)
    said = "behind the export stands a value of its own. Nothing of it was read. Obtain the file again."
    assert str(told.value) == f"{case.folder / 'result.json'}: {said}"
