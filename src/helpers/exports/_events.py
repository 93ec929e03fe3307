"""An event as formats need it: plain values, its days, and the words that go with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from helpers import claims, clean, dates, wording

if TYPE_CHECKING:
    import pandas as pd

METHODS = {
    "stated": "",
    "accepted": "Found in a text by a rule, and accepted by a person.",
    "extracted": "Found in a text by a rule; nobody has decided on it.",
}


_TEXTS = ("id", "title", "what", "kind", "reported", "status", "weak", "method")
_LISTS = ("origins", "outlets", "actors", "conflicts", "claims", "notes")


@dataclass(frozen=True)
class Point:
    """One end of a date, as exactly as it is known: a year, and maybe a month and a day."""

    year: int
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True)
class Event:
    """One event; empty texts and empty tuples where nothing is stated. `first` and `last` are None at an open end."""

    id: str
    title: str
    what: str
    kind: str
    edtf: str
    reported: str
    status: str
    strength: str
    n_origins: int
    origins: tuple[str, ...]
    outlets: tuple[str, ...]
    actors: tuple[str, ...]
    conflicts: tuple[str, ...]
    claims: tuple[str, ...]
    notes: tuple[str, ...]
    weak: str
    method: str
    first: date | None = None
    last: date | None = None

    @property
    def precision(self) -> str:
        """How exact the date is: day, month, year, interval, open; with `about` where it says so of itself."""
        if not self.edtf:
            return ""
        exact = "open" if ".." in self.edtf else dates.precision(self.edtf)
        return f"{exact}, about" if dates.about(self.edtf) else exact

    @property
    def exact(self) -> bool:
        """Whether it is known to have happened on one day."""
        return self.precision == "day"

    @property
    def words(self) -> str:
        """The date in words."""
        return dates.words(self.edtf) if self.edtf else "no date"

    @property
    def ends(self) -> tuple[Point | None, Point | None]:
        """Both ends of an interval; of a date alone it is the first."""
        first, slash, last = self.edtf.partition("/")
        return _point(first), _point(last) if slash else None

    @property
    def after(self) -> date | None:
        """The day after the last one, where formats want an end that is not included; None where there is none."""
        return self.last + timedelta(days=1) if self.last and self.last < date.max else None

    def lines(self) -> list[str]:
        """What stands under the title: what is said, how strong it is, and what is in doubt."""
        said = [self.what if self.what != self.title else "", f"{self.strength[:1].upper()}{self.strength[1:]}."]
        said += [f"Named: {wording.listed(self.actors, 12)}." if self.actors else "", *self.conflicts]
        said += [f"Weak source: {self.weak}" if self.weak else "", METHODS.get(self.method, self.method)]
        return [line for line in said if line]


def listed(events: pd.DataFrame) -> list[Event]:
    """The rows of the table `events`, by their first day, then by the last; those without a date stand at the end."""
    rows = events.astype(object).where(events.notna(), None).to_dict("records")
    found = [_event(row) for row in rows]
    found.sort(key=lambda event: (event.first or event.last or date.max, event.last or date.max, event.id))
    return found


def _event(row: dict[Any, Any]) -> Event:
    when = row["date"] or ""
    first, last = dates.span(when) if when else (None, None)
    values: dict[str, Any] = {name: _text(row.get(name)) for name in _TEXTS}
    values |= {name: _list(row.get(name)) for name in _LISTS}
    values |= {"n_origins": int(row["n_origins"]), "edtf": when, "first": first, "last": last}
    values["strength"] = claims.strength(_Row(row["status"], values["n_origins"], values["origins"]))
    values["method"] = values["method"] or "stated"
    return Event(**values)


@dataclass(frozen=True)
class _Row:
    status: str
    n_origins: int
    origins: Sequence[str]


def _text(value: object) -> str:
    return "" if value is None else clean.without_controls(str(value))


def _list(value: object) -> tuple[str, ...]:
    return tuple(_text(one) for one in value) if isinstance(value, (list, tuple)) else ()


def _point(text: str) -> Point | None:
    if text in ("", ".."):
        return None
    return Point(*(int(part) for part in text.rstrip("~?%").split("-")))
