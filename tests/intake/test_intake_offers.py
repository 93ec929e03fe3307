"""What `add` offers for files whose reader nobody named: those of one kind together, and what speaks against it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from reader_samples import Sample

from helpers import cases, intake, paths
from helpers.cases import Case
from helpers.errors import UsageError
from helpers.intake import covered_by, offers, same_bytes

CHAT = "no,who,at,said\n1,Ana,2024-05-14 10:00,Smoke over the quay\n"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    intake.new("quay", tmp_path / "ws")
    return cases.load("quay", tmp_path / "ws")


def copied(stem: str, folder: Path, name: str = "") -> Path:
    path = Sample(stem).path
    return Path(shutil.copy(path, folder / (name or path.name)))


def test_files_of_one_reader_are_one_offer(case: Case, tmp_path: Path) -> None:
    files = [copied("bluesky", tmp_path), copied("twitter_v1", tmp_path), copied("bluesky.jetstream", tmp_path)]
    found = offers(case, files, {"zone": "UTC", "credit": ""})
    assert [(offer.files, offer.best and offer.best.reader, offer.doubts) for offer in found] == [
        ([files[0], files[2]], "bluesky", []),
        ([files[1]], "twitter_v1", []),
    ]
    assert [one.reader for one in found[0].choices] == ["bluesky"]
    assert found[0].options(found[0].choices[0]) == {"zone": "UTC"}


def test_a_handmade_table_is_offered_with_its_name(case: Case, tmp_path: Path) -> None:
    found = offers(case, [copied("handmade", tmp_path, "x.csv")], {})
    assert [(one.reader, one.options) for one in found[0].choices] == [("handmade", {"table": "claims"})]
    shown = found[0].shown(case, found[0].choices[0])
    assert not isinstance(shown, str) and (shown.table, shown.records) == ("claims", 6)


def test_a_file_that_nobody_knows_gets_a_proposal(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "chat.csv"
    path.write_text(CHAT)
    found = offers(case, [path], {"platform": "chat", "columns": {}})[0]
    assert found.best is None and found.doubts == [f"{path}: no reader knows this file."]
    assert [one.reader for one in found.choices] == ["table"]
    assert found.options(found.choices[0]) == {
        "table": "posts",
        "platform": "chat",
        "columns": {"id": "no", "account_name": "who", "created_at": "at", "text": "said"},
    }


def test_a_proposal_whose_days_and_months_cannot_be_told_apart_says_so(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "chat.csv"
    path.write_text(CHAT.replace("2024-05-14 10:00", "01/02/2024"))
    found = offers(case, [path], {})[0]
    shown = found.shown(case, found.choices[0])
    assert isinstance(shown, str) and shown.startswith(f"{path}") and 'as = "day first"' in shown


def test_what_no_reader_can_do_anything_with_has_no_choice(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("bread\nmilk\n")
    found = offers(case, [path], {})[0]
    assert (found.choices, found.proposal, found.doubts) == ([], None, [f"{path}: no reader knows this file."])


def test_what_is_of_no_use_is_refused_before_anything_is_looked_at(case: Case, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for name, said in (("none.csv", "There is no file {}."), ("empty", "{} is a folder without files.")):
        with pytest.raises(UsageError) as caught:
            offers(case, [tmp_path / name], {})
        assert str(caught.value) == said.format(tmp_path / name)


def test_the_shipped_cases_are_not_added_to(case: Case, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        offers(cases.load("harbour-fire", case.workspace), [copied("bluesky", tmp_path)], {})
    assert str(caught.value) == "harbour-fire is a case that the kit ships. Start your own with `casebook new NAME`."
    assert (paths.shipped_cases() / "harbour-fire").is_dir()


# ---------------------------------------------------------------- what is there already


def test_the_same_bytes_under_another_name_are_said(case: Case, tmp_path: Path) -> None:
    first = copied("bluesky", tmp_path)
    intake.add(case, [first], "bluesky", {})
    again = copied("bluesky", tmp_path, "again.ndjson")
    said = f"{again} has the same bytes as bluesky/bluesky.ndjson, which lies in the case already."
    assert same_bytes(case, [again]) == [said]
    assert offers(cases.load("quay", case.workspace), [again], {})[0].doubts == [said]
    again.write_bytes(first.read_bytes().replace(b"a", b"b", 1))
    assert same_bytes(case, [again]) == []


def test_files_of_a_folder_that_are_there_already_are_counted(case: Case, tmp_path: Path) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    intake.add(case, [copied("bluesky", folder)], "bluesky", {})
    copied("bluesky.jetstream", folder)
    said = f"Of {folder}, 1 file is in the case already, byte for byte: bluesky/bluesky.ndjson."
    assert same_bytes(case, [folder]) == [said]


def test_a_file_of_the_case_itself_is_no_copy_of_itself(case: Case, tmp_path: Path) -> None:
    intake.add(case, [copied("bluesky", tmp_path)], "bluesky", {})
    assert same_bytes(case, [case.folder / "bluesky" / "bluesky.ndjson"]) == []


def test_an_entry_that_covers_a_file_is_named(case: Case, tmp_path: Path) -> None:
    intake.add(case, [copied("bluesky", tmp_path)], "bluesky", {})
    toml = case.folder / "case.toml"
    toml.write_text(toml.read_text().replace('"bluesky/bluesky.ndjson"', '"bluesky/*.ndjson"'))
    inside = copied("bluesky.jetstream", case.folder / "bluesky", "more.ndjson")
    case = cases.load("quay", case.workspace)
    assert covered_by(case, inside) == ("bluesky/more.ndjson", "bluesky")
    assert covered_by(case, tmp_path / "bluesky.ndjson") == ("bluesky/bluesky.ndjson", "bluesky")  # what was copied
    assert covered_by(case, copied("twitter_v1", tmp_path, "bluesky.ndjson")) == ("", "")
    assert covered_by(case, case.folder / "case.toml") == ("", "")
    found = offers(case, [inside], {})[0]
    assert (found.covered, found.doubts) == (("bluesky/more.ndjson", "bluesky"), [])
