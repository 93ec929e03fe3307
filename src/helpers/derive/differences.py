"""Differences: where two sights of one article do not say the same.

An article that was seen more than once (the same id) is compared in headline, outlet, author, day and text. Articles of
several services at the same address are compared in headline and day: each service names an outlet in its own way, and
has another part of the text. Case, white space, spaces before punctuation, and what services put behind a text that
they cut ("[+1234 chars]") do not count. Two moments differ by a minute or more; a day and a moment by more than one
day, because the zone of the day is not known.
"""

from collections.abc import Iterator, Mapping
from itertools import takewhile

import pandas as pd

from helpers import tables as model
from helpers.cases import Case, Handle
from helpers.derive._links import link_sql

NEEDS = ("articles",)
MAY_USE = ("sightings",)
MAKES = ("differences",)
CODE = ("derive/_links.py", "clean.py")
BEFORE, LONGEST = 60, 300
LEAST = 10  # characters: a shorter text that begins another may do so by chance
_COMPARED = {"id": ("title", "outlet", "author", "published", "text"), "address": ("title", "published")}
_CUT = r"\s*(…|\.\.\.)?\s*(\[\+[0-9]+ chars\])?$"
_EXACT = "('minute', 'second', 'ms')"


def derive(tables: Mapping[str, Handle], case: Case) -> dict[str, pd.DataFrame]:
    """One row a column in which the article that is shown and another sight of it differ, in the order of the rows."""
    con = tables["articles"].con
    con.execute(f"CREATE OR REPLACE TEMP TABLE placed AS {_placed(tables['articles'])}")
    con.execute("""CREATE OR REPLACE TEMP TABLE places AS SELECT n, place, first FROM placed
        JOIN (SELECT place, min(n) AS first FROM placed GROUP BY 1 HAVING count(*) > 1) USING (place)
        WHERE n <> first""")
    found = [
        (same != "id", *numbers, part, *row)
        for same, columns in _COMPARED.items()
        if same == "address" or "sightings" in tables
        for part, column in enumerate(columns)
        for numbers, row in _differing(tables, same, column)
    ]
    con.execute("DROP TABLE placed; DROP TABLE places")
    rows = [row[4:] for row in sorted(found, key=lambda row: row[:4])]
    return {"differences": pd.DataFrame(rows, columns=model.get("differences").arrow.names, dtype=object)}


def _differing(
    tables: Mapping[str, Handle], same: str, column: str
) -> Iterator[tuple[tuple[int, int], tuple[str, ...]]]:
    """The pairs that differ in one column: one at a time, so that no query holds all texts."""
    found = tables["articles"].con.execute(
        f"""SELECT * FROM (SELECT a.n, b.n, a.source, a.row, a.id, {link_sql("a.address")}, {_kind(column)} AS kind,
        {_said("a", column)}, {_said("b", column)}, b.source, b.row FROM {_pairs(tables, same, column)}
        WHERE a.{column} IS NOT NULL AND b.{column} IS NOT NULL) WHERE kind IS NOT NULL"""
    )
    while some := found.fetchmany(1000):
        for one, two, source, row, id_, place, kind, here, there, *other in some:
            yield (one, two), (source, row, id_, place, same, column, kind, *_passages(here, there), *other)


def _placed(articles: Handle) -> str:
    """The SQL of every article's address in one form; one without a path is the outlet's own, and no article's."""
    listed = (
        f"SELECT file_row_number AS n, {link_sql('address')} AS place FROM {_rows(articles)} WHERE address IS NOT NULL"
    )
    return f"SELECT * FROM ({listed}) WHERE regexp_matches(place, '[^/?][/?].')"


def _pairs(tables: Mapping[str, Handle], same: str, column: str) -> str:
    """The SQL of pairs `a` and `b`: the article that is shown, or the first one at an address, and every other."""
    shown = _read(tables["articles"], column)
    if same == "id":
        return f"({shown}) a JOIN ({_read(tables['sightings'], column)}) b ON a.id = b.id"
    return f"places JOIN ({shown}) a ON a.n = places.first JOIN ({shown}) b ON b.n = places.n"


def _read(handle: Handle, column: str) -> str:
    also = ", published_at, published_at_precision" if column == "published" else ""
    return f"SELECT source, row, id, address, {column}{also}, file_row_number AS n FROM {_rows(handle)}"


def _rows(handle: Handle) -> str:
    path = str(handle.path).replace("'", "''")
    return f"read_parquet('{path}', file_row_number=true)"


def _kind(column: str) -> str:
    """The SQL that tells how the two differ: NULL where they do not, or one of them does not say."""
    return _kind_of_days() if column == "published" else _kind_of_texts(_folded(f"a.{column}"), _folded(f"b.{column}"))


def _kind_of_texts(one: str, two: str) -> str:
    begins = f"(starts_with({one}, {two}) OR starts_with({two}, {one}))"
    cut = f"least(length({one}), length({two})) >= {LEAST} AND {begins}"
    return f"CASE WHEN {one} = {two} THEN NULL WHEN {cut} THEN 'shortened' WHEN {one} <> {two} THEN 'different' END"


def _folded(text: str) -> str:
    one_space = f"regexp_replace(nfc_normalize({text}), '[\\s\\p{{Z}}]+', ' ', 'g')"
    return f"lower(trim(regexp_replace(regexp_replace({one_space}, '{_CUT}', ''), ' +([,.;:!?])', '\\1', 'g')))"


def _kind_of_days() -> str:
    """Moments are compared as such; days with a moment loosely; months and years where neither is in the other."""
    one, two = map(_moment, "ab")
    apart = "abs(datediff('day', try_cast(a.published AS DATE), try_cast(b.published AS DATE)))"
    bare = [f"rtrim({x}.published, '~?%')" for x in "ab"]
    inside = " OR ".join(f"starts_with({x}, {y})" for x, y in (bare, bare[::-1]))
    return f"""CASE WHEN {one} IS NOT NULL AND {two} IS NOT NULL
        THEN CASE WHEN abs(epoch({one}) - epoch({two})) >= 60 THEN 'different' END
        WHEN coalesce({one}, {two}) IS NOT NULL AND {apart} IS NOT NULL
        THEN CASE WHEN {apart} > 1 THEN 'different' END
        WHEN NOT ({inside}) THEN 'different' END"""


def _moment(row: str) -> str:
    return f"(CASE WHEN {row}.published_at_precision IN {_EXACT} THEN {row}.published_at END)"


def _said(row: str, column: str) -> str:
    """The SQL of what is shown: of two moments on one day the day would not tell the difference."""
    if column != "published":
        return f"{row}.{column}"
    return f"coalesce(strftime(timezone('UTC', {_moment(row)}), '%Y-%m-%d %H:%M:%S UTC'), {row}.published)"


def _passages(here: str, there: str) -> tuple[str, str]:
    """Both texts, from a little before they part, where they are long."""
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(here, there, strict=False)))
    start = max(same - BEFORE, 0) if max(len(here), len(there)) > LONGEST else 0
    return _passage(here, start), _passage(there, start)


def _passage(text: str, start: int) -> str:
    end = start + LONGEST
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")
