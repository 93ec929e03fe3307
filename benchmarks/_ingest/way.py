"""One way of reading one file, in a process of its own: prints its rows, a sum over their ids, and its peak.

python -m _ingest.way WAY FILE KIND FOLDER COLUMNS
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

PRIME = 1_000_000_007
TOML = """title = "Posts"
question = "How fast?"
period = "2016/2026"
timezone = "UTC"
invented = true

[[sources]]
files = "{name}"
reader = "table"
table = "posts"
platform = "twitter"
credit = "invented"
columns = {{ {columns} }}
"""


def main(way: str, file: str, kind: str, folder: str, columns: str) -> None:
    """Reads, and prints one line of JSON."""
    said = {"casebook": casebook, "pandas": pandas, "polars": polars, "duckdb": duck}[way](
        Path(file), kind, Path(folder), json.loads(columns)
    )
    print(json.dumps({**said, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}))


def casebook(file: Path, kind: str, folder: Path, columns: dict[str, str]) -> dict[str, Any]:
    """A whole build of a case with this one file."""
    raw = folder / "data" / "raw" / "posts"
    raw.mkdir(parents=True)
    (raw / file.name).hardlink_to(file)
    (raw / "case.toml").write_text(
        TOML.format(name=file.name, columns=", ".join(f'{ours} = "{theirs}"' for ours, theirs in columns.items()))
    )
    from helpers import build, cases

    moments: dict[str, float] = {}

    def progress(what: str, n: int, total: int) -> None:
        moments.setdefault(what.split(" ")[0], time.perf_counter())

    case = cases.load("posts", folder)
    built = build.build(case, progress=progress)
    derived = time.perf_counter() - moments["deriving"]
    (source,) = built.sources
    sources = {fate: source[fate] for fate in ("kept", "duplicates", "observations", "rejected")}
    if sum(sources.values()) != source["records"]:
        raise SystemExit(f"records without a fate: {sources} of {source['records']}")
    return {"rows": built.rows["posts"], "ids": ids(case.processed / "posts.parquet"), "derived": derived}


def pandas(file: Path, kind: str, folder: Path, columns: dict[str, str]) -> dict[str, Any]:
    """pandas, which reads into memory and writes nothing; ids as text, or they would be damaged."""
    import pandas as pd

    if kind == "csv":
        frame = pd.read_csv(file, dtype={"id": "str", "author_id": "str", "reply_to": "str"})
    else:
        frame = pd.read_json(file, lines=True, dtype={"id": "str"})
    return {"rows": len(frame), "ids": int((pd.to_numeric(frame["id"]) % PRIME).sum())}


def polars(file: Path, kind: str, folder: Path, columns: dict[str, str]) -> dict[str, Any]:
    """Polars, streaming to Parquet where it can."""
    import polars as pl

    target = folder / "posts.parquet"
    if kind == "csv":
        texts = {"id": pl.String, "author_id": pl.String, "reply_to": pl.String}
        lazy = pl.scan_csv(file, schema_overrides=texts, try_parse_dates=True)
    else:
        lazy = pl.scan_ndjson(file, infer_schema_length=10_000)
    lazy.sink_parquet(target)
    return {"rows": pl.scan_parquet(target).select(pl.len()).collect().item(), "ids": ids(target)}


def duck(file: Path, kind: str, folder: Path, columns: dict[str, str]) -> dict[str, Any]:
    """DuckDB's bare copy to Parquet."""
    import duckdb

    target = folder / "posts.parquet"
    con = duckdb.connect()
    con.execute(f"SET temp_directory = '{folder}'; SET memory_limit = '900MB'")
    read = f"read_csv('{file}', types={{'id': 'VARCHAR', 'author_id': 'VARCHAR', 'reply_to': 'VARCHAR'}})"
    if kind == "ndjson":
        read = f"read_json('{file}', format='newline_delimited')"
    con.execute(f"COPY (SELECT * FROM {read}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")
    rows = con.execute(f"SELECT count(*) FROM read_parquet('{target}')").fetchall()[0][0]
    return {"rows": rows, "ids": ids(target)}


def ids(path: Path) -> int:
    """A sum over all ids, in which one that is lost or rounded would be missed."""
    import duckdb

    with duckdb.connect() as con:
        con.execute("SET memory_limit = '300MB'")
        return int(
            con.execute(f"SELECT sum(CAST(id AS BIGINT) % {PRIME}) FROM read_parquet('{path}')").fetchall()[0][0]
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
