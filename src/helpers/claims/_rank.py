"""Which events matter: named rules with points, each shown. The sum is an order and no probability.

Numbers count by doubling: one article gives four points, three give eight, seven twelve. What many articles say of one
day is counted for the event of that day that most of them tell; the others of that day have their own articles alone.
An article counts as much as its best sentence on that day: five of its points are one article. Who repeats a sentence
of another word for word counts as that other: a hundred copies are one article.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from sys import intern
from typing import Any, NamedTuple

from helpers import dates, wording
from helpers.claims._places import LONGEST, span

LATE = 7  # days: who refers to a day later than that thinks of it as a date to remember
MOST_OF_ONE = 12  # points of a sentence
GOOD = 5  # points of a sentence that makes its article count as one
PEAK = 3  # points of a day that stands out
EXACT = {"day": 3, "interval": 1, "month": 1}
_FIGURE = re.compile(r"\d")


class Mentions(NamedTuple):
    """Who refers to a date: articles, those that name the day itself, those that do so more than a week later.

    `weight` and `weight_named` are the first two with each article counted by its best sentence: five points are one.
    """

    articles: int
    named: int
    late: int
    weight: float
    weight_named: float


NOBODY = Mentions(0, 0, 0, 0.0, 0.0)


class _Seen(NamedTuple):
    """What one article says of a date: points of its best sentence, whether it names the day, whether it is late."""

    score: float
    named: bool
    late: bool


def doubling(n: float) -> int:
    """Points of a number: four for each time it doubles (one more than n is counted, so that 1 gives 4)."""
    return round(4 * math.log2(n + 1))


class Tellers:
    """The articles that tell something, in which who repeats another word for word is that other.

    The first article of a sentence is that of its first report; of several on one day the first by name.
    """

    def __init__(self, claims: Iterable[Mapping[str, Any]]) -> None:
        self._first: dict[str, tuple[str, str]] = {}
        for claim in claims:
            if claim.get("table") == "articles" and claim.get("what"):
                here = str(claim.get("report_date") or "9999"), _article(claim)
                self._first[claim["what"]] = min(here, self._first.get(claim["what"], here))

    def of(self, claim: Mapping[str, Any]) -> list[str]:
        """The articles of a claim: its own row or the one that it repeats, or those that a person gave as evidence."""
        if claim.get("table") == "articles":
            return [self._first[claim["what"]][1] if claim.get("what") else _article(claim)]
        evidence = claim.get("evidence")
        return [one for one in evidence if str(one).startswith("articles:")] if isinstance(evidence, list) else []


def _article(claim: Mapping[str, Any]) -> str:
    return str(claim.get("article") or f"{claim['source']}:{claim['row']}")


def mentions(claims: Iterable[Mapping[str, Any]], tellers: Tellers) -> dict[str, Mentions]:
    """Who refers to each date, by EDTF; for claims that people stated, the articles of their evidence."""
    found: dict[str, dict[str, _Seen]] = {}
    for claim in claims:
        when = claim.get("event_date")
        if not isinstance(when, str):
            continue
        score = float(claim["score"]) if _is_number(claim.get("score")) else float(GOOD)
        named = isinstance(claim.get("date_text"), str) and bool(_FIGURE.search(str(claim["date_text"])))
        late = _late(when, claim.get("report_date"))
        seen = found.setdefault(when, {})
        for article in tellers.of(claim):
            before = seen.get(article, _Seen(0.0, False, False))
            seen[article] = _Seen(max(score, before.score), named or before.named, late or before.late)
    return {when: _counted(list(seen.values())) for when, seen in found.items()}


def _counted(seen: Sequence[_Seen]) -> Mentions:
    named = [one for one in seen if one.named]
    weights = (sum(one.score for one in some) / GOOD for some in (seen, named))
    return Mentions(len(seen), len(named), sum(one.late for one in seen), *weights)


def _late(when: str, reported: object) -> bool:
    if not isinstance(reported, str) or not reported:
        return False
    return span(reported).first - span(when).last > LATE


class Ranking:
    """The points of a case's events, from everything that is told in it."""

    def __init__(self, claims: Sequence[Mapping[str, Any]]) -> None:
        self.tellers = Tellers(claims)
        self.mentions = mentions(claims, self.tellers)

    def points(
        self, event: Mapping[str, Any], group: Sequence[Mapping[str, Any]], leads: bool
    ) -> list[tuple[str, int]]:
        """The rules that apply to an event, in order, with their points; `leads` if it is the first of its date."""
        dated = isinstance(event["date"], str) and event["precision"] in EXACT and _short(event["date"])
        found = self._of_date(event["date"]) if leads and dated else []
        told = len({article for claim in group for article in self.tellers.of(claim)})
        if told and not found:
            found.append((f"{wording.many(told, 'article tells', 'articles tell')} it", doubling(told)))
        if event["n_origins"] > 1:
            found.append((f"{event['n_origins']} independent origins", doubling(event["n_origins"] - 1) // 2))
        if dated:
            found.append(
                (f"dated to the {event['precision']}".replace("the interval", "an interval"), EXACT[event["precision"]])
            )
        if event["status"] in ("disputed", "denied", "confirmed"):
            found.append((event["status"], 3))
        if event["actors"]:
            found.append(
                (f"names {wording.many(len(event['actors']), 'actor')} of the case", min(len(event["actors"]), 3))
            )
        if any(claim.get("field") == "title" for claim in group):
            found.append(("in a headline", 2))
        best = max((int(claim["score"]) for claim in group if _is_number(claim.get("score"))), default=0)
        return [*found, ("its best sentence", max(min(best, MOST_OF_ONE), -MOST_OF_ONE))] if best else found

    def _of_date(self, when: str) -> list[tuple[str, int]]:
        counted, day = self.mentions.get(when, NOBODY), dates.words(when)
        found = []
        if counted.articles > 1:
            found.append((f"{wording.many(counted.articles, 'article')} refer to {day}", doubling(counted.weight)))
        if counted.named:
            found.append(
                (
                    f"{wording.many(counted.named, 'article names', 'articles name')} that date",
                    doubling(counted.weight_named),
                )
            )
        if counted.late:
            words = wording.many(counted.late, "article refers", "articles refer")
            found.append((f"{words} to it more than a week later", doubling(counted.late) // 4))
        return found + self._around(when, counted.articles)

    def _around(self, when: str, articles: int) -> list[tuple[str, int]]:
        """Of a day: whether it stands out from the days beside it."""
        first, last = span(when)
        if first != last:
            return []
        days = [day for day in (first - 1, first + 1) if 1 <= day <= date.max.toordinal()]
        most = max(self.mentions.get(date.fromordinal(day).isoformat(), NOBODY).articles for day in days)
        less = f"{wording.many(most, 'article refers', 'articles refer')}" if most else "no article refers"
        return [(f"a peak: {less} to the day before or after", PEAK)] if articles > max(1, most) else []


def _short(when: str) -> bool:
    """Whether a date is of two months at most: that many articles name a year says nothing of an event in it."""
    first, last = span(when)
    return last - first < LONGEST


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and value == value


def shown(points: Sequence[tuple[str, int]]) -> list[str]:
    """The rules as they are shown: `3 articles tell it (+8)`."""
    return [intern(f"{rule} ({n:+})") for rule, n in points]
