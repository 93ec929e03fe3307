"""Evidence arrives: what a build says of files that are new, grown, changed, gone or renamed, and when it stops."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from helpers import build, cases, checks, ledger, paths, stage
from helpers.build import _arrivals
from helpers.cases import Case
from helpers.cli import main
from helpers.errors import CaseError, CheckError, ReaderError

Make = Callable[..., Any]
HEAD = "id,at,words\n"
A = HEAD + "1,2021-01-02,one\n2,2021-01-03,two\n"
B = HEAD + "5,2021-01-05,five\n6,2021-01-06,six\n"
ENTRY = """
[[sources]]
files = ["posts/*", "pages"]
reader = "{reader}"
table = "posts"
platform = "forum"
credit = "A forum"
columns = {{ id = "id", created_at = "at", text = "words" }}
"""
TABLE = ENTRY.format(reader="table").replace(', "pages"', "")
CLAIMS = "id,event,claimant,stance,what\nc1,e,Ana,asserts,one\nc2,e,Ben,denies,two\n"


def again(case: Case, **words: Any) -> build.Built:
    return build.build(cases.load(case.name, case.workspace), **words)


def says(built: build.Built) -> list[str]:
    return [one["says"] for one in built.arrived]


def write(case: Case, name: str, text: str) -> None:
    (case.folder / name).parent.mkdir(exist_ok=True)
    (case.folder / name).write_text(text, "utf-8")


def known(case: Case) -> list[tuple[str, str]]:
    frame = cases.load(case.name, case.workspace).table("posts")
    return list(zip(frame["source"], frame["row"], strict=True))


def contents(case: Case) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in case.processed.iterdir() if path.is_file()}


@pytest.fixture
def case(make_case: Make) -> Case:
    made: Case = make_case({"posts/a.csv": A, "posts/b.csv": B}, TABLE)
    return made


def test_the_first_build_is_said_in_one_sentence_and_one_without_news_in_none(case: Case) -> None:
    said: list[str] = []
    assert says(build.build(case, say=said.append)) == said == ["Read for the first time: 2 files, 4 records."]
    assert says(again(case)) == []
    kept = json.loads((case.processed / "build.json").read_text("utf-8"))["arrived"]
    assert [one["says"] for one in kept["files"]] == said
    assert sorted(kept) == ["at", "files"]


def test_a_new_file_is_said_with_what_was_known_already_and_what_is_rejected(case: Case) -> None:
    build.build(case)
    write(case, "posts/0.csv", HEAD + "1,2021-01-02,one\n2,2021-01-03,two!\n8,2021-02-30,eight\n9,,nine\n,,none\n")
    write(case, "posts/c.csv", B)
    built = again(case)
    assert says(built) == [
        "posts/0.csv is new: 5 posts, 2 of them known already, 1 rejected.",
        "posts/c.csv is new: 2 posts, all of them known already. Its bytes are those of posts/b.csv.",
    ]
    assert {key: built.arrived[0][key] for key in ("source", "kind", "table", "records", "known", "rejected")} == {
        "source": "posts/0.csv", "kind": "new", "table": "posts", "records": 5, "known": 2, "rejected": 1,
    }  # fmt: skip
    assert says(again(case, force=True)) == []


def test_a_file_that_grew_keeps_the_fates_of_all_that_was_known(case: Case) -> None:
    build.build(case)
    before = known(case)
    write(case, "posts/a.csv", A + "5,2021-01-05,five\n3,2021-01-04,three\n")
    built = again(case)
    assert says(built) == ["posts/a.csv has grown by 2 posts to 4, 1 of them known already."]
    assert [row for row in known(case) if row in before] == before
    assert {one["source"]: (one["kept"], one["duplicates"]) for one in built.sources} == {
        "posts/a.csv": (3, 1), "posts/b.csv": (2, 0),
    }  # fmt: skip
    assert says(again(case)) == []
    assert again(case).made == []
    last = ledger.read(case.processed / "ledger.jsonl")[-1]
    assert (last["source"], last["seen"], last["build"]) == ("posts/a.csv", [[0, 1], [2, 2]], 2)
    write(case, "posts/a.csv", A + "5,2021-01-05,five\n3,2021-01-04,three\n4,2021-01-04,four\n")
    assert says(again(case)) == ["posts/a.csv has grown by 1 post to 5."]
    assert again(case, force=True).sources[0]["duplicates"] == 1


def test_a_last_line_that_was_cut_off_may_be_finished(case: Case) -> None:
    write(case, "posts/a.csv", A + "3,2021-01-04,thr")
    build.build(case)
    write(case, "posts/a.csv", A + "3,2021-01-04,three\n4,,four\n")
    assert says(again(case)) == ["posts/a.csv has grown by 1 post to 4."]


def test_rows_in_another_order_are_all_there_and_keep_what_they_were(case: Case) -> None:
    build.build(case)
    write(case, "posts/b.csv", HEAD + "1,2021-01-02,one\n6,2021-01-06,six\n7,,seven\n5,2021-01-05,five\n")
    assert says(again(case)) == [
        "posts/b.csv has grown by 2 posts to 4, 1 of them known already. 1 of the earlier ones has another row number "
        "now: look at what cites them by it."
    ]
    assert ledger.read(case.processed / "ledger.jsonl")[-1]["seen"] == [[0, 2], [1, 1], [2, 2], [3, 1]]
    write(case, "posts/b.csv", HEAD + "7,,seven\n5,2021-01-05,five\n1,2021-01-02,one\n6,2021-01-06,six\n")
    assert says(again(case)) == [
        "posts/b.csv was written anew: its 4 posts say what they said. 4 of the earlier ones have another row number "
        "now: look at what cites them by it."
    ]


ALARM = (
    "posts/a.csv has changed: 1 of its 2 posts from before is gone or different (row 3). It was first read on {day}. "
    "Evidence that was read does not change: put the earlier file back, or accept the change with "
    "`casebook build tiny --accept posts/a.csv`. The tables are as they were."
)


@pytest.mark.parametrize("force", [False, True])
def test_earlier_rows_that_changed_are_an_alarm_and_replace_nothing(force: bool, case: Case) -> None:
    build.build(case)
    before = contents(case)
    day = build.day(ledger.read(case.processed / "ledger.jsonl")[0]["at"])
    write(case, "posts/a.csv", A.replace("two", "TWO") + "3,,three\n")
    write(case, "posts/c.csv", HEAD + "9,,nine\n")
    for _ in range(2):
        with pytest.raises(CheckError) as caught:
            again(case, force=force)
        assert str(caught.value) == ALARM.format(day=day)
        assert caught.value.exit_code == 3
        assert contents(case) == before
    write(case, "posts/a.csv", A)
    assert says(again(case, force=force)) == ["posts/c.csv is new: 1 post."]


def test_a_change_that_is_accepted_is_told_by_the_ledger(case: Case) -> None:
    build.build(case)
    write(case, "posts/a.csv", HEAD + "2,2021-01-03,TWO\n1,2021-01-02,one\n3,,three\n")
    built = again(case, accept=[str(case.folder / "posts/a.csv")])
    assert says(built) == [
        "posts/a.csv has changed, and that was accepted: 1 of its 2 posts from before is gone or different (row 3), "
        "and 2 posts new. 1 of the earlier ones has another row number now: look at what cites them by it."
    ]
    last = ledger.read(case.processed / "ledger.jsonl")[-1]
    assert (last["source"], last["accepted"], last["seen"]) == ("posts/a.csv", True, [[0, 2], [1, 1], [2, 2]])
    assert says(again(case)) == []
    assert "accepted" not in ledger.read(case.processed / "ledger.jsonl")[0]


def test_a_file_that_lost_all_its_rows_can_be_accepted(case: Case) -> None:
    build.build(case)
    write(case, "posts/b.csv", HEAD)
    built = again(case, accept=["posts/b.csv"])
    assert says(built) == [
        "posts/b.csv has changed, and that was accepted: 2 of its 2 posts from before are gone or different "
        "(the first of them row 2), and 0 posts new."
    ]
    assert known(case) == [("posts/a.csv", "2"), ("posts/a.csv", "3")]
    write(case, "posts/b.csv", B)
    assert says(again(case)) == ["posts/b.csv has grown by 2 posts to 2."]
    assert known(case)[2:] == [("posts/b.csv", "2"), ("posts/b.csv", "3")]


def test_what_cannot_be_accepted_is_refused(case: Case) -> None:
    with pytest.raises(CaseError) as caught:
        build.build(case, accept=["posts/a.cvs"])
    assert str(caught.value) == 'tiny has no file "posts/a.cvs" among its sources. Did you mean "posts/a.csv"?'


def test_a_change_of_options_zone_or_kit_alone_is_no_arrival(case: Case) -> None:
    build.build(case)
    toml = case.folder / "case.toml"
    toml.write_text(toml.read_text("utf-8").replace('text = "words"', 'language = "words"'))
    assert says(again(case)) == []


def test_bytes_that_changed_with_nothing_left_to_compare_are_an_alarm_too(case: Case) -> None:
    build.build(case)
    shutil.rmtree(case.processed / ".staged")
    write(case, "posts/a.csv", HEAD + "3,,three\n" + A.removeprefix(HEAD))
    with pytest.raises(CheckError) as caught:
        again(case)
    assert ": its bytes are others, and nothing is left to compare its earlier rows with. It was" in str(caught.value)
    assert says(again(case, accept=["posts/a.csv"])) == ["posts/a.csv has changed, and that was accepted: 3 posts now."]


def test_a_file_that_is_gone_comes_back_or_has_another_name(case: Case) -> None:
    build.build(case)
    a, b = case.folder / "posts/a.csv", case.folder / "posts/b.csv"
    a.rename(case.folder / "posts/z.csv")
    b.rename(case.folder / "b.csv")
    assert says(again(case)) == [
        "posts/a.csv is called posts/z.csv now: 2 posts, as they were.",
        "posts/b.csv is gone with its 2 posts. The tables go on without.",
    ]
    assert says(again(case)) == []
    assert says(again(case, force=True)) == []
    (case.folder / "b.csv").rename(b)
    assert says(again(case)) == ["posts/b.csv is back with its 2 posts, as it was."]
    lines = ledger.read(case.processed / "ledger.jsonl")
    assert [(line["source"], line.get("gone", False), line.get("seen")) for line in lines] == [
        ("posts/a.csv", False, [[0, 1]]), ("posts/b.csv", False, [[0, 1]]), ("posts/z.csv", False, [[0, 1]]),
        ("posts/a.csv", True, None), ("posts/b.csv", True, None), ("posts/b.csv", False, [[0, 1]]),
    ]  # fmt: skip
    b.rename(case.folder / "b.csv")
    again(case)
    write(case, "posts/b.csv", B.replace("six", "SIX"))
    with pytest.raises(
        CheckError, match=r"^posts/b\.csv has changed: it was gone, and what came back has other bytes\. "
    ):
        again(case)


def test_a_file_that_case_toml_names_no_longer(case: Case) -> None:
    build.build(case)
    toml = case.folder / "case.toml"
    toml.write_text(toml.read_text("utf-8").replace("posts/*", "posts/b*"))
    assert says(again(case)) == [
        "posts/a.csv is named in case.toml no longer with its 2 posts. The tables go on without."
    ]


def test_what_people_write_is_edited_and_no_alarm(make_case: Make) -> None:
    case = make_case({"handmade/claims.csv": CLAIMS})
    build.build(case)
    write(case, "handmade/claims.csv", CLAIMS.replace("two", "zwei") + "c3,e,Cy,asserts,three\n")
    assert says(again(case)) == ["handmade/claims.csv was edited: 1 new and 1 changed; 3 claims now."]
    write(case, "handmade/claims.csv", CLAIMS)
    assert says(again(case)) == ["handmade/claims.csv was edited: 1 changed and 1 gone; 2 claims now."]
    write(case, "handmade/claims.csv", CLAIMS.replace("\n", "\r\n"))
    assert says(again(case)) == ["handmade/claims.csv was edited, and its 2 claims say what they said."]


def test_the_evidence_of_a_shipped_case_changes_with_the_kit(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    build.build(case)
    write(case, "posts/a.csv", A.replace("two", "TWO"))
    with monkeypatch.context() as patch:
        patch.setattr(paths, "shipped_cases", lambda: case.folder.parent)
        with pytest.raises(CheckError):
            again(case)  # in a checkout, a case of one's own beside those of the kit is no shipped one
        patch.setattr(_arrivals, "SHIPPED", ("tiny",))
        assert says(again(case)) == [
            "posts/a.csv has changed: 1 of its 2 posts from before is gone or different (row 3), and 1 post new."
        ]


def test_the_shipped_cases_are_those_of_the_wheel(repo: Path) -> None:
    text = (repo / "pyproject.toml").read_text("utf-8")
    assert all(f'"data/raw/{name}"' in text for name in _arrivals.SHIPPED)
    assert text.count('"data/raw/') == len(_arrivals.SHIPPED)


PAGE = "<html><head><title>{0}</title></head><body><article><h1>{0}</h1><p>{1}</p></article></body></html>"
WORDS = "A long enough paragraph about the fire on the quay, with words enough to be taken for the text of an article. "


def pages(case: Case, **texts: str) -> None:
    (case.folder / "pages").mkdir(exist_ok=True)
    for name, text in texts.items():
        write(case, f"pages/{name}.html", PAGE.format(name, WORDS * 4 + text))


def test_a_folder_of_pages_grows_shrinks_and_changes(make_case: Make) -> None:
    case = make_case({f"pages/{n}.html": PAGE.format(n, WORDS * 4 + n) for n in "bcd"}, (
        '\n[[sources]]\nfiles = "pages"\nreader = "saved_pages"\ncredit = "The press"\n'
    ))  # fmt: skip
    build.build(case)
    pages(case, a="new", e="new")
    write(case, "pages/a_files/style.css", "p {}")
    assert says(again(case)) == ["pages has grown: a.html and e.html are new; 5 articles now."]
    assert ledger.read(case.processed / "ledger.jsonl")[-1]["seen"] == [[0, 2], [1, 1], [4, 2]]
    (case.folder / "pages/c.html").unlink()
    assert says(again(case)) == ["pages has shrunk: c.html is gone; 4 articles now. The tables go on without."]
    pages(case, b="other", f="new")
    with pytest.raises(CheckError, match=r"^pages has changed: b\.html in it is different\. It was first read on "):
        again(case)
    assert says(again(case, accept=["pages"])) == [
        "pages has changed, and that was accepted: f.html is new and b.html is different; 5 articles now."
    ]


def test_a_packed_file_grows(make_case: Make) -> None:
    import gzip

    entry = TABLE.replace('files = ["posts/*"]', 'files = "posts/a.csv.gz"')
    case = make_case({"posts/a.csv.gz": gzip.compress(A.encode())}, entry)
    build.build(case)
    (case.folder / "posts/a.csv.gz").write_bytes(gzip.compress((A + "3,,three\n").encode()))
    assert says(again(case)) == ["posts/a.csv.gz has grown by 1 post to 3."]
    (case.folder / "posts/a.csv.gz").write_bytes(gzip.compress((A.replace("one", "eins") + "3,,three\n").encode()))
    with pytest.raises(CheckError, match=r"1 of its 3 posts from before is gone or different \(row 2\)"):
        again(case)


def test_a_json_document_grows(make_case: Make, repo: Path) -> None:
    text = (repo / "tests/samples/tiktok_research_api.json").read_text("utf-8")
    whole = json.loads(text.splitlines()[0])
    video = whole["data"]["videos"][0]
    videos = [{**video, "id": video["id"] + n * 10**12} for n in range(4)]
    toml = '\n[[sources]]\nfiles = "a.json"\nreader = "tiktok_research_api"\ncredit = "TikTok"\n'

    def document(some: list[Any]) -> str:
        return json.dumps({**whole, "data": {**whole["data"], "videos": some}})

    case = make_case({"a.json": document(videos[:3])}, toml)
    build.build(case)
    write(case, "a.json", document(videos))
    assert says(again(case)) == ["a.json has grown by 1 post to 4."]
    write(case, "a.json", document([*videos[:2], {**videos[2], "like_count": 12345}, videos[3]]))
    with pytest.raises(CheckError) as caught:
        again(case)
    assert str(caught.value).startswith(
        "a.json has changed: 1 of its 4 posts from before is gone or different (row 3). It was first read on "
    )


def test_many_arrivals_are_said_in_few_sentences() -> None:
    many = [f"posts/{n}.csv is new: 1 post." for n in range(30)]
    short = build.shortened(many)
    assert (len(short), short[-1]) == (12, "19 more files are new, grown, changed or gone.")
    assert build.shortened(many[:12]) == many[:12]


def test_the_ledger_of_an_older_kit_is_read_on(case: Case) -> None:
    build.build(case)
    path = case.processed / "ledger.jsonl"
    old = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    keep = [{k: v for k, v in line.items() if k not in ("seen", "build", "before", "at", "kit")} for line in old]
    path.unlink()
    texts = [json.loads(text) for text in ledger.lines_to_add([], keep)]
    previous, lines = ledger.START, []
    for line in texts:
        text = json.dumps({k: v for k, v in line.items() if k != "build"} | {"before": previous}, ensure_ascii=False)
        previous = ledger._hash(text)
        lines.append(text)
    path.write_text("\n".join(lines) + "\n", "utf-8")
    write(case, "posts/a.csv", A + "5,2021-01-05,five\n")
    built = again(case)
    assert says(built) == ["posts/a.csv has grown by 1 post to 3, known already."]
    assert [one["duplicates"] for one in built.sources] == [1, 0]


@pytest.mark.parametrize(("name", "told"), [("ledger.jsonl", ["posts/c.csv is new: 1 post."]), ("build.json", [])])
def test_an_interrupted_build_is_seen_and_the_next_one_leaves_one_line_of_each_file(
    name: str, told: list[str], case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    build.build(case)
    write(case, "posts/c.csv", HEAD + "9,,nine\n")
    replace = Path.replace

    def stop(self: Path, target: Path) -> Path:
        if self.name == name:
            raise KeyboardInterrupt
        return replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", stop)
        with pytest.raises(KeyboardInterrupt):
            again(case)
    assert cases.load(case.name, case.workspace).stale() != []
    assert says(again(case)) == told  # the ledger, once it is written, has told it
    assert [one["source"] for one in ledger.read(case.processed / "ledger.jsonl")].count("posts/c.csv") == 1


def test_a_pattern_that_has_lost_its_files_says_which_there_were(case: Case) -> None:
    build.build(case)
    shutil.rmtree(case.folder / "posts")
    with pytest.raises(CaseError) as caught:
        cases.load("tiny", case.workspace)
    toml = case.folder / "case.toml"
    assert str(caught.value) == (
        f'{toml}, source 1: "posts/*" leads to no file in {case.folder} any more. When the case was last built, it led '
        "to posts/a.csv and posts/b.csv. Put them back, or take the entry out of case.toml."
    )


def test_a_half_written_file_is_left_until_it_is_whole(case: Case) -> None:
    build.build(case)
    write(case, "posts/c.csv.crdownload", HEAD + "9,,ni")
    assert says(again(case)) == []
    (case.folder / "posts/c.csv.crdownload").rename(case.folder / "posts/c.csv")
    assert says(again(case)) == ["posts/c.csv is new: 1 post."]


def test_a_check_tells_the_alarm_and_looks_no_further(case: Case) -> None:
    build.build(case)
    day = build.day(ledger.read(case.processed / "ledger.jsonl")[0]["at"])
    write(case, "posts/a.csv", A.replace("two", "TWO"))
    assert checks.problems("tiny", case.workspace) == [ALARM.format(day=day)]


def test_the_verb_says_what_has_arrived_also_where_an_expectation_does_not_hold(
    case: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["build", "tiny", "--workspace", str(case.workspace.root)]
    assert main(given) == 0
    assert capsys.readouterr().out.splitlines()[0] == "Read for the first time: 2 files, 4 records."
    write(case, "posts/a.csv", A.replace("two", "TWO"))
    assert main(given) == 3
    assert main([*given, "--accept", "posts/a.csv", "--json"]) == 0
    said = capsys.readouterr()
    assert said.err.startswith("posts/a.csv has changed: 1 of its 2 posts from before is gone or different (row 3). It")
    assert [
        (one["kind"], one["accepted"], one["different"] + one["gone"]) for one in json.loads(said.out)["arrived"]
    ] == [("changed", True, 1)]
    toml = case.folder / "case.toml"
    toml.write_text(toml.read_text("utf-8") + "[expect]\nposts = { max = 4 }\n")
    write(case, "posts/c.csv", HEAD + "9,,nine\n")
    assert main(given) == 3
    assert capsys.readouterr().err.splitlines() == [
        "posts/c.csv is new: 1 post.",
        "tiny: 5 posts were kept, and case.toml expects at most 4. "
        "Look at the sources page, or correct the expectation.",
    ]


def test_a_file_that_goes_while_the_build_looks_at_it(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    build.build(case)
    write(case, "posts/a.csv", A + "3,,three\n")
    whole = stage.stage

    def and_gone(*given: Any, **words: Any) -> Any:
        made = whole(*given, **words)
        given[2].path.unlink() if given[2].name == "posts/a.csv" else None
        return made

    monkeypatch.setattr(stage, "stage", and_gone)
    with pytest.raises(ReaderError) as caught:
        again(case)
    assert str(caught.value) == (
        f"{case.folder / 'posts/a.csv'}: cannot be read any more: No such file or directory. Nothing was replaced. Run "
        "`casebook build tiny` again."
    )
