"""Languages: each file is whole, each tells who says, denies and declines; dates are those of its language."""

from __future__ import annotations

import pytest

from helpers.claims import _language, _reading, served
from helpers.dates import languages as dated

NEEDED = """
    NAME COMMON ABBREVIATIONS STARTERS ASSERTS CONFIRMS DENIES AFTER NAME_BEFORE
    DECLINES NO_CLAIM_SO ACCORDING BY PRONOUNS PASSIVE BETWEEN BREAKS NAME_JOINS
    ARTICLES DEFINITE HEARERS OCCASIONS DATE_WORDS OWN_DENIAL NEGATED PLANNED CONDITIONAL HEDGED
    VERB NOT_VERBS EVENTS OPINION BOILERPLATE
"""
OPTIONAL = """ADVERB INFINITIVE PREPOSITIONS DATED_BEHIND GOES_ON
    PARTICIPLES HAPPENED NO_VERB_BEHIND NO_SPEAKERS SPEAKING_ARTICLES INVERTED BEFORE_SPEAKER STOPS CUTS
    CALLS PERSON_PRONOUNS BARE REPORTS NEEDS_AUXILIARY AUXILIARIES
    TELLS WHAT_IS_SAID SAID_OF THINGS INDEFINITE LEFT_ALONE UNDONE SUPPOSED QUESTIONS BODIES FORENAMES LABELS DEGREES
    RELATIVES THINKS PEOPLE BEFORE_NOUNS CLAUSES TIME_NOUNS TIME_BEFORE QUOTED_DENIAL
"""


@pytest.mark.parametrize("code", served())
def test_a_language_file_is_whole(code: str) -> None:
    words = _language.language(code)
    names = {name for name in vars(words.words) if name.isupper() and not name.startswith("_")}
    assert set(NEEDED.split()) <= names <= {*NEEDED.split(), *OPTIONAL.split()}
    forms = {form for kind in ("ASSERTS", "CONFIRMS", "DENIES") for form in words.listed(kind)}
    asserted = [*words.listed("ASSERTS"), *words.listed("CONFIRMS"), *words.listed("DENIES")]
    assert sorted(forms) == sorted(asserted), "a form says one thing"
    assert set(words.after) <= forms, "a condition on a form that is not listed"
    assert words.common and code in dated.codes()


def test_what_a_file_may_say_is_told_beside_the_files() -> None:
    from helpers.claims import languages

    assert [name for name in (*NEEDED.split(), *OPTIONAL.split()) if name not in str(languages.__doc__)] == []


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("fr", "Le porte-parole a déclaré que le port était fermé.", ("asserts", "Le porte-parole")),
        ("fr", "« Le port est fermé », a déclaré mardi Ana Beltrán.", ("asserts", "Ana Beltrán")),
        ("fr", "Le port est fermé, indique un porte-parole.", ("asserts", "un porte-parole")),
        ("fr", "« Le port est fermé », a-t-il ajouté.", ("asserts", "il")),
        ("fr", "Selon l'Agence du port, le quai est fermé.", ("asserts", "l'Agence du port")),
        ("fr", "Le ministère a démenti toute implication.", ("denies", "Le ministère")),
        ("fr", "Le ministère n'a pas confirmé l'incendie.", ("asserts", "Le ministère")),
        ("fr", "Le ministère a confirmé l'incendie.", ("confirms", "Le ministère")),
        ("fr", "Le ministère a refusé de commenter.", ("declines", "Le ministère")),
        ("fr", "Le ministère a rejeté les accusations.", ("denies", "Le ministère")),
        ("fr", "Il n'y a aucune preuve que le port soit fermé.", ("denies", None)),
        ("es", "El portavoz dijo que el puerto estaba cerrado.", ("asserts", "El portavoz")),
        ("es", "Según el ministerio, el puerto cerró.", ("asserts", "el ministerio")),
        ("es", "El ministerio negó que el puerto cerrara.", ("denies", "El ministerio")),
        ("es", "El ministerio confirmó el incendio.", ("confirms", "El ministerio")),
        ("es", "El ministerio no quiso comentar.", ("declines", "El ministerio")),
        ("de", "Der Sprecher sagte, der Hafen sei geschlossen.", ("asserts", "Der Sprecher")),
        ("de", "Laut Hafenamt ist der Kai geschlossen.", ("asserts", "Hafenamt")),
        ("de", "Das Ministerium dementierte den Bericht.", ("denies", "Das Ministerium")),
        ("de", "Das Ministerium wies die Vorwürfe zurück.", ("denies", "Das Ministerium")),
        ("de", "Das Ministerium bestätigte den Brand.", ("confirms", "Das Ministerium")),
        ("de", "Das Ministerium wollte sich nicht äußern.", ("declines", "Das Ministerium")),
        ("it", "Il portavoce ha detto che il porto era chiuso.", ("asserts", "Il portavoce")),
        ("it", "Secondo il ministero, il porto ha chiuso.", ("asserts", "il ministero")),
        ("it", "Il ministero ha smentito la notizia.", ("denies", "Il ministero")),
        ("it", "Il ministero ha confermato l'incendio.", ("confirms", "Il ministero")),
        ("it", "Il ministero non ha voluto commentare.", ("declines", "Il ministero")),
        ("pt", "O porta-voz disse que o porto estava fechado.", ("asserts", "O porta-voz")),
        ("pt", "Segundo o ministério, o porto fechou.", ("asserts", "o ministério")),
        ("pt", "O ministério negou que o porto fechasse.", ("denies", "O ministério")),
        ("pt", "O ministério confirmou o incêndio.", ("confirms", "O ministério")),
        ("pt", "O ministério não quis comentar.", ("declines", "O ministério")),
        ("ru", "Министерство заявило, что порт закрыт.", ("asserts", "Министерство")),
        ("ru", "По данным министерства, порт закрыт.", ("asserts", "министерства")),
        ("ru", "Министерство опровергло сообщение.", ("denies", "Министерство")),
        ("ru", "Министерство подтвердило пожар.", ("confirms", "Министерство")),
        ("ru", "Министерство отказалось комментировать сообщение.", ("declines", "Министерство")),
    ],
)
def test_who_says_it_and_how(code: str, text: str, expected: tuple[str, str | None]) -> None:
    words = _language.language(code)
    found = _reading.read(_reading.located(text, "text", "2024-05-20", words, lambda _: []))
    assert [(one.stance, one.claimant) for one in found] == [expected]


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("fr", "Le port a été fermé le 14 mai 2024.", "2024-05-14"),
        ("es", "El puerto cerró el 14 de mayo de 2024.", "2024-05-14"),
        ("de", "Der Hafen wurde am 14. Mai 2024 geschlossen.", "2024-05-14"),
        ("it", "Il porto è stato chiuso il 14 maggio 2024.", "2024-05-14"),
        ("pt", "O porto fechou em 14 de maio de 2024.", "2024-05-14"),
        ("ru", "Порт был закрыт 14 мая 2024 года.", "2024-05-14"),
    ],
)
def test_dates_are_read_in_the_language(code: str, text: str, value: str) -> None:
    words = _language.language(code)
    found = _reading.read(_reading.located(text, "text", "2024-05-20", words, lambda _: []))
    assert [one.date and one.date.value for one in found] == [value]
    assert found[0].wording


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The port was closed and the ships are not in the bay, which is what it was for.", "en"),
        ("Le port est fermé et les navires ne sont pas dans la baie.", "fr"),
        ("Der Hafen ist geschlossen und die Schiffe sind nicht in der Bucht.", "de"),
        ("El puerto está cerrado y los barcos no están en la bahía que fue de ellos.", "es"),
        ("Il porto è chiuso e le navi non sono nella baia che è di tutti.", "it"),
        ("O porto está fechado e os navios não estão na baía, que foi de todos.", "pt"),
        ("Порт закрыт, и корабли не стоят в бухте, как это было до того.", "ru"),
        ("Maravel denies report", None),
        ("港は閉鎖された", None),
        ("", None),
    ],
)
def test_a_language_is_recognised(text: str, code: str | None) -> None:
    assert _language.recognised(text) == code
