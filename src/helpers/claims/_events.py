"""Claims grouped into events: their dates, origins, stances and conflicts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd

from helpers import dates, tables, wording


def events(claims: pd.DataFrame) -> pd.DataFrame:
    """The events of a table of claims, by date: one row per group of claims with the same `event`.

    The columns are those of the table `events`. An outlet repeats an event if it asserts it, goes back to another, and
    is not itself a party to it: a company that is quoted in somebody's report does not repeat that report.
    """
    rows = [_event(str(name), group) for name, group in claims.groupby("event", sort=False)]
    frame = pd.DataFrame(rows, columns=list(tables.get("events").names))
    order = (
        frame.assign(_start=frame["start"].fillna(frame["end"]).fillna("9999"))
        .sort_values(["_start", "end", "id"], kind="stable")
        .index
    )
    return frame.loc[order].reset_index(drop=True)


def of_articles(articles: pd.DataFrame) -> pd.DataFrame:
    """One claim an article, for a case without claims: the outlet asserts its headline on the day of publication."""
    frame = pd.DataFrame(
        {column: pd.Series(None, articles.index, dtype=object) for column in tables.get("claims").names}
    )
    where = articles["source"] + ":" + articles["row"]
    frame = frame.assign(
        source=articles["source"], row=articles["row"], id=where, event=where, stance="asserts", kind="article"
    )
    frame["title"], frame["what"] = articles["title"].fillna(articles["note"]), articles["note"]
    frame["claimant"] = articles["outlet"].fillna("an outlet that is not stated")
    day = articles["published_at"].dt.strftime("%Y-%m-%d")
    frame["event_date"] = frame["report_date"] = articles["published"].fillna(day)
    frame["method"], frame["weak"] = "one claim an article", articles["weak"]
    frame.attrs["table"] = "articles"
    return frame.dropna(subset=["title"]).reset_index(drop=True)


def about(claims: pd.DataFrame, words: Iterable[str]) -> pd.DataFrame:
    """The claims of the events in whose title, text or actors a word stands, in any case; all, if there are none."""
    wanted = [word.casefold() for word in words]
    if not wanted:
        return claims
    said = claims["title"].fillna("") + " " + claims["what"].fillna("") + " " + claims["actors"].map(_listed)
    hit = said.str.casefold().map(lambda text: any(word in text for word in wanted))
    return claims[claims["event"].isin(claims.loc[hit, "event"])].reset_index(drop=True)


def _listed(value: object) -> str:
    return " ".join(value) if isinstance(value, list) else ""


def origin_of(claims: pd.DataFrame) -> pd.Series:
    """The origin of every claim: what it goes back to, else the claimant itself."""
    return claims["origin"].fillna(claims["claimant"])


def _event(name: str, group: pd.DataFrame) -> dict[str, object]:
    when = _first(group["event_date"])
    start, end = dates.span(when) if when else (None, None)
    reported = _earliest(group["report_date"])
    backing = group[group["stance"] == "asserts"]
    if backing.empty:
        backing = group[group["stance"] == "confirms"]
    origins = _distinct(origin_of(backing))
    parties = _distinct(actor for found in group["actors"].dropna() for actor in found)
    repeating = _distinct(group.loc[group["origin"].notna() & (group["stance"] == "asserts"), "claimant"])
    return {
        "id": name,
        "title": _first(group["title"]) or _first(group["what"]) or name,
        "kind": _first(group["kind"]),
        "date": when,
        "start": start.isoformat() if start else None,
        "end": end.isoformat() if end else None,
        "precision": dates.precision(when) if when else None,
        "reported": reported,
        "lag_days": lag(end, reported),
        "what": _first(group["what"]),
        "status": status(group["stance"]),
        "n_claims": len(group),
        "n_origins": len(origins),
        "origins": origins,
        "outlets": [one for one in repeating if one not in parties],
        "actors": parties,
        "conflicts": conflicts(group),
        "weak": _first(backing["weak"]) if backing["weak"].notna().all() else None,
        "claims": list(group["id"]),
        "notes": _distinct(group["note"].dropna()),
    }


def _first(values: pd.Series) -> str | None:
    known = values.dropna()
    return str(known.iloc[0]) if len(known) else None


def _distinct(values: Iterable[object]) -> list[str]:
    return list(dict.fromkeys(str(value) for value in values if not pd.isna(value)))


def _earliest(values: pd.Series) -> str | None:
    known = [str(value) for value in values.dropna()]
    return min(known, key=lambda text: (dates.span(text)[0] or date.min, text)) if known else None


def lag(end: date | None, reported: str | None) -> int | None:
    """Days from the last day an event can have been to the first day of its first report; 0 where that is within it."""
    if end is None or not reported:
        return None
    first = dates.span(reported)[0]
    return max((first - end).days, 0) if first else None


def status(stances: pd.Series) -> str:
    """One word for an event: disputed where one asserts or confirms and another denies, else the strongest stance."""
    found = set(stances)
    if "denies" in found:
        return "disputed" if found & {"asserts", "confirms"} else "denied"
    if "confirms" in found:
        return "confirmed"
    return "asserted" if "asserts" in found else "declined"


def conflicts(group: pd.DataFrame) -> list[str]:
    """Where the claims on one event differ: in date, wording and stance, and in what a person noted; as sentences."""
    said = [
        _differ(
            "Dates differ", group.assign(value=[dates.words(d) if d else None for d in _texts(group["event_date"])])
        )
    ]
    said.append(_differ("Wording differs", group.assign(value=group["wording"])))
    denying, backing = group[group["stance"] == "denies"], group[group["stance"].isin(["asserts", "confirms"])]
    if len(denying) and len(backing):
        said.append(f"{_joined(denying['claimant'])} denies what {_joined(origin_of(backing))} asserts.")
    noted = [text if text.endswith(".") else f"{text}." for text in _distinct(group["conflict"].dropna())]
    return [text for text in said if text] + [text[0].upper() + text[1:] for text in noted]


def _texts(values: pd.Series) -> list[str | None]:
    return [None if pd.isna(value) else str(value) for value in values]


def _differ(what: str, group: pd.DataFrame) -> str:
    known = group.dropna(subset=["value"])
    if known["value"].nunique() < 2:
        return ""
    parts = [f"{value} ({_joined(rows['claimant'])})" for value, rows in known.groupby("value", sort=False)]
    return f"{what}: {', '.join(parts)}."


def _joined(names: pd.Series) -> str:
    return ", ".join(_distinct(names))


def origins_in_words(event: Any) -> str:
    """For an event's row: `all of it goes back to one origin, Bloomberg`, `it has 2 independent origins: A and B`."""
    if event.n_origins == 0:
        return "nobody asserts it"
    if event.n_origins == 1:
        return f"all of it goes back to one origin, {event.origins[0]}"
    return f"it has {event.n_origins} independent origins: {wording.listed(event.origins, 6)}"


def strength(event: Any) -> str:
    """The strength of an event in words: `1 origin (Bloomberg News), confirmed`."""
    named = f" ({wording.listed(event.origins)})" if event.origins else ""
    origins = wording.many(event.n_origins, "origin") + named
    return origins if event.status == "asserted" else f"{origins}, {event.status}"
