"""What the command says, and where: answers on standard output, as text or as JSON; errors on standard error."""

from __future__ import annotations

import argparse
import json
import os
import shlex
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from helpers import clean
from helpers.errors import CasebookError, UsageError

also: list[Callable[[str], None]] = []  # where else everything goes that is said: the log of an unattended run


def _log(text: str) -> None:
    for write in also:
        write(text)


def say(given: argparse.Namespace, data: dict[str, Any], text: str, *, ok: bool = True) -> None:
    """The answer: JSON with --json; the text else, which --quiet keeps back when all went well."""
    _log(text)
    if given.json:
        out(json.dumps({"ok": ok, **data}, default=str))
    elif not (given.quiet and ok):
        out(text)


def aside(given: argparse.Namespace, sentence: str) -> None:
    """A remark for the person who waits, on standard error."""
    _log(sentence)
    if not (given.json or given.quiet):
        print(sentence, file=sys.stderr, flush=True)


def failed(sentence: str, code: int, as_json: bool) -> int:
    """Says why it did not go, and returns the exit code."""
    sentence = clean.visible(sentence)  # it may quote what strangers wrote, such as signs that a terminal obeys
    _log(sentence)
    if as_json:
        out(json.dumps({"ok": False, "exit": code, "error": sentence}))
    else:
        print(_shown(sentence, sys.stderr), file=sys.stderr)
    return code


def out(text: str, end: str = "\n") -> None:
    """Prints at once; a reader that has gone away (`| head`) ends nothing, a full disk is an error."""
    try:
        print(_shown(text, sys.stdout), end=end, flush=True)
    except BrokenPipeError:
        # what is still in the buffer must not fail once more at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise CasebookError(f"The answer cannot be written: {error.strerror or error}.") from error


def _shown(text: str, stream: Any) -> str:
    """The text as the terminal can show it: a console of another encoding gets escapes instead of a crash."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)


@contextmanager
def progress(given: argparse.Namespace) -> Iterator[Callable[[str, int, int], None]]:
    """A bar on a terminal; nothing elsewhere, and nothing with --quiet or --json."""
    if given.quiet or given.json or not sys.stderr.isatty():
        yield lambda what, done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    # file names are strangers' text: no markup in them
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda what, done, total: bar.update(task, description=what, completed=done, total=total)


# ---------------------------------------------------------------- what the verbs share


def load(given: argparse.Namespace) -> Any:
    """The case that was named."""
    from helpers import cases

    return cases.load(given.case, given.workspace)


def pairs(texts: Iterable[str], option: str) -> dict[str, str]:
    """name=value, each name once: which of two should hold is not for the kit to say."""
    found: dict[str, str] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        name = name.strip()
        if not equals or not name:
            raise UsageError(f'{option} takes name=value, and "{text}" is not written so.')
        if name in found:
            raise UsageError(f'{option} names "{name}" twice. Give it once; a list is written {name}=a,b.')
        found[name] = value
    return found


def where(given: argparse.Namespace) -> str:
    """` --workspace DIR`, if it was given: for the command that is proposed next."""
    return f" --workspace {shlex.quote(given.workspace)}" if given.workspace else ""
