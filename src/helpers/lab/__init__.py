"""JupyterLab on a case: working copies of the notebooks, so that the committed ones are never touched.

    made = lab.working_copies(case)      # lab/<case>/, set to the case and its parameters
    made = lab.update(case)              # a newer template, merged where the analyst changed nothing

A copy says in its metadata (`casebook.made_from`) from which version of the kit and of the template it was made; what
it was made from lies beside it, in `.made_from/`, because a merge needs all three.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from helpers.cases import Case
from helpers.errors import UsageError
from helpers.lab._copies import Copies, update, working_copies

OPTIONS = (
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.news_url=None",
    "--LabApp.extension_manager=readonly",
)


def command(folder: Path) -> list[str]:
    """The command that opens JupyterLab on a folder, with the Python that this process runs on."""
    return [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={folder}", *OPTIONS]


def open_lab(case: Case | None, workspace: Path, say: Callable[[str], None] = lambda sentence: None) -> None:
    """Replaces this process by JupyterLab, on the case's working copies or on the workspace's notebooks."""
    folder = workspace
    if case:
        made = working_copies(case)
        folder = made.folder
        for sentence in made.says:
            say(sentence)
    os.environ["CASEBOOK_WORKSPACE"] = str(workspace)
    # the kernel of this environment comes before one of the same name in the user's home
    os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"
    line = command(folder)
    sys.stdout.flush()
    try:
        os.execv(line[0], line)
    except OSError as error:
        raise UsageError(
            f"JupyterLab cannot be started: {error.strerror or error}. Run `make report` to set the kit up."
        ) from error


__all__ = ["Copies", "command", "open_lab", "update", "working_copies"]
