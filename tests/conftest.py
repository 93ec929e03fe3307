"""What tests of every folder need: where the repository is, and the real exports that it does not have."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]


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
