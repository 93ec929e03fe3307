"""Speakers and stances that were once told wrongly: one invented sentence of each build."""

from __future__ import annotations

import pytest

from helpers.claims import _language, _reading
from helpers.claims._sentence import Found


def read(text: str, code: str = "en", field: str = "text") -> list[Found]:
    """The candidates of a text, without actors."""
    return _reading.read(_reading.located(text, field, "2024-05-20", _language.language(code), lambda _: []))


def told(text: str, code: str = "en", field: str = "text") -> list[tuple[str | None, str]]:
    """Who says so and with which stance, of each candidate of the last sentence."""
    found = read(text, code, field)
    return [(one.claimant, one.stance) for one in found if one.begins == found[-1].begins]


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        # words of number and of time between the speaker and the verb
        ("Quay Records have twice denied that they kept the songs.", "Quay Records"),
        ("The minister has again denied that he took the money.", "The minister"),
        ("The port court last week ruled that the law was void.", "The port court"),
        ("Ana Lund Monday denied that the quay was closed.", "Ana Lund"),
        ("The minister on Monday also said the quay was closed.", "The minister"),
        # what stands between commas
        ("The firm that runs the Tides, Ana Lund Productions, denies that it was sold.", "Ana Lund Productions"),
        ("The minister, Ana Beltrán, denied that the quay was closed.", "Ana Beltrán"),
        ("Police who came from Quaymouth, New Maravel, said the quay was closed.", "Police"),
        ("Will Reede, R-Maine, a onetime rival of hers, said the law was broken.", "Will Reede"),
        ("Tomas Reede, 45, a fisherman, said the law was broken.", "Tomas Reede"),
        # hearers, and what is denied
        ("Mr Reede, who will be mayor, told investors of Quay Media.", "Mr Reede"),
        ("Tomas Reede, a spokesman, denies the claim.", "Tomas Reede"),
        # the noun before a relative clause
        ("Fishermen who spoke to Quay News after the debate said the port was closed.", "Fishermen"),
        ("The man who shot the mayor said it was dark.", "The man"),
        ("A woman who lives near the port said it was dark.", "A woman"),
        ("People who know the mayor said it was dark.", "the mayor"),
        ("A man who police said shot the mayor was held on 3 May.", "police"),
        ("A man who sources close to the talks said was ill was held on 3 May.", "sources close to the talks"),
        ("A man who critics say was ill was held on 3 May.", "critics"),
    ],
)
def test_the_speaker_is_who_speaks(text: str, claimant: str) -> None:
    assert told(text)[-1][0] == claimant


@pytest.mark.parametrize(
    "text",
    [
        "In the most telling failure, the quay was sold on 3 May.",
        "Maravel bought a share, a deal announced on 3 May.",
        "Maravel bought a share, a shuffle announced last month.",
        "It is not known whether the arrest announced on 3 May was of him.",
    ],
)
def test_a_word_of_saying_that_says_nothing(text: str) -> None:
    assert set(told(text)) == {(None, "asserts")}


def test_a_thing_may_confirm_that_something_is_so() -> None:
    assert told("The figures confirmed that the quay was closed.") == [("The figures", "confirms")]
    assert told("On Monday, a clerk announced on the radio that the quay was sold.") == [("a clerk", "asserts")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what is still to be done, or is only supposed
        ("Ana Lund said cases need to be counted, tested and verified.", [("Ana Lund", "asserts")]),
        ("Ana Lund said cases must be carefully counted and verified.", [("Ana Lund", "asserts")]),
        ("Would Reede have claimed that Lund had confirmed the order?", [("Reede", "asserts")]),
        ("If Reede claimed that Lund had confirmed the order, he lied.", [("Reede", "asserts")]),
        ("Even if Lund denied the report, the quay was closed.", [("Lund", "denies")]),
        # inside a denial
        ("The minister denied that he refused to comment.", [("The minister", "denies")]),
        ("The minister denied refusing to comment.", [("The minister", "denies")]),
        ("The minister denied that the mayor had admitted the theft.", [("The minister", "denies")]),
        (
            "The minister denied the claim, but the mayor admitted the theft.",
            [("The minister", "denies"), ("the mayor", "confirms")],
        ),
        # others in a quotation
        ("“They did not see the war,” said Ana Lund.", [("Ana Lund", "asserts")]),
        ("“We did not close it,” said Ana Lund.", [("Ana Lund", "denies")]),
        ("Ana Lund said they did not close it.", [("Ana Lund", "denies")]),
        # "will not" and "won't" are one
        ("Ana Lund won't acknowledge the theft.", [("Ana Lund", "asserts")]),
    ],
)
def test_the_stance_is_that_of_the_speaker(text: str, expected: list[tuple[str | None, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("fr", "« Ils n'ont pas vu le port », précise Ana Morel.", ("Ana Morel", "asserts")),
        ("fr", "« Nous n'avons pas vu le port », précise Ana Morel.", ("Ana Morel", "denies")),
        ("fr", "Le maire a maintes fois démenti toute implication.", ("Le maire", "denies")),
        ("fr", "Même si le maire a démenti avoir vu le port, il est fermé.", ("le maire", "denies")),
        ("es", "« No han visto el puerto », dijo Ana Beltrán.", ("Ana Beltrán", "asserts")),
        ("de", "Das Amt dementierte wiederholt den Bericht.", ("Das Amt", "denies")),
    ],
)
def test_other_languages(code: str, text: str, expected: tuple[str, str]) -> None:
    assert told(text, code) == [expected]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Court Denies Quay News Motion", (None, "asserts")),
        ("Judge Denies Bail For Mayor", (None, "asserts")),
        ("COURT DENIES MAYOR BAIL", (None, "asserts")),
        ("Passenger Denied Boarding", (None, "asserts")),
        ("Maravel Denies Report", ("Maravel", "denies")),
        ("Maravel Denies That It Blocked Access", ("Maravel", "denies")),
        ("Maravel Rejects Claims Of Union", ("Maravel", "denies")),
    ],
)
def test_what_follows_a_verb_holds_in_titles_of_capitals(title: str, expected: tuple[str | None, str]) -> None:
    assert told(title, field="title") == [expected]


@pytest.mark.parametrize(
    "before", ["", "Quay News said so. ", "QBC reported the theft. ", "The University of Maravel said so. "]
)
def test_a_pronoun_of_nobody_known_is_no_outlet_and_no_name(before: str) -> None:
    found = read(f"{before}He admitted that he took the child.")[-1]
    assert (found.claimant, found.stance) == ("He", "confirms")
    assert found.how.endswith("; who that is, is not found")
    assert ("a named speaker", 1) not in found.points
