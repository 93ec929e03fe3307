"""The invented case harbour-fire: the generator writes what is committed, and what it promises is in the files."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from itertools import combinations, pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tools"))

from harbour_fire.plain import (  # noqa: E402
    CASE,
    fates,
    messages,
    posts,
    rows,
    snowflake,
    stamp,
    stated_fates,
    together,
    tree,
    tweets,
    videos,
    views,
    whole,
)

TID = "234567abcdefghijklmnopqrstuvwxyz"


def test_generator_writes_the_committed_files_byte_for_byte(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "4711",
        "LC_ALL": "C",
        "TZ": "Asia/Tokyo",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    # -S: without site-packages, because the generator needs Python only
    command = [sys.executable, "-S", str(ROOT / "tools" / "make_harbour_fire.py"), "--out", str(tmp_path / "made")]
    subprocess.run(command, check=True, env=environment, capture_output=True)
    made, kept = tree(tmp_path / "made"), tree(CASE)
    assert sorted(made) == sorted(kept)
    assert [path for path in made if made[path] != kept[path]] == []


def test_files_are_small_and_have_plain_line_ends() -> None:
    files = tree(CASE)
    assert sum(len(data) for data in files.values()) < 5_000_000
    assert [path for path, data in files.items() if b"\r" in data] == []


def test_every_record_has_the_fate_that_the_readme_says() -> None:
    valid = {platform: {post[2] for post in some} for platform, some in posts().items()}
    tweet_rows = [row | {"is_retweet": row["is_retweet"].lower()} for row in tweets()]
    found = {
        "twitter": fates([(row["tweetid"], whole(row)) for row in tweet_rows], valid["twitter"]),
        "tiktok": fates([(str(video.get("id")), whole(video)) for video in videos()], valid["tiktok"]),
        "bluesky": fates([(view.get("uri", ""), whole(view)) for view in views()], valid["bluesky"]),
        "telegram": fates([(str(m.get("id")), whole(m)) for m in messages()], valid["telegram"]),
    }
    users = rows(CASE / "posts/twitter/coastland_202407_1_users_csv_hashed.csv")
    found["users"] = fates([(row["userid"], whole(row)) for row in users], {row["userid"] for row in users})
    assert found == stated_fates()
    assert 4800 < sum(kept for name, (kept, *_) in found.items() if name != "users") < 5200
    assert all(rejected for name, (*_, rejected) in found.items() if name != "users")


def test_ids_match_times() -> None:
    known = {post[2] for some in posts().values() for post in some}
    minutes = [(row["tweet_time"], snowflake(row["tweetid"])) for row in tweets() if row["tweetid"] in known]
    assert [pair for pair in minutes if pair[0] != pair[1].strftime("%Y-%m-%d %H:%M")] == []
    late = [video["create_time"] - (video["id"] >> 32) for video in videos() if str(video.get("id")) in known]
    assert min(late) >= 4
    assert max(late) <= 120
    for view in (view for view in views() if view.get("uri") in known):
        value = 0
        for letter in view["uri"].rsplit("/", 1)[1]:
            value = value * 32 + TID.index(letter)
        indexed = stamp(view["indexedAt"])
        assert indexed is not None
        assert 0 <= indexed.timestamp() - (value >> 10) / 1e6 <= 3
    for message in (message for message in messages() if "date_unixtime" in message and "id" in message):
        utc = datetime.fromtimestamp(int(message["date_unixtime"]), UTC) + timedelta(hours=2)
        assert message["date"] == utc.strftime("%Y-%m-%dT%H:%M:%S")


def test_planted_groups_stand_out_from_a_baseline_that_is_there() -> None:
    groups: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in rows(CASE / "truth.csv"):
        groups[row["group"]].add((row["platform"], row["account"]))
    assert {name: len(members) for name, members in groups.items()} == {"lantern": 14, "ledger": 12}
    natural = 0
    for platform, some in posts().items():
        count = together(some)
        for members in groups.values():
            mine = sorted(account for where, account in members if where == platform)
            assert set(mine) <= {post[1] for post in some}
            for pair in combinations(mine, 2):
                assert count.pop(pair) >= 12, (platform, pair)
        natural += len(count)
        assert max(count.values(), default=0) <= 3, platform
    assert natural > 30


def test_each_group_works_on_two_platforms_at_once() -> None:
    for group in ("lantern", "ledger"):
        mine = {row["account"]: row["platform"] for row in rows(CASE / "truth.csv") if row["group"] == group}
        both = sorted((at, mine[who]) for some in posts().values() for at, who, *_ in some if who in mine)
        near = [a for a, b in pairwise(both) if a[1] != b[1] and b[0] - a[0] < timedelta(seconds=60)]
        assert len(near) >= 20, group


def test_curve_is_that_of_a_news_event() -> None:
    days = Counter((at + timedelta(hours=2)).strftime("%m-%d") for some in posts().values() for at, *_ in some)
    quiet = max(days[f"05-{day:02d}"] for day in range(6, 14))
    assert len(days) >= 35
    assert days["05-14"] > 6 * quiet
    assert days["05-21"] > 5 * days["05-20"] / 2
    assert days["05-20"] < days["05-16"] < days["05-15"]
    hours = Counter((at.hour + 2) % 24 for some in posts().values() for at, *_ in some)
    assert max(hours[hour] for hour in (3, 4, 5)) * 5 < min(hours[hour] for hour in (12, 13, 20, 21))
    sizes = [len(posts()[platform]) for platform in ("twitter", "telegram", "bluesky", "tiktok")]
    assert sizes == sorted(sizes, reverse=True)


def test_nothing_names_a_real_domain() -> None:
    for path, data in tree(CASE).items():
        text = data.decode("windows-1252" if path.endswith("estuary-herald_correction.html") else "utf-8")
        hosts = set(re.findall(r"[a-z]+://([^/\s,\"'?&<>\])]+)", text)) - {"schema.org"}
        # an address in a retweet may be cut off
        assert [host for host in hosts if not re.search(r"\.example$|^did:plc:|…", host)] == [], path
        # schema.org is the vocabulary's name in JSON-LD, not a page
        ends = r"\b[\w-]+\.(?:com|org|net|io|social|me|co|tv|info|news|eu|de|uk|ru|cn)\b"
        assert set(re.findall(ends, text, re.IGNORECASE)) - {"schema.org"} == set(), path


def test_handmade_tables_hang_together() -> None:
    claims, actors, ties = (rows(CASE / "handmade" / f"{name}.csv") for name in ("claims", "actors", "ties"))
    assert (len(claims), len({row["event"] for row in claims}), len(actors), len(ties)) == (32, 13, 19, 25)
    names, keys, ids = {row["name"] for row in actors}, {row["id"] for row in actors}, {row["id"] for row in claims}
    assert {name for row in claims for name in row["actors"].split(";") if name} <= names
    assert {row["stance"] for row in claims} == {"asserts", "confirms", "denies", "declines"}
    assert {row[end] for row in ties for end in ("from_actor", "to_actor")} <= keys
    pages = {path.name for path in (CASE / "articles").iterdir()}
    places = {place for row in [*claims, *actors, *ties] for place in row["evidence"].split(";")}
    assert {table for table, _ in (place.split(":") for place in places)} == {"articles", "claims"}
    assert {row for table, row in (place.split(":") for place in places) if table == "articles"} <= pages
    assert {row for table, row in (place.split(":") for place in places) if table == "claims"} <= ids
    first = {row["event"]: row for row in reversed(claims)}
    assert all(row["title"] and row["kind"] for row in first.values())


def test_case_toml_says_that_it_is_invented_and_expects_what_is_there() -> None:
    case = tomllib.loads((CASE / "case.toml").read_text(encoding="utf-8"))
    assert case["invented"] is True
    assert "**Everything here is invented.**" in (CASE / "README.md").read_text(encoding="utf-8")
    readers = [source["reader"] for source in case["sources"]]
    assert readers == ["twitter_io_archive"] * 2 + ["tiktok_research_api", "bluesky", "telegram_desktop", "saved_pages"]
    sizes = {platform: len(some) for platform, some in posts().items()}
    expected = [source["expect"]["posts"] for source in case["sources"] if "posts" in source["expect"]]
    assert expected == [{"min": n, "max": n} for n in sizes.values()]
    named = [path for source in case["sources"] for path in CASE.glob(source["files"])]
    assert sorted(named) == sorted([CASE / "articles", *(CASE / "posts").rglob("*.*")])
