"""`casebook share`: what is in the zip, what is never in it, and when there is none."""

from __future__ import annotations

import errno
import hashlib
import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from helpers import build, cases, intake
from helpers.cases import Case
from helpers.errors import CheckError, ReportError
from helpers.report.publication import manifest
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
PARTS = ["report.html", "figures/strip.csv", "figures/strip.svg", "manifest.json"]
MADE = {
    "command": "casebook render quay -p start=2022",
    "finished": "2026-11-26T06:00:12+00:00",
    "versions": {"casebook-kit": "0.1.0"},
    "fingerprint": "f" * 64,
    "ledger": {"head": "e" * 64, "lines": 4},
}
README = """\
Quay
====

What happened, in what order, and who says so?

This is a report, packed to be handed on. It was made on 2026-11-26 06:00 UTC with
Casebook 0.1.0. It may name people: read it before you hand it on.
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with a report as `render` leaves one; what its pages say does not matter here."""
    root = tmp_path_factory.mktemp("made")
    intake.new("quay", root)
    news = root / "news.csv"
    news.write_text("id,title\na1,Fire\n")
    case = cases.load("quay", root)
    intake.add(case, [news], "handmade", {"table": "articles", "from": SECRET, "credit": "Quay Radio"})
    case = cases.load("quay", root)
    built = build.build(case)
    for name, text in FILES.items():
        (case.reports / name).parent.mkdir(parents=True, exist_ok=True)
        (case.reports / name).write_text(text)
    inputs = [{"source": one["source"], "sha256": one["sha256"]} for one in built.sources]
    listed = manifest.files({name: text.encode() for name, text in FILES.items() if text})
    (case.reports / "manifest.json").write_text(json.dumps({"inputs": inputs, "files": listed} | MADE))
    return root


@pytest.fixture
def quay(made: Path, tmp_path: Path) -> Case:
    """A copy of it for one test."""
    shutil.copytree(made, tmp_path / "ws")
    return cases.load("quay", tmp_path / "ws")


def refusal(case: Case) -> str:
    before = sorted(path.name for path in case.workspace.reports.iterdir())
    with pytest.raises(CheckError) as caught:
        share(cases.load(case.name, case.workspace))
    assert sorted(path.name for path in case.workspace.reports.iterdir()) == before
    assert caught.value.exit_code == 3
    return str(caught.value)


def unpacked(case: Case, folder: Path) -> Path:
    with zipfile.ZipFile(share(case)) as parcel:
        parcel.extractall(folder)
    return folder / case.name


def test_the_zip_holds_the_one_file_report_the_figures_and_the_manifest(quay: Case) -> None:
    path = share(quay)
    assert path == quay.workspace.reports / "quay.zip"
    with zipfile.ZipFile(path) as parcel:
        assert parcel.testzip() is None
        assert parcel.namelist() == [f"quay/{name}" for name in ("README.txt", "SHA256SUMS", *PARTS)]
        for name in PARTS:
            assert parcel.read(f"quay/{name}") == (quay.reports / name).read_bytes()
        modes = {(one.date_time, one.external_attr >> 16, one.create_system) for one in parcel.infolist()}
        assert modes == {((1980, 1, 1, 0, 0, 0), 0o644, 3)}
    assert not list(quay.workspace.reports.glob(".*"))


def test_the_same_report_gives_the_same_bytes(quay: Case, tmp_path: Path) -> None:
    first = share(quay).read_bytes()
    for path in quay.reports.rglob("*"):
        path.touch()
    assert share(quay, tmp_path / "other.zip").read_bytes() == first


def test_the_readme_says_what_it_is_how_to_check_it_and_how_to_make_it_again(quay: Case, tmp_path: Path) -> None:
    text = (unpacked(quay, tmp_path / "desk") / "README.txt").read_text("utf-8")
    assert text.startswith(README)
    parts = [part.split("\n")[0] for part in text.split("\n\n") if "\n---" in part]
    assert parts == ["What is in it", "How to read it", "How to check it", "How to make it again"]
    sums = [f"{hashlib.sha256((quay.reports / name).read_bytes()).hexdigest()}  {name}\n" for name in sorted(PARTS)]
    assert f"this list:\n\n{''.join(sums)}\n" in text
    assert "\n\n  casebook render quay -p start=2022\n\n" in text and f"\n\n  {'f' * 64}\n\n" in text
    assert text.endswith(f"\n\n  {'e' * 64}\n")
    assert max(map(len, text.splitlines())) < 100 and "{" not in text and "invented" not in text


def test_an_invented_case_says_so_in_the_readme(quay: Case, tmp_path: Path) -> None:
    where = quay.folder / "case.toml"
    where.write_text(where.read_text().replace("invented = false", "invented = true"))
    build.build(cases.load("quay", quay.workspace))
    text = (unpacked(cases.load("quay", quay.workspace), tmp_path / "desk") / "README.txt").read_text("utf-8")
    assert "\n\nThe case is invented, for practice: nobody and nothing in it is real.\n\n" in text


@pytest.mark.parametrize("command", ["sha256sum -c SHA256SUMS", "shasum -a 256 -c SHA256SUMS"])
def test_the_commands_that_check_it_do(quay: Case, tmp_path: Path, command: str) -> None:
    folder = unpacked(quay, tmp_path / "desk")
    assert f"\n  {command} " in (folder / "README.txt").read_text("utf-8")
    if not shutil.which(command.split()[0]):
        pytest.skip(f"needs {command.split()[0]}")
    done = subprocess.run(command.split(), cwd=folder, capture_output=True, text=True)
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    names.remove("SHA256SUMS")
    assert (done.returncode, done.stdout.splitlines()) == (0, [f"{name}: OK" for name in names])
    (folder / "report.html").write_text("<p>another")
    done = subprocess.run(command.split(), cwd=folder, capture_output=True, text=True)
    assert done.returncode == 1 and "report.html: FAILED" in done.stdout


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


@pytest.mark.parametrize(
    ("name", "content"), [("report.html", "<p>edited"), ("figures/strip.csv", None), ("figures/more.svg", "<svg/>")]
)
def test_a_report_that_was_altered_after_it_was_made(quay: Case, name: str, content: str | None) -> None:
    (quay.reports / name).write_text(content) if content else (quay.reports / name).unlink()
    assert refusal(quay) == (
        f"The report of quay is not as it was made: {name} is another file than manifest.json lists. "
        "Run `casebook render quay` again."
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
