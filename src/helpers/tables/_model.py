"""What a table and a column are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from helpers.errors import TableError, did_you_mean

if TYPE_CHECKING:
    import pyarrow as pa

PRECISIONS = ("year", "month", "day", "minute", "second", "ms")
STANCES = ("asserts", "confirms", "denies", "declines")
COMPANIONS = {
    "precision": "how exact the moment is: " + ", ".join(PRECISIONS),
    "stated": "the moment as the file has it",
    "zone": "the zone or offset that was stated or assumed",
    "zone_by": "who said so: stated, format (its documentation), case (case.toml)",
}


@cache
def arrow_types() -> dict[str, pa.DataType]:
    """What each type of a column is in Arrow, which is loaded when somebody asks: a case is described without it."""
    import pyarrow as pa

    return {
        "id": pa.string(),
        "text": pa.string(),
        "edtf": pa.string(),
        "link": pa.string(),
        "count": pa.int64(),
        "number": pa.float64(),
        "flag": pa.bool_(),
        "moment": pa.timestamp("us", tz="UTC"),
        "texts": pa.list_(pa.string()),
    }


@dataclass(frozen=True)
class Column:
    """One column: its name, its type (see the table above), one line of prose, what NA means, its unit."""

    name: str
    type: str
    about: str
    missing: str = "not stated"
    unit: str = ""


@dataclass(frozen=True)
class Table:
    """One table: its name (a plural noun), one line of prose, its columns, and which columns make its identity."""

    name: str
    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    made_by: str = "evidence"

    @property
    def readable(self) -> bool:
        """Whether a file can be read into it; the others are made of what was read."""
        return self.made_by in ("evidence", "people")

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the declared columns, without the companions of moments."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """The column of this name; a `TableError` with the nearest name if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise TableError(f'The table {self.name} has no column "{name}".{did_you_mean(name, self.names)}')

    @cached_property
    def arrow(self) -> pa.Schema:
        """The Arrow schema: every column, each moment followed by its four companions."""
        import pyarrow as pa

        kinds = arrow_types()
        fields: list[pa.Field] = []
        for column in self.columns:
            fields.append(pa.field(column.name, kinds[column.type]))
            if column.type == "moment":
                fields += [pa.field(f"{column.name}_{suffix}", pa.string()) for suffix in COMPANIONS]
        return pa.schema(fields)


def way_back() -> tuple[Column, ...]:
    """The two columns that lead from any row to the row of the file that it was made of."""
    return (
        Column("source", "text", "the file, as a path inside the case's folder", "never"),
        Column("row", "text", "the row as a spreadsheet shows it; a page's file name; a handmade row's id", "never"),
    )


def evidence(name: str, about: str, *columns: Column, key: tuple[str, ...] = (), made_by: str = "evidence") -> Table:
    """A table whose rows lead back to a file."""
    return Table(name, about, (*way_back(), *columns), key, made_by)


def reaction_counts() -> tuple[Column, ...]:
    """The counts that a platform shows under a post."""
    what = (
        ("likes", "likes"),
        ("reposts", "reposts"),
        ("replies", "replies"),
        ("quotes", "quotes"),
        ("views", "views"),
    )
    return tuple(Column(f"n_{name}", "count", f"{words} at capture time", unit=words) for name, words in what)
