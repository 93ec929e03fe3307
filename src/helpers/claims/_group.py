"""Candidates grouped into events: by date, actors and content; the same whatever the order they come in.

Each candidate, the best first, joins the event it is most like, and begins an event of its own where none is like
enough. Likeness is the cosine of the stems of the sentences, weighed by how rare these are; how much of it is needed
depends on the dates: the same date, one date inside the other (a day in its month), or days next to each other, which
must be told in nearly the same words and then are a conflict of dates. A headline dates nothing, and says what is new:
it joins an event of the days before it was published, or one that other headlines of these days make. Only events that
share a rare word within the same months are compared: the time grows with the candidates, not with their square.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from helpers import clean, vocabulary
from helpers.claims._places import HEADLINE_DAYS, NEAR_DAYS, looked_for, registered, span

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

    `when` ends in `~` where it is the day on which a headline was published.
    """

    name: str
    when: str | None
    bag: Mapping[str, float]
    actors: frozenset[str]
    members: list[int] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    sentences: dict[object, str] | None = None
    parted: frozenset[str] = frozenset()
    closed: bool = False
    stated: bool = False
    length: float = 1.0


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
        order = sorted(rare, key=lambda word: (-rare[word], word))
        self.nth = {word: n for n, word in enumerate(order)}

    def rarest(self, bag: Iterable[str], n: int = RAREST) -> list[str]:
        """The words of a bag by which an event is looked for."""
        return sorted(bag, key=self.nth.__getitem__)[:n]

    def bag(self, stems: Iterable[str]) -> dict[str, float]:
        """The weighed stems of a text."""
        return vocabulary.weighed(stems, self.rare)

    def begin(self, name: str, when: str | None, bag: Mapping[str, float], actors: frozenset[str]) -> Event:
        """A new event, found from now on under its rarest words in each of its months."""
        made = Event(name, when, bag, actors, length=vocabulary.length(bag))
        self.events.append(made)
        self.named[name] = made
        words, n = self.rarest(bag), len(self.events) - 1
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

    def like(self, row: Mapping[str, Any], bag: Mapping[str, float]) -> tuple[float, Event] | None:
        """The event that a row is most like, with the likeness; None if none is like enough."""
        near: list[int] = []
        is_day = not row["when"].endswith("~")
        words = self.rarest(bag, RAREST if is_day else ALL)  # of a headline all: what is new in it is its rarest
        own = span(row["when"]).first
        for place in looked_for(row["when"]):
            here = self.places.get(place)
            if here is None:
                continue
            found = dict[int, int]()
            for word in words:
                known = here.get(word, ())
                for n in (known,) if isinstance(known, int) else known:
                    found[n] = found.get(n, 0) + 1
            shared = SHARED_NEAR if is_day and isinstance(place, int) and place != own else SHARED
            near += [n for n, times in found.items() if times >= shared]
        best: tuple[float, int] | None = None
        length = vocabulary.length(bag)
        for n in sorted(set(near)):
            event = self.events[n]
            needed = max(_needed(event, row), best[0] if best else 0.0)
            if needed > 1:
                continue
            alike = vocabulary.product(bag, event.bag) / (length * event.length)
            if (
                alike >= needed
                and may_join(event, row)
                and not _tells_another(event, row)
                and (best is None or alike > best[0])
            ):
                best = (alike, n)
        return (best[0], self.events[best[1]]) if best else None


def _needed(event: Event, row: Mapping[str, Any]) -> float:
    """The likeness that the dates and actors ask for; more than 1 where they do not go together."""
    needed = _by_dates(event, row)
    others = event.actors and row["actor_set"] and not event.actors & row["actor_set"]
    return needed + OTHER_ACTORS if others else needed


def _by_dates(event: Event, row: Mapping[str, Any]) -> float:
    one, other = span(str(event.when)), span(row["when"])
    if str(event.when).endswith("~") and row["when"].endswith("~"):
        return SAME if abs(one.first - other.first) <= HEADLINE_DAYS else 2.0
    if row["when"].endswith("~") and not row["event_date"]:
        return INSIDE if one.first <= other.last and other.first - one.last <= NEAR_DAYS else 2.0
    if one == other:
        return STATED if event.stated else SAME
    if (one.first <= other.first and other.last <= one.last) or (other.first <= one.first and one.last <= other.last):
        return INSIDE
    return NEAR if max(one.first - other.last, other.first - one.last) <= NEAR_DAYS else 2.0


def place_of(row: Mapping[str, Any]) -> tuple[object, ...]:
    """The sentence of a row: its article, and where in it."""
    return row["article"], row["field"], row["begins"]


def _tells_another(event: Event, row: Mapping[str, Any]) -> bool:
    """Whether the row's own sentence is in the event with another date: two dates of one sentence are no conflict."""
    return bool(event.sentences and event.sentences.get(row.get("place"), row["when"]) != row["when"])


def may_join(event: Event, row: Mapping[str, Any]) -> bool:
    """Whether nobody has parted the row from the event."""
    apart = set(row["apart"])
    return not (
        event.closed or "*" in apart or not apart.isdisjoint(event.references) or row["reference"] in event.parted
    )


def join(groups: Groups, event: Event, row: Mapping[str, Any], alike: float) -> None:
    """Puts a row into an event."""
    if row["n"] is not None and 0 < len(event.members) < VOICES and alike < 1 and not event.stated:
        event.bag = _with(event.bag, groups.bag(row["stems"]), len(event.members))
        event.length = vocabulary.length(event.bag)
    event.members.append(row["n"])
    if row.get("place"):
        event.sentences = event.sentences or {}
        event.sentences.setdefault(row["place"], row["when"])
    if row["field"] == "text":
        begins, first = int(row["begins"] or 0), groups.lead.get(row["article"])
        if first is None or begins < first[0]:
            groups.lead[row["article"]] = begins, event
    event.references.append(row["reference"])
    event.parted = event.parted.union(row["apart"]) if row["apart"] else event.parted
    event.closed = event.closed or "*" in row["apart"]
    groups.likeness[row["n"]] = alike


def _with(bag: Mapping[str, float], other: Mapping[str, float], n: int) -> dict[str, float]:
    """The words of an event with those of one more claim: the mean of the bags, as if each had the same say."""
    return {word: (bag.get(word, 0.0) * n + other.get(word, 0.0)) / (n + 1) for word in sorted({*bag, *other})}


def grouped(rows: Sequence[dict[str, Any]], stated: Sequence[Mapping[str, Any]]) -> Groups:
    """The events of the candidates that are dated, headlines or put together by people; `_undated` sees to the others.

    `rows` are candidates as `claims._told` prepares them; `stated` are events that people made, with `name`, `when`,
    `said` and `actors`: candidates may join them, and they stay as they are.
    """
    stems: dict[str, list[str]] = {}
    for row in rows:
        row["when"], row["folded"] = row["event_date"] or of_headline(row), clean.fold(str(row["what"]))
        row["stems"] = stems.setdefault(row["folded"], []) or vocabulary.stems(row["folded"])
        stems[row["folded"]] = row["stems"]
    _mark_of_two_dates(rows)
    ordered = sorted(rows, key=order)
    groups = Groups(vocabulary.rarity(stems[said] for said in sorted(stems)))
    for one in stated:
        event = groups.begin(
            one["name"], one["when"], groups.bag(vocabulary.stems(one["said"])), frozenset(one["actors"])
        )
        event.stated = True
    for row in (row for row in ordered if row["event_date"] or row["event"]):
        _place(groups, row)
    for row in (row for row in ordered if row["when"] and not row["event_date"] and not row["event"]):
        _place(groups, row)
    return groups


def _mark_of_two_dates(rows: Sequence[dict[str, Any]]) -> None:
    """Notes in each row its sentence, where that has rows of different dates: of the others nothing need be kept."""
    dated: dict[object, str | None] = {}
    several = {place for row in rows if dated.setdefault(place := place_of(row), row["when"]) != row["when"]}
    for row in rows if several else ():
        if (place := place_of(row)) in several:
            row["place"] = place


def of_headline(row: Mapping[str, Any]) -> str | None:
    """The day on which a headline that dates nothing was published, as an approximate date."""
    reported = row["report_date"]
    is_day = (
        isinstance(reported, str) and len(reported) == 10 and row["field"] == "title" and row["stance"] != "declines"
    )
    return f"{reported}~" if is_day else None


def order(row: Mapping[str, Any]) -> tuple[bool, bool, int, str, str, str, str]:
    """People's first, then by score, then by content: never by the place in the table."""
    place = (str(row["event_date"]), row["folded"], str(row["id"]), row["article"])
    return (not row["event"], not row["accepted"], -int(row["score"] or 0), *place)


def _of_lead(groups: Groups, row: Mapping[str, Any], bag: Mapping[str, float]) -> tuple[float, Event] | None:
    """For a headline: the event that its article tells first, if it is like that at all and of those days."""
    first = groups.lead.get(row["article"])
    if first is None or row["event_date"] or _needed(first[1], row) > 1 or not may_join(first[1], row):
        return None
    alike = vocabulary.likeness(bag, first[1].bag)
    return (alike, first[1]) if alike >= OF_LEAD else None


def _place(groups: Groups, row: dict[str, Any]) -> None:
    exact = (str(row["when"]), row["folded"])
    bag = groups.bag(row["stems"])
    if row["event"]:
        event = groups.named.get(row["event"]) or groups.begin(row["event"], row["when"], bag, row["actor_set"])
        return join(groups, event, row, 1.0)
    known = groups.exact.get(exact)
    if known is not None and may_join(groups.events[known], row):
        return join(groups, groups.events[known], row, 1.0)
    found = groups.like(row, bag) or _of_lead(groups, row, bag)
    if found:
        return join(groups, found[1], row, found[0])
    event = groups.begin(f"x-{row['id']}", row["when"], bag, row["actor_set"])
    groups.exact.setdefault(exact, len(groups.events) - 1)
    return join(groups, event, row, 1.0)
