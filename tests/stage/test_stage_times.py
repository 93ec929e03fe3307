"""What is said of a file's moments: zones, letters, how exact they are, hours that a clock skips or has twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from helpers import build
from helpers.cases import Case

Make = Callable[..., Any]


def case(make_case: Make, values: list[str], style: str = "iso", words: str = "", *, zone: str = "UTC") -> Case:
    """A case of one file of posts with these moments, built."""
    toml = '\n[[sources]]\nfiles = "a.csv"\nreader = "table"\ntable = "posts"\nplatform = "x"\ncredit = "x"\n'
    toml += f'{words}\ncolumns = {{ id = "n", created_at = {{ column = "at", as = "{style}" }} }}\n'
    rows = "".join(f'{n},"{value}"\n' for n, value in enumerate(values))
    made = make_case({"a.csv": "n,at\n" + rows}, toml, zone=zone)
    build.build(made)
    return made  # type: ignore[no-any-return]


def told(made: Case) -> tuple[list[str], list[str]]:
    row = made.table("sources").iloc[0]
    return list(row["decided"]), list(row["repairs"])


def exact(made: Case) -> set[str]:
    return set(made.table("posts")["created_at_precision"])


def test_the_zones_of_a_column_are_said(make_case: Make) -> None:
    values = ["2021-01-02 10:05:07", "2021-01-02 10:05:07Z", "2021-01-02 10:05:07+01:00", "2021-01-02 10:05:07+01:00"]
    values += ["2021-01-02 10:05:07 EST", "2021-01-02 10:05:07 -0300", "2021-01-02 10:05:07+09:00"]
    assert told(case(make_case, values, zone="Europe/Berlin")) == (
        [
            "created_at: no zone in 1 row; Europe/Berlin, as case.toml says",
            "created_at: the zone stands in 6 rows: +01:00 in 2, +09:00 in 1, -0300 in 1 and 2 others",
            "created_at: EST read as -05:00 in 1 row",
        ],
        [],
    )


def test_the_zone_of_a_source_and_that_of_a_format_are_said(make_case: Make) -> None:
    made = case(make_case, ["2021-01-02 10:05:07"], words='zone = "America/New_York"')
    assert told(made)[0] == ["created_at: no zone in 1 row; America/New_York, as case.toml says"]


def test_numbers_since_1970_are_in_utc(make_case: Make) -> None:
    assert told(case(make_case, ["1714971640"], "epoch_s"))[0] == ["created_at: UTC in 1 row, as the format says"]


def test_seconds_that_are_all_zero_are_minutes_in_milliseconds_too(make_case: Make) -> None:
    made = case(make_case, [str((1714971600 + 60 * n) * 1000) for n in range(1, 13)], "epoch_ms")
    assert exact(made) == {"minute"}
    assert told(made)[0][0] == "created_at: every second is :00 in 12 rows, so it is to the minute"


def test_milliseconds_that_are_all_zero_are_seconds(make_case: Make) -> None:
    made = case(make_case, [str((1714971600 + 61 * n) * 1000) for n in range(12)], "epoch_ms")
    assert exact(made) == {"second"}
    assert told(made)[0][0] == "created_at: every millisecond is .000 in 12 rows, so it is to the second"


def test_hours_that_are_all_midnight_are_days(make_case: Make) -> None:
    values = [f"2021-01-{day:02} 00:00:00" for day in range(1, 13)]
    made = case(make_case, values, zone="Europe/Berlin")
    assert exact(made) == {"day"}
    assert told(made)[0][0] == "created_at: every hour is midnight in 12 rows, so it is to the day"


def test_an_offset_of_zero_is_no_midnight(make_case: Make) -> None:
    assert exact(case(make_case, [f"2021-01-02T10:{n}:07+00:00" for n in range(10, 22)])) == {"second"}


def test_few_rows_prove_nothing(make_case: Make) -> None:
    assert exact(case(make_case, [f"2021-01-0{day} 00:00:00" for day in range(1, 10)])) == {"second"}


def test_an_hour_that_a_clock_has_twice_or_skips_is_said(make_case: Make) -> None:
    values = ["2022-03-27 01:59", "2022-03-27 02:30", "2022-03-27 03:30", "2022-10-30 02:30", "2022-10-30 03:00"]
    values += ["2022-10-30 02:30+01:00", "2022-03-27", "2022-10-30"]
    assert told(case(make_case, values, zone="Europe/Berlin"))[1] == [
        "created_at: an hour that Europe/Berlin has twice; the later one was taken: 1 row, the first is row 5 "
        '("2022-10-30 02:30")',
        "created_at: an hour that Europe/Berlin skips as its clocks go forward; it was taken for the hour that "
        'follows: 1 row, the first is row 3 ("2022-03-27 02:30")',
    ]


def test_an_hour_of_twelve_is_not_taken_for_a_skipped_one(make_case: Make) -> None:
    values = ["27/3/2022 3:30 AM", "30/10/2022 2:30 AM", "27/3/2022 2:30 am"]
    said = told(case(make_case, values, "day first", zone="Europe/Berlin"))[1]
    assert [one.split("(")[1] for one in said] == ['"30/10/2022 2:30 AM")', '"27/3/2022 2:30 am")']


def test_a_column_of_another_table_keeps_its_own_precision(make_case: Make) -> None:
    """The tweets of this file are to the minute; the accounts that it names are not."""
    toml = '\n[[sources]]\nfiles = "a.csv"\nreader = "twitter_io_archive"\ncredit = "x"\n'
    head = "tweetid,userid,user_screen_name,account_creation_date,tweet_time,tweet_text\n"
    rows = "".join(f"{n},{n},a{n},2015-01-0{n % 9 + 1} 10:05:07,2017-01-02 10:{n:02}:00,x\n" for n in range(12))
    made = make_case({"a.csv": head + rows}, toml)
    build.build(made)
    assert exact(made) == {"minute"}
    assert set(made.table("accounts")["created_at_precision"]) == {"second"}
