"""A home, a crontab and a workspace for tests: nothing of whoever runs them is read or written."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from scheduled import SH, program

from helpers import intake

CRONTAB = """#!{sh}
case "$1" in
-l) test -f {file} || {{ echo "no crontab for somebody" >&2; exit 1; }}; cat {file} ;;
-) cat > {file}.new && if grep -q refuse {file}.new; then echo "bad minute" >&2; exit 1; fi; mv {file}.new {file} ;;
esac
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home of its own, and no systemd, cron or workspace of whoever runs the tests."""
    programs = tmp_path / "bin"
    programs.mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PATH", str(programs) + os.pathsep + "/usr/bin:/bin")
    monkeypatch.setenv("TZ", "Europe/Berlin")
    for name in ("XDG_CONFIG_HOME", "CASEBOOK_WORKSPACE", "PYTHONPATH"):
        monkeypatch.delenv(name, raising=False)
    program(programs / "systemctl", "echo 'Failed to connect to bus: No medium found' >&2; exit 1")
    yield tmp_path


@pytest.fixture
def crontab(home: Path) -> Path:
    """The file behind a crontab program that does what the real one does."""
    file = home / "crontab.txt"
    program(home / "bin/crontab", CRONTAB.format(sh=SH, file=shlex.quote(str(file))))
    return file


@pytest.fixture
def space(home: Path) -> Path:
    """A workspace with a space, a percent sign, a dollar and a quote in its path, and a case in it."""
    root = home / "the $desk's 100% cases"
    intake.new("quay", root)
    return root
