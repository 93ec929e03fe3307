"""Files of an export: whole or not at all, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from helpers import clean
from helpers.errors import ReportError, UsageError


def made_folder(folder: Path) -> Path:
    """The folder, made where it is not there; a `UsageError` where it cannot be one."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder} cannot be the folder of an export: {error.strerror or error}.") from error
    return folder


def put(path: Path, text: str) -> Path:
    """Writes the file beside its place and puts it there by rename."""
    half = path.with_name(f".{path.name}.half")
    try:
        half.write_bytes(text.encode("utf-8", "replace"))
        half.replace(path)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise ReportError(f"{path} cannot be written: {error.strerror or error}.") from error
    return path


def put_csv(path: Path, head: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> Path:
    """The rows as CSV; lists are joined by `; `, and a formula gets an apostrophe in front."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    for row in rows:
        writer.writerow([_cell(row.get(name, "")) for name in head])
    return put(path, out.getvalue())


def put_json(path: Path, value: Any) -> Path:
    """The value as JSON, for people too."""
    return put(path, json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def _cell(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        value = "; ".join(map(str, value))
    if isinstance(value, str):
        return clean.defused(value)
    return "" if value is None else value
