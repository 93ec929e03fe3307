"""Runs the shell sessions of a documentation page, and compares or writes what they say.

    python tools/console.py README.md docs/how-to/*.md            says what differs
    python tools/console.py --write docs/how-to/start-a-case.md   puts what was said into the page

A page is run from top to bottom in one shell, in `~/casebook`, a copy of this checkout in a home of its own:

- a block ```` ```console ```` holds commands after `$ ` (continued after `> `), each followed by what it says;
- a block with a file's name after its language (```` ```csv ~/cases/data/raw/letter/actors.csv ````) is that file;
  with a `+` before the name it stands before that file's last line, which closes a list;
- every other block is only read. In what a command says, a line `...` stands for any lines,
  and `...` at the end of a line for the rest of it.

Seconds, sizes, hashes, the time of a run, the day of a retrieval, ports and the numbers of tests and of files are not
compared.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
LEFT_BEHIND = (".*", "__pycache__")
MADE_HERE = ("reports", "processed", "dist", "lab")  # outside the package, which has a room called lab
HOME = "/home/you"
MARK = "\x1e"
FOLDED = (
    (r" *\b\d+\.\d+ ?s\b", " 0.0 s"),
    (r"\b(\d{4}-\d\d-\d\d|\d{1,2} [A-Z][a-z]+ \d{4},) \d\d:\d\d UTC", "NOW"),
    (r"\b\d{4}-\d\d-\d\dT\d{6}Z\b", "STAMP"),
    (r"\b127\.0\.0\.1:\d+", "127.0.0.1:0"),
    (r"first read on \d{1,2} [A-Z][a-z]+ \d{4}", "first read on TODAY"),
    (r"\d+(\.\d)? [kM]B\b", "0 kB"),
    (r"\b[0-9a-f]{64}\b", "HASH"),
    (r'retrieved = "\d{4}-\d\d-\d\d"', 'retrieved = "TODAY"'),
    (r"\b\d+ (passed|deselected|files)\b", r"0 \1"),
    (r"\s+$", ""),
)


@dataclass
class Step:
    """One thing to do: a command with what it is expected to say, or a file to write (then `path` is its name)."""

    command: str
    expected: list[str]
    first: int  # the line of the page on which `expected` begins
    path: str = ""


def steps(page: str) -> list[Step]:
    """The commands and files of a page, in order."""
    found: list[Step] = []
    lines = page.splitlines()
    n = 0
    while n < len(lines):
        fence = re.fullmatch(r"```(\w+)(?: (\S+))?", lines[n])
        end = n + 1
        if fence:
            end = lines.index("```", n + 1)
            inside = lines[n + 1 : end]
            if fence[1] == "console":
                found += _session(inside, n + 1)
            elif fence[2]:
                found.append(Step("\n".join(inside) + "\n", [], n + 1, fence[2]))
            end += 1
        n = end
    return found


def _session(lines: list[str], first: int) -> list[Step]:
    found: list[Step] = []
    for n, line in enumerate(lines, first):
        if line.startswith("$ "):
            found.append(Step(line[2:], [], n + 1))
        elif line.startswith("> ") and found and not found[-1].expected:
            found[-1].command += "\n" + line[2:]
            found[-1].first = n + 1
        elif found:
            found[-1].expected.append(line)
    return found


def run(todo: list[Step], home: Path) -> list[list[str]]:
    """What each step says, line by line; files say nothing."""
    _lay_out(home)
    script = ["exec 2>&1 </dev/null", "code=0"]
    for step in todo:
        if step.path:
            script.append(_filing(step, home, home / f"file-{len(script)}"))
        else:
            script += ["(exit $code)", step.command, "code=$?"]
        script.append(f"printf '{MARK}'")
    script_file = home / "session.sh"
    script_file.write_text("\n".join(script) + "\n", encoding="utf-8")
    done = subprocess.run(
        ["bash", str(script_file)], cwd=home / "casebook", env=_environment(home), stdout=subprocess.PIPE, text=True
    )
    said = done.stdout.replace(str(home), HOME).split(MARK)
    return [part.rstrip("\n").split("\n") if part.strip("\n") else [] for part in said[: len(todo)]]


def _filing(step: Step, home: Path, copy: Path) -> str:
    name = step.path.removeprefix("+").replace("~", str(home), 1)
    target = Path(name) if name.startswith("/") else home / "casebook" / name
    copy.write_text(step.command, encoding="utf-8")
    if step.path.startswith("+"):
        return f"sed -i -e '$e cat {copy}' '{target}'"
    return f"mkdir -p '{target.parent}' && cp '{copy}' '{target}'"


def _left_behind(folder: str, names: list[str]) -> set[str]:
    inside = (REPOSITORY / "src") in (Path(folder), *Path(folder).parents)
    return set(shutil.ignore_patterns(*LEFT_BEHIND, *(() if inside else MADE_HERE))(folder, names))


def _lay_out(home: Path) -> None:
    shutil.copytree(REPOSITORY, home / "casebook", ignore=_left_behind)
    (home / "bin").mkdir()
    for name, words in (("casebook", "-P -m helpers.cli"), ("python", "")):
        file = home / "bin" / name
        file.write_text(f'#!/bin/sh\nexec "{sys.executable}" {words} "$@"\n', encoding="utf-8")
        file.chmod(0o755)


def _environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CASEBOOK_", "PYTEST_"))}
    here = {"HOME": str(home), "PATH": f"{home / 'bin'}:{os.environ['PATH']}", "COLUMNS": "100", "LC_ALL": "C.UTF-8"}
    return kept | here | {"PYTHONPATH": str(home / "casebook" / "src"), "PYTHONDONTWRITEBYTECODE": "1"}


def differs(step: Step, said: list[str]) -> str:
    """Empty if the step said what the page says; else both."""
    if step.path or _matches([_folded(line) for line in step.expected], [_folded(line) for line in said]):
        return ""
    return "\n".join([f"$ {step.command}", "the page has:", *step.expected, "it said:", *said])


def _folded(line: str) -> str:
    for pattern, into in FOLDED:
        line = re.sub(pattern, into, line)
    return line


def _matches(expected: list[str], said: list[str]) -> bool:
    return re.fullmatch("".join(map(_pattern, expected)), "".join(line + "\n" for line in said)) is not None


def _pattern(line: str) -> str:
    if line == "...":
        return r"(?:[^\n]*\n)*?"
    cut = line.endswith(" ...")
    return re.escape(line.removesuffix("...") if cut else line) + (r"[^\n]*\n" if cut else r"\n")


def check(page: Path) -> list[str]:
    """Every step of a page that says something else than the page has."""
    todo = steps(page.read_text("utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        said = run(todo, Path(folder).resolve())
    return [text for step, lines in zip(todo, said, strict=True) if (text := differs(step, lines))]


def write(page: Path) -> None:
    """Puts what was said into the page, but where the page has it already."""
    text = page.read_text("utf-8")
    todo, lines = steps(text), text.splitlines()
    with tempfile.TemporaryDirectory() as folder:
        said = run(todo, Path(folder).resolve())
    for step, now in reversed(list(zip(todo, said, strict=True))):
        if differs(step, now):
            blank = bool(step.expected) and not step.expected[-1]
            lines[step.first : step.first + len(step.expected)] = [*now, *([""] if blank else [])]
    page.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> int:
    """Runs the pages; 1 where one differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true", help="put what was said into the page")
    given = parser.parse_args()
    if given.write:
        for page in given.pages:
            write(page)
        return 0
    wrong = {page: check(page) for page in given.pages}
    for page, said in wrong.items():
        print(f"{page}: " + ("\n\n".join(["differs.", *said]) if said else "as it stands."))
    return 1 if any(wrong.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
