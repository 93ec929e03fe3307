"""JSON as it comes: halves of characters, depth, paths; across the ends of chunks."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from helpers import store
from helpers.store import Json, json_files

HALVES = [rb"\ud83d", rb"\ude00"]
WHOLE = rb"\ud83d\ude00"


@pytest.mark.parametrize("seed", range(5))
def test_halves_are_counted_whatever_the_chunks(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(seed)
    pieces = [chance.choice([*HALVES, WHOLE, b" x "]) + b" " for _ in range(400)]
    path = tmp_path / "x.json"
    path.write_bytes(b"".join(pieces))
    expected = sum(piece.strip() in HALVES for piece in pieces)
    real = json_files.open_utf8

    class Slow:
        def __init__(self, path: Path) -> None:
            self.file = real(path)

        def __enter__(self) -> Slow:
            return self

        def __exit__(self, *failure: object) -> None:
            self.file.close()

        def read(self, size: int) -> bytes:
            return self.file.read(chance.randint(1, 40))

    monkeypatch.setattr(json_files, "open_utf8", Slow)
    assert json_files._halves(path) == expected
    monkeypatch.undo()
    assert json_files._halves(path) == expected


@pytest.mark.parametrize(
    ("text", "deep"),
    [('{"a": [1, {"b": "]]]{{{"}]}', 3), (r'["\"[[[", "\\", ["x"]]', 2), ("1", 0), ("[" * 7 + "]" * 7, 7)],
)
def test_depth_counts_brackets_outside_texts(text: str, deep: int, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(text, "utf-8")
    assert json_files._depth(path, len(text), id(text)) == deep


def test_paths() -> None:
    assert store.json_path("a.b[].c[0]") == '$."a"."b"[*]."c"[0]'


def test_documents_one_after_the_other_are_one_list(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text('{"d": {"l": [1, 2]}}\n{"d": {"l": []}}{"d": {"l": [3]}, "l": [9]}', "utf-8")
    format = Json("d.l")
    assert list(store.json_items(path, format)) == [1, 2, 3]
    assert store.count_json(path, format) == 3


def test_what_stands_beside_the_list_is_named(tmp_path: Path) -> None:
    """A document says more than its records, and nothing of a file is left out without a word."""
    path = tmp_path / "x.json"
    path.write_text(
        '{"data": {"videos": [{"id": 1, "videos": {"at": 2}}], "videos_left": 3, "cursor": null},'
        ' "videos": [{"id": 4}], "error": {"code": "ok", "tried": [{"at": 5}, 6]}, "empty": {}}',
        "utf-8",
    )
    found = {"/data.videos_left", "/videos[].id", "/error.code", "/error.tried[].at", "/error.tried[]"}
    assert json_files._counted(path, Json("data.videos")) == (1, found)
    path.write_text("[[1, 2], {}, null]", "utf-8")
    assert json_files._counted(path, Json()) == (3, set())


def test_a_document_of_a_thousand_keys_names_the_first_of_them(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(json.dumps({"list": [1], **{f"k{n}": n for n in range(1000)}}), "utf-8")
    counted, beside = json_files._counted(path, Json("list"))
    assert (counted, len(beside), "/k0" in beside) == (1, json_files.MOST_BESIDE, True)
