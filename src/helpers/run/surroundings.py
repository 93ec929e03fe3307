"""What surrounds a kernel: its first file, and the variables that make two runs alike."""

from __future__ import annotations

import os
from pathlib import Path

BOOT = Path(__file__).with_name("_boot.py")
FIXED = {
    "PYTHONHASHSEED": "0",
    "TZ": "UTC",
    "LC_ALL": "C.UTF-8",
    "SOURCE_DATE_EPOCH": "0",
    "TQDM_DISABLE": "1",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "VECLIB_MAXIMUM_THREADS": "1",
    "NUMEXPR_NUM_THREADS": "1",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",  # Arrow's: a process with threads cannot be forked
}
PERSONAL = (
    *("PYTHONSTARTUP", "MPLBACKEND", "IPYKERNEL_CELL_NAME", "PYTHONINSPECT", "PYTHONOPTIMIZE", "PYTHONWARNINGS"),
    "JPY_SESSION_NAME",  # nobody sits in front of a run, even of one that is started from a notebook
)


def environment(folder: Path, workspace: Path | None = None) -> dict[str, str]:
    """The variables a kernel starts with: the caller's, without personal settings, with what makes two runs alike.

    `folder` takes IPython's profile (so that nobody's start-up files run); `workspace` becomes CASEBOOK_WORKSPACE.
    """
    kept = {name: value for name, value in os.environ.items() if name not in PERSONAL}
    kept |= FIXED | {"IPYTHONDIR": str(folder / "ipython")}
    return kept | ({"CASEBOOK_WORKSPACE": str(workspace)} if workspace else {})
