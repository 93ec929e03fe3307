"""A case and its built tables."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from helpers import tables
from helpers.cases._files import Bounds, Input, Source, expand, handmade_inputs, raw_files
from helpers.errors import CaseError, TableError, did_you_mean
from helpers.paths import Workspace


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


@dataclass(frozen=True)
class Case:
    """A case as `case.toml` describes it."""

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
        for one in (one for source in self.sources for one in expand(self.folder, source)):
            if one.name in named:
                raise CaseError(
                    f'{self.folder / "case.toml"}: two sources name "{one.name}". Take it out of one, or its records '
                    "would be counted twice."
                )
            named[one.name] = one
        return (*named.values(), *handmade_inputs(self.folder, named))

    def has(self, name: str) -> bool:
        """Whether the built case has this table with at least one row."""
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
        """The table as a frame; a `TableError` if it is unknown, absent, or older than the evidence."""
        tables.get(name)
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
        return read_frame(name, path, columns)

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

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self.built.get("tables", {})]

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name in tables.TABLES:
            return self.table(name)
        raise AttributeError(f"A case has no attribute or table {name!r}.{did_you_mean(name, tables.TABLES)}")


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
    return frame
