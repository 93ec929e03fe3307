"""Views to explore: only where somebody sits in front of them, without a network, and with all texts escaped."""

from __future__ import annotations

import json
import re
import sys
from typing import Any

import pandas as pd
import pytest
import report_fakes as fakes

from helpers import show
from helpers.show import _explore, _vega

EVIL = '<img src=x onerror="alert(1)"></script><script>alert(2)</script>'
EVENTS = pd.DataFrame(
    {
        "source": "c.csv",
        "row": ["1", "2", "3", "4"],
        "date": ["2021-03", "2021-05-02", None, "2021-06-30/.."],
        "title": ["Fire", EVIL, "Undated", "Since"],
        "status": ["disputed", "confirmed", "confirmed", "disputed"],
    }
)
TIES = pd.DataFrame(
    {
        "source": "t.csv",
        "row": ["1", "2"],
        "from_name": ["Port", EVIL],
        "to_name": ["Quay Radio", "Port"],
        "kind": ["denies", "accuses"],
        "date": ["2021", None],
    }
)
COLUMNS = {"date": "Date", "title": "Event"}


@pytest.fixture
def in_lab(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in JupyterLab, which tells the kernel the name of its notebook."""
    monkeypatch.setenv("JPY_SESSION_NAME", "page.ipynb")
    monkeypatch.delenv("CASEBOOK_READS", raising=False)
    _explore._shown_in.clear()


def shown(call: Any) -> list[dict[str, Any]]:
    return [output["data"] for output in fakes.shown(call)]


def figure(**more: Any) -> None:
    show.figure(fakes.figure(marks=4), EVENTS, "Caption.", "c.csv", COLUMNS, **more)


def test_a_run_gets_the_static_form_of_the_same_call(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    assert shown(lambda: figure(explore=True)) == shown(figure)
    plain = shown(lambda: show.table(EVENTS, "Events"))
    assert shown(lambda: show.table(EVENTS, "Events", explore=True)) == plain
    monkeypatch.setenv("JPY_SESSION_NAME", "page.ipynb")
    monkeypatch.setenv("CASEBOOK_READS", "/somewhere/reads.jsonl")  # a render that was started from a notebook
    assert shown(lambda: show.table(EVENTS, "Events", explore=True)) == plain


def test_a_kernel_of_ours_is_no_notebook_that_somebody_sits_in_front_of(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    from helpers.run import surroundings

    monkeypatch.setenv("JPY_SESSION_NAME", "page.ipynb")
    assert "JPY_SESSION_NAME" not in surroundings.environment(tmp_path)


@pytest.mark.usefixtures("in_lab")
def test_a_figure_of_dates_is_a_timeline_and_the_bundle_stays_as_it_is() -> None:
    (static,) = shown(figure)
    (made,) = shown(lambda: figure(explore=True))
    kind = "application/vnd.casebook.figure+json"
    assert made[kind] == static[kind] and "text/html" not in made  # Lab would prefer it to the timeline
    spec = made[_vega.LITE]
    names = ("title", "lane", "days", "a", "b", "t0", "t1")
    assert [tuple(row[name] for name in names) for row in spec["data"]["values"]] == [
        ("Fire", "disputed", 31, "2021-03-01", "2021-04-01", "2021-03", "Fire"),
        (EVIL, "confirmed", 1, "2021-05-02", "2021-05-03", "2021-05-02", EVIL),
        ("Since", "disputed", 1, "2021-06-30", "2021-07-01", "2021-06-30/..", "Since"),
    ]
    assert spec["layer"][0]["params"][0]["bind"] == "scales"


@pytest.mark.usefixtures("in_lab")
def test_a_figure_of_ties_is_a_map() -> None:
    (made,) = shown(lambda: show.figure(fakes.figure(marks=2), TIES, "Ties.", "t.csv", explore=True))
    spec = made[_vega.FULL]
    assert [(node["name"], node["n"]) for node in spec["data"][0]["values"]] == [
        ("Port", 2),
        ("Quay Radio", 1),
        (EVIL, 1),
    ]
    assert spec["data"][1]["values"][1] == {
        "source": 2,
        "target": 0,
        "kind": "accuses",
        "tip": {"from": EVIL, "to": "Port", "kind": "accuses", "date": "not stated"},
    }
    names = [mark["name"] for mark in spec["marks"] if "name" in mark] + [data["name"] for data in spec["data"]]
    assert len(names) == len(set(names))  # Vega refuses a mark and data of one name


@pytest.mark.usefixtures("in_lab")
def test_many_marks_stand_in_lanes_and_long_names_are_cut() -> None:
    many = pd.DataFrame({"published": ["2021-01-01"] * 90, "title": ["x" * 300] * 90, "outlet": ["A", "B", "C"] * 30})
    spec = _vega.explorable(many, [])
    assert spec is not None
    assert spec[_vega.LITE]["layer"][0]["encoding"]["y"]["field"] == "lane"
    assert {row["lane"] for row in spec[_vega.LITE]["data"]["values"]} == {"A", "B", "C"}
    assert len(spec[_vega.LITE]["data"]["values"][0]["title"]) == _vega.LONGEST


@pytest.mark.usefixtures("in_lab")
def test_a_figure_without_dates_or_ties_stays_and_says_so() -> None:
    counts = pd.DataFrame({"claimant": ["A", "B"], "n": [2, 1]})
    (made,) = shown(lambda: show.figure(fakes.figure(marks=2), counts, "", "x", explore=True))
    assert made["text/html"].endswith(f"</figure><p>{_explore.NO_FORM}</p>")
    assert not {_vega.LITE, _vega.FULL} & set(made)


@pytest.mark.usefixtures("in_lab")
def test_no_specification_fetches_anything() -> None:
    for table in (EVENTS, TIES):
        text = json.dumps(_vega.explorable(table, [{"name": "date", "label": "Date"}]))
        assert re.findall(r'"(?:url|href|image|loader)":', text) == []
        assert set(re.findall(r"https?://[^/\"]+", text)) == {"https://vega.github.io"}  # the name of the schema


@pytest.mark.usefixtures("in_lab")
def test_without_the_extra_the_static_table_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_explore, "find_spec", lambda name: None)
    (static,) = shown(lambda: show.table(EVENTS, "Events"))
    (made,) = shown(lambda: show.table(EVENTS, "Events", explore=True))
    assert made == static | {"text/html": f"{static['text/html']}<p>{_explore.LACKING}</p>"}


@pytest.mark.usefixtures("in_lab")
def test_a_table_to_explore_is_whole_escaped_and_needs_no_network() -> None:
    pytest.importorskip("itables", reason="the extra `explore` is not installed")
    (made,) = shown(lambda: show.table(EVENTS, "Events <b>", COLUMNS, explore=True))
    assert made["application/vnd.casebook.table+json"]["shown"] == 4
    html = made["text/html"]
    assert "<p>Events &lt;b&gt;</p>" in html
    assert "<img" not in html and "<script>alert" not in html and html.count("&lt;img src=x") == 2
    assert "not stated" in html
    assert re.findall(r"(?:src|href|from)\s*=?\s*[\"']https?:", html) == []
    ids = re.findall(r'<table id="([^"]+)"', html)
    assert len(ids) == 1


@pytest.mark.usefixtures("in_lab")
def test_the_code_of_such_tables_is_in_one_cell_of_a_notebook(monkeypatch: pytest.MonkeyPatch) -> None:
    cell = {"cellId": "a"}
    shell = type("Shell", (), {"parent_header": {"metadata": cell}})
    monkeypatch.setitem(sys.modules, "IPython", type("IPython", (), {"get_ipython": staticmethod(lambda: shell)}))
    assert [_explore._has_code(), _explore._has_code()] == [False, False]  # the same cell, run again
    cell["cellId"] = "b"
    assert _explore._has_code()


@pytest.mark.usefixtures("in_lab")
def test_a_large_table_to_explore_says_how_much_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("itables", reason="the extra `explore` is not installed")
    monkeypatch.setattr(_explore, "MOST", 2)
    (made,) = shown(lambda: show.table(EVENTS, "Events", explore=True))
    assert "<p>Events The first 2 of 4 rows.</p>" in made["text/html"]


@pytest.mark.usefixtures("in_lab")
def test_a_figure_of_days_is_a_bar_for_each_day() -> None:
    table = pd.DataFrame({"platform": ["bluesky", "tiktok"], "day": ["2021-05-01", "2021-05-02"], "n": [3, 1]})
    spec = _vega.explorable(table, [])
    assert spec is not None and spec[_vega.LITE]["data"]["values"] == [
        {"day": "2021-05-01", "n": 3, "kind": "bluesky"},
        {"day": "2021-05-02", "n": 1, "kind": "tiktok"},
    ]
