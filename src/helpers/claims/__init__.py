"""From claims to events: who says what happened when, from how many independent origins, and where they differ.

An event is the group of claims that carry its name. Copies of one story collapse to one origin: a claim whose `origin`
is filled goes back to that outlet, however many outlets repeat it. Conflicts are shown, never averaged.
"""

from __future__ import annotations

from helpers.claims._candidates import READ, Candidates, candidates, found_in
from helpers.claims._conflicts import conflicts
from helpers.claims._decided import decided, decided_claims
from helpers.claims._events import (
    about,
    events,
    lag,
    of_articles,
    origin_of,
    origins_in_words,
    status,
    strength,
)
from helpers.claims._key import article_key, candidate_id
from helpers.claims._language import served
from helpers.claims._told import of_case, told

__all__ = [
    "READ",
    "Candidates",
    "about",
    "article_key",
    "candidate_id",
    "candidates",
    "conflicts",
    "decided",
    "decided_claims",
    "events",
    "found_in",
    "lag",
    "of_articles",
    "of_case",
    "origin_of",
    "origins_in_words",
    "served",
    "status",
    "strength",
    "told",
]
