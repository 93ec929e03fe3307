"""Which events rank first, by which rules, each shown with its points."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from helpers import claims, tables
from helpers.claims import _rank

COLUMNS = [*tables.get("claims").names, "table", "article", "field", "date_text", "score", "alike", "standing"]


def told(*rows: dict[str, Any]) -> pd.DataFrame:
    """Claims that rules found, each in an article of its own."""
    plain = {
        "source": "a.csv",
        "stance": "asserts",
        "table": "articles",
        "alike": 1.0,
        "method": "extracted",
    }
    whole = [
        plain
        | {"row": f"r{n}", "id": f"i{n}", "article": f"a.csv:r{n}", "what": f"x{n}", "claimant": f"Outlet {n}"}
        | row
        for n, row in enumerate(rows, 1)
    ]
    return pd.DataFrame([{name: row.get(name) for name in COLUMNS} for row in whole], columns=COLUMNS, dtype=object)


def why(*rows: dict[str, Any]) -> dict[str, list[str]]:
    made = claims.events(told(*rows)).sort_values("rank")
    assert made["rank"].tolist() == list(range(1, len(made) + 1))
    assert [sum(int(one.rpartition("(")[2][:-1]) for one in rules) for rules in made["why_ranked"]] == list(
        made["points"]
    )
    return dict(zip(made["id"], made["why_ranked"], strict=True))


@pytest.mark.parametrize(("n", "points"), [(0, 0), (1, 4), (2, 6), (3, 8), (7, 12), (1000, 40)])
def test_numbers_count_by_doubling(n: int, points: int) -> None:
    assert _rank.doubling(n) == points


def test_every_rule_is_shown_with_its_points() -> None:
    day = {"event_date": "2031-03-02", "report_date": "2031-03-03"}
    found = why(
        {"event": "sinking", **day, "date_text": "on 2 March", "field": "title", "score": 7, "actors": ["Ferrolux"]},
        {"event": "sinking", **day, "date_text": "on Sunday"},
        {"event": "sinking", **day, "report_date": "2031-06-01", "stance": "denies"},
        {"event": "vigil", **day},
    )
    assert found == {
        "sinking": [
            "4 articles refer to 2 Mar 2031 (+10)",
            "1 article names that date (+5)",
            "1 article refers to it more than a week later (+1)",
            "a peak: no article refers to the day before or after (+3)",
            "2 independent origins (+2)",
            "dated to the day (+3)",
            "disputed (+3)",
            "names 1 actor of the case (+1)",
            "in a headline (+2)",
            "its best sentence (+7)",
        ],
        "vigil": ["1 article tells it (+4)", "dated to the day (+3)"],
    }


def test_a_day_that_stands_out_from_those_beside_it_is_a_peak() -> None:
    days = ["2031-05-01"] * 2 + ["2031-05-02"] * 3 + ["2031-05-03"] * 3 + ["2031-05-09"] * 2 + ["2031-05-20"]
    found = why(*({"event": f"e{day}", "event_date": day} for day in days))
    peaks = {event: [rule for rule in rules if "peak" in rule] for event, rules in found.items()}
    assert {event: rules for event, rules in peaks.items() if rules} == {
        "e2031-05-09": ["a peak: no article refers to the day before or after (+3)"]
    }


def test_a_hundred_copies_are_one_article_and_what_a_copy_adds_is_its_own() -> None:
    day, sunk = {"event_date": "2031-03-02", "report_date": "2031-03-03"}, {"what": "The ferry sank on 2 March."}
    copies = [{"event": "sinking", **day, **sunk, "field": "text", "origin": "Outlet 1"} for _ in range(100)]
    added = {"event": "sinking", **day, "article": "a.csv:r7", "what": "All were saved on 2 March."}
    late = {"event": "sinking", **day, **sunk, "report_date": "2031-03-02", "article": "z.csv:r1"}
    one, two = why(*copies)["sinking"], why(*copies, added, late)["sinking"]
    assert one == ["1 article tells it (+4)", "dated to the day (+3)"]
    assert two == ["2 articles refer to 2 Mar 2031 (+6)", "a peak: no article refers to the day before or after (+3)",
                   "3 independent origins (+3)", "dated to the day (+3)"]  # fmt: skip


def test_a_year_that_many_name_says_nothing_of_an_event_in_it() -> None:
    rows = [{"event": f"e{n}", "event_date": "2031"} for n in range(9)]
    assert set(map(tuple, why(*rows).values())) == {("1 article tells it (+4)",)}


def test_what_people_stated_is_ranked_by_the_articles_of_its_evidence() -> None:
    stated = pd.DataFrame(
        [dict.fromkeys(COLUMNS) | {"id": "c1", "event": "e", "claimant": "Ana", "stance": "asserts",
          "table": "claims", "evidence": ["articles:a1", "articles:a2", "statements:s1"]}]
    )  # fmt: skip
    assert claims.events(stated)["why_ranked"].tolist() == [["2 articles tell it (+6)"]]


def test_equal_points_go_by_date_and_name() -> None:
    days = (("b", "2031-02"), ("c", "2031-03"), ("a", "2030"), ("d", "2030"))
    rows = [{"event": name, "event_date": day} for name, day in days]
    assert list(why(*rows)) == ["b", "c", "a", "d"]
