"""What the build takes for a date or a moment is what `helpers.dates` takes for one: the two may not drift apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import conform, dates
from helpers.conform import spelt
from helpers.conform.query import Query

ZONES = ("UTC", "Europe/Berlin", "America/New_York")
DATES = [
    "2020", "2020-04", "2020-04-29", "2020~", "2020-04?", "2020-04-29%", " 2020 ", "\t2020-04\n", "\u00a02020\u3000",
    "2020/2021", "2020-05/2020", "2020/2020-01", "2021-09/2022-01", "2020-02-29/2020-02", "2020~/2021?", "../2020",
    "2020-04/..", "0001", "9999", "9999-12-31", "2020-02-29", "1900/2100",
]  # fmt: skip
NO_DATES = [
    "", " ", "0000", "0000-01", "0000-01-01", "0000/2020", "../0000", "2022/2021", "2020-05/2020-04",
    "2020-05-02/2020-05-01", "2020-06/2020-05-31", "../..", "..", "/", "2020/", "/2020", "2020//2021", "2020/2021/2022",
    "2020 / 2021", "2020-00", "2020-13", "2020-04-31", "2021-02-29", "1900-02-29", "2020-4", "20200429", "2020-04-29~~",
    "~2020", "٢٠٢٠", "2020\n/2021", "2020-04-29T10:05", "12020", "-2020", "2020-", "2020-04-",
]  # fmt: skip
MOMENTS = [
    "2022-07-29T10:05:07Z", "2022-07-29t10:05:07z", "2022-07-29 10:05", "2022-07-29t10:05", "2022-07-29",
    " 2022-07-29T10:05Z ", "\u00a02022-07-29T10:05Z\n", "2022-07-29T10:05:07+0530", "2022-07-29T10:05:07 +05:30",
    "2022-07-29T10:05:07-00:00", "2022-07-29T10:05+23:59", "2022-07-29T10:05-23:59", "2022-07-29 10:05 utc",
    "2022-07-29 10:05 Gmt", "2022-07-29Z", "2022-07-29 UTC", "2022-07-29+02:00", "2022-07-29 -0200",
    "2022-07-29T10:05:07.1Z", "2022-07-29T10:05:07,123456789Z", "2022-07-29T10:05:07.9999999", "2022-12-31T24:00:00Z",
    "2022-12-31T24:00", "2022-12-31T24:00:00.000Z", "2022-03-27 02:30", "2022-10-30 02:30", "2022-03-13 02:30",
    "2022-11-06 01:30", "2022-07-29T10:05:07 CEST", "2022-07-29 10:05 edt", "2022-07-29T10:05:07.5EST",
    "2022-07-29 JST",
    "2012-07-29 10:05 MSK", "2022-07-29 10:05 MSK", "2020-02-29", "9999-12-31T12:00Z", "0001-01-02T00:00Z",
]  # fmt: skip
NO_MOMENTS = [
    "", "2022", "2022-07", "2022-02-30", "2021-02-29", "2022-13-01", "2022-07-29T10", "2022-07-29T10:05:60Z",
    "2016-12-31T23:59:60Z", "2022-07-29T24:00:01Z", "2022-07-29T24:00:00.5Z", "2022-07-29T24:30Z", "2022-07-29T25:00Z",
    "2022-07-29T10:60Z", "2022-11-10T05-07-28+00:00", "2022-07-29T10:05:07+99:99", "2022-07-29T10:05:07+24:00",
    "2022-07-29T10:05:07+05:60", "2022-07-29+24:00", "2022-07-29T10:05:07+5:30", "2022-07-29T10:05:07+05",
    "2022-07-29T10:05:07 XYZ", "2022-07-29T10:05:07 IST", "2022-07-29T10:05:07 bst", "2022-07-29 PST",
    "2022-07-29T10:05:07  Z", "2022-07-29T10:05:07.1234567890Z", "2022-07-29T10:05:07.",
    "1659088800", "29.07.2022", "2022-07-29T10:05Z x", "2022-07-29T10:05\nZ", "٢٠٢٢-٠٧-٢٩", "0001-01-01T00:00+05:00",
    "9999-12-31T23:59:59-05:00", "9999-12-31T24:00Z", "9999-12-31T24:00", "0000-01-01", "0000-12-31T23:00-05:00",
    "2022-07-29T10:05ſ", "10000-01-01",
]  # fmt: skip


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    made = duckdb.connect()
    made.execute("SET TimeZone = 'UTC'")
    conform.prepare(made)
    yield made
    made.close()


def one(con: duckdb.DuckDBPyConnection, sql: str, *values: str) -> Any:
    return con.execute(f"SELECT {sql}", values).fetchall()[0][0]


def moment(con: duckdb.DuckDBPyConnection, text: str, zone: str) -> tuple[Any, str | None]:
    """What the build's query makes of a text in the style `iso`: the moment, and the offset that it states."""
    query = Query("test", zone, "case")
    spelt_ = query.once(spelt.spell(query, "x", "iso", {}))
    source = query.source("(SELECT CAST(? AS VARCHAR) AS x)")
    sql = f"SELECT kit_iso({spelt_}, '{zone}'), kit_offset({spelt_}) FROM {source}"
    return con.execute(sql, [text]).fetchall()[0]


@pytest.mark.parametrize(("texts", "good"), [(DATES, True), (NO_DATES, False)], ids=["dates", "no dates"])
def test_the_build_and_helpers_dates_know_the_same_dates(
    con: duckdb.DuckDBPyConnection, texts: list[str], good: bool
) -> None:
    assert {text: dates.valid(text) for text in texts} == dict.fromkeys(texts, good)
    assert {text: one(con, "kit_edtf(?)", text) for text in texts} == {t: t.strip() if good else None for t in texts}


@pytest.mark.parametrize("zone", ZONES)
def test_the_build_and_helpers_dates_know_the_same_moments(con: duckdb.DuckDBPyConnection, zone: str) -> None:
    for text in (*MOMENTS, *NO_MOMENTS):
        found = dates.moment(text, zone, "case")
        assert (found is not None) == (text in MOMENTS), text
        at, offset = moment(con, text, zone)
        assert at == (found and found.at), text
        assert found is None or (offset or zone) == (found.zone.upper() if found.zone_by == "stated" else zone), text


POINTS = st.one_of(
    st.just(".."),
    st.builds(
        lambda y, m, d, mark: "-".join([y, *m, *(d if m else [])]) + mark,
        st.sampled_from(["0000", "0001", "1999", "2020", "2021", "9999"]),
        st.lists(st.integers(0, 13).map("{:02}".format), max_size=1),
        st.lists(st.integers(0, 32).map("{:02}".format), max_size=1),
        st.sampled_from(["", "", "~", "?", "%", "~~"]),
    ),
)
EDTF = st.one_of(
    st.text(alphabet="0129-/.~?% T", max_size=24), POINTS, st.builds(lambda a, b: f"{a}/{b}", POINTS, POINTS)
)
ISO = st.one_of(
    st.text(alphabet="0129-:.,+TZtz ", max_size=32),
    st.builds(
        lambda *parts: "".join(parts),
        st.sampled_from(["0000-01-01", "0001-01-01", "2020-02-29", "2021-02-29", "2022-07-29", "9999-12-31"]),
        st.sampled_from(["", "T", "t", " "]),
        st.sampled_from(["", "00:00", "10:05", "23:59", "24:00", "24:01", "10:05:07", "23:59:60", "24:00:00"]),
        st.sampled_from(["", ".", ".0", ",5", ".123456789"]),
        st.sampled_from(["", " ", "  "]),
        st.sampled_from(["", "Z", "z", "utc", "GMT", "+02:00", "-0530", "+23:59", "+24:00", "+05:60", "-5:30", "MSK"]),
    ),
)


@settings(deadline=None)
@given(EDTF)
def test_any_text_is_the_same_date_or_none_for_both(con: duckdb.DuckDBPyConnection, text: str) -> None:
    assert one(con, "kit_edtf(?)", text) == (text.strip() if dates.valid(text) else None)


@settings(deadline=None)
@given(ISO)
def test_any_text_is_the_same_moment_or_none_for_both(con: duckdb.DuckDBPyConnection, text: str) -> None:
    found = dates.moment(text, "Europe/Berlin", "case")
    assert moment(con, text, "Europe/Berlin")[0] == (found and found.at)
