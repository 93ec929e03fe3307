"""The name of a staged file: a hash of everything that went into it, the code of the kit included."""

from __future__ import annotations

import hashlib
import json

from helpers import paths, scan
from helpers.cases import Case, Input, raw_files

# Every source file on which a staged file depends, but the reader's own: a change in one reads all files anew.
_CODE = """packed/*.py decoding/*.py scan.py store/*.py fields.py conform/*.py tables/*.py clean.py dates.py stage/*.py
    readers/__init__.py readers/_*.py"""
READING = tuple(
    sorted({p.relative_to(paths.PACKAGE).as_posix() for glob in _CODE.split() for p in paths.PACKAGE.glob(glob)})
)


def code_hash(names: tuple[str, ...]) -> str:
    """The hash of some of the kit's own source files."""
    digest = hashlib.sha256()
    for name in names:
        digest.update(name.encode() + b"\0" + (paths.PACKAGE / name).read_bytes())
    return digest.hexdigest()


def hash_input(one: Input) -> tuple[str, dict[str, str]]:
    """The SHA-256 of a raw file; for a folder, that of the list `hash  name` of its files, and the list.

    The list is written as `sha256sum` writes it.
    """
    if not one.path.is_dir():
        return scan.sha256(one.path), {}
    names = [p.relative_to(one.path).as_posix() for p in raw_files(one.path)]
    files = {name: scan.sha256(paths.inside(one.path, name)) for name in names}
    listed = "".join(f"{digest}  {name}\n" for name, digest in files.items())
    return hashlib.sha256(listed.encode()).hexdigest(), files


def stage_key(case: Case, one: Input, sha256: str, code: str) -> str:
    """The name of the staged file: a hash over the bytes, the reader, its options and the code that reads."""
    reader_code = code_hash((f"readers/{one.source.reader}.py",))
    zone = one.source.zone or case.timezone
    parts = [
        sha256,
        one.name,
        one.source.reader,
        reader_code,
        zone,
        json.dumps(one.source.options, sort_keys=True, default=str),
        code,
    ]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]
