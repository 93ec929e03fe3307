"""Candidates: claims that rules find in the text of articles, and what is to be said of those articles."""

import json
from collections.abc import Mapping
from fnmatch import fnmatch

import pandas as pd

from helpers import claims
from helpers.cases import Case, Handle

NEEDS = ("articles",)
MAY_USE = ("actors",)
MAKES = ("candidates", "remarks")
CODE = ("claims/*.py", "claims/languages/*.py", "dates/*.py", "dates/languages/*.py", "actors.py", "clean.py")


def context(case: Case) -> str:
    """When each source was obtained: an article cannot be younger."""
    return json.dumps([[one.files, one.retrieved] for one in case.sources if one.retrieved])


def derive(tables: Mapping[str, Handle], case: Case) -> dict[str, pd.DataFrame]:
    """The candidate claims of the case's articles, and the remarks on these."""
    actors = tables["actors"].frame(["id", "name", "aliases"]) if "actors" in tables else None
    articles = tables["articles"].frame(claims.READ)
    obtained = {name: day for name in articles["source"].unique() if (day := _obtained(str(name), case))}
    found = claims.found_in(articles, actors, obtained=obtained)
    return {"candidates": found.frame(), "remarks": found.remarks()}


def _obtained(name: str, case: Case) -> str:
    """When the source of a file was obtained, as case.toml says; a folder's pages are in the folder."""
    for one in case.sources:
        if any(fnmatch(name, pattern) or fnmatch(name, f"{pattern.rstrip('/')}/*") for pattern in one.files):
            return one.retrieved
    return ""
