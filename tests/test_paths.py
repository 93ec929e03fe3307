"""Where things are, and that no path leads out."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers import paths
from helpers.errors import CaseError, UsageError


@pytest.fixture
def space(tmp_path: Path) -> paths.Workspace:
    (tmp_path / "data" / "raw" / "one").mkdir(parents=True)
    (tmp_path / "data" / "raw" / "one" / "case.toml").touch()
    (tmp_path / "data" / "raw" / "empty").mkdir()
    return paths.Workspace(tmp_path)


def test_a_workspace_has_three_folders(space: paths.Workspace) -> None:
    root = space.root
    assert (space.raw, space.processed, space.reports) == (root / "data/raw", root / "data/processed", root / "reports")
    assert space.case_names() == ["one"]
    assert space.case_folder("one") == root / "data/raw/one"


def test_the_shipped_cases_are_found_from_any_workspace(space: paths.Workspace) -> None:
    assert space.case_folder("harbour-fire") == paths.shipped_cases() / "harbour-fire"
    assert paths.shipped_names() == ["harbour-fire", "tiktok-state-influence"]
    assert (paths.notebooks() / "10-timeline.ipynb").is_file()


def test_the_own_case_comes_before_the_shipped_one_of_the_same_name(space: paths.Workspace) -> None:
    mine = space.raw / "harbour-fire"
    mine.mkdir()
    (mine / "case.toml").touch()
    assert space.case_folder("harbour-fire") == mine


def test_a_case_that_is_not_there(space: paths.Workspace) -> None:
    for name, sentence in {
        "on": f'There is no case "on" in {space.raw}. Did you mean "one"?',
        "harbor-fire": f'There is no case "harbor-fire" in {space.raw}. Did you mean "harbour-fire"?',
        "zzz": f'There is no case "zzz" in {space.raw}.',
        "empty": f"{space.raw / 'empty'} has no case.toml. Run `casebook new empty` to lay it out.",
    }.items():
        with pytest.raises(CaseError) as caught:
            space.case_folder(name)
        assert str(caught.value) == sentence


@pytest.mark.parametrize(
    "name", ["", "../one", "one/..", "/etc", "One", "one two", "-one", "ö", "one\n", "a" * 65, ".", "one\0", "１"]
)
def test_a_name_that_cannot_be_one(name: str, space: paths.Workspace) -> None:
    with pytest.raises(UsageError) as caught:
        space.case_folder(name)
    assert str(caught.value) == (
        f'"{name}" cannot be the name of a case. '
        'Use small letters, digits and hyphens, at most 64, as in "harbour-fire".'
    )


def test_the_workspace_is_named_or_in_the_environment_or_above(
    space: paths.Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CASEBOOK_WORKSPACE", raising=False)
    assert paths.find_workspace(start=space.raw / "one") == space
    other = tmp_path / "other"
    (other / "data" / "raw").mkdir(parents=True)
    monkeypatch.setenv("CASEBOOK_WORKSPACE", str(other))
    assert paths.find_workspace(start=space.raw) == paths.Workspace(other)
    assert paths.find_workspace(str(space.root)) == space


def test_no_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CASEBOOK_WORKSPACE", raising=False)
    with pytest.raises(CaseError) as caught:
        paths.find_workspace(tmp_path)
    assert str(caught.value) == (
        f"{tmp_path} is not a workspace: it has no data/raw. Run `casebook new NAME --workspace {tmp_path}`."
    )
    with pytest.raises(CaseError) as caught:
        paths.find_workspace(start=tmp_path)
    assert str(caught.value) == (
        f"No workspace at {tmp_path} or above it: there is no data/raw. "
        "Go to one, name it with --workspace, or start one with `casebook new NAME --workspace DIR`."
    )


def test_inside_follows_links_and_dots(tmp_path: Path) -> None:
    folder, outside = tmp_path / "case", tmp_path / "outside"
    (folder / "sub").mkdir(parents=True)
    outside.mkdir()
    (outside / "secret.csv").touch()
    (folder / "link.csv").symlink_to(outside / "secret.csv")
    (folder / "linked").symlink_to(outside)
    (folder / "sub" / "ok.csv").symlink_to(folder / "case.toml")
    assert paths.inside(folder, "sub/ok.csv") == folder / "sub/ok.csv"
    assert paths.inside(folder, "sub/../a.csv") == folder / "sub/../a.csv"
    for path in ("../outside/secret.csv", "link.csv", "linked/secret.csv", "/etc/passwd", "sub/../../x", ".."):
        with pytest.raises(CaseError) as caught:
            paths.inside(folder, path)
        assert str(caught.value) == f'"{path}" leads out of {folder}. Copy the file into the case with `casebook add`.'
    with pytest.raises(CaseError) as caught:
        paths.inside(folder, "a\0b")
    assert str(caught.value) == "'a\\x00b' cannot be a path: it has a NUL character in it."
