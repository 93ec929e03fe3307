"""GDELT: answers that are none, and files without a header that are known by their cells."""

from __future__ import annotations

from pathlib import Path

import pytest
from reader_samples import SAMPLES, Sample, build_sample, built, make_case, shown

from helpers.errors import ReaderError
from helpers.readers import _tabbed


def test_nothing_found_is_a_file_without_articles(tmp_path: Path) -> None:
    _, source = built(make_case(tmp_path, {"answer.json": b"{}\n"}, "gdelt_doc"))
    assert (source["records"], source["kept"], source["unknown"]) == (0, 0, [])


def test_an_error_that_arrives_as_text_is_refused(tmp_path: Path) -> None:
    case = make_case(tmp_path, {"answer.json": b"Your query was too short or too long.\n"}, "gdelt_doc")
    with pytest.raises(ReaderError) as told:
        built(case)
    assert str(told.value) == (
        f'{case.folder / "answer.json"}: this is not a file of the gdelt_doc reader (it looks for "url"). '
        "It has: Your query was too short or too long.. Name another reader in case.toml."
    )


def test_first_seen_is_not_published(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("gdelt_doc"), tmp_path)
    row = shown(case, "articles")[0]
    assert "published" not in row
    assert "published_at" not in row
    assert row["dates"] == ["seendate=20240514T201500Z"]
    assert row["captured_at"] == ("2024-05-14T20:15:00", "second", "20240514T201500Z", "UTC", "format")


def test_an_article_of_two_answers_is_one_article_and_a_later_sight(tmp_path: Path) -> None:
    again = (SAMPLES / "gdelt_doc.json").read_text("utf-8").replace("Fire at the east quay", "Two boats lost")
    later = again.replace("20240514T201500Z", "20240514T204500Z")
    case = make_case(tmp_path, {"a.json": SAMPLES / "gdelt_doc.json", "b.json": later.encode()}, "gdelt_doc")
    done, _ = built(case)
    fates = [(one["kept"], one["duplicates"], one["observations"]) for one in done.sources]
    assert fates == [(2, 1, 1), (1, 3, 0)]
    assert shown(case, "articles")[2]["title"] == "Two boats lost , Maravel"
    assert [row["title"] for row in shown(case, "sightings")] == ["Fire at the east quay , Maravel"]


def test_the_searchs_own_csv_with_a_byte_order_mark(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbf" + (SAMPLES / "gdelt_doc.own.csv").read_bytes()
    _, source = built(make_case(tmp_path, {"answer.csv": content}, "gdelt_doc"))
    assert (source["kept"], source["unknown"]) == (2, [])


def test_rows_of_the_knowledge_graph(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("gdelt_gkg"), tmp_path)
    first, second, third, fourth = shown(case, "articles", "row")
    assert first == {
        "id": "gdelt-gkg:20240514201500-12",
        "outlet": "maravel-post.example",
        "address": "https://maravel-post.example/2024/quay-fire",
        "title": "Fire & smoke , Maravel",
        "author": "Pavla Quay;Bo Møller",
        "published": "2024-05-14",
        "published_from": "PAGE_PRECISEPUBTIMESTAMP",
        "dates": ["PAGE_PRECISEPUBTIMESTAMP=20240514200800", "V2.1DATE=20240514201500"],
        "published_at": ("2024-05-14T20:08:00", "second", "20240514200800", "UTC", "format"),
        "captured_at": ("2024-05-14T20:15:00", "second", "20240514201500", "UTC", "format"),
    }
    assert (second["language"], "published" in second) == ("spa", False)
    assert (third["outlet"], "address" in third) == ("BBC Monitoring", False)
    assert fourth["title"] == "Le Café du Quai"


def test_rows_of_the_events(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("gdelt_events"), tmp_path)
    assert shown(case, "articles")[0] == {
        "row": "1",
        "id": "gdelt-event:1174567890",
        "outlet": "maravel-post.example",
        "address": "https://www.maravel-post.example/2024/quay-fire",
        "dates": ["SQLDATE=20240514", "DATEADDED=20240514201500"],
        "note": "POLICE, CAMEO 0251, WORKERS; Maravel, Ireland",
        "weak": "an event that a program coded from the article",
        "captured_at": ("2024-05-14T20:15:00", "second", "20240514201500", "UTC", "format"),
    }


@pytest.mark.parametrize(
    ("reader", "content", "has"),
    [
        ("gdelt_events", "\t".join(["7"] * 16), "16 cells"),
        ("gdelt_events", "\t".join(["7"] * 58), "58 cells"),
        ("gdelt_events", "\t".join(["GLOBALEVENTID"] * 61), "61 cells"),
        ("gdelt_gkg", "\t".join(["DATE"] * 27), "27 cells"),
        ("gdelt_gkg", "DATE,NUMARTS", "1 cell"),
    ],
)
def test_a_file_with_other_cells_is_refused(reader: str, content: str, has: str, tmp_path: Path) -> None:
    case = make_case(tmp_path, {"export.csv": content.encode()}, reader)
    with pytest.raises(ReaderError) as told:
        built(case)
    cells, first = (61, "GLOBALEVENTID") if reader == "gdelt_events" else (27, "GKGRECORDID")
    assert str(told.value) == (
        f"{case.folder / 'export.csv'}: this is not a file of the {reader} reader (it looks for {cells} cells a line "
        f"with tabs between them, {first} first). Its first line has {has}. Name another reader in case.toml."
    )


@pytest.mark.parametrize("text", ["", "\n\n", "a", "a\n", "\r\n a \r\n\r\nb\tc", " \n\t\n", "a\rb\n\rc"])
def test_two_ways_to_count_lines_agree(text: str, tmp_path: Path) -> None:
    path = tmp_path / "lines"
    path.write_bytes(text.encode())
    assert _tabbed.count(path) == len(list(_tabbed._lines(path)))
