"""Origins: what the story of each article goes back to."""

from collections.abc import Mapping

import pandas as pd

from helpers import origins
from helpers.cases import Case, Handle

NEEDS = ("articles",)
MAY_USE = ("families", "watchlist", "actors")
MAKES = ("origins",)
CODE = ("origins/*.py", "vocabulary.py", "clean.py")
_FAMILIES = ("source", "row", "table", "family", "kind")


def derive(tables: Mapping[str, Handle], case: Case) -> dict[str, pd.DataFrame]:
    """One row an article for its main story, and one for each passage that goes back to somebody else."""
    families = tables["families"].frame(_FAMILIES) if "families" in tables else None
    people = {name: tables[name].frame() for name in ("watchlist", "actors") if name in tables}
    return {"origins": origins.of_articles(tables["articles"].frame(origins.READ), families, **people)}
