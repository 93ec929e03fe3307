"""The scorer of `benchmarks/dates.py`, and the invented texts that it is run on."""

from __future__ import annotations

import calendar
import importlib
import json
import re
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from helpers import dates, paths

BENCHMARKS = paths.PACKAGE.parents[1] / "benchmarks"
sys.path.insert(0, str(BENCHMARKS))
texts = importlib.import_module("_dates.texts")
scores = importlib.import_module("_dates.scores")
sys.path.remove(str(BENCHMARKS))
Span = texts.Span

SAMPLES = sorted((Path(__file__).parent / "dates" / "texts").glob("*.txt"))
TML = """<?xml version="1.0" ?>
<TimeML><DOCID>quay</DOCID>
<DCT><TIMEX3 tid="t0" type="TIME" value="1998-08-09T16:30" functionInDocument="CREATION_TIME">1998-08-09</TIMEX3></DCT>
<TITLE>Fire on <TIMEX3 tid="t9" type="DATE" value="1998-08-08">Saturday</TIMEX3></TITLE>
<TEXT>The quay &amp; the <EVENT>fire</EVENT> of <TIMEX3 tid="t1" type="DATE" value="1998-08-08">Satur<b/>day</TIMEX3>
lasted <TIMEX3 tid="t2" type="DURATION" value="P2D">two days</TIMEX3><TIMEX3 tid="t3" type="DATE" value="1998"/>.</TEXT>
</TimeML>"""


def test_a_timeml_file_is_its_text_its_day_and_its_expressions(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "quay.tml").write_text(TML, "utf-8")
    (tmp_path / "._quay.tml").write_text("what a Mac leaves", "utf-8")
    (one,) = texts.timeml(tmp_path)
    assert one == (
        "quay.tml",
        "The quay & the fire of Saturday\nlasted two days.",
        "1998-08-09",
        [Span(23, 31, "DATE", "1998-08-08"), Span(39, 47, "DURATION", "P2D")],
        "en",
    )
    assert [one.text[span.start : span.end] for span in one.gold] == ["Saturday", "two days"]
    assert (one.half, one._replace(name="x.tml").half) == ("even", "odd")


def test_what_is_no_timeml_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as none:
        texts.timeml(tmp_path)
    assert str(none.value) == f"{tmp_path} has no file that ends in .tml or .xml. Name a folder of TimeML files."
    path = tmp_path / "a.tml"
    path.write_text("<TimeML>", "utf-8")
    with pytest.raises(SystemExit) as cut:
        texts.timeml(tmp_path)
    assert (
        str(cut.value)
        == f"{path} is not XML: no element found: line 1, column 8. Take it out of the folder, or mend it."
    )
    path.write_text("<TimeML><TEXT>On Friday.</TEXT></TimeML>", "utf-8")
    with pytest.raises(SystemExit) as undated:
        texts.timeml(tmp_path)
    assert str(undated.value) == f"{path} has no TIMEX3 with the function CREATION_TIME. Its dates cannot be resolved."


def test_the_compact_form(tmp_path: Path) -> None:
    path = tmp_path / "fr.txt"
    path.write_text(
        "Words before the first.\n\n## 2022-07-30 quai nord\nFermé [hier](2022-07-29), "
        "[la semaine dernière](2022-W29, 2022-07-18/2022-07-24), [chaque jour](SET P1D), [deux jours](P2D), "
        "[mardi soir](2022-07-26TEV), "
        "[maintenant](PRESENT_REF, -), [fin 2021](2021, ?).\n",
        "utf-8",
    )
    (one,) = texts.compact(path)
    assert (one.name, one.written, one.language) == ("fr:quai nord", "2022-07-30", "fr")
    assert one.text == ("Fermé hier, la semaine dernière, chaque jour, deux jours, mardi soir, maintenant, fin 2021.")
    assert [(one.text[a:b], *rest) for a, b, *rest in one.gold] == [
        ("hier", "DATE", "2022-07-29", "2022-07-29"),
        ("la semaine dernière", "DATE", "2022-W29", "2022-07-18/2022-07-24"),
        ("chaque jour", "SET", "P1D", None),
        ("deux jours", "DURATION", "P2D", None),
        ("mardi soir", "TIME", "2022-07-26TEV", None),
        ("maintenant", "DATE", "PRESENT_REF", ""),
        ("fin 2021", "DATE", "2021", None),
    ]


def test_counts_and_scores_by_hand() -> None:
    gold = [
        Span(0, 6, "DATE", "2022-07-26"),  # found, right
        Span(10, 20, "DATE", "2022-06"),  # found with other borders and another value
        Span(30, 40, "DURATION", "P2W"),  # found as a date
        Span(50, 55, "TIME", "2022-07-29T20:00"),  # missed
    ]
    found = [
        Span(0, 6, "DATE", "2022-07-26"),
        Span(13, 24, "DATE", "2022-05"),
        Span(30, 40, "DATE", "P2W"),
        Span(60, 70, "DATE", "1999"),
    ]
    every = scores.count(gold, found)
    assert every._asdict() == {
        "gold": 4, "found": 4, "strict": 2, "relaxed": 3, "value": 2, "type": 2, "edtf": 0, "edtf_stated": 0,
    }  # fmt: skip
    assert every.scores() == {
        "strict": 50.0, "relaxed": 75.0, "precision": 75.0, "recall": 75.0, "value": 50.0, "type": 50.0,
        "value_accuracy": pytest.approx(200 / 3), "edtf_accuracy": 0.0,
    }  # fmt: skip
    points = scores.count(gold, found, scores.POINTS)
    assert points[:6] == (3, 4, 1, 2, 1, 2)
    assert points.scores()["value"] == pytest.approx(200 * 1 / 7)
    assert every.plus(points)[:6] == (7, 8, 3, 5, 3, 4)


def test_value_f1_is_relaxed_f1_times_the_share_of_right_values() -> None:
    said = scores.Counts(gold=60, found=50, strict=30, relaxed=40, value=32, type=38).scores()
    assert said["value"] == pytest.approx(said["relaxed"] * said["value_accuracy"] / 100)


def test_a_span_over_everything_finds_one_expression_alone() -> None:
    gold = [Span(0, 4, "DATE", "2019"), Span(10, 18, "DATE", "2020-01"), Span(20, 24, "DATE", "2021")]
    assert scores.matches(gold, [Span(0, 30, "DATE", "2020")]) == [(gold[1], Span(0, 30, "DATE", "2020"))]
    assert scores.matches(gold, []) == scores.matches([], gold) == []
    assert scores.count([], []).scores()["relaxed"] == 0.0


def test_edtf_is_compared_where_it_is_stated() -> None:
    gold = [
        Span(0, 4, "DATE", "PRESENT_REF", ""),
        Span(5, 9, "DATE", "2019", "2019"),
        Span(10, 14, "DATE", "2020", None),
    ]
    found = [
        Span(0, 4, "DATE", "PRESENT_REF", None),
        Span(5, 9, "DATE", "2019", "2018"),
        Span(10, 14, "DATE", "2020", "x"),
    ]
    assert scores.count(gold, found)[-2:] == (1, 2)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_invented_texts_agree_with_the_calendar(path: Path) -> None:
    found = texts.compact(path)
    assert len(found) >= (60 if path.stem == "en" else 15)
    for one in found:
        date.fromisoformat(one.written)
        assert not re.search(r"\]\(|\[|\n##", one.text), f"{one.name}: a mark is left in the text"
        for span in one.gold:
            words = one.text[span.start : span.end]
            assert words == words.strip(), one.name
            assert _weekday_fits(words, span.value, path.stem), f"{one.name}: {words} is not {span.value}"
            assert span.edtf in (None, "") or dates.valid(span.edtf), f"{one.name}: {span.edtf}"
            if week := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", span.value):
                first = date.fromisocalendar(int(week[1]), int(week[2]), 6 if week[3] else 1)
                last = first + timedelta(days=1 if week[3] else 6)
                assert span.edtf == f"{first}/{last}", f"{one.name}: {words}"


WEEKDAYS = {
    "en": "monday tuesday wednesday thursday friday saturday sunday",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "de": "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "pt": "segunda terça quarta-feira quinta sexta sábado domingo",
    "ru": "понедельник вторник сред четверг пятниц суббот воскресен",
}


def _weekday_fits(words: str, value: str, language: str) -> bool:
    day = re.match(r"\d{4}-\d\d-\d\d", value)
    if value[-2:-1] != "-" and day is None:
        return True
    named = [n for n, name in enumerate(WEEKDAYS[language].split()) if re.search(rf"\b{name}", words.lower())]
    if not named:
        return True
    return date.fromisoformat(day[0]).weekday() == named[0] if day else value == f"XXXX-WXX-{named[0] + 1}"


def test_the_command_prints_scores_and_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "quay.tml").write_text(TML, "utf-8")
    assert calendar.day_name[date(1998, 8, 8).weekday()] == "Saturday"
    command = [sys.executable, str(BENCHMARKS / "dates.py"), "--ways", "casebook", "--data", str(tmp_path)]
    done = subprocess.run([*command, "--json"], capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    assert [(one["half"], one["types"], one["gold"], one["relaxed"], one["value"]) for one in told] == [
        ("even", "DATE and TIME", 1, 1, 1), ("even", "all types", 2, 2, 2),
        ("odd", "DATE and TIME", 0, 0, 0), ("odd", "all types", 0, 0, 0),
        ("both", "DATE and TIME", 1, 1, 1), ("both", "all types", 2, 2, 2),
    ]  # fmt: skip
    refused = subprocess.run([*command, "--wrong", "all"], capture_output=True, text=True)
    assert refused.returncode == 2
    assert "--wrong all would show the half that nothing is tuned on. Ask for even." in refused.stderr
