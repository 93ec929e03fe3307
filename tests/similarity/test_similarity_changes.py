"""What differs between two texts, in words and in parts."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import similarity

ASKED = "The ministry asked for a quiet channel."


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (ASKED, ASKED, ""),
        (ASKED, f" {ASKED}", "spaces"),
        (ASKED, ASKED.upper(), "upper and lower case"),
        (ASKED, "The ministry: asked for a quiet channel 🔥", "punctuation, emoji and signs"),
        (ASKED, f"@quay {ASKED} https://a.example/B", "links, names of accounts"),
        (
            ASKED,
            "The ministry did not ask for a quiet channel.",
            'a negation added: "not"; "asked" became "did not ask"',
        ),
        ("They don't know.", "They do know.", 'a negation left out: "n\'t"; "don t" became "do"'),
        ("Ce n'est pas vrai", "C'est vrai", 'a negation left out: "n pas"; "ce n" became "c"'),
        ("港口没有火灾", "港口有火灾", 'a negation left out: "没"'),
        (ASKED, "The ministry demanded a quiet channel.", '"asked for" became "demanded"'),
        ("a b c d e", "a 1 c 2 e", '"b" became "1"; "d" became "2"'),
        ("x", "x a b c d e f g h i j k", '"a b c d e f g h …" added'),
    ],
)
def test_changes_in_words(one: str, other: str, said: str) -> None:
    assert similarity.changes(one, other) == said


def test_of_many_changes_some_are_told_and_the_rest_counted() -> None:
    one, other = " ".join(f"w{n} x" for n in range(9)), " ".join(f"v{n} x" for n in range(9))
    assert similarity.changes(one, other, most=2) == '"w0" became "v0"; "w1" became "v1"; 7 more changes'


def test_parts_show_what_is_the_same_gone_and_new() -> None:
    found = similarity.parts(ASKED, "The ministry never asked for a channel!")
    assert found == [
        ("same", "The ministry "),
        ("new", "never "),
        ("same", "asked for a "),
        ("gone", "quiet "),
        ("same", "channel"),
        ("gone", "."),
        ("new", "!"),
    ]


@given(st.text("ab .\n的", max_size=40), st.text("ab .\n的", max_size=40))
def test_the_parts_are_both_texts_letter_by_letter(one: str, other: str) -> None:
    found = similarity.parts(one, other)
    assert "".join(text for kind, text in found if kind != "new") == one
    assert "".join(text for kind, text in found if kind != "gone") == other


def test_long_texts_are_compared_by_sentences_first_and_hostile_ones_in_no_time() -> None:
    one = "".join(f"Sentence number {n} of the report. " for n in range(2000))
    other = one.replace("number 700 of", "number 700, not 699, of")
    found = similarity.around(similarity.parts(one, other), 20)
    at = one.index(" of the report. Sentence number 701")
    assert found == [
        ("cut", f"{at - 20:,} characters that are the same"),
        ("same", one[at - 20 : at]),
        ("new", ", not 699,"),
        ("same", one[at : at + 20]),
        ("cut", f"{len(one) - at - 20:,} characters that are the same"),
    ]
    began = time.process_time()
    similarity.parts("1 " * 100_000, "1 2 " * 60_000)
    similarity.changes("may " * 100_000, "may of " * 60_000)
    assert time.process_time() - began < 10


def test_a_short_stretch_is_not_cut() -> None:
    assert similarity.around([("same", "a" * 100), ("new", "b")], 80) == [("same", "a" * 100), ("new", "b")]
    assert similarity.around([("same", "a" * 1000)], 80) == [("same", "a" * 1000)]
