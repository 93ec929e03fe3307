"""Which publication a report is compared with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from report_shots import WHEN, finding, shot, since

from helpers.errors import ReportError
from helpers.report import changes
from helpers.report.changes import _plain


def publish(folder: Path, found: changes.Changes, finished: str = WHEN) -> None:
    folder.mkdir(exist_ok=True)
    for name, content in found.files().items():
        (folder / name).write_bytes(content)
    (folder / "manifest.json").write_text(json.dumps({"finished": finished, "files": {}}))


def test_the_baseline_is_the_last_publication_until_its_findings_are_those_of_now(tmp_path: Path) -> None:
    folder = tmp_path / "quay"
    one, two = shot(finding("1 post.")), shot(finding("2 posts."))
    assert changes.baseline(one, folder) is None
    publish(folder, changes.between(None, one))
    assert changes.baseline(one, folder) is None  # still the first, so the same bytes come out
    first = {"published": WHEN, "snapshot": one}
    assert changes.baseline(two, folder) == first
    found = changes.between(first, two)
    publish(folder, found, "2026-11-27T06:00:00+00:00")
    assert changes.baseline(two, folder) == first
    assert changes.between(changes.baseline(two, folder), two).files() == found.files()
    assert changes.baseline(one, folder) == {"published": "2026-11-27T06:00:00+00:00", "snapshot": two}


@pytest.mark.parametrize("damage", ["{", "[]", '{"format": 99, "kinds": {}, "made_of": {}}', None])
def test_a_publication_whose_snapshot_cannot_be_read_is_still_no_first_one(tmp_path: Path, damage: str | None) -> None:
    publish(tmp_path, changes.between(None, shot()))
    (tmp_path / "snapshot.json").unlink()
    if damage is not None:
        (tmp_path / "snapshot.json").write_text(damage)
    assert changes.baseline(shot(), tmp_path) == {"published": WHEN, "snapshot": None}


def test_a_damaged_since_json_gives_way_to_the_publication_itself(tmp_path: Path) -> None:
    one, two = shot(finding("1 post.")), shot(finding("2 posts."))
    publish(tmp_path, since(one, two))
    (tmp_path / "since.json").write_text("{")
    found = changes.between(changes.baseline(two, tmp_path), two)
    assert found.says() == "Nothing changed since 20 November 2026, 06:00 UTC."


def test_another_publication_can_be_named(tmp_path: Path) -> None:
    one, two = shot(finding("1 post.")), shot(finding("2 posts."))
    publish(tmp_path / "old", changes.between(None, one), "2026-10-01T06:00:00+00:00")
    publish(tmp_path / "new", changes.between(None, two))
    found = {"published": "2026-10-01T06:00:00+00:00", "snapshot": one}
    for named in (tmp_path / "old", tmp_path / "old" / "snapshot.json"):
        assert changes.baseline(two, tmp_path / "new", named) == found
    (tmp_path / "alone.json").write_bytes(_plain.dumped(one))
    assert changes.baseline(two, tmp_path / "new", tmp_path / "alone.json") == {"published": "", "snapshot": one}


@pytest.mark.parametrize("name", ["manifest.json", "nowhere.json"])
def test_what_is_no_publication_is_refused(tmp_path: Path, name: str) -> None:
    publish(tmp_path, changes.between(None, shot()))
    with pytest.raises(ReportError) as caught:
        changes.baseline(shot(), tmp_path, tmp_path / name)
    why = {
        "manifest.json": "is not a snapshot of a report that this version of Casebook can read",
        "nowhere.json": "is not there",
    }
    assert str(caught.value) == (
        f"{tmp_path / name} {why[name]}. Name the folder of a publication, as in "
        "`--since reports/CASE.past/2026-11-20T060000Z`, or its snapshot.json."
    )
