"""The first records of a file that no reader knows, as text by column, and in which form they were found."""

from __future__ import annotations

import json
import re
import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from helpers import readers, store
from helpers.errors import ReaderError
from helpers.intake._cut import cut
from helpers.readers import Csv, Json, Ndjson, Shape

MOST = 400
SMALL = 1 << 20
_DELIMITERS = ",\t;|"
_EVENTS = 50_000
_DATA = re.compile(r"[-+.\d\s/:TZ]+$|https?://|column \d+$")
Record = dict[str, str]


@dataclass(frozen=True)
class Sample:
    """Records of text by column, and the words for case.toml that say how they are cut."""

    names: tuple[str, ...]
    records: tuple[Record, ...]
    options: dict[str, Any]

    def values(self, name: str) -> list[str]:
        """What stands in a column, without empty cells."""
        return [value for record in self.records if (value := record.get(name, "").strip())]


def sample(path: Path, given: Mapping[str, Any]) -> Sample | None:
    """The first records; None where the file is no table of any kind. A `ReaderError` where it is damaged."""
    if path.is_dir():
        return None
    encoding = str(given.get("encoding", ""))
    seen = {format: readers.peek(path, format, encoding) for format in (Ndjson(), Json())}
    at = _place(path)
    if seen[Ndjson()] and (not at or _goes_on(path, encoding)):
        return _of(path, Ndjson(), given, {})
    if seen[Json()]:
        return _of(path, Json(), given, {})
    if at:
        return _of(path, Json(at), given, {"at": at})
    return _separated(path, given)


def _goes_on(path: Path, encoding: str) -> bool:
    """Whether there is a second line with something on it: a whole document may stand on the first."""
    with store.open_utf8(path, encoding) as file:
        lines = iter(lambda: file.readline(readers.LONGEST), b"")
        return len(list(islice((line for line in lines if line.strip()), 2))) > 1


def _separated(path: Path, given: Mapping[str, Any]) -> Sample | None:
    """The separator is the one that cuts the most records into as many cells as the header has; of equals, more."""
    found: list[tuple[float, int, Sample]] = []
    for delimiter in [str(given["delimiter"])] if given.get("delimiter") else _DELIMITERS:
        try:
            names = readers.peek(path, Csv(delimiter), str(given.get("encoding", ""))) or set()
        except ReaderError:
            continue
        if len(names) > 1 and not _looks_like_data(names):
            one = _of(path, Csv(delimiter), given, {"delimiter": delimiter})
            whole = sum(len(record) > 0 for record in one.records) / max(len(one.records), 1)
            found.append((whole, len(names), one))
    return max(found, key=lambda one: one[:2])[2] if found else None


def _looks_like_data(names: set[str]) -> bool:
    """Whether what stands in the first line are values: then the file has no header, and its columns no names."""
    return sum(bool(_DATA.match(name)) for name in names) * 3 > len(names)


def _place(path: Path) -> str:
    """Where in a JSON document the list with the most objects stands; empty where there is none but the document."""
    found: Counter[str] = Counter()
    try:
        for where, event, _ in islice(store.json_events(path), _EVENTS):
            if event == "start_map" and where.endswith(".item") and ".item." not in where:
                found[where.removesuffix(".item")] += 1
    except ReaderError:
        pass
    return found.most_common(1)[0][0] if found else ""


def _of(path: Path, format: Csv | Json | Ndjson, given: Mapping[str, Any], options: dict[str, Any]) -> Sample:
    """The first records in that form; a record that is at fault is an empty one."""
    words = {key: given[key] for key in ("encoding", "sheet", "member", "unpacked") if given.get(key)}
    shape = Shape(format, {"posts": {}})
    with tempfile.TemporaryDirectory() as name:
        con = store.connect(Path(name) / ".spill")
        try:
            table = readers.get("table")
            part = cut(store.evidence(path, words), table, shape, Path(name), SMALL) or path
            raw = table.open(con, part, shape, words if part == path else {}, careful=True)
            columns = "_json" if raw.json else ", ".join(raw.names.values())
            rows = con.execute(f"SELECT _fault, {columns} FROM ({raw.sql}) LIMIT {MOST}").fetchall()
        finally:
            con.close()
    if raw.error:
        raise raw.error[0]
    if raw.json:
        records = tuple(_flat(json.loads(text)) if not fault else {} for fault, text in rows)
        return Sample(tuple(dict.fromkeys(key for one in records for key in one)), records, {**options, **words})
    records = tuple(
        {key: cell for key, cell in zip(raw.names, cells, strict=True) if cell} if not fault else {}
        for fault, *cells in rows
    )
    return Sample(tuple(raw.names), records, {**options, **words})


def _flat(value: Any, before: str = "") -> Record:
    """The leaves of a JSON object by their paths; a list stays JSON."""
    if not isinstance(value, dict):
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        return {before: text} if value is not None else {}
    found: Record = {}
    for key, inner in value.items():
        found |= _flat(inner, f"{before}.{key}" if before else key)
    return found
