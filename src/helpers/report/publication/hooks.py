"""Hooks: the programs of `[publication]` in case.toml that are told of a publication, or of a run that failed.

    on_change = ["/usr/local/bin/tell-the-desk", "--list", "harbour"]

A list of a program and its arguments, started as it is: no shell, so no text of a case can become a command. It runs
in the workspace's folder, is handed the changes (`changes.json`) or the failure as JSON on standard input, and finds
in its environment:

    CASEBOOK_EVENT      on_change or on_fail
    CASEBOOK_CASE       the case's name
    CASEBOOK_WORKSPACE  the workspace's folder
    CASEBOOK_REPORT     the folder of the report
    CASEBOOK_ADDRESS    `address` of [publication], empty where there is none

After `seconds` it is ended; whatever else it started is ended with it, or when it ends by itself. What it prints goes
into the log, up to 20,000 bytes. A hook that fails or hangs is said; the publication stands, because it was in place
before the hook was told.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import selectors
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping
from typing import IO, Any, Literal

from helpers.cases import Case

MOST_OUTPUT = 20_000
GRACE = 2.0  # seconds between asking a group to end and ending it
_PIECE = 65_536
log = logging.getLogger(__name__)


def run(case: Case, event: Literal["on_change", "on_fail"], data: Mapping[str, Any]) -> str | None:
    """Runs the program that case.toml names for the event; a sentence where it failed, None where it did not.

    It raises nothing for what the program does; the caller ends with exit code 1 where there is a sentence.
    """
    command = case.publication.on_change if event == "on_change" else case.publication.on_fail
    if not command:
        return None
    with tempfile.TemporaryFile() as given:  # a file, because a program that never reads would block a pipe
        given.write(json.dumps(data, ensure_ascii=False, indent=1, default=str).encode("utf-8", "replace") + b"\n")
        given.seek(0)
        return _run(case, event, list(command), given)


def _run(case: Case, event: str, command: list[str], given: IO[bytes]) -> str | None:
    named = f'The {event} program of {case.name}, "{command[0]}",'
    try:
        process = subprocess.Popen(
            command, stdin=given, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=case.workspace.root,
            env=_environment(case, event), start_new_session=True,
        )  # fmt: skip
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        return f"{named} could not be started: {why}. Name its whole path in [publication] of case.toml."
    seconds = case.publication.seconds
    try:
        output, left, in_time = _watched(process, seconds)
    finally:
        _end(process)
    _keep(event, command[0], output, left)
    if not in_time:
        return f"{named} was ended after {seconds} seconds. Make it faster, or raise seconds in [publication]."
    if process.returncode:
        how = _how(process.returncode)
        return f"{named} {how}.{_last_line(output)}"
    return None


def _environment(case: Case, event: str) -> dict[str, str]:
    own = {
        "CASEBOOK_EVENT": event,
        "CASEBOOK_CASE": case.name,
        "CASEBOOK_WORKSPACE": str(case.workspace.root),
        "CASEBOOK_REPORT": str(case.reports),
        "CASEBOOK_ADDRESS": case.publication.address,
    }
    return os.environ | own


def _watched(process: subprocess.Popen[bytes], seconds: int) -> tuple[bytes, int, bool]:
    """What the program printed, how many bytes of it were not kept, and whether it ended in time.

    The program counts as ended when it has, though something that it started may still hold its output open.
    """
    kept, left, until = bytearray(), 0, time.monotonic() + seconds
    assert process.stdout is not None
    os.set_blocking(process.stdout.fileno(), False)
    with selectors.DefaultSelector() as waiting:
        waiting.register(process.stdout, selectors.EVENT_READ)
        open_, ended = True, False
        while time.monotonic() < until:
            ended = process.poll() is not None
            piece = _piece(waiting, process.stdout, 0.0 if ended else 0.05) if open_ else b""
            room = MOST_OUTPUT - len(kept)
            kept += (piece or b"")[:room]
            left += max(0, len(piece or b"") - room)
            open_ = open_ and piece is not None
            if ended and not piece:
                break
            if not open_:  # it closed its output and works on
                time.sleep(0.02)
    return bytes(kept), left, ended


def _piece(waiting: selectors.BaseSelector, pipe: IO[bytes], seconds: float) -> bytes | None:
    """What there is to read now; None at the end of the output."""
    if not waiting.select(seconds):
        return b""
    try:
        return os.read(pipe.fileno(), _PIECE) or None
    except BlockingIOError:
        return b""


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends the program's whole group, first by asking; what it left running in the background too."""
    if hasattr(os, "killpg"):
        _signal(process.pid, signal.SIGTERM)
        until = time.monotonic() + GRACE
        while time.monotonic() < until and _lives(process):
            time.sleep(0.02)
        _signal(process.pid, signal.SIGKILL)
    else:  # Windows has no groups to signal
        process.kill()
    process.wait()
    if process.stdout:
        process.stdout.close()


def _lives(process: subprocess.Popen[bytes]) -> bool:
    process.poll()  # takes in the program itself: a process that nobody has taken in still counts as there
    try:
        os.killpg(process.pid, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def _signal(group: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, number)


def _keep(event: str, program: str, output: bytes, left: int) -> None:
    text = output.decode("utf-8", "replace").strip()
    if text:
        more = f"\n({left:,} bytes more were not kept.)" if left else ""
        log.info("%s, %s: it printed:\n%s%s", event, program, text, more)


def _how(code: int) -> str:
    if code >= 0:
        return f"ended with exit code {code}"
    known = signal.Signals(-code).name if -code in set(signal.Signals) else str(-code)
    return f"was ended by {known}"


def _last_line(output: bytes) -> str:
    lines = output.decode("utf-8", "replace").strip().splitlines()
    return f' It last said: "{lines[-1].strip()[:200]}". The log has the rest.' if lines else ""
