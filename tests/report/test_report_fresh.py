"""Only the pages that something changed for are run again, and every decision is told."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest
from report_small import CLAIMS, HEAD, Small

from helpers.report.runs import cache, fresh

KEPT = {"10-claims": "kept", "20-actors": "kept"}


@pytest.fixture
def small(tmp_path: Path) -> Small:
    made = Small(tmp_path / "w")
    assert set(made.pages().values()) == {"runs, because no earlier run of it is kept."}
    assert made.ran == ["10-claims", "20-actors"]
    return made


def own_file(small: Small, text: str, at: float) -> None:
    """The file that 20-actors reads, written at this time."""
    own = small.root / "notes" / "own.txt"
    own.parent.mkdir(exist_ok=True)
    own.write_text(text)
    os.utime(own, (at, at))


def test_a_changed_table_runs_its_readers_alone(small: Small) -> None:
    small.write("handmade/claims.csv", CLAIMS.replace("Nothing burned.", "Little burned."))
    assert small.pages() == {"10-claims": "runs, because claims has changed.", "20-actors": "kept"}
    small.write("handmade/actors.csv", "id,name,kind\npost,The Harbour Post,outlet\n")
    assert small.pages() == {"10-claims": "kept", "20-actors": "runs, because actors has changed."}
    assert small.pages() == KEPT


def test_a_table_that_was_asked_for_and_absent_counts_as_read(small: Small) -> None:
    small.write("handmade/ties.csv", "id\n")
    assert small.pages() == {"10-claims": "kept", "20-actors": "runs, because ties has changed."}


def test_a_file_that_a_page_read_counts_by_its_content(small: Small) -> None:
    why = "runs, because notes/own.txt has changed."
    own_file(small, "one", 1)
    assert small.pages()["20-actors"] == why
    own_file(small, "one", 2)
    assert small.pages()["20-actors"] == "kept"
    own_file(small, "two", 3)
    assert small.pages() == {"10-claims": "kept", "20-actors": why}
    (small.root / "notes" / "own.txt").unlink()
    assert small.pages() == {"10-claims": "kept", "20-actors": why}
    assert small.pages() == KEPT


def test_a_folder_that_a_page_read_counts_by_its_names(small: Small) -> None:
    small.reads["20-actors"] = {"tables": [], "files": ["notes/"]}
    own_file(small, "one", 1)
    os.utime(small.root / "notes", (1, 1))
    small.pages(force=True)
    assert small.pages() == KEPT
    (small.root / "notes" / "other.txt").write_text("")
    os.utime(small.root / "notes", (2, 2))
    assert small.pages()["20-actors"] == "runs, because notes/ has changed."


def test_a_file_that_changes_while_the_page_runs_has_it_run_again(small: Small) -> None:
    why = "runs, because notes/own.txt has changed."
    own_file(small, "one", time.time() + 60)
    assert small.pages()["20-actors"] == why
    own_file(small, "one", 1)
    assert small.pages()["20-actors"] == why
    assert small.pages()["20-actors"] == "kept"


def test_every_other_part_of_a_page_counts(small: Small) -> None:
    start = {"start": "2021"}
    small.page("10-claims", "x = 2")
    assert small.pages() == {"10-claims": "runs, because the notebook has changed.", "20-actors": "kept"}
    assert set(small.pages(start).values()) == {"runs, because the parameter start has changed."}
    small.write("pages/words.py", "A = 1")
    assert set(small.pages(start).values()) == {"runs, because words.py has changed beside it."}
    small.write("case.toml", HEAD.replace("The quay", "A quay"))
    assert set(small.pages().values()) == {"runs, because the parameter start has changed and case.toml has changed."}
    assert set(small.pages(force=True).values()) == {"runs, because that was asked for."}
    assert small.pages() == KEPT


def test_outputs_that_lie_in_a_notebook_do_not_count(small: Small) -> None:
    output = {"output_type": "stream", "name": "stdout", "text": "seen"}
    small.page("10-claims", outputs=[output], execution_count=3)
    assert small.pages() == KEPT


@pytest.mark.parametrize("reads", [None, {"tables": [], "files": []}])
def test_a_page_of_which_nothing_is_known_reads_everything(small: Small, reads: object) -> None:
    small.reads["20-actors"] = reads
    small.reads["10-claims"] = {"tables": ["claims"], "files": ["data/raw/quay/case.toml"]}
    small.pages(force=True)
    small.write("handmade/claims.csv", CLAIMS.replace("Nothing", "Little"))
    why = "runs, because claims and sources have changed and handmade/claims.csv has changed."
    assert small.pages()["20-actors"] == why


@pytest.mark.parametrize(
    "code", ["import duckdb", "pd.read_parquet(p)", "  !cat x", "%run y", 'c.processed / "posts"', "subprocess.run(z)"]
)
def test_code_that_may_read_unseen_reads_everything(small: Small, code: str) -> None:
    small.page("20-actors", code)
    small.pages()
    assert small.pages() == KEPT
    small.write("handmade/claims.csv", CLAIMS.replace("Nothing", "Little"))
    assert small.pages()["20-actors"].startswith("runs, because claims")


def test_another_kit_or_library_runs_every_page(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fresh, "libraries", lambda: "others")
    assert set(small.pages().values()) == {"runs, because the libraries have changed."}
    monkeypatch.setattr(fresh, "kit", lambda left_out=frozenset(): "other")
    assert set(small.pages().values()) == {"runs, because the kit has changed."}


def test_a_damaged_run_is_no_run(small: Small) -> None:
    path = cache.folder(small.case) / "10-claims.json"
    for damage in (b"", b"{}", path.read_bytes()[:-9], path.read_bytes().replace(b"claims of", b"CLAIMS of")):
        path.write_bytes(damage)
        assert small.pages() == {"10-claims": "runs, because no earlier run of it is kept.", "20-actors": "kept"}


def test_pages_that_are_not_run_say_so(small: Small) -> None:
    import dataclasses

    one, other = small.plans()
    plans = [
        dataclasses.replace(one, skipped="Needs posts; this case has none."),
        dataclasses.replace(other, path=Path("a.md")),
    ]
    found = fresh.decide(small.case, plans)
    assert {name: (each.run, each.why) for name, each in found.items()} == {
        "10-claims": (False, "is not made. Needs posts; this case has none."),
        "20-actors": (True, "is taken as it is written: no kernel runs for a page of Markdown."),
    }


def test_what_differs_in_words() -> None:
    before = {"notebook": 1, "tables": {"a": 1, "b": 1, "c": 1, "d": 1}, "parameters": {"x": 1, "y": 2}, "kit": 1}
    now = {"notebook": 2, "tables": {"e": 1}, "parameters": {}, "kit": 2}
    assert fresh.differs(before, now) == (
        "the notebook has changed, the parameters x and y have changed, a, b and 3 more have changed "
        "and the kit has changed"
    )
    assert fresh.differs(before, json.loads(json.dumps(before))) == ""


def test_the_hash_of_the_kit_is_over_its_files_and_leaves_out_rooms() -> None:
    assert len({fresh.kit(), fresh.kit(frozenset()), fresh.kit(frozenset({"charts"}))}) == 3
