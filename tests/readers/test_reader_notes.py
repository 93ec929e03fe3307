"""Notes: heads of several kinds, and files that have none."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from reader_samples import SAMPLES, Sample, build_sample, built, make_case, shown

from helpers.errors import CaseError, ReaderError
from helpers.readers import notes


def test_rows_of_notes(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("notes"), tmp_path)
    assert shown(case, "articles") == [
        {"row": "cafe.txt", "outlet": "Café du Quai", "published": "2024", "published_from": "head", "text": "Déjà."},
        {
            "row": "fire.md",
            "outlet": "Harbour Courier",
            "address": "https://harbour-courier.example/fire",
            "title": "Fire at the quay",
            "published": "2024-05-14",
            "published_from": "head",
            "text": "# Fire at the quay\n\nSmoke over the harbour.\n\nkey: this line is text",
            "credits": ["Maravel Post", "Quay Radio"],
            "published_at": ("2024-05-14T20:08:00", "second", "2024-05-14T22:08:00+02:00", "+02:00", "stated"),
        },
        {
            "row": "sub/old.markdown",
            "outlet": "Maravel Gazette",
            "title": "Old paper: the quay",
            "published": "1988-05",
            "published_from": "head",
            "text": "From the library.",
            "note": "reports a fire of that year",
            "language": "en",
        },
        {
            "row": "windows.txt",
            "outlet": "Газета",
            "address": "https://gazeta.example/1",
            "published": "2024-05-15",
            "published_from": "head",
            "text": "Пожар.",
        },
    ]


def test_one_file_alone_is_one_article(tmp_path: Path) -> None:
    case = make_case(tmp_path, {"fire.md": SAMPLES / "notes" / "fire.md"}, "notes")
    _, source = built(case)
    assert (source["records"], source["kept"]) == (1, 1)


def test_another_file_is_refused(tmp_path: Path) -> None:
    case = make_case(tmp_path, {"fire.csv": b"outlet: Quay\n"}, "notes")
    with pytest.raises(ReaderError) as told:
        built(case)
    assert str(told.value) == (
        f"{case.folder / 'fire.csv'}: this is not a file of the notes reader (it looks for .md, .markdown or .txt). "
        "Name another reader in case.toml."
    )


def test_a_folder_without_notes_is_said(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "picture.png").write_bytes(b"x")
    with pytest.raises(ReaderError) as told:
        list(notes.read(tmp_path / "folder", {}))
    assert str(told.value) == (
        f"{tmp_path / 'folder'}: there is no note in the folder (.md, .markdown or .txt). Put the notes there."
    )


def test_only_the_rows_that_are_asked_for_are_read() -> None:
    assert [one["row"] for one in notes.read(SAMPLES / "notes", {"rows": ["fire.md"]})] == ["fire.md"]
    assert notes.count(SAMPLES / "notes") == len(list(notes.read(SAMPLES / "notes", {}))) == 8


def test_a_heading_that_never_ends_is_read_at_once(tmp_path: Path) -> None:
    began = time.monotonic()
    text = "outlet: Quay Radio\n\n#  \n# " + " #" * 200_000 + "x # \n"
    case = make_case(tmp_path, {"fire.md": text.encode()}, "notes")
    built(case)
    (row,) = shown(case, "articles")
    assert (row["title"][-3:], len(row["title"])) == (" #x", 400_000)
    assert time.monotonic() - began < 20


def test_a_link_that_leads_out_of_the_case_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("outlet: Quay\n\nthe secret")
    case = make_case(tmp_path, {"notes": SAMPLES / "notes"}, "notes")
    (case.folder / "notes" / "out.md").symlink_to(tmp_path / "secret.md")
    with pytest.raises(CaseError) as told:
        built(case)
    assert str(told.value) == (
        f'"out.md" leads out of {case.folder / "notes"}. Copy the file into the case with `casebook add`.'
    )
