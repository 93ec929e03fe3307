"""Claims grouped into events: their dates, origins, stances, conflicts, and their order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from helpers import dates, tables, vocabulary, wording
from helpers.claims import _rank
from helpers.claims._conflicts import between, distinct, origin_of_one, own_voice
from helpers.claims._title import first, title

UNDATED = "No claim dates it: it stands at its first report."
DATED_BY_RULE = "Nothing that a person has checked dates it: the date was found by a rule."
Claim = Mapping[str, Any]
_NAME_WORD = re.compile(r"\w+")
_SMALL = frozenset(re.findall(r"\w+", "the a an le la les l un une de du des d der die das el los las of and et y"))


def events(claims: pd.DataFrame) -> pd.DataFrame:
    """The events of a table of claims, by date: one row per group of claims with the same `event`.

    The columns are those of the table `events`. An outlet repeats an event if it asserts it, goes back to another, and
    is not itself a party to it: a company that is quoted in somebody's report does not repeat that report. Where people
    stated or accepted claims on an event, these alone say what it is; what rules found stands with them and decides
    nothing. `claims` may be what `told` gives: then events of claims that rules found are among them.
    """
    groups = _groups(claims)
    del claims  # of ten thousand articles these are large, and the caller may have let go of them
    rows = [_event(name, group) for name, group in groups.items()]
    _ranked(rows, groups)
    del groups
    rows.sort(key=lambda row: (row["start"] or row["end"] or "9999", row["end"] or "~", row["id"]))
    columns = {name: [row.get(name) for row in rows] for name in tables.get("events").names}
    return pd.DataFrame(columns, dtype=None if rows else object)


def _groups(claims: pd.DataFrame) -> dict[str, list[dict[str, Any]]]:
    frame = claims.astype(object).where(claims.notna(), None)
    names = [str(name) for name in frame.columns]
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in zip(*(frame[name] for name in frame.columns), strict=True):
        # without what is not known, which is a third: a record of 21 values takes half the memory of one of 28
        claim = {name: value for name, value in zip(names, row, strict=True) if value is not None}
        groups.setdefault(str(claim["event"]), []).append(claim)
    for group in groups.values():
        if any(claim.get("table") == "articles" for claim in group):
            group.sort(key=_of_found)
    return groups


def _of_found(claim: Claim) -> tuple[bool, float, float, str, str]:
    """The order of what rules found in an event: after what people stated, the first one and what is like it."""
    if claim.get("table") != "articles":
        return False, 0.0, 0.0, "", ""
    likeness, score = float(claim.get("alike") or 0), float(claim.get("score") or 0)
    return True, -likeness, -score, str(claim["id"]), f"{claim['source']}:{claim['row']}"


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


# ---------------------------------------------------------------- one event


def method_of(claim: Claim) -> str:
    """How a claim came to be: stated by a person, accepted by one, or extracted by a rule."""
    if claim.get("standing") and claim.get("table") == "articles":
        return "accepted"
    said = str(claim.get("method") or "stated")
    if said.startswith("extracted"):
        return "accepted" if ", accepted by " in said else "extracted"
    return "extracted" if said == "one claim an article" else "stated"


def _event(name: str, group: Sequence[Claim]) -> dict[str, object]:
    methods = [method_of(claim) for claim in group]
    method = next((one for one in ("stated", "accepted") if one in methods), "extracted")
    deciding = [claim for claim, how in zip(group, methods, strict=True) if method == "extracted" or how != "extracted"]
    when = first(deciding, "event_date") if method == "stated" else _most_told(deciding)
    reported = _earliest(claim.get("report_date") for claim in deciding)
    notes = distinct(claim.get("note") for claim in deciding)
    if when is None and method == "accepted" and (when := _most_told(group)):
        notes = [*notes, DATED_BY_RULE]
    if when is None and method != "stated" and reported:
        when, notes = _about(reported), [*notes, UNDATED]
    start, end = dates.span(when) if when else (None, None)
    asserting = [claim for claim in deciding if claim["stance"] == "asserts"]
    backing = asserting or [claim for claim in deciding if claim["stance"] == "confirms"]
    origins = _independent(backing)
    parties = distinct(actor for claim in deciding for actor in _list(claim.get("actors")))
    weak = distinct(claim.get("weak") for claim in backing)
    return {
        "id": name,
        "title": title(name, deciding, method),
        "kind": first(deciding, "kind"),
        "date": when,
        "start": start.isoformat() if start else None,
        "end": end.isoformat() if end else None,
        "precision": dates.precision(when) if when else None,
        "reported": reported,
        "lag_days": lag(end, reported),
        "what": first(deciding, "what"),
        "status": status(_stances(deciding)),
        "n_claims": len(group),
        "n_origins": len(origins),
        "origins": origins,
        "outlets": [one for one in distinct(map(_repeats, asserting)) if one not in parties],
        "actors": parties,
        "conflicts": between(deciding),
        "weak": weak[0] if weak and all(claim.get("weak") for claim in backing) else None,
        "method": method,
        "claims": [str(claim["id"]) for claim in [*deciding, *_others(group, deciding)]],
        "notes": notes,
    }


def _independent(claims: Sequence[Claim]) -> list[str]:
    """The origins of claims. Of what rules found, an article has one, that of its first claim: who is quoted in it does
    not stand beside it. Names that rules read are one where the words of one are all in the other.
    """
    if not any(claim.get("table") == "articles" for claim in claims):
        return distinct(map(origin_of_one, claims))
    read = {str(claim.get("article") or id(claim)): claim for claim in reversed(claims)}
    named = distinct(origin_of_one(claim) for claim in claims if claim is read[str(claim.get("article") or id(claim))])
    words = {name: frozenset(_NAME_WORD.findall(vocabulary.folded(name))) - _SMALL or {name} for name in named}
    kept: list[str] = []
    for name in sorted(named, key=lambda name: -len(words[name])):  # the fullest name first
        if not any(words[name] <= words[other] for other in kept):
            kept.append(name)
    return [name for name in named if name in kept]


def _stances(claims: Sequence[Claim]) -> list[str]:
    """The stances that tell of an event: a denial in an article's own voice disputes nothing that somebody said."""
    said = [str(claim["stance"]) for claim in claims if not own_voice(claim)]
    return said or [str(claim["stance"]) for claim in claims]


def _repeats(claim: Claim) -> object:
    """The outlet that repeats what goes back to another: who is quoted in its report does not repeat it."""
    who, origin = claim.get("outlet") or claim["claimant"], claim.get("origin")
    return who if origin and origin != who else None


def _about(reported: str) -> str:
    return reported if "/" in reported or dates.about(reported) else f"{reported}~"


def _others(group: Sequence[Claim], deciding: Sequence[Claim]) -> list[Claim]:
    chosen = {id(claim) for claim in deciding}
    return [claim for claim in group if id(claim) not in chosen]


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, Iterable) and not isinstance(value, str) else []


def _most_told(claims: Sequence[Claim]) -> str | None:
    """The date that most origins give; of equal ones that of most claims, then the more exact, then the earlier one."""
    dated = [claim for claim in claims if claim.get("event_date")]
    if not dated:
        return None
    counted = Counter(str(claim["event_date"]) for claim in dated)
    given: dict[str, set[str]] = {}
    for claim in dated:
        given.setdefault(str(claim["event_date"]), set()).add(origin_of_one(claim))
    return min(
        counted, key=lambda when: (-len(given[when]), -counted[when], -len(when) if "/" not in when else 0, when)
    )


def _earliest(values: Iterable[object]) -> str | None:
    known = distinct(values)
    return min(known, key=lambda text: (dates.span(text)[0] or date.min, text)) if known else None


def lag(end: date | None, reported: str | None) -> int | None:
    """Days from the last day an event can have been to the first day of its first report; 0 where that is within it."""
    if end is None or not reported:
        return None
    first = dates.span(reported)[0]
    return max((first - end).days, 0) if first else None


def status(stances: Iterable[str]) -> str:
    """One word for an event: disputed where one asserts or confirms and another denies, else the strongest stance."""
    found = set(stances)
    if "denies" in found:
        return "disputed" if found & {"asserts", "confirms"} else "denied"
    if "confirms" in found:
        return "confirmed"
    return "asserted" if "asserts" in found else "declined"


# ---------------------------------------------------------------- their order


def _ranked(rows: list[dict[str, Any]], groups: Mapping[str, Sequence[Claim]]) -> None:
    """Gives each event its rank, its points and why: first by their own articles, so that each date has a leader."""
    every = [claim for group in groups.values() for claim in group]
    ranking = _rank.Ranking(every)
    for row in rows:
        found = ranking.points(row, groups[row["id"]], False)
        row["points"], row["why_ranked"] = sum(n for _, n in found), _rank.shown(found)
    leader = _leaders(sorted(rows, key=lambda row: (-row["points"], row["id"])))
    for row in rows:
        if leader.get(row["date"]) == row["id"]:
            found = ranking.points(row, groups[row["id"]], True)
            row["points"], row["why_ranked"] = sum(n for _, n in found), _rank.shown(found)
    ordered = sorted(rows, key=lambda row: (-row["points"], row["start"] or row["end"] or "9999", row["id"]))
    for n, row in enumerate(ordered, 1):
        row["rank"] = n


def _leaders(rows: Sequence[Mapping[str, Any]]) -> dict[object, str]:
    """The event that stands for each date: the first of it, but no sentence stands for two dates if it need not."""
    leader: dict[object, str] = {}
    used: set[object] = set()
    for row in rows:
        if row["date"] not in leader and row["title"] not in used:
            leader[row["date"]] = row["id"]
            used.add(row["title"])
    for row in rows:
        leader.setdefault(row["date"], row["id"])
    return leader


# ---------------------------------------------------------------- in words


def origins_in_words(event: Any) -> str:
    """For an event's row: `all of it goes back to one origin, Bloomberg`, `it has 2 independent origins: A and B`."""
    if event.n_origins == 0:
        return "nobody asserts it"
    if event.n_origins == 1:
        return f"all of it goes back to one origin, {event.origins[0]}"
    return f"it has {event.n_origins} independent origins: {wording.listed(event.origins, 6)}"


def strength(event: Any) -> str:
    """The strength of an event in words: `1 origin (Bloomberg News), confirmed`; it says if a rule found the event."""
    named = f" ({wording.listed(event.origins)})" if event.origins else ""
    origins = wording.many(event.n_origins, "origin") + named
    found = ", found by a rule" if getattr(event, "method", "stated") == "extracted" else ""
    return (origins if event.status == "asserted" else f"{origins}, {event.status}") + found
