"""The language of patterns, and what a language's file may say."""

from __future__ import annotations

import re
from types import ModuleType

import pytest

from helpers.dates import _language, _match, _patterns, languages
from helpers.dates._language import Language
from helpers.dates._resolve import KINDS
from helpers.dates.languages import Rule

CLASSES = {"A": "ab", "B": "c", "x": "x", "y": "y", "-": "-", "NONE": ""}


@pytest.mark.parametrize(
    ("pattern", "fits", "not_"),
    [
        ("A B", ["ac", "bc"], ["a", "c", "ab"]),
        ("A? B", ["c", "ac"], ["a", "aac"]),
        ("( A | x y )? B", ["c", "ac", "xyc"], ["xc", "yc"]),
        ("( A ( - A )? | x ) y?", ["a", "a-b", "x", "xy", "a-by"], ["a-", "x-a"]),
        ("NONE? B", ["c"], ["ac"]),
        ("NONE B", [], ["c"]),
    ],
)
def test_a_pattern_fits(pattern: str, fits: list[str], not_: list[str]) -> None:
    part = _patterns.compiled(pattern, CLASSES.__getitem__)
    assert [text for text in fits if not re.fullmatch(part.expression, text)] == []
    assert [text for text in not_ if re.fullmatch(part.expression, text)] == []
    assert {text[0] for text in fits} <= part.first


def test_a_bracket_too_many_is_named() -> None:
    with pytest.raises(ValueError, match=re.escape("A ) B: nothing opens the bracket that closes before ) B")):
        _patterns.compiled("A ) B", CLASSES.__getitem__)


def test_parts_with_a_name_are_spelled_out_as_deep_as_they_go() -> None:
    assert _patterns.spelled_out("X? c", {"X": "Y | b", "Y": "A"}) == "( ( A ) | b ) ? c"


def _language_of(*rules: Rule, **said: object) -> Language:
    module = ModuleType("one")
    module.__dict__.update(
        {"NAME": "One", "WORDS": {"UNIT": {"week": "W"}, "WHICH": {"last": -1}}, "RULES": rules, **said}
    )
    return Language("one", module)


def _found(text: str, language: Language) -> list[tuple[str, str]]:
    made = _match.cut(text, language)
    return [(one.rule.name, " ".join(made.tokens[one.first : one.last])) for one in _match.matches(made, language)]


def test_the_longest_rule_wins_and_of_equals_the_first() -> None:
    language = _language_of(
        Rule("one", "UNIT", "unit"), Rule("two", "WHICH UNIT", "unit"), Rule("three", "UNIT", "unit")
    )
    assert _found("last week, week", language) == [("two", "last week"), ("one", "week")]


def test_what_must_and_must_not_stand_beside() -> None:
    language = _language_of(
        Rule("must", "UNIT", "unit", before="in of+the", after=". CAPITALISED"),
        Rule("never", "last", "unit", unless_before="first+time at", unless_after="of"),
    )
    texts = ["in week.", "week.", "in week", "of the week Bo", "the week.", "last", "at last", "first time last",
             "time last", "last of", "Last one", "LAST"]  # fmt: skip
    assert [text for text in texts if _found(text, language)] == [
        "in week.", "of the week Bo", "last", "time last", "Last one", "LAST",
    ]  # fmt: skip


def test_words_of_a_cased_category_count_as_they_are_written() -> None:
    language = _language_of(Rule("one", "NAME", "unit"), WORDS={"NAME": {"May": 5}}, CASED=("NAME",))
    assert [text for text in ("May", "may", "MAY") if _found(text, language)] == ["May"]


def test_what_was_learned_from_texts_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    language = _language_of(Rule("one", "UNIT", "unit"))
    monkeypatch.setattr(_language, "_MOST_WORDS", 50)
    _found(" ".join(f"w{n}x week" for n in range(500)), language)
    assert len(language) <= 52
    assert language["week"] == language["Week"]


@pytest.mark.parametrize("code", languages.codes())
def test_every_file_names_kinds_and_categories_that_there_are(code: str) -> None:
    known = _language.get(code)
    short = dict(getattr(__import__(f"helpers.dates.languages.{code}", fromlist=["SHORT"]), "SHORT", {}))
    for rule in known.rules:
        assert rule.kind in KINDS, f"{code}, {rule.name}: there is no kind {rule.kind}"
        sides = (rule.pattern, rule.before, rule.after, rule.unless_before, rule.unless_after)
        pieces = {piece for side in sides for piece in _patterns.spelled_out(side, short).split()} - set("()|?")
        parts = {part for piece in pieces for part in (piece.split("+") if len(piece) > 1 else [piece])}
        assert {part for part in parts if not known.of(part)} == set(), f"{code}, {rule.name}: nothing has these"
