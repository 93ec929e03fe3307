"""What all rows of a file decide together: the order of day and month, the unit of numbers; and what they cannot."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from helpers import build
from helpers.cases import Case
from helpers.errors import CaseError, ReaderError

Make = Callable[..., Any]
HOW = (
    'Say it in case.toml: as = "day first" or as = "month first" for the column, or order = "day first" for the source.'
)


def posts(
    make_case: Make, values: list[str], style: str, words: str = "", ids: list[int] | None = None, name: str = "tiny"
) -> Case:
    """A case of one file with these values in its column `when`."""
    ids = ids or list(range(len(values)))
    rows = "".join(f'{one},"{value}"\n' for one, value in zip(ids, values, strict=True))
    toml = (
        f'\n[[sources]]\nfiles = "a.csv"\nreader = "table"\ntable = "posts"\nplatform = "twitter"\n'
        f'credit = "x"\n{words}\n'
        f'columns = {{ id = "id", created_at = {{ column = "when", {style} }} }}\n'
    )
    case: Case = make_case({"a.csv": "id,when\n" + rows}, toml, name=name)
    return case


def read(case: Case) -> list[str | None]:
    """The moments in UTC, in order; None for a record that was set aside."""
    build.build(case)
    frame = case.table("posts")
    found = dict(zip(frame["row"], frame["created_at"].dt.strftime("%Y-%m-%dT%H:%M:%S.%f"), strict=True))
    rejected = list(case.table("rejects")["row"]) if case.has("rejects") else []
    return [found.get(str(n)) for n in range(2, len(found) + len(rejected) + 2)]


def decided(case: Case) -> list[str]:
    return list(case.table("sources")["decided"].iloc[0])


def reasons(case: Case) -> list[str]:
    return list(case.table("rejects")["reason"])


def refused(case: Case) -> str:
    with pytest.raises((ReaderError, CaseError)) as told:
        build.build(case)
    return str(told.value).removeprefix(f"{case.folder}/")


def test_one_row_decides_for_all(make_case: Make) -> None:
    case = posts(
        make_case, ["10/1/2017 19:58", "13.02.2022", "3-3-2022 12:05 AM", "1/2/2022 3:05:07 p.m."], 'as = "numeric"'
    )
    assert read(case) == [
        "2017-01-10T19:58:00.000000", "2022-02-13T00:00:00.000000", "2022-03-03T00:05:00.000000",
        "2022-02-01T15:05:07.000000",
    ]  # fmt: skip
    assert decided(case) == [
        'created_at: day first ("13.02.2022" in row 3; 2 of 4 rows would fit both)',
        "created_at: no zone in 4 rows; UTC, as case.toml says",
    ]
    assert case.table("posts")["created_at_precision"].tolist() == ["minute", "day", "minute", "second"]


def test_the_month_stands_first_where_a_row_says_so(make_case: Make) -> None:
    case = posts(make_case, ["10/1/2017 19:58", "2/13/2022 10:05 EDT", "2022/07/29 24:00"], 'as = "numeric"')
    assert read(case) == ["2017-10-01T19:58:00.000000", "2022-02-13T14:05:00.000000", "2022-07-30T00:00:00.000000"]
    assert decided(case)[0] == 'created_at: month first ("2/13/2022 10:05 EDT" in row 3; 1 of 2 rows would fit both)'


def test_rows_that_contradict_each_other_refuse_the_file(make_case: Make) -> None:
    case = posts(make_case, ["13/02/2022", "14/02/2022", "02/13/2022", "1/1/2022"], 'as = "numeric"')
    assert refused(case) == (
        'a.csv: created_at ("when") has the day before the month and the month before the day: "13/02/2022" (row 2) '
        'can only be day first (2 rows), "02/13/2022" (row 4) only month first (1 row). The file mixes two exports: '
        "divide it, or obtain it again with ISO dates."
    )


def test_rows_that_leave_it_open_refuse_the_file(make_case: Make) -> None:
    case = posts(make_case, ["10/1/2017 19:58", "11/02/2022"], 'as = "numeric"')
    assert refused(case) == (
        'a.csv: created_at ("when") does not tell whether the day or the month stands first: both numbers are 12 or '
        f'less in all 2 rows, as in "10/1/2017 19:58" (row 2). {HOW}'
    )


@pytest.mark.parametrize(
    ("style", "words", "said"),
    [
        ('as = "numeric"', 'order = "month first"', ["created_at: month first, as case.toml says"]),
        ('as = "month first"', "", []),
    ],
)
def test_what_case_toml_says_decides(make_case: Make, style: str, words: str, said: list[str]) -> None:
    case = posts(make_case, ["10/1/2017 19:58", "13/02/2022"], style, words)
    assert read(case) == ["2017-10-01T19:58:00.000000", None]
    assert decided(case)[: len(said)] == said
    assert reasons(case) == ['created_at: "13/02/2022" is not a moment that the table reader knows.']


def test_the_order_of_rows_decides_where_only_one_reading_follows_the_clock(make_case: Make) -> None:
    values = [f"{month:02}/{day:02}/2022" for month in (3, 4) for day in range(1, 13)]
    case = posts(make_case, values, 'as = "numeric"')
    assert read(case)[1] == "2022-03-02T00:00:00.000000"
    why = "only so do the rows follow each other in time"
    assert decided(case)[0] == f"created_at: month first ({why}; 22 of 24 rows would fit both)"


def test_the_clock_in_the_ids_decides(make_case: Make) -> None:
    ids = [((day * 86_400_000 + 1_500_000_000_000 - 1288834974657) << 22) + 7 for day in (3, 250, 90, 60)]
    values = ["17/07/2017", "21/03/2018", "12/10/2017", "12/09/2017"]  # 1.5e12 ms are 14 July 2017
    case = posts(make_case, [value for value in values if value[:2] == "12"] * 2, 'as = "numeric"', "", ids[2:] * 2)
    assert read(case)[0] == "2017-10-12T00:00:00.000000"
    why = "as 4 ids with a clock tell"
    assert decided(case)[0] == f"created_at: day first ({why}; 4 of 4 rows would fit both)"


def test_a_year_of_two_digits_needs_a_pivot(make_case: Make) -> None:
    case = posts(make_case, ["13/2/70", "13/2/69", "13/2/2022"], 'as = "numeric", pivot = 1970')
    assert read(case) == ["1970-02-13T00:00:00.000000", "2069-02-13T00:00:00.000000", "2022-02-13T00:00:00.000000"]
    case = posts(make_case, ["13/2/70", "13/2/2022"], 'as = "numeric"', name="without")
    assert read(case) == [None, "2022-02-13T00:00:00.000000"]
    assert reasons(case) == [
        'created_at: "13/2/70" has a year of two digits: say in case.toml of which hundred years, as in pivot = 1970 '
        "for 1970 to 2069."
    ]


WRONG = [
    "31/6/2022", "29/2/2021", "13/13/2022", "1/2.2022", "1/2/2022 25:00", "1/2/2022 13:05 pm", "1/2/2022 0:05 am",
    "1/2/2022 10:05:60", "1/2/2022 10", "1/2/2022 10-05", "2022-11-10T05-07-28+00:00", "1/2/12022", "a 1/2/2022",
    "1/2/2022 10:05 +25:00", "1/2", "0/1/2022",
]  # fmt: skip


def test_what_is_no_day_or_hour_is_set_aside_one_by_one(make_case: Make) -> None:
    case = posts(make_case, ["14/2/2022", *WRONG], 'as = "day first"')
    assert read(case) == ["2022-02-14T00:00:00.000000", *[None] * len(WRONG)]
    assert reasons(case) == [f'created_at: "{one}" is not a moment that the table reader knows.' for one in WRONG]


@pytest.mark.parametrize(
    ("value", "unit"),
    [
        ("1714971640", "seconds"),
        ("1714971640.25", "seconds"),
        ("1714971640123", "milliseconds"),
        ("1714971640123456", "microseconds"),
        ("1714971640123456789", "nanoseconds"),
    ],
)
def test_the_size_of_all_numbers_tells_their_unit(make_case: Make, value: str, unit: str) -> None:
    case = posts(make_case, [value, value, "0", ""], 'as = "epoch"')
    assert str(read(case)[0]).startswith("2024-05-06T05:00:40")
    assert decided(case)[0] == f"created_at: {unit} since 1970, by the size of 2 numbers"


def test_numbers_of_two_sizes_refuse_the_file(make_case: Make) -> None:
    case = posts(make_case, ["1714971640123", "1714971640", "1714971641"], 'as = "epoch"')
    assert refused(case) == (
        'a.csv: created_at ("when") counts from 1970 in more than one unit: "1714971640" (row 3) would be seconds, '
        '"1714971640123" (row 2) milliseconds. Say the right one in case.toml, as in as = "epoch_s"; rows of another '
        "unit are then set aside where they give no date."
    )
    case = posts(make_case, ["1714971640123", "1714971640"], 'as = "epoch_s"')
    assert read(case) == [None, "2024-05-06T05:00:40.000000"]


def test_nanoseconds_are_read_as_exactly_as_the_kit_can_hold(make_case: Make) -> None:
    case = posts(make_case, ["1714971640123456789", "-1000", "9223372036854775808", "x"], 'as = "epoch_ns"')
    assert read(case) == ["2024-05-06T05:00:40.123456", "1969-12-31T23:59:59.999999", None, None]


def test_the_decision_is_taken_from_all_rows_of_a_file_with_faults(make_case: Make) -> None:
    """The fast way loses rows of such a file: what decides may stand in one of them."""
    case = posts(make_case, ["1/2/2022", "1/3/2022"], 'as = "numeric"')
    path = case.folder / "a.csv"
    path.write_bytes(path.read_bytes() + b'3,"13/2/2022"\n4,1/2/2022,too,many\n5,"1/4/2022"\n')
    assert read(case) == ["2022-02-01T00:00:00.000000", "2022-03-01T00:00:00.000000", "2022-02-13T00:00:00.000000",
                          None, "2022-04-01T00:00:00.000000"]  # fmt: skip
    assert decided(case)[0] == 'created_at: day first ("13/2/2022" in row 4; 3 of 4 rows would fit both)'


@pytest.mark.parametrize("end", ["json", "ndjson"])
def test_a_stream_is_opened_again_for_its_rows(make_case: Make, end: str) -> None:
    rows = ['{"id": "1", "when": "1/2/2022"}', '{"id": "2", "when": "13/2/2022"}']
    toml = (
        f'\n[[sources]]\nfiles = "a.{end}"\nreader = "table"\ntable = "posts"\nplatform = "x"\ncredit = "x"\n'
        'columns = { id = "id", created_at = { column = "when", as = "numeric" } }\n'
    )
    content = "[" + ",".join(rows) + "]" if end == "json" else "\n".join(rows)
    case = make_case({f"a.{end}": content}, toml)
    build.build(case)
    assert case.table("posts")["created_at"].dt.strftime("%Y-%m-%d").tolist() == ["2022-02-01", "2022-02-13"]
    row = 2
    assert decided(case)[0] == f'created_at: day first ("13/2/2022" in row {row}; 1 of 2 rows would fit both)'


WORDS = {
    'letters = { IST = "5:30" }': "case.toml, letters: IST = '5:30' is not a zone. Write letters and an offset, as in "
    'BST = "+01:00".',
    'order = "dayfirst"': 'case.toml: order = "dayfirst" is not known. It can be "day first" or "month first".',
    "pivot = 70": "case.toml: pivot = 70 is not a year. Write the first year that two digits can mean, as in 1970.",
}


@pytest.mark.parametrize("words", WORDS)
def test_a_wrong_word_beside_the_reader_is_one_sentence(make_case: Make, words: str) -> None:
    assert refused(posts(make_case, ["2022-01-02"], 'as = "iso"', words)) == WORDS[words]
