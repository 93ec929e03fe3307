"""Events: claims about one thing, grouped."""

from collections.abc import Mapping

import pandas as pd

from helpers import claims
from helpers.cases import Case, Handle

NEEDS = ("claims",)
MAKES = ("events",)
CODE = ("claims/*.py", "dates/*.py", "wording.py")


def derive(tables: Mapping[str, Handle], case: Case) -> dict[str, pd.DataFrame]:
    """The events of the case's claims."""
    return {"events": claims.events(tables["claims"].frame())}
