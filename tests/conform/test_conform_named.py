"""Months and days by their names, in many languages: what is read, and what is not guessed."""

from __future__ import annotations

import pytest

from helpers.conform import named
from helpers.errors import CaseError

READ = {
    "nl": {"4 oktober 2017 woensdag": "2017-10-04", "wo 4 okt. 2017 10:05": "2017-10-04 10:05", "mei 2017": "2017-05"},
    "fr": {
        "29 juil. 2022": "2022-07-29",
        "1er mars 2020 à 10 h 05": "2020-03-01 10:05",
        "mercredi 4 octobre 2017 10h05": "2017-10-04 10:05",
        "le 4 octobre 2017 à 10h": "2017-10-04 10:00",
    },
    "ru": {"15 января 2023 г.": "2023-01-15", "15 янв. 2023 г., 10:05": "2023-01-15 10:05", "январь 2023": "2023-01"},
    "es": {"mar 1 mar 2022": "2022-03-01", "mié, 2 mar 2022, 10:05 p. m.": "2022-03-02 22:05"},
    "de": {"am Dienstag, 4. Oktober 2022 um 10:05 Uhr": "2022-10-04 10:05", "4. Okt. 2022": "2022-10-04"},
    "en": {
        "October 4, 2017": "2017-10-04",
        "Wed, Oct 4th, 2017 at 3:05 PM EDT": "2017-10-04 15:05 EDT",
        "12:05 am, 4 Oct 2017": "2017-10-04 00:05",
        "Wed Oct 04 15:05:07 +0000 2017": "2017-10-04 15:05:07 +0000",
        "4 October 2017 15:05:07.123 +02:00": "2017-10-04 15:05:07.123 +02:00",
        "May 1 2017": "2017-05-01",
    },
    "zh": {"2017年10月4日 星期三 下午3:05": "2017-10-04 15:05"},
    "ja": {"2017年10月4日水曜日 15時05分07秒": "2017-10-04 15:05:07"},
    "ko": {"2017년 10월 4일 수요일 오후 3시 5분": "2017-10-04 15:05"},
    "ar": {"٤ أكتوبر ٢٠١٧": "2017-10-04", "الأربعاء، 4 أكتوبر 2017 3:05 م": "2017-10-04 15:05"},
    "he": {"יום רביעי, 4 באוקטובר 2017": "2017-10-04"},
    "ca": {"4 d’octubre del 2017, 10:05": "2017-10-04 10:05", "4 d'octubre de 2017": "2017-10-04"},
    "vi": {"Thứ Tư, 4 tháng 10, 2017": "2017-10-04", "4 tháng 1, 2017": "2017-01-04"},
    "fi": {"keskiviikko 4. lokakuuta 2017 klo 10.05": "2017-10-04 10:05"},
    "pl": {"4 października 2017 r.": "2017-10-04", "październik 2017": "2017-10"},
    "hu": {"2017. október 4., szerda": "2017-10-04"},
    "uk": {"4 жовтня 2017 р.": "2017-10-04"},
    "id": {"Rabu, 4 Oktober 2017 10.05 WIB": "2017-10-04 10:05 WIB"},
    "bn": {"৪ অক্টোবর ২০১৭": "2017-10-04"},
    "sv": {"den 4 oktober 2017 kl. 10:05": "2017-10-04 10:05"},
    "sr-Latn": {"4. oktobar 2017.": "2017-10-04"},
    "en,en_GB": {"4 Sept 2017": "2017-09-04", "4 Sep 2017": "2017-09-04"},
    "nl,fr": {"4 mei 2017": "2017-05-04", "4 mai 2017": "2017-05-04"},
}
UNREAD = {
    "en": [
        "", "4 October", "4 October 17", "October", "31 June 2017", "before 4 October 2017", "4 October 2017 2018",
        "4 5 October 2017", "4 October 2017 25:05 PM", "4 October 2017 13:05 PM", "0 October 2017",
        "2022-11-10T05-07-28+00:00", "4 oktober 2017", "October 4 2017 10:05 11:06", "10:05 October 2017",
        "4 October 2017 is wrong", "4 October -2017.5",
    ],
    "nl": ["4 octobre 2017", "4 mei 2017 noord"],
}  # fmt: skip


@pytest.mark.parametrize(("language", "text"), [(lang, text) for lang, texts in READ.items() for text in texts])
def test_a_date_is_read_in_its_language(language: str, text: str) -> None:
    assert named.read(text, language) == READ[language][text]


@pytest.mark.parametrize(("language", "text"), [(lang, text) for lang, texts in UNREAD.items() for text in texts])
def test_what_is_not_understood_in_every_word_is_no_date(language: str, text: str) -> None:
    assert named.read(text, language) == ""


def test_a_weekday_that_was_another_one_is_a_contradiction() -> None:
    assert named.read("4 oktober 2017 donderdag", "nl") == "?is said to be a Thursday, and was a Wednesday"
    assert named.read("jeudi 4 octobre 2017 10:05", "fr") == "?is said to be a Thursday, and was a Wednesday"


def test_every_month_of_every_language_comes_back_as_its_number() -> None:
    """Long names and short ones, as CLDR has them in a date and standing alone."""
    for language in (
        "nl",
        "fr",
        "ru",
        "es",
        "de",
        "en",
        "ar",
        "he",
        "ca",
        "fi",
        "pl",
        "uk",
        "tr",
        "hi",
        "el",
        "cs",
        "fa",
    ):
        for name, numbers in named.language(language).months.items():
            assert len(numbers) == 1, f"{language}: {name} can be {sorted(numbers)}"
            (month,) = numbers
            assert named.read(f"11 {name} 2019", language) == f"2019-{month:02}-11", f"{language}: {name}"


def test_the_names_do_not_depend_on_which_language_was_asked_first() -> None:
    """Babel's own `Locale` has Chinese months for a Swedish reader once Chinese was loaded."""
    from babel import Locale

    assert Locale.parse("zh").months["stand-alone"]["wide"][10]
    named.language.cache_clear()
    assert not any("月" in name for name in named.language("sv").months)


@pytest.mark.parametrize("name", ["xx", "", "dutch?", "../nl"])
def test_a_language_that_there_is_not_is_one_sentence(name: str) -> None:
    with pytest.raises(CaseError) as told:
        named.read("4 oktober 2017", name)
    said = f'case.toml, language: "{name}" is not a language that CLDR has. Write a code such as "nl", "pt" or "zh".'
    assert str(told.value) == said
