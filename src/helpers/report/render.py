"""Rendering a case: look, build, hold or run what changed, make the pages, publish them if they are others.

done = render(cases.load("harbour-fire"))
done.folder / "index.html"

Every run ends in a line of the history. Where nothing changed, the published report is left exactly as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.report import issue
from helpers.report.publication import manifest, past, publish
from helpers.report.runs import cache, history, look
from helpers.report.runs.fresh import minute
from helpers.report.runs.record import Clock, Record
from helpers.report.stages import Stages, stages

if TYPE_CHECKING:
    from helpers.report.changes import Changes
    from helpers.report.html.assemble import Made

Say = Callable[[str], None]


@dataclass
class Rendered:
    """A report that is in place: where it is, its files with their hashes, the seconds of each stage, and remarks.

    `result` is "published" or "unchanged", and `says` tells it in a sentence; `why` has a sentence for each page, on
    why it was run or kept; `failed` has the sentences of the analyst's own pages that failed; `hook` is the sentence
    of a program of `[publication]` that did not do its work.
    """

    folder: Path
    files: dict[str, dict[str, Any]]
    seconds: dict[str, float]
    remarks: list[str] = field(default_factory=list)
    result: str = "published"
    says: str = ""
    run: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    why: dict[str, str] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    changes: Changes | None = None
    hook: str | None = None

    @property
    def index(self) -> Path:
        """The page to open."""
        return self.folder / "index.html"


def render(
    case: Any,
    parameters: Mapping[str, Any] | None = None,
    *,
    workers: int | None = None,
    progress: Any = None,
    say: Say | None = None,
    using: Stages | None = None,
    force: bool = False,
    since: str | Path | None = None,
    hooks: bool = False,
) -> Rendered:
    """Brings `reports/<case>/` up to date; a failure leaves the last good report where it is.

    `parameters` as in `run.plan`; `progress` goes to `run.execute`; `say` is handed sentences for the person who waits.
    With `force` every page is run; `since` names a snapshot.json to compare with instead of the last publication's;
    with `hooks` the programs of `[publication]` are told. A `CheckError` where the case's gates do not hold.
    """
    record = Record(case, say or (lambda sentence: None))
    asked = issue.Asked(dict(parameters or {}), workers, progress, force, Path(since) if since else None)
    try:
        with publish.locked(Path(case.reports), record.taken_over):
            done = _render(case, asked, using, record)
    except BaseException as error:
        line = record.failed(error)
        if hooks and isinstance(error, Exception):
            _tell(record, "on_fail", line)
        raise
    if hooks:
        done.hook = _told(done, record)
    return done


def _render(case: Any, asked: issue.Asked, using: Stages | None, record: Record) -> Rendered:
    folder = Path(case.reports)
    with publish.sentences(folder):
        record.repair()
        seen = (using.look if using else look.look)(case, asked.parameters)
        if not (asked.force or asked.since) and look.same(case, seen):
            return _as_it_was(case, record)
        cache.tidy(case)
        past.tidy(case)
    draft = issue.draft(case, asked, using or stages(), record)
    before = manifest.published(folder)
    if issue.is_published(folder, before, draft.made):
        done = _unchanged(case, record, before)
    else:
        done = _published(case, record, issue.publish_draft(case, asked, draft, record), draft)
    if seen and not done.failed:
        with suppress(OSError):  # then the next render looks for itself
            look.remember(case, seen, draft.files)
    return done


def _as_it_was(case: Any, record: Record) -> Rendered:
    """The answer of the quick look: what is published is whole, and made of what there is."""
    before = manifest.published(Path(case.reports))
    record.clock.lap("look")
    record.evidence = before.get("fingerprint")
    for page in before.get("pages", []):
        if page.get("file"):
            record.pages.kept.append(page["name"])
            record.pages.why[page["name"]] = f"kept: nothing it reads has changed since {minute(before['finished'])}."
        else:
            record.pages.why[page["name"]] = f"is not made. {page.get('skipped') or ''}".strip()
    return _unchanged(case, record, before)


def _unchanged(case: Any, record: Record, before: Mapping[str, Any]) -> Rendered:
    says = f"Nothing changed since {minute(before['finished'])}."
    with publish.sentences(Path(case.reports)):
        issue.held_page(case).unlink(missing_ok=True)
        history.add(case, record.line("unchanged", 1 if record.pages.failed else 0, says))
    return _answer(case, record, dict(before["files"]), "unchanged", says)


def _published(case: Any, record: Record, line: Mapping[str, Any], draft: issue.Draft) -> Rendered:
    listed = manifest.published(Path(case.reports))["files"]
    done = _answer(case, record, listed, "published", str(line["says"]))
    done.changes = draft.changes
    return done


def _answer(case: Any, record: Record, files: dict[str, Any], result: str, says: str) -> Rendered:
    pages = record.pages
    done = Rendered(Path(case.reports), files, record.clock.seconds, record.remarks, result, says)
    done.run, done.kept, done.why, done.failed = pages.run, pages.kept, pages.why, pages.failed
    return done


def _told(done: Rendered, record: Record) -> str | None:
    """Tells the programs of the case: of a publication, and of the analyst's pages that failed."""
    said = []
    if done.result == "published" and done.changes is not None:
        said.append(_tell(record, "on_change", done.changes.as_json()))
    if done.failed:
        line = record.line(done.result, 1, " ".join(done.failed.values()))
        said.append(_tell(record, "on_fail", line))
    return " ".join(one for one in said if one) or None


def _tell(record: Record, event: Any, data: Mapping[str, Any] | bytes) -> str | None:
    """Runs the program for an event; what it says of its own failure is noted, and has a line in the history."""
    import json

    from helpers.report.publication import hooks

    said = hooks.run(record.case, event, json.loads(data) if isinstance(data, bytes) else data)
    if said:
        record.hook_failed(said)
    return said


def make(
    case: Any,
    parameters: Mapping[str, Any] | None = None,
    *,
    workers: int | None = None,
    progress: Any = None,
    using: Stages | None = None,
    clock: Clock | None = None,
) -> Made:
    """The files of the report, in memory: built, every page run, and assembled; not published, and nothing kept."""
    asked = issue.Asked(dict(parameters or {}), workers, progress, force=True, dry=True)
    return issue.draft(case, asked, using or stages(), Record(case, clock=clock or Clock())).made


def compare(
    case: Any, parameters: Mapping[str, Any] | None = None, *, workers: int | None = None, using: Stages | None = None
) -> list[str]:
    """Renders twice without publishing and returns the names of the files that differ: none, if all is well."""
    one, other = (make(case, parameters, workers=workers, using=using).files for _ in range(2))
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))
