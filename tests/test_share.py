"""`casebook share`: what is in the zip, what is never in it, and when there is none."""

from __future__ import annotations

import errno
import json
import zipfile
from pathlib import Path

import pytest

from helpers import build, cases, intake
from helpers.cases import Case
from helpers.errors import CheckError, ReportError
from helpers.report.share import share

SECRET = "a courier at the north gate"
FILES = {
    "index.html": "<p>index",
    "10-timeline.html": "<p>page",
    "report.html": "<p>all of it",
    "figures/strip.svg": "<svg/>",
    "figures/strip.csv": "a,b\n",
    "manifest.json": "",
}
PARTS = ["quay/report.html", "quay/figures/strip.csv", "quay/figures/strip.svg", "quay/manifest.json"]


@pytest.fixture
def quay(tmp_path: Path) -> Case:
    """A case with a report as `render` leaves one; what its pages say does not matter here."""
    intake.new("quay", tmp_path)
    news = tmp_path / "news.csv"
    news.write_text("id,title\na1,Fire\n")
    case = cases.load("quay", tmp_path)
    intake.add(case, [news], "handmade", {"table": "articles", "from": SECRET, "credit": "Quay Radio"})
    case = cases.load("quay", tmp_path)
    built = build.build(case)
    for name, text in FILES.items():
        (case.reports / name).parent.mkdir(parents=True, exist_ok=True)
        (case.reports / name).write_text(text)
    inputs = [{"source": one["source"], "sha256": one["sha256"]} for one in built.sources]
    (case.reports / "manifest.json").write_text(json.dumps({"inputs": inputs}))
    return case


def refusal(case: Case) -> str:
    before = sorted(path.name for path in case.workspace.reports.iterdir())
    with pytest.raises(CheckError) as caught:
        share(cases.load(case.name, case.workspace))
    assert sorted(path.name for path in case.workspace.reports.iterdir()) == before
    assert caught.value.exit_code == 3
    return str(caught.value)


def test_the_zip_holds_the_one_file_report_the_figures_and_the_manifest(quay: Case) -> None:
    path = share(quay)
    assert path == quay.workspace.reports / "quay.zip"
    with zipfile.ZipFile(path) as parcel:
        assert parcel.testzip() is None
        assert parcel.namelist() == PARTS
        for name in PARTS:
            assert parcel.read(name) == (quay.workspace.reports / name).read_bytes()
        modes = {(one.date_time, one.external_attr >> 16, one.create_system) for one in parcel.infolist()}
        assert modes == {((1980, 1, 1, 0, 0, 0), 0o644, 3)}
    assert not list(quay.workspace.reports.glob(".*"))


def test_the_same_report_gives_the_same_bytes(quay: Case, tmp_path: Path) -> None:
    first = share(quay).read_bytes()
    for path in quay.reports.rglob("*"):
        path.touch()
    assert share(quay, tmp_path / "other.zip").read_bytes() == first


def test_how_it_was_obtained_is_nowhere_in_it(quay: Case) -> None:
    """Here of what `share` itself writes; a rendered report is looked through in test_real_workspaces."""
    with zipfile.ZipFile(share(quay)) as parcel:
        whole = b"".join(parcel.read(name) for name in parcel.namelist()) + parcel.comment
    assert SECRET.encode() not in whole
    assert quay.sources[0].obtained == SECRET


def test_where_to(quay: Case, tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    assert share(quay, tmp_path / "desk") == tmp_path / "desk" / "quay.zip"
    with pytest.raises(ReportError) as caught:
        share(quay, tmp_path / "nowhere" / "x.zip")
    assert str(caught.value) == f"{tmp_path}/nowhere/x.zip cannot be written: No such file or directory."


def test_a_source_that_may_not_be_published_refuses(quay: Case) -> None:
    where = quay.folder / "case.toml"
    assert where.read_text().count("\npublish = true") == 1
    where.write_text(where.read_text().replace("\npublish = true", "\npublish = false"))
    assert refusal(quay) == (
        "quay cannot be shared: tables/news.csv is marked publish = false in case.toml. "
        "A public edition that leaves such rows out does not exist yet."
    )


def test_no_report_yet(quay: Case) -> None:
    (quay.reports / "report.html").unlink()
    with pytest.raises(ReportError) as caught:
        share(quay)
    assert str(caught.value) == "quay has no report yet. Run `casebook render quay` first."


def test_a_report_that_shows_a_file_which_the_case_no_longer_has(quay: Case) -> None:
    """Somebody took a source out of the case, because it must not leave the house."""
    where = quay.folder / "case.toml"
    where.write_text(where.read_text().split("\n[[sources]]\nfiles")[0])
    build.build(cases.load("quay", quay.workspace))
    assert refusal(quay) == (
        "The report of quay is not of the case as it is now: tables/news.csv is not the one that it shows. "
        "Run `casebook render quay` again."
    )


def test_a_report_of_older_evidence(quay: Case) -> None:
    (quay.folder / "tables" / "news.csv").write_text("id,title\na1,Ice\n")
    then = "Run `casebook render quay` again."
    assert refusal(quay) == (f"The report of quay is not of the case as it is now: tables/news.csv has changed. {then}")
    build.build(cases.load("quay", quay.workspace))
    assert refusal(quay) == (
        f"The report of quay is not of the case as it is now: tables/news.csv is not the one that it shows. {then}"
    )


def test_a_full_disk_leaves_the_last_zip(quay: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    before = share(quay).read_bytes()

    def full(*given: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "writestr", full)
    with pytest.raises(ReportError) as caught:
        share(quay)
    path = quay.workspace.reports / "quay.zip"
    assert str(caught.value) == f"{path} cannot be written: No space left on device."
    assert path.read_bytes() == before
    assert not list(quay.workspace.reports.glob(".*"))
