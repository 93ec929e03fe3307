"""Which notebooks a case's report has, in which order, with which parameters: decided before any kernel starts."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers import paths
from helpers.errors import ReportError, UsageError, did_you_mean
from helpers.parameters import Parameter, check, signature, unknown

if TYPE_CHECKING:
    from helpers.cases import Case

NAME = re.compile(r"\d+-[\w-]+")
PROMISES = ("figures", "tables", "findings")
KEYS = ("needs", "may_use", "yields")


@dataclass(frozen=True)
class Plan:
    """One notebook of a report, before it runs.

    `parameters` are the values it is handed over; `yields` is what it promises to show; `skipped` is the sentence that
    says why it does not run; `note` says that it stands in for another notebook of the same name.
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


def plan(case: Case, given: Mapping[str, Any] | None = None) -> list[Plan]:
    """The plans of a case's notebooks, in the order of their numbers.

    The notebooks are those of the kit, of the workspace's `notebooks` and of the case's `pages`; a later one stands in
    for an earlier one of the same name. Their parameters are the case's name, then `[notebooks."NAME"]` of `case.toml`,
    then `given`: text as from `-p name=value`, for every notebook that has the name, or {notebook: {name: text}}.
    A name that no notebook has, or a value that does not fit, is a `UsageError`.
    """
    root = case.workspace.root
    found = _find(case)
    notebooks = {name: _read(path) for name, (path, _) in found.items()}
    known = {name: signature(notebook, name) for name, notebook in notebooks.items()}
    stated = _stated(case, known)
    wanted = _given(given or {}, known)
    plans = []
    for name in sorted(found, key=_order):
        path, note = found[name]
        own = {"case": case.name} if "case" in known[name] else {}
        values = own | stated.get(name, {}) | wanted.get(name, {})
        about = _about(notebooks[name], name)
        skipped = _missing(about["needs"], case)
        title, question = _heading(notebooks[name], name)
        plans.append(
            Plan(name, path, title, question, **about, parameters=values, skipped=skipped, note=note, workspace=root)
        )
    return plans


def _order(name: str) -> tuple[int, str]:
    return int(name.split("-")[0]), name


def _find(case: Case) -> dict[str, tuple[Path, str | None]]:
    found: dict[str, tuple[Path, str | None]] = {}
    own = case.workspace.root / "notebooks"
    places = {"the kit": paths.notebooks(), "the workspace": own, "the case": case.folder / "pages"}
    seen: dict[Path, str] = {}
    for whose, folder in places.items():
        if not folder.is_dir() or folder.resolve() in seen:
            continue
        seen[folder.resolve()] = whose
        for path in sorted(folder.glob("*.ipynb")):
            if NAME.fullmatch(path.stem):
                before = found.get(path.stem)
                note = f"{path.stem} is the one of {whose}; it stands in for {before[0]}." if before else None
                found[path.stem] = (path, note)
    return found


def _read(path: Path) -> dict[str, Any]:
    try:
        notebook: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if notebook["nbformat"] == 4 and isinstance(notebook["cells"], list):
            return notebook
    except (OSError, ValueError, KeyError, TypeError):
        pass
    raise ReportError(f"{path} is not a notebook of format 4. Open it in JupyterLab and save it.")


def _source(cell: Mapping[str, Any]) -> str:
    return cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])


def _heading(notebook: Mapping[str, Any], name: str) -> tuple[str, str]:
    """The title and the question, from the first `# ...` and `> ...` lines of the Markdown before any code."""
    lines: list[str] = []
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            break
        lines += _source(cell).splitlines() if cell["cell_type"] == "markdown" else []
    title = next((line[2:].strip() for line in lines if line.startswith("# ")), "")
    question = " ".join(line[1:].strip() for line in lines if line.startswith(">"))
    return title or name.split("-", 1)[1].replace("-", " ").capitalize(), question


def _about(notebook: Mapping[str, Any], name: str) -> dict[str, Any]:
    """`needs`, `may_use` and `yields` of the metadata, checked: a misspelt promise would promise nothing."""
    from helpers.tables import TABLES

    about = notebook["metadata"].get("casebook", {})
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


def _stated(case: Case, known: Mapping[str, Mapping[str, Parameter]]) -> dict[str, dict[str, Any]]:
    """The values of `case.toml`, by notebook."""
    stated = {}
    for name, values in case.notebooks.items():
        where = f'case.toml of {case.name}, [notebooks."{name}"]'
        if name not in known:
            raise UsageError(f"{where}: there is no such notebook.{did_you_mean(name, known)}")
        _refuse_case(values, where)
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
