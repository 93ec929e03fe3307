"""Every format, written and read back by somebody else's parser where there is one."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import review_case

from helpers import build, cases, exports, tables
from helpers.errors import CheckError, ReportError, TableError, UsageError
from helpers.exports import _events

EVIL = '=cmd|"/C calc"!A0 <script>alert(1)</script>\nnext, line; "quoted" \\ back 👩‍👩‍👧 ' + "火" * 60
DATES = {
    "day": "2022-07-29",
    "month": "2020-04",
    "year": "2019",
    "about": "2021-05~",
    "week": "2022-07-25/2022-07-31",
    "mixed": "2021-09/2022",
    "since": "2020-06-29/..",
    "until": "../2018-03",
    "undated": None,
    "last": "9999-12-31",
}


def frame(**changed: Any) -> pd.DataFrame:
    """One event for each kind of date; `day` has the texts of somebody who means harm."""
    rows = []
    for name, edtf in DATES.items():
        first, last = cases_span(edtf)
        row = {"id": name, "title": f"Title {name}", "date": edtf, "start": first, "end": last, "status": "asserted"}
        row |= {
            "what": f"What {name}.",
            "n_claims": 1,
            "n_origins": 1,
            "origins": ["Quay Radio"],
            "claims": [f"c-{name}"],
        }
        row |= {"kind": "report", "outlets": [], "actors": [], "conflicts": [], "notes": [], "method": "stated"}
        rows.append(row)
    rows[0] |= {
        "title": EVIL,
        "what": EVIL,
        "actors": [EVIL],
        "conflicts": ["Dates differ: a, b."],
        "reported": "2022-08",
    }
    rows[1] |= {"method": "extracted", "kind": None}
    rows[2] |= {"method": "accepted", "weak": "One anonymous post."}
    columns = [*tables.get("events").names, *(["method"] if "method" not in tables.get("events").names else [])]
    return pd.DataFrame(rows, columns=columns).assign(**changed)


def cases_span(edtf: str | None) -> tuple[str | None, str | None]:
    from helpers import dates

    first, last = dates.span(edtf) if edtf else (None, None)
    return (first.isoformat() if first else None, last.isoformat() if last else None)


CLAIMS = (
    "id,event,title,event_date,report_date,claimant,stance,what\n"
    "c1,lamp,The lamp fails,2021-02,2021-03-05,Quay Radio,asserts,It failed.\n"
    "c2,key,The key,,2021-03-05,Port,denies,No key.\n"
)


@pytest.fixture
def case(make_case: Callable[..., cases.Case]) -> cases.Case:
    made = make_case({"handmade/claims.csv": CLAIMS})
    build.build(made)
    return made


def written(case: cases.Case, name: str, folder: Path, *, undated: bool = False) -> list[Path]:
    events = [event for event in exports.listed(frame()) if event.edtf or undated]
    return [Path(path) for path in exports.get(name).write(events, case, folder)]


# ---------------------------------------------------------------- what is exported


def test_every_file_of_the_folder_is_a_format_with_a_line_about_it() -> None:
    assert exports.names() == ["csv", "icalendar", "timelinejs", "timesketch", "vis-timeline"]
    assert all(exports.get(name).ABOUT and exports.get(name).write.__doc__ for name in exports.names())
    with pytest.raises(UsageError) as error:
        exports.get("timeline-js")
    assert str(error.value) == (
        'There is no format "timeline-js". Did you mean "timelinejs"? '
        "There are csv, icalendar, timelinejs, timesketch, vis-timeline."
    )


@pytest.mark.parametrize("name", exports.names())
def test_a_built_case_is_exported_into_the_workspace_or_elsewhere(case: cases.Case, name: str, tmp_path: Path) -> None:
    done = exports.export(case, name)
    assert {path.parent for path in done.files} == {case.workspace.root / "exports" / "tiny"}
    if name == "csv":
        assert (done.n_events, done.undated) == (2, ())
    else:
        assert (done.n_events, done.undated) == (1, ("The key",))
    again = exports.export(case, name, tmp_path / "else" / "where")
    assert [path.read_bytes() for path in again.files] == [path.read_bytes() for path in done.files]
    assert not list(done.files[0].parent.glob(".*"))


def with_events(monkeypatch: pytest.MonkeyPatch, events: pd.DataFrame) -> None:
    """Gives every case these events; its other tables stay."""
    table = cases.Case.table
    monkeypatch.setattr(
        cases.Case, "table", lambda self, name, *more: events if name == "events" else table(self, name, *more)
    )


def test_what_nobody_has_decided_on_can_be_left_out(case: cases.Case, monkeypatch: pytest.MonkeyPatch) -> None:
    with_events(monkeypatch, frame())
    done = exports.export(case, "timelinejs", decided=True)
    assert (done.n_events, done.undated, done.undecided) == (8, ("Title undated",), ("Title month",))
    assert exports.export(case, "timelinejs").undecided == ()


def test_a_claim_that_nobody_decided_on_is_not_listed_in_a_decided_event(
    make_case: Callable[..., cases.Case], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stated = "id,event,title,claimant,stance,method\nk1,lamp,Lamp,Port,asserts,\nk2,lamp,,Port,asserts,extracted\n"
    decisions = "id,about,decision,value,decided_by\nd1,candidates:c1,accept,,Ana\n"
    decisions += "d2,candidates:c3,merge,claims:k1,Ana\nd3,candidates:c4,reject,,Ana\nd4,candidates:c5,accept,,Ana\n"
    decisions += "d5,decisions:d4,undo,,Ana\n"
    made = review_case.lay(make_case, stated, decisions)
    listed = ["k1", "k2", "c1", "c2", "c3", "c5"]
    with_events(monkeypatch, frame().head(1).assign(claims=[listed]))

    def ids(decided: bool) -> list[str]:
        file = exports.export(made, "timesketch", tmp_path, decided=decided).files[-1]
        return list(json.loads(file.read_text("utf-8").splitlines()[0])["claims"])

    assert ids(decided=False) == listed
    assert ids(decided=True) == ["k1", "c1", "c3"]


def test_a_withheld_source_is_refused_and_so_are_stale_events(
    make_case: Callable[..., cases.Case], tmp_path: Path
) -> None:
    entry = '[[sources]]\nfiles = "a.csv"\nreader = "handmade"\ntable = "articles"\ncredit = "x"\npublish = false\n'
    held = make_case({"handmade/claims.csv": CLAIMS, "a.csv": "id,title\na1,Fire\n"}, entry, name="held")
    build.build(held)
    with pytest.raises(CheckError) as error:
        exports.export(held, "csv", tmp_path / "out")
    assert str(error.value) == (
        "held cannot be exported: a.csv is marked publish = false in case.toml. "
        "An export that leaves such rows out does not exist yet."
    )
    assert not (tmp_path / "out").exists()
    stale = make_case({"handmade/claims.csv": CLAIMS}, name="stale")
    with pytest.raises(TableError, match=r"The tables of stale are older than the evidence: it was never built\."):
        exports.export(stale, "csv")


def test_a_place_that_cannot_be_written_is_said(
    case: cases.Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError, match=r"file cannot be the folder of an export: File exists\."):
        exports.export(case, "csv", tmp_path / "file")

    def full(self: Path, content: bytes) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch, pytest.raises(ReportError) as error:
        patch.setattr(Path, "write_bytes", full)
        exports.export(case, "csv", tmp_path)
    assert str(error.value) == f"{tmp_path / 'tiny.events.csv'} cannot be written: No space left on device."
    assert not (tmp_path / "tiny.events.csv").exists()


def test_events_come_in_order_of_time_and_say_how_exact_they_are() -> None:
    listed = exports.listed(frame())
    assert [(event.id, event.precision, event.words) for event in listed] == [
        ("until", "open", "until Mar 2018"),
        ("year", "year", "2019"),
        ("month", "month", "Apr 2020"),
        ("since", "open", "since 29 Jun 2020"),
        ("about", "month, about", "about May 2021"),
        ("mixed", "interval", "Sep 2021 – 2022"),
        ("week", "interval", "25 Jul 2022 – 31 Jul 2022"),
        ("day", "day", "29 Jul 2022"),
        ("last", "day", "31 Dec 9999"),
        ("undated", "", "no date"),
    ]
    assert listed[1].lines() == [
        "What year.",
        "1 origin (Quay Radio).",
        "Weak source: One anonymous post.",
        "Found in a text by a rule, and accepted by a person.",
    ]


# ---------------------------------------------------------------- CSV


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text("utf-8").splitlines(keepends=True), strict=True))


def test_csv_keeps_the_dates_as_edtf_and_those_without(case: cases.Case, tmp_path: Path) -> None:
    (path,) = written(case, "csv", tmp_path, undated=True)
    with path.open(encoding="utf-8", newline="") as file:
        found = {row["id"]: row for row in csv.DictReader(file, strict=True)}
    assert {name: row["date"] or None for name, row in found.items()} == DATES
    assert [found["mixed"][name] for name in ("precision", "first_day", "last_day", "when")] == [
        "interval", "2021-09-01", "2022-12-31", "Sep 2021 – 2022",
    ]  # fmt: skip
    assert found["since"]["last_day"] == found["undated"]["first_day"] == ""
    assert found["day"]["title"] == f"'{EVIL}" and found["day"]["actors"] == f"'{EVIL}"
    read = pd.read_csv(path, dtype=str, keep_default_na=False)
    assert list(read["title"]) == [row["title"] for row in found.values()]


@pytest.mark.parametrize("name", ["csv", "timelinejs", "timesketch"])
def test_no_cell_of_a_csv_file_begins_as_a_formula(case: cases.Case, name: str, tmp_path: Path) -> None:
    path = next(path for path in written(case, name, tmp_path) if path.suffix == ".csv")
    with path.open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file, strict=True) for cell in row]
    assert [cell for cell in cells if cell.lstrip()[:1] in ("=", "+", "-", "@") and cell] == []


# ---------------------------------------------------------------- TimelineJS


def test_timelinejs_gets_no_month_and_no_day_that_is_not_known(case: cases.Case, tmp_path: Path) -> None:
    whole = json.loads(written(case, "timelinejs", tmp_path)[0].read_text("utf-8"))
    assert whole["title"]["text"] == {"headline": "Tiny", "text": "<p>What?</p>"}
    found = {s["unique_id"]: (s["start_date"], s.get("end_date"), s["display_date"]) for s in whole["events"]}
    assert found == {
        "until": ({"year": 2018, "month": 3}, None, "until Mar 2018"),
        "year": ({"year": 2019}, None, "2019"),
        "month": ({"year": 2020, "month": 4}, None, "Apr 2020"),
        "since": ({"year": 2020, "month": 6, "day": 29}, None, "since 29 Jun 2020"),
        "about": ({"year": 2021, "month": 5}, None, "about May 2021"),
        "mixed": ({"year": 2021, "month": 9}, {"year": 2022}, "Sep 2021 – 2022"),
        "week": (
            {"year": 2022, "month": 7, "day": 25},
            {"year": 2022, "month": 7, "day": 31},
            "25 Jul 2022 – 31 Jul 2022",
        ),
        "day": ({"year": 2022, "month": 7, "day": 29}, None, "29 Jul 2022"),
        "last": ({"year": 9999, "month": 12, "day": 31}, None, "31 Dec 9999"),
    }


def test_texts_are_no_markup_where_the_format_reads_html(case: cases.Case, tmp_path: Path) -> None:
    for name in ("timelinejs", "vis-timeline"):
        for path in written(case, name, tmp_path):
            text = path.read_text("utf-8")
            assert "<script" not in text and "&lt;script&gt;" in text


def test_the_sheet_says_the_same_as_the_json(case: cases.Case, tmp_path: Path) -> None:
    whole, sheet = written(case, "timelinejs", tmp_path)
    with sheet.open(encoding="utf-8", newline="") as file:
        title, *found = list(csv.DictReader(file, strict=True))
    assert (title["Type"], title["Headline"], title["Year"]) == ("title", "Tiny", "")
    slides = json.loads(whole.read_text("utf-8"))["events"]
    for slide, row in zip(slides, found, strict=True):
        start, end = slide["start_date"], slide.get("end_date", {})
        told = [
            *(start.get(part, "") for part in ("year", "month", "day")),
            *(end.get(p, "") for p in ("year", "month", "day")),
        ]
        columns = ("Year", "Month", "Day", "End Year", "End Month", "End Day")
        assert [row[column] for column in columns] == [str(value) for value in told]
        assert row["Display Date"] == slide["display_date"] and row["Group"] == slide.get("group", "")
        assert row["Headline"].lstrip("'") == slide["text"]["headline"] and row["Text"] == slide["text"]["text"]


# ---------------------------------------------------------------- Timesketch


def test_timesketch_moments_have_an_offset_and_say_how_exact_they_are(case: cases.Case, tmp_path: Path) -> None:
    sheet, lines = written(case, "timesketch", tmp_path)
    found = [json.loads(line) for line in lines.read_text("utf-8").splitlines()]
    told = {
        (row["event_id"], row["timestamp_desc"]): (row["datetime"], row["datetime_end"], row["precision"])
        for row in found
    }
    assert told == {
        ("until", "Event: last instant, the beginning is open"): (
            "2018-03-31T23:59:59+00:00", "2018-03-31T23:59:59+00:00", "open"),
        ("year", "Event: first instant of the year"): (
            "2019-01-01T00:00:00+00:00", "2019-12-31T23:59:59+00:00", "year"),
        ("month", "Event: first instant of the month"): (
            "2020-04-01T00:00:00+00:00", "2020-04-30T23:59:59+00:00", "month"),
        ("since", "Event: first instant, the end is open"): ("2020-06-29T00:00:00+00:00", "", "open"),
        ("about", "Event: first instant of the month, about"): (
            "2021-05-01T00:00:00+00:00", "2021-05-31T23:59:59+00:00", "month, about"),
        ("mixed", "Event: first instant of the interval"): (
            "2021-09-01T00:00:00+00:00", "2022-12-31T23:59:59+00:00", "interval"),
        ("week", "Event: first instant of the interval"): (
            "2022-07-25T00:00:00+00:00", "2022-07-31T23:59:59+00:00", "interval"),
        ("day", "Event: first instant of the day"): ("2022-07-29T00:00:00+00:00", "2022-07-29T23:59:59+00:00", "day"),
        ("day", "First report: first instant of the month"): (
            "2022-08-01T00:00:00+00:00", "2022-08-31T23:59:59+00:00", "month"),
        ("last", "Event: first instant of the day"): ("9999-12-31T00:00:00+00:00", "9999-12-31T23:59:59+00:00", "day"),
    }  # fmt: skip
    for row in found:
        at = datetime.fromisoformat(row["datetime"])
        assert at.utcoffset() is not None and row["message"] and "\n" not in row["message"]
        assert datetime.fromtimestamp(row["timestamp"] // 1_000_000, UTC) == at
    with sheet.open(encoding="utf-8", newline="") as file:
        cells = list(csv.DictReader(file, strict=True))
    assert [(row["datetime"], int(row["timestamp"])) for row in cells] == [
        (r["datetime"], r["timestamp"]) for r in found
    ]
    assert [row["edtf"] for row in cells] == [row["edtf"] for row in found]


# ---------------------------------------------------------------- vis-timeline


def test_vis_timeline_draws_a_range_for_what_is_not_known_to_the_day(case: cases.Case, tmp_path: Path) -> None:
    (path,) = written(case, "vis-timeline", tmp_path)
    whole = json.loads(path.read_text("utf-8"))
    assert {item["id"]: (item["type"], item["start"], item.get("end"), item["when"]) for item in whole["items"]} == {
        "until": ("box", "2018-03-31", None, "until Mar 2018"),
        "year": ("range", "2019-01-01", "2020-01-01", "2019"),
        "month": ("range", "2020-04-01", "2020-05-01", "Apr 2020"),
        "since": ("box", "2020-06-29", None, "since 29 Jun 2020"),
        "about": ("range", "2021-05-01", "2021-06-01", "about May 2021"),
        "mixed": ("range", "2021-09-01", "2023-01-01", "Sep 2021 – 2022"),
        "week": ("range", "2022-07-25", "2022-08-01", "25 Jul 2022 – 31 Jul 2022"),
        "day": ("box", "2022-07-29", None, "29 Jul 2022"),
        "last": ("box", "9999-12-31", None, "31 Dec 9999"),
    }
    assert {item["group"] for item in whole["items"]} == {group["id"] for group in whole["groups"]} == {"report", ""}
    assert len({item["id"] for item in whole["items"]}) == len(whole["items"])


# ---------------------------------------------------------------- iCalendar


def test_icalendar_is_read_by_another_parser(case: cases.Case, tmp_path: Path) -> None:
    icalendar = pytest.importorskip("icalendar", reason="needs the package icalendar, which developers install")
    (path,) = written(case, "icalendar", tmp_path)
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    found = {str(event["X-CASEBOOK-EDTF"]): event for event in calendar.walk("VEVENT")}
    told = {
        edtf: (event.decoded("DTSTART"), event.decoded("DTEND") if "DTEND" in event else None, str(event["SUMMARY"]))
        for edtf, event in found.items()
    }
    assert told.pop("2022-07-29")[:2] == (date(2022, 7, 29), date(2022, 7, 30))
    assert told == {
        "../2018-03": (date(2018, 3, 31), None, "until Mar 2018: Title until"),
        "2019": (date(2019, 1, 1), date(2020, 1, 1), "2019: Title year"),
        "2020-04": (date(2020, 4, 1), date(2020, 5, 1), "Apr 2020: Title month"),
        "2020-06-29/..": (date(2020, 6, 29), None, "since 29 Jun 2020: Title since"),
        "2021-05~": (date(2021, 5, 1), date(2021, 6, 1), "about May 2021: Title about"),
        "2021-09/2022": (date(2021, 9, 1), date(2023, 1, 1), "Sep 2021 – 2022: Title mixed"),
        "2022-07-25/2022-07-31": (date(2022, 7, 25), date(2022, 8, 1), "25 Jul 2022 – 31 Jul 2022: Title week"),
        "9999-12-31": (date(9999, 12, 31), None, "Title last"),
    }
    assert str(found["2022-07-29"]["SUMMARY"]) == EVIL
    assert not calendar.errors and not [error for event in found.values() for error in event.errors]
    assert len({str(event["UID"]) for event in found.values()}) == len(found)


def test_icalendar_escapes_what_has_a_meaning_there(case: cases.Case, tmp_path: Path) -> None:
    text = written(case, "icalendar", tmp_path)[0].read_bytes().decode("utf-8").replace("\r\n ", "")
    assert r'\nnext\, line\; "quoted" \\ back' in text
    assert [line for line in text.split("\r\n")[:-1] if not re.match(r"[A-Z-]+[:;]", line)] == []


def test_icalendar_lines_are_folded_at_75_octets_between_signs(case: cases.Case, tmp_path: Path) -> None:
    content = written(case, "icalendar", tmp_path)[0].read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n") and content.endswith(b"END:VCALENDAR\r\n")
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode("utf-8") is not None for line in lines)
    assert any(len(line) > 70 and line.startswith(b" ") for line in lines)


def test_what_a_row_does_not_state_is_empty() -> None:
    event = exports.listed(frame(kind=None, what=None, method=None).head(1))[0]
    assert (event.kind, event.what, event.method, event.notes) == ("", "", "stated", ())
    assert _events.METHODS.keys() == {"stated", "accepted", "extracted"}
