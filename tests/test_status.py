"""How a case stands: what arrived, what is stale, rejected, undecided; one next step; and nothing is written."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from helpers import build, cases
from helpers.cases import Case
from helpers.cli import main
from helpers.report.runs import history, look
from helpers.status import Status, status

Make = Callable[..., Any]
A = "id,at,words\n1,2021-01-02,one\n2,2021-01-03,two\n"
ENTRY = """
[[sources]]
files = "posts/*"
reader = "table"
table = "posts"
platform = "forum"
credit = "A forum"
columns = { id = "id", created_at = "at", text = "words" }
"""
CLAIMS = "id,event,claimant,stance,what,method\nc1,e,Ana,asserts,one,\nc2,e,Ben,denies,two,extracted: rule 1\n"
CLAIMS += "c3,e,Cy,denies,three,extracted: rule 1\n"
DECISIONS = "id,about,decision,decided_by\nd1,claims:c3,accept,Ana\n"


@pytest.fixture
def case(make_case: Make) -> Case:
    files = {"posts/a.csv": A, "posts/b.csv": A.replace("1,", "5,"), "handmade/claims.csv": CLAIMS}
    made: Case = make_case(files, ENTRY)
    return made


def state(case: Case) -> Status:
    return status(case.name, case.workspace)


def write(case: Case, name: str, text: str) -> None:
    (case.folder / name).parent.mkdir(exist_ok=True)
    (case.folder / name).write_text(text, "utf-8")


def says(found: Status) -> list[str]:
    return [one["says"] for one in found.files]


def test_a_case_that_was_never_built(case: Case) -> None:
    found = state(case)
    assert (found.built, found.problems, found.undecided, found.next) == ("", [], [], "casebook build tiny")
    assert {one["kind"] for one in found.files} == {"new"}
    assert not case.workspace.processed.exists()


def test_nothing_is_new_after_a_build_and_a_touch_alone_is_no_change(case: Case) -> None:
    build.build(case)
    (case.folder / "posts/a.csv").touch()
    found = state(case)
    assert (found.files, found.case_toml, found.n_files, found.n_records) == ([], False, 3, 7)
    assert found.next == "casebook render tiny"
    assert found.report == {"finished": "", "last": {}, "held": "", "fresh": False}


def test_what_has_arrived_since_the_build(case: Case) -> None:
    build.build(case)
    a = case.folder / "posts/a.csv"
    write(case, "posts/a.csv", A + "3,,three\n")
    write(case, "posts/b.csv", A)
    write(case, "posts/c.csv", "id,at,words\n9,,nine\n")
    write(case, "handmade/claims.csv", CLAIMS + "c4,e,Di,denies,four,\n")
    assert says(state(case)) == [
        "posts/a.csv has grown by 0.0 kB.", "posts/b.csv has changed.", "posts/c.csv is new (0.0 kB).",
        "handmade/claims.csv was edited.",
    ]  # fmt: skip
    write(case, "handmade/claims.csv", CLAIMS)
    (case.folder / "posts/b.csv").unlink()
    (case.folder / "posts/c.csv").unlink()
    write(case, "posts/a.csv", A)
    a.rename(case.folder / "posts/z.csv")
    found = state(case)
    assert says(found) == ["posts/a.csv is called posts/z.csv now.", "posts/b.csv is gone."]
    assert [one["kind"] for one in found.files] == ["renamed", "gone"]
    assert found.next == "casebook build tiny"


def test_what_is_rejected_unknown_unnamed_doubtful_and_undecided(case: Case) -> None:
    rows = "4,2021-02-30,x,,\n5,2021-02-31,x,,\n9.06E+17,,y,3,\n"
    write(case, "posts/b.csv", "id,at,words,likes,odd\n" + rows)
    write(case, "notes.txt", "remember")
    write(case, "pages/01-mine.md", "# Mine\n")
    write(case, "handmade/decisions.csv", DECISIONS)
    build.build(case)
    found = state(case)
    fault = '"2021-02-30" is not a moment that the table reader knows.'
    assert [(one["source"], one["rejected"], one["records"]) for one in found.rejected] == [("posts/b.csv", 2, 3)]
    assert found.rejected[0]["reasons"][0] == [f"created_at: {fault}", 1, "2"]
    assert found.unknown == {"posts/b.csv": ["likes", "odd"]}
    doubt = "id: an id that a spreadsheet has rounded: 1 record, the first in row 4; such an id proves no identity: "
    assert found.doubtful == {"posts/b.csv": [doubt + "export ids as text, not through a spreadsheet"]}
    assert found.undecided == ["c2"]
    assert found.unnamed == ["notes.txt"]


def test_a_report_that_is_older_than_the_tables_a_held_one_and_a_failed_run(case: Case) -> None:
    build.build(case)
    case.reports.mkdir(parents=True)
    (case.reports / "manifest.json").write_text(json.dumps({"finished": "2026-11-20T06:00:00+00:00", "files": {}}))
    history.add(case, {"result": "failed", "started": "2026-11-21T06:00:00+00:00", "says": "It failed."})
    found = state(case)
    assert (found.report["finished"], found.report["fresh"]) == ("2026-11-20T06:00:00+00:00", False)
    assert (found.report["last"]["says"], found.next) == ("It failed.", "casebook render tiny")
    held = Path(f"{case.reports}.held.html")
    held.write_text("why")
    found = state(case)
    assert (found.report["held"], found.next) == (str(held), "casebook history tiny")


def test_a_report_that_shows_the_case_as_it_is(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    build.build(case)
    case.reports.mkdir(parents=True)
    published = {"finished": "2026-11-20T06:00:00+00:00", "files": {}, "parameters": {"start": "2021"}}
    (case.reports / "manifest.json").write_text(json.dumps(published))
    monkeypatch.setattr(look, "look", lambda case, parameters: {"parameters": parameters})
    monkeypatch.setattr(look, "same", lambda case, seen: seen == {"parameters": {"start": "2021"}})
    found = state(case)
    assert (found.report["fresh"], found.next) == (True, "casebook watch tiny")
    write(case, "posts/c.csv", A)
    found = state(case)
    assert (found.report["fresh"], found.next) == (False, "casebook build tiny")


def test_a_case_that_is_at_fault_is_told_all_the_same(case: Case) -> None:
    build.build(case)
    shutil.rmtree(case.folder / "posts")
    found = state(case)
    assert len(found.problems) == 1
    assert found.problems[0].endswith("Put them back, or take the entry out of case.toml.")
    assert says(found) == ["posts/a.csv is gone.", "posts/b.csv is gone."]
    assert found.next == "casebook check tiny"
    (case.folder / "case.toml").write_text("title = ", "utf-8")
    assert state(case).next == "casebook check tiny"


def test_a_case_without_evidence(make_case: Make) -> None:
    assert state(make_case({})).next == "casebook readers"


def test_the_ledger_and_the_tables_are_left_as_they_are(case: Case) -> None:
    build.build(case)
    write(case, "posts/c.csv", A)
    before = {path: path.stat().st_mtime_ns for path in case.workspace.root.rglob("*")}
    state(case)
    assert {path: path.stat().st_mtime_ns for path in case.workspace.root.rglob("*")} == before


def test_the_verb(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    build.build(case)
    write(case, "posts/c.csv", "id,at,words\n2,2021-01-03,two\n")
    build.build(cases.load("tiny", case.workspace))
    write(case, "posts/d.csv", A * 2000)
    given = ["--workspace", str(case.workspace.root)]
    assert main(["status", "tiny", *given]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "tiny: Tiny"
    assert lines[1].startswith("built ") and lines[1].endswith(" UTC: 4 files, 8 records")
    assert lines[2:] == [
        "since then:", "  posts/d.csv is new (92 kB).", "undecided: 2 extracted claims: c2 and c3",
        "report: none yet", f"next:  casebook build tiny --workspace {case.workspace.root}",
    ]  # fmt: skip
    (case.folder / "posts/d.csv").unlink()
    assert main(["status", "tiny", *given, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["ok"], told["files"], told["n_records"]) == (True, [], 8)
    assert [one["says"] for one in told["arrived"]["files"]] == ["posts/c.csv is new: 1 post, known already."]


def test_it_loads_nothing_heavy(case: Case) -> None:
    build.build(case)
    code = "import sys; from helpers.cli import main; main(sys.argv[1:]); print(sorted(sys.modules))"
    command = [sys.executable, "-c", code, "status", "tiny", "--quiet", "--workspace", str(case.workspace.root)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert not {"duckdb", "pandas", "pyarrow", "numpy", "nbformat", "papermill"} & set(eval(done.stdout))
