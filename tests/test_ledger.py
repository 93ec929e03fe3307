"""The ledger grows, and tells when its past was changed."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from helpers import __version__, ledger
from helpers.errors import TableError

A = {"source": "a.csv", "sha256": "1", "kept": 2, "files": {}}
ODD = {"source": "o\u2028d\x85d\n'.csv", "sha256": "2", "kept": 1, "files": {}}


def grow(path: Path, *entries: dict[str, Any]) -> list[dict[str, Any]]:
    path.write_text(ledger.grown(path, entries), "utf-8")
    return ledger.read(path)


def test_each_line_carries_the_hash_of_the_line_before(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    assert ledger.read(path) == []
    lines = grow(path, A, ODD)
    texts = path.read_bytes().removesuffix(b"\n").split(b"\n")
    assert [line["before"] for line in lines] == ["0" * 64, hashlib.sha256(texts[0]).hexdigest()]
    assert {**lines[1], "at": "", "before": ""} == {**ODD, "at": "", "before": "", "build": 1, "kit": __version__}
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", lines[0]["at"])


def test_lines_are_only_added_and_only_where_something_is_new(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    grow(path, A, ODD)
    first = path.read_bytes()
    grow(path, A, ODD)
    assert path.read_bytes() == first
    grow(path, A)
    assert path.read_bytes() == first
    lines = grow(path, A | {"kept": 1}, ODD, A | {"source": "new.csv"})
    assert path.read_bytes().startswith(first)
    assert [(line["source"], line["kept"]) for line in lines] == [
        ("a.csv", 2), (ODD["source"], 1), ("a.csv", 1), ("new.csv", 2),
    ]  # fmt: skip
    assert ledger.latest(lines)["a.csv"]["kept"] == 1
    assert grow(path, A, ODD)[4]["kept"] == 2


def test_a_new_version_of_the_kit_alone_adds_no_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ledger.jsonl"
    grow(path, A)
    monkeypatch.setattr(ledger, "__version__", "99")
    assert len(grow(path, A)) == 1
    assert [line["kit"] for line in grow(path, A | {"kept": 0})] == [__version__, "99"]


def test_a_changed_past_is_told_and_not_continued(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    grow(path, A, ODD, A | {"source": "c.csv"})
    path.write_text(path.read_text("utf-8").replace('"kept":2', '"kept":3', 1), "utf-8")
    with pytest.raises(TableError) as caught:
        ledger.grown(path, [A])
    assert str(caught.value) == (
        f"{path}, line 2: it does not carry the hash of the line before, so the past was changed. "
        "Move it aside, and run `casebook build` again."
    )


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda lines: lines[1:], "line 1: it does not carry the hash of the line before"),
        (lambda lines: [lines[0], lines[2]], "line 2: it does not carry the hash of the line before"),
        (lambda lines: [lines[0], lines[2], lines[1]], "line 2: it does not carry the hash of the line before"),
        (lambda lines: [*lines[:2], lines[2][:40]], "is damaged (line 3 is no JSON: Unterminated string starting at)"),
        (lambda lines: [*lines, "[]"], "is damaged (line 4 names no source)"),
        (lambda lines: [lines[0], "", *lines[1:]], "is damaged (line 2 is no JSON: Expecting value)"),
    ],
)
def test_lines_taken_out_or_cut(change: Any, what: str, tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    grow(path, A, ODD, A | {"source": "c.csv"})
    path.write_text("\n".join(change(path.read_text("utf-8").removesuffix("\n").split("\n"))) + "\n", "utf-8")
    with pytest.raises(TableError, match=re.escape(what)):
        ledger.read(path)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (b'{"source": "a", "x": ' + b"[" * 100_000, "line 3 is nested too deeply"),
        (b'{"source": "\xff"}', "line 3 is no JSON: 'utf-8' codec can't decode byte 0xff in position 12"),
        (b'{"source": 1}', "line 3 names no source"),
        (b'"' + b"x" * 2000, "line 3 has more than 0 MB, and no build writes such a line"),
    ],
    ids=["deep", "not UTF-8", "no name", "long"],
)
def test_a_line_that_no_build_wrote(line: bytes, what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ledger.jsonl"
    grow(path, A, ODD)
    monkeypatch.setattr(ledger, "LARGEST", 1000 if b"xxx" in line else 1 << 20)
    path.write_bytes(path.read_bytes() + line + b"\n")
    with pytest.raises(TableError, match=re.escape(f"{path} is damaged ({what}")):
        ledger.read(path)


def test_the_head_is_the_hash_of_the_last_line(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    assert ledger.head(path) == ledger.Head("0" * 64, 0)
    grow(path, A, ODD)
    last = path.read_bytes().removesuffix(b"\n").split(b"\n")[-1]
    assert ledger.head(path) == ledger.Head(hashlib.sha256(last).hexdigest(), 2)
    path.write_bytes(path.read_bytes().removesuffix(b"\n"))
    assert ledger.head(path) == ledger.Head(hashlib.sha256(last).hexdigest(), 2)


def test_lines_are_chained_as_a_build_chains_them(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    lines = grow(path, A, ODD)
    assert ledger.chained(lines) == path.read_text("utf-8")
    assert ledger.chained([line | {"before": "x"} for line in lines]) == path.read_text("utf-8")
    path.write_text(ledger.chained(lines[1:]), "utf-8")
    assert [line["source"] for line in ledger.read(path)] == [ODD["source"]]


def test_a_last_line_without_its_newline_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    grow(path, A)
    path.write_text(path.read_text("utf-8").removesuffix("\n"), "utf-8")
    assert [json.loads(line)["source"] for line in ledger.grown(path, [A, ODD | {"source": "b"}]).splitlines()] == [
        "a.csv",
        "b",
    ]
