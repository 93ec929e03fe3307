"""Copies of evidence: which file goes where, made whole or not at all, and taken back when something fails."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from helpers import scan
from helpers.errors import CaseError, UsageError
from helpers.intake._new import HANDMADE, header


@dataclass(frozen=True)
class Copy:
    """One file or folder on its way into the case. `known`: it lies there already, byte for byte."""

    source: Path
    to: Path
    name: str  # its path inside the case
    known: bool
    blank: bytes = b""  # the empty handmade table, as `new` laid it out, whose place it takes

    def make(self) -> None:
        """Copies; a `CaseError` where that fails, with nothing half-written left."""
        half = self.to.with_name(f".{self.to.name}.half")
        try:
            self.to.parent.mkdir(parents=True, exist_ok=True)
            if self.source.is_dir():
                shutil.copytree(self.source, half)
            else:
                shutil.copy2(self.source, half)
            if not _same(self.source, half):
                raise CaseError(f"{self.source} changed while it was copied. Try again when it is complete.")
            half.replace(self.to)
        except OSError as error:
            raise CaseError(
                f"{self.source} cannot be copied to {self.to}: {_why(error)}. Nothing was added."
            ) from error
        finally:
            _remove(half)

    def take_back(self, case: Path) -> None:
        """Removes the copy and the folders that were made for it, and puts an empty table back."""
        _remove(self.to)
        for folder in self.to.parents:
            if folder == case or not folder.is_dir() or any(folder.iterdir()):
                break
            folder.rmdir()
        if self.blank:
            self.to.parent.mkdir(parents=True, exist_ok=True)
            self.to.write_bytes(self.blank)


def plan(case: Path, into: Path, files: list[Path]) -> list[Copy]:
    """What goes where; a `UsageError` where a file is missing, of no use, or would take another's place."""
    try:
        copies = [_one(case, into, path) for path in files]
    except OSError as error:
        raise CaseError(f"{error.filename or into} cannot be read: {_why(error)}. Nothing was added.") from error
    for n, copy in enumerate(copies):
        if copy.to in [other.to for other in copies[:n]]:
            raise UsageError(
                f"Two of the files are called {copy.to.name}. Add them one after the other, into two folders (--into)."
            )
    return copies


def files_of(folder: Path) -> list[Path]:
    """The files of a folder and of the folders in it, in order; none of a file."""
    return sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []


def _one(case: Path, into: Path, path: Path) -> Copy:
    source = path.expanduser().absolute()
    refuse_useless(case, path, source)
    real = source.resolve()
    if real.is_relative_to(case.resolve()):
        name = real.relative_to(case.resolve()).as_posix()
        return Copy(real, case / name, name, known=True)
    to = into / source.name
    blank = _blank(to)
    known = to.exists() and _same(source, to)
    if to.exists() and not known and not blank:
        raise UsageError(
            f"{to} is there already, with other contents than {path}. "
            "Evidence is never overwritten: rename the new file."
        )
    return Copy(source, to, to.relative_to(case).as_posix(), known, b"" if known else blank)


def refuse_useless(case: Path, path: Path, full: Path) -> None:
    """A `UsageError` for what is no file and no folder of files, or would not be read: `full` is the whole path."""
    if not full.exists():
        raise UsageError(f"There is no file {path}.")
    if full.name.startswith("."):
        raise UsageError(f"{path} begins with a dot, and such files are not read. Rename it.")
    odd = next((one for one in (full, *files_of(full)) if not one.name.isprintable()), None)
    if odd:
        raise UsageError(f"{odd.name!a} is a name with characters that cannot be shown. Rename the file.")
    if full.is_dir():
        _refuse_folder(case, path, full)
    elif not full.is_file():
        raise UsageError(f"{path} is neither a file nor a folder.")


def _refuse_folder(case: Path, path: Path, full: Path) -> None:
    if case.resolve().is_relative_to(full.resolve()):
        raise UsageError(f"{path} holds the case itself. Name the folder of the evidence.")
    # A link in somebody else's folder may lead to a private file of this machine, and the report would show it.
    link = next((inner for inner in sorted(full.rglob("*")) if inner.is_symlink()), None)
    if link:
        raise UsageError(f"{link} is a link. Put the file itself into the folder, or take the link out.")
    if not files_of(full):
        raise UsageError(f"{path} is a folder without files.")


def _blank(to: Path) -> bytes:
    """The bytes of an empty handmade table as `new` wrote it, or nothing."""
    if to.parent.name != "handmade" or to.stem not in HANDMADE or to.suffix != ".csv" or not to.is_file():
        return b""
    found = to.read_bytes()
    return found if found == header(to.stem).encode() else b""


def _same(one: Path, other: Path) -> bool:
    if one.is_dir() != other.is_dir():
        return False
    if one.is_dir():
        names = [[path.relative_to(top) for path in files_of(top)] for top in (one, other)]
        return names[0] == names[1] and all(_same(one / name, other / name) for name in names[0])
    return one.stat().st_size == other.stat().st_size and scan.sha256(one) == scan.sha256(other)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _why(error: OSError) -> str:
    """What the system says; copying a folder collects the reasons in a list."""
    if isinstance(error, shutil.Error) and error.args and error.args[0]:
        return str(error.args[0][0][2])
    return error.strerror or str(error)
