"""Twitter's information-operations archive: hashes, minutes, lists without quotes."""

from __future__ import annotations

from pathlib import Path

from reader_samples import Sample, build_sample, shown


def test_rows_of_twitter_io_archive(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("twitter_io_archive"), tmp_path)
    assert shown(case, "posts") == [
        {
            "row": "3",
            "platform": "twitter",
            "id": "905874659358453760",
            "account_id": "b3f1c0ffee00aa11bb22cc33dd44ee55ff66778899aabbccddeeff0011223344",
            "account_name": "b3f1c0ffee00aa11bb22cc33dd44ee55ff66778899aabbccddeeff0011223344",
            "account_title": "b3f1c0ffee00aa11bb22cc33dd44ee55ff66778899aabbccddeeff0011223344",
            "text": 'RT @quayradio: Warehouse 14 burns, says\nthe night shift: "everyone is out"',
            "language": "en",
            "kind": "repost",
            "repost_of": "877919995476496385",
            "mentions": ["2572896396"],
            "client": "Twitter Web Client",
            "created_at": ("2017-09-07T19:02:00", "minute", "2017-09-07 19:02", "UTC", "format"),
        },
        {
            "row": "4",
            "platform": "twitter",
            "id": "905874659358453761",
            "account_id": "2572896396",
            "account_name": "quayradio",
            "account_title": "Quay Radio",
            "text": "=cmd()|' /C calc'!A0",
            "language": "en",
            "kind": "reply",
            "reply_to": "877919995476496385",
            "n_likes": 3,
            "n_reposts": 4,
            "n_replies": 2,
            "n_quotes": 1,
            "client": "Twitter Web Client",
            "created_at": ("2017-09-07T19:03:00", "minute", "2017-09-07 19:03", "UTC", "format"),
        },
        {
            "row": "6",
            "platform": "twitter",
            "id": "877919995476496385",
            "account_id": "2572896396",
            "account_name": "quayradio",
            "account_title": "Quay Radio",
            "text": "Warehouse 14 burns #harbour #fire https://sh.example/a",
            "language": "en",
            "kind": "post",
            "links": ["https://quay-radio.example/a,b?c=1", "https://maravel-post.example/x"],
            "tags": ["harbour", "fire"],
            "n_likes": 30,
            "n_reposts": 4,
            "n_replies": 2,
            "n_quotes": 1,
            "client": "Twitter Web Client",
            "created_at": ("2017-06-22T16:03:00", "minute", "2017-06-22 16:03", "UTC", "format"),
        },
        {
            "row": "9",
            "platform": "twitter",
            "id": "9.06E+17",
            "account_id": "2572896396",
            "account_name": "quayradio",
            "account_title": "Quay Radio",
            "text": "a spreadsheet was here",
            "language": "en",
            "kind": "post",
            "links": ["https://quay-radio.example/a,b?c=1", "https://maravel-post.example/x"],
            "tags": ["harbour", "fire"],
            "n_likes": 3,
            "n_reposts": 4,
            "n_replies": 2,
            "n_quotes": 1,
            "client": "Twitter Web Client",
            "created_at": ("2017-09-07T19:04:00", "minute", "2017-09-07 19:04", "UTC", "format"),
        },
    ]
    assert shown(case, "observations") == [
        {
            "row": "2",
            "platform": "twitter",
            "id": "877919995476496385",
            "account_id": "2572896396",
            "account_name": "quayradio",
            "account_title": "Quay Radio",
            "text": "Warehouse 14 burns #harbour #fire https://sh.example/a",
            "language": "en",
            "kind": "post",
            "links": ["https://quay-radio.example/a,b?c=1", "https://maravel-post.example/x"],
            "tags": ["harbour", "fire"],
            "n_likes": 3,
            "n_reposts": 4,
            "n_replies": 2,
            "n_quotes": 1,
            "client": "Twitter Web Client",
            "created_at": ("2017-06-22T16:03:00", "minute", "2017-06-22 16:03", "UTC", "format"),
        }
    ]
    assert shown(case, "accounts") == [
        {
            "row": "2",
            "platform": "twitter",
            "id": "2572896396",
            "name": "quayradio",
            "title": "Quay Radio",
            "about": "All boats, all day",
            "n_followers": 6001,
            "n_following": 210,
            "place": "north of the river",
            "address": "https://quay-radio.example",
            "language": "en",
            "created_at": ("2013-08-07T00:00:00", "day", "2013-08-07", "UTC", "format"),
        },
        {
            "row": "3",
            "platform": "twitter",
            "id": "b3f1c0ffee00aa11bb22cc33dd44ee55ff66778899aabbccddeeff0011223344",
            "name": "b3f1c0ffee00aa11bb22cc33dd44ee55ff66778899aabbccddeeff0011223344",
            "title": "b3f1c0ffee00aa11bb22cc33dd44ee55ff66778899aabbccddeeff0011223344",
            "about": "All boats, all day",
            "n_followers": 6001,
            "n_following": 210,
            "place": "north of the river",
            "address": "https://quay-radio.example",
            "language": "en",
            "created_at": ("2013-08-07T00:00:00", "day", "2013-08-07", "UTC", "format"),
        },
    ]


def test_rows_of_twitter_io_archive_users(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("twitter_io_archive.users"), tmp_path)
    assert shown(case, "accounts") == [
        {
            "row": "3",
            "platform": "twitter",
            "id": "b3f1c0ffee00aa11bb22cc33dd44ee55ff66778899aabbccddeeff0011223344",
            "name": "b3f1c0ffee00aa11bb22cc33dd44ee55ff66778899aabbccddeeff0011223344",
            "title": "b3f1c0ffee00aa11bb22cc33dd44ee55ff66778899aabbccddeeff0011223344",
            "about": "All boats, all day",
            "n_followers": 12,
            "n_following": 210,
            "place": "north of the river",
            "language": "en",
            "created_at": ("2014-01-31T00:00:00", "day", "2014-01-31", "UTC", "format"),
        },
        {
            "row": "5",
            "platform": "twitter",
            "id": "2572896396",
            "name": "quayradio",
            "title": "Quay Radio",
            "about": "All boats, all day",
            "n_followers": 6002,
            "n_following": 210,
            "place": "north of the river",
            "address": "https://quay-radio.example",
            "language": "en",
            "created_at": ("2013-08-07T00:00:00", "day", "2013-08-07", "UTC", "format"),
        },
    ]
    assert shown(case, "profiles") == [
        {
            "row": "2",
            "platform": "twitter",
            "id": "2572896396",
            "name": "quayradio",
            "title": "Quay Radio",
            "about": "All boats, all day",
            "n_followers": 6001,
            "n_following": 210,
            "place": "north of the river",
            "address": "https://quay-radio.example",
            "language": "en",
            "created_at": ("2013-08-07T00:00:00", "day", "2013-08-07", "UTC", "format"),
        }
    ]
