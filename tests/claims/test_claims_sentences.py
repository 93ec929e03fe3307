"""Sentences and quotations: cut where a reader would cut, and nowhere else."""

from __future__ import annotations

import pytest

from helpers.claims import _language, _sentences

EN = _language.language("en")
FR = _language.language("fr")


def cut(text: str, words: _language.Language = EN) -> list[str]:
    """The sentences of a text, as text."""
    return [text[start:end] for start, end in _sentences.sentences(text, words.abbreviations, words.starters)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two! Three? Four… Five", ["One.", "Two!", "Three?", "Four…", "Five"]),
        ("Mr. Reede met Gen. Ana B. Costa at 5 p.m. on Jan. 5. It rained.", 2),
        ("The U.S. Senate met. He lives in the U.S. The vote was close.", 3),
        ("It cost $3.5 million, i.e. 2.1 each. See www.quay.example for more.", 2),
        ("He waited... then left. And so on... The end.", 3),
        ('"We closed it." She left. "Why?" he asked.', ['"We closed it."', "She left.", '"Why?" he asked.']),
        ("“It is over.” Then the bell rang.", ["“It is over.”", "Then the bell rang."]),
        ("(He was late.) Nobody cared.", ["(He was late.)", "Nobody cared."]),
        ("Headline without a stop\nThe text begins here. It goes on.", 3),
        ("a line that ends\nin the middle of a sentence.", 1),
        ("One.\n\n\nTwo.", ["One.", "Two."]),
        ("  \n ", []),
        ("", []),
        ("No. 5 was closed. Smith vs. Jones was not.", 2),
        ("火灾发生在四月。没有人受伤。", ["火灾发生在四月。", "没有人受伤。"]),
        ("Version 2.0.1 came out. 5 ships left.", 2),
    ],
)
def test_a_text_is_cut_into_sentences(text: str, parts: int | list[str]) -> None:
    found = cut(text)
    assert (len(found) if isinstance(parts, int) else found) == parts


def test_french_abbreviations_and_marks() -> None:
    assert cut("M. Reede et Mme. Costa sont partis. « C'est fini. » Il pleut.", FR) == [
        "M. Reede et Mme. Costa sont partis.",
        "« C'est fini.",
        "» Il pleut.",
    ]


def test_lines_that_a_machine_broke_are_joined() -> None:
    broken = "\n".join(
        [
            "The old harbour has four basins, and the smallest of them",
            "Maravel says has been empty for years, with weeds on its",
            "North wall where the ships of the Port Authority used to",
            "Anchor in the winter when the gales came in from the sea.",
            "Nobody who walks along the mole in the evening would say",
            "Anything of it.",
        ]
    )
    assert len(cut(broken)) == 2


def test_places_lead_back_to_the_text() -> None:
    text = "  One is here.\n\nTwo is “there.”  Three"
    assert [text[start:end] for start, end in _sentences.sentences(text, EN.abbreviations, EN.starters)] == cut(text)
    assert cut(text) == ["One is here.", "Two is “there.”", "Three"]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('He said "one" and "two".', ["one", "two"]),
        ("“One,” he said. “Two.”", ["One,", "Two."]),
        ("« Un », dit-il. „Zwei“, sagte er.", [" Un ", "Zwei"]),
        ("It’s the dogs’ day, isn’t it", []),
        ("A ‘good’ day for the dogs’ owner", ["good"]),
        ("“Not closed here\nNext paragraph", ["Not closed here"]),
        ('5" by 6"', [" by 6"]),
        ("no marks", []),
    ],
)
def test_quotations(text: str, inside: list[str]) -> None:
    assert [text[start:end] for start, end in _sentences.quotations(text)] == inside
