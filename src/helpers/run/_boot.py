"""The first file that a kernel runs: what makes two runs alike, then ipykernel. `kernel.py` starts it.

With `--warm` it becomes the parent that kernels are forked from (`_parent.py`), and goes on from here in each of them.
"""

from __future__ import annotations

import importlib.util
import json
import os
import random
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).absolute().parents[1]
OWN = (str(PACKAGE), str(PACKAGE.resolve()))
BUILT = os.sep + "build.json"


def main() -> None:
    """Puts the seeds and fixed names in place and hands over to ipykernel."""
    del sys.path[0]  # this file's folder, whose modules are nobody's top-level modules
    if importlib.util.find_spec("helpers") is None:  # the package runs from a checkout that is not installed
        sys.path.append(str(PACKAGE.parent))
    if sys.argv[1] == "--warm":
        from helpers.run import _parent

        _parent.serve(int(sys.argv[2]), Path(sys.argv[3]))  # returns in a forked kernel, and only there

    import ipykernel.compiler
    import numpy
    from ipykernel import kernelapp

    # Warnings print the path of their cell's file, and ipykernel's has the process id in it.
    ipykernel.compiler.get_tmp_directory = lambda: "cells"
    app = kernelapp.IPKernelApp.instance()
    app.initialize()  # type: ignore[no-untyped-call]
    random.seed(0)  # after ipykernel has taken its own from the same source
    numpy.random.seed(0)
    _record()
    app.start()  # type: ignore[no-untyped-call]


def _record() -> None:
    """From here on, notes every file and folder of the workspace that Python code reads, each once.

    What compiled code opens by itself (DuckDB, Arrow) does not pass here; the kit's own tables are noted by `cases`.
    """
    target, root = os.environ.get("CASEBOOK_READS", ""), os.environ.get("CASEBOOK_WORKSPACE", "")
    if not target or not root:
        return
    roots = tuple({str(Path(root).absolute()), str(Path(root).resolve())})
    notes = os.open(target, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    noted: set[str] = set()

    def hook(event: str, args: tuple[Any, ...]) -> None:
        found = _read_by(event, args)
        if found and (name := _inside(found, roots, target)):
            # Importing and the kit itself list folders too, and depend on them in ways that are known otherwise.
            folder = event != "open"
            if name + "/" * folder not in noted and not (folder and _is_kits_own()):
                noted.add(name + "/" * folder)
                with suppress(OSError):
                    os.write(notes, json.dumps({"file": name + "/" * folder}).encode() + b"\n")

    sys.addaudithook(hook)


def _read_by(event: str, args: tuple[Any, ...]) -> str:
    """The path that an audit event is about to read; empty for everything else."""
    if event == "open":
        path, _, flags = args
        if not isinstance(flags, int) or flags & (os.O_WRONLY | os.O_RDWR) == os.O_WRONLY:
            return ""
    elif event in ("os.listdir", "os.scandir"):
        path = args[0]
    else:
        return ""
    path = "." if path is None else path
    try:
        return "" if isinstance(path, int) else os.path.abspath(os.fsdecode(path))  # noqa: PTH100 - without following links
    except (TypeError, ValueError, OSError):
        return ""


def _inside(path: str, roots: tuple[str, ...], target: str) -> str:
    """The path below the workspace; empty for what lies elsewhere or is the kit's own, or Python's."""
    root = next((root for root in roots if path == root or path.startswith(root + os.sep)), None)
    own = (*OWN, sys.prefix, sys.base_prefix, str(Path(target).parent))
    if root is None or path.endswith(BUILT) or any(path.startswith(each + os.sep) for each in own):
        return ""
    if path.endswith(".pyc"):
        try:
            path = importlib.util.source_from_cache(path)
        except ValueError:
            return ""
    return os.path.relpath(path, root).replace(os.sep, "/")


def _is_kits_own() -> bool:
    """Whether the kit or Python's import asks, and not the notebook."""
    frame: Any = sys._getframe(1)
    while frame is not None:
        file = frame.f_code.co_filename
        if file != __file__ and (file.startswith((*OWN, "<frozen importlib"))):
            return True
        frame = frame.f_back
    return False


if __name__ == "__main__":
    main()
