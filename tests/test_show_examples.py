"""The examples in the docstrings of what an analyst calls, run on the shipped cases."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import report_fakes as fakes

from helpers import actors, build, cases, claims, copies, counts, paths, show, timeline
from helpers.cases import Case

CHARTS = sorted(path.stem for path in (paths.PACKAGE / "charts").glob("[a-z]*.py"))
CALLED: dict[str, Callable[..., Any]] = {
    **{f"show.{name}": getattr(show, name) for name in show.__all__},
    "Case.table": Case.table,
    "Case.find": Case.find,
    "cases.load": cases.load,
    **{f"{name}.draw": import_module(f"helpers.charts.{name}").draw for name in CHARTS},
}


def examples(called: Callable[..., Any]) -> list[str]:
    """The statements under `Examples:` of a docstring."""
    _, _, after = (inspect.getdoc(called) or "").partition("\nExamples:\n")
    return dedent(after).strip().splitlines()


def test_whatever_an_analyst_calls_has_examples() -> None:
    assert [name for name, called in CALLED.items() if not examples(called)] == []


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("examples")
    (root / "data" / "raw").mkdir(parents=True)
    for name in ("harbour-fire", "tiktok-state-influence"):
        build.build(cases.load(name, root))
    return root


@pytest.mark.long
@pytest.mark.parametrize("name", CALLED)
def test_the_examples_run(name: str, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEBOOK_WORKSPACE", str(workspace))
    if name == "cases.load":
        monkeypatch.setattr(paths, "find_workspace", lambda named=None: paths.Workspace(workspace))
    case = "tiktok-state-influence" if "takedowns" in name else "harbour-fire"
    known: dict[str, Any] = {"c": cases.load(case, workspace), "cases": cases, "show": show, "actors": actors}
    known |= {"claims": claims, "copies": copies, "counts": counts, "timeline": timeline}
    known |= {chart: import_module(f"helpers.charts.{chart}") for chart in CHARTS}
    outputs = fakes.shown(lambda: exec("\n".join(examples(CALLED[name])), known))
    assert outputs or not name.startswith("show.")
