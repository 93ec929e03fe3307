"""Ids as clocks: the moment that an id itself carries, beside the one that a file states, and never instead of it.

| platform | what the id holds                                       | source                                     |
|----------|---------------------------------------------------------|--------------------------------------------|
| twitter  | milliseconds since 2010-11-04T01:42:54.657Z, 22 bits up | ODU WS-DL, TweetedAt (2019), on Snowflake  |
| tiktok   | seconds of Unix time, 32 bits up                        | measured, see below                        |
| bluesky  | microseconds of Unix time in the record's key (a TID)   | atproto.com/specs/tid                      |
| mastodon | milliseconds of Unix time, 16 bits up, in its address   | mastodon/mastodon, lib/mastodon/snowflake  |
| discord  | milliseconds since 2015-01-01, 22 bits up               | Discord's developer reference, Snowflakes  |

A tweet's id is made with the tweet. A TikTok id is made when the upload starts, some seconds to minutes before the
video is public: a check and a lower bound (of 1,066 videos the stated time was 4 to 504 s later, and never earlier). A
TID is made by the client, which may set it. Ids of Instagram, Facebook and Telegram are left alone: no documentation
says what is in them.

A moment before the platform numbered its posts so, or more than a day after the row was seen or its file obtained, is
none; neither is that of an id that a spreadsheet has damaged.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from helpers import dates

if TYPE_CHECKING:
    import pandas as pd

COLUMN = "created_from_id"


class Clock(NamedTuple):
    """One platform's clock: what it tells, the SQL of its microseconds of Unix time, since when, and how exactly.

    `exact`: the platform makes the id together with the post, so that it may say the seconds that a file leaves out.
    `late`: how many seconds after the id a post may be stated as it should be.
    """

    about: str
    micros: str
    since: str
    precision: str = "ms"
    exact: bool = True
    late: int = 0


# In the SQL below `_id` is the text of the id and `_number` the whole number that stands there, written plainly.
_TID = " + ".join(
    f"(instr('234567abcdefghijklmnopqrstuvwxyz', right(_id, 13)[{n}]) - 1) * {32 ** (11 - n)}" for n in range(1, 12)
)  # eleven signs of five bits; the last two are the number of the clock
_IS_TID = "regexp_full_match(_id, 'at://[^/]+/app\\.bsky\\.feed\\.post/[2-7a-j][2-7a-z]{12}')"
_STATUS = "'^https?://[^/]+/(?:ap/)?users/[^/]+/statuses/([1-9][0-9]{16,18})(?:/activity)?$'"
CLOCKS = {
    "twitter": Clock("the tweet, in milliseconds", "((_number >> 22) + 1288834974657) * 1000", "2010-11-04 08:00:00"),
    "tiktok": Clock(
        "the start of the upload, in seconds", "(_number >> 32) * 1000000", "2016-01-01", "second", False, 3600
    ),
    "bluesky": Clock(
        "the client's clock, in microseconds", f"CASE WHEN {_IS_TID} THEN {_TID} END", "2022-05-01", exact=False
    ),
    "mastodon": Clock("the status, in milliseconds", "(_number >> 16) * 1000", "2017-10-01"),
    "discord": Clock("the message, in milliseconds", "((_number >> 22) + 1420070400000) * 1000", "2015-01-02"),
}
EXACT = tuple(name for name, clock in CLOCKS.items() if clock.exact)
_WIDTHS = {"day": timedelta(days=1), "minute": timedelta(minutes=1), "second": timedelta(seconds=1)}
_LAST = 7_258_118_400_000_000  # the year 2200, in microseconds: more is no date
_DAY = 86_400_000_000


def beside(rows: str, platform: str, id_: str, seen: str) -> str:
    """The SQL of some rows with `_clock` beside them: the moment (TIMESTAMPTZ) that the id carries, or NULL.

    `rows` is a query; `platform`, `id_` and `seen` (when the row was seen, or its file obtained) are the SQL of values
    in it. Each step is worked out once for a row.
    """
    text = f"CASE {platform} WHEN 'mastodon' THEN regexp_extract({id_}, {_STATUS}, 1) ELSE {id_} END"
    number = "try_cast(_id AS BIGINT)"
    plain = f"CASE WHEN {number} > 0 AND CAST({number} AS VARCHAR) = _id THEN {number} END"
    micros = " ".join(f"WHEN '{name}' THEN {clock.micros}" for name, clock in CLOCKS.items())
    since = " ".join(f"WHEN '{name}' THEN epoch_us(TIMESTAMP '{clock.since}')" for name, clock in CLOCKS.items())
    latest = f"least(coalesce(epoch_us({seen}) + {_DAY}, {_LAST}), {_LAST})"
    return f"""SELECT *, CASE WHEN _micros BETWEEN CASE {platform} {since} END AND {latest}
            THEN timezone('UTC', make_timestamp(_micros)) END AS _clock
        FROM (SELECT *, CASE {platform} {micros} END AS _micros
            FROM (SELECT *, {plain} AS _number FROM (SELECT *, {text} AS _id FROM ({rows}))))"""


def value(column: str, platform: str, id_: str) -> str:
    """The SQL of `created_from_id` or of one of its companions, by its name, in rows that have `_clock` beside them."""
    coarse = ", ".join(f"'{name}'" for name, clock in CLOCKS.items() if clock.precision == "second")
    values = {
        "": "_clock",
        "_precision": f"CASE WHEN {platform} IN ({coarse}) THEN 'second' ELSE 'ms' END",
        "_stated": id_,
        "_zone": "'UTC'",
        "_zone_by": "'format'",
    }
    return f"CASE WHEN _clock IS NOT NULL THEN {values[column.removeprefix(COLUMN)]} END"


def until(retrieved: str) -> str:
    """The SQL of the end of the day on which a file was obtained, by its EDTF date; NULL where that is open."""
    last = dates.span(retrieved)[1] if retrieved else None
    return f"TIMESTAMPTZ '{last + timedelta(days=1)} 00:00:00+00'" if last else "CAST(NULL AS TIMESTAMPTZ)"


def known_until(retrieved: Sequence[str], n_piece: str) -> str:
    """The SQL of when a row's file was obtained, by the place of the file among several."""
    return f"[{', '.join(map(until, retrieved))}][{n_piece} + 1]"


def best(posts: pd.DataFrame) -> pd.DataFrame:
    """The finest moment that can be defended for each post: columns `moment`, `precision`, `origin`; the index stays.

    The stated one (origin `stated`), but where a post's id was made together with it, is more exact, and lies inside
    the stated day, minute or second: then that of the id (origin `id`). Needs `platform`, `created_at`,
    `created_from_id` and the precisions of both.
    """
    at, exact = posts["created_at"], posts["created_at_precision"]
    by_id = posts[COLUMN]
    width = exact.map(_WIDTHS).astype("timedelta64[us]")
    inside = (by_id >= at) & (by_id < at + width) & posts["platform"].isin(EXACT)
    taken = inside.fillna(False).astype(bool)
    found = posts[[]].copy()
    found["moment"] = at.where(~taken, by_id)
    found["precision"] = exact.where(~taken, posts[f"{COLUMN}_precision"])
    found["origin"] = at.isna().map({True: None, False: "stated"}).where(~taken, "id")
    return found
