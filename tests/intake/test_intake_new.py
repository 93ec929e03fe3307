"""What the kit writes into data/raw for a new case: all or nothing."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

import pytest
from intake_case import NEWS, TODAY, files

from helpers import cases, checks, intake, tables
from helpers.errors import CaseError, UsageError
from helpers.paths import Workspace


def test_a_new_workspace_is_complete(tmp_path: Path) -> None:
    folder = intake.new("quay", tmp_path / "a b" / "ws", title='The "quay"')
    assert folder == tmp_path / "a b" / "ws" / "data" / "raw" / "quay"
    assert list(files(tmp_path / "a b" / "ws")) == [
        ".gitignore",
        "README.md",
        "data/processed/",
        "data/raw/quay/case.toml",
        "data/raw/quay/handmade/actors.csv",
        "data/raw/quay/handmade/claims.csv",
        "data/raw/quay/handmade/ties.csv",
        "data/raw/quay/handmade/watchlist.csv",
        "data/raw/quay/pages/",
        "notebooks/",
        "reports/",
    ]
    case, problems = cases.read(folder, "quay", Workspace(tmp_path / "a b" / "ws"))
    assert problems == [] and case
    assert (case.title, case.period, case.timezone, case.invented) == ('The "quay"', TODAY[:4], "UTC", False)
    ignored = (tmp_path / "a b" / "ws" / ".gitignore").read_text()
    assert ignored == "data/processed/\nreports/\nexports/\nlab/\n.ipynb_checkpoints/\n"
    assert "casebook render quay" in (tmp_path / "a b" / "ws" / "README.md").read_text()


def test_the_handmade_tables_have_the_headers_of_the_data_model(space: Workspace) -> None:
    for table in intake.HANDMADE:
        said = (space.raw / "quay" / "handmade" / f"{table}.csv").read_text()
        assert said == ",".join(tables.get(table).names).replace("source,row,", "").replace(",source,row", "") + "\n"


def test_the_example_in_a_new_case_toml_is_right(space: Workspace) -> None:
    """The commented lines are what a person uncomments first."""
    where = space.raw / "quay" / "case.toml"
    text = where.read_text()
    begin = text.index("# [[sources]]")
    example = [line.removeprefix("# ").removeprefix("#") for line in text[begin:].splitlines()]
    where.write_text(text[:begin] + "\n".join(line for line in example if not line.startswith("Tables under")))
    (space.raw / "quay" / "posts").mkdir()
    (space.raw / "quay" / "posts" / "export.csv").write_text(NEWS)
    case, problems = cases.read(where.parent, "quay", space)
    assert problems == [] and case
    assert [source.files for source in case.sources] == [("posts/export.csv",)]
    assert case.notebooks == {"10-timeline": {"start": f"{TODAY[:4]}-01"}}


def test_a_fresh_case_is_sound_and_bare(space: Workspace) -> None:
    assert checks.problems("quay", space) == []
    assert checks.is_bare("quay", space)


def test_a_second_case_leaves_the_workspace_as_it_is(space: Workspace) -> None:
    (space.root / "README.md").unlink()
    (space.root / ".gitignore").write_text("mine\n")
    intake.new("pier", space.root)
    assert not (space.root / "README.md").exists()
    assert (space.root / ".gitignore").read_text() == "mine\n"
    assert space.case_names() == ["pier", "quay"]


def test_a_case_that_is_there_is_never_laid_out_again(space: Workspace) -> None:
    before, folder = files(space.root), space.raw / "quay"
    with pytest.raises(UsageError) as caught:
        intake.new("quay", space.root)
    said = f"{folder} is there already. Choose another name, or go on with `casebook add quay FILE`."
    assert (str(caught.value), files(space.root)) == (said, before)


def test_a_folder_of_evidence_without_case_toml_gets_what_it_lacks(space: Workspace) -> None:
    folder = space.raw / "pier"
    (folder / "handmade").mkdir(parents=True)
    (folder / "handmade" / "claims.csv").write_text("id,event,claimant,stance\n")
    (folder / "found.csv").write_text(NEWS)
    with pytest.raises(CaseError, match="Run `casebook new pier` to lay it out"):
        space.case_folder("pier")
    intake.new("pier", space.root)
    assert (folder / "handmade" / "claims.csv").read_text() == "id,event,claimant,stance\n"
    assert (folder / "found.csv").read_text() == NEWS
    assert (folder / "handmade" / "ties.csv").is_file() and (folder / "case.toml").is_file()
    assert not list(space.raw.glob(".*"))


@pytest.mark.parametrize("name", ["../out", "Quay", "a b", "", ".", "-x", "a/b", "x" * 65, "é", "quay\n"])
def test_a_name_that_cannot_be_one_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError) as caught:
        intake.new(name, tmp_path / "ws")
    example = 'Use small letters, digits and hyphens, at most 64, as in "harbour-fire".'
    assert str(caught.value) == f'"{name}" cannot be the name of a case. {example}'
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_way_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "ws").write_text("")
    with pytest.raises(UsageError, match=r"is a file\. Name a folder for the workspace"):
        intake.new("quay", tmp_path / "ws")


def test_a_title_with_control_characters_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="characters that cannot be shown"):
        intake.new("quay", tmp_path / "ws", title="a\udce9\x07")
    assert not (tmp_path / "ws").exists()


def test_a_full_disk_leaves_no_half_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = Path.write_text

    def full(path: Path, text: str, *more: Any) -> int:
        if path.name == "ties.csv":
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        return write(path, text, *more)

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(CaseError) as caught:
        intake.new("quay", tmp_path)
    where = tmp_path / "data" / "raw" / "quay"
    said = "cannot be laid out: No space left on device. Free some space or choose another folder."
    assert str(caught.value) == f"{where} {said}"
    assert list((tmp_path / "data" / "raw").iterdir()) == []


def test_without_a_workspace_new_says_how_to_name_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CASEBOOK_WORKSPACE", raising=False)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CaseError, match="start one with `casebook new NAME --workspace DIR`"):
        intake.new("quay")
