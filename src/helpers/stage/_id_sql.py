"""The SQL that looks at columns of ids: what each of them is as a text and as a number, and what is counted of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from helpers import store

LIMIT = "(" + " OR ".join(f"c{{0}} = '{n}'" for n in (2**31 - 1, -(2**31), 2**32 - 1, 2**53, 2**63 - 1)) + ")"
WHOLE = {
    "multiple": "try_cast(CAST(v{0} AS DOUBLE) AS BIGINT) = v{0}",
    "browser": "v{0} % greatest(p{0} // 100, 1) = 0",
}


def numbers(rows: str, names: Iterable[str], limit: str = "") -> str:
    """Each id (c) with its length (l), as a number (v), and what it is a multiple of where it has 15 digits (p).

    p is NULL for what is no whole number of 16 to 19 digits; z is the id where it has zeros from the 16th digit on.
    """
    first = ", ".join(f"{store.name(name)} AS c{n}" for n, name in enumerate(names))
    indices = range(first.count(" AS c"))
    second = ", ".join(f"strlen(c{n}) AS l{n}, try_cast(c{n} AS BIGINT) AS v{n}" for n in indices)
    powers = ", ".join(
        f"CASE WHEN l{n} BETWEEN 16 AND 19 AND v{n} >= 10 ** 15 THEN "
        f"CASE l{n} WHEN 16 THEN 10 WHEN 17 THEN 100 WHEN 18 THEN 1000 ELSE 10000 END END AS p{n}"
        for n in indices
    )
    zeros = ", ".join(f"CASE WHEN v{n} % p{n} = 0 THEN c{n} END AS z{n}" for n in indices)
    inner = f"SELECT _row, _first, file_row_number, {first} FROM {rows} WHERE _fault IS NULL {limit}"
    return f"(SELECT *, {zeros} FROM (SELECT *, {powers} FROM (SELECT *, {second} FROM ({inner}))))"


def texts(rows: str, names: Iterable[str]) -> str:
    """Each id (c), and again (z) where it has zeros from the 16th digit on: as few as can be are read as numbers."""
    first = ", ".join(f"{store.name(name)} AS c{n}" for n, name in enumerate(names))
    kept = "CASE strlen(c{0}) WHEN 16 THEN 10 WHEN 17 THEN 100 WHEN 18 THEN 1000 ELSE 10000 END"
    zeros = ", ".join(
        f"CASE WHEN suffix(c{n}, '0') THEN CASE WHEN strlen(c{n}) BETWEEN 16 AND 19 THEN CASE WHEN "
        f"try_cast(c{n} AS BIGINT) >= 10 ** 15 AND try_cast(c{n} AS BIGINT) % {kept.format(n)} = 0 "
        f"THEN c{n} END END END AS z{n}"
        for n in range(first.count(" AS c"))
    )
    return f"(SELECT *, {zeros} FROM (SELECT _row, _first, file_row_number, {first} FROM {rows} WHERE _fault IS NULL))"


def aggregate(n: int) -> str:
    """What all rows say of a column."""
    return _struct({
        "n": f"count(c{n})",
        "long": f"count(*) FILTER (WHERE strlen(c{n}) BETWEEN 16 AND 19)",
        "zeros": f"count(DISTINCT z{n})",
        "digits": f"min(strlen(rtrim(z{n}, '0')))",
        "fours": f"count(*) FILTER (WHERE suffix(z{n}, '0000'))",
        "limit": f"count(*) FILTER (WHERE {LIMIT.format(n)})",
    })  # fmt: skip


def sampled(n: int) -> str:
    """What the first rows say: a column that is damaged as a whole is damaged there."""
    long, is_short = f"p{n} >= 1000", f"v{n} BETWEEN {-(2**31)} AND {2**31 - 1}"
    return _struct({
        "n": f"count(c{n})",
        "distinct": f"count(DISTINCT c{n})",
        "share": f"avg(CASE p{n} WHEN 10 THEN 0.2 WHEN 100 THEN 0.04 WHEN 1000 THEN 0.008 WHEN 10000 THEN 0.0016 END)",
        "big": f"count(*) FILTER (WHERE {long})",
        **{key: f"count(*) FILTER (WHERE {long} AND {test.format(n)})" for key, test in WHOLE.items()},
        "short": f"count(*) FILTER (WHERE {is_short})",
        "minus": f"count(*) FILTER (WHERE v{n} < 0)",
    })  # fmt: skip


def _struct(parts: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"'{key}': {sql}" for key, sql in parts.items()) + "}"
