"""Tweets of API 2: pages, flattened, streamed, printed; what a page has beside its tweets; reposts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from reader_samples import SAMPLES, Sample, build_sample, built, make_case, shown

from helpers.errors import ReaderError
from helpers.readers import twitter_v2

POST, REPOST = "1790469660341174273", "1790475922437046273"
TWEET = {"id": "1790469660341174273", "author_id": "7", "created_at": "2024-05-14T19:50:07.000Z", "text": "Smoke"}


def _posts(case: Any) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in shown(case, "posts", "platform")}


def _built(root: Path, text: str) -> tuple[Any, dict[str, Any]]:
    case = make_case(root, {"tweets.jsonl": text.encode()}, "twitter_v2")
    return case, built(case)[1]


def test_a_page_completes_its_tweets_with_what_stands_beside_them(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("twitter_v2"), tmp_path)
    posts = _posts(case)
    assert (
        posts[POST].items()
        >= {
            "account_name": "ana_quay",
            "account_title": "Ana Quay",
            "region": "Maravel",
            "links": ["https://harbour-courier.example/1,2"],
            "tags": ["harbour"],
            "n_likes": 12,
            "n_views": 900,
            "captured_at": ("2024-05-15T08:00:00", "second", "2024-05-15T08:00:00+00:00", "+00:00", "stated"),
        }.items()
    )
    accounts = case.table("accounts").set_index("name")
    assert accounts.loc["bo_crane", ["n_followers", "address"]].to_list() == [1300, "https://bo_crane.example"]
    assert accounts["id"].to_list() == ["2431019001", "2431019002"]  # of 2431019009 the file has nothing


def test_a_repost_has_the_whole_text_and_no_counts(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("twitter_v2"), tmp_path)
    posts = _posts(case)
    assert posts[REPOST]["text"] == posts[POST]["text"]
    assert {key: posts[REPOST][key] for key in ("kind", "repost_of", "tags", "mentions")} == {
        "kind": "repost",
        "repost_of": POST,
        "tags": ["harbour"],
        "mentions": ["ana_quay"],
    }
    assert not [key for key in posts[REPOST] if key.startswith("n_")]
    lost = next(row for row in posts.values() if row["account_id"] == "2431019009")
    assert lost["text"] == "RT @gone: An original that is not in the fi…"


def test_pages_and_flattened_tweets_are_the_same(tmp_path: Path) -> None:
    pages, flat = (build_sample(Sample(stem), tmp_path / stem)[0] for stem in ("twitter_v2", "twitter_v2.flat"))
    one, two = (case.table("posts").drop(columns=["source", "row"]).set_index("id") for case in (pages, flat))
    both = one.index.intersection(two.index)
    assert len(both) == 4
    pd.testing.assert_frame_equal(one.loc[both], two.loc[both])


def test_a_list_a_page_of_one_and_a_list_of_pages(tmp_path: Path) -> None:
    other = {**TWEET, "id": "1790475922437046273"}
    for n, (text, records) in enumerate(
        [
            (json.dumps([TWEET, other]), 2),
            (json.dumps([TWEET, other], indent=1), 2),
            (json.dumps([{"data": [TWEET]}, {"data": [other]}], indent=1), 2),
            (json.dumps({"data": TWEET}), 1),
            (json.dumps({"data": [TWEET]}, indent=1) + "\n" + json.dumps({"data": [other]}, indent=1), 2),
            ('{"errors": [{"title": "operational-disconnect"}]}\n' + json.dumps({"data": TWEET}), 1),
        ]
    ):
        case, source = _built(tmp_path / str(n), text)
        assert (source["records"], source["kept"]) == (records, records)
        assert case.table("posts")["id"].to_list() == [TWEET["id"], other["id"]][:records]


OLD, QUOTED = "1390000000000000001", "1390000000000000002"
PAGE = {
    "data": [
        {**TWEET, "id": "1", "referenced_tweets": [{"type": "retweeted", "id": OLD}]},
        {
            **TWEET,
            "id": "2",
            "referenced_tweets": [{"type": "quoted", "id": QUOTED}, {"type": "replied_to", "id": "1"}],
        },
        {**TWEET, "id": "3", "referenced_tweets": [{"type": "quoted", "id": OLD}, {"type": "replied_to", "id": "9"}]},
    ],
    "includes": {
        "users": [{"id": "8", "username": "old_mast"}],
        "tweets": [
            {**TWEET, "id": OLD, "author_id": "8", "public_metrics": {"like_count": 77}},
            {**TWEET, "id": QUOTED, "referenced_tweets": [{"type": "replied_to", "id": OLD}]},
            {**TWEET, "id": "5"},
        ],
    },
    "__twarc": {"retrieved_at": "2024-05-15T08:00:00+00:00"},
}


def test_tweets_that_stand_beside_the_others_are_left_aside_and_said(tmp_path: Path) -> None:
    case, source = _built(tmp_path, json.dumps(PAGE))
    assert case.table("posts")["row"].tolist() == ["1", "2", "3"]
    said = "a tweet that it refers to stands beside it, and was left aside (`included = true` in case.toml reads it)"
    assert source["repairs"] == [f"{said}: 2 records"]


def test_tweets_that_stand_beside_the_others_are_rows_where_case_toml_asks_for_them(tmp_path: Path) -> None:
    case = make_case(tmp_path, {"tweets.jsonl": json.dumps(PAGE).encode()}, "twitter_v2", included=True)
    _, source = built(case)
    assert (source["records"], source["kept"], source["repairs"]) == (5, 5, [])
    rows = {row["row"]: row for row in shown(case, "posts")}
    assert [(row, one["id"], one["kind"], one.get("label")) for row, one in rows.items()] == [
        ("1", "1", "repost", None),
        ("1.retweeted", OLD, "post", "seen as included"),
        ("2", "2", "quote", None),
        ("2.quoted", QUOTED, "reply", "seen as included"),
        ("3", "3", "quote", None),
    ]
    assert (rows["1.retweeted"]["account_name"], rows["1.retweeted"]["n_likes"]) == ("old_mast", 77)
    assert rows["1.retweeted"]["captured_at"][0] == "2024-05-15T08:00:00"


def test_a_tweet_seen_as_included_never_stands_for_one_that_was_found(tmp_path: Path) -> None:
    later = {**PAGE, "__twarc": {"retrieved_at": "2024-06-01T08:00:00+00:00"}}
    found = {"data": [{**TWEET, "id": OLD, "author_id": "8"}], "__twarc": PAGE["__twarc"]}
    text = "\n".join(json.dumps(one) for one in (PAGE, found, later))
    case = make_case(tmp_path, {"tweets.jsonl": text.encode()}, "twitter_v2", included=True)
    built(case)
    posts = {row["id"]: row for row in shown(case, "posts")}
    assert (posts[OLD]["row"], posts[OLD].get("label")) == ("4", None)
    assert [row["row"] for row in shown(case, "observations") if row["id"] == OLD] == ["1.retweeted", "5.retweeted"]


def test_what_a_page_has_that_nobody_knows_is_named(tmp_path: Path) -> None:
    _, source = _built(tmp_path, json.dumps({"data": [TWEET], "of_tomorrow": {"a": 1}}))
    assert source["unknown"] == ["/of_tomorrow"]


def test_half_a_character_is_replaced_and_said(tmp_path: Path) -> None:
    text = json.dumps({**TWEET, "text": "Smoke \ud83d"})
    case, source = _built(tmp_path, text)
    assert case.table("posts")["text"].to_list() == ["Smoke �"]
    assert source["repairs"] == ["half a character, cut off before us, was replaced by U+FFFD: 1 record"]


def test_accounts_counts_and_compliance_are_refused(tmp_path: Path) -> None:
    users = json.dumps({"data": [{"id": "7", "username": "ana", "created_at": "2014-03-04T09:00:00.000Z"}]})
    with pytest.raises(ReaderError) as told:
        _built(tmp_path, users)
    assert str(told.value).endswith('row 1: no "author_id". The twitter_v2 reader needs it to know whose post it is.')


@pytest.mark.parametrize("depth", [900, 100_000])
def test_a_tweet_nested_deep_is_a_reject_and_no_crash(tmp_path: Path, depth: int) -> None:
    deep = json.dumps(TWEET)[:-1] + ', "geo": ' + '{"a":' * depth + "1" + "}" * depth + "}"
    _, source = _built(tmp_path, json.dumps(TWEET) + "\n" + deep)
    assert (source["records"], source["kept"] + source["observations"] + source["duplicates"]) in ((2, 1), (2, 2))


def test_every_sample_is_counted_as_it_is_read() -> None:
    for path in sorted(SAMPLES.glob("twitter_v2*.json*")):
        for options in ({}, {"included": True}):
            assert twitter_v2.count(path, options) == len(list(twitter_v2.read(path, options)))
