"""What `verify` says of counts and of tables, which it derives again."""

from __future__ import annotations

import json

import pyarrow.parquet as pq
import pytest
from verified import A, broken, built, case, edit, ledger_of, lines, problems, put, sha

from helpers import __version__, scan, verify
from helpers.cases import Case
from helpers.errors import TableError

__all__ = ["built", "case"]  # fixtures


def test_counts_that_the_evidence_does_not_give(case: Case) -> None:
    edit(case, "posts/a.csv", kept=3, rejected=0)
    n = max(n for n, line in enumerate(lines(case), 1) if json.loads(line)["source"] == "posts/a.csv")
    assert problems(case) == [
        f"posts/a.csv: line {n} of the ledger tells of 3 kept and 0 rejected; read again, the file gives 1 kept and 1 "
        "rejected."
    ]


def test_what_else_a_line_says_and_which_kit_wrote_it(case: Case) -> None:
    edit(case, "posts/b.csv", encoding="cp1252", reader="handmade", kit="0.0")
    n = max(n for n, line in enumerate(lines(case), 1) if json.loads(line)["source"] == "posts/b.csv")
    assert problems(case) == [
        f"posts/b.csv: what line {n} of the ledger says of its reader and encoding is not what is found now. That line "
        f"was written by casebook 0.0; this is {__version__}."
    ]


def test_counts_are_derived_where_the_chain_is_broken_too(case: Case) -> None:
    put(case, [text.replace(b'"kept":2', b'"kept":3') for text in lines(case)])  # lines 1, 3 and 5
    assert problems(case) == [
        broken(2),
        broken(4),
        "posts/b.csv: line 5 of the ledger tells of 3 kept; read again, the file gives 2 kept.",
        "handmade/claims.csv: line 3 of the ledger tells of 3 kept; read again, the file gives 2 kept.",
    ]


def test_a_row_of_a_table_that_was_changed_is_named(case: Case) -> None:
    path = case.processed / "posts.parquet"
    table = pq.read_table(path)
    at = table.schema.get_field_index("text")
    texts = table["text"].to_pylist()
    pq.write_table(table.set_column(at, table.schema.field(at), [[*texts[:-1], "forged"]]), path)
    told = case.built["tables"]["posts"]["content"]
    last = table.slice(table.num_rows - 1).to_pylist()[0]
    assert problems(case) == [
        f"posts.parquet: build.json tells of 3 rows with the SHA-256 {told}; the file has 3 rows with the SHA-256 "
        f"{scan.sha256(path)}. The first row that is not as the evidence gives it is number 3 "
        f"({last['source']}, row {last['row']})."
    ]


def test_a_table_that_was_changed_together_with_its_stamp(case: Case) -> None:
    path, stamp = case.processed / "events.parquet", case.processed / "build.json"
    made = json.loads(stamp.read_text())
    true = made["tables"]["events"]["content"]
    pq.write_table(pq.read_table(path).slice(0, 0), path)
    made["tables"]["events"] |= {"rows": 0, "content": scan.sha256(path)}
    stamp.write_text(json.dumps(made))
    assert problems(case) == [
        f"events: build.json tells of 0 rows with the SHA-256 {scan.sha256(path)}; read again, the evidence gives "
        f"1 row with the SHA-256 {true}."
    ]


def test_tables_that_are_gone_damaged_or_of_other_code(case: Case) -> None:
    (case.processed / "accounts.parquet").unlink(missing_ok=True)
    (case.processed / "claims.parquet").unlink()
    (case.processed / "events.parquet").write_bytes(b"PAR1 nothing PAR1")
    stamp = case.processed / "build.json"
    made = json.loads(stamp.read_text())
    told = {name: one["content"] for name, one in made["tables"].items()}
    made["tables"]["posts"] |= {"key": "of another kit", "rows": 4}
    del made["tables"]["shares"]
    stamp.write_text(json.dumps(made))
    said = problems(case)
    assert [one for one in said if "claims" in one] == [
        f"claims.parquet is gone: build.json tells of 2 rows with the SHA-256 {told['claims']}."
    ]
    assert len([one for one in said if one.startswith("events.parquet is damaged (")]) == 1
    assert [one for one in said if one.startswith("posts:")] == [
        f"posts: build.json tells of 4 rows with the SHA-256 {told['posts']}; read again, the evidence gives 3 rows "
        f"with the SHA-256 {told['posts']}. It was made by other code than that of this kit, or case.toml has changed "
        "since: run `casebook build tiny`, then verify again."
    ]
    assert [one for one in said if one.startswith("shares")] == [
        f"shares: build.json tells of no such table; read again, the evidence gives 0 rows with the SHA-256 "
        f"{told['shares']}."
    ]


def test_tables_that_were_made_of_other_bytes_than_the_ledger_tells(case: Case) -> None:
    stamp = case.processed / "build.json"
    made = json.loads(stamp.read_text())
    made["inputs"]["posts/a.csv"]["sha256"] = "0" * 64
    made["inputs"]["posts/z.csv"] = {"sha256": "0" * 64}
    stamp.write_text(json.dumps(made))
    n = max(n for n, line in enumerate(lines(case), 1) if json.loads(line)["source"] == "posts/a.csv")
    assert problems(case, quick=True) == [
        f"posts/a.csv: the tables were made of bytes with the SHA-256 {'0' * 64}; line {n} of the ledger tells of "
        f"{sha(A)}.",
        "build.json tells of posts/z.csv, and the ledger does not.",
    ]


def test_evidence_that_cannot_be_read_again(case: Case) -> None:
    (case.folder / "posts/a.csv").write_text("", "utf-8")
    assert problems(case)[1:] == [
        "The evidence cannot be read again: data/raw/tiny/posts/a.csv: the file is empty. Export it again, or take its "
        "entry out of case.toml."
    ]


def test_a_case_that_is_built_meanwhile_is_verified_again(case: Case) -> None:
    def meanwhile(what: str, done: int, total: int) -> None:
        ledger_of(case).touch()

    with pytest.raises(TableError) as told:
        verify.verify("tiny", case.workspace, quick=True, progress=meanwhile)
    assert str(told.value) == "tiny was built while it was verified. Run `casebook verify tiny` again."
