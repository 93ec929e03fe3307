"""GDELT's Event Database 2.0 (`*.export.CSV`): one coded event a line, 61 cells with tabs between them, no header.

Get it: `data.gdeltproject.org/gdeltv2/masterfilelist.txt` lists a file for every 15 minutes. Its tables of mentions (16
cells) and of Events 1.0 (57 or 58 cells) have no such shape and are refused.

It cannot say: what the article says, or its headline (a row is an event that a program read in it, given in `note`:
who, the CAMEO code, to whom, where; nobody has checked it); when the article was published (`dates` has the day of the
event as the program took it, and `captured_at` is the 15-minute batch in which GDELT saw the article); the other
articles on the event. An article with five coded events is five rows.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from helpers.fields import fixed, moment, template, text, words
from helpers.readers import Own, _tabbed

FORMAT = Own()
FIELDS = {
    "articles": {
        "id": template("gdelt-event:{GLOBALEVENTID}", needed="to tell events apart"),
        "outlet": text("outlet"),
        "address": text("SOURCEURL", needed="to say where the article is"),
        "captured_at": moment("DATEADDED", "%Y%m%d%H%M%S", zone="UTC"),
        "dates": words("dates"),
        "note": text("event"),
        "weak": fixed("an event that a program coded from the article"),
    }
}
_ACTOR = (
    *("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code"),
    *("Type1Code", "Type2Code", "Type3Code"),
)
_PLACE = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
_COLUMNS = (
    *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
    *(f"Actor{n}{name}" for n in (1, 2) for name in _ACTOR),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions"),
    *("NumSources", "NumArticles", "AvgTone"),
    *(f"{whose}Geo_{name}" for whose in ("Actor1", "Actor2", "Action") for name in _PLACE),
    *("DATEADDED", "SOURCEURL"),
)
KNOWN = _COLUMNS
_HOST = re.compile(r"https?://(?:www\.)?([^/:?#]+)")


def read(path: Path, options: Mapping[str, object]) -> Iterator[dict[str, str | list[str] | None]]:
    """One record a line; its row is the line's number."""
    for line in _tabbed.lines(path, "gdelt_events", _COLUMNS, r"\d+"):
        if "fault" in line:
            yield {**line}
            continue
        host = _HOST.match(line["SOURCEURL"])
        yield {
            **line,
            "outlet": host.group(1) if host else None,
            "dates": [f"{name}={line[name]}" for name in ("SQLDATE", "DATEADDED") if line[name]],
            "event": _event(line),
        }


def sniff(path: Path) -> set[str]:
    """The columns, if the first line is of this kind."""
    return _tabbed.sniff(path, _COLUMNS, r"\d+")


def count(path: Path) -> int:
    """How many lines hold something."""
    return _tabbed.count(path)


def _event(line: Mapping[str, str]) -> str:
    who = line["Actor1Name"] or line["Actor1Code"] or "somebody"
    whom = line["Actor2Name"] or line["Actor2Code"]
    said = f"{who}, CAMEO {line['EventCode']}" + (f", {whom}" if whom else "")
    return f"{said}; {line['ActionGeo_FullName']}" if line["ActionGeo_FullName"] else said
