"""Mentions: actors are found by name and alias, as words, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from helpers import build
from helpers.errors import TableError

Make = Callable[..., Any]
HEAD = "id,name,kind,aliases\n"
POSTS = """
[[sources]]
files = "posts.ndjson"
reader = "table"
table = "posts"
platform = "forum"
credit = "x"
columns = { text = "t" }
"""


def found(make_case: Make, people: str, *texts: str) -> list[tuple[str, str, str, int]]:
    """(post, actor, found, times) of some posts."""
    import json

    lines = "".join(json.dumps({"t": text}) + "\n" for text in texts)
    case = make_case({"handmade/actors.csv": HEAD + people, "posts.ndjson": lines}, POSTS)
    build.build(case)
    frame = case.table("mentions")
    assert frame["table"].isin(["posts"]).all() and frame["field"].isin(["text"]).all()
    return list(frame[["row", "actor", "found", "n_times"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("name", "text", "hit"),
    [
        ("TikTok", "On tiktok, TIKTOK and #TikTok's: TikTok.", ("TIKTOK", 4)),
        ("TikTok", "TikTokers subTikTok TikTok2 _TikTok TikToké étikTok", None),
        ("TikTok", "在TikTok上 «TikTok» (TikTok) TikTok-Chef @TikTok", ("TikTok", 5)),
        ("RT", "RT said. (RT) RT", ("RT", 3)),
        ("RT", "RT RT RT", ("RT", 3)),
        ("RT", "RTÉ, START, rt, RT_com, @RTcom and ÉRT", None),
        ("RT", "RT @someone: RT it", ("RT", 1)),
        ("Öst", "Öst öst ÖST Ost Östen", ("Öst", 1)),
        ("Économie", "l’économie Économie déséconomie économies", ("Économie", 2)),
        ("Яндекс", "Яндекс яндекс Яндексом «Яндекс»", ("Яндекс", 3)),
        ("РТ", "РТ СТАРТ", ("РТ", 1)),
        ("字节跳动", "抖音是字节跳动的，字节跳动", ("字节跳动", 2)),
        ("틱톡 코리아", "틱톡  코리아는", ("틱톡  코리아", 1)),
        ("تيك توك", "وتيك توك", ("تيك توك", 1)),
        ("Meta Platforms", "meta\nplatforms, Meta\u00a0Platforms, MetaPlatforms", ("Meta\u00a0Platforms", 2)),
        ("Mail.ru", "Mail.ru mailxru mail.ru!", ("Mail.ru", 2)),
        ("C++ (club)", "c++ (club) C+ (club)", ("c++ (club)", 1)),
        ("Yahoo!", "Yahoo! Yahoo", ("Yahoo!", 1)),
        ("a|b*c[d]^e$", "A|B*C[D]^E$ ab", ("A|B*C[D]^E$", 1)),
        ("O'Neil \\ Sons", "o'neil \\ sons", ("o'neil \\ sons", 1)),
        ("BBC News", "BBC  NEWS\tBBC\tNews", ("BBC  NEWS", 1)),
        ("X", "X said X", None),
        ("7 Days", "7 days, 77 days", ("7 days", 1)),
    ],
)  # fmt: skip
def test_a_name_is_found_as_a_word(name: str, text: str, hit: tuple[str, int] | None, make_case: Make) -> None:
    quoted = '"' + name.replace('"', '""') + '"'
    if hit and name == "BBC News":
        hit = ("BBC\tNews", 2)
    assert found(make_case, f"a,{quoted},outlet,\n", text, "nothing here") == ([("1", "a", *hit)] if hit else [])


def test_the_longest_name_wins_and_each_actor_is_counted_once_a_field(make_case: Make) -> None:
    people = 'bbc,BBC,outlet,\nnews,BBC News,outlet,\nrt,RT,outlet,"Russia Today; RT International"\n'
    assert found(make_case, people, "BBC News and the BBC; RT International, russia today, RT.") == [
        ("1", "bbc", "BBC", 1), ("1", "news", "BBC News", 1), ("1", "rt", "RT", 3),
    ]  # fmt: skip


def test_a_name_in_any_case_and_in_capitals_is_counted_once(make_case: Make) -> None:
    assert found(make_case, "t,TikTok,outlet,TIKTOK;tiktok\n", "TIKTOK TikTok") == [("1", "t", "TIKTOK", 2)]


@pytest.mark.parametrize(
    ("people", "name", "one", "other"),
    [
        ("a,Meta,outlet,\nb,Other,outlet,meta\n", "meta", "a", "b"),
        ("a,Meta,outlet,\nb,META,outlet,\n", "META", "b", "a"),
        ("a,RT,outlet,\nb,Radio,outlet,RT\n", "RT", "a", "b"),
        ("a,Meta  Platforms,outlet,\nb,meta platforms,outlet,\n", "meta platforms", "a", "b"),
    ],
)
def test_a_name_of_two_actors_is_an_error(people: str, name: str, one: str, other: str, make_case: Make) -> None:
    with pytest.raises(TableError) as caught:
        found(make_case, people, "x")
    assert str(caught.value) == f'actors: "{name}" is a name of both {one} and {other}. Take it away from one of them.'


def test_short_names_as_written_are_two_names(make_case: Make) -> None:
    assert found(make_case, "a,RT,outlet,\nb,Rt,outlet,\n", "RT Rt rt") == [("1", "a", "RT", 1), ("1", "b", "Rt", 1)]


def test_articles_by_field_with_their_day(make_case: Make) -> None:
    articles = "id,title,note,published\na1,Fire at Acme,Acme denies. ACME!,2021-01\na2,Nothing,,\n"
    case = make_case({"handmade/actors.csv": HEAD + "acme,Acme,outlet,\n", "handmade/articles.csv": articles})
    build.build(case)
    assert case.table("mentions").to_dict("records") == [
        {"source": "handmade/articles.csv", "row": "a1", "table": "articles", "actor": "acme", "found": "ACME",
        "field": "note", "n_times": 2, "on": "2021-01"},
        {"source": "handmade/articles.csv", "row": "a1", "table": "articles", "actor": "acme", "found": "Acme",
        "field": "title", "n_times": 1, "on": "2021-01"},
    ]  # fmt: skip


def test_many_actors_are_one_expression(make_case: Make) -> None:
    people = "".join(f"a{n},Company Number {n},outlet,Firma {n};公司{n}\n" for n in range(400))
    texts = [f"Company number {n} and Firma {n + 1}, 公司{n}" for n in (7, 398)]
    assert [(row, actor) for row, actor, *_ in found(make_case, people, *texts)] == [
        ("1", "a7"), ("1", "a8"), ("2", "a398"), ("2", "a399"),
    ]  # fmt: skip


def test_a_case_without_actors_has_no_mentions(make_case: Make) -> None:
    case = make_case({"posts.ndjson": '{"t": "TikTok"}\n'}, POSTS)
    assert "mentions" not in build.build(case).rows
