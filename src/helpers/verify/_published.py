"""The published reports, held against their own manifests, and these against the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from helpers import paths, scan
from helpers.cases import Case
from helpers.errors import CasebookError
from helpers.report.publication import manifest
from helpers.report.publication import past as earlier
from helpers.verify._past import Past, shown, unsafe
from helpers.wording import quoted

MOST = 12  # files of one report that are told one by one


def look(case: Case, past: Past) -> tuple[int, list[str]]:
    """How many publications there are, the earlier ones included, and what is wrong with them."""
    now = Path(case.reports)
    folders = [now, *earlier.list_(case)]
    made = {folder: manifest.published(folder) for folder in folders}
    if not made[now]:
        there = "has no manifest that can be read" if now.is_dir() else "is not there"
        return 0, [f"{now} {there}: there is no report to verify. Run `casebook render {case.name}`."]
    said = [one for folder in folders for one in _problems(folder, made[folder], past)]
    return len(folders), said


def _problems(folder: Path, made: Mapping[str, Any], past: Past) -> Iterator[str]:
    if not made:
        yield f"{folder / manifest.NAME} is not there or damaged: nothing says what was published."
        return
    yield from _files(folder, made["files"])
    yield from _history(folder / manifest.NAME, made, past)


def _files(folder: Path, listed: Mapping[str, Any]) -> Iterator[str]:
    leading_out = [name for name in listed if not _is_inside(folder, name) or not isinstance(listed[name], dict)]
    if leading_out:
        named = quoted(map(shown, leading_out))
        yield f"{folder / manifest.NAME} lists {named}: that leads out of it, and was not read."
    safe = {name: one for name, one in listed.items() if name not in leading_out}
    differ = [name for name in manifest.differing(folder, safe) if name not in leading_out]
    for name in differ[:MOST]:
        path = folder / name
        if name not in safe:
            yield f"{path}: manifest.json lists no such file."
        elif not path.is_file():
            yield f"{path} is gone: manifest.json lists it with the SHA-256 {safe[name].get('sha256')}."
        else:
            now = scan.sha256(path)
            yield f"{path}: manifest.json lists it with the SHA-256 {safe[name].get('sha256')}; now it has {now}."
    if len(differ) > MOST:
        yield f"{folder}: {len(differ) - MOST:,} more files are not those that manifest.json lists."


def _is_inside(folder: Path, name: str) -> bool:
    try:
        return not unsafe([name]) and bool(paths.inside(folder, name))
    except CasebookError:
        return False


def _history(path: Path, made: Mapping[str, Any], past: Past) -> Iterator[str]:
    """Whether the ledger still has the head that the report noted, and said then what the report says of its inputs."""
    noted = made.get("ledger")
    noted = noted if isinstance(noted, dict) else {}
    head, until = str(noted.get("head", "")), None
    if head:
        until = past.line_of(head)
        if until is None:
            yield (
                f"{path} has the head {shown(head)} of {noted.get('lines')} lines, and no line of {past.path} has this "
                "hash: the ledger was cut or written anew since the report was published."
            )
    then = {name: last.says["sha256"] for name, last in past.last(until).items()}
    ever = {(line.says["source"], line.says.get("sha256")) for line in past.lines}
    inputs = made.get("inputs")
    for one in inputs if isinstance(inputs, list) else []:
        name, sha256 = (one.get("source"), one.get("sha256")) if isinstance(one, dict) else (None, None)
        known = then.get(str(name)) == sha256 if until is not None else (name, sha256) in ever
        if not known:
            yield (
                f"{path}: the report shows {shown(str(name))} with the SHA-256 {sha256}, and the ledger told of "
                f"{then.get(str(name), 'no such file')} then."
            )
