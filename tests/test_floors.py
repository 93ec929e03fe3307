"""The floors of docs/design.md: imports point down, never sideways, and heavy libraries stand only where named."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers import paths

# From the ground up. A module, or a package with all its files, imports only from the floors below its own.
FLOORS = (
    ("__init__",),
    ("errors",),
    ("paths", "clean", "dates", "names", "wording", "similarity", "vocabulary"),
    ("packed",),
    ("decoding",),
    ("scan",),
    ("tables", "fields"),
    ("store",),
    ("conform",),
    ("readers",),
    ("cases",),
    ("origins", "actors"),
    ("cite", "timeline", "claims", "coordination", "counts", "copies", "spikes", "clocks", "evidence"),
    ("derive",),
    ("ledger", "stage", "expect", "review"),
    ("fates",),
    ("build",),
    ("intake", "charts", "parameters", "exports"),
    ("show",),
    ("run", "engine"),
    ("report", "checks", "lab"),
    ("serve", "schedule", "status", "watch", "verify"),
    ("cli",),
)
FLOOR = {name: n for n, names in enumerate(FLOORS) for name in names}
SAME_ROOM = {"engine": "run"}  # papermill finds the engine by its own name; it is a part of run
PLUG_INS = ("readers", "derive", "charts", "exports")  # their files do not know each other, but for `_name.py`
DRAWING = {"errors", "clean", "dates", "names", "wording", "tables", "charts"}
HEAVY = {
    "matplotlib": ("charts",), "seaborn": ("charts",), "fontTools": ("charts",),
    "papermill": ("run", "engine"), "nbclient": ("run",), "jupyter_client": ("run",), "jupyter_core": ("run",),
    "zmq": ("run",),
    "ipykernel": ("run",), "traitlets": ("run", "review"), "click": ("engine",), "nbconvert": ("report",),
    "jinja2": ("report",),
    "markupsafe": ("report",), "mistune": ("report",), "nh3": ("report",), "pygments": ("report",),
    "nbformat": ("report", "run", "lab"),
    "anywidget": ("review",),
    "IPython": ("show",), "itables": ("show",), "rich": ("cli",), "trafilatura": ("readers",),
    "lxml": ("readers", "store"), "ijson": ("store", "readers"), "babel": ("conform", "dates"),
    "duckdb": ("store", "conform", "cases", "cite", "derive", "expect", "fates", "stage", "build"),
    "pyarrow": ("tables", "store", "cases", "derive", "build", "verify"),
    "pandas": ("cases", "cite", "origins", "dates", "timeline", "claims", "actors", "coordination", "counts",
    "copies", "similarity", "spikes", "clocks", "evidence", "derive", "review", "exports", "checks", "charts",
    "show", "report"),
    "numba": ("similarity",), "zstandard": ("packed",), "python_calamine": ("store",),
    "numpy": ("scan", "store", "similarity", "coordination", "charts", "run"),
    "watchfiles": ("watch",),
    "socket": ("report", "run"),  # the machine's name, in the lock of a render; pairs between a run and its kernels
}  # fmt: skip
NETWORK = {
    "requests",
    "httpx",
    "aiohttp",
    "urllib3",
    "websockets",
    "http",
    "ftplib",
    "smtplib",
    "xmlrpc",
    "socketserver",
    "urllib.request",
}
# Answering on the loopback address is not reaching out: it opens no connection, and `serve` binds no other address.
LOOPBACK = {"serve.py": {"http", "http.server", "socketserver"}}
FILES = sorted(path.relative_to(paths.PACKAGE) for path in paths.PACKAGE.rglob("*.py") if "_shipped" not in path.parts)


def imported(file: Path) -> Iterator[str]:
    """Every module that a file imports, anywhere in it; one of the package without `helpers.`."""
    for node in ast.walk(ast.parse((paths.PACKAGE / file).read_text("utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
        if isinstance(node, ast.ImportFrom):
            names = [_module(node.module or "", name) for name in names]
        yield from (name.removeprefix("helpers.") for name in names)


def _module(module: str, name: str) -> str:
    inner = paths.PACKAGE.joinpath(*module.split(".")[1:], name)
    is_file = module.startswith("helpers") and (inner.is_dir() or inner.with_suffix(".py").is_file())
    return f"{module}.{name}" if is_file or module == "urllib" else ("__init__" if module == "helpers" else module)


def room(module: str) -> str:
    first = module.split(".")[0]
    return SAME_ROOM.get(first, first)


def fault(file: Path, target: str) -> str:
    """Why the file may not import the target; empty if it may."""
    own, there = room(file.with_suffix("").as_posix().replace("/", ".")), room(target)
    if there in FLOOR:
        if there == own and own in PLUG_INS and len(target.split(".")) > 1 and not target.split(".")[1].startswith("_"):
            return f"{file} imports {target}: files of {own} do not know each other"
        if own == "charts" and there not in DRAWING:
            return f"{file} imports {target}: drawing knows errors, text, dates and tables alone"
        if there != own and FLOOR[there] >= FLOOR[own]:
            return f"{file} imports {target}: that is not below it"
    if there in HEAVY and not {own, file.stem} & set(HEAVY[there]):
        return f"{file} imports {target}: only {', '.join(HEAVY[there])} may"
    if {there, target} & NETWORK and target not in LOOPBACK.get(str(file), ()):
        return f"{file} imports {target}: nothing here may reach for the network"
    return ""


@pytest.mark.parametrize("file", FILES, ids=str)
def test_imports_point_down(file: Path) -> None:
    assert file.parts[0].removesuffix(".py") in FLOOR, f"{file} has no floor: give it one, here and in docs/design.md"
    assert [said for target in imported(file) if (said := fault(file, target))] == []


@pytest.mark.parametrize(
    ("file", "target", "allowed"),
    [
        ("dates/_edtf.py", "errors", True),
        ("dates/_edtf.py", "clean", False),
        ("errors.py", "dates", False),
        ("readers/bluesky.py", "readers", True),
        ("readers/bluesky.py", "readers._page", True),
        ("readers/bluesky.py", "readers.table", False),
        ("charts/activity.py", "charts._sheet", True),
        ("charts/activity.py", "charts.event_strip", False),
        ("charts/activity.py", "counts", False),
        ("charts/activity.py", "cases", False),
        ("claims/_events.py", "cases", True),
        ("claims/_events.py", "matplotlib.pyplot", False),
        ("run/execute.py", "engine", True),
        ("engine.py", "run.client", True),
        ("run/execute.py", "report", False),
        ("report/render.py", "run", True),
        ("show/__init__.py", "charts._sheet", True),
        ("store/sql.py", "conform", False),
        ("readers/table.py", "urllib.request", False),
        ("readers/table.py", "urllib.parse", True),
        ("readers/table.py", "requests", False),
        ("cli/verbs/render.py", "rich.console", True),
        ("build.py", "rich.progress", False),
        ("serve.py", "http.server", True),
        ("serve.py", "http", True),
        ("serve.py", "http.client", False),
        ("serve.py", "urllib.request", False),
        ("report/share.py", "http.server", False),
    ],
)
def test_the_picture_itself(file: str, target: str, allowed: bool) -> None:
    assert (fault(Path(file), target) == "") == allowed


def test_the_package_and_its_command_load_nothing_heavy() -> None:
    code = "import sys, helpers, helpers.cli; print(sorted({name.split('.')[0] for name in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(ast.literal_eval(done.stdout))
    assert not loaded & (set(HEAVY) - {"socket"}), sorted(loaded & set(HEAVY))
