"""JSON as it comes: halves of characters, depth, paths; across the ends of chunks."""

from __future__ import annotations

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
    real = json_files.open_bytes

    class Slow:
        def __init__(self, path: Path) -> None:
            self.file = real(path)

        def __enter__(self) -> Slow:
            return self

        def __exit__(self, *failure: object) -> None:
            self.file.close()

        def read(self, size: int) -> bytes:
            return self.file.read(chance.randint(1, 40))

    monkeypatch.setattr(json_files, "open_bytes", Slow)
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
