"""A dirty CSV with known faults, and how many of its records each way of reading returns.

300,000 records with a byte-order mark and CRLF: every 33rd has a newline inside quotes, every 2,000th a cell too few,
every 2,300th a cell too many, every 2,200th a byte that is no UTF-8, every 4,100th a NUL.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

RECORDS = 300_000
_TOML = """title = "Dirty"
question = "What is lost?"
period = "2016/2026"
timezone = "UTC"
invented = true

[[sources]]
files = "dirty.csv"
reader = "table"
table = "posts"
platform = "twitter"
credit = "invented"
columns = { id = "id", account_name = "author", created_at = "created_at", text = "text", n_likes = "likes" }
"""


def write(path: Path) -> None:
    """The dirty file."""
    with path.open("wb") as file:
        file.write(b"\xef\xbb\xbfid,author,created_at,text,likes\r\n")
        for n in range(1, RECORDS + 1):
            text = b'"first line\r\nsecond, with a comma"' if n % 33 == 0 else b"a text of some words"
            text = b"caf\xe9" if n % 2200 == 0 else b"a\0b" if n % 4100 == 0 else text
            cells = [b"%d" % (10**17 + n), b"author_%d" % (n % 999), b"2020-01-01 10:00:%02d" % (n % 60), text, b"7"]
            cells = cells[:-1] if n % 2000 == 0 else [*cells, b"more"] if n % 2300 == 0 else cells
            file.write(b",".join(cells) + b"\r\n")


def counted(folder: Path, ways: Iterable[str], python_of: Callable[[str], str]) -> dict[str, Any]:
    """What each way returns of the dirty file, as sentences; each in a process of the Python that has what it needs."""
    path = folder / "dirty.csv"
    write(path)
    said = {}
    for name, (way, _) in _tries().items():
        if way in ways:
            command = [python_of(way), "-m", "_ingest.dirty", name, str(path)]
            done = subprocess.run(command, capture_output=True, text=True, env=environment())
            lines = done.stdout.splitlines() or done.stderr.splitlines() or [""]
            said[name] = lines[-1]
    return {"records": RECORDS, "ways": said}


def environment() -> dict[str, str]:
    """That of a process which finds the kit and these files."""
    here = Path(__file__).resolve().parents[1]
    return os.environ | {"PYTHONPATH": os.pathsep.join([str(here.parent / "src"), str(here)])}


def _tries() -> dict[str, tuple[str, Callable[[Path], str]]]:
    return {
        "casebook": ("casebook", _casebook),
        "pandas": ("pandas", _pandas),
        "pandas, skip and replace": ("pandas", _pandas_lenient),
        "polars": ("polars", _polars),
        "polars, lenient": ("polars", _polars_lenient),
        "duckdb": ("duckdb", _duck("")),
        "duckdb, ignore_errors": ("duckdb", _duck(", ignore_errors=true")),
        "duckdb, store_rejects": ("duckdb", _duck(", store_rejects=true")),
    }


def told(name: str, path: Path) -> str:
    """What one way returns, or how it fails."""
    try:
        return _tries()[name][1](path)
    except Exception as error:  # what each of them raises is what is told
        return f"fails: {str(error).splitlines()[0][:90]}"


def _casebook(path: Path) -> str:
    raw = path.parent / "data" / "raw" / "dirty"
    raw.mkdir(parents=True)
    path.rename(raw / path.name)
    (raw / "case.toml").write_text(_TOML)
    from helpers import build, cases

    built = build.build(cases.load("dirty", path.parent))
    (raw / path.name).rename(path)
    (source,) = built.sources
    fates = ", ".join(f"{source[fate]:,} {fate}" for fate in ("kept", "rejected", "duplicates", "observations"))
    return f"{fates}; {'; '.join(source['repairs'])}"


def _pandas(path: Path) -> str:
    import pandas as pd

    return f"{len(pd.read_csv(path)):,}"


def _pandas_lenient(path: Path) -> str:
    import pandas as pd

    return f"{len(pd.read_csv(path, on_bad_lines='skip', encoding_errors='replace')):,}"


def _polars(path: Path) -> str:
    import polars as pl

    return f"{pl.read_csv(path).height:,}"


def _polars_lenient(path: Path) -> str:
    import polars as pl

    read = pl.read_csv(path, ignore_errors=True, truncate_ragged_lines=True, encoding="utf8-lossy")
    return f"{read.height:,}"


def _duck(more: str) -> Callable[[Path], str]:
    def read(path: Path) -> str:
        import duckdb

        con = duckdb.connect()
        (rows,) = con.execute(f"SELECT count(id) FROM read_csv('{path}'{more})").fetchall()[0]
        if "store_rejects" not in more:
            return f"{rows:,}"
        (rejects,) = con.execute("SELECT count(DISTINCT line) FROM reject_errors").fetchall()[0]
        return f"{rows:,}, and {rejects:,} rejected lines"

    return read


if __name__ == "__main__":
    print(told(sys.argv[1], Path(sys.argv[2])))
