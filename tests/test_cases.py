"""A case: case.toml with all its problems at once, its files, and its tables once they are built."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from helpers import build, cases, tables
from helpers.cases import Case
from helpers.errors import CaseError, TableError

POSTS = "when,who,words\n2021-01-02T10:05:07Z,ana,hello\n2021-01-03T10:05:08Z,bo,bye\n"
ENTRY = """
[[sources]]
files = "posts.csv"
reader = "table"
table = "posts"
platform = "forum"
credit = "A forum"
columns = { created_at = "when", account_name = "who", text = "words" }
"""
Make = Callable[..., Any]


def problems(make_case: Make, files: dict[str, str | bytes], toml: str = "") -> str:
    with pytest.raises(CaseError) as caught:
        make_case(files, toml)
    return str(caught.value)


def test_every_problem_of_case_toml_at_once(make_case: Make, tmp_path: Path) -> None:
    toml = """
        titel = "T"
        question = 7
        period = "2020-13"
        timezone = "Berlin"
        invented = "no"
        expect = { evnts = { min = 1 }, claims = 5, events = { min = 9, max = 3 } }
        notebooks = { "10-timeline" = 3 }
        [[sources]]
        files = []
        reader = "tabel"
        retrieved = 2026-11-23
        creditt = "x"
        [[sources]]
        files = "posts.csvv"
        reader = "table"
        credit = "x"
        zone = "CEST"
        table = "evnts"
        retrieved = "yesterday"
        [[sources]]
        files = "../../../etc/passwd"
        reader = "table"
        credit = "x"
        table = "events"
    """
    where = tmp_path / "data/raw/tiny/case.toml"
    folder = where.parent
    zone = 'is not a time zone. Write an IANA name such as "Europe/Berlin" or "UTC".'
    assert problems(make_case, {"case.toml": toml, "posts.csv": POSTS}).splitlines() == [
        f'{where}: there is no key "titel" here. Did you mean "title"?',
        f'{where}: "title" is missing.',
        f'{where}: "question" is 7, and must be a text.',
        f"{where}: \"invented\" is 'no', and must be true or false.",
        f'{where}: "period" is "2020-13", which is not a date. Write 2022 or 2021-09/2022-01.',
        f'{where}: "timezone": "Berlin" {zone}',
        f'{where}: notebooks."10-timeline" is 3, and must be a table of parameters.',
        f'{where}, source 1: there is no key "creditt" here. Did you mean "credit"?',
        f'{where}, source 1: "credit" is missing.',
        f'{where}, source 1: "retrieved" must be a text. Write the date in quotes: "2026-11-23".',
        f'{where}, source 1: there is no reader "tabel". Did you mean "table"?',
        f'{where}, source 2: "retrieved" is "yesterday", which is not a date such as 2026-11-23.',
        f'{where}, source 2: the kit has no table "evnts".',
        f'{where}, source 2: "zone": "CEST" {zone}',
        f'{where}, source 2: "posts.csvv" leads to no file in {folder}. Did you mean "posts.csv"?',
        f"{where}, source 3: events are made by the kit, and no file is read into them.",
        f'{where}, source 3: "../../../etc/passwd" leads out of {folder}. '
        "Copy the file into the case with `casebook add`.",
        f'{where}, expect: the kit has no table "evnts". Did you mean "events"?',
        f"{where}, expect: claims is 5, and must be written as {{ min = 50, max = 60 }}.",
        f"{where}, expect: events has a min of 9 above its max of 3.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ("[]", '"files" is [], and must name at least one file.'),
        ("[1]", '"files" is [1], and must name at least one file.'),
        ('""', "\"files\" is '', and must name at least one file."),
        ('"."', '"." is {folder}, and no evidence. Name the files, or the folder that they lie in.'),
        (
            '"case.toml"',
            '"case.toml" is {folder}/case.toml, and no evidence. Name the files, or the folder that they lie in.',
        ),
        ('".hidden.csv"', '".hidden.csv" leads to no file in {folder}. Did you mean "link.csv"?'),
        ('"empty"', "{folder}/empty is an empty folder. Put the files there, or take the entry out of case.toml."),
        ('"*.tsv"', '"*.tsv" leads to no file in {folder}. Did you mean "p.csv"?'),
        ('"../*.csv"', '"../*.csv" leads out of {folder}. Copy the file into the case with `casebook add`.'),
        ('"link.csv"', '"link.csv" leads out of {folder}. Copy the file into the case with `casebook add`.'),
        ('"li*.csv"', '"link.csv" leads out of {folder}. Copy the file into the case with `casebook add`.'),
        ('"a\\u0000b"', "'a\\x00b' cannot be a path: it has a NUL character in it."),
    ],
)
def test_files_that_cannot_be_read(files: str, sentence: str, make_case: Make, tmp_path: Path) -> None:
    folder = tmp_path / "data/raw/tiny"
    (folder / "empty" / ".ipynb_checkpoints").mkdir(parents=True)
    (folder / "empty" / ".ipynb_checkpoints" / "a.csv").touch()
    (tmp_path / "data/raw/other.csv").touch()
    (folder / "link.csv").symlink_to(tmp_path / "data/raw/other.csv")
    toml = f'[[sources]]\nfiles = {files}\nreader = "table"\ncredit = "x"\n'
    said = problems(make_case, {"p.csv": POSTS, ".hidden.csv": POSTS}, toml)
    assert said == f"{folder}/case.toml, source 1: {sentence.format(folder=folder)}"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"title = ", "{where} is not valid TOML: Invalid value (at end of document)."),
        (
            b"\xff\xfe",
            "{where} is not valid TOML: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte.",
        ),
    ],
)
def test_no_toml(content: bytes, sentence: str, make_case: Make, tmp_path: Path) -> None:
    where = tmp_path / "data/raw/tiny/case.toml"
    assert problems(make_case, {"case.toml": content}) == sentence.format(where=where)


def test_a_byte_order_mark_before_case_toml_is_no_fault(make_case: Make) -> None:
    toml = '\ufefftitle="T"\nquestion="Q"\nperiod="2020"\ntimezone="UTC"\ninvented=true\n'
    toml += '[notebooks."10-timeline"]\nstart="2020"\n'
    case = make_case({"case.toml": toml})
    assert (case.title, case.notebooks, case.inputs, case.built) == ("T", {"10-timeline": {"start": "2020"}}, (), {})


def test_the_inputs_are_each_file_once_in_order(make_case: Make) -> None:
    toml = ENTRY.replace(
        '"posts.csv"', '["posts/b.csv", "posts", "posts/*.csv", "posts/../posts/b.csv", "odd [1] \'%.csv"]'
    )
    names = ["posts/b.csv", "posts/a.csv", "posts/sub/c.csv", "odd [1] '%.csv"]
    hidden = [
        "posts/.DS_Store",
        "posts/.ipynb_checkpoints/a-checkpoint.csv",
        "handmade/._claims.csv",
        "handmade/positions.csv",
    ]
    case = make_case(dict.fromkeys([*names, *hidden, "handmade/ties.csv", "other.csv"], POSTS), toml)
    assert [one.name for one in case.inputs] == [*names, "handmade/ties.csv"]
    assert [one.source.reader for one in case.inputs] == ["table"] * 4 + ["handmade"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
@pytest.mark.parametrize("files", ["posts", "posts/*.csv"])
def test_a_name_that_is_no_text(files: str, make_case: Make, tmp_path: Path) -> None:
    folder = tmp_path / "data/raw/tiny"
    (folder / "posts").mkdir(parents=True)
    Path(os.fsdecode(os.fsencode(folder / "posts") + b"/caf\xe9.csv")).write_text(POSTS, "utf-8")
    assert problems(make_case, {}, ENTRY.replace("posts.csv", files)) == (
        f"{folder}/case.toml, source 1: {folder}/posts/caf\ufffd.csv: the name of this file is not UTF-8. "
        "Rename the file, or unpack its archive again."
    )


def test_a_file_of_two_sources(make_case: Make, tmp_path: Path) -> None:
    case = make_case({"posts.csv": POSTS}, ENTRY + ENTRY)
    with pytest.raises(CaseError) as caught:
        _ = case.inputs
    assert str(caught.value) == (
        f'{tmp_path}/data/raw/tiny/case.toml: two sources name "posts.csv". '
        "Take it out of one, or its records would be counted twice."
    )


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("clams", 'the kit has no table "clams". Did you mean "claims"?'),
        ("events", "events are made by the kit, and no file is read into them."),
        ("observations", "observations are made by the kit, and no file is read into them."),
    ],
)
def test_a_handmade_table_that_is_none(name: str, sentence: str, make_case: Make, tmp_path: Path) -> None:
    case = make_case({f"handmade/{name}.csv": "id\n1\n"})
    with pytest.raises(CaseError) as caught:
        _ = case.inputs
    assert str(caught.value) == f"{tmp_path}/data/raw/tiny/handmade/{name}.csv: {sentence}"


def test_a_handmade_table_that_is_a_link_out(make_case: Make, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").touch()
    case = make_case({"handmade/ties.csv": "id\n"})
    (case.folder / "handmade/ties.csv").unlink()
    (case.folder / "handmade/ties.csv").symlink_to(tmp_path / "secret.csv")
    with pytest.raises(CaseError) as caught:
        _ = case.inputs
    assert str(caught.value) == (
        f'"handmade/ties.csv" leads out of {case.folder}. Copy the file into the case with `casebook add`.'
    )


@pytest.fixture
def built(make_case: Make) -> Case:
    case: Case = make_case({"posts.csv": POSTS, "pages/a b.txt": "x"}, ENTRY)
    build.build(case)
    return case


def again(case: Case) -> Case:
    return cases.load(case.name, case.workspace)


def test_a_table_is_typed_and_remembers_its_name(built: Case) -> None:
    posts = built.table("posts")
    assert list(posts.columns) == tables.get("posts").arrow.names
    assert posts.attrs == {"table": "posts"}
    assert posts["text"].tolist() == ["hello", "bye"]
    assert [str(posts[name].dtype) for name in ("id", "n_likes", "created_at", "tags")] == [
        "str", "Int64", "datetime64[us, UTC]", "object",
    ]  # fmt: skip
    assert built.table("posts", ["row", "text"]).columns.tolist() == ["row", "text"]
    assert built.posts["row"].tolist() == ["2", "3"]
    assert {"posts", "shares", "table"} <= set(dir(built))
    assert (built.has("posts"), built.has("claims"), built.has("nonsense")) == (True, False, False)


@pytest.mark.parametrize(
    ("name", "columns", "sentence"),
    [
        (
            "claims",
            None,
            "The case tiny has no claims: none of its sources makes them. "
            "It has: posts, sources, clocks, deviations, families, shares.",
        ),
        ("postz", None, 'The kit has no table "postz". Did you mean "posts"?'),
        ("posts", ["txt"], 'The table posts has no column "txt". Did you mean "text"?'),
        (
            "posts",
            ["created_at_zon"],
            'The table posts has no column "created_at_zon". Did you mean "created_at_zone"?',
        ),
    ],
)
def test_a_table_that_is_not_there(built: Case, name: str, columns: list[str] | None, sentence: str) -> None:
    with pytest.raises(TableError) as caught:
        built.table(name, columns)
    assert str(caught.value) == sentence
    with pytest.raises(AttributeError, match=r'^A case has no attribute or table "postz"\. Did you mean "posts"\?$'):
        _ = built.postz


def change(case: Case, what: str) -> None:
    posts = case.folder / "posts.csv"
    if what == "grown":
        posts.write_text(POSTS + "2021-01-04T10:05Z,cy,more\n", "utf-8")
    elif what == "gone":
        posts.unlink()
    elif what == "new":
        (case.folder / "handmade").mkdir()
        (case.folder / "handmade/ties.csv").write_text("id\n", "utf-8")
    elif what == "toml":
        (case.folder / "case.toml").write_text((case.folder / "case.toml").read_text("utf-8") + "\n", "utf-8")
    elif what == "never":
        (case.processed / "build.json").unlink()
    else:
        (case.processed / "build.json").write_text(what, "utf-8")


@pytest.mark.parametrize(
    ("what", "why"),
    [
        ("grown", "posts.csv has changed"),
        (
            "gone",
            '"posts.csv" leads to no file in {folder} any more. When the case was last built, it led to posts.csv. Put '
            "it back, or take the entry out of case.toml",
        ),
        ("new", "handmade/ties.csv is new"),
        ("toml", "case.toml has changed"),
        ("never", "it was never built"),
        ('{"inputs": {}, "tab', "it was never built"),
        ("[]", "it was never built"),
        ('{"inputs": [], "tables": {}, "case_toml": ""}', "it was never built"),
        ("", "it was never built"),
    ],
)
def test_stale_tables_are_refused(built: Case, what: str, why: str) -> None:
    case = again(built)
    assert case.inputs
    change(case, what)
    why = why.replace("{folder}", str(case.folder))
    with pytest.raises(TableError) as caught:
        case.table("posts")
    assert str(caught.value) == f"The tables of tiny are older than the evidence: {why}. Run `casebook build tiny`."


def test_a_table_file_that_is_gone_or_damaged(built: Case) -> None:
    path = built.processed / "posts.parquet"
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(
        TableError, match=r"posts\.parquet is damaged \(.*\)\. Delete it, and run `casebook build` again\.$"
    ):
        built.table("posts")
    path.unlink()
    with pytest.raises(TableError) as caught:
        built.table("posts")
    assert str(caught.value) == f"{path} is gone. Run `casebook build tiny`."


def test_the_stamp_of_a_folder_looks_into_its_folders_and_past_hidden_files(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.html").write_text("1", "utf-8")
    before = cases.file_stamp(tmp_path)
    (tmp_path / ".DS_Store").touch()
    assert cases.file_stamp(tmp_path) == before
    (tmp_path / "sub" / "a.html").write_text("12", "utf-8")
    assert cases.file_stamp(tmp_path) != before
    assert cases.file_stamp(tmp_path / "nothing") == ""
