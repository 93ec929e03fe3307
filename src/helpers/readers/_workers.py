"""Work on many files, spread over the cores; the answers come in the order of the questions.

A worker is a Python process of its own that answers one line of JSON with another. It does not import the main module
(so it works from a notebook, a pipe and a script without a guard), and one that dies or hangs costs one file, not the
build.
"""

from __future__ import annotations

import importlib
import json
import os
import queue
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import IO, Any

Answer = dict[str, Any]
FEW = 150  # fewer files are done before other processes have imported what they need
LARGE = 256 << 10  # bytes: a larger file, which may be made to take for ever, is left to a process that can be ended
PATIENCE = 120  # seconds for one file
_START = """import json, sys
sys.path[:] = json.loads(sys.argv[1])
from helpers.readers import _workers
_workers.serve(sys.argv[2])"""


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def answers(work: str, questions: Sequence[str], workers: int = 0) -> Iterator[Answer]:
    """What the function `module:name` says to each question, in order; `{"fault": ...}` where a worker died of it."""
    workers = workers or (cores() if len(questions) >= FEW else 1)
    if workers < 2 or not sys.executable:
        yield from _one_by_one(work, questions)
        return
    idle: queue.SimpleQueue[_Worker] = queue.SimpleQueue()
    for _ in range(workers):
        idle.put(_Worker(work))
    waiting: deque[Future[Answer]] = deque()
    with ThreadPoolExecutor(workers) as threads:
        try:
            for question in questions:
                waiting.append(threads.submit(_ask, idle, question))
                if len(waiting) > 8 * workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()
            threads.shutdown()
            while not idle.empty():
                idle.get().stop()


def _one_by_one(work: str, questions: Sequence[str]) -> Iterator[Answer]:
    """Here, but for files that are large."""
    here, beside = _function(work), _Worker(work)
    try:
        for question in questions:
            yield beside.ask(question) if sys.executable and _is_large(Path(question)) else here(question)
    finally:
        beside.stop()


def _is_large(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > LARGE


def _ask(idle: queue.SimpleQueue[_Worker], question: str) -> Answer:
    worker = idle.get()
    try:
        return worker.ask(question)
    finally:
        idle.put(worker)


class _Worker:
    """One process; started at its first question, and again after it died."""

    def __init__(self, work: str) -> None:
        self.work = work
        self.process: subprocess.Popen[bytes] | None = None

    def ask(self, question: str) -> Answer:
        """The answer to one question."""
        if self.process is None:
            command = [sys.executable, "-c", _START, json.dumps(sys.path), self.work]
            self.process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        limit = threading.Timer(PATIENCE, self.process.kill)
        limit.start()
        try:
            line = self._exchange(self.process, question)
        finally:
            limit.cancel()
        if line:
            return dict(json.loads(line))
        self.stop()
        return {"fault": f"The process that read it died, or took more than {PATIENCE} seconds."}

    @staticmethod
    def _exchange(process: subprocess.Popen[bytes], question: str) -> bytes:
        assert process.stdin and process.stdout
        try:
            process.stdin.write(json.dumps(question).encode() + b"\n")
            process.stdin.flush()
            return process.stdout.readline()
        except OSError:  # it died between two questions
            return b""

    def stop(self) -> None:
        """Ends the process."""
        if self.process:
            self.process.kill()
            self.process.communicate()
            self.process = None


def _function(work: str) -> Callable[[str], Answer]:
    module, _, name = work.partition(":")
    found: Callable[[str], Answer] = getattr(importlib.import_module(module), name)
    return found


def serve(work: str) -> None:
    """A worker's whole life: what it would print goes to the standard error, so that only answers go to the pipe."""
    pipe: IO[bytes] = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    function = _function(work)
    for line in sys.stdin.buffer:
        pipe.write(json.dumps(function(json.loads(line))).encode() + b"\n")
        pipe.flush()
