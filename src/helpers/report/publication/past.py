"""Earlier publications of a case, kept whole in `reports/<case>.past/`, each in a folder named by its moment.

A stamp is the moment of a publication in UTC, `2026-11-26T060000Z`. Stamps of a case only ever grow: where the clock
of the machine was put back, the next one is a second later than the last, so that their order is the order of events.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from helpers.report.publication.manifest import published

FORM = "%Y-%m-%dT%H%M%SZ"


def folder(case: Any) -> Path:
    """The folder of a case's earlier publications and of its history; it need not exist."""
    return Path(f"{case.reports}.past")


def list_(case: Any) -> list[Path]:
    """The earlier publications of a case that are kept, newest first; what is published now is not among them."""
    now = stamp_of(published(Path(case.reports)))
    found = [path for path in _stamped(folder(case)) if path.name != now]
    return sorted(found, key=lambda path: path.name, reverse=True)


def moment(stamp: str) -> datetime | None:
    """The moment that a stamp names, in UTC; None where the text is no stamp."""
    try:
        return datetime.strptime(stamp, FORM).replace(tzinfo=UTC)
    except ValueError:
        return None


def stamp_of(manifest: Mapping[str, Any]) -> str:
    """The stamp of the publication that a manifest describes, else that of its end; empty where it has neither."""
    stated = str(manifest.get("publication", ""))
    if moment(stated):
        return stated
    try:
        return datetime.fromisoformat(str(manifest.get("finished", ""))).astimezone(UTC).strftime(FORM)
    except ValueError:
        return ""


def next_stamp(now: datetime, taken: Iterable[str]) -> str:
    """The stamp of a publication that is made now, later than every one in `taken`."""
    known = [at for stamp in taken if (at := moment(stamp))]
    last = max(known, default=None)
    at = now.astimezone(UTC)
    return (max(at, last + timedelta(seconds=1)) if last else at).strftime(FORM)


def archive(case: Any) -> Path | None:
    """Puts what is published now beside the earlier publications, before another takes its place; its folder there.

    The files are linked where the file system can, so that this costs no space, and copied where not. None where
    nothing is published, or what is has no stamp. Done twice, it changes nothing.
    """
    now = Path(case.reports)
    stamp = stamp_of(published(now))
    if not stamp:
        return None
    kept = folder(case) / stamp
    if kept.is_dir():
        return kept
    half = kept.with_name(f".{stamp}.half-{os.getpid()}")
    half.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(half, ignore_errors=True)
    shutil.copytree(now, half, copy_function=_link)
    half.rename(kept)
    return kept


def keep(case: Any, n: int) -> list[Path]:
    """Deletes all but the `n` newest of the earlier publications; returns what went."""
    gone = list_(case)[max(0, n) :]
    for path in gone:
        # out of sight first: a folder that is half deleted must not pass for a publication
        half = path.with_name(f".{path.name}.half-{os.getpid()}")
        path.rename(half)
        shutil.rmtree(half, ignore_errors=True)
    return gone


def tidy(case: Any) -> None:
    """Deletes what interrupted runs left."""
    place = folder(case)
    for left in place.glob(".*.half-*") if place.is_dir() else ():
        shutil.rmtree(left, ignore_errors=True)


def _stamped(place: Path) -> list[Path]:
    return [path for path in place.iterdir() if moment(path.name) and path.is_dir()] if place.is_dir() else []


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
