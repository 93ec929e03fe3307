"""Counts of rows: per day, per hour of the week, per account, per thing shared; how exact their dates are."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from helpers import dates, tables

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
FINE = ("minute", "second", "ms")
NEEDED = ("source", "row", "platform", "account_id", "account_name", "created_at", "created_at_precision")
SHARED = ("source", "row", "platform", "kind", "object", "account", "shared_at")
PLATFORMS = {
    "bluesky": "Bluesky",
    "meta": "Meta",
    "telegram": "Telegram",
    "tiktok": "TikTok",
    "twitter": "Twitter",
    "youtube": "YouTube",
}


def none(table: str) -> pd.DataFrame:
    """A table of the kit without rows: what a page shows where a case has none."""
    frame = tables.get(table).arrow.empty_table().to_pandas()
    frame.attrs["table"] = table
    return frame


def with_names(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with its platforms as people write them: `TikTok` for `tiktok`; an unknown one stays as it is."""
    named = frame.assign(platform=frame["platform"].replace(PLATFORMS))
    named.attrs.update(frame.attrs)
    return named


def account_of(posts: pd.DataFrame) -> pd.Series:
    """The account of each post: its id, else its handle."""
    return posts["account_id"].fillna(posts["account_name"])


def inside(posts: pd.DataFrame, period: str, zone: str = "UTC") -> pd.DataFrame:
    """The posts whose stated time lies in the period (EDTF), by days of that zone; those without one are left out."""
    return posts[_is_inside(posts, period, zone)].reset_index(drop=True)


def _is_inside(posts: pd.DataFrame, period: str, zone: str) -> pd.Series:
    first, last = dates.span(period)
    day = posts["created_at"].dt.tz_convert(zone).dt.strftime("%Y-%m-%d")
    kept = day.ge(first.isoformat() if first else "0000") & day.le(last.isoformat() if last else "9999")
    return kept.fillna(False).astype(bool)


def outside(posts: pd.DataFrame, period: str, zone: str = "UTC") -> pd.DataFrame:
    """The posts whose stated time does not lie in the period; posts without a time are left out here too."""
    dated = posts.dropna(subset=["created_at"])
    return dated[~_is_inside(dated, period, zone)].reset_index(drop=True)


def per_day(posts: pd.DataFrame, zone: str = "UTC") -> pd.DataFrame:
    """Posts per platform and day in that zone: columns platform, day (ISO text), n; those without a moment left out."""
    dated = posts.dropna(subset=["created_at"])
    day = dated["created_at"].dt.tz_convert(zone).dt.strftime("%Y-%m-%d")
    found = dated.assign(day=day).groupby(["platform", "day"], observed=True).size()
    return found.rename("n").reset_index()


def week_hours(posts: pd.DataFrame, zone: str = "UTC") -> pd.DataFrame:
    """Posts per hour of the week in that zone: 168 rows of weekday (0 is Monday), hour, n.

    Only posts known to the minute or better: a day has no hour.
    """
    fine = posts[posts["created_at_precision"].isin(FINE)]
    at = fine["created_at"].dt.tz_convert(zone)
    found = pd.DataFrame({"weekday": at.dt.day_of_week, "hour": at.dt.hour}).groupby(["weekday", "hour"]).size()
    whole = pd.MultiIndex.from_product([range(7), range(24)], names=["weekday", "hour"])
    return found.reindex(whole, fill_value=0).rename("n").reset_index()


def per_account(posts: pd.DataFrame, zone: str = "UTC") -> pd.DataFrame:
    """Posts per account, the busiest first: columns platform, account (id, else handle), n, first_on, last_on.

    The days are ISO text, in that zone.
    """
    named = posts.assign(account=account_of(posts)).dropna(subset=["account"])
    grouped = named.groupby(["platform", "account"], observed=True)["created_at"]
    found = _days(grouped.agg(n="size", first_on="min", last_on="max").reset_index(), zone)
    return found.sort_values(["n", "platform", "account"], ascending=[False, True, True]).reset_index(drop=True)


def _days(frame: pd.DataFrame, zone: str) -> pd.DataFrame:
    days = {name: frame[name].dt.tz_convert(zone).dt.strftime("%Y-%m-%d") for name in ("first_on", "last_on")}
    return frame.assign(**days)


def things(shares: pd.DataFrame, kind: str) -> int:
    """How many different links, tags or texts were shared."""
    return int(shares.loc[shares["kind"] == kind, "object"].nunique())


def top_shared(shares: pd.DataFrame, kind: str, top: int = 15, zone: str = "UTC") -> pd.DataFrame:
    """The most shared links, tags or texts: columns object, n (shares), accounts, first_on, last_on, source, row.

    Ranked by accounts, then by shares, then by name: one account that repeats itself is no crowd. `source` and `row`
    are those of the first share; the days are ISO text, in that zone.
    """
    mine = shares[shares["kind"] == kind].sort_values("shared_at", kind="stable")
    grouped = mine.assign(who=mine["platform"] + ":" + mine["account"]).groupby("object", observed=True)
    first, last = ("shared_at", "min"), ("shared_at", "max")
    where = {"source": ("source", "first"), "row": ("row", "first")}
    found = grouped.agg(n=("who", "size"), accounts=("who", "nunique"), first_on=first, last_on=last, **where)
    ranked = found.reset_index().sort_values(["accounts", "n", "object"], ascending=[False, False, True])
    kept = _days(ranked.head(top).reset_index(drop=True), zone)
    kept.attrs["table"] = "posts"
    return kept


def dated(frame: pd.DataFrame, column: str = "created_at") -> pd.DataFrame:
    """How exact the moments of a column are, per source: columns source, precision, zone, zone_by (or "none"), n."""
    named = {f"{column}_precision": "precision", f"{column}_zone": "zone", f"{column}_zone_by": "zone_by"}
    parts = frame[["source", *named]].rename(columns=named).fillna("none")
    return parts.groupby(["source", "precision", "zone", "zone_by"]).size().rename("n").reset_index()


def on_day(posts: pd.DataFrame, day: str, zone: str = "UTC") -> pd.DataFrame:
    """The posts of one day (ISO text) in that zone, in order of time."""
    same = posts["created_at"].dt.tz_convert(zone).dt.strftime("%Y-%m-%d") == day
    return posts[same.fillna(False)].sort_values("created_at", kind="stable")


def dated_everywhere(frames: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """`dated` for several tables, by name: posts and accounts by `created_at`, articles by `published_at`."""
    parts = [
        dated(frame, "published_at" if name == "articles" else "created_at").assign(table=name)
        for name, frame in frames.items()
    ]
    columns = ["source", "table", "precision", "zone", "zone_by", "n"]
    return pd.concat(parts)[columns].reset_index(drop=True) if parts else pd.DataFrame(columns=columns)


def from_origin(takedowns: pd.DataFrame, word: str) -> pd.DataFrame:
    """The takedowns whose origin has the word, in any case; all without one."""
    hit = takedowns["origin"].fillna("").str.contains(word, case=False, regex=False)
    return takedowns[hit].reset_index(drop=True)


def origin_of(takedowns: pd.DataFrame) -> pd.Series:
    """The stated origin without what stands in brackets behind it: `China (Spamouflage)` is China."""
    bare = takedowns["origin"].str.replace(r"\s*\([^()]*\)$", "", regex=True)
    return bare.where(bare.ne("").fillna(False))


def by_origin(takedowns: pd.DataFrame) -> pd.DataFrame:
    """Networks and accounts per origin: columns origin, networks, n_accounts, not_stated (rows without a number).

    The sum of rows that all state no number is NA, never 0. One network that two platforms removed counts twice.
    """
    known = takedowns.assign(origin=origin_of(takedowns), silent=takedowns["n_accounts"].isna()).dropna(
        subset=["origin"]
    )
    grouped = known.groupby("origin")
    found = grouped.agg(networks=("id", "size"), not_stated=("silent", "sum"))
    found.insert(1, "n_accounts", grouped["n_accounts"].sum(min_count=1))
    order = ["networks", "n_accounts", "origin"]
    return found.reset_index().sort_values(order, ascending=[False, False, True]).reset_index(drop=True)
