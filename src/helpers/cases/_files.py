"""Which raw files a case has: patterns of case.toml, and the tables under `handmade/`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase as fnmatch
from os.path import normpath
from pathlib import Path
from typing import Any

from helpers import paths, readers, tables
from helpers.errors import CaseError, did_you_mean
from helpers.wording import listed

Bounds = Mapping[str, tuple[int | None, int | None]]
# What browsers and copying programs write until a file is whole. A pattern or a folder does not mean it; whoever does,
# names it in full.
UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".filepart", ".tmp", ".half", ".swp", ".swx", "~")


@dataclass(frozen=True)
class Source:
    """One entry of case.toml: files that one reader reads, and what is said about them."""

    files: tuple[str, ...]
    reader: str
    credit: str
    obtained: str = ""
    retrieved: str = ""
    publish: bool = True
    zone: str = ""
    expect: Bounds = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Input:
    """One raw file, or one folder of pages, with the source that names it. `name` is its path inside the case."""

    name: str
    path: Path
    source: Source


def expand(folder: Path, source: Source, processed: Path | None = None) -> list[Input]:
    """The raw files of a source, in order, each once; a `CaseError` where a path leads nowhere or out of the case.

    Of a path that led somewhere when the case was last built (into `processed`), it says where.
    """
    found: dict[str, Input] = {}
    for pattern in source.files:
        hits = [hit for hit in _hits(folder, pattern) if not _hidden(hit.relative_to(folder))]
        if not hits:
            raise CaseError(_nowhere(folder, pattern, processed))
        for one in (one for hit in hits for one in _inputs(folder, hit, source)):
            found.setdefault(one.name, one)
    return list(found.values())


def _nowhere(folder: Path, pattern: str, processed: Path | None) -> str:
    try:
        built = json.loads((processed / "build.json").read_text("utf-8"))["inputs"] if processed else {}
    except (OSError, ValueError, KeyError, TypeError):
        built = {}
    patterns = (pattern, pattern.replace("**/", ""), f"{pattern.rstrip('/')}/*")
    led_to = [name for name in built if any(fnmatch(name, each) for each in patterns)]
    if not led_to:
        return f'"{pattern}" leads to no file in {folder}.{did_you_mean(pattern, _near(folder))}'
    back = "Put it back" if len(led_to) == 1 else "Put them back"
    return (
        f'"{pattern}" leads to no file in {folder} any more. When the case was last built, it led to {listed(led_to)}. '
        f"{back}, or take the entry out of case.toml."
    )


def _hits(folder: Path, pattern: str) -> list[Path]:
    full = paths.inside(folder, pattern)
    if full.resolve() in (folder.resolve(), (folder / "case.toml").resolve()):
        raise CaseError(f'"{pattern}" is {full}, and no evidence. Name the files, or the folder that they lie in.')
    if full.exists():
        return [Path(normpath(full))]  # a/../b.csv and b.csv are one file with one name
    wild = any(c in pattern for c in "*?[")
    found = folder.glob(pattern) if wild else ()
    return sorted(hit for hit in found if hit != folder / "case.toml" and not hit.name.endswith(UNFINISHED))


def _hidden(path: Path) -> bool:
    # what an editor, a file manager or Jupyter leaves behind (.DS_Store, .ipynb_checkpoints/) is no evidence
    return any(part.startswith(".") for part in path.parts)


def raw_files(folder: Path) -> list[Path]:
    """The files of a folder and of the folders in it, in order, without hidden ones."""
    return [_named(p) for p in sorted(folder.rglob("*")) if p.is_file() and not _hidden(p.relative_to(folder))]


def _named(path: Path) -> Path:
    """The path; a `CaseError` where its name is no text, as archives packed under Windows leave behind."""
    if not str(path).isprintable() and any("\ud800" <= sign <= "\udfff" for sign in str(path)):
        shown = str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        raise CaseError(f"{shown}: the name of this file is not UTF-8. Rename the file, or unpack its archive again.")
    return path


def _near(folder: Path) -> list[str]:
    names = [p.relative_to(folder) for p in sorted(folder.rglob("*"))[:500] if p.name != "case.toml"]
    return [name.as_posix() for name in names if not _hidden(name)]


def _inputs(folder: Path, hit: Path, source: Source) -> list[Input]:
    paths.inside(folder, hit.relative_to(folder).as_posix())
    whole_folder = (
        getattr(readers.get(source.reader).module, "FOLDER", False) if source.reader in readers.names() else False
    )
    if hit.is_dir() and not whole_folder:
        files = [file for file in raw_files(hit) if not file.name.endswith(UNFINISHED)]
        if not files:
            raise CaseError(f"{hit} is an empty folder. Put the files there, or take the entry out of case.toml.")
        return [one for file in files for one in _inputs(folder, file, source)]
    return [Input(_named(hit).relative_to(folder).as_posix(), hit, source)]


def handmade_inputs(folder: Path, taken: Iterable[str] = ()) -> list[Input]:
    """The tables under `handmade/` that case.toml does not name (`taken`): they are read without an entry there."""
    found, named = [], set(taken)
    for path in sorted((folder / "handmade").glob("*.csv")):
        name = path.relative_to(folder).as_posix()
        if name in named or path.stem == "positions" or path.name.startswith("."):
            continue
        paths.inside(folder, name)
        if problem := not_readable(path.stem):
            raise CaseError(f"{path}: {problem}")
        source = Source((name,), "handmade", "the case's authors", options={"table": path.stem})
        found.append(Input(name, path, source))
    return found


def not_readable(table: str) -> str:
    """Why no file can be read into the table, as a sentence's end; empty if one can."""
    if table not in tables.TABLES:
        known = [name for name, one in tables.TABLES.items() if one.readable]
        return f'the kit has no table "{table}".{did_you_mean(table, known)}'
    return "" if tables.TABLES[table].readable else f"{table} are made by the kit, and no file is read into them."
