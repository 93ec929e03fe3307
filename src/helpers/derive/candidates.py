"""Candidates: claims that rules find in the text of articles, and what is to be said of those articles."""

import json
from collections.abc import Mapping

import pandas as pd

from helpers import claims
from helpers.cases import Case, Handle

NEEDS = ("articles",)
MAY_USE = ("actors",)
MAKES = ("candidates", "remarks")
CODE = (
    "claims/*.py", "claims/languages/*.py", "dates/*.py", "dates/languages/*.py", "actors.py", "clean.py",
    "vocabulary.py", "wording.py",
)  # fmt: skip


def context(case: Case) -> str:
    """When each source was obtained: an article cannot be younger."""
    return json.dumps([[one.files, one.retrieved] for one in case.sources if one.retrieved])


def derive(tables: Mapping[str, Handle], case: Case) -> dict[str, pd.DataFrame]:
    """The candidate claims of the case's articles, and the remarks on these."""
    actors = tables["actors"].frame(["id", "name", "aliases"]) if "actors" in tables else None
    articles = tables["articles"].frame(claims.READ)
    obtained = {one.name: one.source.retrieved for one in case.inputs if one.source.retrieved}
    found = claims.found_in(articles, actors, obtained=obtained)
    return {"candidates": found.frame(), "remarks": found.remarks()}
