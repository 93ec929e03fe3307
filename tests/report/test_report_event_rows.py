"""An event in a page: what it is called, and when it became known, each said once and no more than is known."""

from __future__ import annotations

from typing import Any

import pytest

from helpers.report.html import event_rows, words

SAID = "Workers at the Oster saltworks walked out over cuts of jobs on Tuesday, the union said."


@pytest.mark.parametrize(
    ("title", "what", "method", "named"),
    [
        ("Workers at the Oster saltworks walked …", SAID, "extracted", (SAID, "")),
        ("Workers at …", f"21 h 40 : {SAID}", "extracted, accepted by Ana on 2031-01-02", (SAID, "")),
        (SAID.rstrip("."), SAID, "extracted", (SAID.rstrip("."), "")),
        ("Strike at Oster", SAID, "extracted", ("Strike at Oster", SAID)),
        ("Workers at the Oster saltworks", SAID, "stated", ("Workers at the Oster saltworks", SAID)),
        ("A strike", "A strike", "stated", ("A strike", "")),
        ("A strike", None, "stated", ("A strike", "")),
    ],
)
def test_a_sentence_is_not_said_twice(title: str, what: str | None, method: str, named: tuple[str, str]) -> None:
    assert event_rows._named({"title": title, "what": what, "method": method}) == named


def test_what_rules_found_did_not_become_public_by_the_articles_here() -> None:
    one: dict[str, Any] = {"lag": 43.0, "reported": "2031-03-04", "method": "stated"}
    assert event_rows._became_public(one) == "Became public 4 Mar 2031, 43 days later."
    found = event_rows._became_public(one | {"method": "extracted"})
    assert found == "The first article here that tells of it is of 4 Mar 2031, 43 days later."
    assert words.lag(2.0) == "2 days later"


def test_how_an_event_was_accepted_is_a_sentence() -> None:
    assert event_rows._sentence("extracted, accepted by Ana on 2031-01-02") == "Accepted by Ana on 2031-01-02."
