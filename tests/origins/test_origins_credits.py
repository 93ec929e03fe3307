"""Credits in running text: whom an article names as the one who reported, and whom it does not."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.origins import _credits, _passages
from helpers.origins._names import Known

OUTLETS = Known(["Quay Times", "Harbour Wire", "BBC News", "The Lantern", "dispatch.example"], ["Ferrolux", "Ana Sol"])


def found(text: str, outlets: Known = OUTLETS) -> list[tuple[str, str]]:
    return [(one.name, one.rule) for one in _credits.credits(text, _credits.hits(text), outlets)]


@pytest.mark.parametrize(
    ("text", "credits"),
    [
        ("The Quay Times reported that the line was sold.", [("Quay Times", "X reported")]),
        ("The line was sold, the Quay Times reported on Friday.", [("Quay Times", "X reported")]),
        ("The sale was first reported by the Tidewater Gazette.", [("Tidewater Gazette", "first reported by X")]),
        ("The sale was first reported by Saltmarsh.", [("Saltmarsh", "first reported by X")]),
        ("Saltmarsh was the first to report the sale.", [("Saltmarsh", "X first reported")]),
        ("According to a report in the Lantern, it sank.", [("The Lantern", "a report by X")]),
        ("An investigation by Harbour Wire found rust.", [("Harbour Wire", "a report by X")]),
        ("It sank, according to the BBC.", [("BBC News", "according to X")]),
        ("After the Lantern story, two resigned.", [("The Lantern", "X's report")]),
        ("The Lantern's report names two.", [("The Lantern", "X's report")]),
        ("Documents seen by Harbour Wire say so.", [("Harbour Wire", "seen by X")]),
        ("Harbour Wire said it has seen the letter.", [("Harbour Wire", "X said it has seen")]),
        ("A spokesman told Harbour Wire that he knew.", [("Harbour Wire", "told X")]),
        ("KESSA (Harbour Wire) - A ferry sank.", [("Harbour Wire", "dateline (X)")]),
        ("A ferry sank off Kessa.\n(Harbour Wire)", [("Harbour Wire", "signed (X)")]),
        ("according to Nia Reed of the Salt Post, it sank.", [("Salt Post", "according to X")]),
        ("Selon le Quay Times, le ferry a coulé.", [("Quay Times", "according to X")]),
        ("Le ferry a coulé, rapporte Harbour Wire.", [("Harbour Wire", "reports X")]),
        ("Laut Harbour Wire sank die Fähre.", [("Harbour Wire", "according to X")]),
        ("Según The Lantern, el barco se hundió.", [("The Lantern", "according to X")]),
        (
            "The letter, according to Politzine, has two signatures.",
            [("Politzine", "according to X, named nowhere else")],
        ),
    ],
)
def test_whom_a_sentence_credits(text: str, credits: list[tuple[str, str]]) -> None:
    assert found(text) == credits


@pytest.mark.parametrize(
    "text",
    [
        "Ferrolux reported a loss of two million.",
        "Ferrolux reported that sales fell.",
        "According to Ferrolux, the ship was sound.",
        "The captain told Ana Sol that he knew.",
        "He told Parliament, and according to police it sank.",
        "Nia Reed said so. According to Reed, it sank. Reed left.",
        "The story of the harbour is a long one.",
        "On Tuesday reports came in.",
        "Reported cases rose to 12.",
        "Ferrolux would not comment on Harbour Wire's report.",
        "The minister rejected the Lantern report.",
        "The Ministry report says nothing.",
        "",
    ],
)
def test_whom_nobody_credits(text: str) -> None:
    assert found(text) == []


def test_a_host_names_an_outlet_only_where_texts_do_not_use_its_word_otherwise() -> None:
    outlets = Known(["china.example", "lantern.example"])
    text = "A minister told China on Monday. A minister told Lantern on Monday."
    assert [name for name, _ in found(text, outlets)] == ["china.example", "lantern.example"]
    outlets.used({"China": 9, "Lantern": 1}, {"China": 1, "Lantern": 1})
    assert [name for name, _ in found(text, outlets)] == ["lantern.example"]


def test_what_is_heard_once_in_so_many_words_is_known_everywhere() -> None:
    outlets = Known([], ["Ferrolux"])
    first = _credits.hits("It was first reported by Saltmarsh, and Ferrolux reported that it knew.")
    assert _credits.unheard(first, outlets) == {"Saltmarsh"}
    assert found("It sank, Saltmarsh writes.", outlets) == []
    outlets.also(_credits.unheard(first, outlets))
    assert found("It sank, Saltmarsh writes.", outlets) == [("Saltmarsh", "X reports")]


PARAGRAPHS = (
    "The line was sold.\n"
    "The mayor knew. Harbour Wire reported that he signed. He denied it.\n"
    "The line has nine ships.\n"
    "Harbour Wire reported that it rains. According to the Lantern, it snows. It is cold."
)


def test_a_paragraph_goes_back_to_whom_it_credits_from_the_sentence_on() -> None:
    credits = _credits.credits(PARAGRAPHS, _credits.hits(PARAGRAPHS), OUTLETS)
    passages = _passages.passages(PARAGRAPHS, credits)
    assert [(one.credit.name, PARAGRAPHS[one.begins : one.ends].strip()) for one in passages] == [
        ("Harbour Wire", "The mayor knew. Harbour Wire reported that he signed. He denied it."),
        ("Harbour Wire", "Harbour Wire reported that it rains."),
        ("The Lantern", "According to the Lantern, it snows. It is cold."),
    ]
    main = _passages.main(PARAGRAPHS, credits)
    assert main is not None
    assert (main.name, main.rule) == ("Harbour Wire", "X reported")


def test_without_paragraphs_a_credit_holds_in_its_sentence() -> None:
    text = "It rained all day in Kessa. " * 60 + "It sank, the Lantern reported. " + "It rained all day in Kessa. " * 20
    passages = _passages.passages(text, _credits.credits(text, _credits.hits(text), OUTLETS))
    assert [text[one.begins : one.ends].strip() for one in passages] == ["It sank, the Lantern reported."]
    assert _passages.main(text, [one.credit for one in passages]) is None, "it stands behind the head of the text"


@given(st.text(st.sampled_from("Quay Times reported according to by told (Wire) - .\n,'A"), max_size=300))
def test_any_text_gives_credits_in_order_that_do_not_overlap(text: str) -> None:
    credits = _credits.credits(text, _credits.hits(text), OUTLETS)
    assert all(a.ends <= b.begins for a, b in pairwise(credits))
    passages = _passages.passages(text, credits)
    assert all(a.ends <= b.begins for a, b in pairwise(passages))
    assert all(0 <= one.begins < one.ends <= len(text) for one in (*credits, *passages))


@pytest.mark.parametrize("piece", ["report ", "A ", "Reported By ", "Quay of the ", "told ", "(A) - ", "A. ", "\n"])
def test_hostile_text_takes_time_that_grows_with_its_length(piece: str) -> None:
    times = []
    for size in (50_000, 400_000):
        text = (piece * (size // len(piece) + 1))[:size]
        start = time.process_time()
        _passages.passages(text, _credits.credits(text, _credits.hits(text), OUTLETS))
        times.append(time.process_time() - start)
    assert times[1] < 30 * max(times[0], 0.02), f"eight times the text took {times[1] / times[0]:.0f} times as long"
