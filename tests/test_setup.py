"""What the kit stands on: bounds, lock, conda, their reasons and licences, and the package as it is installed."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from urllib.parse import unquote, urlparse

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

REPOSITORY = Path(__file__).resolve().parents[1]
CONDA_NAMES = {"duckdb": "python-duckdb", "matplotlib": "matplotlib-base", "tzdata": "python-tzdata"}
IMPORT_NAMES = {"fontTools": "fonttools", "zmq": "pyzmq"}
BY_HAND = {"fonttools"}
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
TEST = PROJECT["optional-dependencies"]["test"]


def bounds(lines: list[str]) -> dict[str, str]:
    """`{"pandas": "<4,>=3.1"}` of `["pandas>=3.1,<4"]`."""
    parsed = [Requirement(line) for line in lines if not line.startswith("casebook-kit")]
    return {canonicalize_name(each.name): str(each.specifier) for each in parsed}


def locked() -> dict[str, tuple[str, str, int]]:
    """Name to version, marker and number of hashes, as requirements.lock has them."""
    text = (REPOSITORY / "requirements.lock").read_text("utf-8")
    found = {}
    for entry in re.split(r"\n(?=[a-z0-9])", text.replace("\\\n", " ")):
        if entry.startswith("#") and "==" not in entry:
            continue
        head = re.match(r"([a-z0-9-]+)==(\S+)(?: ; (.*?))?\s+--hash", entry)
        assert head, entry
        found[head[1]] = (head[2], head[3] or "", entry.count("--hash=sha256:"))
    return found


def installed() -> Distribution:
    """The distribution, or a skipped test where the package is only on the path."""
    try:
        return distribution("casebook-kit")
    except PackageNotFoundError:
        pytest.skip("needs the package installed, as `make` does")


def test_every_dependency_is_locked_within_its_bounds() -> None:
    lock = locked()
    wrong = [
        str(each)
        for each in map(Requirement, [*PROJECT["dependencies"], *TEST])
        if not each.specifier.contains(lock.get(canonicalize_name(each.name), ("0", "", 0))[0])
    ]
    assert wrong == []


def test_the_build_backend_is_locked_with_the_bounds_of_the_build_system() -> None:
    build = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["build-system"]["requires"]
    assert build == [line for line in TEST if line.startswith("hatchling")]


def test_what_is_explored_with_is_tested_too() -> None:
    assert set(PROJECT["optional-dependencies"]["explore"]) <= set(TEST)


def test_the_lock_is_hashed_universal_and_names_no_place() -> None:
    text = (REPOSITORY / "requirements.lock").read_text("utf-8")
    assert [name for name, (_, _, n) in locked().items() if n == 0] == []
    assert {"appnope", "pywinpty"} <= set(locked()), "the lock is of one system only"
    assert re.findall(r"://|file:|--index|--extra-index|--find-links|--trusted|(?<![\w.])/\w+|\.\./| @ ", text) == []


def test_what_is_installed_is_what_is_locked() -> None:
    if not (Path(sys.prefix) / "casebook-setup").exists():
        pytest.skip("needs the .venv that `make` made")
    differ = {}
    for name, (version, marker, _) in locked().items():
        if not marker or Marker(marker).evaluate():
            found = distribution(name).version
            if found != version:
                differ[name] = (found, version)
    assert differ == {}


def test_conda_has_the_same_bounds() -> None:
    lines = (REPOSITORY / "environment.yml").read_text("utf-8").splitlines()
    entries = [line.removeprefix("  - ") for line in lines if line.startswith("  - ")]
    conda = [entry for entry in entries if entry not in ("conda-forge", "nodefaults", "pip", "pip:")]
    ours = [f"python{PROJECT['requires-python']}", *PROJECT["dependencies"], *TEST]
    renamed = [re.sub(r"^[\w-]+", lambda name: CONDA_NAMES.get(name[0], name[0]), line) for line in ours]
    assert [entry.replace(" ", "", 1) for entry in conda] == renamed


def test_every_dependency_has_its_line_and_its_bounds_in_the_text() -> None:
    text = (REPOSITORY / "docs" / "dependencies.md").read_text("utf-8")
    rows = re.findall(r"^\| ([\w-]+) \| ([<>=][^|]*) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", text, re.MULTILINE)
    said = bounds([name + span for name, span, *_ in rows])
    every = PROJECT["optional-dependencies"]
    assert said == bounds([*PROJECT["dependencies"], *TEST, *every["dev"]])


def test_what_the_package_imports_is_declared() -> None:
    extra = PROJECT["optional-dependencies"]["explore"]
    declared = set(bounds([*PROJECT["dependencies"], *extra])) | BY_HAND
    foreign = {}
    for path in sorted((REPOSITORY / "src" / "helpers").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
            for name in (each.split(".")[0] for each in names):
                known = name in sys.stdlib_module_names or name == "helpers"
                if not known and canonicalize_name(IMPORT_NAMES.get(name, name)) not in declared:
                    foreign[name] = str(path.relative_to(REPOSITORY))
    assert foreign == {}


def test_nothing_in_the_lock_is_only_under_the_gpl() -> None:
    found = []
    for name in locked():
        try:
            metadata = distribution(name).metadata
        except PackageNotFoundError:
            continue  # for another system
        classifiers = [each for each in metadata.get_all("Classifier") or [] if each.startswith("License ::")]
        stated = metadata.get("License-Expression") or " OR ".join(classifiers) or metadata.get("License") or ""
        choices = re.split(r" OR ", stated.splitlines()[0] if stated else "unknown")
        if all(re.search(r"GPL|General Public|unknown", choice) for choice in choices):
            found.append(f"{name}: {stated[:60]}")
    assert found == []


def test_helpers_is_ours_and_not_the_other_distribution_of_that_name() -> None:
    import helpers

    home = Path(helpers.__file__).resolve()
    stated = json.loads(installed().read_text("direct_url.json") or "{}")
    if stated.get("dir_info", {}).get("editable"):
        assert home == Path(unquote(urlparse(stated["url"]).path)).resolve() / "src" / "helpers" / "__init__.py"
    else:
        assert home in [Path(str(each.locate())).resolve() for each in installed().files or []]


def test_the_version_is_the_one_of_the_project() -> None:
    import helpers

    installed()
    assert helpers.__version__ == PROJECT["version"]


def test_importing_the_package_loads_nothing_else() -> None:
    ask = "import sys; was = set(sys.modules); import helpers; print(*sorted(set(sys.modules) - was))"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["__future__", "helpers"]


def test_the_kernel_is_the_one_of_this_environment(tmp_path: Path) -> None:
    """A kernel of the same name that the user once installed elsewhere is not taken."""
    theirs = tmp_path / "data" / "kernels" / "python3"
    theirs.mkdir(parents=True)
    spec = {"argv": ["/nowhere/python", "-m", "ipykernel_launcher", "-f", "{connection_file}"], "display_name": "Other"}
    (theirs / "kernel.json").write_text(json.dumps(spec), "utf-8")
    makefile = (REPOSITORY / "Makefile").read_text("utf-8")
    exported = dict(re.findall(r"^export (\w+) := (.*)$", makefile, re.MULTILINE))
    hidden = re.findall(r"^unexport (.*)$", makefile, re.MULTILINE)[0].split()
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    ask = (
        "from jupyter_client.manager import KernelManager as K\n"
        "k = K(kernel_name='python3'); k.connection_file = 'f'\n"
        "print(k.kernel_spec.resource_dir); print(k.format_kernel_cmd()[0])"
    )
    done = subprocess.run(
        [sys.executable, "-c", ask],
        env=environment | exported | {"JUPYTER_DATA_DIR": str(tmp_path / "data")},
        capture_output=True,
        text=True,
        check=True,
    )
    folder, command = done.stdout.splitlines()
    assert (Path(folder).is_relative_to(sys.prefix), command) == (True, sys.executable)


def test_make_alone_says_what_there_is() -> None:
    done = subprocess.run(["make", "-s"], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[0] == "Casebook: from a folder of evidence to HTML reports. Begin with: make report"
    listed = [line.split()[1] for line in done.stdout.splitlines() if line.startswith("  make ")]
    assert listed == ["help", "report", "test", "test-all", "fuzz", "lab", "docs", "picture", "clean"]


def test_the_continuous_check_calls_the_command_of_the_readme() -> None:
    script = REPOSITORY / ".ci" / "run"
    assert os.access(script, os.X_OK)
    subprocess.run(["bash", "-n", str(script)], check=True)
    commands = [line for line in script.read_text("utf-8").splitlines() if line.startswith("make")]
    assert commands == ["make test test-all"]
