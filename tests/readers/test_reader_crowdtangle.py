"""CrowdTangle: Eastern time by its letters, thousands commas, ids out of addresses, views of what is no video."""

from __future__ import annotations

from pathlib import Path

from reader_samples import Sample, build_sample, shown


def test_times_are_eastern_as_their_letters_say(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("crowdtangle_facebook"), tmp_path)
    assert {row["id"]: row["created_at"] for row in shown(case, "posts")} == {
        "918273645501928": ("2021-06-15T03:30:00", "second", "2021-06-14 23:30:00 EDT", "-04:00", "stated"),
        "4821973641188302": ("2021-03-01T15:00:00", "second", "2021-03-01 10:00:00 EST", "-05:00", "stated"),
        "pfbid02kQxT9": ("2021-11-07T06:30:00", "second", "2021-11-07 01:30:00 EST", "-05:00", "stated"),
    }


def test_counts_lose_their_commas_and_a_link_has_no_views(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("crowdtangle_facebook"), tmp_path)
    rows = {row["id"]: row for row in shown(case, "posts")}
    assert (rows["4821973641188302"]["n_likes"], rows["918273645501928"]["n_views"]) == (1067, 12004)
    assert "n_views" not in rows["4821973641188302"]
    assert [row["n_followers"] for row in shown(case, "accounts")] == [51402]


def test_a_group_stands_as_the_account_and_as_the_channel(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("crowdtangle_facebook.groups"), tmp_path)
    first, second = shown(case, "posts")
    assert (first["account_id"], first["account_title"], first["channel"]) == (
        "2209481736651",
        "Harbour talk",
        "Harbour talk",
    )
    assert second["created_at"] == (
        "2018-07-02T11:05:44",
        "second",
        "2018-07-02 07:05:44",
        "America/New_York",
        "format",
    )


def test_a_title_stands_before_the_description_on_instagram(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("crowdtangle_instagram"), tmp_path)
    rows = {row["id"]: row for row in shown(case, "posts")}
    assert rows["Cg00aBcDeF0"]["text"] == "The fire\n\nA long film"
    assert rows["CfkQ_w-LmZ1"]["text"] == "Morning at the quay #harbour #Maravel"
    assert (rows["Cg00aBcDeF0"]["n_views"], rows["CfkQ_w-LmZ1"].get("n_views")) == (20113, None)
