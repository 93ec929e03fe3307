"""The same tweets, and the same video, in every form of export that the kit reads: one post each, and no contradiction.

Where formats truly differ the difference is named here, so that a new one is noticed.
"""

from __future__ import annotations

from pathlib import Path

import one_post
import one_video
import pandas as pd
import pytest
from one_post import ANA, BO, POST, TWEETS
from one_video import VIDEO_AT, VIDEO_ID
from reader_samples import HEAD

from helpers import build, cases
from helpers.cases import Case

COLUMNS = ["account_id", "account_name", "text", "kind", "created_at", "repost_of", "reply_to", "quote_of"]
KINDS = {"repost": "repost_of", "reply": "reply_to", "quote": "quote_of"}
MINUTES = ("archive.csv", "trolls.csv")
FOURCAT = ("4cat-x.csv", "4cat-v2.csv", "zeeschuimer.csv")
NAMES_NO_POST = {
    "repost": (*FOURCAT, "trolls.csv"),
    "reply": (*FOURCAT, "trolls.csv"),
    "quote": ("4cat-v2.csv", "trolls.csv"),
}


def lay_out(root: Path, layouts: dict[str, tuple[str, bytes]]) -> Case:
    """A case in which each layout is a source."""
    folder = root / "data" / "raw" / "one"
    folder.mkdir(parents=True)
    entries = [
        f'[[sources]]\nfiles = "{name}"\nreader = "{reader}"\ncredit = "x"\n' for name, (reader, _) in layouts.items()
    ]
    for name, (_, content) in layouts.items():
        (folder / name).write_bytes(content)
    (folder / "case.toml").write_text(HEAD + "\n".join(entries), "utf-8")
    case = cases.load("one", root)
    build.build(case)
    return case


def alone(tmp_path: Path, name: str, layout: tuple[str, bytes]) -> pd.DataFrame:
    return lay_out(tmp_path, {name: layout}).table("posts")


def expected(name: str) -> dict[str, dict[str, object]]:
    """What the posts of an export say, by id: as the tweets are, but for what the format cannot say."""
    found = {}
    for tweet in TWEETS:
        at = tweet.moment.replace(microsecond=0)
        row: dict[str, object] = dict.fromkeys(KINDS.values())
        row |= {"account_id": tweet.who[0], "account_name": tweet.who[1], "text": tweet.text, "kind": tweet.kind}
        row["created_at"] = at.replace(second=0) if name in MINUTES else at
        if tweet.kind in KINDS and name not in NAMES_NO_POST[tweet.kind]:
            row[KINDS[tweet.kind]] = tweet.of
        if tweet.kind == "repost" and name in FOURCAT:
            row["text"] = f"RT @{ANA[1]}: {tweet.text}"
        if tweet.kind == "repost" and name == "archive.csv":
            row["text"] = "RT @ana_quay: Smoke & fire <14:00> at the old quay 🔥 and nobody …"
        if name == "trolls.csv":
            row["account_name"] = tweet.who[1].upper()
            row["kind"] = "post" if tweet.kind == "reply" else tweet.kind
        found[tweet.id] = row
    return found


@pytest.mark.parametrize("name", one_post.tweets())
def test_a_tweet_is_the_same_tweet_in_every_export(name: str, tmp_path: Path) -> None:
    posts = alone(tmp_path, name, one_post.tweets()[name]).set_index("id")
    found = posts[COLUMNS].astype(object).where(posts[COLUMNS].notna(), None).to_dict("index")
    assert found == expected(name)
    assert set(posts["created_at_precision"]) == {"minute" if name in MINUTES else "second"}


@pytest.mark.parametrize("name", one_video.videos())
def test_a_video_is_the_same_video_in_every_export(name: str, tmp_path: Path) -> None:
    (video,) = alone(tmp_path, name, one_video.videos()[name]).to_dict("records")
    whole: dict[str, object] = {
        "id": VIDEO_ID,
        "account_name": "salty.kelp27",
        "text": "Smoke & fire over the quay 🔥 #Maravel",
    }
    whole |= {"kind": "post", "address": f"https://www.tiktok.com/@salty.kelp27/video/{VIDEO_ID}", "n_views": 195}
    assert {key: video[key] for key in whole} == whole
    assert (video["created_at"], video["created_at_precision"]) == (
        pd.Timestamp(VIDEO_AT, unit="s", tz="UTC"),
        "second",
    )
    assert list(video["tags"]) == ["Maravel"]
    knows = name in ("zeeschuimer.ndjson", "kept-by-4cat.ndjson", "minet.csv")
    assert pd.isna(video["account_id"]) != knows


def test_all_of_them_together_are_one_post_each(tmp_path: Path) -> None:
    case = lay_out(tmp_path, one_post.tweets())
    posts, sources = case.table("posts"), case.table("sources")
    assert sorted(posts["id"]) == sorted(tweet.id for tweet in TWEETS)
    assert sources[["kept", "duplicates", "observations", "rejected"]].sum().to_dict() == {
        "kept": 4, "duplicates": 13, "observations": 27, "rejected": 0,
    }  # fmt: skip
    accounts = case.table("accounts")
    assert dict(zip(accounts["id"], accounts["name"].str.lower(), strict=True)) == {ANA[0]: ANA[1], BO[0]: BO[1]}


def test_the_differences_of_formats_are_no_contradictions(tmp_path: Path) -> None:
    case = lay_out(tmp_path, one_post.tweets())
    repost = TWEETS[1]
    columns = ["id", "column", "kind", "kept", "other", "source", "other_source", "other_row"]
    assert case.table("contradictions")[columns].to_dict("records") == [
        {
            "id": repost.id, "column": "text", "kind": "shortened", "kept": POST.text,
            "other": "RT @ana_quay: Smoke & fire <14:00> at the old quay 🔥 and nobody …",
            "source": "zeeschuimer.ndjson", "other_source": "archive.csv", "other_row": "3",
        }
    ]  # fmt: skip


def test_a_video_together_is_one_post(tmp_path: Path) -> None:
    case = lay_out(tmp_path, one_video.videos())
    assert len(case.table("posts")) == 1
    assert len(case.table("contradictions")) == 0
    assert case.table("sources")[["kept", "duplicates", "observations"]].sum().to_dict() == {
        "kept": 1, "duplicates": 2, "observations": 5,
    }  # fmt: skip


def test_the_signs_that_twitter_writes_as_entities_are_counted(tmp_path: Path) -> None:
    case = lay_out(tmp_path, one_post.tweets())
    said = case.table("sources").set_index("source")["repairs"]
    assert {name: [one for one in repairs if one.startswith("text")] for name, repairs in said.items()} == {
        name: ["text: &amp;, &lt; and &gt; read as the signs that they stand for: 4 records"]
        for name in one_post.tweets()
    }
