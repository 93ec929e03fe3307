"""JupyterLab on a case: working copies of the notebooks, so that the committed ones are never touched."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from helpers import paths
from helpers.cases import Case
from helpers.errors import CaseError, ReportError, UsageError

OPTIONS = (
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.news_url=None",
    "--LabApp.extension_manager=readonly",
)


def working_copies(case: Case) -> Path:
    """Copies the notebooks into `lab/<case>/`, set to the case; a copy that is there already stays as it is.

    They are the ones that `render` runs: the kit's, the workspace's and the case's; a later one replaces an earlier.
    A copy is for looking: what shall be in the report goes into the workspace's `notebooks` or the case's `pages`.
    """
    folder = case.workspace.root / "lab" / case.name
    places = (paths.notebooks(), case.workspace.root / "notebooks", case.folder / "pages")
    found = {path.name: path for place in places for path in sorted(place.glob("[0-9]*-*.ipynb"))}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, path in sorted(found.items()):
            if not (folder / name).exists():
                _copy(path, folder / name, case.name)
    except OSError as error:
        raise CaseError(f"{folder} cannot be written: {error.strerror or error}.") from error
    return folder


def _copy(path: Path, target: Path, case: str) -> None:
    try:
        notebook = json.loads(path.read_text("utf-8"))
        for cell in notebook["cells"]:
            _set(cell, case)
    except (ValueError, KeyError, TypeError) as error:
        raise ReportError(f"{path} is not a notebook of format 4. Open it in JupyterLab and save it.") from error
    half = target.with_name(f".{target.name}.half")
    half.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", "utf-8")
    half.replace(target)


def _set(cell: dict[str, Any], case: str) -> None:
    if cell["cell_type"] != "code":
        return
    cell["outputs"], cell["execution_count"] = [], None
    if "parameters" in cell["metadata"].get("tags", []):
        source = cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])
        cell["source"] = "\n".join(_set_case(line, case) for line in source.splitlines())


def _set_case(line: str, case: str) -> str:
    if not line.startswith("case: str ="):
        return line
    _, hash_, comment = line.partition("#")
    return f'case: str = "{case}"' + (f"  # {comment.strip()}" if hash_ else "")


def command(folder: Path) -> list[str]:
    """The command that opens JupyterLab on a folder, with the Python that this process runs on."""
    return [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={folder}", *OPTIONS]


def open_lab(case: Case | None, workspace: Path) -> None:
    """Replaces this process by JupyterLab, on the case's working copies or on the workspace's notebooks."""
    folder = working_copies(case) if case else workspace
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
