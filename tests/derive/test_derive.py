"""The folder of derived tables: each file holds its contract, the order follows the needs, and circles are refused."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest

from helpers import derive, paths, tables
from helpers.derive import Derived
from helpers.derive._write import write
from helpers.errors import TableError

LOADED = derive.load()


def step(name: str, needs: tuple[str, ...], makes: tuple[str, ...], may_use: tuple[str, ...] = ()) -> Derived:
    return Derived(name, needs, may_use, makes, (), ModuleType(name))


def order(monkeypatch: pytest.MonkeyPatch, *steps: Derived) -> list[str]:
    monkeypatch.setattr(derive, "load", lambda: list(steps))
    return [one.name for one in derive.in_order()]


LIGHT = {"cases", "tables", "store"}  # floors below the analysis: what they hand over is hashed itself


@pytest.mark.parametrize("one", LOADED, ids=lambda one: one.name)
def test_each_file_holds_the_contract(one: Derived) -> None:
    assert one.module.__doc__ and one.module.derive.__doc__
    assert one.needs and one.makes
    for name in (*one.uses, *one.makes):
        tables.get(name)
    assert all(tables.get(name).made_by == "derive" for name in one.makes)
    assert all(any(paths.PACKAGE.glob(file)) for file in one.code)


def test_a_table_is_made_by_one_file() -> None:
    made = [name for one in LOADED for name in one.makes]
    assert (
        sorted(made)
        == sorted(set(made))
        == sorted(name for name, table in tables.TABLES.items() if table.made_by == "derive")
    )


@pytest.mark.parametrize("one", LOADED, ids=lambda one: one.name)
def test_code_names_every_module_of_the_analysis_that_it_imports(one: Derived) -> None:
    # a module that is left out could change without the table being made again
    import ast

    tree = ast.parse((paths.PACKAGE / one.code[0]).read_text("utf-8"))
    named = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "helpers"
        for alias in node.names
    }
    files = {f"{name}.py" for name in named if (paths.PACKAGE / f"{name}.py").is_file()}
    assert files | {f"{name}/*.py" for name in named - LIGHT if (paths.PACKAGE / name).is_dir()} <= set(one.code)


def test_whoever_makes_comes_before_whoever_needs_or_may_use(monkeypatch: pytest.MonkeyPatch) -> None:
    first = step("z", ("posts",), ("shares",))
    second = step("m", ("shares",), ("mentions",))
    third = step("a", ("posts",), ("events",), ("mentions",))
    assert order(monkeypatch, third, second, first) == ["z", "m", "a"]
    assert order(monkeypatch, first, step("b", ("claims",), ("events",))) == ["z", "b"]
    assert order(monkeypatch) == []


def test_a_circle_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = step("one", ("shares",), ("events",)), step("other", ("events",), ("shares",))
    for steps in ((one, other, step("free", ("posts",), ("mentions",))), (step("one", ("events",), ("events",)),)):
        with pytest.raises(TableError) as caught:
            order(monkeypatch, *steps)
        names = "one, other" if len(steps) > 1 else "one"
        assert str(caught.value) == f"Derived tables need each other in a circle: {names}."


EVENTS = tables.get("events").arrow.names


def frame(**columns: Any) -> pd.DataFrame:
    return pd.DataFrame({name: [None] for name in EVENTS} | columns)


def test_a_frame_is_held_against_the_data_model(tmp_path: Path) -> None:
    con, path = duckdb.connect(), tmp_path / "events.parquet"
    assert write(con, path, "events", frame(id=["e"], origins=[["A"]], lag_days=[3.0])) == 1
    assert write(con, path, "events", frame(id=["e"])[[*reversed(EVENTS)]]) == 1
    assert pq.read_schema(path).names == EVENTS
    for wrong, sentence in (
        (
            frame(id=["e"], titel=["x"], n=[1]),
            "derive: the table events has no column titel and n. Return only the table's columns, "
            'as in frame[tables.get("events").arrow.names].',
        ),
        (
            frame(id=["e"]).drop(columns=["title", "what"]),
            "derive: the frame for events lacks title and what. Return all of the table's columns "
            "(docs/data-model.md has them); where nothing is known, they are None.",
        ),
    ):
        with pytest.raises(TableError) as caught:
            write(con, path, "events", wrong)
        assert str(caught.value) == sentence
