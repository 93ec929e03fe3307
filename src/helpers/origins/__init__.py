"""What the story of an article goes back to: copies, credits and chains of them, each followed to its end.

An article goes back to the outlet that it credits in its list of credits, in its author, or in the head of its text; a
copy (the same address, nearly the same text, the same headline within a week) to the first one or to whom another copy
credits. What credits nobody is its own origin. One article can tell several stories: a passage that credits somebody
else goes back to them, and the rest to the article's main story. Nobody is believed to be independent for want of a
name: articles without an outlet and without an address are one origin.

An outlet is what the case calls one (its articles, credits, watchlist, actors), what bears a word of the press in its
name, or what a text credits in so many words ("first reported by the Quay Dispatch"). There is no list of outlets.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from helpers import tables
from helpers.origins import _copies, _credits, _links
from helpers.origins._chains import CIRCLE, Chains, End
from helpers.origins._links import Article, Link
from helpers.origins._names import UNSTATED, Known, key, known, own
from helpers.origins._titles import title_key

__all__ = ["OWN", "UNSTATED", "Known", "at", "key", "known", "of_articles", "own", "title_key"]

OWN, COPY = "its own reporting", "the first copy credits it"
READ = ("source", "row", "outlet", "address", "title", "author", "published", "published_at", "text", "note", "credits")


def of_articles(
    articles: pd.DataFrame,
    families: pd.DataFrame | None = None,
    watchlist: pd.DataFrame | None = None,
    actors: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The table `origins`: one row an article for its main story, and one for each passage that goes back elsewhere.

    `families` is the table of that name, of which the rows on articles are used; `watchlist` and `actors` say who is an
    outlet, and who is none. The order of the articles changes nothing but the order of the rows.
    """
    frame = articles.reindex(columns=list(READ))
    records: list[dict[str, Any]] = [{str(k): v for k, v in one.items()} for one in frame.to_dict("records")]
    outlets = known(frame, watchlist, actors)
    sights = [_links.look(one) for one in records]
    _links.ordinary(sights, outlets)
    outlets.also({name for one in sights for name in _credits.unheard(one.in_text, outlets)})
    read = _links.read(records, sights, outlets)
    titles = [one["title"] if isinstance(one["title"], str) else "" for one in records]
    addresses = [one["address"] if isinstance(one["address"], str) else None for one in records]
    copies = _copies.copied(read, titles, addresses, _of_articles(families), outlets)
    chains = Chains(read, copies, outlets)
    rows = [row for one in read for row in _rows(one, chains)]
    return pd.DataFrame(rows, columns=list(tables.get("origins").names), dtype=object)


def _of_articles(families: pd.DataFrame | None) -> _copies.Families:
    if families is None or families.empty:
        return {}
    mine = families[families["table"] == "articles"]
    cells = zip(mine["source"], mine["row"], mine["family"], mine["kind"], strict=True)
    return {(str(source), str(row)): (str(family), kind == "first") for source, row, family, kind in cells}


def _rows(article: Article, chains: Chains) -> Iterator[dict[str, object]]:
    link = chains.links.get(article.n)
    yield _row(article, "main", link, chains.main(article))
    for part in article.parts:
        yield _row(article, "part", part, chains.end(article, part, [article]))


def _row(article: Article, story: str, link: Link | None, end: End) -> dict[str, object]:
    row: dict[str, object] = {
        "source": article.source,
        "row": article.row,
        "story": story,
        "outlet": None if article.outlet == UNSTATED else article.outlet,
        "origin": end.origin,
        "how": link.how if link else OWN,
        "rule": CIRCLE if end.circle else link.rule or (COPY if end.credited else None) if link else None,
        "chain": list(end.between),
    }
    return row | {name: getattr(link, name, None) for name in ("field", "begins", "ends", "said")}


def at(origins: pd.DataFrame, rows: pd.DataFrame) -> list[tuple[str, bool]]:
    """For each row with `source`, `row`, `field`, `begins`: the origin of what stands there, and whether by a credit.

    A row of an article that is not in `origins` has the origin "". A copy of an article that credits nobody goes back
    to that article without any credit: whoever speaks in it speaks there too.
    """
    mains: dict[tuple[str, str], tuple[str, bool]] = {}
    parts: dict[tuple[str, str, str], list[tuple[int, int, str]]] = {}
    for one in origins.itertuples():
        if one.story == "main":
            mains[(one.source, one.row)] = (str(one.origin), isinstance(one.rule, str))
        elif not pd.isna(one.begins):
            parts.setdefault((one.source, one.row, str(one.field)), []).append(
                (int(one.begins), int(one.ends), str(one.origin))
            )
    found = []
    for source, row, field, begins in zip(rows["source"], rows["row"], rows["field"], rows["begins"], strict=True):
        here = parts.get((source, row, field), ()) if not pd.isna(begins) else ()
        passage = next(((origin, True) for first, end, origin in here if first <= begins < end), None)
        found.append(passage or mains.get((source, row), ("", False)))
    return found
