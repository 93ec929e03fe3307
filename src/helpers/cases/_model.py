"""A case and its built tables."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers import tables
from helpers.cases import _look, _noted
from helpers.cases._files import Bounds, Input, Source, expand, handmade_inputs, raw_files
from helpers.cases._publication import Publication
from helpers.errors import CaseError, TableError, did_you_mean
from helpers.paths import Workspace

if TYPE_CHECKING:
    import duckdb
    import pandas as pd


class NoSuchTable(TableError, AttributeError):
    """A name behind `c.` that is neither an attribute of a case nor a table."""


@dataclass(frozen=True)
class Handle:
    """A built table, not yet loaded: ten million rows need not become a frame."""

    name: str
    path: Path
    con: duckdb.DuckDBPyConnection

    def frame(self, columns: Iterable[str] | None = None) -> pd.DataFrame:
        """The table, or some of its columns, as a frame with the kit's types."""
        return read_frame(self.name, self.path, columns)

    def relation(self) -> duckdb.DuckDBPyRelation:
        """The table for DuckDB."""
        return self.con.read_parquet(str(self.path))


@dataclass(frozen=True, repr=False)
class Case:
    """A case as `case.toml` describes it: `c.table("posts")` or `c.posts` is a table, `c.find("words")` looks in all.

    In a notebook `c` alone shows what it asks and its tables, and `c.` with the tab key lists them.
    """

    name: str
    folder: Path
    workspace: Workspace
    title: str
    question: str
    period: str
    timezone: str
    invented: bool
    about: str = ""
    sources: tuple[Source, ...] = ()
    expect: Bounds = field(default_factory=dict)
    notebooks: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    gates: Mapping[str, Any] = field(default_factory=dict)  # by name, as `cases._publication.gates` made them
    publication: Publication = field(default_factory=Publication)
    stamp: str = ""  # that of case.toml, taken before it was read

    @property
    def processed(self) -> Path:
        """The folder of the tables that `build` made."""
        return self.workspace.processed / self.name

    @property
    def reports(self) -> Path:
        """The folder of the published report."""
        return self.workspace.reports / self.name

    @cached_property
    def inputs(self) -> tuple[Input, ...]:
        """Every raw file of the case with its source, the handmade tables included, in the order of case.toml."""
        return self._inputs()

    def _inputs(self) -> tuple[Input, ...]:
        named: dict[str, Input] = {}
        for one in (one for source in self.sources for one in expand(self.folder, source, self.processed)):
            if one.name in named:
                raise CaseError(
                    f'{self.folder / "case.toml"}: two sources name "{one.name}". Take it out of one, or its records '
                    "would be counted twice."
                )
            named[one.name] = one
        return (*named.values(), *handmade_inputs(self.folder, named))

    def has(self, name: str) -> bool:
        """Whether the built case has this table with at least one row."""
        _noted.note(self.name, name, self.processed)
        return name in self.built.get("tables", {}) and self.built["tables"][name]["rows"] > 0

    @property
    def built(self) -> dict[str, Any]:
        """What `build` wrote about itself; empty before the first build."""
        try:
            found = json.loads((self.processed / "build.json").read_text("utf-8"))
        except (ValueError, OSError):  # half of it, or none: then nothing was built
            return {}
        sound = isinstance(found, dict) and all(isinstance(found.get(key), dict) for key in ("inputs", "tables"))
        return found if sound and isinstance(found.get("case_toml"), str) else {}

    def table(self, name: str, columns: Iterable[str] | None = None) -> pd.DataFrame:
        """The table as a frame; a `TableError` if it is unknown, absent, or older than the evidence.

        `columns` names those to load, which is faster: `source` and `row` are the way back to the file. Ids are text,
        counts are Int64, moments are UTC with `_precision` beside them, what is not stated is NA and never 0.
        `c.posts?` shows the columns of a table with their units.

        Examples:
            posts = c.table("posts")
            posts = c.table("posts", ["source", "row", "created_at", "text"])
            claims = c.claims
        """
        tables.get(name)
        columns = None if columns is None else list(columns)
        _noted.note(self.name, _noted.as_read(name, columns), self.processed)
        changed = self.stale()
        if changed:
            raise TableError(
                f"The tables of {self.name} are older than the evidence: {changed[0]}. "
                f"Run `casebook build {self.name}`."
            )
        if name not in self.built.get("tables", {}):
            have = ", ".join(self.built.get("tables", {}))
            raise TableError(f"The case {self.name} has no {name}: none of its sources makes them. It has: {have}.")
        path = self.processed / f"{name}.parquet"
        if not path.is_file():
            raise TableError(f"{path} is gone. Run `casebook build {self.name}`.")
        frame = read_frame(name, path, columns)
        object.__setattr__(frame, "__doc__", tables.described(name))  # `posts?` shows the columns, not pandas' manual
        return frame

    def find(
        self,
        words: str = "",
        *,
        actor: str = "",
        platform: str = "",
        start: str = "",
        end: str = "",
        table: str = "",
        limit: int | None = None,
    ) -> pd.DataFrame:
        """The rows of all tables that have these words, oldest first, each with its way back and its mark for a page.

        Case, accents and width do not matter: `strasse` finds Straße. All words must be there; `"night watch"` is a
        phrase, `vide*` the beginning of a word, `-cat` must not be there. A word is a whole word; in scripts without
        spaces it is found anywhere. `actor` is an actor's name, alias or id; `platform` as in posts; `start` and `end`
        are EDTF dates, both included, and leave out what has no date; `table` names one table; `limit` is how many
        rows at most (none: all). A `UsageError` for a question that cannot be understood, a `TableError` where tables
        are older than the evidence.

        Columns: table, source, row, when (EDTF, or UTC), who, text (some 200 signs around the hit), cite.
        `frame.attrs["found"]` says how many rows there are in each table, `["advice"]` what to try if there is none.

        Examples:
            c.find('fire "night watch"')
            c.find("smok*", platform="bluesky", start="2024-05-14", limit=20)
            show.finding("Articles name an insurance.", evidence=c.find("insurance", table="articles"))
        """
        import pandas as pd

        from helpers.cases._find import find

        found = find(self, words, actor=actor, platform=platform, start=start, end=end, table=table, limit=limit)
        names = ("table", "source", "row", "when", "who", "text", "cite")
        frame = pd.DataFrame([[getattr(hit, name) for name in names] for hit in found.hits], columns=names, dtype="str")
        frame.attrs |= {"found": dict(found.counts), "undated": found.undated, "advice": found.advice}
        return frame

    def stale(self) -> list[str]:
        """What changed since the last build, as sentences' ends; empty if nothing did."""
        built = self.built
        if not built:
            return ["it was never built"]
        try:
            before, now = built["inputs"], {one.name: one for one in self._inputs()}
        except CaseError as error:
            return [str(error).removesuffix(".")]
        said = [f"{name} is new" for name in now if name not in before]
        said += [f"{name} is gone" for name in before if name not in now]
        said += [
            f"{name} has changed"
            for name, one in now.items()
            if name in before and before[name].get("stamp") != file_stamp(one.path)
        ]
        if built["case_toml"] != file_stamp(self.folder / "case.toml"):
            said.append("case.toml has changed")
        return said

    def __repr__(self) -> str:
        return _look.case_text(self)

    def _repr_html_(self) -> str:
        return _look.case_html(self)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self.built.get("tables", {})]

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name in tables.TABLES:
            return self.table(name)
        if name.startswith("_"):  # what Python and IPython ask of every object
            raise AttributeError(name)
        raise NoSuchTable(f'A case has no attribute or table "{name}".{did_you_mean(name, tables.TABLES)}')


def file_stamp(path: Path) -> str:
    """Size and time of the last change of a file, or of every file of a folder; empty if it is gone.

    Cheap to compare; the hash tells later whether the contents changed.
    """
    try:
        if not path.is_dir():
            return _stamp(path, path.name)
        return ";".join(_stamp(file, file.relative_to(path).as_posix()) for file in raw_files(path))
    except FileNotFoundError:
        return ""


def _stamp(path: Path, name: str) -> str:
    about = path.stat()
    return f"{name}:{about.st_size}:{about.st_mtime_ns}"


def read_frame(name: str, path: Path, columns: Iterable[str] | None = None) -> pd.DataFrame:
    """A Parquet file of the kit as a frame: text as str, counts as Int64, flags as boolean, lists as lists.

    Raises `TableError` for a column that the table does not have, and for a file that is damaged.
    """
    import pandas as pd
    import pyarrow as pa
    import pyarrow.parquet as pq

    wanted = list(columns) if columns is not None else None
    known = tables.get(name).arrow.names
    for column in wanted or ():
        if column not in known:
            raise TableError(f'The table {name} has no column "{column}".{did_you_mean(column, known)}')
    kinds = {pa.int64(): pd.Int64Dtype(), pa.float64(): pd.Float64Dtype(), pa.bool_(): pd.BooleanDtype()}
    try:
        read = pq.read_table(path, columns=wanted)
    except (pa.ArrowInvalid, OSError) as error:
        raise TableError(
            f"{path} is damaged ({str(error).splitlines()[0][:120]}). Delete it, and run `casebook build` again."
        ) from None
    frame = read.to_pandas(types_mapper=kinds.get)
    for column in read.schema:
        if pa.types.is_list(column.type):
            frame[column.name] = pd.Series(
                [list(v) if v is not None else None for v in frame[column.name]], frame.index, dtype=object
            )
    frame.attrs["table"] = name
    _look.register()
    return frame
