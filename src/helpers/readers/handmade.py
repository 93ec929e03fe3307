"""A table of the kit as CSV, made by people: claims, actors, ties, a watchlist, or any other.

Get it: write it with a spreadsheet or an editor. The header names the kit's columns (docs/data-model.md has them), in
any order; lists are separated by semicolons; dates are typed as 2020, 2020-04, 2020-04-29 or 2021-09/2022-01; `id` is a
name that stays the same when lines are inserted.

It cannot say: more than the person who wrote it knew. An empty cell means "not stated".
"""

from collections.abc import Callable, Mapping

from helpers import tables
from helpers.errors import CaseError
from helpers.fields import Field, count, edtf, flag, ident, moment, number, text, words
from helpers.readers import Csv, Shape

TYPED = True
_PARTING = {";": "semicolons", "\t": "tabs", "|": "bars"}
_BY_TYPE: dict[str, Callable[[str], Field]] = {"count": count, "number": number, "flag": flag, "moment": moment}


def _field(column: tables.Column) -> Field:
    needed = "because nothing can stand in for it" if column.missing == "never" else ""
    if column.type in ("text", "link"):
        return text(column.name, needed=needed)
    if column.type == "edtf":
        return edtf(column.name, needed=needed)
    if column.type == "id":
        return ident(column.name, needed=needed)
    if column.type == "texts":
        return words(column.name, style="split ;")
    return _BY_TYPE[column.type](column.name)


def refused(shape: Shape, found: set[str]) -> str:
    """What a file without a column of the table says of itself: that another sign parts its columns; else nothing."""
    line = next(iter(found)) if len(found) == 1 else ""
    parted = next((sign for sign in _PARTING if len(shape.paths() & {*_cells(line, sign)}) > 1), "")
    if not parted:
        return ""
    return (
        f"{_PARTING[parted]} stand between its columns, and a handmade table has commas there. Save it with commas: "
        'in a spreadsheet, choose the comma as field separator (or "CSV UTF-8, comma delimited") when you save it.'
    )


def _cells(line: str, sign: str) -> list[str]:
    return [cell.strip().strip('"') for cell in line.split(sign)]


def options(given: Mapping[str, object]) -> Shape:
    """The shape of the table that case.toml (or the file's name under `handmade/`) names."""
    name = given.get("table")
    if not isinstance(name, str):
        raise CaseError('The handmade reader needs to know which table it reads: add table = "claims" to the source.')
    table = tables.get(name)
    fields = {column.name: _field(column) for column in table.columns if column.name not in ("source", "row")}
    return Shape(Csv(str(given.get("delimiter", ","))), {name: fields}, row_from="id" if "id" in fields else "")
