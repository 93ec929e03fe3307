"""The SQL of every kind of field but the moment: `KINDS[kind](query, values, label, declared)` gives the value."""

from __future__ import annotations

import re
from collections.abc import Callable

from helpers.conform import spelt
from helpers.conform.moments import day
from helpers.conform.query import Query, Values, is_list
from helpers.fields import Field, compared, tested
from helpers.store import literal

# not IN: of six words DuckDB makes a join, which loses the order of the records
_NOTHING = "'(?i)|false|0|null|\\[\\]|no'"
_TAG = "'[#＃][\\pL\\pN_]*[\\pL_][\\pL\\pN_]*'"
ROUNDED = "an id that a spreadsheet has rounded"
_TYPED = {
    "text": ("{}", ""),
    "handle": ("CASE WHEN ({0})[1] NOT IN ('{{', '[') THEN ltrim(trim({0}), '@') END", ""),
    "id": ("trim({})", ""),
    "count": ("kit_count({})", "not a whole number"),
    "symbols": ("CASE WHEN NOT regexp_matches({0}, '[A-Za-z]') THEN length_grapheme({0}) END", ""),
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
        if values.raw.json:
            value = f"CASE WHEN ({value})[1] NOT IN ('{{', '[') THEN {value} END"
        pieces += [literal(before), f"ltrim({value}, '@')" if before.endswith("@") else f"({value})"]
    # || gives NULL as soon as one part is missing, which is what a template means
    made = "(" + " || ".join([*pieces, literal(rest)]) + ")"
    return f"coalesce({made}, {_template(query, values, label, declared.otherwise)})" if declared.otherwise else made


def _joined(query: Query, values: Values, label: str, declared: Field) -> str:
    parts = [_without(values.one(path), declared.missing) for path in declared.paths]
    return f"nullif(concat_ws(chr(10) || chr(10), {', '.join(parts)}), '')"


def _rewrite(query: Query, values: Values, label: str, declared: Field) -> str:
    raw, pattern = values.first(declared.paths), literal(declared.options["pattern"])
    into = literal(declared.options["into"])
    if declared.needed and not declared.otherwise:
        other = f"{raw} IS NOT NULL AND NOT regexp_matches({raw}, {pattern})"
        query.fault(label, raw, other, f"not what the {query.reader} reader looks for")
    made = f"CASE WHEN regexp_matches({raw}, {pattern}) THEN nullif(regexp_replace({raw}, {pattern}, {into}), '') END"
    return f"coalesce({made}, {_template(query, values, label, declared.otherwise)})" if declared.otherwise else made


def _which(query: Query, values: Values, label: str, declared: Field) -> str:
    whens, given = (
        "",
        zip(declared.options["words"].split("\n"), declared.options["tests"].split("\n"), declared.paths, strict=True),
    )
    for word, test, path in given:
        whens += f"WHEN {_holds(values, path, test)} THEN {literal(word)} "
    return f"CASE {whens}ELSE {literal(declared.options['default'])} END"


def _holds(values: Values, path: str, test: str) -> str:
    raw, how, value = values.one(path), test[len(path) : len(path) + 1], literal(test[len(path) + 1 :])
    if other := compared(test):
        return f"{raw} = {values.one(other)}"
    nothing = f"NOT regexp_full_match(coalesce({raw}, ''), {_NOTHING})"
    return {"=": f"{raw} = {value}", "~": f"regexp_matches({raw}, {value})"}.get(how, nothing)


def _without(value: str, missing: tuple[str, ...]) -> str:
    for word in missing:
        value = f"nullif({value}, {literal(word)})"
    return value


def _typed(query: Query, values: Values, label: str, declared: Field) -> str:
    raws = [_without(values.one(path), declared.missing) for path in declared.paths]
    raw = raws[0] if len(raws) == 1 else f"coalesce({', '.join(raws)})"
    if tests := declared.options.get("unless"):
        held = " OR ".join(_holds(values, tested(test), test) for test in tests.split("\n"))
        raw = f"(CASE WHEN {held} THEN NULL ELSE {raw} END)"
    pattern, what = _TYPED[declared.kind]
    raw = query.once(raw)
    sql = pattern.format(raw)
    why = advice = ""
    if declared.options.get("style"):
        (sql, why), what = day(query, raw, declared), f"not a date as {declared.options['style']}"
    elif declared.kind == "edtf" and query.reader == "table":
        advice = spelt.advice(raw)
    if what:
        sql = query.once(sql)
        because = literal(f"is {what}.") + (f" || {advice}" if advice else "")
        if why:
            because = f"CASE WHEN ({why})[1] = '?' THEN ({why})[2:] || '.' ELSE {because} END"
        query.fault_because(label, raw, f"{sql} IS NULL AND {raw} IS NOT NULL", because)
    if newline := declared.options.get("newline"):
        sql = f"replace({raw}, {literal(newline)}, chr(10))"
        query.note(label, f"contains({raw}, {literal(newline)})", f"{newline} read as a line break")
    if declared.options.get("entities"):
        has = f"(contains({raw}, '&') AND regexp_matches({raw}, '&(?:amp|lt|gt);'))"
        plain = f"replace(replace(replace({sql}, '&lt;', '<'), '&gt;', '>'), '&amp;', '&')"
        sql = f"CASE WHEN contains({raw}, '&') THEN {plain} ELSE {sql} END"
        query.note(label, has, "&amp;, &lt; and &gt; read as the signs that they stand for")
    if declared.kind == "id" and declared.paths:
        query.note(label, f"kit_damaged({raw})", ROUNDED)
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
    elif label.endswith(".mentions"):
        stripped = f"ltrim({stripped}, '@')"
    found = f"list_filter(list_transform({joined or 'CAST([] AS VARCHAR[])'}, lambda w: {stripped}), lambda w: w <> '')"
    if pattern := declared.options.get("without"):
        found = f"list_filter({found}, lambda w: NOT regexp_matches(w, {literal(pattern)}))"
    if len(lists) > 1:
        found = f"kit_once({found})"
    if test := declared.options.get("unless"):
        found = f"CASE WHEN {_holds(values, tested(test), test)} THEN CAST([] AS VARCHAR[]) ELSE {found} END"
    source = declared.options["uses"]
    found = query.once(found)
    if not source:
        return found
    # without a group, and the sign cut off afterwards: three times as fast
    in_text = query.once(f"list_transform(regexp_extract_all({values.one(source)}, {_TAG}), lambda w: w[2:])")
    query.note(label, f"coalesce(len({found}), 0) = 0 AND len({in_text}) > 0", "taken from the text, the list is empty")
    return f"CASE WHEN coalesce(len({found}), 0) > 0 THEN {found} ELSE {in_text} END"


def _list(query: Query, values: Values, label: str, path: str, style: str) -> str:
    if "[]" in path:
        if not values.raw.json:
            cell = values.one(path.split("[]")[0])
            query.fault(label, cell, f"{cell} IS NOT NULL AND NOT {is_list(cell)}", "not a JSON list")
        return values.many(path)
    raw = values.one(path)
    if style == "one":
        return f"CASE WHEN {raw} IS NOT NULL THEN [{raw}] END"
    if style == "addresses":
        return f"regexp_extract_all({raw}, '(?i)https?://[^\\s]+')"
    if style == "named":
        return f"CASE WHEN {raw} IS NOT NULL THEN [{literal(path + '=')} || trim({raw})] END"
    if style == "brackets":
        # JSON written without spaces has its commas between quotes
        return f"""string_split(replace(trim({raw}, '[] '), '","', '", "'), ', ')"""
    if style == "json":
        listed = is_list(raw)
        if values.raw.json:  # a single text stands for a list of one
            return f"CASE WHEN {listed} THEN json_extract_string({raw}, '$[*]') WHEN {raw} IS NOT NULL THEN [{raw}] END"
        query.fault(label, raw, f"{raw} IS NOT NULL AND NOT {listed}", "not a JSON list")
        return f"CASE WHEN {listed} THEN json_extract_string({raw}, '$[*]') END"
    separator = style.removeprefix("split ")
    plain = f"string_split({raw}, {literal(separator)})"
    if not label.endswith(".links"):
        return plain
    marked = f"regexp_replace({raw}, {literal(re.escape(separator) + ' *(https?://)')}, chr(1) || '\\1', 'g')"
    return f"CASE WHEN contains({raw}, '://') THEN string_split({marked}, chr(1)) ELSE {plain} END"


KINDS: dict[str, Callable[[Query, Values, str, Field], str]] = {
    "fixed": _fixed,
    "template": _template,
    "joined": _joined,
    "rewrite": _rewrite,
    "which": _which,
    "words": _words,
    **dict.fromkeys(_TYPED, _typed),
}
