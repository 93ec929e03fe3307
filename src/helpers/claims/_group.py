"""Candidates grouped into events: by date, actors and content; the same whatever the order they come in.

Each candidate, the best first, joins the event it is most like, and begins an event of its own where none is like
enough. Likeness is the cosine of the stems of the sentences, weighed by how rare these are; how much of it is needed
depends on the dates: the same date, one date inside the other (a day in its month), or days next to each other, which
must be told in nearly the same words and then are a conflict of dates. A headline dates nothing, and says what is new:
it joins an event of the days before it was published, or one that other headlines of these days make. Only events that
share a rare word within the same months are compared: the time grows with the candidates, not with their square.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from operator import attrgetter
from typing import Any

from helpers import vocabulary
from helpers.claims._places import HEADLINE_DAYS, NEAR_DAYS, looked_for, registered, span
from helpers.claims._row import Row

SAME, INSIDE, NEAR, STATED = 0.3, 0.4, 0.65, 0.3  # the least likeness; INSIDE: day and month; NEAR: days apart
OF_LEAD = 0.15  # of a headline to the event that its own article tells first
OTHER_ACTORS = 0.15  # more likeness is needed where both name actors of the case, and not one in common
SHARED = 2  # of these in common, at least: one rare word in two short headlines is chance
VOICES = 6  # claims that give an event its words: the first ones, the best
SHARED_NEAR = 4  # where the days are not the same: it must be nearly the same words anyway
RAREST = 8  # words of a sentence under which an event is looked for
ALL = 24
MOST = 150  # events under one word and month: a word that has more tells none of them apart


@dataclass(slots=True)
class Event:
    """An event while it is being put together: its first claim gives its words, its name and its date.

    `when` ends in `~` where it is the day on which a headline was published. `words` are its stems, each once and in
    order; once several claims have a say, `bag` has the weights of all their stems.
    """

    name: str
    when: str | None
    words: tuple[str, ...]
    length: float
    actors: frozenset[str]
    members: list[Row] = field(default_factory=list)
    bag: dict[str, float] | None = None
    sentences: dict[object, str | None] | None = None
    parted: frozenset[str] = frozenset()
    closed: bool = False
    stated: bool = False
    claims: frozenset[str] = frozenset()  # what people stated of it, as decisions name it


def likeness(event: Event, bag: Mapping[str, float], length: float) -> float:
    """The cosine of an event and of one text's bag of this length, in which each stem has its rarity."""
    if event.bag is None:
        dot = sum([bag[word] * bag[word] for word in event.words if word in bag])
    else:
        dot = vocabulary.product(bag, event.bag)
    return dot / (length * event.length) if dot else 0.0


class Groups:
    """The events of a case, found by their date and rare words."""

    def __init__(self, rare: Mapping[str, float]) -> None:
        self.rare = rare
        self.events: list[Event] = []
        self.named: dict[str, Event] = {}
        # one number as it is: of a million words most have one event on one day
        self.places: dict[object, dict[str, int | list[int]]] = {}
        self.exact: dict[tuple[str, str], int] = {}
        self.likeness: dict[int, float] = {}
        self.lead: dict[str, tuple[int, Event]] = {}
        self.merged: dict[str, str] = {}  # events that people put together, with the date of their first dated claim
        order = sorted(rare, key=lambda word: (-rare[word], word))
        self.nth = {word: n for n, word in enumerate(order)}

    def rarest(self, bag: Iterable[str], n: int = RAREST) -> list[str]:
        """The words of a bag by which an event is looked for."""
        return sorted(bag, key=self.nth.__getitem__)[:n]

    def bag(self, stems: Iterable[str]) -> dict[str, float]:
        """The weighed stems of a text of the case, in their order."""
        return {word: self.rare[word] for word in stems}

    def begin(self, name: str, when: str | None, stems: tuple[str, ...], actors: frozenset[str]) -> Event:
        """A new event, found from now on under its rarest words in each of its months."""
        made = Event(name, when, stems, vocabulary.length(self.bag(stems)), actors)
        self.events.append(made)
        self.named[name] = made
        words, n = self.rarest(stems), len(self.events) - 1
        for place in registered(when) if when else ():
            here = self.places.setdefault(place, {})
            for word in words:
                found = here.setdefault(word, n)
                if isinstance(found, list):
                    if len(found) < MOST:
                        found.append(n)
                elif found != n:
                    here[word] = [found, n]
        return made

    def like(self, row: Row, when: str, bag: Mapping[str, float]) -> tuple[float, Event] | None:
        """The event that a row is most like, with the likeness; None if none is like enough."""
        near: list[int] = []
        is_day = not when.endswith("~")
        words = self.rarest(bag, RAREST if is_day else ALL)  # of a headline all: what is new in it is its rarest
        own = span(when).first
        for place in looked_for(when):
            here = self.places.get(place)
            if here is None:
                continue
            shared = SHARED_NEAR if is_day and isinstance(place, int) and place != own else SHARED
            near += _in_common([here[word] for word in words if word in here], shared)
        best: tuple[float, int] | None = None
        length = vocabulary.length(bag)
        for n in sorted(set(near)):
            event = self.events[n]
            needed = max(_needed(event, row), best[0] if best else 0.0)
            if needed > 1:
                continue
            alike = likeness(event, bag, length)
            if (
                alike >= needed
                and may_join(event, row)
                and not _tells_another(event, row)
                and (best is None or alike > best[0])
            ):
                best = (alike, n)
        return (best[0], self.events[best[1]]) if best else None


def _in_common(known: list[int | list[int]], least: int) -> list[int]:
    """The events that stand under so many words at least.

    Who stands under four of eight words stands under one of any five: the three longest lists are only asked for
    events that are in another.
    """
    lists = sorted([(one,) if isinstance(one, int) else one for one in known], key=len)
    cut = len(lists) - least + 1
    if cut < 1:
        return []
    found = Counter(chain.from_iterable(lists[:cut]))
    for one in lists[cut:]:
        found.update(found.keys() & one)
    return [n for n, times in found.items() if times >= least]


def _needed(event: Event, row: Row) -> float:
    """The likeness that the dates and actors ask for; more than 1 where they do not go together."""
    needed = _by_dates(event, row)
    others = event.actors and row.actors and event.actors.isdisjoint(row.actors)
    return needed + OTHER_ACTORS if others else needed


def _by_dates(event: Event, row: Row) -> float:
    if event.when is None:  # people put together what nothing dates
        return 2.0
    when = str(row.when)
    one, other = span(event.when), span(when)
    if event.when.endswith("~") and when.endswith("~"):
        return SAME if abs(one.first - other.first) <= HEADLINE_DAYS else 2.0
    if when.endswith("~") and not row.event_date:
        return INSIDE if one.first <= other.last and other.first - one.last <= NEAR_DAYS else 2.0
    if one == other:
        return STATED if event.stated else SAME
    if (one.first <= other.first and other.last <= one.last) or (other.first <= one.first and one.last <= other.last):
        return INSIDE
    return NEAR if max(one.first - other.last, other.first - one.last) <= NEAR_DAYS else 2.0


def _tells_another(event: Event, row: Row) -> bool:
    """Whether the row's own sentence is in the event with another date: two dates of one sentence are no conflict."""
    return bool(event.sentences and event.sentences.get(row.place, row.when) != row.when)


def may_join(event: Event, row: Row) -> bool:
    """Whether nobody has parted the row from the event."""
    if event.closed or (event.parted and row.reference in event.parted):
        return False
    if not row.apart:
        return True
    return "*" not in row.apart and not event.claims.union(one.reference for one in event.members).intersection(
        row.apart
    )


def join(groups: Groups, event: Event, row: Row, alike: float) -> None:
    """Puts a row into an event."""
    if 0 < len(event.members) < VOICES and alike < 1 and not event.stated:
        before = groups.bag(event.words) if event.bag is None else event.bag
        event.bag = _with(before, groups.bag(row.stems), len(event.members))
        event.length = vocabulary.length(event.bag)
    event.members.append(row)
    if row.place:
        event.sentences = event.sentences or {}
        event.sentences.setdefault(row.place, row.when)
    if row.field == "text":
        first = groups.lead.get(row.article)
        if first is None or row.begins < first[0]:
            groups.lead[row.article] = row.begins, event
    if row.apart:
        event.parted = event.parted.union(row.apart)
        event.closed = event.closed or "*" in row.apart
    groups.likeness[row.n] = alike


def _with(bag: Mapping[str, float], other: Mapping[str, float], n: int) -> dict[str, float]:
    """The words of an event with those of one more claim: the mean of the bags, as if each had the same say."""
    return {word: (bag.get(word, 0.0) * n + other.get(word, 0.0)) / (n + 1) for word in sorted({*bag, *other})}


def grouped(rows: Sequence[Row], stated: Sequence[Mapping[str, Any]]) -> Groups:
    """The events of the candidates that are dated, headlines or put together by people; `_undated` sees to the others.

    `stated` are events that people made, with `name`, `when`, `said`, `actors` and `claims`: candidates may join them,
    and they stay as they are.
    """
    ordered = sorted(rows, key=attrgetter("order"))
    groups = Groups(vocabulary.rarity({row.folded: row.stems for row in rows}.values()))
    for row in ordered:
        if row.event and row.event_date:
            groups.merged.setdefault(row.event, row.event_date)
    for one in stated:
        words = tuple(vocabulary.weighed(vocabulary.stems(one["said"]), groups.rare))
        event = groups.begin(one["name"], one["when"], words, frozenset(one["actors"]))
        event.stated, event.claims = True, frozenset(one["claims"])
    for row in (row for row in ordered if row.event_date or row.event):
        _place(groups, row)
    for row in (row for row in ordered if row.when and not row.event_date and not row.event):
        _place(groups, row)
    return groups


def _of_lead(groups: Groups, row: Row, bag: Mapping[str, float]) -> tuple[float, Event] | None:
    """For a headline: the event that its article tells first, if it is like that at all and of those days."""
    first = groups.lead.get(row.article)
    if first is None or row.event_date or _needed(first[1], row) > 1 or not may_join(first[1], row):
        return None
    alike = likeness(first[1], bag, vocabulary.length(bag))
    return (alike, first[1]) if alike >= OF_LEAD else None


def _place(groups: Groups, row: Row) -> None:
    if row.event:
        when = row.event_date or groups.merged.get(row.event) or row.when
        event = groups.named.get(row.event) or groups.begin(row.event, when, row.stems, row.actors)
        return join(groups, event, row, 1.0)
    when = str(row.when)
    known = groups.exact.get((when, row.folded))
    if known is not None and may_join(groups.events[known], row):
        return join(groups, groups.events[known], row, 1.0)
    bag = groups.bag(row.stems)
    found = groups.like(row, when, bag) or _of_lead(groups, row, bag)
    if found:
        return join(groups, found[1], row, found[0])
    event = groups.begin(f"x-{row.id}", when, row.stems, row.actors)
    groups.exact.setdefault((when, row.folded), len(groups.events) - 1)
    return join(groups, event, row, 1.0)
