"""The raw files as they lie there now, held against the last word of the ledger on each."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from helpers import cases, paths, scan
from helpers.cases import Case, Input, Source
from helpers.errors import CasebookError
from helpers.verify._past import Last, Past, shown
from helpers.wording import listed, many

Progress = Callable[[str, int, int], None]
MOST = 12  # files of one folder that are told with their hashes


@dataclass
class Files:
    """What became of the files: `problems` by source; the sources that have other bytes, are gone, or are not known."""

    problems: dict[str, list[str]] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    n: int = 0
    bytes: int = 0

    @property
    def touched(self) -> bool:
        """Whether the case's evidence is not what the ledger tells of."""
        return bool(self.changed or self.gone or self.unknown)

    @property
    def sentences(self) -> Iterator[str]:
        """What is wrong with the files."""
        for said in self.problems.values():
            yield from said


class _Looking:
    def __init__(self, case: Case, past: Past, progress: Progress) -> None:
        self.case, self.last, self.progress, self.found = case, past.last(), progress, Files()
        self.inputs = present(case)

    def look(self) -> Files:
        known = {name: last for name, last in self.last.items() if not last.gone}
        todo = [*known, *(name for name in self.inputs if name not in known)]
        for n, name in enumerate(todo):
            self.progress(f"hashing {shown(name)}", n, len(todo))
            try:
                said = list(self._known(name, known[name]) if name in known else self._unknown(self.inputs[name]))
            except (OSError, CasebookError) as error:
                self.found.changed.append(name)
                why = f"cannot be read: {error.strerror}." if isinstance(error, OSError) else f"was not read. {error}"
                said = [f"{shown(name)} {why}"]
            if said:
                self.found.problems[name] = said
        self.progress("hashing", len(todo), len(todo))
        return self.found

    def _known(self, name: str, last: Last) -> Iterator[str]:
        path = self.case.folder / name
        try:
            paths.inside(self.case.folder, name)
        except CasebookError:
            self.found.changed.append(name)
            yield f"{shown(name)} leads out of the case by a link, and was not read."
            return
        kind, is_one = ("folder", path.is_dir()) if last.files else ("file", path.is_file())
        if not is_one:
            self.found.gone.append(name)
            now = f"is no {kind} any more" if path.exists() else "is gone"
            yield f"{shown(name)} {now}: {_was(last)}.{self._elsewhere(name, last)}"
        elif last.files:
            yield from self._folder(name, path, last)
        else:
            yield from self._file(name, path, last)

    def _file(self, name: str, path: Path, last: Last) -> Iterator[str]:
        n_bytes, sha256 = path.stat().st_size, scan.sha256(path)
        self._count(1, n_bytes)
        if sha256 == last.says["sha256"]:
            return
        self.found.changed.append(name)
        before = last.says["bytes"]
        grown = n_bytes > before and scan.begins_with(path, before, last.says["sha256"])
        more = f" Its first {before:,} bytes are those that were read; the rest came later." if grown else ""
        yield f"{shown(name)}: {_was(last)}; now it has {many(n_bytes, 'byte')} with {sha256}.{more}"

    def _folder(self, name: str, path: Path, last: Last) -> Iterator[str]:
        now = {}
        for file in cases.raw_files(path):
            one = file.relative_to(path).as_posix()
            now[one] = scan.sha256(paths.inside(path, one))
            self._count(1, file.stat().st_size)
        before = last.files
        listing = "".join(f"{before[one]}  {one}\n" for one in sorted(before, key=lambda one: one.split("/")))
        if hashlib.sha256(listing.encode()).hexdigest() != last.says["sha256"]:
            yield f"{shown(name)}: line {last.n} has a list of files that does not give its SHA-256."
        if now == before:
            return
        self.found.changed.append(name)
        different = [one for one in now if one in before and now[one] != before[one]]
        for one in different[:MOST]:
            was = f"the SHA-256 {before[one]} was read on {_day(last)} (line {last.n})"
            yield f"{shown(f'{name}/{one}')}: {was}; now it has {now[one]}."
        if len(different) > MOST:
            yield f"{shown(name)}: {len(different) - MOST:,} more files in it are different."
        yield from self._pages(name, last, "new", [one for one in now if one not in before])
        yield from self._pages(name, last, "gone", [one for one in before if one not in now])

    def _pages(self, name: str, last: Last, what: str, files: list[str]) -> Iterator[str]:
        if files:
            is_, named = "is" if len(files) == 1 else "are", listed([shown(one) for one in files])
            since = "since then" if what == "new" else "of it"
            yield (
                f"{shown(name)}: {many(len(last.files), 'file')} in it were read on {_day(last)} (line {last.n}); "
                f"{many(len(files), 'file')} {since} {is_} {what}: {named}."
            )

    def _unknown(self, one: Input) -> Iterator[str]:
        self.found.unknown.append(one.name)
        is_back = one.name in self.last
        then = f"Run `casebook build {self.case.name}`."
        if is_back:
            yield f"{shown(one.name)} is there, and line {self.last[one.name].n} says that it was gone. {then}"
        else:
            yield f"{shown(one.name)} was never built: no line tells of it. {then}"

    def _elsewhere(self, name: str, last: Last) -> str:
        """Where the bytes of a file that is gone lie now."""
        for other in self.inputs.values():
            may_be = other.name not in self.last and other.path.is_file()
            if may_be and scan.sha256(other.path) == last.says["sha256"]:
                return f" {shown(other.name)} has its bytes."
        return ""

    def _count(self, n: int, n_bytes: int) -> None:
        self.found.n += n
        self.found.bytes += n_bytes


def look(case: Case, past: Past, progress: Progress) -> Files:
    """Hashes every raw file that the ledger tells of, and names those of case.toml of which it does not."""
    return _Looking(case, past, progress).look()


def present(case: Case) -> Mapping[str, Input]:
    """The raw files of the case that are there, in its order."""
    found: dict[str, Input] = {}
    for _, inputs in by_source(case):
        found |= {name: one for name, one in inputs.items() if name not in found}
    with suppress(CasebookError):
        found |= {one.name: one for one in cases.handmade_inputs(case.folder, found)}
    return found


def by_source(case: Case) -> Iterator[tuple[Source, dict[str, Input]]]:
    """Each source of case.toml with those of its files that are there; a pattern that leads nowhere counts for none."""
    for source in case.sources:
        found: dict[str, Input] = {}
        for pattern in source.files:
            with suppress(CasebookError):
                for one in cases.expand(case.folder, replace(source, files=(pattern,))):
                    found.setdefault(one.name, one)
        yield source, found


def _was(last: Last) -> str:
    files = f" in {many(len(last.files), 'file')}" if last.files else ""
    n_bytes = many(last.says["bytes"], "byte")
    verb = "was" if last.says["bytes"] == 1 else "were"
    return f"{n_bytes}{files} with the SHA-256 {last.says['sha256']} {verb} read on {_day(last)} (line {last.n})"


def _day(last: Last) -> str:
    from helpers.build import day  # with DuckDB and Arrow: only where something is wrong

    return day(str(last.says.get("at", "")))
