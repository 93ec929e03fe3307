"""What a page was made of, as hashes: whether it must be run again, and why.

A page is made of its cells, its parameters, the tables and files that it read the last time, the modules beside it,
case.toml, the kit and the installed libraries. A table that it asked for and that was not there counts as read. Where
it cannot be known what a page read, it counts as a reader of everything.
"""

from __future__ import annotations

import hashlib
import json
import platform
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from helpers import paths
from helpers.report.runs import cache as kept
from helpers.wording import listed

NOT_IN_PAGES = {"cli", "report"}  # rooms of the kit that no page's code is made with
# Code with these words may read what neither the kit nor Python's own `open` is asked for.
OPAQUE = re.compile(r"duckdb|parquet|pyarrow|polars|processed|subprocess|\bos\.(system|popen)|^\s*[!%]", re.MULTILINE)
READING = "changed while the page ran"


@dataclass
class Decision:
    """Whether a page is run, and why, as a sentence's end; `entry` is its last run where that is kept."""

    run: bool
    why: str
    entry: kept.Entry | None = None
    fixed: dict[str, Any] = field(default_factory=dict)


def decide(case: Any, plans: Sequence[Any], force: bool = False) -> dict[str, Decision]:
    """For every page of the report whether it must be run, by name."""
    return {plan.name: _decide(case, plan, force) for plan in plans}


def _decide(case: Any, plan: Any, force: bool) -> Decision:
    if plan.skipped:
        return Decision(False, f"is not made. {plan.skipped}")
    if plan.path.suffix == ".md":
        return Decision(True, "is taken as it is written: no kernel runs for a page of Markdown.")
    fixed = stated(case, plan)
    if force or not fixed:
        return Decision(True, "runs, because that was asked for." if force else "runs.", None, fixed)
    entry = kept.read(case, plan.name)
    if entry is None:
        return Decision(True, "runs, because no earlier run of it is kept.", None, fixed)
    why = differs(entry.parts, fixed | read(case, fixed, entry.reads, entry))
    if why:
        return Decision(True, f"runs, because {why}.", None, fixed)
    return Decision(False, f"kept: nothing it reads has changed since {minute(entry.ran)}.", entry, fixed)


def minute(moment: str) -> str:
    """An ISO moment in UTC as people read it: `2026-11-26 06:00 UTC`."""
    return f"{moment[:16].replace('T', ' ')} UTC"


def stated(case: Any, plan: Any) -> dict[str, Any]:
    """What a page is made of before it reads anything; empty where its notebook cannot be read."""
    try:
        notebook = json.loads(plan.path.read_text("utf-8"))
        cells = [{key: value for key, value in cell.items() if key in _CELL} for cell in notebook["cells"]]
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        return {}
    return {
        "notebook": _json_hash([cells, notebook.get("metadata")]),
        "opaque": bool(OPAQUE.search("\n".join(_code(cells)))),
        "parameters": _plain(plan.parameters),
        "case_toml": file_hash(Path(case.folder) / "case.toml"),
        "beside": {path.name: file_hash(path) for path in sorted(plan.path.parent.glob("*.py"))},
        "kit": kit(),
        "libraries": libraries(),
    }


_CELL = ("cell_type", "source", "metadata", "id")


def _code(cells: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    for cell in cells:
        if cell["cell_type"] == "code":
            yield cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])


def read(case: Any, fixed: Mapping[str, Any], reads: Any, entry: kept.Entry | None = None) -> dict[str, Any]:
    """What a page read, as hashes: its tables, and files of the workspace.

    `reads` is what its kernel noted (`casebook_reads`); `entry` is the run before, whose hash of a file holds while
    size and time of the file are the same.
    """
    built = case.built
    tables = {name: one.get("content") or one.get("key") for name, one in built.get("tables", {}).items()}
    noted = reads if isinstance(reads, Mapping) else {}
    root, toml = Path(case.workspace.root), Path(case.folder) / "case.toml"
    names = noted.get("tables") or []
    files = [name for name in noted.get("files") or [] if root / name != toml]  # counted already
    found: dict[str, Any] = {"tables": {name: _content(case, tables, name) for name in names}}
    found["files"] = {name: _file(root / name, entry, name) for name in files}
    if fixed.get("opaque") or not (names or files):
        found["tables"] |= tables
        found["inputs"] = {name: one.get("sha256") for name, one in built.get("inputs", {}).items()}
    return found


def _content(case: Any, tables: Mapping[str, Any], name: str) -> Any:
    """The hash of a table's rows, or of those columns of it that were read: `sources[cannot_say,source]`."""
    table, _, columns = name.removesuffix("]").partition("[")
    if not columns or table not in tables:
        return tables.get(table)
    from helpers.cases import read_frame

    frame = read_frame(table, case.processed / f"{table}.parquet", columns.split(","))
    return _json_hash(frame.to_dict("list"))


def _file(path: Path, entry: kept.Entry | None, name: str) -> list[str]:
    """Stamp and hash of a file: the hash of the run before where the stamp is the same."""
    now = stamp(path)
    before = (entry.parts.get("files") or {}).get(name) if entry else None
    return before if before and before[0] == now and now else [now, file_hash(path)]


def settled(found: dict[str, Any], root: Path, since_ns: int) -> dict[str, Any]:
    """What a page read, where a file that changed after the page began is marked: the next render runs the page."""
    for name, one in found.get("files", {}).items():
        try:
            changed = (root / name).stat().st_mtime_ns >= since_ns
        except OSError:
            continue
        if changed:
            found["files"][name] = [one[0], READING]
    return found


_PARTS = ("notebook", "parameters", "tables", "inputs", "files", "beside", "case_toml", "kit", "libraries")


def differs(before: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    """What is not as it was, in words, as in `claims and posts have changed`; empty if nothing is."""
    said = ["the notebook has changed"] if before.get("notebook") != now.get("notebook") else []
    if names := _unlike(before, now, "parameters"):
        said.append(f"the parameter{'' if len(names) == 1 else 's'} {_have(names)} changed")
    for part in ("tables", "inputs"):
        names = sorted({name.partition("[")[0] for name in _unlike(before, now, part)})
        said += [f"{_have(names)} changed"] if names else []
    if names := [name for name in _unlike(before, now, "files") if _hash(before, name) != _hash(now, name)]:
        said.append(f"{_have(names)} changed")
    if names := _unlike(before, now, "beside"):
        said.append(f"{_have(names)} changed beside it")
    for part, words in (("case_toml", "case.toml has"), ("kit", "the kit has"), ("libraries", "the libraries have")):
        said += [f"{words} changed"] if before.get(part) != now.get(part) else []
    return listed(said, len(_PARTS))


def _unlike(before: Mapping[str, Any], now: Mapping[str, Any], part: str) -> list[str]:
    one, other = before.get(part) or {}, now.get(part) or {}
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def _hash(parts: Mapping[str, Any], name: str) -> Any:
    return ((parts.get("files") or {}).get(name) or ["", ""])[1]


def _have(names: Sequence[str]) -> str:
    return f"{listed(names, 3)} {'has' if len(names) == 1 else 'have'}"


# ---------------------------------------------------------------- hashes


@cache
def kit(left_out: frozenset[str] = frozenset(NOT_IN_PAGES)) -> str:
    """One hash over the kit's own files, but for the rooms left out."""
    digest = hashlib.sha256()
    for path in sorted(paths.PACKAGE.rglob("*")):
        inside = path.relative_to(paths.PACKAGE)
        if inside.parts[0] not in left_out | {"_shipped"} and "__pycache__" not in inside.parts and path.is_file():
            digest.update(f"{inside.as_posix()}\0{file_hash(path)}\n".encode())
    return digest.hexdigest()


@cache
def libraries() -> str:
    """One hash over the names and versions of what is installed, and over Python and the machine's kind."""
    found = {f"{sys.implementation.name} {platform.python_version()} {platform.system()} {platform.machine()}"}
    for folder in {Path(place) for place in sys.path if place.endswith(("site-packages", "dist-packages"))}:
        found |= {path.name for path in folder.glob("*.dist-info")} if folder.is_dir() else set()
    return hashlib.sha256("\n".join(sorted(found)).encode()).hexdigest()


def file_hash(path: Path) -> str:
    """The SHA-256 of a file, or of the names in a folder; empty where there is neither."""
    try:
        if path.is_dir():
            return _json_hash(sorted(each.name for each in path.iterdir()))
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def stamp(path: Path) -> str:
    """Size and time of the last change of a file or folder; empty where there is none."""
    try:
        about = path.stat()
    except OSError:
        return ""
    return f"{about.st_size}:{about.st_mtime_ns}"


def _json_hash(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()


def _plain(value: Any) -> Any:
    """A value as it comes back from JSON."""
    return json.loads(json.dumps(value, default=str))
