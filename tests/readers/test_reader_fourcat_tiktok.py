"""4CAT's CSV of TikTok videos and comments: its own columns, and what its zeroes mean."""

from __future__ import annotations

from pathlib import Path

from reader_samples import Sample, build_sample, shown


def test_a_video_becomes_a_post(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("fourcat_tiktok"), tmp_path)
    rows = {row["row"]: row for row in shown(case, "posts")}
    assert rows["6"] == {
        "row": "6",
        "platform": "tiktok",
        "id": "7365747029356220909",
        "account_name": "salty.kelp27",
        "account_title": "Salty Kelp",
        "text": "Smoke over the quay #Maravel #fire",
        "kind": "post",
        "address": "https://www.tiktok.com/@salty.kelp27/video/7365747029356220909",
        "tags": ["Maravel", "fire"],
        "n_likes": 9,
        "n_reposts": 2,
        "n_replies": 1,
        "n_views": 900,
        "region": "XM",
        "created_at": ("2024-05-06T05:00:40", "second", "1714971640", "UTC", "format"),
    }
    assert (rows["3"]["kind"], "quote_of" in rows["3"]) == ("quote", False)
    assert rows["3"]["label"] == "Learn the facts about the harbour,State-controlled media"
    assert rows["3"]["text"] == '@salty.kelp27 was there first\nsee the "east" quay'


def test_a_zero_that_stands_for_nothing_is_no_count(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("fourcat_tiktok"), tmp_path)
    row = next(row for row in shown(case, "posts") if row["row"] == "4")
    assert {name: row[name] for name in row if name.startswith("n_")} == {"n_reposts": 0}


def test_a_time_without_unix_seconds_is_in_the_zone_that_the_case_states(tmp_path: Path) -> None:
    for stem, row in (("fourcat_tiktok", "7"), ("fourcat_tiktok_comments", "6")):
        case, _, _ = build_sample(Sample(stem), tmp_path / stem)
        found = next(one for one in shown(case, "posts") if one["row"] == row)["created_at"]
        assert found[0].startswith("2024-05-06T05:")
        assert found[3:] == ("Europe/Amsterdam", "case")


def test_a_comment_becomes_a_reply(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("fourcat_tiktok_comments"), tmp_path)
    rows = {row["row"]: row for row in shown(case, "posts")}
    assert rows["5"] == {
        "row": "5",
        "platform": "tiktok",
        "id": "7365750011111111107",
        "account_name": "tidal.mast4",
        "account_title": "Mast <b>4</b>",
        "text": "is it the warehouse? #Maravel",
        "language": "en",
        "kind": "reply",
        "address": "https://m.tiktok.com/v/7365747029356220909.html?share_comment_id=7365750011111111107",
        "channel": "7365747029356220909",
        "reply_to": "7365747029356220909",
        "n_likes": 8,
        "n_replies": 1,
        "created_at": ("2024-05-06T05:12:20", "second", "1714972340", "UTC", "format"),
    }
    assert (rows["3"]["reply_to"], rows["3"]["channel"]) == ("7365750011111111107", "7365747029356220909")
    assert rows["4"]["account_id"] == "7012345678901234567"
    assert not {"account_name", "language", "n_replies"} & set(rows["4"])
