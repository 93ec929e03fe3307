"""Copied text: families of posts and articles that say the same, who was first, and how it spread.

A family is a first text and every later one that is most like it (`similarity.families`). Which is first goes by the
latest moment that a text can have been made: one that is known to the day comes after one that is known to the
minute of that day, and is marked as perhaps the first. What a platform itself passes on (a repost) is no copy.
"""

from __future__ import annotations

import hashlib
import math
import textwrap
from typing import Any

import pandas as pd

from helpers import dates, similarity, tables, wording
from helpers.cases import Case
from helpers.tables import COMPANIONS, PRECISIONS

_ENDS = ("", *(f"_{suffix}" for suffix in COMPANIONS))
POSTS = ("source", "row", "platform", "account_id", "account_name", "text", "kind", *(f"created_at{e}" for e in _ENDS))
ARTICLES = ("source", "row", "outlet", "published", "text", *(f"published_at{e}" for e in _ENDS))
LEAST = 20  # characters of a form: what is shorter, many say without copying
_LENGTHS = {"day": "1D", "minute": "1min", "second": "1s", "ms": "1ms"}
_AT = tuple(f"at{end}" for end in _ENDS)
_COLUMNS = ("table", "source", "row", *_AT, "who", "platform", "text")


def texts(
    posts: pd.DataFrame | None = None, articles: pd.DataFrame | None = None, reposts: bool = False
) -> pd.DataFrame:
    """The texts of posts and articles in one frame: where they stand, when, who, and the words.

    A row without text is left out; so is a service message, which is nobody's text, and a repost unless
    `reposts` says so. An article that is known by its headline alone has no text here.
    """
    made = [_of_posts(posts, reposts)] if posts is not None else []
    made += [_of_articles(articles)] if articles is not None else []
    whole = pd.concat(made, ignore_index=True) if made else pd.DataFrame(columns=list(_COLUMNS))
    whole = whole[whole["text"].notna()].reset_index(drop=True)
    return whole.assign(at=pd.to_datetime(whole["at"], utc=True))


def _of_posts(posts: pd.DataFrame, reposts: bool) -> pd.DataFrame:
    left_out = ["service"] if reposts else ["service", "repost"]
    own = posts[~posts["kind"].isin(left_out)]
    renamed = {f"created_{end}": end for end in _AT}
    frame = own.rename(columns=renamed).assign(table="posts")
    # a handle is what people know; of the accounts without one, the id
    frame["who"] = own["account_name"].fillna(own["account_id"])
    return frame.reindex(columns=list(_COLUMNS))


def _of_articles(articles: pd.DataFrame) -> pd.DataFrame:
    renamed = {f"published_{end}": end for end in _AT}
    frame = articles.rename(columns=renamed).assign(table="articles", platform=None, who=articles["outlet"])
    stated = [_first_day(one) for one in articles["published"]]
    unknown = frame["at"].isna()
    days = pd.to_datetime(pd.Series([day for day, _ in stated], frame.index, dtype=object), utc=True)
    frame["at"] = frame["at"].fillna(days)
    frame["at_precision"] = frame["at_precision"].mask(unknown, pd.Series([p for _, p in stated], frame.index))
    frame["at_stated"] = frame["at_stated"].mask(unknown, articles["published"])
    known = pd.Series([day is not None for day, _ in stated], frame.index)
    for column, value in (("at_zone", "UTC"), ("at_zone_by", "format")):  # a day of no zone is one of the table's own
        frame[column] = frame[column].mask(unknown & known, value)
    return frame.reindex(columns=list(_COLUMNS))


def _first_day(edtf: Any) -> tuple[str | None, str | None]:
    """The first day of a stated date and its precision; nothing where it is an interval, or none."""
    if not isinstance(edtf, str) or not dates.valid(edtf):
        return None, None
    first, _ = dates.span(edtf)
    exact = dates.precision(edtf)
    return (first.isoformat(), exact) if first and exact in PRECISIONS else (None, None)


def latest(at: pd.Series, precision: pd.Series) -> pd.Series:
    """The moment before which each must have been, as exactly as it is known: a day ends with its last second."""
    ends = at.copy()
    for exact, length in _LENGTHS.items():
        ends = ends.mask(precision == exact, at + pd.Timedelta(length))
    for exact, months in (("month", 1), ("year", 12)):
        rows = precision == exact
        if rows.any():
            ends = ends.mask(rows, at[rows] + pd.DateOffset(months=months))
    return ends


def families(whole: pd.DataFrame, threshold: float = 0.7, short: float = 0.85, least: int = LEAST) -> pd.DataFrame:
    """The table `families` of a frame that `texts` made: one row a text that has a copy, the largest family first.

    A row is `perhaps_first` where its time is not known, or so roughly that it can be before its family's first.
    """
    columns = list(tables.get("families").arrow.names)
    if len(whole) < 2:  # nothing to compare: the kernels need not be loaded
        return whole.reindex(columns=columns).head(0)
    ends = latest(whole["at"], whole["at_precision"])
    ordered = whole.assign(ends=ends).sort_values(["ends", "at"], kind="stable", na_position="last", ignore_index=True)
    found = similarity.families(ordered["text"], threshold, short, least)
    rows = ordered.loc[found["place"]].reset_index(drop=True)
    first = ordered.loc[found["first"]].reset_index(drop=True)
    rows["family"] = first["text"].map(_named)
    rows["kind"], rows["score"], rows["measure"] = found["kind"], found["score"], found["measure"]
    rows["changed"] = _changed(first["text"], rows["text"], found["kind"])
    can_be_before = ~(rows["at"] >= first["ends"])
    rows["perhaps_first"] = can_be_before & (found["kind"] != "first")
    size = rows.groupby("family")["family"].transform("size")
    order = pd.DataFrame({"size": -size, "first": found["first"], "place": found["place"]})
    rows = rows.loc[order.sort_values(["size", "first", "place"]).index]
    return rows[columns].reset_index(drop=True)


def _named(text: str) -> str:
    return hashlib.sha256(similarity.normal(text).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _changed(first: pd.Series, texts: pd.Series, kinds: pd.Series) -> list[str | None]:
    made: dict[tuple[str, str], str | None] = {}
    for pair, kind in zip(zip(first, texts, strict=True), kinds, strict=True):
        if pair not in made:
            plain = kind in ("first", similarity.IDENTICAL)
            made[pair] = None if plain else similarity.changes(*pair) or None
    return [made[pair] for pair in zip(first, texts, strict=True)]


def told(families: pd.DataFrame) -> pd.DataFrame:
    """One row a family, the largest first: the first text, who and when, how many copies of each kind, by how many.

    `n` counts texts, the first included; `n_who` those who posted or published them; `n_negated` copies that have a
    word of negation more or less than the first; `hours` from the first to the last, NA where either is not known.
    `source` and `row` are those of the first text.
    """
    families = families.assign(negated=is_negated(families))
    groups = families.groupby("family", sort=False)
    firsts = families[families["kind"] == "first"].set_index("family")
    kept = ["table", "source", "row", "text", "who", "platform", *_AT]
    frame = firsts[kept].rename(columns={"who": "first_who"})
    frame = frame.assign(n=groups.size(), n_who=groups["who"].nunique())
    for column, kind in zip(("identical", "trivial", "reworded"), similarity.KINDS, strict=True):
        frame[column] = (families["kind"] == kind).groupby(families["family"]).sum()
    frame["n_negated"] = groups["negated"].sum()
    frame["n_perhaps_first"] = groups["perhaps_first"].sum()
    frame["hours"] = ((groups["at"].max() - frame["at"]).dt.total_seconds() / 3600).clip(lower=0).round(1)
    return frame.reset_index()


def is_negated(families: pd.DataFrame) -> pd.Series:
    """Whether each text has a word of negation more or less than its family's first."""
    return families["changed"].fillna("").astype(str).str.startswith("a negation")


def times(families: pd.DataFrame) -> pd.DataFrame:
    """One row a copy: `family`, `kind`, `perhaps_first`, and its `seconds` after the first (NA where not known)."""
    firsts = families[families["kind"] == "first"].set_index("family")["at"]
    copied = families[families["kind"] != "first"]
    after = (copied["at"] - copied["family"].map(firsts)).dt.total_seconds()
    return copied[["family", "kind", "perhaps_first"]].assign(seconds=after).reset_index(drop=True)


def firsts(families: pd.DataFrame) -> pd.DataFrame:
    """Who is first, and how often: `who`, `platform`, `n_first` (families begun), `n_copies` that followed them.

    A family whose first others may precede counts in `n_unsure`. The order is by `n_copies`.
    """
    whole = told(families)
    by = ["first_who", "platform"]
    whole = whole.assign(followed=whole["n"] - 1, unsure=whole["n_perhaps_first"] > 0)
    groups = whole.groupby(by, dropna=False, sort=False)
    frame = groups.agg(
        n_first=("family", "size"), n_copies=("followed", "sum"), n_unsure=("unsure", "sum")
    ).reset_index()
    frame = frame.rename(columns={"first_who": "who"})
    return frame.sort_values(["n_copies", "n_first", "who"], ascending=[False, False, True], ignore_index=True)


def versions(families: pd.DataFrame, family: str) -> pd.DataFrame:
    """The reworded versions of one family, the most frequent first: the earliest row of each, with `n` and `n_who`.

    Texts of one form are one version; identical and trivially changed copies are the first's own, and left out.
    """
    mine = families[(families["family"] == family) & (families["kind"] == similarity.REWORDED)]
    forms = mine["text"].map(similarity.normal)
    groups = mine.groupby(forms, sort=False)
    frame = mine[~forms.duplicated()].assign(form=forms).set_index("form")
    frame = frame.assign(n=groups.size(), n_who=groups["who"].nunique()).reset_index(drop=True)
    return frame.sort_values("n", ascending=False, kind="stable", ignore_index=True)


def of_case(case: Case, threshold: float = 0.7, reposts: bool = False) -> pd.DataFrame:
    """The families of a case: its table, at a higher threshold without what is less alike; with reposts, made anew."""
    if reposts:
        wanted = {"posts": POSTS, "articles": ARTICLES}
        frames = {name: case.table(name, columns) for name, columns in wanted.items() if case.has(name)}
        return families(texts(**frames, reposts=True), threshold)
    return at_least(case.table("families"), threshold)


def at_least(families: pd.DataFrame, threshold: float) -> pd.DataFrame:
    """The families without copies that are less alike to their first; a family that has no other is left out.

    What is left out is not compared anew with other texts: two of them may be alike.
    """
    kept = families[families["score"] >= threshold]
    kept = kept[kept.groupby("family")["family"].transform("size") > 1].reset_index(drop=True)
    kept.attrs["table"] = "families"
    return kept


def quick(families: pd.DataFrame, seconds: float = 60) -> pd.DataFrame:
    """The copies by somebody else within so many seconds of the first, where both are known to the second."""
    fine = families["at_precision"].isin(["second", "ms"])
    firsts = families[(families["kind"] == "first") & fine].set_index("family")
    if firsts.empty:  # articles, whose day alone is known
        return families.head(0)
    after = (families["at"] - families["family"].map(firsts["at"])).dt.total_seconds()
    other = families["who"] != families["family"].map(firsts["who"])
    return families[fine & other & (families["kind"] != "first") & (after >= 0) & (after <= seconds)]


def changed(families: pd.DataFrame) -> pd.DataFrame:
    """What differs from the first, with the number of copies and of families: `changed`, `n`, `n_families`."""
    found = families.dropna(subset=["changed"]).groupby("changed")["family"].agg(["size", "nunique"]).reset_index()
    found = found.rename(columns={"size": "n", "nunique": "n_families"})
    return found.sort_values(["n", "changed"], ascending=[False, True], ignore_index=True)


def most_changed(families: pd.DataFrame) -> str:
    """The family with most reworded versions; empty where none has one."""
    reworded = families[families["kind"] == similarity.REWORDED]
    forms = reworded["text"].map(similarity.normal).groupby(reworded["family"], sort=False).nunique()
    return str(forms.idxmax()) if len(forms) else ""


def how(family: Any) -> str:
    """How the copies of a family stand to its first, in words, for a row of `told`."""
    parts = (("identical", family.identical), ("trivially changed", family.trivial), ("reworded", family.reworded))
    return ", ".join(f"{n:,} {name}" for name, n in parts if n)


def lasted(hours: float) -> str:
    """A number of hours in words: `3 hours`, `12 days`."""
    if pd.isna(hours):
        return "a time that is not known"
    if hours < 48:
        return wording.many(max(1, math.ceil(hours)), "hour")
    return wording.many(math.ceil(hours / 24), "day")


def cut(text: str, most: int = 90) -> str:
    """The text on one line, cut at a word if it is long; within a word, if that is all there is."""
    line = " ".join(text.split())
    short = textwrap.shorten(line, most, placeholder=" …")
    return short if short.strip(" …") else f"{line[: most - 1]}…"
