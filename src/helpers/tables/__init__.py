"""The tables of the kit: each column defined once, with its type, its unit and what NA means.

`TABLES["posts"]` is a `Table`; `TABLES["posts"].arrow` is its Arrow schema, the one that Parquet files have.
`docs/data-model.md` is generated from this file (`markdown()`), and a test compares the two.

Types, and what they are in Arrow and pandas:

| type   | Arrow                   | pandas                | note                                                    |
|--------|-------------------------|-----------------------|---------------------------------------------------------|
| id     | string                  | str                   | text, end to end; never a number                        |
| text   | string                  | str                   |                                                         |
| edtf   | string                  | str                   | a date with its precision: 2020-04, 2021-09/2022-01     |
| link   | string                  | str                   | an address                                              |
| count  | int64                   | Int64                 | NA is "not stated", never 0                             |
| number | double                  | Float64               |                                                         |
| flag   | bool                    | boolean               | true, false, or NA                                      |
| moment | timestamp[us, UTC] + 4  | datetime64[us, UTC]   | with `_precision`, `_stated`, `_zone`, `_zone_by`       |
| texts  | `list<string>`          | object (arrays)       | a list is a list, never comma-joined text               |
"""

from __future__ import annotations

from helpers.errors import TableError, did_you_mean
from helpers.tables import _evidence, _found, _handmade, _made
from helpers.tables._model import COMPANIONS, PRECISIONS, STANCES, Column, Table, arrow_types

_ALL = (*_evidence.ALL, *_handmade.ALL, *_made.ALL, *_found.ALL)
TABLES: dict[str, Table] = {table.name: table for table in _ALL}
OBSERVED_IN = {"posts": "observations", "accounts": "profiles", "articles": "sightings"}
INCLUDED = "seen as included"  # the label of a post that an export has only because another refers to it


def get(name: str) -> Table:
    """The table of this name; a `TableError` with the nearest name if the kit has none."""
    if name not in TABLES:
        raise TableError(f'The kit has no table "{name}".{did_you_mean(name, TABLES)}')
    return TABLES[name]


def described(name: str) -> str:
    """The table in words, for who works with it: what a row is; of each column its type, its unit, what NA means."""
    table = get(name)
    width = max(map(len, table.names))
    lines = [f"{table.name}: {table.about}", "", "Each row leads back to its file by `source` and `row`.", ""]
    for column in table.columns:
        unit = f", in {column.unit}" if column.unit else ""
        missing = "" if column.missing == "never" else f"; NA: {column.missing}"
        lines.append(f"  {column.name:<{width}}  {column.type:<6}  {column.about}{unit}{missing}")
    if any(column.type == "moment" for column in table.columns):
        lines += ["", f"Each moment x has beside it: {', '.join(f'x_{suffix}' for suffix in COMPANIONS)}."]
    lines += ["", f'Example: c.table("{name}", ["{table.names[0]}", "{table.names[1]}"]).head()']
    return "\n".join(lines)


def markdown() -> str:
    """The data model as Markdown: what `docs/data-model.md` holds."""
    parts = ["# The data model", "", "Generated from `src/helpers/tables/`; `make docs` writes it.", ""]
    parts += [(__doc__ or "").split("\n\n", 1)[1].strip(), ""]
    parts += ["Companions of every moment `x`:", ""]
    parts += [f"- `x_{suffix}`: {about}" for suffix, about in COMPANIONS.items()]
    for table in _ALL:
        parts += ["", f"## {table.name}", "", f"{table.about} Made by: {table.made_by}.", ""]
        if table.key:
            parts += [f"Identity: {', '.join(table.key)}.", ""]
        parts += ["| column | type | what it is | unit | NA means |", "|---|---|---|---|---|"]
        parts += [f"| {c.name} | {c.type} | {c.about} | {c.unit} | {c.missing} |" for c in table.columns]
    return "\n".join(parts) + "\n"


__all__ = [
    "COMPANIONS",
    "INCLUDED",
    "OBSERVED_IN",
    "PRECISIONS",
    "STANCES",
    "TABLES",
    "Column",
    "Table",
    "arrow_types",
    "get",
    "markdown",
]
