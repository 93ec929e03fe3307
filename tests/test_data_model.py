"""The data model: one definition of every column, and a page that is generated from it."""

from __future__ import annotations

import re
from pathlib import Path

import pyarrow as pa
import pytest

from helpers import tables
from helpers.errors import TableError
from helpers.tables import COMPANIONS, OBSERVED_IN, TABLES, Table, arrow_types

EVERY = list(TABLES.values())


def test_the_page_is_what_the_tables_say(repo: Path) -> None:
    assert (repo / "docs" / "data-model.md").read_text("utf-8") == tables.markdown(), "run `make docs`"


def test_the_page_has_every_table_and_column_in_order() -> None:
    text = tables.markdown()
    assert re.findall(r"^## (\w+)$", text, re.MULTILINE) == list(TABLES)
    rows = re.findall(r"^\| (\w+) \| (\w+) \| (.+) \| (.*) \| (.*) \|$", text, re.MULTILINE)
    assert [row[0] for row in rows if row[:2] != ("column", "type")] == [
        column.name for table in EVERY for column in table.columns
    ]


@pytest.mark.parametrize("table", EVERY, ids=lambda table: table.name)
def test_each_table_is_whole(table: Table) -> None:
    assert re.fullmatch(r"[a-z]+s|media|watchlist", table.name), "a plural noun"
    assert table.about.endswith(".")
    assert len(set(table.arrow.names)) == len(table.arrow.names)
    assert set(table.key) <= set(table.names)
    assert table.made_by in ("evidence", "people", "build", "derive")
    for column in table.columns:
        assert column.type in arrow_types()
        assert column.about and column.missing
        assert "|" not in column.about + column.unit + column.missing
        assert column.unit or column.type != "count" or column.name == "networks", column.name
    if table.name not in ("sources", "clocks", "deviations", "events"):  # about files; by claims
        assert table.names[:2] == ("source", "row"), "the way back is on every row"


@pytest.mark.parametrize("table", EVERY, ids=lambda table: table.name)
def test_ids_are_text_and_moments_have_their_companions(table: Table) -> None:
    for column in table.columns:
        assert table.arrow.field(column.name).type == arrow_types()[column.type]
        assert (f"{column.name}_stated" in table.arrow.names) == (column.type == "moment")
        if column.name == "id" or (column.name.endswith("_id") and column.type != "moment"):
            assert table.arrow.field(column.name).type == pa.string()
        if column.type == "moment":
            at = table.arrow.get_field_index(column.name)
            assert table.arrow.names[at + 1 : at + 5] == [f"{column.name}_{suffix}" for suffix in COMPANIONS]


def test_what_is_seen_again_has_the_columns_of_what_was_seen() -> None:
    for name, other in OBSERVED_IN.items():
        assert tables.get(name).arrow == tables.get(other).arrow
        assert (tables.get(name).readable, tables.get(other).readable) == (True, False)


@pytest.mark.parametrize(
    ("name", "column", "sentence"),
    [
        ("post", "", 'The kit has no table "post". Did you mean "posts"?'),
        ("POSTS", "", 'The kit has no table "POSTS". Did you mean "posts"?'),
        ("zzz", "", 'The kit has no table "zzz".'),
        ("posts", "txt", 'The table posts has no column "txt". Did you mean "text"?'),
    ],
)
def test_a_name_that_is_none(name: str, column: str, sentence: str) -> None:
    with pytest.raises(TableError) as caught:
        tables.get(name).column(column)
    assert str(caught.value) == sentence
