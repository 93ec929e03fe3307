"""A folder with a file of evidence, the command run here, and a workspace with one case."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import helpers
from helpers import cli

ADD = ("add", "quay", "news.csv", "--reader", "handmade", "--table", "articles", "--credit", "Quay Radio")
NEWS = "id,title,address\na1,Fire,https://radio.example/1\na2,Smoke,https://herald.example/1\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test stands in a folder of its own, with a file of evidence, and without a workspace around it."""
    monkeypatch.delenv("CASEBOOK_WORKSPACE", raising=False)
    monkeypatch.setenv("PYTHONPATH", str(Path(helpers.__file__).parents[1]))  # a relative one ends at chdir
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news.csv").write_text(NEWS)
    return tmp_path


@pytest.fixture
def says(capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs the command here: exit code, standard output, standard error."""

    def run(*words: str) -> tuple[int, str, str]:
        code = cli.main(list(words))
        done = capsys.readouterr()
        return code, done.out, done.err

    return run


@pytest.fixture
def quay(here: Path, says: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with one new case, in which the tests stand."""
    assert says("new", "quay", "--workspace", "ws", "--quiet") == (0, "", "")
    monkeypatch.chdir(here / "ws")
    (here / "ws" / "news.csv").write_text(NEWS)
    return here / "ws"


@pytest.fixture
def fed(quay: Path, says: Any) -> Path:
    """The same, with a source."""
    assert says(*ADD, "--quiet") == (0, "", "")
    return quay
