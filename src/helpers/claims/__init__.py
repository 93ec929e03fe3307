"""From claims to events: who says what happened when, from how many independent origins, and where they differ.

An event is the group of claims that carry its name. Copies of one story collapse to one origin: a claim whose `origin`
is filled goes back to that outlet, however many outlets repeat it. Conflicts are shown, never averaged.
"""

from __future__ import annotations

from helpers.claims._events import (
    about,
    conflicts,
    events,
    lag,
    of_articles,
    origin_of,
    origins_in_words,
    status,
    strength,
)

__all__ = [
    "about",
    "conflicts",
    "events",
    "lag",
    "of_articles",
    "origin_of",
    "origins_in_words",
    "status",
    "strength",
]
