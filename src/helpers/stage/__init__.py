"""One raw file becomes one typed file: parsed, conformed, counted, and not yet compared with any other.

A staged file is kept under a name made of the hash of everything that went into it, so that an unchanged file is never
read twice.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from types import MappingProxyType

import duckdb

from helpers.cases import Case, Input, file_stamp, raw_files
from helpers.errors import ReaderError
from helpers.stage._keys import READING, code_hash, hash_input, stage_key
from helpers.stage._staging import ROW, Staged, _Staging, rows_of
from helpers.stage._times import FINER


def stage(
    con: duckdb.DuckDBPyConnection,
    case: Case,
    one: Input,
    folder: Path,
    code: str,
    known: Mapping[str, str] = MappingProxyType({}),
    *,
    again: bool = False,
) -> Staged:
    """The staged file of an input: made now, or found as it was made before, unless it is to be made `again`.

    `known` has the file's `stamp` and `sha256` from before: where the stamp holds, nothing is hashed. A file that
    changes while it is read is read once more; a `ReaderError` where it changes then, too.
    """
    for _ in range(2):
        before = file_stamp(one.path)
        sha256 = known.get("sha256", "") if before and known.get("stamp") == before else ""
        try:
            made, is_new = _stage(con, case, one, folder, code, sha256, again)
        except ReaderError:
            if file_stamp(one.path) == before:
                raise
            continue
        if file_stamp(one.path) == before:
            return replace(made, stamp=before)
        for path in (folder / f"{made.key}.parquet", folder / f"{made.key}.json") if is_new else ():
            path.unlink(missing_ok=True)  # its name may be the hash of other bytes
    raise ReaderError(
        f"{one.path}: the file changes while it is read. Nothing was replaced. Wait until it is whole, then run "
        f"`casebook build {case.name}` again."
    )


def _stage(
    con: duckdb.DuckDBPyConnection, case: Case, one: Input, folder: Path, code: str, sha256: str, again: bool
) -> tuple[Staged, bool]:
    """The staged file, and whether it was made now."""
    files: dict[str, str] = {}
    try:
        if not sha256 or one.path.is_dir():
            sha256, files = hash_input(one)
        key = stage_key(case, one, sha256, code)
        path, about = folder / f"{key}.parquet", folder / f"{key}.json"
        if path.is_file() and about.is_file() and not again:
            return Staged(**json.loads(about.read_text("utf-8")) | {"path": str(path)}), False
        size = sum(p.stat().st_size for p in (raw_files(one.path) if one.path.is_dir() else [one.path]))
        made = _Staging(con, case, one, path).run(Staged(key, sha256, size, "", [], 0, 0, files=files, path=str(path)))
    except (EOFError, zlib.error) as error:
        raise ReaderError(
            f"{one.path}: the packed file ends too early or is damaged ({error}). Obtain it again."
        ) from error
    except OSError as error:
        raise ReaderError(f"{one.path}: cannot be read or staged: {error.strerror or error}.") from error
    half = about.with_suffix(".half")
    half.write_text(json.dumps(asdict(made) | {"path": ""}), "utf-8")
    half.replace(about)  # whole or not there: whoever is stopped here has the file read again
    return made, True


__all__ = ["FINER", "READING", "ROW", "Staged", "code_hash", "hash_input", "rows_of", "stage", "stage_key"]
