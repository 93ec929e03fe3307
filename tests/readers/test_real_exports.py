"""Real exports, as they lie in the folder of CASEBOOK_TEST_DATA: every row's fate, ids intact, memory bounded."""

from __future__ import annotations

import csv
import gzip
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from reader_samples import built, make_case

from helpers import cases
from helpers.cases import Case

pytestmark = pytest.mark.long
GIGABYTE = 1 << 30

_MEASURED = """
import json, sys
from most_memory import most_memory
from helpers import build, cases
done = build.build(cases.load("sample", sys.argv[1]))
print(json.dumps({"peak": most_memory(), "sources": done.sources, "rows": done.rows}))
"""


def measured(case: Case) -> dict[str, Any]:
    """Builds in a process of its own, and tells its highest memory in bytes."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    command = [sys.executable, "-c", _MEASURED, str(case.workspace.root)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def fates(source: dict[str, Any]) -> tuple[int, ...]:
    return tuple(source[name] for name in ("records", "kept", "duplicates", "observations", "rejected"))


def _read(text: str) -> str:
    """A tweet's text without the entities that Twitter writes for three signs."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def test_ira_tweets(test_data: Path, tmp_path: Path) -> None:
    folder = test_data / "ira-tweets"
    files = {path.name: path for path in (folder / "ira_tweets_A-B.csv.gz", folder / "authors.csv")}
    case = make_case(tmp_path, dict(files), "ira_tweets")
    done = measured(case)
    tweets, authors = done["sources"]
    assert fates(tweets) == (403_220, 403_220, 0, 0, 0)
    assert (tweets["unknown"], authors["unknown"]) == ([], [])
    assert tweets["coarse"]["posts.created_at"] == tweets["coarse"]["posts.captured_at"] == "minute"
    assert done["peak"] < GIGABYTE

    with gzip.open(files["ira_tweets_A-B.csv.gz"], "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    posts = cases.load("sample", tmp_path).table(
        "posts", ["row", "account_name", "text", "created_at", "created_at_precision", "created_at_stated"]
    )
    assert set(posts["created_at_precision"]) == {"minute"}
    assert posts["account_name"].to_list() == [row["author_id"] for row in rows]
    assert posts["created_at_stated"].to_list() == [row["publish_date"] for row in rows]
    assert posts["created_at"].dt.strftime("%Y-%m-%d %H:%M:%S").to_list() == [row["publish_date"] for row in rows]
    assert posts["text"].fillna("").to_list() == [_read(row["content"]) for row in rows]
    assert posts["row"].to_list() == [str(number) for number in range(2, len(rows) + 2)]

    with files["authors.csv"].open(encoding="utf-8", newline="") as file:
        people = list(csv.DictReader(file))
    assert fates(authors)[0] == len(people) == sum(fates(authors)[1:])
    accounts = cases.load("sample", tmp_path).table("accounts")
    known = {row["congress_2017_id"] for row in people if row["congress_2017_id"]}
    assert known <= set(accounts["id"])


def test_headlines(test_data: Path, tmp_path: Path) -> None:
    path = test_data / "fwd-headlines" / "headlines.json"
    columns = {
        "title": "title",
        "outlet": "domain",
        "address": "link",
        "published": {"column": "timestamp", "as": "epoch_s"},
        "published_at": {"column": "timestamp", "as": "epoch_s"},
    }
    options = {"table": "articles", "columns": columns, "known": ["category", "published", "sentiment"]}
    case = make_case(tmp_path, {"headlines.json": path}, "table", **options)
    _, source = built(case)
    assert fates(source) == (10_037, 10_037, 0, 0, 0)
    assert source["unknown"] == []
    stated = json.loads(path.read_text("utf-8"))
    articles = case.table("articles")
    assert articles["title"].to_list() == [one["title"] for one in stated]
    seconds = articles["published_at"].astype("int64") // 1_000_000
    assert seconds.to_list() == [one["timestamp"] for one in stated]
    assert set(articles["published_at_precision"]) == {"second"}
    assert articles["title"].str.contains("TikTok|ByteDance", case=False).sum() == 36


def test_tiktok_videos(test_data: Path, tmp_path: Path) -> None:
    path = test_data / "coortok" / "data" / "tiktok_database.csv"
    case = make_case(tmp_path, {"tiktok_database.csv": path}, "tiktok_research_api")
    _, source = built(case)
    assert fates(source) == (1_066, 1_066, 0, 0, 0)
    assert source["unknown"] == []
    assert source["repairs"] == ["tags: taken from the text, the list is empty: 1,056 records"]
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    posts = case.table("posts")
    assert posts["id"].to_list() == [row["video_id"] for row in rows]
    assert posts["address"].to_list() == [
        f"https://www.tiktok.com/@{row['author_name']}/video/{row['video_id']}" for row in rows
    ]
    uploads = posts["id"].astype("int64") // 2**32
    late = posts["created_at"].astype("int64") // 1_000_000 - uploads
    assert (late.min(), late.max()) == (4, 504)


def test_article_extraction(test_data: Path, tmp_path: Path) -> None:
    folder = test_data / "article-extraction" / "html"
    case = make_case(tmp_path, {"html": folder}, "saved_pages")
    done = measured(case)
    names = sorted(path.name for path in folder.iterdir())
    assert fates(done["sources"][0]) == (len(names), len(names), 0, 0, 0)
    assert done["peak"] < GIGABYTE
    articles = cases.load("sample", tmp_path).table("articles")
    assert articles["row"].to_list() == names
    assert articles["title"].notna().all()
    assert articles["text"].str.len().min() > 400
    assert articles["published"].notna().sum() >= 81
    dated = articles[articles["published"].notna()]
    assert dated["published_from"].notna().all()
    for place, dates in zip(dated["published_from"], dated["dates"], strict=True):
        assert any(date.startswith(f"{place}=") for date in dates)


def test_bluesky_posts_and_feed_views_in_one_list(test_data: Path, tmp_path: Path) -> None:
    path = test_data / "bluesky-twitter-payloads" / "test" / "resources" / "bluesky-posts.json"
    case = make_case(tmp_path, {"bluesky-posts.json": path}, "bluesky")
    _, source = built(case)
    assert fates(source) == (123, 118, 2, 2, 1)
    # a client claims the year 0, which no calendar has
    reason = 'created_at: "0000-10-14T15:06:10.730Z" is not a moment that the bluesky reader knows.'
    assert case.table("rejects")["reason"].tolist() == [reason]
    every = [one.get("post", one) for one in json.loads(path.read_text("utf-8"))]
    stated = [one for one in every if not one["record"]["createdAt"].startswith("0000")]
    posts = case.table("posts").set_index("id")
    assert set(posts.index) == {one["uri"] for one in stated}
    for one in stated:
        assert posts.loc[one["uri"], "account_id"] == one["author"]["did"]
    # two of them stand there twice with another text: the later one is shown, the earlier one kept as an observation
    texts = [*posts["text"].fillna(""), *case.table("observations")["text"].fillna("")]
    assert {one["record"]["text"] for one in stated} == set(texts)


def test_flattened_tweets_are_the_pages_tweets(test_data: Path, tmp_path: Path) -> None:
    """One collection of twarc2 as pages and flattened: the same posts, and the same tweets that others refer to."""
    folder = test_data / "twitter-v2-jsonl" / "test-data"
    for n, options in enumerate(({}, {"included": True})):
        frames = []
        for name in ("flat.jsonl", "noflat.jsonl"):
            case = make_case(tmp_path / f"{n}{name}", {name: folder / name}, "twitter_v2", **options)
            _, source = built(case)
            assert (source["rejected"], source["unknown"]) == (0, [])
            frames.append(case.table("posts").drop(columns=["source", "row"]).sort_values("id", ignore_index=True))
        assert len(frames[0]) == (100, 164)[n]
        pd.testing.assert_frame_equal(*frames)


def _documents(path: Path) -> list[Any]:
    """The documents of a file of one a line; None for a line that is cut off."""
    found: list[Any] = []
    for line in path.read_text("utf-8").split("\n"):
        try:
            found += [json.loads(line)] if line.strip() else []
        except ValueError:
            found.append(None)
    return found


def test_every_file_of_tweets_keeps_every_tweet(test_data: Path, tmp_path: Path) -> None:
    """Pages, streams, flattened: kept are the tweets that a plain look at the JSON finds, a cut line is a reject."""
    n_rows = 0
    for path in sorted((test_data / "twitter-v2-jsonl" / "test-data").glob("*.jsonl")):
        data = [one.get("data", one) if one else one for one in _documents(path)]
        tweets = [one for listed in data for one in (listed if isinstance(listed, list) else [listed])]
        found = sum(bool(one) and "author_id" in one for one in tweets)
        if not found:
            continue  # accounts, counts, lists, compliance
        case = make_case(tmp_path / path.stem, {path.name: path}, "twitter_v2")
        _, source = built(case)
        assert (path.name, *fates(source)[:2], source["rejected"]) == (
            path.name, len(tweets), found, tweets.count(None),
        )  # fmt: skip
        assert case.table("posts")["id"].tolist() == [one["id"] for one in tweets if one]
        n_rows += found
    assert n_rows == 1_509
