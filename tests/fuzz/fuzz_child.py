"""A process that builds one changed file after the other, and judges what came of each.

A line of JSON (`seed`, `number`, `stem`, `steps`) is answered with a line: `outcome` is tables, refused or fault.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import resource
import shutil
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "fixtures")]

import fuzz_oracle  # noqa: E402
import pyarrow.parquet as pq  # noqa: E402
from fuzz_draft import Draft  # noqa: E402
from most_memory import most_memory  # noqa: E402

from helpers import build, cases, readers, tables  # noqa: E402
from helpers.errors import CasebookError  # noqa: E402
from helpers.readers import Own  # noqa: E402

MOST_SECONDS = 20.0  # of the processor: other work on the machine does not count
HALT = 40  # seconds after which the system ends the process
MOST_MEMORY = 1 << 30  # above what the process had before
FATES = ("kept", "duplicates", "observations", "rejected")
_BARE = re.compile(
    r"\b(Invalid Input|Conversion|Binder|Parser|IO|Out of Memory|INTERNAL|Catalog|Constraint|Serialization|Cast|"
    r"Out of Range|Not implemented|Fatal|Interrupt|Sequence|Dependency|HTTP) (Error|Exception)\b|Traceback|Errno|Arrow|"
    r"Invalid Error|object at | at 0x|Candidate |LINE \d+:|read_(csv|parquet)|duckdb|pyarrow|NoneType|ijson|lxml"
)


class Fault(Exception):
    """What must not be."""


def tried(draft: Draft) -> dict[str, Any]:
    """What became of one file."""
    root = Path(tempfile.mkdtemp(prefix="fuzz-"))
    try:
        case = draft.make(root)
    except CasebookError as error:
        shutil.rmtree(root, ignore_errors=True)
        return {"outcome": "refused", "said": str(error)} if _whole(str(error)) else _fault(error)
    before, memory = _listing(root), _reset_memory()
    began = time.process_time()
    try:
        found = _built(case, draft)
        found["seconds"] = time.process_time() - began
        found["memory"] = most_memory() - memory
        _check_bounds(found)
        if _listing(root) != before:
            raise Fault(f"other files than before: {sorted(_listing(root) ^ before)[:3]}")
    except Exception as error:
        found = _fault(error)
    finally:
        shutil.rmtree(root, ignore_errors=True)
    return found


def _built(case: cases.Case, draft: Draft) -> dict[str, Any]:
    try:
        done = build.build(case)
    except CasebookError as error:
        if not _whole(str(error)):
            raise Fault(f"not a whole sentence: {error}") from error
        left = [p.name for p in case.processed.rglob("*") if p.is_file()]
        if left:
            raise Fault(f"refused ({error}), and yet written: {left}") from error
        return {"outcome": "refused", "said": str(error)}
    source = done.sources[0]
    _check_fates(case, draft, source, done.rows)
    return {"outcome": "tables", "records": source["records"], "fates": {name: source[name] for name in FATES}}


def _check_fates(case: cases.Case, draft: Draft, source: dict[str, Any], rows: dict[str, int]) -> None:
    fates = {name: source[name] for name in FATES}
    if sum(fates.values()) != source["records"]:
        raise Fault(f"{source['records']} records have the fates {fates}")
    main, one = source["tables"][0], case.inputs[0]
    if rows.get(main, 0) != fates["kept"] or rows.get("rejects", 0) != fates["rejected"]:
        raise Fault(f"the fates {fates} do not make the tables {rows}")
    for name in rows:
        _check_table(case, name)
    counted: int | None = None
    if one.path.is_dir():
        counted = fuzz_oracle.files(one.path, one.source.reader)
    elif draft.plain is not None:
        shape = readers.get(one.source.reader).shape(one.path, one.source.options)
        counted = fuzz_oracle.records(draft.plain, shape, one.source.reader, source["encoding"])
        if isinstance(shape.format, Own) and one.source.reader == "notes":
            counted = 1
    if counted is not None and counted != source["records"]:
        raise Fault(f"{source['records']} records were read, and an independent count has {counted}")


def _check_table(case: cases.Case, name: str) -> None:
    """The table can be read, its texts are text, and every row has its way back."""
    found = pq.read_table(case.processed / f"{name}.parquet")
    found.validate(full=True)
    if {"source", "row"} <= set(found.column_names) and name in tables.TABLES and tables.get(name).readable:
        for column in ("source", "row"):
            if found[column].null_count or "" in found[column].to_pylist():
                raise Fault(f"a row of {name} has no {column}")
    case.table(name)


def _check_bounds(found: dict[str, Any]) -> None:
    if found["seconds"] > MOST_SECONDS:
        raise Fault(f"{found['seconds']:.0f} s of work ({found})")
    if found["memory"] > MOST_MEMORY:
        raise Fault(f"{found['memory'] >> 20} MiB of memory ({found})")


def _whole(said: str) -> bool:
    """Whether it is made of sentences, and nothing of them is what a library said to a programmer.

    A sentence that ends in a colon may have a list below it, a line each.
    """
    sentence, _, listed = said.partition(":\n  ")
    ends = sentence[-1:].isprintable() and sentence.strip() if listed else sentence.rstrip()[-1:] in ".?!"
    lost = "Please report" in said  # the kit's own two counts differ: nothing is lost, and yet a fault of the kit
    return bool(said[:1].strip() and ends) and len(said) < 5_000 and not lost and not _BARE.search(said)


def _fault(error: BaseException) -> dict[str, Any]:
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "/helpers/" in f.filename]
    where = f"{Path(frames[-1].filename).name}, {frames[-1].name}" if frames else ""
    said = str(error) or type(error).__name__
    return {
        "outcome": "fault",
        "kind": f"{type(error).__name__} {where}: {re.sub(r'[0-9]+|/[^ ,:]*', '#', said)[:60]}",
        "said": f"{type(error).__name__}: {said}"[:3_000],
        "trace": "".join(traceback.format_exception(error))[-4_000:],
    }


def _listing(root: Path) -> set[str]:
    """Every file beside the tables, by its name and size; and what a trick might leave beside the workspace."""
    inside = {f"{p.relative_to(root)} {p.stat().st_size}" for p in root.rglob("*") if p.is_file()}
    outside = {str(p) for p in root.parent.glob("outside*")}
    return {one for one in inside if not one.startswith("data/processed/")} | outside


def _reset_memory() -> int:
    """Forgets the most memory so far, where the system can, and returns it as it is now."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")
    return most_memory()


def _halt_after(seconds: int) -> None:
    """Has the system end this process when it has worked for so long from now on."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds + 1, hard))


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (12 << 30, 12 << 30))  # a stop, where a file makes memory grow without end


def main() -> None:
    _limited()
    pipe = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    for line in sys.stdin:
        given = json.loads(line)
        draft = Draft(given["seed"], given["number"], given["stem"], [tuple(step) for step in given["steps"]])
        _halt_after(HALT)  # here, and not in `tried`, which tests call in a process of their own
        pipe.write(json.dumps(tried(draft)) + "\n")
        pipe.flush()


if __name__ == "__main__":
    main()
