"""Every error that the kit raises on purpose.

CasebookError              exit  what went wrong
├── UsageError               2   the command line, a case's name, a parameter
├── CaseError                2   case.toml, the workspace, a path in it
├── ReaderError              1   a file is not what its reader expects
├── TableError               1   a table or a column is wrong, missing or stale
├── CheckError               3   an expectation or a gate did not hold
└── ReportError              1   a notebook failed, or a page could not be made

A message says what was found, where (file, row, column), and what to do next, in whole sentences. Whoever
catches `CasebookError` may print it as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class CasebookError(Exception):
    """The root: anything the kit says in a sentence instead of a traceback."""

    exit_code = 1

    def _render_traceback_(self) -> list[str]:
        """What Jupyter shows: the sentence, not forty lines of frames."""
        return [f"{type(self).__name__}: {self}"]


class UsageError(CasebookError):
    """The command line, a case's name or a notebook's parameter is not usable."""

    exit_code = 2


class CaseError(CasebookError):
    """`case.toml`, the workspace or a path in it is wrong."""

    exit_code = 2


class ReaderError(CasebookError):
    """A file is not what its reader expects."""


class TableError(CasebookError):
    """A table or a column is wrong, missing or stale."""


class CheckError(CasebookError):
    """An expectation or a gate of the case did not hold."""

    exit_code = 3


class ReportError(CasebookError):
    """A notebook failed, or a page could not be made."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Returns ` Did you mean "x"?` for the nearest known word, or an empty string when none is near."""
    words = list(known)
    same = [other for other in words if other.casefold() == word.casefold() and other != word]
    near = same or get_close_matches(word, words, n=1, cutoff=0.6)
    return f' Did you mean "{near[0]}"?' if near else ""
