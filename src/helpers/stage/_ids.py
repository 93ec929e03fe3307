"""Ids that were damaged before us, found from whole columns: a single long id that ends in zeros may be genuine.

A spreadsheet keeps 15 digits of a number, a browser 17, a 64-bit float the multiples of a power of two. So a column of
rounded ids shows it; of genuine ids one in ten thousand ends in four zeros, and many tweets' are multiples of 4,096.
What one value tells by itself (`9.06E+17`, `906.0`) is noted where it is read: `kit_damaged`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from helpers import conform, store, tables
from helpers.fields import Field
from helpers.stage import _id_sql

MANY = 100  # distinct ids of 18 or 19 digits: that all are multiples of a power of two is then no chance
ALIKE = 10  # rows with one and the same id, and of different times or people
CHANCE = 1e-4  # what would happen by chance less often than this is not put down to it
LEAST = 3  # distinct ids
SAMPLE = 10_000  # rows
SEQUENCE = 4096  # most tweets are the first of their millisecond on their machine, so that twelve bits are zero
PROVES_NOTHING = "such an id proves no identity: export ids as text, not through a spreadsheet"
_ROUNDED = {
    "multiple": "a multiple of what a 64-bit float can hold",
    "browser": "zero from its 18th digit on",
}


@dataclass
class Damage:
    """What was found: sentences for `repairs` and `decided`; columns damaged as a whole; and rounded values.

    `rounded` says of a column how many significant digits an id of 16 digits or more has at most where it is rounded.
    """

    repairs: list[str] = field(default_factory=list)
    decided: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    rounded: dict[str, int] = field(default_factory=dict)


def look(con: store.Connection, rows: str, row: str, declared: conform.Declared) -> Damage:
    """What is wrong with the ids of a staged file: `rows` is its FROM clause, `row` the SQL of a row's number.

    One aggregate over all columns of ids, and one over the first rows; more only where these found something.
    """
    main, found = next(iter(declared)), Damage()
    columns = _columns(declared)
    if not columns or tables.get(main).made_by == "people":
        return found
    names = [one[0] for one in columns]
    stats = con.execute(
        f"SELECT {', '.join(map(_id_sql.aggregate, range(len(names))))} FROM {_id_sql.texts(rows, names)}"
    ).fetchall()[0]
    samples = ", ".join(_id_sql.sampled(n) for n in range(len(names)))
    firsts = con.execute(f"SELECT {samples} FROM {_id_sql.numbers(rows, names, f'LIMIT {SAMPLE}')}").fetchall()[0]
    for labels, seen, first in zip(columns, stats, firsts, strict=True):
        _Column(con, rows, row, labels, seen, first, main).judge(found)
    _all_alike(con, rows, declared, found)
    return found


def _columns(declared: conform.Declared) -> list[list[str]]:
    """The columns of ids, as `table.column`; those that stand at the same place in the export in one list."""
    places: dict[object, list[str]] = {}
    for table, fields in declared.items():
        for column in tables.get(table).columns:
            one = fields.get(column.name)
            if column.type == "id" and one is not None and one.kind in ("id", "rewrite"):
                places.setdefault(_place(one), []).append(f"{table}.{column.name}")
    return list(places.values())


def _place(one: Field) -> object:
    return one.kind, one.paths, one.options.get("pattern"), one.missing


@dataclass
class _Column:
    """One column of ids: its names in the tables, what all rows say of it, and what the first ones do."""

    con: store.Connection
    rows: str
    row: str
    names: list[str]
    seen: Mapping[str, Any]
    sample: Mapping[str, Any]
    main: str

    @property
    def said(self) -> str:
        """The column as it is called in sentences: that of the main table by its bare name."""
        return min(self.labels(), key=lambda label: ("." in label, label))

    def labels(self) -> list[str]:
        """The columns as `Staged.damaged` names them: those of the main table bare, others as `table.column`."""
        return [name.removeprefix(f"{self.main}.") for name in self.names]

    def judge(self, found: Damage) -> None:
        """Adds what is wrong with the column."""
        digits = self._digits()
        if digits:
            n, first = self._first(f"p0 > 0 AND strlen(rtrim(c0, '0')) <= {digits}")
            found.rounded |= dict.fromkeys(self.labels(), digits)
            found.repairs.append(
                f"{self.said}: an id that a spreadsheet has rounded, with zeros from digit {digits + 1} on: {n:,} of "
                f"{self.seen['long']:,} records with an id of 16 digits or more, the first in {first}; {PROVES_NOTHING}"
            )
        whole = ("" if digits else self._rounded()) or self._full() or self._halved()
        if whole:
            found.damaged += self.labels()
            found.repairs.append(f"{self.said}: {whole}; {PROVES_NOTHING}")
        elif self.seen["fours"]:
            self._may_be_genuine(found, digits)

    def _digits(self) -> int:
        """How many digits of an id the spreadsheet kept, at most; 0 where the zeros are what chance gives.

        There are more distinct ids with zeros from the 16th digit on than chance gives, or one has so many zeros that
        no genuine one has. n zeros are expected in one id of 5 to the nth, not of 10: a tweet's id is often a multiple
        of every power of 2.
        """
        zeros, share = self.seen["zeros"], self.sample["share"] or 0.2
        if not zeros:
            return 0
        if self.seen["long"] > self.sample["n"] and self.sample["distinct"] * 10 > self.sample["n"] * 9:
            distinct = self.seen["long"]  # nearly no id comes twice
        else:
            distinct = self._exact("count(DISTINCT CASE WHEN p0 > 0 THEN c0 END)")[0]
        expected = distinct * share
        if zeros >= LEAST and _by_chance(zeros, expected) < CHANCE:
            return 15
        digits = 15 - max(math.floor(math.log(expected / CHANCE, 5)) + 1, 0)
        return digits if self.seen["digits"] <= digits else 0

    def _may_be_genuine(self, found: Damage, digits: int) -> None:
        test = f"suffix(z0, '0000') AND strlen(rtrim(c0, '0')) > {digits}"
        n, _, first = self._several(test, _id_sql.texts(self.rows, self.names[:1]))
        if n:
            end, is_ = ("ends", "it may be genuine and is") if n == 1 else ("end", "they may be genuine and are")
            found.decided.append(
                f"{self.said}: of {self.seen['long']:,} ids of 16 digits or more, {n:,} {end} in 0000, the first in "
                f"{first}: no more than chance gives, so {is_} kept"
            )

    def _rounded(self) -> str:
        """What all long ids are, where a float, or a browser, has rounded them; not what most tweets' ids are."""
        big = self.sample["big"]
        for key, test in _id_sql.WHOLE.items():
            if not big or self.sample[key] < big:
                continue
            odd = f"CASE WHEN p0 >= 1000 AND v0 % {SEQUENCE} <> 0 THEN c0 END"
            distinct, n_odd, others = self._exact(
                f"count(DISTINCT CASE WHEN p0 >= 1000 THEN c0 END), count(DISTINCT {odd}), "
                f"count(*) FILTER (WHERE p0 >= 1000 AND NOT {test.format(0)})"
            )
            if distinct >= MANY and n_odd >= LEAST and not others:
                _, first = self._first("p0 >= 1000")
                what = _ROUNDED[key]
                return (
                    f"every one of the {distinct:,} ids of 18 or 19 digits is {what}, as genuine ones are not: "
                    f"a program has rounded them, the first in {first}"
                )
        return ""

    def _full(self) -> str:
        """Ids that are the largest number of 32, 53 or 64 bits: what was larger became that."""
        if self.seen["limit"] < LEAST:
            return ""
        n, distinct, first = self._several(_id_sql.LIMIT.format(0))
        is_ = distinct < n
        return (
            f"an id that is the largest number a program can hold: {n:,} records, the first in {first}" if is_ else ""
        )

    def _halved(self) -> str:
        """Ids of which 32 bits are left: they are spread over all such numbers, and about half are below zero."""
        n, part = self.seen["n"], self.sample
        if n < MANY or not part["n"] <= part["minus"] * 4 <= part["n"] * 3 or part["short"] < part["n"]:
            return ""
        wide = f"count(*) FILTER (WHERE abs(v0) > {2**30})"
        short = f"count(*) FILTER (WHERE v0 BETWEEN {-(2**31)} AND {2**31 - 1})"
        distinct, n_wide, n_short, minus = self._exact(
            f"count(DISTINCT c0), {wide}, {short}, count(*) FILTER (WHERE v0 < 0)"
        )
        if distinct < MANY or n_short < n or n_wide * 4 < n:
            return ""
        return f"ids cut to 32 bits: {minus:,} of {n:,} are below zero, the first in {self._first('v0 < 0')[1]}"

    def _exact(self, what: str) -> tuple[int, ...]:
        return tuple(self.con.execute(f"SELECT {what} FROM {_id_sql.numbers(self.rows, self.names[:1])}").fetchall()[0])

    def _several(self, test: str, source: str = "") -> tuple[int, int, str]:
        n, distinct, first = self.con.execute(
            f"SELECT count(*), count(DISTINCT c0), {_place_of(self.row)} FROM "
            f"{source or _id_sql.numbers(self.rows, self.names[:1])} WHERE {test}"
        ).fetchall()[0]
        return int(n), int(distinct), _named(first)

    def _first(self, test: str) -> tuple[int, str]:
        n, _, first = self._several(test)
        return n, first


def _place_of(row: str, what: str = "c0") -> str:
    return f"arg_min({{'row': {row}, 'v': {what}}}, file_row_number)"


def _named(first: Mapping[str, str] | None) -> str:
    return f"row {first['row']} ({first['v'][:40]})" if first else ""


def _by_chance(n: int, expected: float) -> float:
    """How likely n or more of something are, of which so many are expected: a Poisson tail, from above."""
    if n <= expected:
        return 1.0
    log = n * math.log(expected) - expected - math.lgamma(n + 1) if expected > 0 else -math.inf
    return math.exp(log) * (n + 1) / (n + 1 - expected)


def _all_alike(con: store.Connection, rows: str, declared: conform.Declared, found: Damage) -> None:
    """The main id, where every row has the same and the rows are of different times or people."""
    main = next(iter(declared))
    fields = declared[main]
    if "id" not in fields or fields["id"].kind not in ("id", "rewrite") or "id" in found.damaged:
        return
    other = [name for name in ("created_at", "account_id", "account_name", "name") if name in fields]
    counted = ", ".join(
        f"min({column}) IS DISTINCT FROM max({column})" for column in (store.name(f"{main}.{o}") for o in other)
    )
    id_ = store.name(f"{main}.id")
    sql = f"SELECT count({id_}), min({id_}), max({id_}), [{counted}] FROM "
    for part in (f"(FROM {rows} LIMIT {SAMPLE})", rows):
        n, least, most, differ = con.execute(f"{sql}{part} WHERE _fault IS NULL").fetchall()[0]
        if n < ALIKE or least != most:
            return
    if any(differ or ()):
        found.damaged.append("id")
        found.repairs.append(
            f"id: all {n:,} records have the same ({least[:40]}), and are of different times or people; "
            f"{PROVES_NOTHING}"
        )
