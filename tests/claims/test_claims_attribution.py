"""Who says so, how, and what it is about: one sentence at a time."""

from __future__ import annotations

import pytest

from helpers.claims import _language, _reading
from helpers.claims._sentence import Found


def read(text: str, code: str = "en", field: str = "text", anchor: str | None = "2024-05-20") -> list[Found]:
    """The candidates of a text, without actors."""
    return _reading.read(_reading.located(text, field, anchor, _language.language(code), lambda _: []))


def one(text: str, field: str = "text") -> Found:
    """The candidate of the last sentence of a text."""
    return read(text, field=field)[-1]


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("Ana Beltrán said the quay was closed.", "Ana Beltrán"),
        ("The Port Authority told Reuters that the quay was closed.", "The Port Authority"),
        ("The quay was closed, Ana Beltrán said.", "Ana Beltrán"),
        ("“The quay was closed,” said Tomas Reede, a spokesman for the port.", "Tomas Reede"),
        ("Tomas Reede, a spokesman for the Port Authority, said the quay was closed.", "Tomas Reede"),
        ("Tomas Reede (Maravel) said the quay was closed.", "Tomas Reede"),
        ("Tomas Reede, who runs the port, later said the quay was closed.", "Tomas Reede"),
        ("The quay was closed, according to the Harbour Courier.", "the Harbour Courier"),
        ("According to two officials, the quay was closed.", "two officials"),
        ("Internal messages seen by the Harbour Courier show that the quay was closed.", "the Harbour Courier"),
        ("In a report published by Quay Watch, the quay was called unsafe.", "Quay Watch"),
        ("Police say the quay was closed.", "Police"),
        ("Critics also said in a statement that the quay was unsafe.", "Critics"),
        ("The minister on Monday said the quay was closed.", "The minister"),
        ("Politicians under threat said the quay was closed.", "Politicians"),
        ("Ana Beltrán and Tomas Reede said the quay was closed.", "Ana Beltrán and Tomas Reede"),
        ("But the WHO said the quay was closed.", "the WHO"),
        ("The ships have left, says WHO official.", "WHO official"),
        ("Ana Beltrán reported the theft. She said the quay was closed.", "Ana Beltrán"),
        ("Ana Beltrán said so. The tide rose. She added that the quay was closed.", "Ana Beltrán"),
        ("Mayor: “We closed the quay”", "Mayor"),
        ("The quay is cheap, but nobody wants it, says harbour planner Ana Beltrán.", "harbour planner Ana Beltrán"),
        ("“The quay is cheap,” said a report by Quay Watch.", "a report by Quay Watch"),
        ("The theft was denied by Ana Beltrán.", "Ana Beltrán"),
        ("The Associated Press said so. He told us that the quay was closed.", "He"),
        ("Maravel has not said whether the quay was closed on 3 May.", None),
        ("The quay was closed on 3 May.", None),
        ("It is said that the quay closed on 3 May.", None),
        ("The quay was reported closed on 3 May.", None),
        ("This suggests that the quay closed on 3 May.", None),
        ("Media reports on 3 May were many.", None),
    ],
)
def test_the_speaker(text: str, claimant: str | None) -> None:
    assert one(text).claimant == claimant


@pytest.mark.parametrize(
    ("text", "stance", "wording"),
    [
        ("Maravel said the port asked for help.", "asserts", "asked"),
        ("Maravel confirmed that the port was closed.", "confirms", "confirmed"),
        ("Maravel acknowledged the fire.", "confirms", "acknowledged"),
        ("Maravel has not confirmed the fire.", "asserts", "confirmed"),
        ("Maravel denied that the port was closed.", "denies", "denied"),
        ("Maravel denied having closed the port.", "denies", "denied"),
        ("Maravel denies any wrongdoing.", "denies", "denies"),
        ("Maravel rejected the claims of the union.", "denies", "rejected"),
        ("Maravel dismissed reports that the port was closed.", "denies", "dismissed"),
        ("Maravel said it did not ask for help.", "denies", "said"),
        ("Maravel said the company had never asked for help.", "denies", "said"),
        ("“We did not ask for help,” said Tomas Reede.", "denies", "said"),
        ("Maravel said there was no evidence that the port was closed.", "denies", "there was no evidence that"),
        ("Maravel called the report false.", "denies", "called the report false"),
        ("The report is false, Maravel said.", "denies", "is false"),
        ("Maravel declined to comment.", "declines", "declined to comment"),
        ("Maravel refused to say who closed it.", "declines", "refused to say"),
        ("Maravel did not immediately respond to a request.", "declines", "did not immediately respond"),
        ("Maravel would neither confirm nor deny the report, said Reede.", "declines", "neither confirm nor deny"),
        ("Maravel could not be reached.", "declines", "could not be reached"),
        # a word of denial that denies nothing that was said
        ("Maravel was denied entry on 3 May.", "asserts", "denied"),
        ("Maravel denied the union access on 3 May.", "asserts", "denied"),
        ("Maravel refused to host the account on 3 May.", "asserts", "refused"),
        ("Maravel rejected the offer on 3 May.", "asserts", "rejected"),
        ("Police said nobody was hurt.", "asserts", "hurt"),
    ],
)
def test_the_stance_and_the_verb(text: str, stance: str, wording: str) -> None:
    found = one(text)
    assert (found.stance, found.wording) == (stance, wording)


@pytest.mark.parametrize(
    ("text", "mode", "negated"),
    [
        ("Maravel said the port asked for help.", "stated", False),
        ("Maravel said the port will close on Friday.", "planned", False),
        ("Maravel said the port plans to close.", "planned", False),
        ("Maravel said the port would close if the wall broke.", "conditional", False),
        ("Did Maravel say that the port was closed in April 2020?", "question", False),
        ("Maravel said the port was not closed.", "stated", True),
        ("Maravel denied that the port will close.", "stated", False),
        ("The port, which will never close, was sold in April 2020.", "stated", False),
    ],
)
def test_what_has_not_happened_is_set_apart(text: str, mode: str, negated: bool) -> None:
    assert (one(text).mode, one(text).negated) == (mode, negated)


@pytest.mark.parametrize(
    ("text", "value", "said_on", "of_statement"),
    [
        ("Maravel said on 14 May 2024 that the port was closed in April 2020.", "2020-04", "2024-05-14", False),
        ("Maravel said on 14 May 2024 that the port was closed.", "2024-05-14", "2024-05-14", True),
        ("On 14 May 2024, Maravel said the port was closed.", "2024-05-14", "2024-05-14", True),
        ("Maravel told the Courier on 14 May 2024 that the port was closed.", "2024-05-14", "2024-05-14", True),
        ("“It is closed,” said Tomas Reede on 14 May 2024.", "2024-05-14", "2024-05-14", True),
        ("Maravel declined to comment on 14 May 2024.", "2024-05-14", "2024-05-14", True),
        ("Maravel said the port was closed on 14 May 2024.", "2024-05-14", None, False),
        ("The port was closed in April 2020.", "2020-04", None, False),
        ("Maravel said the port was closed.", None, None, False),
        ("Maravel said the port was closed last month.", "2024-04", None, False),
    ],
)
def test_the_date_of_the_event_is_not_that_of_the_statement(
    text: str, value: str | None, said_on: str | None, of_statement: bool
) -> None:
    found = one(text)
    assert (found.date and found.date.value, found.said_on and found.said_on.value, found.of_statement) == (
        value,
        said_on,
        of_statement,
    )


def test_each_date_of_a_sentence_is_a_candidate_with_the_verb_nearest_to_it() -> None:
    found = read("The port, founded in 1990, collapsed in April 2020.")
    assert [(one.date and one.date.value, one.wording) for one in found] == [
        ("1990", "founded"),
        ("2020-04", "collapsed"),
    ]


def test_two_who_speak_in_one_sentence_are_two_candidates() -> None:
    found = read("Maravel said the port was closed, but declined to comment on the fire.")
    assert [(one.claimant, one.stance) for one in found] == [("Maravel", "asserts"), ("Maravel", "declines")]
    found = read("Reede says the wall broke; Maravel denies the report.")
    assert [(one.claimant, one.stance) for one in found] == [("Reede", "asserts"), ("Maravel", "denies")]


def test_a_quotation_that_goes_on_belongs_to_its_speaker() -> None:
    text = "“The wall broke,” said Ana Beltrán. “We saw it in April 2020. Nobody came.”"
    found = read(text)
    assert [(one.claimant, one.quoted) for one in found] == [("Ana Beltrán", False), ("Ana Beltrán", True)]
    assert found[1].how == "quoted, after Ana Beltrán"


def test_a_quotation_of_nobody_is_not_the_articles_own_words() -> None:
    found = one("“We saw it in April 2020.”")
    assert (found.claimant, found.how, ("quoted, the speaker is not found", -1) in found.points) == (
        None,
        "quoted, by nobody named",
        True,
    )


def test_headlines_are_read_in_any_case() -> None:
    assert (one("Maravel Denies Report", "title").stance, one("Maravel Denies Report", "title").claimant) == (
        "denies",
        "Maravel",
    )
    assert one("Quay closed", "title").claimant is None


def test_the_rules_are_shown_with_their_points_and_the_score_is_their_sum() -> None:
    found = one("Tomas Reede confirmed that the port was closed on 14 May 2024.")
    assert list(found.points) == [
        ("dated to the day", 3),
        ("a verb that makes news (\"closed\")", 2),
        ("a named speaker", 1),
        ("confirms", 2),
        ("one of the first three sentences", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("L'ancien maire, Jean Morel, a vendu ses terrains, a annoncé, jeudi 16 mai, le gouverneur.", "le gouverneur"),
        ("Le ministère des Affaires étrangères avait indiqué lundi que le quai était fermé.",
         "Le ministère des Affaires étrangères"),
        ("Le service maravien des Affaires marines avait indiqué lundi que le quai était fermé.",
         "Le service maravien des Affaires marines"),
        ("Le général Reede, chef de l'opération «Phare», accuse Maravel de retenir des marins.", "Le général Reede"),
        ("La Cour a lancé, lundi 13 mai, un mandat contre le maire.", None),
        ("Deux navires ont lancé samedi une vague de fusées, a annoncé l'amiral Ana Lund, lors d'un point presse.",
         "l'amiral Ana Lund"),
        ("Des marins, de retour après des combats avec les rebelles annoncent qu'ils sont partis le 3 mai.", None),
    ],
)  # fmt: skip
def test_french_subjects_that_stand_far_from_their_verb(text: str, claimant: str | None) -> None:
    assert read(text, code="fr")[0].claimant == claimant


@pytest.mark.parametrize(
    ("title", "claimant"),
    [
        ("Shop bans hidden ads, in line with EU rules", None),
        ("Bans make it worse, says U.N. after ruling", "U.N."),
        ("Ban is illegal, EU court rules", "EU court"),
        ("+ 2 boats and +3 ferries confirmed this morning.", None),
        ('Petition hits 1M signatures: "We stay"', None),
        ('Mayor: "We stay"', "Mayor"),
    ],
)
def test_words_of_a_headline_that_are_no_speaker(title: str, claimant: str | None) -> None:
    assert one(title, field="title").claimant == claimant


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Police spoke of the Jan. 6 riot.", []),
        ("The Jan. 6 panel met.", []),
        ("Police said nothing on Jan. 6 about it.", ["2024-01-06"]),
        ("The May 6 riot was short.", ["2024-05-06"]),  # of this month: no other year is meant
        ("The Jan. 6, 2021 riot was short.", ["2021-01-06"]),
        ("The quay will open on 2 December.", []),  # so far ahead: the year is a guess
    ],
)
def test_a_day_that_is_the_name_of_something_dates_nothing(text: str, dates: list[str]) -> None:
    assert [found.date.value for found in read(text) if found.date] == dates


def test_what_is_hard_to_sign_has_fewer_points() -> None:
    listed = read("14 May – Northgate Arena, Maravel")
    assert ("a line of a list, without a verb", -3) in listed[0].points
    first, second = read("He left on 14 May, before the ferry sank on 16 May.")
    assert ("its subject is a pronoun", -1) in first.points
    assert [("another date of the sentence is nearer to a verb", -2) in found.points for found in (first, second)] == [
        False,
        True,
    ]
