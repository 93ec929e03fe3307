"""A report appears whole or not at all; one at a time; and whoever is refused is told why."""

from __future__ import annotations

import errno
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from helpers.errors import ReportError
from helpers.report.publication import publish

BORN = bool(publish._born(os.getpid()))  # where the system tells when a process began
BAD_PID = 2**22 - 3  # above what a Linux of default settings hands out


def put(folder: Path, words: str) -> None:
    with publish.locked(folder), publish.staged(folder) as staging:
        (staging / "index.html").write_text(words)


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.parent.iterdir())


@pytest.mark.parametrize("exchange", [True, False])
def test_a_new_report_replaces_the_old_one_whole(
    tmp_path: Path, exchange: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not exchange:
        monkeypatch.setattr(publish, "_exchange", lambda one, other: False)
    folder = tmp_path / "reports" / "quay"
    put(folder, "first")
    (folder / "gone.html").write_text("of the first only")
    put(folder, "second")
    assert {path.name: path.read_text() for path in folder.iterdir()} == {"index.html": "second"}
    assert left(folder) == ["quay"]


def test_the_old_report_is_there_until_the_new_one_takes_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen, real = [], publish._exchange

    def exchange(one: Path, other: Path) -> bool:
        seen.append(((other / "index.html").read_text(), (one / "index.html").read_text()))
        return real(one, other)

    monkeypatch.setattr(publish, "_exchange", exchange)
    for words in ("first", "second", "third"):
        put(tmp_path / "quay", words)
    assert seen == [("first", "second"), ("second", "third")]


def test_a_failure_leaves_the_last_good_report_in_place(tmp_path: Path) -> None:
    folder = tmp_path / "quay"
    put(folder, "good")
    with pytest.raises(ReportError, match="a page failed"), publish.locked(folder), publish.staged(folder) as staging:
        (staging / "index.html").write_text("half")
        raise ReportError("a page failed")
    assert ((folder / "index.html").read_text(), left(folder)) == ("good", ["quay"])


def test_a_killed_run_leaves_the_last_good_report_and_the_next_one_tidies_up(tmp_path: Path) -> None:
    folder = tmp_path / "quay"
    put(folder, "good")
    code = (
        "import sys, time; from pathlib import Path; from helpers.report.publication import publish\n"
        "folder = Path(sys.argv[1])\n"
        "with publish.locked(folder), publish.staged(folder) as staging:\n"
        "    (staging / 'index.html').write_text('half'); print('ready', flush=True); time.sleep(60)"
    )
    run = subprocess.Popen(
        [sys.executable, "-c", code, str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert run.stdout is not None and run.stdout.readline() == "ready\n"
    run.send_signal(signal.SIGKILL)
    run.wait()
    assert (folder / "index.html").read_text() == "good"
    assert len(left(folder)) == 3  # the lock and the staging folder of the dead
    said: list[str] = []
    with publish.locked(folder, said.append), publish.staged(folder) as staging:
        (staging / "index.html").write_text("new")
    assert ((folder / "index.html").read_text(), left(folder)) == ("new", ["quay"])
    (sentence,) = said
    assert sentence.startswith(f"The lock of quay was left by process {run.pid} on {socket.gethostname()}, since ")
    assert sentence.endswith(" UTC (0 minutes ago); it is taken over.")


def test_pages_that_were_half_written_beside_the_reports_go_and_those_being_written_stay(tmp_path: Path) -> None:
    halves = [tmp_path / f".index.html.new-{pid}" for pid in (BAD_PID, os.getpid())]
    for half in halves:
        half.write_text("<!doc")
    put(tmp_path / "quay", "good")
    assert [half.exists() for half in halves] == [False, True]


def test_a_report_between_two_renames_is_put_back(tmp_path: Path) -> None:
    folder = tmp_path / "quay"
    put(folder, "good")
    folder.rename(tmp_path / ".quay.old-77")
    with publish.locked(folder):
        assert (folder / "index.html").read_text() == "good"


def test_the_lock_names_its_owner(tmp_path: Path) -> None:
    folder = tmp_path / "quay"
    with publish.locked(folder):
        with pytest.raises(ReportError) as caught, publish.locked(folder):
            raise AssertionError("two at once")
        since = time.strftime("%Y-%m-%d %H:%M", time.gmtime(json.loads((tmp_path / ".quay.lock").read_text())["since"]))
    assert str(caught.value) == (
        f"The report of quay is being made by process {os.getpid()} on {socket.gethostname()}, since "
        f"{since} UTC (0 minutes ago). "
        f"Wait for it; if that process is gone, delete {tmp_path / '.quay.lock'}."
    )
    with publish.locked(folder):
        pass


@pytest.mark.parametrize(
    ("owner", "taken"),
    [
        ({"pid": BAD_PID, "host": socket.gethostname(), "since": int(time.time())}, True),
        ({"pid": os.getpid(), "host": socket.gethostname(), "since": 5}, False),
        ({"pid": os.getpid(), "host": socket.gethostname(), "since": 5, "born": publish._born(os.getpid())}, False),
        ({"pid": os.getpid(), "host": socket.gethostname(), "since": 5, "born": "another start 77"}, BORN),
        ({"pid": os.getpid(), "host": "elsewhere", "since": int(time.time())}, False),
        ({"pid": os.getpid(), "host": "elsewhere", "since": int(time.time()) - 13 * 3600}, True),
    ],
)
def test_a_stale_lock_is_taken_over_and_a_living_one_is_not(
    tmp_path: Path, owner: dict[str, object], taken: bool
) -> None:
    (tmp_path / ".quay.lock").write_text(json.dumps(owner))
    said: list[str] = []
    try:
        with publish.locked(tmp_path / "quay", said.append):
            assert taken
    except ReportError:
        assert not taken
    assert len(said) == taken


def test_a_lock_that_was_never_written_to_the_end_is_stale_after_a_while(tmp_path: Path) -> None:
    lock = tmp_path / ".quay.lock"
    lock.write_text('{"pid"')
    with pytest.raises(ReportError, match="is being made by process 0"), publish.locked(tmp_path / "quay"):
        pass
    os.utime(lock, (time.time() - 60, time.time() - 60))
    with publish.locked(tmp_path / "quay"):
        assert json.loads(lock.read_text())["pid"] == os.getpid()


@pytest.mark.parametrize("before", [True, False])
def test_a_full_disk_is_a_sentence_and_leaves_nothing_half_written(tmp_path: Path, before: bool) -> None:
    folder = tmp_path / "quay"
    if before:
        put(folder, "good")
    with pytest.raises(ReportError) as caught, publish.locked(folder), publish.staged(folder) as staging:
        raise OSError(errno.ENOSPC, "No space left on device", str(staging / "report.html"))
    kept = " The last good report is still in place." if before else ""
    written = tmp_path / f".quay.staging-{os.getpid()}" / "report.html"
    assert (
        str(caught.value)
        == f"The disk is full: {written} could not be written.{kept} Free some space, then render again."
    )
    assert left(folder) == (["quay"] if before else [])


def test_a_folder_that_may_not_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("a file")
    with pytest.raises(ReportError) as caught, publish.locked(tmp_path / "reports" / "quay"):
        pass
    assert str(caught.value).endswith("cannot be read or written: File exists. Check its permissions.")
