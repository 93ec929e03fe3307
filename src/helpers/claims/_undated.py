"""Sentences that date nothing: the event of their article that they tell of, or one that was reported in those days.

A refusal to comment has no content of its own: it belongs to the event that is told last before it. A sentence that is
like nothing is no event; one that a person accepted is, without a date.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from operator import attrgetter

from helpers import vocabulary
from helpers.claims._group import MOST, SHARED, Event, Groups, join, likeness, may_join
from helpers.claims._places import span
from helpers.claims._row import Row

ANYWHERE, INSIDE = 0.5, 0.2  # the least likeness: to any event of those days, to one of the same article
DAYS = 3
AROUND = 6  # events told before a sentence in its article, and as many behind it


class Told:
    """Where events are told: by article in the order of the text, and by day of report under their rarest words."""

    def __init__(self, groups: Groups) -> None:
        self.places: dict[str, list[tuple[int, str]]] = {}
        self.reported: dict[int, dict[str, list[str]]] = {}
        self.events, self.rarest = groups.named, groups.rarest
        for event in groups.events:
            for row in event.members:
                self.places.setdefault(row.article, []).append((row.begins, event.name))
            if event.members and (day := _day(event.members[0])):
                here = self.reported.setdefault(day, {})
                for word in groups.rarest(event.bag or event.words):
                    found = here.setdefault(word, [])
                    if len(found) < MOST:
                        found.append(event.name)
        for told in self.places.values():
            told.sort()

    def around(self, row: Row) -> list[Event]:
        """The events that an article tells nearest to a sentence, those before it first, the nearest of them last."""
        told = self.places.get(row.article, [])
        at = bisect_right(told, (row.begins, "\uffff"))
        return [self.events[name] for _, name in told[max(at - AROUND, 0) : at + AROUND]]

    def before(self, row: Row) -> Event | None:
        """The event that is told last before a sentence."""
        told = self.places.get(row.article, [])
        at = bisect_right(told, (row.begins, "\uffff"))
        return self.events[told[at - 1][1]] if at else None

    def in_those_days(self, row: Row) -> list[Event]:
        """The events first reported about when a sentence was, with as many rare words in common as it takes."""
        day, words = _day(row), self.rarest(row.stems)
        days = [self.reported.get(at, {}) for at in range(day - DAYS, day + DAYS + 1)] if day else []
        found = Counter(chain.from_iterable(here[word] for here in days for word in words if word in here))
        return [self.events[name] for name, times in sorted(found.items()) if times >= SHARED]


def place(groups: Groups, rows: Sequence[Row]) -> None:
    """Puts the sentences without a date into the events that they tell of."""
    told = Told(groups)
    for row in sorted((row for row in rows if not row.when and not row.event), key=attrgetter("order")):
        bag = groups.bag(row.stems)
        best = _best(row, bag, told.around(row), INSIDE) or _best(row, bag, told.in_those_days(row), ANYWHERE)
        before = told.before(row) if row.stance == "declines" and not best else None
        if best:
            join(groups, best[1], row, best[0])
        elif before and may_join(before, row):
            join(groups, before, row, 0.0)
        elif row.accepted:
            join(groups, groups.begin(f"x-{row.id}", None, row.stems, row.actors), row, 1.0)


def _day(row: Row) -> int:
    return span(row.report_date).first if row.report_date else 0


def _best(row: Row, bag: Mapping[str, float], events: Iterable[Event], least: float) -> tuple[float, Event] | None:
    best: tuple[float, Event] | None = None
    length = vocabulary.length(bag)
    for event in {event.name: event for event in events}.values():
        alike = likeness(event, bag, length)
        if alike >= least and may_join(event, row) and (best is None or (alike, event.name) > (best[0], best[1].name)):
            best = (alike, event)
    return best
