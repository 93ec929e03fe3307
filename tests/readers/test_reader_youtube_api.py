"""YouTube's Data API: threads with their replies, kinds side by side, documents in several forms."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from reader_samples import SAMPLES, Sample, build_sample, built, make_case, shown

from helpers.readers import youtube_api

THREADS = [json.loads(line) for line in (SAMPLES / "youtube_api.threads.ndjson").read_text("utf-8").splitlines()]
VIDEO = json.loads((SAMPLES / "youtube_api.json").read_text("utf-8"))["items"][1]
FORMS = {
    "a page": json.dumps({"kind": "youtube#commentThreadListResponse", "items": THREADS}),
    "a printed page": json.dumps({"items": THREADS, "etag": "behind the list"}, indent=1),
    "pages, one a line": "".join(json.dumps({"items": [one]}) + "\n" for one in THREADS),
    "printed pages": "\n".join(json.dumps({"items": [one]}, indent=1) for one in THREADS),
    "a list": json.dumps(THREADS),
    "a printed list": json.dumps(THREADS, indent=1),
    "one a line": "".join(json.dumps(one) + "\n" for one in THREADS),
}


def _built(root: Path, text: str) -> tuple[Any, dict[str, Any]]:
    case = make_case(root, {"answer.json": text.encode()}, "youtube_api")
    return case, built(case)[1]


def test_replies_of_a_thread_are_rows_that_say_what_they_answer(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("youtube_api.threads"), tmp_path)
    rows = {row["row"]: row for row in shown(case, "posts", "platform", "created_at")}
    assert list(rows) == ["1", "1.1", "2", "2.1"]
    assert rows["1.1"] == {
        "row": "1.1",
        "id": "UgxK0quay4AaABAg.9cQ1",
        "account_id": "UCmast32xxxxxxxxxxxxxxxx",
        "account_title": "@early_mast32",
        "text": "No, the office beside it.",
        "kind": "reply",
        "address": "https://www.youtube.com/watch?v=-kQ9_maRv3L&lc=UgxK0quay4AaABAg.9cQ1",
        "channel": "-kQ9_maRv3L",
        "reply_to": "UgxK0quay4AaABAg",
        "n_likes": 4,
    }
    assert (rows["2.1"]["reply_to"], rows["2.1"]["channel"]) == ("UgxK0quay4AaABAh", "-kQ9_maRv3L")
    assert (rows["1"]["reply_to"], rows["1"]["n_replies"], rows["2"]["text"]) == (
        "-kQ9_maRv3L", 1, "Is it the <b>warehouse</b>?",
    )  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_the_same_rows_come_from_every_form(form: str, tmp_path: Path) -> None:
    case, source = _built(tmp_path, FORMS[form])
    assert (source["records"], source["kept"], source["duplicates"], source["unknown"]) == (5, 4, 1, [])
    assert case.table("posts")["row"].tolist() == ["1", "1.1", "2", "2.1"]
    assert youtube_api.sniff(case.folder / "answer.json") >= {"kind", "etag", "snippet.videoId"}


def test_videos_and_comments_may_stand_side_by_side(tmp_path: Path) -> None:
    case, source = _built(tmp_path, json.dumps([VIDEO, THREADS[0]]))
    assert (source["records"], source["kept"]) == (3, 3)
    assert case.table("posts")["kind"].tolist() == ["post", "reply", "reply"]
    assert case.table("accounts")["title"].tolist() == ["Quay Radio"]  # of those who comment it has no profile


def test_one_item_printed_over_several_lines_is_one_record(tmp_path: Path) -> None:
    case, source = _built(tmp_path, json.dumps(VIDEO, indent=2))
    assert (source["records"], source["kept"], case.table("posts")["id"].tolist()) == (1, 1, ["0123456789A"])


def test_what_stands_beside_the_items_is_named(tmp_path: Path) -> None:
    _, source = _built(tmp_path, json.dumps({"items": THREADS, "of_tomorrow": {"a": 1}}, indent=1))
    assert source["unknown"] == ["/of_tomorrow.a"]
    _, source = _built(tmp_path / "line", json.dumps({"items": THREADS, "of_tomorrow": {"a": 1}}))
    assert source["unknown"] == ["/of_tomorrow.a"]


def test_a_line_that_is_none_and_replies_that_are_none_are_set_aside(tmp_path: Path) -> None:
    odd = {**THREADS[0], "replies": {"comments": [7, None]}}
    case, source = _built(tmp_path, f"{json.dumps(odd)}\nnot JSON\n[]\n")
    assert (source["records"], source["kept"], source["rejected"]) == (5, 1, 4)
    assert set(case.table("rejects")["reason"]) == {"The record is not a JSON object."}
    assert case.table("rejects")["row"].tolist() == ["1.1", "1.2", "2", "3"]


def test_an_empty_answer_has_no_items(tmp_path: Path) -> None:
    _, source = _built(tmp_path, '{"kind": "youtube#videoListResponse", "etag": "e", "items": []}')
    assert (source["records"], source["kept"], source["unknown"]) == (0, 0, [])
