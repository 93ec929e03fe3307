"""Hooks: programs that are told, and what is said of one that fails, hangs, floods or is not there."""

from __future__ import annotations

import json
import logging
import os
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from helpers.cases import Publication
from helpers.paths import Workspace
from helpers.report.publication import hooks

posix = pytest.mark.skipif(os.name != "posix", reason="needs process groups")


def case(root: Path, code: str = "", seconds: int = 20, **other: Any) -> Any:
    """A case whose on_change program is this Python code."""
    told = {"on_change": (sys.executable, "-c", code), **other}
    made = Publication(seconds=seconds, address="https://desk.example/", **told)
    return SimpleNamespace(name="quay", workspace=Workspace(root), reports=root / "reports/quay", publication=made)


def test_a_program_is_told_on_standard_input_and_by_its_environment(tmp_path: Path) -> None:
    code = """
import json, os, sys
told = {name: os.environ[name] for name in os.environ if name.startswith("CASEBOOK_")}
json.dump([json.load(sys.stdin), told, os.getcwd(), sys.argv], open("told.json", "w"))
"""
    data = {"counts": {"events": 2}, "says": "2 events are new – Straße."}
    assert hooks.run(case(tmp_path, code), "on_change", data) is None
    given, environment, folder, arguments = json.loads((tmp_path / "told.json").read_text())
    assert (given, folder, arguments) == (data, str(tmp_path), ["-c"])
    environment.pop("CASEBOOK_TEST_DATA", None)
    assert environment == {
        "CASEBOOK_EVENT": "on_change",
        "CASEBOOK_CASE": "quay",
        "CASEBOOK_WORKSPACE": str(tmp_path),
        "CASEBOOK_REPORT": str(tmp_path / "reports/quay"),
        "CASEBOOK_ADDRESS": "https://desk.example/",
    }


def test_none_is_named(tmp_path: Path) -> None:
    assert hooks.run(case(tmp_path, "raise SystemExit(1)"), "on_fail", {}) is None


def test_no_shell_reads_the_arguments(tmp_path: Path) -> None:
    code = "import sys; open('seen', 'w').write(sys.argv[1])"
    made = case(tmp_path, on_change=(sys.executable, "-c", code, "$(touch bad); `touch bad` && touch bad"))
    assert hooks.run(made, "on_change", {}) is None
    assert (tmp_path / "seen").read_text() == "$(touch bad); `touch bad` && touch bad"
    assert not (tmp_path / "bad").exists()


def test_a_program_that_fails_is_said_with_its_last_line(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    code = "import sys; print('sending'); print('no route to the desk', file=sys.stderr, flush=True); sys.exit(7)"
    with caplog.at_level(logging.INFO, "helpers"):
        said = hooks.run(case(tmp_path, code), "on_change", {})
    name = f'The on_change program of quay, "{sys.executable}",'
    assert said in (
        f'{name} ended with exit code 7. It last said: "{last}". The log has the rest.'
        for last in ("sending", "no route to the desk")  # two streams of one program, whose order is not ours
    )
    ((_, _, logged),) = caplog.record_tuples
    assert logged.startswith(f"on_change, {sys.executable}: it printed:\n")
    assert {"sending", "no route to the desk"} <= set(logged.splitlines())


def test_a_program_that_is_not_there(tmp_path: Path) -> None:
    said = hooks.run(case(tmp_path, on_change=("no-such-program", "x")), "on_change", {})
    assert said == (
        'The on_change program of quay, "no-such-program", could not be started: No such file or directory. '
        "Name its whole path in [publication] of case.toml."
    )


@posix
def test_a_program_that_was_killed(tmp_path: Path) -> None:
    said = hooks.run(case(tmp_path, "import os; os.kill(os.getpid(), 9)"), "on_change", {})
    name = f'The on_change program of quay, "{sys.executable}",'
    assert said == f"{name} was ended by SIGKILL."


@posix
def test_a_program_that_hangs_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    code = """
import os, signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = subprocess.Popen([sys.executable, "-c", "import signal, time; signal.signal(15, 1); time.sleep(300)"])
open("pids", "w").write(f"{os.getpid()} {child.pid}")
time.sleep(300)
"""
    began = time.monotonic()
    said = hooks.run(case(tmp_path, code, seconds=2), "on_change", {})
    assert time.monotonic() - began < 2 + hooks.GRACE + 5
    name = f'The on_change program of quay, "{sys.executable}",'
    assert said == f"{name} was ended after 2 seconds. Make it faster, or raise seconds in [publication]."
    for pid in (tmp_path / "pids").read_text().split():
        assert _gone(int(pid))


@posix
def test_what_a_program_left_running_is_ended_too_and_holds_nothing_up(tmp_path: Path) -> None:
    code = """
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(300)"])
open("pid", "w").write(str(child.pid))
"""
    began = time.monotonic()
    assert hooks.run(case(tmp_path, code, seconds=60), "on_change", {}) is None
    assert time.monotonic() - began < 30
    assert _gone(int((tmp_path / "pid").read_text()))


def test_a_program_that_reads_nothing_and_floods_the_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    code = "import sys; sys.stdout.write('x' * 3_000_000)"
    with caplog.at_level(logging.INFO, "helpers"):
        assert hooks.run(case(tmp_path, code), "on_change", {"much": "y" * 1_000_000}) is None
    ((_, _, logged),) = caplog.record_tuples
    assert logged.endswith("x\n(2,980,000 bytes more were not kept.)")
    assert len(logged) < hooks.MOST_OUTPUT + 300


@posix
def test_a_program_that_closes_its_output_is_waited_for(tmp_path: Path) -> None:
    code = "import os, time; os.close(1); os.close(2); time.sleep(0.3); open('done', 'w'); os._exit(4)"
    said = hooks.run(case(tmp_path, code), "on_change", {})
    name = f'The on_change program of quay, "{sys.executable}",'
    assert said == f"{name} ended with exit code 4."
    assert (tmp_path / "done").exists()


def _gone(pid: int) -> bool:
    for _ in range(200):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        if Path(f"/proc/{pid}/stat").is_file() and ") Z " in Path(f"/proc/{pid}/stat").read_text():
            return True  # ended, and its new parent has not yet taken it in
        time.sleep(0.02)
    return False
