"""What `verify` says of files, and what the command says."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable

import pytest
from verified import (
    CLAIMS,
    FILES,
    HEAD,
    NOTE,
    A,
    B,
    built,
    case,
    flip,
    ledger_of,
    lines,
    noted,
    problems,
    publish,
    sha,
    short,
    was,
)

from helpers import build, cases, verify
from helpers.cases import Case
from helpers.cli import main

__all__ = ["built", "case"]  # fixtures
Tamper = Callable[[Case], object]


def test_a_case_that_is_as_it_was_read(case: Case) -> None:
    before = {path: path.read_bytes() for path in case.workspace.root.rglob("*") if path.is_file()}
    head = sha(lines(case)[-1])
    found = verify.verify("tiny", case.workspace, head=head)
    n_bytes = sum(len(text) for name, text in FILES.items() if name != "case.toml")
    assert found.as_dict() == {
        "case": "tiny", "problems": [], "remarks": [], "files": 6, "bytes": n_bytes, "quick": False, "records": 11,
        "tables": len(case.built["tables"]), "reports": 0,
        "ledger": {"path": str(ledger_of(case)), "head": head, "lines": len(lines(case))},
    }  # fmt: skip
    assert {path: path.read_bytes() for path in case.workspace.root.rglob("*") if path.is_file()} == before


def test_a_quick_look_derives_nothing(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "build", lambda *_, **__: pytest.fail("it built"))
    found = verify.verify("tiny", case.workspace, quick=True)
    assert (found.problems, found.files, found.records, found.tables) == ([], 6, 0, 0)


def test_a_quick_look_loads_nothing_heavy(case: Case) -> None:
    code = (
        "import sys\nfrom helpers import verify\n"
        f"assert not verify.verify('tiny', {str(case.workspace.root)!r}, quick=True).problems\n"
        "print({'duckdb', 'pyarrow', 'pandas', 'numpy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_what_was_accepted_counts_as_read(case: Case) -> None:
    (case.folder / "posts/a.csv").write_text(A.replace("one", "won"), "utf-8")
    build.build(cases.load("tiny", case.workspace), accept=["posts/a.csv"])
    assert problems(case) == []


def test_expectations_that_do_not_hold_are_no_matter_of_bytes(case: Case) -> None:
    path = case.folder / "case.toml"
    path.write_text(path.read_text().replace("min = 1 }", "min = 99 }"), "utf-8")
    assert problems(case) == []


def test_progress_is_told(case: Case) -> None:
    told: list[tuple[str, int, int]] = []
    verify.verify("tiny", case.workspace, quick=True, progress=lambda *one: told.append(one))
    names = ["handmade/claims.csv", "notes", "posts/a.csv", "posts/b.csv"]
    assert sorted(told) == sorted([*((f"hashing {name}", told_at(told, name), 4) for name in names), ("hashing", 4, 4)])


def told_at(told: list[tuple[str, int, int]], name: str) -> int:
    return next(at for what, at, _ in told if what == f"hashing {name}")


def test_a_flipped_byte_is_told_with_its_row(case: Case) -> None:
    now = flip(case.folder / "posts/a.csv")
    assert problems(case) == [
        f"posts/a.csv: {was(case, 'posts/a.csv', A)}; now it has {len(A)} bytes with {now}.",
        "posts/a.csv: 1 of its 3 records is gone or different (the first of them row 4), 1 is new.",
    ]
    found = verify.verify("tiny", case.workspace)
    first, second = found.remarks
    assert first == "The counts of posts/b.csv hang on other files of the same tables, and were not compared."
    left, said = second.split(" were not compared with the evidence")
    assert said == ", which is not what was read." and left.startswith("posts, observations, rejects")
    assert found.records == 5 and 3 < found.tables < len(case.built["tables"]) - 3


def test_rows_that_moved_are_told_with_the_others(case: Case) -> None:
    text = B.replace("2,2021-01-03,two\n", "")
    (case.folder / "posts/b.csv").write_text(text, "utf-8")
    assert problems(case) == [
        f"posts/b.csv: {was(case, 'posts/b.csv', B)}; now it has {len(text)} bytes with {sha(text)}.",
        "posts/b.csv: 1 of its 3 records is gone or different (the first of them row 2), 0 are new, and 2 records "
        "stand in another row now.",
    ]


FILE_FACTS: dict[str, tuple[Tamper, Callable[[Case], list[str]]]] = {
    "a file that grew": (
        lambda case: (case.folder / "posts/a.csv").write_text(A + "9,2021-01-09,nine\n", "utf-8"),
        lambda case: [
            f"posts/a.csv: {was(case, 'posts/a.csv', A)}; now it has {len(A) + 18} bytes with "
            f"{sha(A + '9,2021-01-09,nine' + chr(10))}. Its first {len(A)} bytes are those that were read; the rest "
            "came later."
        ],
    ),
    "a file that is gone": (
        lambda case: (case.folder / "posts/a.csv").unlink(),
        lambda case: [f"posts/a.csv is gone: {was(case, 'posts/a.csv', A)}."],
    ),
    "a file with another name": (
        lambda case: (case.folder / "posts/a.csv").rename(case.folder / "posts/c.csv"),
        lambda case: [
            f"posts/a.csv is gone: {was(case, 'posts/a.csv', A)}. posts/c.csv has its bytes.",
            "posts/c.csv was never built: no line tells of it. Run `casebook build tiny`.",
        ],
    ),
    "a folder in the place of a file": (
        lambda case: ((case.folder / "posts/a.csv").unlink(), (case.folder / "posts/a.csv").mkdir()),
        lambda case: [f"posts/a.csv is no file any more: {was(case, 'posts/a.csv', A)}."],
    ),
    "a new file with a name that hides something": (
        lambda case: (case.folder / "posts/\u202evsc.csv").write_text("id\n", "utf-8"),
        lambda case: ["posts/‹U+202E›vsc.csv was never built: no line tells of it. Run `casebook build tiny`."],
    ),
    "pages of a folder": (
        lambda case: (
            flip(case.folder / "notes/fire.md"), (case.folder / "notes/new.md").write_text("x"),
            (case.folder / "notes/.hidden.md").write_text("x"), (case.folder / "notes/sub.a.md").unlink(),
        ),
        lambda case: [
            f"notes/fire.md: the SHA-256 {sha(NOTE)} was read on DAY (line {noted(case)}); now it has "
            f"{sha((case.folder / 'notes/fire.md').read_bytes())}.",
            f"notes: 3 files in it were read on DAY (line {noted(case)}); 1 file since then is new: new.md.",
            f"notes: 3 files in it were read on DAY (line {noted(case)}); 1 file of it is gone: sub.a.md.",
        ],
    ),
    "a folder that is gone": (
        lambda case: shutil.rmtree(case.folder / "notes"),
        lambda case: [
            f"notes is gone: {3 * len(NOTE) + 9} bytes in 3 files with the SHA-256 {listing(case)} were read on DAY "
            f"(line {noted(case)})."
        ],
    ),
    "a link that leads out": (
        lambda case: (
            (case.folder / "posts/a.csv").rename(case.workspace.root / "a.csv"),
            (case.folder / "posts/a.csv").symlink_to(case.workspace.root / "a.csv"),
        ),
        lambda case: ["posts/a.csv leads out of the case by a link, and was not read."],
    ),
    "a link in a folder that leads out": (
        lambda case: (case.folder / "notes/out.md").symlink_to("/etc/hostname"),
        lambda case: [
            f'notes was not read. "out.md" leads out of {case.folder.relative_to(case.workspace.root)}/notes. '
            "Copy the file into the case with `casebook add`."
        ],
    ),
    "a pipe": (
        lambda case: ((case.folder / "posts/a.csv").unlink(), os.mkfifo(case.folder / "posts/a.csv")),
        lambda case: [f"posts/a.csv is no file any more: {was(case, 'posts/a.csv', A)}."],
    ),
}  # fmt: skip


def listing(case: Case) -> str:
    """What `sha256sum` gives over the list of hashes of the folder, in the order of folders and names."""
    names = {"fire.md": NOTE, "sub/late.md": NOTE + "Late.\n", "sub.a.md": NOTE + "A.\n"}
    return sha("".join(f"{sha(text)}  {name}\n" for name, text in names.items()))


@pytest.mark.parametrize("name", FILE_FACTS)
def test_what_became_of_files(name: str, case: Case) -> None:
    tamper, said = FILE_FACTS[name]
    tamper(case)
    assert problems(case, quick=True) == said(case)


def test_what_is_left_is_compared_where_files_are_gone(case: Case) -> None:
    flip(case.processed / "claims.parquet", 50)
    (case.folder / "posts/a.csv").unlink()
    said = problems(case)
    assert said[0] == f"posts/a.csv is gone: {was(case, 'posts/a.csv', A)}."
    assert len(said) == 2 and said[1].startswith("claims.parquet")


def test_a_file_that_came_back_or_was_edited_by_hand_is_said(case: Case) -> None:
    path = case.folder / "posts/b.csv"
    path.rename(case.workspace.root / "b.csv")
    build.build(cases.load("tiny", case.workspace))
    assert problems(case, quick=True) == []
    (case.workspace.root / "b.csv").rename(path)
    (case.folder / "handmade/claims.csv").write_text(CLAIMS + "c3,e,Cem,asserts,three\n", "utf-8")
    text = CLAIMS + "c3,e,Cem,asserts,three\n"
    assert problems(case) == [
        f"handmade/claims.csv: {was(case, 'handmade/claims.csv', CLAIMS)}; now it has {len(text)} bytes with "
        f"{sha(text)}. Its first {len(CLAIMS)} bytes are those that were read; the rest came later.",
        "handmade/claims.csv: 0 of its 2 records are gone or different, 1 is new.",
        f"posts/b.csv is there, and line {len(lines(case))} says that it was gone. Run `casebook build tiny`.",
    ]


def says(case: Case, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["verify", "tiny", "--workspace", str(case.workspace.root), *words])
    return code, *capsys.readouterr()


def test_the_command(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    head = sha(lines(case)[-1])
    n_tables = len(case.built["tables"])
    told = f"ledger: {len(lines(case))} lines, head {head}\n"
    fine = "tiny: 6 files (0.4 kB) are as they were read"
    assert says(case, capsys) == (0, f"{fine}, and give 11 records and {n_tables} tables again.\n{told}", "")
    assert says(case, capsys, "--quick") == (0, f"{fine}.\n{told}", "")
    assert says(case, capsys, "--quick", "--quiet") == (0, "", "")
    publish(case, case.reports)
    assert says(case, capsys, "--quick", "--report") == (0, f"{fine}.\n1 publication as made.\n{told}", "")
    (case.folder / "notes/sub.a.md").unlink()
    said = f"notes: 3 files in it were read on DAY (line {noted(case)}); 1 file of it is gone: sub.a.md."
    code, out, err = says(case, capsys, "--quick", "--head", sha(lines(case)[0]))
    assert (code, short(case, out), err) == (
        3,
        f"{said}\nThe head that was noted is the hash of line 1; {len(lines(case)) - 1} came later.\n"
        f"tiny: 1 fact does not hold.\n{told}",
        "",
    )
    code, out, err = says(case, capsys, "--quick", "--json")
    answer = json.loads(out)
    assert (code, answer["ok"], [short(case, one) for one in answer["problems"]]) == (3, False, [said])
    assert answer["ledger"] == {"path": str(ledger_of(case)), "head": head, "lines": len(lines(case))}
    assert says(case, capsys, "--head", "x")[0] == 2


def test_a_file_that_is_gone_is_told_with_what_is_wrong_in_case_toml(
    case: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(case.folder / "notes")
    code, out, _ = says(case, capsys, "--quick")
    assert (code, short(case, out).splitlines()[1]) == (
        3,
        'data/raw/tiny/case.toml, source 2: "notes" leads to no file in data/raw/tiny any more. When the case was last '
        "built, it led to notes. Put it back, or take the entry out of case.toml.",
    )
    (case.folder / "case.toml").write_text("title = ", "utf-8")
    assert says(case, capsys)[0] == 2


def test_a_build_says_the_head_of_the_ledger_when_it_adds_to_it(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["build", "tiny", "--workspace", str(case.workspace.root)]
    assert (main(words), "ledger" in capsys.readouterr().out) == (0, False)
    (case.folder / "posts/c.csv").write_text(HEAD + "7,2021-02-02,seven\n", "utf-8")
    assert main(words) == 0
    assert f"\nledger: {len(lines(case))} lines, head {sha(lines(case)[-1])}\nnext: " in capsys.readouterr().out
    assert main([*words, "--json"]) == 0
    told = {"head": sha(lines(case)[-1]), "lines": len(lines(case)), "added": 0}
    assert json.loads(capsys.readouterr().out)["ledger"] == told
