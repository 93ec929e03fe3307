"""The check of `docs/verify.md` that needs no kit: cut out of the page, and run."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from verified import A, B, built, case, edit, flip, ledger_of, lines, put, sha

from helpers.cases import Case

REPOSITORY = Path(__file__).resolve().parents[1]
PAGE = (REPOSITORY / "docs" / "verify.md").read_text("utf-8")
CODE = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
SHELL = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
__all__ = ["built", "case"]  # fixtures


def check(case: Case, *heads: str) -> tuple[int, list[str]]:
    """The exit code, and what it says, of the script of the page, run without the kit."""
    file = case.workspace.root / "check.py"
    file.write_text(CODE[0], "utf-8")
    words = [sys.executable, "-I", "-S", str(file), str(ledger_of(case)), str(case.folder), *heads]
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd="/")
    assert done.stderr == ""
    return done.returncode, done.stdout.splitlines()


def told(case: Case, never: str = "none") -> str:
    return f"6 files, {len(lines(case))} lines, head {sha(lines(case)[-1])}; never read: {never}"


def test_it_is_short_and_of_the_standard_library() -> None:
    assert len(CODE) == 1 and len(CODE[0].splitlines()) <= 25
    assert max(map(len, CODE[0].splitlines())) <= 120
    assert re.findall(r"^(?:import|from) .*", CODE[0], re.MULTILINE) == ["import hashlib, json, pathlib, sys"]


def test_a_case_that_is_as_it_was_read(case: Case) -> None:
    assert check(case) == (0, [told(case)])
    assert check(case, sha(lines(case)[-1]), sha(lines(case)[1])) == (0, [told(case)])


LINE = "line {} does not carry the hash of line {}".format
BROKEN: dict[str, tuple[Callable[[Case], object], list[str]]] = {
    "a cut line": (lambda case: put(case, [*lines(case)[:2], *lines(case)[3:]]), [LINE(3, 2)]),
    "a swapped line": (
        lambda case: put(case, [*lines(case)[:3], lines(case)[4], lines(case)[3]]),
        [LINE(4, 3), LINE(5, 4)],
    ),
    "a changed line": (
        lambda case: put(case, [lines(case)[0].replace(b'"kept":2', b'"kept":3'), *lines(case)[1:]]),
        [LINE(2, 1)],
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_chain(name: str, case: Case) -> None:
    tamper, said = BROKEN[name]
    tamper(case)
    code, found = check(case)
    assert (code, [one for one in found[:-1] if one.startswith("line")]) == (3, said)


def test_a_rewritten_chain_and_a_cut_end_are_told_by_the_head(case: Case) -> None:
    whole, head = lines(case), sha(lines(case)[-1])
    edit(case, "posts/a.csv", at="2020-01-01T00:00:00Z")
    said = f"no line has the hash {head}: the ledger was cut or rewritten"
    assert check(case) == (0, [told(case)])
    assert check(case, head) == (3, [said, told(case)])
    put(case, whole[:-1])
    code, found = check(case, head)
    assert (code, found[0]) == (3, said)
    assert check(case)[0] == 0  # posts/b.csv is but a file that was never read


def test_a_flipped_byte_a_gone_file_and_a_link(case: Case) -> None:
    now = flip(case.folder / "posts/a.csv")
    (case.folder / "posts/b.csv").rename(case.workspace.root / "b.csv")
    (case.folder / "posts/b.csv").symlink_to(case.workspace.root / "b.csv")
    (case.folder / "notes/fire.md").unlink()
    code, found = check(case)
    assert (code, sorted(found[:-1])) == (
        3,
        [
            "notes/fire.md is gone, or leads elsewhere",
            f"posts/a.csv was read with the SHA-256 {sha(A)}, and has {now} now",
            "posts/b.csv is gone, or leads elsewhere",
        ],
    )
    assert found[-1] == told(case)
    assert sha(B) not in "".join(found)


def test_files_that_were_added(case: Case) -> None:
    (case.folder / "README.md").write_text("x")
    (case.folder / ".hidden").write_text("x")
    (case.folder / "notes/.trash").mkdir()
    (case.folder / "notes/.trash/x.md").write_text("x")
    assert check(case) == (0, [told(case, "README.md")])
    (case.folder / "notes/new.md").write_text("x")
    code, found = check(case)
    assert (code, found[0]) == (3, "notes/new.md was added to a folder that was read")


def test_a_source_that_is_gone_in_the_ledger_is_not_looked_for(case: Case) -> None:
    (case.folder / "posts/b.csv").unlink()
    text = json.dumps({"source": "posts/b.csv", "gone": True, "before": sha(lines(case)[-1])}).encode()
    put(case, [*lines(case), text])
    assert check(case) == (0, [told(case).replace("6 files", "5 files")])


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="needs sha256sum")
def test_the_same_in_a_shell(case: Case) -> None:
    chain, one = (script for script in SHELL if "sha256sum" in script)

    def run(script: str, place: Path) -> list[str]:
        return subprocess.run(
            ["sh", "-c", script], cwd=place, capture_output=True, text=True, check=False
        ).stdout.splitlines()

    assert run(chain, case.processed) == [f"head {sha(lines(case)[-1])}"]
    put(case, [*lines(case)[:2], *lines(case)[3:]])
    first, last = run(chain, case.processed)
    assert (first, last) == (f"a line does not carry {sha(lines(case)[1])}", f"head {sha(lines(case)[-1])}")
    shutil.copy(case.folder / "posts/b.csv", case.processed / "posts.csv")
    assert run(one, case.processed) == ["1"]
    flip(case.processed / "posts.csv")
    assert run(one, case.processed) == ["0"]
    (command,) = re.findall(r"`(tail -1 ledger.jsonl.*?) > head.txt`", PAGE)
    assert run(command, case.processed) == [sha(lines(case)[-1])]
