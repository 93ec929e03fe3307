"""What a run leaves: a publication or none, the earlier ones, a line in the history; whatever happens to it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import report_fakes as fakes
from nbformat import v4
from report_quay import ROWS, lines, made, other
from report_small import CLAIMS, Small, files

from helpers import report
from helpers.cases._publication import Publication
from helpers.report import issue
from helpers.report.publication import manifest, past
from helpers.report.runs import cache, fresh, history, record

# ---------------------------------------------------------------- the whole way


def test_what_is_published_changes_only_when_something_changed(tmp_path: Path) -> None:
    small = Small(tmp_path)
    first = small.render()
    assert (first.result, first.remarks[0]) == ("published", "Read for the first time: 3 files, 4 records.")
    before = files(small.reports)
    assert set(before) == {*first.files, manifest.NAME} and {"feed.xml", "snapshot.json", "changes.json"} <= set(before)
    at = json.loads(before["manifest.json"])["finished"]

    again = small.render()  # the quick look
    assert (again.result, again.says, small.ran) == (
        "unchanged",
        f"Nothing changed since {at[:10]} {at[11:16]} UTC.",
        [],
    )
    assert (again.files, list(again.seconds), again.kept) == (first.files, ["look"], ["10-claims", "20-actors"])

    os.utime(small.folder / "handmade" / "claims.csv", (1, 1))  # the long way, to the same bytes
    again = small.render()
    assert (again.result, small.ran, again.kept) == ("unchanged", [], ["10-claims", "20-actors"])
    assert list(again.seconds) == ["build", "notebooks", "pages"]
    assert files(small.reports) == before
    assert list(small.render().seconds) == ["look"]

    small.write("handmade/claims.csv", CLAIMS.replace("Nothing burned.", "Little burned."))
    third = small.render()
    assert (third.result, small.ran, third.kept) == ("published", ["10-claims"], ["20-actors"])
    assert manifest.differing(small.reports, third.files) == []
    (kept,) = past.list_(small.case)
    assert files(kept) == before
    assert [line["result"] for line in history.read(small.case)] == ["published", *["unchanged"] * 3, "published"]
    remade = report.make(small.case, using=small.stages()).files  # all of it run anew: kept pages have the same bytes
    assert small.ran == ["10-claims", "10-claims", "20-actors"]
    assert {name: one for name, one in files(small.reports).items() if name in remade} == remade


def test_a_case_toml_that_is_as_it_was_before_does_not_leave_the_tables_stale(tmp_path: Path) -> None:
    """Its bytes are those of the publication, its stamp is not that of the tables: `share` would refuse them."""
    small = Small(tmp_path)
    small.render()
    os.utime(small.folder / "case.toml", (1, 1))
    assert small.case.stale() == ["case.toml has changed"]
    again = small.render()
    assert (again.result, list(again.seconds), small.case.stale()) == ("unchanged", ["build", "notebooks", "pages"], [])
    assert list(small.render().seconds) == ["look"]


@pytest.mark.long
def test_the_quick_look_sees_everything(tmp_path: Path) -> None:
    small = Small(tmp_path)
    small.reads["20-actors"] = {"tables": [], "files": ["notes/own.txt"]}
    first = small.render()

    def looked(**more: Any) -> bool:
        done = small.render(**more)
        return list(done.seconds) == ["look"]

    def touched(name: str) -> None:
        os.utime(small.root / name, (5, 5))

    assert looked()
    assert not looked(force=True)
    assert not looked(parameters={"start": "2021"}) and not looked() and looked()
    (small.reports / "index.html").write_text("edited by hand")
    assert not looked() and looked()
    (small.reports / "figures" / "more.csv").parent.mkdir(exist_ok=True)
    (small.reports / "figures" / "more.csv").write_text("put there by hand")
    assert not looked() and looked()
    (small.root / "data" / "processed" / "quay" / "claims.parquet").unlink()
    assert not looked() and looked()
    small.write("pages/words.md", "not a page, for its name; but who knows")
    assert not looked() and looked()
    (small.root / "notes").mkdir()
    (small.root / "notes" / "own.txt").write_text("x")
    touched("notes/own.txt")
    assert not looked() and looked()
    (cache.folder(small.case) / "look.json").write_text("{}")
    assert not looked() and looked()
    small.fails["20-actors"] = "20-actors, cell 1: NameError: x"
    (small.root / "notes" / "own.txt").write_text("y")
    assert not looked() and not looked()
    assert first.files.keys() - {"since.json"} <= manifest.published(small.reports)["files"].keys()


def test_nothing_changed_is_told_without_a_heavy_library(tmp_path: Path) -> None:
    small = Small(tmp_path)
    fresh.kit.cache_clear()  # whoever edits the kit while its tests run is not the matter here
    small.render()
    code = (
        "import sys; from helpers.cli import main\n"
        f"code = main(['render', 'quay', '--why', '--workspace', {str(tmp_path)!r}])\n"
        "heavy = {'duckdb', 'pandas', 'pyarrow', 'numpy', 'papermill', 'nbconvert', 'nbformat', 'jinja2', 'nbclient', "
        "'matplotlib', 'zmq', 'lxml', 'rich'}\n"
        "print(code, sorted(heavy & {name.split('.')[0] for name in sys.modules}))"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    at = manifest.published(small.reports)["finished"]
    since = f"since {at[:10]} {at[11:16]} UTC."
    first, second, *rest = done.stdout.splitlines()
    assert first == str(small.reports / "index.html")
    assert second.startswith(f"Nothing changed {since} (look ")
    assert rest == [
        f"10-claims: kept: nothing it reads has changed {since}",
        f"20-actors: kept: nothing it reads has changed {since}",
        f"next:  casebook share quay --workspace {tmp_path}",
        "0 []",
    ]


# ---------------------------------------------------------------- publications


def test_earlier_publications_are_kept_whole_and_no_more_than_asked(tmp_path: Path) -> None:
    case, steps = made(tmp_path / "quay")
    case.publication = Publication(keep=2)
    published = []
    for n in range(4):
        report.render(case, using=other(steps, f"Number {n}."))
        published.append(files(case.reports))
    assert [files(path) for path in past.list_(case)] == [published[2], published[1]]
    stamps = [line["publication"] for line in history.read(case)]
    assert stamps == sorted(set(stamps)) and [path.name for path in past.list_(case)] == stamps[2:0:-1]
    assert manifest.published(case.reports)["publication"] == stamps[3]
    entries = [text.split("</id>")[0] for text in (case.reports / "feed.xml").read_text().split("<entry>")[1:]]
    assert len(entries) == len(set(entries)) == 4
    case.publication = Publication(keep=0)
    report.render(case, using=other(steps, "Number 9."))
    assert past.list_(case) == []


def test_a_clock_that_jumps_back_reorders_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case, steps = made(tmp_path / "quay")

    class Clock(datetime):
        at = datetime(2026, 11, 26, 6, 0, tzinfo=UTC)

        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            return cls.at

    monkeypatch.setattr(issue, "datetime", Clock)
    monkeypatch.setattr(record, "datetime", Clock)
    for n in range(4):
        Clock.at = datetime(2026, 11, 26, 6, 0, tzinfo=UTC) - timedelta(hours=n)
        report.render(case, using=other(steps, f"Number {n}."))
    stamps = [f"2026-11-26T06000{n}Z" for n in range(4)]
    assert [line["publication"] for line in history.read(case)] == stamps
    assert [path.name for path in past.list_(case)] == stamps[2::-1]


def test_the_stamp_of_a_report_of_before_there_were_stamps_is_its_end(tmp_path: Path) -> None:
    case, steps = made(tmp_path / "quay")
    report.render(case, using=steps)
    path = case.reports / manifest.NAME
    about = json.loads(path.read_text())
    del about["publication"], about["run"]
    path.write_text(json.dumps(about | {"finished": "2020-01-02T03:04:05+00:00"}))
    report.render(case, using=other(steps, "More."))
    assert [each.name for each in past.list_(case)] == ["2020-01-02T030405Z"]


def test_archiving_twice_changes_nothing_and_copies_where_links_cannot_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, steps = made(tmp_path / "quay")
    report.render(case, using=steps)

    def no_links(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", no_links)
    (left := past.folder(case) / ".2020-01-01T000000Z.half-77").mkdir(parents=True)
    kept = past.archive(case)
    assert kept is not None and past.archive(case) == kept
    assert files(kept) == files(case.reports)
    assert past.list_(case) == []  # what is published now is no earlier publication
    (half := cache.folder(case) / ".10-timeline.json.new-77").parent.mkdir(parents=True)
    half.write_text("{")
    report.render(case, using=steps)
    assert (left.exists(), half.exists(), kept.exists()) == (False, False, True)


def test_a_publication_whose_run_was_ended_before_its_line_gets_the_line(tmp_path: Path) -> None:
    case, steps = made(tmp_path / "quay")
    report.render(case, using=steps)
    written = history.read(case)
    history.path(case).unlink()
    report.render(case, using=steps)
    assert history.read(case)[0] == written[0]
    assert lines(case, "result") == [("published",), ("unchanged",)]


def test_another_publication_to_compare_with(tmp_path: Path) -> None:
    case, steps = made(tmp_path / "quay")
    for n in range(3):
        report.render(case, using=other(steps, f"Number {n}."))
    oldest = past.list_(case)[-1]
    done = report.render(case, using=other(steps, "Number 3."), since=oldest / "snapshot.json")
    assert done.changes is not None and done.changes.before is not None
    assert done.changes.before["published"] == manifest.published(oldest)["finished"]


def test_the_rows_of_the_quay_are_what_its_history_calls_evidence(tmp_path: Path) -> None:
    case, steps = made(tmp_path / "quay")
    report.render(case, using=steps)
    (line,) = history.read(case)
    assert line["evidence"] == manifest.fingerprint(fakes.Case(tmp_path, ROWS).table("sources"))
    assert set(line) == {
        "started", "finished", "seconds", "result", "exit", "pages", "changes", "says", "publication", "kit",
        "evidence",
    }  # fmt: skip


@pytest.mark.long
def test_real_kernels_run_the_readers_of_what_changed_and_kept_pages_have_the_same_bytes(tmp_path: Path) -> None:
    small = Small(tmp_path)
    code = 'case: str = "quay"  # a folder under data/raw', "from helpers import cases, show\nc = cases.load(case)"
    for name, last in (
        ("10-claims", 'show.gap(f"{len(c.claims)} claims.")'),
        ("20-actors", 'show.gap(f"{len(c.actors)} actors.")'),
        ("60-own", 'from pathlib import Path\nshow.gap((Path.cwd().parents[3] / "notes.txt").read_text())'),
    ):
        cells = [v4.new_code_cell(each, id=f"c{n}") for n, each in enumerate((*code, last))]
        cells[0]["metadata"] = {"tags": ["parameters"]}
        small.write(f"pages/{name}.ipynb", json.dumps(v4.new_notebook(cells=cells)))
    (tmp_path / "notes.txt").write_text("One note.")
    kit = {"00-sources", "10-timeline"}

    def rendered() -> set[str]:
        done = report.render(small.case)
        assert done.failed == {}
        return set(done.run)

    assert rendered() == {*kit, "10-claims", "20-actors", "60-own"}
    assert rendered() == set()
    (tmp_path / "notes.txt").write_text("Another note.")
    assert rendered() == {"60-own"}
    small.write("handmade/claims.csv", CLAIMS.replace("Nothing burned.", "Little burned."))
    assert rendered() == {*kit, "10-claims"}
    remade = report.make(small.case).files
    assert {name: one for name, one in files(small.reports).items() if name in remade} == remade
    assert b"Another note." in remade["60-own.html"]
