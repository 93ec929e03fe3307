"""Dates as pages and feeds write them: letters of a zone are an offset, or no date at all."""

from __future__ import annotations

import pytest

from helpers.readers import _page_dates

NOTE = "published_at: written as ISO 8601"


@pytest.mark.parametrize(
    ("value", "at", "note"),
    [
        ("Tue, 14 May 2024 22:08:00 CEST", "2024-05-14T22:08:00+02:00", NOTE),
        ("Tue, 14 May 2024 22:08:00 EST", "2024-05-14T22:08:00-05:00", NOTE),
        ("Tue, 14 May 2024 22:08:00 GMT", "2024-05-14T22:08:00+00:00", NOTE),
        ("Tue, 14 May 2024 22:08:00", "2024-05-14T22:08:00", NOTE),
        ("2024-05-14 22:08 CEST", "2024-05-14 22:08 CEST", None),
    ],
)
def test_letters_of_one_zone_are_read(value: str, at: str, note: str | None) -> None:
    assert _page_dates.as_stated(_page_dates.Found("pubDate", value)) == _page_dates.Chosen(
        "2024-05-14", at, "pubDate", note
    )


@pytest.mark.parametrize("value", ["Tue, 14 May 2024 22:08:00 IST", "2024-05-14 22:08 BST", "14 May 2024 22:08 XYZ"])
def test_letters_of_several_zones_or_none_are_not_guessed(value: str) -> None:
    """`email.utils` drops them without a word, and the case's zone would be assumed."""
    assert _page_dates.as_stated(_page_dates.Found("pubDate", value)) is None


@pytest.mark.parametrize(
    ("address", "value"),
    [
        ("https://x.example/news/2019/11/18/story", "2019-11-18"),
        ("https://x.example/news/2019/nov/18/story", "2019-11-18"),
        ("https://x.example/2019/November/5/", "2019-11-05"),
        ("https://x.example/2019/sept/30?page=2", "2019-09-30"),
        ("https://x.example/2019/may/story", "2019-05"),
        ("https://x.example/2019/mar/31/letters-2018-11-02", "2019-03-31"),
        ("https://x.example/2019-march-for-rain", None),
        ("https://x.example/2019/marching/4", None),
        ("https://x.example/2019/feb/31/story", None),
    ],
)
def test_an_address_names_its_day(address: str, value: str | None) -> None:
    from lxml import html

    chosen = _page_dates.chosen(_page_dates.candidates(html.fromstring("<p>x</p>"), [], address))
    assert (chosen.published if chosen else None) == value
