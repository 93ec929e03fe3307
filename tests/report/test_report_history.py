"""The history is a file of lines that are only added; the command lists it, newest first."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from helpers import cli
from helpers.report.publication import past
from helpers.report.runs import history
from helpers.report.runs.record import Place


def line(n: int, result: str = "published", **more: Any) -> dict[str, Any]:
    """One line of the history, as a run leaves it."""
    at = f"2026-11-{n:02}T06:00:00+00:00"
    pages: dict[str, list[str]] = {"run": ["10-a"], "kept": ["20-b"], "failed": []}
    return {
        "started": at, "finished": at, "seconds": 4.25, "result": result, "exit": 0, "pages": pages, "changes": {},
        "says": f"Since {n}: new: 1 claim.", "publication": None, "kit": "1", "evidence": None, **more,
    }  # fmt: skip


def test_lines_come_back_in_the_order_in_which_they_were_added(tmp_path: Path) -> None:
    case = Place(tmp_path / "quay")
    assert history.read(case) == []
    added = [line(3), line(1, says="Ü\u2028 two\nlines"), line(2, "failed")]
    for each in added:
        history.add(case, each)
    assert history.read(case) == added
    assert len(history.path(case).read_bytes().split(b"\n")) == 4


def test_a_line_that_was_torn_is_passed_over_and_the_next_one_begins_anew(tmp_path: Path) -> None:
    case = Place(tmp_path / "quay")
    history.add(case, line(1))
    with history.path(case).open("ab") as file:
        file.write(b'{"result":"publ\xff')
    history.add(case, line(2))
    with history.path(case).open("ab") as file:
        file.write(b'[1]\n{"result": "other"}\n\x00\n')
    history.add(case, line(3))
    assert history.read(case) == [line(1), line(2), line(3)]


def test_two_at_a_time_do_not_mix_their_lines(tmp_path: Path) -> None:
    case = Place(tmp_path / "quay")
    threads = [threading.Thread(target=lambda: [history.add(case, line(n)) for n in range(1, 29)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(history.read(case)) == 4 * 28
    assert len(history.path(case).read_text().splitlines()) == 4 * 28


@pytest.mark.parametrize(
    ("taken", "stamp"),
    [
        ([], "2026-11-26T060000Z"),
        (["", "None", "no stamp", "2020-01-01T000000Z"], "2026-11-26T060000Z"),
        (["2026-11-26T060000Z"], "2026-11-26T060001Z"),
        (["2027-01-31T235959Z", "2026-11-26T060000Z"], "2027-02-01T000000Z"),
    ],
)
def test_a_stamp_is_later_than_every_one_before(taken: list[str], stamp: str) -> None:
    assert past.next_stamp(datetime(2026, 11, 26, 6, 0, 0, 999, tzinfo=UTC), taken) == stamp


@pytest.fixture
def quay(tmp_path: Path) -> Path:
    """A workspace with a case that was never rendered."""
    folder = tmp_path / "data" / "raw" / "quay"
    folder.mkdir(parents=True)
    (folder / "case.toml").write_text(
        'title = "Quay"\nquestion = "Who?"\nperiod = "2021"\ntimezone = "UTC"\ninvented = true\n'
    )
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What `casebook history quay` prints."""
    assert cli.main(["history", "quay", *words]) == 0
    return capsys.readouterr().out


def test_the_command_lists_the_runs(quay: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ("--workspace", str(quay))
    next_ = f"next:  casebook render quay --workspace {quay}\n"
    assert said(capsys, *where) == f"quay has no history yet.\n{next_}"
    case = Place(quay / "reports" / "quay")
    nothing: dict[str, list[str]] = {"run": [], "kept": [], "failed": []}
    for n in range(1, 23):
        history.add(case, line(n))
    history.add(case, line(23, "held", seconds=31, says="posts: too few.\nMore.", pages=nothing))
    for stamp in ("2026-11-22T060000Z", "2026-11-21T060000Z"):
        (past.folder(case) / stamp).mkdir()
    listed = said(capsys, *where).splitlines()
    assert listed[:2] == [
        "2026-11-23 06:00 UTC  held         31.0 s  no page run  posts: too few.",
        "2026-11-22 06:00 UTC  published     4.2 s  1 of 2 pages run  Since 22: new: 1 claim.",
    ]
    assert listed[20:] == [
        f"3 earlier runs: casebook history quay --workspace {quay} --all",
        f"2 earlier publications are kept in {quay / 'reports' / 'quay.past'}",
    ]
    assert len(said(capsys, *where, "--all").splitlines()) == 24
    data = json.loads(said(capsys, *where, "--json"))
    assert (data["ok"], data["total"], len(data["runs"]), data["runs"][1]) == (True, 23, 20, line(22))
    assert data["kept"] == [str(past.folder(case) / f"2026-11-2{n}T060000Z") for n in (2, 1)]
