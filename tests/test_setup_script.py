"""tools/setup.py and tools/find_python.sh, tried with invented Pythons: no network, nothing installed."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from packaging.specifiers import SpecifierSet

REPOSITORY = Path(__file__).resolve().parents[1]
DEBIAN = """\
The virtual environment was not created successfully because ensurepip is not
available.  On Debian/Ubuntu systems, you need to install the python3-venv
package using the following command.

    apt install python3.12-venv

You may need to use sudo with that command.

Failing command: .venv/bin/python3
"""
FAKE = """\
#!/bin/sh
# answers as an interpreter would; $0 is copied into the environments it "makes"
case "$*" in
    *platform.python_version*) echo "$VERSION_OF_FAKE"; exit ;;
    "-m venv --prompt casebook "*)
        mkdir -p "$5/bin"; cp "$0" "$5/bin/python"
        if [ -n "$NO_ENSUREPIP" ]; then cat "$NO_ENSUREPIP"; exit 1; fi
        touch "$5/bin/pip" "$5/made"; exit ;;
    "-m pip "*)
        venv=$(dirname "$(dirname "$0")")
        [ -e "$venv/casebook-setup" ] && seen=stamped || seen=unstamped
        echo "$seen ${PYTHONPATH:-clean} $*" >> "$PIP_CALLS"
        echo "Collecting pandas==3.1.1"
        [ -z "$OFFLINE" ] || echo "WARNING: Retrying after connection broken by 'NewConnectionError(...)'"
        case "$*" in *"$PIP_FAILS"*) echo "ERROR: No matching distribution found for pandas==3.1.1"; exit 1 ;; esac
        exit 0 ;;
esac
exit 9
"""


@pytest.fixture
def setup(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("casebook_setup", REPOSITORY / "tools" / "setup.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An invented interpreter, version 3.12.1."""
    path = tmp_path / "python"
    path.write_text(FAKE, "utf-8")
    path.chmod(0o755)
    monkeypatch.setenv("VERSION_OF_FAKE", "3.12.1")
    monkeypatch.setenv("PIP_CALLS", str(tmp_path / "calls"))
    monkeypatch.setenv("PIP_FAILS", "never")
    monkeypatch.setenv("PYTHONPATH", "/somebody/elses")
    return str(path)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """An invented checkout with the files that a set-up looks at."""
    folder = tmp_path / "checkout"
    (folder / "tools").mkdir(parents=True)
    (folder / "requirements.lock").write_text("# head\npandas==3.1.1 \\\n    --hash=sha256:00\n", "utf-8")
    (folder / "pyproject.toml").write_text("[project]\n", "utf-8")
    (folder / "tools" / "setup.py").write_text("", "utf-8")
    return folder


def calls(folder: Path) -> list[str]:
    """What pip was asked, without the paths."""
    path = folder / "calls"
    text = path.read_text("utf-8") if path.exists() else ""
    return text.replace(str(folder), "").splitlines()


PIP = "unstamped clean -m pip --disable-pip-version-check --no-input install"
INSTALLS = [
    f"{PIP} --no-deps --only-binary :all: --require-hashes -r /checkout/requirements.lock",
    f"{PIP} --no-deps --no-build-isolation -e /checkout",
]


def test_the_first_set_up_installs_and_the_second_does_nothing(setup, python, checkout, tmp_path, capsys) -> None:
    assert setup.set_up(checkout, python) == "absent"
    first = "Setting up .venv with Python 3.12.1: 1 packages, about 1050 MB, a minute or two.\n"
    assert (capsys.readouterr().out, calls(tmp_path)) == (first, INSTALLS)
    assert not (checkout / ".venv" / setup.UNFINISHED).exists()
    assert setup.set_up(checkout, python) == "complete"
    second = "The set-up is complete (.venv, Python 3.12.1): nothing to install.\n"
    assert (capsys.readouterr().out, calls(tmp_path)) == (second, INSTALLS)


@pytest.mark.parametrize("step", ["requirements.lock", "no-build-isolation"])
def test_an_interrupted_set_up_is_done_again(setup, python, checkout, tmp_path, capsys, monkeypatch, step) -> None:
    monkeypatch.setenv("PIP_FAILS", step)
    with pytest.raises(setup.SetupError) as failed:
        setup.set_up(checkout, python)
    what = "the dependencies" if step == "requirements.lock" else "the package"
    assert str(failed.value) == (
        f"Installing {what} failed: No matching distribution found for pandas==3.1.1. "
        f"The whole story is in {checkout}/.venv/setup.log; run make again."
    )
    assert not (checkout / ".venv" / setup.STAMP).exists()
    (checkout / ".venv" / "half-installed").touch()
    monkeypatch.setenv("PIP_FAILS", "never")
    capsys.readouterr()
    assert setup.set_up(checkout, python) == "interrupted"
    said = "The last set-up was interrupted: making .venv again with Python 3.12.1 (1 packages).\n"
    assert (capsys.readouterr().out, calls(tmp_path)[-2:]) == (said, INSTALLS)
    assert not (checkout / ".venv" / "half-installed").exists()
    assert setup.set_up(checkout, python) == "complete"


def test_no_network_is_said_as_such(setup, python, checkout, monkeypatch) -> None:
    monkeypatch.setenv("PIP_FAILS", "requirements.lock")
    monkeypatch.setenv("OFFLINE", "yes")
    with pytest.raises(setup.SetupError) as failed:
        setup.set_up(checkout, python)
    assert str(failed.value) == (
        "Installing the dependencies failed: the package index was not reached. Check the network, or the mirror that "
        f"`pip config list` names. The whole story is in {checkout}/.venv/setup.log; run make again."
    )


def test_debian_without_python3_venv_is_one_sentence_and_leaves_nothing(
    setup, python, checkout, tmp_path, monkeypatch
) -> None:
    words = tmp_path / "debian.txt"
    words.write_text(DEBIAN, "utf-8")
    monkeypatch.setenv("NO_ENSUREPIP", str(words))
    with pytest.raises(setup.SetupError) as failed:
        setup.set_up(checkout, python)
    assert str(failed.value) == (
        "Python 3.12 of this machine cannot make a virtual environment, because a package is missing: "
        'install it (on Debian and Ubuntu "sudo apt install python3.12-venv") and run make again.'
    )
    assert not (checkout / ".venv").exists()


def test_half_an_environment_of_somebody_else_is_made_again(setup, python, checkout) -> None:
    (checkout / ".venv" / "bin").mkdir(parents=True)
    shutil.copy(python, checkout / ".venv" / "bin" / "python")
    assert setup.set_up(checkout, python) == "half"
    assert setup.set_up(checkout, python) == "complete"


def test_a_working_environment_of_somebody_else_is_left_alone(setup, python, checkout, tmp_path) -> None:
    (checkout / ".venv" / "bin").mkdir(parents=True)
    shutil.copy(python, checkout / ".venv" / "bin" / "python")
    (checkout / ".venv" / "bin" / "pip").touch()
    with pytest.raises(setup.SetupError) as refused:
        setup.set_up(checkout, python)
    assert str(refused.value) == (
        f"{checkout}/.venv was not made by this set-up: move it away or remove it, then run make again."
    )
    assert ((checkout / ".venv" / "bin" / "pip").exists(), calls(tmp_path)) == (True, [])


@pytest.mark.parametrize("name", ["requirements.lock", "pyproject.toml", "tools/setup.py"])
def test_a_changed_file_brings_the_environment_up_to_date(setup, python, checkout, tmp_path, name) -> None:
    setup.set_up(checkout, python)
    (checkout / ".venv" / "mine").touch()
    with (checkout / name).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert setup.set_up(checkout, python) == "changed"
    assert ((checkout / ".venv" / "mine").exists(), len(calls(tmp_path))) == (True, 4)
    assert setup.set_up(checkout, python) == "complete"


def test_another_python_is_taken_only_when_it_was_asked_for(setup, python, checkout, monkeypatch) -> None:
    setup.set_up(checkout, python)
    other = checkout / "python3.13"
    other.write_text(FAKE.replace("$VERSION_OF_FAKE", "3.13.0"), "utf-8")
    other.chmod(0o755)
    assert setup.set_up(checkout, str(other), any_version=True) == "complete"
    assert setup.set_up(checkout, str(other)) == "moved"
    assert json.loads((checkout / ".venv" / setup.STAMP).read_text("utf-8"))["python"] == "3.13"


def test_a_moved_checkout_or_a_python_that_has_gone_is_set_up_again(setup, python, checkout, tmp_path) -> None:
    setup.set_up(checkout, python)
    moved = checkout.rename(tmp_path / "elsewhere")
    assert setup.set_up(moved, python) == "moved"
    (moved / ".venv" / "bin" / "python").unlink()
    assert setup.set_up(moved, python) == "moved"


def test_a_stamp_that_nobody_can_read_is_not_believed(setup, python, checkout) -> None:
    setup.set_up(checkout, python)
    (checkout / ".venv" / setup.STAMP).write_text("{", "utf-8")
    assert setup.set_up(checkout, python) == "moved"


def find(path: Path, *arguments: str) -> tuple[int, str, str]:
    done = subprocess.run(
        ["/bin/sh", str(REPOSITORY / "tools" / "find_python.sh"), *arguments],
        env={**os.environ, "PATH": str(path)},
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout, done.stderr


def command(path: Path, text: str) -> None:
    path.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
    path.chmod(0o755)


OLD = 'case "$2" in *platform*) echo "is Python 3.9.6" ;; *) exit 1 ;; esac'


def test_no_suitable_python_is_one_sentence(tmp_path: Path) -> None:
    command(tmp_path / "python3", OLD)
    said = (
        "No Python 3.11, 3.12, 3.13 or 3.14 was found on the path; install one, "
        "or name it: make PYTHON=/path/to/python3.12 report\n"
    )
    assert find(tmp_path) == (1, "", said)


def test_a_command_that_only_says_that_it_is_not_installed_is_passed_over(tmp_path: Path) -> None:
    command(tmp_path / "python3", "echo 'pyenv: python3: command not found' >&2; exit 127")
    command(tmp_path / "python3.12", "echo /usr/lib/real/python3.12")
    assert find(tmp_path) == (0, "/usr/lib/real/python3.12\n", "")


def test_the_python_that_was_named_is_taken_or_refused(tmp_path: Path) -> None:
    command(tmp_path / "old", OLD)
    needs = "Casebook needs Python 3.11, 3.12, 3.13 or 3.14.\n"
    assert find(tmp_path, str(tmp_path / "old")) == (1, "", f"PYTHON={tmp_path}/old is Python 3.9.6; {needs}")
    assert find(tmp_path, "/nowhere") == (1, "", f"PYTHON=/nowhere does not run; {needs}")
    assert find(tmp_path, sys.executable) == (0, f"{sys.executable}\n", "")


def test_the_script_and_the_project_agree_on_the_versions() -> None:
    import tomllib

    stated = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]["requires-python"]
    suitable = [f"3.{n}" for n in range(8, 20) if SpecifierSet(stated).contains(f"3.{n}")]
    assert suitable == ["3.11", "3.12", "3.13", "3.14"]
    script = (REPOSITORY / "tools" / "find_python.sh").read_text("utf-8")
    assert "(3, 11) <= sys.version_info[:2] <= (3, 14)" in script
