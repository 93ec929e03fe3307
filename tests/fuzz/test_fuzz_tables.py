"""What goes into a file comes out of it, row by row: random tables of text as CSV, NDJSON and JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest
from fuzz_bytes import PACKING, WHOLE
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from reader_samples import make_case

from helpers import conform, stage, store
from helpers.cases import Case
from helpers.errors import ReaderError

AT = "2024-05-14T10:00:00Z"
COLUMNS = ("key", "who", "at", "body")
OPTIONS: dict[str, Any] = {
    "table": "posts",
    "platform": "x",
    "columns": {"id": "key", "account_title": "who", "created_at": "at", "text": "body"},
}
# The signs that mean something to one of the formats come often, all others now and then.
SIGNS = st.one_of(
    st.sampled_from("\"',;\t\n\r\\ {}[]:/\0\x01\x02\x1c\x85\xa0\u200b\u202e\u2028\ufeff😀é=#@0n"),
    st.characters(exclude_categories=["Cs"]),
)
TEXTS = st.one_of(st.text(SIGNS, max_size=12), st.sampled_from(["null", "NULL", "NaN", "[]", "{}", '""', "true", " "]))
RECORD = st.tuples(st.integers(1, 99).map(str), TEXTS, st.sampled_from([AT, AT, AT, "no day"]), TEXTS)
RECORDS = st.lists(RECORD, min_size=1, max_size=8)
BOUNDED = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
Came = dict[str, tuple[str | None, ...]]
NO_DAY = 'created_at: "no day" is not a moment that the table reader knows.'


@dataclass
class Bench:
    """A case of one file that is written again and again, and read by the floor beneath the readers."""

    root: Path
    n: int = 0

    def __post_init__(self) -> None:
        self.con = store.connect(self.root / "spill")
        conform.prepare(self.con)

    def read(self, content: bytes, name: str, **stated: str) -> tuple[Came, dict[str, str]]:
        """What came of each row: its texts, or why it was set aside."""
        self.n += 1
        case: Case = make_case(self.root / str(self.n), {name: content}, "table", **OPTIONS, **stated)
        folder = self.root / str(self.n) / "staged"
        folder.mkdir()
        made = stage.stage(self.con, case, case.inputs[0], folder, "")
        columns = '_fault, "posts.id", "posts.account_title", "posts.text"'
        rows = f"read_parquet({store.literal(made.path)}, file_row_number=true)"
        found = self.con.execute(f"SELECT {stage.ROW}, {columns} FROM {rows}").fetchall()
        assert len(found) == made.records == len({row for row, *_ in found})
        return {row: tuple(v) for row, fault, *v in found if not fault}, {
            row: fault for row, fault, *_ in found if fault
        }


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    bench = Bench(tmp_path_factory.mktemp("tables"))
    yield bench
    bench.con.close()


def written(rows: Sequence[Sequence[str]], newline: str = "\n", quoted: bool = True) -> str:
    """A CSV file. Python's own writer leaves a carriage return unquoted, where it may be the end of the line."""

    def cell(text: str) -> str:
        needs = quoted or any(sign in text for sign in ',"\r\n')
        return '"' + text.replace('"', '""') + '"' if needs else text

    return "".join(",".join(map(cell, row)) + newline for row in rows)


def expected(records: list[tuple[str, ...]], first: int) -> tuple[Came, dict[str, str]]:
    """What a kit must make of them: NUL is no text, empty is not stated, and a day that is none sets the row aside."""
    rows = {str(n): record for n, record in enumerate(records, first)}
    kept = {
        row: (key, who.replace("\0", "") or None, body.replace("\0", "") or None)
        for row, (key, who, at, body) in rows.items()
        if at == AT
    }
    return kept, {row: NO_DAY for row, record in rows.items() if record[2] != AT}


def all_aside(records: list[tuple[str, ...]]) -> bool:
    """A file none of whose records can be read is refused as a whole, with a sentence about its first record."""
    return all(record[2] != AT for record in records)


@BOUNDED
@given(
    records=RECORDS,
    newline=st.sampled_from(["\n", "\r\n"]),
    quoting=st.booleans(),
)
def test_a_csv_comes_out_as_it_went_in(
    bench: Bench, records: list[tuple[str, ...]], newline: str, quoting: bool
) -> None:
    content = written([COLUMNS, *records], newline, quoting).encode()
    if all_aside(records):
        with pytest.raises(ReaderError, match="row 2: created_at"):
            bench.read(content, "p.csv")
    else:
        assert bench.read(content, "p.csv") == expected(records, 2)


@BOUNDED
@given(records=RECORDS, odd=st.dictionaries(st.integers(0, 7), st.sampled_from([1, 3, 5, 9]), max_size=3))
def test_a_row_of_another_width_is_set_aside_by_its_number(
    bench: Bench, records: list[tuple[str, ...]], odd: dict[int, int]
) -> None:
    rows = [(*record, *"xxxxx")[: odd.get(n, 4)] for n, record in enumerate(records)]
    if all(at != AT or n in odd for n, (_, _, at, _) in enumerate(records)):
        return  # refused as a whole, or not, as the faults are one or several
    kept, aside = bench.read(written([COLUMNS, *rows]).encode(), "p.csv")
    wanted, no_day = expected(records, 2)
    wide = {str(n + 2) for n in odd if n < len(records)}
    assert kept == {row: texts for row, texts in wanted.items() if row not in wide}
    assert {row: text for row, text in aside.items() if row not in wide} == {
        row: text for row, text in no_day.items() if row not in wide
    }
    assert {row: text.split(";")[0].rstrip(".") for row, text in aside.items() if row in wide} == {
        row: f"The record has {odd[int(row) - 2]} cells where the header has 4" for row in wide
    }


PLAIN_TEXTS = st.text(st.sampled_from("abc é€ß—\"',;\n\t"), max_size=12)


@BOUNDED
@given(
    bodies=st.lists(PLAIN_TEXTS, min_size=1, max_size=8),
    encoding=st.sampled_from(
        ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "cp1252", "mac_roman"]
    ),
    packing=st.sampled_from(["", *sorted(WHOLE)]),
    ending=st.sampled_from(["csv", "ndjson", "json"]),
)
def test_what_is_encoded_and_packed_comes_out_as_it_went_in(
    bench: Bench, bodies: list[str], encoding: str, packing: str, ending: str
) -> None:
    records = [(str(n), "ann", AT, body) for n, body in enumerate(bodies, 1)]
    listed = _objects(records)
    if ending == "csv":
        text = written([COLUMNS, *records])
    else:
        lines = [json.dumps(one, ensure_ascii=False) for one in listed]
        text = "\n".join(lines) if ending == "ndjson" else f"[{','.join(lines)}]"
    data = text.encode(encoding, "replace")
    suffix, pack = PACKING[packing] if packing else ("", lambda rng, data: data)
    stated = {} if encoding in MARKED else {"encoding": encoding}
    first = 2 if ending == "csv" else 1
    kept = {str(n): (str(n - first + 1), "ann", body or None) for n, body in enumerate(bodies, first)}
    assert bench.read(pack(Random(0), data), f"p.{ending}{suffix}", **stated) == (kept, {})


MARKED = {"utf-8", "utf-8-sig", "utf-16", "utf-32"}  # a byte-order mark says it


def _objects(records: list[tuple[str, ...]]) -> list[dict[str, str]]:
    return [dict(zip(COLUMNS, record, strict=True)) for record in records]


@BOUNDED
@given(records=RECORDS, ascii=st.booleans(), newline=st.sampled_from(["\n", "\r\n"]), blank=st.integers(0, 8))
def test_ndjson_comes_out_as_it_went_in(
    bench: Bench, records: list[tuple[str, ...]], ascii: bool, newline: str, blank: int
) -> None:
    lines = [json.dumps(one, ensure_ascii=ascii) + newline for one in _objects(records)]
    kept, aside = expected(records, 1)
    if 0 < blank < len(lines):
        lines.insert(blank, newline)  # counted as a line by every editor, and no record
        kept, aside = ({_below(row, blank): one for row, one in of.items()} for of in (kept, aside))
    content = "".join(lines).encode()
    if all_aside(records):
        with pytest.raises(ReaderError, match="row 1: created_at"):
            bench.read(content, "p.ndjson")
    else:
        assert bench.read(content, "p.ndjson") == (kept, aside)


def _below(row: str, blank: int) -> str:
    return str(int(row) + (int(row) > blank))


@BOUNDED
@given(records=RECORDS, ascii=st.booleans(), indent=st.sampled_from([None, 1]))
def test_a_json_list_comes_out_as_it_went_in(
    bench: Bench, records: list[tuple[str, ...]], ascii: bool, indent: int | None
) -> None:
    content = json.dumps(_objects(records), ensure_ascii=ascii, indent=indent).encode()
    if all_aside(records):
        with pytest.raises(ReaderError, match="row 1: created_at"):
            bench.read(content, "p.json")
    else:
        assert bench.read(content, "p.json") == expected(records, 1)
