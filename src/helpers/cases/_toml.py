"""Reading case.toml: every problem in a sentence, all of them at once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time
from pathlib import Path
from typing import Any

from helpers import dates, packed, readers, tables
from helpers.cases._files import Bounds, Source, expand, not_readable
from helpers.cases._model import Case, file_stamp
from helpers.cases._publication import gates, publication
from helpers.errors import CasebookError, CaseError, TableError, did_you_mean
from helpers.paths import Workspace

_CASE_KEYS = {
    "title": str,
    "question": str,
    "period": str,
    "timezone": str,
    "invented": bool,
    "about": str,
    "sources": list,
    "expect": dict,
    "notebooks": dict,
    "gates": dict,
    "publication": dict,
}
_REQUIRED = ("title", "question", "period", "timezone", "invented")
_SOURCE_KEYS = {
    "files": (str, list),
    "reader": str,
    "from": str,
    "credit": str,
    "retrieved": (str,),
    "publish": bool,
    "zone": str,
    "encoding": str,
    "letters": dict,
    "language": (str, list),
    "order": str,
    "pivot": int,
    "member": str,
    "sheet": str,
    "unpacked": str,
    "table": str,
    "platform": str,
    "columns": dict,
    "delimiter": str,
    "known": list,
    "at": str,
    "object": str,
    "included": bool,
    "expect": dict,
}
_SOURCE_REQUIRED = ("files", "reader", "credit")
_NO_OPTIONS = {"files", "reader", "credit", "from", "retrieved", "publish", "zone", "expect"}
_WORDS = {
    str: "a text",
    bool: "true or false",
    list: "a list",
    dict: "a table",
    (str, list): "a text or a list of texts",
    (str,): "a text",
}


def read(folder: Path, name: str, space: Workspace, file: str = "case.toml") -> tuple[Case | None, list[str]]:
    """The case and every problem of its case.toml; the case is None where it cannot be made."""
    where = folder / file
    stamp = file_stamp(where)
    try:
        found = tomllib.loads(where.read_text("utf-8-sig"))  # some editors put a byte-order mark in front
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        return None, [f"{where} is not valid TOML: {error}."]
    except OSError as error:
        return None, [f"{where} cannot be read: {error.strerror}."]
    problems = _wrong_keys(str(where), found, _CASE_KEYS, _REQUIRED)
    sound = _sound(found, _CASE_KEYS)
    problems += _wrong_values(where, sound)
    sources = []
    for n, entry in enumerate(sound.get("sources", []), 1):
        source, said = _source(f"{where}, source {n}", folder, entry, space.processed / name)
        problems += said
        sources += [source] if source else []
    expect, said = _bounds(f"{where}, expect", sound.get("expect", {}))
    problems += said
    rest, said = _published(where, sound)
    problems += said
    if not set(_REQUIRED) <= set(sound):
        return None, problems
    rest |= {key: sound[key] for key in (*_REQUIRED, "about", "notebooks") if key in sound}
    return Case(name, folder, space, **rest, sources=tuple(sources), expect=expect, stamp=stamp), problems


def _published(where: Path, sound: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The gates and what is said of publication, by the names of the case's fields."""
    found = sound.get("gates", {})
    rows = found.get("rows", {})
    if isinstance(rows, dict):
        bounds, said = _bounds(f"{where}, gates, rows", rows)
    else:
        bounds, said = {}, [f"{where}, gates: rows is {rows!r}, and must be written as {{ posts = {{ min = 50 }} }}."]
    held, wrong = gates(str(where), found, bounds)
    told, also = publication(str(where), sound.get("publication", {}))
    return {"gates": held, "publication": told}, [*said, *wrong, *also]


def _wrong_keys(where: str, found: Mapping[str, Any], keys: Mapping[str, Any], required: Iterable[str]) -> list[str]:
    problems = [f'{where}: there is no key "{key}" here.{did_you_mean(key, keys)}' for key in found if key not in keys]
    problems += [f'{where}: "{key}" is missing.' for key in required if key not in found]
    for key, value in found.items():
        if key not in keys or isinstance(value, keys[key]):
            continue
        if isinstance(value, date | time):
            problems.append(f'{where}: "{key}" must be {_WORDS[keys[key]]}. Write the date in quotes: "{value}".')
        else:
            problems.append(f'{where}: "{key}" is {value!r}, and must be {_WORDS[keys[key]]}.')
    return problems


def _sound(found: Mapping[str, Any], keys: Mapping[str, Any]) -> dict[str, Any]:
    """What is known and of its type: the rest of it can be checked although something beside it is wrong."""
    return {key: value for key, value in found.items() if key in keys and isinstance(value, keys[key])}


def _wrong_values(where: Path, sound: Mapping[str, Any]) -> list[str]:
    problems = []
    if "period" in sound and not dates.valid(sound["period"]):
        problems.append(
            f'{where}: "period" is "{sound["period"]}", which is not a date. Write 2022 or 2021-09/2022-01.'
        )
    problems += _wrong_zone(str(where), "timezone", sound)
    for notebook, values in sound.get("notebooks", {}).items():
        if not isinstance(values, dict):
            problems.append(f'{where}: notebooks."{notebook}" is {values!r}, and must be a table of parameters.')
    return problems


def _wrong_zone(where: str, key: str, sound: Mapping[str, Any]) -> list[str]:
    try:
        dates.zone(sound.get(key, "UTC"))
    except TableError as error:
        return [f'{where}: "{key}": {error}']
    return []


def _source(where: str, folder: Path, entry: Any, processed: Path) -> tuple[Source | None, list[str]]:
    if not isinstance(entry, dict):
        return None, [f"{where}: must be a table, written as [[sources]]."]
    problems = _wrong_keys(where, entry, _SOURCE_KEYS, _SOURCE_REQUIRED)
    sound = _sound(entry, _SOURCE_KEYS)
    problems += [*_wrong_source(where, sound), *_wrong_zone(where, "zone", sound)]
    expect, said = _bounds(f"{where}, expect", sound.get("expect", {}))
    problems += said
    problems += [
        f"{where}, expect: {table} come from no single source. Expect them under [expect]." for table in _loose(expect)
    ]
    if not set(_SOURCE_REQUIRED) <= set(sound):
        return None, problems
    files = sound["files"] if isinstance(sound["files"], list) else [sound["files"]]
    if not files or not all(isinstance(file, str) and file for file in files):
        return None, [*problems, f'{where}: "files" is {sound["files"]!r}, and must name at least one file.']
    source = Source(
        tuple(files),
        sound["reader"],
        sound["credit"],
        sound.get("from", ""),
        sound.get("retrieved", ""),
        sound.get("publish", True),
        sound.get("zone", ""),
        expect,
        {key: value for key, value in sound.items() if key not in _NO_OPTIONS},
    )
    try:
        expand(folder, source, processed)
    except CasebookError as error:
        problems.append(f"{where}: {error}")
    return source, problems


def _loose(expect: Bounds) -> list[str]:
    return [table for table in expect if "source" not in tables.get(table).names]


def _wrong_source(where: str, sound: Mapping[str, Any]) -> Iterator[str]:
    reader, retrieved, table = (sound.get(key) for key in ("reader", "retrieved", "table"))
    if reader is not None and reader not in readers.names():
        yield f'{where}: there is no reader "{reader}".{did_you_mean(reader, readers.names())}'
    if retrieved and not dates.valid(retrieved):
        yield f'{where}: "retrieved" is "{retrieved}", which is not a date such as 2026-11-23.'
    if "unpacked" in sound:
        try:
            packed.n_bytes(sound["unpacked"])
        except CaseError as error:
            yield f"{where}: {error}"
    if table is not None and (problem := not_readable(table)):
        yield f"{where}: {problem}"


def _bounds(where: str, found: Mapping[str, Any]) -> tuple[Bounds, list[str]]:
    bounds: dict[str, tuple[int | None, int | None]] = {}
    problems = []
    for table, limits in found.items():
        if table not in tables.TABLES:
            problems.append(f'{where}: the kit has no table "{table}".{did_you_mean(table, tables.TABLES)}')
        elif (
            not isinstance(limits, dict)
            or not set(limits) <= {"min", "max"}
            or not all(type(v) is int for v in limits.values())
        ):
            problems.append(f"{where}: {table} is {limits!r}, and must be written as {{ min = 50, max = 60 }}.")
        else:
            bounds[table] = (limits.get("min"), limits.get("max"))
            if None not in bounds[table] and limits["min"] > limits["max"]:
                problems.append(f"{where}: {table} has a min of {limits['min']} above its max of {limits['max']}.")
    return bounds, problems
