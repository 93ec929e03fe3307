"""Makes `.venv`: the locked dependencies, then the package itself. Called by `make`; the standard library only.

    python tools/setup.py [--any-version]

A set-up leaves two files in `.venv`, and they decide what the next one does:

| found in .venv                 | state         | what happens                                             |
|--------------------------------|---------------|----------------------------------------------------------|
| no .venv                       | absent        | everything is installed                                  |
| `casebook-setup`, same content | complete      | nothing                                                  |
| `casebook-setup`, other files  | changed       | the lock is installed into it                            |
| `casebook-setup`, other Python | moved         | it is removed and made again (also: the folder was moved)|
| `casebook-setup-unfinished`    | interrupted   | it is removed and made again                             |
| neither, and no pip            | half          | it is removed and made again                             |
| neither, but it works          | foreign       | nothing: somebody else made it; one sentence, exit 1     |

`casebook-setup` is written last. It holds the hash of requirements.lock, pyproject.toml and this file, the Python
version, and the folder. `--any-version` accepts a complete `.venv` of another Python than the one that runs this.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
HASHED = ("requirements.lock", "pyproject.toml", "tools/setup.py")
STAMP = "casebook-setup"
UNFINISHED = "casebook-setup-unfinished"
SAYS = {
    "absent": "Setting up .venv with Python {python}: {n} packages, about {size} MB, a minute or two.",
    "changed": "The lock, pyproject.toml or the set-up changed: bringing .venv up to date ({n} packages).",
    "moved": "This .venv is of another Python or another folder: making it again with Python {python} ({n} packages).",
    "interrupted": "The last set-up was interrupted: making .venv again with Python {python} ({n} packages).",
    "half": "There is half a .venv: making it again with Python {python} ({n} packages).",
}
SIZE = 1050
UNREACHED = "the package index was not reached. Check the network, or the mirror that `pip config list` names."


class SetupError(Exception):
    """One sentence for the person at the terminal."""


def main() -> int:
    """Brings `.venv` to the state that the lock describes; returns the exit code."""
    try:
        with one_at_a_time(REPOSITORY):
            set_up(REPOSITORY, sys.executable, any_version="--any-version" in sys.argv[1:])
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nThe set-up was interrupted; the next make begins it again.", file=sys.stderr)
        return 130
    return 0


def set_up(repository: Path, python: str, any_version: bool = False) -> str:
    """Does what the table above says; returns the state that it found."""
    venv = repository / ".venv"
    version = version_of(python)
    found = state(repository, version, any_version)
    if found == "complete":
        print(f"The set-up is complete (.venv, Python {version_of(str(venv / 'bin/python'))}): nothing to install.")
        return found
    if found == "foreign":
        raise SetupError(f"{venv} was not made by this set-up: move it away or remove it, then run make again.")
    print(SAYS[found].format(python=version, n=len(locked(repository)), size=SIZE), flush=True)
    if found != "changed":
        shutil.rmtree(venv, ignore_errors=True)
        make_venv(python, venv)
    (venv / UNFINISHED).touch()
    install(repository, venv)
    write_stamp(repository, version_of(str(venv / "bin/python")))
    return found


def state(repository: Path, version: str, any_version: bool = False) -> str:
    """The state of `.venv`, as the table above names it."""
    venv = repository / ".venv"
    if not venv.exists() and not venv.is_symlink():
        return "absent"
    if (venv / UNFINISHED).exists():
        return "interrupted"
    works = version_of(str(venv / "bin/python"))
    if not (venv / STAMP).exists():
        return "foreign" if works and (venv / "bin/pip").exists() else "half"
    was, now = read_stamp(venv), stamp(repository, works)
    if not works or was.get("folder") != now["folder"] or was.get("python") != now["python"]:
        return "moved"
    if not any_version and minor(works) != minor(version):
        return "moved"
    return "complete" if was == now else "changed"


def version_of(python: str) -> str:
    """The version of an interpreter, as 3.12.1; empty when it does not run."""
    try:
        ask = [python, "-I", "-c", "import platform; print(platform.python_version())"]
        return subprocess.run(ask, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def minor(version: str) -> str:
    """3.12 of 3.12.1."""
    return ".".join(version.split(".")[:2])


def stamp(repository: Path, version: str) -> dict[str, str]:
    """What a complete set-up is known by."""
    digest = hashlib.sha256()
    for name in HASHED:
        digest.update((repository / name).read_bytes() + b"\0")
    return {"files": digest.hexdigest(), "python": minor(version), "folder": str(repository)}


def read_stamp(venv: Path) -> dict[str, str]:
    """The stamp of a `.venv`; empty when it cannot be read."""
    try:
        return dict(json.loads((venv / STAMP).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return {}


def write_stamp(repository: Path, version: str) -> None:
    """Writes the stamp in one move, then removes the mark of an unfinished set-up."""
    venv = repository / ".venv"
    fresh = venv / f"{STAMP}.new"
    fresh.write_text(json.dumps(stamp(repository, version)) + "\n", "utf-8")
    fresh.replace(venv / STAMP)
    (venv / UNFINISHED).unlink()


def make_venv(python: str, venv: Path) -> None:
    """Makes an empty environment; on a failure removes what is left of it and says what to install."""
    venv.mkdir(parents=True)
    (venv / UNFINISHED).touch()
    done = subprocess.run(
        [python, "-m", "venv", "--prompt", "casebook", str(venv)],
        env=clean_environment(),
        capture_output=True,
        text=True,
    )
    if done.returncode == 0 and (venv / "bin/pip").exists():
        return
    shutil.rmtree(venv)
    said = (done.stdout + done.stderr).strip()
    if "ensurepip" in said or "No module named venv" in said:
        version = minor(version_of(python))
        raise SetupError(
            f"Python {version} of this machine cannot make a virtual environment, because a package is missing: "
            f'install it (on Debian and Ubuntu "sudo apt install python{version}-venv") and run make again.'
        )
    raise SetupError(f"{python} could not make a virtual environment in {venv}: {last_line(said)}")


def install(repository: Path, venv: Path) -> None:
    """Installs the lock, every file checked by its hash, then the package itself, without asking any index for it."""
    pip = [str(venv / "bin/python"), "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
    lock = ["--no-deps", "--only-binary", ":all:", "--require-hashes", "-r", str(repository / "requirements.lock")]
    run_pip([*pip, *lock], venv, "the dependencies", len(locked(repository)))
    run_pip([*pip, "--no-deps", "--no-build-isolation", "-e", str(repository)], venv, "the package", 0)


def locked(repository: Path) -> list[str]:
    """The names in the lock; a few of them are for other systems."""
    lines = (repository / "requirements.lock").read_text("utf-8").splitlines()
    return [line.split("==")[0] for line in lines if "==" in line and not line.startswith((" ", "#"))]


def run_pip(command: list[str], venv: Path, what: str, n: int) -> None:
    """Runs pip: its words go into `.venv/setup.log`, a line of progress to a terminal, its error into the sentence."""
    seen, reason = 0, "pip failed."
    with (venv / "setup.log").open("a", encoding="utf-8") as log:
        pip = subprocess.Popen(
            command,
            env=clean_environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
        assert pip.stdout is not None
        for line in pip.stdout:
            log.write(line)
            if line.startswith("Collecting "):
                seen += 1
                progress(f"  {seen} of {n}  {line.split()[1]}")
            elif line.startswith("Installing collected"):
                progress("  unpacking ...")
            elif "connection broken by" in line:
                reason = UNREACHED
            elif line.startswith("ERROR") and reason != UNREACHED:
                reason = last_line(line)
    progress("")
    if pip.wait() != 0:
        story = f"The whole story is in {venv / 'setup.log'}; run make again."
        raise SetupError(f"Installing {what} failed: {reason} {story}")


def progress(text: str) -> None:
    """One line that replaces itself; nothing when the output is not a terminal."""
    if sys.stdout.isatty():
        print(f"\r\033[K{text[:78]}", end="", flush=True)


def last_line(text: str) -> str:
    """The last line of a text, as a sentence."""
    line = text.strip().splitlines()[-1].removeprefix("ERROR: ") if text.strip() else ""
    return line if not line or line.endswith((".", "!", "?")) else f"{line}."


def clean_environment() -> dict[str, str]:
    """The environment without what would lead Python or pip to other packages than those of `.venv`."""
    leads_astray = ("PYTHONPATH", "PYTHONHOME", "PIP_TARGET", "PIP_PREFIX", "PIP_USER", "PIP_REQUIRE_VIRTUALENV")
    return {name: value for name, value in os.environ.items() if name not in leads_astray}


@contextmanager
def one_at_a_time(repository: Path) -> Iterator[None]:
    """Holds back a second set-up of the same checkout until the first has ended."""
    with (repository / "requirements.lock").open("rb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            print("Another set-up of this checkout is running: waiting for it.", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    sys.exit(main())
