"""TikTok's Research API: pages as they came, and a client's CSV."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from reader_samples import Sample, build_sample, built, make_case, shown

from helpers.errors import ReaderError

VIDEO = {"id": 7365747029356220909, "create_time": 1714971640, "username": "salty.kelp27", "video_description": "fire"}
FORMS = {
    "a page": json.dumps({"data": {"videos": [VIDEO], "cursor": 1}, "error": {"code": "ok"}}),
    "a page, indented": json.dumps({"data": {"videos": [VIDEO], "cursor": 1}}, indent=2),
    "pages, one per line": "\n".join(json.dumps({"data": {"videos": videos}}) for videos in ([], [VIDEO], [])),
    "the data of a page": json.dumps({"videos": [VIDEO]}),
    "a list": json.dumps([VIDEO]),
    "one per line": json.dumps(VIDEO) + "\n",
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same_row(form: str, tmp_path: Path) -> None:
    case = make_case(tmp_path, {"videos.json": FORMS[form].encode()}, "tiktok_research_api")
    built(case)
    assert shown(case, "posts") == [
        {
            "row": "1",
            "platform": "tiktok",
            "id": "7365747029356220909",
            "account_name": "salty.kelp27",
            "text": "fire",
            "kind": "post",
            "address": "https://www.tiktok.com/@salty.kelp27/video/7365747029356220909",
            "created_at": ("2024-05-06T05:00:40", "second", "1714971640", "UTC", "format"),
        }
    ]


@pytest.mark.parametrize(
    "empty", ['{"data": {"videos": [], "has_more": false}}', '{"videos": []}', "[]", '{"data": {"comments": []}}']
)
def test_a_page_without_videos_is_a_page(empty: str, tmp_path: Path) -> None:
    _, source = built(make_case(tmp_path, {"videos.json": empty.encode()}, "tiktok_research_api"))
    assert (source["records"], source["kept"]) == (0, 0)


def test_what_stands_beside_the_videos_is_named_unless_it_is_known(tmp_path: Path) -> None:
    page = {"data": {"videos": [VIDEO], "cursor": 1, "has_more": True}, "error": {"code": "ok"}, "quota": {"left": 3}}
    _, source = built(make_case(tmp_path, {"videos.json": json.dumps(page).encode()}, "tiktok_research_api"))
    assert source["unknown"] == ["/quota.left"]


COMMENT = {"id": 7365750011111111107, "video_id": 7365747029356220909, "text": "fire?", "create_time": 1714972340}
REMARKS = {
    "a page": ("comments.json", json.dumps({"data": {"comments": [COMMENT], "cursor": 1}, "error": {"code": "ok"}})),
    "the data of a page": ("comments.json", json.dumps({"comments": [COMMENT]}, indent=1)),
    "a list": ("comments.json", json.dumps([COMMENT])),
    "one per line": ("comments.ndjson", json.dumps(COMMENT) + "\n"),
    "a client's CSV": ("comments.csv", ",".join(COMMENT) + "\n" + ",".join(map(str, COMMENT.values())) + "\n"),
}


@pytest.mark.parametrize("form", REMARKS)
def test_every_form_of_comments_gives_the_same_row(form: str, tmp_path: Path) -> None:
    name, text = REMARKS[form]
    case = make_case(tmp_path, {name: text.encode()}, "tiktok_research_api")
    _, source = built(case)
    assert source["unknown"] == []
    assert shown(case, "posts", "row") == [
        {
            "platform": "tiktok",
            "id": "7365750011111111107",
            "text": "fire?",
            "kind": "reply",
            "channel": "7365747029356220909",
            "reply_to": "7365747029356220909",
            "created_at": ("2024-05-06T05:12:20", "second", "1714972340", "UTC", "format"),
        }
    ]


PROFILE = {"display_name": "Salty Kelp", "is_verified": False, "follower_count": 1200}
PROFILES = {
    "the answer in `data`": ("users.ndjson", json.dumps({"username": "salty.kelp27", "data": PROFILE}) + "\n"),
    "among its keys": ("users.ndjson", json.dumps({"username": "salty.kelp27"} | PROFILE) + "\n"),
    "a list": ("users.json", json.dumps([{"username": "salty.kelp27", "data": PROFILE, "error": {"code": "ok"}}])),
    "a client's CSV": (
        "users.csv",
        "username,display_name,is_verified,follower_count\nsalty.kelp27,Salty Kelp,False,1200\n",
    ),
}


@pytest.mark.parametrize("form", PROFILES)
def test_every_form_of_a_profile_gives_the_same_row(form: str, tmp_path: Path) -> None:
    name, text = PROFILES[form]
    case = make_case(tmp_path, {name: text.encode()}, "tiktok_research_api")
    built(case)
    found = {
        "platform": "tiktok",
        "name": "salty.kelp27",
        "title": "Salty Kelp",
        "n_followers": 1200,
        "verified": False,
    }
    assert shown(case, "accounts", "row") == [found]


def test_a_profile_that_does_not_say_whose_it_is_is_refused(tmp_path: Path) -> None:
    case = make_case(tmp_path, {"user.json": json.dumps({"data": PROFILE}).encode()}, "tiktok_research_api")
    with pytest.raises(ReaderError, match="the answer does not say, only the question did"):
        built(case)


def test_rows_of_tiktok_research_api(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("tiktok_research_api"), tmp_path)
    assert shown(case, "posts") == [
        {
            "row": "1",
            "platform": "tiktok",
            "id": "7365747029356220909",
            "account_name": "salty.kelp27",
            "text": "Smoke over the quay #Maravel #fire",
            "kind": "post",
            "address": "https://www.tiktok.com/@salty.kelp27/video/7365747029356220909",
            "tags": ["Maravel", "fire"],
            "n_likes": 2,
            "n_reposts": 2,
            "n_replies": 1,
            "n_views": 195,
            "region": "XM",
            "created_at": ("2024-05-06T05:00:40", "second", "1714971640", "UTC", "format"),
        },
        {
            "row": "5",
            "platform": "tiktok",
            "id": "7365813050093680119",
            "account_name": "salty.kelp27",
            "text": "Smoke over the quay #Maravel #fire",
            "kind": "post",
            "address": "https://www.tiktok.com/@salty.kelp27/video/7365813050093680119",
            "tags": ["maravelharbour"],
            "n_likes": 2,
            "n_reposts": 2,
            "n_replies": 1,
            "n_views": 900,
            "region": "XM",
            "created_at": ("2024-05-06T05:00:40", "second", "1714971640", "UTC", "format"),
        },
        {
            "row": "6",
            "platform": "tiktok",
            "id": "7365856942996586589",
            "account_name": "salty.kelp27",
            "text": "half an emoji ? and a NUL-like \\u0000 text",
            "kind": "post",
            "address": "https://www.tiktok.com/@salty.kelp27/video/7365856942996586589",
            "n_likes": 2,
            "n_reposts": 2,
            "n_replies": 1,
            "n_views": 195,
            "region": "XM",
            "created_at": ("2024-05-06T12:07:13", "second", "1714997233", "UTC", "format"),
        },
    ]
    assert shown(case, "observations") == [
        {
            "row": "2",
            "platform": "tiktok",
            "id": "7365813050093680119",
            "account_name": "salty.kelp27",
            "text": "Smoke over the quay #Maravel #fire",
            "kind": "post",
            "address": "https://www.tiktok.com/@salty.kelp27/video/7365813050093680119",
            "tags": ["maravelharbour"],
            "mentions": ["early.ferry70"],
            "n_likes": 2,
            "n_reposts": 2,
            "n_replies": 1,
            "n_views": 195,
            "region": "XM",
            "created_at": ("2024-05-06T05:00:40", "second", "1714971640", "UTC", "format"),
        }
    ]


def test_rows_of_tiktok_research_api_wrapper(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("tiktok_research_api.wrapper"), tmp_path)
    assert shown(case, "posts") == [
        {
            "row": "2",
            "platform": "tiktok",
            "id": "7354899985650978079",
            "account_name": "tidal.mast4",
            "text": "#breaking #maravel ",
            "kind": "post",
            "address": "https://www.tiktok.com/@tidal.mast4/video/7354899985650978079",
            "tags": ["breaking", "maravel"],
            "n_likes": 37,
            "n_reposts": 0,
            "n_replies": 13,
            "n_views": 56,
            "region": "NA",
            "created_at": ("2024-04-06T23:28:51", "second", "2024-04-06T23:28:51Z", "Z", "stated"),
        },
        {
            "row": "3",
            "platform": "tiktok",
            "id": "7354899543776890154",
            "account_name": "tidal.mast4",
            "text": "#breaking #maravel ",
            "kind": "post",
            "address": "https://www.tiktok.com/@tidal.mast4/video/7354899543776890154",
            "tags": ["breaking", "maravel"],
            "n_reposts": 0,
            "n_replies": 13,
            "n_views": 56,
            "region": "NA",
            "created_at": ("2024-04-06T23:28:51", "second", "2024-04-06T23:28:51Z", "Z", "stated"),
        },
        {
            "row": "4",
            "platform": "tiktok",
            "id": "7354899543776890155",
            "account_name": "tidal.mast4",
            "text": "#breaking #maravel ",
            "kind": "post",
            "address": "https://www.tiktok.com/@tidal.mast4/video/7354899543776890155",
            "tags": ["harbour", "fire"],
            "n_likes": 37,
            "n_reposts": 0,
            "n_replies": 13,
            "n_views": 56,
            "region": "NA",
            "created_at": ("2024-04-06T23:28:51", "second", "2024-04-06T23:28:51Z", "Z", "stated"),
        },
        {
            "row": "5",
            "platform": "tiktok",
            "id": "7354899543776890156",
            "account_name": "tidal.mast4",
            "text": "#breaking #maravel ",
            "kind": "post",
            "address": "https://www.tiktok.com/@tidal.mast4/video/7354899543776890156",
            "tags": ["harbour", "fire"],
            "n_likes": 37,
            "n_reposts": 0,
            "n_replies": 13,
            "n_views": 56,
            "region": "NA",
            "created_at": ("2024-04-06T23:28:51", "second", "2024-04-06T23:28:51Z", "Z", "stated"),
        },
    ]
