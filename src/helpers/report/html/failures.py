"""Which pages stand: an analyst's page that failed, or cites what is not there, gives its place to a sentence.

The others stay as they are. A page of the kit that fails stops the report: then the kit is at fault, or the case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbformat import NotebookNode

from helpers import run
from helpers.errors import CasebookError, ReportError
from helpers.report.html import blocks, figures, pages, references
from helpers.report.html.notes import Key, Notes
from helpers.report.html.notes import cited as notes_cited
from helpers.report.html.pages import Plan

if TYPE_CHECKING:
    from helpers.cases import Case
    from helpers.cite import Stated

State = Callable[[set[Key]], "Mapping[Key, Stated]"]


@dataclass
class Standing:
    """The notebooks that make pages, the sentences of those that do not, and what all their notes mean and show."""

    notebooks: dict[str, NotebookNode]
    failed: dict[str, str] = field(default_factory=dict)
    meant: dict[str, references.Evidence] = field(default_factory=dict)
    stated: Mapping[Key, Stated] = field(default_factory=dict)


def sift(case: Any, plans: Sequence[Plan], notebooks: Mapping[str, Any], state: State) -> Standing:
    """Parts the pages that stand from those that do not.

    `notebooks` are what `run.execute` gave, by name: executed ones, and its `Failed`; `state` reads cited rows again.
    Raises what a page of the kit raises.
    """
    given = [(plan.name, notebooks[plan.name]) for plan in plans if plan.name in notebooks]
    made = Standing({name: one for name, one in given if isinstance(one, NotebookNode)})
    made.failed = {name: str(one.sentence) for name, one in given if not isinstance(one, NotebookNode)}
    _mean(case, plans, made)
    _state(plans, made, state)
    _try(plans, made)
    made.failed = {name: without_places(said, case) for name, said in made.failed.items()}
    return made


def broken_notes(case: Case) -> list[str]:
    """What is wrong with the notes in the analyst's own pages, none of which is run; the tables must be fresh."""
    plans = [plan for plan in run.plan(case) if plan.may_fail and not plan.broken]
    pages = [(plan, run.unrun(plan)) for plan in plans]
    return [said for wrong in _notes(case, pages)[1].values() for said in wrong]


def keys_of(notebook: NotebookNode) -> set[Key]:
    """Every (source, row) that the outputs of an executed notebook cite."""
    bundles = [output.get("data", {}) for cell in notebook.cells for output in cell.get("outputs", [])]
    shown = [(kind, value) for data in bundles for kind, value in data.items()]
    return {key for kind, value in shown if kind.startswith(blocks.PREFIX) for key in notes_cited(value)}


def without_places(said: str, case: Any) -> str:
    """The sentence without the folders of this machine: a report is shown to others."""
    workspace = getattr(case, "workspace", None)
    for place, short in ((getattr(workspace, "root", None), ""), (Path.home(), "~/")):
        if place and len(place.parts) > 1:
            said = said.replace(f"{place}/", short)
    return said


def _fail(made: Standing, name: str, said: str) -> None:
    made.notebooks.pop(name, None)
    made.failed[name] = said


def _may_fail(plan: Plan) -> bool:
    return bool(getattr(plan, "may_fail", False))


def _each(plans: Iterable[Plan], made: Standing) -> list[tuple[Plan, NotebookNode]]:
    """The plans whose pages still stand, with their notebooks."""
    return [(plan, made.notebooks[plan.name]) for plan in plans if plan.name in made.notebooks]


def _mean(case: Any, plans: Sequence[Plan], made: Standing) -> None:
    """Finds what the notes in the Markdown mean; a page with a broken one fails."""
    made.meant, said = _notes(case, _each(plans, made))
    for plan, _ in _each(plans, made):
        wrong = said[plan.name]
        if wrong and not _may_fail(plan):
            raise ReportError("\n".join(wrong))
        if wrong:
            _fail(made, plan.name, "\n".join(wrong))


def _notes(
    case: Any, pages: Sequence[tuple[Any, NotebookNode]]
) -> tuple[dict[str, references.Evidence], dict[str, list[str]]]:
    """What the notes of all pages mean, and for each page a sentence for every one that means nothing."""
    found = {
        plan.name: references.written(notebook, _file(plan, case), f"{plan.title}\n{plan.question}")
        for plan, notebook in pages
    }
    meant = references.meant(case, (one.text for listed, _ in found.values() for one in listed))
    wrong = {
        name: [*said, *(f"{one.where}: {meant.wrong[one.text]}" for one in listed if one.text in meant.wrong)]
        for name, (listed, said) in found.items()
    }
    return dict(meant.found), wrong


def _file(plan: Plan, case: Any) -> str:
    """The page's file, below the workspace where it lies there."""
    path = Path(plan.path)
    root = getattr(getattr(case, "workspace", None), "root", None)
    return path.relative_to(root).as_posix() if root and path.is_relative_to(root) else path.name


def _state(plans: Sequence[Plan], made: Standing, state: State) -> None:
    """Reads every cited row again; where that fails because of one of the analyst's pages, that page fails."""
    keys = {plan.name: _keys(plan, case_notebook, made) for plan, case_notebook in _each(plans, made)}
    try:
        made.stated = state(set().union(*keys.values()))
    except CasebookError:
        for plan, _ in _each(plans, made):
            if _may_fail(plan) and (said := _refused(keys[plan.name], state)):
                _fail(made, plan.name, f"{plan.name}: {said}")
                del keys[plan.name]
        made.stated = state(set().union(*keys.values()))


def _keys(plan: Plan, notebook: NotebookNode, made: Standing) -> set[Key]:
    listed, _ = references.written(notebook, plan.name)
    meant = [made.meant[one.text] for one in listed if one.text in made.meant]
    return keys_of(notebook) | {(one["source"], one["row"]) for one in meant}


def _refused(keys: set[Key], state: State) -> str:
    try:
        state(keys)
    except CasebookError as error:
        return str(error)
    return ""


def _try(plans: Sequence[Plan], made: Standing) -> None:
    """Lays each of the analyst's pages out once: what cannot be laid out fails now, and not in the middle of all."""
    taken = {name for plan, one in _each(plans, made) if not _may_fail(plan) for name in _names(one)}
    for plan, notebook in _each(plans, made):
        if not _may_fail(plan):
            continue
        try:
            names = _names(notebook)
            if twice := sorted(taken & set(names)):
                raise ReportError(f'{plan.name} shows a figure named "{twice[0]}", and so does another page.')
            pages.read(notebook, plan, Notes(made.stated, plan.name), made.meant)
            taken |= set(names)
        except CasebookError as error:
            _fail(made, plan.name, str(error))
        except (KeyError, TypeError, ValueError, AttributeError) as error:  # a bundle that `show` did not make
            said = f"one of its outputs cannot be laid out ({type(error).__name__}: {error})"
            _fail(made, plan.name, f"{plan.name}: {said}. Show it with helpers.show.")


def _names(notebook: NotebookNode) -> list[str]:
    """The names of the files of a notebook's figures."""
    bundles = [output.get("data", {}) for cell in notebook.cells for output in cell.get("outputs", [])]
    kind = f"{blocks.PREFIX}figure+json"
    return [figures.file_name(data[kind]["name"]) for data in bundles if kind in data]
