"""How a case stands: what has arrived since it was built, what is stale, rejected, undecided; and the next step.

Reads and never writes. Files are told apart by their stamps; only one whose stamp has moved is hashed. What is known of
rows comes from the stamp of the last build and from the ledger: no table is opened.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from helpers import cases, ledger, scan
from helpers.cases import Case, Input, file_stamp, raw_files
from helpers.errors import CasebookError, TableError
from helpers.paths import Workspace
from helpers.report.publication import manifest
from helpers.report.runs import history, look
from helpers.wording import size


@dataclass
class Status:
    """The state of a case, in plain values; `next` is a command without the name of the workspace."""

    case: str
    title: str = ""
    problems: list[str] = field(default_factory=list)
    built: str = ""  # when a build last made a table; empty before the first
    n_files: int = 0
    n_records: int = 0
    files: list[dict[str, Any]] = field(default_factory=list)  # new, grown, changed, gone: since the last build
    case_toml: bool = False  # whether case.toml has changed since
    arrived: dict[str, Any] = field(default_factory=dict)  # of the last build that saw any
    unnamed: list[str] = field(default_factory=list)
    rejected: list[dict[str, Any]] = field(default_factory=list)
    unknown: dict[str, list[str]] = field(default_factory=dict)
    doubtful: dict[str, list[str]] = field(default_factory=dict)  # ids that a spreadsheet has rounded, by file
    undecided: list[str] = field(default_factory=list)
    n_candidates: int = 0  # found in texts, and nobody has decided on them
    unfounded: list[str] = field(default_factory=list)  # decisions that have lost their ground, or decide nothing
    report: dict[str, Any] = field(default_factory=dict)  # finished, fresh, held, last
    next: str = ""

    def as_dict(self) -> dict[str, Any]:
        """It as plain values for JSON."""
        return asdict(self)


def status(name: str, space: Workspace) -> Status:
    """The state of the case of this name; a `CasebookError` where there is none."""
    folder = space.case_folder(name)
    case, problems = cases.read(folder, name, space)
    found = Status(name, case.title if case else "", problems)
    if case is None:
        found.next = f"casebook check {name}"
        return found
    inputs = _inputs(case, found)
    built = case.built
    lines = _ledger(case, found)
    if built:
        found.built = built.get("made_at", "")
        found.case_toml = built["case_toml"] != file_stamp(folder / "case.toml")
        found.arrived = built.get("arrived", {})
        open_ = built.get("undecided", {})
        found.undecided, found.n_candidates = list(open_.get("claims", [])), open_.get("candidates", 0)
        found.unfounded = [*open_.get("faults", []), *open_.get("unfounded", [])]
        _of_rows(found, built, lines)
    found.files = list(_moved(inputs, built.get("inputs", {}), lines, case.folder))
    found.unnamed = _unnamed(case, inputs)
    found.report = _report(case, found)
    found.next = _next(case, found, bool(inputs))
    return found


def _inputs(case: Case, found: Status) -> dict[str, Input]:
    """The files of the case; where one source is at fault, those of the others."""
    try:
        return {one.name: one for one in case.inputs}
    except CasebookError as error:
        if str(error) not in "\n".join(found.problems):
            found.problems.append(str(error))
    listed: list[Input] = []
    for source in case.sources:
        with suppress(CasebookError):
            listed += cases.expand(case.folder, source)
    with suppress(CasebookError):
        listed += cases.handmade_inputs(case.folder, [one.name for one in listed])
    return {one.name: one for one in reversed(listed)}


def _ledger(case: Case, found: Status) -> dict[str, dict[str, Any]]:
    try:
        return ledger.known(ledger.read(case.processed / "ledger.jsonl"))
    except TableError as error:
        found.problems.append(str(error))
        return {}


def _of_rows(found: Status, built: Mapping[str, Any], lines: Mapping[str, Mapping[str, Any]]) -> None:
    reasons = built["tables"].get("rejects", {}).get("reasons", {})
    for name in built["inputs"]:
        line = lines.get(name, {})
        found.n_files += 1
        found.n_records += line.get("records", 0)
        if line.get("rejected"):
            about = {"source": name, "rejected": line["rejected"], "records": line["records"]}
            found.rejected.append(about | {"reasons": reasons.get(name, [])})
        if line.get("unknown"):
            found.unknown[name] = line["unknown"]
        if doubts := [repair for repair in line.get("repairs", []) if "proves no identity" in repair]:
            found.doubtful[name] = doubts


# ---------------------------------------------------------------- files


def _moved(
    inputs: Mapping[str, Input],
    before: Mapping[str, Mapping[str, Any]],
    lines: Mapping[str, Mapping[str, Any]],
    folder: Path,
) -> Iterator[dict[str, Any]]:
    """The files that are not as they were when the tables were built, each with a sentence."""
    gone = {name: about.get("sha256") for name, about in before.items() if name not in inputs}
    for name, one in inputs.items():
        known = before.get(name)
        if known and known.get("stamp") == file_stamp(one.path):
            continue
        sha256 = _sha256(one.path)
        was = next((old for old, theirs in gone.items() if theirs == sha256), "")
        if not known and was:
            gone.pop(was)
            yield {"source": name, "kind": "renamed", "says": f"{was} is called {name} now."}
        elif not known:
            yield {"source": name, "kind": "new", "says": f"{name} is new ({size(_bytes(one.path))})."}
        elif known.get("sha256") != sha256:
            yield _changed(one, lines.get(name, {}))
    for name in gone:
        how = "is named in case.toml no longer" if (folder / name).exists() else "is gone"
        yield {"source": name, "kind": "gone", "says": f"{name} {how}."}


def _changed(one: Input, line: Mapping[str, Any]) -> dict[str, Any]:
    """What can be told of changed bytes without reading the rows: whether they are the earlier ones and more."""
    if one.path.is_dir():
        return {"source": one.name, "kind": "changed", "says": f"{one.name} has other files than before."}
    n_before = int(line.get("bytes", 0))
    if n_before and one.source.reader != "handmade" and scan.begins_with(one.path, n_before, line["sha256"]):
        more = size(_bytes(one.path) - n_before)
        return {"source": one.name, "kind": "grown", "says": f"{one.name} has grown by {more}."}
    how = "was edited" if one.source.reader == "handmade" else "has changed"
    return {"source": one.name, "kind": "changed", "says": f"{one.name} {how}."}


def _sha256(path: Path) -> str:
    if not path.is_dir():
        return scan.sha256(path)
    listed = (f"{scan.sha256(file)}  {file.relative_to(path).as_posix()}\n" for file in raw_files(path))
    return hashlib.sha256("".join(listed).encode()).hexdigest()


def _bytes(path: Path) -> int:
    return sum(file.stat().st_size for file in (raw_files(path) if path.is_dir() else [path]))


def _unnamed(case: Case, inputs: Mapping[str, Input]) -> list[str]:
    """The files of the case's folder that no source names, and that are neither pages nor tables of judgement."""
    names = {file.relative_to(case.folder).as_posix() for file in raw_files(case.folder)}
    ours = {name for name in names if name in ("case.toml", "handmade/positions.csv") or name.startswith("pages/")}
    folders = tuple(f"{name}/" for name, one in inputs.items() if one.path.is_dir())
    return sorted(name for name in names - ours - set(inputs) if not (folders and name.startswith(folders)))


# ---------------------------------------------------------------- the report, and the next step


def _report(case: Case, found: Status) -> dict[str, Any]:
    """When the report was published, whether it shows the case as it is, whether a newer one is held, the last run."""
    before = manifest.published(case.reports)
    runs = history.read(case)
    held = Path(f"{case.reports}.held.html")
    told: dict[str, Any] = {"finished": before.get("finished", ""), "last": runs[-1] if runs else {}}
    told["held"] = str(held) if held.is_file() else ""
    current = bool(before) and not found.files and not found.problems and bool(found.built)
    told["fresh"] = current and look.same(case, look.look(case, before.get("parameters") or {}))
    return told


def _next(case: Case, found: Status, has_evidence: bool) -> str:
    name = case.name
    if found.problems:
        return f"casebook check {name}"
    if not has_evidence:
        return "casebook readers"
    if not found.built or found.files or found.case_toml:
        return f"casebook build {name}"
    if found.report["held"]:
        return f"casebook history {name}"
    if not found.report["fresh"]:
        return f"casebook render {name}"
    return f"casebook watch {name}"


__all__ = ["Status", "status"]
