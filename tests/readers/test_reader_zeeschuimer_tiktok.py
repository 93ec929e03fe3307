"""Zeeschuimer's captures of TikTok: authors of two kinds, counts of two kinds, the same thing on several pages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from reader_samples import Sample, build_sample, built, make_case, shown

from helpers.errors import ReaderError

SEEN = ("2024-05-06T12:53:20.123000", "ms", "1715000000123", "UTC", "format")


def rows_of(stem: str, root: Path, table: str = "posts") -> dict[str, dict[str, Any]]:
    case, _, _ = build_sample(Sample(stem), root)
    return {row["row"]: row for row in shown(case, table)}


def test_a_captured_video_becomes_a_post(tmp_path: Path) -> None:
    assert rows_of("zeeschuimer_tiktok", tmp_path)["2"] == {
        "row": "2",
        "platform": "tiktok",
        "id": "7365813050093680119",
        "account_id": "6912345678901234999",
        "account_name": "early.ferry70",
        "account_title": "Pavla",
        "text": "@salty.kelp27 look, half an emoji \ufffd",
        "kind": "quote",
        "address": "https://www.tiktok.com/@early.ferry70/video/7365813050093680119",
        "quote_of": "7365747029356220909",
        "mentions": ["salty.kelp27"],
        "n_likes": 12,
        "n_reposts": 0,
        "n_replies": 1,
        "n_views": 2_700_000_000,
        "region": "XM",
        "label": "Learn the facts about the harbour",
        "created_at": ("2024-05-06T12:07:13", "second", "1714997233", "UTC", "format"),
        "captured_at": SEEN,
    }


@pytest.mark.parametrize(("stem", "row"), [("zeeschuimer_tiktok", "3"), ("zeeschuimer_tiktok.fourcat", "2")])
def test_an_author_may_be_a_text_with_the_rest_beside_it(stem: str, row: str, tmp_path: Path) -> None:
    found = rows_of(stem, tmp_path)[row]
    assert found["account_id"] == "6912345678901234111"
    assert (found["account_name"], found["account_title"]) == ("dry.dock5", "Dry Dock")
    assert found["address"] == "https://www.tiktok.com/@dry.dock5/video/7365856942996586589"
    assert {name: found[name] for name in found if name.startswith("n_")} == {"n_replies": 0, "n_views": 7}


def test_an_author_without_a_handle_gets_none(tmp_path: Path) -> None:
    found = rows_of("zeeschuimer_tiktok", tmp_path)["7"]
    assert not {"account_id", "account_name", "address"} & set(found)


def test_the_same_video_on_three_pages_is_one_post_seen_three_times(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("zeeschuimer_tiktok"), tmp_path)
    seen = [*shown(case, "observations"), next(row for row in shown(case, "posts") if row["row"] == "5")]
    assert {row["id"] for row in seen} == {"7365747029356220909"}
    assert [(row["row"], row["n_likes"], row["captured_at"][2]) for row in seen] == [
        ("1", 2, "1715000000123"),
        ("4", 2, "1715003600456"),
        ("5", 9, "1715007200789"),
    ]


def test_the_accounts_of_the_videos_are_a_table_of_their_own(tmp_path: Path) -> None:
    found = rows_of("zeeschuimer_tiktok", tmp_path, "accounts")["5"]
    assert {name: found[name] for name in ("id", "name", "about", "n_followers", "n_following", "n_posts")} == {
        "id": "6912345678901234567",
        "name": "salty.kelp27",
        "about": "boats",
        "n_followers": 1200,
        "n_following": 12,
        "n_posts": 31,
    }
    assert found["verified"] is False


def test_a_captured_comment_becomes_a_reply(tmp_path: Path) -> None:
    rows = rows_of("zeeschuimer_tiktok_comments", tmp_path)
    assert rows["3"] == {
        "row": "3",
        "platform": "tiktok",
        "id": "7365750033333333309",
        "account_id": "7012345678901234500",
        "account_name": "tidal.mast4",
        "account_title": "Mast <b>4</b>",
        "text": "is it the warehouse? #Maravel",
        "language": "en",
        "kind": "reply",
        "address": "https://m.tiktok.com/v/7365747029356220909.html?share_comment_id=7365750033333333309",
        "channel": "7365747029356220909",
        "reply_to": "7365750022222222208",
        "n_likes": 0,
        "n_replies": 1,
        "created_at": ("2024-05-06T05:12:20", "second", "1714972340", "UTC", "format"),
        "captured_at": SEEN,
    }
    assert [rows[row]["reply_to"] for row in ("2", "5")] == ["7365750011111111107", "7365747029356220909"]
    assert not {"language", "n_replies"} & set(rows["2"])
    assert not {"account_name", "n_likes"} & set(rows["4"])


@pytest.mark.parametrize("stem", ["zeeschuimer_tiktok", "zeeschuimer_tiktok_comments"])
def test_a_csv_with_semicolons_says_the_same_as_far_as_it_goes(stem: str, tmp_path: Path) -> None:
    captured = rows_of(stem, tmp_path / "ndjson")["5"]
    written = rows_of(f"{stem}.table", tmp_path / "csv")["5"]
    for name in ("id", "account_name", "created_at", "kind", "channel", "reply_to", "address", "tags", "n_views"):
        assert written.get(name) == captured.get(name)


def test_comments_are_no_videos(tmp_path: Path) -> None:
    comments = Sample("zeeschuimer_tiktok_comments").path
    case = make_case(tmp_path, {comments.name: comments}, "zeeschuimer_tiktok")
    with pytest.raises(ReaderError, match="needs it to know whose video it is"):
        built(case)


def test_another_platform_of_zeeschuimer_is_refused(tmp_path: Path) -> None:
    line = {"nav_index": "1:1:0", "item_id": "1", "timestamp_collected": 1, "data": {"rest_id": "1", "legacy": {}}}
    case = make_case(tmp_path, {"x.ndjson": json.dumps(line).encode()}, "zeeschuimer_tiktok")
    with pytest.raises(ReaderError, match="needs it to tell videos apart"):
        built(case)
