"""GitHub Actions: a workflow that makes the report on GitHub's machines, from a repository that holds the workspace.

Each run takes over what the last one published and built, so that its report says what changed since then. It comes
from an artefact of that run, because GitHub forgets a cache after seven days, which is when a weekly run needs it.
"""

from __future__ import annotations

import json
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

from helpers.errors import UsageError
from helpers.schedule._files import is_ours, marked, put, take
from helpers.schedule._job import Found, Job
from helpers.schedule._when import when

LEAST = 5  # minutes: GitHub runs nothing more often
_EVERY = re.compile(r'(?m)^# every "([^"]+)", by (\S+)$')
_FOLDER = re.compile(r"[\w./ @+=-]+")

_WORKFLOW = """\
# every "{every}", by {zone}
name: "Casebook: {case}"

on:
  schedule:
    # GitHub starts it late, or leaves it out, when it is busy, and rests schedules of a public repository after 60 days
    # without a commit
    - cron: "{cron}"
      timezone: "{zone}"
  workflow_dispatch:

permissions:
  contents: read
  actions: read # for what the last run left

concurrency:
  group: "casebook-{case}"
  cancel-in-progress: false

jobs:
  render:
    name: "Render {case}"
    runs-on: ubuntu-latest
    timeout-minutes: 120
    defaults:
      run:
        working-directory: {folder}
    steps:
      - uses: actions/checkout@v7
        with:
          persist-credentials: false
      - uses: actions/setup-python@v7
        with:
          python-version: "{python}"
      - name: Install the kit
        run: |
{install}
      - name: Take over what the last run left
        env:
          GH_TOKEN: ${{{{ github.token }}}}
          LEFT: "casebook-{case}-left"
        run: |
          left=$(gh api "repos/$GITHUB_REPOSITORY/actions/artifacts?name=$LEFT&per_page=20" \\
            --jq '[.artifacts[] | select(.expired | not)][0].id // empty')
          if [ -n "$left" ]; then
            gh api "repos/$GITHUB_REPOSITORY/actions/artifacts/$left/zip" > "$RUNNER_TEMP/left.zip"
            unzip -q -o "$RUNNER_TEMP/left.zip" -d .
          fi
      - name: Render
        run: casebook render {case} --workspace . --hooks
      - name: Leave it to the next run
        if: always()
        uses: actions/upload-artifact@v7
        with:
          name: "casebook-{case}-left"
          path: |
            {prefix}reports/{case}
            {prefix}reports/{case}.past
            {prefix}data/processed/{case}
          include-hidden-files: true
          if-no-files-found: ignore
      - name: Keep the report
        if: always()
        uses: actions/upload-artifact@v7
        with:
          name: "casebook-{case}"
          path: |
            {prefix}reports/{case}
            {prefix}reports/{case}.held.html
          if-no-files-found: ignore
"""


def text(job: Job) -> str:
    """The workflow."""
    if 0 < job.when.step < LEAST:
        raise UsageError(f"GitHub runs nothing more often than every {LEAST} minutes.")
    repository = _repository(job.root)
    folder = job.root.relative_to(repository).as_posix()
    if not _FOLDER.fullmatch(folder):
        raise UsageError(f'The folder "{folder}" has characters that a workflow cannot name. Rename it, and try again.')
    body = _WORKFLOW.format(
        every=job.when.every,
        zone=job.when.zone,
        case=job.case,
        cron=job.when.cron,
        python=f"{sys.version_info.major}.{sys.version_info.minor}",
        install="\n".join(f"          {line}" for line in _install(job.root)),
        folder=json.dumps(folder),
        prefix="" if folder == "." else f"{folder}/",
    )
    return marked(job.case, body)


def write(job: Job) -> list[str]:
    """Writes the workflow into the repository; sentences about it."""
    path = _path(job.root, job.case)
    put(path, text(job))
    said = [
        f"{path} is written. Commit it to the default branch, with the workspace's raw data: GitHub reads it there."
    ]
    if not (_repository(job.root) / ".git").exists():
        said.append(f"{job.root} is no Git repository yet. The folder .github must lie at the root of one.")
    if _install(job.root)[-1].endswith('"'):
        said.append(
            "It installs the kit by its name. Where pip would not find it so, name its wheel in a requirements.txt of "
            "the workspace, and schedule again."
        )
    return [*said, "Whoever can read the repository can read its artefacts, reports included."]


def remove(root: Path, case: str) -> list[str]:
    """Removes the workflow; a sentence if it was there."""
    path = _path(root, case)
    return [f"{path} is removed. Commit that."] if take(path) else []


def found(root: Path, case: str, now: datetime | None = None) -> Found | None:
    """The case's workflow, if its file is there."""
    path = _path(root, case)
    if not path.is_file():
        return None
    stated = _EVERY.search(path.read_text("utf-8", "replace"))
    if not stated or not is_ours(path):
        return Found(str(path), "", None, "It was changed by hand.")
    planned = when(stated[1], stated[2])
    return Found(str(path), planned.every, planned.after(now or datetime.now(UTC)), "It runs once it is committed.")


def _path(root: Path, case: str) -> Path:
    return _repository(root) / ".github" / "workflows" / f"casebook-{case}.yml"


def _repository(root: Path) -> Path:
    """The Git repository that the workspace lies in, else the workspace itself."""
    return next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)


def _install(root: Path) -> list[str]:
    """How a fresh machine gets the kit: the repository's own, what requirements.txt names, or by name."""
    if (root / "src" / "helpers").is_dir() and (root / "requirements.lock").is_file():
        return [
            "python -m pip install --require-hashes -r requirements.lock",
            "python -m pip install --no-deps --no-build-isolation .",
        ]
    if (root / "requirements.txt").is_file():
        return ["python -m pip install -r requirements.txt"]
    from helpers import DISTRIBUTION, __version__

    return [f'python -m pip install "{DISTRIBUTION}=={__version__}"']
