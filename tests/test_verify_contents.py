"""The hash of a table's contents: of its rows, not of the file that holds them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.verify._contents import contents

SCHEMA = pa.schema([
    ("id", pa.string()), ("n", pa.int64()), ("x", pa.float64()), ("is_new", pa.bool_()),
    ("at", pa.timestamp("us", tz="UTC")), ("tags", pa.list_(pa.string())),
])  # fmt: skip
ROW = {"id": "a", "n": 1, "x": 0.5, "is_new": True, "at": 1_600_000_000_000_000, "tags": ["x", "y"]}


def written(path: Path, rows: list[dict[str, Any]], **words: Any) -> str:
    pq.write_table(pa.Table.from_pylist(rows, SCHEMA), path, **words)
    return contents(path)


def test_the_packing_makes_no_difference(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [{**ROW, "id": f"{n}é", "tags": [str(n)] * (n % 3)} for n in range(1000)]
    rows += [dict.fromkeys(ROW), {**ROW, "tags": [None, "x"]}, {**ROW, "tags": []}]
    one = written(tmp_path / "a", rows)
    assert written(tmp_path / "b", rows, row_group_size=7, compression="zstd", use_dictionary=False) == one
    assert len(one) == 64


@pytest.mark.parametrize(
    "other",
    [
        {"id": "b"}, {"id": ""}, {"id": None}, {"n": 2}, {"n": None}, {"n": 0}, {"x": None}, {"x": 0.0},
        {"is_new": False}, {"is_new": None}, {"at": None}, {"at": 1_600_000_000_000_001}, {"tags": None},
        {"tags": []}, {"tags": ["xy"]}, {"tags": ["x", None]}, {"tags": ["y", "x"]}, {"tags": ["x", "", "y"]},
    ],
)  # fmt: skip
def test_every_value_makes_a_difference(other: dict[str, Any], tmp_path: Path) -> None:
    assert written(tmp_path / "a", [ROW, ROW]) != written(tmp_path / "b", [ROW, {**ROW, **other}])


CELL = st.one_of(st.none(), st.text(st.characters(codec="utf-8"), max_size=3))
ROWS = st.lists(st.fixed_dictionaries({"a": CELL, "b": st.one_of(st.none(), st.lists(CELL, max_size=3))}), max_size=5)


@settings(max_examples=200, deadline=None)
@given(ROWS, ROWS, st.integers(1, 3))
def test_equal_for_equal_rows_and_for_no_others(one: list[Any], other: list[Any], group: int) -> None:
    import tempfile

    schema = pa.schema([("a", pa.string()), ("b", pa.list_(pa.string()))])
    with tempfile.TemporaryDirectory() as folder:
        a, b = Path(folder, "a"), Path(folder, "b")
        pq.write_table(pa.Table.from_pylist(one, schema), a)
        pq.write_table(pa.Table.from_pylist(other, schema), b, row_group_size=group)
        assert (contents(a) == contents(b)) == (one == other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ([{"id": "ab"}, {"id": "c"}], [{"id": "a"}, {"id": "bc"}]),
        ([{"tags": ["a", "b"]}, {"tags": []}], [{"tags": ["a"]}, {"tags": ["b"]}]),
        ([{"tags": ["ab", "c"]}], [{"tags": ["a", "bc"]}]),
        ([{"id": None}, {"id": ""}], [{"id": ""}, {"id": None}]),
        ([{"id": "a", "n": 1}, {"id": "b", "n": 2}], [{"id": "b", "n": 2}, {"id": "a", "n": 1}]),
    ],
)
def test_where_a_value_ends_and_in_which_row_it_stands(one: list[Any], other: list[Any], tmp_path: Path) -> None:
    assert written(tmp_path / "a", one) != written(tmp_path / "b", other)
