"""What is said of a file's moments once they are typed: their zones, how exact they are, hours that a clock skips."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from helpers import conform, dates, store, tables, wording

FEW = 10  # below this many rows, seconds that are all :00 prove nothing
MOST = 3  # zones named in one sentence
_MIDNIGHT = r"(^|[^\d:+-])(0?0[:.]00|12[:.]00 ?[aA]\.?[mM])([:.]00([.,]0+)?)?($|[^\d:.,])"
# What is finer than each: where all values of a file are so coarse, they are no finer.
FINER = {"day": ("minute", "second", "ms"), "minute": ("second", "ms"), "second": ("ms",)}


@dataclass
class Times:
    """Sentences for `decided` and `repairs`; and how exact the values of a column, `table.column`, are at most."""

    decided: list[str] = field(default_factory=list)
    repairs: list[str] = field(default_factory=list)
    coarse: dict[str, str] = field(default_factory=dict)


def look(con: store.Connection, rows: str, row: str, declared: conform.Declared) -> Times:
    """What a staged file's moments have in common: `rows` is its FROM clause, `row` the SQL of a row's number."""
    found, main = Times(), next(iter(declared))
    for table, fields in declared.items():
        for column in tables.get(table).columns:
            if column.type != "moment" or column.name not in fields:
                continue
            label = f"{table}.{column.name}"
            if sentence := _coarse(con, rows, label, found):
                found.decided += [f"{column.name}: {sentence}"] if table == main else []
            if table == main:
                zones = _zones(con, rows, label)
                found.decided += [f"{column.name}: {one}" for one in _told(zones)]
                found.repairs += [f"{column.name}: {one}" for one in _skipped(con, rows, row, label, zones)]
    return found


def _coarse(con: store.Connection, rows: str, label: str, found: Times) -> str:
    """Notes how exact a column is at most; and the sentence on it."""
    at, exact, stated = (store.name(label + suffix) for suffix in ("", "_precision", "_stated"))
    midnight = f"(epoch_us({at}) % 86400000000 = 0 OR regexp_matches({stated}, {store.literal(_MIDNIGHT)}))"
    timed, fine = f"{exact} IN ('minute', 'second', 'ms')", f"{exact} IN ('second', 'ms')"
    tests = (
        timed, f"{timed} AND {midnight}", fine, f"{fine} AND epoch_us({at}) % 60000000 = 0",
        f"{exact} = 'ms'", f"{exact} = 'ms' AND epoch_us({at}) % 1000000 = 0",
    )  # fmt: skip
    counts = ", ".join(f"count(*) FILTER (WHERE {test})" for test in tests)
    n, at_midnight, n_fine, on_minute, n_ms, on_second = con.execute(
        f"SELECT {counts} FROM {rows} WHERE _fault IS NULL"
    ).fetchall()[0]
    if n == at_midnight and n >= FEW:
        found.coarse[label] = "day"
        return f"every hour is midnight in {_rows(n)}, so it is to the day"
    if n_fine == on_minute and n_fine >= FEW:
        found.coarse[label] = "minute"
        return f"every second is :00 in {_rows(n_fine)}, so it is to the minute"
    if n_ms == on_second and n_ms >= FEW:
        found.coarse[label] = "second"
        return f"every millisecond is .000 in {_rows(n_ms)}, so it is to the second"
    return ""


def _rows(n: int) -> str:
    return wording.many(n, "row")


@dataclass(frozen=True)
class _Zone:
    name: str
    by: str
    letters: str
    n: int
    first: Any
    last: Any


def _zones(con: store.Connection, rows: str, label: str) -> list[_Zone]:
    at, stated, zone, by = (store.name(label + suffix) for suffix in ("", "_stated", "_zone", "_zone_by"))
    last = f"right({stated}, 1)"
    spelt = f"ord({last}) > 64 AND {last} NOT IN ('Z', 'z') AND {zone}[1] IN ('+', '-')"
    letters = f"CASE WHEN {by} = 'stated' AND {spelt} THEN upper(regexp_extract({stated}, '[A-Za-z]+$')) ELSE '' END"
    found = con.execute(f"""SELECT {zone}, {by}, {letters}, count(*), year(min({at})), year(max({at})) FROM {rows}
        WHERE _fault IS NULL AND {at} IS NOT NULL GROUP BY ALL ORDER BY count(*) DESC, 1, 3""")
    return [_Zone(*one) for one in found.fetchall()]


def _told(zones: list[_Zone]) -> Iterator[str]:
    """A sentence for each way in which the zone came about."""
    for name in dict.fromkeys(one.name for one in zones if one.by == "case"):
        n = sum(one.n for one in zones if (one.by, one.name) == ("case", name))
        yield f"no zone in {_rows(n)}; {name}, as case.toml says"
    for name in dict.fromkeys(one.name for one in zones if one.by == "format"):
        n = sum(one.n for one in zones if (one.by, one.name) == ("format", name))
        yield f"{name} in {_rows(n)}, as the format says"
    stated = [one for one in zones if one.by == "stated"]
    offsets: dict[str, int] = {}
    for one in stated:
        offsets[one.name] = offsets.get(one.name, 0) + one.n
    if stated:
        most = sorted(offsets.items(), key=lambda pair: (-pair[1], pair[0]))
        named = ", ".join(f"{name} in {n:,}" for name, n in most[:MOST]) if len(most) > 1 else most[0][0]
        more = f" and {wording.many(len(most) - MOST, 'other')}" if len(most) > MOST else ""
        yield f"the zone stands in {_rows(sum(offsets.values()))}: {named}{more}"
    for one in stated:
        if one.letters:
            yield f"{one.letters} read as {one.name} in {_rows(one.n)}"


def _skipped(con: store.Connection, rows: str, row: str, label: str, zones: list[_Zone]) -> Iterator[str]:
    """A sentence on hours that the assumed zone has twice, or not at all."""
    at, exact, stated, zone = (store.name(label + suffix) for suffix in ("", "_precision", "_stated", "_zone"))
    for name in dict.fromkeys(one.name for one in zones if one.by != "stated"):
        years = [year for one in zones if one.name == name for year in (one.first, one.last) if year is not None]
        if not years:
            continue  # no record of that zone could be read
        switches = dates.switches(name, max(min(years), 1970), min(max(years), 2100))
        local = f"timezone({store.literal(name)}, {at})"
        shown = [f"contains({stated}, strftime({local}, '{form}'))" for form in ("%H:%M", "%-H:%M", "%-I:%M", "%H.%M")]
        kinds = (
            ([(at_, -by) for at_, by in switches if by.total_seconds() < 0], "", "has twice; the later one was taken"),
            (
                [(at_, by) for at_, by in switches if by.total_seconds() > 0],
                f" AND NOT ({' OR '.join(shown)})",
                "skips as its clocks go forward; it was taken for the hour that follows",
            ),
        )
        for spans, also, what in kinds:
            within = " OR ".join(
                f"({at} >= '{at_:%Y-%m-%d %H:%M}+00' AND {at} < '{at_ + by:%Y-%m-%d %H:%M}+00')" for at_, by in spans
            )
            if not within:
                continue
            place = f"arg_min({{'row': {row}, 'v': {stated}}}, file_row_number)"
            found = con.execute(f"""SELECT count(*), {place} FROM {rows}
                WHERE _fault IS NULL AND {exact} <> 'day' AND {zone} = {store.literal(name)} AND ({within}){also}""")
            n, first = found.fetchall()[0]
            if n:
                yield f'an hour that {name} {what}: {_rows(n)}, the first is row {first["row"]} ("{first["v"][:40]}")'
