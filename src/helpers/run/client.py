"""What the engine does with a notebook once its parameters are right: run it with papermill's client and our kernel."""

from __future__ import annotations

import asyncio
import logging
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jupyter_core.utils import ensure_event_loop
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine

from helpers.errors import ReportError
from helpers.run import reads
from helpers.run.kernel import Manager
from helpers.run.surroundings import environment
from helpers.run.warm import Warm
from helpers.run.words import place

LOG = logging.getLogger("helpers.run")
LOG.addHandler(logging.NullHandler())


@dataclass
class Stage:
    """What several notebooks of one run share: their live kernels, and whether the run was called off."""

    progress: Callable[[str, int, int], None] | None = None
    warm: Warm | None = None
    stopped: bool = False
    failed: dict[str, str] = field(default_factory=dict)  # which cell failed, by notebook
    _kernels: set[Manager] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def stop(self) -> None:
        """Ends every kernel of the run and lets no other start."""
        with self._lock:
            self.stopped = True
            for kernel in self._kernels:
                kernel.kill()

    @contextmanager
    def holds(self, kernel: Manager) -> Iterator[None]:
        """Within the block, `stop` knows this kernel; after it, the kernel is gone, whatever happened."""
        with self._lock:
            self._kernels.add(kernel)
        try:
            yield
        finally:
            kernel.kill()
            with self._lock:
                self._kernels.discard(kernel)

    def say(self, name: str, done: int, total: int) -> None:
        """Tells the caller how far a notebook is, one call at a time."""
        if self.progress:
            with self._lock:
                self.progress(name, done, total)


class Client(PapermillNotebookClient):  # type: ignore[misc]
    """papermill's client with our kernel: says which cell ended a kernel, and why."""

    def __init__(self, nb_man: Any, name: str, stage: Stage, manager: Manager, **options: Any) -> None:
        super().__init__(nb_man, **options)
        self.name, self.stage, self.manager = name, stage, manager
        self.owns_km = True

    def create_kernel_manager(self) -> Manager:
        """Hands over the manager that the stage knows."""
        self.km = self.manager
        return self.manager

    def execute_cell(self, cell: Any, cell_index: int, **kwargs: Any) -> Any:
        """Executes one cell; a `ReportError` with the cause if the kernel ends or the time is over."""
        if self.stage.stopped:
            raise ReportError(f"{self.name} was called off.")
        try:
            done = super().execute_cell(cell, cell_index, **kwargs)
        except CellExecutionError:
            self.stage.failed[self.name] = place(self.name, self.nb, cell_index)
            raise
        except DeadKernelError:
            raise ReportError(f"{place(self.name, self.nb, cell_index)}: {self.manager.cause()}.") from None
        except CellTimeoutError:
            raise ReportError(
                f"{place(self.name, self.nb, cell_index)}: it was stopped after {self.timeout} s. "
                "Give it less to do, or a longer time limit."
            ) from None
        self.stage.say(self.name, cell_index + 1, len(self.nb.cells))
        return done


class _Runner(Engine):  # type: ignore[misc]
    """papermill's engine, around our client: papermill does its own book-keeping in between."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **options: Any) -> None:
        stage: Stage = options["stage"]
        shared = stage.warm.folder if stage.warm else None
        with tempfile.TemporaryDirectory(prefix="casebook-", dir=shared, ignore_cleanup_errors=True) as folder:
            manager = Manager(Path(folder), stage.warm)
            client = Client(
                nb_man,
                options["name"],
                stage,
                manager,
                log=LOG,
                timeout=options["timeout"],
                startup_timeout=options["start_timeout"],
                iopub_timeout=60,
                record_timing=False,
                coalesce_streams=True,
                store_widget_state=False,
                shutdown_kernel="immediate",
                log_output=options["log_output"],
                stdout_file=options["stdout_file"],
                stderr_file=options["stderr_file"],
            )
            with stage.holds(manager):
                _execute(client, manager, options)
            if options["reads"]:
                nb_man.nb.metadata[reads.KEY] = reads.collect(manager.folder / reads.NAME, **options["reads"])


def _execute(client: Client, manager: Manager, options: dict[str, Any]) -> None:
    variables = environment(manager.folder, options["workspace"])
    if options["reads"]:
        variables[reads.VARIABLE] = str(manager.folder / reads.NAME)
    try:
        client.execute(cwd=str(options["cwd"]), env=variables)
    except (RuntimeError, OSError) as error:
        raise ReportError(f"{client.name}: {manager.cause()}. ({error})") from error
    finally:
        _close_loop()


def _close_loop() -> None:
    """Ends the event loop that nbclient left open in this thread, and what still waits in it for a dead kernel."""
    loop = ensure_event_loop()
    waiting = asyncio.all_tasks(loop)
    for task in waiting:
        task.cancel()
    loop.run_until_complete(asyncio.gather(*waiting, return_exceptions=True))
    loop.close()


def run(nb: Any, name: str, *, stage: Stage, cwd: Path, **options: Any) -> Any:
    """Executes the notebook in a kernel of its own and returns it; the engine's second half.

    `cwd` is the kernel's working folder alone: this process stays where it is. `reads` ({"case", "workspace"}) asks for
    a list of what the kernel reads, in the notebook's metadata.
    """
    wanted = {
        "workspace": None,
        "reads": None,
        "timeout": None,
        "start_timeout": 120,
        "log_output": False,
        "stdout_file": None,
        "stderr_file": None,
    }
    return _Runner.execute_notebook(nb, "python3", name=name, stage=stage, cwd=cwd, **(wanted | options))
