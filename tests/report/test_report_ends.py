"""Runs that do not end well: held by a gate, failed, ended from outside; what stands afterwards, and who is told."""

from __future__ import annotations

import dataclasses
import json
import socket
import time
from pathlib import Path
from typing import Any

import pytest
import report_fakes as fakes
from report_quay import lines, made, other
from report_small import Small, files

from helpers import report
from helpers.errors import CheckError, ReportError
from helpers.report.publication import hooks, publish
from helpers.report.runs import history


def test_gates_hold_the_report_back_until_they_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from helpers.report.publication import gates

    case, steps = made(tmp_path / "quay")
    report.render(case, using=steps)
    before = files(case.reports)
    refused = [fakes_refusal("posts: the dates of 9 of 10 rows are unreliable."), fakes_refusal("One outlet.")]
    monkeypatch.setattr(gates, "page", lambda case, refused: "\n".join(one.sentence for one in refused).encode())
    told: list[tuple[Any, ...]] = []
    monkeypatch.setattr(hooks, "run", lambda case, event, data: told.append((event, data["result"])))
    with pytest.raises(CheckError) as caught:
        report.render(case, using=dataclasses.replace(steps, refusals=lambda case: refused), hooks=True)
    page = tmp_path / "quay.held.html"
    assert str(caught.value) == (
        "posts: the dates of 9 of 10 rows are unreliable.\nOne outlet.\n"
        f"The report of quay was not published; {page} says why. The last good report is still in place."
    )
    assert page.read_text() == "posts: the dates of 9 of 10 rows are unreliable.\nOne outlet."
    assert files(case.reports) == before
    says = "posts: the dates of 9 of 10 rows are unreliable.\nOne outlet."
    assert lines(case, "result", "exit", "says", "publication")[-1] == ("held", 3, says, None)
    assert told == [("on_fail", "held")]
    for after in (steps, other(steps, "More.")):  # nothing changed; something is published
        page.write_text("held")
        report.render(case, using=after)
        assert not page.exists()
    assert [line["result"] for line in history.read(case)] == ["published", "held", "unchanged", "published"]


def fakes_refusal(sentence: str) -> Any:
    return type("Refusal", (), {"sentence": sentence})()


def test_a_page_of_the_analysts_that_fails_is_published_as_failed(tmp_path: Path) -> None:
    small = Small(tmp_path)
    small.fails["20-actors"] = "20-actors, cell 1: NameError: name 'x' is not defined"
    done = small.render()
    assert (done.result, done.failed) == ("published", small.fails)
    assert done.says.endswith(" 20-actors failed, and its page says so.")
    assert "is not defined" in (small.reports / "20-actors.html").read_text()
    assert lines(small.case, "result", "exit")[-1] == ("published", 1)
    assert history.read(small.case)[-1]["pages"] == {
        "run": ["10-claims", "20-actors"], "kept": [], "failed": ["20-actors"],
    }  # fmt: skip
    again = small.render()
    assert (again.result, small.ran, again.failed) == ("unchanged", ["20-actors"], small.fails)
    assert lines(small.case, "result", "exit")[-1] == ("unchanged", 1)
    small.fails = {}
    assert (small.render().failed, lines(small.case, "exit")[-1]) == ({}, (0,))


def test_pages_of_the_analysts_that_show_less_than_they_promise_fail_alone(tmp_path: Path) -> None:
    small = Small(tmp_path)
    small.promises = {"figures": 1}
    said = small.render().failed
    assert list(said) == ["10-claims", "20-actors"]
    assert said["10-claims"].startswith("10-claims ") and "figure" in said["10-claims"]
    small.promises = {}
    assert (small.render().failed, small.ran) == ({}, ["10-claims", "20-actors"])  # what failed was not kept


def test_a_failed_run_has_its_line(tmp_path: Path) -> None:
    case, steps = made(tmp_path / "quay")

    def interrupted(*_: Any, **more: Any) -> Any:
        raise KeyboardInterrupt

    for broken, error in (
        (fakes.stages({}, [fakes.Plan("10-timeline")]), ReportError),
        (dataclasses.replace(steps, execute=interrupted), KeyboardInterrupt),
        (dataclasses.replace(steps, build=lambda case: 1 / 0), ZeroDivisionError),
    ):
        with pytest.raises(error):
            report.render(case, using=broken)
    assert lines(case, "result", "exit", "says", "publication") == [
        ("failed", 1, "10-timeline, cell 3: NameError", None),
        ("failed", 1, "Interrupted. What was published before is as it was.", None),
        ("failed", 1, "casebook itself failed (ZeroDivisionError: division by zero).", None),
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["quay.past"]


def test_a_run_that_was_ended_from_outside_gets_its_line_from_the_next(tmp_path: Path) -> None:
    case, steps = made(tmp_path / "quay")
    owner = {"pid": 2**22 - 3, "host": socket.gethostname(), "since": int(time.time())}
    (tmp_path / ".quay.lock").write_text(json.dumps(owner))
    report.render(case, using=steps)
    assert [line["result"] for line in history.read(case)] == ["failed", "published"]
    assert history.read(case)[0]["says"].startswith(
        "Ended from outside before it was finished. The lock of quay was left by process 4194301 on "
    )


def test_a_history_that_cannot_be_written_is_said_beside_the_failure(tmp_path: Path) -> None:
    case, _ = made(tmp_path / "quay")
    (tmp_path / "quay.past").write_text("in the way")
    said: list[str] = []
    with pytest.raises(ReportError):
        report.render(case, using=fakes.stages({}, [fakes.Plan("10-timeline")]), say=said.append)
    assert said == ["The history could not be written: File exists."]


def test_a_publication_stands_where_what_tells_of_it_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, steps = made(tmp_path / "quay")
    report.render(case, using=steps)
    real = history.add

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "history.jsonl")

    monkeypatch.setattr(history, "add", full)
    done = report.render(case, using=other(steps, "More."))
    assert (done.result, done.remarks[-1]) == (
        "published",
        "The report is published; what tells of it could not be written (history.jsonl: No space left on device). "
        "The next render does it.",
    )
    monkeypatch.setattr(history, "add", real)
    report.render(case, using=other(steps, "More."))
    assert [line["result"] for line in history.read(case)] == ["published", "published", "unchanged"]


def test_programs_are_told_of_a_publication_and_their_failure_has_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, steps = made(tmp_path / "quay")
    told: list[tuple[str, Any]] = []

    def run(case: Any, event: str, data: Any) -> str | None:
        with publish.locked(case.reports):
            told.append((event, data))  # the lock is free: the program may call the kit
        return "on_change: the program ended with 2." if len(told) > 1 else None

    monkeypatch.setattr(hooks, "run", run)
    assert report.render(case, using=steps, hooks=True).hook is None
    assert report.render(case, using=steps, hooks=True).hook is None  # nothing changed: nobody is told
    done = report.render(case, using=other(steps, "More."), hooks=True)
    assert (done.hook, done.result) == ("on_change: the program ended with 2.", "published")
    assert [event for event, _ in told] == ["on_change", "on_change"]
    assert told[1][1] == json.loads((case.reports / "changes.json").read_bytes())
    assert lines(case, "result", "exit", "says")[-1] == ("failed", 1, "on_change: the program ended with 2.")
    report.render(case, using=other(steps, "Even more."))
    assert len(told) == 2
