"""Tweets of API 1.1, of Zeeschuimer, 4CAT and twarc-csv: reposts, long texts, rounded ids."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from reader_samples import SAMPLES, Sample, build_sample, built, make_case, shown

from helpers.cases import Case

TWEET = json.loads((SAMPLES / "twitter_v1.ndjson").read_text("utf-8").split("\n")[0])
POST, REPOST = "1790469660341174273", "1790475922437046273"
STEMS = ("twitter_v1", "zeeschuimer_x", "zeeschuimer_x.table", "fourcat_x", "fourcat_twitter_v2", "twarc_csv")


Once = Callable[[str], Case]


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Builds a sample the first time it is asked for."""
    return cache(lambda stem: build_sample(Sample(stem), tmp_path_factory.mktemp("sample"))[0])


def _posts(case: Case) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in shown(case, "posts", "platform")}


@pytest.mark.parametrize("stem", STEMS)
def test_the_counts_of_a_repost_are_not_its_own(stem: str, once: Once) -> None:
    posts = _posts(once(stem))
    assert posts[REPOST]["kind"] == "repost"
    assert not [key for key in posts[REPOST] if key.startswith("n_")]
    assert posts[POST]["n_likes"] in (0, 12)


@pytest.mark.parametrize("stem", ["twitter_v1", "zeeschuimer_x", "twarc_csv"])
def test_a_repost_has_the_whole_text_and_the_tags_of_its_original(stem: str, once: Once) -> None:
    posts = _posts(once(stem))
    for key in ("text", "tags"):
        assert posts[REPOST][key] == posts[POST][key]
    assert (posts[POST]["tags"], posts[REPOST]["repost_of"]) == (["harbour"], POST)


@pytest.mark.parametrize("stem", STEMS)
def test_an_address_with_a_comma_is_one_and_a_link_to_itself_none(stem: str, once: Once) -> None:
    links = _posts(once(stem))[POST]["links"]
    assert links[0] == "https://harbour-courier.example/1,2"
    assert links[1:] in ([], ["https://quay-radio.example/x"])


@pytest.mark.parametrize("stem", STEMS)
def test_all_say_the_same_second(stem: str, once: Once) -> None:
    created = _posts(once(stem))[POST]["created_at"]
    assert created[:2] == ("2024-05-14T19:50:07", "second")
    assert created[4] == ("format" if "fourcat" in stem or "table" in stem else "stated")


@pytest.mark.parametrize("stem", ["fourcat_x", "zeeschuimer_x.table", "zeeschuimer_x"])
def test_an_id_that_a_browser_rounded_is_not_used(stem: str, once: Once) -> None:
    post = _posts(once(stem))[POST]
    assert post["address"].endswith(f"/status/{POST}")


def test_the_line_breaks_of_twarc_csv_are_line_breaks(once: Once) -> None:
    assert _posts(once("twarc_csv"))[POST]["text"] == 'Smoke over the quay,\n"and nobody" says what burns'


def test_an_advertisement_is_labelled_and_an_empty_user_is_no_account(once: Once) -> None:
    case = once("zeeschuimer_x")
    posts = case.table("posts").set_index("text")
    assert posts.loc["Buy a boat", "label"] == "promoted"
    assert case.table("accounts").set_index("id").loc["2431019001", "name"] == "ana_quay"


def test_a_post_seen_again_is_an_observation_with_its_own_time(once: Once) -> None:
    case = once("zeeschuimer_x")
    again = case.table("observations")
    seen = case.table("posts").set_index("id").loc[again["id"].iloc[0]]
    assert (str(again["captured_at"].iloc[0])[:16], again["n_likes"].iloc[0]) == ("2024-05-15 08:00", 12)
    assert (str(seen["captured_at"])[:16], seen["n_likes"]) == ("2024-05-15 09:30", 15)


@pytest.mark.parametrize(
    ("n", "text"),
    [
        (1, json.dumps(TWEET, indent=1)),
        (2, f"{json.dumps(TWEET, indent=1)}\n{json.dumps({**TWEET, 'id_str': '1'}, indent=1)}\n"),
        (1, json.dumps([TWEET], indent=1)),
        (1, json.dumps(TWEET)),
    ],
    ids=["printed", "two printed", "a printed list", "a line"],
)
def test_a_tweet_of_api_1_may_be_printed_over_several_lines(n: int, text: str, tmp_path: Path) -> None:
    case = make_case(tmp_path, {"tweet.json": text.encode()}, "twitter_v1")
    _, source = built(case)
    assert (source["records"], source["kept"], source["unknown"]) == (n, n, [])
    assert case.table("posts")["id"].tolist() == [TWEET["id_str"], "1"][:n]
