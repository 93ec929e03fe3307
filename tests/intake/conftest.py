"""A workspace with one new case, and a file of news."""

from __future__ import annotations

from pathlib import Path

import pytest
from intake_case import NEWS

from helpers import intake
from helpers.paths import Workspace


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    intake.new("quay", tmp_path / "ws")
    return Workspace(tmp_path / "ws")


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.csv"
    path.write_text(NEWS)
    return path
