"""What is found in a text, where, and what it means; every row of docs/dates.md is compared."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import dates
from helpers.dates import _language, _tokens, languages
from helpers.errors import TableError

ANCHOR = "2022-07-30"
PAGE = (Path(__file__).resolve().parents[2] / "docs" / "dates.md").read_text("utf-8")
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if line.startswith("| ")]
FOUND = [row for row in ROWS if "**" in row[0]]
NOTHING = [row[0] for row in ROWS if len(row) == 1 and row[0] != "nothing is found in"]


@pytest.mark.parametrize("row", FOUND, ids=lambda row: str(row[0]))
def test_the_page_says_what_is_found(row: list[str]) -> None:
    sentence, kind, value, timex, precision, rule = row
    text, start = sentence.replace("**", ""), sentence.index("**")
    end = sentence.rindex("**") - 2
    [hit] = [one for one in dates.expressions(text, ANCHOR) if one.start == start]
    assert hit[1:8] == (end, text[start:end], kind, value or None, timex, precision or None, rule)


@pytest.mark.parametrize("text", NOTHING)
def test_the_page_says_what_is_passed_over(text: str) -> None:
    assert dates.expressions(text, ANCHOR) == []


def test_the_page_has_both() -> None:
    assert (len(FOUND) > 70, len(NOTHING) > 8) == (True, True)


def test_a_row_says_everything() -> None:
    assert dates.expressions("He left last May, they said.", ANCHOR) == [
        dates.Expression(
            8, 16, "last May", "DATE", "2022-05", "2022-05", "month", "last, this, next MONTH", "2022-07-30"
        )
    ]


def test_the_table_has_the_same_columns_with_and_without_rows() -> None:
    some, none = dates.find("now and in 2020", ANCHOR), dates.find("", ANCHOR)
    assert list(some.columns) == list(none.columns) == list(dates.Expression._fields)
    assert [str(kind) for kind in some.dtypes] == [str(kind) for kind in none.dtypes]
    assert some[["start", "end", "text", "value", "timex"]].to_numpy().tolist() == [
        [0, 3, "now", None, "PRESENT_REF"],
        [11, 15, "2020", "2020", "2020"],
    ]


def test_a_range_is_one_expression_or_its_two_ends() -> None:
    text = "He worked there between March and May 2021."
    [one] = dates.expressions(text, ANCHOR)
    assert (one.text, one.value, one.precision) == ("between March and May 2021", "2021-03/2021-05", "interval")
    apart = dates.expressions(text, ANCHOR, ranges=False)
    assert [(one.text, one.value) for one in apart] == [("March", "2021-03"), ("May 2021", "2021-05")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("December 2020 to January 2021", "2020-12/2021-01"),
        ("from December to January 2021", "2020-12/2021-01"),
        ("from 2019 to 2021", "2019/2021"),
        ("between 5 and 7 June 2020", "2020-06-05/2020-06-07"),
        ("June 5-7, 2020", "2020-06-05/2020-06-07"),
        ("from Friday to Monday", "2022-07-29/2022-08-01"),
        ("the 1980s to the 1990s", "1980/1999"),
        ("from last week until next week", "2022-07-18/2022-08-07"),
    ],
)
def test_ranges(text: str, value: str) -> None:
    assert [one.value for one in dates.expressions(text, ANCHOR)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "2021 to 2019",
        "It was moved from 5 May 2021 to 7 June 2021.",
        "in 2019 and 2021",
        "on Monday and Tuesday",
    ],
)
def test_two_dates_that_are_no_range(text: str) -> None:
    assert len(dates.expressions(text, ANCHOR)) == 2


RELATIVE = "He said yesterday that last month, on Tuesday, in May and this year it rained."


@pytest.mark.parametrize(
    ("anchor", "values"),
    [
        ("2022-07-30", ["2022-07-29", "2022-06", "2022-07-26", "2022-05", "2022"]),
        (date(2022, 7, 30), ["2022-07-29", "2022-06", "2022-07-26", "2022-05", "2022"]),
        ("2022-07-30~", ["2022-07-29", "2022-06", "2022-07-26", "2022-05", "2022"]),
        ("2022-07", [None, "2022-06", None, "2022-05", "2022"]),
        ("2022-07-30/2022-07-31", [None, "2022-06", None, "2022-05", "2022"]),
        ("2022", [None, None, None, "2022-05", "2022"]),
        ("2022-06/2022-07", [None, None, None, "2022-05", "2022"]),
        ("2021/2022", [None] * 5),
        ("../2022", [None] * 5),
        ("", [None] * 5),
        (None, [None] * 5),
    ],
)
def test_nothing_is_more_exact_than_its_anchor(anchor: str | date | None, values: list[str | None]) -> None:
    found = dates.expressions(RELATIVE, anchor)
    assert [one.value for one in found] == values
    used = [one.anchor for one in found if one.value]
    assert all(used)


def test_what_is_unresolved_keeps_its_rule_and_its_form() -> None:
    found = dates.expressions(RELATIVE)
    assert [(one.timex, one.rule) for one in found] == [
        ("XXXX-XX-XX", "yesterday, today, tomorrow"),
        ("XXXX-XX", "last, this, next UNIT"),
        ("XXXX-WXX-2", "on WEEKDAY"),
        ("XXXX-05", "MONTH"),
        ("XXXX", "last, this, next UNIT"),
    ]


def test_an_anchor_that_is_no_date_is_refused() -> None:
    with pytest.raises(TableError) as caught:
        dates.expressions("today", "30 July 2022")
    assert str(caught.value) == (
        '"30 July 2022" is not a date. '
        "Write 2020, 2020-04, 2020-04-29, 2020-04~ (about) or 2021-09/2022-01 (from and to)."
    )


def test_a_language_that_is_not_served_is_refused_with_those_that_are() -> None:
    with pytest.raises(TableError) as caught:
        dates.expressions("idag", ANCHOR, "sv")
    assert str(caught.value) == (
        f'"sv" is not a language whose dates are found. Served are {", ".join(languages.codes())}; '
        "another one is a file in helpers/dates/languages."
    )


PASTED = """TikTok wanted a quiet account, messages show

In April 2020 a manager asked for it, according to messages that this reporter has seen. A spokesperson said on Friday
that nothing came of it. The paper had reported last month on another matter, and this week a third paper wrote of more.
"""


def test_an_article_of_the_shape_of_the_seed() -> None:
    assert [(one.text, one.value, one.precision) for one in dates.expressions(PASTED, ANCHOR)] == [
        ("April 2020", "2020-04", "month"),
        ("Friday", "2022-07-29", "day"),
        ("last month", "2022-06", "month"),
        ("this week", "2022-07-25/2022-07-31", "week"),
    ]


SEED = Path(__file__).resolve().parents[3] / "shared" / "data" / "seed-article"


@pytest.mark.skipif(not SEED.is_dir(), reason="the seed article is not on this machine")
def test_the_seed_article() -> None:
    text = "\n".join(file.read_text("utf-8") for file in sorted(SEED.iterdir()) if file.suffix in (".txt", ".md"))
    values = {one.value for one in dates.expressions(text, ANCHOR)}
    assert {"2020-04", "2022-06", "2022-07-25/2022-07-31"} <= values


@pytest.mark.parametrize(
    ("text", "value", "why"),
    [
        ("It ended on 14 January.", "2000-01-14", "nearest"),  # 9 days on, 356 back: the tense is that of another verb
        ("It ended on 4 January.", "2000-01-04", "past tense"),
        ("It ended on 10 March.", "1999-03-10", "past tense"),
        ("It will end on 10 March.", "2000-03-10", "future tense"),
        ("It will end on 4 January.", "2000-01-04", "nearest"),
        ("It will end on 10 November.", "2000-11-10", "future tense"),
        ("10 March: the final.", "2000-03-10", "nearest"),
        ("10 November: the final.", "1999-11-10", "no tense: past"),
        ("10 May: the final.", "1999-05-10", "no tense: past"),
        ("The final of March.", "1999-03", "no tense: past"),
        ("The final of February.", "2000-02", "nearest"),
        ("It ended on the 9th.", "1999-12-09", "past tense"),
        ("It will end on the 9th.", "2000-01-09", "future tense"),
        ("The final on the 9th.", "2000-01-09", "nearest"),
        ("The final on the 20th.", "1999-12-20", "no tense: past"),
        ("It ended in January.", "2000-01", "nearest"),
        ("It ended in December.", "1999-12", "past tense"),
        ("It will end in February.", "2000-02", "future tense"),
        ("It ended on 29 February.", "1996-02-29", "past tense"),
    ],
)
def test_the_year_of_a_date_without_one(text: str, value: str, why: str) -> None:
    [one] = dates.expressions(text, "2000-01-05")
    assert (one.value, one.rule.split(", ")[-1], one.anchor) == (value, why, "2000-01-05")


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("at 5 p.m.", "2022-07-30T17:00"), ("at 12 a.m.", "2022-07-30T00:00"), ("at 12:30 p.m.", "2022-07-30T12:30"),
        ("at 17:05", "2022-07-30T17:05"), ("5pm", "2022-07-30T17:00"), ("2.30pm", "2022-07-30T14:30"),
        ("0130 GMT", "2022-07-30T01:30"), ("5 o'clock", "2022-07-30T05:00"), ("five a.m.", "2022-07-30T05:00"),
        ("noon", "2022-07-30T12:00"), ("midnight", "2022-07-30T24:00"), ("at 5 in the afternoon", "2022-07-30T17:00"),
        ("at 3 in the morning", "2022-07-30T03:00"), ("9 a.m. on Tuesday", "2022-07-26T09:00"),
        ("Tuesday night at 8:15", "2022-07-26T20:15"), ("3 June at 5 p.m.", "2022-06-03T17:00"),
        ("5 p.m. on 3 June 2020", "2020-06-03T17:00"), ("2022-07-29 10:05", "2022-07-29T10:05"),
        ("5 p.m. EDT on 3 June 2020", "2020-06-03T17:00"),
        ("yesterday at 10:05", "2022-07-29T10:05"), ("11 o'clock Friday morning", "2022-07-29T11:00"),
    ],
)  # fmt: skip
def test_an_hour(text: str, timex: str) -> None:
    assert [(one.type, one.value, one.timex) for one in dates.expressions(text, ANCHOR)] == [
        ("TIME", timex[:10], timex)
    ]


def test_what_looks_like_an_hour() -> None:
    assert [one.text for text in ("10:08 won", "I am 5", "3:2", "2.30", "at 25:10", "1430") for one in
            dates.expressions(text, ANCHOR)] == []  # fmt: skip


def test_words_that_are_months_only_where_the_words_around_say_so() -> None:
    said = {
        "May said so.": [], "Theresa May came in May.": ["May"], "They may march on.": [],
        "In March, June left.": ["March"],
        "March on!": [], "august": [], "early May": ["early May"],
        "between March and May": ["between March and May"],
        "April Smith and January": ["January"], "MAY 2020": ["MAY 2020"],
        "may 5, 2020": ["may 5, 2020"],
    }  # fmt: skip
    assert {text: [one.text for one in dates.expressions(text, ANCHOR)] for text in said} == said


def test_a_number_is_a_year_only_where_it_can_be_one() -> None:
    said = {
        "2019 people": [], "2,019": [], "$2019": [], "room 2019": [], "1.2019": [], "555 2019": [], "Windows 2000": [],
        "in 1066": ["1066"], "in 1500 cases": [], "2019": ["2019"], "3000": [], "20190": [], "a 2019 report": ["2019"],
        "2019%": [],
        "2019-2021": ["2019-2021"], "1998-99": ["1998-99"], "1999-98": [], "(2019)": ["2019"],
    }  # fmt: skip
    assert {text: [one.text for one in dates.expressions(text, ANCHOR)] for text in said} == said


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("She said that the council will vote on Friday.", "2022-08-05"),
        ("The council, which met yesterday, will vote on Friday.", "2022-08-05"),
        ("The strike will go on, the union said on Friday.", "2022-07-29"),
        ("On Friday, the union said that the strike will go on.", "2022-07-29"),
        ("The union, on Friday, will say more; it said nothing.", "2022-08-05"),
        ("It ended. Friday will be calm.", "2022-08-05"),
        ("Will it end? On Friday nobody knew.", "2022-07-29"),
        ("It has been closed since it burned on Friday.", "2022-07-29"),
        ("The gate’s lock broke on Friday.", "2022-07-29"),
        ("It was to be closed by Friday.", "2022-08-05"),
        ("Until Friday, nobody knew.", "../2022-07-29"),
        ("They agreed on Friday to meet.", "2022-07-29"),
        ("They agreed to meet on Friday.", "2022-08-05"),
        ("The minister, who denied it, on Friday will speak.", "2022-08-05"),
        ("He will resign, and on Friday he denied it.", "2022-07-29"),
        ("Friday", "2022-07-29"),
    ],
)
def test_the_tense_of_the_clause_tells_the_weekday(text: str, value: str) -> None:
    assert [one.value for one in dates.expressions(text, ANCHOR) if "Friday" in one.text] == [value]


def test_every_apostrophe_and_dash_is_read() -> None:
    for mark in "'’‘":
        found = dates.expressions(f"New Year{mark}s Eve 2019, 5 o{mark}clock, the {mark}90s", ANCHOR)
        assert [one.value for one in found] == ["2019-12-31", "2019-12-31", "1990/1999"]
    for mark in "–—-":
        assert [one.value for one in dates.expressions(f"June {mark} August 2020", ANCHOR)] == ["2020-06/2020-08"], mark
    for mark in "-‐‑":
        assert [one.timex for one in dates.expressions(f"a 14{mark}day strike", ANCHOR)] == ["P14D"], mark


def test_a_blank_line_and_an_impossible_day_end_an_expression() -> None:
    assert [one.text for one in dates.expressions("3\n\nMay 2020", ANCHOR)] == ["May 2020"]
    assert [one.text for one in dates.expressions("3\nMay 2020", ANCHOR)] == ["3\nMay 2020"]
    assert dates.expressions("on 31 June 2020, 30 February and 2022-13-01", ANCHOR) == []


WORDS = sorted(
    {form for form in _language.get("en").entries if not form.isspace()}
    | {"1", "5", "31", "1990", "2020", "99", "10,000", "2.5", "17:30", "5pm", "5th", "1990s", "'90s", "1914-18",
       "3-5", "60-90", "2022-07-29", "29/07/2022", "Reno", "votes", "\n\n", "0", "0000-00-00", "9999-12-31", "2022-07",
       "24:00", "00"}
)  # fmt: skip
DAYS = st.sampled_from(["2022-07-30", "2020-02-29", "0001-01-01", "9999-12-31", "2022-07", "2022", "", None])


def _sound(text: str, anchor: str | None, ranges: bool) -> None:
    found = dates.expressions(text, anchor, ranges=ranges)
    assert found == dates.expressions(text, anchor, ranges=ranges)
    last = 0
    for one in found:
        assert last <= one.start < one.end <= len(text)
        assert one.text == text[one.start : one.end]
        assert one.type in ("DATE", "TIME", "DURATION", "SET")
        assert one.value is None or dates.valid(one.value)
        assert (one.value is None) == (one.precision is None)
        assert one.timex
        assert one.rule
        assert one.anchor is None or dates.valid(one.anchor)
        last = one.end


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join), DAYS, st.booleans())
def test_any_row_of_known_words_is_read_soundly(text: str, anchor: str | None, ranges: bool) -> None:
    _sound(text, anchor, ranges)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200), DAYS)
def test_any_text_is_read_soundly(text: str, anchor: str | None) -> None:
    _sound(text, anchor, True)


@given(st.text(alphabet="0123456789.,:/–-'sthpamrdTZ", min_size=1, max_size=14))
def test_every_number_has_a_class_that_the_rules_know(text: str) -> None:
    known = _language.get("en")
    before = set(known._classes)
    for hit in _tokens.TOKEN.finditer(text):
        known.meaning(hit[0])
        assert frozenset(known.meaning(hit[0])) in before, hit[0]


HOSTILE = (
    "1 ",
    "may ",
    "of ",
    "Monday ",
    "the last ",
    "1",
    "a.",
    "1-",
    "\n ",
    "between May and ",
    "one hundred ",
    "in 2020 ",
)


@pytest.mark.long
@pytest.mark.parametrize("piece", HOSTILE)
def test_half_a_megabyte_of_one_word_is_read(piece: str) -> None:
    text = piece * (500_000 // len(piece))
    short = dates.expressions(text[:5000], ANCHOR)
    found = dates.expressions(text, ANCHOR)
    assert abs(len(found) - 100 * len(short)) <= 100
    assert {one.rule for one in found} == {one.rule for one in short}


@pytest.mark.long
def test_five_hostile_megabytes_are_read() -> None:
    text = "1 " * 800_000 + "may " * 400_000 + "of " * 600_000 + "In May 2020."
    assert [one.text for one in dates.expressions(text, ANCHOR)] == ["May 2020"]
