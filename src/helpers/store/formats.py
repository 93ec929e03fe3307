"""The formats that a reader can declare, and what each becomes: a stream of records of text."""

from __future__ import annotations

from dataclasses import dataclass, field

MAX_STATED = 2_000


@dataclass(frozen=True)
class Csv:
    """Text with separators: one dialect, fixed beforehand; a header in the first record.

    `php`: as PHP's fputcsv writes it. A quote inside a cell is doubled, but for one behind a backslash.
    """

    delimiter: str = ","
    escape: str = '"'
    quote: str = '"'
    php: bool = False


@dataclass(frozen=True)
class Ndjson:
    """One JSON object a line. A line that has an object at the key `inside` stands for that object."""

    inside: str = ""


@dataclass(frozen=True)
class Json:
    """JSON documents with a list of records at a dotted path, or the list itself where `at` is empty.

    `whole`: each document is a record, printed over several lines.
    """

    at: str = ""
    inside: str = ""
    whole: bool = False


@dataclass(frozen=True)
class Own:
    """A format that the reader's own `read(path, options)` turns into flat records."""


Format = Csv | Ndjson | Json | Own


@dataclass
class Raw:
    """Records of text: `sql` selects `_row` (text), `_fault` (text or NULL), `_stated` and the values.

    For a CSV, `names` maps a column's name to its expression; for JSON the column `_json` holds the record.
    Where records are numbered just as they follow each other, `_row` is NULL and `first` the number of the first one:
    to count while reading would keep all but one core waiting.
    """

    sql: str
    names: dict[str, str]
    json: bool = False
    first: int = 0
    noted: bool = False  # whether `_note` is there too: what the reader itself changed in a record
    records: int = 0
    repairs: list[str] = field(default_factory=list)
    decided: list[str] = field(default_factory=list)  # once for the whole file: encoding, packing, order of days
    seen: set[str] = field(default_factory=set)
    error: list[Exception] = field(default_factory=list)

    def numbered(self) -> str:
        """The same as `sql`, with a number in each `_row`."""
        if not self.first:
            return self.sql
        number = f"CAST({self.first - 1} + row_number() OVER () AS VARCHAR)"
        return f"SELECT * REPLACE ({number} AS _row) FROM ({self.sql})"
