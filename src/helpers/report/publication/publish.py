"""A report appears whole or not at all: made in a staging folder, put in place by rename, one at a time per case.

Where the system can exchange two folders in one step (Linux), there is no moment without a report; elsewhere there are
two renames, and what an interruption between them left behind is put back by whoever comes next. The lock says who
holds it; one whose process is gone is taken over, and that is said.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import shutil
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from helpers.errors import ReportError

FOREIGN_STALE = 12 * 3600
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


@contextmanager
def locked(folder: Path, say: Callable[[str], None] = lambda sentence: None) -> Iterator[None]:
    """Holds the lock of the report in `folder`; a `ReportError` names the one who holds it already."""
    lock = folder.parent / f".{folder.name}.lock"
    with sentences(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        _take(lock, folder.name, say)
    try:
        with sentences(folder):
            _tidy(folder)
        yield
    finally:
        lock.unlink(missing_ok=True)


def _take(lock: Path, name: str, say: Callable[[str], None]) -> None:
    born = _born(os.getpid())
    owner = {"pid": os.getpid(), "host": socket.gethostname(), "since": int(time.time()), "born": born}
    for _ in range(5):
        try:
            handle = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
        except FileExistsError:
            other = _owner(lock)
            if _alive(other):
                raise ReportError(
                    f"The report of {name} is being made by {_said(other)}. "
                    f"Wait for it; if that process is gone, delete {lock}."
                ) from None
            say(f"The lock of {name} was left by {_said(other)}; it is taken over.")
            _remove_same(lock, other)
            continue
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(owner, file)
        except OSError:  # a full disk: an empty lock would keep the next run out
            lock.unlink(missing_ok=True)
            raise
        return
    raise ReportError(f"The lock {lock} cannot be taken: others take it first. Try again.")


def _owner(lock: Path) -> dict[str, int | str]:
    """What the lock says; one that is half-written counts from the time of its file."""
    try:
        return {"pid": 0, "host": "", "since": int(lock.stat().st_mtime), **json.loads(lock.read_text("utf-8"))}
    except FileNotFoundError:
        return {"pid": 0, "host": "nobody", "since": 0}
    except ValueError:
        return {"pid": 0, "host": socket.gethostname(), "since": int(lock.stat().st_mtime)}


def _alive(owner: dict[str, int | str]) -> bool:
    age = time.time() - int(owner["since"])
    if owner["host"] != socket.gethostname():
        return age < FOREIGN_STALE
    if not owner["pid"]:  # taken a moment ago, its owner not yet written
        return age < 10
    try:
        os.kill(int(owner["pid"]), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    # after a restart of the machine, its number may be another process's
    return owner.get("born") in (None, "", _born(int(owner["pid"])))


def _born(pid: int) -> str:
    """When a process began, as no clock can move it: the start of the system and the ticks since; empty if unknown."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
        # the name of the program stands in brackets, and may have spaces and brackets in it
        return f"{boot} {Path(f'/proc/{pid}/stat').read_text('utf-8', 'replace').rpartition(')')[2].split()[19]}"
    except (OSError, IndexError):
        return ""


def _remove_same(lock: Path, seen: dict[str, int | str]) -> None:
    if _owner(lock) == seen:
        lock.unlink(missing_ok=True)


def _said(owner: dict[str, int | str]) -> str:
    since = datetime.fromtimestamp(int(owner["since"]), UTC)
    minutes = max(0, int(time.time() - int(owner["since"])) // 60)
    return f"process {owner['pid']} on {owner['host']}, since {since:%Y-%m-%d %H:%M} UTC ({minutes} minutes ago)"


def _tidy(folder: Path) -> None:
    """Removes what interrupted runs left, and puts a report back that was between two renames."""
    old = sorted(folder.parent.glob(f".{folder.name}.old-*"))
    if old and not folder.exists():
        old.pop().rename(folder)
    for left in (*old, *folder.parent.glob(f".{folder.name}.staging-*")):
        shutil.rmtree(left, ignore_errors=True)
    for half in folder.parent.glob(".*.new-*"):  # of a page beside the reports; another case's run may be writing one
        number = half.name.rpartition("-")[2]
        if not (number.isdigit() and _alive({"pid": int(number), "host": socket.gethostname(), "since": 0})):
            half.unlink(missing_ok=True)


@contextmanager
def staged(folder: Path, before: Callable[[], object] = lambda: None) -> Iterator[Path]:
    """A new empty folder beside `folder`, which takes its place when the block ends well; removed when not.

    `before` is called when all is written, in the last moment in which the old report is still in place.
    """
    staging = folder.parent / f".{folder.name}.staging-{os.getpid()}"
    try:
        with sentences(folder):
            shutil.rmtree(staging, ignore_errors=True)
            staging.mkdir(parents=True)
            yield staging
            _flush(staging)
            before()
            _put(staging, folder)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _flush(staging: Path) -> None:
    for path in staging.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())


def _put(staging: Path, folder: Path) -> None:
    if not folder.exists():
        staging.rename(folder)
    elif _exchange(staging, folder):
        shutil.rmtree(staging, ignore_errors=True)
    else:
        old = folder.parent / f".{folder.name}.old-{os.getpid()}"
        folder.rename(old)
        staging.rename(folder)
        shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchanges two folders in one step; False where the system or the file system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    return bool(rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0)


@contextmanager
def sentences(folder: Path) -> Iterator[None]:
    """Turns what the file system refuses into a sentence; the last good report is still in place when it is said."""
    try:
        yield
    except OSError as error:
        kept = " The last good report is still in place." if folder.exists() else ""
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise ReportError(
                f"The disk is full: {error.filename or folder} could not be written.{kept} "
                "Free some space, then render again."
            ) from error
        why = error.strerror or type(error).__name__
        raise ReportError(
            f"{error.filename or folder} cannot be read or written: {why}.{kept} Check its permissions."
        ) from error
