"""What case.toml says of publishing: the gates that may stop a report, what is kept of it, and who is told.

    [gates]
    rows = { posts = { min = 1000 } }      # so many rows each table must have, at least and at most
    rejected = 0.02                        # of 1: so large a share of the records may be set aside
    unreliable_dates = 0.1                 # of 1: of the posts and of the articles
    one_outlet = 0.6                       # of 1: so much of a spike may be due to one account or outlet

    [publication]
    keep = 12
    on_change = ["/usr/local/bin/tell-the-desk", "--list", "harbour"]

`gates` and `hooks` of `helpers.report.publication` say how each share is counted, and how a program is run.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from helpers.errors import did_you_mean

SHARES = ("rejected", "unreliable_dates", "one_outlet")
DATED = ("posts", "articles", "claims")
DATED_BY_DEFAULT = ("posts", "articles")
MOST_KEPT, LONGEST = 10_000, 24 * 3600
Said = Callable[[str], None]


@dataclass(frozen=True)
class Publication:
    """How a report is published: how many earlier ones stay, which programs are told, their seconds, its address."""

    keep: int = 12
    on_change: tuple[str, ...] = ()
    on_fail: tuple[str, ...] = ()
    seconds: int = 60
    address: str = ""


def gates(where: str, found: Mapping[str, Any], rows: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The gates of case.toml, and every problem in them; `rows` has been read already, as the bounds that it is."""
    said: list[str] = []
    made: dict[str, Any] = {}
    for key, value in found.items():
        if key == "rows":
            made["rows"] = dict(rows)
        elif key == "unreliable_dates":
            made[key] = _dated(f"{where}, gates", value, said.append)
        elif key in SHARES:
            made[key] = _share(f"{where}, gates: {key}", value, said.append)
        else:
            said.append(f'{where}, gates: there is no gate "{key}".{did_you_mean(key, ("rows", *SHARES))}')
    return {key: value for key, value in made.items() if value is not None}, said


def _dated(where: str, value: Any, said: Said) -> dict[str, float] | None:
    """One share for posts and articles, or a share for each table that is named."""
    if not isinstance(value, dict):
        share = _share(f"{where}: unreliable_dates", value, said)
        return None if share is None else dict.fromkeys(DATED_BY_DEFAULT, share)
    made = {}
    for table, share in value.items():
        if table not in DATED:
            known = ", ".join(DATED)
            said(f'{where}: unreliable_dates has no table "{table}"; it has {known}.{did_you_mean(table, DATED)}')
        elif (checked := _share(f"{where}: unreliable_dates.{table}", share, said)) is not None:
            made[table] = checked
    return made


def _share(where: str, value: Any, said: Said) -> float | None:
    if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= 1:
        return float(value)
    said(f"{where} is {value!r}, and must be a share from 0 to 1, as in 0.02 for 2 of 100.")
    return None


def publication(where: str, found: Mapping[str, Any]) -> tuple[Publication, list[str]]:
    """What `[publication]` says, and every problem in it."""
    where, said = f"{where}, publication", []
    made: dict[str, Any] = {}
    for key, value in found.items():
        if key not in _CHECKS:
            said.append(f'{where}: there is no key "{key}" here.{did_you_mean(key, _CHECKS)}')
        elif problem := _CHECKS[key](value):
            said.append(f'{where}: "{key}" is {value!r}, and must be {problem}.')
        else:
            made[key] = tuple(value) if isinstance(value, list) else value
    return Publication(**made), said


def _number(least: int, most: int) -> Callable[[Any], str]:
    def problem(value: Any) -> str:
        sound = type(value) is int and least <= value <= most
        return "" if sound else f"a whole number from {least} to {most}"

    return problem


def _program(value: Any) -> str:
    """A list, because a line for a shell would let a case's name or a path become a command."""
    sound = isinstance(value, list) and all(isinstance(one, str) and "\0" not in one for one in value)
    if sound and (not value or value[0].strip()):
        return ""
    return 'a list of a program and its arguments, as in ["/usr/bin/program", "argument"]'


def _address(value: Any) -> str:
    sentence = 'the web address of the folder that the report is copied to, as in "https://example.org/reports/"'
    if not isinstance(value, str) or not value.isprintable() or " " in value:
        return sentence
    try:
        parts = urlsplit(value)
        sound = parts.scheme in ("https", "http") and parts.hostname and not (parts.query or parts.fragment)
    except ValueError:
        return sentence
    return "" if sound or not value else sentence


_CHECKS: dict[str, Callable[[Any], str]] = {
    "keep": _number(0, MOST_KEPT),
    "on_change": _program,
    "on_fail": _program,
    "seconds": _number(1, LONGEST),
    "address": _address,
}
