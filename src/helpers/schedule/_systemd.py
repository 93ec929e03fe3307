"""systemd: a service and a timer of the user, which catches up what the machine slept through."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from helpers.errors import CaseError
from helpers.schedule._files import is_ours, marked, put, refuse_foreign, take
from helpers.schedule._job import Found, Job, name
from helpers.schedule._when import when

_PATIENCE = 30  # seconds for `systemctl`
_EVERY = re.compile(r'(?m)^# every "([^"]+)", by (\S+)$')

_SERVICE = """\
[Unit]
Description=Casebook: the report of {case}

[Service]
Type=oneshot
WorkingDirectory={root}
ExecStart={command}
# a render that takes longer hangs; everything that it started is ended with it
TimeoutStartSec=6h
Nice=10
# what holds in a user's own systemd. A program of [publication] gets no rights of another user here, so that a setuid
# sendmail does not work: let it hand its mail to a server, or say otherwise with `systemctl --user edit`.
NoNewPrivileges=yes
RestrictSUIDSGID=yes
LockPersonality=yes
"""
_TIMER = """\
# every "{every}", by {zone}
[Unit]
Description=Casebook: when the report of {case} is made

[Timer]
OnCalendar={calendar}
# a run that the machine slept through is made up for
Persistent=true
Unit={name}.service

[Install]
WantedBy=timers.target
"""


def units(job: Job) -> dict[str, str]:
    """The two files by name, as they are written."""
    command = " ".join(_quoted(word) for word in job.command)
    service = _SERVICE.format(case=job.case, root=_escaped(str(job.root)), command=command)
    timer = _TIMER.format(
        every=job.when.every, zone=job.when.zone, case=job.case, calendar=job.when.calendar, name=job.name
    )
    return {f"{job.name}.service": marked(job.case, service), f"{job.name}.timer": marked(job.case, timer)}


def text(job: Job) -> str:
    """Both files, each below its path."""
    return "\n".join(f"# {folder() / file}\n{content}" for file, content in units(job).items())


def write(job: Job) -> list[str]:
    """Writes the units and starts the timer where systemd answers; sentences about it, and about what is left to do."""
    made = {folder() / file: content for file, content in units(job).items()}
    for path in made:
        refuse_foreign(path)
    for path, content in made.items():
        put(path, content)
    said = [f"{path} is written." for path in made]
    start = f"systemctl --user daemon-reload && systemctl --user enable --now {job.name}.timer"
    refused = _systemctl("daemon-reload") or _systemctl("enable", "--now", f"{job.name}.timer")
    if refused:
        return [*said, f"The timer is not started: {refused}. Where systemd runs, start it with `{start}`."]
    said.append(f"The timer runs: {job.case} is rendered {job.when.words}, and a time slept through is made up for.")
    return [*said, "While you are logged out it rests, unless you say once `loginctl enable-linger`."]


def remove(root: Path, case: str) -> list[str]:
    """Stops the timer and removes both files; a sentence for each that is gone."""
    own = name(root, case)
    there = [path for path in _paths(own) if os.path.lexists(path)]
    for path in there:
        refuse_foreign(path)
    if there:
        _systemctl("disable", "--now", f"{own}.timer")
    gone = [path for path in there if take(path)]
    if gone:
        _systemctl("daemon-reload")
    return [f"{path} is removed." for path in gone]


def found(root: Path, case: str, now: datetime | None = None) -> Found | None:
    """The case's timer, if its file is there."""
    own = name(root, case)
    _, timer = _paths(own)
    if not timer.is_file():
        return None
    stated = _EVERY.search(timer.read_text("utf-8", "replace"))
    if not stated or not is_ours(timer):
        return Found(str(timer), "", None, "It was changed by hand.")
    planned = when(stated[1], stated[2])
    asleep = _systemctl("is-active", "--quiet", f"{own}.timer")
    remark = f"It does not run: {asleep}." if asleep else ""
    return Found(str(timer), planned.every, planned.after(now or datetime.now(UTC)), remark)


def folder() -> Path:
    """Where a user's units lie: `systemd/user` below XDG_CONFIG_HOME, else below ~/.config."""
    home = os.environ.get("XDG_CONFIG_HOME", "")
    return (Path(home) if home.startswith("/") else Path.home() / ".config") / "systemd" / "user"


def _paths(own: str) -> tuple[Path, Path]:
    return folder() / f"{own}.service", folder() / f"{own}.timer"


def _quoted(word: str) -> str:
    """A word of ExecStart: systemd reads quotes, backslashes, % and $ in a way of its own."""
    inner = _escaped(word).replace("\\", "\\\\").replace('"', '\\"').replace("$", "$$")
    return inner if re.fullmatch(r"[\w@+=:,./-]+", word) else f'"{inner}"'


def _escaped(path: str) -> str:
    return path.replace("%", "%%")


def _systemctl(*words: str) -> str:
    """Runs `systemctl --user`; empty when it did it, else why not."""
    program = shutil.which("systemctl")
    if not program:
        return "there is no systemctl on this machine"
    try:
        done = subprocess.run(
            [program, "--user", *words], capture_output=True, text=True, errors="replace", check=False,
            timeout=_PATIENCE, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CaseError(f"`systemctl --user {' '.join(words)}` could not be run: {error}.") from error
    first = (done.stderr.strip() or done.stdout.strip()).split("\n")[0].rstrip(".")
    return (first or "it is not active") if done.returncode else ""
