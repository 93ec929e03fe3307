"""The pages of one issue: those that are run, and those whose last run is kept."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.errors import ReportError
from helpers.report.runs import cache, fresh
from helpers.report.runs.record import Record, moment
from helpers.report.stages import Stages

if TYPE_CHECKING:
    from helpers.report.issue import Asked


@dataclass
class Execution:
    """Runs what must be run, with what one issue was asked for; `files` has what the pages read, with stamps."""

    case: Any
    asked: Asked
    steps: Stages
    record: Record
    warm: Any
    files: dict[str, str] = field(default_factory=dict)

    def all(self, plans: Sequence[Any]) -> dict[str, Any]:
        """The executed notebook, or the failure, of every page that is not skipped, in the plans' order."""
        decided = fresh.decide(self.case, plans, self.asked.force)
        wanted = [plan for plan in plans if decided[plan.name].run]
        pages, began = self.record.pages, time.time_ns()
        pages.why = {name: one.why for name, one in decided.items()}
        ran = self._run(wanted)
        pages.kept = [name for name, one in decided.items() if one.entry]
        pages.run = [plan.name for plan in wanted]
        found: dict[str, Any] = {}
        for plan in plans:
            one = decided[plan.name]
            if one.entry:
                self._note(one.entry.parts)
                found[plan.name] = one.entry.notebook()
            elif one.run:
                found[plan.name] = self._checked(plan, ran[plan.name])
                self._keep(plan, one.fixed, found[plan.name], began)
        return found

    def _run(self, wanted: Sequence[Any]) -> Mapping[str, Any]:
        if not wanted:
            return {}
        may_fail = frozenset(plan.name for plan in wanted if _may_fail(plan))
        asked = self.asked
        more = {"may_fail": may_fail, "warm": self.warm, "meanwhile": _get_ready}
        return self.steps.execute(wanted, workers=asked.workers, progress=asked.progress, **more)

    def _checked(self, plan: Any, one: Any) -> Any:
        """The notebook if it shows what it promised; its failure where it may fail."""
        if hasattr(one, "sentence"):
            return one
        try:
            self.steps.promised(plan, one)
        except ReportError as error:
            if not _may_fail(plan):
                raise
            from helpers.run import Failed

            return Failed(plan.name, str(error))
        return one

    def _keep(self, plan: Any, fixed: dict[str, Any], one: Any, began: int) -> None:
        """Keeps a run for the next render; where that cannot be, the next one runs the page again."""
        if hasattr(one, "sentence"):
            self.record.pages.failed[plan.name] = one.sentence
            return
        if self.asked.dry or not fixed:
            return
        ran = cache.entry({}, moment(datetime.now(UTC)), one)
        parts = fixed | fresh.read(self.case, fixed, ran.reads)
        parts = fresh.settled(parts, Path(self.case.workspace.root), began)
        self._note(parts)
        try:
            cache.write(self.case, plan.name, replace(ran, parts=parts))
        except OSError as error:
            self.record.note(f"The run of {plan.name} could not be kept for the next time: {error.strerror or error}.")

    def _note(self, parts: Mapping[str, Any]) -> None:
        for name, (stamp, digest) in parts.get("files", {}).items():
            self.files[name] = digest if digest == fresh.READING else stamp


def _get_ready() -> None:
    """Loads what makes pages of executed notebooks, a second's work, while kernels have the other processors."""
    from helpers.report.html import assemble  # noqa: F401
    from helpers.report.html.exporter import environment

    for template in environment().list_templates():
        environment().get_template(template)


def _may_fail(plan: Any) -> bool:
    return bool(getattr(plan, "may_fail", False))
