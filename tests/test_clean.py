"""Text from strangers, made comparable or visible."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import clean


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Straße\t\nNach  Rom ", "strasse nach rom"),
        ("Ｔｉｋ Ｔｏｋ", "tik tok"),
        ("ﬁre", "fire"),
        ("a\u200bb\u202ec\ufeffd\xade", "abcde"),
        ("one\rtwo\x0bthree\x0cfour\x85five\u2028six\xa0seven", "one two three four five six seven"),
        ("a \u200b b", "a b"),
        ("", ""),
        ("\x00", ""),
    ],
)
def test_fold_gives_one_form(text: str, folded: str) -> None:
    assert clean.fold(text) == folded


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    once = clean.fold(text)
    assert clean.fold(once) == once
    assert not clean.HIDDEN.search(once)


def test_hidden_characters_are_written_out() -> None:
    assert clean.visible("a\u202eb\x00c\rd\u061ce\xad\n\té") == "a‹U+202E›b‹U+0000›c‹U+000D›d‹U+061C›e‹U+00AD›\n\té"


@given(st.text(max_size=40))
def test_what_xml_forbids_is_gone_and_the_rest_stands(text: str) -> None:
    kept = clean.without_controls(text)
    assert [c for c in text if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff")] == list(kept)
    kept.encode("utf-8")


def test_lone_surrogates_are_gone() -> None:
    assert clean.without_controls("a\ud83db\ufffec") == "abc"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("#One two #zwei_2, #日本!＃全角", ["One", "zwei_2", "日本", "全角"]),
        ("#1 #2022 #a1 no#tag &#39; /#path", ["a1"]),
        ("##double #", []),
        ("(#a)#b", ["a", "b"]),
    ],
)
def test_tags_of_a_text(text: str, found: list[str]) -> None:
    if text.startswith("##"):
        assert clean.tags(text) == ["double"]
    else:
        assert clean.tags(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see https://example.org/a.", ["https://example.org/a"]),
        ("(https://example.org/a)", ["https://example.org/a"]),
        ("https://example.org/wiki/Fire_(film)", ["https://example.org/wiki/Fire_(film)"]),
        ("(see https://example.org/wiki/Fire_(film)).", ["https://example.org/wiki/Fire_(film)"]),
        ("HTTP://EXAMPLE.ORG/A, https://b.example?", ["HTTP://EXAMPLE.ORG/A", "https://b.example"]),
        ('<a href="https://example.org/a">', ["https://example.org/a"]),
        ("https://example.org/一、二", ["https://example.org/一"]),
        ("https://... http:// https://)", []),
        ("ftp://example.org javascript:alert(1)", []),
    ],
)
def test_links_of_a_text(text: str, found: list[str]) -> None:
    assert clean.links(text) == found


ADDRESSES = {
    "https://Example.ORG/a/": "example.org/a",
    "http://www.example.org:80/a?utm_source=x&b=1#frag": "example.org/a?b=1",
    "https://example.org:443/?fbclid=1": "example.org",
    "HTTPS://EXAMPLE.org/A?q=a%20b&utm_medium=y": "example.org/A?q=a%20b",
    "www.example.org/a": "example.org/a",
    "//example.org/a": "example.org/a",
    "https://user:pw@Example.org/a": "user:pw@example.org/a",
    "https://[::1]:8080/x": "[::1]:8080/x",
    "http://[broken": "[broken",
    "https://example.org:99999x/a": "example.org:99999x/a",
    "https://example.org/a//": "example.org/a",
    "https://example.org/a?x=/": "example.org/a?x=/",
    "https://example.org/a?b=&utm_campaign": "example.org/a?b=",
    "https://example.org/a?b=1&utm_source=1&c=2&fbclid=z": "example.org/a?b=1&c=2",
    "https://example.org/a?autm_source=1": "example.org/a?autm_source=1",
    " \thttps://example.org/a\n": "example.org/a",
    "https://example.org/a\nb": "example.org/a\nb",
    "https://example.org/'; DROP TABLE x;--": "example.org/'; DROP TABLE x;--",
    "https://пример.рф/Путь/": "пример.рф/Путь",
    "mailto:a@b.example": "mailto:a@b.example",
    "https://": "",
    "#": "",
    "": "",
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_has_one_form(address: str) -> None:
    assert clean.link_key(address) == ADDRESSES[address]


@given(st.text(max_size=40))
def test_no_address_is_an_error(address: str) -> None:
    assert isinstance(clean.link_key(address), str)


def test_composed_and_decomposed_are_one() -> None:
    assert clean.fold(unicodedata.normalize("NFD", "Müller")) == clean.fold("MÜLLER")


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Ka\u200bsia Lock\u200dmoor\ufeff", "Ka‹U+200B›sia Lock‹U+200D›moor‹U+FEFF›"),
        ("\u202egnp.exe\u202c \u2067x\u2069", "‹U+202E›gnp.exe‹U+202C› ‹U+2067›x‹U+2069›"),
        ("Spie\xadgel a\u200e a\u2060b", "Spie‹U+00AD›gel a‹U+200E› a‹U+2060›b"),
        ("\u200d", "‹U+200D›"),
        ("\u200bก ก\u200b", "‹U+200B›ก ก‹U+200B›"),
        ("ann\u061c", "ann‹U+061C›"),
    ],
)
def test_what_deceives_in_a_name_is_written_out(text: str, seen: str) -> None:
    assert (clean.exposed(text), clean.exposed(seen)) == (seen, seen)


@pytest.mark.parametrize(
    "text",
    [
        "👩\u200d🚒 ❤\ufe0f\u200d🔥",
        "می\u200cخواهم",
        "ميناء\u200f (a)\u200e",
        "ภาษา\u200bไทย",
        "a\tb\nc é",
        "Ein langer Satz mit Silben\xadtrennung. " * 4,
    ],
)
def test_what_scripts_and_emoji_are_made_of_stays(text: str) -> None:
    assert clean.exposed(text) == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("&amp;&lt;&#65;&#0000065;&#x41;&#65 &hellip;", "&<AAAA …"),
        ("&#" + "9" * 5000 + ";!", "\ufffd!"),
        ("&#" + "0" * 5000 + "65;!", "A!"),
        ("&#x" + "f" * 5000 + ";!", "\ufffd!"),
        ("&#12345678;&#;&#", "\ufffd&#;&#"),
        ("&amp;#65;", "&#65;"),
    ],
)
def test_references_to_characters_are_resolved(text: str, said: str) -> None:
    assert clean.unescaped(text) == said
