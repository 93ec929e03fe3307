"""Numbers, dates and cells as a reader sees them."""

from __future__ import annotations

from typing import Any

import pytest

from helpers.report.html import words
from helpers.report.html.words import Cell


@pytest.mark.parametrize(
    ("value", "kind", "cell"),
    [
        (None, "text", Cell("missing", "not stated")),
        ("", "link", Cell("missing", "not stated")),
        ([], "text", Cell("missing", "not stated")),
        (0, "number", Cell("number", "0")),
        (1234567, "number", Cell("number", "1\u202f234\u202f567")),
        (0.12345, "number", Cell("number", "0.123")),
        (-0.0001, "number", Cell("number", "0")),
        (True, "text", Cell("text", "yes")),
        ("1234567", "text", Cell("text", "1234567")),
        ("2020-04", "date", Cell("date", "Apr 2020")),
        ("2020-04-29", "text", Cell("date", "29 Apr 2020")),
        ("2020-04", "text", Cell("text", "2020-04")),
        ("2022-07-29 06:37 UTC", "date", Cell("date", "29 Jul 2022, 06:37 UTC")),
        ("2022-07-29 06:37:00.120", "date", Cell("date", "29 Jul 2022, 06:37:00.120")),
        ("last summer", "date", Cell("date", "last summer")),
        ("2022-99-99", "text", Cell("date", "2022-99-99")),
        ("https://a.example", "text", Cell("link", "https://a.example")),
        ("posts/twitter/export_2024.csv", "text", Cell("link", "posts/twitter/export_2024.csv")),
        ("a sentence that is rather long", "text", Cell("text", "a sentence that is rather long")),
        (["a", "b"], "text", Cell("list", items=["a", "b"])),
        ("0123456789abcdef", "hash", Cell("hash", "0123456789abcdef", groups=["01234567", "89abcdef"])),
    ],
)
def test_a_cell(value: Any, kind: str, cell: Cell) -> None:
    assert words.cell(value, kind) == cell


def test_what_is_missing_says_what_that_means() -> None:
    assert words.cell(None, "text", "not weak") == Cell("missing", "not weak")


@pytest.mark.parametrize(
    ("shown", "total", "order", "said"),
    [
        (54, 54, "by date", "All 54."),
        (300, 5000, "by date.", "300 of 5\u202f000 shown, by date."),
        (1, 2, "", "1 of 2 shown."),
        (0, 0, "", ""),
    ],
)
def test_how_many(shown: int, total: int, order: str, said: str) -> None:
    assert words.how_many(shown, total, order) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [(None, ""), (0, ""), (1, ""), (61, "61 days later"), (820, "27 months later"), (1500, "4.1 years later")],
)
def test_a_lag_in_words(days: int | None, said: str) -> None:
    assert words.lag(days) == said
