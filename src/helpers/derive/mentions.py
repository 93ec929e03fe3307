"""Mentions: where the case's actors are named, in articles and in posts."""

from collections.abc import Mapping

import pandas as pd

from helpers import actors
from helpers.cases import Case, Handle

NEEDS = ("actors",)
MAY_USE = ("articles", "posts")
MAKES = ("mentions",)
CODE = ("actors.py", "wording.py")

_FIELDS = {"articles": ("title", "note", "text"), "posts": ("text",)}
_ON = {"articles": "published", "posts": "strftime(created_at, '%Y-%m-%d')"}


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _found(handle: Handle, field: str, pattern: actors.Pattern) -> str:
    # "RT @name" is how a repost begins, not the broadcaster RT
    text = f"regexp_replace({field}, '\\bRT @', ' @', 'g')"
    hits = f"regexp_extract_all({text}, {_literal(pattern.finds)})"
    names = f"list_transform({hits}, lambda hit: regexp_extract(hit, {_literal(pattern.name)}, 1))"
    rows = f"read_parquet({_literal(str(handle.path))}, file_row_number=true)"
    return f"""SELECT source, row, {_literal(handle.name)} AS "table", {_literal(field)} AS field,
        {_ON[handle.name]} AS "on", file_row_number AS n, unnest({names}) AS found
        FROM {rows} WHERE {field} IS NOT NULL"""


def derive(tables: Mapping[str, Handle], case: Case) -> dict[str, object]:
    """One row an actor and field of a row, with the name as it stands there and how often."""
    names, patterns = actors.patterns(tables["actors"].frame(["id", "name", "aliases"]))
    handles = [tables[name] for name in _FIELDS if name in tables]
    parts = [
        _found(handle, field, pattern) for handle in handles for field in _FIELDS[handle.name] for pattern in patterns
    ]
    if not parts:
        return {"mentions": pd.DataFrame(columns=actors.MENTION_COLUMNS)}
    handles[0].con.register("actor_names", names)
    one_space = "regexp_replace(f.found, '[\\s\\p{Z}]+', ' ', 'g')"
    return {
        "mentions": f"""SELECT source, row, "table", coalesce(a.actor, b.actor) AS actor, min(f.found) AS found, field,
            count(*) AS n_times, "on"
        FROM ({" UNION ALL ".join(parts)}) f
        LEFT JOIN (FROM actor_names WHERE exact) a ON a.found = {one_space}
        LEFT JOIN (FROM actor_names WHERE NOT exact) b ON lower(b.found) = lower({one_space})
        WHERE f.found <> '' AND coalesce(a.actor, b.actor) IS NOT NULL
        GROUP BY source, row, "table", coalesce(a.actor, b.actor), field, "on", n
        ORDER BY "table", n, source, actor, field"""
    }
