"""Ids that were damaged before us: what a column shows, and what one value cannot."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from helpers import build
from helpers.cases import Case

Make = Callable[..., Any]
NOTHING = "such an id proves no identity: export ids as text, not through a spreadsheet"
TWEET, VIDEO = 914580356430536707, 7354899985650978079
STEP = 1_000_003


def case(make_case: Make, ids: Sequence[object], *, column: str = "id", name: str = "tiny", at: str = "") -> Case:
    """A case of one file of posts with these values in a column of ids, built."""
    toml = '\n[[sources]]\nfiles = "a.csv"\nreader = "table"\ntable = "posts"\nplatform = "twitter"\ncredit = "x"\n'
    toml += (
        f'columns = {{ {column} = "n", text = "words"{", created_at = " + chr(34) + "at" + chr(34) if at else ""} }}\n'
    )
    rows = "".join(f'"{one}",x,{at.format(n % 60)}\n' for n, one in enumerate(ids))
    made = make_case({"a.csv": "n,words,at\n" + rows}, toml, name=name)
    build.build(made)
    return made  # type: ignore[no-any-return]


def told(made: Case) -> tuple[list[str], list[str]]:
    """What is said of the file's ids: as damage, and as a decision."""
    row = made.table("sources").iloc[0]
    return list(row["repairs"]), [one for one in row["decided"] if " ids " in one]


def genuine(n: int, first: int = TWEET) -> list[int]:
    return [first + STEP * k * k for k in range(n)]


def test_genuine_ids_are_not_said_to_be_damaged(make_case: Make) -> None:
    made = case(make_case, [*genuine(300), *genuine(300, VIDEO)])
    assert told(made)[0] == []
    assert len(made.table("posts")) == 600


def test_ids_of_tweets_that_were_each_the_first_of_their_millisecond_are_genuine(make_case: Make) -> None:
    """All are multiples of 4,096, and so of what a float can hold: by itself that proves nothing."""
    assert told(case(make_case, [one // 4096 * 4096 for one in genuine(300)]))[0] == []


@pytest.mark.parametrize(("first", "digits"), [(TWEET, 18), (VIDEO, 19)])
def test_a_column_that_a_spreadsheet_has_rounded(make_case: Make, first: int, digits: int) -> None:
    step = 10 ** (digits - 15)
    ids = [first // step * step + n * 7 * step for n in range(5)]
    said = (
        f"id: an id that a spreadsheet has rounded, with zeros from digit 16 on: 10 of 10 records with an id of 16 "
        f"digits or more, the first in row 2 ({ids[0]}); {NOTHING}"
    )
    made = case(make_case, ids * 2)
    assert told(made) == ([said], [])
    assert len(made.table("posts")) == 10


def test_some_rounded_ids_among_genuine_ones_are_told_apart(make_case: Make) -> None:
    """Two files glued together, one of which went through a spreadsheet."""
    rounded = [one // 10_000 * 10_000 for one in genuine(40, VIDEO)]
    made = case(make_case, [*genuine(60, VIDEO + 5), *rounded, *genuine(60, VIDEO + 5), *rounded])
    (said,), _ = told(made)
    assert said.startswith(
        "id: an id that a spreadsheet has rounded, with zeros from digit 16 on: 80 of 200 records with an id of 16 "
        "digits or more, the first in row 62 ("
    )
    assert len(made.table("posts")) == 60 + 80


def test_one_id_that_ends_in_zeros_may_be_genuine(make_case: Make) -> None:
    made = case(make_case, [*genuine(99), 914580356430530000])
    assert told(made) == (
        [],
        [
            "id: of 100 ids of 16 digits or more, 1 ends in 0000, the first in row 101 (914580356430530000): no more "
            "than chance gives, so it may be genuine and is kept"
        ],
    )


def test_one_id_with_more_zeros_than_chance_gives_is_damaged(make_case: Make) -> None:
    (said,), _ = told(case(make_case, [*genuine(99), 914500000000000000]))
    assert said == (
        "id: an id that a spreadsheet has rounded, with zeros from digit 10 on: 1 of 100 records with an id of 16 "
        f"digits or more, the first in row 101 (914500000000000000); {NOTHING}"
    )


def test_a_column_that_went_through_a_float_is_damaged_as_a_whole(make_case: Make) -> None:
    ids = [int(float(one)) for one in genuine(120)]
    made = case(make_case, ids * 2)
    said = (
        "id: every one of the 120 ids of 18 or 19 digits is a multiple of what a 64-bit float can hold, as genuine "
        f"ones are not: a program has rounded them, the first in row 2 ({ids[0]}); {NOTHING}"
    )
    assert told(made) == ([said], [])
    assert len(made.table("posts")) == 240
    assert told(case(make_case, ids[:90], name="few"))[0] == []  # so few may be so by chance
    assert told(case(make_case, [*ids, TWEET], name="one"))[0] == []  # only all count


def test_a_column_that_went_through_a_browser_is_damaged_as_a_whole(make_case: Make) -> None:
    ids = [one // 100 * 100 for one in genuine(120, VIDEO)]
    said = (
        "id: every one of the 120 ids of 18 or 19 digits is zero from its 18th digit on, as genuine ones are not: a "
        f"program has rounded them, the first in row 2 ({ids[0]}); {NOTHING}"
    )
    assert told(case(make_case, ids))[0] == [said]


def test_ids_cut_to_32_bits(make_case: Make) -> None:
    draw = random.Random(5)
    ids = [draw.randrange(-(2**31), 2**31) for _ in range(150)]
    n, first = sum(one < 0 for one in ids), next(n for n, one in enumerate(ids) if one < 0)
    said = f"id: ids cut to 32 bits: {n} of 150 are below zero, the first in row {first + 2} ({ids[first]}); {NOTHING}"
    assert told(case(make_case, list(ids)))[0] == [said]
    chats = [-1001000000000 - k for k in range(75)] + list(range(75))
    assert told(case(make_case, list(chats), name="chats"))[0] == []


@pytest.mark.parametrize("most", [2**31 - 1, 2**63 - 1])
def test_ids_that_are_the_largest_number(make_case: Make, most: int) -> None:
    made = case(make_case, [7, most, most, most, 8])
    said = f"id: an id that is the largest number a program can hold: 3 records, the first in row 3 ({most}); {NOTHING}"
    assert told(made)[0] == [said]
    assert len(made.table("posts")) == 5


def test_one_id_for_posts_of_different_times(make_case: Make) -> None:
    made = case(make_case, [7] * 12, at="2021-01-02T10:{:02}:05Z")
    said = f"id: all 12 records have the same (7), and are of different times or people; {NOTHING}"
    assert told(made)[0] == [said]
    assert len(made.table("posts")) == 12
    series = case(make_case, [7] * 12, at="2021-01-02T10:05:05Z", name="series")
    assert told(series)[0] == []
    assert len(series.table("posts")) == 1


@pytest.mark.parametrize("column", ["account_id", "repost_of", "reply_to"])
def test_every_column_of_ids_is_looked_at(make_case: Make, column: str) -> None:
    made = case(make_case, [906000000000000000] * 3, column=column)
    assert told(made)[0][0].startswith(f"{column}: an id that a spreadsheet has rounded, with zeros from digit 13 on")


def test_ids_that_are_words_or_short_say_nothing(make_case: Make) -> None:
    words: list[object] = [
        "at://did:plc:x/3k0000",
        "pfbid0000000000000000",
        "10000",
        "",
        "1000000000000000000000000",
        "7.5",
    ]
    assert told(case(make_case, words * 5)) == ([], [])
