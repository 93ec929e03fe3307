"""A build: what it makes anew, what it leaves, and that an interrupted one harms nothing."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from helpers import build, cases, ledger, stage
from helpers.build import _run
from helpers.cases import Case
from helpers.errors import CaseError, CheckError, ReaderError, TableError

Make = Callable[..., Any]
POSTS = "id,at,words\n1,2021-01-02T10:05:07,hello https://example.org/a\n2,2021-01-03T10:05:08,bye\n"
ARTICLES = "id,outlet,title,published\na1,Post,Fire in the harbour,2021-01-02\n"
ENTRY = """
[[sources]]
files = "posts/*"
reader = "table"
table = "posts"
platform = "forum"
credit = "A forum"
columns = { id = "id", created_at = "at", text = "words" }
"""
CLAIMS = "id,event,claimant,stance,what,event_date\nc1,e,Ana,asserts,one,2021-01\n"
FILES = {"posts/a.csv": POSTS, "handmade/claims.csv": CLAIMS, "handmade/articles.csv": ARTICLES}
ALL = {
    "articles": 1, "posts": 2, "claims": 1, "sources": 3, "events": 2, "shares": 0, "differences": 0, "clocks": 1,
    "deviations": 0, "candidates": 1, "remarks": 1, "origins": 1, "families": 0,
}  # fmt: skip
OF_POSTS = ("posts", "shares", "clocks", "deviations", "families")
OF_ARTICLES = ("articles", "differences", "candidates", "remarks", "origins", "events")


@pytest.fixture
def case(make_case: Make) -> Case:
    made: Case = make_case(FILES, ENTRY)
    return made


def again(case: Case, **words: Any) -> build.Built:
    return build.build(cases.load(case.name, case.workspace), **words)


def contents(case: Case) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(case.processed.glob("*.parquet"))}


def test_a_first_build_makes_everything_and_a_second_nothing(case: Case) -> None:
    built = build.build(case)
    assert built.rows == ALL
    assert sorted(built.made) == sorted(ALL)
    before = contents(case)
    assert {path.name for path in case.processed.iterdir()} == {
        *(f"{name}.parquet" for name in ALL), "build.json", "ledger.jsonl", ".staged",
    }  # fmt: skip
    ledgered = (case.processed / "ledger.jsonl").read_bytes()
    second = again(case)
    assert (second.made, second.rows, second.sources) == ([], ALL, built.sources)
    assert contents(case) == before
    assert (case.processed / "ledger.jsonl").read_bytes() == ledgered


def test_two_builds_from_nothing_give_equal_tables(case: Case) -> None:
    build.build(case)
    before = contents(case)
    for path in [*case.processed.glob("*.*"), *(case.processed / ".staged").iterdir()]:
        path.unlink(missing_ok=True) if path.is_file() else None
    again(case)
    assert contents(case) == before
    assert sorted(again(case, force=True).made) == sorted(ALL)
    assert contents(case) == before


def test_two_builds_at_once_do_not_meet(case: Case) -> None:
    """Another process is at it: nothing of it is touched, and afterwards the folder is free again."""
    said: list[str] = []

    def meanwhile(what: str, done: int, total: int) -> None:
        with pytest.raises(TableError) as caught:
            build.build(case, force=True)
        said.append(str(caught.value))

    assert build.build(case, progress=meanwhile).rows == ALL
    assert set(said) == {"tiny is being built by another process. Wait for it, then try again."}
    assert again(case).made == []


def test_a_build_that_was_killed_leaves_the_folder_free(case: Case) -> None:
    dies = "import os, sys; from helpers import build, cases; from helpers.paths import Workspace\n"
    dies += "from pathlib import Path; case = cases.load(sys.argv[2], Workspace(Path(sys.argv[1])))\n"
    dies += "build.build(case, progress=lambda what, done, total: os._exit(9) if what.startswith('deciding') else None)"
    command = [sys.executable, "-c", dies, str(case.workspace.root), case.name]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    assert subprocess.run(command, env=environment, check=False).returncode == 9
    assert (case.processed / ".new").is_dir()
    assert build.build(case).rows == ALL
    assert not (case.processed / ".new").exists()


def write(case: Case, name: str, text: str) -> None:
    (case.folder / name).parent.mkdir(exist_ok=True)
    (case.folder / name).write_text(text, "utf-8")


def rename(case: Case) -> None:
    (case.folder / "posts/a.csv").rename(case.folder / "posts/b.csv")


def edit_toml(case: Case, old: str, new: str) -> None:
    path = case.folder / "case.toml"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


@pytest.mark.parametrize(
    ("change", "made"),
    [
        (lambda c: write(c, "posts/a.csv", POSTS + "3,2021-01-04T10:05:07,more\n"), {*OF_POSTS, "sources"}),
        (lambda c: write(c, "posts/b.csv", "id,at,words\n9,,x\n"), {*OF_POSTS, "sources"}),
        (rename, {*OF_POSTS, "sources"}),
        (lambda c: write(c, "handmade/claims.csv", CLAIMS.replace("one", "two")), {"claims", "events", "sources"}),
        (lambda c: edit_toml(c, 'timezone = "UTC"', 'timezone = "Asia/Tokyo"'), {*OF_POSTS, *OF_ARTICLES, "sources",
        "claims"}),
        (lambda c: edit_toml(c, "A forum", "Another forum"), {"sources"}),
        (lambda c: edit_toml(c, 'question = "What?"', 'question = "Why?"'), set()),
        (lambda c: (c.folder / "posts/a.csv").touch(), set()),
        (lambda c: (c.processed / "events.parquet").unlink(), {"events"}),
        (lambda c: (c.processed / "posts.parquet").write_bytes(b"PAR1"), {"posts"}),
        (lambda c: shutil.copy(c.processed / "claims.parquet", c.processed / "posts.parquet"), {"posts"}),
        (lambda c: (c.processed / "build.json").write_text('{"half'), set(ALL)),
        (lambda c: (c.processed / "build.json").write_text("[1]"), set(ALL)),
        (lambda c: (c.processed / "build.json").unlink(), set(ALL)),
    ],
)  # fmt: skip
def test_only_what_changed_is_made_anew(change: Callable[[Case], object], made: set[str], case: Case) -> None:
    build.build(case)
    change(case)
    built = again(case)
    assert set(built.made) == made
    fresh = contents(case)
    again(case, force=True)
    assert contents(case) == fresh


def test_the_zone_of_the_case_moves_naive_times(case: Case) -> None:
    build.build(case)
    edit_toml(case, 'timezone = "UTC"', 'timezone = "Asia/Tokyo"')
    again(case)
    posts = cases.load("tiny", case.workspace).table("posts")
    first = posts.iloc[0]
    assert (str(first["created_at"]), first["created_at_zone"], first["created_at_zone_by"]) == (
        "2021-01-02 01:05:07+00:00", "Asia/Tokyo", "case",
    )  # fmt: skip


def test_a_source_that_is_gone_takes_its_tables_along(case: Case) -> None:
    build.build(case)
    (case.folder / "handmade/claims.csv").unlink()
    built = again(case)
    left = sorted(set(ALL) - {"claims"})  # the headline of the article still makes an event
    assert (built.made, sorted(built.rows)) == (["sources", "events"], left)
    assert sorted(contents(case)) == [f"{name}.parquet" for name in left]
    lines = ledger.read(case.processed / "ledger.jsonl")
    assert [(line["source"], line.get("gone", False)) for line in lines] == [
        ("posts/a.csv", False), ("handmade/articles.csv", False), ("handmade/claims.csv", False),
        ("handmade/claims.csv", True),
    ]  # fmt: skip


def test_the_ledger_has_a_line_per_file_and_grows_by_what_is_new(case: Case) -> None:
    build.build(case)
    first = (case.processed / "ledger.jsonl").read_bytes()
    write(case, "posts/a.csv", POSTS + "2,2021-01-03T10:05:08,bye\n")
    again(case)
    text = (case.processed / "ledger.jsonl").read_bytes()
    assert text.startswith(first)
    lines = ledger.read(case.processed / "ledger.jsonl")
    assert [(line["source"], line["records"], line["kept"], line["duplicates"]) for line in lines] == [
        ("posts/a.csv", 2, 2, 0), ("handmade/articles.csv", 1, 1, 0), ("handmade/claims.csv", 1, 1, 0),
        ("posts/a.csv", 3, 2, 1),
    ]  # fmt: skip
    assert lines[3]["sha256"] == stage.hash_input(case.inputs[0])[0]
    assert b"A forum" not in text


def test_a_changed_past_stops_the_build_and_replaces_nothing(case: Case) -> None:
    build.build(case)
    path = case.processed / "ledger.jsonl"
    path.write_text(path.read_text("utf-8").replace('"kept":2', '"kept":9'), "utf-8")
    write(case, "posts/a.csv", POSTS + "3,,x\n")
    before = contents(case)
    with pytest.raises(TableError, match="line 2: it does not carry the hash of the line before"):
        again(case)
    assert contents(case) == before


@pytest.mark.parametrize("place", ["stage", "decide", "derive", "publish"])
def test_an_interrupted_build_is_made_good_by_the_next(place: str, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    build.build(case)
    write(case, "posts/a.csv", POSTS + "3,2021-01-04T10:05:07,more\n")
    write(case, "handmade/claims.csv", CLAIMS.replace("one", "two"))
    expected = again(make_copy(case)).rows

    def stop(*given: Any, **words: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        if place == "stage":
            patch.setattr(stage._Staging, "_sum_up", stop)
        elif place == "decide":
            patch.setattr(_run.Fates, "write", stop)
        elif place == "derive":
            patch.setattr(_run, "write", stop)
        else:
            moved: list[str] = []
            replace = Path.replace

            def once(self: Path, target: Path) -> Path:
                if self.parent.name == ".new" and moved:
                    raise KeyboardInterrupt
                if self.parent.name == ".new":
                    moved.append(self.name)
                return replace(self, target)

            patch.setattr(Path, "replace", once)
        with pytest.raises(KeyboardInterrupt):
            again(case)
    loaded = cases.load("tiny", case.workspace)
    with pytest.raises(TableError, match=r"are older than the evidence: .* Run `casebook build tiny`\.$"):
        loaded.table("posts")
    assert again(case).rows == expected
    fresh = contents(case)
    assert again(case).made == []
    again(case, force=True)
    assert contents(case) == fresh
    assert not (case.processed / ".new").exists()


def make_copy(case: Case) -> Case:
    copy = case.folder.with_name("copy")
    shutil.copytree(case.folder, copy)
    return cases.load("copy", case.workspace)


def test_what_a_killed_build_left_is_no_part_of_the_next(case: Case) -> None:
    new = case.processed / ".new"
    (new / "sub").mkdir(parents=True)
    (new / "posts.parquet").write_bytes(b"half")
    (new / "observations.parquet").write_bytes(b"half")
    staged = case.processed / ".staged"
    staged.mkdir()
    code = stage.code_hash(stage.READING)
    one = case.inputs[0]
    key = stage.stage_key(case, one, stage.hash_input(one)[0], code)
    (staged / f"{key}.parquet").write_bytes(b"half")
    (staged / "other.half").write_bytes(b"half")
    assert build.build(case).rows == ALL
    assert sorted(path.suffix for path in staged.iterdir()) == [".json"] * 3 + [".parquet"] * 3
    assert not new.exists()


def changing(monkeypatch: pytest.MonkeyPatch, case: Case, times: int) -> list[int]:
    """Has the file of posts grow while it is read, so many times."""
    whole, left = stage._stage, [times]

    def and_then(con: Any, one_case: Any, one: Any, *rest: Any) -> Any:
        made = whole(con, one_case, one, *rest)
        if one.name == "posts/a.csv" and left[0]:
            left[0] -= 1
            write(case, "posts/a.csv", (case.folder / "posts/a.csv").read_text("utf-8") + f"x{left[0]},,late\n")
        return made

    monkeypatch.setattr(stage, "_stage", and_then)
    return left


def test_a_file_that_changes_while_it_is_read_is_read_again(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    changing(monkeypatch, case, 1)
    assert build.build(case).rows["posts"] == 3
    assert cases.load("tiny", case.workspace).stale() == []
    assert again(case).made == []
    assert len(list((case.processed / ".staged").glob("*.parquet"))) == 3


def test_a_file_that_goes_on_changing_is_left_for_later(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    build.build(case)
    before = contents(case)
    write(case, "posts/a.csv", POSTS + "3,2021-01-04T10:05:07,more\n")
    with monkeypatch.context() as patch, pytest.raises(ReaderError) as caught:
        changing(patch, case, 9)
        again(case)
    assert str(caught.value) == (
        f"{case.folder / 'posts/a.csv'}: the file changes while it is read. Nothing was replaced. Wait until it is "
        "whole, then run `casebook build tiny` again."
    )
    assert contents(case) == before
    assert again(case).rows["posts"] == 5


def test_a_file_that_is_half_written_when_it_is_read_is_read_again(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, text = stage._stage, (case.folder / "posts/a.csv").read_text("utf-8")
    write(case, "posts/a.csv", "")

    def and_then(con: Any, one_case: Any, one: Any, *rest: Any) -> Any:
        try:
            return whole(con, one_case, one, *rest)
        finally:
            if one.name == "posts/a.csv" and not one.path.read_bytes():
                write(case, "posts/a.csv", text)

    monkeypatch.setattr(stage, "_stage", and_then)
    assert build.build(case).rows["posts"] == 2


def test_case_toml_that_changes_after_it_was_loaded_is_stale(case: Case) -> None:
    edit_toml(case, "What?", "Why not?")
    build.build(case)
    assert cases.load("tiny", case.workspace).stale() == ["case.toml has changed"]


ODD = [
    "it's.csv",
    'a "b".csv',
    "50%.csv",
    "ümlaut 東京.csv",
    "a\nb.csv",
    "[x] *?.csv",
    "a;b,c.csv",
    "{1,2}.csv",
    "\u2028.csv",
    "\\.csv",
]


def test_odd_names_of_files(make_case: Make) -> None:
    toml = ENTRY.replace('"posts/*"', '"posts"')
    case = make_case({f"posts/{name}": POSTS.replace("1,2021", f"x{n},2021") for n, name in enumerate(ODD)}, toml)
    built = build.build(case)
    assert sorted(one["source"] for one in built.sources) == sorted(f"posts/{name}" for name in ODD)
    assert {(one["records"], one["tables"][0]) for one in built.sources} == {(2, "posts")}
    posts = case.table("posts")
    assert sorted(set(posts["source"])) == sorted(f"posts/{name}" for name in ODD)
    assert again(case).made == []
    assert len(ledger.read(case.processed / "ledger.jsonl")) == len(ODD)


def test_an_odd_folder_for_everything(tmp_path: Path, make_case: Make) -> None:
    first = make_case(FILES, ENTRY)
    odd = tmp_path / "it's [a] *b* 50% 東京"
    odd.mkdir()
    (tmp_path / "data").rename(odd / "data")
    case = cases.load(first.name, odd)
    assert build.build(case).rows == ALL
    assert again(case).made == []


def test_packed_files_are_read_as_they_are(make_case: Make) -> None:
    case = make_case(
        {"posts/a.csv.gz": gzip.compress(POSTS.encode()), "posts/b.csv": gzip.compress(b"id,at,words\n5,,x\n")}, ENTRY
    )
    assert build.build(case).rows["posts"] == 3


def test_expectations_of_the_case_and_of_a_source(make_case: Make) -> None:
    entry = ENTRY + "expect = { posts = { min = 3, max = 9 }, observations = { max = 0 } }\n[expect]\n"
    entry += "events = { min = 2 }\nclaims = { max = 0 }\nties = { min = 1 }\narticles = { min = 1, max = 1 }\n"
    case = make_case({**FILES, "posts/b.csv": POSTS.replace("hello", "Hello")}, entry)
    then = ". Look at the sources page, or correct the expectation."
    with pytest.raises(CheckError) as caught:
        build.build(case)
    assert str(caught.value).splitlines() == [
        f"tiny: 1 events were kept, and case.toml expects at least 2{then}",
        f"tiny: 1 claims were kept, and case.toml expects at most 0{then}",
        f"tiny: 0 ties were kept, and case.toml expects at least 1{then}",
        f"posts/*: 2 posts were kept, and case.toml expects at least 3{then}",
        f"posts/*: 1 observations were kept, and case.toml expects at most 0{then}",
    ]
    assert case.table("posts")["id"].tolist() == ["2", "1"]


def test_a_case_without_sources(make_case: Make) -> None:
    with pytest.raises(TableError) as caught:
        build.build(make_case({}))
    assert str(caught.value) == "The case tiny has no sources. Run `casebook add tiny FILE`."


def test_a_folder_that_cannot_be_written(case: Case) -> None:
    case.processed.parent.mkdir(parents=True)
    case.processed.write_text("in the way", "utf-8")
    with pytest.raises(TableError) as caught:
        build.build(case)
    assert str(caught.value) == f"{case.processed} cannot be written: File exists. Nothing was replaced."


def test_an_unknown_reader_of_a_source(case: Case) -> None:
    edit_toml(case, '"table"\ntable', '"tabel"\ntable')
    with pytest.raises(CaseError, match='there is no reader "tabel"'):
        again(case)


def test_a_case_of_faulty_rows_alone(make_case: Make) -> None:
    case = make_case({"handmade/claims.csv": "id,event,claimant,stance\nc1,,Ana,asserts\n,e,Ana,asserts\n"})
    built = build.build(case)
    assert built.rows == {"claims": 0, "rejects": 2, "sources": 1}
    assert (case.has("claims"), case.table("claims").empty) == (False, True)
    assert again(case).made == []


def test_rejects_change_with_their_file(make_case: Make) -> None:
    case = make_case({"handmade/claims.csv": CLAIMS + "c1,e,Ana,asserts,two,\nc9,,Ana,asserts,x,\n"})
    assert build.build(case).rows["rejects"] == 2
    write(case, "handmade/claims.csv", CLAIMS + "c9,,Ana,asserts,x,\n")
    built = again(case)
    assert (built.rows["rejects"], "rejects" in built.made) == (1, True)
    write(case, "handmade/claims.csv", CLAIMS)
    assert "rejects" not in again(case).rows
    assert not (case.processed / "rejects.parquet").exists()


def test_the_stamp_is_whole(case: Case) -> None:
    build.build(case)
    stamp = json.loads((case.processed / "build.json").read_text("utf-8"))
    assert sorted(stamp) == ["arrived", "case_toml", "inputs", "made_at", "tables", "undecided"]
    assert sorted(stamp["tables"]) == sorted(ALL)
    assert stamp["inputs"]["posts/a.csv"]["stamp"] == cases.file_stamp(case.folder / "posts/a.csv")


def test_progress_is_told(case: Case) -> None:
    said: list[tuple[str, int, int]] = []
    build.build(case, progress=lambda what, done, total: said.append((what, done, total)))
    assert said[:5] == [
        ("reading posts/a.csv", 0, 3), ("reading handmade/articles.csv", 1, 3), ("reading handmade/claims.csv", 2, 3),
        ("reading", 3, 3), ("deciding on articles", 0, 3),
    ]  # fmt: skip
