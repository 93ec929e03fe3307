"""What CooRTweet takes in: what the objects are, and on which platform, is for case.toml to say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from reader_samples import Sample, build_sample, built, make_case, shown

from helpers.errors import CaseError

HEAD = b"object_id,account_id,content_id,timestamp_share\n"
ROW = HEAD + b"%s,1,7,1715715840\n"


@pytest.mark.parametrize(
    ("options", "value", "expected"),
    [
        ({}, b"https://quay.example/a", {"kind": "post", "links": ["https://quay.example/a"], "platform": "unknown"}),
        ({}, b"HTTP://quay.example/a", {"kind": "post", "links": ["HTTP://quay.example/a"], "platform": "unknown"}),
        ({}, b"0fb4", {"kind": "repost", "repost_of": "0fb4", "platform": "unknown"}),
        ({}, b"http", {"kind": "repost", "repost_of": "http", "platform": "unknown"}),
        ({}, b"h", {"kind": "repost", "repost_of": "h", "platform": "unknown"}),
        ({"object": "link"}, b"quay.example", {"kind": "post", "links": ["quay.example"], "platform": "unknown"}),
        ({"object": "tag", "platform": "tiktok"}, b"#Fire", {"kind": "post", "tags": ["Fire"], "platform": "tiktok"}),
        ({"object": "text"}, b"Fire at the quay", {"kind": "post", "text": "Fire at the quay", "platform": "unknown"}),
        ({}, b"7", {"kind": "post", "platform": "unknown"}),
        ({"object": "post"}, b"7", {"kind": "post", "platform": "unknown"}),
        (
            {"object": "post"},
            b"https://a.example",
            {"kind": "repost", "repost_of": "https://a.example", "platform": "unknown"},
        ),
    ],
)
def test_what_an_object_becomes(
    options: dict[str, Any], value: bytes, expected: dict[str, Any], tmp_path: Path
) -> None:
    case = make_case(tmp_path, {"shares.csv": ROW % value}, "coortweet", **options)
    built(case)
    assert shown(case, "posts", "row", "id", "account_id", "created_at") == [expected]


def test_a_share_of_a_post_is_known_by_its_own_id_and_the_post_stands_beside_its_shares(tmp_path: Path) -> None:
    """As `reshape_tweets(..., intent = "retweets")` gives them: the original has its own id as the object."""
    rows = b"7,2,8,1715715900\n7,3,9,1715715910\n7,1,7,1715715840\n7,2,8,1715715900\n"
    case = make_case(tmp_path, {"shares.csv": HEAD + rows}, "coortweet", object="post", platform="twitter")
    _, source = built(case)
    assert (source["kept"], source["duplicates"]) == (3, 1)
    found = case.table("posts")[["id", "account_id", "kind", "repost_of"]].astype(object)
    assert found.where(found.notna(), "").to_numpy().tolist() == [
        ["8", "2", "repost", "7"], ["9", "3", "repost", "7"], ["7", "1", "post", ""],
    ]  # fmt: skip


def test_an_unknown_kind_of_object_is_an_error(tmp_path: Path) -> None:
    case = make_case(tmp_path, {"shares.csv": ROW % b"x"}, "coortweet", object="links")
    with pytest.raises(CaseError) as told:
        built(case)
    assert str(told.value) == (
        'case.toml: object = "links" is not known. Did you mean "link"? It can be link, tag, text, post.'
    )


def test_a_post_that_shares_two_things_is_two_rows(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("coortweet"), tmp_path)
    rows = {row["row"]: row for row in shown(case, "posts")}
    assert rows["2"]["id"] == "1790512345678901234 https://maravel-post.example/2024/quay-fire"
    assert rows["5"]["id"] == "1790512345678901234 https://quay-radio.example/closed"
    assert [rows[n]["created_at"][:3] for n in ("2", "3", "4", "7")] == [
        ("2024-05-14T19:44:00", "second", "1715715840"),
        ("2024-05-14T19:44:01", "second", "1715715841.0"),
        ("2024-05-14T19:44:02", "second", "2024-05-14 19:44:02"),
        ("2024-05-14T19:44:03.250000", "ms", "1715715843.25"),
    ]
