"""The first file that a kernel runs: what makes two runs alike, then ipykernel. `kernel.py` starts it."""

from __future__ import annotations

import importlib.util
import random
import sys
from pathlib import Path


def main() -> None:
    """Puts the seeds and fixed names in place and hands over to ipykernel."""
    del sys.path[0]  # this file's folder, whose modules are nobody's top-level modules
    if importlib.util.find_spec("helpers") is None:  # the package runs from a checkout that is not installed
        sys.path.append(str(Path(__file__).resolve().parents[2]))

    import ipykernel.compiler
    import numpy
    from ipykernel import kernelapp

    # Warnings print the path of their cell's file, and ipykernel's has the process id in it.
    ipykernel.compiler.get_tmp_directory = lambda: "cells"
    app = kernelapp.IPKernelApp.instance()
    app.initialize()  # type: ignore[no-untyped-call]
    random.seed(0)  # after ipykernel has taken its own from the same source
    numpy.random.seed(0)
    app.start()  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    main()
