"""Texts that mean harm, or are no articles at all: read in time that grows with their length, and kept."""

from __future__ import annotations

import time

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import claims, clean
from helpers.claims import _language, _reading

PIECES = (
    "said ", "denied ", ", ", "“", "”", '"', "the ", "Maravel ", "U.S. ", ". ", "\n", "on Tuesday ", "not ", "2020 ",
    "according to ", "A", "’", "who ", "declined to ", "comment", ": ", "and ", "(", ")", "a-t-il ", "n'", "selon ",
)  # fmt: skip


def read(text: str, code: str = "en") -> int:
    """How many candidates a text has; each leads back to a place in it."""
    found = _reading.read(_reading.located(text, "text", "2024-05-20", _language.language(code), lambda _: []))
    assert all(0 <= one.begins < one.ends <= len(text) for one in found)
    return len(found)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join), st.sampled_from(claims.served()))
def test_any_words_in_any_order_are_read(text: str, code: str) -> None:
    read(text, code)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    frame = pd.DataFrame(
        [{"source": "a", "row": "1", "title": text, "text": text, "published": "2024", "language": "en"}]
    )
    claims.found_in(frame)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40))
def test_a_name_is_made_of_the_folded_sentence(text: str) -> None:
    one = claims.candidate_id("key", text, text, None, "asserts")
    assert one == claims.candidate_id("key", clean.fold(text), clean.fold(text), None, "asserts")


@pytest.mark.long
@pytest.mark.parametrize("piece", ["said ", "the ", "not ", "“a ", "a, ", "A. ", "of the ", "declined to ", "has not "])
def test_time_grows_with_length_alone(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        start = time.process_time()
        read(text)
        return time.process_time() - start

    read(piece * 10)
    assert seconds(800_000) < 12 * max(seconds(200_000), 0.05)


@pytest.mark.long
def test_five_megabytes_are_read_and_said() -> None:
    text = "Maravel said on Tuesday that the quay was closed in April 2020. The tide rose. " * 65_000
    frame = pd.DataFrame([{"source": "a.csv", "row": "1", "text": text, "published": "2024-05-20", "language": "en"}])
    made = claims.found_in(frame)
    assert [(one.kind, one.says) for one in made.said] == [
        ("very long", f"Its text has {len(text):,} characters, more than an article: it was read as one, whole.")
    ]
    assert len(made.frame()) == 1, "the same sentence of one article is one candidate"
