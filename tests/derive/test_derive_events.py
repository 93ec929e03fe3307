"""Events are derived from claims, through the build."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from helpers import build

CLAIMS = """\
id,event,title,kind,event_date,report_date,claimant,stance,what,wording,origin,actors,conflict,weak,note
c1,asked,A request,request,2020-04,2022-07-29,Bureau,asserts,It asked.,asked,,TikTok;A State,,,
c2,asked,,,,2022-07-30,Times,asserts,,demanded,Bureau,,,,
c3,asked,,,,2022-07-29,TikTok,declines,,,,,,,
c4,earlier,Before,report,2019~,,Ana,asserts,,,,,,one person,
"""


def test_events_of_a_case(make_case: Callable[..., Any]) -> None:
    case = make_case({"handmade/claims.csv": CLAIMS})
    build.build(case)
    events = case.table("events")
    assert events[["id", "date", "start", "precision", "lag_days", "n_claims", "n_origins",
        "weak"]].astype(object).where(events.notna(), None).to_numpy().tolist() == [
        ["earlier", "2019~", "2019-01-01", "year", None, 1, 1, "one person"],
        ["asked", "2020-04", "2020-04-01", "month", 820, 3, 1, None],
    ]  # fmt: skip
    assert events["actors"].tolist() == [[], ["TikTok", "A State"]]
    assert events["conflicts"].tolist() == [[], ["Wording differs: asked (Bureau), demanded (Times)."]]
    assert [str(events[name].dtype) for name in ("id", "lag_days", "claims")] == ["str", "Int64", "object"]


ARTICLES = """\
id,outlet,published,title,text
1,Quay Times,2031-03-03,Ferry sinks,The ferry Marigold sank off Kessa on 2 March 2031 with 84 people on board.
2,Salt Post,2031-03-04,Ship lost,"The ferry Marigold sank off Kessa on 2 March 2031, the Quay Times reported."
3,Lantern,2031-03-05,Line silent,The ferry Marigold sank off Kessa on 2 March 2031 after a fire.
"""
TOML = """
[[sources]]
files = "articles.csv"
reader = "table"
table = "articles"
credit = "invented"
columns = { id = "id", outlet = "outlet", published = "published", title = "title", text = "text" }
"""


def test_events_of_articles_that_nobody_has_read(make_case: Callable[..., Any]) -> None:
    case = make_case({"articles.csv": ARTICLES}, TOML)
    build.build(case)
    events = case.table("events")
    sunk = events[events["date"] == "2031-03-02"].iloc[0]
    assert (sunk["method"], sunk["n_claims"], sorted(sunk["origins"])) == ("extracted", 4, ["Lantern", "Quay Times"])
    assert case.table("origins")[["outlet", "origin", "how"]].to_numpy().tolist() == [
        ["Quay Times", "Quay Times", "its own reporting"],
        ["Salt Post", "Quay Times", "credits"],
        ["Lantern", "Lantern", "its own reporting"],
    ]
    assert events["rank"].tolist() != [] and sunk["rank"] == 1


def test_what_a_person_stated_stands_as_stated_beside_what_rules_found(make_case: Callable[..., Any]) -> None:
    case = make_case({"articles.csv": ARTICLES, "handmade/claims.csv": CLAIMS}, TOML)
    build.build(case)
    alone = make_case({"handmade/claims.csv": CLAIMS}, name="alone")
    build.build(alone)
    both, stated = case.table("events"), alone.table("events")
    same = [name for name in stated.columns if name not in ("rank", "points", "why_ranked")]
    kept = both[both["method"] == "stated"]
    assert kept[same].astype(str).to_numpy().tolist() == stated[same].astype(str).to_numpy().tolist()
    assert (both["method"] == "extracted").any()
