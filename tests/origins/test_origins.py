"""What the stories of articles go back to: credits, copies, chains, circles; one story or several in an article."""

from __future__ import annotations

import csv
import random
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from helpers import origins, tables
from helpers.origins import _titles
from helpers.origins._names import Known, key, own

NAMES = list(origins.READ)


def articles(*rows: dict[str, Any]) -> pd.DataFrame:
    """A table of articles: what a row leaves out is not stated; rows count from 1."""
    whole = [{"source": "a.csv", "row": str(n), **row} for n, row in enumerate(rows, 1)]
    return pd.DataFrame([{name: row.get(name) for name in NAMES} for row in whole], columns=NAMES, dtype=object)


def told(*rows: dict[str, Any], **more: pd.DataFrame) -> list[tuple[Any, ...]]:
    """Each story as (row, story, origin, how, chain)."""
    made = origins.of_articles(articles(*rows), **more)
    assert list(made.columns) == list(tables.get("origins").names)
    return [(one.row, one.story, one.origin, one.how, one.chain) for one in made.itertuples()]


# ---------------------------------------------------------------- names and headlines


@pytest.mark.parametrize(
    "same",
    [
        ("BBC", "BBC News", "the BBC", "bbc.co.uk", "https://www.bbc.com", "news.bbc.co.uk"),
        ("The Lantern", "Lantern", "lantern.example", "Lantern Online"),
        ("Quay Times", "The Quay Times", "quaytimes.example", "quaytimes.example (Ina)"),
        ("Le Figaro", "Figaro", "lefigaro.fr".replace("le", "")),
    ],
)
def test_names_of_one_outlet_have_one_key(same: tuple[str, ...]) -> None:
    assert {key(name) for name in same} == {key(same[0])}


@pytest.mark.parametrize(("one", "other"), [("News", "BBC News"), ("Sun", "Sunday Sun"), ("Post", "Salt Post")])
def test_names_of_two_outlets_have_two(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_initials_mean_the_only_outlet_that_has_them() -> None:
    known = Known(["Associated Wire Service", "Salt Coast Press", "Sea Cape Post"])
    assert (known.name("AWS"), known.name("SCP"), known.has("SCP")) == ("Associated Wire Service", "SCP", False)


@pytest.mark.parametrize(
    ("outlets", "hosts", "name"),
    [
        (["Lagoon News", "Lantern Now | Kessa's Own"], [], "LN"),
        (["Lagoon News"], [], "LN"),
        (["Lagoon News"], ["lagoonnews.example"], "LN"),
        (["Lagoon News"], ["www.ln-bay.example"], "LN"),
        (["Lagoon News"], ["ln.example"], "Lagoon News"),
        (["Lagoon News (LN)"], [], "Lagoon News (LN)"),
        (["Lagoon News", "LN"], [], "Lagoon News"),
        (["Lagoon News", "lnonline.example"], [], "Lagoon News"),
    ],
)
def test_two_letters_are_an_outlet_only_where_one_is_called_so(outlets: list[str], hosts: list[str], name: str) -> None:
    assert Known(outlets, hosts=hosts).name("LN") == name


def test_a_body_that_an_article_calls_by_two_letters_is_no_outlet_of_these_initials() -> None:
    text = "The Lighters' Network (LN) sued on Monday. According to LN, nine ships sank."
    rows = [{"outlet": "Bell", "text": text}, {"outlet": "Lagoon News"}]
    assert told(*rows)[0] == ("1", "main", "Bell", "its own reporting", [])
    rows[1]["address"] = "https://www.ln.example/a"
    assert told(*rows)[0][2] == "Lagoon News"
    actors = pd.DataFrame({"name": ["Lagoon News"], "aliases": [["LN"]], "kind": ["outlet"]})
    assert told(rows[0], actors=actors)[0][2] == "Lagoon News"


@pytest.mark.parametrize(
    ("article", "who"),
    [
        ({"outlet": " Quay Times "}, "Quay Times"),
        ({"outlet": None, "address": "https://www.quay.example/a"}, "quay.example"),
        ({"outlet": "", "address": None}, origins.UNSTATED),
    ],
)
def test_who_published_an_article(article: dict[str, Any], who: str) -> None:
    assert own(article) == who


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("Ferry line sold to a rival - BBC News", ("Ferry line sold to a rival", "BBC News")),
        ("Ferry line sold to a rival | Harbour Wire", ("Ferry line sold to a rival", "Harbour Wire")),
        ("Ferry line sold – and nobody knows why", ("Ferry line sold – and nobody knows why", None)),
        ("Kessa - BBC News", ("Kessa - BBC News", None)),
    ],
)
def test_the_outlet_behind_a_headline(title: str, parts: tuple[str, str | None]) -> None:
    assert _titles.parted(title, Known(["BBC", "Harbour Wire"])) == parts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ferry line ' s owner : I knew , he says", "Ferry line's owner: I knew, he says"),
        ("FERRY  LINE &amp; sons", "Ferry line & Sons"),
        ("“Élan” sold …", '"elan" sold'),
    ],
)
def test_headlines_are_one_but_for_spaces_signs_and_case(one: str, other: str) -> None:
    assert _titles.title_key(one) == _titles.title_key(other)


# ---------------------------------------------------------------- one article


def test_an_article_that_credits_nobody_is_its_own_origin() -> None:
    assert told({"outlet": "Quay Times", "text": "A ferry sank off Kessa."}) == [
        ("1", "main", "Quay Times", "its own reporting", [])
    ]


def test_the_first_stated_credit_is_the_main_story() -> None:
    assert told({"outlet": "Salt Post", "credits": ["Quay Times", "Harbour Wire"]}) == [
        ("1", "main", "Quay Times", "credits", []),
        ("1", "part", "Harbour Wire", "credits", []),
    ]


def test_a_credit_of_itself_is_none() -> None:
    own_words = "The Quay Times reported that a ferry sank."
    assert told({"outlet": "quaytimes.example", "text": own_words, "credits": ["The Quay Times"]}) == [
        ("1", "main", "The Quay Times", "its own reporting", [])
    ]


def test_an_author_who_is_an_outlet_is_a_credit() -> None:
    made = told({"outlet": "Salt Post", "author": "Harbour Wire"}, {"outlet": "Harbour Wire"})
    assert made[0] == ("1", "main", "Harbour Wire", "credits", [])


def test_what_is_credited_far_down_is_no_main_story() -> None:
    text = "A ferry sank off Kessa, and nobody was hurt.\n" * 30 + "Last year the Lantern Post reported that it leaked."
    assert told({"outlet": "Quay Times", "text": text}) == [
        ("1", "main", "Quay Times", "its own reporting", []),
        ("1", "part", "Lantern Post", "credits", []),
    ]


def test_who_was_told_first_reports_it() -> None:
    text = "The mayor knew, he told the Salt Post. The Quay Times had reported it a day earlier."
    assert told({"outlet": "Salt Post", "text": text}) == [
        ("1", "main", "Salt Post", "its own reporting", []),
        ("1", "part", "Quay Times", "credits", []),
    ]


LEAD = (
    "KESSA\nBy Ana Sol\nA ferry sank off Kessa on Monday. Nobody of the crew was hurt. The port has opened its books."
)


@pytest.mark.parametrize(
    ("text", "main", "parts"),
    [
        (f"{LEAD}\nThe owner told Harbour Wire that he knew.\nThe sea was calm.", "Bell", ["Harbour Wire"]),
        (f"{LEAD}\nHe told Harbour Wire so. He told Harbour Wire twice.", "Harbour Wire", []),
        (f"{LEAD}\nHe told Harbour Wire so.\nIt was rust, Harbour Wire reported.", "Harbour Wire", []),
        (f"{LEAD}\nHe told Harbour Wire so.\nIt was rust, the Salt Post reported.", "Salt Post", ["Harbour Wire"]),
        (f"{LEAD}\nHe told the Bell so.\nIt was rust, the Salt Post reported.", "Bell", ["Salt Post"]),
        ("The owner of the ferry told Harbour Wire that he knew.\nThe sea was calm.", "Harbour Wire", []),
        ("A ferry sank off Kessa on Monday. Its owner told Harbour Wire that he knew.", "Harbour Wire", []),
    ],
)
def test_one_quote_behind_the_lead_is_a_passage_and_no_main_story(text: str, main: str, parts: list[str]) -> None:
    made = told({"outlet": "Bell", "text": text}, {"outlet": "Harbour Wire"}, {"outlet": "Salt Post"})
    assert [(one[1], one[2]) for one in made if one[0] == "1"] == [("main", main), *(("part", name) for name in parts)]


def test_a_quote_behind_the_lead_of_a_text_in_one_paragraph_is_its_sentence() -> None:
    lead = LEAD.split("\n")[-1]
    text = f"{lead} The owner told Harbour Wire that he knew. The sea was calm. Nobody knows why."
    made = origins.of_articles(articles({"outlet": "Bell", "text": text}, {"outlet": "Harbour Wire"}))
    parts = [text[int(one.begins) : int(one.ends)].strip() for one in made.itertuples() if one.story == "part"]
    assert parts == ["The owner told Harbour Wire that he knew."]
    assert made["origin"].to_list() == ["Bell", "Harbour Wire", "Harbour Wire"]


def test_an_answer_to_a_report_is_not_its_copy() -> None:
    text = "The Lantern Post report is wrong, the port authority said. It has opened its books."
    assert told({"outlet": "Salt Post", "text": text})[0][2:4] == ("Salt Post", "its own reporting")


def test_a_note_is_read_where_there_is_no_text() -> None:
    made = origins.of_articles(articles({"outlet": "Salt Post", "note": "Says the Quay Times reported it."}))
    assert made[["origin", "rule", "field", "begins", "ends", "said"]].to_numpy().tolist() == [
        ["Quay Times", "X reported", "note", 5, 28, "the Quay Times reported"]
    ]


# ---------------------------------------------------------------- copies


TITLE = "Ferry line hid the rust on its oldest ship"


def test_the_same_headline_within_a_week_goes_back_to_the_first() -> None:
    made = told(
        {"outlet": "Salt Post", "title": f"{TITLE} - Salt Post", "published": "2031-05-04"},
        {"outlet": "Quay Times", "title": TITLE.upper(), "published": "2031-05-02"},
        {"outlet": "Lantern", "title": TITLE[:-6] + " …", "published": "2031-05-03"},
        {"outlet": "Wire", "title": TITLE, "published": "2031-06-20"},
        {"outlet": "Bell", "title": "Morning news", "published": "2031-05-02"},
        {"outlet": "Horn", "title": "Morning news", "published": "2031-05-02"},
    )
    assert made == [
        ("1", "main", "Quay Times", "the same title", []),
        ("2", "main", "Quay Times", "its own reporting", []),
        ("3", "main", "Quay Times", "the same title", []),
        ("4", "main", "Wire", "its own reporting", []),
        ("5", "main", "Bell", "its own reporting", []),
        ("6", "main", "Horn", "its own reporting", []),
    ]


def test_one_address_is_one_origin() -> None:
    made = told(
        {"outlet": "Quay Times", "address": "https://quay.example/a?utm_source=x", "published": "2031-05-02"},
        {"outlet": "Index of News", "address": "http://www.quay.example/a", "published": "2031-05-03"},
        {"outlet": "Lantern", "address": "http://lantern.example/", "published": "2031-05-03"},
        {"outlet": "Lamp", "address": "http://lantern.example/", "published": "2031-05-03"},
    )
    assert [row[2:4] for row in made] == [
        ("Quay Times", "its own reporting"),
        ("Quay Times", "the same address"),
        ("Lantern", "its own reporting"),
        ("Lamp", "its own reporting"),
    ]


def families(*members: tuple[str, str]) -> pd.DataFrame:
    rows = [{"source": "a.csv", "row": row, "table": "articles", "family": "f", "kind": kind} for row, kind in members]
    return pd.DataFrame(rows)


def test_a_family_of_one_text_goes_back_to_its_first() -> None:
    made = told(
        {"outlet": "Salt Post", "published": "2031-05-04"},
        {"outlet": "Quay Times", "published": "2031-05-02"},
        families=families(("1", "reworded"), ("2", "first")),
    )
    assert made == [
        ("1", "main", "Quay Times", "the same text", []),
        ("2", "main", "Quay Times", "its own reporting", []),
    ]


def test_a_family_goes_back_to_whom_one_of_its_copies_credits() -> None:
    made = origins.of_articles(
        articles(
            {"outlet": "Salt Post", "published": "2031-05-01"},
            {"outlet": "Quay Times", "published": "2031-05-02", "text": "KESSA (Harbour Wire) - It sank."},
            {"outlet": "Harbour Wire", "published": "2031-05-02"},
        ),
        families(("1", "first"), ("2", "reworded"), ("3", "reworded")),
    )
    assert made[["origin", "how", "rule"]].to_numpy().tolist() == [
        ["Harbour Wire", "the same text", "another copy credits it"],
        ["Harbour Wire", "credits", "dateline (X)"],
        ["Harbour Wire", "its own reporting", None],
    ]


# ---------------------------------------------------------------- chains


def test_a_chain_of_credits_is_followed_to_its_end() -> None:
    story = "that the ferry line hid the rust on the Marigold from its inspectors"
    made = told(
        {"outlet": "Salt Post", "published": "2031-05-04", "text": f"The Lantern Daily reported {story}."},
        {"outlet": "Lantern Daily", "published": "2031-05-03", "text": f"Harbour Wire reported {story}."},
        {"outlet": "Harbour Wire", "published": "2031-05-02", "text": f"Documents show {story}."},
        {"outlet": "Bell", "published": "2031-05-04", "text": "The Lantern Daily reported that the choir won a prize."},
    )
    assert made == [
        ("1", "main", "Harbour Wire", "credits", ["Lantern Daily"]),
        ("2", "main", "Harbour Wire", "credits", []),
        ("3", "main", "Harbour Wire", "its own reporting", []),
        ("4", "main", "Lantern Daily", "credits", []),
    ]


def test_a_circle_of_credits_is_cut_at_its_earliest_article_and_said() -> None:
    story = "that the ferry line hid the rust on the Marigold from its inspectors"
    rows = (
        {"outlet": "Salt Post", "published": "2031-05-03", "text": f"The Lantern Daily reported {story}."},
        {"outlet": "Lantern Daily", "published": "2031-05-02", "text": f"The Salt Post reported {story}."},
    )
    made = origins.of_articles(articles(*rows))
    assert (
        made[["origin", "rule"]].to_numpy().tolist()
        == [["Lantern Daily", "credits in a circle: cut at its earliest article"]] * 2
    )


def test_an_actor_of_the_case_that_is_no_outlet_is_never_an_origin() -> None:
    actors = pd.DataFrame(
        {"name": ["Ferrolux", "Lamp"], "aliases": [["FX Line"], None], "kind": ["organisation", "outlet"]}
    )
    made = told(
        {"outlet": "Salt Post", "text": "FX Line reported that it sank."},
        {"outlet": "Salt Post", "text": "It sank, according to Lamp, and Lamp has a photograph."},
        actors=actors,
    )
    assert [row[2] for row in made] == ["Salt Post", "Lamp"]


def test_the_order_of_the_articles_changes_nothing() -> None:
    story = "that the ferry line hid the rust on the Marigold from its inspectors"
    rows = [
        {"row": "1", "outlet": "Salt Post", "published": "2031-05-04", "text": f"The Lantern Daily reported {story}."},
        {"row": "2", "outlet": "Lantern Daily", "published": "2031-05-03", "text": f"Harbour Wire reported {story}."},
        {"row": "3", "outlet": "Bell", "title": TITLE, "published": "2031-05-03"},
        {"row": "4", "outlet": "Horn", "title": TITLE, "published": "2031-05-03"},
        {"row": "5", "outlet": None, "title": TITLE, "published": None},
    ]
    expected = sorted(told(*rows))
    for seed in range(5):
        mixed = random.Random(seed).sample(rows, len(rows))
        assert sorted(told(*mixed)) == expected


def test_bad_articles_are_kept() -> None:
    made = told({}, {"text": "", "title": ""}, {"outlet": float("nan"), "credits": float("nan"), "published": "soon"})
    assert made == [(str(n), "main", origins.UNSTATED, "its own reporting", []) for n in (1, 2, 3)]
    assert origins.of_articles(articles()).empty


# ---------------------------------------------------------------- where a sentence goes back to


def test_each_sentence_has_the_origin_of_its_passage() -> None:
    text = "The Quay Times reported that it sank.\nIt had nine decks.\nIt leaked, the Salt Post reported."
    made = origins.of_articles(articles({"outlet": "Bell", "text": text}, {"outlet": "Horn"}))
    places = [
        ("1", "text", 4),
        ("1", "text", 40),
        ("1", "text", text.index("leaked")),
        ("1", "title", 0),
        ("2", "text", 0),
    ]
    rows = pd.DataFrame([{"source": "a.csv", "row": row, "field": field, "begins": n} for row, field, n in places])
    assert origins.at(made, rows) == [
        ("Quay Times", True),
        ("Quay Times", True),
        ("Salt Post", True),
        ("Quay Times", True),
        ("Horn", False),
    ]
    assert origins.at(made, rows.assign(source="b.csv")) == [("", False)] * 5


# ---------------------------------------------------------------- the two stories that the kit was made for


def test_nine_pages_that_credit_one_report_are_one_origin() -> None:
    rows = [{"outlet": "Quay Times", "published": "2031-07-29", "note": "messages seen by its reporter"}]
    rows += [{"outlet": f"page{n}.example", "published": "2031-07-29", "credits": ["Quay Times"]} for n in range(8)]
    rows += [{"outlet": "nine.example (Ina)", "credits": ["Quay Times", "Salt Post", "Lantern"]}]
    made = origins.of_articles(articles(*rows))
    mains = made[made["story"] == "main"]
    assert set(mains["origin"]) == {"Quay Times"}
    assert (mains["how"] == "credits").sum() == 9


def test_the_shipped_facts_are_one_origin_with_nine_pages(test_data: Path) -> None:
    with (test_data / "seed-facts" / "disguised_account_coverage.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            {
                "outlet": row["outlet"],
                "address": row["url"] or None,
                "published": row["published"] or None,
                "note": f"{row['wording']}. {row['note']}",
                "credits": [name.strip() for name in row["credits"].split(";") if name.strip()] or None,
            }
            for row in csv.DictReader(file)
        ]
    made = origins.of_articles(articles(*rows))
    mains = made[made["story"] == "main"]
    assert set(mains["origin"]) == {"Bloomberg News"}
    assert mains["how"].value_counts().to_dict() == {"credits": 9, "its own reporting": 1}


SEVERAL = """\
The company said it refused a hidden account for a ministry.

The Quay Times reported that in April 2030 a message was sent. It was disputed inside, according to the Quay Times.

The company has a billion users.

The Lantern reported last month that engineers could read letters. After the Lantern story, the company admitted it.

This week, members of parliament asked to delete an account. The letter, according to Politzine, has two signatures.
"""


def test_one_article_tells_three_stories_of_three_outlets() -> None:
    made = origins.of_articles(articles({"outlet": "rewrites.example", "text": SEVERAL}))
    assert made[["story", "origin"]].to_numpy().tolist() == [
        ["main", "Quay Times"],
        ["part", "Lantern"],
        ["part", "Politzine"],
    ]
    passages = [SEVERAL[one.begins : one.ends] for one in made.itertuples() if one.story == "part"]
    assert [(text[:12], text[-12:]) for text in passages] == [
        ("The Lantern ", "admitted it."),
        ("This week, m", " signatures."),
    ]


def test_the_article_that_the_kit_was_founded_on(test_data: Path) -> None:
    file = next((test_data / "seed-article").glob("0*.txt"))
    title, _, text = file.read_text("utf-8").partition("\n\n")
    made = origins.of_articles(articles({"outlet": "ICT Tac", "title": title, "text": text, "published": "2022-07-30"}))
    assert made[["story", "origin"]].to_numpy().tolist() == [
        ["main", "Bloomberg"],
        ["part", "BuzzFeed"],
        ["part", "Politico"],
    ]
