"""The width table: against the font it was made from, cleaning, wrapping, shortening."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.charts import _widths

FONTS = Path("/usr/share/fonts/truetype/liberation")
ODD = [
    "مرحبا بالعالم",
    "中华人民共和国",
    "日本語のテキスト",
    "$5 million",
    "a\u0301bc",
    "👩\u200d👩\u200d👧 ok",
    "<script>alert(1)</script>",
]


def test_widths_are_those_of_arial() -> None:
    assert _widths.width("Hello World", 20) == pytest.approx(103.36, abs=0.01)
    assert _widths.width("Hello World", 20, bold=True) == pytest.approx(111.10, abs=0.01)
    assert _widths.width("", 12) == 0


def test_the_table_is_what_the_fonts_say() -> None:
    if not FONTS.is_dir():
        pytest.skip("needs Liberation Sans")
    made = _widths.make_table(FONTS / "LiberationSans-Regular.ttf", FONTS / "LiberationSans-Bold.ttf")
    assert made == Path(_widths.__file__).with_name("_widths.json").read_text()


def test_wide_characters_emoji_and_combining_marks() -> None:
    assert _widths.width("中文", 10) == 20
    assert _widths.width("😀", 10) == 12.5
    assert _widths.width("e\u0301", 10) == _widths.width("e", 10)
    assert [_widths.is_listed(words) for words in ("Łódź, Москва", "Αθήνα", "中文", "שלום")] == [
        True,
        True,
        False,
        False,
    ]


def test_cleaning_takes_what_an_svg_cannot_hold() -> None:
    assert _widths.clean(" a\x00b\x07\x0bc\n\td\u202ee\u2028f\ud800 ") == "a b c d‹U+202E›e f"
    assert _widths.clean("می\u200cخواهم") == "می\u200cخواهم"


def test_wrapping() -> None:
    words = "TikTok removes 284 Spamouflage accounts and more"
    assert _widths.wrap(words, 12, 120, 3) == ["TikTok removes 284", "Spamouflage", "accounts and more"]
    assert _widths.wrap(words, 12, 120, 2) == ["TikTok removes 284", "Spamouflage…"]
    assert _widths.wrap("中华人民共和国外交部", 12, 62, 2) == ["中华人民共", "和国外交部"]
    assert _widths.wrap("", 12, 100) == [""]
    assert _widths.wrap("see x" + "y" * 20 + " end", 12, 60, 9) == ["see", "xyyyyyyyyy", "yyyyyyyyyy", "y end"]


def test_balancing_makes_lines_of_one_length() -> None:
    assert _widths.wrap("one two three four five six", 12, 130) == ["one two three four five", "six"]
    assert _widths.balance("one two three four five six", 12, 130) == ["one two three", "four five six"]


def test_cutting_ends_at_a_word_where_it_can() -> None:
    assert _widths.cut("Chinese government body asks", 12, 200) == "Chinese government body asks"
    assert _widths.cut("Chinese government body asks", 12, 130) == "Chinese government…"
    assert _widths.cut("x" * 99, 12, 50) == "xxxxxx…"


@given(st.text(max_size=80) | st.sampled_from(ODD), st.integers(40, 300), st.integers(1, 4))
def test_no_line_is_too_wide_and_there_are_not_too_many(text: str, most: int, lines: int) -> None:
    made = _widths.wrap(text, 12, most, lines)
    assert len(made) <= lines
    assert all(_widths.width(line, 12) <= most + 1e-6 for line in made)


@given(st.text(max_size=40))
def test_cleaned_text_is_always_well_formed_xml(text: str) -> None:
    import xml.etree.ElementTree as ET

    element = ET.Element("t")
    element.text = _widths.clean(text)
    assert (ET.fromstring(ET.tostring(element, encoding="unicode")).text or "") == element.text
