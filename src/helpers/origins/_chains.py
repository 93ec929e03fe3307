"""Chains of credits, followed from each article to where its story ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from helpers import vocabulary
from helpers.origins._links import Article, Link
from helpers.origins._names import Known

DAYS = 45  # an older article of the credited outlet is about something else
ALIKE = 0.3  # the least likeness of two articles on one story, by their words and how rare these are
CIRCLE = "credits in a circle: cut at its earliest article"
RAREST, MOST = 15, 100  # words by which an article is found again; articles of an outlet under one word
_READ = 800  # characters of a text that say what its story is


class End(NamedTuple):
    """Where a story ends: the outlet, who stands between, and whether it goes there by a credit."""

    origin: str
    between: tuple[str, ...]
    credited: bool = False
    circle: bool = False


class Chains:
    """The links of a case's articles, each followed to its end."""

    def __init__(self, articles: Sequence[Article], copies: Mapping[int, Link], outlets: Known) -> None:
        self.articles, self.outlets = articles, outlets
        self.links = {one.n: link for one in articles if (link := one.main or copies.get(one.n))}
        self.rare = vocabulary.rarity(vocabulary.stems(_words(one)) for one in articles) if self.links else {}
        self.bags: dict[int, dict[str, float]] = {}
        self.leading: dict[tuple[str, str], list[Article]] = {}
        for one in articles:
            if one.n in self.links:
                self._note(outlets.key(one.outlet), one)

    def _note(self, outlet: str, article: Article) -> None:
        """Keeps an article that leads on under the rarest words of its story, so that credits of its outlet find it."""
        for word in _rarest(self._bag(article)):
            found = self.leading.setdefault((outlet, word), [])
            if len(found) < MOST:
                found.append(article)

    def main(self, article: Article) -> End:
        """Where the main story of an article ends; at itself, if it credits nobody and is no copy."""
        link = self.links.get(article.n)
        return self.end(article, link, [article]) if link else End(article.outlet, ())

    def end(self, article: Article, link: Link, path: list[Article]) -> End:
        """Where a link of an article ends: at the outlet it names, or where that outlet's own article leads on to."""
        credited = link.name is not None
        following = self._next(link, article)
        while following is not None:
            if any(one.n == following.n for one in path):
                circle = path[next(k for k, one in enumerate(path) if one.n == following.n) :]
                first = min(circle, key=lambda one: (one.day, one.source, one.row))
                return End(first.outlet, self._between(path, first.outlet), True, True)
            path.append(following)
            onward = self.links.get(following.n)
            if onward is None:
                return End(following.outlet, self._between(path, following.outlet), credited)
            credited = credited or onward.name is not None
            link, following = onward, self._next(onward, following)
        return End(str(link.name), self._between(path, str(link.name)), True)

    def _between(self, path: Sequence[Article], origin: str) -> tuple[str, ...]:
        own = {self.outlets.key(origin), self.outlets.key(path[0].outlet)}
        return tuple(name for name in dict.fromkeys(one.outlet for one in path) if self.outlets.key(name) not in own)

    def _next(self, link: Link, article: Article) -> Article | None:
        """The article that a link leads to, if the case has it and it leads on."""
        if link.article is not None:
            return self.articles[link.article]
        said, outlet = self._bag_of(article, link), self.outlets.key(str(link.name))
        candidates = {one.n: one for word in _rarest(said) for one in self.leading.get((outlet, word), ())}
        near = [one for n, one in candidates.items() if n != article.n and _before(one, article)]
        if not near:
            return None
        alike = [(vocabulary.likeness(said, self._bag(one)), one) for one in near]
        best = max(alike, key=lambda pair: (pair[0], pair[1].day, pair[1].source, pair[1].row))
        return best[1] if best[0] >= ALIKE else None

    def _bag(self, article: Article) -> dict[str, float]:
        if article.n not in self.bags:
            self.bags[article.n] = self._weighed(_words(article))
        return self.bags[article.n]

    def _bag_of(self, article: Article, link: Link) -> dict[str, float]:
        whole = link.begins is None or link.ends is None or link is self.links.get(article.n)
        return self._bag(article) if whole else self._weighed(article.text[link.begins : link.ends])

    def _weighed(self, text: str) -> dict[str, float]:
        return vocabulary.weighed(vocabulary.stems(text), self.rare)


def _words(article: Article) -> str:
    return f"{article.title} {article.text[:_READ]}"


def _rarest(bag: Mapping[str, float]) -> list[str]:
    return sorted(bag, key=lambda word: (-bag[word], word))[:RAREST]


def _before(earlier: Article, later: Article) -> bool:
    """Whether one article can be what another credits: not more than a day after it, not long before."""
    try:
        one, other = date.fromisoformat(earlier.day[:10]), date.fromisoformat(later.day[:10])
    except ValueError:
        return True
    return other - timedelta(days=DAYS) <= one <= other + timedelta(days=1)
