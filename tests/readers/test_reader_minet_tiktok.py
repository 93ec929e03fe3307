"""minet's CSV of TikTok: lists joined by |, times without a zone that are in UTC, duets."""

from __future__ import annotations

from pathlib import Path

from reader_samples import Sample, build_sample, shown


def test_rows_of_minet_tiktok(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("minet_tiktok"), tmp_path)
    rows = {row["row"]: row for row in shown(case, "posts")}
    assert rows["3"] == {
        "row": "3",
        "platform": "tiktok",
        "id": "7365813050093680119",
        "account_id": "6912345678901234999",
        "account_name": "early.ferry70",
        "account_title": "Pavla",
        "text": '@salty.kelp27 look\n"there"',
        "kind": "quote",
        "address": "https://www.tiktok.com/@early.ferry70/video/7365813050093680119",
        "quote_of": "7365747029356220909",
        "n_reposts": 2,
        "n_replies": 1,
        "created_at": ("2024-05-06T05:00:40", "second", "1714971640", "UTC", "format"),
    }
    assert rows["4"]["created_at"] == ("2024-05-06T05:00:40", "second", "2024-05-06T05:00:40", "UTC", "format")
    assert (rows["5"]["tags"], rows["5"]["n_views"]) == (["Maravel", "fire"], 900)


def test_accounts_of_minet_tiktok(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("minet_tiktok"), tmp_path)
    assert shown(case, "accounts")[0] == {
        "row": "2",
        "platform": "tiktok",
        "id": "6912345678901234567",
        "name": "salty.kelp27",
        "title": "Salty Kelp",
        "about": "boats | birds",
        "n_followers": 1200,
        "n_following": 12,
        "n_posts": 31,
        "verified": False,
    }
