"""Which readers could read a file: each ranked by how much of the file it explains, with the reasons.

A file is known by its contents, never by its name. Only its beginning is looked at: the header, or the first record.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any

from helpers import readers, store, tables
from helpers.cases import UNFINISHED, raw_files
from helpers.errors import CasebookError, CaseError, ReaderError
from helpers.intake._cut import OF_FILE, beginning
from helpers.readers import Reader, Shape
from helpers.store import Csv, Format, Json, Own
from helpers.wording import listed, quoted

ENOUGH = 0.5  # a reader that explains less of a file is no proposal
CLEAR = 0.1  # and one that leads by less is not taken without a person
MOST_FILES = 12  # of a folder so many files are looked at
MOST_TRIED = 3  # so many readers are asked whether they can do with what is there
_EVENTS = 50_000
_LIKELY = 0.8  # a table of one's own shares a word or two with many of the kit's
_EACH_COUNTS = ("words", "which", "template", "joined")  # kinds whose paths do not stand in for each other


@dataclass(frozen=True)
class Candidate:
    """A reader that may read the file: how much it knows of the file (0 to 1), and how much of its own is there."""

    reader: str
    options: dict[str, Any] = field(default_factory=dict)  # what case.toml has to say with it
    explained: float = 0.0
    complete: float = 0.0
    is_table: bool = True  # whether columns are counted, or the names in the first record
    n_names: int = 0
    unknown: tuple[str, ...] = ()
    n_own: int = 0
    missing: tuple[str, ...] = ()
    lacking: str = ""  # why it cannot read the file all the same
    note: str = ""

    @property
    def score(self) -> tuple[float, float]:
        """What orders the candidates: the explained share of the file, then how much of its own is there."""
        return (round(self.explained, 6), round(self.complete, 6))

    def reason(self) -> str:
        """Why, in words."""
        of = "the file" if self.is_table else "the first record"
        names = "columns" if self.is_table else "names"
        known = f"knows all {self.n_names} {names} of {of}"
        if self.unknown:
            known = f"knows {self.n_names - len(self.unknown)} of the {self.n_names} {names} of {of}"
            known += f" (not {quoted(self.unknown)})"
        if not self.n_own:
            return f"{known}{self.note}"
        there = f"all of its own {self.n_own} are there"
        if self.missing:
            there = f"{self.n_own - len(self.missing)} of its own {self.n_own} are there"
            there += f"; missing: {listed(self.missing)}" if self.is_table else ""
        return f"{known}; {there}{self.note}"

    def as_dict(self) -> dict[str, Any]:
        """It as plain values for JSON."""
        return asdict(self) | {"reason": self.reason()}


@dataclass(frozen=True)
class Ranking:
    """The readers of one file or folder, the best first; `problem` is why none could be looked for."""

    path: Path
    candidates: tuple[Candidate, ...] = ()
    problem: str = ""

    @property
    def best(self) -> Candidate | None:
        """The first, if it explains enough of the file to be proposed."""
        return self.candidates[0] if self.candidates and self.candidates[0].explained >= ENOUGH else None

    @property
    def doubt(self) -> str:
        """Why the best one may not be taken without a person, as a sentence; empty where nothing speaks against it."""
        best = self.best
        if self.problem or not best:
            return self.problem or f"{self.path}: no reader knows this file."
        if best.lacking:
            return best.lacking
        if len(self.candidates) > 1 and _lead(best, self.candidates[1]) < CLEAR:
            second = self.candidates[1]
            return f"{self.path}: it may be of {best.reader} as well as of {second.reader}."
        return ""


def _lead(one: Candidate, other: Candidate) -> float:
    """By how much the first is ahead; what is there of its own counts half of what it explains."""
    if other.lacking:
        return 1.0
    return one.explained - other.explained + (one.complete - other.complete) / 2


def rank(path: Path, given: Mapping[str, Any] | None = None) -> Ranking:
    """The readers that may read a file or a folder; `given` are words for case.toml that are known, as `encoding`."""
    words = dict(given or {})
    try:
        if path.is_dir():
            return _folder(path, words)
        one = store.evidence(path, words)
        with store.open_bytes(one) as file:
            if not file.read(4096).strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
                return Ranking(path, problem=f"{path}: the file is empty. Export it again.")
        with tempfile.TemporaryDirectory() as aside:
            looked = _Looked(path, beginning(one, Path(aside)), words)
            found = _sorted(looked.all())
    except (ReaderError, EOFError) as error:
        return Ranking(path, problem=str(error))
    except OSError as error:
        raise CaseError(f"{path} cannot be read: {error.strerror or error}. Nothing was added.") from error
    return Ranking(path, found, "" if found else looked.problem)


def _sorted(found: list[Candidate]) -> tuple[Candidate, ...]:
    return tuple(sorted(found, key=lambda one: (*one.score, not one.lacking, one.reader), reverse=True))


# ---------------------------------------------------------------- one file


class _Looked:
    """What the beginning of one file has in each form, looked at once."""

    def __init__(self, path: Path, start: Path, words: dict[str, Any]) -> None:
        self.named, self.path = path, start
        self.words = {key: value for key, value in words.items() if key not in OF_FILE or not _is_part(start, path)}
        self.seen: dict[Format, set[str] | None] = {}
        self.lists: set[str] | None = None
        self.problem = ""

    def all(self) -> list[Candidate]:
        """Every candidate; the best are asked whether they can do with what is there."""
        every = [one for name in readers.names() if name != "table" for one in self._of(readers.get(name))]
        every.sort(key=lambda one: one.score, reverse=True)
        return [self._tried(one) if n < MOST_TRIED else one for n, one in enumerate(every)]

    def _of(self, reader: Reader) -> Iterator[Candidate]:
        if reader.name == "handmade":
            yield from self._handmade(reader)
            return
        try:
            shapes = reader.shapes(self.words)
        except CaseError:  # a word for another reader: if the file is of this one, it is said
            shapes = reader.shapes({})
        if all(isinstance(shape.format, Own) for shape in shapes):
            seen = reader.module.sniff(self.path)
            yield from [_candidate(reader.name, shapes[0], seen)] if seen else []
            return
        peeked = [(shape, seen) for shape in shapes if (seen := self._peek(shape.format)) is not None]
        fitting = [(shape.fit(seen), n, shape, seen) for n, (shape, seen) in enumerate(peeked)]
        if fitting and (best := max(fitting, key=lambda one: one[0]))[0][0]:
            yield _candidate(reader.name, best[2], best[3])

    def _handmade(self, reader: Reader) -> Iterator[Candidate]:
        """The kit's own table whose columns the file has, where it has hardly any other."""
        seen = self._peek(Csv(str(self.words.get("delimiter", ",")))) or set()
        found = []
        for table in tables.TABLES.values():
            if table.readable and self.words.get("table", table.name) == table.name:
                shape = reader.shapes({"table": table.name})[0]
                found.append((shape.fit(seen), _candidate("handmade", shape, seen, {"table": table.name})))
        best = max(found, key=lambda one: one[0], default=None)
        if best and best[0][0] >= _LIKELY and len(seen) > 1:
            yield best[1]

    def _peek(self, format: Format) -> set[str] | None:
        if format not in self.seen:
            try:
                is_there = not isinstance(format, Json) or not self._is_large() or format.at in self._places()
                encoding = str(self.words.get("encoding", ""))
                self.seen[format] = readers.peek(self.path, format, encoding) if is_there else None
            except ReaderError as error:
                self.problem = self.problem or str(error).replace(str(self.path), str(self.named))
                self.seen[format] = None
        return self.seen[format]

    def _is_large(self) -> bool:
        return self.path.stat().st_size > readers.PEEK

    def _places(self) -> set[str]:
        """Where lists begin in the document: asking for one that is not there would read all of a large file."""
        if self.lists is None:
            self.lists = set()
            try:
                for where, event, _ in islice(store.json_events(self.path), _EVENTS):
                    if event == "start_array":
                        self.lists.add(where)
            except ReaderError:  # one object a line, or no JSON
                pass
        return self.lists

    def _tried(self, one: Candidate) -> Candidate:
        try:
            readers.get(one.reader).shape(self.path, self.words | one.options)
        except CasebookError as error:
            said = str(error).replace(str(self.path), str(self.named))
            said = said.removesuffix("Name another reader in case.toml.").rstrip()
            return replace(one, lacking=said)
        return one


def _is_part(start: Path, path: Path) -> bool:
    return str(start) != str(path)


def _candidate(name: str, shape: Shape, seen: set[str], options: dict[str, Any] | None = None) -> Candidate:
    is_table, is_own = isinstance(shape.format, Csv), isinstance(shape.format, Own)
    explained, complete = shape.fit(seen)
    leaves = seen if is_table else seen - {path.rpartition(".")[0] for path in seen}
    own, missing = ([], []) if is_own else _own(shape, seen)
    return Candidate(
        name,
        options or {},
        explained,
        1.0 if is_own else complete,
        is_table,
        len(leaves),
        tuple(shape.unknown(seen)),
        len(own),
        tuple(missing),
    )


def _own(shape: Shape, seen: set[str]) -> tuple[list[str], list[str]]:
    """What the shape looks for, and what of it is not there; of paths that stand in for each other, the first."""
    groups: dict[str, bool] = {}
    for one in (one for fields in shape.fields.values() for one in fields.values()):
        paths = [path.split("[")[0] for path in one.in_order()]
        for group in [[path] for path in paths] if one.kind in _EACH_COUNTS else [paths] if paths else []:
            groups[group[0]] = groups.get(group[0], False) or bool(seen & set(group))
    if isinstance(shape.format, Csv):
        groups |= {path: path in seen for path in shape.known if not path.endswith("*") and path not in groups}
    groups.pop("column 1", None)  # an index without a name is nobody's own
    return list(groups), [path for path, is_there in groups.items() if not is_there]


# ---------------------------------------------------------------- a folder


def _folder(path: Path, words: dict[str, Any]) -> Ranking:
    """A folder is one source for a reader of folders; for the others, all of its files are of one reader."""
    whole = []
    for name in readers.names():
        reader = readers.get(name)
        if getattr(reader.module, "FOLDER", False) and (seen := reader.module.sniff(path)):
            whole.append(_candidate(name, reader.shapes(words)[0], seen))
    if whole:
        return Ranking(path, _sorted(whole))
    files = [file for file in raw_files(path) if not file.name.endswith(UNFINISHED)]
    if not files:
        return Ranking(path, problem=f"{path} is a folder without files.")
    looked = [rank(file, words) for file in files[:MOST_FILES]]
    firsts: dict[tuple[str, str], list[Ranking]] = {}
    for one in looked:
        if not one.best:
            return Ranking(path, problem=one.problem or f"{one.path}: no reader knows this file.")
        firsts.setdefault((one.best.reader, str(one.best.options)), []).append(one)
    if len(firsts) > 1:
        kinds = listed([f"{len(ones)} of {name}" for (name, _), ones in firsts.items()])
        said = f"{path}: its files are of several readers ({kinds}). Add them one reader after the other."
        return Ranking(path, problem=said)
    worst = min(looked, key=lambda one: one.candidates[0].score)
    note = f"; so in {len(looked)} of {len(files)} files" if len(files) > 1 else ""
    best = replace(worst.candidates[0], note=note)
    return Ranking(path, (best, *worst.candidates[1:]))
