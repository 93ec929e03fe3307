"""Kernels compiled by numba when they are first called, and kept for the next process.

The machine code is kept in a folder that is named after all kernels' sources (one calls another, and numba itself
looks at one file): below `NUMBA_CACHE_DIR`, where that is set; else in `__pycache__` beside this file; else, where that
cannot be written, in `casebook` in the user's cache folder. Where no folder can be written, every process compiles
anew: some seconds more, and the same results.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import numba

_P = ParamSpec("_P")
_R = TypeVar("_R")
HERE = Path(__file__).parent
_settings: Any = numba.config


def compiled(kernel: Callable[_P, _R]) -> Callable[_P, _R]:
    """The function as a kernel that holds no lock while it runs, so that threads share the work."""
    before, kept = _settings.CACHE_DIR, folder()
    _settings.CACHE_DIR = kept
    try:
        made: Callable[_P, _R] = numba.njit(nogil=True, cache=bool(kept))(kernel)
    finally:
        _settings.CACHE_DIR = before
    return made


@cache
def folder() -> str:
    """Where the machine code of these kernels is kept; empty if it can be kept nowhere."""
    sources = b"".join(file.read_bytes() for file in sorted(HERE.glob("*_kernels.py")))
    for base in _bases():
        found = base / f"kernels-{hashlib.sha256(sources).hexdigest()[:12]}"
        try:
            found.mkdir(parents=True, exist_ok=True)
            tempfile.TemporaryFile(dir=found).close()
        except OSError:
            continue
        return str(found)
    return ""


def _bases() -> Iterator[Path]:
    if _settings.CACHE_DIR:
        yield Path(_settings.CACHE_DIR)
    elif not sys.dont_write_bytecode:
        yield HERE / "__pycache__"
    yield Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "casebook"
