"""The traps of the invented case harbour-fire: each one stands in the committed files."""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import defaultdict
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tools"))

from harbour_fire.plain import CASE, PARTS, messages, plain, posts, rows, tweets, videos, views


def test_twitter_traps() -> None:
    all_rows, (first, second, users) = (
        tweets(),
        [CASE / f"posts/twitter/coastland_202407_{part}_csv_hashed.csv" for part in PARTS],
    )
    headers = [
        next(csv.reader([path.read_text(encoding="utf-8").split("\n", 1)[0]])) for path in (first, second, users)
    ]
    assert [len(header) for header in headers] == [31, 31, 10]
    assert sorted(headers[0]) == sorted(headers[1])
    assert headers[0][15:17] == headers[1][16:14:-1] == ["in_reply_to_userid", "in_reply_to_tweetid"]
    assert headers[0][1:11] == headers[2]
    hashed = {row["userid"] for row in all_rows if not row["userid"].isdigit()}
    assert {len(name) for name in hashed} == {44, 64}
    assert all(
        row["user_display_name"] == row["user_screen_name"] == row["userid"]
        for row in all_rows
        if row["userid"] in hashed
    )
    assert {row["is_retweet"] for row in all_rows} == {"true", "false", "True", "False"}
    assert {"absent", ""} < {row["latitude"] for row in all_rows}
    assert all(row["retweet_userid"].isdigit() for row in all_rows if row["is_retweet"].lower() == "true")
    assert any(row["like_count"] == "" for row in all_rows)
    assert any("," in link and ", " not in link for row in all_rows for link in [row["urls"]])
    assert len({row["userid"] for row in all_rows} - {row["userid"] for row in rows(users)}) == 4


def test_tiktok_traps() -> None:
    pages = [json.loads(path.read_bytes()) for path in sorted((CASE / "posts/tiktok").iterdir())]
    assert [page["data"]["has_more"] for page in pages if not page["data"]["videos"]] == [False, False]
    assert {"favourites_count" in page["data"]["videos"][0] for page in pages if page["data"]["videos"]} == {
        True,
        False,
    }
    assert sum("#" in video["video_description"] and not video["hashtag_names"] for video in videos()) > 100
    assert sum(int(float(video["id"])) != video["id"] for video in videos() if "id" in video) > 500


def test_bluesky_traps() -> None:
    claimed = {view["record"]["createdAt"][:4] for view in views()}
    assert {"1970", "2019", "2021", "2024", "2031"} <= claimed
    handles: dict[str, set[str]] = defaultdict(set)
    for view in views():
        handles[view["author"]["did"]].add(view["author"]["handle"])
        encoded = view["record"]["text"].encode()
        for facet in view["record"].get("facets", []):
            cut = encoded[facet["index"]["byteStart"] : facet["index"]["byteEnd"]].decode()
            assert cut.lstrip("#@") in (*facet["features"][0].values(), cut.lstrip("@") if cut[0] == "@" else None)
    assert sorted(map(len, handles.values()))[-2:] == [2, 2]


def test_telegram_traps() -> None:
    chat = messages()
    assert {type(message["text"]) for message in chat} == {str, list}
    assert {type(message.get("from_id")) for message in chat} == {int, str, type(None)}
    assert {message["type"] for message in chat} == {"message", "service"}
    assert sum(message.get("edited") == "1970-01-01T02:00:00" for message in chat) == 130
    assert any(message["type"] == "message" and message["from"] is None for message in chat)
    assert any(message.get("forwarded_from", "") is None for message in chat)
    assert max(len(plain(message["text"])) for message in chat) == 3000


@pytest.mark.parametrize("platform", ["twitter", "tiktok", "bluesky", "telegram"])
def test_hostile_values_stand_in_every_format(platform: str) -> None:
    texts = "\0".join(post[3] for post in posts()[platform])
    hostile = (
        "=cmd|' /C calc'!A0",
        "<script>alert(1)</script>",
        "</style>",
        "\u202e",
        "\u200b",
        "$5 million",
        "حريق",
        "007 1e5",
    )
    assert [value for value in hostile if value not in texts] == []


def test_hostile_names_stand_in_three_formats() -> None:
    names = {
        "twitter": {row["user_display_name"] for row in tweets()},
        "bluesky": {view["author"]["displayName"] for view in views()},
        "telegram": {message.get("from") or "" for message in messages()},
    }
    for platform, some in names.items():
        for value in ("<script>alert(1)</script>", "\u202e", "\u200b"):
            assert any(value in name for name in some), (platform, value)
        assert any(name.startswith("=") for name in some), platform


def test_pages_have_their_traps() -> None:
    pages = {path.stem: path.read_bytes() for path in sorted((CASE / "articles").glob("*.html"))}
    assert len(pages) == 12
    text = {name: data.decode("windows-1252" if b"windows-1252" in data else "utf-8") for name, data in pages.items()}
    assert sum("\u201c" in page for page in text.values()) == 1
    assert (
        len([page for page in text.values() if "Coastline Wire" in page and "Kestrel Quay in the harbour" in page]) == 2
    )
    assert (
        sum('href="https://coastline-wire.example/stories/48213">Coastline Wire' in page for page in text.values()) == 2
    )
    assert not re.search(r"20\d\d|datetime|published", text["dockside-signal_was-it-sabotage"])
    pilot = text["free-pilot_the-boat-that-left"]
    assert "2024-05-14T18:00:00+02:00" in pilot
    assert "2024-05-16T11:40:00+02:00" in pilot
    assert (
        "&lt;script&gt;alert(1)&lt;/script&gt; and, below it, &lt;/style&gt;"
        in text["maravel-post_police-open-inquiry"]
    )
    assert all('<link rel="canonical" href="https://' in page for page in text.values())
    saved = [match for page in text.values() for match in re.findall(r"saved from url=\((\d{4})\)(\S+)", page)]
    assert len(saved) == 4
    assert all(int(length) == len(address) for length, address in saved)
