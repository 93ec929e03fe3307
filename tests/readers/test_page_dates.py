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
