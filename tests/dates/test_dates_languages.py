"""The languages whose dates are found: each file's words and rules, and what they find in the invented texts."""

from __future__ import annotations

import importlib
import random
import sys
from collections import defaultdict
from pathlib import Path

import pytest
from babel import Locale

from helpers import dates, paths
from helpers.dates import _language, _patterns, languages
from helpers.errors import TableError

sys.path.insert(0, str(paths.PACKAGE.parents[1] / "benchmarks"))
texts = importlib.import_module("_dates.texts")
sys.path.pop(0)

SAMPLES = Path(__file__).parent / "texts"
PAGE = (Path(__file__).parents[2] / "docs" / "dates.md").read_text("utf-8")
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if line.startswith("| ")]
SHOWN = [row for row in ROWS if len(row) == 7 and "**" in row[1]]
OTHERS = ["de", "es", "fr", "it", "pt", "ru"]
NUMBERS = {
    "D": "3 12 31", "HOUR": "9 20", "INT": "2 4", "DECIMAL": "2.5", "TWO": "90 80", "YEAR": "1961 2021",
    "YEAR_SURE": "1998 2022", "YEARS": "1914-18", "DAYS": "3-5", "DAYTH": "1er 5th 1º", "ORDINAL": "2nd 3e 1º",
    "DECADE": "1990s 1990er", "DECADE_SHORT": "90s 90er", "CLOCK": "17:30", "DOTTED": "17.30", "CLOCK12": "5pm",
    "ISO": "2022-07-29", "ISOMONTH": "2022-07", "NUMERIC": "29/07/2022", "CAPITALISED": "Xyzzy", "OTHER": "xyzzy",
}  # fmt: skip


def found(text: str, anchor: str | None, language: str) -> list[tuple[str, str, str, str | None]]:
    return [(one.text, one.type, one.timex, one.value) for one in dates.expressions(text, anchor, language)]


def test_the_folder_is_the_registry() -> None:
    assert languages.codes() == ["de", "en", "es", "fr", "it", "pt", "ru"]


def test_another_language_is_refused_with_those_that_are_served() -> None:
    with pytest.raises(TableError) as refused:
        dates.expressions("2022年7月29日", "2022-07-30", "zh")
    assert str(refused.value) == (
        '"zh" is not a language whose dates are found. Served are de, en, es, fr, it, pt, ru; '
        "another one is a file in helpers/dates/languages."
    )


@pytest.mark.parametrize("language", OTHERS)
def test_the_invented_texts_are_read_as_people_read_them(language: str) -> None:
    for one in texts.compact(SAMPLES / f"{language}.txt"):
        gold = [(one.text[span.start : span.end], span.type, span.value) for span in one.gold]
        said = dates.expressions(one.text, one.written, language)
        assert [(each.text, each.type, each.timex) for each in said] == gold, one.name
        stated = [(span.start, span.edtf or None) for span in one.gold if span.edtf is not None]
        assert [(each.start, each.value) for each in said if each.start in dict(stated)] == stated, one.name


@pytest.mark.parametrize("row", SHOWN, ids=lambda row: str(row[1]))
def test_the_page_says_what_is_found(row: list[str]) -> None:
    language, sentence, kind, value, timex, precision, rule = row
    _, words, _ = sentence.split("**")
    [one] = dates.expressions(sentence.replace("**", ""), "2022-07-30", language)
    assert one[1:8] == (sentence.rindex("**") - 2, words, kind, value or None, timex, precision or None, rule)


def test_the_page_shows_every_language() -> None:
    assert sorted({row[0] for row in SHOWN}) == OTHERS


@pytest.mark.parametrize("language", OTHERS)
def test_every_name_that_babel_has_of_a_month_makes_a_date(language: str) -> None:
    locale, joint = Locale.parse(language), {"es": " de ", "pt": " de ", "de": ". "}.get(language, " ")
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for month, name in locale.months[context][width].items():
                for written in (name, name.capitalize(), name.upper()):
                    text = f"12{joint}{written} 2021"
                    read = [(one.type, one.value) for one in dates.expressions(text, None, language)]
                    assert read == [("DATE", f"2021-{month:02}-12")], text


@pytest.mark.parametrize("language", OTHERS)
def test_every_name_that_babel_has_of_a_day_is_a_day_of_the_week_before(language: str) -> None:
    for context in ("format", "stand-alone"):
        for n, name in Locale.parse(language).days[context]["wide"].items():
            (one,) = dates.expressions(f"{name}.", "2022-07-31", language)
            assert (one.text, one.value) == (name, f"2022-07-{25 + n}")
            (free,) = dates.expressions(f"{name}.", None, language)
            assert (free.value, free.timex, free.anchor) == (None, f"XXXX-WXX-{n + 1}", None)


@pytest.mark.parametrize(
    ("language", "text", "timex", "value"),
    [
        ("fr", "Il a jusqu'au 3 mai pour répondre.", "2022-05-03", "../2022-05-03"),
        ("fr", "Le sommet s'ouvrira mardi.", "2022-05-03", "2022-05-03"),
        ("fr", "Le sommet s'est ouvert mardi.", "2022-04-26", "2022-04-26"),
        ("fr", "Il a parlé à 20h30 mardi", "2022-04-30T20:30", "2022-04-30"),
        ("fr", "Le vendredi 23 juillet, il parla.", "2021-07-23", "2021-07-23"),
        ("fr", "Le jeudi 23 juillet, il parla.", "XXXX-07-23", None),  # of no year near is that a Thursday
        ("fr", "LE 3 FEVRIER 2021, ACCORD", "2021-02-03", "2021-02-03"),
        ("fr", "Il y a deux ans et demi, tout a brûlé.", "2019-10", "2019-10~"),
        ("it", "Si vota lunedi.", "2022-04-25", "2022-04-25"),
        ("de", "Es begann gestern Abend.", "2022-04-29TEV", "2022-04-29"),
        ("de", "Am Montagabend brannte es.", "2022-04-25TEV", "2022-04-25"),
        ("de", "Der Herr Mai kam in den achtziger Jahren.", "198X", "1980/1989"),
        ("de", "Die Frist läuft bis zum 3. Mai.", "2022-05-03", "../2022-05-03"),
        ("es", "La reunión será el lunes.", "2022-05-02", "2022-05-02"),
        ("it", "Ieri sera è bruciato tutto.", "2022-04-29TEV", "2022-04-29"),
        ("it", "Accadde l'8 marzo 1921.", "1921-03-08", "1921-03-08"),
        ("pt", "A segunda casa ardeu na segunda-feira.", "2022-04-25", "2022-04-25"),
        ("pt", "Foi na última quinta.", "2022-04-28", "2022-04-28"),
        ("ru", "Это было в конце мая 2021 г., в среду.", "2021-05", "2021-05-21~/2021-05-31~"),
        ("ru", "Зимой 2020 года порт закрыли.", "2020-WI", "2020-12/2021-02"),
    ],
)
def test_the_first_expression_of_a_sentence(language: str, text: str, timex: str, value: str | None) -> None:
    one = dates.expressions(text, "2022-04-30", language)[0]
    assert (one.timex, one.value) == (timex, value), one


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Mars et Avril, 34 ans, vendent 2000 livres ; un homme de 34 ans a été le second."),
        ("es", "El señor Abril, de 34 años, vendió 2000 libros por la segunda vez un día."),
        ("de", "Herr März, 34 Jahre alt, hat 2000 Euro und Version 2.10.4."),
        ("it", "La donna di 34 anni legge Il Sole 24 Ore e ha 2000 libri."),
        ("pt", "A mulher de 34 anos vendeu 2000 casas na segunda tentativa."),
        ("ru", "Мужчина, 34 лет, заплатил 2000 рублей за второй дом."),
    ],
)
def test_what_is_no_date(language: str, text: str) -> None:
    assert found(text, "2022-04-30", language) == []


@pytest.mark.parametrize("language", languages.codes())
def test_every_rule_fits_what_its_own_pattern_makes(language: str) -> None:
    """Examples are made of each pattern; each is read without a fault, and each rule is reached by one at least."""
    draw, known = random.Random(7), _language.get(language)
    module = importlib.import_module(f"helpers.dates.languages.{language}")
    words = defaultdict(list)
    for word, categories in known.entries.items():
        for category in categories:
            words[category].append(word)
    for category, tokens in NUMBERS.items():
        words[category] += [
            token for token in tokens.split() if category in known.meaning(token) or category == "OTHER"
        ]
    never = []
    for rule in module.RULES:
        pattern = _patterns.spelled_out(rule.pattern, dict(module.SHORT))
        reached = rule.kind == "none"
        for _ in range(80):
            around = [
                _beside(_patterns.spelled_out(parts, dict(module.SHORT)), words, draw)
                for parts in (rule.before or "xyzzy", rule.after or ".")
            ]
            said = f"{around[0]} {_example(pattern, words, draw)} {around[1]}"
            for one in dates.expressions(said, draw.choice([None, "2022", "2022-07", "2022-07-30"]), language):
                reached = reached or one.rule.startswith(rule.name)
                assert one.value is None or dates.valid(one.value), (said, one)
                assert said[one.start : one.end] == one.text
        if not reached:
            never.append(rule)
    assert never == []


def _beside(parts: str, words: dict[str, list[str]], draw: random.Random) -> str:
    """A token of one of these parts; two where `first+second` is one."""
    drawn = draw.choice([part for part in parts.split() if part not in "()|?"]).split("+")
    return " ".join(draw.choice(words[part] or ["xyzzy"]) if _patterns.is_category(part) else part for part in drawn)


def _example(pattern: str, words: dict[str, list[str]], draw: random.Random) -> str:
    """Words that a spelled-out pattern fits, drawn at random."""
    pieces, stack = iter(pattern.split()), [[[""]]]
    for piece in pieces:
        if piece == "(":
            stack.append([[""]])
        elif piece == "|":
            stack[-1].append([""])
        elif piece == ")":
            stack[-2][-1].append(" ".join(draw.choice(stack.pop())))
        elif piece == "?":
            stack[-1][-1][-1] = draw.choice([stack[-1][-1][-1], ""])
        else:
            known = _patterns.is_category(piece)
            stack[-1][-1].append(draw.choice(words[piece] or ["xyzzy"]) if known else piece)
    return " ".join(" ".join(draw.choice(stack[0])).split())
