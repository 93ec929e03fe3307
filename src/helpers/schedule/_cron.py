"""cron: a marked block in the user's crontab; every other line stays as it is, byte for byte."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from helpers.errors import CaseError, UsageError
from helpers.schedule._job import Found, Job, name
from helpers.schedule._when import machine_zone, when

_EVERY = re.compile(r', every "([^"]+)", by (\S+)$')
_PATIENCE = 30  # seconds for `crontab`


def text(job: Job) -> str:
    """The block: a mark, one line, a mark."""
    own = machine_zone()
    if job.when.zone != own and not job.when.step:
        raise UsageError(
            f"cron goes by the machine's own time zone, which is {own}, and not by {job.when.zone}. "
            "Leave --zone out, or use --as systemd."
        )
    # cron makes a newline of a bare percent sign
    command = job.shell.replace("%", r"\%")
    line = f"{job.when.cron} {command}"
    if len(line) > 998:
        raise UsageError(
            f"The line for cron would be {len(line)} characters long, and cron takes 998. Use shorter paths."
        )
    begin, end = _marks(job.name)
    return f'{begin}, every "{job.when.every}", by {own}\n{line}\n{end}\n'


def write(job: Job) -> list[str]:
    """Puts the block into the crontab, in the place of an earlier one of the same case; sentences about it."""
    block = text(job).encode()
    before = _read()
    first, last = _place(before, job.name)
    if first == last and before and not before.endswith(b"\n"):
        before += b"\n"  # a last line without its end is none for cron
        first = last = len(before)
    _put(before[:first] + block + before[last:])
    where = f"by the machine's own clock ({machine_zone()})"
    said = [f"cron renders {job.case} every {job.when.every}, {where}, if the machine is on at that time."]
    if re.search(rb"(?m)^\s*CRON_TZ\s*=", before):
        said.append("The crontab sets CRON_TZ above it, which some crons follow: look at it with `crontab -l`.")
    return said


def remove(root: Path, case: str) -> list[str]:
    """Takes the case's block out of the crontab; a sentence, or none where there was no block or there is no cron."""
    if not shutil.which("crontab"):
        return []
    before = _read()
    first, last = _place(before, own := name(root, case))
    if first == last:
        return []
    _put(before[:first] + before[last:])
    return [f"The line of {own} is out of the crontab."]


def found(root: Path, case: str, now: datetime | None = None) -> Found | None:
    """The case's block, if the crontab has one."""
    if not shutil.which("crontab"):
        return None
    crontab = _read()
    first, last = _place(crontab, name(root, case))
    if first == last:
        return None
    mark, line, *_ = crontab[first:last].decode("utf-8", "replace").split("\n")
    stated = _EVERY.search(mark)
    if not stated:
        return Found("crontab", line, None, "Its first line was changed by hand.")
    planned = when(stated[1], stated[2])
    if not line.startswith(planned.cron + " "):
        return Found("crontab", line, None, "Its line was changed by hand, so that its next time is not known here.")
    own = machine_zone()
    remark = f"The machine's time zone was {planned.zone} then, and is {own} now." if own != planned.zone else ""
    return Found("crontab", planned.every, when(stated[1], own).after(now or datetime.now(UTC)), remark)


def _marks(own: str) -> tuple[str, str]:
    return f"# begin {own}", f"# end {own}"


def _place(crontab: bytes, own: str) -> tuple[int, int]:
    """Where the block begins and ends; both at the end where there is none; a `CaseError` where it is broken."""
    begin, end = (re.escape(mark.encode()) for mark in _marks(own))
    starts = [hit.start() for hit in re.finditer(rb"(?m)^" + begin + rb"(?=[,\n]|$)", crontab)]
    ends = [hit.end() for hit in re.finditer(rb"(?m)^" + end + rb"$\n?", crontab)]
    if not starts and not ends:
        return len(crontab), len(crontab)
    if len(starts) == len(ends) == 1 and crontab[starts[0] : ends[0]].strip().count(b"\n") == 2:
        return starts[0], ends[0]
    raise CaseError(
        f"The crontab has other lines between the marks of {own}, or lacks one of them, so nothing was changed. "
        "Look at it with `crontab -e`, and take out what does not belong there."
    )


def _read() -> bytes:
    """The user's crontab; empty where there is none yet; a `CaseError` where it cannot be read."""
    done = _crontab("-l")
    if done.returncode and b"no crontab for" not in done.stderr:
        raise CaseError(f"`crontab -l` failed, so nothing was changed: {_why(done)}.")
    return done.stdout if not done.returncode else b""


def _put(crontab: bytes) -> None:
    done = _crontab("-", crontab)
    if done.returncode:
        raise CaseError(f"`crontab -` refused the new crontab, and the old one stands: {_why(done)}.")


def _crontab(what: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    program = shutil.which("crontab")
    if not program:
        raise CaseError("There is no `crontab` on this machine. Install cron, or use --as systemd or --as github.")
    try:
        return subprocess.run(
            [program, what], input=given, capture_output=True, check=False, timeout=_PATIENCE,
            env=os.environ | {"LC_ALL": "C"},
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CaseError(f"`crontab {what}` could not be run: {error}.") from error


def _why(done: subprocess.CompletedProcess[bytes]) -> str:
    return " ".join(done.stderr.decode("utf-8", "replace").split()) or f"exit code {done.returncode}"
