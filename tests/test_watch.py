"""A watch renders what arrives, says so, survives faults, and ends cleanly: a real one, and its parts."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from helpers import watch
from helpers.cases import Case
from helpers.errors import CaseError
from helpers.watch import Event

Make = Callable[..., Any]
CLAIMS = "id,event,claimant,stance,what\nc1,e,Ana,asserts,one\n"


@pytest.fixture
def case(make_case: Make) -> Case:
    made: Case = make_case({"handmade/claims.csv": CLAIMS})
    return made


class Renders:
    """Stands for a render: counts its runs, and fails where it is told to."""

    def __init__(self) -> None:
        self.runs, self.fails = 0, list[Exception]()

    def __call__(self, case: Any, *, say: Callable[[str], None]) -> Any:
        self.runs += 1
        if self.fails:
            raise self.fails.pop()
        say(f"run {self.runs}: {(case.folder / 'handmade/claims.csv').read_text('utf-8').count(chr(10)) - 1} rows")
        return SimpleNamespace(result="published", says="Done.", failed={}, index=case.reports / "index.html")


@contextmanager
def interrupted(told: list[Event], *steps: tuple[str, Callable[[], Any]]) -> Iterator[None]:
    """After each answer that ends with the text, takes the step; after the last one, Ctrl-C."""

    def script() -> None:
        for text, step in steps:
            until = time.monotonic() + 30
            while time.monotonic() < until and not any(event.says.startswith(text) for event in told):
                time.sleep(0.02)
            step()
        os.kill(os.getpid(), signal.SIGINT)

    thread = threading.Thread(target=script)
    thread.start()
    yield
    thread.join()


def test_a_burst_is_one_run_and_what_fails_is_said(case: Case) -> None:
    told: list[Event] = []
    render = Renders()

    def burst() -> None:
        for n in range(5):
            with (case.folder / "handmade/claims.csv").open("a", encoding="utf-8") as file:
                file.write(f"d{n},e,Ana,asserts,one\n")
            time.sleep(0.05)

    def broken() -> None:
        render.fails = [CaseError("It is broken.")]
        (case.folder / "handmade/actors.csv").write_text("id,name\na,Ana\n", "utf-8")

    def fault() -> None:
        render.fails = [ZeroDivisionError("no")]
        (case.folder / "handmade/ties.csv").write_text("id\n", "utf-8")

    def toml() -> None:
        (case.folder / "case.toml").write_text("title = ", "utf-8")

    steps = [("run 1: 1 rows", burst), ("run 2: 6 rows", broken), ("It is broken.", fault), ("casebook itself", toml)]
    with interrupted(told, *steps, (f"{case.folder / 'case.toml'} is not valid", lambda: None)):
        watch.watch("tiny", case.workspace, told.append, render=render)
    assert [(event.kind, event.says.split(" (")[0].split(":")[0]) for event in told] == [
        ("watching", f"Watching {case.folder}. Ctrl-C ends it."),
        ("arrived", "run 1"), ("published", f"Done. {case.reports / 'index.html'}"),
        ("arrived", "run 2"), ("published", f"Done. {case.reports / 'index.html'}"),
        ("failed", "It is broken."), ("failed", "casebook itself failed"),
        ("failed", f"{case.folder / 'case.toml'} is not valid TOML"),
        ("stopped", "No longer watching tiny. What was published is as it was."),
    ]  # fmt: skip
    assert render.runs == 4
    assert "(ZeroDivisionError: no; test_watch.py, line " in told[6].says


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("exports/a.ndjson", True), ("case.toml", True), ("pages/01-x.ipynb", True), ("a b.csv", True),
        (".a.csv.swp", False), ("exports/.DS_Store", False), (".hidden/a.csv", False), ("a.csv.part", False),
        ("a.csv.crdownload", False), ("a.csv~", False), ("~$a.xlsx", False),
        ("pages/.ipynb_checkpoints/x.ipynb", False),
        ("pages/__pycache__/x.pyc", False), ("../other/a.csv", False),
    ],
)  # fmt: skip
def test_hidden_and_half_written_files_do_not_matter(name: str, counts: bool, tmp_path: Path) -> None:
    path = Path(os.path.normpath(tmp_path / "case" / name))
    assert watch.matters(path, (tmp_path / "case",)) == counts


def test_it_waits_for_a_file_that_is_being_written(case: Case) -> None:
    path = case.folder / "handmade/claims.csv"

    def write() -> None:
        for n in range(8):
            with path.open("a", encoding="utf-8") as file:
                file.write(f"d{n},e,Ana,asserts,one\n")
            time.sleep(0.1)

    thread = threading.Thread(target=write)
    thread.start()
    watch._settle(case.folder)
    thread.join(timeout=0.5)
    assert not thread.is_alive()


@pytest.mark.long
@pytest.mark.parametrize("ends_it", [signal.SIGTERM, signal.SIGINT])
def test_a_real_watch_from_the_command(ends_it: signal.Signals, case: Case) -> None:
    command = [sys.executable, "-m", "helpers.cli", "watch", "tiny", "--json", "--workspace", str(case.workspace.root)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout

        def until(*kinds: str) -> str:
            assert process.stdout
            for line in process.stdout:
                event = json.loads(line)
                if event["kind"] in (*kinds, "failed"):
                    assert event["kind"] in kinds, event["says"]
                    return str(event["says"])
            raise AssertionError("the watch has ended")

        try:
            until("published")
            with (case.folder / "handmade/claims.csv").open("a", encoding="utf-8") as file:
                file.write("c2,e,Ben,denies,two\n")
            assert until("arrived") == "handmade/claims.csv was edited: 1 new; 2 claims now."
            until("published")
            process.send_signal(ends_it)
            assert until("stopped") == "No longer watching tiny. What was published is as it was."
        except BaseException:
            process.kill()
            raise
    assert process.returncode == 0
    assert not list(case.workspace.reports.glob(".*.lock"))
