"""Sources packed, encoded and in spreadsheets, built: the same rows come out of all of them, and it is said how."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import zstandard
from packed_files import long_window, zipped
from reader_samples import built, make_case, shown
from sheet_files import cell, row, table, text, xlsx

from helpers import cases, cite
from helpers.errors import CaseError, ReaderError
from helpers.readers import _page

AT = "2024-05-14T10:00:00Z"
WORDS = ["naïve “quotes”", "line\nbreak; and, more", "港口 🔥", "plain"]
OPTIONS: dict[str, Any] = {
    "table": "posts",
    "platform": "x",
    "columns": {"id": "id", "account_name": "who", "created_at": "at", "text": "body"},
}
CELLS = [[str(n), "ann", AT, words] for n, words in enumerate(WORDS, 1)]
NAMES = ["id", "who", "at", "body"]
CSV = "\n".join(",".join(f'"{value}"' for value in one) for one in [NAMES, *CELLS]) + "\n"
RECORDS = [dict(zip(NAMES, one, strict=True)) for one in CELLS]
FORMS = {
    "csv": CSV,
    "ndjson": "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in RECORDS),
    "json": json.dumps(RECORDS, ensure_ascii=False, indent=1),
}
PACKS: dict[str, tuple[Callable[[bytes], bytes], list[str]]] = {
    "plain": (bytes, []),
    "gz": (gzip.compress, ["packed with gzip, unpacked while it was read"]),
    "zst": (zstandard.ZstdCompressor().compress, ["packed with zstd, unpacked while it was read"]),
    "zst with a long window": (long_window, ["packed with zstd, unpacked while it was read"]),
    "xz": (lzma.compress, ["packed with xz, unpacked while it was read"]),
    "zip": (lambda content: zipped(("in/x", content)), ['packed as zip, its file "in/x" was unpacked']),
}


def read(root: Path, content: bytes, name: str = "posts.dat", **options: Any) -> tuple[cases.Case, dict[str, Any]]:
    case = make_case(root, {name: content}, "table", **OPTIONS, **options)
    source = built(case)[1]
    left = [file.name for file in case.processed.rglob("*.plain")]
    assert ((case.folder / name).read_bytes(), left) == (content, []), "the raw file was changed, or a copy was left"
    return case, source


def bodies(case: cases.Case) -> dict[str, str]:
    return {one["row"]: one.get("text", "") for one in shown(case, "posts")}


def expected(form: str) -> dict[str, str]:
    return {str(n + (form == "csv")): words for n, words in enumerate(WORDS, 1)}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("pack", PACKS)
def test_however_it_is_packed_the_rows_are_the_same(pack: str, form: str, tmp_path: Path) -> None:
    packing, said = PACKS[pack]
    case, source = read(tmp_path, packing(FORMS[form].encode()))
    assert (bodies(case), source["encoding"], source["careful"]) == (expected(form), "utf-8", False)
    assert [one for one in source["decided"] if "pack" in one] == said
    found = cite.stated(case, [("posts.dat", row) for row in expected(form)])
    assert [one.fields["body"] for one in found.values()] == WORDS


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("pack", ["plain", "gz", "zip"])
@pytest.mark.parametrize(
    ("encoding", "stated", "why"),
    [
        ("utf-16", False, "by its byte-order mark"),
        ("utf-32", False, "by its byte-order mark"),
        ("utf-16-le", False, "no byte-order mark; every second byte is NUL"),
        ("gb18030", True, "as case.toml says"),
    ],
)
def test_in_whatever_encoding_the_rows_are_the_same(
    encoding: str, stated: bool, why: str, pack: str, form: str, tmp_path: Path
) -> None:
    case, source = read(
        tmp_path, PACKS[pack][0](FORMS[form].encode(encoding)), **({"encoding": encoding} if stated else {})
    )
    assert (bodies(case), source["encoding"], source["careful"]) == (expected(form), encoding, False)
    assert source["decided"][: len(PACKS[pack][1]) + 1] == [*PACKS[pack][1], f"read as {encoding}, {why}"]
    assert source["repairs"] == []


@pytest.mark.parametrize("form", FORMS)
def test_another_encoding_is_never_chosen_in_silence(form: str, tmp_path: Path) -> None:
    content = FORMS[form].replace("plain", "café").replace("港口 🔥", "x").replace("naïve", "déjà").encode("cp1252")
    with pytest.raises(ReaderError) as told:
        read(tmp_path, content)
    said = str(told.value)
    assert 'Write the encoding that reads right into case.toml; so it would read:\n  encoding = "cp1252"' in said
    assert "déjà" in said.split("\n")[1]


def test_a_zip_of_several_files_is_read_by_the_one_that_is_named(tmp_path: Path) -> None:
    content = zipped(("users.csv", b"id\n1\n"), ("posts.csv", CSV.encode()))
    with pytest.raises(ReaderError, match=r'the zip has 2 files: "users.csv" and "posts.csv"\. Say which one is meant'):
        read(tmp_path / "1", content)
    case, source = read(tmp_path / "2", content, member="posts.csv")
    assert bodies(case) == expected("csv")
    assert source["decided"][0] == 'packed as zip, its file "posts.csv" was unpacked'


def test_a_spreadsheet_is_read_as_a_csv_would_be(tmp_path: Path) -> None:
    sheet = table(
        row(*map(text, NAMES)),
        *(row(*map(text, one)) for one in CELLS),
        row(),
        row(text("9"), text("bo"), text(AT), cell("#REF!", 0, "e")),
    )
    case, source = read(tmp_path, xlsx({"Posts": sheet, "Notes": table(row(text("x")))}), sheet="Posts")
    assert bodies(case) == {**expected("csv"), "7": ""}
    assert source["decided"][0] == 'the sheet "Posts" was read, and not "Notes"'
    assert source["repairs"] == ["body: the cell shows the error #REF!, which is no value: 1 record"]
    assert cite.stated(case, [("posts.dat", "4")])["posts.dat", "4"].fields["body"] == "港口 🔥"


def test_a_small_file_that_says_it_may_become_large_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("helpers.packed._evidence.ALLOWED", 100_000)
    content = gzip.compress(CSV.encode() + b'9,ann,%s,"%s"\n' % (AT.encode(), b"x" * 900_000))
    with pytest.raises(ReaderError, match=r"unpack to more than .* kB, more than 500 times as much\."):
        read(tmp_path / "1", content)
    case, _ = read(tmp_path / "2", content, unpacked="1 MB")
    assert len(bodies(case)["6"]) == 900_000


def test_a_packing_that_is_not_known_is_no_table(tmp_path: Path) -> None:
    with pytest.raises(ReaderError):
        read(tmp_path, bz2.compress(CSV.encode()))


def test_a_quote_left_open_for_good_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("helpers.store.csv_files.LONGEST", 1 << 20)
    content = CSV + f'8,ann,{AT},"open\n' + f"9,ann,{AT},x\n" * 50_000
    with pytest.raises(ReaderError) as told:
        read(tmp_path, content.encode())
    path = tmp_path / "data" / "raw" / "sample" / "posts.dat"
    assert str(told.value) == (
        f"{path}, line 7: the record that begins there is longer than 1 MiB; a quote that opens in it may not be "
        "closed. Close it in a copy of the file, or take the record out."
    )


@pytest.mark.parametrize("pack", [one for one in PACKS if one != "plain"])
def test_a_saved_page_may_be_packed_too(pack: str, tmp_path: Path) -> None:
    path = tmp_path / "page.html.zst"
    content = PACKS[pack][0](b"<html><head><title>Fire on the quay</title></head><body><p>Smoke.</p></body></html>")
    path.write_bytes(content)
    assert _page.record(str(path))["title"] == "Fire on the quay"
    path.write_bytes(content[:-12])
    said = _page.record(str(path))["fault"]
    assert said.startswith("The file cannot be read: the packed file ends too early or is damaged (")


def test_a_size_that_is_none_is_told_when_the_case_is_read(tmp_path: Path) -> None:
    with pytest.raises(CaseError) as told:
        read(tmp_path, b"x", unpacked="much")
    where = tmp_path / "data" / "raw" / "sample" / "case.toml"
    assert str(told.value) == f'{where}, source 1: unpacked = "much" is no size. Write it as in unpacked = "20 GB".'
