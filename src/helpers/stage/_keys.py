"""The name of a staged file: a hash of everything that went into it, the code of the kit included."""

from __future__ import annotations

import hashlib
import json

from helpers import paths, scan
from helpers.cases import Case, Input, raw_files

# Every source file on which a staged file depends, but the reader's own: a change in one reads all files anew.
_CODE = """packed/*.py decoding/*.py scan.py store/*.py fields.py conform/*.py tables/*.py clean.py stage/*.py
    dates/_edtf.py dates/_moments.py readers/__init__.py readers/_*.py"""


def files_of_code(*names: str) -> tuple[str, ...]:
    """The kit's own source files of these names, which may be patterns (`dates/*.py`), sorted, each once."""
    found = {name: [p.relative_to(paths.PACKAGE).as_posix() for p in paths.PACKAGE.glob(name)] for name in names}
    assert all(found.values()), f"no such code: {[name for name, there in found.items() if not there]}"
    return tuple(sorted({file for there in found.values() for file in there}))


READING = files_of_code(*_CODE.split())


def code_hash(names: tuple[str, ...]) -> str:
    """The hash of some of the kit's own source files; a name may be a pattern."""
    digest = hashlib.sha256()
    for name in files_of_code(*names):
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
