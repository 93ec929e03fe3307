"""Shares: who shared which link, tag or text; the SQL folds as the plain functions do."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import build, clean
from helpers.derive import shares

Make = Callable[..., Any]
ENTRY = """
[[sources]]
files = "posts.ndjson"
reader = "table"
table = "posts"
platform = "forum"
credit = "x"
[sources.columns]
id = "id"
account_name = "who"
text = "t"
kind = "kind"
created_at = "at"
tags = "tags"
links = "links"
"""
HOSTILE = [
    "https://Example.ORG/a/", "http://www.example.org:80/a?utm_source=x&b=1#frag",
    "https://example.org:443/?fbclid=1", "www.example.org",
    "//example.org/a", "https://user:pw@Example.org/a", "https://[::1]:8080/x", "http://[broken",
    "https://example.org:99999x/", "a//", "?", "#",
    "https://example.org/a?b=&utm_campaign", "https://example.org/a?utm_source=1&utm_medium=2",
    "https://example.org/?b=1&UTM_SOURCE=1&c=2&fbclid=z",
    "https://example.org/a?autm_source=1&utm_=2", " \thttps://example.org/a\r\n", "https://example.org/a\nb\n",
    "https://example.org/a/\n#x\ny",
    "https://example.org/'; DROP TABLE posts;--", "https://пример.рф/Путь/?Ы=1", "mailto:a@b.example",
    "javascript:alert('x')//", "https://", "",
    "https://example.org/a?b=%20+&c=\"<script>", "https://example.org/a&fbclid=1", "https://example.org/a?x=/",
    "HTTPS://WWW.WWW.example.org//",
    "https://example.org/a?b=1?utm_source=2", "https://example.org/\\1\\0$1", "https://example.org/a?utm_source=",
    "https://example.org/a/?&&",
    "https://日本.example/一、二", "https://example.org/\U0001f600?\u202e=1", "ftp+x-1.2://example.org",
    "1http://example.org/", "https:/example.org",
]  # fmt: skip


@pytest.fixture(scope="module")
def con() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


def in_sql(con: duckdb.DuckDBPyConnection, sql: str, texts: list[str]) -> list[str]:
    return [con.execute(f"SELECT {sql} FROM (SELECT ? AS x)", [text]).fetchall()[0][0] for text in texts]


def test_addresses_are_folded_as_by_the_plain_function(con: duckdb.DuckDBPyConnection) -> None:
    assert dict(zip(HOSTILE, in_sql(con, shares.link_sql("x"), HOSTILE), strict=True)) == {
        a: clean.link_key(a) for a in HOSTILE
    }


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "http://",
                "www.",
                "Ab.c",
                "/",
                "?",
                "&",
                "=",
                "#",
                "utm_source",
                "fbclid",
                ":80",
                "x",
                "\n",
                " ",
                "'",
                "[",
                "@",
            ]
        ),
        max_size=12,
    )
)
def test_any_address_is_folded_alike(con: duckdb.DuckDBPyConnection, parts: list[str]) -> None:
    address = "".join(parts)
    assert in_sql(con, shares.link_sql("x"), [address]) == [clean.link_key(address)]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Share\tTHIS \n now  ", "share this now"),
        ("see https://x.example/a?b=c, @ana and @bo!", "see and !"),
        ("@ana @bo @cy hello", "hello"),
        ("mail a@b.example", "mail a@b.example"),
        ("a\u200bb\u202ec\ufeffd\u00ade", "abcde"),
        ("one\rtwo\x0bthree\x0cfour\x85five\u2028six\u00a0seven\u3000eight", "one two three four five six seven eight"),
        ("ÄÖÜ Ελλάς МОСКВА 東京", "äöü ελλάς москва 東京"),
        ("it's 'quoted' \\1", "it's 'quoted' \\1"),
        ("", ""),
    ],
)
def test_texts_are_folded(text: str, folded: str, con: duckdb.DuckDBPyConnection) -> None:
    assert in_sql(con, shares.text_sql("x"), [text]) == [folded]


def shared(make_case: Make, *posts: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    empty = {"id": None, "who": "ana", "t": None, "kind": "post", "at": None, "tags": [], "links": []}
    lines = "".join(json.dumps({**empty, **post}) + "\n" for post in posts)
    case = make_case({"posts.ndjson": lines}, ENTRY)
    build.build(case)
    frame = case.table("shares")
    assert frame["source"].isin(["posts.ndjson"]).all()
    return list(frame[["row", "account", "kind", "object"]].itertuples(index=False, name=None))


def test_a_thing_that_stands_twice_in_a_post_is_shared_once(make_case: Make) -> None:
    post = {
        "links": ["https://x.example/a", "http://www.x.example/a/?utm_source=1", "https://x.example/b"],
        "tags": ["Fire", "fire", "FIRE", "x"],
    }
    assert shared(make_case, post, {"links": ["https://x.example/a"], "who": "bo"}) == [
        ("1", "ana", "link", "x.example/a"), ("1", "ana", "link", "x.example/b"), ("1", "ana", "tag", "fire"), ("1",
        "ana", "tag", "x"),
        ("2", "bo", "link", "x.example/a"),
    ]  # fmt: skip


def test_a_repost_shares_links_and_tags_and_no_text(make_case: Make) -> None:
    text = "The harbour is on fire again today"
    assert shared(
        make_case,
        {"t": text}, {"t": f"  {text.upper()} https://x.example/1", "kind": "quote"}, {"t": text, "kind": "repost",
        "tags": ["fire"]},
        {"t": text, "kind": "service"}, {"t": text, "kind": None}, {"t": text, "kind": "reply"},
    ) == [
        ("1", "ana", "text", text.lower()), ("2", "ana", "text", text.lower()), ("3", "ana", "tag", "fire"),
        ("5", "ana", "text", text.lower()), ("6", "ana", "text", text.lower()),
    ]  # fmt: skip


def test_short_texts_and_posts_of_nobody_are_no_shares(make_case: Make) -> None:
    assert shared(make_case, {"t": "x" * 19}, {"t": "x" * 20}, {"t": "y" * 30, "who": None, "tags": ["a"]},
        {"links": ["https://"]}) == [
        ("2", "ana", "text", "x" * 20),
    ]  # fmt: skip


def test_a_share_has_the_moment_of_its_post(make_case: Make) -> None:
    case = make_case({"posts.ndjson": json.dumps({"id": "7", "who": "ana", "t": None, "kind": "post",
        "at": "2021-01-02", "tags": ["a"], "links": []})}, ENTRY, zone="Asia/Tokyo")  # fmt: skip
    build.build(case)
    (row,) = case.table("shares").to_dict("records")
    assert {key: str(value) for key, value in row.items()} == {
        "source": "posts.ndjson", "row": "1", "platform": "forum", "kind": "tag", "object": "a", "account": "ana",
        "post_id": "7",
        "shared_at": "2021-01-01 15:00:00+00:00", "shared_at_precision": "day", "shared_at_stated": "2021-01-02",
        "shared_at_zone": "Asia/Tokyo", "shared_at_zone_by": "case",
    }  # fmt: skip
