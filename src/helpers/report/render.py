"""Rendering a case: build, run its notebooks, make the pages, publish them.

done = render(cases.load("harbour-fire"))
done.folder / "index.html"
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.errors import ReportError
from helpers.report import manifest, publish

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from helpers.report.assemble import Lookup, Made

Say = Callable[[str], None]


@dataclass
class Rendered:
    """A finished report: where it is, its files with their hashes, the seconds of each stage, and remarks."""

    folder: Path
    files: dict[str, dict[str, Any]]
    seconds: dict[str, float]
    remarks: list[str] = field(default_factory=list)

    @property
    def index(self) -> Path:
        """The page to open."""
        return self.folder / "index.html"


@dataclass
class Stages:
    """The steps below the report, replaceable one by one in tests: build, plan, execute, cite."""

    build: Callable[[Any], Any]
    plan: Callable[..., list[Any]]
    execute: Callable[..., Mapping[str, NotebookNode]]
    promised: Callable[[Any, NotebookNode], Any]
    cite: Lookup


def stages() -> Stages:
    """The real steps."""
    from helpers import build, cite, run

    return Stages(build.build, run.plan, run.execute, run.check_yields, cite.stated)


def render(
    case: Any,
    parameters: Mapping[str, Any] | None = None,
    *,
    workers: int | None = None,
    progress: Any = None,
    say: Say | None = None,
    using: Stages | None = None,
) -> Rendered:
    """Builds, runs and publishes `reports/<case>/`; a failure leaves the last good report where it is.

    `parameters` as in `run.plan`; `progress` goes to `run.execute`; `say` is handed sentences for the person who waits.
    """
    say = say or (lambda sentence: None)
    remarks: list[str] = []

    def note(sentence: str) -> None:
        remarks.append(sentence)
        say(sentence)

    folder = Path(case.reports)
    with publish.locked(folder, note):
        clock = _Clock()
        made = make(case, parameters, workers=workers, progress=progress, using=using, clock=clock)
        for sentence in made.remarks:
            note(sentence)
        listed = manifest.files(made.files)
        clock.lap("pages")
        with publish.staged(folder) as staging:
            write(made, staging)
            text = json.dumps(_manifest(case, made, listed, clock, parameters, remarks), indent=1, ensure_ascii=False)
            (staging / manifest.NAME).write_text(text + "\n", encoding="utf-8")
    from helpers.report import assemble

    with publish.sentences(folder):
        _replace(folder.parent / "index.html", assemble.list_of_cases(folder.parent))
    return Rendered(folder, listed, clock.seconds, remarks)


def make(
    case: Any,
    parameters: Mapping[str, Any] | None = None,
    *,
    workers: int | None = None,
    progress: Any = None,
    using: Stages | None = None,
    clock: _Clock | None = None,
) -> Made:
    """The files of the report, in memory: built, run and assembled, not published."""
    from helpers.report import assemble  # nbconvert and pandas: only where a report is made

    steps, clock = using or stages(), clock or _Clock()
    steps.build(case)
    clock.lap("build")
    plans = steps.plan(case, dict(parameters or {}))
    wanted = [plan for plan in plans if not plan.skipped]
    if not wanted:
        raise ReportError(
            f"No notebook can be run on {case.name}: the case has none of the tables that they need. "
            "Add evidence first."
        )
    notebooks = steps.execute(wanted, workers=workers, progress=progress)
    for plan in wanted:
        steps.promised(plan, notebooks[plan.name])
    clock.lap("notebooks")
    return assemble.report(case, plans, notebooks, steps.cite, parameters)


def compare(
    case: Any, parameters: Mapping[str, Any] | None = None, *, workers: int | None = None, using: Stages | None = None
) -> list[str]:
    """Renders twice without publishing and returns the names of the files that differ: none, if all is well."""
    one, other = (make(case, parameters, workers=workers, using=using).files for _ in range(2))
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def write(made: Made, folder: Path) -> None:
    """Writes the files of a report into a folder."""
    for name, content in made.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


class _Clock:
    """What each stage took, and when it all began."""

    def __init__(self) -> None:
        self.started = datetime.now(UTC)
        self.seconds: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, stage: str) -> None:
        now = time.perf_counter()
        self.seconds[stage] = round(now - self._last, 3)
        self._last = now


def _manifest(
    case: Any,
    made: Made,
    listed: Mapping[str, Any],
    clock: _Clock,
    parameters: Mapping[str, Any] | None,
    remarks: list[str],
) -> dict[str, Any]:
    from helpers.report import assemble

    sources = case.table("sources")
    columns = ["source", "sha256", "bytes", "records", "kept", "duplicates", "observations", "rejected"]
    about = {key: getattr(case, key) for key in ("name", "title", "question", "period", "timezone", "invented")}
    return {
        "case": about | {"says": made.says},
        "command": assemble.command(case.name, parameters or {}),
        "parameters": dict(parameters or {}),
        "started": clock.started.isoformat(timespec="seconds"),
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
        "seconds": clock.seconds,
        "versions": manifest.versions(),
        "fingerprint": manifest.fingerprint(sources),
        "inputs": json.loads(sources[columns].sort_values("source").to_json(orient="records")),
        "pages": made.pages,
        "remarks": remarks,
        "files": listed,
    }


def _replace(path: Path, content: bytes) -> None:
    """Puts one file in place by rename."""
    new = path.with_name(f".{path.name}.new-{os.getpid()}")
    new.write_bytes(content)
    new.replace(path)
