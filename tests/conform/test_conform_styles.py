"""Styles of moments and lists: the first that can read a text, a word for no date, addresses, values with a name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb
import pytest

from helpers import conform, store
from helpers.fields import Field, edtf, moment, words
from helpers.store import Raw

COLUMNS = {"moment": ("posts", "created_at"), "edtf": ("articles", "published"), "words": ("posts", "links")}


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    made = store.connect(tmp_path_factory.mktemp("spill"))
    conform.prepare(made)
    yield made
    made.close()


def typed(con: duckdb.DuckDBPyConnection, field: Field, *cells: str, suffix: str = "", zone: str = "UTC") -> Any:
    """The value that a field makes of one record, and the reason if it is set aside."""
    table, column = COLUMNS[field.kind]
    names = {f"c{n}": f"nullif({store.literal(cell)}, '')" for n, cell in enumerate(cells)}
    raw = Raw("SELECT '1' AS _row, CAST(NULL AS VARCHAR) AS _fault, CAST(NULL AS VARCHAR) AS _stated", names)
    sql = conform.select(raw, {table: {column: field}}, reader="test", zone=zone)
    found = con.execute(f'SELECT "{table}.{column}{suffix}", _fault FROM ({sql})').fetchall()[0]
    return found[1] or found[0]


def at(con: duckdb.DuckDBPyConnection, stated: str, style: str, zone: str) -> tuple[str, ...]:
    field = moment("c0", style)
    parts = [typed(con, field, stated, suffix=suffix, zone=zone) for suffix in ("", "_precision", "_zone", "_zone_by")]
    return (parts[0].strftime("%Y-%m-%dT%H:%M:%S.%f"), *parts[1:])


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("1715715840", ("2024-05-14T19:44:00.000000", "second", "UTC", "format")),
        ("1715715840.0", ("2024-05-14T19:44:00.000000", "second", "UTC", "format")),
        ("1715715840.25", ("2024-05-14T19:44:00.250000", "ms", "UTC", "format")),
        ("2024-05-14 21:44:00", ("2024-05-14T19:44:00.000000", "second", "Europe/Berlin", "case")),
        ("2024-05-14T19:44Z", ("2024-05-14T19:44:00.000000", "minute", "Z", "stated")),
    ],
)
def test_a_moment_of_two_styles_is_read_by_the_first_that_can(
    con: duckdb.DuckDBPyConnection, stated: str, expected: tuple[str, ...]
) -> None:
    assert at(con, stated, "epoch_s|iso", "Europe/Berlin") == expected


@pytest.mark.parametrize("stated", ["999999999999.5", "-1.5", "1e9", "1715715840.", "NaN", "1." + "0" * 30 + "1"])
def test_seconds_that_are_none_are_refused(con: duckdb.DuckDBPyConnection, stated: str) -> None:
    said = f'created_at: "{stated}" is not a moment that the test reader knows.'
    assert typed(con, moment("c0", "epoch_s|iso"), stated) == said


def test_a_word_for_no_date_is_no_date(con: duckdb.DuckDBPyConnection) -> None:
    assert typed(con, moment("c0", missing=("undateable",)), "undateable") is None
    assert typed(con, edtf("c0", style="iso", missing=("undateable",)), "undateable") is None


def test_addresses_of_a_text_and_values_with_their_name(con: duckdb.DuckDBPyConnection) -> None:
    text_ = "see https://quay.example/a,b and HTTP://quay.example/c"
    assert typed(con, words("c0", style="addresses"), text_) == ["https://quay.example/a,b", "HTTP://quay.example/c"]
    assert typed(con, words("c0", style="addresses"), "nothing") == []
    assert typed(con, words("c0", "c1", style="named"), " 2024 ", "") == ["c0=2024"]
