"""Any table: what case.toml maps, and what it must not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from reader_samples import Sample, build_sample, built, make_case, shown

from helpers import readers
from helpers.errors import CaseError, ReaderError


def test_rows_of_table(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("table"), tmp_path)
    assert shown(case, "articles") == [
        {
            "row": "2",
            "address": "https://maravel-post.example/a",
            "title": "Warehouse burns",
            "published": "2024-05-14",
            "credits": ["harbour", "fire"],
            "language": "en",
            "published_at": ("2024-05-14T19:42:00", "second", "1715715720", "UTC", "format"),
        },
        {
            "row": "3",
            "address": "https://dockside.example/b",
            "title": "Was it sabotage?",
            "published": "2024-05-15",
            "language": "en",
            "published_at": ("2024-05-15T08:00:00", "second", "1715760000", "UTC", "format"),
        },
    ]


def test_rows_of_table_posts(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("table.posts"), tmp_path)
    assert shown(case, "posts") == [
        {
            "row": "1",
            "platform": "mastodon",
            "id": "914580356430536707",
            "account_name": "quayradio",
            "text": "Fire",
            "created_at": ("2024-05-14T19:44:00", "second", "2024-05-14T21:44:00", "Europe/Berlin", "case"),
        },
        {
            "row": "2",
            "platform": "mastodon",
            "id": "914580356430536708",
            "account_name": "quayradio",
            "text": "Fire",
            "created_at": ("2024-05-14T19:45:00", "second", "2024-05-14T21:45:00", "Europe/Berlin", "case"),
        },
    ]


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "no table": (
        {"columns": {"title": "headline"}},
        'The table reader needs "table" in case.toml, as in table = "articles" and columns = { title = "headline" }.',
    ),
    "no columns": (
        {"table": "articles"},
        'The table reader needs "columns" in case.toml, as in table = "articles" and columns = { title = "headline" }.',
    ),
    "a column that the kit does not have": (
        {"table": "articles", "columns": {"titel": "headline"}},
        'case.toml, columns: the table articles has no column "titel". Did you mean "title"?',
    ),
    "a column that only build writes": (
        {"table": "articles", "columns": {"row": "n"}},
        'case.toml, columns: the table articles has no column "row".',
    ),
    "no mapping": (
        {"table": "articles", "columns": {"title": 1}},
        'case.toml, columns.title is 1. Write "headline", { column = "headline", as = "..." } or { value = "..." }.',
    ),
    "a misspelt word": (
        {"table": "articles", "columns": {"title": {"column": "headline", "ass": "x"}}},
        "case.toml, columns.title is {'column': 'headline', 'ass': 'x'}. "
        'Write "headline", { column = "headline", as = "..." } or { value = "..." }.',
    ),
    "a moment in no known form": (
        {"table": "articles", "columns": {"published_at": {"column": "t", "as": "epochs"}}},
        'case.toml, columns.published_at: as = "epochs" is not known. It can be iso, numeric, day first, month first, '
        'names, rfc2822, epoch, epoch_s, epoch_ms, epoch_us, epoch_ns or a form such as "%d/%m/%Y %H:%M".',
    ),
    "months by name without a language": (
        {"table": "articles", "columns": {"published_at": {"column": "t", "as": "names"}}},
        'case.toml, columns.published_at: as = "names" needs the language of the names, as in language = "nl".',
    ),
    "a pivot that is no year": (
        {"table": "articles", "columns": {"published_at": {"column": "t", "as": "numeric", "pivot": 70}}},
        "case.toml, columns.published_at: pivot is 70. Write the first year that two digits can mean, as in 1970.",
    ),
    "a list in no known form": (
        {"table": "articles", "columns": {"credits": {"column": "c", "as": ","}}},
        'case.toml, columns.credits: as = "," is not known. It can be json, brackets, one or "split ,".',
    ),
    "a text that takes no form": (
        {"table": "articles", "columns": {"title": {"column": "c", "as": "iso"}}},
        'case.toml, columns.title: as = "iso" is not known. A text takes no "as".',
    ),
    "a value that is none": (
        {"table": "articles", "columns": {"published": {"value": "yesterday"}}},
        'case.toml, columns.published: "yesterday" cannot be the edtf of every row.',
    ),
    "a column that no row may lack": (
        {"table": "claims", "columns": {"id": "n", "claimant": "who", "stance": "s"}},
        'The table claims needs "event": add it to columns in case.toml.',
    ),
    "posts of no platform": (
        {"table": "posts", "columns": {"text": "body"}},
        'The table posts needs "platform": add it to columns or platform = "..." in case.toml.',
    ),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_word_in_case_toml_is_one_sentence(what: str) -> None:
    given, said = WRONG[what]
    with pytest.raises(CaseError) as told:
        readers.get("table").shapes(given)
    assert str(told.value) == said


def test_a_column_that_the_file_lacks_is_named_with_the_nearest(tmp_path: Path) -> None:
    case = make_case(
        tmp_path, {"p.csv": b"headline,when\nFire,2024\n"}, "table", table="articles", columns={"title": "headlin"}
    )
    with pytest.raises(ReaderError) as told:
        built(case)
    path = case.folder / "p.csv"
    assert str(told.value) == (
        f'{path}: this is not a file of the table reader (it looks for "headlin"). It has: headline, when. '
        "Name another reader in case.toml."
    )
    case = make_case(
        tmp_path / "two",
        {"p.csv": b"headline,when\nFire,2024\n"},
        "table",
        table="articles",
        columns={"title": "headline", "published": "wehn"},
    )
    with pytest.raises(ReaderError) as told:
        built(case)
    assert str(told.value) == f'{case.folder / "p.csv"}: no column "wehn", which case.toml maps. Did you mean "when"?'


def test_a_list_deep_in_a_document_is_named_by_at(tmp_path: Path) -> None:
    content = b'{"answer": {"hits": [{"t": "Fire", "d": "2024-05-14 22:08"}]}, "n": 1}'
    columns = {"title": "t", "published_at": "d"}
    case = make_case(tmp_path, {"p.json": content}, "table", table="articles", columns=columns, at="answer.hits")
    built(case)
    assert shown(case, "articles") == [
        {
            "row": "1",
            "title": "Fire",
            "published_at": ("2024-05-14T22:08:00", "minute", "2024-05-14 22:08", "UTC", "case"),
        }
    ]


def test_what_stands_in_a_list_can_be_mapped(tmp_path: Path) -> None:
    content = b'[{"t": "Fire", "by": [{"name": "A"}, {"name": "B"}], "langs": ["en", "nl"]}]'
    columns = {"title": "t", "credits": "by[].name", "language": "langs[0]"}
    case = make_case(tmp_path, {"p.json": content}, "table", table="articles", columns=columns)
    _, source = built(case)
    assert source["unknown"] == []
    assert shown(case, "articles") == [{"row": "1", "title": "Fire", "credits": ["A", "B"], "language": "en"}]
