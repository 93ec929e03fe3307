"""A file that no reader knows: which table, which column is what, how its values are written; looked at by a person."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from reader_samples import Sample

from helpers import cases, intake
from helpers.intake import _cut, _sample, _styles, propose

CHAT = """\
no;who;at;said;likes;tags
1;Ana;14.05.2024 10:00;Smoke over the quay, and nobody says why;1,204;fire, quay
2;Bo;15.05.2024 11:30;So it is the warehouse, people;3;
"""


def proposed(tmp_path: Path, text: str, **given: Any) -> tuple[dict[str, Any], tuple[str, ...]] | None:
    path = tmp_path / "file"
    path.write_text(text, "utf-8")
    found = propose(path, given)
    return (found.options, found.aside) if found else None


def test_posts_by_the_names_and_values_of_their_columns(tmp_path: Path) -> None:
    columns = {
        "id": "no",
        "account_name": "who",
        "created_at": {"column": "at", "as": "numeric"},
        "text": "said",
        "tags": {"column": "tags", "as": "split ,"},
        "n_likes": "likes",
    }
    options = {"table": "posts", "delimiter": ";", "platform": "unknown", "columns": columns}
    assert proposed(tmp_path, CHAT) == (options, ())


def test_what_is_proposed_can_be_added_as_it_is(tmp_path: Path) -> None:
    intake.new("quay", tmp_path / "ws")
    case = cases.load("quay", tmp_path / "ws")
    (tmp_path / "chat.csv").write_text(CHAT)
    found = propose(tmp_path / "chat.csv", {"platform": "chat"})
    assert found and found.options["platform"] == "chat"
    shown = intake.preview(case, tmp_path / "chat.csv", "table", found.options)
    assert (shown.records, shown.rejected) == (2, 0)
    assert shown.rows[0] == {
        "row": "2",
        "platform": "chat",
        "id": "1",
        "account_name": "Ana",
        "created_at": "2024-05-14 10:00 UTC",
        "text": "Smoke over the quay, and nobody says why",
        "tags": ["fire", "quay"],
        "n_likes": 1204,
    }
    intake.add(case, [tmp_path / "chat.csv"], "table", found.options)
    assert cases.load("quay", tmp_path / "ws").sources[0].options["delimiter"] == ";"


def test_articles(tmp_path: Path) -> None:
    text = "day,paper,headline,link,x\n2024-05-15,Courier,Fire on the quay,https://c.example/1,\n"
    columns = {"address": "link", "outlet": "paper", "title": "headline", "published": "day"}
    assert proposed(tmp_path, text) == ({"table": "articles", "columns": columns}, ("x",))
    text = text.replace("2024-05-15", "2024-05-15T10:00:00Z")
    columns = {"address": "link", "outlet": "paper", "title": "headline", "published_at": "day"}
    assert proposed(tmp_path, text) == ({"table": "articles", "columns": columns}, ("x",))
    text = text.replace("2024-05-15T10:00:00Z", "15/05/2024")
    found = proposed(tmp_path, text)
    assert found and found[0]["columns"]["published"] == {"column": "day", "as": "numeric"}


def test_accounts(tmp_path: Path) -> None:
    text = "screen_name\tfollowers\tbio\tjoined\nana\t10\tPort worker\t2019-02-01\n"
    columns = {"name": "screen_name", "about": "bio", "created_at": "joined", "n_followers": "followers"}
    options = {"table": "accounts", "delimiter": "\t", "platform": "unknown", "columns": columns}
    assert proposed(tmp_path, text) == (options, ())


def test_the_platform_is_where_the_addresses_lead(tmp_path: Path) -> None:
    text = "id,user,text,url\n1,ana,Smoke,https://www.x.com/ana/status/1\n2,bo,Fire,https://x.com/bo/status/2\n"
    found = proposed(tmp_path, text)
    assert found and found[0]["platform"] == "twitter"
    found = proposed(tmp_path, text.replace("x.com", "forum.example"))
    assert found and found[0]["platform"] == "unknown"


def test_json_with_a_list_inside_and_parts_of_other_things(tmp_path: Path) -> None:
    """What stands inside another object is about that: an account's time is not the post's."""
    post = {
        "key": {"id": "7"},
        "author": {"username": "ana", "created_at": "2019-01-01T00:00:00Z"},
        "posted": {"created_at": 1715715720},
        "body": "Smoke over the quay",
    }
    document = {"answer": {"rows": [post]}, "pages": [1]}
    columns = {
        "id": "key.id",
        "account_name": "author.username",
        "created_at": {"column": "posted.created_at", "as": "epoch_s"},
        "text": "body",
    }
    options = {"table": "posts", "at": "answer.rows", "platform": "unknown", "columns": columns}
    assert proposed(tmp_path, json.dumps(document)) == (options, ("author.created_at",))
    del options["at"]
    assert proposed(tmp_path, json.dumps(post) + "\n") == (options, ("author.created_at",))


def test_of_a_large_document_the_beginning_is_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It breaks off in the middle of a record."""
    monkeypatch.setattr(_cut, "BEGINNING", 3_000)
    monkeypatch.setattr(_cut, "MOST_ITEMS", 5)
    monkeypatch.setattr(_sample, "SMALL", 1_000)
    posts = [{"no": n, "who": "ana", "said": "Smoke over the quay", "at": "2024-05-14"} for n in range(200)]
    found = proposed(tmp_path, json.dumps({"stuff": posts}))
    assert found and (found[0]["at"], list(found[0]["columns"])) == (
        "stuff",
        ["id", "account_name", "created_at", "text"],
    )


def test_a_text_and_a_time_that_no_name_gives_away(tmp_path: Path) -> None:
    text = "nr,user,feld_a,feld_b\n7,ana,2024-05-14 10:00,Smoke over the quay and nobody knows why\n"
    found = proposed(tmp_path, text)
    assert found and found[0]["columns"] == {"account_name": "user", "created_at": "feld_a", "text": "feld_b"}
    assert found[1] == ("nr",)


def test_an_id_is_no_time(tmp_path: Path) -> None:
    text = "user,text,ref\nana,Smoke over the quay,1790469660341174273\nbo,Fire,1790469660341174274\n"
    found = proposed(tmp_path, text)
    assert found and "created_at" not in found[0]["columns"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a shopping list\nbread\nmilk\n",
        "colour,weight\nred,1\n",
        "2024-05-14,17,https://a.example\n2024-05-15,18,https://a.example\n",  # no header
        '["a", "b"]',
        "<html><p>Smoke, and, commas</p></html>\n",
    ],
)
def test_what_is_not_understood_is_not_proposed(tmp_path: Path, text: str) -> None:
    assert proposed(tmp_path, text) is None


def test_the_table_that_a_person_names_is_taken(tmp_path: Path) -> None:
    text = "title,author,date\nSmoke over the quay,ana,2024-05-14\n"
    found = proposed(tmp_path, text)
    assert found and found[0]["table"] == "articles"
    found = proposed(tmp_path, text, table="posts")
    assert found and (found[0]["table"], found[0]["columns"]) == (
        "posts",
        {"account_name": "author", "created_at": "date"},
    )


@pytest.mark.parametrize("stem", ["bluesky", "twitter_v1", "fourcat_tiktok", "zeeschuimer_x", "mastodon"])
def test_a_known_export_is_understood_in_part(stem: str) -> None:
    found = propose(Sample(stem).path, {})
    assert found and found.table == "posts" and {"created_at", "text", "account_name"} <= set(found.options["columns"])


# ---------------------------------------------------------------- how values are written


@pytest.mark.parametrize(
    ("values", "style"),
    [
        (["2024-05-14", "2024-05-14T10:00:00.5Z", "2024-05-14 10:00"], "iso"),
        (["1715715720", "1715715721.5"], "epoch_s"),
        (["1715715720123"], "epoch_ms"),
        (["1715715720123456"], "epoch_us"),
        (["1790469660341174273"], ""),
        (["12", "13"], ""),
        (["5/14/2024 7:58", "10/1/2017 19:58"], "numeric"),
        (["14.05.2024"], "numeric"),
        (["Fri, 29 Jul 2022 10:00:00 GMT", "29 Jul 2022 10:00 +0200"], "rfc2822"),
        (["Tue May 14 19:50:07 +0000 2024"], "%a %b %d %H:%M:%S %z %Y"),
        (["20240514T201500Z"], "%Y%m%dT%H%M%SZ"),
        (["yesterday"], ""),
        (["2024-05-14", "2024-05-15", "soon"], "iso"),
        (["2024-05-14", "soon"], ""),
        ([], ""),
    ],
)
def test_the_style_of_moments(values: list[str], style: str) -> None:
    assert _styles.moment(values) == style


@pytest.mark.parametrize(
    ("values", "style"),
    [
        (['["a", "b"]', "[]"], "json"),
        (["[a, b]", "[]"], "brackets"),
        (["a|b", "c"], "split |"),
        (["a; b, c", "d"], "split ;"),
        (["a, b"], "split ,"),
        (["a", "b"], "one"),
    ],
)
def test_the_style_of_lists(values: list[str], style: str) -> None:
    assert _styles.texts(values) == style
