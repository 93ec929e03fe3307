"""Everything that is told in a case: claims that people stated and candidates that rules found, with their events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from helpers import origins as origins_
from helpers import tables
from helpers.cases import Case
from helpers.claims import _language, _undated
from helpers.claims._decided import decided, decided_claims
from helpers.claims._events import of_articles
from helpers.claims._group import grouped
from helpers.claims._row import READ, prepared

PAGES, MONTH = 5, 31  # the same words in so many articles over so many days: a heading, a footer, an advertisement
MADE_OF = ("claims", "candidates", "decisions", "origins")
ALSO = ("table", "article", "outlet", "field", "begins", "date_text", "score", "alike", "standing")
"""What the frame of `told` has beside the columns of `claims`."""


def told(
    claims: pd.DataFrame | None,
    candidates: pd.DataFrame | None,
    decisions: pd.DataFrame | None = None,
    origins: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The claims of a case, stated ones first, then candidates with their origin and event: the columns of `claims`.

    Beside them stand `table` (claims or articles: where source and row lead), `article` (source:row of an extracted
    one), `score`, `alike` (to the first claim of its event, 0 to 1) and `standing` (accepted, by a person). Rejected
    ones are gone; so is a candidate without a date that is like no event, and what pages repeat for months. What people
    stated keeps its event.
    """
    names = [*tables.get("claims").names, *ALSO]
    parts = []
    if claims is not None and len(claims):
        parts.append(decided_claims(claims, decisions).assign(table="claims", alike=1.0).reindex(columns=names))
    if candidates is not None and len(candidates):
        kept = [decided(candidates, decisions, claims)]
        del candidates  # of ten thousand articles it is large
        found = _extracted(kept.pop(), origins, parts[0] if parts else None)
        parts.append(found.reindex(columns=names))
    if not parts:
        return pd.DataFrame(columns=names, dtype=object)
    whole = pd.concat([part.astype(object) for part in parts], ignore_index=True)
    return whole.where(whole.notna(), None)


def of_case(case: Case) -> pd.DataFrame:
    """What `told` gives of a built case; one claim an article, where nobody stated any and rules found none."""
    frames = {name: case.table(name) if case.has(name) else None for name in MADE_OF}
    found = told(*frames.values())
    return of_articles(case.table("articles")) if found.empty and case.has("articles") else found


def _extracted(kept: pd.DataFrame, origins: pd.DataFrame | None, stated: pd.DataFrame | None) -> pd.DataFrame:
    frame = _shared(kept)
    del kept
    frame["article"] = frame["source"] + ":" + frame["row"]
    _credit(frame, origins)
    of_pages = _of_pages(frame)
    frame = frame[~of_pages].reset_index(drop=True) if of_pages.any() else frame
    cells = zip(*(frame[name] for name in READ), strict=True)
    rows = prepared(dict(zip(READ, row, strict=True)) for row in cells)
    seeds = _seeds(stated) if stated is not None else []
    groups = grouped(rows, seeds)
    _undated.place(groups, rows)
    events = {row.n: event.name for event in groups.events for row in event.members}
    frame["event"] = [events.get(n) for n in range(len(frame))]
    frame["alike"] = [groups.likeness.get(n) for n in range(len(frame))]
    frame["table"] = "articles"
    return frame[frame["event"].notna()]


def _shared(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with Python's own values, None where nothing is known; each name and date is one text, kept once."""
    once: dict[str, str] = {}
    columns = {}
    for name, column in frame.items():
        cells = column.astype(object).where(column.notna(), None)
        columns[name] = [once.setdefault(cell, cell) if isinstance(cell, str) else cell for cell in cells]
    return pd.DataFrame(columns, columns=frame.columns, dtype=object)


def _of_pages(frame: pd.DataFrame) -> pd.Series:
    """Whether a sentence belongs to the pages and not to the news: word for word in several, over more than a month."""
    times = Counter(zip(frame["what"], frame["field"], strict=True))
    often = [times[key] >= PAGES for key in zip(frame["what"], frame["field"], strict=True)]
    if not all(often):  # most sentences stand once: no need to look at their days
        found = pd.Series(False, frame.index)
        found[often] = _of_pages(frame[often]) if any(often) else False
        return found
    days = pd.to_datetime(frame["report_date"].where(frame["report_date"].astype(str).str.len() == 10), errors="coerce")
    said = days.groupby([frame["what"], frame["field"]])
    repeated = said.transform("count").ge(PAGES) & (said.transform("max") - said.transform("min")).dt.days.gt(MONTH)
    return repeated & frame["standing"].isna()


def _credit(frame: pd.DataFrame, origins: pd.DataFrame | None) -> None:
    """Fills claimant and origin: the outlet where the article itself speaks, and whom the passage goes back to.

    What a named party says in an outlet's own report goes back to that party; in a report that credits another outlet,
    to that outlet, because nothing else vouches for it. What nobody named says ("experts") goes back to the outlet.
    """
    if origins is None or origins.empty:
        frame["origin"] = frame["outlet"] = None
        frame["claimant"] = frame["claimant"].fillna(origins_.UNSTATED)
        return
    mains = origins[origins["story"] == "main"]
    outlet = dict(zip(mains["source"] + ":" + mains["row"], mains["outlet"], strict=True))
    claimants, goes_back, outlets = [], [], []
    for article, claimant, (origin, credited) in zip(
        frame["article"], frame["claimant"], origins_.at(origins, frame), strict=True
    ):
        own = outlet.get(article)
        own = own if isinstance(own, str) else origins_.UNSTATED
        said, back = _attributed(claimant if isinstance(claimant, str) else own, own, origin, credited)
        claimants.append(said)
        goes_back.append(back)
        outlets.append(own)
    frame["claimant"], frame["origin"], frame["outlet"] = claimants, goes_back, outlets


def _attributed(claimant: str, own: str, origin: str, credited: bool) -> tuple[str, str | None]:
    speaks, story, outlet = (origins_.key(name) for name in (claimant, origin, own))
    if not origin or (speaks == story and story == outlet):
        return claimant, None
    if speaks == story:  # "Bloomberg reported": the outlet says so, and it goes back to Bloomberg
        return own, origin
    if not credited and speaks != outlet:
        return claimant, None if _may_vouch(claimant) or own == origins_.UNSTATED else own
    return claimant, origin if story != speaks else None


def _may_vouch(claimant: str) -> bool:
    """Whether a speaker can be asked again: one with a name, or a body of which there is one ("the ministry").

    For "one user", "experts" or "a report" the outlet alone vouches: each of its own would be an origin too many.
    """
    if claimant.lower() in _language.in_all("PRONOUNS"):
        return False
    first = claimant.replace("’", "'").replace("'", "' ").split()[0].lower()
    return any(map(str.isupper, claimant)) or first in _language.in_all("DEFINITE")


def _seeds(stated: pd.DataFrame) -> Sequence[Mapping[str, Any]]:
    """The events that people made, as what candidates are compared with."""
    found = []
    for name, group in stated.groupby("event", sort=False):
        dated = group["event_date"].dropna()
        said = " ".join(str(text) for column in ("title", "what") for text in group[column].dropna())
        actors = {actor for found_ in group["actors"].dropna() for actor in found_}
        found.append(
            {
                "name": str(name),
                "when": str(dated.iloc[0]) if len(dated) else None,
                "said": said,
                "actors": actors,
                "claims": {f"claims:{one}" for one in group["id"]},
            }
        )
    return found
