"""The FiveThirtyEight tweets: the original columns, the repack without ids, the accounts."""

from __future__ import annotations

from pathlib import Path

from reader_samples import Sample, build_sample, shown


def test_rows_of_ira_tweets(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("ira_tweets"), tmp_path)
    assert shown(case, "posts") == [
        {
            "row": "2",
            "platform": "twitter",
            "id": "914580356430536707",
            "account_id": "905874659358453760",
            "account_name": "LANTERN_ST",
            "text": '"We have no power since noon" #Maravel',
            "language": "English",
            "kind": "post",
            "address": "http://twitter.com/905874659358453760/statuses/914580356430536707",
            "links": ["https://harbour-courier.example/a"],
            "tags": ["Maravel"],
            "region": "Unknown",
            "label": "RightTroll",
            "created_at": ("2017-10-01T19:58:00", "minute", "10/1/2017 19:58", "UTC", "format"),
            "captured_at": ("2017-10-01T19:59:00", "minute", "10/1/2017 19:59", "UTC", "format"),
        },
        {
            "row": "3",
            "platform": "twitter",
            "id": "914580356430536708",
            "account_id": "905874659358453760",
            "account_name": "LANTERN_ST",
            "text": '"We have no power since noon" #Maravel',
            "language": "English",
            "kind": "repost",
            "address": "http://twitter.com/905874659358453760/statuses/914580356430536707",
            "tags": ["Maravel"],
            "region": "Unknown",
            "label": "RightTroll",
            "created_at": ("2017-10-12T00:05:00", "minute", "10/12/2017 0:05", "UTC", "format"),
            "captured_at": ("2017-10-01T19:59:00", "minute", "10/1/2017 19:59", "UTC", "format"),
        },
        {
            "row": "4",
            "platform": "twitter",
            "id": "914580356430536709",
            "account_id": "905874659358453760",
            "account_name": "LANTERN_ST",
            "text": "no tags",
            "language": "English",
            "kind": "quote",
            "address": "http://twitter.com/905874659358453760/statuses/914580356430536707",
            "links": ["https://harbour-courier.example/a"],
            "region": "Unknown",
            "label": "RightTroll",
            "created_at": ("2017-02-10T09:05:00", "minute", "2/10/2017 9:05", "UTC", "format"),
            "captured_at": ("2017-10-01T19:59:00", "minute", "10/1/2017 19:59", "UTC", "format"),
        },
    ]
    assert shown(case, "accounts") == [
        {
            "row": "2",
            "platform": "twitter",
            "id": "905874659358453760",
            "name": "LANTERN_ST",
            "n_followers": 9636,
            "n_following": 1052,
            "n_posts": 253,
            "label": "RightTroll",
            "captured_at": ("2017-10-01T19:59:00", "minute", "10/1/2017 19:59", "UTC", "format"),
        }
    ]


def test_rows_of_ira_tweets_authors(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("ira_tweets.authors"), tmp_path)
    assert shown(case, "accounts") == [
        {"row": "2", "platform": "twitter", "id": "905874659358453760", "name": "lantern_st", "label": "RightTroll"},
        {"row": "3", "platform": "twitter", "id": "2528776985", "name": "quay_x", "label": "NonEnglish"},
    ]


def test_the_repack_has_minutes_and_no_ids_and_so_no_duplicates(tmp_path: Path) -> None:
    case, _, source = build_sample(Sample("ira_tweets.repack"), tmp_path)
    posts = case.table("posts")
    assert posts["id"].isna().all()
    assert set(posts["created_at_precision"]) == {"minute"}
    assert source["coarse"]["posts.created_at"] == source["coarse"]["posts.captured_at"] == "minute"
    first, last = posts.iloc[0].to_dict(), posts.iloc[-1].to_dict()
    assert (first.pop("row"), last.pop("row")) == ("2", "14")
    assert str(first) == str(last)
    assert posts["kind"].value_counts().to_dict() == {"post": 12, "repost": 1}
