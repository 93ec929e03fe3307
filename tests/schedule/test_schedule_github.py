"""GitHub: a workflow, held against the published schema and a security linter."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from scheduled import casebook, job

from helpers import intake, paths
from helpers.schedule import WAYS


def test_the_workflow_is_written_into_the_repository_and_removed(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = home / "repository/cases"
    intake.new("quay", root)
    (root.parent / ".git").mkdir()
    where = ("--workspace", str(root))
    path = root.parent / ".github/workflows/casebook-quay.yml"
    code, said = casebook(capsys, "schedule", "quay", "--every", "mon 06:00", "--as", "github", *where)
    assert (code, said.splitlines()[0]) == (
        0,
        f"{path} is written. Commit it to the default branch, with the workspace's raw data: GitHub reads it there.",
    )
    text = path.read_text()
    assert '    - cron: "0 6 * * 1"\n      timezone: "Europe/Berlin"\n' in text
    assert 'working-directory: "cases"' in text and "            cases/reports/quay\n" in text
    assert "        with:\n          persist-credentials: false\n" in text
    assert "permissions:\n  contents: read\n  actions: read" in text
    listed = casebook(capsys, "schedule", "quay", *where)[1]
    assert "It runs once it is committed." in listed
    assert casebook(capsys, "unschedule", "quay", *where)[1].splitlines()[0] == f"{path} is removed. Commit that."
    assert not path.exists()


def test_a_workflow_of_somebody_else_stays(home: Path, space: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = space / ".github/workflows/casebook-quay.yml"
    path.parent.mkdir(parents=True)
    path.write_text("name: mine\n")
    for words in (("schedule", "quay", "--every", "hour", "--as", "github"), ("unschedule", "quay")):
        code, said = casebook(capsys, *words, "--workspace", str(space))
        assert (code, said.partition(" was not written")[0]) == (2, str(path))
    assert path.read_text() == "name: mine\n"


def workflows(root: Path) -> Iterator[str]:
    """The workflow of a private workspace, of one with requirements.txt, of one in a folder, and of this repository."""
    (root / "a/.git").mkdir(parents=True)
    yield WAYS["github"].text(job(root / "a"))
    (root / "a/requirements.txt").write_text("x\n")
    yield WAYS["github"].text(job(root / "a", step=15))
    (root / "a/my cases").mkdir()
    yield WAYS["github"].text(job(root / "a/my cases"))
    if repository := paths.checkout():
        yield WAYS["github"].text(job(repository))


def tool(name: str) -> str:
    """A linter beside the Python that runs the tests, or on the PATH."""
    beside = Path(sys.executable).parent / name
    found = str(beside) if beside.is_file() else shutil.which(name)
    if not found:
        pytest.skip(f"needs {name}")
    return found


def test_the_workflow_is_one_by_the_published_schema(tmp_path: Path) -> None:
    checker = tool("check-jsonschema")
    for n, text in enumerate(workflows(tmp_path)):
        (tmp_path / f"{n}.yml").write_text(text)
    files = [str(path) for path in sorted(tmp_path.glob("*.yml"))]
    command = [checker, "--builtin-schema", "vendor.github-workflows", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "ok -- validation done"), done.stdout + done.stderr


def test_a_security_linter_finds_nothing_in_the_workflow(tmp_path: Path) -> None:
    linter = tool("zizmor")
    folder = tmp_path / ".github/workflows"
    folder.mkdir(parents=True)
    for n, text in enumerate(workflows(tmp_path)):
        (folder / f"{n}.yml").write_text(text)
    # GitHub's own actions are named by their major version, so that they get their repairs
    (tmp_path / "zizmor.yml").write_text('rules: {unpinned-uses: {config: {policies: {"actions/*": ref-pin}}}}\n')
    command = [linter, "--offline", "--no-progress", "--persona=pedantic", "--config", str(tmp_path / "zizmor.yml")]
    done = subprocess.run([*command, str(folder)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
