"""Lists of articles: Media Cloud, NewsAPI, the Auto Archiver's sheet; what none of them knows stays empty."""

from __future__ import annotations

from pathlib import Path

import pytest
from reader_samples import SAMPLES, Sample, build_sample, built, make_case, shown

from helpers.errors import ReaderError


def test_rows_of_newsapi(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("newsapi"), tmp_path)
    first, gone, gone_too, closed = shown(case, "articles")
    assert first == {
        "row": "1",
        "id": "newsapi:https://maravel-post.example/2024/quay-fire",
        "outlet": "Maravel Post",
        "address": "https://maravel-post.example/2024/quay-fire",
        "title": "Fire at the east quay",
        "author": "Pavla Quay",
        "published": "2024-05-14",
        "published_from": "publishedAt",
        "text": "The fire broke out in the evening, said the captain of the port... [+1234 chars]",
        "published_at": ("2024-05-14T20:08:00", "second", "2024-05-14T20:08:00Z", "Z", "stated"),
    }
    assert gone == {"row": "2", "weak": "removed: NewsAPI has nothing of it"}
    assert (gone_too["published"], "address" in gone_too) == ("2024-05-14", False)
    assert (closed["text"], "author" in closed) == ("The harbour is closed.", False)


def test_rows_of_media_cloud(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("media_cloud"), tmp_path / "new")
    rows = shown(case, "articles")
    assert rows[1] == {
        "row": "4",
        "id": "mediacloud:0000000000000000000000000000000000000000000000000000000000000042",
        "outlet": "el-muelle.example",
        "address": "https://el-muelle.example/incendio",
        "title": "Arde el muelle, otra vez",
        "published": "2024-05-15",
        "published_from": "publish_date",
        "dates": ["publish_date=2024-05-15"],
        "language": "es",
        "captured_at": ("2024-05-17T04:00:00", "second", "2024-05-17 04:00:00", "UTC", "case"),
    }
    assert [row["row"] for row in shown(case, "sightings")] == ["3"]
    assert "published_from" not in rows[2]


def test_rows_of_an_older_media_cloud(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("media_cloud.old"), tmp_path)
    dated, undated, unreliable = shown(case, "articles")
    assert dated["published_at"] == ("2019-05-14T07:18:03", "second", "2019-05-14 07:18:03", "UTC", "case")
    assert {"published", "published_at", "published_from"}.isdisjoint(undated)
    assert undated["dates"] == ["publish_date=undateable", "collect_date=2019-05-14 08:00:00"]
    assert [row.get("weak") for row in (dated, unreliable)] == [None, "Media Cloud calls its date not reliable"]


def test_files_of_2022_have_an_archived_copy(tmp_path: Path) -> None:
    """Then the search looked in the Wayback Machine: an id of its own, a time of publication."""
    rows = (
        "archived_url,article_url,id,language,media_name,media_url,publish_date,title,url\n"
        "https://web.archive.org/web/20220704/https://quay.example/1,https://wayback.example/1,20220704,en,quay.example,"
        "http://quay.example,2022-07-04 00:00:00,Fire,https://quay.example/1\n"
    )
    case = make_case(tmp_path, {"stories.csv": rows.encode()}, "media_cloud")
    _, source = built(case)
    (row,) = shown(case, "articles")
    assert source["unknown"] == []
    assert (row["id"], row["published"]) == ("mediacloud:20220704", "2022-07-04")
    assert row["archive"] == "https://web.archive.org/web/20220704/https://quay.example/1"


def test_a_file_of_counts_lists_no_stories(tmp_path: Path) -> None:
    case = make_case(
        tmp_path, {"counts.csv": b"date,count,total_count,ratio\n2024-05-14,3,900,0.0033\n"}, "media_cloud"
    )
    with pytest.raises(ReaderError) as told:
        built(case)
    assert str(told.value) == (
        f'{case.folder / "counts.csv"}: this is not a file of the media_cloud reader (it looks for "id"). '
        "It has: count, date, ratio, total_count. Name another reader in case.toml."
    )


def test_rows_of_the_auto_archiver(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("auto_archiver"), tmp_path)
    first, second, failed, unfinished, other = shown(case, "articles")
    assert first == {
        "row": "2",
        "id": "https://archive.example/quay/q1.html",
        "address": "https://video.example/watch?v=q1",
        "archive": "https://archive.example/quay/q1.html",
        "title": "Smoke at the quay",
        "published": "2024-05-14",
        "published_from": "Upload timestamp",
        "dates": ["Archive date=2024-05-15T08:01:02+00:00"],
        "text": "Filmed from the bridge, at nine.",
        "published_at": ("2024-05-14T20:09:00", "second", "2024-05-14T20:09:00+00:00", "+00:00", "stated"),
        "captured_at": ("2024-05-15T08:01:02", "second", "2024-05-15T08:01:02+00:00", "+00:00", "stated"),
    }
    assert second["text"] == '=HYPERLINK("https://quay.example")'
    assert (failed["weak"], "archive" in failed) == ("the tool could not archive it", False)
    assert unfinished == {"row": "5", "address": "https://video.example/watch?v=q2"}
    assert (other["published"], other["published_at"][1]) == ("2024-05-14", "day")
    media = shown(case, "media")
    assert media[0] == {
        "row": "2",
        "sha256": "9F86D081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "address": "https://video.example/watch?v=q1",
        "archive": "https://archive.example/quay/q1.html",
    }
    assert ["sha256" in row for row in media] == [True, False, False, False, False]


def test_the_sheet_may_be_written_in_small_letters(tmp_path: Path) -> None:
    head, rows = (SAMPLES / "auto_archiver.csv").read_text("utf-8").split("\n", 1)
    content = f"{head.lower()}\n{rows}".encode()
    case = make_case(tmp_path, {"sheet.csv": content}, "auto_archiver")
    _, source = built(case)
    assert (source["kept"], source["rejected"], source["unknown"]) == (5, 1, ["analyst"])
    assert shown(case, "articles")[0]["published_at"][0] == "2024-05-14T20:09:00"


def test_rows_of_the_coordination_toolkit(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("coordination_toolkit"), tmp_path)
    first, repost, reply, relative = shown(case, "posts", "platform")
    assert first == {
        "row": "2",
        "id": "1790512345678901234",
        "account_id": "1254463295",
        "account_name": "ana",
        "text": 'Fire, "again"\nat the quay',
        "kind": "post",
        "links": ["https://maravel-post.example/a?x=1,2", "https://quay-radio.example/b"],
        "created_at": ("2024-05-14T19:44:00.500000", "ms", "1715715840.5", "UTC", "format"),
    }
    assert (repost["kind"], repost["repost_of"]) == ("repost", "1790512345678901234")
    assert (reply["kind"], reply["reply_to"]) == ("reply", "1790512345678901234")
    assert relative["created_at"][0] == "1970-01-01T00:00:59"
