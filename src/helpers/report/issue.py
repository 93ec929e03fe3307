"""One issue of a report: from the case to files in memory, and from there to the published folder."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers import ledger
from helpers.errors import CheckError, ReportError
from helpers.report.publication import manifest, past, publish
from helpers.report.runs import cache, history
from helpers.report.runs.execution import Execution
from helpers.report.runs.record import Record, moment, stamps
from helpers.report.stages import Stages

if TYPE_CHECKING:
    from helpers.report.changes import Changes
    from helpers.report.html.assemble import Made


class Held(CheckError):
    """The gates of the case hold the report back; `says` is the sentences of the gates alone."""

    held, says = True, ""


@dataclass
class Asked:
    """What a render was asked for; with `dry` nothing is held, published or kept."""

    parameters: dict[str, Any] = field(default_factory=dict)
    workers: int | None = None
    progress: Any = None
    force: bool = False
    since: Path | None = None
    dry: bool = False


@dataclass
class Draft:
    """The files of a report in memory, what changed in it, and the files that its pages read, with their stamps."""

    made: Made
    changes: Changes
    files: dict[str, str]


def _note_arrivals(of: Any, record: Record) -> None:
    from helpers.build import shortened

    for sentence in shortened(one["says"] for one in getattr(of, "arrived", None) or ()):
        record.note(sentence)


def draft(case: Any, asked: Asked, steps: Stages, record: Record) -> Draft:
    """Builds the case, runs the pages that changed, and makes every file of the report."""
    from helpers.run.grammar import without_grammar

    with without_grammar(), steps.warm() as warm:
        try:
            built = steps.build(case)
        except CheckError as error:  # an expectation that does not hold is often explained by what has arrived
            _note_arrivals(error, record)
            raise
        _note_arrivals(built, record)
        record.evidence = manifest.fingerprint(case.table("sources"))
        record.clock.lap("build")
        refused = [] if asked.dry else steps.refusals(case)
        if refused:
            raise _held(case, refused)
        plans = steps.plan(case, asked.parameters)
        for sentence in steps.remarks(case, plans):
            record.note(sentence)
        if all(plan.skipped for plan in plans):
            raise ReportError(
                f"No notebook can be run on {case.name}: the case has none of the tables that they need. "
                "Add evidence first."
            )
        execute = Execution(case, asked, steps, record, warm)
        notebooks = execute.all(plans)
    record.clock.lap("notebooks")
    return _assembled(case, asked, steps, record, plans, notebooks, execute.files)


def _held(case: Any, refused: Sequence[Any]) -> Held:
    """Writes the page that says why the report is held back, and returns the error that says it too."""
    from helpers.report.publication import gates

    page = held_page(case)
    with publish.sentences(Path(case.reports)):
        cache.put(page, gates.page(case, refused))
    kept = " The last good report is still in place." if Path(case.reports).exists() else ""
    said = "\n".join(one.sentence for one in refused)
    error = Held(f"{said}\nThe report of {case.name} was not published; {page} says why.{kept}")
    error.says = said
    return error


def held_page(case: Any) -> Path:
    """The page that says why the last run was not published; it is there only then."""
    return Path(f"{case.reports}.held.html")


def _assembled(
    case: Any,
    asked: Asked,
    steps: Stages,
    record: Record,
    plans: Sequence[Any],
    notebooks: dict[str, Any],
    files: dict[str, str],
) -> Draft:
    from helpers.report import changes
    from helpers.report.html import assemble  # nbconvert and pandas: only where a report is made
    from helpers.run import Failed

    def compared(shown: dict[str, Any]) -> tuple[Made, Changes]:
        now = changes.snapshot(case, plans, shown, asked.parameters)
        found = changes.between(changes.baseline(now, Path(case.reports), asked.since), now)
        return assemble.report(case, plans, shown, steps.cite, asked.parameters, changes=found), found

    made, found = compared(notebooks)
    broken = {name: said for name, said in made.failed.items() if hasattr(notebooks[name], "cells")}
    if broken:  # it ran, but its page cannot be laid out: what it found is not published, so it is no finding
        made, found = compared(notebooks | {name: Failed(name, said) for name, said in broken.items()})
    record.pages.failed |= getattr(made, "failed", {})
    for sentence in made.remarks:
        record.note(sentence)
    record.clock.lap("pages")
    return Draft(made, found, files)


def is_published(folder: Path, before: Mapping[str, Any], made: Made) -> bool:
    """Whether the published report is whole and has exactly these files; those with times in them do not count."""
    listed = before.get("files", {})
    same = {name: one for name, one in listed.items() if name not in TIMED} == manifest.files(made.files)
    return bool(listed) and same and "finished" in before and not manifest.differing(folder, listed)


TIMED = ("feed.xml",)


def publish_draft(case: Any, asked: Asked, draft: Draft, record: Record) -> dict[str, Any]:
    """Puts a report in place, the one before among the earlier ones, and returns the line of the history."""
    from helpers.report.publication import feed

    folder, made = Path(case.reports), draft.made
    with publish.sentences(folder):
        stamp = past.next_stamp(datetime.now(UTC), stamps(case))
        before = [one for one in reversed(history.read(case)) if one.get("publication")]
        says, counts = draft.changes.says(), draft.changes.counts()
        if _published_again(folder, draft):
            says, counts = "The findings are those of the publication before; its pages were made again.", {}
        says += _failures(record.pages.failed)
        line = record.line("published", 1 if record.pages.failed else 0, says, counts, stamp)
        files = made.files | {feed.NAME: feed.feed(case, [line, *before])}
        listed = manifest.files(files)
        with publish.staged(folder, before=lambda: past.archive(case)) as staging:
            write(files, staging)
            text = json.dumps(_manifest(case, asked, made, listed, record, line), indent=1, ensure_ascii=False)
            (staging / manifest.NAME).write_text(text + "\n", encoding="utf-8")
    try:
        _tell_of(case, record, line)
    except OSError as error:
        what = f"{error.filename or past.folder(case)}: {error.strerror or error}"
        record.note(
            f"The report is published; what tells of it could not be written ({what}). The next render does it."
        )
    return line


def _published_again(folder: Path, draft: Draft) -> bool:
    """Whether what is published has these findings already, and its files differ all the same: a library, or damage."""
    now = draft.made.files.get("snapshot.json")
    path = folder / "snapshot.json"
    return now is not None and path.is_file() and path.read_bytes() == now


def _tell_of(case: Any, record: Record, line: dict[str, Any]) -> None:
    """Writes what tells of a publication, and clears away what it replaces."""
    from helpers.report.html import assemble

    reports = Path(case.reports).parent
    history.add(case, line)
    held_page(case).unlink(missing_ok=True)
    past.keep(case, case.publication.keep)
    cache.keep_only(case, [*record.pages.run, *record.pages.kept])
    cache.put(reports / "index.html", assemble.list_of_cases(reports))


def _failures(failed: Mapping[str, str]) -> str:
    if not failed:
        return ""
    return f" {', '.join(sorted(failed))} failed, and {'its page says' if len(failed) == 1 else 'their pages say'} so."


def write(files: Mapping[str, bytes] | Made, folder: Path) -> None:
    """Writes the files of a report into a folder."""
    for name, content in (files if isinstance(files, Mapping) else files.files).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _manifest(
    case: Any, asked: Asked, made: Made, listed: Mapping[str, Any], record: Record, line: Mapping[str, Any]
) -> dict[str, Any]:
    from helpers.report.html import assemble

    sources, noted = case.table("sources"), ledger.head(case.processed / "ledger.jsonl")
    columns = ["source", "sha256", "bytes", "records", "kept", "duplicates", "observations", "rejected"]
    about = {key: getattr(case, key) for key in ("name", "title", "question", "period", "timezone", "invented")}
    return {
        "case": about | {"says": made.says},
        "command": assemble.command(case.name, asked.parameters),
        "parameters": asked.parameters,
        "started": moment(record.clock.started),
        "finished": line["finished"],
        "publication": line["publication"],
        "seconds": record.clock.seconds,
        "versions": manifest.versions(),
        "fingerprint": record.evidence,
        "ledger": {"head": noted.sha256, "lines": noted.lines},
        "inputs": json.loads(sources[columns].sort_values("source").to_json(orient="records")),
        "pages": made.pages,
        "remarks": record.remarks,
        "run": line,
        "files": listed,
    }
