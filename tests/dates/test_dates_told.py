"""What a text has told before: that year, that night; and parts of the year, which follow the tense."""

from __future__ import annotations

import pytest

from helpers import dates

ANCHOR = "2023-11-15"


def values(text: str, anchor: str = ANCHOR, language: str = "en") -> list[str | None]:
    return [one.value for one in dates.expressions(text, anchor, language)]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "The dam was built in 2012. It is old. It broke in September of the same year.", "2012-09"),
        ("en", "The dam was built in 2012. On Friday it was said to have broken in June that year.", "2012-06"),
        ("en", "It was built in 2012. It broke on 5 June of that year.", "2012-06-05"),
        ("en", "It was built in 2012. It broke in the summer of that year.", "2012-06/2012-08"),
        ("en", "It was built in 2012. It broke in May of the following year.", "2013-05"),
        ("en", "It was built in 2012. On Friday they met. That year it broke.", "2012"),
        ("en", "It was built in June 2012. On Friday they met. It broke later that year.", "2012"),
        ("en", "It was built on 3 June 2012, and not in 2013. That same month it broke.", "2012-06"),
        ("fr", "Il fut construit en 2012. Il céda lundi. Il brûla en juin de la même année.", "2012-06"),
        ("fr", "Il fut construit en 2012. Il brûla le 5 juin de cette année-là.", "2012-06-05"),
        ("fr", "Il fut construit en 2012. Il céda lundi. La même année, il brûla.", "2012"),
        ("de", "Er wurde 2012 gebaut. Er brannte im Juni desselben Jahres.", "2012-06"),
        ("es", "Se construyó en 2012. Ardió el 5 de junio de ese mismo año.", "2012-06-05"),
        ("it", "Fu costruito nel 2012. Bruciò nel giugno dello stesso anno.", "2012-06"),
        ("pt", "Foi construído em 2012. Ardeu em junho daquele ano.", "2012-06"),
        ("ru", "Дом построили в 2012 году. Он сгорел 5 июня того же года.", "2012-06-05"),
    ],
)
def test_that_year_is_the_one_that_the_text_named_last(language: str, text: str, value: str) -> None:
    assert values(text, language=language)[-1] == value


@pytest.mark.parametrize(
    ("language", "text", "timex"),
    [
        ("en", "It broke in September of the same year.", "XXXX-09"),
        ("en", "They met on Friday. It broke on 5 June that year.", "XXXX-06-05"),
        ("en", "It broke in the spring of that year.", "XXXX-SP"),
        ("en", "That year it broke.", "XXXX"),
        ("en", "Later that month it broke.", "XXXX-XX"),
        ("en", "Later that evening it broke.", "XXXX-XX-XXTEV"),
        ("en", "That night it broke.", "XXXX-XX-XXTNI"),
        ("en", "It broke earlier that day.", "XXXX-XX-XX"),
        ("en", "It was built in June 2020. That day it broke.", "XXXX-XX-XX"),
        ("fr", "Il brûla en juin de la même année.", "XXXX-06"),
        ("fr", "Ce soir-là, il brûla.", "XXXX-XX-XXTEV"),
        ("de", "An jenem Abend brannte es.", "XXXX-XX-XXTEV"),
        ("es", "Aquella noche ardió.", "XXXX-XX-XXTNI"),
        ("it", "Quella sera bruciò.", "XXXX-XX-XXTEV"),
        ("pt", "Naquela noite ardeu.", "XXXX-XX-XXTNI"),
    ],
)
def test_what_stands_for_nothing_that_was_named_stays_unresolved(language: str, text: str, timex: str) -> None:
    last = dates.expressions(text, ANCHOR, language)[-1]
    assert (last.value, last.timex, last.rule.split(", no ")[-1].endswith("before it")) == (None, timex, True)


@pytest.mark.parametrize(
    ("language", "text", "timex"),
    [
        ("en", "It was built on 3 June 2020. Later that evening it broke.", "2020-06-03TEV"),
        ("en", "They met on Tuesday. That night it broke.", "2023-11-14TNI"),
        ("fr", "Il fut bâti le 3 juin 2020. Cette nuit-là, il brûla.", "2020-06-03TNI"),
        ("it", "Fu costruito il 3 giugno 2020. Quella notte bruciò.", "2020-06-03TNI"),
    ],
)
def test_that_night_is_that_of_the_day_before_it(language: str, text: str, timex: str) -> None:
    assert dates.expressions(text, ANCHOR, language)[-1].timex == timex


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "It burned last Christmas.", "2018-12-25"),
        ("en", "It burned last Easter.", "2019-04-21"),
        ("en", "It burned last Halloween.", "2019-10-31"),
        ("en", "It burned last New Year's Eve.", "2018-12-31"),
        ("en", "It opens next Christmas.", "2019-12-25"),
        ("en", "It opens next Easter.", "2020-04-12"),
        ("en", "It opens next Halloween.", "2020-10-31"),
        ("fr", "Noël dernier, il brûla.", "2018-12-25"),
        ("de", "Letzte Weihnachten brannte es.", "2018-12-25"),
        ("es", "Ardió la Navidad pasada.", "2018-12-25"),
        ("it", "Bruciò il Natale scorso.", "2018-12-25"),
        ("pt", "Ardeu no Natal passado.", "2018-12-25"),
    ],
)
def test_last_and_next_holidays(language: str, text: str, value: str) -> None:
    assert values(text, "2019-11-20", language) == [value]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "He spent the end of the year at sea.", "2010-09~/2010-12~"),
        ("en", "He will spend the end of the year at sea.", "2011-09~/2011-12~"),
        ("en", "He left at the start of the year.", "2011-01~/2011-04~"),
        ("en", "The end of the month was cold.", "2011-01-21~/2011-01-31~"),
        ("fr", "Elle a passé les fêtes de fin d'année en mer.", "2010-09~/2010-12~"),
        ("fr", "Elle partira à la fin de l'année.", "2011-09~/2011-12~"),
        ("fr", "Le plan doit être voté d'ici à la fin de l'année.", "2011-09~/2011-12~"),
        ("fr", "Il a dit qu'il espérait un accord d'ici la fin du mois.", "2011-02-21~/2011-02-28~"),
        ("fr", "Elle a promis la publication du rapport d'ici à la fin de la semaine.", "2011-02-12~/2011-02-13~"),
        ("fr", "La coalition a commencé à se fissurer dès le début de la semaine.", "2011-02-07~/.."),
        ("en", "She said that the bridge was to be repaired by the end of the year.", "2011-09~/2011-12~"),
        ("de", "Er sagte, das Dach wurde bis Ende des Monats geprüft.", "../2011-02-28~"),
        ("de", "Ende des Jahres wurde es kalt.", "2010-09~/2010-12~"),
        ("es", "El barco salió a fin de año.", "2010-09~/2010-12~"),
        ("it", "Ha passato la fine dell'anno in mare.", "2010-09~/2010-12~"),
        ("pt", "Ela passou o fim do ano no mar.", "2010-09~/2010-12~"),
        ("ru", "Он уехал в конце года.", "2010-09~/2010-12~"),
    ],
)
def test_parts_of_the_year_follow_the_tense(language: str, text: str, value: str) -> None:
    assert values(text, "2011-02-10", language) == [value]


def test_a_part_that_is_over_is_the_next_one_in_the_future() -> None:
    assert values("It will open at the start of the year.", "2011-11-10") == ["2012-01~/2012-04~"]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "The union wants a vote on Thursday.", "2011-02-17"),
        ("fr", "Le maire espère un vote jeudi.", "2011-02-17"),
        ("fr", "Le maire souhaite partir jeudi.", "2011-02-17"),
        ("fr", "Le plan doit être voté jeudi.", "2011-02-17"),
        ("fr", "Elle veut savoir ce qui s'est passé jeudi.", "2011-02-10"),
        ("fr", "Avec la reprise jeudi du quartier, beaucoup s'attendent à une offensive.", "2011-02-10"),
        ("de", "Der Bürgermeister hofft auf ein Votum am Donnerstag.", "2011-02-17"),
        ("es", "El alcalde desea votar el jueves.", "2011-02-17"),
        ("it", "Il sindaco spera in un voto giovedì.", "2011-02-17"),
        ("ru", "Мэр надеется на голосование в четверг.", "2011-02-17"),
    ],
)
def test_who_hopes_looks_ahead(language: str, text: str, value: str) -> None:
    assert values(text, "2011-02-12", language) == [value]
