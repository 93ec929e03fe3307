"""What was done with every raw file of a case: fates, reasons, repairs, decisions, and the days without a row.

    told = evidence.account(case)
    told.files()                        one row a file: its records, their fates, its first and last day
    told.remarks()                      one row a remark: what was set aside, not understood, changed, decided

The account is no judgement: a rejected record is told here, and whether there may be one stands in case.toml.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers import dates, store
from helpers.cases import Case
from helpers.wording import many

if TYPE_CHECKING:
    import pandas as pd

KINDS = ("set aside", "id damage", "unknown column", "decided", "changed", "gap")
# Which column says when, in the tables whose rows are of a day; of several, the first that states one.
_DAYS = {
    "posts": "CAST(timezone('UTC', created_at) AS DATE)",
    "articles": "coalesce(CAST(timezone('UTC', published_at) AS DATE), try_cast(published AS DATE))",
}
_NOUNS = {"posts": "post", "articles": "article"}
DAMAGE = re.compile("proves no identity|a spreadsheet keeps 15|spreadsheet has rounded")  # remarks on ids


@dataclass(frozen=True)
class Reason:
    """Why records were set aside: the sentence of the first one, its row, and how many there were of that kind."""

    says: str
    row: str
    n: int


@dataclass(frozen=True)
class Span:
    """From which day to which a file's rows go, in UTC and inside the period of the case; and its silences, in days."""

    table: str
    first: str
    last: str
    days: int
    without: int
    longest: int = 0
    longest_from: str = ""
    longest_to: str = ""
    outside: int = 0  # rows of a day outside the period

    @property
    def says(self) -> str:
        """The silences in words; empty where there is none."""
        if not self.without:
            return ""
        noun = _NOUNS[self.table]
        said = f"no {noun} on {self.without:,} of {many(self.days, 'day')} from {self.first} to {self.last}"
        if self.longest > 1:
            said += f"; the longest silence is {self.longest:,} days, {self.longest_from} to {self.longest_to}"
        return said


@dataclass(frozen=True)
class Account:
    """What is told of one raw file."""

    source: str
    reader: str
    bytes: int
    tables: tuple[str, ...]
    records: int
    kept: int
    duplicates: int
    observations: int
    rejected: int
    reasons: tuple[Reason, ...] = ()
    unknown: tuple[str, ...] = ()
    damaged: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    decided: tuple[str, ...] = ()
    span: Span | None = None

    def remarks(self) -> Iterator[tuple[str, str, int | None, str | None]]:
        """Every remark: its kind, what it says, how many records it is about and the first one's row, where known."""
        for one in self.reasons:
            yield "set aside", one.says, one.n, one.row
        for kind, sentences in zip(KINDS[1:5], (self.damaged, self.unknown, self.decided, self.changed), strict=True):
            for sentence in sentences:
                yield kind, sentence, None, None
        if self.span and self.span.says:
            yield "gap", self.span.says, None, None

    def as_dict(self) -> dict[str, Any]:
        """It as plain values for JSON."""
        return asdict(self) | {"gap": self.span.says if self.span else ""}


@dataclass(frozen=True)
class Accounts:
    """What is told of every file of a case, in the order of case.toml."""

    sources: tuple[Account, ...] = field(default_factory=tuple)

    def files(self) -> pd.DataFrame:
        """One row a file: its reader, its records and their fates, its first and last day, the days without a row."""
        import pandas as pd

        counts = ("records", "kept", "duplicates", "observations", "rejected")
        spans = ("first", "last", "days", "without", "longest")
        rows = [
            {name: getattr(one, name) for name in ("source", "reader", *counts)}
            | {name: getattr(one.span, name) if one.span else None for name in spans}
            for one in self.sources
        ]
        frame = pd.DataFrame(rows, columns=["source", "reader", *counts, *spans])
        numbers = dict.fromkeys((*counts, *spans[2:]), "Int64")
        return frame.astype(numbers | dict.fromkeys(("source", "reader", *spans[:2]), "str"))

    def remarks(self) -> pd.DataFrame:
        """One row a remark: `source`, `kind` (of KINDS), `says`, `n` (records) and `first_row` where known."""
        import pandas as pd

        rows = [(one.source, *remark) for one in self.sources for remark in one.remarks()]
        frame = pd.DataFrame(rows, columns=["source", "kind", "says", "n", "first_row"])
        return frame.astype({"source": "str", "kind": "str", "says": "str", "n": "Int64", "first_row": "str"})

    def as_list(self) -> list[dict[str, Any]]:
        """All of it as plain values for JSON."""
        return [one.as_dict() for one in self.sources]


def account(case: Case) -> Accounts:
    """What was done with every raw file of a built case; a `TableError` where its tables are older than the evidence.

    Reasons that differ only in what stands in quotation marks are one reason. A day is a day in UTC.
    """
    sources = case.table("sources")
    with tempfile.TemporaryDirectory() as aside:
        con = store.connect(Path(aside))
        try:
            reasons = _reasons(con, case) if case.has("rejects") else {}
            spans: dict[str, Span] = {}
            for table in ("articles", "posts"):
                spans |= _spans(con, case, table) if case.has(table) else {}
        finally:
            con.close()
    told = [
        _account(row, reasons.get(row["source"], []), spans.get(row["source"])) for row in sources.to_dict("records")
    ]
    return Accounts(tuple(told))


def _account(row: dict[Any, Any], reasons: list[Reason], span: Span | None) -> Account:
    repairs = [str(text) for text in row["repairs"] or ()]
    return Account(
        row["source"],
        row["reader"],
        int(row["bytes"]),
        tuple(row["tables"] or ()),
        int(row["records"]),
        int(row["kept"]),
        int(row["duplicates"]),
        int(row["observations"]),
        int(row["rejected"]),
        reasons=tuple(reasons),
        unknown=tuple(row["unknown"] or ()),
        damaged=tuple(text for text in repairs if DAMAGE.search(text)),
        changed=tuple(text for text in repairs if not DAMAGE.search(text)),
        decided=tuple(row["decided"] or ()),
        span=span,
    )


def _parquet(case: Case, table: str) -> str:
    return f"read_parquet({store.literal(str(case.processed / f'{table}.parquet'))}, file_row_number=true)"


def _reasons(con: store.Connection, case: Case) -> dict[str, list[Reason]]:
    """By file, the commonest first."""
    found: dict[str, list[Reason]] = {}
    rows = con.execute(f"""SELECT source, arg_min(reason, file_row_number), arg_min(row, file_row_number), count(*) AS n
        FROM {_parquet(case, "rejects")} GROUP BY source, regexp_replace(reason, '"[^"]*"', '""', 'g')
        ORDER BY source, n DESC, min(file_row_number)""").fetchall()
    for source, says, row, n in rows:
        found.setdefault(source, []).append(Reason(says, row, n))
    return found


def _spans(con: store.Connection, case: Case, table: str) -> dict[str, Span]:
    """By file, its days inside the period of the case; none where no row states a day in it."""
    first, last = dates.span(case.period)
    start, end = first or date.min, last or date.max
    rows = con.execute(f"""WITH days AS (
            SELECT source, {_DAYS[table]} AS day, count(*) AS n FROM {_parquet(case, table)} GROUP BY ALL),
        inside AS (
            SELECT source, day, day - lag(day) OVER (PARTITION BY source ORDER BY day) - 1 AS free
            FROM days WHERE day BETWEEN DATE '{start}' AND DATE '{end}'),
        outside AS (
            SELECT source, sum(n) AS n FROM days WHERE day NOT BETWEEN DATE '{start}' AND DATE '{end}' GROUP BY 1)
        SELECT i.source, min(day), max(day), coalesce(sum(free), 0), coalesce(max(free), 0), arg_max(day, free),
            coalesce(any_value(o.n), 0)
        FROM inside i LEFT JOIN outside o USING (source) GROUP BY 1""").fetchall()
    return {row[0]: _span(table, *row[1:]) for row in rows}


def _span(table: str, first: Any, last: Any, without: int, longest: int, back: Any, outside: int) -> Span:
    days = (last - first).days + 1
    if not longest:
        return Span(table, str(first), str(last), days, 0, outside=int(outside))
    begins, ends = back - timedelta(days=int(longest)), back - timedelta(days=1)
    return Span(table, str(first), str(last), days, int(without), int(longest), str(begins), str(ends), int(outside))
