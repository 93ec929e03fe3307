"""`casebook schedule`: what holds for every way, and wrong use."""

from __future__ import annotations

from pathlib import Path

import pytest
from scheduled import casebook, job

from helpers import intake, paths
from helpers.schedule import WAYS


@pytest.mark.parametrize("way", WAYS)
def test_print_writes_nothing(way: str, crontab: Path, space: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(space.parent.rglob("*"))
    words = ("schedule", "quay", "--every", "mon 06:00", "--as", way, "--print", "--workspace", str(space))
    code, said = casebook(capsys, *words)
    if way == "github":  # the folder's name is part of no command there
        assert said
    else:
        assert code == 0 and "helpers.cli" in said and "render" in said
    assert sorted(space.parent.rglob("*")) == before


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--every", "monday"), '"monday" is no schedule that can be read. Write one of "mon 06:00", '),
        (
            ("--every", "hour", "--as", "corn"),
            '--as is one of cron, systemd, github, and not "corn". Did you mean "cron"?',
        ),
        (("--every", "hour", "--zone", "Berlin"), '--zone: "Berlin" is not a time zone.'),
        (("--print",), '--print needs --every too, as in --every "mon 06:00".'),
        (("--as", "cron"), '--as needs --every too, as in --every "mon 06:00".'),
    ],
)
def test_wrong_use(
    words: tuple[str, ...], sentence: str, crontab: Path, space: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = casebook(capsys, "schedule", "quay", *words, "--workspace", str(space))
    assert (code, said[: len(sentence)]) == (2, sentence)
    assert not crontab.exists()


def test_whoever_schedules_a_case_is_told_which_programs_it_runs(
    crontab: Path, space: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    toml = space / "data/raw/quay/case.toml"
    toml.write_text(toml.read_text() + '\n[publication]\non_change = ["/bin/tell", "the desk"]\n')
    said = casebook(capsys, "schedule", "quay", "--every", "hour", "--workspace", str(space))[1]
    assert "on_change of case.toml runs: /bin/tell 'the desk'" in said.splitlines()


def test_a_line_break_in_a_path_is_refused(crontab: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = home / "two\nlines"
    intake.new("quay", root)
    code, said = casebook(capsys, "schedule", "quay", "--every", "hour", "--workspace", str(root))
    assert (code, said) == (
        2, f"{str(root)!r} has characters that no scheduler can take. Move the workspace, and try again.",
    )  # fmt: skip


def test_the_command_names_where_the_kit_is_when_only_pythonpath_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(paths.PACKAGE.parent))
    assert job(Path("/cases")).command[:2] == ["/usr/bin/env", f"PYTHONPATH={paths.PACKAGE.parent}"]
