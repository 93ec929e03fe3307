"""Rows on their way into Parquet: all of them, in order, the same bytes, and every way it can be stopped."""

from __future__ import annotations

import errno
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from helpers import store, tables
from helpers.store import parquet

MANY = "SELECT CAST(n AS VARCHAR) AS id, repeat('x', CAST(n % 50 AS INTEGER)) AS text, n FROM range({}) AS r(n)"


@pytest.fixture
def con(tmp_path: Path) -> store.Connection:
    return store.connect(tmp_path / "spill")


def test_every_row_in_its_order_in_groups(con: store.Connection, tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    assert store.write(con, MANY.format(300_000), path) == 300_000
    table = pq.read_table(path)
    assert table["n"].to_pylist() == list(range(300_000))
    about = pq.read_metadata(path)
    assert [about.row_group(n).num_rows for n in range(about.num_row_groups)] == [122_880, 122_880, 54_240]


def test_long_rows_make_smaller_groups(con: store.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "GROUP_BYTES", 1 << 20)
    store.write(con, "SELECT repeat('x', 100) AS text FROM range(50000)", tmp_path / "a.parquet")
    about = pq.read_metadata(tmp_path / "a.parquet")
    assert [about.row_group(n).num_rows for n in range(about.num_row_groups)] == [20_480, 20_480, 9_040]


def test_no_rows_make_a_file_with_the_columns(con: store.Connection, tmp_path: Path) -> None:
    schema = tables.get("mentions").arrow
    nulls = ", ".join(f"NULL AS {store.name(name)}" for name in schema.names)
    assert store.write(con, f"SELECT {nulls} WHERE false", tmp_path / "a.parquet", schema) == 0
    assert pq.read_schema(tmp_path / "a.parquet").equals(schema)


def test_a_schema_gives_the_types(con: store.Connection, tmp_path: Path) -> None:
    schema = pa.schema([("id", pa.string()), ("n", pa.int64()), ("tags", pa.list_(pa.string()))])
    store.write(con, "SELECT 'a' AS id, 1 AS n, ['x', NULL] AS tags", tmp_path / "a.parquet", schema)
    assert pq.read_table(tmp_path / "a.parquet").to_pylist() == [{"id": "a", "n": 1, "tags": ["x", None]}]
    assert pq.read_schema(tmp_path / "a.parquet").equals(schema)


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_the_same_rows_make_the_same_bytes(threads: int, con: store.Connection, tmp_path: Path) -> None:
    source = tmp_path / "source.parquet"
    store.write(con, MANY.format(300_000), source)
    con.execute(f"SET threads = {threads}")
    store.write(con, f"FROM read_parquet('{source}')", tmp_path / "a.parquet")
    written = [hashlib.sha256(path.read_bytes()).hexdigest() for path in (source, tmp_path / "a.parquet")]
    assert written[0] == written[1]


def test_what_stops_duckdb_late_comes_as_its_own_error(con: store.Connection, tmp_path: Path) -> None:
    sql = "SELECT CAST(CASE WHEN n = 250000 THEN 'x' ELSE '1' END AS INTEGER) AS n FROM range(300000) AS r(n)"
    with pytest.raises(duckdb.Error, match=r"^Conversion Error: Could not convert string 'x' to INT32"):
        store.write(con, sql, tmp_path / "a.parquet")
    assert con.execute("SELECT 1").fetchall() == [(1,)]  # the connection is free again


def test_a_folder_that_is_not_there(con: store.Connection, tmp_path: Path) -> None:
    path = tmp_path / "none" / "a.parquet"
    with pytest.raises(OSError) as told:
        store.write(con, "SELECT 1 AS n", path)
    assert (told.value.errno, told.value.strerror, told.value.filename) == (
        errno.ENOENT, os.strerror(errno.ENOENT), str(path),
    )  # fmt: skip


@pytest.mark.parametrize(
    "written",
    [
        'store.write(con, "SELECT hash(n) AS n FROM range(1000000) AS r(n)", path)',
        'store.write_table(pa.table({"n": [hash(str(n)) for n in range(100_000)]}), path)',
    ],
)
def test_a_disk_that_is_full(tmp_path: Path, written: str) -> None:
    code = f"""
import resource, signal
from pathlib import Path
import pyarrow as pa
from helpers import store
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
con, path = store.connect(Path({str(tmp_path)!r}) / "spill"), Path({str(tmp_path)!r}) / "a.parquet"
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    {written}
except OSError as error:
    print(error.strerror)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("File too large\n", 0), done.stderr
