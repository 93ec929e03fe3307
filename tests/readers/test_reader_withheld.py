"""Counts that are withheld, hidden or another post's are empty, never 0."""

from __future__ import annotations

from pathlib import Path

import pytest
from reader_samples import Sample, build_sample, shown

COUNTS = ("n_likes", "n_reposts", "n_replies", "n_views")


@pytest.mark.parametrize(
    ("sample", "id_", "stated"),
    [
        ("meta_content_library", "1066554433221101", {"n_likes": 12, "n_reposts": 0, "n_replies": 3}),
        ("meta_content_library", "1066554433221102", {"n_likes": 12, "n_reposts": 0, "n_replies": 3}),
        ("fourcat_instagram", "-CfkQ00001", {}),
        ("fourcat_instagram", "CfkQ00002", {"n_replies": 33, "n_views": 812}),
        ("mastodon", "https://other.example/users/bo/statuses/112430009/activity", {}),
        ("truth_social", "112440000000000018", {}),
        ("youtube_api", "0123456789A", {"n_views": 10234}),
        ("youtube_data_tools", "0123456789A", {"n_views": 10234}),
    ],
)
def test_what_is_withheld_is_empty(sample: str, id_: str, stated: dict[str, int], tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample(sample), tmp_path)
    row = next(row for row in shown(case, "posts") if row["id"] == id_)
    assert {name: row[name] for name in COUNTS if name in row} == stated
