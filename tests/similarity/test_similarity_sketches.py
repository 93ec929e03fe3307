"""Long texts that can have no like one: left out of the comparing, and nothing else changes."""

from __future__ import annotations

import random

import numpy as np
import pandas as pd
import pytest

from helpers import similarity
from helpers.similarity import _corpus, _sketches

WORDS = ["".join(random.Random(n).choices("abcdefghijklmnoprstuvwz", k=3 + n % 7)) for n in range(900)]


def article(seed: int, words: int = 300) -> str:
    """An invented text of so many words."""
    return " ".join(random.Random(seed).choices(WORDS, k=words))


def changed(text: str, share: float, seed: int) -> str:
    """The text with a share of its words replaced."""
    draw = random.Random(seed)
    return " ".join(draw.choice(WORDS) if draw.random() < share else word for word in text.split())


def some() -> list[str | None]:
    """Forty texts on nothing in common, twelve versions of some of them from nearly the same to another, and others."""
    own = [article(n, 200 + 30 * n) for n in range(40)]
    versions = [changed(own[n], 0.01 * n, n) for n in range(0, 24, 2)]
    others = [
        "",
        None,
        own[3].upper(),
        "Smoke over the quay tonight, they say.",
        "smoke over the quay tonight they say",
    ]
    return [*own, *versions, *others, own[5] + " " + article(99, 60), article(7, 4000)]


@pytest.mark.parametrize("threshold", [0.3, 0.5, 0.7, 0.9])
def test_families_are_those_of_all_texts_compared(threshold: float, monkeypatch: pytest.MonkeyPatch) -> None:
    found = similarity.families(some(), threshold)
    monkeypatch.setattr(_sketches, "alone", lambda whole, forms, threshold: np.zeros(len(forms), np.bool_))
    pd.testing.assert_frame_equal(found, similarity.families(some(), threshold))
    assert set(found["kind"]) == {"first", "identical", "reworded", "trivially changed"}


def test_who_is_like_nobody_is_left_out_and_nobody_else() -> None:
    texts = some()
    whole = _corpus.corpus(texts)
    forms = np.flatnonzero(whole.first == np.arange(len(texts)))
    left_out = set(forms[_sketches.alone(whole, forms, 0.7)])
    paired = similarity.pairs(texts, 0.7)
    assert not left_out & {*paired["left"], *paired["right"]} - set(paired.loc[paired["measure"] == "form", "left"])
    assert set(range(25, 40)) <= left_out  # of those without a version every one


def test_a_case_of_short_texts_is_not_sketched() -> None:
    texts = [f"Smoke over the quay number {n}, say those who live there" for n in range(50)]
    whole = _corpus.corpus(texts)
    assert not _sketches.alone(whole, np.arange(50), 0.7).any()


def test_texts_are_taken_in_blocks_and_a_long_one_by_itself() -> None:
    assert _corpus.blocks(np.array([3, 3, 9, 1, 1, 1]), 6) == [(0, 2), (2, 3), (3, 6)]
    assert _corpus.blocks(np.array([], np.int64), 6) == []


def test_forms_are_the_same_in_one_block_and_in_many(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [*some(), "Straße ß" * 40, "ﷺ" * 50]  # what becomes longer in its form
    whole = _corpus.corpus(texts)
    monkeypatch.setattr(_corpus, "_AT_ONCE", 100)
    parts = _corpus.corpus(texts)
    assert [a.tolist() for a in (parts.signs, parts.starts, parts.first)] == [
        a.tolist() for a in (whole.signs, whole.starts, whole.first)
    ]
