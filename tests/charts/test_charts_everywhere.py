"""Every chart of this folder, with plain and with hostile rows, at the three widths: the promises that all keep."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import date, timedelta
from itertools import chain
from pathlib import Path

import pandas as pd
import pytest
from clock_frames import clocks, deviations

from helpers.charts import (
    _allow,
    _overlap,
    _roles,
    accounts_spread,
    activity,
    actor_map,
    clock_deviation,
    copies_spread,
    event_dots,
    event_strip,
    reporting_lag,
    takedowns,
    top_shared,
    week_hours,
)
from helpers.charts._sheet import WIDTHS, Figure

TITLES = [
    "Ferry company denies the timetable leak",
    "مرحبا بالعالم هذا عنوان طويل جدا عن الميناء",
    "港口火灾后，官方媒体否认曾要求删除帖子",
    "From $5 million to $7 million for <script>alert(1)</script>",
    "A" * 120,
    "A very long headline that goes on and on about the harbour, the fire, the insurers and everybody else " * 3,
    "x",
    'Ministry & "friends" of O\'Neill\x00\x07',
    "Fire 🔥 in the harbour 👩‍🚒",
    "",
]
STATUS = ["asserted", "asserted", "confirmed", "denied", "disputed", "asserted"]
SHAPES = ["{d}", "{d}", "{m}", "{d}/..", "{m}~", "{y}", "{d}~", "../{d}", "{d}/{later}", "{d}"]


def events(n: int, days: int = 2000, start: date = date(2019, 9, 3)) -> pd.DataFrame:
    """Invented events: every form of date, every stance, titles that break careless charts."""
    rows = []
    for i in range(n):
        day = start + timedelta(days=(i * i * 37 + i * 101) % days)
        later = (day + timedelta(days=20 + i % 400)).isoformat()
        edtf = SHAPES[i % 10].format(d=day.isoformat(), m=day.isoformat()[:7], y=day.year, later=later)
        reported = (day + timedelta(days=[0, 40, 900, 1][i % 4])).isoformat()
        rows.append(
            {
                "id": f"e{i}",
                "title": TITLES[(i * 3) % len(TITLES)],
                "kind": ["report", "ban", "fine", "letter", "leak", "court", "study", None][i % 8],
                "date": edtf,
                "reported": reported if i % 5 else None,
                "status": STATUS[i % 6],
                "n_origins": [1, 1, 2, 1, 3, 0][i % 6],
                "origins": ["Harbour Post", "Quay News"][: i % 3],
                "weak": "one page only" if i % 7 == 0 else None,
            }
        )
    return pd.DataFrame(rows)


def daily(n_panels: int, n_days: int) -> pd.DataFrame:
    rows = []
    for panel in range(n_panels):
        for i in range(n_days):
            n = (i * 7 + panel * 13) % (60 // (panel + 1) + 2)
            rows.append(
                (
                    TITLES[panel % 5] + str(panel),
                    date(2021, 3, 5) + timedelta(days=i),
                    9000 if (panel, i) == (1, 9) else n,
                )
            )
    return pd.DataFrame(rows, columns=["platform", "day", "n"])


def removals(n: int) -> pd.DataFrame:
    periods = ["2022-01/2022-03", "2023-08", "2024", "2024-02-03", "2021-12/2022-01", None]
    return pd.DataFrame(
        {
            "platform": ["TikTok"] * n,
            "period": [periods[i % 6] for i in range(n)],
            "origin": [TITLES[i % len(TITLES)] for i in range(n)],
            "targets": [["global", TITLES[(i + 3) % 10]][: i % 3] for i in range(n)],
            "n_accounts": pd.array([[16, 27217, pd.NA, 0, 3001, 9][i % 6] for i in range(n)], dtype="Int64"),
            "networks": pd.array([[1, pd.NA, 15][i % 3] for i in range(n)], dtype="Int64"),
        }
    )


HOURS = pd.DataFrame(
    [(d, h, (d * 31 + h * h) % 50) for d in range(7) for h in range(24)], columns=["weekday", "hour", "n"]
)
SHARED = pd.DataFrame(
    {"object": [f"{t}{i}" for i, t in enumerate(TITLES * 3)], "n": range(1, 31), "accounts": [1, 4, None] * 10}
)
SPREAD = pd.DataFrame({"platform": [TITLES[i % 9] for i in range(900)], "n": [1 + (i * i) % 977 for i in range(900)]})
FORMS = ("organisation", "person", "unnamed", "network", None)
KINDS = ("owns", "asks", "reports on", "denies", "labels", "meets", "<b>odd</b> & kind\x00", "employs")


def people(n: int) -> pd.DataFrame:
    return pd.DataFrame(
        [(f"a{i}", f"{TITLES[i % 10][:60]} {i}", FORMS[i % 5]) for i in range(n)], columns=["id", "name", "kind"]
    )


def ties(n: int, among: int) -> pd.DataFrame:
    """Invented ties: a hub with many, the others in a ring, dates of every form, one tie with itself."""
    rows = []
    for i in range(n):
        ends = (f"a{i % among}", "a0" if i % 2 else f"a{(i * 7 + 1) % among}")
        rows.append((*ends, KINDS[i % 8], [None, "2021", "2021-03", "2020-01/2021-04", "soon?"][i % 5]))
    return pd.DataFrame(rows, columns=["from_actor", "to_actor", "kind", "date"])


def copied(n: int, each: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Invented families and their copies: at once, within seconds, after years, without a time, of a rough one."""
    kinds = ("identical", "trivially changed", "reworded")
    seconds = (0.0, 1.0, 7.5, 59.0, 4000.0, 86_400.0, 3e6, 4e8, None, -30.0)
    rows = [
        (f"f{family}", kinds[i % 3], seconds[(i + family) % 10], (i + family) % 10 == 9)
        for family in range(n)
        for i in range(each)
    ]
    told = [(f"f{i}", TITLES[i % 10], each + 1, 1 + i * 1000) for i in range(n)]
    copies = pd.DataFrame(rows, columns=["family", "kind", "seconds", "perhaps_first"])
    return pd.DataFrame(told, columns=["family", "text", "n", "n_who"]), copies


NOTHING = {
    "copies_spread": lambda: copies_spread.draw(*copied(0, 0)),
    "clock_deviation": lambda: clock_deviation.draw(deviations(0, 1), clocks(2)),
    "actor_map": lambda: actor_map.draw(people(3), ties(0, 3)),
    "event_dots": lambda: event_dots.draw(events(1).iloc[:0]),
    "event_strip": lambda: event_strip.draw(events(1).iloc[:0]),
    "reporting_lag": lambda: reporting_lag.draw(events(1).iloc[:0]),
    "takedowns": lambda: takedowns.draw(removals(1).iloc[:0]),
    "activity": lambda: activity.draw(daily(1, 1).iloc[:0]),
    "week_hours": lambda: week_hours.draw(HOURS.iloc[:0]),
    "top_shared": lambda: top_shared.draw(SHARED.iloc[:0]),
    "accounts_spread": lambda: accounts_spread.draw(SPREAD.iloc[:0]),
}
DRAWN: dict[str, Callable[[], Figure]] = {
    **{f"{name}-nothing": draw for name, draw in NOTHING.items()},
    "copies-1": lambda: copies_spread.draw(*copied(1, 1)),
    "copies-12": lambda: copies_spread.draw(*copied(12, 40)),
    "copies-40": lambda: copies_spread.draw(*copied(40, 3), most=30, total=400),
    "clock-1": lambda: clock_deviation.draw(deviations(1, 1), clocks(1)),
    "clock-6": lambda: clock_deviation.draw(deviations(6, 400), clocks(7)),
    "clock-20": lambda: clock_deviation.draw(deviations(20, 4000), clocks(20)),
    "map-2": lambda: actor_map.draw(people(2), ties(1, 2)),
    "map-20": lambda: actor_map.draw(people(20), ties(30, 20)),
    "map-too-many": lambda: actor_map.draw(people(90), ties(300, 90)),
    "dots-1": lambda: event_dots.draw(events(1)),
    "dots-54": lambda: event_dots.draw(events(54), accent="ban"),
    "dots-one-day": lambda: event_dots.draw(events(40, days=1)),
    "dots-500": lambda: event_dots.draw(events(500, days=300)),
    "dots-cut": lambda: event_dots.draw(events(54), start="2020", end="2021-06"),
    "strip-1": lambda: event_strip.draw(events(1)),
    "strip-2": lambda: event_strip.draw(events(2)),
    "strip-accent": lambda: event_strip.draw(events(20), accent="ban"),
    "strip-54": lambda: event_strip.draw(events(54), title="A finding"),
    "strip-cut": lambda: event_strip.draw(events(54), start="2020", end="2021-06"),
    "strip-one-day": lambda: event_strip.draw(events(40, days=1)),
    "strip-150-weeks": lambda: event_strip.draw(events(150)),
    "strip-150-days": lambda: event_strip.draw(events(150, days=200)),
    "strip-500": lambda: event_strip.draw(events(500, days=300)),
    "lag": lambda: reporting_lag.draw(events(54), least=1, most=40),
    "lag-1": lambda: reporting_lag.draw(events(2), least=1),
    "takedowns-1": lambda: takedowns.draw(removals(1)),
    "takedowns-12": lambda: takedowns.draw(removals(12)),
    "activity-1": lambda: activity.draw(daily(1, 1)),
    "activity-days": lambda: activity.draw(daily(3, 200), accounts={TITLES[0] + "0": 12}),
    "activity-weeks": lambda: activity.draw(daily(2, 900)),
    "activity-months": lambda: activity.draw(daily(11, 2600), accent=TITLES[0] + "0"),
    "hours": lambda: week_hours.draw(HOURS, local="Local time was UTC+3."),
    "shared": lambda: top_shared.draw(SHARED, kind="tag"),
    "shared-uncounted": lambda: top_shared.draw(SHARED[["object", "n"]], accent=TITLES[0] + "0"),
    "spread": lambda: accounts_spread.draw(SPREAD),
    "spread-1": lambda: accounts_spread.draw(pd.DataFrame({"n": [3]})),
}


@pytest.fixture(scope="module")
def figures() -> dict[str, Figure]:
    return {name: draw() for name, draw in DRAWN.items()}


@pytest.mark.parametrize("name", DRAWN)
def test_no_text_overlaps_or_leaves_the_sheet(name: str, figures: dict[str, Figure]) -> None:
    drawings = figures[name].drawings
    assert tuple(drawings) == WIDTHS
    found = {width: (_overlap.overlaps(svg)[:5], _overlap.outside(svg)[:5]) for width, svg in drawings.items()}
    assert found == {width: ([], []) for width in WIDTHS}


@pytest.mark.parametrize("name", DRAWN)
def test_a_drawing_keeps_the_promises_of_all_drawings(name: str, figures: dict[str, Figure]) -> None:
    for width, svg in figures[name].drawings.items():
        assert _allow.check(svg) == svg
        root = ET.fromstring(svg)
        assert root.get("viewBox") == f"0 0 {width} {root.get('height')}"
        assert [code for code in re.findall(r'"(#[0-9a-f]{6})"', svg) if _roles.role_of(code) is None] == []
        assert [e.tag for e in root.iter() if e.get("style") is not None] == []
        assert [
            e.get("fill")
            for e in root.iter()
            if str(e.get("fill", "none")).startswith("#") and "f-" not in e.get("class", "")
        ] == []
        assert min(float(e.get("font-size", "12")) for e in root.iter()) >= 10
        assert all(
            ET.fromstring(svg).find(f"{{http://www.w3.org/2000/svg}}{tag}") is not None for tag in ("title", "desc")
        )


@pytest.mark.parametrize("name", DRAWN)
def test_links_lead_to_rows_of_the_table(name: str, figures: dict[str, Figure]) -> None:
    figure = figures[name]
    for svg in figure.drawings.values():
        links = re.findall(r'href="([^"]*)"', svg)
        assert [link for link in links if not re.fullmatch(rf"#{figure.name}-row-[1-9]\d*", link)] == []


@pytest.mark.parametrize("name", DRAWN)
def test_the_words_around_a_drawing(name: str, figures: dict[str, Figure]) -> None:
    figure = figures[name]
    assert figure.title
    assert figure.alt.endswith((".", ")"))
    assert not re.search(
        r"\bnan\b|<NA>|\bNone\b|\b1 \w+s have\b", f"{figure.title} {figure.subtitle} {figure.alt} {figure.notes}"
    )
    assert set(figure.fingerprint) == {"marks", "labels", "hash"}
    assert re.fullmatch("[0-9a-f]{16}", figure.fingerprint["hash"])


def test_ids_are_unique_over_all_figures_and_widths() -> None:
    made = [event_strip.draw(events(3)), reporting_lag.draw(events(9), least=1), accounts_spread.draw(SPREAD)]
    ids = list(
        chain.from_iterable(re.findall(r' id="([^"]*)"', svg) for figure in made for svg in figure.drawings.values())
    )
    assert len(ids) == len(set(ids)) > 17


def test_every_event_has_its_link_at_every_width(figures: dict[str, Figure]) -> None:
    rows = {f"#event-strip-row-{i}" for i in range(1, 55)}
    for svg in figures["strip-54"].drawings.values():
        assert set(re.findall(r'href="([^"]*)"', svg)) == rows


def test_two_processes_make_the_same_bytes() -> None:
    code = (
        "import hashlib, test_charts_everywhere as t\n"
        "names = ['strip-accent', 'strip-150-days', 'spread', 'takedowns-12']\n"
        "svgs = ''.join(svg for name in names for svg in t.DRAWN[name]().drawings.values())\n"
        "print(hashlib.sha256(svgs.encode()).hexdigest())\n"
    )
    said = []
    for seed, zone in (("1", "UTC"), ("2", "Asia/Kolkata")):
        path = os.pathsep.join([str(Path(__file__).parent), *sys.path])
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": path, "OMP_NUM_THREADS": seed}
        said.append(
            subprocess.run([sys.executable, "-c", code], env=env, check=True, capture_output=True, text=True).stdout
        )
    assert said[0] == said[1]
    assert len(said[0].strip()) == 64


BAD = "Bad\x00 \x07words\x0b \u202eand\ufffe"


@pytest.mark.parametrize(
    "draw",
    [
        lambda: event_strip.draw(events(3), title=BAD, gap_words=BAD),
        lambda: event_dots.draw(events(3), title=BAD),
        lambda: reporting_lag.draw(events(9), least=1, title=BAD),
        lambda: takedowns.draw(removals(3).assign(platform=BAD, origin=BAD), title=BAD),
        lambda: activity.draw(daily(2, 9).assign(platform=BAD), title=BAD, unit=BAD, zone=BAD),
        lambda: week_hours.draw(HOURS, title=BAD, unit=BAD, zone=BAD, local=BAD),
        lambda: top_shared.draw(SHARED.assign(object=BAD), title=BAD, kind=BAD),
        lambda: accounts_spread.draw(SPREAD.assign(platform=BAD), title=BAD, unit=BAD),
        lambda: clock_deviation.draw(
            deviations(1, 9).assign(source=BAD), clocks(1).assign(source=BAD, verdict=BAD), title=BAD
        ),
        lambda: actor_map.draw(people(4).assign(name=BAD), ties(4, 4).assign(kind=BAD, date=BAD), title=BAD),
    ],
)
def test_characters_that_no_svg_may_hold_are_gone_before_anything_is_drawn(draw: Callable[[], Figure]) -> None:
    figure = draw()
    said = " ".join([figure.title, figure.subtitle, figure.alt, *figure.notes, *(e["label"] for e in figure.key)])
    assert re.findall("[\x00-\x1f\x7f\u202e\ufffe\ud800-\udfff]", said + "".join(figure.drawings.values())) == []
    assert figure.title == "Bad words ‹U+202E›and"


def test_a_sheet_cleans_the_title_and_the_description_that_it_is_given() -> None:
    from helpers.charts._sheet import Sheet

    root = ET.fromstring(Sheet("odd", 390).svg(BAD, BAD))
    assert [element.text for element in root[:2]] == ["Bad words ‹U+202E›and"] * 2
