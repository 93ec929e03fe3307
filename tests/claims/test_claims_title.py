"""What an event that rules found is called."""

from __future__ import annotations

from typing import Any

import pytest

from helpers.claims._title import title


@pytest.mark.parametrize(
    ("said", "called"),
    [
        ("21 h 40 : Les navires ont quitté le quai.", "Les navires ont quitté le quai"),
        ("18H33 - Au revoir, dit le maire.", "Au revoir, dit le maire"),
        ("Ferry sinks off Kessa | Salt Post", "Ferry sinks off Kessa"),
        ("Ferry sinks off Kessa - Salt Post", "Ferry sinks off Kessa"),
        ("Ferry sinks - a tale", "Ferry sinks - a tale"),
        ("It left for the U.S.", "It left for the U.S."),
        ("It sank ...", "It sank ..."),
        ("20 people left.", "20 people left"),
    ],
)
def test_a_title_is_its_own_words(said: str, called: str) -> None:
    assert title("x", [{"what": said, "outlet": "Salt Post"}], "extracted") == called


def test_a_headline_is_the_title_of_its_articles_event() -> None:
    lead: dict[str, Any] = {
        "what": "In a study out on Monday they called it false.",
        "field": "text",
        "article": "a:1",
        "alike": 1.0,
    }
    head = {"what": "Salt is found", "field": "title", "article": "a:1", "alike": 0.2}
    assert title("x", [lead, head], "extracted") == "Salt is found"
    assert title("x", [lead, head | {"article": "a:2"}], "extracted") == "In a study out on Monday they called it false"
    assert title("x", [lead, head | {"article": "a:2", "alike": 0.4}], "extracted") == "Salt is found"
