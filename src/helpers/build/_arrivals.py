"""What has become of the files since the last build: new, grown, changed, gone, renamed; told apart by their hashes.

A file that grew is an update. A file whose earlier rows are gone or different is an alarm: evidence does not change.
What people write by hand is edited all the time, and the evidence of a shipped case changes with the kit: both are
said, and stop nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from helpers import paths, scan, stage
from helpers.build import _earlier, _sentences
from helpers.build._earlier import Compared, Seen
from helpers.cases import Case, Input
from helpers.fates import Piece

SHIPPED = ("harbour-fire", "tiktok-state-influence")  # in a checkout, other cases may lie beside them


@dataclass
class Past:
    """What is known from before: the ledger's last word on each file, and where the staged files of it are."""

    known: Mapping[str, Mapping[str, Any]]
    build: int  # the number of the build that is running
    staged: Mapping[str, Any]  # of each input, as build.json has it
    folder: Path
    code: str


@dataclass
class Arrival:
    """What became of one file since it was last read."""

    source: str
    kind: str  # first, new, grown, rewritten, changed, gone, renamed or back
    table: str = ""
    rows: Compared | None = None
    pages: dict[str, list[str]] = field(default_factory=dict)  # of a folder: its new, different and gone files
    about: dict[str, Any] = field(default_factory=dict)  # records, known, rejected, was, since, accepted, alarm ...

    def told(self) -> dict[str, Any]:
        """It as plain values, with its sentence."""
        counts = {}
        if self.rows:
            counts = {name: getattr(self.rows, name) for name in ("before", "new", "gone", "different", "moved")}
        base = {"source": self.source, "kind": self.kind, "says": _sentences.of(self), "table": self.table}
        return base | counts | ({"pages": self.pages} if self.pages else {}) | self.about


class Arrivals:
    """Looks at every staged file, and gives each piece the builds that saw its rows first."""

    def __init__(
        self, con: duckdb.DuckDBPyConnection, case: Case, pieces: list[Piece], past: Past, accept: Collection[str]
    ) -> None:
        self.con, self.case, self.pieces, self.past, self.accept = con, case, pieces, past, accept
        self.inputs = {one.name: one for one in case.inputs}
        self.found: list[Arrival] = []
        self.gone = [name for name, line in past.known.items() if name not in self.inputs and not line["gone"]]
        self._vanished = {past.known[name]["sha256"]: name for name in self.gone}
        self._by_hash: dict[str, list[str]] = {}
        for piece in pieces:
            self._by_hash.setdefault(piece.staged.sha256, []).append(piece.source)
        shipped = case.folder.parent == paths.shipped_cases()
        self.is_shipped = shipped and (paths.checkout() is None or case.name in SHIPPED)

    def look(self) -> None:
        """Finds what has become of each file."""
        for piece in self.pieces:
            one = self.inputs[piece.source]
            if one.source.reader != "handmade":  # people insert lines: the order in the file counts, and no other
                piece.seen = [[0, self.past.build]]
            line = self.past.known.get(piece.source)
            arrival = self._known(one, piece, line) if line else self._new(piece)
            if arrival:
                arrival.table = piece.staged.main
                arrival.about |= {"records": piece.staged.records, "rejected": piece.staged.rejected}
                self.found.append(arrival)
        renamed = {arrival.about.get("was") for arrival in self.found}
        for name in self.gone:
            if name not in renamed:
                line = self.past.known[name]
                still = (self.case.folder / name).exists()
                about = {"records": line.get("records"), "still_there": still}
                self.found.append(Arrival(name, "gone", (line.get("tables") or [""])[0], about=about))
        if not self.past.known:
            records = sum(piece.staged.records for piece in self.pieces)
            self.found = [Arrival("", "first", about={"files": len(self.pieces), "records": records})]

    def _new(self, piece: Piece) -> Arrival:
        staged = piece.staged
        if was := self._vanished.pop(staged.sha256, ""):
            self._take_over(piece, self.past.known[was])
            return Arrival(piece.source, "renamed", about={"was": was})
        same = next((name for name in self._by_hash[staged.sha256] if name != piece.source), "")
        return Arrival(piece.source, "new", about={"same_as": same} if same else {})

    def _take_over(self, piece: Piece, line: Mapping[str, Any]) -> None:
        if self.inputs[piece.source].source.reader != "handmade":
            piece.seen = [list(run) for run in line["seen"]]

    def _known(self, one: Input, piece: Piece, line: Mapping[str, Any]) -> Arrival | None:
        if line["sha256"] == piece.staged.sha256:
            self._take_over(piece, line)
            return Arrival(one.name, "back") if line["gone"] else None
        pages = _pages(line.get("files") or {}, piece.staged.files)
        rows = self._rows(one, piece, line)
        if one.source.reader != "handmade":
            piece.seen = rows.seen if rows else [[0, min(first for _, first in line["seen"])]]
        arrival = Arrival(one.name, _kind(rows, pages), rows=rows, pages=pages)
        arrival.about |= {"since": line["first"], "was_gone": line["gone"]}
        if one.source.reader == "handmade":
            arrival.kind, arrival.about["by_hand"] = "changed", True
        elif arrival.kind == "changed" and not self.is_shipped:
            arrival.about["accepted" if one.name in self.accept else "alarm"] = True
        return arrival

    def _rows(self, one: Input, piece: Piece, line: Mapping[str, Any]) -> Compared | None:
        """How the rows compare; None where nothing is left of the earlier ones but their hash."""
        staged, build = piece.staged, self.past.build
        before, seen = int(line["records"]), [list(run) for run in line["seen"]]
        by_hand = one.source.reader == "handmade"
        is_file = not staged.files
        may_have_grown = is_file and not by_hand and staged.records >= before
        if may_have_grown and scan.begins_with(one.path, int(line["bytes"]), line["sha256"]):
            return _earlier.grown_at_the_end(before, staged.records, seen, build)
        known = self.past.staged.get(one.name, {})
        key = known.get("staged") if known.get("sha256") == line["sha256"] else None
        key = key or stage.stage_key(self.case, one, line["sha256"], self.past.code)
        old = self.past.folder / f"{key}.parquet"
        if not old.is_file():
            return None
        named = by_hand or not is_file
        return _earlier.compare(self.con, old, Path(staged.path), seen, build, by_name=named)

    @property
    def alarms(self) -> list[str]:
        """The sentences that stop the build."""
        return [_sentences.alarm(self.case, one) for one in self.found if one.about.get("alarm")]

    def told(self, known: Mapping[str, int], decided: Mapping[str, Mapping[str, int]]) -> list[dict[str, Any]]:
        """Every arrival as plain values: `known` says how many new rows of a file were known already."""
        for one in self.found:
            if one.source in decided:
                one.about |= {"known": known.get(one.source, 0), "rejected": decided[one.source]["rejected"]}
        return [one.told() for one in self.found]


def _pages(before: Mapping[str, str], now: Mapping[str, str]) -> dict[str, list[str]]:
    """The files of a folder that are new, different or gone; what browsers put beside a page is no page."""
    if not before or not now:
        return {}
    old, new = ({name: sha for name, sha in files.items() if "_files/" not in name} for files in (before, now))
    found = {
        "new": [name for name in new if name not in old],
        "different": [name for name in new if name in old and new[name] != old[name]],
        "gone": [name for name in old if name not in new],
    }
    return {kind: names for kind, names in found.items() if names}


def _kind(rows: Compared | None, pages: Mapping[str, list[str]]) -> str:
    if pages:
        return "changed" if "different" in pages else "grown" if "new" in pages else "gone"
    if rows is None or rows.lost:
        return "changed"
    return "grown" if rows.new else "rewritten"


__all__ = ["Arrival", "Arrivals", "Past", "Seen"]
