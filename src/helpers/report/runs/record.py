"""What one run notes of itself: when it began, what each stage took, remarks, and its line in the history."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from helpers import __version__
from helpers.errors import CasebookError
from helpers.report.publication import manifest, past
from helpers.report.runs import history


class Clock:
    """What each stage took, and when it all began."""

    def __init__(self) -> None:
        self.started = datetime.now(UTC)
        self.seconds: dict[str, float] = {}
        self._first = self._last = time.perf_counter()

    def lap(self, stage: str) -> None:
        """Ends a stage: the seconds since the last one are its own."""
        now = time.perf_counter()
        self.seconds[stage] = round(now - self._last, 3)
        self._last = now

    @property
    def total(self) -> float:
        """The seconds since the beginning."""
        return round(time.perf_counter() - self._first, 3)


@dataclass
class Pages:
    """Which pages a run ran, which it kept, which of the analyst's failed and why; and why for each."""

    run: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    why: dict[str, str] = field(default_factory=dict)

    def names(self) -> dict[str, list[str]]:
        """The names, as the history has them."""
        return {"run": self.run, "kept": self.kept, "failed": sorted(self.failed)}


@dataclass
class Place:
    """A case of which no more is known than where its report is."""

    reports: Path


@dataclass
class Record:
    """One run of a case's report."""

    case: Any
    say: Callable[[str], None] = lambda sentence: None
    clock: Clock = field(default_factory=Clock)
    pages: Pages = field(default_factory=Pages)
    remarks: list[str] = field(default_factory=list)
    evidence: str | None = None

    def note(self, sentence: str) -> None:
        """Keeps a remark, and says it to the person who waits."""
        self.remarks.append(sentence)
        self.say(sentence)

    def line(
        self,
        result: str,
        code: int,
        says: str,
        changes: Mapping[str, int] | None = None,
        publication: str | None = None,
    ) -> dict[str, Any]:
        """The history's line of this run, as `history` describes it."""
        return {
            "started": moment(self.clock.started),
            "finished": moment(datetime.now(UTC)),
            "seconds": self.clock.total,
            "result": result,
            "exit": code,
            "pages": self.pages.names(),
            "changes": dict(changes or {}),
            "says": says,
            "publication": publication,
            "kit": __version__,
            "evidence": self.evidence,
        }

    def taken_over(self, sentence: str) -> None:
        """Says that the run before was ended from outside, here and in the history."""
        self.note(sentence)
        self._add("failed", 1, f"Ended from outside before it was finished. {sentence}")

    def failed(self, error: BaseException) -> dict[str, Any]:
        """The line of a run that did not come to its end, added to the history where that can be written."""
        held = getattr(error, "held", False)
        return self._add("held" if held else "failed", exit_code(error), said(error))

    def hook_failed(self, sentence: str) -> None:
        """A line of its own for a program of [publication] that did not do its work."""
        self.note(sentence)
        self._add("failed", 1, sentence)

    def _add(self, result: str, code: int, says: str) -> dict[str, Any]:
        line = self.line(result, code, says)
        try:
            history.add(self.case, line)
        except OSError as error:  # a full disk, a folder that may not be written: the answer says why it failed
            self.note(f"The history could not be written: {error.strerror or error}.")
        return line

    def repair(self) -> None:
        """Adds the line of a publication whose run was ended between the publication and its line."""
        made = manifest.published(Path(self.case.reports))
        line, stamp = made.get("run"), made.get("publication")
        if not isinstance(line, dict) or not stamp or line.get("publication") != stamp:
            return
        if all(each.get("publication") != stamp for each in history.read(self.case)):
            history.add(self.case, line)


def moment(at: datetime) -> str:
    """A moment in UTC as text, to the second: `2026-11-26T06:00:00+00:00`."""
    return at.astimezone(UTC).isoformat(timespec="seconds")


def exit_code(error: BaseException) -> int:
    """The exit code that the command gives for an error."""
    return error.exit_code if isinstance(error, CasebookError) else 1


def said(error: BaseException) -> str:
    """An error as a sentence."""
    if isinstance(error, CasebookError):
        return str(getattr(error, "says", error))
    if isinstance(error, KeyboardInterrupt):
        return "Interrupted. What was published before is as it was."
    return f"casebook itself failed ({type(error).__name__}: {error})."


def stamps(case: Any) -> Iterable[str]:
    """Every stamp that a publication of the case has had, as far as they are known."""
    yield str(past.stamp_of(manifest.published(Path(case.reports))))
    yield from (path.name for path in past.list_(case))
    yield from (str(line.get("publication")) for line in history.read(case))
