"""What is scheduled: one command, the same in every way of scheduling it, and how the ways name and find it again."""

from __future__ import annotations

import hashlib
import os
import shlex
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from helpers import paths
from helpers.cases import Case
from helpers.errors import UsageError
from helpers.schedule._when import When


@dataclass(frozen=True)
class Job:
    """A case and when it is rendered."""

    case: str
    root: Path
    when: When

    @property
    def name(self) -> str:
        """A name that no other case of this user has: two workspaces may have cases of one name."""
        return name(self.root, self.case)

    @property
    def log(self) -> Path:
        """The log of the scheduled runs."""
        return self.root / "reports" / f"{self.case}.past" / "log.txt"

    @property
    def command(self) -> list[str]:
        """The command, with the whole path of the Python that runs now: a scheduler has no activated environment.

        `-P` keeps the folder that the scheduler starts it in out of the search for modules.
        """
        python = [sys.executable, "-P", "-m", "helpers.cli"]
        options = ["--workspace", str(self.root), "--hooks", "--quiet", "--log", str(self.log)]
        return [*_environment(), *python, "render", self.case, *options]

    @property
    def shell(self) -> str:
        """The command as a line for `sh`."""
        return shlex.join(self.command)


@dataclass(frozen=True)
class Found:
    """A schedule that is in place: where it stands, what it says, when it comes next, and a remark where it is odd."""

    where: str
    every: str
    next: datetime | None
    remark: str = ""


def job(case: Case, when: When) -> Job:
    """The job for a case; a `UsageError` where a path in it cannot be written into a line of text."""
    made = Job(case.name, case.workspace.root, when)
    for text in made.command:
        if not text.isprintable():
            raise UsageError(f"{text!r} has characters that no scheduler can take. Move the workspace, and try again.")
    return made


def name(root: Path, case: str) -> str:
    """`casebook-<hash of the workspace>-<case>`."""
    return f"casebook-{hashlib.sha256(os.fsencode(root)).hexdigest()[:8]}-{case}"


def _environment() -> list[str]:
    """`env PYTHONPATH=...` where the kit is found by PYTHONPATH alone: a scheduler would not have it."""
    folders = [Path(entry).resolve() for entry in os.environ.get("PYTHONPATH", "").split(os.pathsep) if entry]
    source = paths.PACKAGE.parent
    return ["/usr/bin/env", f"PYTHONPATH={source}"] if source in folders and os.name == "posix" else []
