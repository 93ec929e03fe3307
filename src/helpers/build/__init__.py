"""From raw files to tables: stage what is new, decide every record's fate, derive, write, and say what was done.

    built = build.build(cases.load("harbour-fire"))
    built.arrived                       what is new, grown, changed, gone or renamed, each with a sentence

Only this package writes `data/processed`. Everything is written beside what is there and moved into place at the end;
the stamp `build.json` is written last, so that an interrupted build is seen as one. `_run` is one build; `_arrivals`
tells files apart by their hashes, `_earlier` compares the rows of a file with those that it had, `_sentences` says so;
`_contents` is the hash of a table's rows.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from helpers import store
from helpers.build._earlier import Compared, compare
from helpers.build._run import Build, Built, Progress, Say
from helpers.build._sentences import day, shortened
from helpers.cases import Case
from helpers.errors import CaseError, TableError, did_you_mean


def build(
    case: Case,
    *,
    progress: Progress | None = None,
    say: Say | None = None,
    force: bool = False,
    accept: Collection[str] = (),
) -> Built:
    """Builds every table of the case that is not up to date; a `CheckError` where an expectation does not hold.

    A `CheckError`, too, where rows of a file that were read before are gone or different, unless `accept` names the
    file; then nothing is replaced. `say` is handed a sentence for each file that is new, grown, changed, gone or
    renamed. One case is built by one process at a time: a `TableError` where another one is at it.
    """
    if not case.inputs:
        raise TableError(f"The case {case.name} has no sources. Run `casebook add {case.name} FILE`.")
    accepted = [_input(case, name) for name in accept]
    try:
        case.processed.mkdir(parents=True, exist_ok=True)
        with _alone(case):
            nobody, nothing = (lambda sentence: None), (lambda what, done, total: None)
            return Build(case, progress or nothing, say or nobody, force, accepted).run()
    except OSError as error:
        raise TableError(
            f"{case.processed} cannot be written: {error.strerror or error}. Nothing was replaced."
        ) from error
    except duckdb.Error as error:
        if why := store.refused(error):
            raise TableError(f"{case.processed} cannot be written: {why}. Nothing was replaced.") from error
        raise TableError(
            f"The build of {case.name} failed: {str(error).splitlines()[0]}. Nothing was replaced."
        ) from error


def _input(case: Case, named: str) -> str:
    """The input that a person names by its path in the case, or by any other path."""
    names = [one.name for one in case.inputs]
    if named in names:
        return named
    meant = {Path(named).resolve(), (case.folder / named).resolve()}
    for one in case.inputs:
        if one.path.resolve() in meant:
            return one.name
    raise CaseError(f'{case.name} has no file "{named}" among its sources.{did_you_mean(named, names)}')


@contextmanager
def _alone(case: Case) -> Iterator[None]:
    """Holds the folder of the case's tables; the system lets go of it when the process ends, however it ends."""
    folder = os.open(case.processed, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(folder)
        raise TableError(f"{case.name} is being built by another process. Wait for it, then try again.") from None
    except OSError:
        pass  # a network drive that knows no such locks: there two builds at once are not kept apart
    try:
        yield
    finally:
        os.close(folder)


__all__ = ["Built", "Compared", "build", "compare", "day", "shortened"]
