"""Whether a case is still what was read: its files, the chain of its ledger, its counts, its tables, its reports.

    found = verify.verify("harbour-fire")
    found.problems                      a sentence for each fact that does not hold

Nothing is written but a temporary folder, in which the evidence is read once more; it is gone at the end. What the
ledger cannot show by itself, that its end was cut or all of it written anew, is shown by a head that was noted
elsewhere. `docs/verify.md` has the same check without the kit. `_past` walks the chain, `_files` hashes, `_again`
derives the counts and the tables, `_published` looks at reports.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from helpers import cases, paths
from helpers.cases import Case, file_stamp
from helpers.errors import CaseError, TableError
from helpers.paths import Workspace
from helpers.verify import _files, _past
from helpers.verify._files import Progress


@dataclass
class Verified:
    """What was verified of a case, in plain values; `problems` is empty where every fact holds."""

    case: str
    problems: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    ledger: dict[str, Any] = field(default_factory=dict)  # its path, its head, its number of lines
    files: int = 0  # hashed
    bytes: int = 0
    quick: bool = False
    records: int = 0  # whose fates were derived again
    tables: int = 0  # that were derived again
    reports: int = 0

    def as_dict(self) -> dict[str, Any]:
        """It as plain values for JSON."""
        return asdict(self)


def verify(
    name: str,
    workspace: str | Path | Workspace | None = None,
    *,
    quick: bool = False,
    head: str = "",
    report: bool = False,
    progress: Progress | None = None,
) -> Verified:
    """Every fact about the case of this name that no longer holds, each as a sentence; none where all hold.

    `quick` hashes the files and walks the chain, and derives nothing again. `head` is the hash of the last line that
    somebody noted earlier: the ledger must still have that line. `report` looks at what is published, too. A
    `CaseError` where there is no such case, a `TableError` where it is built meanwhile. What is wrong with case.toml
    is remarked on, and the rest is verified.
    """
    space = workspace if isinstance(workspace, Workspace) else paths.find_workspace(workspace)
    case, wrong = cases.read(space.case_folder(name), name, space)
    if case is None:
        raise CaseError("\n".join(wrong))
    tell = progress or (lambda what, done, total: None)
    before = _stamps(case)
    past = _past.read(case.processed / "ledger.jsonl", head)
    found = Verified(case.name, [*past.problems], [*wrong, *past.remarks], quick=quick)
    found.ledger = {"path": str(past.path), "head": past.head.sha256, "lines": past.head.lines}
    files = _files.look(case, past, tell)
    found.files, found.bytes = files.n, files.bytes
    derived = _derive(case, past, files, found, tell)
    found.problems += [*files.sentences, *_stamped(case, past, files), *derived]
    if report:
        from helpers.verify import _published

        found.reports, said = _published.look(case, past)
        found.problems += said
    if _stamps(case) != before:
        raise TableError(f"{case.name} was built while it was verified. Run `casebook verify {case.name}` again.")
    return found


def _derive(case: Case, past: _past.Past, files: _files.Files, found: Verified, tell: Progress) -> list[str]:
    if found.quick or not past.lines:
        return []
    if not _files.present(case):
        found.remarks.append("Nothing was read again: none of the files that case.toml names is there.")
        return []
    from helpers.verify._again import again  # DuckDB and Arrow: not for a quick look

    derived = again(case, past, files, tell)
    found.records, found.tables = derived.records, derived.tables
    found.remarks += derived.remarks
    return derived.problems


def _stamped(case: Case, past: _past.Past, files: _files.Files) -> list[str]:
    """Where the stamp of the build and the ledger do not tell of the same bytes."""
    said, last = [], past.last()
    for name, one in case.built.get("inputs", {}).items():
        line = last.get(name)
        sha256 = one.get("sha256") if isinstance(one, dict) else None
        if line is None or line.gone:
            if name not in files.problems:
                said.append(f"build.json tells of {_past.shown(name)}, and the ledger does not.")
        elif line.says["sha256"] != sha256:
            said.append(
                f"{_past.shown(name)}: the tables were made of bytes with the SHA-256 {sha256}; line {line.n} of the "
                f"ledger tells of {line.says['sha256']}."
            )
    return said


def _stamps(case: Case) -> list[str]:
    return [file_stamp(case.processed / name) for name in ("ledger.jsonl", "build.json")]


__all__ = ["Verified", "verify"]
