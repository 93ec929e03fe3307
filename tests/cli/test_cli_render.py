"""`casebook render`: what it says of a report that is made, kept, checked or not made."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from helpers import report
from helpers.errors import CheckError, ReportError
from helpers.report.render import Rendered


@pytest.mark.usefixtures("fed")
def test_render(quay: Path, says: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the verb hands over and says; that a report comes of it is tested with real kernels elsewhere."""
    given: list[Any] = []

    def make(case: Any, parameters: Any, *, progress: Any, say: Any, **asked: Any) -> Rendered:
        given.append((case.name, parameters, asked))
        progress("00-sources", 1, 2)
        say("A remark.")
        return Rendered(
            case.reports, {"index.html": {}, "manifest.json": {}}, {"build": 0.25, "pages": 1.0}, ["A remark."]
        )

    monkeypatch.setattr(report, "render", make)
    index = quay / "reports/quay/index.html"
    text = f"{index}\n2 files (build 0.2 s, pages 1.0 s)\nnext:  casebook share quay\n"
    assert says("render", "quay", "-p", "start=007", "-p", "words=a=b, c") == (0, text, "A remark.\n")
    asked = {"force": False, "since": None, "hooks": False}
    assert given == [("quay", {"start": "007", "words": "a=b, c"}, asked)]
    says("render", "quay", "--force", "--since", "x.json", "--hooks")
    assert given[1] == ("quay", {}, {"force": True, "since": "x.json", "hooks": True})
    assert says("render", "quay", "--quiet") == (0, "", "")
    code, out, err = says("render", "quay", "--json")
    assert (code, err, json.loads(out)) == (
        0,
        "",
        {
            "ok": True,
            "index": str(index),
            "files": 2,
            "seconds": {"build": 0.25, "pages": 1.0},
            "remarks": ["A remark."],
            "result": "published",
            "says": "",
            "run": [],
            "kept": [],
            "failed": {},
        },
    )


@pytest.mark.usefixtures("fed")
def test_render_says_what_was_kept_why_and_what_failed(quay: Path, says: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    done = Rendered(quay / "reports/quay", {"index.html": {}}, {"look": 0.04}, result="unchanged")
    done.says, done.why = (
        "Nothing changed since 2026-11-26 06:00 UTC.",
        {"10-a": "kept: x.", "20-b": "runs, because y."},
    )
    monkeypatch.setattr(report, "render", lambda *given, **more: done)
    head, tail = (
        f"{done.index}\nNothing changed since 2026-11-26 06:00 UTC. (look 0.0 s)\n",
        "next:  casebook share quay\n",
    )
    assert says("render", "quay") == (0, head + tail, "")
    assert says("render", "quay", "--why") == (0, f"{head}10-a: kept: x.\n20-b: runs, because y.\n{tail}", "")
    assert json.loads(says("render", "quay", "--why", "--json")[1])["why"] == done.why
    done.result, done.run, done.kept, done.failed = "published", ["20-b"], ["10-a"], {"20-b": "20-b, cell 2: no."}
    done.hook = "on_change: it ended with 2."
    text = f"{done.index}\n1 files (look 0.0 s; 1 of 2 pages run)\n20-b failed: 20-b, cell 2: no.\n{done.hook}\n{tail}"
    assert says("render", "quay", "--quiet") == (1, text, "")
    code, out, _ = says("render", "quay", "--json")
    assert (code, json.loads(out)["ok"], json.loads(out)["failed"]) == (1, False, done.failed)


def test_a_case_that_cannot_be_read_is_in_the_history_all_the_same(quay: Path, says: Any) -> None:
    where = quay / "data/raw/quay/case.toml"
    where.write_text(where.read_text() + "titel = 1\n")
    code, _, err = says("render", "quay")
    (line,) = (json.loads(text) for text in (quay / "reports/quay.past/history.jsonl").read_text().splitlines())
    assert (code, line["result"], line["exit"], line["says"] + "\n") == (2, "failed", 2, err)
    assert says("render", "kay")[0] == 2 and not (quay / "reports/kay.past").exists()


def test_render_check(quay: Path, says: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    differ: list[str] = []
    monkeypatch.setattr(report, "compare", lambda case, parameters: differ)
    assert says("render", "quay", "--check") == (0, "quay: two renders gave the same bytes.\n", "")
    assert says("render", "quay", "--check", "--quiet") == (0, "", "")
    differ += ["10-timeline.html", "index.html"]
    said = "quay: two renders differ in 10-timeline.html, index.html.\n"
    assert says("render", "quay", "--check") == (3, said, "")
    assert says("render", "quay", "--check", "--quiet") == (3, said, "")
    assert json.loads(says("render", "quay", "--check", "--json")[1]) == {"ok": False, "differ": differ}


@pytest.mark.parametrize(
    ("error", "code"),
    [(ReportError("10-timeline, cell 3: no."), 1), (CheckError("A gate."), 3), (KeyboardInterrupt(), 1)],
)
def test_a_render_that_fails(
    quay: Path, says: Any, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int
) -> None:
    def fails(*given: Any, **more: Any) -> None:
        raise error

    monkeypatch.setattr(report, "render", fails)
    said = str(error) or "Interrupted. What was published before is as it was."
    assert says("render", "quay") == (code, "", said + "\n")
    done = says("render", "quay", "--json")
    assert (done[0], json.loads(done[1]), done[2]) == (code, {"ok": False, "exit": code, "error": said}, "")


def test_a_fault_of_the_kit_is_json_too_and_never_success(
    quay: Path, says: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*given: Any, **more: Any) -> None:
        raise BrokenPipeError("a kernel's, not ours")

    monkeypatch.setattr(report, "render", fails)
    code, out, err = says("render", "quay", "--json")
    assert (code, json.loads(out)["ok"]) == (1, False) and "Traceback" in err
    code, out, err = says("render", "quay")
    assert (code, out) == (1, "")
    said = "casebook itself failed (BrokenPipeError: a kernel's, not ours). Please report this.\n"
    assert err.endswith(said)
