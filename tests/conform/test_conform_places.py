"""Values that stand at one of several places: the first plain one counts, and what it is made of must be there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import duckdb
import pytest

from helpers import conform, store
from helpers.fields import Field, handle, ident, rewrite, symbols, template
from helpers.store import Raw


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    made = store.connect(tmp_path_factory.mktemp("spill"))
    conform.prepare(made)
    yield made
    made.close()


def in_json(con: duckdb.DuckDBPyConnection, declared: Field, record: dict[str, Any], column: str) -> Any:
    """The value that a JSON record gives, or the reason why it is set aside."""
    raw = Raw(
        f"SELECT '1' AS _row, CAST(NULL AS VARCHAR) AS _fault, CAST(NULL AS VARCHAR) AS _stated, "
        f"CAST({store.literal(json.dumps(record))} AS VARCHAR) AS _json",
        {},
        json=True,
    )
    sql = conform.select(raw, {"posts": {column: declared}}, reader="test", zone="UTC")
    fault, value = con.execute(f'SELECT _fault, "posts.{column}" FROM ({sql})').fetchall()[0]
    return fault or value


@pytest.mark.parametrize(
    ("author", "handle_", "address"),
    [
        ({"uniqueId": "@ana"}, "ana", "https://quay.example/@ana/7"),
        ("bo", "bo", "https://quay.example/@bo/7"),
        ({"nickname": "Bo"}, None, None),
        (None, 'no "author.uniqueId". The test reader needs it to know who it is.', None),
    ],
)
def test_an_object_is_no_handle_and_no_part_of_an_address(
    con: duckdb.DuckDBPyConnection, author: Any, handle_: str | None, address: str | None
) -> None:
    record = {"id": "7", "author": author}
    name = handle("author.uniqueId", "author", needed="to know who it is")
    made = template("https://quay.example/@{author.uniqueId}/{id}", "https://quay.example/@{author}/{id}")
    assert in_json(con, name, record, "account_name") == handle_
    assert in_json(con, made, record, "address") == address


def test_every_part_of_a_needed_template_is_needed(con: duckdb.DuckDBPyConnection) -> None:
    made = template("{id}-{chat}", needed="to tell messages apart")
    assert in_json(con, made, {"id": "7", "chat": "quay"}, "id") == "7-quay"
    reason = 'no "id". The test reader needs it to tell messages apart.'
    assert in_json(con, made, {"id": "7"}, "id") == in_json(con, made, {"chat": "quay"}, "id") == reason


def test_a_value_that_is_missing_leaves_the_place_to_the_next(con: duckdb.DuckDBPyConnection) -> None:
    parent = ident("reply_id", "video_id", missing=("0",))
    assert in_json(con, parent, {"reply_id": "0", "video_id": "7"}, "reply_to") == "7"
    assert in_json(con, parent, {"reply_id": "5", "video_id": "7"}, "reply_to") == "5"
    assert in_json(con, parent, {"reply_id": "0", "video_id": "0"}, "reply_to") is None


@pytest.mark.parametrize(
    ("text_", "expected"), [("👍👍🔥", 3), ("❤️❤️", 2), ("🇺🇦🇺🇦", 2), ("👩‍🚒", 1), ("", None), ("{'reaction': 5}, ", None)]
)
def test_signs_are_counted_as_people_see_them(con: duckdb.DuckDBPyConnection, text_: str, expected: int | None) -> None:
    assert in_json(con, symbols("reactions"), {"reactions": text_}, "n_likes") == expected


def test_a_rewritten_value_may_be_there_and_empty(con: duckdb.DuckDBPyConnection) -> None:
    name = rewrite("author", pattern=r"^(?:@\d+|@?(.+))$", into=r"\1", needed="to know who it is")
    assert in_json(con, name, {"author": "ana"}, "account_name") == "ana"
    assert in_json(con, name, {"author": "@7"}, "account_name") is None
    assert in_json(con, name, {}, "account_name") == 'no "author". The test reader needs it to know who it is.'


def test_where_a_pattern_is_not_found_a_template_may_be_taken(con: duckdb.DuckDBPyConnection) -> None:
    made = rewrite(
        "id", pattern=r"^(.+-\d+)$", into=r"\1", needed="to tell messages apart", otherwise=template("{chat}-{id}")
    )
    assert in_json(con, made, {"id": "quay-7", "chat": "quay"}, "id") == "quay-7"
    assert in_json(con, made, {"id": "7", "chat": "quay"}, "id") == "quay-7"
    reason = 'no "id". The test reader needs it to tell messages apart.'
    assert in_json(con, made, {"id": "7"}, "id") == in_json(con, made, {"chat": "quay"}, "id") == reason
