"""Names of actors in one text: what `finder` finds is what the patterns for DuckDB find."""

from __future__ import annotations

import duckdb
import pandas as pd
import pytest

from helpers import actors

PEOPLE = pd.DataFrame(
    {
        "id": ["t", "r", "o", "y", "b", "m", "k", "a", "c"],
        "name": ["TikTok", "RT", "Öst", "Яндекс", "字节跳动", "Meta Platforms", "Mail.ru", "Yahoo!", "C++ (club)"],
        "aliases": [["Tik Tok app"], [], [], [], ["抖音"], [], [], [], []],
    }
)
TEXTS = (
    "On tiktok, TIKTOK and #TikTok's: TikTok.",
    "TikTokers subTikTok TikTok2 _TikTok TikToké étikTok",
    "在TikTok上 «TikTok» (TikTok) TikTok-Chef @TikTok",
    "RT said. (RT) RT RTÉ, START, rt",
    "Öst öst ÖST Ost Östen",
    "Яндекс яндекс Яндексом «Яндекс»",
    "抖音是字节跳动的，字节跳动抖音抖音",
    "meta\nplatforms, Meta\u00a0Platforms, MetaPlatforms Tik  Tok\tapp",
    "Mail.ru mailxru mail.ru! Yahoo! Yahoo c++ (club) C+ (club)",
    "TikTok TikTok,TikTok",
    "",
)


def by_patterns(text: str) -> list[str]:
    """The actors that DuckDB finds in a text."""
    names, found = actors.patterns(PEOPLE)
    owners = {row.found: row.actor for row in names.itertuples()}
    hits: list[str] = []
    for pattern in found:
        listed = duckdb.execute("SELECT regexp_extract_all(?, ?)", [text, pattern.finds]).fetchall()[0][0]
        for hit in listed:
            name = duckdb.execute("SELECT regexp_extract(?, ?, 1)", [hit, pattern.name]).fetchall()[0][0]
            name = " ".join(name.split())
            if name:
                hits.append(owners.get(name) or owners[name.lower()])
    return sorted(hits)


@pytest.mark.parametrize("text", TEXTS)
def test_the_same_names_are_found_in_one_text(text: str) -> None:
    ids = dict(zip(PEOPLE["name"], PEOPLE["id"], strict=True))
    assert sorted(ids[name] for _, _, name in actors.finder(PEOPLE)(text)) == by_patterns(text)


def test_places_are_those_of_the_text_and_in_order() -> None:
    text = "İn 2020 TikTok and  meta platforms met; RT @TikTok was there."
    found = actors.finder(PEOPLE)(text)
    assert [(text[start:end], name) for start, end, name in found] == [
        ("TikTok", "TikTok"),
        ("meta platforms", "Meta Platforms"),
        ("TikTok", "TikTok"),
    ]


def test_no_actors_find_nobody() -> None:
    assert actors.finder(PEOPLE.head(0))("TikTok") == []
