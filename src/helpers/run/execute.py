"""Executing several notebooks in one process, side by side, each in a kernel of its own."""

from __future__ import annotations

import json
import logging
import os
import re
from collections.abc import Callable, Collection, Iterable
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from helpers import errors
from helpers.engine import CasebookEngine
from helpers.errors import CasebookError, ReportError
from helpers.run import prose, reads
from helpers.run.plan import Plan
from helpers.run.tidy import check_complete, tidy

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from helpers.run.client import Stage
    from helpers.run.warm import Warm

CELL_TIMEOUT = 1800  # seconds
ANSI = re.compile(r"\x1b\[[0-9;]*m")
OURS = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, CasebookError)}


@dataclass(frozen=True)
class Failed:
    """A notebook that was allowed to fail and did: its name, and the sentence that names cell and cause."""

    name: str
    sentence: str


def execute(
    plans: Iterable[Plan],
    workers: int | None = None,
    progress: Callable[[str, int, int], None] | None = None,
    timeout: int = CELL_TIMEOUT,
    may_fail: Collection[str] = frozenset(),
    warm: Warm | None = None,
    meanwhile: Callable[[], object] | None = None,
) -> dict[str, NotebookNode | Failed]:
    """Returns the executed notebook of every plan that is not skipped, by name, in the plans' order.

    `workers` kernels run at once (default: as many as there are cores, one more with `warm`); `progress(name,
    cells_done, cells)` is called after every cell, never twice at the same time; `timeout` is in seconds, per cell. The
    first failure ends the others and is raised as a `ReportError` that names notebook, cell and cause; a plan named in
    `may_fail` gives a `Failed` instead, and the others go on. No kernel survives a failure, nor an interruption.
    `warm` (from `run.warm()`) makes kernels start faster; `meanwhile` is called once, here, while they run. Nothing is
    written, and this process's working folder stays as it is.
    """
    wanted = [plan for plan in plans if not plan.skipped]
    if all(plan.path.suffix == prose.SUFFIX for plan in wanted):  # text needs no kernel, nor a second for papermill
        return {plan.name: _attempt(plan, partial(prose.read, plan), plan.name in may_fail) for plan in wanted}
    from papermill.iorw import local_file_io_cwd

    stage = _prepare(progress, warm)
    many = _cores() + bool(warm and warm.folder)  # a forked kernel waits more than it computes
    # Without the outer call the inner ones of two threads would restore each other's folder.
    with local_file_io_cwd(), ThreadPoolExecutor(min(len(wanted), workers or many), "casebook") as pool:
        read = [
            partial(prose.read, plan) if plan.path.suffix == prose.SUFFIX else partial(_execute, plan, stage, timeout)
            for plan in wanted
        ]
        futures = [
            pool.submit(_attempt, plan, one, plan.name in may_fail) for plan, one in zip(wanted, read, strict=True)
        ]
        try:
            if meanwhile:
                meanwhile()
            while wait(futures, timeout=0.5, return_when=FIRST_EXCEPTION).not_done and not _failure(futures):
                pass  # in short waits, because a longer one keeps Ctrl-C from arriving on Windows
            if failure := _failure(futures):
                raise failure
        except BaseException:
            stage.stop()
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return {plan.name: future.result() for plan, future in zip(wanted, futures, strict=True)}


def _prepare(progress: Callable[[str, int, int], None] | None, warm: Warm | None) -> Stage:
    from papermill.engines import papermill_engines

    from helpers.run.client import Stage

    papermill_engines.register("casebook", CasebookEngine)  # from a checkout without entry points, too
    logging.getLogger("papermill").addHandler(logging.NullHandler())  # its warnings are our errors, said already
    return Stage(progress, warm)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _failure(futures: list[Future[NotebookNode | Failed]]) -> BaseException | None:
    done = [each for each in futures if each.done() and not each.cancelled()]
    return next((each.exception() for each in done if each.exception()), None)


def _attempt(plan: Plan, read: Callable[[], NotebookNode], may_fail: bool) -> NotebookNode | Failed:
    """The executed notebook; its failure as an answer where it may fail."""
    try:
        if plan.broken:
            raise ReportError(plan.broken)
        return read()
    except CasebookError as error:
        if not may_fail:
            raise
        return Failed(plan.name, str(error))


def _execute(plan: Plan, stage: Stage, timeout: int) -> NotebookNode:
    from papermill import PapermillExecutionError, execute_notebook

    own = {
        "name": plan.name,
        "stage": stage,
        "cwd": plan.path.parent,
        "workspace": plan.workspace,
        "reads": {"case": reads.case_of(plan), "workspace": plan.workspace},
        "timeout": timeout,
    }
    try:
        notebook = execute_notebook(
            str(plan.path).replace("{", "{{").replace("}", "}}"),  # papermill takes paths as templates
            None,
            parameters=plan.parameters,
            engine_name="casebook",
            kernel_name="python3",
            language="python",
            request_save_on_cell_execute=False,
            autosave_cell_every=0,
            progress_bar=False,
            casebook=own,
        )
    except PapermillExecutionError as error:
        raise _failed(stage.failed.get(plan.name, plan.name), error) from None
    check_complete(notebook, plan.name)
    return tidy(notebook, own_ids=_has_ids(plan))  # type: ignore[no-any-return]


def _failed(where: str, error: Any) -> ReportError:
    """The failed cell and the last line of its traceback; what the kit says in a sentence stays as it is."""
    text = ANSI.sub("", str(error.evalue)).strip()
    if error.ename not in OURS:
        text = f"{error.ename}: {text}".removesuffix(": ")
    return ReportError(f"{where}: {' '.join(text.split())}")


def _has_ids(plan: Plan) -> bool:
    cells = json.loads(plan.path.read_text(encoding="utf-8"))["cells"]
    return all("id" in cell for cell in cells)
