"""Words made comparable: stems, how rare they are, and how alike two texts are by them."""

from __future__ import annotations

import math

import pytest

from helpers import vocabulary


@pytest.mark.parametrize(
    ("text", "stems"),
    [
        ("Protesters marched on 12 June", ["protes", "marche", "12", "june"]),
        ("L'État – a été condamné à 1.200 €", ["etat", "ete", "condam", "1.200"]),
        ("Пожар в порту", ["пожар", "порту"]),
        ("it is so", []),
        ("", []),
    ],
)
def test_stems_are_folded_cut_and_without_short_words(text: str, stems: list[str]) -> None:
    assert vocabulary.stems(text) == stems


def test_rarity_falls_with_the_number_of_documents_that_have_a_word() -> None:
    found = vocabulary.rarity([["fire", "quay", "fire"], ["fire", "ferry"], ["fire"]])
    assert found == {word: math.log(303 / (n + 0.5)) for word, n in (("fire", 3), ("quay", 1), ("ferry", 1))}
    assert vocabulary.rarity([]) == {}


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ({"a": 1.0}, {"a": 1.0}, 1.0),
        ({"a": 3.0, "b": 4.0}, {"a": 3.0}, 0.6),
        ({"a": 1.0}, {"b": 1.0}, 0.0),
        ({}, {"b": 1.0}, 0.0),
        ({}, {}, 0.0),
    ],
)
def test_likeness_is_the_cosine_either_way(one: dict[str, float], other: dict[str, float], alike: float) -> None:
    assert vocabulary.likeness(one, other) == pytest.approx(alike)
    assert vocabulary.likeness(other, one) == pytest.approx(alike)


def test_a_bag_has_each_word_once_and_none_that_nobody_weighed() -> None:
    assert vocabulary.weighed(["quay", "fire", "quay", "unknown"], {"fire": 0.5, "quay": 2.0}) == {
        "fire": 0.5,
        "quay": 2.0,
    }
