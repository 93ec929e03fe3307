"""A feed of headlines: its events of a topic in order, with the outlets that tell each of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from _timeline import ways  # noqa: F401  # puts the kit on the path


def events(file: Path, word: str, start: str, end: str) -> Any:
    """The events of the headlines with a word, from `start` to before `end`, by date; one row an event.

    All headlines of the feed are grouped: what a word weighs depends on what else there is.
    """
    import pandas as pd

    from helpers import claims, origins, tables

    feed = json.loads(file.read_text("utf-8"))
    frame = pd.DataFrame(feed)
    made = pd.DataFrame(
        {name: pd.Series(None, frame.index, dtype=object) for name in tables.get("articles").arrow.names}
    )
    made["source"], made["row"] = file.name, (frame.index + 1).astype(str)
    made["outlet"], made["address"], made["title"] = frame["domain"], frame["link"], frame["title"]
    made["published_at"] = pd.to_datetime(frame["timestamp"], unit="s", utc=True)
    made["published"], made["language"] = made["published_at"].dt.strftime("%Y-%m-%d"), "en"
    told = claims.told(None, claims.candidates(made), None, origins.of_articles(made))
    found = claims.events(told)
    outlets = dict(zip(made["source"] + ":" + made["row"], made["outlet"], strict=True))
    by_event = told.groupby("event")["article"].agg(lambda rows: sorted({outlets[row] for row in rows}))
    reported = found["reported"].fillna("")
    named = told[told["what"].str.contains(word, case=False, regex=False)]["event"].unique()
    kept = found[found["id"].isin(named) & (reported >= start) & (reported < end)].copy()
    kept["told_by"] = [by_event[name] for name in kept["id"]]
    return kept.sort_values(["reported", "id"])
