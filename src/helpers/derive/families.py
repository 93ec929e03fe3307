"""Families: texts of posts and articles that are copied, each with the first of them."""

from collections.abc import Mapping

import pandas as pd

from helpers import copies
from helpers.cases import Case, Handle

NEEDS = ("posts|articles",)
MAKES = ("families",)
CODE = ("copies.py", "similarity/*.py", "dates/*.py", "wording.py")
# Each text takes about 2 kB while it is compared: a build of millions of posts stays below a gigabyte without it, and
# `copies.families` on a part of them (a month, a platform) answers in seconds.
MOST = 300_000


def derive(tables: Mapping[str, Handle], case: Case) -> dict[str, pd.DataFrame]:
    """One row a text that has a copy; reposts are left out. None of more than `MOST` posts: see there."""
    columns = {"posts": copies.POSTS, "articles": copies.ARTICLES}
    compared = [name for name in columns if name in tables and _rows(tables[name]) <= MOST]
    frames = {name: tables[name].frame(columns[name]) for name in compared}
    return {"families": copies.families(copies.texts(**frames))}


def _rows(table: Handle) -> int:
    found = table.relation().count("*").fetchall()
    return int(found[0][0])
