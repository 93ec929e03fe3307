"""The first rows as they would be read: through the query of `build`, of the whole file or of its beginning."""

from __future__ import annotations

import csv
import gzip
import json
import shutil
from pathlib import Path

import pandas as pd
import pytest
from reader_samples import Sample, build_sample, samples

from helpers import cases, intake, tables
from helpers.cases import Case
from helpers.errors import CasebookError, ReaderError
from helpers.intake import _cut, preview
from helpers.tables import OBSERVED_IN

ALL = samples()


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    root = tmp_path_factory.mktemp("preview")
    intake.new("quay", root)
    return cases.load("quay", root)


@pytest.mark.parametrize("sample", ALL, ids=lambda sample: sample.stem)
def test_it_shows_the_rows_that_build_makes(sample: Sample, case: Case, tmp_path: Path) -> None:
    shown = preview(case, sample.path, sample.reader.name, sample.options)
    built, _, source = build_sample(sample, tmp_path)
    assert shown.table == sample.shape.main
    if shown.whole:
        assert shown.records == source["records"]
        assert set(shown.unknown) == set(source["unknown"])
        assert list(shown.repairs) == source["repairs"]
    names = [name for name in (shown.table, OBSERVED_IN.get(shown.table, "")) if name and built.has(name)]
    frames = [built.table(name).set_index("row") for name in names]
    for n, row in enumerate(shown.rows):
        if row["row"] in [other["row"] for other in shown.rows[:n]]:
            continue  # a handmade id that is there twice: `build` keeps the first
        found = _found(frames, row["row"])
        for name, value in row.items() if found is not None else ():
            if name != "row" and tables.get(shown.table).column(name).type in ("id", "text", "edtf", "count", "link"):
                assert found[name] == value, name
    assert len(shown.rows) == min(3, shown.records - shown.rejected)
    assert len(shown.rejects) <= shown.rejected


def _found(frames: list[pd.DataFrame], row: str) -> pd.Series | None:
    """The row of a table; none where it is a duplicate of another, or named by its line."""
    return next((frame.loc[row] for frame in frames if row in frame.index and frame.index.is_unique), None)


def test_a_row_in_full(case: Case) -> None:
    shown = preview(case, Sample("ira_tweets.repack").path, "ira_tweets", {})
    assert (shown.reader, shown.table, shown.whole, shown.records, shown.rejected) == (
        "ira_tweets",
        "posts",
        True,
        14,
        1,
    )
    assert (shown.rows[0]["row"], shown.rows[0]["created_at"]) == ("2", "2015-06-10 20:10 UTC")  # :00 in every row
    assert shown.stated["text"] == 13 and "reply_to" not in shown.stated


def test_a_moment_is_shown_as_exactly_as_it_is_known(case: Case, tmp_path: Path) -> None:
    columns = {"id": "id", "created_at": "at", "text": "text"}
    options = {"table": "posts", "platform": "chat", "columns": columns, "zone": "Europe/Berlin"}
    path = tmp_path / "p.csv"
    for second, said in (("00", "2024-05-14 08:00 UTC"), ("07", "2024-05-14 08:00:07 UTC")):
        path.write_text("id,at,text\n" + "".join(f"{n},2024-05-14 10:{n:02}:{second},a\n" for n in range(12)))
        assert preview(case, path, "table", options).rows[0]["created_at"] == said
    path.write_text("id,at,text\n1,2024-05-14,a\n2,2024-05-14T10:00:00.5Z,b\n")
    assert [row["created_at"] for row in preview(case, path, "table", options).rows] == [
        "14 May 2024",
        "2024-05-14 10:00:00.500 UTC",
    ]


def test_what_would_be_set_aside_is_said_once_for_each_kind(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text("id,at,text\n1,2024-05-14,a\n2,soon,b\n3,later,c\n,2024-05-14,d\n")
    columns = {"id": "id", "created_at": "at", "text": "text"}
    options = {"table": "posts", "platform": "chat", "columns": columns, "into": "x", "credit": "", "zone": ""}
    shown = preview(case, path, "table", options)
    assert (shown.records, shown.rejected) == (4, 2)
    assert [row for row, _ in shown.rejects] == ["3"]
    assert shown.rejects[0][1].startswith('created_at: "soon" is not a moment that the table reader knows')
    assert [row["text"] for row in shown.rows] == ["a", "d"]


def test_a_reader_that_is_not_its_own_is_an_error_about_the_file(case: Case) -> None:
    path = Sample("bluesky").path
    with pytest.raises(ReaderError) as caught:
        preview(case, path, "twitter_io_archive", {})
    assert str(caught.value).startswith(f"{path}: this is not a file of the twitter_io_archive reader")


# ---------------------------------------------------------------- the beginning of a large file


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of more than 2 kB are large here."""
    monkeypatch.setattr(_cut, "WHOLE", 2_000)
    monkeypatch.setattr(_cut, "START", 2_000)
    monkeypatch.setattr(_cut, "MOST_ITEMS", 3)


def _large(path: Path, rows: int = 200) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "at", "text"])
        writer.writerows([n, "2024-05-14 10:00", f'line "{n}"\nand another'] for n in range(rows))
    return path


@pytest.mark.usefixtures("small")
def test_a_large_csv_is_cut_between_two_records(case: Case, tmp_path: Path) -> None:
    options = {"table": "posts", "platform": "chat", "columns": {"id": "id", "created_at": "at", "text": "text"}}
    shown = preview(case, _large(tmp_path / "p.csv"), "table", options)
    assert (shown.whole, shown.rejected) == (False, 0)
    assert 10 < shown.records < 100
    assert shown.rows[2]["text"] == 'line "2"\nand another'


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_packed_and_in_another_encoding(case: Case, encoding: str, tmp_path: Path) -> None:
    text = _large(tmp_path / "plain.csv").read_text("utf-8").replace("another", "größer")
    path = tmp_path / "p.csv.gz"
    path.write_bytes(gzip.compress(text.encode(encoding)))
    options = {"table": "posts", "platform": "chat", "columns": {"id": "id", "created_at": "at", "text": "text"}}
    shown = preview(case, path, "table", options | ({"encoding": "cp1252"} if encoding == "cp1252" else {}))
    assert shown.rows[0]["text"] == 'line "0"\nand größer'
    assert shown.whole is False and "packed with gzip, unpacked while it was read" in shown.decided
    said = {"utf-16": ["read as utf-16, by its byte-order mark"], "cp1252": ["read as cp1252, as case.toml says"]}
    assert [one for one in shown.decided if one.startswith("read as")] == said.get(encoding, [])


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("stem", ["bluesky", "twitter_v1.search", "mastodon", "youtube_data_tools"])
def test_of_json_the_first_records(stem: str, case: Case) -> None:
    sample = Sample(stem)
    whole = sample.path.stat().st_size <= 2_000
    shown = preview(case, sample.path, sample.reader.name, sample.options)
    assert shown.whole is whole and shown.rows


def test_of_a_folder_the_first_pages(case: Case, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for n in range(9):
        (pages / f"{n}.html").write_text(f"<html><title>Page {n}</title><p>Words of page {n}.</p></html>")
    shown = preview(case, pages, "saved_pages", {})
    assert (shown.whole, shown.records, [row["row"] for row in shown.rows]) == (
        False,
        3,
        ["0.html", "1.html", "2.html"],
    )


def test_what_is_too_large_and_cannot_be_cut_is_not_read(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_cut, "WHOLE", 10)
    monkeypatch.setattr(_cut, "MOST_WHOLE", 100)
    shown = preview(case, Sample("telegram_desktop").path, "telegram_desktop", {})
    assert (shown.whole, shown.records, shown.rows) == (False, 0, ())


def test_nothing_is_left_behind_and_nothing_changed(case: Case, tmp_path: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in case.workspace.root.rglob("*")}
    path = Path(shutil.copy(Sample("bluesky").path, tmp_path / "b.ndjson"))
    preview(case, path, "bluesky", {})
    assert {path: path.stat().st_mtime_ns for path in case.workspace.root.rglob("*")} == before
    assert list(tmp_path.iterdir()) == [path]


def test_it_can_be_said_as_json(case: Case) -> None:
    shown = preview(case, Sample("telegram_desktop").path, "telegram_desktop", {"zone": "Etc/GMT-2"})
    said = json.loads(json.dumps(shown.as_dict()))
    assert said["rows"][1]["links"] == ["https://quay-radio.example/x", "https://maravel-post.example/2024"]
    assert said["rejects"][0] == ["6", 'no "id". The telegram_desktop reader needs it to tell messages apart.']


def test_errors_name_the_file_and_not_its_copy(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_cut, "WHOLE", 10)
    path = tmp_path / "p.csv"
    path.write_text("id,at,text\n" + "1,never,a\n" * 20)
    options = {"table": "posts", "platform": "chat", "columns": {"id": "id", "created_at": "at", "text": "text"}}
    with pytest.raises(CasebookError) as caught:
        preview(case, path, "table", options)
    assert str(caught.value).startswith(f'{path}, row 2: created_at: "never" is not a moment')
