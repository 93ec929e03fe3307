"""Clocks: what the ids of a file prove of its stated times, season by season, and which rows disagree."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from reader_samples import HEAD, make_case

from helpers import build, cases
from helpers.cases import Case
from helpers.derive import _clock_verdict as says

TWITTER_EPOCH = 1288834974657
SECOND, MINUTE, DAY = "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d"
Row = tuple[str, str]
ENTRY = """
[[sources]]
files = "{name}"
reader = "table"
table = "posts"
platform = "{platform}"
credit = "x"
{more}
[sources.columns]
id = "id"
account_name = "who"
created_at = "at"
"""


def stated(
    seed: int, zone: str = "UTC", form: str = SECOND, *, platform: str = "twitter", n: int = 400, late: float = 0
) -> list[Row]:
    """Posts of a year, one every 22 hours: their ids, and what an export that shows local time would state."""
    chance, found = random.Random(seed), []
    for i in range(n):
        at = datetime(2021, 1, 3, tzinfo=UTC) + timedelta(hours=22 * i, milliseconds=chance.randrange(3_600_000))
        ms, low = int(at.timestamp() * 1000), chance.randrange(1, 9999)
        id_ = ((ms - TWITTER_EPOCH) << 22) + low if platform == "twitter" else (ms // 1000 << 32) + low
        after = timedelta(seconds=(4 + chance.expovariate(1 / late)) if late else 0)
        found.append((str(id_), (at + after).astimezone(ZoneInfo(zone)).strftime(form)))
    return found


def wild(rows: list[Row]) -> list[Row]:
    return [(id_, at if i % 100 else "2021-01-05 03:04:05") for i, (id_, at) in enumerate(rows)]


FILES: dict[str, tuple[str, str, list[Row]]] = {
    "utc.csv": ("twitter", "", stated(1)),
    "minute.csv": ("twitter", "", stated(2, form=MINUTE)),
    "berlin.csv": ("twitter", "", stated(3, "Europe/Berlin")),
    "said.csv": ("twitter", 'zone = "Europe/Berlin"', stated(4, "Europe/Berlin")),
    "london.csv": ("twitter", "", stated(5, "Europe/London")),
    "york.csv": ("twitter", "", stated(6, "America/New_York", MINUTE)),
    "kolkata.csv": ("twitter", "", stated(7, "Asia/Kolkata")),
    "sydney.csv": ("twitter", "", stated(8, "Australia/Sydney")),
    "january.csv": ("twitter", "", stated(9, "Europe/Berlin", n=20)),
    "wild.csv": ("twitter", "", wild(stated(10))),
    "days.csv": ("twitter", "", stated(11, form=DAY)),
    "tok.csv": ("tiktok", "", stated(12, platform="tiktok", late=30)),
    "tok-berlin.csv": ("tiktok", "", stated(13, "Europe/Berlin", platform="tiktok", late=30)),
    "few.csv": ("twitter", "", stated(14, n=3)),
    "forum.csv": ("forum", "", [("x1", "2021-01-05 03:04:05")]),
}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return make(tmp_path_factory.mktemp("clocks"), FILES)


def make(root: Path, files: dict[str, tuple[str, str, list[Row]]]) -> Case:
    folder = root / "data" / "raw" / "clocks"
    folder.mkdir(parents=True)
    text = HEAD
    for name, (platform, more, rows) in files.items():
        (folder / name).write_text("id,who,at\n" + "".join(f"{id_},ana,{at}\n" for id_, at in rows), "utf-8")
        text += ENTRY.format(name=name, platform=platform, more=more)
    (folder / "case.toml").write_text(text, "utf-8")
    found = cases.load("clocks", root)
    build.build(found)
    return found


def test_the_verdicts(case: Case) -> None:
    clocks = case.table("clocks").set_index("source")
    summer = "local time of a zone with summer time, such as that of"
    assert clocks["verdict"].to_dict() == {
        "utc.csv": "confirms UTC",
        "minute.csv": "confirms UTC",
        "berlin.csv": "refutes UTC: 7,200 s ahead from April to October, 3,600 s ahead in the other months: "
        f"{summer} Europe/Berlin",
        "said.csv": "confirms Europe/Berlin",
        "london.csv": "refutes UTC: 3,600 s ahead from April to October, right in the other months: "
        f"{summer} Europe/London",
        "york.csv": "refutes UTC: 14,400 s behind from March to October, 18,000 s behind in the other months: "
        f"{summer} America/New_York",
        "kolkata.csv": "refutes UTC: 19,800 s ahead: local time, such as that of Asia/Kolkata",
        "sydney.csv": "refutes UTC: 39,600 s ahead from October to March, 36,000 s ahead in the other months: "
        f"{summer} Australia/Sydney",
        "january.csv": "refutes UTC: 3,600 s ahead in January, of which alone there are rows: local time, such as that "
        "of Europe/Berlin",
        "wild.csv": "confirms UTC; 4 of 400 rows disagree",
        "days.csv": "no clock: no row has both an id that carries a time and a stated time to the minute",
        "tok.csv": clocks.loc["tok.csv", "verdict"],
        "tok-berlin.csv": clocks.loc["tok-berlin.csv", "verdict"],
        "few.csv": "too few rows to judge: 3",
        "forum.csv": "no clock: the ids of this platform carry no time",
    }
    most = clocks.loc["tok.csv", "most"]
    assert clocks.loc["tok.csv", "verdict"] == f"upload start: 4 to {most:,.0f} s before; confirms UTC"
    assert clocks.loc["tok-berlin.csv", "verdict"].endswith(
        f"refutes UTC: 7,200 s ahead from April to October, 3,600 s ahead in the other months: {summer} Europe/Berlin"
    )


def test_the_numbers(case: Case) -> None:
    clocks = case.table("clocks").set_index("source")
    utc, york, days = clocks.loc["utc.csv"], clocks.loc["york.csv"], clocks.loc["days.csv"]
    assert (utc["posts"], utc["measured"], utc["within"], utc["shift"], utc["zone"]) == (400, 400, 1.0, 0, "UTC")
    assert -1 <= utc["least"] <= utc["p5"] <= utc["median"] <= utc["p95"] <= utc["most"] <= 0
    assert (york["shift"], york["summer_shift"], york["within"]) == (-18000, -14400, 0.0)
    assert -18060 < york["least"] < -18000 < york["most"] <= -14400
    assert days[["measured", "n_apart"]].tolist() == [0, 0]
    assert days[["zone", "median", "within", "shift"]].isna().all()
    assert days["clock"] == "the tweet, in milliseconds"
    assert pd.isna(clocks.loc["forum.csv", "clock"])


def test_rows_that_disagree_are_named(case: Case) -> None:
    wild = case.table("clocks").set_index("source").loc["wild.csv"]
    assert (wild["n_apart"], list(wild["apart"])) == (4, ["2", "102", "202", "302"])


def test_the_deviations_count_every_measured_row_once(case: Case) -> None:
    deviations, clocks = case.table("deviations"), case.table("clocks").set_index("source")
    assert deviations.groupby("source")["n"].sum().to_dict() == {
        source: n for source, n in clocks["measured"].items() if n
    }
    assert (deviations["least"] < deviations["most"]).all()
    berlin = deviations[deviations["source"] == "berlin.csv"]
    assert set(zip(berlin["least"], berlin["most"], strict=True)) == {(3150.0, 4050.0), (6750.0, 7650.0)}
    assert set(berlin.loc[berlin["day"].between("2021-04-01", "2021-10-30"), "least"]) == {6750.0}


def test_later_observations_are_measured_too(tmp_path: Path) -> None:
    rows = stated(20, n=30)
    off = [(id_, f"{at[:11]}{(int(at[11:13]) + 1) % 24:02}{at[13:]}") for id_, at in rows if at[11:13] != "23"]
    found = make(tmp_path, {"a.csv": ("twitter", "", rows), "b.csv": ("twitter", "", off)}).table("clocks")
    by_source = found.set_index("source")["verdict"].to_dict()
    assert by_source["a.csv"] == "confirms UTC"
    assert by_source["b.csv"].startswith("refutes UTC: 3,600 s ahead in January, of which alone there are rows")


def _days(shifts: Callable[[int], int], months: range = range(1, 13), n: int = 30) -> says.Days:
    rows: dict[Any, int] = {}
    for month in months:
        for day in (5, 15, 25):
            rows[datetime(2021, month, day).date(), shifts(month)] = n
    return says.Days(rows)


@pytest.mark.parametrize(
    ("days", "found"),
    [
        (_days(lambda month: 0), says.Shifts(0)),
        (_days(lambda month: 3600), says.Shifts(3600)),
        (_days(lambda month: 3600 if 4 <= month <= 10 else 0), says.Shifts(0, 3600)),
        (_days(lambda month: 0 if 4 <= month <= 10 else 3600), says.Shifts(0, 3600)),
        (_days(lambda month: 3600 * (month % 2)), says.Shifts(None)),  # no season changes twelve times a year
        (_days(lambda month: 7200 if 6 <= month <= 9 else 0), says.Shifts(0)),  # two hours are no summer time
        (_days(lambda month: 900 * month), says.Shifts(None)),
        (says.Days({}), says.Shifts(None)),
    ],
)
def test_shifts(days: says.Days, found: says.Shifts) -> None:
    assert says.shifts(days) == found


def test_the_zone_of_many_spellings() -> None:
    assert says.zone_words(["+00:00", "UTC", "Z"]) == "UTC"
    assert says.zone_words(["Europe/Berlin"]) == "Europe/Berlin"
    assert says.zone_words(["+01:00", "+02:00"]) == "the stated zones"


def test_the_table_is_made_of_posts_alone_where_there_are_no_observations(tmp_path: Path) -> None:
    found = make(tmp_path, {"a.csv": ("twitter", "", stated(30, n=12))})
    assert not found.has("observations")
    assert json.loads(found.table("clocks")[["measured", "verdict"]].to_json(orient="records")) == [
        {"measured": 12, "verdict": "confirms UTC"}
    ]


def test_the_clock_of_a_client_confirms_nothing(tmp_path: Path) -> None:
    signs, rows = "234567abcdefghijklmnopqrstuvwxyz", []
    for i in range(20):
        at = datetime(2024, 1, 3, tzinfo=UTC) + timedelta(hours=22 * i)
        number = int(at.timestamp()) * 1_000_000 << 10
        tid = "".join(signs[number >> 5 * place & 31] for place in range(12, -1, -1))
        rows.append((f"at://did:plc:ana/app.bsky.feed.post/{tid}", at.strftime(SECOND) if i else "2019-01-01 00:00:00"))
    (found,) = make(tmp_path, {"a.csv": ("bluesky", "", rows)}).table("clocks").to_dict("records")
    assert found["verdict"] == "agrees with UTC, but both times may be the client's; 1 of 20 rows disagree"
    assert (found["clock"], list(found["apart"])) == ("the client's clock, in microseconds", ["2"])


def test_the_ids_of_real_videos_are_made_when_their_upload_starts(test_data: Path, tmp_path: Path) -> None:
    file = test_data / "coortok" / "data" / "tiktok_database.csv"
    case = make_case(tmp_path, {file.name: file}, "tiktok_research_api")
    build.build(case)
    (found,) = case.table("clocks").to_dict("records")
    assert found["verdict"] == "upload start: 4 to 504 s before; confirms UTC"
    assert [found[name] for name in ("measured", "least", "p5", "median", "p95", "most", "n_apart")] == [
        1066, 4, 10, 27, 114, 504, 0,
    ]  # fmt: skip
