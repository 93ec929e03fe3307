"""The account of every raw file: fates, reasons, decisions and silences, as frames, as JSON and in a terminal."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers import build, cases, cli, evidence, intake
from helpers.cases import Case
from helpers.cli import columns, told
from helpers.errors import TableError
from helpers.evidence import Account, Accounts, Reason, Span

HEAD = "no,who,at,said,mood\n"
ENTRY = """
[[sources]]
files = "chat.csv"
reader = "table"
credit = "invented"
table = "posts"
platform = "chat"
columns = { id = "no", account_name = "who", created_at = "at", text = "said" }
"""
SAID = 'created_at: "soon" is not a moment that the table reader knows.'


@pytest.fixture
def quay(tmp_path: Path) -> Callable[[str], Case]:
    """A case with a chat, built."""
    folder = intake.new("quay", tmp_path)
    toml = folder / "case.toml"
    toml.write_text(toml.read_text().replace('period = "', 'period = "2024-05/2024-06" # "') + ENTRY)

    def built(rows: str) -> Case:
        (folder / "chat.csv").write_text(HEAD + rows)
        case = cases.load("quay", tmp_path)
        build.build(case)
        return case

    return built


def row(number: int, day: str, text: str = "Smoke") -> str:
    return f"{number},ana,{day},{text},x\n"


def chat(case: Case) -> Account:
    found = {one.source: one for one in evidence.account(case).sources}
    assert list(found) == ["chat.csv", *(f"handmade/{name}.csv" for name in ("actors", "claims", "ties", "watchlist"))]
    return found["chat.csv"]


def test_fates_reasons_unknown_columns_and_decisions(quay: Callable[[str], Case]) -> None:
    rows = row(1, "2024-05-01") + row(1, "2024-05-01") + row(2, "soon") + row(3, "later") + row(1, "2024-05-01", "Fire")
    one = chat(quay(rows))
    assert (one.reader, one.tables, one.bytes) == ("table", ("posts",), len(HEAD + rows))
    assert (one.records, one.kept, one.duplicates, one.observations, one.rejected) == (5, 1, 1, 1, 2)
    assert len(one.reasons) == 1 and (one.reasons[0].row, one.reasons[0].n) == ("4", 2)
    assert one.reasons[0].says.startswith('created_at: "soon" is not a moment that the table reader knows')
    assert one.unknown == ("mood",)
    assert any(sentence.startswith("created_at: ") and "UTC" in sentence for sentence in one.decided)


def test_silences_inside_the_period(quay: Callable[[str], Case]) -> None:
    days = ["2024-05-01", "2024-05-02", "2024-05-06", "2024-05-07", "2024-05-09", "1999-01-01"]
    one = chat(quay("".join(row(n, day) for n, day in enumerate(days))))
    assert one.span == Span("posts", "2024-05-01", "2024-05-09", 9, 4, 3, "2024-05-03", "2024-05-05", 1)
    assert one.span.says == (
        "no post on 4 of 9 days from 2024-05-01 to 2024-05-09; the longest silence is 3 days, 2024-05-03 to 2024-05-05"
    )


def test_no_silence(quay: Callable[[str], Case]) -> None:
    one = chat(quay(row(1, "2024-05-01") + row(2, "2024-05-02")))
    assert one.span == Span("posts", "2024-05-01", "2024-05-02", 2, 0) and one.span.says == ""


def test_a_file_without_a_day_in_the_period(quay: Callable[[str], Case]) -> None:
    assert chat(quay(row(1, "1999-01-01"))).span is None


def test_a_single_day_without_a_post(quay: Callable[[str], Case]) -> None:
    one = chat(quay(row(1, "2024-05-01") + row(2, "2024-05-03")))
    assert one.span and one.span.says == "no post on 1 of 3 days from 2024-05-01 to 2024-05-03"


def test_frames_for_the_page(quay: Callable[[str], Case]) -> None:
    accounts = evidence.account(quay(row(1, "2024-05-01") + row(2, "soon") + row(3, "2024-05-04")))
    files = accounts.files()
    assert files.loc[0].to_dict() == {
        "source": "chat.csv", "reader": "table", "records": 3, "kept": 2, "duplicates": 0, "observations": 0,
        "rejected": 1, "first": "2024-05-01", "last": "2024-05-04", "days": 4, "without": 2, "longest": 2,
    }  # fmt: skip
    assert str(files["records"].dtype) == "Int64" and len(files) == 5
    assert files.loc[1, "first"] != files.loc[1, "first"]  # NA: no row of it has a day
    remarks = accounts.remarks()
    assert list(remarks.columns) == ["source", "kind", "says", "n", "first_row"]
    assert set(remarks["kind"]) <= set(evidence.KINDS)
    first = remarks.loc[0].to_dict()
    assert (first["source"], first["kind"], first["n"], first["first_row"]) == ("chat.csv", "set aside", 1, "3")
    assert list(remarks["kind"]) == ["set aside", "unknown column", *["decided"] * (len(remarks) - 3), "gap"]


def test_ids_that_were_damaged_stand_apart(quay: Callable[[str], Case]) -> None:
    one = chat(quay("".join(f"9.06e+17,ana,2024-05-{n:02},&amp;,x\n" for n in range(1, 13))))
    assert one.damaged and all("proves no identity" in sentence for sentence in one.damaged)
    assert not any("identity" in sentence for sentence in one.changed)
    assert next(kind for kind, *_ in one.remarks()) == "id damage"


def test_an_empty_account_has_its_columns() -> None:
    assert list(Accounts().files().columns)[:3] == ["source", "reader", "records"]
    assert list(Accounts().remarks().columns) == ["source", "kind", "says", "n", "first_row"]


def test_json(quay: Callable[[str], Case]) -> None:
    said = json.loads(json.dumps(evidence.account(quay(row(1, "2024-05-01") + row(2, "soon"))).as_list()))
    assert said[0]["source"] == "chat.csv" and said[0]["reasons"][0]["row"] == "3" and said[0]["gap"] == ""


def test_tables_that_are_older_than_the_evidence_give_no_account(quay: Callable[[str], Case]) -> None:
    case = quay(row(1, "2024-05-01"))
    (case.folder / "chat.csv").write_text(HEAD + row(2, "2024-05-02"))
    with pytest.raises(TableError, match="are older than the evidence"):
        evidence.account(case)


def test_the_shipped_case(tmp_path: Path) -> None:
    intake.new("quay", tmp_path)
    case = cases.load("harbour-fire", tmp_path)
    build.build(case)
    found = {one.source: one for one in evidence.account(case).sources}
    assert sum(one.records for one in found.values()) == case.table("sources")["records"].sum()
    pages = found["articles"]
    assert pages.span and pages.span.table == "articles" and pages.span.first.startswith("2024-05")
    assert sum(reason.n for one in found.values() for reason in one.reasons) == len(case.table("rejects"))


# ---------------------------------------------------------------- in a terminal


def told_of(n: int, **more: object) -> Account:
    given = {"unknown": (), "decided": (), "changed": (), **more}
    name = f"exports/2024-05/a long name of a file that somebody gave it {n}.ndjson"
    return Account(name, "bluesky", 1, ("posts",), 1_234_567, 1_234_560, 1, 2, 4, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("most", [80, 200])
def test_no_line_is_longer_than_the_terminal(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "wide", lambda: most)
    span = Span("posts", "2024-05-01", "2024-06-30", 61, 12, 9, "2024-05-03", "2024-05-11")
    reasons = tuple(Reason(f"reason {n}: " + "a word " * 30, str(n), n) for n in range(1, 9))
    unknown = tuple(f"column {n}" for n in range(40))
    accounts = Accounts(tuple(told_of(n, span=span, reasons=reasons, unknown=unknown) for n in range(30)))
    lines = told.account(accounts, "`casebook check quay --json` has all")
    assert max(map(columns.width, lines)) <= most
    assert "... and 10 more; `casebook check quay --json` has all" in lines
    assert "... and 18 more files with remarks; `casebook check quay --json` has all" in lines
    assert any("and 31 more" in line for line in lines)
    assert sum("... and 3 more; --json has all" in line for line in lines) == told.MOST_TOLD
    assert ("first day" in lines[1]) is (most >= told.ROOMY)
    assert lines[1].split()[0] == "file" and lines[2].split()[-1 if most < told.ROOMY else -3] == "4"


def test_names_of_files_are_cut_at_their_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "wide", lambda: 80)
    lines = told.account(Accounts((told_of(7),)), "")
    assert lines[2].startswith("…") and "gave it 7.ndjson  1,234,567  1,234,560" in lines[2]


def test_wide_signs_and_hidden_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "wide", lambda: 80)
    one = Account("\u6e2f\u53e3\u202e.csv", "table", 1, ("posts",), 1, 1, 0, 0, 0, changed=("a\x1b[31m\nb",))
    lines = told.account(Accounts((one,)), "")
    assert lines[2].startswith("港口‹U+202E›.csv        1")
    assert lines[-1] == "  changed    a‹U+001B›[31m b"
    assert columns.width(lines[1]) == columns.width(lines[2])


def test_check_tells_the_account_and_problems_stay_problems(
    quay: Callable[[str], Case], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    case = quay(row(1, "2024-05-01") + row(2, "soon"))
    monkeypatch.setenv("CASEBOOK_WORKSPACE", str(case.workspace.root))
    assert cli.main(["check", "quay"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("quay is sound.\n\nfile      records  kept  duplicates  later  set aside\n")
    assert "chat.csv        2     1           0      0          1\n" in out
    assert '\nchat.csv (table: posts)\n  set aside  created_at: "soon" is not a moment' in out
    assert out.endswith("\n\nnext:  casebook render quay\n")
    toml = case.folder / "case.toml"
    toml.write_text(toml.read_text() + "expect = { posts = { min = 5 } }\n")
    assert cli.main(["check", "quay", "--json"]) == 3
    said = json.loads(capsys.readouterr().out)
    assert len(said["problems"]) == 1 and said["sources"][0]["kept"] == 1
    assert cli.main(["check", "quay"]) == 3
    out = capsys.readouterr().out
    assert out.startswith(said["problems"][0]) and "\nchat.csv (table: posts)\n" in out and "next:" not in out
