"""The strip: precision as length, forms of marks, gaps, words, the switch to squares."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import date, timedelta

import pandas as pd
import pytest

from helpers.charts import event_strip
from helpers.charts._events import day_words, gaps, kind_roles, read, short_date
from helpers.charts._overlap import outside, overlaps
from helpers.errors import TableError

SVG = "{http://www.w3.org/2000/svg}"


def frame(*rows: dict[str, object]) -> pd.DataFrame:
    made = [
        {"id": f"e{i}", "title": f"Event {i}", "kind": "report", "status": "asserted", "n_origins": 1} | row
        for i, row in enumerate(rows)
    ]
    return pd.DataFrame(made)


def marks(svg: str, row: int) -> list[dict[str, str]]:
    """The paths of one row's link."""
    links = [a for a in ET.fromstring(svg).iter(f"{SVG}a") if a.get("href") == f"#event-strip-row-{row}"]
    return [dict(path.attrib) for a in links for path in a.iter(f"{SVG}path")]


def words(svg: str) -> list[str]:
    return ["".join(text.itertext()) for text in ET.fromstring(svg).iter(f"{SVG}text")]


def across(path: dict[str, str]) -> tuple[float, float]:
    numbers = [float(n) for n in re.findall(r"[MHL](-?[\d.]+)", path["d"])]
    return min(numbers), max(numbers)


def test_a_mark_is_as_long_as_the_date_is_inexact() -> None:
    svg = event_strip.draw(
        frame({"date": "2021-07-14"}, {"date": "2021-07"}, {"date": "2021"}, {"date": "2021-03/2021-05"})
    ).drawings[1280]
    pixels_per_day = (1268 - 64) / 365
    day, month, year, spring = (across(marks(svg, row)[0]) for row in (1, 2, 3, 4))
    assert day[1] - day[0] == pytest.approx(3)
    assert sum(day) / 2 == pytest.approx(64 + 194.5 * pixels_per_day, abs=0.1)
    assert month == pytest.approx((64 + 181 * pixels_per_day, 64 + 212 * pixels_per_day), abs=0.1)
    assert year == pytest.approx((64, 1268), abs=0.1)
    assert spring == pytest.approx((64 + 59 * pixels_per_day, 64 + 151 * pixels_per_day), abs=0.1)


def test_forms_tell_about_open_denied_and_reported() -> None:
    table = frame(
        {"date": "2021-05~"},
        {"date": "2021-06-29/.."},
        {"date": "2021-02-03", "status": "denied"},
        {"date": "2021-09-02", "reported": "2021-11-20"},
        {"date": "2021-10-02", "reported": "2022-11-20"},
    )
    figure = event_strip.draw(table)
    about, since, denied, reported, later = (marks(figure.drawings[1280], row) for row in (1, 2, 3, 4, 5))
    assert (about[0]["fill"], about[0]["stroke-dasharray"]) == ("#fbfaf7", "3,2")
    assert [path["class"] for path in since] == ["f-blue", "f-blue"]
    assert (denied[0]["class"], denied[0]["fill"]) == ("f-page k-blue", "#fbfaf7")
    assert [path.get("stroke-dasharray") for path in reported] == ["1,2", None, None]
    assert len(later) == 1
    shown = " ".join(words(figure.drawings[1280]))
    for expected in ("~May Event 0", "since 29 Jun Event 1", "3 Feb Event 2 denied", "public 20 Nov 2022"):
        assert expected in shown
    assert "became public 20 Nov 2021" in words(figure.drawings[390])
    assert [entry["label"] for entry in figure.key] == [
        "report",
        "one day",
        "~ about",
        "since then",
        "became public",
        "denied or disputed",
    ]


def test_an_interval_over_new_year_goes_on_in_the_next_row() -> None:
    svg = event_strip.draw(frame({"date": "2021-09/2022-01", "title": "Crew on strike"})).drawings[1280]
    first, second = marks(svg, 1)
    assert across(second)[0] == pytest.approx(58)
    assert "L1274 " in first["d"]
    assert "… Crew on strike" in words(svg)
    assert "Sep 2021 – Jan 2022 Crew on strike" in " ".join(words(svg))


def test_the_same_title_is_whole_on_the_phone() -> None:
    title = "A long title that must not be shortened on a phone, whatever it costs, because there is room below"
    svg = event_strip.draw(frame({"date": "2021-07-14", "title": title})).drawings[390]
    assert title in " ".join(words(svg))
    assert "…" not in "".join(words(svg))


def test_gaps_say_what_the_case_lacks() -> None:
    figure = event_strip.draw(frame({"date": "2020-08-14"}, {"date": "2021-04-30"}, {"date": "2021-07-01"}))
    assert [said for said in words(figure.drawings[1280]) if "no event" in said] == [
        "no event on file 15 Aug 2020 – 29 Apr 2021"
    ]
    assert "no event on file 15 Aug 2020 – 29 Apr 2021" in words(figure.drawings[390])
    other = event_strip.draw(frame({"date": "2020-08-14"}, {"date": "2021-04-30"}), gap_words="no article covers")
    assert "no article covers 15 Aug 2020 – 29 Apr 2021" in words(other.drawings[1280])


def test_a_gap_needs_more_than_a_hundred_days() -> None:
    events, _ = read(frame({"date": "2021-01-01"}, {"date": "2021-04-11"}, {"date": "2021-07-22"}))
    assert gaps(events, date(2021, 1, 1), date(2021, 7, 22)) == [(date(2021, 4, 12), date(2021, 7, 21))]
    assert day_words(date(2021, 4, 12), date(2021, 7, 21)) == "12 Apr – 21 Jul 2021"


def test_a_slip_of_the_pen_costs_no_thousand_rows() -> None:
    svg = event_strip.draw(frame({"date": "1020-08-14"}, {"date": "2021-04-30"})).drawings[1280]
    assert float(ET.fromstring(svg).get("height", "0")) < 300
    assert "no event on file 1021 – 2020" in words(svg)


def test_short_dates() -> None:
    forms = [
        "2021-07-14",
        "2021-07",
        "2021",
        "2021-07-14~",
        "2021-07-03/2021-07-09",
        "2021-03/2021-05",
        "../2021-07-14",
    ]
    forms += ["2021-03-30/2021-05-02", "2021-06/..", "2021-11/2022-01"]
    every, _ = read(frame(*({"date": form} for form in forms)))
    told = {event.edtf: short_date(event) for event in every}
    assert [told[form] for form in forms] == [
        "14 Jul",
        "Jul",
        "sometime",
        "~14 Jul",
        "3 – 9 Jul",
        "Mar – May",
        "until 14 Jul",
        "30 Mar – 2 May",
        "since 1 Jun",
        "Nov 2021 – Jan 2022",
    ]


def test_kinds_and_accent() -> None:
    kinds = ["a"] * 3 + ["b"] * 2 + ["c", "d", "e", "f", "g"]
    assert kind_roles(kinds, "") == {
        "a": "blue",
        "b": "purple",
        "c": "teal",
        "d": "vermilion",
        "e": "ochre",
        "f": "dot",
        "g": "dot",
    }
    table = frame({"date": "2021-01-02", "kind": "fine"}, {"date": "2021-06-02", "kind": "ban"})
    grouped = event_strip.draw(table, groups={"fine": "courts", "ban": "courts"})
    assert [entry["label"] for entry in grouped.key] == ["courts", "one day"]
    assert kind_roles(["a", "b"], "b") == {"a": "dot", "b": "hot"}
    svg = event_strip.draw(frame({"date": "2021-01-02"}, {"date": "2021-06-02"}), accent="e1").drawings[1280]
    assert [marks(svg, row)[0]["class"] for row in (1, 2)] == ["f-dot", "f-hot"]


def test_words_around_the_strip() -> None:
    table = frame(
        {"date": "2020-04", "reported": "2022-07-29", "status": "disputed", "origins": ["Harbour Post"]},
        {"date": "2021-05-06", "n_origins": 3, "origins": ["A", "B", "C"]},
        {"date": None},
        {"date": "2019-01-01"},
    )
    figure = event_strip.draw(table, start="2020")
    assert figure.title == "2 events"
    assert figure.notes == ("1 event lies outside 1 Jan 2020 – 6 May 2021.", "1 event has no date: in the table only.")
    assert figure.alt == (
        "2 events from Apr 2020 to May 2021; dates known: 1 to the day and 1 to the month. Most begin in 2020: 1. "
        "1 disputed. 1 became public later than it happened. "
        "The longest stretch without an event is 1 May 2020 – 5 May 2021."
    )
    assert (
        "Apr 2020: Event 0; became public 29 Jul 2022; disputed; 1 independent origin (Harbour Post)"
        in figure.drawings[720]
    )


def test_many_events_are_squares() -> None:
    days = [
        {
            "date": f"{2019 + i % 3}-{1 + i % 12:02}-{1 + i % 28:02}",
            "n_origins": 3 if i == 7 else 1,
            "title": f"Event {i}",
        }
        for i in range(101)
    ]
    assert "square" not in [entry["shape"] for entry in event_strip.draw(frame(*days[:100])).key]
    figure = event_strip.draw(frame(*days))
    assert figure.subtitle == "One square for each event, in the week it began. Named: the one with most origins."
    assert figure.key == (
        {"role": "dot", "shape": "square", "label": "one origin"},
        {"role": "blue", "shape": "square", "label": "three or more"},
    )
    assert figure.fingerprint["marks"]["dot"] == 100
    assert "8 Aug Event 7 ×3" in " ".join(words(figure.drawings[1280]))


def test_a_crowded_year_is_squares_too() -> None:
    figure = event_strip.draw(
        frame(*({"date": "2021-07-14", "title": f"A title of some length {i}"} for i in range(60)))
    )
    assert [entry["shape"] for entry in figure.key] == ["square"]


def test_a_crowded_summer_keeps_its_names() -> None:
    """Thirty-six events in nine months, most of them in two: every one is named, wide and on a phone."""
    days = [date(2021, 11, 5) + timedelta(days=n) for n in (0, 14, 18, 49, 110, 129, 179, 189)]
    days += [date(2022, 6, 3) + timedelta(days=2 * n) for n in range(28)]
    rows = [{"date": str(day), "title": f"A senator asks again {n}"} for n, day in enumerate(days)]
    figure = event_strip.draw(frame(*rows))
    assert "square" not in [entry["shape"] for entry in figure.key]
    for svg in figure.drawings.values():
        said = " ".join(words(svg))
        assert [row["title"] for row in rows if f"{row['title']} " not in f"{said} "] == []
        assert (overlaps(svg), outside(svg)) == ([], [])


def test_a_column_that_is_cut_says_so() -> None:
    figure = event_strip.draw(frame(*({"date": "2021-07-14"} for _ in range(120))))
    assert "+93" in words(figure.drawings[1280])
    assert figure.notes == ("A column ends at 9 squares in height; a number above it says how many more there are.",)


def test_a_missing_column_and_a_bad_date() -> None:
    with pytest.raises(TableError) as caught:
        event_strip.draw(pd.DataFrame({"titel": ["x"], "date": ["2021"]}))
    assert str(caught.value) == (
        'The chart event_strip needs a column "title". Did you mean "titel"? The table has: titel, date.'
    )
    with pytest.raises(TableError, match='"last summer" is not a date'):
        event_strip.draw(frame({"date": "last summer"}))
