"""Gates: what stops a publication, in whole sentences with their evidence, and the page that says it."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
import report_html

from helpers import build, cases
from helpers.cases import Case
from helpers.report.publication import gates

TOML = """
title = "Who rang <b>?"
question = "Who rang?"
period = "2024"
timezone = "Europe/Berlin"
invented = true
[[sources]]
files = "posts.csv"
reader = "table"
table = "posts"
platform = "forum"
credit = "A forum"
columns = { created_at = "when", account_name = "who", text = "words" }
[[sources]]
files = ["articles.csv"]
reader = "handmade"
table = "articles"
credit = "x"
"""
ARTICLES = """\
id,outlet,address,published
a1,Quay Radio,https://radio.example/1,2024-05-01
a2,Herald,https://herald.example/2,2024-05
a3,Herald,https://herald.example/3,2024-05-03~
a4,Herald,https://herald.example/4,
"""
CLAIMS = """\
id,event,title,event_date,report_date,claimant,stance,what,evidence
c1,bell,It rang,2024-05-01/2024-05-02,2024-05-03,Herald,asserts,It rang.,articles:a2
c2,bell,,2024-05-01,2024-05-03,Herald,asserts,It rang.,articles:a3
"""


def posts() -> str:
    """Ten days of two posts each; on the eleventh "loud" posts sixteen times, and one record has no readable time."""
    lines = [f"2024-05-{day:02}T10:00:0{n}Z,{who},hi" for day in range(1, 11) for n, who in enumerate(("ana", "bo"))]
    # 22:30 in UTC is the eleventh day in Berlin
    lines += [f"2024-05-10T22:30:{n:02}Z,loud<i>,{n}" for n in range(16)] + ["2024-05-11T09:00:00Z,ana,again"]
    return "\n".join(["when,who,words", *lines, "soon,bo,late", "2031-05-05T00:00:00Z,bo,outside the period"]) + "\n"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    root = tmp_path_factory.mktemp("gates")
    folder = root / "data/raw/bell"
    (folder / "handmade").mkdir(parents=True)
    for name, text in {
        "case.toml": TOML, "posts.csv": posts(), "articles.csv": ARTICLES, "handmade/claims.csv": CLAIMS
    }.items():  # fmt: skip
        (folder / name).write_text(text)
    made = cases.load("bell", root)
    build.build(made)
    return made


def refused(case: Case, **held: Any) -> list[gates.Refusal]:
    return gates.refusals(replace(case, gates=held))


def short(found: list[gates.Refusal]) -> list[tuple[str, str, str, str]]:
    return [(one.sentence, one.gate, one.found, one.limit) for one in found]


def test_no_gates_refuse_nothing(case: Case) -> None:
    assert refused(case) == []


def test_row_counts(case: Case) -> None:
    found = refused(case, rows={"posts": (38, 38), "articles": (5, None), "claims": (None, 1), "watchlist": (1, None)})
    assert short(found) == [
        ("articles has 4 rows, and the gate rows.articles asks for at least 5.", "rows.articles", "4", "at least 5"),
        ("claims has 2 rows, and the gate rows.claims asks for at most 1.", "rows.claims", "2", "at most 1"),
        (
            "watchlist has 0 rows, and the gate rows.watchlist asks for at least 1.",
            "rows.watchlist",
            "0",
            "at least 1",
        ),
    ]
    assert [one.evidence["rows"] for one in found] == [[["articles.csv", 4]], [["handmade/claims.csv", 2]], []]


def test_rejected_records(case: Case) -> None:
    assert refused(case, rejected=1 / 39) == []  # equal to its gate passes
    (one,) = refused(case, rejected=0.025)
    assert short([one]) == [
        (
            "posts.csv: 1 of 39 records was set aside (2.56 %), and the gate rejected allows 2.5 %.",
            "rejected",
            "2.56 %",
            "at most 2.5 %",
        )
    ]
    ((file, row, reason),) = one.evidence["rows"]
    assert (file, row) == ("posts.csv", "39")
    assert reason.startswith('created_at: "soon" is not a moment')
    assert one.evidence["evidence"] == [[{"table": "rejects", "source": "posts.csv", "row": "39"}]]


def test_unreliable_dates(case: Case) -> None:
    found = refused(case, unreliable_dates={"posts": 0.0, "articles": 0.5, "claims": 0.4})
    assert short(found) == [
        (
            "articles: the dates of 3 of 4 rows are unreliable (75 %), and the gate unreliable_dates.articles "
            "allows 50 %.",
            "unreliable_dates.articles",
            "75 %",
            "at most 50 %",
        ),
        (
            "claims: the dates of 1 of 2 rows are unreliable (50 %), and the gate unreliable_dates.claims allows 40 %.",
            "unreliable_dates.claims",
            "50 %",
            "at most 40 %",
        ),
    ]
    assert [row[1:] for one in found for row in one.evidence["rows"]] == [
        ["a2", "2024-05", "known to the month only"],
        ["a3", "2024-05-03~", "about, or uncertain"],
        ["a4", None, "no date"],
        ["c1", "2024-05-01/2024-05-02", "an interval"],
    ]


def test_one_account_explains_a_spike(case: Case) -> None:
    assert refused(case, one_outlet=1.0) == []
    (one,) = refused(case, one_outlet=0.9)
    # 17 posts on that day of Berlin where 2 are usual: 16 of loud's are more than the 15 beyond the usual
    assert short([one]) == [
        (
            "11 May 2024: the account loud<i> explains 100 % of what a spike has beyond the usual "
            "(16 of 17 posts on forum, where 2 are usual), and the gate one_outlet allows 90 %.",
            "one_outlet",
            "100 %",
            "at most 90 %",
        )
    ]
    assert one.evidence["rows"] == [["2024-05-11", "forum", "loud<i>", "16, usually 0", "17, usually 2", "100 %"]]
    assert [ref["row"] for ref in one.evidence["evidence"][0]] == [str(n) for n in range(22, 30)]


def test_gates_are_named_in_the_order_of_case_toml(case: Case) -> None:
    held = {"one_outlet": 0.5, "rejected": 0.0, "rows": {"posts": (99, None)}}
    assert [one.gate for one in refused(case, **held)] == ["one_outlet", "rejected", "rows.posts"]


def test_the_page_says_why_and_shows_the_rows(case: Case) -> None:
    held = {"rows": {"posts": (99, None)}, "rejected": 0.0, "unreliable_dates": {"articles": 0.1}, "one_outlet": 0.5}
    found = refused(case, **held)
    made = gates.page(case, found)
    assert made == gates.page(case, found)
    html = made.decode()
    for one in found:
        assert one.sentence in re.sub(r"</?bdi[^>]*>", "", unescape(html))
    assert "<b>?" not in html and "<i>" not in html  # strangers' text is escaped
    assert "Nothing has been published yet." in html
    assert "default-src 'none'" in unescape(html)
    assert list(report_html.live(html)) == []
    assert report_html.dangling({"held.html": html}, set()) == []
    assert 'class="mark"' in html and 'id="note-1"' in html
    assert "in Sources</a>" not in html  # there is no such page beside it


def test_the_page_leads_to_the_last_good_report(case: Case) -> None:
    case.reports.mkdir(parents=True, exist_ok=True)
    (case.reports / "index.html").write_text("")
    html = gates.page(case, refused(case, rows={"posts": (99, None)})).decode()
    assert 'The <a href="bell/index.html">last good report</a> stays as it is' in html
    assert "1 gate of case.toml did not hold." in html
    (case.reports / "index.html").unlink()


def test_long_evidence_is_cut_with_a_word(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gates, "SHOWN", 2)
    (one,) = refused(case, unreliable_dates={"articles": 0.0})
    assert (one.evidence["shown"], one.evidence["total"], len(one.evidence["rows"])) == (2, 3, 2)
    assert "2 of 3 shown, file by file." in gates.page(case, [one]).decode()
