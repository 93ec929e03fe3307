"""Changes of records: the cells and the header of a CSV file, the values and keys of JSON."""

from __future__ import annotations

import copy
import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from fuzz_nasty import JSON, LONG, TEXTS


@dataclass
class Sheet:
    """A CSV file: its header is its first row."""

    rows: list[list[str]]
    delimiter: str
    quoting: str = "needed"
    newline: str = "\n"

    def text(self) -> str:
        return "".join(self.delimiter.join(map(self._cell, row)) + self.newline for row in self.rows)

    def _cell(self, cell: str) -> str:
        needs = any(sign in cell for sign in (self.delimiter, '"', "\n", "\r"))
        if self.quoting == "none" or (self.quoting == "needed" and not needs):
            return cell
        return '"' + (cell if self.quoting == "careless" else cell.replace('"', '""')) + '"'


def sheet(text: str, delimiter: str) -> Sheet:
    return Sheet([row for row in csv.reader(io.StringIO(text), delimiter=delimiter) if row], delimiter)


def _place(rng: Random, of: Sheet) -> tuple[list[str], int]:
    row = rng.choice(of.rows[1:] or of.rows)
    return row, rng.randrange(len(row)) if row else 0


def _nasty_cell(rng: Random, of: Sheet) -> None:
    for _ in range(rng.choice((1, 1, 2, 5, 20))):
        row, at = _place(rng, of)
        row[at : at + 1] = [rng.choice(TEXTS)]


def _nasty_column(rng: Random, of: Sheet) -> None:
    at, value = rng.randrange(len(of.rows[0])), rng.choice(TEXTS)
    for row in of.rows[1:]:
        row[at : at + 1] = [value]


def _long_cell(rng: Random, of: Sheet) -> None:
    row, at = _place(rng, of)
    row[at : at + 1] = [LONG]


def _nasty_header(rng: Random, of: Sheet) -> None:
    of.rows[0][rng.randrange(len(of.rows[0]))] = rng.choice(TEXTS)


def _drop_columns(rng: Random, of: Sheet) -> None:
    gone = set(rng.sample(range(len(of.rows[0])), rng.randint(1, max(1, len(of.rows[0]) // 3))))
    of.rows = [[cell for n, cell in enumerate(row) if n not in gone] for row in of.rows]


def _double_column(rng: Random, of: Sheet) -> None:
    at = rng.randrange(len(of.rows[0]))
    of.rows = [[*row, *row[at : at + 1]] for row in of.rows]


def _new_column(rng: Random, of: Sheet) -> None:
    name, value = rng.choice((*TEXTS, "new_column", "Id", "TEXT")), rng.choice(TEXTS)
    of.rows = [[*row, value if n else name] for n, row in enumerate(of.rows)]


def _shuffle_columns(rng: Random, of: Sheet) -> None:
    order = list(range(len(of.rows[0])))
    rng.shuffle(order)
    of.rows = [[row[n] for n in order if n < len(row)] for row in of.rows]


def _cut_row(rng: Random, of: Sheet) -> None:
    row, at = _place(rng, of)
    del row[at:]


def _longer_row(rng: Random, of: Sheet) -> None:
    rng.choice(of.rows).extend(rng.choice(TEXTS) for _ in range(rng.choice((1, 2, 300))))


def _double_rows(rng: Random, of: Sheet) -> None:
    of.rows += copy.deepcopy(rng.choices(of.rows, k=rng.choice((1, 3, 30))))


def _many_rows(rng: Random, of: Sheet) -> None:
    of.rows += [list(row) for row in of.rows[1:]] * rng.choice((20, 100))


def _shuffle_rows(rng: Random, of: Sheet) -> None:
    rng.shuffle(of.rows)


def _drop_rows(rng: Random, of: Sheet) -> None:
    of.rows = of.rows[: rng.randint(1, len(of.rows))]


def _quoting(rng: Random, of: Sheet) -> None:
    of.quoting = rng.choice(("all", "none", "careless"))


def _delimiter(rng: Random, of: Sheet) -> None:
    of.delimiter = rng.choice([sign for sign in ",;\t|:" if sign != of.delimiter])


def _newline(rng: Random, of: Sheet) -> None:
    of.newline = rng.choice(("\r\n", "\r", "\n\n", "\n\r", "\n \n", "\u2028"))


ON_SHEETS: dict[str, Callable[[Random, Sheet], None]] = {
    change.__name__.strip("_"): change
    for change in (
        *(_nasty_cell, _nasty_column, _long_cell, _nasty_header, _drop_columns, _double_column, _new_column),
        *(_shuffle_columns, _cut_row, _longer_row, _double_rows, _many_rows, _shuffle_rows, _drop_rows),
        *(_quoting, _delimiter, _newline),
    )
}


# ---------------------------------------------------------------- JSON

_RAW = "@raw%d@"
_TWIN = "@twin@"


@dataclass
class Documents:
    """JSON documents, one after the other; `raw` has what is written letter by letter instead of a value."""

    listed: list[Any]
    raw: list[str]
    indent: int | None = None
    between: str = "\n"

    def text(self) -> str:
        text = self.between.join(json.dumps(one, indent=self.indent) for one in self.listed) + self.between
        for n, raw in enumerate(self.raw):
            text = text.replace(f'"{_RAW % n}"', raw)
        return text.replace(_TWIN, "")

    def wild(self, raw: str) -> str:
        """The mark of a value that JSON's own writer would not write."""
        self.raw.append(raw)
        return _RAW % (len(self.raw) - 1)


def documents(text: str) -> Documents:
    """Every document of a text, whether it has one a line or one over many."""
    found, at, decoder = [], 0, json.JSONDecoder()
    text = text.strip().removeprefix("\ufeff")
    while at < len(text):
        try:
            one, at = decoder.raw_decode(text, at)
            found.append(one)
        except ValueError:
            at = text.find("\n", at) + 1 or len(text)
        while at < len(text) and text[at].isspace():
            at += 1
    return Documents(found, [], 1 if text.startswith(("{\n", "[\n")) else None)


def _inner(value: Any) -> Iterator[Any]:
    """Every list and object in a value."""
    if isinstance(value, dict | list):
        yield value
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _inner(inner)


def _spot(rng: Random, of: Documents) -> tuple[Any, Any]:
    """A list or object, and a place in it; (of.listed, 0) where there is none."""
    spots = [one for one in _inner(of.listed) if one]
    inside = rng.choice(spots)
    return inside, rng.choice(list(inside) if isinstance(inside, dict) else range(len(inside)))


def _any_value(rng: Random, of: Documents) -> Any:
    return of.wild(rng.choice(JSON)) if rng.random() < 0.6 else rng.choice(TEXTS)


def _nasty_value(rng: Random, of: Documents) -> None:
    for _ in range(rng.choice((1, 1, 2, 5, 20))):
        inside, at = _spot(rng, of)
        inside[at] = _any_value(rng, of)


def _long_value(rng: Random, of: Documents) -> None:
    inside, at = _spot(rng, of)
    inside[at] = LONG


def _drop_value(rng: Random, of: Documents) -> None:
    for _ in range(rng.choice((1, 3, 10))):
        inside, at = _spot(rng, of)
        if len(of.listed) > 1 or inside is not of.listed:
            del inside[at]


def _drop_key(rng: Random, of: Documents) -> None:
    inside = [one for one in _inner(of.listed) if isinstance(one, dict) and one]
    key = rng.choice(list(rng.choice(inside))) if inside else ""
    for one in inside:
        one.pop(key, None)


def _double_key(rng: Random, of: Documents) -> None:
    inside = [one for one in _inner(of.listed) if isinstance(one, dict) and one]
    if inside:
        one = rng.choice(inside)
        key = rng.choice(list(one))
        one[f"{key}{_TWIN}"] = rng.choice((one[key], _any_value(rng, of)))


def _new_key(rng: Random, of: Documents) -> None:
    inside = [one for one in _inner(of.listed) if isinstance(one, dict)]
    if inside:
        rng.choice(inside)[rng.choice(TEXTS)] = _any_value(rng, of)


def _wrap(rng: Random, of: Documents) -> None:
    inside, at = _spot(rng, of)
    inside[at] = rng.choice(([inside[at]], {"a": inside[at]}, [[inside[at]], []], json.dumps(inside[at])))


def _unwrap(rng: Random, of: Documents) -> None:
    inside, at = _spot(rng, of)
    held = inside[at]
    if isinstance(held, list | dict) and held:
        inside[at] = next(iter(held.values() if isinstance(held, dict) else held))


def _repeat(rng: Random, of: Documents) -> None:
    lists = [one for one in _inner(of.listed) if isinstance(one, list) and one]
    one = rng.choice(lists)
    one.extend(copy.deepcopy(rng.choices(one, k=rng.choice((1, 3, 100)))))


def _shuffle(rng: Random, of: Documents) -> None:
    for one in _inner(of.listed):
        if isinstance(one, list):
            rng.shuffle(one)
        else:
            items = list(one.items())
            rng.shuffle(items)
            one.clear()
            one.update(items)


def _layout(rng: Random, of: Documents) -> None:
    of.indent, of.between = rng.choice((None, 0, 1, 4)), rng.choice(("\n", "\r\n", "", "\n\n", " ", ",", "\r", "\x1e"))


def _listed(rng: Random, of: Documents) -> None:
    of.listed = [of.listed] if rng.random() < 0.5 else [{"data": of.listed}]


ON_DOCUMENTS: dict[str, Callable[[Random, Documents], None]] = {
    change.__name__.strip("_"): change
    for change in (
        *(_nasty_value, _long_value, _drop_value, _drop_key, _double_key, _new_key, _wrap),
        *(_unwrap, _repeat, _shuffle, _layout, _listed),
    )
}
