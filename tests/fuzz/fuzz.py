"""Changes the samples of all readers at random, builds each, and says what should not have happened.

    python tests/fuzz/fuzz.py --seconds 600 --seed 7        for so long; or --files 100, so many
    python tests/fuzz/fuzz.py --seed 7 --only 123           one file again, and where its build fails

Of every file a build must make tables whose fates add up to an independent count, or say one whole sentence, in 20
seconds of work and a gigabyte of memory, and leave nothing half-written. Each file is made of a seed and a number, so
that it is the same again everywhere. One that fails is tried with fewer changes, and written into `--keep`.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[1]
sys.path[:0] = [str(HERE), str(HERE.parent / "fixtures")]

from fuzz_draft import Draft, draft  # noqa: E402

PATIENCE = 300  # seconds by the clock, on a busy machine; the work itself has twenty
ENOUGH = 3  # faults of one kind are written down so often, then only counted
LOUD = {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"}


class Child:
    """The process that builds; one that died or hangs is ended, and the next question starts another."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[str] | None = None

    def ask(self, of: Draft) -> dict[str, Any]:
        if self.process is None:
            command = [sys.executable, str(HERE / "fuzz_child.py")]
            path = os.pathsep.join(one for one in sys.path if one)
            self.process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                env=os.environ | LOUD | {"PYTHONPATH": path},
            )  # fmt: skip
        late = threading.Event()
        limit = threading.Timer(PATIENCE, lambda: (late.set(), self.process.kill()))  # type: ignore[union-attr]
        limit.start()
        try:
            line = self._exchange(self.process, of)
        finally:
            limit.cancel()
        if line:
            return dict(json.loads(line))
        code = self.stop()
        said = "the work took more than 40 s" if code == -signal.SIGXCPU else "the process died"
        said = f"no answer in {PATIENCE} s" if late.is_set() else said
        return {"outcome": "fault", "kind": said, "said": said}

    @staticmethod
    def _exchange(process: subprocess.Popen[str], of: Draft) -> str:
        assert process.stdin and process.stdout
        given = {key: value for key, value in asdict(of).items() if key in ("seed", "number", "stem", "steps")}
        try:
            process.stdin.write(json.dumps(given) + "\n")
            process.stdin.flush()
            return process.stdout.readline()
        except OSError:
            return ""

    def stop(self) -> int | None:
        """Ends the process, and returns how it ended."""
        if self.process is None:
            return None
        process, self.process = self.process, None
        assert process.stdin and process.stdout
        with contextlib.suppress(OSError):
            process.stdin.close()
        try:
            process.wait(1)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()
        return process.returncode


@dataclass
class Found:
    """What was tried, and what came of it."""

    outcomes: Counter[str] = field(default_factory=Counter)
    fates: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest: float = 0.0
    largest: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, answer: dict[str, Any]) -> bool:
        """Counts an answer; says whether it is a fault that is to be written down."""
        with self.lock:
            self.outcomes[answer["outcome"]] += 1
            self.fates.update(answer.get("fates", {}))
            self.slowest = max(self.slowest, answer.get("seconds", 0.0))
            self.largest = max(self.largest, answer.get("memory", 0))
            if answer["outcome"] != "fault":
                return False
            self.kinds[answer["kind"]] += 1
            return self.kinds[answer["kind"]] <= ENOUGH

    def __str__(self) -> str:
        files, rows = sum(self.outcomes.values()), sum(self.fates.values())
        fates = ", ".join(f"{n:,} {name}" for name, n in self.fates.items())
        return (
            f"{files:,} files: {self.outcomes['tables']:,} became tables of {rows:,} records ({fates}), "
            f"{self.outcomes['refused']:,} were refused in a sentence, {self.outcomes['fault']:,} failed. "
            f"The most for one file: {self.slowest:.1f} s of work, {self.largest >> 20} MiB."
        )


def shrunk(child: Child, of: Draft, answer: dict[str, Any]) -> tuple[Draft, dict[str, Any]]:
    """The draft without the changes that it fails without, too."""
    n = 0
    while n < len(of.steps) and len(of.steps) > 1:
        fewer = replace(of, steps=of.steps[:n] + of.steps[n + 1 :])
        said = child.ask(fewer)
        if said["outcome"] == "fault" and said["kind"] == answer["kind"]:
            of, answer = fewer, said
        else:
            n += 1
    return of, answer


def told(of: Draft, answer: dict[str, Any], keep: Path) -> str:
    """Writes the file of a fault down, and says what it is."""
    folder = keep / f"{of.seed}-{of.number}"
    with tempfile.TemporaryDirectory() as root:
        case = of.make(Path(root))
        subprocess.run(["cp", "-r", str(case.folder), str(folder)], check=True)
    again = f"python tests/fuzz/fuzz.py --seed {of.seed} --only {of.number}"
    text = f"{of}\n{answer['said']}\nagain: {again}\nfile: {folder}\n"
    (folder / "fault.txt").write_text(text + answer.get("trace", ""), "utf-8", "backslashreplace")
    return text


def run(seed: int, keep: Path, jobs: int, seconds: float = 0, files: int = 0, first: int = 0) -> Found:
    """Tries files until the time or their number is up; the first `first` are left out."""
    found, ends = Found(), time.monotonic() + seconds
    numbers = iter(itertools.count(first) if not files else range(first, first + files))
    with ThreadPoolExecutor(jobs) as threads:
        list(
            threads.map(
                lambda _: _work(_until(numbers, ends if seconds else 0, found.lock), seed, keep, found), range(jobs)
            )
        )
    return found


def _until(numbers: Iterator[int], ends: float, lock: threading.Lock) -> Iterator[int]:
    while not ends or time.monotonic() < ends:
        with lock:
            number = next(numbers, None)
        if number is None:
            return
        yield number


def _work(numbers: Iterator[int], seed: int, keep: Path, found: Found) -> None:
    child = Child()
    try:
        for number in numbers:
            of = draft(seed, number)
            answer = child.ask(of)
            if found.add(answer):
                text = told(*shrunk(child, of, answer), keep)
                found.faults.append(text)
                print(text, flush=True)
    finally:
        child.stop()


def main() -> int:
    given = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    given.add_argument("--seconds", type=float, default=60)
    given.add_argument("--files", type=int, default=0, help="so many files instead of a time")
    given.add_argument("--first", type=int, default=0, help="begin with this number")
    given.add_argument("--seed", type=int, default=0)
    given.add_argument("--only", type=int, default=None, help="one file of the seed, by its number")
    given.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    given.add_argument("--keep", type=Path, default=REPOSITORY / ".fuzz")
    options = given.parse_args()
    options.keep.mkdir(parents=True, exist_ok=True)
    if options.only is not None:
        options.first, options.files, options.jobs = options.only, 1, 1
    seconds = 0 if options.files else options.seconds
    found = run(options.seed, options.keep, options.jobs, seconds, options.files, options.first)
    print(found)
    for kind, times in found.kinds.most_common():
        print(f"{times:6,}  {kind}")
    return 1 if found.outcomes["fault"] else 0


if __name__ == "__main__":
    sys.exit(main())
