"""Evidence that is in the case already: the same bytes under another name, or a file that an entry covers."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from helpers import cases, scan
from helpers.cases import Case, raw_files
from helpers.errors import CasebookError
from helpers.wording import listed, many

_NO_EVIDENCE = ("case.toml", "README.md")


def same_bytes(case: Case, files: Iterable[Path]) -> list[str]:
    """A sentence for each file or folder whose bytes lie in the case already under another name."""
    known: dict[int, list[Path]] = {}
    for path in raw_files(case.folder):
        if path.relative_to(case.folder).as_posix() not in _NO_EVIDENCE:
            known.setdefault(path.stat().st_size, []).append(path)
    said = []
    hashes: dict[Path, str] = {}
    for named in files:
        path = named.expanduser().absolute()
        inside = [one for one in (raw_files(path) if path.is_dir() else [path]) if one.is_file()]
        found = [(one, twin) for one in inside if (twin := _twin(one, known, hashes))]
        if found and path.is_dir():
            also = listed([twin.relative_to(case.folder).as_posix() for _, twin in found])
            said.append(
                f"Of {named}, {many(len(found), 'file is', 'files are')} in the case already, byte for byte: {also}."
            )
        elif found:
            also = found[0][1].relative_to(case.folder).as_posix()
            said.append(f"{named} has the same bytes as {also}, which lies in the case already.")
    return said


def _twin(path: Path, known: dict[int, list[Path]], hashes: dict[Path, str]) -> Path | None:
    """Another file of the case with the same bytes; only files of the same size are hashed."""
    size = path.stat().st_size
    others = [one for one in known.get(size, ()) if one.resolve() != path.resolve()] if size else []
    for one in [path, *others] if others else ():
        hashes.setdefault(one, scan.sha256(one))
    return next((one for one in others if hashes[one] == hashes[path]), None)


def _is_twin(one: Path, other: Path) -> bool:
    return one.stat().st_size == other.stat().st_size and scan.sha256(one) == scan.sha256(other)


def covered_by(case: Case, path: Path) -> tuple[str, str]:
    """The file's name in the case and the reader of the entry that names it; two empty texts where none does.

    A file that was added before, under the same name, is the one in the case.
    """
    real = path.expanduser().resolve()
    if not real.is_relative_to(case.folder.resolve()):
        known = [one for one in raw_files(case.folder) if real.is_file() and one.name == real.name]
        twin = next((one for one in known if _is_twin(one, real)), None)
        return covered_by(case, twin) if twin else ("", "")
    name = real.relative_to(case.folder.resolve()).as_posix()
    for source in case.sources:
        try:
            names = [one.name for one in cases.expand(case.folder, source)]
        except CasebookError:  # another entry leads nowhere: `check` says so
            continue
        if name in names or any(one.startswith(f"{name}/") or name.startswith(f"{one}/") for one in names):
            return name, source.reader
    return "", ""
