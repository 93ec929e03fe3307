"""A candidate on its way into an event: what grouping reads of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from helpers import clean, vocabulary

READ = ("id", "article", "what", "event_date", "report_date", "field", "begins", "stance", "score", "actors", "event",
        "apart", "standing")  # fmt: skip


class Row:
    """One candidate. Of ten thousand articles there are 200,000: a record in a dictionary takes six times the memory.

    `when` is its date, or that of its headline; `stems` are those of its sentence, each once and in order, and `place`
    is that sentence, where it has candidates of different dates.
    """

    __slots__ = (
        "accepted", "actors", "apart", "article", "begins", "event", "event_date", "field", "folded", "id", "n",
        "place", "report_date", "score", "stance", "stems", "when",
    )  # fmt: skip

    def __init__(self, n: int, cells: Mapping[str, Any]) -> None:
        self.n = n
        self.id, self.article, self.field = str(cells["id"]), str(cells["article"]), str(cells["field"])
        self.begins, self.score = int(cells["begins"] or 0), int(cells["score"] or 0)
        self.stance, self.event, self.accepted = str(cells["stance"]), cells["event"], bool(cells["standing"])
        self.event_date: str | None = cells["event_date"]
        self.report_date: str | None = cells["report_date"]
        self.actors = frozenset(cells["actors"] if cells["actors"] is not None else ())
        self.apart: Sequence[str] = cells["apart"] or ()
        self.when = self.event_date or self._of_headline()
        self.folded = clean.fold(str(cells["what"]))
        self.stems: tuple[str, ...] = ()
        self.place: tuple[object, ...] | None = None

    @property
    def reference(self) -> str:
        """How decisions name it."""
        return f"candidates:{self.id}"

    @property
    def sentence(self) -> tuple[object, ...]:
        """Its sentence: the article, and where in it."""
        return self.article, self.field, self.begins

    @property
    def order(self) -> tuple[bool, bool, int, str, str, str, str]:
        """People's first, then by score, then by content: never by the place in the table."""
        place = (str(self.event_date), self.folded, self.id, self.article)
        return (not self.event, not self.accepted, -self.score, *place)

    def _of_headline(self) -> str | None:
        """The day on which a headline that dates nothing was published, as an approximate date."""
        is_day = isinstance(self.report_date, str) and len(self.report_date) == 10
        return f"{self.report_date}~" if is_day and self.field == "title" and self.stance != "declines" else None


def prepared(records: Iterable[Mapping[str, Any]]) -> list[Row]:
    """The rows of a case's candidates, in order; those with one sentence have one text and one tuple of stems."""
    rows = [Row(n, record) for n, record in enumerate(records)]
    known: dict[str, tuple[str, tuple[str, ...]]] = {}
    for row in rows:
        if row.folded not in known:
            known[row.folded] = row.folded, tuple(sorted(set(vocabulary.stems(row.folded))))
        row.folded, row.stems = known[row.folded]
    _mark_of_two_dates(rows)
    return rows


def _mark_of_two_dates(rows: Sequence[Row]) -> None:
    """Notes in each row its sentence, where that has rows of different dates: of the others nothing need be kept."""
    dated: dict[object, str | None] = {}
    several = {place for row in rows if dated.setdefault(place := row.sentence, row.when) != row.when}
    for row in rows if several else ():
        if (place := row.sentence) in several:
            row.place = place
