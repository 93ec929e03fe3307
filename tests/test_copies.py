"""Families of posts and articles: who is first, as exactly as times are known, and what the page counts."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from helpers import copies, similarity, tables

FIRE = "The warehouse on the quay is on fire tonight, they say, and nobody on the ferry knows why."


def posts(*rows: tuple[str, str, str, str | None, str]) -> pd.DataFrame:
    """Posts as (row, who, time, precision, text), of one file."""
    made = [
        {
            "source": "posts.csv", "row": row, "platform": "forum", "account_id": who, "account_name": None,
            "text": text, "kind": "post", "created_at": at, "created_at_precision": exact, "created_at_stated": at,
            "created_at_zone": "UTC", "created_at_zone_by": "stated",
        }
        for row, who, at, exact, text in rows
    ]  # fmt: skip
    frame = pd.DataFrame(made, columns=list(copies.POSTS))
    return frame.assign(
        created_at=pd.to_datetime(frame["created_at"], utc=True, format="ISO8601").astype("datetime64[us, UTC]")
    )


def articles(*rows: tuple[str, str, str | None, str | None]) -> pd.DataFrame:
    """Articles as (row, outlet, date in EDTF, text)."""
    made = [
        {"source": "pages", "row": row, "outlet": who, "published": day, "text": text} for row, who, day, text in rows
    ]
    frame = pd.DataFrame(made, columns=list(copies.ARTICLES))
    return frame.assign(published_at=pd.Series(pd.NaT, frame.index, dtype="datetime64[us, UTC]"))


def shown(frame: pd.DataFrame) -> list[tuple[Any, ...]]:
    return list(frame[["row", "kind", "perhaps_first"]].itertuples(index=False, name=None))


def test_a_family_begins_with_the_text_that_is_surely_the_earliest() -> None:
    found = copies.families(
        copies.texts(
            posts(
                ("day", "ana", "2024-05-14", "day", FIRE),
                ("exact", "bo", "2024-05-14T10:00:30", "second", FIRE),
                ("minute", "cy", "2024-05-14T10:00", "minute", FIRE.upper()),
                ("later", "di", "2024-05-14T10:00:31", "second", FIRE.replace("is on", "is not on")),
                ("never", "ed", "", None, FIRE),
                ("month", "fy", "2024-05-01", "month", FIRE),
                ("before", "gus", "2024-05-13", "day", "Something else is said about the harbour."),
            )
        )
    )
    assert shown(found) == [
        ("exact", "first", False),
        ("later", "reworded", False),
        ("minute", "trivially changed", True),
        ("day", "identical", True),
        ("month", "identical", True),
        ("never", "identical", True),
    ]
    assert found["changed"].tolist()[1:3] == ['a negation added: "not"', "upper and lower case"]
    assert list(found.columns) == tables.get("families").arrow.names
    assert found["family"].nunique() == 1 and len(found["family"].iloc[0]) == 12


def test_posts_and_articles_are_in_one_family_and_an_interval_is_no_moment() -> None:
    found = copies.families(
        copies.texts(
            posts(("1", "ana", "2024-05-14T10:00:30", "second", FIRE)),
            articles(
                ("a.html", "Quay Radio", "2024-05-13", FIRE),
                ("b.html", "Post", "2024-05/2024-06", FIRE),
                ("c", "x", None, None),
            ),
        )
    )
    assert found[["table", "row", "who", "kind", "at_precision"]].fillna("").to_numpy().tolist() == [
        ["articles", "a.html", "Quay Radio", "first", "day"],
        ["posts", "1", "ana", "identical", "second"],
        ["articles", "b.html", "Post", "identical", ""],
    ]
    assert found["at"].isna().tolist() == [False, False, True]


def test_reposts_service_messages_and_short_texts_are_no_copies() -> None:
    rows = posts(*((str(n), "ana", f"2024-05-14T10:00:0{n}", "second", FIRE) for n in range(4)))
    rows["kind"] = ["post", "repost", "service", "reply"]
    assert copies.families(copies.texts(rows))["row"].tolist() == ["0", "3"]
    assert copies.families(copies.texts(rows, reposts=True))["row"].tolist() == ["0", "1", "3"]
    short = posts(*((str(n), "ana", f"2024-05-14T10:00:0{n}", "second", "Oh yes!") for n in range(4)))
    assert copies.families(copies.texts(short)).empty
    assert copies.families(copies.texts()).empty and copies.told(copies.families(copies.texts())).empty


def test_the_order_of_the_rows_changes_nothing() -> None:
    rows = posts(
        *(
            (str(n), f"w{n % 3}", f"2024-05-14T10:{n:02}", "minute", f"{FIRE} Number {n % 7} of the night")
            for n in range(40)
        ),
        *(
            (f"b{n}", "ana", f"2024-05-15T10:{n:02}", "minute", "The letter is forged, says the fire service.")
            for n in range(3)
        ),
    )
    one = copies.families(copies.texts(rows))
    other = copies.families(copies.texts(rows.sample(frac=1, random_state=3)))
    assert one.equals(other) and len(one) == 43
    assert one["family"].iloc[0] != one["family"].iloc[-1]


@pytest.fixture
def families() -> pd.DataFrame:
    other = "The letter is forged, says the fire service of the town."
    return copies.families(
        copies.texts(
            posts(
                ("1", "ana", "2024-05-14T10:00:00", "second", FIRE),
                ("2", "ana", "2024-05-14T10:00:05", "second", FIRE),
                ("3", "bo", "2024-05-14T10:00:20", "second", FIRE.replace("is on", "isn't on")),
                ("4", "cy", "2024-05-16T11:00:00", "second", FIRE.replace("tonight", "today")),
                ("5", "di", "2024-05-16T12:00:00", "second", FIRE.replace("tonight", "today") + " #fire"),
                ("6", "ed", "2024-05-16T13:00:00", "second", FIRE.replace("tonight", "TODAY")),
                ("7", "bo", "2024-05-20T10:00:00", "second", other),
                ("8", "ana", "2024-05-20", "day", other),
            )
        )
    )


def test_what_the_page_counts(families: pd.DataFrame) -> None:
    told = copies.told(families)
    columns = [
        "row",
        "first_who",
        "n",
        "n_who",
        "identical",
        "trivial",
        "reworded",
        "n_negated",
        "n_perhaps_first",
        "hours",
    ]
    assert told[columns].to_numpy().tolist() == [
        ["1", "ana", 6, 5, 1, 0, 4, 1, 0, 51.0],
        ["7", "bo", 2, 2, 1, 0, 0, 0, 1, 0.0],
    ]
    times = copies.times(families)
    assert times["seconds"].tolist() == [5.0, 20.0, 176_400.0, 180_000.0, 183_600.0, -36_000.0]
    assert copies.quick(families)["row"].tolist() == ["3"]
    assert copies.firsts(families).to_numpy().tolist() == [["ana", "forum", 1, 5, 0], ["bo", "forum", 1, 1, 1]]
    assert copies.changed(families)[["changed", "n", "n_families"]].to_numpy().tolist() == [
        ['"tonight" became "today"', 2, 1],
        ['"tonight" became "today"; "fire" added', 1, 1],
        ['a negation added: "n\'t"; "is" became "isn t"', 1, 1],
    ]


def test_the_versions_of_a_family(families: pd.DataFrame) -> None:
    chosen = copies.most_changed(families)
    found = copies.versions(families, chosen)
    assert found[["row", "n", "n_who"]].to_numpy().tolist() == [["4", 2, 2], ["3", 1, 1], ["5", 1, 1]]
    assert copies.most_changed(families[families["kind"] != similarity.REWORDED]) == ""


def test_a_higher_threshold_leaves_out_and_says_of_what(families: pd.DataFrame) -> None:
    kept = copies.at_least(families, 1.0)
    assert kept["row"].tolist() == ["1", "2", "7", "8"] and kept.attrs["table"] == "families"


@pytest.mark.parametrize(
    ("hours", "said"), [(0.0, "1 hour"), (2.2, "3 hours"), (48.0, "2 days"), (float("nan"), "a time that is not known")]
)
def test_how_long_it_lasted(hours: float, said: str) -> None:
    assert copies.lasted(hours) == said


def test_a_text_is_cut_at_a_word() -> None:
    assert copies.cut("one two three four", 12) == "one two …"
    assert copies.cut("\n" + "a" * 200, 20) == "a" * 19 + "…"


def test_nothing_is_quick_where_only_days_are_known(families: pd.DataFrame) -> None:
    days = families.assign(at_precision="day")
    assert copies.quick(days).empty and list(copies.quick(days).columns) == list(days.columns)
