"""JSON whose lines are mended on the way to the parser: cut at any byte, it is the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers import store
from helpers.errors import ReaderError


def mend(lines: bytes) -> bytes:
    return lines.replace(b"!", b'"')


def values(path: Path) -> list[str]:
    return [value for _, event, value in store.json_events(path, mend) if event == "string"]


@pytest.mark.parametrize("n", [1, 1000, 60_000])
def test_every_line_is_mended_wherever_the_chunks_end(n: int, tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_text("[\n" + ",\n".join(f"!words of the line {k}!" for k in range(n)) + "\n]", "utf-8")
    assert values(path) == [f"words of the line {k}" for k in range(n)]


def test_without_a_mend_the_fault_is_told(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_text("[\n!a!\n]", "utf-8")
    with pytest.raises(ReaderError, match="is not valid"):
        list(store.json_events(path))


def test_a_line_that_does_not_end_is_read_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_text("[" + ",".join(['"' + "x" * 1000 + '"'] * 12_000) + "]", "utf-8")
    assert len(values(path)) == 12_000


def test_an_empty_file_is_no_document(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_bytes(b"")
    with pytest.raises(ReaderError):
        values(path)
