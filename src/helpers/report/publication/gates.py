"""Gates: what stops a publication, from `[gates]` of case.toml. The last good report stays; a page says why.

rows = { posts = { min = 1000, max = 90000 } }
    Rows of a table after the build. Unlike `expect`, which stops the build itself, it stops the publication alone.
rejected = 0.02
    The share of records that were set aside: of the whole case, and of every single file, because a new export that
    is broken from end to end would hardly show in the share of all.
unreliable_dates = 0.1, or { posts = 0.01, articles = 0.2, claims = 0.5 }
    The share of rows whose date is missing, known to less than a day, marked as about or uncertain (`~`, `?`, `%`), or
    later than its own capture by more than a day. One number is for posts and for articles, each by itself.
one_outlet = 0.6
    On days of a spike (see `helpers.spikes`): the share of the surplus that one account explains, among the posts of a
    platform, or one outlet, among the articles; in the case's period, by days of its time zone. Who posts is counted,
    not whom a post repeats.
A share that is equal to its gate passes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from helpers import dates, wording
from helpers.cases import Case

if TYPE_CHECKING:
    import pandas as pd

SHOWN = 100
ROWS_SHOWN = 8
_POSTS = ("source", "row", "platform", "account_id", "account_name", "created_at", "created_at_precision")
_WHEN = {"posts": "created_at_stated", "articles": "published", "claims": "event_date"}


@dataclass(frozen=True)
class Refusal:
    """A gate that does not hold: the sentence, the gate, what was found, what is allowed, and the rows behind it.

    `evidence` is a table as `show.table` makes it, with its rows of evidence.
    """

    sentence: str
    gate: str
    found: str
    limit: str
    evidence: Mapping[str, Any]


def refusals(case: Case) -> list[Refusal]:
    """Every gate of the built case that does not hold, in the order of case.toml; empty if all do."""
    return [one for gate, limit in case.gates.items() for one in _GATES[gate](case, limit)]


def page(case: Case, refused: Sequence[Refusal]) -> bytes:
    """The page that says why the last report was not published, as HTML; to stand beside the case's folder."""
    from helpers.report.html import held

    return held.page(case, refused)


def _rows(case: Case, bounds: Mapping[str, tuple[int | None, int | None]]) -> Iterator[Refusal]:
    for table, (least, most) in bounds.items():
        found = int(case.built.get("tables", {}).get(table, {}).get("rows", 0))
        said = f"{table} has {wording.many(found, 'row')}, and the gate rows.{table} asks for at"
        wrong = f"least {least:,}" if least is not None and found < least else ""
        wrong = f"most {most:,}" if most is not None and found > most else wrong
        if wrong:
            yield Refusal(f"{said} {wrong}.", f"rows.{table}", f"{found:,}", f"at {wrong}", _by_file(case, table))


def _by_file(case: Case, table: str) -> dict[str, Any]:
    """The rows of a table by file; a table that was made of others, or of nothing, has no files."""
    rows: list[list[Any]] = []
    if case.has(table) and "source" in (frame := case.table(table)).columns:
        rows = [[str(source), int(n)] for source, n in frame["source"].value_counts().sort_index().items()]
    columns = [_column("File", "link"), _column("Rows", "number")]
    return _table(f"Rows of {table} by file.", columns, rows, [[]] * len(rows), len(rows), "by name")


def _rejected(case: Case, limit: float) -> Iterator[Refusal]:
    sources = case.table("sources", ["source", "records", "rejected"])
    counted = [(str(s), int(n), int(bad)) for s, n, bad in sources.itertuples(index=False) if n]
    over = [(bad / n, bad, n, source) for source, n, bad in counted if bad / n > limit]
    bad, n = sum(one[2] for one in counted), sum(one[1] for one in counted)
    if not over and not (n and bad / n > limit):
        return
    share, worst, of, source = max(over, default=(bad / n, bad, n, ""))
    where = f"{source}: " if source else f"{case.name}: "
    others = f" {wording.many(len(over), 'file')} are above it." if len(over) > 1 else ""
    sentence = (
        f"{where}{worst:,} of {wording.many(of, 'record')} {'was' if worst == 1 else 'were'} set aside "
        f"({_percent(share)}), and the gate rejected allows {_percent(limit)}.{others}"
    )
    rejects = case.table("rejects")
    named = {one[3] for one in over} or {one[0] for one in counted}
    mine = rejects[rejects["source"].isin(named)]
    shown = mine.head(SHOWN)
    columns = [_column("File", "link"), _column("Row"), _column("Reason")]
    rows = [[str(s), str(r), wording.said(why)] for s, r, why in zip(*(shown[k] for k in _REJECT), strict=True)]
    evidence = _table("Records set aside.", columns, rows, _evidence(shown, "rejects"), len(mine), "file by file")
    yield Refusal(sentence, "rejected", _percent(share), f"at most {_percent(limit)}", evidence)


def _unreliable(case: Case, limits: Mapping[str, float]) -> Iterator[Refusal]:
    for table, limit in limits.items():
        if not case.has(table):
            continue
        frame = case.table(table)
        why = (_why_moment if table == "posts" else _why_edtf)(frame, _WHEN[table])
        mine = frame.assign(why=why).dropna(subset=["why"])
        share = len(mine) / len(frame)
        if share <= limit:
            continue
        sentence = (
            f"{table}: the dates of {len(mine):,} of {wording.many(len(frame), 'row')} are unreliable "
            f"({_percent(share)}), and the gate unreliable_dates.{table} allows {_percent(limit)}."
        )
        shown = mine.head(SHOWN)
        columns = [_column("File", "link"), _column("Row"), _column("Date as stated"), _column("Why it is unreliable")]
        rows = [
            [str(s), str(r), None if (text := wording.said(at)) == "not stated" else text, str(reason)]
            for s, r, at, reason in zip(*(shown[k] for k in ("source", "row", _WHEN[table], "why")), strict=True)
        ]
        about = f"Unreliable dates of {table}."
        evidence = _table(about, columns, rows, _evidence(shown, table), len(mine), "file by file")
        yield Refusal(sentence, f"unreliable_dates.{table}", _percent(share), f"at most {_percent(limit)}", evidence)


def _why_moment(frame: pd.DataFrame, _: str) -> pd.Series:
    """Why the moment of each post is unreliable; NA where it is not."""
    import pandas as pd

    exact, at, seen = frame["created_at_precision"], frame["created_at"], frame["captured_at"]
    late = (at - seen) > pd.Timedelta(days=1)
    why = pd.Series(pd.NA, index=frame.index, dtype="object")
    why = why.mask(late.fillna(False), "later than its capture by more than a day")
    for coarse in ("month", "year"):
        why = why.mask(exact.eq(coarse).fillna(False), f"known to the {coarse} only")
    return why.mask(at.isna(), "no date")


def _why_edtf(frame: pd.DataFrame, column: str) -> pd.Series:
    """Why the date of each article or claim is unreliable; NA where it is not."""
    return frame[column].map(_why_date)


def _why_date(stated: object) -> str | None:
    if wording.said(stated) in ("not stated", ""):
        return "no date"
    text = str(stated)
    exact = dates.precision(text)
    if exact != "day":
        return "an interval" if exact == "interval" else f"known to the {exact} only"
    return "about, or uncertain" if dates.about(text) else None


def _one_outlet(case: Case, limit: float) -> Iterator[Refusal]:
    for table, rows in (("posts", _posts), ("articles", _articles)):
        if case.has(table) and (found := _over(rows(case), limit)):
            yield _of_one(case, table, found, limit)


def _posts(case: Case) -> pd.DataFrame:
    """The posts of the period that are dated to the day: group (platform), day, who (account id, else handle), name."""
    from helpers import counts

    frame = counts.inside(case.table("posts", _POSTS), case.period, case.timezone)
    frame = frame[~frame["created_at_precision"].isin(["month", "year"])]
    day = frame["created_at"].dt.tz_convert(case.timezone).dt.strftime("%Y-%m-%d")
    who = counts.account_of(frame)
    return frame.assign(day=day, who=who, group=frame["platform"], name=frame["account_name"].fillna(who))


def _articles(case: Case) -> pd.DataFrame:
    """The articles of the period that are dated to the day: day, who (the outlet), name."""
    frame = case.table("articles", ["source", "row", "outlet", "published"])
    frame = frame[frame["published"].map(_why_date).isna()]
    day = frame["published"].str[:10]
    first, last = dates.span(case.period)
    inside = day.ge(first.isoformat() if first else "0") & day.le(last.isoformat() if last else "9999-99")
    return frame.assign(day=day, who=frame["outlet"], group="articles", name=frame["outlet"])[inside]


def _over(frame: pd.DataFrame, limit: float) -> list[tuple[str, Any, pd.DataFrame]]:
    """The spikes that one account or outlet explains beyond the limit, with its rows on that day."""
    from helpers import spikes

    found = []
    for group, part in frame.groupby("group", sort=True):
        for spike in spikes.spikes(part["day"], part["who"]).itertuples():
            if spike.share > limit:
                theirs = part[(part["day"] == spike.day) & (part["who"] == spike.who)]
                found.append((str(group), spike, theirs))
    return found


def _of_one(case: Case, table: str, found: list[tuple[str, Any, pd.DataFrame]], limit: float) -> Refusal:
    group, spike, theirs = max(found, key=lambda one: one[1].share)
    noun = "account" if table == "posts" else "outlet"
    among = f"{spike.n:,} posts on {group}" if table == "posts" else f"{spike.n:,} articles"
    others = f" {wording.many(len(found), 'spike')} of {table} are above it." if len(found) > 1 else ""
    sentence = (
        f"{dates.words(spike.day)}: the {noun} {theirs['name'].iloc[0]} explains {_percent(spike.share)} of what a "
        f"spike has beyond the usual ({spike.n_who:,} of {among}, where {spike.usual:g} are usual), and the gate "
        f"one_outlet allows {_percent(limit)}.{others}"
    )
    shown = sorted(found, key=lambda one: (one[1].day, one[0]))[:SHOWN]
    rows = [
        [
            s.day,
            g,
            str(f["name"].iloc[0]),
            f"{s.n_who:,}, usually {s.usual_who:g}",
            f"{s.n:,}, usually {s.usual:g}",
            _percent(s.share),
        ]
        for g, s, f in shown
    ]
    columns = [_column("Day", "date")]
    columns += [_column(label) for label in ("Among", noun.capitalize(), "Theirs", "All", "Explained")]
    behind = [_one_list(theirs.head(ROWS_SHOWN), table) for _, _, theirs in shown]
    about = f"Spikes of {table} that one {noun} explains, with the first of its rows."
    evidence = _table(about, columns, rows, behind, len(found), "by day")
    return Refusal(sentence, "one_outlet", _percent(spike.share), f"at most {_percent(limit)}", evidence)


def _one_list(frame: pd.DataFrame, table: str) -> list[dict[str, str]]:
    return [
        {"table": table, "source": str(s), "row": str(r)} for s, r in zip(frame["source"], frame["row"], strict=True)
    ]


def _evidence(frame: pd.DataFrame, table: str) -> list[list[dict[str, str]]]:
    return [[one] for one in _one_list(frame, table)]


def _column(label: str, kind: str = "text") -> dict[str, str]:
    return {"name": label, "label": label, "align": "end" if kind == "number" else "start", "kind": kind}


def _table(
    caption: str, columns: list[dict[str, str]], rows: list[list[Any]], evidence: Any, total: int, order: str
) -> dict[str, Any]:
    """A table as `show.table` makes it."""
    made = {"name": caption, "caption": caption, "columns": columns, "rows": rows, "evidence": evidence}
    return made | {"shown": len(rows), "total": total, "order": order}


def _percent(share: float) -> str:
    return f"{share * 100:.3g} %"


_REJECT = ("source", "row", "reason")
_GATES: dict[str, Callable[[Case, Any], Iterator[Refusal]]] = {
    "rows": _rows,
    "rejected": _rejected,
    "unreliable_dates": _unreliable,
    "one_outlet": _one_outlet,
}
