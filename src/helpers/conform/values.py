"""The SQL of every kind of field but the moment: `KINDS[kind](query, values, label, declared)` gives the value."""

from __future__ import annotations

from collections.abc import Callable

from helpers.conform.moments import day
from helpers.conform.query import Query, Values
from helpers.fields import Field
from helpers.store import literal

_NOTHING = "('', 'false', '0', 'null', '[]', 'no')"
_TAG = "'[#＃]([\\pL\\pN_]*[\\pL_][\\pL\\pN_]*)'"
_TYPED = {
    "text": ("{}", ""),
    "handle": ("ltrim(trim({}), '@')", ""),
    "id": ("trim({})", ""),
    "count": ("kit_count({})", "not a whole number"),
    "number": ("kit_number({})", "not a finite number"),
    "flag": ("kit_flag({})", "neither true nor false"),
    "edtf": ("kit_edtf({})", "not a date such as 2020, 2020-04, 2020-04-29 or 2021-09/2022-01"),
}


def _fixed(query: Query, values: Values, label: str, declared: Field) -> str:
    return literal(declared.options["value"])


def _template(query: Query, values: Values, label: str, declared: Field) -> str:
    pieces, rest = [], declared.options["pattern"]
    for path in declared.paths:
        before, rest = rest.split("{" + path + "}", 1)
        value = values.one(path)
        pieces += [literal(before), f"ltrim({value}, '@')" if before.endswith("@") else value]
    # || gives NULL as soon as one part is missing, which is what a template means
    return "(" + " || ".join([*pieces, literal(rest)]) + ")"


def _rewrite(query: Query, values: Values, label: str, declared: Field) -> str:
    raw, pattern = values.first(declared.paths), literal(declared.options["pattern"])
    into = literal(declared.options["into"])
    return f"CASE WHEN regexp_matches({raw}, {pattern}) THEN regexp_replace({raw}, {pattern}, {into}) END"


def _which(query: Query, values: Values, label: str, declared: Field) -> str:
    whens, given = (
        "",
        zip(declared.options["words"].split("\n"), declared.options["tests"].split("\n"), declared.paths, strict=True),
    )
    for word, test, path in given:
        raw, how, value = values.one(path), test[len(path) : len(path) + 1], literal(test[len(path) + 1 :])
        nothing = f"coalesce(lower({raw}), '') NOT IN {_NOTHING}"
        holds = {"=": f"{raw} = {value}", "~": f"regexp_matches({raw}, {value})"}.get(how, nothing)
        whens += f"WHEN {holds} THEN {literal(word)} "
    return f"CASE {whens}ELSE {literal(declared.options['default'])} END"


def _without(value: str, missing: tuple[str, ...]) -> str:
    if not missing:
        return value
    return f"CASE WHEN {value} NOT IN ({', '.join(literal(word) for word in missing)}) THEN {value} END"


def _typed(query: Query, values: Values, label: str, declared: Field) -> str:
    raw = _without(values.first(declared.paths), declared.missing)
    pattern, what = _TYPED[declared.kind]
    sql = pattern.format(raw)
    if declared.options.get("style"):
        sql, what = day(query, raw, declared.options["style"]), f"not a date as {declared.options['style']}"
    if what:
        query.fault(label, raw, f"{sql} IS NULL AND {raw} IS NOT NULL", what)
    if declared.kind == "id" and declared.paths:
        query.note(label, f"kit_damaged({raw})", "an id that a spreadsheet has rounded")
    return sql


def _words(query: Query, values: Values, label: str, declared: Field) -> str:
    style = declared.options["style"]
    # the cast tells DuckDB the type where a file lacks the column and the whole is NULL
    lists = [f"CAST({_list(query, values, label, path, style)} AS VARCHAR[])" for path in declared.paths]
    joined = (
        "flatten([" + ", ".join(f"coalesce({one}, [])" for one in lists) + "])" if len(lists) > 1 else "".join(lists)
    )
    stripped = "trim(w, chr(34) || chr(39) || ' ')" if style == "brackets" else "trim(w)"
    if label.endswith(".tags"):
        stripped = f"ltrim({stripped}, '#＃')"
    found = f"list_filter(list_transform({joined or 'CAST([] AS VARCHAR[])'}, lambda w: {stripped}), lambda w: w <> '')"
    if len(lists) > 1:
        found = f"kit_once({found})"
    source = declared.options["uses"]
    if not source:
        return found
    in_text = f"regexp_extract_all({values.one(source)}, {_TAG}, 1)"
    query.note(label, f"coalesce(len({found}), 0) = 0 AND len({in_text}) > 0", "taken from the text, the list is empty")
    return f"CASE WHEN coalesce(len({found}), 0) > 0 THEN {found} ELSE {in_text} END"


def _list(query: Query, values: Values, label: str, path: str, style: str) -> str:
    if "[]" in path:
        return values.many(path)
    raw = values.one(path)
    if style == "one":
        return f"CASE WHEN {raw} IS NOT NULL THEN [{raw}] END"
    if style == "brackets":
        # JSON written without spaces has its commas between quotes
        return f"""string_split(replace(trim({raw}, '[] '), '","', '", "'), ', ')"""
    if style == "json":
        is_list = f"json_valid({raw}) AND ltrim({raw})[1] = '['"
        if values.raw.json:  # a single text stands for a list of one
            return (
                f"CASE WHEN {is_list} THEN json_extract_string({raw}, '$[*]') WHEN {raw} IS NOT NULL THEN [{raw}] END"
            )
        query.fault(label, raw, f"{raw} IS NOT NULL AND NOT ({is_list})", "not a JSON list")
        return f"CASE WHEN {is_list} THEN json_extract_string({raw}, '$[*]') END"
    return f"string_split({raw}, {literal(style.removeprefix('split '))})"


KINDS: dict[str, Callable[[Query, Values, str, Field], str]] = {
    "fixed": _fixed,
    "template": _template,
    "rewrite": _rewrite,
    "which": _which,
    "words": _words,
    **dict.fromkeys(_TYPED, _typed),
}
