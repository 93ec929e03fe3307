"""What a snapshot takes from the tables of a case: sources, events, claims, actors, ties, accounts, numbers of rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import pandas as pd

from helpers.report.changes._plain import Entry, entry, keyed, plain

Key = tuple[str, str]
Row = Mapping[str, Any]
_FATES = ("records", "kept", "duplicates", "observations", "rejected")
_LISTED = ("sources", "events", "claims", "actors", "ties")  # each row of theirs is an entry of its own
_ACCOUNT = ("platform", "id", "name", "title", "about", "n_followers", "n_posts", "verified", "label", "source", "row")


def sources(table: pd.DataFrame) -> dict[str, Entry]:
    """Every raw file with its hash and the fates of its rows."""
    fields = ("sha256", *_FATES)
    listed = table.sort_values("source").to_dict("records")
    return keyed((row["source"], entry(row["source"], {name: row[name] for name in fields})) for row in listed)


def events(case: Any) -> dict[str, Entry]:
    """Every event, with the rows of its claims."""
    at = {str(row["id"]): _way(row, "claims") for row in _rows(case, "claims", ("id", "source", "row"))}
    columns = ("id", "title", "date", "status", "n_origins", "n_claims", "conflicts", "weak", "claims")
    return keyed((row["id"], _event(row, at)) for row in _rows(case, "events", columns))


def _event(row: Row, at: Mapping[str, list[Any]]) -> Entry:
    fields = {name: row[name] for name in ("date", "title", "status", "n_origins", "n_claims", "conflicts", "weak")}
    return entry(row["title"] or row["id"], fields, [at[one] for one in row["claims"] or () if one in at])


def claims(case: Any) -> dict[str, Entry]:
    """Every claim, by its own row."""
    same = ("event", "claimant", "stance", "what", "wording", "origin", "conflict", "weak", "note", "method")
    columns = ("id", *same, "event_date", "report_date", "evidence", "source", "row")
    return keyed((row["id"], _claim(row, same)) for row in _rows(case, "claims", columns))


def _claim(row: Row, same: Iterable[str]) -> Entry:
    named = {"date": row["event_date"], "reported": row["report_date"], "stands_in": row["evidence"]}
    says = plain(row["what"]) or plain(row["event"]) or row["id"]
    title = f"{row['claimant']} {row['stance']}: {says}"
    return entry(title, {name: row[name] for name in same} | named, [_way(row, "claims")])


def actors(case: Any) -> dict[str, Entry]:
    """Every actor, by its own row."""
    same = ("name", "kind", "country", "aliases", "handles", "note")
    return keyed(
        (row["id"], entry(row["name"], _some(row, same) | {"stands_in": row["evidence"]}, [_way(row, "actors")]))
        for row in _rows(case, "actors", ("id", *same, "evidence", "source", "row"))
    )


def ties(case: Any) -> dict[str, Entry]:
    """Every tie, by its own row, between the names of its actors."""
    names = {str(row["id"]): row["name"] for row in _rows(case, "actors", ("id", "name"))}
    same = ("kind", "date", "what", "weak", "note")
    return keyed(
        (row["id"], _tie(row, same, names))
        for row in _rows(case, "ties", ("id", "from_actor", "to_actor", *same, "evidence", "source", "row"))
    )


def _tie(row: Row, same: Iterable[str], names: Mapping[str, Any]) -> Entry:
    one, other = (names.get(str(row[end])) or row[end] for end in ("from_actor", "to_actor"))
    fields = {"from": one, "to": other, "stands_in": row["evidence"]} | _some(row, same)
    return entry(f"{one} {row['kind']} {other}", fields, [_way(row, "ties")])


def accounts(case: Any, cited: Collection[Key]) -> dict[str, Entry]:
    """The accounts that someone looks at: those of the watchlist and of actors, and those that a page cites.

    The others are counted with the tables: a network has thousands, and each grows every day.
    """
    named = {str(handle).lower() for table in ("watchlist", "actors") for handle in _handles(case, table)}
    if not (named or cited) or not _has(case, "accounts"):
        return {}
    frame = case.table("accounts", _ACCOUNT)
    platform = frame["platform"].str.lower() + ":"
    # a network has millions of accounts: whole columns first, single rows only of what is left
    maybe = frame["row"].isin({row for _, row in cited})
    for name in ("name", "id"):
        maybe |= (platform + frame[name].str.lower()).isin(named).fillna(False).astype(bool)
    rows = [row for row in frame[maybe].to_dict("records") if _is_looked_at(row, named, cited)]
    return keyed((f"{row['platform']}:{plain(row['id']) or row['name']}", _account(row)) for row in rows)


def _is_looked_at(row: Row, named: Collection[str], cited: Collection[Key]) -> bool:
    handles = {f"{row['platform']}:{row[name]}".lower() for name in ("name", "id")}
    return not handles.isdisjoint(named) or (row["source"], row["row"]) in cited


def _account(row: Row) -> Entry:
    title = f"{plain(row['name']) or plain(row['title']) or plain(row['id']) or 'without a name'} on {row['platform']}"
    fields = _some(row, ("name", "title", "about", "n_followers", "n_posts", "verified", "label"))
    return entry(title, fields, [_way(row, "accounts")])


def _handles(case: Any, table: str) -> Iterable[str]:
    return [one.replace(":@", ":") for row in _rows(case, table, ("handles",)) for one in row["handles"] or ()]


def rows_of_tables(case: Any) -> dict[str, Entry]:
    """How many rows every other table has."""
    tables = getattr(case, "built", {}).get("tables", {})
    return keyed((name, entry(name, {"rows": tables[name]["rows"]})) for name in tables if name not in _LISTED)


def _has(case: Any, table: str) -> bool:
    return bool(case.has(table))


def _rows(case: Any, table: str, columns: Iterable[str]) -> list[dict[str, Any]]:
    return case.table(table, columns).to_dict("records") if _has(case, table) else []


def _some(row: Row, names: Iterable[str]) -> dict[str, Any]:
    return {name: row[name] for name in names}


def _way(row: Row, table: str) -> list[Any]:
    return [table, row["source"], row["row"]]
