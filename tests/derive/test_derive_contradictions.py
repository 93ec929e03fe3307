"""Contradictions: what two sights of one post state differently, and what is none."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from helpers import build, store
from helpers.derive import contradictions

Make = Callable[..., Any]
ENTRY = """
[[sources]]
files = "{name}.ndjson"
reader = "table"
table = "posts"
credit = "x"
[sources.columns]
platform = "platform"
id = "id"
account_id = "by"
account_name = "who"
text = "text"
kind = "kind"
created_at = "at"
n_likes = "likes"
"""
BASE: dict[str, Any] = {
    "platform": "twitter", "by": "2572896396", "who": "ana_quay", "kind": "post",
    "text": "Smoke & fire at the old quay https://t.co/a1b2c3", "at": "2017-10-01T19:58:43Z", "likes": 1,
}  # fmt: skip
LONG = "https://harbour-courier.example/1"


Pair = tuple[dict[str, Any], dict[str, Any]]
Found = tuple[str, str, str, str]


def contradicted(make: Make, *pairs: Pair) -> list[list[Found]]:
    """Builds a case in which one file has the first sights of some posts, and another the second; what each gives."""
    ids = [str(914580356430536707 + n) for n in range(len(pairs))]
    firsts = [BASE | first | {"id": id_} for id_, (first, _) in zip(ids, pairs, strict=True)]
    seconds = [BASE | {"likes": 2} | second | {"id": id_} for id_, (_, second) in zip(ids, pairs, strict=True)]
    files = {"a.ndjson": firsts, "b.ndjson": seconds}
    lines = {name: "".join(json.dumps(row) + "\n" for row in rows) for name, rows in files.items()}
    case = make(lines, "".join(ENTRY.format(name=name) for name in "ab"))
    build.build(case)
    frame = case.table("contradictions")
    assert (frame["row"] == frame["other_row"]).all()
    assert set(frame["source"]) <= {"b.ndjson"}
    assert set(frame["other_source"]) <= {"a.ndjson"}
    columns = ["column", "kind", "kept", "other"]
    return [list(frame[frame["id"] == id_][columns].itertuples(index=False, name=None)) for id_ in ids]


NONE: list[Pair] = [
    ({}, {"likes": 900}),
    ({}, {"who": "Ana_Quay"}),
    ({}, {"who": "@ana_quay"}),
    ({}, {"by": None, "who": None, "text": None, "at": None, "kind": None}),
    ({}, {"at": "2017-10-01T19:58Z"}),
    ({}, {"at": "2017-10-01T19:59Z"}),  # rounded, not cut
    ({}, {"at": "2017-10-01"}),
    ({}, {"at": "2017-10-01T19:58:44Z"}),  # rounded
    ({}, {"at": "2017-10-01T21:58:43+02:00"}),
    ({}, {"text": "Smoke &amp; fire at the old quay https://t.co/a1b2c3"}),
    ({}, {"text": " Smoke & fire\nat the  old\u00a0quay https://t.co/a1b2c3 "}),
    ({"text": "Caf\u00e9 on the quay"}, {"text": "Cafe\u0301 on the quay"}),
    ({"kind": "repost"}, {"kind": "repost", "text": "RT @bo_crane: " + str(BASE["text"])}),
    ({}, {"by": "2572896396.0"}),
    ({}, {"by": "2.57e+09"}),
    ({"by": "905874659358453760"}, {"by": "905874659358453000"}),  # fifteen digits, and zeros
    ({"by": "906000000000000000"}, {"by": "905874659358453760"}),
    ({"by": "905874659358453760"}, {"by": "905874659358453761"}),  # one number, once it has been a float
    ({}, {"by": "b3f1c0ffee00aa11bb22cc33dd44ee55", "who": "b3f1c0ffee00aa11bb22cc33dd44ee55"}),
    ({}, {"by": "cB5wUHc1oBGjzGkq1+Zo=", "who": "cB5wUHc1oBGjzGkq1+Zo="}),
    ({}, {"kind": "reply"}),
    ({"kind": "quote"}, {}),
]


def test_what_is_none(make_case: Make) -> None:
    for pair, found in zip(NONE, contradicted(make_case, *NONE), strict=True):
        assert (pair, found) == (pair, [])


ONE: list[tuple[dict[str, Any], dict[str, Any], Found]] = [
        ({}, {"who": "bo_crane"}, ("account_name", "different", "bo_crane", "ana_quay")),
        (
        {"by": "905874659358453760"},
        {"by": "905874659358440000"},
        ("account_id", "different", "905874659358440000", "905874659358453760"),
    ),
    ({}, {"by": "2431019002"}, ("account_id", "different", "2431019002", "2572896396")),
        (
            {}, {"at": "2017-10-01T19:58:50Z"},
            ("created_at", "different", "2017-10-01 19:58:50 UTC", "2017-10-01 19:58:43 UTC"),
        ),
        (
            {}, {"at": "2017-10-01T18:58Z"},
            ("created_at", "different", "2017-10-01 18:58 UTC", "2017-10-01 19:58:43 UTC"),
        ),
        ({"at": "2017-10-01"}, {"at": "2017-10-04"}, ("created_at", "different", "2017-10-04", "2017-10-01")),
        ({"kind": "repost"}, {}, ("kind", "different", "post", "repost")),
        ({"kind": "quote"}, {"kind": "reply"}, ("kind", "different", "reply", "quote")),
        ({}, {"text": "Smoke & fire at the old…"}, ("text", "shortened", "Smoke & fire at the old…", BASE["text"])),
        ({}, {"text": "Smoke & fire at"}, ("text", "shortened", "Smoke & fire at", BASE["text"])),
        (
            {}, {"text": f"Smoke & fire at the old quay {LONG}"},
            ("text", "shortened", f"Smoke & fire at the old quay {LONG}", BASE["text"]),
        ),
        ({"text": "https://t.co/a1b2c3"}, {"text": LONG}, ("text", "shortened", LONG, "https://t.co/a1b2c3")),
        ({}, {"text": "No smoke at the old quay"}, ("text", "different", "No smoke at the old quay", BASE["text"])),
        (
            {"text": "Read https://a.example/1"}, {"text": "Read https://b.example/1"},
            ("text", "different", "Read https://b.example/1", "Read https://a.example/1"),
        ),
        ({"text": "https://t.co/a1b2c3"}, {"text": "Fire!"}, ("text", "different", "Fire!", "https://t.co/a1b2c3")),
]  # fmt: skip


def test_what_is_one(make_case: Make) -> None:
    pairs = [(first, second) for first, second, _ in ONE]
    for (*pair, expected), found in zip(ONE, contradicted(make_case, *pairs), strict=True):
        assert (pair, found) == (pair, [expected])


def test_every_column_that_differs_is_a_row_of_its_own(make_case: Make) -> None:
    second = {"who": "bo", "by": "1", "at": "2018-01-01T00:00:00Z", "kind": "repost", "text": "Other"}
    (found,) = contradicted(make_case, ({}, second))
    assert [column for column, *_ in found] == ["text", "created_at", "account_id", "account_name", "kind"]


def test_a_hash_is_compared_on_other_platforms(make_case: Make) -> None:
    other = {"platform": "forum", "by": "b3f1c0ffee00aa11bb22cc33dd44ee55"}
    case = make_case(
        {
            "a.ndjson": json.dumps(BASE | {"id": "7", "platform": "forum"}) + "\n",
            "b.ndjson": json.dumps(BASE | {"id": "7", "likes": 2} | other) + "\n",
        },
        "".join(ENTRY.format(name=name) for name in "ab"),
    )
    build.build(case)
    assert case.table("contradictions")["column"].tolist() == ["account_id"]


def test_without_observations_there_is_no_table(make_case: Make) -> None:
    case = make_case({"a.ndjson": json.dumps(BASE | {"id": "7"}) + "\n"}, ENTRY.format(name="a"))
    build.build(case)
    assert not case.has("contradictions")


def test_a_long_text_is_cut(make_case: Make) -> None:
    (((_, _, kept, other),),) = contradicted(make_case, ({"text": "a" * 5000}, {"text": "b" * 5000}))
    assert (kept, other) == ("b" * 2000, "a" * 2000)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("RT @ana: x", "x"), ("RT @ana x", "x"), ("&lt;b&gt; &quot;x&quot; &#39;y&#39;", "<b> \"x\" 'y'"),
        ("&amp;lt;", "&lt;"), ("a\u200bb\u3000c\td", "a b c d"), ("e\u0301", "\u00e9"),
    ],
)  # fmt: skip
def test_texts_are_folded(text: str, folded: str, tmp_path: Any) -> None:
    con = store.connect(tmp_path)
    found = con.execute(f"SELECT {contradictions.folded('x')} FROM (SELECT ? AS x)", [text]).fetchall()
    assert found == [(folded,)]
