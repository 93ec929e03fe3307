"""Posts, as many as are wanted: the texts of real ones where a folder of them is given, else invented.

Each post has a snowflake id whose time is that of the post, one of 5,000 accounts, a text that ends in its own number
(so that no two are equal), and in a tenth of all a reply. In NDJSON a post is nested, with its tags and links as lists.
"""

from __future__ import annotations

import gzip
import shutil
import sys
from pathlib import Path

import duckdb

_WORDS = [
    "harbour",
    "fire",
    "watch",
    "quay",
    "smoke",
    "night",
    "crane",
    "ministry",
    "council",
    "pier",
    "alarm",
    "boat",
    "rumour",
    "film",
    "street",
    "tide",
]
_FLAT = """SELECT CAST(((epoch_ms(made) - 1288834974657) << 22) + n % 4096 AS VARCHAR) AS id,
    CAST(880000000 + n * 7919 % 5000 AS VARCHAR) AS author_id, 'account_' || n * 7919 % 5000 AS author,
    strftime(made, '%Y-%m-%dT%H:%M:%S.%gZ') AS created_at, said || ' ' || n AS text,
    ['en', 'ru', 'de', NULL][1 + n % 4] AS lang, ['United States', 'Azerbaijan', NULL][1 + n % 3] AS region,
    n * 31 % 997 AS likes, n * 17 % 89 AS reposts,
    CASE WHEN n % 10 = 0 THEN CAST(((epoch_ms(made) - 1288834974657) << 22) - 4096 AS VARCHAR) END AS reply_to
    FROM (SELECT n, TIMESTAMP '2016-01-01' + to_milliseconds(n * 97) AS made, said
        FROM range({rows}) AS r(n) JOIN texts ON texts.k = n % {texts}) ORDER BY n"""
_NESTED = """SELECT id, {'id': author_id, 'name': author, 'verified': false} AS user, created_at, text, lang,
    {'country': region} AS place, {'likes': likes, 'reposts': reposts, 'views': likes * 100} AS counts,
    CASE WHEN reply_to IS NOT NULL THEN {'id': reply_to, 'user': author} END AS reply,
    {'tags': list_transform(regexp_extract_all(text, '#(\\w+)', 1), lambda w: {'text': w, 'start': 0}),
     'links': list_transform(regexp_extract_all(text, 'https?://\\S+'), lambda w: {'url': w})} AS entities
    FROM flat"""


def write(folder: Path, kind: str, rows: int, data: Path | None) -> Path:
    """The file of so many posts, as `posts-1000000.csv` or `.ndjson`."""
    path = folder / f"posts-{rows}.{kind}"
    con = duckdb.connect()
    con.execute("SET enable_progress_bar = false")
    con.execute(f"SET temp_directory = '{folder / 'spill'}'; SET memory_limit = '4GB'")
    con.execute(f"CREATE TABLE texts AS SELECT row_number() OVER () - 1 AS k, said FROM ({_texts(data)})")
    (texts,) = con.execute("SELECT count(*) FROM texts").fetchall()[0]
    con.execute(f"CREATE VIEW flat AS {_FLAT.format(rows=rows, texts=texts)}")
    said = "SELECT * FROM flat" if kind == "csv" else _NESTED
    form = "FORMAT csv, HEADER" if kind == "csv" else "FORMAT json"
    con.execute(f"COPY ({said}) TO '{path}' ({form})")
    return path


def packed(path: Path, ending: str) -> Path:
    """The file packed: `.gz` or `.zst`; itself where the ending is empty."""
    target = path.with_name(path.name + ending)
    if ending == ".gz":
        with path.open("rb") as source, gzip.open(target, "wb", compresslevel=5) as packing:
            shutil.copyfileobj(source, packing, 4 << 20)
    elif ending == ".zst":
        import zstandard

        with path.open("rb") as source, target.open("wb") as raw:
            zstandard.ZstdCompressor(level=3).copy_stream(source, raw)
    return target


def _texts(data: Path | None) -> str:
    if data:
        return f"SELECT content AS said FROM read_csv('{data}/ira_tweets*.csv.gz', all_varchar=true)"
    word = " || ' ' || ".join(f"w[1 + CAST(hash(i, {n}) % {len(_WORDS)} AS INTEGER)]" for n in range(12))
    tag = "CASE WHEN i % 3 = 0 THEN ' #' || w[1 + CAST(hash(i, 77) % 16 AS INTEGER)] ELSE '' END"
    link = "CASE WHEN i % 4 = 0 THEN ' https://example.org/' || hash(i, 78) % 999 ELSE '' END"
    odd = "CASE WHEN i % 50 = 0 THEN ', \"he said\"' || chr(10) || 'and left' ELSE '' END"
    return f"SELECT {word} || {tag} || {link} || {odd} AS said FROM (SELECT i, {_WORDS} AS w FROM range(200000) t(i))"


if __name__ == "__main__":
    _, into, kind_, rows_, data_, *endings = sys.argv
    whole = write(Path(into), kind_, int(rows_), Path(data_) if data_ else None)
    for one in endings:
        packed(whole, f".{one}")
