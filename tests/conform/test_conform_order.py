"""The order of records: the query that types them runs on all cores and must not contain what loses their order."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from reader_samples import Sample, samples

from helpers import conform, stage, store
from helpers.fields import count, fixed, flag, ident, moment, text, which
from helpers.readers import Csv
from helpers.stage import _unknown

MANY = 300_000
FIELDS = {
    "posts": {
        "platform": fixed("twitter"),
        "id": ident("id", needed="to tell posts apart"),
        "text": text("text", missing=tuple("abcdefgh")),
        "created_at": moment("at", needed="to place a post in time"),
        "kind": which("post", repost="again"),
        "n_likes": count("likes"),
    },
    "accounts": {"platform": fixed("twitter"), "id": ident("id"), "verified": flag("again")},
}


@pytest.fixture
def con(tmp_path: Path) -> store.Connection:
    con = store.connect(tmp_path)
    conform.prepare(con)
    return con


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: str(sample.stem))
def test_the_query_joins_and_sorts_nothing(sample: Sample, con: store.Connection) -> None:
    raw = sample.reader.open(con, sample.path, sample.shape, sample.options)
    keys = _unknown.listed(_unknown.objects(sample.shape))
    sql = conform.select(raw, sample.shape.fields, reader=sample.reader.name, zone="UTC", keys=keys)
    plan = con.execute(f"EXPLAIN {sql}").fetchall()[0][1].upper()
    assert [word for word in ("JOIN", "ORDER", "AGGREGATE", "UNNEST") if word in plan] == []


def test_many_records_keep_their_order(con: store.Connection, tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        written = csv.writer(file)
        written.writerow(["id", "text", "at", "again", "likes"])
        written.writerows([n, f"text, of {n}", "2022-07-29 10:00:00", n % 2, n] for n in range(MANY))
    looked = store.look(path, Csv())
    raw = store.open_csv(con, path, Csv(), looked, careful=False)
    sql = conform.select(raw, FIELDS, reader="test", zone="UTC")
    con.execute(f"COPY ({sql}) TO '{tmp_path / 'made.parquet'}' (FORMAT parquet)")
    out = con.execute(f"""SELECT count(*) FILTER ("posts.id" <> CAST(file_row_number AS VARCHAR)),
        count(*) FILTER ({stage.ROW} <> CAST(file_row_number + 2 AS VARCHAR)), count(*)
        FROM read_parquet('{tmp_path / "made.parquet"}', file_row_number=true)""")
    assert out.fetchall() == [(0, 0, MANY)]
