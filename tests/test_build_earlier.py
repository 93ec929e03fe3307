"""A file held against what it was: counted in SQL, and counted again here by hand."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import scan
from helpers.build import _earlier
from helpers.build._earlier import Compared, compare

Row = tuple[str, str]  # its name, and what it says
NAMES = ("_row", "_line", "_keys", "_notes", "posts.text")


def staged(path: Path, rows: list[Row]) -> Path:
    cells = [{"_first": 0} | dict(zip(NAMES, (name, name * 2, name, [name], says), strict=True)) for name, says in rows]
    kinds = {"_notes": pa.list_(pa.string()), "_first": pa.int64()}
    schema = pa.schema([(n, kinds.get(n, pa.string())) for n in ("_first", *NAMES)])
    pq.write_table(pa.Table.from_pylist(cells, schema), path)
    return path


def by_hand(old: list[Row], new: list[Row], seen: list[list[int]], build: int, by_name: bool) -> Compared:
    left: dict[str, list[int]] = defaultdict(list)
    for n, row in enumerate(old):
        left[row[not by_name]].append(n)
    counts = {"new": 0, "different": 0, "moved": 0}
    builds, same = [], set()
    for row in new:
        was = left[row[not by_name]].pop(0) if left[row[not by_name]] else None
        if was is None:
            counts["new"] += 1
            builds.append(build)
            continue
        builds.append([first for start, first in seen if start <= was][-1])
        counts["moved"] += old[was][0] != row[0]
        counts["different"] += old[was][1] != row[1]
        same |= {was} if old[was][1] == row[1] else set()
    runs = [[n, first] for n, first in enumerate(builds) if n == 0 or builds[n - 1] != first]
    faulty = [row[0] for n, row in enumerate(old) if n not in same]
    gone = len(old) - (len(new) - counts["new"])
    return Compared(len(old), len(new), gone=gone, first=faulty[0] if faulty else "", seen=runs, **counts)


ROWS = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("xyz")), min_size=1, max_size=7)


@settings(max_examples=60, deadline=None)
@given(ROWS, ROWS, st.booleans(), st.integers(0, 6))
def test_every_count_is_that_of_a_count_by_hand(old: list[Row], new: list[Row], by_name: bool, cut: int) -> None:
    seen = [[0, 1], [cut, 2]] if 0 < cut < len(old) else [[0, 1]]
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as con:
        one, other = staged(Path(folder, "old"), old), staged(Path(folder, "new"), new)
        assert compare(con, one, other, seen, 3, by_name=by_name) == by_hand(old, new, seen, 3, by_name)


def test_columns_that_only_one_of_them_has_are_not_compared(tmp_path: Path) -> None:
    rows = [("2", "x"), ("3", "y")]
    old, new = staged(tmp_path / "old", rows), staged(tmp_path / "new", rows)
    wider = pq.read_table(new)
    pq.write_table(wider.append_column("posts.language", pa.array(["de", "el"])), new)
    with duckdb.connect() as con:
        assert compare(con, old, new, [[0, 1]], 2).lost == 0


def test_new_rows_in_too_many_places_count_as_seen_with_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_earlier, "MOST_RUNS", 4)
    old, new = [(str(n), f"x{n}") for n in range(3)], [(str(n), f"x{n / 2:g}") for n in range(6)]
    with duckdb.connect() as con:
        paths = staged(tmp_path / "old", old), staged(tmp_path / "new", new)
        found: Any = compare(con, *paths, [[0, 1]], 2)
    assert (found.new, found.gone, found.seen) == (3, 0, [[0, 1]])


@pytest.mark.parametrize(
    ("text", "begins"), [(b"abc", True), (b"abcdef", True), (b"abd", False), (b"ab", False), (b"", False)]
)
def test_whether_a_file_begins_as_it_was(text: bytes, begins: bool, tmp_path: Path) -> None:
    was, now = tmp_path / "was", tmp_path / "now"
    was.write_bytes(b"abc")
    now.write_bytes(text)
    assert scan.begins_with(now, 3, scan.sha256(was)) == begins
