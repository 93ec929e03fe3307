"""Sources that are not added: one sentence, and nothing is changed."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from intake_case import NEWS, OPTIONS, case_of, files, refused

from helpers import cases, checks, intake, paths
from helpers.errors import CaseError, ReaderError, UsageError
from helpers.paths import Workspace


def test_other_bytes_of_the_same_name_are_refused(space: Workspace, news: Path) -> None:
    intake.add(case_of(space), [news], "table", OPTIONS)
    news.write_text(NEWS.replace("Fire", "Ice!"))
    where = space.raw / "quay" / "table" / "news.csv"
    assert str(refused(space, [news])) == (
        f"{where} is there already, with other contents than {news}. "
        "Evidence is never overwritten: rename the new file."
    )


def test_a_foreign_file_is_refused_by_its_reader(space: Workspace, news: Path) -> None:
    error = refused(space, [news], "telegram_desktop", table="", columns={})
    assert isinstance(error, ReaderError)
    assert str(error).startswith(f"{news}: ")
    assert str(error).endswith(" Name another one with --reader; `casebook readers` lists them. Nothing was added.")
    assert "case.toml" not in str(error)


def test_one_foreign_file_of_a_folder_refuses_all_of_it(space: Workspace, tmp_path: Path) -> None:
    (tmp_path / "export").mkdir()
    (tmp_path / "export" / "a.csv").write_text(NEWS)
    (tmp_path / "export" / "b.csv").write_text("x,y\n1,2\n")
    assert str(refused(space, [tmp_path / "export"])).startswith(f"{tmp_path}/export/b.csv: ")


def test_an_unknown_reader_and_unknown_words(space: Workspace, news: Path) -> None:
    known = "`casebook readers` lists them."
    assert str(refused(space, [news], "tabel")) == f'There is no reader "tabel". Did you mean "table"? {known}'
    assert str(refused(space, [news], columns={"titel": "headline"})) == (
        'case.toml, columns: the table articles has no column "titel". Did you mean "title"?'
    )
    assert str(refused(space, [news], zone="Europe/Berln")).splitlines()[-1] == "Nothing was added."
    where = space.raw / "quay" / "case.toml"
    assert f'{where}, source 1: "zone": ' in str(refused(space, [news], zone="Europe/Berln"))


def test_what_is_not_there_or_of_no_use(space: Workspace, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / ".hidden.csv").write_text(NEWS)
    (tmp_path / "bell\x07.csv").write_text(NEWS)
    (tmp_path / "gone.csv").symlink_to(tmp_path / "nowhere.csv")
    for name, said in {
        "none.csv": "There is no file {}.",
        "gone.csv": "There is no file {}.",
        "empty": "{} is a folder without files.",
        "pipe.csv": "{} is neither a file nor a folder.",
        ".hidden.csv": "{} begins with a dot, and such files are not read. Rename it.",
        "bell\x07.csv": "'bell\\x07.csv' is a name with characters that cannot be shown. Rename the file.",
        "ws": "{} holds the case itself. Name the folder of the evidence.",
    }.items():
        assert str(refused(space, [tmp_path / name])) == said.format(tmp_path / name)


def test_two_files_of_one_name_are_refused(space: Workspace, news: Path, tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    other = Path(shutil.copy(news, tmp_path / "b"))
    said = "Two of the files are called news.csv. Add them one after the other, into two folders (--into)."
    assert str(refused(space, [news, other])) == said


def test_a_link_inside_a_folder_is_refused(space: Workspace, news: Path, tmp_path: Path) -> None:
    """A stranger's folder must not bring a private file of this machine into a report."""
    (tmp_path / "export").mkdir()
    (tmp_path / "export" / "a.csv").symlink_to(news)
    said = f"{tmp_path}/export/a.csv is a link. Put the file itself into the folder, or take the link out."
    assert str(refused(space, [tmp_path / "export"])) == said


@pytest.mark.parametrize("into", ["../pier", "/tmp/elsewhere", "posts/../../../x"])
def test_nothing_goes_out_of_the_case(space: Workspace, news: Path, into: str) -> None:
    folder = space.raw / "quay"
    said = f'"{into}" leads out of {folder}. Copy the file into the case with `casebook add`.'
    assert str(refused(space, [news], into=into)) == said


def test_nothing_goes_into_a_file(space: Workspace, news: Path) -> None:
    said = f"{space.raw}/quay/case.toml is a file. Name a folder of the case with --into."
    assert str(refused(space, [news], into="case.toml")) == said


def test_a_strange_name_under_handmade_is_what_its_entry_says(space: Workspace, tmp_path: Path) -> None:
    (tmp_path / "claim.csv").write_text("id,event,title,claimant,stance\nc1,e1,A fire,Quay Radio,asserts\n")
    added = intake.add(case_of(space), [tmp_path / "claim.csv"], "handmade", {"table": "claims"})
    assert added.copied == ("tables/claim.csv",)
    assert checks.problems("quay", space) == []


def test_sources_written_on_one_line_cannot_grow(space: Workspace, news: Path) -> None:
    where = space.raw / "quay" / "case.toml"
    where.write_text(where.read_text().replace('about = ""', "sources = []"))
    error = str(refused(space, [news]))
    assert error.startswith(f"{where} cannot take a new entry (")
    assert error.endswith("). Write its sources as [[sources]]. Nothing was added.")


def test_an_unreadable_file(space: Workspace, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def closed(path: Path, *given: Any, **more: Any) -> Any:
        if path == news:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return opened(path, *given, **more)

    monkeypatch.setattr(Path, "open", closed)
    assert str(refused(space, [news])) == f"{news} cannot be read: Permission denied. Nothing was added."


@pytest.mark.parametrize("kind", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
def test_an_interrupted_copy_leaves_nothing(
    space: Workspace, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: BaseException
) -> None:
    """The second of two files fails half-way: the first is taken back too."""
    other = tmp_path / "other.csv"
    other.write_text(NEWS.replace("/1", "/2"))
    copy2 = shutil.copy2

    def half(source: Path, to: Path, **more: Any) -> Any:
        if Path(source) == other:
            Path(to).write_text(NEWS[:5])
            raise kind
        return copy2(source, to, **more)

    monkeypatch.setattr(shutil, "copy2", half)
    before = files(space.raw)
    with pytest.raises((CaseError, KeyboardInterrupt)) as caught:
        intake.add(case_of(space), [news, other], "table", OPTIONS | {"into": "a/b"})
    assert files(space.raw) == before
    if isinstance(kind, OSError):
        to = space.raw / "quay" / "a" / "b" / "other.csv"
        assert str(caught.value) == f"{other} cannot be copied to {to}: No space left on device. Nothing was added."


def test_a_full_disk_while_case_toml_is_written(
    space: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The empty handmade table that was replaced is put back, too."""
    mine = tmp_path / "claims.csv"
    mine.write_text("id,event,title,claimant,stance\nc1,e1,A fire,Quay Radio,asserts\n")
    case, before = case_of(space), files(space.raw)

    def full(path: Path, data: bytes) -> int:
        if path.name == ".case.toml.half":
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        with path.open("wb") as file:
            return file.write(data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(CaseError) as caught:
        intake.add(case, [mine], "handmade", {"table": "claims"})
    said = "case.toml cannot be written: No space left on device. Nothing was added."
    assert str(caught.value) == f"{space.raw}/quay/{said}"
    assert files(space.raw) == before


def test_a_file_that_changes_while_it_is_copied(space: Workspace, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def growing(source: Path, to: Path, **more: Any) -> None:
        Path(to).write_text(NEWS)
        news.write_text(NEWS + "More,https://news.example/2\n")

    monkeypatch.setattr(shutil, "copy2", growing)
    said = f"{news} changed while it was copied. Try again when it is complete."
    assert str(refused(space, [news])) == said


def test_the_shipped_cases_are_not_added_to_from_elsewhere(space: Workspace, news: Path) -> None:
    before = files(paths.shipped_cases() / "harbour-fire")
    with pytest.raises(UsageError) as caught:
        intake.add(cases.load("harbour-fire", space), [news], "table", OPTIONS)
    said = "harbour-fire is a case that the kit ships. Start your own with `casebook new NAME`."
    assert str(caught.value) == said
    assert files(paths.shipped_cases() / "harbour-fire") == before
