"""Which notebooks a case's report has, in which order, with which parameters: decided before any kernel starts."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import dropwhile, takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers import paths
from helpers.errors import ReportError, UsageError, did_you_mean
from helpers.parameters import Parameter, check, signature, unknown
from helpers.run import prose

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from helpers.cases import Case

NAME = re.compile(r"\d+-[\w-]+")
PROMISES = ("figures", "tables", "findings")
KEYS = ("needs", "may_use", "yields")
NOT_OF_RUNS = ("made_from",)  # what `lab` writes into a working copy, and an analyst may move among the pages
KIT = "the kit"
SUFFIXES = (".ipynb", prose.SUFFIX)
FENCED = re.compile(r"^ {0,3}(```|~~~).*?^ {0,3}\1[`~]*[ ]*$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Plan:
    """One notebook (or Markdown page) of a report, before it runs.

    `parameters` are the values it is handed over; `yields` is what it promises to show; `skipped` is the sentence that
    says why it does not run; `note` says that it stands in for another notebook of the same name; `whose` is "the kit",
    "the workspace" or "the case": pages of the last two may fail without taking the report with them. `broken` is the
    sentence that says why such a page cannot even be tried.
    """

    name: str
    path: Path
    title: str
    question: str
    needs: tuple[str, ...] = ()
    may_use: tuple[str, ...] = ()
    yields: dict[str, int] = field(default_factory=dict)
    parameters: dict[str, Any] = field(default_factory=dict)
    skipped: str | None = None
    note: str | None = None
    workspace: Path | None = None
    whose: str = KIT
    broken: str | None = None

    @property
    def may_fail(self) -> bool:
        """Whether its failure leaves the rest of the report standing: it is a page of the analyst's own."""
        return self.whose != KIT


def plan(case: Case, given: Mapping[str, Any] | None = None) -> list[Plan]:
    """The plans of a case's notebooks, in the order of their numbers.

    The notebooks are those of the kit, of the workspace's `notebooks` and of the case's `pages`; a later one stands in
    for an earlier one of the same name. Their parameters are the case's name, then `[notebooks."NAME"]` of `case.toml`,
    then `given`: text as from `-p name=value`, for every notebook that has the name, or {notebook: {name: text}}.
    A name that no notebook has, or a value that does not fit, is a `UsageError`.
    """
    root = case.workspace.root
    found = {name: _look(name, *place) for name, place in _find(case).items()}
    known = {name: one.known for name, one in found.items()}
    stated = _stated(case, found)
    wanted = _given(given or {}, known)
    plans = []
    for name in sorted(found, key=_order):
        one = found[name]
        own = {"case": case.name} if "case" in one.known else {}
        values = own | stated.get(name, {}) | wanted.get(name, {})
        skipped = None if one.broken else _missing(one.about.get("needs", ()), case)
        title, question = heading(one.notebook, name)
        more: dict[str, Any] = {
            "skipped": skipped,
            "note": one.note,
            "workspace": root,
            "whose": one.whose,
            "broken": one.broken,
        }
        plans.append(Plan(name, one.path, title, question, **one.about, parameters=values, **more))
    return plans


def remarks(case: Case, plans: Iterable[Plan]) -> list[str]:
    """What is to be said of the analyst's own pages: which stand in for others, and which are none by their names."""
    said = [plan.note for plan in plans if plan.note]
    for folder in (case.workspace.root / "notebooks", case.folder / "pages"):
        for path in sorted(folder.glob("*")):
            if path.suffix in SUFFIXES and not NAME.fullmatch(path.stem) and path.stem != "README":
                said.append(
                    f'{path} is no page of the report: its name does not begin with a number, as in "40-{path.name}".'
                )
    return said


def unrun(plan: Plan) -> NotebookNode:
    """A page as its file has it, before anything runs."""
    if plan.path.suffix == prose.SUFFIX:
        return prose.read(plan)
    import nbformat

    found: NotebookNode = nbformat.read(plan.path, as_version=4)  # type: ignore[no-untyped-call]
    return found


def _order(name: str) -> tuple[int, str]:
    return int(name.split("-")[0]), name


Place = tuple["Path", str, "str | None"]


def _find(case: Case) -> dict[str, Place]:
    """Every page by name: its file, whose it is, and what it stands in for."""
    found: dict[str, Place] = {}
    seen: set[Path] = set()
    for whose, folder in places(case).items():
        if not folder.is_dir() or folder.resolve() in seen:
            continue
        seen.add(folder.resolve())
        for name, path in pages_in(folder).items():
            before = found.get(name)
            note = f"{name} is the one of {whose}; it stands in for {before[0]}." if before else None
            found[name] = (path, whose, note)
    return found


def places(case: Case) -> dict[str, Path]:
    """The folders of a case's notebooks and pages, by whose they are, the one that counts most at the end."""
    return {
        KIT: paths.notebooks(),
        "the workspace": case.workspace.root / "notebooks",
        "the case": case.folder / "pages",
    }


def pages_in(folder: Path) -> dict[str, Path]:
    """The notebooks and Markdown pages of a folder, by name; a `ReportError` where two share one."""
    found: dict[str, Path] = {}
    for path in sorted(path for suffix in SUFFIXES for path in folder.glob(f"*{suffix}")):
        if not NAME.fullmatch(path.stem) or not path.is_file():
            continue
        if path.stem in found:
            raise ReportError(f"{folder} has {path.stem} twice, as .ipynb and as .md. Rename one of them.")
        found[path.stem] = path
    return found


@dataclass(frozen=True)
class _Looked:
    """What a page's file says before anything runs; `broken` says why one of the analyst's cannot be read."""

    path: Path
    whose: str
    note: str | None
    notebook: Mapping[str, Any]
    known: Mapping[str, Parameter]
    about: Mapping[str, Any]
    broken: str | None = None


def _look(name: str, path: Path, whose: str, note: str | None) -> _Looked:
    try:
        notebook = _read(path)
        return _Looked(path, whose, note, notebook, signature(notebook, name), _about(notebook, name))
    except (ReportError, UsageError) as error:
        if whose == KIT:
            raise
        return _Looked(path, whose, note, {"cells": [], "metadata": {}}, {}, {}, str(error))


def _read(path: Path) -> dict[str, Any]:
    if path.suffix == prose.SUFFIX:
        cell = {"cell_type": "markdown", "metadata": {}, "source": prose.text(path)}
        return {"cells": [cell], "metadata": {}, "nbformat": 4}
    try:
        notebook: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        whole = [each for each in notebook["cells"] if "source" in each and "metadata" in each and each["cell_type"]]
        if notebook["nbformat"] == 4 and len(whole) == len(notebook["cells"]):
            return notebook
    except (OSError, ValueError, KeyError, TypeError):
        pass
    raise ReportError(f"{path} is not a notebook of format 4. Open it in JupyterLab and save it.")


def _source(cell: Mapping[str, Any]) -> str:
    return cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])


def heading(notebook: Mapping[str, Any], name: str) -> tuple[str, str]:
    """The title (the first `# ...` line before any code) and the question (the `> ...` lines right below it)."""
    lines: list[str] = []
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            break
        lines += [*_source(cell).splitlines(), ""] if cell["cell_type"] == "markdown" else []
    lines = FENCED.sub("", "\n".join(lines)).splitlines()
    at = next((n for n, line in enumerate(lines) if line.startswith("# ")), None)
    below = [line.strip() for line in (lines if at is None else lines[at + 1 :])]
    quoted = takewhile(lambda line: line.startswith(">"), dropwhile(lambda line: not line, below))
    question = " ".join(line[1:].strip() for line in quoted)
    title = "" if at is None else lines[at][2:].strip().rstrip("#").rstrip()
    return title or name.split("-", 1)[1].replace("-", " ").capitalize(), question


def _about(notebook: Mapping[str, Any], name: str) -> dict[str, Any]:
    """`needs`, `may_use` and `yields` of the metadata, checked: a misspelt promise would promise nothing."""
    from helpers.tables import TABLES

    about = {key: value for key, value in notebook["metadata"].get("casebook", {}).items() if key not in NOT_OF_RUNS}
    _refuse_unknown(about, KEYS, f"{name}, metadata casebook")
    for key in ("needs", "may_use"):
        words = [table for word in about.get(key, []) for table in word.split("|")]
        _refuse_unknown(words, TABLES, f"{name}, metadata casebook.{key}")
    yields = about.get("yields", {})
    _refuse_unknown(yields, PROMISES, f"{name}, metadata casebook.yields")
    return {"needs": tuple(about.get("needs", [])), "may_use": tuple(about.get("may_use", [])), "yields": dict(yields)}


def _refuse_unknown(words: Iterable[str], known: Collection[str], where: str) -> None:
    for word in words:
        if word not in known:
            raise ReportError(f'{where}: there is no "{word}".{did_you_mean(word, known)}')


def _stated(case: Case, found: Mapping[str, _Looked]) -> dict[str, dict[str, Any]]:
    """The values of `case.toml`, by notebook; those of a broken page are not looked at."""
    stated = {}
    known = {name: one.known for name, one in found.items()}
    for name, values in case.notebooks.items():
        where = f'case.toml of {case.name}, [notebooks."{name}"]'
        if name not in known:
            raise UsageError(f"{where}: there is no such notebook.{did_you_mean(name, known)}")
        _refuse_case(values, where)
        if found[name].broken:
            continue
        try:
            stated[name] = check(known[name], values, name)
        except UsageError as error:
            raise UsageError(f"{error} That value stands in case.toml of {case.name}.") from None
    return stated


def _given(given: Mapping[str, Any], known: Mapping[str, Mapping[str, Parameter]]) -> dict[str, dict[str, Any]]:
    """The values of the command line, by notebook: those of one notebook count more than those of all."""
    wanted: dict[str, dict[str, Any]] = {name: {} for name in known}
    everywhere = {name: value for name, value in given.items() if not isinstance(value, Mapping)}
    _refuse_case(everywhere, "-p")
    for name, value in everywhere.items():
        takers = [notebook for notebook in known if name in known[notebook]]
        if not takers:
            raise UsageError(unknown(name, dict.fromkeys(n for each in known.values() for n in each), "The notebooks"))
        for notebook in takers:
            wanted[notebook] |= check(known[notebook], {name: value}, notebook, text=isinstance(value, str))
    for notebook, values in given.items():
        if isinstance(values, Mapping):
            if notebook not in known:
                raise UsageError(f'There is no notebook "{notebook}".{did_you_mean(notebook, known)}')
            _refuse_case(values, notebook)
            for name, value in values.items():
                wanted[notebook] |= check(known[notebook], {name: value}, notebook, text=isinstance(value, str))
    return wanted


def _refuse_case(values: Mapping[str, Any], where: str) -> None:
    if "case" in values:
        raise UsageError(f"{where}: the case is the one that is rendered; leave `case` out, or render the other one.")


def _missing(needs: tuple[str, ...], case: Case) -> str | None:
    """Why a case cannot have the page; `claims|articles` is satisfied by either of the two."""
    missing = [need for need in needs if not any(case.has(table) for table in need.split("|"))]
    if not missing:
        return None
    *head, last = [need.replace("|", " or ") for need in missing]
    named = f"{', '.join(head)} and {last}" if head else last
    named_tables = sum(need.count("|") + 1 for need in missing)
    none = {1: "none", 2: "neither"}.get(named_tables, "none of them")
    return f"Needs {named}; this case has {none}."
