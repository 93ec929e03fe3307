"""Ids as clocks: what each platform's ids say, what they cannot say, and the finest moment that can be defended."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import duckdb
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import build, clocks, store
from helpers.errors import CaseError

Make = Callable[..., Any]
SIGNS = "234567abcdefghijklmnopqrstuvwxyz"
STATUS = "https://quay.example/users/ana/statuses/"
POST = "at://did:plc:quay/app.bsky.feed.post/"


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    return store.connect(tmp_path_factory.mktemp("spill"))


def told(con: duckdb.DuckDBPyConnection, platform: str, id_: str, seen: str | None = None) -> str | None:
    rows = "SELECT $platform AS p, $id AS i, CAST($seen AS TIMESTAMPTZ) AS s"
    sql = clocks.beside(rows, "p", "i", "s")
    found = con.execute(f"SELECT CAST(_clock AS VARCHAR) FROM ({sql})", {"platform": platform, "id": id_, "seen": seen})
    ((value,),) = found.fetchall()
    return value and str(value).removesuffix("+00")


@pytest.mark.parametrize(
    ("platform", "id_", "at"),
    [
        ("twitter", "914580356430536707", "2017-10-01 19:58:43.711"),  # stated as 10/1/2017 19:58
        ("tiktok", "7354899985650978079", "2024-04-06 23:28:17"),  # stated as 2024-04-06T23:28:51Z
        ("bluesky", f"{POST}3l25zusnsfctk", "2024-08-20 16:31:35.793"),  # the example of the library atcute
        ("discord", "175928847299117063", "2016-04-30 11:18:25.796"),  # the example of Discord's reference
        ("mastodon", f"{STATUS}112440000000000000", "2024-05-14 14:50:42.187"),
        ("mastodon", "https://quay.example/ap/users/7/statuses/112440000000000000", "2024-05-14 14:50:42.187"),
        ("mastodon", f"{STATUS}112440000000000000/activity", "2024-05-14 14:50:42.187"),
    ],
)
def test_an_id_says_when(platform: str, id_: str, at: str, con: duckdb.DuckDBPyConnection) -> None:
    assert told(con, platform, id_) == at


@pytest.mark.parametrize(
    ("platform", "id_"),
    [
        ("twitter", "29700859247"),  # the last before Snowflake
        ("twitter", "9.14580356430536e+17"),
        ("twitter", "914580356430536707.0"),
        ("twitter", "0914580356430536707"),
        ("twitter", "-914580356430536707"),
        ("twitter", " 914580356430536707"),
        ("twitter", "91458035643053670799"),
        ("twitter", "t-914580356430536707"),
        ("twitter", ""),
        ("tiktok", "914580356430536707"),  # 1976
        ("tiktok", "9223372036854775807"),  # seen in 2024, and says 2038
        ("bluesky", f"{POST}3l25zusnsfct"),
        ("bluesky", f"{POST}3l25zusnsfctl1"),
        ("bluesky", f"{POST}3l25zusnsfct1"),
        ("bluesky", f"{POST}2222222222222"),
        ("bluesky", "3l25zusnsfctk"),
        ("mastodon", "112440000000000000"),  # the number of one server, not of the status
        ("mastodon", "https://quay.example/notice/112440000000000000"),
        ("instagram", "3367890123456789012"),
        ("forum", "914580356430536707"),
    ],
)
def test_other_ids_say_nothing(platform: str, id_: str, con: duckdb.DuckDBPyConnection) -> None:
    assert told(con, platform, id_, "2024-05-14 12:00:00+00") is None


def test_a_post_is_not_made_after_it_was_seen(con: duckdb.DuckDBPyConnection) -> None:
    id_ = "914580356430536707"
    assert told(con, "twitter", id_, "2017-10-01 00:00:00+00") == "2017-10-01 19:58:43.711"
    assert told(con, "twitter", id_, "2017-09-30 00:00:00+00") is None
    assert told(con, "twitter", id_, "9999-09-30 00:00:00+00") == "2017-10-01 19:58:43.711"


@settings(max_examples=60, deadline=None)
@given(at=st.datetimes(datetime(2022, 6, 1), datetime(2199, 1, 1)), more=st.integers(0, 1023))
def test_any_moment_comes_back(at: datetime, more: int, con: duckdb.DuckDBPyConnection) -> None:
    micros = (at - datetime(1970, 1, 1)) // timedelta(microseconds=1)
    number = micros << 10 | more
    tid = "".join(SIGNS[number >> 5 * place & 31] for place in range(12, -1, -1))
    assert told(con, "bluesky", POST + tid) == _shown(micros)
    tweet = str(((micros // 1000 - 1288834974657) << 22) + more)
    if len(tweet) < 20 and int(tweet) < 2**63:
        assert told(con, "twitter", tweet) == _shown(micros // 1000 * 1000)
    if micros < 2**31 * 1_000_000:
        assert told(con, "tiktok", str((micros // 1_000_000 << 32) + more)) == _shown(micros // 1_000_000 * 1_000_000)
    assert told(con, "mastodon", STATUS + str((micros // 1000 << 16) + more)) == _shown(micros // 1000 * 1000)


def _shown(micros: int) -> str:
    text = str(datetime(1970, 1, 1) + timedelta(microseconds=micros))
    return text.rstrip("0") if "." in text else text


ENTRY = """
[[sources]]
files = "posts.ndjson"
reader = "table"
table = "posts"
credit = "x"
{more}
[sources.columns]
platform = "p"
id = "id"
account_name = "who"
text = "who"
created_at = "at"
"""


def post(id_: str, at: str = "2017-10-01 19:58", platform: str = "twitter") -> str:
    return json.dumps({"p": platform, "id": id_, "who": "ana", "at": at}) + "\n"


def test_the_build_puts_it_beside_what_was_stated(make_case: Make) -> None:
    lines = post("914580356430536707") + post("7354899985650978079", "2024-04-06 23:28:51", "tiktok")
    lines += post("9.1458e+17") + post("x-1", platform="forum")
    case = make_case({"posts.ndjson": lines}, ENTRY.format(more=""))
    build.build(case)
    columns = [f"created_from_id{end}" for end in ("", "_precision", "_stated", "_zone", "_zone_by")]
    found = case.table("posts", ["row", "created_at_stated", *columns]).astype(object)
    assert found.where(found.notna(), None).to_numpy().tolist() == [
        ["1", "2017-10-01 19:58", pd.Timestamp("2017-10-01 19:58:43.711", tz="UTC"), "ms", "914580356430536707", "UTC",
         "format"],
        ["2", "2024-04-06 23:28:51", pd.Timestamp("2024-04-06 23:28:17", tz="UTC"), "second", "7354899985650978079",
         "UTC", "format"],
        ["3", "2017-10-01 19:58", None, None, None, None, None],
        ["4", "2017-10-01 19:58", None, None, None, None, None],
    ]  # fmt: skip


def test_no_post_is_made_after_its_file_was_obtained(make_case: Make) -> None:
    for retrieved, there in (("2017-08", False), ("2017-10", True)):
        case = make_case({"posts.ndjson": post("914580356430536707")}, ENTRY.format(more=f'retrieved = "{retrieved}"'))
        build.build(case)
        assert case.table("posts")["created_from_id"].notna().tolist() == [there]


def test_the_finest_moment_is_that_of_the_id_where_it_lies_inside_the_stated_one() -> None:
    by_id = datetime(2017, 10, 1, 19, 58, 43, 711000, tzinfo=UTC)
    rows = [
        ("twitter", datetime(2017, 10, 1, 19, 58, tzinfo=UTC), "minute", by_id, "ms"),
        ("twitter", datetime(2017, 10, 1, tzinfo=UTC), "day", by_id, "ms"),
        ("twitter", datetime(2017, 10, 1, 19, 58, 43, tzinfo=UTC), "second", by_id, "ms"),
        ("twitter", datetime(2017, 10, 1, 20, 58, tzinfo=UTC), "minute", by_id, "ms"),  # another zone: it stays
        ("twitter", datetime(2017, 10, 1, 19, 58, 43, 5000, tzinfo=UTC), "ms", by_id, "ms"),
        ("twitter", datetime(2017, 10, 1, 19, 59, tzinfo=UTC), "minute", by_id, "ms"),  # the minute after
        ("twitter", datetime(2017, 10, 1, 19, 57, tzinfo=UTC), "minute", by_id, "ms"),  # the minute before
        ("tiktok", datetime(2017, 10, 1, 19, 58, tzinfo=UTC), "minute", by_id, "second"),  # the start of an upload
        ("twitter", datetime(2017, 10, 1, 19, 58, tzinfo=UTC), "minute", None, None),
        ("twitter", None, None, by_id, "ms"),
    ]
    names = ["platform", "created_at", "created_at_precision", "created_from_id", "created_from_id_precision"]
    frame = pd.DataFrame(rows, columns=names, index=range(10, 20))
    for name in ("created_at", "created_from_id"):
        frame[name] = frame[name].astype("datetime64[us, UTC]")
    before = frame.copy()
    found = clocks.best(frame)
    assert list(found.index) == list(range(10, 20))
    origin = found["origin"].astype(object).where(found["origin"].notna(), None).tolist()
    assert origin == [*["id"] * 3, *["stated"] * 6, None]
    assert found["precision"].astype(object).where(found["precision"].notna(), None).tolist() == [
        "ms", "ms", "ms", "minute", "ms", "minute", "minute", "minute", "minute", None,
    ]  # fmt: skip
    assert found["moment"].iloc[:4].tolist() == [by_id] * 3 + [rows[3][1]]
    assert pd.isna(found["moment"].iloc[9])
    pd.testing.assert_frame_equal(frame, before)


def test_no_file_can_state_it(make_case: Make) -> None:
    entry = ENTRY.format(more="") + 'created_from_id = "at"\n'
    case = make_case({"posts.ndjson": post("914580356430536707")}, entry)
    with pytest.raises(CaseError) as said:
        build.build(case)
    assert str(said.value) == (
        'case.toml, columns: the table posts has no column "created_from_id". Did you mean "created_at"?'
    )
