"""What tests of every folder need: where the repository is, and the real exports that it does not have."""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]

# A shell has what it starts in the background (`make test &`) ignore Ctrl-C, and so would all that a test starts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


# Minutes each, and each in a folder of its own: side by side they need not wait for one another.
ALONE = "tests/test_docs.py::test_a_session_says_what_the_page_says["


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: Any, log: Any) -> Any:
    """Side by side (`-n 2`), the tests of a file stay together, for its fixtures, and the cells of a notebook must."""
    from xdist.scheduler import LoadScopeScheduling

    class ByFile(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return nodeid if nodeid.startswith(ALONE) else nodeid.split("::", 1)[0]

    return ByFile(config, log)


@pytest.fixture(scope="session")
def repo() -> Path:
    """The repository's root."""
    return REPOSITORY


@pytest.fixture(scope="session")
def test_data() -> Path:
    """The folder of real exports; the test is skipped where there is none."""
    folder = REPOSITORY / os.environ.get("CASEBOOK_TEST_DATA", "../shared/data")
    if not folder.is_dir():
        pytest.skip(
            "needs the folder named by CASEBOOK_TEST_DATA (real exports that the public repository does not have)"
        )
    return folder.resolve()


@pytest.fixture
def here() -> Iterator[Path]:
    """A short folder, because a kernel's sockets need a short path."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder).resolve()


@pytest.fixture
def make_case(tmp_path: Path) -> Callable[..., Any]:
    """Lays out a tiny invented case and loads it: `make_case({"handmade/claims.csv": "..."}, "[[sources]] ...")`."""
    from helpers import cases

    def make(files: Mapping[str, str | bytes], toml: str = "", *, name: str = "tiny", zone: str = "UTC") -> cases.Case:
        head = f'title = "Tiny"\nquestion = "What?"\nperiod = "2020/2022"\ntimezone = "{zone}"\ninvented = true\n'
        folder = tmp_path / "data" / "raw" / name
        for path, content in {"case.toml": head + toml, **files}.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return cases.load(name, tmp_path)

    return make
