"""Noting which tables a notebook asks for, so that a report knows which pages a changed table touches."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path


def note(case: str, table: str, processed: Path) -> None:
    """Adds a line to the file that `helpers.run` names in the variable CASEBOOK_READS; nothing where there is none."""
    target = os.environ.get("CASEBOOK_READS")
    if target and Path(target).parent.is_dir():
        line = json.dumps({"case": case, "table": table, "at": str(processed / f"{table.partition('[')[0]}.parquet")})
        with Path(target).open("a", encoding="utf-8") as notes:
            notes.write(line + "\n")


def as_read(table: str, columns: Sequence[str] | None) -> str:
    """The table's name, with the columns that were read where the rest is no matter: `sources[cannot_say,source]`.

    Every row of `sources` changes with its file: a page that shows what the readers cannot say need not run for that.
    """
    return f"{table}[{','.join(sorted(set(columns)))}]" if table == "sources" and columns else table
