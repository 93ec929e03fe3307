"""4CAT's CSV of Telegram: ids of old and new exports, reactions as a row of emoji, views that belong to another."""

from __future__ import annotations

from pathlib import Path

from reader_samples import Sample, build_sample, shown


def test_rows_of_fourcat_telegram(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("fourcat_telegram"), tmp_path)
    rows = {row["row"]: row for row in shown(case, "posts")}
    assert rows["3"] == {
        "row": "3",
        "platform": "telegram",
        "id": "maravelquay-4022",
        "account_id": "1254463295",
        "account_name": "alma_quay",
        "account_title": "Alma",
        "text": 'Fire! #Maravel #quay_fire see\n"here" @early_mast32',
        "kind": "reply",
        "address": "https://t.me/maravelquay/4022",
        "channel": "maravelquay",
        "reply_to": "maravelquay-4021",
        "links": ["https://quay-radio.example/x,y"],
        "tags": ["Maravel", "quay_fire"],
        "mentions": ["early_mast32", "late_mast1"],
        "created_at": ("2024-05-14T19:44:00", "second", "1715715840", "UTC", "format"),
    }
    assert rows["9"]["created_at"][3:] == ("Europe/Amsterdam", "case")


def test_the_views_of_a_forwarded_message_are_not_its_own(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("fourcat_telegram"), tmp_path)
    row = next(row for row in shown(case, "posts") if row["row"] == "4")
    assert (row["kind"], "n_views" in row, "repost_of" in row) == ("repost", False, False)


def test_reactions_are_counted_where_they_are_signs(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("fourcat_telegram"), tmp_path)
    assert [(row["row"], row.get("n_likes")) for row in shown(case, "observations")] == [("2", 5)]
    assert {row["row"]: row["n_likes"] for row in shown(case, "posts") if "n_likes" in row} == {"8": 1}


def test_a_number_that_every_chat_has_is_told_apart_by_the_chat(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("fourcat_telegram"), tmp_path)
    rows = {row["row"]: row for row in shown(case, "posts")}
    assert (rows["6"]["id"], rows["7"]["id"]) == ("1987000111-11", "1987000222-11")
    assert (rows["6"]["kind"], rows["6"]["account_name"]) == ("reply", "zeno")
    assert not {"address", "reply_to"} & set(rows["6"])
