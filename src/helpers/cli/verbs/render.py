"""`casebook render`: the report of a case."""

from __future__ import annotations

import argparse
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from helpers.cli.answers import aside, load, pairs, progress, say, where
from helpers.errors import CaseError, CheckError

if TYPE_CHECKING:
    from helpers.report import Rendered

ABOUT = "build, run the notebooks that something changed for, and publish the report"
EXAMPLES = (
    "casebook render harbour-fire",
    "casebook render tiktok-state-influence -p start=2022-01 -p words='Bloomberg, parliament'",
    "casebook render harbour-fire --why",
)
CASE = "case"


def options(parser: argparse.ArgumentParser) -> None:
    """The notebooks' parameters, what is run, what is compared, and who is told."""
    parser.add_argument(
        "-p",
        dest="parameter",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a notebook's parameter; several with several -p, each name once; a list is written a,b",
    )
    parser.add_argument("--why", action="store_true", help="say for every page why it was run or kept")
    parser.add_argument("--force", action="store_true", help="run every page, whatever has changed")
    parser.add_argument(
        "--since", metavar="FILE", help="say what changed since this publication: its folder, or its snapshot.json"
    )
    parser.add_argument("--hooks", action="store_true", help="tell the programs that [publication] of case.toml names")
    parser.add_argument("--log", metavar="FILE", help="keep what is said in this file too, as a scheduled run does")
    parser.add_argument("--check", action="store_true", help="render twice, publish nothing, and compare the bytes")


def run(given: argparse.Namespace) -> int:
    """Publishes the report, or compares two renders; 3 where they differ, 1 where a page of the analyst's failed."""
    if given.log:
        from pathlib import Path

        from helpers.cli import log

        log.start(Path(given.log).expanduser(), f"render {given.case}")
    parameters = pairs(given.parameter, "-p")
    case = _case(given)
    from helpers import report

    with _ended_kindly(), progress(given) as bar:
        if given.check:
            differ = report.compare(case, parameters)
            same = f"{case.name}: two renders gave the same bytes."
            text = f"{case.name}: two renders differ in {', '.join(differ)}." if differ else same
            say(given, {"differ": differ}, text, ok=not differ)
            return CheckError.exit_code if differ else 0
        asked = {"force": given.force, "since": given.since, "hooks": given.hooks}
        done = report.render(case, parameters, progress=bar, say=lambda sentence: aside(given, sentence), **asked)
    failed = bool(done.failed or done.hook)
    data = {"index": str(done.index), "files": len(done.files)}
    data |= {key: getattr(done, key) for key in ("result", "says", "seconds", "remarks", "run", "kept", "failed")}
    data |= {"why": done.why} if given.why else {}
    say(given, data, _text(given, case.name, done), ok=not failed)
    return 1 if failed else 0


def _text(given: argparse.Namespace, name: str, done: Rendered) -> str:
    took = ", ".join(f"{stage} {seconds:.1f} s" for stage, seconds in done.seconds.items())
    kept = f"; {len(done.run)} of {len(done.run) + len(done.kept)} pages run" if done.kept else ""
    lines = [str(done.index)]
    lines.append(f"{len(done.files)} files ({took}{kept})" if done.result == "published" else f"{done.says} ({took})")
    lines += [f"{page}: {why}" for page, why in done.why.items()] if given.why else []
    lines += [f"{page} failed: {said}" for page, said in sorted(done.failed.items())]
    lines += [done.hook] if done.hook else []
    return "\n".join([*lines, f"next:  casebook share {name}{where(given)}"])


def _case(given: argparse.Namespace) -> Any:
    """The case; where case.toml cannot be read, the run is in the history all the same."""
    try:
        return load(given)
    except CaseError as error:
        with suppress(Exception):
            from helpers import paths
            from helpers.report.runs.record import Place, Record

            space = paths.find_workspace(given.workspace)
            if (space.raw / given.case).is_dir():
                Record(Place(space.reports / given.case)).failed(error)
        raise


@contextmanager
def _ended_kindly() -> Iterator[None]:
    """Takes SIGTERM, with which a scheduler ends a run, for what Ctrl-C is: nothing is left behind."""

    def end(*_: object) -> None:
        raise KeyboardInterrupt

    try:
        before = signal.signal(signal.SIGTERM, end)
    except ValueError:  # not in the main thread
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
