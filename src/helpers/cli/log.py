"""The log of an unattended run: what it said, and with --quiet what it did not, each line with its moment in UTC.

Four files of 500 kB at most, the newest without a number: years of quiet runs, and no full disk after a noisy one. What
the package itself logs (the output of a hook, a kernel that was started another way) goes there too.
"""

from __future__ import annotations

import logging
import sys
import time
from logging.handlers import RotatingFileHandler
from pathlib import Path

from helpers.cli import answers

MOST, OLDER = 500_000, 3
_LOGGER = logging.getLogger("helpers")


def start(path: Path, what: str) -> None:
    """Writes all that is said from now on into this file; where it cannot be written, says so and goes on."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=MOST, backupCount=OLDER, encoding="utf-8", errors="replace")
    except OSError as error:
        print(f"The log {path} cannot be written: {error.strerror or error}. The run goes on.", file=sys.stderr)
        return
    form = logging.Formatter("%(asctime)s %(process)d %(message)s", "%Y-%m-%dT%H:%M:%SZ")
    form.converter = time.gmtime
    handler.setFormatter(form)
    handler.addFilter(lambda record: not record.getMessage().startswith("Executing notebook"))  # nbclient, per page
    logging.raiseExceptions = False  # a full disk must not end a run that can still say so elsewhere
    _LOGGER.addHandler(handler)
    _LOGGER.setLevel(logging.INFO)
    answers.also.append(_say)
    _say(f"{what}: begins")


def end(code: int) -> None:
    """Says how the run ended, and closes the log."""
    _say(f"ended with exit code {code}")
    answers.also.clear()
    for handler in [one for one in _LOGGER.handlers if isinstance(one, RotatingFileHandler)]:
        _LOGGER.removeHandler(handler)
        handler.close()


def _say(text: str) -> None:
    if text:
        _LOGGER.info("%s", text)
