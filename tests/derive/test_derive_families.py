"""The table of families, built from posts and from articles."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from helpers import build, copies

Make = Callable[..., Any]
SOURCES = """
[[sources]]
files = "posts.ndjson"
reader = "table"
table = "posts"
platform = "forum"
credit = "x"
columns = { id = "id", text = "t", created_at = "at", kind = "kind", account_name = "who" }
"""
AT = "2024-05-14T10:00:00Z"
FIRE = "The warehouse on the quay is on fire tonight, they say."


def test_a_build_makes_families_of_posts(make_case: Make) -> None:
    texts = (
        ("1", "post", "ana", "2024-05-14T10:00:00Z", FIRE),
        ("2", "post", "bo", "2024-05-14T10:00:05Z", FIRE.replace("is on", "is not on") + " 🔥"),
        ("3", "repost", "cy", "2024-05-14T10:00:06Z", FIRE),
        ("4", "post", "cy", "2024-05-14T10:00:07Z", "Nothing of this is copied from anybody."),
    )
    names = ("id", "kind", "who", "at", "t")
    lines = "".join(json.dumps(dict(zip(names, one, strict=True))) + "\n" for one in texts)
    case = make_case({"posts.ndjson": lines}, SOURCES)
    build.build(case)
    found = case.table("families")
    assert found[["row", "table", "kind", "who", "measure", "changed"]].fillna("").to_numpy().tolist() == [
        ["1", "posts", "first", "ana", "form", ""],
        ["2", "posts", "reworded", "bo", "5-grams", 'a negation added: "not"'],
    ]
    assert (found["family"].nunique(), found["perhaps_first"].tolist()) == (1, [False, False])
    assert copies.of_case(case)["row"].tolist() == ["1", "2"]
    assert copies.of_case(case, 0.95).empty
    assert copies.of_case(case, reposts=True)["row"].tolist() == ["1", "2", "3"]


def test_a_case_without_texts_has_no_families(make_case: Make) -> None:
    case = make_case({"handmade/actors.csv": "id,name,kind,aliases\na,Ana,person,\n"}, "")
    build.build(case)
    assert not case.has("families")


def test_more_than_it_can_compare_in_little_memory_makes_none(make_case: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = "".join(
        json.dumps({"id": str(n), "kind": "post", "who": "a", "at": AT, "t": FIRE}) + "\n" for n in range(3)
    )
    case = make_case({"posts.ndjson": lines}, SOURCES)
    monkeypatch.setattr("helpers.derive.families.MOST", 2)
    build.build(case)
    assert len(case.table("families")) == 0
    monkeypatch.setattr("helpers.derive.families.MOST", 3)
    build.build(case, force=True)
    assert len(case.table("families")) == 3
