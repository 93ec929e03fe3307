"""Articles that are copies of others: the same address, nearly the same text, the same headline."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from helpers import clean
from helpers.origins._links import Article, Link
from helpers.origins._names import Known
from helpers.origins._titles import is_cut, speaks, title_key

DAYS = 7  # the same headline later than that is another story
Families = Mapping[
    tuple[str, str], tuple[str, bool]
]  # (source, row) of an article: its family, whether it is the first


def copied(
    articles: Sequence[Article],
    titles: Sequence[str],
    addresses: Sequence[str | None],
    families: Families,
    outlets: Known,
) -> dict[int, Link]:
    """From the number of an article that is a copy to the link that leads to the first; without those that credit.

    The first is the earliest; of two of the same day the one that credits nobody, and then that of the smaller row.
    """
    found: dict[int, Link] = {}
    groups = (
        ("the same address", _by_address(addresses), False),
        ("the same text", _by_family(articles, families), True),
        ("the same title", _by_title(articles, titles), False),
    )
    for how, members, whole in groups:
        for group in members:
            _follow(found, articles, sorted(group, key=lambda n: _order(articles[n])), how, whole, outlets)
    return found


def _order(article: Article) -> tuple[str, bool, str, str]:
    return article.day[:10], article.main is not None, article.source, article.row


def _follow(
    found: dict[int, Link], articles: Sequence[Article], group: Sequence[int], how: str, whole: bool, outlets: Known
) -> None:
    """Links the later ones of a group to its first; in a family of texts, all to the outlet that one credits."""
    credited = next((articles[n].main for n in group if articles[n].main), None) if whole else None
    first = articles[group[0]]
    for n in group:
        one = articles[n]
        if one.main or n in found:
            continue
        if credited and outlets.key(str(credited.name)) != outlets.key(one.outlet):
            found[n] = Link(credited.name, None, how, "another copy credits it", said=credited.said)
        elif not credited and n != first.n and outlets.key(one.outlet) != outlets.key(first.outlet):
            found[n] = Link(None, first.n, how, None, said=first.title or None)


def _by_address(addresses: Sequence[str | None]) -> Iterable[list[int]]:
    groups: dict[str, list[int]] = {}
    for n, address in enumerate(addresses):
        place = clean.link_key(address) if address else ""
        if "/" in place:  # an address without a path is the outlet's own
            groups.setdefault(place, []).append(n)
    return [group for group in groups.values() if len(group) > 1]


def _by_family(articles: Sequence[Article], families: Families) -> Iterable[list[int]]:
    groups: dict[str, list[int]] = {}
    for one in articles:
        if found := families.get((one.source, one.row)):
            groups.setdefault(found[0], []).append(one.n)
    return [group for group in groups.values() if len(group) > 1]


def _by_title(articles: Sequence[Article], titles: Sequence[str]) -> Iterable[list[int]]:
    """Groups of one headline within a week; a headline that is cut belongs to the whole ones that begin like it."""
    groups: dict[str, list[int]] = {}
    keys = [title_key(one.title) for one in articles]
    whole = sorted({key for key, title in zip(keys, titles, strict=True) if speaks(key) and not is_cut(title)})
    for one, key, title in zip(articles, keys, titles, strict=True):
        if speaks(key):
            groups.setdefault(_whole(key, whole) if is_cut(title) else key, []).append(one.n)
    return [part for group in groups.values() for part in _near(articles, group) if len(part) > 1]


def _whole(cut: str, whole: Sequence[str]) -> str:
    at = bisect_right(whole, cut)
    return whole[at] if at < len(whole) and whole[at].startswith(cut) else cut


def _near(articles: Sequence[Article], group: Sequence[int]) -> Iterable[list[int]]:
    """The group in runs: each article at most a week after the first of its run; one without a day is in the first."""
    runs: list[list[int]] = []
    begun: date | None = None
    for n in sorted(group, key=lambda n: _order(articles[n])):
        day = _as_day(articles[n].day)
        if runs and (day is None or begun is None or (day - begun).days <= DAYS):
            runs[0 if day is None else -1].append(n)
        else:
            runs.append([n])
            begun = day
    return runs


def _as_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
