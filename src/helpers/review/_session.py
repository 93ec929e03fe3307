"""A person at work: which candidate is looked at, and what a key does to it. The form and the terminal both drive this.

Every decision is appended to the file at once; `undo` appends too. Nothing is kept here that the file does not have.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from helpers import clean, dates, tables, wording
from helpers.cases import Case, file_stamp
from helpers.claims import _decided
from helpers.claims._decided import Decision, Ruling
from helpers.errors import UsageError, did_you_mean
from helpers.review import _alike, _file, _rows
from helpers.review._rows import Item

KEYS = {
    "a": "accept",
    "r": "reject",
    "d": "date",
    "s": "stance",
    "m": "merge with another",
    "x": "tells of no other's event",
    "w": "why (of the next decision)",
    "u": "undo",
    "j": "next",
    "k": "previous",
}
WITH_VALUE = ("d", "s", "m", "w")
STANCES = {one[0]: one for one in tables.STANCES if one != "declines"} | {"n": "declines"}  # n: no comment
WHICH = {
    "undecided": "nobody has decided on them",
    "second": "others have decided on them, and not you; what they decided is not shown",
    "all": "every candidate",
}


class Session:
    """One person's review of one case."""

    def __init__(self, case: Case, by: str, which: str = "undecided") -> None:
        if which not in WHICH:
            raise UsageError(f'"{which}" is none of {", ".join(WHICH)}.{did_you_mean(which, WHICH)}')
        by = clean.defused(" ".join(by.split()))  # as the file will have it
        if not by:
            raise UsageError('Nobody is named as the one who decides. Give a name: by="Ana", or --by Ana.')
        self.case, self.by, self.which = case, by, which
        self.rows = _rows.Rows(case)
        self.at, self.done, self.turn, self.why, self._stamp = 0, 0, 0, "", "-"
        self._read()
        self.references = [one for one in self.rows.references() if self._asked(one)]
        self._alike: _alike.Alike | None = None

    # ------------------------------------------------------------ what there is

    def _read(self) -> None:
        """Reads the decisions again where the file has changed: somebody else may be at work too."""
        stamp = file_stamp(self.case.folder / _file.NAME)
        if stamp == self._stamp:
            return
        self._stamp, self.lines = stamp, _rows.decisions(self.case)
        self.force = _decided.holding(self.lines)
        self.rulings = _decided.rulings(self.force)
        self.mine = _decided.rulings(one for one in self.force if one.decided_by == self.by)

    def _asked(self, reference: str) -> bool:
        if self.which == "all":
            return True
        decided, own = (self._ruling(reference, own=own).standing for own in (False, True))
        return bool(decided and not own) if self.which == "second" else not decided

    def _ruling(self, reference: str, *, own: bool) -> Ruling:
        return (self.mine if own else self.rulings).get(reference, Ruling())

    def ruling(self, reference: str) -> Ruling:
        """What holds for a candidate; for a second opinion, what this person decided alone."""
        return self._ruling(reference, own=self.which == "second")

    @property
    def item(self) -> Item | None:
        """The candidate that is looked at; None where there is none."""
        return self.rows.item(self.references[self.at]) if self.references else None

    @property
    def left(self) -> int:
        """How many of them have not been decided on."""
        return sum(not self.ruling(one).standing for one in self.references)

    # ------------------------------------------------------------ what a key does

    def press(self, key: str, value: str = "") -> str:
        """Does what the key stands for, and says what was done; a `CasebookError` where that cannot be."""
        if key not in KEYS:
            known = ", ".join(f"{one} {does}" for one, does in KEYS.items())
            raise UsageError(f'"{key}" does nothing. These do: {known}.')
        if key in "jk":
            return self._move(1 if key == "j" else -1)
        if key == "u":
            return self._undo()
        if key == "w":
            self.why = " ".join(value.split())
            return f"The next decision says why: {self.why}" if self.why else "The next decision says no reason."
        item = self.item
        if item is None:
            raise UsageError("There is nothing to decide on.")
        return self._decide(item, key, value.strip())

    def _decide(self, item: Item, key: str, value: str) -> str:
        if key == "a":
            return self._on(item, "accept", "accepted")
        if key == "r":
            return self._on(item, "reject", "rejected")
        if key == "x":
            self._append(item, {"decision": "split"})
            return "It tells of no other's event."
        if key == "m":
            other = self._merged_with(item, value)
            return self._on(item, "merge", f"accepted, of one event with {other}", value=other)
        column, right = ("event_date", self._date(value)) if key == "d" else ("stance", self._stance(value))
        self._append(item, {"decision": "correct", "column": column, "value": right})
        return f"The {column.replace('_', ' ')} is {_rows.when(right or None) if key == 'd' else right} now."

    def _on(self, item: Item, decision: str, said: str, **more: str) -> str:
        self._append(item, {"decision": decision, **more})
        self.done += 1
        self._next_open()
        return f"{said[0].upper()}{said[1:]}: {wording.name(str(item.row['what']))}"

    def _append(self, item: Item, line: Mapping[str, str]) -> None:
        saw, saw_date = item.saw
        whole = {"about": item.reference, "decided_by": self.by, "why": self.why, "saw": saw, "saw_date": saw_date}
        _file.append(self.case.folder, [{**whole, **line}])
        self.why = ""
        self._read()

    @staticmethod
    def _date(value: str) -> str:
        if value and value != _decided.UNDATED and not dates.valid(value):
            raise UsageError(
                f'"{value}" is not a date. Write 2020, 2020-04, 2020-04-29, 2020-04~ (about) or 2021-09/2022-01; '
                "nothing where the sentence dates nothing."
            )
        return "" if value == _decided.UNDATED else value

    @staticmethod
    def _stance(value: str) -> str:
        found = STANCES.get(value, value)
        if found not in tables.STANCES:
            near = did_you_mean(found, tables.STANCES)
            raise UsageError(f'The stance "{value}" is none of {", ".join(tables.STANCES)}.{near}')
        return found

    # ------------------------------------------------------------ one event

    def alike(self, most: int = 9) -> list[tuple[str, str]]:
        """Rows that may tell of the same event, the likeliest first: a reference, and its date and words."""
        item = self.item
        if item is None:
            return []
        if self._alike is None:
            self._alike = _alike.Alike(self.rows)
        gone = {name for name, one in self.rulings.items() if one.standing and one.standing.decision == "reject"}
        return self._alike.nearest(item.reference, gone, most)

    def _merged_with(self, item: Item, value: str) -> str:
        offered = self.alike() if len(value) < 2 else []
        if not value:
            listed = "; ".join(f"{n} {words.rstrip('.')}" for n, (_, words) in enumerate(offered, 1))
            raise UsageError(f"Say what to merge it with: {listed or 'nothing is near it, so give an id'}.")
        known = {*self.rows.references(), *self.claims()}
        found = value if ":" in value else f"candidates:{value}"
        if value.isdecimal() and (len(value) == 1 or found not in known):
            offered = offered or self.alike()
            if not 1 <= int(value) <= len(offered):
                raise UsageError(f"There is no row {value} to merge with: {_numbers(len(offered))}.")
            return offered[int(value) - 1][0]
        if found not in known or found == item.reference:
            raise UsageError(f'"{value}" is no row to merge with.{did_you_mean(found, known)}')
        return found

    def claims(self) -> list[str]:
        """The references of the claims that people made."""
        return [] if self.rows.claims is None else [f"claims:{name}" for name in self.rows.claims["id"]]

    # ------------------------------------------------------------ to and fro

    def _move(self, by: int) -> str:
        to = self.at + by
        if not self.references or not 0 <= to < len(self.references):
            return "This is the last one." if by > 0 else "This is the first one."
        self.at = to
        return ""

    def _next_open(self) -> None:
        """Goes on to the next one that is open, around the end if need be; stays where none is."""
        n = len(self.references)
        for step in range(1, n):
            at = (self.at + step) % n
            if not self.ruling(self.references[at]).standing:
                self.at = at
                return

    def _undo(self) -> str:
        last = next((one for one in reversed(self.force) if one.decided_by == self.by), None)
        if last is None:
            raise UsageError(f"{self.by} has no decision to undo.")
        _file.append(self.case.folder, [{"about": f"decisions:{last.id}", "decision": "undo", "decided_by": self.by}])
        self._read()
        self.done -= last.decision in ("accept", "reject", "merge") and self.done > 0
        if last.about in self.references:
            self.at = self.references.index(last.about)
        return f"Undone: {in_words(last)}"

    def state(self) -> dict[str, Any]:
        """All that a form shows, as plain values."""
        item = self.item
        told: dict[str, Any] = {"by": self.by, "of": len(self.references), "left": self.left, "done": self.done}
        told |= {"n": self.at + 1 if item else 0, "why": self.why, "which": WHICH[self.which]}
        return told | ({} if item is None else {"item": shown(item, self.ruling(item.reference))})


def _numbers(n: int) -> str:
    if n < 2:
        return "the only number is 1" if n else "nothing is near it, so give an id"
    return f"the numbers are 1 to {n}"


def in_words(one: Decision) -> str:
    """A decision in a few words: `accept "The lamp went out."`."""
    what = f"{one.column.replace('_', ' ')} {one.value or 'none'}" if one.column else one.value
    return " ".join(part for part in (one.decision, what, f'"{wording.name(one.saw)}"' if one.saw else "") if part)


def shown(item: Item, ruling: Ruling) -> dict[str, Any]:
    """One candidate as a form shows it: its parts, and its facts with what was corrected."""
    row, article, right = item.row, item.article, ruling.corrections
    stands = {"accept": "accepted", "merge": "accepted", "reject": "rejected"}
    date = right["event_date"].value or None if "event_date" in right else row["event_date"]
    rules = list(row["rules"]) if isinstance(row["rules"], list) else []
    facts = [
        ["Date", _rows.when(date), "corrected" if "event_date" in right else row["date_rule"] or ""],
        [
            "Stance",
            right["stance"].value if "stance" in right else row["stance"],
            "corrected" if "stance" in right else "",
        ],
        ["Who says so", row["claimant"] or "the article", row["wording"] or ""],
        ["Article", article.get("title") or "no title", article.get("outlet") or ""],
        ["Reported", _rows.when(row["report_date"]), f"{item.copies} articles have it" if item.copies > 1 else ""],
        ["Why it is here", f"{row['score']} points", "; ".join(map(str, rules))],
    ]
    one = ruling.standing
    stand = f"{stands[one.decision]} by {one.decided_by} on {one.decided_on}" if one else ""
    stand += f": {one.why}" if one and one.why else ""
    parts = [{"text": part.text, "kind": part.kind} for part in item.parts]
    return {"id": item.reference, "date": date or "", "parts": parts, "facts": facts, "standing": stand}
