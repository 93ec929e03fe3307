"""What an event is called: as a person called it, else by a headline or sentence, without what is not its words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpers.claims._conflicts import ALIKE, Claim, as_text

LONGEST_TITLE = 140
_CLOCK = re.compile(r"^\W*\d{1,2}\s?(?:[hH:.]|heures?)\s?(?:\d{2})?\s?(?:[aApP]\.?[mM]\.?)?\s*[-–—:]\s*(?=\w|[«\"“])")


def title(name: str, claims: Sequence[Claim], method: str) -> str:
    """What a person called it; else the earliest headline that is much like it, or heads the article of its first
    sentence; else that sentence, cut.
    """
    called = first(claims, "title")
    if called or method == "stated":
        return called or first(claims, "what") or name
    own = claims[0].get("article")
    headlines = [
        claim
        for claim in claims
        if claim.get("field") == "title"
        and (float(claim.get("alike") or 0) >= ALIKE or (own and claim.get("article") == own))
    ]
    earliest = min(headlines, key=lambda claim: str(claim.get("report_date") or "9999"), default=None)
    headline = str(earliest["what"]) if earliest else None
    said = _bare(headline or first(claims, "what") or name, claims[0].get("outlet"))
    return said if len(said) <= LONGEST_TITLE else said[: said.rfind(" ", 60, LONGEST_TITLE)].rstrip(" ,;:–—-") + " …"


def _bare(said: str, outlet: object) -> str:
    """A title without the clock of a live page, the outlet's name behind it, and the full stop."""
    text = " ".join(_CLOCK.sub("", said).split())
    head, _, behind = text.rpartition(" | ") if " | " in text else text.rpartition(" - ")
    if isinstance(outlet, str) and behind.casefold() == outlet.casefold() and " " in head:
        text = head
    plain = text.endswith(".") and "." not in text.split()[-1][:-1]
    return text[:-1] if plain and len(text.split()[-1]) > 3 else text


def first(claims: Sequence[Claim], column: str) -> str | None:
    """The first value that the claims have in a column."""
    return next((text for claim in claims if (text := as_text(claim.get(column))) is not None), None)
