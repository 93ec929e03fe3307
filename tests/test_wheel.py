"""An installed wheel in an environment of its own finds what it ships: notebooks, cases, template, widths."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

pytestmark = pytest.mark.long

REPOSITORY = Path(__file__).resolve().parents[1]
CASES = ("harbour-fire", "tiktok-state-influence")


def run(*command: object, cwd: Path) -> str:
    """What the command prints; a failed one fails the test with all that it said."""
    leads_astray = ("PYTHONPATH", "CASEBOOK_WORKSPACE", "PYTHONHOME")
    environment = {name: value for name, value in os.environ.items() if name not in leads_astray}
    done = subprocess.run([str(each) for each in command], cwd=cwd, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout without network."""
    if find_spec("hatchling") is None:
        pytest.skip("needs hatchling, which `make` installs")
    folder = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet", "--no-index")
    run(*pip, "--no-deps", "--no-build-isolation", "--wheel-dir", folder, REPOSITORY, cwd=folder)
    return next(folder.glob("casebook_kit-*.whl"))


@pytest.fixture(scope="module")
def bin_folder(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commands of an empty environment that has the wheel; dependencies are borrowed from ours."""
    venv = tmp_path_factory.mktemp("venv")
    run(sys.executable, "-m", "venv", "--without-pip", venv, cwd=venv)
    site = next(venv.glob("lib/python*/site-packages"))
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", venv / "bin" / "python")
    run(*pip, "install", "--quiet", "--no-index", "--no-deps", wheel, cwd=venv)
    return venv / "bin"


def test_the_wheel_has_every_file_that_it_needs_and_no_other_case(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    ignored = {"__pycache__", ".ipynb_checkpoints"}

    def below(folder: Path, to: str, pattern: str = "*") -> set[str]:
        files = (path for path in folder.rglob(pattern) if path.is_file() and not ignored & set(path.parts))
        return {f"{to}/{path.relative_to(folder).as_posix()}" for path in files}

    package = below(REPOSITORY / "src" / "helpers", "helpers")
    notebooks = below(REPOSITORY / "notebooks", "helpers/_shipped/notebooks", "*.ipynb")
    cases = set().union(
        *(below(REPOSITORY / "data" / "raw" / each, f"helpers/_shipped/cases/{each}") for each in CASES)
    )
    assert {name for name in names if ".dist-info/" not in name} == package | notebooks | cases
    assert notebooks and all(f"helpers/_shipped/cases/{each}/case.toml" in names for each in CASES)


def test_the_package_that_runs_is_the_one_of_the_wheel(bin_folder: Path, tmp_path: Path) -> None:
    ask = "import helpers; print(helpers.__file__); print(helpers.__version__)"
    home, version = run(bin_folder / "python", "-c", ask, cwd=tmp_path).splitlines()
    stated = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert (Path(home).is_relative_to(bin_folder.parent), version) == (True, stated)


def test_the_installed_kit_finds_its_notebooks_and_cases(bin_folder: Path, tmp_path: Path) -> None:
    ask = (
        "from helpers import paths\n"
        "print(*sorted(p.name for p in paths.shipped_cases().iterdir()))\n"
        "print(*sorted(p.name for p in paths.notebooks().glob('*.ipynb')))"
    )
    cases, notebooks = run(bin_folder / "python", "-c", ask, cwd=tmp_path).splitlines()
    assert cases.split() == list(CASES)
    assert notebooks.split() == sorted(path.name for path in (REPOSITORY / "notebooks").glob("*.ipynb"))


def test_papermill_finds_the_engine(bin_folder: Path, tmp_path: Path) -> None:
    ask = "from papermill.engines import papermill_engines as e; print(e.get_engine('casebook').__module__)"
    assert run(bin_folder / "python", "-c", ask, cwd=tmp_path) == "helpers.engine\n"


def test_the_installed_command_lays_out_a_case_and_lists_it(bin_folder: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "private"
    run(bin_folder / "casebook", "new", "dockside", "--workspace", workspace, cwd=tmp_path)
    assert (workspace / "data" / "raw" / "dockside" / "case.toml").is_file()
    assert "dockside" in run(bin_folder / "casebook", "list", "--workspace", workspace, cwd=tmp_path)


def test_the_installed_command_builds_a_shipped_case_and_makes_its_report(bin_folder: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "elsewhere"
    run(bin_folder / "casebook", "new", "dockside", "--workspace", workspace, cwd=tmp_path)
    run(bin_folder / "casebook", "render", "harbour-fire", "--workspace", workspace, "--quiet", cwd=tmp_path)
    page = (workspace / "reports" / "harbour-fire" / "index.html").read_text("utf-8")
    assert "Content-Security-Policy" in page and "invented" in page
