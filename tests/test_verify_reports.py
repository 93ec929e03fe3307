"""What `verify --report` says of reports, their manifests, and the head that they noted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from verified import HEAD, B, built, case, edit, flip, lines, problems, publish, sha

from helpers import build, cases, verify
from helpers.cases import Case

__all__ = ["built", "case"]  # fixtures


def test_reports_that_are_as_they_were_published(case: Case) -> None:
    publish(case, case.reports)
    publish(case, Path(f"{case.reports}.past/2026-11-25T060000Z"), publication="2026-11-25T060000Z")
    assert problems(case, report=True, quick=True) == []
    assert verify.verify("tiny", case.workspace, report=True, quick=True).reports == 2
    assert verify.verify("tiny", case.workspace, quick=True).reports == 0
    (case.folder / "posts/c.csv").write_text(HEAD + "7,2021-02-02,seven\n", "utf-8")
    build.build(cases.load("tiny", case.workspace))
    assert problems(case, report=True, quick=True) == []  # an older report is still of what was known then


def test_a_report_that_is_not_as_it_was_published(case: Case) -> None:
    folder = publish(case, case.reports)
    earlier = publish(case, Path(f"{case.reports}.past/2026-11-25T060000Z"), publication="2026-11-25T060000Z")
    was = sha((folder / "report.html").read_bytes())
    now = flip(folder / "report.html")
    (folder / "figures/dots.csv").unlink()
    (folder / "extra.html").write_text("x")
    (earlier / "manifest.json").write_text("{")
    assert problems(case, report=True, quick=True) == [
        "reports/tiny/extra.html: manifest.json lists no such file.",
        f"reports/tiny/figures/dots.csv is gone: manifest.json lists it with the SHA-256 {sha('day,n' + chr(10))}.",
        f"reports/tiny/report.html: manifest.json lists it with the SHA-256 {was}; now it has {now}.",
        "reports/tiny.past/2026-11-25T060000Z/manifest.json is not there or damaged: nothing says what was published.",
    ]


def test_a_report_knows_the_head_of_a_ledger_that_was_written_anew(case: Case) -> None:
    publish(case, case.reports)
    head = sha(lines(case)[-1])
    edit(case, "posts/a.csv", sha256="0" * 64)
    assert problems(case, report=True, quick=True)[-1] == (
        f"reports/tiny/manifest.json has the head {head} of {len(lines(case))} lines, and no line of ledger.jsonl has "
        "this hash: the ledger was cut or written anew since the report was published."
    )


def test_a_report_shows_what_the_ledger_told_of_when_it_was_published(case: Case) -> None:
    noted = {"head": sha(lines(case)[2]), "lines": 3}  # before posts/b.csv came
    publish(case, case.reports, ledger=noted)
    assert problems(case, report=True, quick=True) == [
        f"reports/tiny/manifest.json: the report shows posts/b.csv with the SHA-256 {sha(B)}, and the ledger told "
        "of no such file then."
    ]
    publish(case, case.reports, ledger=None)  # one of an older kit
    assert problems(case, report=True, quick=True) == []


def test_a_hostile_manifest_leads_nowhere(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    (case.workspace.root / "secret").write_text("x")
    folder = publish(case, case.reports)
    made = json.loads((folder / "manifest.json").read_text())
    (folder / "link.html").symlink_to(case.workspace.root / "secret")
    bad = {"../../secret": {}, "/etc/hostname": {}, "link.html": {}, "report.html": 1}
    publish(case, folder, files=made["files"] | bad, ledger=[1], inputs=[1, {"source": 2}])
    opened: list[Path] = []
    really = Path.open
    monkeypatch.setattr(Path, "open", lambda path, *a, **k: opened.append(path.resolve()) or really(path, *a, **k))
    assert problems(case, report=True, quick=True) == [
        'reports/tiny/manifest.json lists "report.html", "../../secret", "/etc/hostname" and "link.html": that leads '
        "out of it, and was not read.",
        "reports/tiny/manifest.json: the report shows None with the SHA-256 None, and the ledger told of no such file "
        "then.",
        "reports/tiny/manifest.json: the report shows 2 with the SHA-256 None, and the ledger told of no such file "
        "then.",
    ]
    assert not {Path("/etc/hostname"), case.workspace.root / "secret"} & set(opened)


def test_a_report_that_is_none(case: Case) -> None:
    said = "there is no report to verify. Run `casebook render tiny`."
    assert problems(case, report=True, quick=True) == [f"reports/tiny is not there: {said}"]
    case.reports.mkdir(parents=True)
    assert problems(case, report=True, quick=True) == [f"reports/tiny has no manifest that can be read: {said}"]
