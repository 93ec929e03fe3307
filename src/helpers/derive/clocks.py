"""Clocks: how far the times that each file states are from those that its posts' ids carry, and what that proves.

A tweet's id is made with the tweet, so that nearly all rows agree with their stated time to a second, or within the
stated minute; a wrong zone moves them by whole quarters of an hour. A TikTok id is made when the upload starts: a
stated time up to an hour later is as it should be. A row is apart where its two times disagree by more than the stated
time's exactness, and not as the bulk of its file does (which is from three spreads, 5 to 95 of 100, below the bulk to
three above it).
"""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import Any

import pandas as pd

from helpers import clocks
from helpers import tables as kit
from helpers.cases import Case, Handle
from helpers.derive import _clock_verdict as says

NEEDS = ("posts",)
MAY_USE = ("observations",)
MAKES = ("clocks", "deviations")
CODE = ("clocks.py", "derive/_clock_verdict.py", "dates/*.py")
FIRST_ROWS = 10
_FINE = ("minute", "second", "ms")
# the limits of the bins below 450 s; above, each whole quarter hour has one of its own, up to 14.5 hours, then days
_EDGES = (0, 1, 2, 5, 10, 20, 60, 120, 240, 450)
_FAR = (52_650, 129_600, 604_800, 2_592_000, 31_536_000, 315_360_000, 9_000_000_000)


def derive(tables: Mapping[str, Handle], case: Case) -> dict[str, Any]:
    """One row a file and platform in `clocks`; its rows by day and distance in `deviations`."""
    con = tables["posts"].con
    con.execute(f"CREATE OR REPLACE TEMP VIEW clock_rows AS {_rows(tables)}")
    loose = ", ".join(f"'{name}'" for name, clock in clocks.CLOCKS.items() if clock.late)
    # a late time is rounded down, so that an upload of ten minutes is none of a quarter hour
    shift = f"CASE WHEN platform IN ({loose}) THEN floor((d + 60) / {says.QUARTER}) ELSE round(d / {says.QUARTER}) END"
    con.execute(f"""CREATE OR REPLACE TEMP TABLE clock_days AS
        SELECT source, platform, CAST(told AS DATE) AS day, CAST({shift} * {says.QUARTER} AS BIGINT) AS shift,
            {_bin("least")} AS least, {_bin("most")} AS most, count(*) AS n
        FROM clock_rows WHERE d IS NOT NULL GROUP BY ALL""")
    files = _files(con)
    _shift(con, files)
    _judge(con, files)
    names = kit.get("clocks").names
    return {"clocks": pd.DataFrame([{name: one[name] for name in names} for one in files]), "deviations": _DEVIATIONS}


_DEVIATIONS = """SELECT source, platform, CAST(day AS VARCHAR) AS day, CAST(least AS DOUBLE) AS least,
    CAST(most AS DOUBLE) AS most, CAST(sum(n) AS BIGINT) AS n
    FROM clock_days GROUP BY ALL ORDER BY source, platform, day, least"""


def _rows(tables: Mapping[str, Handle]) -> str:
    """The SQL of every sight of a post: where it stands, what its id says, and `d`, the distance in seconds."""
    fine = ", ".join(f"'{name}'" for name in _FINE)
    parts = []
    for n, name in enumerate(name for name in ("posts", "observations") if name in tables):
        path = str(tables[name].path).replace("'", "''")
        parts.append(
            f"SELECT *, {n} AS part, file_row_number AS n_row FROM read_parquet('{path}', file_row_number=true)"
        )
    return f"""SELECT source, "row", platform, part, n_row, created_from_id AS told, created_at_zone AS zone,
        CASE created_at_precision WHEN 'minute' THEN 60 ELSE 1 END AS width,
        CASE WHEN created_at_precision IN ({fine})
            THEN (epoch_us(created_at) - epoch_us(created_from_id)) / 1000000.0 END AS d
        FROM ({" UNION ALL BY NAME ".join(parts)})"""


def _bin(end: str) -> str:
    """The SQL of one limit of the bin in which a distance lies, `least` or `most`; the most is the greater one."""
    a = "abs(d)"
    quarter = f"floor(({a} + 450) / {says.QUARTER}) * {says.QUARTER}"
    near, far = "", ""
    for low, high in pairwise(_EDGES):
        near, far = near + f"WHEN {a} < {high} THEN {low} ", far + f"WHEN {a} < {high} THEN {high} "
    near += f"WHEN {a} < {_FAR[0]} THEN {quarter} - 450 "
    far += f"WHEN {a} < {_FAR[0]} THEN {quarter} + 450 "
    for low, high in pairwise(_FAR):
        near, far = near + f"WHEN {a} < {high} THEN {low} ", far + f"WHEN {a} < {high} THEN {high} "
    inner, outer = f"(CASE {near} ELSE {_FAR[-2]} END)", f"(CASE {far} ELSE {_FAR[-1]} END)"
    below, above = (outer, inner) if end == "least" else (inner, outer)
    return f"CASE WHEN d < 0 THEN 0 - {below} ELSE {above} END"


def _files(con: Any) -> list[dict[str, Any]]:
    """What is measured of each file and platform; nothing is judged yet."""
    # one list of quantiles: each call of its own would keep every distance once more
    found = con.execute("""SELECT * EXCLUDE (q), q[1], q[2], q[3] FROM (
        SELECT source, platform, count(*), count(d), list_sort(list(DISTINCT zone) FILTER (d IS NOT NULL)),
            min((part, n_row)) AS n_first, count(*) FILTER (abs(d) <= width), min(d), max(d),
            quantile_cont(d, [0.5, 0.05, 0.95]) AS q
        FROM clock_rows GROUP BY ALL) ORDER BY n_first""").fetchall()
    files = []
    for source, platform, posts, measured, zones, _, within, least, most, *middle in found:
        clock = clocks.CLOCKS.get(platform)
        named = says.zone_words(zones or []) if measured else None
        files.append(
            {"source": source, "platform": platform, "clock": clock.about if clock else None, "posts": posts}
            | {"measured": measured, "zone": named}
            | dict(zip(("median", "p5", "p95", "least", "most"), (*middle, least, most), strict=True))
            | {"within": within / measured if measured else None, "shift": None, "summer_shift": None}
            | {"verdict": "", "n_apart": 0, "apart": [], "zones": zones or []}
        )
    return files


def _shift(con: Any, files: list[dict[str, Any]]) -> None:
    """Finds the whole quarter hours by which each file is off, where it has rows enough."""
    rows = con.execute("SELECT source, platform, day, shift, sum(n) FROM clock_days GROUP BY ALL").fetchall()
    by_file: dict[tuple[str, str], dict[tuple[date, int], int]] = {}
    for source, platform, day, shift, n in rows:
        by_file.setdefault((source, platform), {})[day, shift] = int(n)
    for one in files:
        if one["measured"] < says.FEW:
            one["verdict"] = _too_few(one)
            continue
        days = says.Days(by_file[one["source"], one["platform"]])
        late = clocks.CLOCKS[one["platform"]].late
        one["days"] = _with_late(days, late) if late else days
        one["shift"], one["summer_shift"] = one["found"] = says.shifts(one["days"])


def _with_late(days: says.Days, late: int) -> says.Days:
    """The same, but what is late by no more than that counts as right: an upload may take so long."""
    rows: dict[tuple[date, int], int] = {}
    total = days.shifts()
    for (day, shift), n in days.rows.items():
        at = 0 if 0 <= shift < late and total[0] >= total[shift] else shift
        rows[day, at] = rows.get((day, at), 0) + n
    return says.Days(rows)


def _too_few(one: Mapping[str, Any]) -> str:
    if one["clock"] is None:
        return "no clock: the ids of this platform carry no time"
    if not one["measured"]:
        return "no clock: no row has both an id that carries a time and a stated time to the minute"
    return f"too few rows to judge: {one['measured']}"


def _judge(con: Any, files: list[dict[str, Any]]) -> None:
    """Puts the verdict into each file's row, counts the rows that disagree, and names the first of them."""
    judged = [one for one in files if "found" in one]
    rest = _rest(con, [one for one in judged if one["found"].all()])
    for one in judged:
        n_apart, one["apart"], least, most = rest.get((one["source"], one["platform"]), (0, [], 0, 0))
        one["n_apart"] = n_apart
        clock = clocks.CLOCKS[one["platform"]]
        bulk = (least, most) if clock.late else None
        one["verdict"] = says.verdict(one["found"], one["days"], one["zones"], bulk, clock.exact)
        if n_apart:
            one["verdict"] += f"; {n_apart:,} of {one['measured']:,} rows disagree"


def _rest(con: Any, judged: list[dict[str, Any]]) -> dict[tuple[str, str], tuple[int, list[str], float, float]]:
    """Per file what is left when its shift is taken off: rows apart, the first of them, and the ends of the others."""
    if not judged:
        return {}
    con.execute(f"""CREATE OR REPLACE TEMP VIEW clock_rest AS
        SELECT c.source, c.platform, "row", part, n_row, width, late,
            d - CASE WHEN abs(d - other) < abs(d - shift) THEN other ELSE shift END AS rest
        FROM clock_rows c JOIN (VALUES {", ".join(map(_judged, judged))}) AS j(source, platform, shift, other, late)
            ON c.source = j.source AND c.platform = j.platform WHERE d IS NOT NULL""")
    apart = """NOT rest BETWEEN -width AND greatest(width, late)
        AND NOT rest BETWEEN low - 3 * (high - low) AND high + 3 * (high - low)"""
    found = con.execute(f"""WITH bulk AS (SELECT source, platform, q[1] AS low, q[2] AS high FROM (
                SELECT source, platform, quantile_cont(rest, [0.05, 0.95]) AS q FROM clock_rest GROUP BY ALL)),
            told AS (SELECT *, {apart} AS apart FROM clock_rest JOIN bulk USING (source, platform))
        SELECT source, platform, count_if(apart),
            arg_min("row", part * 1000000000000 + n_row, {FIRST_ROWS}) FILTER (apart),
            min(rest) FILTER (NOT apart), max(rest) FILTER (NOT apart) FROM told GROUP BY ALL""").fetchall()
    return {(one[0], one[1]): (one[2], one[3] or [], one[4], one[5]) for one in found}


def _judged(one: Mapping[str, Any]) -> str:
    shift = one["shift"] if one["shift"] is not None else one["summer_shift"]
    other = "NULL" if one["summer_shift"] is None else one["summer_shift"]
    late = clocks.CLOCKS[one["platform"]].late
    source, platform = (str(one[name]).replace("'", "''") for name in ("source", "platform"))
    return f"('{source}', '{platform}', {shift}::DOUBLE, {other}::DOUBLE, {late})"
