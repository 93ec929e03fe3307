"""Is the case sound? Every problem of case.toml, files, handmade tables and parameters, all at once."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from helpers import actors, build, cases, cite, dates, evidence, intake, readers, review, run, tables
from helpers.cases import Case, Input
from helpers.errors import CasebookError, CheckError, TableError, did_you_mean
from helpers.evidence import Account, Accounts, Reason
from helpers.paths import Workspace

VOCABULARY = {("claims", "stance"): tables.STANCES}
DONE = ("asserts", "confirms")
REFERRING = ("claims", "actors", "ties")


def problems(name: str, space: Workspace) -> list[str]:
    """Every problem of the case, as sentences; empty if it is sound. Builds the tables on the way.

    What is wrong in one place does not hide what is wrong in another: where a file cannot be read, the handmade tables
    are looked at without it, and `data/processed` stays as it is.
    """
    case, said = cases.read(space.case_folder(name), name, space)
    if case is None:
        return said
    said += list(_parameters(case))
    inputs, more = _inputs(case, said)
    said += more
    wrong = {one.name: sentence for one in inputs for sentence in _file_problems(one)}
    said += wrong.values()
    if not said:
        return _built(case, [])
    sound = [one for one in inputs if one.name not in wrong]
    with tempfile.TemporaryDirectory() as aside:
        return said + _built(_only(case, sound, Path(aside)), list(wrong))


def account(name: str, space: Workspace) -> Accounts | None:
    """What was done with each file of the case, which was checked just now; None where its tables are not current."""
    case, _ = cases.read(space.case_folder(name), name, space)
    if case is None or case.stale():
        return None
    try:
        accounts = evidence.account(case)
        early = _early(case)
    except TableError:  # a table that is gone or damaged is among the problems
        return None
    return Accounts(tuple(_with(one, early.get(one.source, [])) for one in accounts.sources))


def is_bare(name: str, space: Workspace) -> bool:
    """Whether the case, which was checked just now, has no row of evidence or judgement yet."""
    built = cases.load(name, space).built.get("tables", {})
    return not any(table["rows"] for key, table in built.items() if key != "sources")


# ---------------------------------------------------------------- remarks, which are no problems


@dataclass(frozen=True)
class _Dated(Account):
    """What is told of a file of claims, with those of what happened after it was reported."""

    early: tuple[Reason, ...] = ()

    def remarks(self) -> Iterator[tuple[str, str, int | None, str | None]]:
        """Those of the file, then the dates."""
        yield from super().remarks()
        for one in self.early:
            yield "dates", one.says, one.n, one.row


def _with(one: Account, early: list[Reason]) -> Account:
    return (
        _Dated(**{field.name: getattr(one, field.name) for field in fields(one)}, early=tuple(early)) if early else one
    )


def _early(case: Case) -> dict[str, list[Reason]]:
    """By file, the claims of something that happened later than the day on which it was reported.

    What is announced lies ahead rightly, so this is a remark; what is asserted or confirmed was meant as done.
    """
    found: dict[str, list[Reason]] = {}
    columns = ["source", "row", "stance", "event_date", "report_date"]
    rows = case.table("claims", columns).dropna(subset=["event_date", "report_date"]) if case.has("claims") else None
    for row in rows.itertuples() if rows is not None else ():
        first, last = dates.span(row.event_date)[0], dates.span(row.report_date)[1]
        if row.stance in DONE and first and last and first > last:
            when, reported = dates.words(row.event_date), dates.words(row.report_date)
            says = f"{row.stance} what is dated {when}, later than its report of {reported}: wrong, or planned?"
            found.setdefault(row.source, []).append(Reason(says, row.row, 1))
    return found


# ---------------------------------------------------------------- case.toml and the files


def _parameters(case: Case) -> Iterator[str]:
    """The notebooks, and what case.toml hands over to them: value by value, so that one does not hide the next."""
    tries: list[dict[str, dict[str, Any]]] = [{}]
    for notebook, values in case.notebooks.items():
        if isinstance(values, dict):  # else case.toml's own check has said so
            tries += [{notebook: {}}, *({notebook: {name: value}} for name, value in values.items())]
    refused: set[str] = set()
    for one in tries:
        if not refused & {"", *one}:
            try:
                plans = run.plan(replace(case, notebooks=one))
                yield from (plan.broken for plan in plans if plan.broken and not one)
            except CasebookError as error:
                refused |= {name for name, values in one.items() if not values} if one else {""}
                yield str(error)


def _inputs(case: Case, said: list[str]) -> tuple[list[Input], list[str]]:
    """The files that are there, each once, and what is wrong with the list of them beyond what was said already."""
    found: dict[str, Input] = {}
    for source in case.sources:
        try:
            found |= {one.name: one for one in cases.expand(case.folder, source) if one.name not in found}
        except CasebookError:
            continue
    more: list[str] = []
    for listed in (partial(cases.handmade_inputs, case.folder, tuple(found)), lambda: case.inputs):
        try:
            found |= {one.name: one for one in listed() if one.name not in found}
        except CasebookError as error:
            more += [] if any(str(error) in one for one in [*said, *more]) else [str(error)]
    return list(found.values()), more


def _file_problems(one: Input) -> Iterator[str]:
    try:
        intake.look(one.path, readers.get(one.source.reader), one.source.options)
    except CasebookError as error:
        yield str(error) if str(one.path) in str(error) else f"{one.path}: {error}"
    except OSError as error:
        yield f"{one.path}: cannot be read: {error.strerror or error}."


class _Part(Case):
    """A case with some of its files alone."""

    def _inputs(self) -> tuple[Input, ...]:
        chosen: tuple[Input, ...] = self.__dict__["chosen"]
        return chosen


def _only(case: Case, inputs: list[Input], aside: Path) -> Case:
    """The case with these files alone, built elsewhere, and without expectations: they are of the whole."""
    given = {field.name: getattr(case, field.name) for field in fields(case)}
    part = _Part(**given | {"sources": (), "expect": {}, "workspace": Workspace(aside)})
    part.__dict__["chosen"] = tuple(inputs)
    return part


# ---------------------------------------------------------------- the tables


def _built(case: Case, unread: list[str]) -> list[str]:
    said: list[str] = []
    if not case.inputs:
        return said
    try:
        build.build(case)
    except CheckError as error:  # the tables are there all the same, unless evidence has changed
        said = str(error).splitlines()
        if case.stale():
            return said
    except CasebookError as error:
        return str(error).splitlines()
    return [*said, *_tables(case, unread)]


def _tables(case: Case, unread: list[str]) -> Iterator[str]:
    sources = case.table("sources")
    ours = set(sources.loc[sources["reader"] == "handmade", "source"])
    if case.has("rejects"):
        rejects = case.table("rejects")
        for row in rejects[rejects["source"].isin(ours)].itertuples():
            yield f"{row.source}, row {row.row}: {row.reason}"
    for row in sources[sources["source"].isin(ours)].itertuples():
        known = [name for name in tables.get(row.tables[0]).names if name not in ("source", "row")]
        for column in row.unknown:
            yield f'{row.source}: "{column}" is no column of {row.tables[0]}.{did_you_mean(column, known)}'
    for (table, column), words in VOCABULARY.items():
        if case.has(table):
            yield from _foreign_words(case.table(table), column, words)
    yield from _references(case, unread)
    yield from _people(case)
    if case.has("decisions"):
        yield from review.faults(case)
        yield from () if unread else review.unfounded_in_words(case)


def _foreign_words(frame: pd.DataFrame, column: str, words: tuple[str, ...]) -> Iterator[str]:
    for row in frame[~frame[column].isin(words)].itertuples():
        found, known = getattr(row, column), ", ".join(words)
        yield f'{row.source}, row {row.row}: {column} "{found}" is none of {known}.{did_you_mean(found, words)}'


def _references(case: Case, unread: list[str]) -> Iterator[str]:
    """Evidence that leads nowhere; nothing is said of references where a file could not be read."""
    for table in REFERRING if not unread else ():
        if not case.has(table):
            continue
        frame = case.table(table, ["source", "row", "evidence"])
        for row in frame.dropna(subset=["evidence"]).itertuples():
            for text in row.evidence:
                try:
                    cite.reference(case, text)
                except CasebookError as error:
                    yield f"{row.source}, row {row.row}: evidence {error}"


def _people(case: Case) -> Iterator[str]:
    people = case.table("actors") if case.has("actors") else None
    known = {} if people is None else dict(zip(people["id"], people["name"], strict=True))
    if case.has("ties"):
        for row in case.table("ties").itertuples():
            for end in (row.from_actor, row.to_actor):
                if end not in known:
                    yield _nobody(row.source, row.row, end, known)
    if case.has("claims") and people is not None:
        claims = case.table("claims")
        wheres = dict(zip(claims["row"], claims["source"], strict=True))
        for where, name in actors.unknown_names(claims, people):
            yield _nobody(wheres[where], where, name, known.values())


def _nobody(source: str, row: str, name: str, known: Iterable[str]) -> str:
    return f'{source}, row {row}: there is no actor "{name}" in actors.csv.{did_you_mean(name, known)}'
