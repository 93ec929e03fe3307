"""Where the kernels' machine code is kept, and that they work where it can be kept nowhere."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.similarity import _compile

CODE = """
from helpers import similarity
from helpers.similarity import _compile
print(repr(_compile.folder()), len(similarity.pairs(["the quay is on fire tonight, they say"] * 3)))
"""


def run(home: Path, **more: str) -> str:
    environment = {key: value for key, value in os.environ.items() if key not in ("NUMBA_CACHE_DIR", "XDG_CACHE_HOME")}
    environment |= {"HOME": str(home), **more}
    done = subprocess.run([sys.executable, "-c", CODE], env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_it_stands_beside_the_code_where_that_is_writable() -> None:
    assert _compile.folder() == "" or "kernels-" in Path(_compile.folder()).name


@pytest.mark.long
def test_a_folder_can_be_named_and_the_users_own_serves_a_read_only_install(tmp_path: Path) -> None:
    name = Path(_compile.folder()).name
    assert run(tmp_path, NUMBA_CACHE_DIR=str(tmp_path / "named")) == f"{str(tmp_path / 'named' / name)!r} 2"
    assert list((tmp_path / "named" / name).rglob("*.nbi"))
    own = tmp_path / ".cache" / "casebook" / name
    assert run(tmp_path, PYTHONDONTWRITEBYTECODE="1") == f"{str(own)!r} 2"


@pytest.mark.long
def test_where_nothing_can_be_written_it_compiles_anew(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    assert run(blocked, PYTHONDONTWRITEBYTECODE="1", NUMBA_CACHE_DIR=str(blocked / "x")) == "'' 2"


def test_importing_the_module_loads_neither_numba_nor_numpy() -> None:
    code = (
        "import sys; from helpers import similarity; similarity.changes('a b', 'a not b'); print(sorted(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"'numba'", "'numpy'", "'pandas'"} & set(done.stdout.strip("[]\n").split(", "))
