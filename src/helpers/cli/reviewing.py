"""The review on a terminal, by single keys, or from lines of `key value` on standard input."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from helpers.cli.answers import out, say, where
from helpers.errors import CasebookError, UsageError

if TYPE_CHECKING:
    from helpers.review import Session

KEYS = "a accept  r reject  d date  s stance  m merge  x apart  w why  u undo  j next  k back  ? help  q quit"
STYLES = {"sentence": "\x1b[1m", "date": "\x1b[1;4m", "actor": "\x1b[1;36m"}


class At:
    """The review in a terminal, or from lines of `key value` on standard input."""

    def __init__(self, given: argparse.Namespace, session: Session) -> None:
        self.given, self.session = given, session
        self.live = sys.stdin.isatty()
        self.failed = 0

    def run(self) -> int:
        """Until `q`, the end of the input, or nothing is open."""
        session = self.session
        if not session.references:
            said = f"Nothing to review: there is no candidate of this kind ({session.state()['which']})."
            say(self.given, {}, said)
            return 0
        with _keys(self.live):
            self._show()
            while (command := self._command())[0] != "q":
                self._do(*command)
        self._end()
        return UsageError.exit_code if self.failed and not self.live else 0

    def _do(self, key: str, value: str) -> None:
        from helpers.cli.columns import visible

        if key == "?":
            self._help()
            return
        try:
            said = self.session.press(key, value)
        except CasebookError as error:
            self.failed += 1
            print(visible(error), file=sys.stderr)
            return
        if said and not self.given.quiet:
            out(visible(said))
        self._show()

    def _end(self) -> None:
        from helpers import wording

        session, name = self.session, self.session.case.name
        left = wording.many(session.left, "candidate")
        said = f"{session.done:,} decided by {session.by}; {left} open."
        then = f"next:  casebook render {name}{where(self.given)}"
        say(self.given, {}, "\n".join([said, *([then] if session.done else [])]))

    # ------------------------------------------------------------ what is asked

    def _command(self) -> tuple[str, str]:
        from helpers.review import WITH_VALUE

        if not self.live:
            line = sys.stdin.readline()
            key, _, value = line.strip().partition(" ")
            return ("q", "") if not line else (key, value) if key else self._command()
        key = sys.stdin.read(1)
        if key in ("", "\x03", "\x04", "\x1b"):
            return "q", ""
        return key, self._value(key) if key in WITH_VALUE else ""

    def _value(self, key: str) -> str:
        """What belongs to the key, typed as a line."""
        from helpers.cli.columns import cut, visible, wide

        if key == "m":
            for n, (_, words) in enumerate(self.session.alike(), 1):
                out(f"  {n}  {cut(visible(words), wide() - 5)}")
        asked = {
            "d": "Date (2022, 2022-04, 2022-04-29, 2021-09/2022-01; empty: none): ",
            "s": "Stance (a asserts, c confirms, d denies, n declines): ",
            "m": "Merge with (a number, or an id): ",
            "w": "Why: ",
        }[key]
        print(asked, end="", file=sys.stderr, flush=True)
        with _keys(self.live, lines=True):
            return sys.stdin.readline().strip()

    # ------------------------------------------------------------ what is shown

    def _show(self) -> None:
        from helpers.cli import columns

        if self.given.quiet:
            return
        state, most = self.session.state(), columns.wide()
        item = state["item"]
        lines = ["", f"{state['n']:,} of {state['of']:,} · {state['left']:,} open · {state['by']} · {item['id']}", ""]
        lines += [*passage(item["parts"], most), ""]
        for name, value, note in item["facts"]:
            told = columns.visible(f"{value} ({note})" if note else value)
            lines += columns.wrapped(name, told, 17, most)
        lines += [f"  {columns.visible(item['standing'])}"] if item["standing"] else []
        lines += ["", KEYS]
        out("\n".join(lines))

    def _help(self) -> None:
        from helpers.review import KEYS

        out("\n".join([*(f"  {key}  {does}" for key, does in KEYS.items()), "  q  quit: all is kept already"]))


@contextmanager
def _keys(live: bool, *, lines: bool = False) -> Iterator[None]:
    """Single keys without Enter and without an echo, or whole lines again; what was typed ahead is kept."""
    if not live:
        yield
        return
    import termios
    import tty

    handle = sys.stdin.fileno()
    before = termios.tcgetattr(handle)
    mode = termios.tcgetattr(handle)
    if lines:
        mode[3] |= termios.ICANON | termios.ECHO
        termios.tcsetattr(handle, termios.TCSADRAIN, mode)
    else:
        tty.setcbreak(handle, termios.TCSADRAIN)
    try:
        yield
    finally:
        termios.tcsetattr(handle, termios.TCSADRAIN, before)


# ---------------------------------------------------------------- the sentence in its context


def passage(parts: list[dict[str, str]], most: int) -> list[str]:
    """The context in lines of at most so many columns; on a terminal the sentence is bold, what dates it underlined.

    Elsewhere the sentence stands between « and ».
    """
    from helpers.cli import columns

    live = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    lines, used, space = ["  "], 2, False
    for text, kind in _pieces(parts, live):
        for piece in re.findall(r"\s+|\S+", text):
            if piece.isspace():
                space = True
                continue
            seen = columns.visible(piece)
            if used > 2 and used + space + columns.width(seen) > most:
                lines, used, space = [*lines, "  "], 2, False
            lines[-1] += (" " if space and used > 2 else "") + (
                f"{STYLES.get(kind, '')}{seen}\x1b[0m" if live and kind else seen
            )
            used, space = used + (space and used > 2) + columns.width(seen), False
    return lines


def _pieces(parts: list[dict[str, str]], live: bool) -> Iterator[tuple[str, str]]:
    inside = False
    for part in parts:
        if bool(part["kind"]) != inside and not live:
            yield ("«" if part["kind"] else "»"), ""
        inside = bool(part["kind"])
        yield part["text"], part["kind"]
    if inside and not live:
        yield "»", ""
