"""What the command says of itself, and that it loads nothing for that."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import Any

import pytest

VERBS = (
    *(
        "new",
        "list",
        "readers",
        "add",
        "check",
        "build",
        "status",
        "verify",
        "find",
        "review",
        "new-page",
        "render",
        "history",
        "watch",
    ),
    *("share", "export", "serve", "lab", "schedule", "unschedule"),
)
HEAVY = ("pandas", "matplotlib", "duckdb", "papermill", "pyarrow", "numpy", "nbformat", "nbconvert", "rich", "seaborn")


def process(*words: str, **given: Any) -> subprocess.CompletedProcess[str]:
    """The command as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "helpers.cli", *words], capture_output=True, text=True, timeout=120, check=False, **given
    )


def test_without_a_verb_it_shows_the_next_steps(says: Any) -> None:
    code, out, err = says()
    assert (code, err) == (0, "")
    assert out.endswith(
        "next:  casebook new my-case --workspace ~/cases      lay out a private investigation\n"
        "       casebook list                                 what is here\n"
        "       casebook render harbour-fire                  a report of the invented practice case\n"
        "exit codes: 0 done, 1 the run failed, 2 wrong use, 3 a check or gate did not hold\n"
    )
    assert says("--help") == (0, out, "")
    assert tuple(re.findall(r"^    ([a-z-]+)(?: |$)", out, re.MULTILINE)) == VERBS


@pytest.mark.parametrize("verb", VERBS)
def test_every_help_ends_with_an_example(says: Any, verb: str) -> None:
    code, out, err = says(verb, "--help")
    assert (code, err) == (0, "")
    examples = out.split("\nexample:  ")[1].splitlines()
    for example in examples:
        words = example.strip().split(" ")
        assert words[:2] == ["casebook", verb]
    for option in ("--workspace", "--quiet", "--json"):
        assert option in out


def test_the_help_of_render_as_a_whole(says: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    assert says("share", "--help")[1].splitlines() == [
        "usage: casebook share [-h] [--workspace DIR] [--quiet] [--json] [--to FILE] CASE",
        "",
        "Put the report into one zip.",
        "",
        "positional arguments:",
        "  CASE             the case's name: a folder under data/raw",
        "",
        "options:",
        "  -h, --help       show this help message and exit",
        "  --workspace DIR  the folder that has data/raw; else CASEBOOK_WORKSPACE, else found by walking up",
        "  --quiet          say nothing when all goes well",
        "  --json           say it for machines",
        "  --to FILE        where to: a file or a folder; else reports/CASE.zip",
        "",
        "example:  casebook share harbour-fire",
    ]


def test_help_and_import_load_nothing_heavy() -> None:
    code = (
        "import sys, helpers; from helpers import cli; bare = set(sys.modules)\n"
        "for words in (['--help'], [], ['add', '--help'], ['rendr']):\n    cli.main(words)\n"
        f"print('heavy:', sorted(set({HEAVY!r}) & set(sys.modules)), 'helpers.cases' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "heavy: [] False"


def test_the_version(says: Any) -> None:
    code, out, _ = says("--version")
    assert code == 0 and re.fullmatch(r"casebook \d+[\w.+]*\n", out)
