"""`--log`: what an unattended run says is kept in a file, and the file does not grow for ever."""

from __future__ import annotations

import argparse
import logging
import re
from pathlib import Path

import pytest

from helpers import intake
from helpers.cli import answers, log, main

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ \d+ (.*)")


@pytest.fixture
def render(tmp_path: Path) -> list[str]:
    """The words of a render that fails at once: a case.toml that is wrong."""
    folder = intake.new("quay", tmp_path / "ws")
    (folder / "case.toml").write_text('title = "Quay"\n')
    return ["render", "quay", "--workspace", str(tmp_path / "ws"), "--quiet", "--log", str(tmp_path / "logs/log.txt")]


def test_what_is_said_is_kept_with_its_exit_code(
    tmp_path: Path, render: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(render) == 2
    said = capsys.readouterr().err.strip()
    assert said.startswith(f'{tmp_path}/ws/data/raw/quay/case.toml: "question" is missing.\n')
    first, *rest = said.splitlines()
    path = tmp_path / "logs/log.txt"
    kept = path.read_text().splitlines()
    assert [line[1] for line in map(MOMENT.fullmatch, kept) if line] == [
        "render quay: begins", first, "ended with exit code 2",
    ]  # fmt: skip
    assert [line for line in kept if not MOMENT.fullmatch(line)] == rest  # a text of several lines has one moment


def test_remarks_are_kept_though_quiet_holds_them_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = argparse.Namespace(quiet=True, json=False)
    log.start(tmp_path / "log.txt", "render quay")
    answers.aside(given, "posts.csv is new: 3 posts.")
    answers.say(given, {}, "27 files")
    logging.getLogger("helpers.report.publication.hooks").info("on_change: it printed:")
    log.end(0)
    answers.aside(given, "after the end")
    assert capsys.readouterr() == ("", "")
    assert [line[1] for line in map(MOMENT.fullmatch, (tmp_path / "log.txt").read_text().splitlines()) if line] == [
        "render quay: begins",
        "posts.csv is new: 3 posts.",
        "27 files",
        "on_change: it printed:",
        "ended with exit code 0",
    ]


def test_a_run_without_a_log_writes_into_none(tmp_path: Path, render: list[str]) -> None:
    main(render)
    before = (tmp_path / "logs/log.txt").read_bytes()
    assert main(render[:-2]) == 2
    assert (tmp_path / "logs/log.txt").read_bytes() == before


def test_old_logs_go(tmp_path: Path, render: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "MOST", 200)
    for _ in range(8):
        main(render)
    assert sorted(path.name for path in (tmp_path / "logs").iterdir()) == [
        "log.txt",
        "log.txt.1",
        "log.txt.2",
        "log.txt.3",
    ]


def test_a_log_that_cannot_be_written_ends_no_run(
    tmp_path: Path, render: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    path = tmp_path / "file/log.txt"
    assert main([*render[:-1], str(path)]) == 2
    said = capsys.readouterr().err.splitlines()
    assert said[0] in (
        f"The log {path} cannot be written: {why}. The run goes on." for why in ("Not a directory", "File exists")
    )
    assert said[1].startswith(f"{tmp_path}/ws/data/raw/quay/case.toml: ")
