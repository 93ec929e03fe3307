"""Numbers that are no years, and days that are names: what the words farther off say of them."""

from __future__ import annotations

import pytest

from helpers import dates

ANCHOR = "2023-11-09"


def said(text: str, language: str = "en") -> list[tuple[str, str | None]]:
    return [(one.text, one.value) for one in dates.expressions(text, ANCHOR, language)]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Jo Reed, of 1119 Ninth St., was fined.", []),
        ("Jo Reed, of 2019 Elm Lane, was fined.", []),
        ("The shop at 1974 North Martin Grey Avenue closed.", []),
        ("They live at 2011 5th Ave.", []),
        ("2001 Harbour Road burned down.", []),
        ("In 2019 Elm Lane was closed.", ["2019"]),
        ("The 2019 Elm Lane fire was long.", ["2019"]),
        ("It was so in late 2019. Elm Lane was closed.", ["2019-09~/2019-12~"]),
        ("The report of 2015 Elm Street Journal readers was long.", ["2015"]),
        ("The plan of 2015 was good.", ["2015"]),
        ("A fair of 2015 St. Maud residents was held.", ["2015"]),
        ("June 2019 Elm Street fell.", ["2019-06"]),
    ],
)
def test_the_number_of_a_house_is_no_year(text: str, years: list[str]) -> None:
    assert [value for _, value in said(text)] == years


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Resolutions 1970 and 1973 were read, and page 2010."),
        ("fr", "La résolution 1973 de l'ONU. Les résolutions 1970 et 1973. L'article 1920. La résolution n° 1973."),
        ("de", "Die Resolution 1973 wurde verlesen. Art. 1920 BGB. Flug 2012. Nr. 1999."),
        ("es", "La resolución 1973 fue leída. Las resoluciones 1970 y 1973. La resolución n.º 1973. El vuelo 2012."),
        ("it", "La risoluzione 1973 fu letta. L'articolo 1920. Il volo 2012. Art. 1920."),
        ("pt", "A resolução 1973 foi lida. O artigo 1920. O voo 2012."),
        ("ru", "В резолюции 1973 говорится. По резолюциям 1970 и 1973. Статья № 1990."),
    ],
)
def test_a_number_behind_what_is_numbered_is_no_year(language: str, text: str) -> None:
    assert said(text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Il est écrit en page. 2010 fut calme."),
        ("fr", "La résolution de 2010."),
        ("de", "Es steht auf dieser Seite. 2010 war ruhig."),
        ("de", "Die Resolution von 2010."),
        ("es", "Está en esta página. 2010 fue tranquilo."),
        ("it", "La risoluzione del 2010."),
        ("pt", "A resolução de 2010."),
        ("ru", "Закон 2010 года."),
    ],
)
def test_a_year_stays_one(language: str, text: str) -> None:
    assert [value for _, value in said(text, language)] == ["2010"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She told the Today programme that it burned.", []),
        ("Today show guests were few.", []),
        ("The ‘Today’ show was long.", []),
        ("It was shown on Harbour Today.", []),
        ("Harbour TV's Today was first.", []),
        ("Today it burned.", ["Today"]),
        ("It burned. Today it is calm.", ["Today"]),
        ('"Today we won," she said. She said: “Today we won.” (Today too.)', ["Today"] * 3),
        ("FIRE IN THE PORT TODAY", ["TODAY"]),
        ("Fire in the port\nToday it is calm.", ["Today"]),
        ("Figures released today show that it burned.", ["today"]),
    ],
)
def test_a_capitalised_today_inside_a_sentence_is_a_name(text: str, found: list[str]) -> None:
    assert [words for words, _ in said(text)] == found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The case over the Jan. 6 blaze will be heard.", "2023-01-06"),
        ("The January 6 Panel will be heard.", "2023-01-06"),
        ("The upcoming Jan. 6 vote will be close.", "2024-01-06"),
        ("The Jan. 6 vote, which is planned, will be close.", "2023-01-06"),
        ("The Jan. 6 vote planned by the union will be close.", "2024-01-06"),
        ("The Jan. 6 deadline will be missed.", "2024-01-06"),
        ("The Nov. 28 vote will be close.", "2023-11-28"),  # 19 days on: what is so near is as well known
        ("The vote on Jan. 6 will be close.", "2024-01-06"),
        ("It will be heard on Jan. 6 in town.", "2024-01-06"),
        ("Last Jan. 6 it burned.", "2023-01-06"),
    ],
)
def test_a_day_before_a_noun_names_something_known(text: str, value: str) -> None:
    assert [found for _, found in said(text)] == [value]
