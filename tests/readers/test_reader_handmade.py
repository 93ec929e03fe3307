"""Tables made by people."""

from __future__ import annotations

from pathlib import Path

from reader_samples import Sample, build_sample, shown


def test_rows_of_handmade(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("handmade"), tmp_path)
    assert shown(case, "claims") == [
        {
            "row": "c01",
            "id": "c01",
            "event": "fire",
            "title": "Warehouse 14 burns",
            "kind": "fire",
            "event_date": "2024-05-14",
            "report_date": "2024-05-14",
            "claimant": "Quay Radio",
            "stance": "asserts",
            "what": "It burns.",
            "actors": ["Port authority", "Fire service"],
            "evidence": ["articles:a.html"],
        },
        {
            "row": "c02",
            "id": "c02",
            "event": "fire",
            "event_date": "2024-05~",
            "report_date": "2024-05-14/2024-05-16",
            "claimant": "Maravel Post",
            "stance": "denies",
            "what": "=cmd()",
        },
    ]
