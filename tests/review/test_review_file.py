"""The file of decisions: whole lines, one writer at a time, and nothing that stands in it is changed."""

from __future__ import annotations

import csv
import errno
import multiprocessing
import os
import re
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from helpers import build
from helpers.errors import TableError, UsageError
from helpers.review import _file

HEAD = "id,about,decision,column,value,decided_by,decided_on,why,saw,saw_date\n"
ACCEPT = {"about": "candidates:c1", "decision": "accept", "decided_by": "Ana"}


def written(folder: Path) -> str:
    return (folder / _file.NAME).read_text("utf-8")


def test_a_new_file_has_a_head_and_a_line_with_id_and_day(tmp_path: Path) -> None:
    made = _file.append(tmp_path, [{**ACCEPT, "why": "seen\non the quay", "saw": 'He said "now", 火 🔥'}])
    name, day = made[0]["id"], made[0]["decided_on"]
    assert re.fullmatch(r"\d{8}T\d{6}Z-[0-9a-f]{6}", name) and name[:8] == day.replace("-", "")
    line = f'{name},candidates:c1,accept,,,Ana,{day},seen on the quay,"He said ""now"", 火 🔥",\n'
    assert written(tmp_path) == HEAD + line
    assert _file.read(tmp_path) == made
    assert sorted(path.name for path in (tmp_path / "handmade").iterdir()) == ["decisions.csv"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", [True, False])
def test_what_stands_there_stays_byte_for_byte(tmp_path: Path, end: str, last: bool) -> None:
    people = f'\ufeffwhy,id,about,decision,decided_by,mood{end}"two{end}lines",d1,claims:c1,reject,Bo,calm'
    people += end if last else ""
    path = tmp_path / _file.NAME
    path.parent.mkdir()
    path.write_bytes(people.encode())
    path.chmod(0o640)
    with pytest.raises(
        TableError, match=re.escape("has no column decided_on. Nothing was decided. Add it to its first line, and")
    ):
        _file.append(tmp_path, [ACCEPT])
    assert path.read_bytes() == people.encode()
    people = people.replace("mood", "mood,decided_on")
    path.write_bytes(people.encode())
    made = _file.append(tmp_path, [ACCEPT])[0]
    middle = "" if last else end
    after = f"{people}{middle},{made['id']},candidates:c1,accept,Ana,,{made['decided_on']}{end}"
    assert path.read_bytes() == after.encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [one["decided_by"] for one in _file.read(tmp_path)] == ["Bo", "Ana"]


@pytest.mark.parametrize(("content", "kept"), [(b"\xef\xbb\xbf", b"\xef\xbb\xbf"), (b"\n\r\n", b""), (b"", b"")])
def test_a_file_without_a_line_gets_its_head_first(content: bytes, kept: bytes, tmp_path: Path) -> None:
    (tmp_path / "handmade").mkdir()
    (tmp_path / _file.NAME).write_bytes(content)
    for _ in range(2):
        _file.append(tmp_path, [ACCEPT])
    lines = (tmp_path / _file.NAME).read_bytes().splitlines()
    assert lines[0] == kept + ",".join(_file.columns()).encode() and len(lines) == 3
    assert len(_file.read(tmp_path)) == 2


def test_a_drive_without_locks_can_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(_file.fcntl, "flock", refused)
    _file.append(tmp_path, [ACCEPT])
    assert len(_file.read(tmp_path)) == 1


def test_what_a_spreadsheet_would_run_gets_an_apostrophe(tmp_path: Path) -> None:
    made = _file.append(tmp_path, [{**ACCEPT, "saw": "=SUM(A1) stood there", "why": "@all", "value": "-1"}])[0]
    assert (made["saw"], made["why"], made["value"]) == ("'=SUM(A1) stood there", "'@all", "'-1")
    rows = list(csv.reader(written(tmp_path).splitlines()))
    assert not [cell for row in rows for cell in row if cell[:1] in "=+-@" and cell]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\xff\xfeid\n", "{} is not UTF-8. Save it as CSV in UTF-8, and review again."),
        (b'id,about\n"d1', "{} is not CSV (unexpected end of data). Mend it, and review again."),
        (b"a;b\n", '{} begins with no head that has "id" in it. Its first line must be: ' + HEAD.strip()),
    ],
)
def test_a_file_that_is_none_of_decisions_is_left_alone(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / _file.NAME
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(TableError) as error:
        _file.append(tmp_path, [ACCEPT])
    assert str(error.value) == says.format(path)
    assert path.read_bytes() == content


def test_a_decision_without_a_person_is_none(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=re.escape("A decision needs decided_by, and has none. Nothing was decided.")):
        _file.append(tmp_path, [{**ACCEPT, "decided_by": "\x00 "}])
    assert not (tmp_path / _file.NAME).exists()


def test_a_full_disk_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _file.append(tmp_path, [ACCEPT])
    before = written(tmp_path)

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(TableError) as error:
        _file.append(tmp_path, [ACCEPT])
    path = tmp_path / _file.NAME
    assert str(error.value) == (
        f"{path} cannot be written: No space left on device. Nothing was decided. "
        "Close it where it is open, or free some space, and decide again."
    )
    assert written(tmp_path) == before
    assert sorted(one.name for one in path.parent.iterdir()) == ["decisions.csv"]


def _reviewer(folder: Path, name: str, n: int) -> None:
    for _ in range(n):
        _file.append(folder, [{**ACCEPT, "decided_by": name, "saw": "word " * 300}])


def test_two_processes_lose_nothing_and_a_reader_never_meets_half_a_line(tmp_path: Path) -> None:
    _file.append(tmp_path, [ACCEPT])
    context = multiprocessing.get_context("spawn")
    both = [context.Process(target=_reviewer, args=(tmp_path, name, 40)) for name in ("Ana", "Bo")]
    for one in both:
        one.start()
    while any(one.is_alive() for one in both):
        text = written(tmp_path)
        assert text.endswith("\n") and {len(row) for row in csv.reader(text.splitlines())} == {10}
    for one in both:
        one.join()
        assert one.exitcode == 0
    lines = _file.read(tmp_path)
    assert len(lines) == len({one["id"] for one in lines}) == 81
    assert [one["decided_by"] for one in lines].count("Bo") == 40


def test_a_build_reads_what_was_appended(make_case: Callable[..., Any]) -> None:
    case = make_case({"handmade/decisions.csv": HEAD})
    saw = '=1 "quoted", 火 and, commas'
    _file.append(case.folder, [{**ACCEPT, "saw": saw, "saw_date": "none"}, {**ACCEPT, "decision": "reject"}])
    build.build(case)
    table = case.table("decisions")
    assert list(table["decision"]) == ["accept", "reject"]
    assert table["saw"].iloc[0] == f"'{saw}" and table["saw_date"].iloc[0] == "none"
    assert list(table["row"]) == list(table["id"])
