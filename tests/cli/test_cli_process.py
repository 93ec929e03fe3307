"""The command as a process of its own: pipes, terminals, signals, exit codes."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


def process(*words: str, **given: Any) -> subprocess.CompletedProcess[str]:
    """The command as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "helpers.cli", *words], capture_output=True, text=True, timeout=120, check=False, **given
    )


def test_a_process_gives_the_exit_code_and_nothing_else(quay: Path) -> None:
    done = process("check", "quai")
    said = f'There is no case "quai" in {quay}/data/raw. Did you mean "quay"?\n'
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)
    done = process("list", "--json")
    assert (done.returncode, json.loads(done.stdout)["ok"], done.stderr) == (0, True, "")


@pytest.mark.parametrize("words", [("--help",), ("readers",)])
def test_a_reader_that_goes_away_is_no_error(words: tuple[str, ...]) -> None:
    gone = subprocess.Popen(["true"], stdin=subprocess.PIPE)
    gone.wait()
    assert gone.stdin
    done = subprocess.run(
        [sys.executable, "-m", "helpers.cli", *words], stdout=gone.stdin, stderr=subprocess.PIPE, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, which Linux has")
def test_an_answer_that_cannot_be_written_is_an_error() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "helpers.cli", "--help"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    said = "The answer cannot be written: No space left on device.\n"
    assert (done.returncode, done.stderr) == (1, said)


def test_ctrl_c_ends_with_a_sentence(quay: Path) -> None:
    """Interrupted while it reads a pipe that nobody writes to."""
    os.mkfifo(quay / "data/raw/quay/slow.csv")
    where = quay / "data/raw/quay/case.toml"
    where.write_text(where.read_text() + '\n[[sources]]\nfiles = "slow.csv"\nreader = "ira_tweets"\ncredit = "x"\n')
    started = subprocess.Popen(
        [sys.executable, "-m", "helpers.cli", "build", "quay"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    writer = opened(quay / "data/raw/quay/slow.csv")
    started.send_signal(signal.SIGINT)
    out, err = started.communicate(timeout=60)
    os.close(writer)
    assert (started.returncode, out, err) == (1, "", "Interrupted. What was published before is as it was.\n")


def opened(pipe: Path) -> int:
    """The writing end of the pipe, as soon as somebody reads it."""
    for _ in range(600):
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            time.sleep(0.1)
    raise AssertionError("nobody read the pipe within a minute")


def on_a_terminal(*words: str, **environment: str) -> tuple[int, str]:
    """The command with a terminal as its standard error and output: exit code, and all that the terminal got."""
    ours, theirs = pty.openpty()
    told = os.environ | {"TERM": "xterm-256color", "COLUMNS": "100"} | environment
    done = subprocess.Popen([sys.executable, "-m", "helpers.cli", *words], stdout=theirs, stderr=theirs, env=told)
    os.close(theirs)
    text = b"".join(chunks(ours))
    os.close(ours)
    return done.wait(timeout=60), text.decode()


def chunks(terminal: int) -> Iterator[bytes]:
    while True:
        try:
            found = os.read(terminal, 65536)
        except OSError:  # the other end is closed
            return
        if not found:
            return
        yield found


@pytest.mark.usefixtures("fed")
def test_a_bar_on_a_terminal_and_no_colour_where_none_is_wanted(quay: Path, says: Any) -> None:
    colour = re.compile(r"\x1b\[[0-9;]*3[0-9][0-9;]*m")
    code, text = on_a_terminal("build", "quay", NO_COLOR="1")
    assert code == 0 and "reading" in text and not colour.search(text)
    code, text = on_a_terminal("build", "quay", "--force")
    assert code == 0 and colour.search(text)
    code, text = on_a_terminal("build", "quay", "--quiet")
    assert (code, text) == (0, "")
    code, text = on_a_terminal("--help", NO_COLOR="1")
    assert code == 0 and "\x1b" not in text


def test_an_error_has_no_sign_that_a_terminal_obeys(capsys: pytest.CaptureFixture[str]) -> None:
    from helpers.cli import answers

    assert answers.failed("p.csv: \x1b[2J\u202e", 1, False) == 1
    assert capsys.readouterr().err == "p.csv: ‹U+001B›[2J‹U+202E›\n"
