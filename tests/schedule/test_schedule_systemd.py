"""systemd: two units, held against systemd itself, and taken out again without a trace."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from scheduled import casebook, command_of, job, program

from helpers.schedule import When
from helpers.schedule import _systemd as systemd
from helpers.schedule._job import Job


def test_the_units_are_written_and_removed(home: Path, space: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ("--workspace", str(space))
    code, said = casebook(capsys, "schedule", "quay", "--every", "mon 06:00", "--as", "systemd", *where)
    name, folder = job(space).name, home / "home/.config/systemd/user"
    assert (code, said.splitlines()[:3]) == (
        0,
        [
            f"{folder}/{name}.service is written.",
            f"{folder}/{name}.timer is written.",
            "The timer is not started: Failed to connect to bus: No medium found. Where systemd runs, start it with "
            f"`systemctl --user daemon-reload && systemctl --user enable --now {name}.timer`.",
        ],
    )
    assert "It does not run: Failed to connect to bus" in casebook(capsys, "schedule", "quay", *where)[1]
    assert casebook(capsys, "unschedule", "quay", *where)[0] == 0
    assert list(folder.iterdir()) == []


def test_a_timer_that_systemd_starts(home: Path, space: Path, capsys: pytest.CaptureFixture[str]) -> None:
    program(home / "bin/systemctl", f'echo "$@" >> {home}/asked')
    where = ("--workspace", str(space))
    said = casebook(capsys, "schedule", "quay", "--every", "mon 06:00", "--as", "systemd", *where)[1].splitlines()
    name = job(space).name
    assert said[2:4] == [
        "The timer runs: quay is rendered every mon 06:00 (Europe/Berlin), and a time slept through is made up for.",
        "While you are logged out it rests, unless you say once `loginctl enable-linger`.",
    ]
    casebook(capsys, "unschedule", "quay", *where)
    asked = [f"enable --now {name}.timer", f"disable --now {name}.timer", "daemon-reload"]
    assert (home / "asked").read_text().splitlines() == [f"--user {one}" for one in ("daemon-reload", *asked)]


def test_units_changed_by_hand_stay(home: Path, space: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ("--workspace", str(space))
    casebook(capsys, "schedule", "quay", "--every", "mon 06:00", "--as", "systemd", *where)
    timer = home / f"home/.config/systemd/user/{job(space).name}.timer"
    timer.write_text(timer.read_text() + "# mine\n")
    for words in (("schedule", "quay", "--every", "hour", "--as", "systemd"), ("unschedule", "quay")):
        assert casebook(capsys, *words, *where) == (
            2,
            f"{timer} was not written by `casebook schedule`, or was changed since, and stays as it is. "
            "Delete it yourself if it may go.",
        )
    assert timer.with_suffix(".service").is_file() and timer.read_text().endswith("# mine\n")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze (the package systemd)")
@pytest.mark.parametrize("when", [{}, {"step": 15}, {"monthday": 3}], ids=str)
def test_systemd_itself_finds_nothing_wrong(space: Path, tmp_path: Path, when: dict[str, int]) -> None:
    made = Job("quay", space, When("Europe/Berlin", 6, 0, **when))
    folder = tmp_path / "units"
    folder.mkdir()
    for name, text in systemd.units(made).items():
        (folder / name).write_text(text)
    files = [str(path) for path in sorted(folder.iterdir())]
    (tmp_path / "run").mkdir(mode=0o700)
    own = os.environ | {"XDG_RUNTIME_DIR": str(tmp_path / "run")}
    command = ["systemd-analyze", "--user", "verify", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=own)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
    # what systemd would start, word by word
    line = next(
        text for text in systemd.units(made)[f"{made.name}.service"].splitlines() if text.startswith("ExecStart=")
    )
    assert line.count("the $$desk's 100%% cases") == 2
    words = shlex.split(line.removeprefix("ExecStart=").replace("%%", "%").replace("$$", "$"))
    assert words == command_of(space)
