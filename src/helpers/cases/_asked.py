"""What somebody looks for: words, phrases and what narrows them, as a condition on the index of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from helpers import dates, tables
from helpers.cases._words import words
from helpers.errors import UsageError, did_you_mean

_TERM = re.compile(r'(-?)(?:["“”„«»]([^"“”„«»]*)["“”„«»](\*?)|(\S+))')
_QUOTES = re.compile('["“”„«»]')
Condition = tuple[str, list[Any]]


@dataclass(frozen=True)
class Term:
    """One word or phrase: as it was typed, what is looked for in folded words, and whether it must not be there."""

    stated: str
    sought: str
    without: bool = False

    @property
    def is_word(self) -> bool:
        """Whether it is one word, for which a near one can be proposed."""
        return " " not in self.sought.strip()


@dataclass(frozen=True)
class Asked:
    """A question: every term must hold, the actor's names are alternatives; dates are days, both ends included."""

    terms: tuple[Term, ...] = ()
    names: tuple[Term, ...] = ()
    actor: str = ""
    platform: str = ""
    start: date | None = None
    end: date | None = None

    @property
    def wanted(self) -> tuple[Term, ...]:
        """The terms that must be there."""
        return tuple(term for term in self.terms if not term.without)

    @property
    def dated(self) -> bool:
        """Whether only some days are asked for: then rows without a date are left out."""
        return bool(self.start or self.end)

    def condition(self, terms: Sequence[Term] | None = None) -> Condition:
        """The condition on words and platform as SQL with its values."""
        parts, values = ["true"], []
        for term in self.terms if terms is None else terms:
            parts.append(f"{'NOT ' if term.without else ''}contains(words, ?)")
            values.append(term.sought)
        if self.platform:
            parts.append("lower(platform) = ?")
            values.append(self.platform.lower())
        return " AND ".join(parts), values

    def days(self) -> Condition:
        """The condition on days: what a row can mean, and what is asked for, have a day in common."""
        parts, values = ["true"], []
        for column, sign, day in (("last", ">=", self.start), ("first", "<=", self.end)):
            if day:
                parts.append(f"{column} {sign} ?")
                values.append(day)
        return " AND ".join(parts), values


def asked(text: str, platform: str = "", start: str = "", end: str = "") -> Asked:
    """The question that was typed; a `UsageError` where a part of it cannot be understood."""
    return Asked(terms(text), platform=platform.strip(), start=_day(start, 0), end=_day(end, 1))


def terms(text: str) -> tuple[Term, ...]:
    """The words of a question: `fire "night watch" vide* -cat`; quotation marks of any kind hold a phrase together."""
    if len(_QUOTES.findall(text)) % 2:
        raise UsageError(f"A quotation mark is never closed in: {text}. Write a phrase as in '\"night watch\" fire'.")
    found = []
    for minus, phrase, star, word in _TERM.findall(text):
        typed = phrase or word
        begins = bool(star) or typed.endswith("*")
        folded = words(typed)
        if folded == " ":
            raise UsageError(f'"{typed}" has no letter, digit or sign that could be looked for.')
        found.append(Term(typed, folded.rstrip(" ") if begins else folded, bool(minus)))
    return tuple(found)


def names(known: Sequence[str]) -> tuple[Term, ...]:
    """The names of an actor, each as a phrase."""
    return tuple(Term(name, folded) for name in known if (folded := words(name)) != " ")


def _day(text: str, end: int) -> date | None:
    if not text:
        return None
    if not dates.valid(text):
        raise UsageError(f'"{text}" is not a date. Write 2022, 2022-06 or 2022-06-30.')
    return dates.span(text)[end]


def check_table(name: str, known: Sequence[str]) -> None:
    """A `UsageError` for a table that the case does not have, or in which nothing is looked for."""
    if name and name not in known:
        also = "" if name not in tables.TABLES else f" {name.capitalize()} are not looked through."
        raise UsageError(
            f'There is no table "{name}" to look through.{also}{did_you_mean(name, known)} '
            f"There are: {', '.join(known)}."
        )
