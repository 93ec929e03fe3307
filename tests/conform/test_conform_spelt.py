"""Zones by their letters, mail dates, and the text that lenient parsers read as 05:00: in every style."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb
import pytest

from helpers import conform, dates, store
from helpers.conform import Words
from helpers.fields import Field, edtf, moment
from helpers.store import Raw

STYLES = {
    "iso": "2021-03-01 10:00:00 {}",
    "day first": "01/03/2021 10:00:00 {}",
    "month first": "03/01/2021 10:00 AM {}",
    "names": "1 March 2021 10:00 {}",
    "rfc2822": "Mon, 1 Mar 2021 10:00:00 {}",
    "%d-%m-%Y %H:%M %z": "01-03-2021 10:00 {}",
    "%d-%m-%Y %H:%M %Z": "01-03-2021 10:00 {}",
    "%a %b %d %H:%M:%S %z %Y": "Mon Mar 01 10:00:00 {} 2021",
}


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    made = store.connect(tmp_path_factory.mktemp("spill"))
    conform.prepare(made)
    yield made
    made.close()


def typed(con: duckdb.DuckDBPyConnection, field: Field, cell: str, words: Words, reader: str = "test") -> Any:
    """UTC, precision, zone and who said so; or the reason why the record is set aside."""
    table, column = ("posts", "created_at") if field.kind == "moment" else ("articles", "published")
    raw = Raw(
        "SELECT '1' AS _row, CAST(NULL AS VARCHAR) AS _fault, CAST(NULL AS VARCHAR) AS _stated",
        {"c0": f"nullif({store.literal(cell)}, '')"},
    )
    sql = conform.select(raw, {table: {column: field}}, reader=reader, zone="Europe/Berlin", said=words)
    suffixes = ("_precision", "_zone", "_zone_by") if field.kind == "moment" else ()
    wanted = ", ".join(f'"{table}.{column}{suffix}"' for suffix in suffixes)
    found = con.execute(f'SELECT _fault, CAST("{table}.{column}" AS VARCHAR){wanted and ","} {wanted} FROM ({sql})')
    fault, *values = found.fetchall()[0]
    return fault or (values[0] if len(values) == 1 else tuple(values))


def at(con: duckdb.DuckDBPyConnection, style: str, cell: str, **letters: str) -> Any:
    language = "en" if "names" in style else ""
    return typed(con, moment("c0", style, language=language), cell, Words(letters))


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    ("zone", "hour", "offset"),
    [("EDT", "14", "-04:00"), ("CEST", "08", "+02:00"), ("JST", "01", "+09:00"), ("+0530", "04:30", "+0530"),
     ("-04:00", "14", "-04:00")],
)  # fmt: skip
def test_a_zone_that_means_one_offset_is_read(
    con: duckdb.DuckDBPyConnection, style: str, zone: str, hour: str, offset: str
) -> None:
    found = at(con, style, STYLES[style].format(zone))
    assert found[0].startswith(f"2021-03-01 {hour}")
    assert found[2:] == (offset, "stated")


@pytest.mark.parametrize("style", [style for style in STYLES if style != "rfc2822"])
@pytest.mark.parametrize("zone", ["IST", "CST", "BST", "AST", "PST"])
def test_letters_of_several_zones_are_not_guessed(con: duckdb.DuckDBPyConnection, style: str, zone: str) -> None:
    cell, meant = STYLES[style].format(zone), dates.AMBIGUOUS[zone]
    assert at(con, style, cell) == (
        f'created_at: "{cell}" names the zone "{zone}", which is {meant}. '
        f'Say which in case.toml, as in letters = {{ {zone} = "{meant[:6]}" }}.'
    )
    found = at(con, style, cell, **{zone: "+05:30"})
    assert (found[0][:16], found[2:]) == ("2021-03-01 04:30", ("+05:30", "stated"))


def test_mail_says_what_american_letters_mean(con: duckdb.DuckDBPyConnection) -> None:
    assert at(con, "rfc2822", "Mon, 01 Mar 2021 10:00:00 CST (somewhere)")[0] == "2021-03-01 16:00:00+00"
    assert at(con, "rfc2822", "1 Mar 2021 10:00 UT")[:2] == ("2021-03-01 10:00:00+00", "minute")
    assert "BST" in at(con, "rfc2822", "1 Mar 2021 10:00 BST")
    said = 'created_at: "Tue, 1 Mar 2021 10:00 GMT" is said to be a Tue, and was a Mon.'
    assert at(con, "rfc2822", "Tue, 1 Mar 2021 10:00 GMT") == said


def test_unknown_letters_are_named(con: duckdb.DuckDBPyConnection) -> None:
    assert at(con, "iso", "2021-03-01 10:00:00 XYZ") == (
        'created_at: "2021-03-01 10:00:00 XYZ" names the zone "XYZ", which is not known. Say its offset in case.toml, '
        'as in letters = { XYZ = "+01:00" }.'
    )
    assert at(con, "iso", "2021-03-01 10:00:00 xyz", XYZ="+01:00")[0] == "2021-03-01 09:00:00+00"


def test_what_a_reader_declares_of_letters_goes_before_and_case_toml_before_that(
    con: duckdb.DuckDBPyConnection,
) -> None:
    field = moment("c0", letters={"BST": "+06:00", "EST": "+10:00"})
    assert typed(con, field, "2021-03-01 10:00 BST", Words())[0] == "2021-03-01 04:00:00+00"
    assert typed(con, field, "2021-03-01 10:00 EST", Words())[0] == "2021-03-01 00:00:00+00"
    assert typed(con, field, "2021-03-01 10:00 BST", Words({"BST": "+01:00"}))[0] == "2021-03-01 09:00:00+00"


def test_moscow_had_another_offset_for_some_years(con: duckdb.DuckDBPyConnection) -> None:
    assert at(con, "iso", "2011-03-26 10:00 MSK")[2] == "+03:00"
    assert at(con, "iso", "2012-07-01 10:00 MSK")[2] == "+04:00"
    assert at(con, "day first", "01.07.2022 10:00 msk")[2] == "+03:00"


@pytest.mark.parametrize(
    "style", [*STYLES, "numeric", "epoch_s", "epoch_ns", "%Y-%m-%dT%H", "%Y-%m-%d", "epoch_s|iso|names"]
)
def test_hyphens_in_an_hour_are_read_right_or_not_at_all(con: duckdb.DuckDBPyConnection, style: str) -> None:
    """pandas 3.1 reads 05:00:00 without a word."""
    cell = "2022-11-10T05-07-28+00:00"
    assert at(con, style, cell) == f'created_at: "{cell}" is not a moment that the test reader knows.'


def test_the_style_that_says_so_reads_hyphens_in_an_hour(con: duckdb.DuckDBPyConnection) -> None:
    found = at(con, "%Y-%m-%dT%H-%M-%S%z", "2022-11-10T05-07-28+00:00")
    assert found == ("2022-11-10 05:07:28+00", "second", "+00:00", "stated")


@pytest.mark.parametrize("style", ["iso", "day first", "rfc2822", "names", "%Y-%m-%d %H:%M:%S"])
def test_a_leap_second_is_no_moment(con: duckdb.DuckDBPyConnection, style: str) -> None:
    cells = {"day first": "31/12/2016 23:59:60", "rfc2822": "31 Dec 2016 23:59:60", "names": "31 Dec 2016 23:59:60"}
    assert "is not a moment" in at(con, style, cells.get(style, "2016-12-31 23:59:60"))


def test_a_year_behind_a_hyphen_is_no_offset(con: duckdb.DuckDBPyConnection) -> None:
    assert at(con, "%d-%m-%Y %H:%M %z", "10-11-2022 05:07 +0100")[2] == "+0100"


@pytest.mark.parametrize(
    ("cell", "style", "found"),
    [
        ("14/5/2024", "day first", "2024-05-14"),
        ("15 mei 2024", "names", "2024-05-15"),
        ("mei 2024", "names", "2024-05"),
        ("Tue, 14 May 2024 22:08:00 +0200", "rfc2822", "2024-05-14"),
        ("2024-05-14 22:08 EDT", "iso", "2024-05-14"),
        ("31/6/2024", "day first", 'published: "31/6/2024" is not a date as day first.'),
        ("14 mei 2024 ma", "names", 'published: "14 mei 2024 ma" is said to be a Monday, and was a Tuesday.'),
    ],
)
def test_a_day_that_is_stated_in_a_style(con: duckdb.DuckDBPyConnection, cell: str, style: str, found: str) -> None:
    language = "nl" if style == "names" else ""
    assert typed(con, edtf("c0", style=style, language=language), cell, Words()) == found


ADVICE = {
    "29.07.2022": ' Days written so need as = "numeric" in case.toml, or as = "day first" or "month first".',
    "7/29/22 10:05 PM": ' Days written so need as = "numeric" in case.toml, or as = "day first" or "month first".',
    "1714971640": ' Numbers that count from 1970 need as = "epoch" in case.toml.',
    "Fri, 29 Jul 2022 10:00:00 GMT": ' Times written as in an e-mail need as = "rfc2822" in case.toml.',
    "29 juillet 2022": ' A month by its name needs as = "names" and language = "..." in case.toml.',
    "2022-11-10T05-07-28+00:00": "",
    "yesterday": "",
}


@pytest.mark.parametrize("cell", ADVICE)
def test_the_table_reader_says_what_to_write(con: duckdb.DuckDBPyConnection, cell: str) -> None:
    said = f'created_at: "{cell}" is not a moment that the table reader knows.{ADVICE[cell]}'
    assert typed(con, moment("c0"), cell, Words(), "table") == said
    stated = f'published: "{cell}" is not a date such as 2020, 2020-04, 2020-04-29 or 2021-09/2022-01.{ADVICE[cell]}'
    assert typed(con, edtf("c0"), cell, Words(), "table") == stated
