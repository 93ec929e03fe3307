"""Counts: with no rows, without moments, across summer time, and with what is not known kept apart from zero."""

from __future__ import annotations

from typing import Any

import pandas as pd

from helpers import counts, tables


def table(name: str, *rows: dict[str, Any]) -> pd.DataFrame:
    """Rows of a table of the kit, with its types."""
    kinds = {"int64": "Int64", "bool": "boolean", "timestamp[us, tz=UTC]": "datetime64[us, UTC]", "string": "str"}
    schema = tables.get(name).arrow
    frame = pd.DataFrame([{column: row.get(column) for column in schema.names} for row in rows], columns=schema.names)
    return frame.astype({field.name: kinds[str(field.type)] for field in schema if str(field.type) in kinds})


def posts(*given: tuple[str | None, str] | str | None, source: str = "a.csv", **more: Any) -> pd.DataFrame:
    """Posts made at these moments; a moment, or (moment, precision)."""
    pairs = [one if isinstance(one, tuple) else (one, "second" if one else None) for one in given]
    rows = [
        {"source": source, "row": str(n), "platform": "forum", "account_id": "a",
        "created_at": at and pd.Timestamp(at, tz="UTC"),
         "created_at_precision": exact, "created_at_zone": "UTC" if at else None,
         "created_at_zone_by": "stated" if at else None, **more}
        for n, (at, exact) in enumerate(pairs, 2)
    ]  # fmt: skip
    return table("posts", *rows)


def records(frame: pd.DataFrame) -> list[tuple[Any, ...]]:
    return list(frame.itertuples(index=False, name=None))


def test_nothing_of_everything_is_nothing() -> None:
    none = counts.none("posts")
    assert none.attrs == {"table": "posts"}
    for frame in (none, posts()):
        assert counts.per_day(frame).empty
        assert counts.per_account(frame).empty
        assert counts.dated(frame).empty
        assert counts.on_day(frame, "2021-01-01").empty
        assert counts.week_hours(frame)["n"].tolist() == [0] * 168
    assert counts.top_shared(counts.none("shares"), "link").empty
    assert counts.by_origin(counts.none("takedowns")).empty
    assert counts.from_origin(counts.none("takedowns"), "x").empty
    assert counts.dated_everywhere({}).empty


def test_posts_without_a_moment_are_in_no_day() -> None:
    frame = posts(None, None)
    assert counts.per_day(frame).empty
    assert counts.week_hours(frame)["n"].sum() == 0
    accounts = counts.per_account(frame)
    assert accounts[["platform", "account", "n"]].to_numpy().tolist() == [["forum", "a", 2]]
    assert accounts[["first_on", "last_on"]].isna().to_numpy().tolist() == [[True, True]]
    assert records(counts.dated(frame)) == [("a.csv", "none", "none", "none", 2)]
    assert counts.on_day(frame, "2021-01-01").empty


def test_days_are_those_of_the_zone() -> None:
    frame = posts("2021-03-27T22:59:59", "2021-03-27T23:00", "2021-03-28T21:59", "2021-03-28T22:00", None)
    assert records(counts.per_day(frame, "Europe/Berlin")) == [
        ("forum", "2021-03-27", 1),
        ("forum", "2021-03-28", 2),
        ("forum", "2021-03-29", 1),
    ]
    assert records(counts.per_day(frame)) == [("forum", "2021-03-27", 2), ("forum", "2021-03-28", 2)]
    assert counts.on_day(frame, "2021-03-28", "Europe/Berlin")["row"].tolist() == ["3", "4"]


def test_inside_and_outside_of_a_period() -> None:
    frame = pd.concat([posts("2021-03-27T22:59", "2021-03-27T23:00", None), posts("2021-03-28T22:00", "2020-01-01")])
    inside, outside = (which(frame, "2021-03-28", "Europe/Berlin") for which in (counts.inside, counts.outside))
    assert inside["created_at"].astype(str).tolist() == ["2021-03-27 23:00:00+00:00"]
    assert outside["created_at"].dt.day.tolist() == [27, 28, 1]
    assert len(counts.inside(frame, "2021/..")) == 3
    assert len(counts.outside(frame, "../2020")) == 3
    assert counts.inside(counts.none("posts"), "2021").empty and counts.outside(posts(None), "2021").empty


def test_hours_of_the_week_leave_out_days_and_skip_the_hour_that_was_not() -> None:
    frame = posts(
        "2021-03-28T00:30",
        "2021-03-28T01:30",
        ("2021-03-28T00:30", "day"),
        ("2021-03-28T00:30", "minute"),
        ("2021-03-28T00:30", "ms"),
    )
    found = counts.week_hours(frame, "Europe/Berlin")
    assert records(found[found["n"] > 0]) == [(6, 1, 3), (6, 3, 1)]


def test_accounts_by_id_else_by_name() -> None:
    frame = pd.concat(
        [
            posts("2021-01-01", "2021-01-03"),
            posts("2021-01-02", account_id=None, account_name="b"),
            posts("2021-01-02", account_id=None),
        ]
    )
    assert records(counts.per_account(frame)) == [
        ("forum", "a", 2, "2021-01-01", "2021-01-03"),
        ("forum", "b", 1, "2021-01-02", "2021-01-02"),
    ]


def test_first_and_last_days_are_those_of_the_zone() -> None:
    frame = posts("2021-03-27T23:00", "2021-03-28T22:00", None)
    assert records(counts.per_account(frame)) == [("forum", "a", 3, "2021-03-27", "2021-03-28")]
    assert records(counts.per_account(frame, "Europe/Berlin")) == [("forum", "a", 3, "2021-03-28", "2021-03-29")]
    shares = table("shares", *(share("a", "x", at, str(row)) for row, at in enumerate(["2021-03-28T22:00", None], 2)))
    days = [counts.top_shared(shares, "link", zone=zone)[["first_on", "last_on"]] for zone in ("UTC", "Asia/Tokyo")]
    assert [found.to_numpy().tolist() for found in days] == [[["2021-03-28"] * 2], [["2021-03-29"] * 2]]


def share(account: str, thing: str, at: str | None, row: str, kind: str = "link") -> dict[str, Any]:
    return {
        "source": "a.csv",
        "row": row,
        "platform": "forum",
        "kind": kind,
        "object": thing,
        "account": account,
        "shared_at": at and pd.Timestamp(at, tz="UTC"),
    }


def test_top_shared_ranks_accounts_before_shares() -> None:
    frame = table(
        "shares",
        share("a", "x", "2021-01-05", "9"), share("a", "x", "2021-01-02", "8"), share("a", "x", None, "7"), share("a",
        "y", "2021-01-03", "6"),
        share("b", "y", "2021-01-01", "5"), share("c", "z", None, "4"), share("a", "t", "2021-01-01", "3", "tag"),
    )  # fmt: skip
    found = counts.top_shared(frame, "link")
    assert found[["object", "n", "accounts", "source", "row"]].to_numpy().tolist() == [
        ["y", 2, 2, "a.csv", "5"], ["x", 3, 1, "a.csv", "8"], ["z", 1, 1, "a.csv", "4"],
    ]  # fmt: skip
    days = found[["first_on", "last_on"]].astype(object)
    assert days.where(days.notna(), None).to_numpy().tolist() == [
        ["2021-01-01", "2021-01-03"], ["2021-01-02", "2021-01-05"], [None, None],
    ]  # fmt: skip
    assert found.attrs == {"table": "posts"}
    assert counts.top_shared(frame, "link", 1)["object"].tolist() == ["y"]


def test_how_exact_dates_are() -> None:
    frame = posts("2021-01-01", ("2021-01-01", "day"), None)
    articles = table("articles", {"source": "b.csv", "row": "2"})
    assert records(counts.dated_everywhere({"posts": frame, "articles": articles})) == [
        ("a.csv", "posts", "day", "UTC", "stated", 1), ("a.csv", "posts", "none", "none", "none", 1),
        ("a.csv", "posts", "second", "UTC", "stated", 1), ("b.csv", "articles", "none", "none", "none", 1),
    ]  # fmt: skip


def takedown(n: int | None, origin: str | None) -> dict[str, Any]:
    return {"source": "t.csv", "row": "2", "id": "t", "origin": origin, "n_accounts": n}


def test_an_unknown_number_is_no_zero() -> None:
    frame = table(
        "takedowns",
        takedown(5, "China"),
        takedown(None, "China"),
        takedown(None, "Iran"),
        takedown(0, "Chad"),
        takedown(9, None),
    )
    assert records(counts.by_origin(frame).astype(object)) == [
        ("China", 2, 5, 1),
        ("Chad", 1, 0, 0),
        ("Iran", 1, pd.NA, 1),
    ]
    assert counts.from_origin(frame, "CH")["origin"].tolist() == ["China", "China", "Chad"]
    assert counts.from_origin(frame, "(").empty
    assert len(counts.from_origin(frame, "")) == 5


def test_tables_are_left_as_they_were() -> None:
    frame = posts("2021-01-01", None)
    before = frame.copy(deep=True)
    for count in (counts.per_day, counts.week_hours, counts.per_account, counts.dated):
        count(frame)
    pd.testing.assert_frame_equal(frame, before)


def test_platforms_as_people_write_them() -> None:
    frame = pd.DataFrame({"platform": ["tiktok", "twitter", "forum"]})
    frame.attrs["table"] = "posts"
    named = counts.with_names(frame)
    assert (list(named["platform"]), named.attrs) == (["TikTok", "Twitter", "forum"], {"table": "posts"})
    assert list(frame["platform"]) == ["tiktok", "twitter", "forum"]


def test_the_name_of_a_network_behind_an_origin_is_no_origin_of_its_own() -> None:
    origins = ["China", "China (Spamouflage)", "Iran (pro-Iranian narratives)", None, "(six networks)"]
    frame = pd.DataFrame(
        {"id": list("abcde"), "origin": origins, "n_accounts": pd.array([5, 7704, 2, 1, None], "Int64")}
    )
    assert counts.origin_of(frame).fillna("?").tolist() == ["China", "China", "Iran", "?", "?"]
    assert records(counts.by_origin(frame).head(2).astype(object)) == [("China", 2, 7709, 0), ("Iran", 1, 2, 0)]
