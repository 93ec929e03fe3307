"""Dates keep their precision, and a text that is no date is none."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import dates
from helpers.errors import TableError

DATES = {
    "2020": (date(2020, 1, 1), date(2020, 12, 31), "year", "2020"),
    "2020-02": (date(2020, 2, 1), date(2020, 2, 29), "month", "Feb 2020"),
    "2021-02": (date(2021, 2, 1), date(2021, 2, 28), "month", "Feb 2021"),
    "2022-07-29": (date(2022, 7, 29), date(2022, 7, 29), "day", "29 Jul 2022"),
    "2020-04~": (date(2020, 4, 1), date(2020, 4, 30), "month", "about Apr 2020"),
    "2020?": (date(2020, 1, 1), date(2020, 12, 31), "year", "perhaps 2020"),
    "2020-02-29%": (date(2020, 2, 29), date(2020, 2, 29), "day", "perhaps about 29 Feb 2020"),
    "2021-09/2022-01": (date(2021, 9, 1), date(2022, 1, 31), "interval", "Sep 2021 – Jan 2022"),
    "2021-09~/2022?": (date(2021, 9, 1), date(2022, 12, 31), "interval", "about Sep 2021 – perhaps 2022"),
    "2020/2020": (date(2020, 1, 1), date(2020, 12, 31), "interval", "2020 – 2020"),
    "2021-06-15/2021-06": (date(2021, 6, 15), date(2021, 6, 30), "interval", "15 Jun 2021 – Jun 2021"),
    "2020-06-29/..": (date(2020, 6, 29), None, "interval", "since 29 Jun 2020"),
    "../2020-06": (None, date(2020, 6, 30), "interval", "until Jun 2020"),
    " 2020-04 ": (date(2020, 4, 1), date(2020, 4, 30), "month", "Apr 2020"),
    "0001-01-01": (date(1, 1, 1), date(1, 1, 1), "day", "1 Jan 1"),
}
NO_DATES = [
    "", " ", "20", "20200", "2020-1", "2020-13", "2020-00", "2020-04-31", "2021-02-29", "0000", "2020-04-29T10:00",
    "2020~~", "~2020",
    "202X", "2020-21", "../..", "/", "2020/", "/2020", "2022/2021", "2020-05/2020-04", "2020/2021/2022", "29.04.2020",
    "04/29/2020",
    "2020 04", "April 2020", "٢٠٢٠", "２０２０", "2020-04-29\n2021", "-2020", "2020/..?", "today",
]  # fmt: skip


@pytest.mark.parametrize("text", DATES)
def test_a_date_has_a_span_a_precision_and_words(text: str) -> None:
    first, last, exact, words = DATES[text]
    assert (dates.span(text), dates.precision(text), dates.words(text)) == ((first, last), exact, words)
    assert dates.about(text) == any(mark in text for mark in "~?%")


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date_is_refused_with_the_whole_sentence(text: str) -> None:
    assert not dates.valid(text)
    for ask in (dates.span, dates.precision, dates.words):
        with pytest.raises(TableError) as caught:
            ask(text)
        assert str(caught.value) == (
            f'"{text}" is not a date. '
            "Write 2020, 2020-04, 2020-04-29, 2020-04~ (about) or 2021-09/2022-01 (from and to)."
        )


@given(st.text(alphabet="0123456789-/.~?% TZ", max_size=24))
def test_every_text_is_a_date_or_none_and_nothing_else_happens(text: str) -> None:
    if dates.valid(text):
        first, last = dates.span(text)
        assert first or last
        assert not (first and last) or first <= last
        assert dates.words(text)


def test_a_zone_has_a_name() -> None:
    assert dates.zone("Europe/Berlin").key == "Europe/Berlin"
    for name in ("Berlin", "Europe/Berln", "", "../../etc/passwd", "/etc/localtime", "+02:00", "a\0b"):
        with pytest.raises(TableError) as caught:
            dates.zone(name)
        assert str(caught.value) == f'"{name}" is not a time zone. Write an IANA name such as "Europe/Berlin" or "UTC".'


MOMENTS = {
    "2022-07-29T10:05:07Z": ("2022-07-29 10:05:07", "second", "Z", "stated"),
    "2022-07-29t10:05:07z": ("2022-07-29 10:05:07", "second", "z", "stated"),
    "2022-07-29 10:05": ("2022-07-29 08:05:00", "minute", "Europe/Berlin", "case"),
    "2022-01-29 10:05": ("2022-01-29 09:05:00", "minute", "Europe/Berlin", "case"),
    "2022-07-29": ("2022-07-28 22:00:00", "day", "Europe/Berlin", "case"),
    "2022-07-29T10:05:07+0530": ("2022-07-29 04:35:07", "second", "+0530", "stated"),
    "2022-07-29T10:05:07 +05:30": ("2022-07-29 04:35:07", "second", "+05:30", "stated"),
    "2022-07-29T10:05:07-00:00": ("2022-07-29 10:05:07", "second", "-00:00", "stated"),
    "2022-07-29T10:05:07-0930": ("2022-07-29 19:35:07", "second", "-0930", "stated"),
    "2022-07-29 10:05 UTC": ("2022-07-29 10:05:00", "minute", "UTC", "stated"),
    "2022-07-29T10:05:07.1Z": ("2022-07-29 10:05:07.100000", "ms", "Z", "stated"),
    "2022-07-29T10:05:07,123456789Z": ("2022-07-29 10:05:07.123456", "ms", "Z", "stated"),
    "2022-12-31T24:00:00Z": ("2023-01-01 00:00:00", "second", "Z", "stated"),
    "2022-12-31T24:00Z": ("2023-01-01 00:00:00", "minute", "Z", "stated"),
    "2022-03-27 02:30": ("2022-03-27 01:30:00", "minute", "Europe/Berlin", "case"),  # an hour that was not
    "2022-10-30 02:30": ("2022-10-30 01:30:00", "minute", "Europe/Berlin", "case"),  # an hour that was twice: the later
}
NO_MOMENTS = [
    "", "2022", "2022-07", "2022-02-30", "2022-07-29T10", "2022-07-29T10:05:60Z", "2016-12-31T23:59:60Z",
    "2022-07-29T24:00:01Z",
    "2022-07-29T24:30Z", "2022-07-29T25:00Z", "2022-11-10T05-07-28+00:00", "2022-07-29T10:05:07+99:99",
    "2022-07-29T10:05:07+24:00",
    "2022-07-29T10:05:07+05:60", "2022-07-29T10:05:07+5:30", "2022-07-29T10:05:07 IST", "1659088800", "29.07.2022",
    "2022-07-29T10:05Z x",
    "2022-07-29T10:05\nZ", "٢٠٢٢-٠٧-٢٩", "0001-01-01T00:00+05:00", "9999-12-31T23:59:59-05:00", "9999-12-31T24:00Z",
    "0000-01-01",
]  # fmt: skip


@pytest.mark.parametrize("text", MOMENTS)
def test_a_moment_is_utc_with_its_precision_and_who_stated_the_zone(text: str) -> None:
    at, exact, zone, zone_by = MOMENTS[text]
    utc = datetime.fromisoformat(at).replace(tzinfo=UTC)
    assert dates.moment(text, "Europe/Berlin", "case") == dates.Moment(utc, exact, text, zone, zone_by)


@pytest.mark.parametrize("text", NO_MOMENTS)
def test_what_is_no_moment_is_none(text: str) -> None:
    assert dates.moment(text, "UTC", "case") is None


@given(st.text(alphabet="0123456789-:.,+TZ ", max_size=32))
def test_every_text_is_a_moment_or_none_and_nothing_else_happens(text: str) -> None:
    found = dates.moment(text, "America/New_York", "case")
    assert found is None or found.at.tzinfo is UTC


@pytest.mark.parametrize(
    ("at", "exact", "zone", "words"),
    [
        ("2022-07-28T22:00", "day", "Europe/Berlin", "29 Jul 2022"),
        ("2022-07-28T22:00", "day", "+02:00", "29 Jul 2022"),
        ("2022-07-28T22:00", "day", "Z", "28 Jul 2022"),
        ("2022-07-28T22:00", "month", "UTC", "Jul 2022"),
        ("2021-12-31T23:00", "year", "Europe/Berlin", "2022"),
        ("2022-07-28T22:00", "minute", "Europe/Berlin", "28 Jul 2022, 22:00 UTC"),
        ("2022-07-28T22:00:07", "second", "UTC", "28 Jul 2022, 22:00:07 UTC"),
        ("2022-07-28T22:00:07", "ms", "UTC", "28 Jul 2022, 22:00:07 UTC"),
    ],
)
def test_a_moment_is_shown_as_exactly_as_it_is_known(at: str, exact: str, zone: str, words: str) -> None:
    assert dates.shown(datetime.fromisoformat(at).replace(tzinfo=UTC), exact, zone) == words


def test_letters_of_zones_are_those_of_the_tz_database() -> None:
    """Every day from 2000 on, in every place: letters that ever meant two offsets at once are not among `LETTERS`."""
    found: dict[str, set[timedelta]] = {}
    for name in available_timezones():
        place = ZoneInfo(name)
        for n in range(0, 365 * 26, 7):
            at = (datetime(2000, 1, 1, tzinfo=UTC) + timedelta(days=n)).astimezone(place)
            letters, ahead = at.tzname(), at.utcoffset()
            of_a_place = letters and letters.isalpha() and letters.isupper() and not name.startswith("Etc/")
            if letters and of_a_place and ahead is not None:
                found.setdefault(letters, set()).add(ahead)
    one = {name for name, offsets in found.items() if len(offsets) == 1} - {"UTC", "GMT"}
    assert set(dates.LETTERS) == one - set(dates.AMBIGUOUS)
    assert {name for name, offsets in found.items() if len(offsets) > 1} - {"MSK"} <= set(dates.AMBIGUOUS)
    for name, offset in dates.LETTERS.items():
        stated = dates.moment(f"2020-06-01T12:00{offset}", "UTC", "case")
        assert stated is not None
        assert found[name] == {datetime(2020, 6, 1, 12, tzinfo=UTC) - stated.at}, name


@pytest.mark.parametrize(
    ("zone", "day", "offset"),
    [("EDT", "", "-04:00"), ("edt", "", "-04:00"), ("IST", "", ""), ("XYZ", "", ""), ("Z", "", "Z"),
     ("+02:00", "", "+02:00"), ("MSK", "2011-03-26", "+03:00"), ("MSK", "2011-03-27", "+04:00"),
     ("MSK", "2014-10-26", "+03:00")],
)  # fmt: skip
def test_an_offset_of_letters(zone: str, day: str, offset: str) -> None:
    assert dates.offset_of(zone, day) == offset


def test_when_the_clocks_of_a_zone_are_set() -> None:
    hour = timedelta(hours=1)
    assert dates.switches("Europe/Berlin", 2022, 2022) == [
        (datetime(2022, 3, 27, 1, tzinfo=UTC), hour),
        (datetime(2022, 10, 30, 1, tzinfo=UTC), -hour),
    ]
    assert dates.switches("Australia/Lord_Howe", 2021, 2021) == [
        (datetime(2021, 4, 3, 15, tzinfo=UTC), -hour / 2),
        (datetime(2021, 10, 2, 15, 30, tzinfo=UTC), hour / 2),
    ]
    assert dates.switches("UTC", 1990, 2030) == dates.switches("Asia/Tokyo", 1990, 2030) == []


@pytest.mark.parametrize("zone", ["utc", "Utc", "gmt", "z"])
def test_a_zone_in_small_letters_is_that_zone(zone: str) -> None:
    found = dates.moment(f"2020-01-01T10:00 {zone}", "Europe/Paris", "case.toml")
    assert found and found.at.isoformat() == "2020-01-01T10:00:00+00:00"
    assert dates.shown(found.at, "day", found.zone) == "1 Jan 2020"
