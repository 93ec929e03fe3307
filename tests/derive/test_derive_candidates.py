"""Candidates and remarks through the build: made from articles, kept as tables, made again only when they must be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from helpers import build

ARTICLES = """\
id,outlet,address,published,title,text,note,language
a1,Quay Radio,https://quay.example/a,2022-07-30,Port closed,"Maravel said on Tuesday that the Port Authority closed \
the quay in April 2020. Reede denied the report.",,en
a2,Maravel Post,https://post.example/b,2022-07-31,,,Credits Quay Radio; the port office was closed last month.,en
a3,Umi,https://umi.example/c,2022-07-31,港,港は閉鎖された,,ja
"""
ACTORS = "id,name,kind,aliases\nport,Port Authority,organisation,the port office\nm,Maravel,person,\n"
TOML = """
[[sources]]
files = "articles.csv"
reader = "handmade"
table = "articles"
credit = "x"
"""


def test_candidates_of_a_case(make_case: Callable[..., Any]) -> None:
    case = make_case({"articles.csv": ARTICLES, "handmade/actors.csv": ACTORS}, TOML)
    build.build(case)
    found = case.table("candidates")
    columns = ["row", "event_date", "said_on", "claimant", "stance", "field", "basis"]
    assert found[columns].astype(object).where(found[columns].notna(), None).to_numpy().tolist() == [
        ["a1", None, None, "Quay Radio", "asserts", "title", "its text"],
        ["a1", "2020-04", "2022-07-26", "Maravel", "asserts", "text", "its text"],
        ["a1", None, None, "Reede", "denies", "text", "its text"],
    ]
    assert [list(one) for one in found["actors"]] == [[], ["Maravel", "Port Authority"], []]
    assert {name: str(found[name].dtype) for name in ("id", "score", "negated", "begins")} == {
        "id": "str", "score": "Int64", "negated": "boolean", "begins": "Int64",
    }  # fmt: skip
    remarks = case.table("remarks")
    assert remarks[["row", "kind"]].to_numpy().tolist() == [["a2", "no text"], ["a3", "language"]]


def test_a_case_without_actors_has_candidates(make_case: Callable[..., Any]) -> None:
    case = make_case({"articles.csv": ARTICLES}, TOML)
    build.build(case)
    assert case.table("candidates")["row"].to_list() == ["a1", "a1", "a1"]


def test_when_a_source_was_obtained_is_the_latest_day_of_its_articles(make_case: Callable[..., Any]) -> None:
    files = {"articles.csv": ARTICLES}
    case = make_case(files, TOML + 'retrieved = "2022-06-01"\n')
    build.build(case)
    assert case.table("remarks")["kind"].to_list().count("date in the future") == 3
    build.build(make_case(files, TOML + 'retrieved = "2022-08"\n'))
    assert "date in the future" not in case.table("remarks")["kind"].to_list()
