"""Watching a case: as files arrive it is built and rendered again, and what arrived and what came of it is said.

    for event in watch("my-case", space): print(event.says)

`watchfiles` tells what happens in the case's folder. A burst of changes makes one run; hidden files, and those that an
editor, a browser or a copying program has not finished, make none. What fails is said, and the watch goes on.
"""

from __future__ import annotations

import signal
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Any

from helpers import cases, report
from helpers.errors import CasebookError, CaseError
from helpers.paths import Workspace

QUIET = 0.4  # seconds without a change, before what has arrived is read
LONGEST = 30.0  # seconds after which it is read although it still changes: a build sees that for itself
Render = Callable[..., Any]
Say = Callable[["Event"], None]


@dataclass(frozen=True)
class Event:
    """One thing that a watch says: `kind` is watching, arrived, published, unchanged, failed or stopped."""

    kind: str
    says: str
    at: str


def watch(name: str, space: Workspace, say: Say, *, render: Render = report.render) -> None:
    """Renders the case, and again whenever something arrives, until SIGINT or SIGTERM; then it returns.

    `say` is handed every event. A `CaseError` where there is no such case, or the system cannot watch its folder;
    nothing else ends it.
    """
    folder = space.case_folder(name)
    told = _Told(say)
    with _ended_by_sigterm():
        try:
            told("watching", f"Watching {folder}. Ctrl-C ends it.")
            for _ in _changes(folder, [place for place in (space.root / "notebooks",) if place.is_dir()]):
                _settle(folder)
                _round(name, space, render, told)
        except KeyboardInterrupt:
            told("stopped", f"No longer watching {name}. What was published is as it was.")


class _Told:
    def __init__(self, say: Say) -> None:
        self.say = say

    def __call__(self, kind: str, says: str) -> None:
        self.say(Event(kind, says, datetime.now(UTC).isoformat(timespec="seconds")))


def _changes(folder: Path, others: list[Path]) -> Iterator[None]:
    """One thing at once, because the case may have changed before; then one for every burst of changes."""
    import watchfiles

    def counts(change: watchfiles.Change, path: str) -> bool:
        return matters(Path(path), (folder, *others))

    places = watchfiles.watch(
        folder, *others, watch_filter=counts, step=int(QUIET * 1000), debounce=int(LONGEST * 1000), rust_timeout=50,
        yield_on_timeout=True,
    )  # fmt: skip
    first = True  # the first answer comes when the system is listening: what happens from then on is not missed
    try:
        for changes in places:
            if changes or first:
                yield
            first = False
    except OSError as error:
        raise CaseError(
            f"{folder} cannot be watched: {error.strerror or error}. Run `casebook render` by hand."
        ) from error


def matters(path: Path, folders: tuple[Path, ...]) -> bool:
    """Whether a change of this path is one of the case: not of a hidden file, nor of one that is half-written."""
    for folder in folders:
        if path.is_relative_to(folder):
            parts = path.relative_to(folder).parts
            hidden = any(part.startswith((".", "~$")) or part == "__pycache__" for part in parts)
            return not hidden and not path.name.endswith(cases.UNFINISHED)
    return False


def _settle(folder: Path) -> None:
    """Waits until nothing in the folder changes any more, for some time at most."""
    until = time.monotonic() + LONGEST
    before = ""
    while time.monotonic() < until:
        try:
            now = cases.file_stamp(folder)
        except OSError:  # a file that went while it was looked at
            now = ""
        if now and now == before:
            return
        before = now
        time.sleep(QUIET / 2)


def _round(name: str, space: Workspace, render: Render, told: _Told) -> None:
    """One run: what arrived, and what came of it."""
    try:
        case = cases.load(name, space)
        done = render(case, say=lambda sentence: told("arrived", sentence))
    except CasebookError as error:
        told("failed", str(error))
    except Exception as error:  # a fault of the kit or of a library must not end a watch of days
        last = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(last.filename).name}, line {last.lineno}"
        told("failed", f"casebook itself failed ({type(error).__name__}: {error}; {where}). Please report this.")
    else:
        for sentence in done.failed.values():
            told("failed", sentence)
        told(done.result, f"{done.says} {done.index}")


@contextmanager
def _ended_by_sigterm() -> Iterator[None]:
    """SIGTERM ends the watch as Ctrl-C does, so that a run in the middle of its work cleans up."""

    def end(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
