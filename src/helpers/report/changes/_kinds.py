"""The kinds of findings that a snapshot holds: their words, and which of their fields a reader is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Kind:
    """One kind: its noun, its fields with their labels, and those that stand beside a new or a gone one.

    `text` names the field that is the entry's own sentence: its change is shown as two sentences, not as a value.
    Entries with the same `same` fields are one, whatever their ids: made of claims or of a cell's place, these change.
    """

    one: str
    many: str
    fields: Mapping[str, str] = field(default_factory=dict)
    beside: tuple[str, ...] = ()
    text: str = ""
    same: tuple[str, ...] = ()

    def counted(self, n: int) -> str:
        """The number with its noun: `1 key number`, `1,234 claims`."""
        return f"{n:,} {self.one if n == 1 else self.many}"


_CLAIM = {
    "event": "event", "date": "date", "reported": "reported", "claimant": "claimant", "stance": "stance",
    "what": "what",
    "wording": "wording", "origin": "origin", "stands_in": "stands in", "conflict": "conflict", "weak": "weak source",
    "note": "note", "method": "method",
}  # fmt: skip
_EVENT = {
    "date": "date", "title": "title", "status": "status", "n_origins": "independent origins", "n_claims": "claims",
    "conflicts": "where sources differ", "weak": "weak source",
}  # fmt: skip
_ACTOR = {
    "name": "name", "kind": "kind", "country": "country", "aliases": "other names", "handles": "accounts",
    "stands_in": "stands in", "note": "note",
}  # fmt: skip
_TIE = {
    "from": "from", "kind": "kind", "to": "to", "date": "date", "what": "what", "stands_in": "stands in",
    "weak": "weak source", "note": "note",
}  # fmt: skip
_ACCOUNT = {
    "name": "handle", "title": "display name", "n_followers": "followers", "n_posts": "posts", "verified": "verified",
    "label": "label", "about": "profile",
}  # fmt: skip
_SOURCE = {
    "records": "rows in", "kept": "kept", "duplicates": "duplicates", "observations": "later observations",
    "rejected": "rejected", "sha256": "sha256",
}  # fmt: skip

# In the order in which a reader is told: what the report says, what it rests on, where it stands.
KINDS: dict[str, Kind] = {
    "findings": Kind(
        "finding",
        "findings",
        {"text": "text", "strength": "strength", "key": "on the first page", "n_evidence": "rows of evidence"},
        ("strength",),
        "text",
        ("text",),
    ),
    "gaps": Kind("gap", "gaps", {"text": "text", "n_evidence": "rows of evidence"}, (), "text", ("text",)),
    "events": Kind("event", "events", _EVENT, ("date", "status", "n_origins"), "title", ("title", "date")),
    "claims": Kind("claim", "claims", _CLAIM, ("date", "reported")),
    "actors": Kind("actor", "actors", _ACTOR, ("kind", "country"), "name"),
    "ties": Kind("tie", "ties", _TIE, ("date",)),
    "accounts": Kind("account", "accounts", _ACCOUNT, ("title", "n_followers")),
    "sources": Kind("source", "sources", _SOURCE, ("records", "kept", "duplicates", "observations", "rejected")),
    "tables": Kind("table", "tables", {"rows": "rows"}, ("rows",)),
    "numbers": Kind("key number", "key numbers", {"n": "number"}, ("n",)),
    "figures": Kind(
        "figure",
        "figures",
        {"title": "title", "rows": "rows of its table", "values": "values of its table"},
        ("rows",),
        "title",
    ),
    "pages": Kind("page", "pages", {"title": "title", "question": "question", "state": "state"}, ("state",), "title"),
}
DATES = ("date", "reported")
