"""Reddit's archives: what was removed, links of posts that have one, and the second sight after 36 hours."""

from __future__ import annotations

from pathlib import Path

from reader_samples import Sample, build_sample, shown


def test_removed_accounts_and_texts_are_left_empty(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("reddit_archive"), tmp_path)
    removed = next(row for row in shown(case, "posts") if row["id"] == "t3_5quay")
    assert "account_name" not in removed and "account_id" not in removed
    assert (removed["text"], removed["label"], removed["n_likes"]) == ("Smoke over the quay", "moderator", -3)
    assert removed["created_at"] == ("2012-01-01T00:00:00", "second", "1325376000.0", "UTC", "format")


def test_a_self_post_has_no_link_and_the_second_sight_dates_the_score(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("reddit_archive"), tmp_path)
    rows = {row["id"]: row for row in shown(case, "posts")}
    assert "links" not in rows["t3_1cs9abc"]
    assert rows["t3_1cs9abd"]["links"] == ["https://maravel-post.example/smoke?a=1,2"]
    assert [rows[one]["captured_at"][2] for one in ("t3_1cs9abc", "t3_1cs9abd")] == ["1715846900", "1715716224"]


def test_a_comment_and_a_post_with_the_same_characters_are_two(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("reddit_archive.comments"), tmp_path)
    found = {row["id"]: (row["reply_to"], row.get("text")) for row in shown(case, "posts")}
    assert found == {
        "t1_l4xyz01": ("t1_1cs9abc", None),
        "t1_l4xyz02": ("t3_1cs9abc", None),
        "t1_1cs9abc": ("t3_1cs9abc", "It is, they say"),
    }
