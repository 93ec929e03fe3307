"""One export format, one file. The folder is the registry: a reader's name is its file's name.

A reader is a declaration. Its module's docstring has three parts: what it is; `Get it:` how a person obtains the
export; `It cannot say:` what the data leave out. Then:

    FORMAT = Csv()                       how the file is cut into records (helpers.store)
    FIELDS = {"posts": {...}}            the kit's columns, each with its conversion (helpers.fields);
                                         the first table is the one whose rows decide a record's fate
    KNOWN = ("latitude", "author.*")     what it knowingly leaves aside; everything else is named as unknown
    KNOWN = ("Total (weighted*",)        the same of columns whose names begin so
    KNOWN = ("/cursor", "/error.*")      the same of what stands in a JSON document beside its list of records

A format that comes in several shapes has `SHAPES = (Shape(...), Shape(...))` instead of the three: the file is read
in the shape that explains most of it. A reader that needs words from case.toml has `options(given)`, which gives the
shape or the shapes. Where a declaration cannot say it, `FORMAT = Own()` and two functions: `read(path, options)`
yields flat records of text (or lists of text) with `row` in each, `fault` where one is set aside, and `note` where
something was changed in it; `count(path)`, or `count(path, options)`, counts the records another way. With `rows` among
its options, `read` may leave the others out. `FOLDER = True`: a folder is one source, and its files are the records.
`TYPED = True`: people typed the ids, so that one which comes twice with other contents is a fault, and no later sight.
`sniff(path)` looks at the beginning alone, and gives the names that the first record has; none where the file, or the
folder, is none of its own.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from helpers import store, wording
from helpers.errors import CaseError, ReaderError, did_you_mean
from helpers.fields import Field
from helpers.scan import Scan
from helpers.store import Csv, Format, Json, Ndjson, Own, Raw

PEEK = 1 << 20
LONGEST = 64 << 20  # a longer line is no record: the whole document may stand on one
_NO_FIT = (0.0, 0.0)


@dataclass(frozen=True)
class Shape:
    """One form in which a format comes: how it is cut, what becomes what, and what is knowingly left aside."""

    format: Format
    fields: Mapping[str, Mapping[str, Field]]
    known: tuple[str, ...] = ()
    row_from: str = ""  # a column that names the row, where a number would not stay the same
    every: bool = False  # every mapped path must be somewhere in the file: a person wrote them down for this very file

    @property
    def main(self) -> str:
        """The table that decides a record's fate."""
        return next(iter(self.fields))

    def needed(self) -> dict[str, Field]:
        """The columns of the main table that a record cannot do without."""
        return {name: field for name, field in self.fields[self.main].items() if field.needed}

    def paths(self) -> set[str]:
        """Every path that the declarations look at."""
        return {path for fields in self.fields.values() for field in fields.values() for path in field.all_paths()}

    def unknown(self, seen: set[str]) -> list[str]:
        """The paths that are neither mapped nor knowingly left aside, in order."""
        mapped = {path.split("[")[0] for path in self.paths()} | {self.row_from}
        parents = {path.rpartition(".")[0] for path in seen} if not isinstance(self.format, Csv) else set()
        return sorted(path for path in seen - parents if not _covered(path, mapped, self.known))

    def fit(self, found: set[str]) -> tuple[float, float]:
        """How much of the file the shape explains, then how much of the shape is there, each from 0 to 1.

        In this order: a file of tweets that lost a column must not pass for a file of users. A list without records
        fits least.
        """
        if not found:
            return (0.0, 1e-9)
        wanted = {path.split("[")[0] for path in self.paths()}
        if not wanted & found:
            return _NO_FIT
        return (1 - len(self.unknown(found)) / len(found), len(wanted & found) / len(wanted))


def _covered(path: str, mapped: set[str], known: tuple[str, ...]) -> bool:
    if path in mapped or path in known:
        return True
    if any(path.startswith(one[:-1]) for one in known if one.endswith("*") and not one.endswith(".*")):
        return True
    parts = path.split(".")
    starts = {".".join(parts[:n]) for n in range(1, len(parts) + 1)}
    return any(f"{start}.*" in known or start in known or start in mapped for start in starts)


@dataclass(frozen=True)
class Reader:
    """A reader as loaded: its name, the three parts of its docstring, its shapes."""

    name: str
    about: str
    get_it: str
    cannot_say: str
    module: ModuleType

    @property
    def typed(self) -> bool:
        """Whether people typed the ids of its rows."""
        return bool(getattr(self.module, "TYPED", False))

    def shapes(self, given: Mapping[str, object]) -> tuple[Shape, ...]:
        """The shapes, with the words of case.toml where the reader takes any."""
        if hasattr(self.module, "options"):
            shapes = self.module.options(given)
            return shapes if isinstance(shapes, tuple) else (shapes,)
        if hasattr(self.module, "SHAPES"):
            return tuple(self.module.SHAPES)
        return (Shape(self.module.FORMAT, self.module.FIELDS, getattr(self.module, "KNOWN", ())),)

    def shape(self, path: Path, given: Mapping[str, object]) -> Shape:
        """The shape that the file has; a `ReaderError` if it is not a file of this reader."""
        shapes = self.shapes(given)
        path = path if path.is_dir() else store.evidence(path, given)
        if len(shapes) == 1 and isinstance(shapes[0].format, Own):
            return shapes[0]
        encoding = str(given.get("encoding", ""))
        peeked = [(shape, seen) for shape in shapes if (seen := peek(path, shape.format, encoding)) is not None]
        fitting = [(shape.fit(seen), shape, seen) for shape, seen in peeked]
        best = max(fitting, key=lambda one: one[0], default=None)
        if best is None:
            _broken_json(path, shapes)
        if best is None or best[0] == _NO_FIT:
            raise ReaderError(_not_mine(path, self, shapes, best[2] if best else set()))
        self._check_needed(path, best[1], best[2])
        return best[1]

    def open(
        self,
        con: store.Connection,
        path: Path,
        shape: Shape,
        given: Mapping[str, object],
        *,
        looked: Scan | None = None,
        careful: bool = False,
    ) -> Raw:
        """The file's records of text; `looked` is its scan where the caller has one, `careful` the slow, sure way."""
        format = shape.format
        path = path if path.is_dir() else store.evidence(path, given, store.spill(con))
        if isinstance(format, Json):
            return store.open_json(con, path, format)
        if isinstance(format, Own):
            return store.open_own(con, self.module.read(path, given), shape.paths())
        looked = looked or store.look(path, format, str(given.get("encoding", "")))
        if isinstance(format, Csv):
            return store.open_csv(con, path, format, looked, careful=careful)
        return store.open_ndjson(con, path, looked, format, careful=careful)

    def count(self, path: Path, given: Mapping[str, object]) -> int:
        """How many records a file of a reader's own format has, counted in another way than it is read."""
        asked = (path, given) if self.module.count.__code__.co_argcount > 1 else (path,)
        return int(self.module.count(*asked))

    def _check_needed(self, path: Path, shape: Shape, found: set[str]) -> None:
        if not isinstance(shape.format, Csv):
            return  # a key may be missing in the first record alone: each record is judged on its own
        for field in shape.needed().values():
            if not found & set(field.in_order()):
                raise ReaderError(
                    f'{path}: no column "{field.paths[0]}". The {self.name} reader needs it {field.needed}.'
                )
        self.check_every(path, shape, found)

    def check_every(self, path: Path, shape: Shape, found: set[str]) -> None:
        """A `ReaderError` where the shape maps a path that the file does not have anywhere."""
        for wanted in sorted(shape.paths()) if shape.every and found else ():
            if wanted.split("[")[0] not in found:
                near = did_you_mean(wanted, found) or f" It has: {wording.names(found)}."
                raise ReaderError(f'{path}: no column "{wanted}", which case.toml maps.{near}')


def _broken_json(path: Path, shapes: tuple[Shape, ...]) -> None:
    """A `ReaderError` where the file would be JSON if it were whole."""
    formats = [shape.format for shape in shapes if isinstance(shape.format, Json)]
    with store.open_utf8(path) as file:
        start = file.read(64).lstrip()[:1]
    if formats and start in (b"{", b"["):
        next(store.json_items(path, formats[0]), None)


def _not_mine(path: Path, reader: Reader, shapes: tuple[Shape, ...], found: set[str]) -> str:
    if (own := getattr(reader.module, "refused", None)) and (said := own(shapes[0], found)):
        return f"{path}: {said}"
    columns = [path for shape in shapes for field in shape.needed().values() for path in field.paths[:1]]
    columns = columns or sorted(path for shape in shapes for path in shape.paths())
    seen = f" It has: {wording.names(found)}." if found else ""
    want = f' (it looks for "{columns[0]}")' if columns else ""
    return f"{path}: this is not a file of the {reader.name} reader{want}.{seen} Name another reader in case.toml."


def peek(path: Path, format: Format, encoding: str = "") -> set[str] | None:
    """The columns or key paths of the file's first record in that format; None if it is not of that format.

    An empty set is a list without records: the last page of a query.
    """
    if isinstance(format, Own):
        return None
    if isinstance(format, Csv):
        return _peek_csv(path, format, encoding)
    try:
        first = _first(path, format, encoding)
        if format.inside and isinstance(first, dict) and isinstance(first.get(format.inside), dict):
            first = first[format.inside]
    except (ReaderError, ValueError, RecursionError):
        return None
    return key_paths(first) if isinstance(first, dict) else None


def _first(path: Path, format: Json | Ndjson, encoding: str) -> object:
    """The first record; an empty dictionary where the list is there and empty."""
    with store.open_utf8(path, encoding) as file:
        start = file.read(PEEK).lstrip()
    if start[:1] not in (b"{", b"["):
        return None
    whole = _loaded(start) if len(start) < PEEK else None
    if isinstance(format, Ndjson):
        line = _loaded(start.split(b"\n", 1)[0])
        return line if line is not None or whole is not None else _first_line(path, encoding)
    for document in (whole, _loaded(start.split(b"\n", 1)[0])):
        if document is not None:
            if format.whole:
                return document
            listed = _at(document, format.at) if document != {} else []  # `{}` is how some services say "nothing"
            return (listed[0] if listed else {}) if isinstance(listed, list) else None
    return next(store.json_items(path, format), None)


def _first_line(path: Path, encoding: str) -> object:
    with store.open_utf8(path, encoding) as file:
        lines = iter(lambda: file.readline(LONGEST), b"")
        return next((json.loads(line.decode("utf-8")) for line in lines if line.strip()), None)


def _loaded(text: bytes) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _at(document: object, at: str) -> object:
    for key in at.split(".") if at else ():
        document = document.get(key) if isinstance(document, dict) else None
    return document


def _peek_csv(path: Path, format: Csv, encoding: str) -> set[str] | None:
    with store.open_utf8(path, encoding) as file:
        if file.read(64).lstrip()[:1] in (b"{", b"["):
            return None
    return set(store.header(path, format, encoding))


def key_paths(value: object, before: str = "") -> set[str]:
    """Every path of a JSON value down to its leaves and lists: `a.b`; what stands in a list counts for the list."""
    if not isinstance(value, dict):
        return {before} if before else set()
    found: set[str] = set()
    for key, inner in value.items():
        path = f"{before}.{key}" if before else key
        found |= {path} | (key_paths(inner, path) if isinstance(inner, dict) else set())
    return found


def names() -> list[str]:
    """The names of all readers, in order."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))


def get(name: str) -> Reader:
    """The reader of this name; a `CaseError` with the nearest name if there is none."""
    if name not in names():
        raise CaseError(f'There is no reader "{name}".{did_you_mean(name, names())} `casebook readers` lists them.')
    module = importlib.import_module(f"{__name__}.{name}")
    about, get_it, cannot_say = doc_parts(module.__doc__ or "")
    return Reader(name, about, get_it, cannot_say, module)


def doc_parts(doc: str) -> tuple[str, str, str]:
    """The three parts of a reader's docstring: what it is, how to get it, what it cannot say."""
    about, _, rest = doc.partition("Get it:")
    get_it, _, cannot_say = rest.partition("It cannot say:")
    return tuple(" ".join(part.split()) for part in (about, get_it, cannot_say))  # type: ignore[return-value]


__all__ = ["Csv", "Json", "Ndjson", "Own", "Reader", "Shape", "get", "key_paths", "names", "peek"]
