"""One pass over a file: what is counted, and what is too long to be a record."""

from __future__ import annotations

import lzma
from pathlib import Path

import pytest

from helpers import scan
from helpers.errors import ReaderError


def test_the_unpacked_text_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(lzma.compress('id,w\n1,"two\nlines"\n2,café\n'.encode("utf-16")))
    looked = scan.scan(path, quoted=True, header=True)
    assert (looked.records, looked.encoding, looked.decided) == (2, "utf-16", "read as utf-16, by its byte-order mark")
    assert list(scan.text_lines(path, looked)) == ["id,w\n", '1,"two\n', 'lines"\n', "2,café\n"]


def test_a_file_of_another_encoding_names_those_that_fit(tmp_path: Path) -> None:
    path = tmp_path / "a.ndjson"
    path.write_bytes('{"t": "café"}\n'.encode("cp1252") * 3)
    with pytest.raises(ReaderError) as told:
        scan.scan(path, quoted=False, header=False)
    assert str(told.value).split("\n")[:2] == [
        f"{path}: 3 bytes are not UTF-8 (the first in line 1). Write the encoding that reads right into case.toml; so "
        "it would read:",
        '  encoding = "cp1252" (or cp1250, cp1254, cp1256): {"t": "café"}',
    ]
    assert scan.scan(path, quoted=False, header=False, encoding="cp1252").bad_utf8 == 0
    assert scan.scan(path, quoted=False, header=False, encoding="utf-8").bad_utf8 == 3


def test_a_line_without_end_is_refused_before_it_fills_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan, "LONGEST", 1 << 20)
    path = tmp_path / "a.ndjson"
    path.write_bytes(b"{}\n" + b"x" * (3 << 20) + b"\n{}\n")
    looked = scan.scan(path, quoted=False, header=False)
    lines = scan.text_lines(path, looked)
    assert next(lines) == "{}\n"
    with pytest.raises(ReaderError) as told:
        next(lines)
    assert str(told.value) == (
        f"{path}, line 2: it is longer than 1 MiB, which is more than can be read at once. Shorten it or take it out."
    )
