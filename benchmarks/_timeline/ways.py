"""Ways to choose the dates of a timeline: ours, the days with most publications, the dates most referred to."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY / "src"))

from _timeline.texts import Topic  # noqa: E402

Way = Callable[[Topic, str], list[str]]


def casebook(topic: Topic, language: str) -> list[str]:
    """The days of our events, in the order of their rank; an event that is not dated to the day is passed over."""
    from helpers import claims, origins

    articles = _frame(topic, language)
    told = claims.told(None, claims.candidates(articles), None, origins.of_articles(articles))
    events = claims.events(told).sort_values("rank")
    exact = events[(events["precision"] == "day") & ~events["date"].astype(str).str.contains("~", regex=False)]
    return list(dict.fromkeys(exact["date"]))


def _frame(topic: Topic, language: str):  # type: ignore[no-untyped-def]  # pandas is loaded late
    import pandas as pd

    from helpers import tables

    names = tables.get("articles").arrow.names
    frame = pd.DataFrame({name: pd.Series(None, range(len(topic.articles)), dtype=object) for name in names})
    frame["source"], frame["row"] = topic.name, [f"{one.day}/{one.name}" for one in topic.articles]
    frame["published"], frame["text"] = [one.day for one in topic.articles], [one.text for one in topic.articles]
    frame["published_at"], frame["language"] = pd.Series(pd.NaT, frame.index, dtype="datetime64[us, UTC]"), language
    frame["outlet"] = [one.name for one in topic.articles]
    return frame


def publications(topic: Topic, language: str) -> list[str]:
    """The days on which most articles appeared; of equal ones the earlier."""
    counted = Counter(one.day for one in topic.articles)
    return sorted(counted, key=lambda day: (-counted[day], day))


def dateparser(topic: Topic, language: str) -> list[str]:
    """The dates that `dateparser.search.search_dates` finds most often in the whole texts; equal ones by date."""
    from dateparser.search import search_dates

    counted: Counter[str] = Counter()
    for one in topic.articles:
        settings = {"RELATIVE_BASE": datetime.fromisoformat(one.day), "PREFER_DATES_FROM": "past"}
        for line in one.text.splitlines():
            try:
                found = search_dates(line, languages=[language], settings=settings) if line.strip() else None
            except Exception:  # it fails at some texts; they count for nothing
                found = None
            counted.update(when.date().isoformat() for _, when in found or ())
    return sorted(counted, key=lambda day: (-counted[day], day))


WAYS: dict[str, Way] = {"casebook": casebook, "publications": publications, "dateparser": dateparser}


def f1(chosen: list[str], reference: frozenset[str], within: bool) -> float:
    """Date F1 of the first dates, as many as the reference has: 2PR / (P + R), where P and R count equal dates.

    This is the date selection of Martschat and Markert (tilse, 2017), whose timelines have the number of dates of the
    reference and, `within`, its first and its last day. Then P = R = F1; where a way finds fewer, P counts those alone.
    """
    known = [day for day in chosen if not within or min(reference) <= day <= max(reference)]
    first = set(known[: len(reference)])
    right = len(first & reference)
    if not right:
        return 0.0
    precision, recall = right / len(first), right / len(reference)
    return 2 * precision * recall / (precision + recall)
