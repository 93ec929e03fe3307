"""Numbers, dates and cells as a reader sees them: one way per report.

Thousands are parted by a narrow no-break space, ids never; what is missing is "not stated", never empty and never 0.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from helpers import dates
from helpers.report.html.notes import groups

THIN = "\u202f"
PRECISIONS = {"month": "month only", "year": "year only", "interval": "interval"}
STANCES = {"asserts": "asserts", "confirms": "confirms", "denies": "denies", "declines": "declines to say"}
STATUSES = {"disputed": "Disputed", "denied": "Denied"}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s?(UTC|Z)?")


@dataclass(frozen=True)
class Cell:
    """A cell to show: its kind, its text, the items of a list, the groups of a hash."""

    kind: str
    text: str = ""
    items: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)


def number(value: float) -> str:
    """The number for reading: thousands parted, at most three decimals."""
    if isinstance(value, int):
        return f"{value:,}".replace(",", THIN)
    text = f"{value:,.3f}".rstrip("0").rstrip(".")
    return ("0" if text == "-0" else text).replace(",", THIN)


def date(stated: str | None) -> str:
    """A date in words (`Apr 2020`, `29 Jul 2022, 06:37 UTC`); what is no date stays as it stands."""
    if not stated:
        return ""
    moment = _MOMENT.fullmatch(stated)
    if moment:
        day, time, zone = moment.groups()
        return f"{dates.words(day)}, {time}" + (" UTC" if zone else "")
    return dates.words(stated) if dates.valid(stated) else stated


def cell(value: Any, kind: str = "text", missing: str = "not stated") -> Cell:
    """One cell of a bundle for the page; None, an empty text and an empty list are missing, and `missing` says so."""
    if value is None or value == "" or value == []:
        return Cell("missing", missing)
    if isinstance(value, list):
        return Cell("list", items=[str(one) for one in value])
    if isinstance(value, bool):
        return Cell("text", "yes" if value else "no")
    if isinstance(value, (int, float)):
        return Cell("number", number(value))
    if kind == "date" or _DAY.fullmatch(value):
        return Cell("date", date(value))
    if kind == "hash":
        return Cell("hash", value, groups=groups(value))
    return Cell("link" if kind == "link" or _is_one_word(value) else "text", value)


def _is_one_word(text: str) -> bool:
    """Whether this is an address, a path or an id that may break anywhere: one long word would widen the page."""
    return text.startswith(("http://", "https://")) or (len(text) > 24 and text.isascii() and " " not in text)


def how_many(shown: int, total: int, order: str) -> str:
    """How much of a table is shown: `All 54.` or `300 of 5 000 shown, by date.`."""
    if shown == total:
        return f"All {number(total)}." if total else ""
    return f"{number(shown)} of {number(total)} shown" + (f", {order.rstrip('.')}." if order else ".")


def counted(n: int, one: str, many: str = "") -> str:
    """`1 event`, `54 events`."""
    return f"{number(n)} {one if n == 1 else many or one + 's'}"


def lag(days: float | None) -> str:
    """How long after it happened a thing became public, in words; empty for less than two days."""
    if days is None or days < 2:
        return ""
    if days < 62:
        return f"{days:.0f} days later"
    months = round(days / 30.4375)
    return f"{months} months later" if months < 36 else f"{days / 365.25:.1f} years later"


def parameters(values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Parameters as a notebook's cell would write them."""
    return [(name, repr(value)) for name, value in values.items()]
