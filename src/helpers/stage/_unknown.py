"""Which keys the records of a JSON file have: of every record, since an export may grow a key in its row 90,000.

Each record's keys are listed while it is read, but only those of the objects that the reader looks into: to write out
the whole structure of each takes four times as long. An object that no reader knows is named, and not what is in it.
"""

from __future__ import annotations

import json

import duckdb

from helpers import store
from helpers.readers import Shape


def objects(shape: Shape) -> list[str]:
    """The objects whose keys tell whether a record has an unknown one: `""` is the record, then `author`, `a.b`."""
    named = {path.split("[")[0] for path in shape.paths()} | {one.removesuffix("*").rstrip(".") for one in shape.known}
    parts = [path.split(".") for path in named if path and not path.startswith("/")]
    return sorted({".".join(part[:n]) for part in parts for n in range(len(part))} | {""})


def listed(looked_into: list[str]) -> str:
    """The SQL of a record's keys, object by object, as JSON text."""
    places = ", ".join(store.literal(store.json_path(path) if path else "$") for path in looked_into)
    return f"CAST(to_json(json_keys(_json, [{places}])) AS VARCHAR)"


def seen(con: duckdb.DuckDBPyConnection, parquet: str, looked_into: list[str]) -> set[str]:
    """The paths of all keys that any record of a staged file has in these objects."""
    found: set[str] = set()
    # a few hundred lists stand for millions of records; the aggregate that merges them fills the memory
    different = con.execute(f"SELECT DISTINCT _keys FROM {parquet} WHERE _keys IS NOT NULL")
    while some := different.fetchmany(1000):
        for (text,) in some:
            for path, keys in zip(looked_into, json.loads(text), strict=True):
                found.update(f"{path}.{key}" if path else key for key in keys or ())
    return found
