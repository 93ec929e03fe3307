"""The calendar of expressions: points moved, stretches cut, holidays of every rule."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import dates
from helpers.dates import _calendar
from helpers.dates._calendar import Point

DAY = Point(2022, 7, 30)


@pytest.mark.parametrize(
    ("point", "n", "unit", "value", "timex"),
    [
        (DAY, -1, "D", "2022-07-29", "2022-07-29"),
        (DAY, 2, "D", "2022-08-01", "2022-08-01"),
        (DAY, 0, "W", "2022-07-25/2022-07-31", "2022-W30"),
        (Point(2021, 1, 3), 0, "W", "2020-12-28/2021-01-03", "2020-W53"),
        (Point(2024, 12, 30), 0, "W", "2024-12-30/2025-01-05", "2025-W01"),
        (Point(2024, 12, 30), 0, "WE", "2025-01-04/2025-01-05", "2025-W01-WE"),
        (DAY, -7, "M", "2021-12", "2021-12"),
        (Point(2022, 7), 6, "M", "2023-01", "2023-01"),
        (DAY, -1, "Q", "2022-04/2022-06", "2022-Q2"),
        (Point(2022, 1, 5), -1, "Q", "2021-10/2021-12", "2021-Q4"),
        (Point(2022), -10, "Y", "2012", "2012"),
        (DAY, -1, "DE", "2010/2019", "201X"),
        (DAY, 0, "CE", "2001/2100", "20XX"),
        (Point(2000), 0, "CE", "1901/2000", "19XX"),
    ],
)
def test_a_point_moved(point: Point, n: int, unit: str, value: str, timex: str) -> None:
    moved = _calendar.moved(point, n, unit)
    assert moved is not None
    assert (moved.value, moved.timex, dates.valid(moved.value)) == (value, timex, True)


@pytest.mark.parametrize(
    ("point", "n", "unit"),
    [(Point(2022, 7), 1, "D"), (Point(2022), 1, "M"), (Point(2022), -1, "W"), (DAY, 10**9, "D"), (DAY, -(10**9), "M"),
     (DAY, 10**12, "Y"), (DAY, 1, "TH"), (Point(1, 1, 1), -1, "D"), (Point(9999, 12, 31), 1, "D")],
)  # fmt: skip
def test_a_point_that_is_not_exact_enough_or_leaves_the_calendar_moves_nowhere(point: Point, n: int, unit: str) -> None:
    assert _calendar.moved(point, n, unit) is None


@given(st.dates(), st.integers(-(10**6), 10**6), st.sampled_from(["D", "W", "WE", "M", "Q", "Y", "DE", "CE"]))
def test_every_move_stays_in_the_calendar(day: date, n: int, unit: str) -> None:
    moved = _calendar.moved(_calendar.at(day), n, unit)
    assert moved is None or dates.valid(moved.value)


@pytest.mark.parametrize(
    ("stretch", "parts"),
    [
        (_calendar.whole(Point(2020)), ["2020-01~/2020-04~", "2020-05~/2020-08~", "2020-09~/2020-12~"]),
        (
            _calendar.whole(Point(2021, 2)),
            ["2021-02-01~/2021-02-10~", "2021-02-11~/2021-02-20~", "2021-02-21~/2021-02-28~"],
        ),
        (_calendar.decade(2015), ["2010~/2013~", "2014~/2016~", "2017~/2019~"]),
        (_calendar.century(20), ["1901~/1933~", "1934~/1966~", "1967~/2000~"]),
        (_calendar.quarter(2022, 1), ["2022-01~/2022-01~", "2022-02~/2022-02~", "2022-03~/2022-03~"]),
        (_calendar.season(2020, "WI"), ["2020-12~/2020-12~", "2021-01~/2021-01~", "2021-02~/2021-02~"]),
        (
            _calendar.week(date(2022, 7, 30)),
            ["2022-07-25~/2022-07-26~", "2022-07-27~/2022-07-29~", "2022-07-30~/2022-07-31~"],
        ),
        (_calendar.whole(DAY), ["2022-07-30"] * 3),
    ],
)  # fmt: skip
def test_the_three_parts_of_a_stretch(stretch: _calendar.Stretch, parts: list[str]) -> None:
    assert [_calendar.edged(stretch, edge).value for edge in ("START", "MID", "END")] == parts
    assert all(dates.valid(part) for part in parts)


def test_about_marks_every_end() -> None:
    said = {
        "2020": "2020~",
        "2020-04~": "2020-04~",
        "2020/2021": "2020~/2021~",
        "2020/..": "2020~/..",
        "2020?": "2020?",
    }
    assert {value: _calendar.about(value) for value in said} == said


# As the almanacs print them; 25 April is the latest there can be.
EASTER = {1961: "04-02", 2000: "04-23", 2008: "03-23", 2019: "04-21", 2022: "04-17", 2024: "03-31", 2038: "04-25"}


@pytest.mark.parametrize("year", EASTER)
def test_easter(year: int) -> None:
    assert _calendar.easter(year).isoformat() == f"{year}-{EASTER[year]}"


@pytest.mark.parametrize(
    ("spec", "day"),
    [("12-25", "2022-12-25"), ("11-4TH", "2022-11-24"), ("11-4TH1", "2022-11-25"), ("05-LMO", "2022-05-30"),
     ("09-1MO", "2022-09-05"), ("11-1MO1", "2022-11-08"), ("EASTER-2", "2022-04-15"), ("EASTER", "2022-04-17"),
     ("EASTER+1", "2022-04-18")],
)  # fmt: skip
def test_a_holiday(spec: str, day: str) -> None:
    assert _calendar.holiday(spec, 2022).isoformat() == day


def test_the_season_of_a_month() -> None:
    said = [_calendar.season_of(Point(2022, month)) for month in (1, 2, 3, 5, 6, 8, 9, 11, 12)]
    assert said == [(2021, "WI")] * 2 + [(2022, name) for name in ("SP", "SP", "SU", "SU", "FA", "FA", "WI")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In the 0000s it was so.", []),
        ("It ended on 13/02/0000, on Monday.", [("Monday", "2024-04-29")]),
        ("0000-05 and 0000-05-06", []),
        ("On 0001-01-01 at 01:00 it began. Two hours earlier it ended.",
         [("0001-01-01 at 01:00", "0001-01-01"), ("Two hours earlier", None)]),
        ("On 9999-12-31T23:59 it ends. An hour later it begins.",
         [("9999-12-31T23:59", "9999-12-31"), ("An hour later", None)]),
        ("In the 0010s", [("the 0010s", "0010/0019")]),
    ],
)  # fmt: skip
def test_the_ends_of_the_calendar(text: str, found: list[tuple[str, str | None]]) -> None:
    assert [(one.text, one.value) for one in dates.expressions(text, "2024-05-01")] == found
