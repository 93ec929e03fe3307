"""Differences: what counts as one between two sights of an article, and what does not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import duckdb
import pytest

from helpers import build
from helpers.derive import differences

Make = Callable[..., Any]
HEAD = "id,address,title,author,published,published_at,text\n"
SHOWN = ["article", "address", "same", "column", "kind", "here", "there", "source", "row", "other_source", "other_row"]


def source(name: str) -> str:
    columns = ", ".join(f'{one} = "{one}"' for one in HEAD.strip().split(","))
    return (
        f'\n[[sources]]\nfiles = "{name}"\nreader = "table"\ntable = "articles"\ncredit = "x"\n'
        f"columns = {{ {columns} }}\n"
    )


def found(make_case: Make, **files: str) -> list[tuple[Any, ...]]:
    case = make_case({f"{name}.csv": HEAD + rows for name, rows in files.items()}, "".join(map(source, _names(files))))
    build.build(case)
    frame = case.table("differences")
    return [tuple(row) for row in frame[SHOWN].itertuples(index=False, name=None)]


def _names(files: dict[str, str]) -> list[str]:
    return [f"{name}.csv" for name in files]


def test_a_headline_and_a_day_that_were_changed_are_told_with_both_rows(make_case: Make) -> None:
    rows = found(
        make_case,
        a="7,https://www.quay.example/fire?utm_source=x,Two lost,Ana,2021-05-14,2021-05-14T20:08:00Z,\n",
        b="7,https://quay.example/fire,Nobody hurt,Ana,2021-05-14,2021-05-14T20:09:30Z,\n",
    )
    about = ("7", "quay.example/fire", "id")
    both = ("b.csv", "2", "a.csv", "2")
    assert rows == [
        (*about, "title", "different", "Nobody hurt", "Two lost", *both),
        (*about, "published", "different", "2021-05-14 20:09:30 UTC", "2021-05-14 20:08:00 UTC", *both),
    ]


def test_what_services_do_to_a_text_is_no_difference(make_case: Make) -> None:
    rows = found(
        make_case,
        a='7,,"Fire , then SMOKE",Ana,2021-05,,"Smoke over the quay… [+1234 chars]"\n',
        b='7,,"Fire,  then smoke",,2021-05-14,,Smoke over the quay\n',
    )
    assert rows == []


def test_a_text_that_is_the_beginning_of_another_is_shortened(make_case: Make) -> None:
    short, long = "Smoke over the quay, said the captain", "Smoke over the quay, said the captain of the port."
    rows = found(make_case, a=f'7,,Fire,,,,"{long}"\n', b=f'7,,Fires,,,,"{short}..."\n')
    assert [row[3:7] for row in rows] == [
        ("title", "different", "Fires", "Fire"),
        ("text", "shortened", f"{short}...", long),
    ]


def test_articles_of_two_services_at_one_address_differ_in_headline_and_day_alone(make_case: Make) -> None:
    rows = found(
        make_case,
        a="x1,https://quay.example/fire,Fire,Ana,2021-05-14,2021-05-14T22:30:00Z,One\n",
        b="y1,http://www.quay.example/fire/#top,Blaze,Bo,2021-05-17,,Two\ny2,https://quay.example/,Front,,2020,,\n",
        c=",https://quay.example/fire,fire,Cy,2021-05-15,,Three\n,https://quay.example,Front,,2021,,\n",
    )
    about = ("x1", "quay.example/fire", "address")
    both = ("a.csv", "2", "b.csv", "2")
    assert rows == [
        (*about, "title", "different", "Fire", "Blaze", *both),
        (*about, "published", "different", "2021-05-14 22:30:00 UTC", "2021-05-17", *both),
    ]


@pytest.mark.parametrize(
    ("one", "two", "differ"),
    [
        ("2021", "2021-05", False),
        ("2021-05-14", "2021-05-15", True),
        ("2021~", "2021-05-14", False),
        ("2021-04", "2021-05-14", True),
        ("2021-05/2021-06", "2021-07", True),
        ("", "2021", False),
    ],
)
def test_days_months_and_years(one: str, two: str, differ: bool, make_case: Make) -> None:
    rows = found(make_case, a=f"7,,Fire,,{one},,x\n", b=f"7,,Fire,,{two},,x\n")
    assert [row[3] for row in rows] == ["published"] * differ


def test_long_texts_are_shown_from_where_they_part() -> None:
    same = "Smoke over the harbour. " * 40
    here, there = differences._passages(same + "Two lost.", same + "Nobody hurt." + "x" * 400)
    assert here == "…" + same[-60:] + "Two lost."
    assert there == "…" + same[-60:] + "Nobody hurt." + "x" * 228 + "…"
    assert differences._passages("short", "texts") == ("short", "texts")


def test_an_expression_that_would_compare_nothing_is_not_one() -> None:
    con = duckdb.connect()
    kind = differences._kind_of_texts("'a'", "CAST(NULL AS VARCHAR)")
    assert con.execute(f"SELECT {kind}").fetchall() == [(None,)]
