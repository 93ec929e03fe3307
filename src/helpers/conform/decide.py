"""What is decided once for a whole file, from all its rows: the order of day and month, the unit of epoch numbers.

Nothing is decided value by value: `01/02/2022` fits two days, and a column of such values has one order. Where all rows
leave it open, or contradict each other, the file is refused with a sentence that says what to write.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import duckdb

from helpers.conform import spelt
from helpers.conform.query import Declared, Query, Values, Words
from helpers.errors import CaseError, ReaderError
from helpers.fields import Field
from helpers.store import Raw, json_path, literal
from helpers.wording import many

OPEN = ("numeric", "epoch")
ENOUGH = 10  # rows that prove by their own order, or by their ids, how the numbers are meant
_UNITS = {"epoch_s": "seconds", "epoch_ms": "milliseconds", "epoch_us": "microseconds", "epoch_ns": "nanoseconds"}
_LEAST = {"epoch_s": 0.0, "epoch_ms": 1e11, "epoch_us": 1e14, "epoch_ns": 1e17}  # 1e11 s are in the year 5138
_HOW = (
    'Say it in case.toml: as = "day first" or as = "month first" for the column, or order = "day first" for the source.'
)
# milliseconds since 1970 in the ids of tweets after November 2010, and in those of TikTok
_CLOCKS = {
    "twitter": "CASE WHEN {0} > 29700859247 * 4194304 THEN ({0} >> 22) + 1288834974657 END",
    "tiktok": "CASE WHEN {0} > 4294967296000000000 THEN ({0} >> 32) * 1000 END",
}


@dataclass(frozen=True)
class _Open:
    """One column that has to be decided: the kit's name for it, its table, where it stands, and its declaration."""

    column: str
    table: str
    path: str
    style: str
    field: Field

    @property
    def where(self) -> str:
        """The column as people know it: `created_at ("date")`."""
        return f'{self.column} ("{self.path}")'


def words(options: Mapping[str, Any]) -> Words:
    """What case.toml says of the dates of a source; a `CaseError` for a wrong word."""
    letters, order, pivot = options.get("letters", {}), options.get("order", ""), options.get("pivot", 0)
    for name, offset in letters.items():
        if not (name.isascii() and name.isalpha() and _is_offset(offset)):
            raise CaseError(
                f"case.toml, letters: {name} = {offset!r} is not a zone. "
                'Write letters and an offset, as in BST = "+01:00".'
            )
    if order and order not in spelt.ORDERS:
        raise CaseError(f'case.toml: order = "{order}" is not known. It can be "day first" or "month first".')
    if pivot and not 1000 <= pivot <= 9899:
        raise CaseError(
            f"case.toml: pivot = {pivot} is not a year. Write the first year that two digits can mean, as in 1970."
        )
    language = options.get("language", "")
    named = language if isinstance(language, str) else ",".join(language)
    return Words({name.upper(): offset for name, offset in letters.items()}, named, pivot, order)


def _is_offset(text: object) -> bool:
    return isinstance(text, str) and re.fullmatch(r"[+-](?:[01]\d|2[0-3]):[0-5]\d", text) is not None


def undecided(declared: Declared) -> bool:
    """Whether a column has a style that only all rows can decide."""
    return next(_open(declared), None) is not None


def decide(
    con: duckdb.DuckDBPyConnection, opened: Callable[[], Raw], declared: Declared, said: Words, where: str
) -> tuple[Words, list[str], int]:
    """The words with every style decided, a sentence for each decision, and how many records were looked at.

    `opened` opens the file, more than once where it must be read again; `where` names it. A `ReaderError` where the
    rows contradict each other, or leave the order of day and month open.
    """
    styles: dict[tuple[str, str], str] = {}
    sentences: list[str] = []
    waiting = list(_open(declared))
    raw = opened()
    counted, *found = _rows(con, raw, [_survey(raw, declared, one, said.pivot) for one in waiting])
    for one, stats in zip(waiting, found, strict=True):
        if one.style == "epoch":
            style, sentence = _unit(one, stats, where)
        elif said.order:
            style, sentence = said.order, f"{one.column}: {said.order}, as case.toml says"
        else:
            style, sentence = _order(one, stats, where) or _by_time(con, opened, declared, one, stats, said, where)
        styles[one.path, one.style] = style
        sentences += [sentence] if sentence and sentence not in sentences else []
    return replace(said, styles=styles), sentences, counted


def _open(declared: Declared) -> Iterator[_Open]:
    """Each column that is open, once for each place it can stand at."""
    known = set()
    for table, fields in declared.items():
        for column, field in fields.items():
            for one in field.with_otherwise():
                for style in one.options.get("style", "").split("|") if one.kind in ("moment", "edtf") else ():
                    if style in OPEN and (one.paths[0], style) not in known:
                        known.add((one.paths[0], style))
                        yield _Open(column, table, one.paths[0], style, one)


def _rows(con: duckdb.DuckDBPyConnection, raw: Raw, surveys: list[tuple[str, str]]) -> list[Any]:
    """The number of records, then what each survey found: made of SQL for each row, and an aggregate over it."""
    parts = ", ".join(f"{made} AS v{n}" for n, (made, _) in enumerate(surveys))
    found = ", ".join(aggregate.replace("@", f"v{n}") for n, (_, aggregate) in enumerate(surveys))
    inner = f"SELECT try_cast(_row AS BIGINT) AS n, _row, _fault, {parts} FROM ({raw.numbered()})"
    sql = f"SELECT count(*), {found} FROM (SELECT * REPLACE (coalesce(n, 0) AS n) FROM ({inner}))"
    rows = con.execute(sql).fetchall()
    if raw.error:
        raise raw.error[0]
    return list(rows[0])


def _survey(raw: Raw, declared: Declared, one: _Open, pivot: int) -> tuple[str, str]:
    value = _value(raw, declared, one)
    if one.style == "epoch":
        number = f"CASE WHEN regexp_full_match(trim({value}), '-?\\d{{1,19}}(\\.\\d+)?') THEN trim({value}) END"
        return f"CASE WHEN _fault IS NULL THEN {number} END", _units("@")
    made = f"CASE WHEN _fault IS NULL THEN {{'v': {value}, 'p': {spelt.parts(value)}}} END"
    return made, _orders("@", int(one.field.options.get("pivot") or pivot))


def _value(raw: Raw, declared: Declared, one: _Open) -> str:
    values = Values(raw, declared)
    if raw.json:
        text = f"nullif(json_extract_string(_json, {literal(json_path(one.path))}), '')"
    else:
        text = values.one(one.path)
    for word in one.field.missing:
        text = f"nullif({text}, {literal(word)})"
    return text


def _first(what: str, test: str) -> str:
    """The value and row of the first record for which the test holds."""
    return f"arg_min({{'v': {what}, 'row': _row}}, n) FILTER (WHERE {test})"


def _orders(v: str, pivot: int) -> str:
    long = f"length({v}.p.c) = 4" + (f" OR length({v}.p.c) = 2" if pivot else "")
    a, b = f"try_cast({v}.p.a AS INTEGER)", f"try_cast({v}.p.b AS INTEGER)"
    fits = f"{v}.p.s <> '' AND {v}.p.s = {v}.p.t AND length({v}.p.a) <= 2 AND ({long})"
    tests = {
        "day": f"{fits} AND {a} > 12 AND {b} <= 12",
        "month": f"{fits} AND {b} > 12 AND {a} <= 12",
        "both": f"{fits} AND {a} <= 12 AND {b} <= 12 AND {a} <> {b}",
    }
    counts = ", ".join(
        f"'n_{name}': count(*) FILTER (WHERE {test}), '{name}': {_first(f'{v}.v', test)}"
        for name, test in tests.items()
    )
    return f"{{'n': count(*) FILTER (WHERE {fits}), {counts}}}"


def _units(v: str) -> str:
    size, most = f"abs(try_cast({v} AS DOUBLE))", [*list(_LEAST.values())[1:], 1e20]
    kinds = []
    for (unit, least), below in zip(_LEAST.items(), most, strict=True):
        test = (
            f"{size} > {least} AND {size} < {below}" if unit == "epoch_s" else f"{size} >= {least} AND {size} < {below}"
        )
        kinds.append(f"'{unit}': {{'n': count(*) FILTER (WHERE {test}), 'first': {_first(v, test)}}}")
    return f"{{{', '.join(kinds)}}}"


def _unit(one: _Open, stats: Mapping[str, Any], where: str) -> tuple[str, str]:
    found = {unit: about for unit, about in stats.items() if about["n"]}
    if len(found) > 1:
        (unit, about), (other, also) = sorted(found.items(), key=lambda item: -item[1]["n"])[:2]
        raise ReaderError(
            f"{where}: {one.where} counts from 1970 in more than one unit: {_said(about['first'])} would be "
            f"{_UNITS[unit]}, {_said(also['first'])} {_UNITS[other]}. Say the right one in case.toml, as in "
            f'as = "{unit}"; rows of another unit are then set aside where they give no date.'
        )
    if not found:
        return "epoch_s", ""
    unit, about = found.popitem()
    return unit, f"{one.column}: {_UNITS[unit]} since 1970, by the size of {many(about['n'], 'number')}"


def _said(first: Mapping[str, str]) -> str:
    return f'"{first["v"][:40]}" (row {first["row"]})'


def _order(one: _Open, stats: Mapping[str, Any], where: str) -> tuple[str, str] | None:
    """The order that the rows prove; None where they leave it open."""
    if stats["n_day"] and stats["n_month"]:
        raise ReaderError(
            f"{where}: {one.where} has the day before the month and the month before the day: {_said(stats['day'])} "
            f"can only be day first ({many(stats['n_day'], 'row')}), {_said(stats['month'])} only month first "
            f"({many(stats['n_month'], 'row')}). The file mixes two exports: divide it, or "
            "obtain it again with ISO dates."
        )
    for order in ("day", "month"):
        if stats[f"n_{order}"]:
            return f"{order} first", _told(
                one, order, f'"{stats[order]["v"][:40]}" in row {stats[order]["row"]}', stats
            )
    return None if stats["n_both"] else ("day first", "")


def _told(one: _Open, order: str, why: str, stats: Mapping[str, Any]) -> str:
    open_ = f"; {stats['n_both']:,} of {stats['n']:,} rows would fit both" if stats["n_both"] else ""
    return f"{one.column}: {order} first ({why}{open_})"


def _by_time(
    con: duckdb.DuckDBPyConnection,
    opened: Callable[[], Raw],
    declared: Declared,
    one: _Open,
    stats: Mapping[str, Any],
    said: Words,
    where: str,
) -> tuple[str, str]:
    """The order by which alone the rows follow each other in time, or agree with the clock in their ids."""
    raw = opened()
    query = Query("", "UTC", "", said)
    value = query.once(_value(raw, declared, one))
    pivot = int(one.field.options.get("pivot") or said.pivot)
    ways = [
        query.once(f"try_cast(({spelt.numeric(query, value, order, pivot)})[:10] AS DATE)") for order in spelt.ORDERS
    ]
    clock = _clock(raw, declared, one.table)
    inner = f"SELECT try_cast(_row AS BIGINT) AS n, {ways[0]} AS d, {ways[1]} AS m, CAST({clock} AS DATE) AS c "
    inner += f"FROM {query.source(f'({raw.numbered()})')} WHERE _fault IS NULL AND {ways[0]} IS NOT NULL"
    steps = "count(*) FILTER (WHERE {0} > lag_{0}) AS up_{0}, count(*) FILTER (WHERE {0} < lag_{0}) AS down_{0}"
    lags = ", ".join(f"lag({way}) OVER (ORDER BY n) AS lag_{way}" for way in "dm")
    near = "abs(datediff('day', {0}, c)) <= 1"
    near_d, near_m = near.format("d"), near.format("m")
    votes = f"count(*) FILTER (WHERE {near_d} AND NOT {near_m}), count(*) FILTER (WHERE {near_m} AND NOT {near_d})"
    sql = f"SELECT {votes}, {steps.format('d')}, {steps.format('m')} FROM (SELECT *, {lags} FROM ({inner}))"
    for_day, for_month, *ran = con.execute(sql).fetchall()[0]
    if raw.error:
        raise raw.error[0]
    if max(for_day, for_month) >= 3 and not min(for_day, for_month):
        order = "day" if for_day else "month"
        return f"{order} first", _told(one, order, f"as {max(for_day, for_month):,} ids with a clock tell", stats)
    rising = [up + down >= ENOUGH and not (up and down) for up, down in (ran[:2], ran[2:])]
    if rising[0] != rising[1]:
        order = "day" if rising[0] else "month"
        return f"{order} first", _told(one, order, "only so do the rows follow each other in time", stats)
    raise ReaderError(
        f"{where}: {one.where} does not tell whether the day or the month stands first: both numbers are 12 or less in "
        f"all {stats['n']:,} rows, as in {_said(stats['both'])}. {_HOW}"
    )


def _clock(raw: Raw, declared: Declared, table: str) -> str:
    """The SQL of the moment that the record's own id carries; NULL where its platform has no such ids."""
    fields = declared[table]
    platform = fields["platform"].options.get("value", "") if "platform" in fields else ""
    if table != "posts" or platform not in _CLOCKS or "id" not in fields or fields["id"].kind != "id":
        return "NULL"
    stands = _Open("id", table, fields["id"].paths[0], "", fields["id"])
    number = f"try_cast(trim({_value(raw, declared, stands)}) AS BIGINT)"
    return f"make_timestamp_ms({_CLOCKS[platform].format(number)})"
