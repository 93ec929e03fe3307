"""The thin strip of all events: where marks stand, what is stacked, what is said about the rest."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import date
from itertools import pairwise

import pandas as pd
import pytest

from helpers.charts import event_dots
from helpers.charts._axes import Days
from helpers.charts._sheet import Figure
from helpers.errors import TableError

SVG = "{http://www.w3.org/2000/svg}"
ROWS = [
    ("a", "2020-04", "confirmed", "Quiet request"),
    ("b", "2021-05-01", "asserted", "Leak"),
    ("c", "2021-05-01", "disputed", "Denial"),
    ("d", "2021-05-02", "asserted", "Fire"),
    ("e", "2021-06-01/..", "asserted", "Ban"),
    ("f", None, "asserted", "Rumour"),
    ("g", "2022-03-01~", "asserted", "Hearing"),
]


def events(rows: list[tuple[str, str | None, str, str]] = ROWS) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["id", "date", "status", "title"]).assign(kind="report", n_origins=1)


def words(svg: str) -> list[str]:
    return ["".join(text.itertext()) for text in ET.fromstring(svg).iter(f"{SVG}text")]


def titles(svg: str) -> list[str]:
    return [title.text or "" for title in ET.fromstring(svg).iter(f"{SVG}title")][1:]


@pytest.fixture(scope="module")
def figure() -> Figure:
    return event_dots.draw(events())


def test_the_words_around_the_strip(figure: Figure) -> None:
    assert (figure.name, figure.title) == ("event-strip-thin", "When: 6 events")
    assert figure.subtitle == "One mark for each event, 1 Apr 2020 – 1 Mar 2022."
    assert figure.notes == ("1 event has no date: in the table only.",)
    assert [(entry["role"], entry["shape"], entry["label"]) for entry in figure.key] == [
        ("dot", "dot", "one day"),
        ("dot", "bar", "month or period, to scale"),
        ("dot", "about", "~ about"),
        ("dot", "since", "since then"),
        ("dot", "ring", "denied or disputed"),
    ]
    assert figure.alt.startswith("6 events from Apr 2020 to Mar 2022; dates known: ")


def test_every_event_is_one_mark_with_its_link_at_every_width(figure: Figure) -> None:
    for svg in figure.drawings.values():
        assert set(re.findall(r'href="#event-strip-thin-row-(\d+)"', svg)) == {"1", "2", "3", "4", "5", "7"}
        assert words(svg) == ["2020", "2021", "2022"] or words(svg) == ["2020", "2021"]
        assert "Apr 2020: Quiet request; confirmed; 1 independent origin" in titles(svg)


def test_marks_that_would_touch_are_stacked_around_the_middle() -> None:
    held, _ = event_dots._events.read(events([*ROWS, ("h", "2021-05-11", "asserted", "Near")]))
    layout = event_dots._layout(held, Days(date(2020, 1, 1), date(2022, 12, 31), 8, 1272), 1280)
    assert {event.id: row for event, _, _, row in layout.places} == {
        "a": 0,
        "b": 0,
        "c": 1,
        "d": -1,
        "e": 0,
        "g": 0,
        "h": 2,
    }
    by_row: dict[int, list[tuple[float, float]]] = {}
    for _, left, right, row in layout.places:
        by_row.setdefault(row, []).append((left, right))
    for spans in by_row.values():
        assert all(one[1] + 1 < two[0] for one, two in pairwise(spans))
    (month,) = ((left, right) for event, left, right, _ in layout.places if event.id == "a")
    assert month[1] - month[0] == pytest.approx(30 / 1096 * 1264)


def test_a_disputed_day_is_a_ring_and_the_accent_stands_alone() -> None:
    drawn = event_dots.draw(events(), accent="b")
    assert drawn.fingerprint["marks"] == {"dot": 6, "edge": 1, "hot": 1, "rule": 2}
    ring = r'<path d="[^"]*" class="f-page k-dot"[^>]*/>'
    assert len(re.findall(ring, drawn.drawings[1280])) == 2  # the disputed one, and the one that is "about"


def test_the_axis_covers_the_period_and_says_what_lies_outside() -> None:
    drawn = event_dots.draw(events(), period="2021-05/2021-06")
    assert drawn.title == "When: 4 events"
    assert drawn.subtitle == "One mark for each event, 1 May – 30 Jun 2021."
    assert drawn.notes == (
        "2 events lie outside 1 May – 30 Jun 2021.",
        "1 event has no date: in the table only.",
    )
    assert words(drawn.drawings[1280])[0] == "May 2021"
    assert event_dots.draw(events(), period="2021-05/2021-06", start="2020").title == "When: 5 events"
    assert event_dots.draw(events(), period="1999").title == "When: 6 events"  # nothing lies in it


def test_many_events_are_columns_and_the_highest_says_its_number() -> None:
    many = events([(f"e{i}", f"2021-0{1 + i % 6}-{1 + i * i % 28:02}", "asserted", "x") for i in range(3000)])
    drawn = event_dots.draw(many)
    assert drawn.subtitle.startswith("One column for each stretch of days, as high as its number of events, ")
    for width, svg in drawn.drawings.items():
        (most,) = (int(said.split()[0].replace(",", "")) for said in words(svg) if said.endswith("at most"))
        counts = [int(said.split()[0].replace(",", "")) for said in titles(svg)]
        assert (max(counts), sum(counts)) == (most, 3000)
        assert float(ET.fromstring(svg).get("height", "0")) < 160, width
    assert drawn.key == ()


def test_a_crowd_has_smaller_dots_and_the_strip_stays_thin() -> None:
    crowd = events([(f"e{i}", f"2021-{1 + i % 12:02}-{1 + i * 7 % 28:02}", "asserted", "x") for i in range(80)])
    drawn = event_dots.draw(crowd, period="2016/2022")
    for svg in drawn.drawings.values():
        assert len(set(re.findall(r'href="#event-strip-thin-row-(\d+)"', svg))) == 80
        assert float(ET.fromstring(svg).get("height", "0")) < 200


def test_a_table_without_dates_is_refused() -> None:
    with pytest.raises(TableError, match='needs a column "date"'):
        event_dots.draw(pd.DataFrame({"title": ["x"]}))
