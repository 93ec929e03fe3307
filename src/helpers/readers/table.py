"""Any table: CSV, TSV, a JSON list or one JSON object a line, its columns mapped in case.toml onto a table of the kit.

Get it: whatever exports rows. In case.toml, `table = "articles"` names the kit's table, and `columns` says what
becomes what: `title = "headline"`, `published_at = { column = "timestamp", as = "epoch_s" }`, `tags = { column =
"tags", as = "split ," }`, `language = { value = "en" }`. Moments are `iso` unless `as` says how they are written:
`epoch_s`, `epoch_ms`, `epoch_us`, `epoch_ns`, or `epoch`, where the size of all numbers tells the unit; `numeric` for
14/5/2024 or 05.14.2024 10:05 pm, where all rows tell the order of day and month, `day first` or `month first` where
you know it (of a year of two digits, `pivot = 1970` says which hundred years); `names` for months by their names, with
`language = "nl"`; `rfc2822`, as in an e-mail; or a form such as "%d/%m/%Y %H:%M". Letters of zones are read where they
mean one offset alone; `letters = { BST = "+01:00" }` beside `reader` says the others. `delimiter` and `at` (where in a
JSON document the list stands) are found out unless they are said; `platform` is the same for all posts; `known` lists
columns that are left aside on purpose.

It cannot say: anything that its columns do not; whether a time is when a thing happened, was published or was
collected.
"""

from collections.abc import Mapping
from typing import Any

from helpers import dates, tables
from helpers.errors import CaseError, did_you_mean
from helpers.fields import Field, count, edtf, fixed, flag, ident, moment, number, text, words
from helpers.readers import Csv, Json, Ndjson, Shape

_NEEDED = "because nothing can stand in for it"
_LIST = ("json", "brackets", "one")
_EPOCH = ("epoch", "epoch_s", "epoch_ms", "epoch_us", "epoch_ns")
_MOMENT = ("iso", "numeric", "day first", "month first", "names", "rfc2822", *_EPOCH)
_WORDS = {"column", "as", "language", "pivot"}
_PLAIN = {"count": count, "number": number, "flag": flag}


def options(given: Mapping[str, Any]) -> tuple[Shape, ...]:
    """The shapes that the file may have, all with the columns that case.toml maps; a `CaseError` for a wrong word."""
    table, mapped = given.get("table"), given.get("columns")
    if not table or not mapped:
        lacking = "columns" if table else "table"
        raise CaseError(
            f'The table reader needs "{lacking}" in case.toml, as in table = "articles" '
            'and columns = { title = "headline" }.'
        )
    kit = tables.get(table)
    fields = {name: _field(kit, name, what, given.get("language", "")) for name, what in mapped.items()}
    if "platform" in given:
        fields["platform"] = fixed(given["platform"])
    for column in kit.columns:
        if column.missing == "never" and column.name not in (*fields, "source", "row"):
            also = ' or platform = "..."' if column.name == "platform" else ""
            raise CaseError(f'The table {table} needs "{column.name}": add it to columns{also} in case.toml.')
    ordered = {column.name: fields[column.name] for column in kit.columns if column.name in fields}
    return tuple(Shape(form, {table: ordered}, tuple(given.get("known", ())), every=True) for form in _formats(given))


def _formats(given: Mapping[str, Any]) -> tuple[Csv | Json | Ndjson, ...]:
    if "at" in given:
        return (Json(given["at"]),)
    if "delimiter" in given:
        return (Csv(given["delimiter"]),)
    return (*(Csv(delimiter) for delimiter in ",\t;|"), Ndjson(), Json())


def _field(kit: tables.Table, name: str, what: Any, language: Any = "") -> Field:
    own = ("source", "row", "created_from_id")  # the build fills them
    if name not in kit.names or name in own:
        known = [column for column in kit.names if column not in own]
        raise CaseError(f'case.toml, columns: the table {kit.name} has no column "{name}".{did_you_mean(name, known)}')
    words_ = {"column": what} if isinstance(what, str) else what
    if not isinstance(words_, Mapping) or not ({"column"} <= set(words_) <= _WORDS or set(words_) == {"value"}):
        raise CaseError(
            f"case.toml, columns.{name} is {what!r}. "
            'Write "headline", { column = "headline", as = "..." } or { value = "..." }.'
        )
    if "value" in words_:
        return _constant(kit.column(name), str(words_["value"]))
    return _typed(kit.column(name), words_["column"], words_.get("as", ""), _dated(name, words_, language))


def _constant(column: tables.Column, value: str) -> Field:
    if column.type not in ("text", "link", "id", "edtf") or (column.type == "edtf" and not dates.valid(value)):
        raise CaseError(f'case.toml, columns.{column.name}: "{value}" cannot be the {column.type} of every row.')
    return fixed(value)


def _dated(name: str, words_: Mapping[str, Any], language: Any) -> dict[str, Any]:
    """The words on a date beside `as`; a `CaseError` where months have names and no language is said."""
    found = words_.get("language", language)
    if words_.get("as") == "names" and not found:
        raise CaseError(
            f'case.toml, columns.{name}: as = "names" needs the language of the names, as in language = "nl".'
        )
    if "pivot" in words_ and (type(words_["pivot"]) is not int or not 1000 <= words_["pivot"] <= 9899):
        raise CaseError(
            f"case.toml, columns.{name}: pivot is {words_['pivot']!r}. Write the first year that two digits can mean, "
            "as in 1970."
        )
    named = found if isinstance(found, str) else ",".join(map(str, found))
    return {"language": named if words_.get("as") == "names" else "", "pivot": words_.get("pivot", 0)}


def _typed(column: tables.Column, path: str, style: str, dated: Mapping[str, Any]) -> Field:
    _check_style(column, style)
    needed = _NEEDED if column.missing == "never" else ""
    if column.type == "moment":
        return moment(path, style or "iso", needed=needed, **dated)
    if column.type == "texts":
        return words(path, style=style or "json")
    if column.type == "edtf":
        return edtf(path, style=style, needed=needed, **dated)
    if column.type in _PLAIN:
        return _PLAIN[column.type](path)
    return ident(path, needed=needed) if column.type == "id" else text(path, needed=needed)


def _check_style(column: tables.Column, style: str) -> None:
    allowed = {"moment": _MOMENT, "edtf": _MOMENT, "texts": _LIST}.get(column.type, ())
    free = {"moment": "%", "edtf": "%", "texts": "split "}.get(column.type)
    if style and style not in allowed and not (free and free in style):
        moments = f'It can be {", ".join(_MOMENT)} or a form such as "%d/%m/%Y %H:%M".'
        can = {"moment": moments, "edtf": moments, "texts": 'It can be json, brackets, one or "split ,".'}
        other = f'A {column.type} takes no "as".'
        raise CaseError(f'case.toml, columns.{column.name}: as = "{style}" is not known. {can.get(column.type, other)}')
