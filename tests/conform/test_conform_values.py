"""Single values: what is read, with which precision and zone, and what is refused rather than guessed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from helpers import conform, store
from helpers.fields import Field, count, edtf, flag, ident, moment, number, rewrite, template, text, which, words
from helpers.store import Raw

TABLES = {
    "moment": ("posts", "created_at"),
    "count": ("posts", "n_likes"),
    "number": ("posts", "n_likes"),
    "flag": ("accounts", "verified"),
    "edtf": ("articles", "published"),
    "words": ("posts", "tags"),
}


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    made = store.connect(tmp_path_factory.mktemp("spill"))
    conform.prepare(made)
    yield made
    made.close()


def typed(con: duckdb.DuckDBPyConnection, field: Field, *cells: str, suffix: str = "", zone: str = "UTC") -> Any:
    """The value that a field makes of one record, and the reason if it is set aside."""
    table, column = TABLES.get(field.kind, ("posts", "text"))
    names = {f"c{n}": f"nullif({store.literal(cell)}, '')" for n, cell in enumerate(cells)}
    raw = Raw("SELECT '1' AS _row, CAST(NULL AS VARCHAR) AS _fault, CAST(NULL AS VARCHAR) AS _stated", names)
    sql = conform.select(raw, {table: {column: field}}, reader="test", zone=zone)
    found = con.execute(f'SELECT "{table}.{column}{suffix}", _fault, _notes FROM ({sql})').fetchall()[0]
    return found[1] or found[0]


def at(con: duckdb.DuckDBPyConnection, stated: str, style: str = "iso", zone: str = "UTC") -> Any:
    field = moment("c0", style)
    parts = [typed(con, field, stated, suffix=suffix, zone=zone) for suffix in ("", "_precision", "_zone", "_zone_by")]
    return (parts[0].strftime("%Y-%m-%dT%H:%M:%S.%f"), *parts[1:])


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2015-06-25 20:56:07", ("2015-06-25T18:56:07.000000", "second", "Europe/Berlin", "case")),
        ("2024-05-14T22:08:00+0200", ("2024-05-14T20:08:00.000000", "second", "+0200", "stated")),
        ("2024-05-14 22:08 +02:00", ("2024-05-14T20:08:00.000000", "minute", "+02:00", "stated")),
        ("2024-05-14T22:08:00.120Z", ("2024-05-14T22:08:00.120000", "ms", "Z", "stated")),
        ("2024-05-14T22:08:00.000Z", ("2024-05-14T22:08:00.000000", "second", "Z", "stated")),
        ("2024-05-14 22:08:00 UTC", ("2024-05-14T22:08:00.000000", "second", "UTC", "stated")),
        ("2013-08-07", ("2013-08-06T22:00:00.000000", "day", "Europe/Berlin", "case")),
    ],
)
def test_iso_moments(con: duckdb.DuckDBPyConnection, stated: str, expected: tuple[str, ...]) -> None:
    assert at(con, stated, zone="Europe/Berlin") == expected


@pytest.mark.parametrize(
    ("stated", "style", "expected"),
    [
        ("10/1/2017 19:58", "%m/%d/%Y %H:%M", ("2017-10-01T19:58:00.000000", "minute", "UTC", "case")),
        ("1714971640", "epoch_s", ("2024-05-06T05:00:40.000000", "second", "UTC", "format")),
        ("1714971640.0", "epoch_s", ("2024-05-06T05:00:40.000000", "second", "UTC", "format")),
        ("1714971640123", "epoch_ms", ("2024-05-06T05:00:40.123000", "ms", "UTC", "format")),
        ("1714971640123456", "epoch_us", ("2024-05-06T05:00:40.123456", "ms", "UTC", "format")),
        (
            "Fri Nov 30 16:20:11 +0100 2018",
            "%a %b %d %H:%M:%S %z %Y",
            ("2018-11-30T15:20:11.000000", "second", "+0100", "stated"),
        ),
    ],
)
def test_moments_in_a_stated_form(
    con: duckdb.DuckDBPyConnection, stated: str, style: str, expected: tuple[str, ...]
) -> None:
    assert at(con, stated, style) == expected


@pytest.mark.parametrize(
    "stated",
    [
        "2022-11-10T05-07-28+00:00",
        "2021-02",
        "01/02/2022",
        "4 oktober 2017",
        "2024-02-30",
        "1714971640",
    ],
)
def test_what_is_no_iso_moment_is_refused(con: duckdb.DuckDBPyConnection, stated: str) -> None:
    said = f'created_at: "{stated}" is not a moment that the test reader knows.'
    assert typed(con, moment("c0"), stated) == said


def test_an_epoch_beyond_all_dates_is_refused(con: duckdb.DuckDBPyConnection) -> None:
    said = 'created_at: "999999999999999" is not a moment that the test reader knows.'
    assert typed(con, moment("c0", "epoch_s"), "999999999999999") == said


@pytest.mark.parametrize(
    ("field", "cell", "expected"),
    [
        (count("c0"), "1,234", 1234),
        (count("c0"), " 12 ", 12),
        (count("c0"), "12.0", 12),
        (count("c0"), "", None),
        (count("c0", missing=("NA",)), "NA", None),
        (count("c0"), "1.2K", 'n_likes: "1.2K" is not a whole number.'),
        (count("c0"), "12,34", 'n_likes: "12,34" is not a whole number.'),
        (number("c0"), "1e3", 1000.0),
        (number("c0"), "NaN", 'n_likes: "NaN" is not a finite number.'),
        (flag("c0"), "True", True),
        (flag("c0"), "no", False),
        (flag("c0"), "maybe", 'verified: "maybe" is neither true nor false.'),
        (text("c0"), " as it stands ", " as it stands "),
        (ident("c0"), " 007 ", "007"),
        (edtf("c0"), "2020-04~", "2020-04~"),
        (edtf("c0"), "2021-09/2022-01", "2021-09/2022-01"),
        (edtf("c0", style="%d/%m/%Y"), "14/05/2024", "2024-05-14"),
        (edtf("c0", style="%B %Y"), "May 2024", "2024-05"),
        (edtf("c0", style="iso"), "2024-05-14T23:59:00-05:00", "2024-05-14"),
        (edtf("c0", style="%d/%m/%Y"), "05/14/2024", 'published: "05/14/2024" is not a date as %d/%m/%Y.'),
        (edtf("c0", style="epoch_s"), "1714971640", "2024-05-06"),
        (edtf("c0", style="epoch_s"), "-99999999999", 'published: "-99999999999" is not a date as epoch_s.'),
        (edtf("c0", style="%Y"), "0000", 'published: "0000" is not a date as %Y.'),
        (words("c0"), '["a", "#b"]', ["a", "b"]),
        (words("c0"), "a, b", 'tags: "a, b" is not a JSON list.'),
        (words("c0", style="brackets"), "[a, b,c]", ["a", "b,c"]),
        (words("c0", style="brackets"), "[]", []),
        (words("c0", style="brackets"), '["a","b"]', ["a", "b"]),
        (words("c0", style="split ;"), "a; b;;", ["a", "b"]),
        (words("c0", style="split ;", without="^b$"), "a;b;bb", ["a", "bb"]),
        (words("c0", style="one"), "a, b", ["a, b"]),
        (words(style="one", or_tags_of="c0"), "so #Maravel #2024 ＃港 a#b", ["Maravel", "港", "b"]),
        (
            rewrite("c0", pattern="^at://([^/]+)/x/(.+)$", into=r"https://e.example/\1/\2"),
            "at://did:1/x/9",
            "https://e.example/did:1/9",
        ),
        (rewrite("c0", pattern="^at://", into=""), "http://e.example", None),
        (which("post", repost="c0"), "false", "post"),
        (which("post", repost="c0"), "7", "repost"),
        (which("post", quote="c0=QUOTE"), "RETWEET", "post"),
        (which("post", quote=("c0=QUOTE", "c0~^Q")), "Q1", "quote"),
    ],
)
def test_values(con: duckdb.DuckDBPyConnection, field: Field, cell: str, expected: object) -> None:
    assert typed(con, field, cell) == expected


def test_a_template_needs_all_its_parts(con: duckdb.DuckDBPyConnection) -> None:
    address = template("https://t.example/@{c0}/{c1}")
    assert typed(con, address, "@ann", "7") == "https://t.example/@ann/7"
    assert typed(con, address, "ann", "") is None


def test_the_second_moment_counts_where_the_first_is_not_there(con: duckdb.DuckDBPyConnection) -> None:
    field = moment("c0", "epoch_s", otherwise=moment("c1"))
    assert typed(con, field, "0", "2024-05-14").year == 1970
    assert typed(con, field, "", "2024-05-14").year == 2024


def test_several_lists_become_one_without_repetition(con: duckdb.DuckDBPyConnection) -> None:
    assert typed(con, words("c0", "c1"), '["b", "a"]', '["a", "c"]') == ["b", "a", "c"]


def test_a_text_that_closes_a_quote_stays_a_text(con: duckdb.DuckDBPyConnection) -> None:
    assert typed(con, text("c0"), "it's '); DROP TABLE x; --") == "it's '); DROP TABLE x; --"


def test_needed_says_what_for(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    said = 'no "c0". The test reader needs it to tell posts apart.'
    assert typed(con, text("c0", needed="to tell posts apart"), "") == said


@pytest.mark.parametrize("style", ["iso", "epoch_s", "%B %Y"])
def test_a_date_in_a_style_is_not_read_as_edtf_once_more(style: str) -> None:
    """`kit_edtf` names its argument so often that DuckDB planned for seconds where that was itself long."""
    raw = Raw("SELECT '1' AS _row, CAST(NULL AS VARCHAR) AS _fault, CAST(NULL AS VARCHAR) AS _stated", {"c0": "c0"})
    sql = conform.select(raw, {"articles": {"published": edtf("c0", style=style)}}, reader="test", zone="UTC")
    assert "kit_edtf" not in sql


@pytest.mark.parametrize("year", ["0000", "0001", "0010", "0100", "0999", "1000", "2024", "9999"])
def test_a_year_before_the_first_is_no_date(con: duckdb.DuckDBPyConnection, year: str) -> None:
    found = typed(con, edtf("c0", style="%d/%m/%Y"), f"14/05/{year}")
    assert found == (f"{year}-05-14" if year != "0000" else 'published: "14/05/0000" is not a date as %d/%m/%Y.')


@pytest.mark.parametrize(
    ("column", "style", "cell", "expected"),
    [
        ("links", "split ,", "https://a.example/1,2,http://b.example", ["https://a.example/1,2", "http://b.example"]),
        (
            "links",
            "split ,",
            "https://a.example/1, https://b.example/,",
            ["https://a.example/1", "https://b.example/,"],
        ),
        ("links", "split ,", "a.example,b.example", ["a.example", "b.example"]),
        ("links", "split |", "https://a.example|https://b.example", ["https://a.example", "https://b.example"]),
        ("mentions", "split ,", "@ana,bo", ["ana", "bo"]),
    ],
)
def test_lists_of_addresses_and_of_accounts(
    con: duckdb.DuckDBPyConnection, column: str, style: str, cell: str, expected: list[str]
) -> None:
    raw = Raw(
        "SELECT '1' AS _row, CAST(NULL AS VARCHAR) AS _fault, CAST(NULL AS VARCHAR) AS _stated",
        {"c0": store.literal(cell)},
    )
    sql = conform.select(raw, {"posts": {column: words("c0", style=style)}}, reader="test", zone="UTC")
    assert con.execute(f'SELECT "posts.{column}" FROM ({sql})').fetchall() == [(expected,)]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('[{"tag": "fire", "start": 1}, {"tag": "quay"}]', ["fire", "quay"]),
        ('["#fire", "quay"]', ["fire", "quay"]),
        ("[]", []),
        ("", None),
        ("fire", 'tags: "fire" is not a JSON list.'),
        ('{"tag": "fire"}', 'tags: "{"tag": "fire"}" is not a JSON list.'),
    ],
)
def test_a_cell_may_hold_a_json_list_of_objects(con: duckdb.DuckDBPyConnection, cell: str, expected: Any) -> None:
    assert typed(con, words("c0[].tag"), cell) == expected


@pytest.mark.parametrize(
    ("unless", "flag_", "expected"),
    [
        ("c1", "yes", None),
        ("c1", "no", 12),
        ("c1", "", 12),
        ("c1=repost", "repost", None),
        (("c1=quote", "c1~^re"), "repost", None),
        (("c1=quote", "c1~^re"), "post", 12),
    ],
)
def test_a_count_may_belong_to_another_post(
    con: duckdb.DuckDBPyConnection, unless: str | tuple[str, ...], flag_: str, expected: int | None
) -> None:
    assert typed(con, count("c0", unless=unless), "12", flag_) == expected


def test_a_count_of_another_post_is_no_fault(con: duckdb.DuckDBPyConnection) -> None:
    assert typed(con, count("c0", unless="c1"), "many", "yes") is None
    assert typed(con, count("c0", unless="c1"), "many", "no") == 'n_likes: "many" is not a whole number.'
    assert count("c0", unless=("c1=x", "c2")).all_paths() == {"c0", "c1", "c2"}


def test_what_stands_for_a_line_break_is_one_and_said(con: duckdb.DuckDBPyConnection) -> None:
    assert typed(con, text("c0", newline=r"\n"), r"smoke\nat the quay") == "smoke\nat the quay"
    raw = Raw(
        "SELECT '1' AS _row, CAST(NULL AS VARCHAR) AS _fault, CAST(NULL AS VARCHAR) AS _stated",
        {"c0": store.literal(r"smoke\nat the quay")},
    )
    sql = conform.select(raw, {"posts": {"text": text("c0", newline=r"\n")}}, reader="test", zone="UTC")
    assert con.execute(f"SELECT _notes FROM ({sql})").fetchall() == [([r"text: \n read as a line break"],)]
