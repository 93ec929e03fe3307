"""Which publication a report is compared with.

The published folder holds its own findings (snapshot.json) and the publication that they were compared with
(since.json). While the findings stay as they are, that publication stays the one to compare with: so the same evidence
gives the same pages, byte for byte, however often it is rendered.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from helpers.errors import ReportError
from helpers.report.changes._snapshot import FORMAT, NAME
from helpers.report.publication import manifest

SINCE = "since.json"
Baseline = dict[str, Any]


def baseline(now: Mapping[str, Any], folder: Path, since: Path | None = None) -> Baseline | None:
    """The publication to compare with, as `{"published": when, "snapshot": its findings}`; None for the first one.

    `now` is the snapshot of the report that is made, `folder` the published one. `since` names another: the folder of
    a publication, or its snapshot.json; a `ReportError` where it is none. `published` is ISO text, or empty where
    nothing beside the snapshot tells its time; `snapshot` is None where a publication has left none that can be read.
    """
    if since is not None:
        return _named(Path(since))
    published = _published(folder)
    if not published or published["snapshot"] != now:
        return published
    before = _json(folder / SINCE)
    return before if _is_baseline(before) else None if before is None else published


def _published(folder: Path) -> Baseline | None:
    finished = manifest.published(folder).get("finished")
    found = _json(folder / NAME)
    if finished is None and found is None:
        return None
    return {"published": _moment(finished), "snapshot": found if _is_snapshot(found) else None}


def _named(since: Path) -> Baseline:
    file = since / NAME if since.is_dir() else since
    found = _json(file)
    if not _is_snapshot(found):
        why = (
            "is not a snapshot of a report that this version of Casebook can read" if file.is_file() else "is not there"
        )
        raise ReportError(
            f"{file} {why}. Name the folder of a publication, as in "
            "`--since reports/CASE.past/2026-11-20T060000Z`, or its snapshot.json."
        )
    return {"published": _moment(manifest.published(file.parent).get("finished")), "snapshot": found}


def _moment(stated: Any) -> str:
    """The moment as it stands in the manifest; empty where it is none."""
    try:
        return stated if datetime.fromisoformat(stated).tzinfo else ""
    except (TypeError, ValueError):
        return ""


def _json(path: Path) -> Any:
    """What the file holds; None where it is not there, and false where it is no JSON."""
    try:
        return json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        return False


def _is_snapshot(found: Any) -> bool:
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        return False
    return isinstance(found.get("kinds"), dict) and isinstance(found.get("made_of"), dict)


def _is_baseline(found: Any) -> bool:
    return isinstance(found, dict) and isinstance(found.get("published"), str) and "snapshot" in found
