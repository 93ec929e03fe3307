"""Events: claims about one thing, grouped; those that people stated, and those that rules found in articles."""

import gc
from collections.abc import Mapping

import pandas as pd

from helpers import claims
from helpers.cases import Case, Handle

NEEDS = ("claims|candidates",)
MAY_USE = ("decisions", "origins")
MAKES = ("events",)
CODE = (
    "claims/*.py", "claims/languages/*.py", "dates/*.py", "origins/*.py", "actors.py", "vocabulary.py", "clean.py",
    "wording.py",
)  # fmt: skip
# Of candidates, without the rules that each of them lists: these are most of the table.
_READ = (
    "source", "row", "id", "event_date", "report_date", "claimant", "stance", "what", "wording", "actors", "field",
    "begins", "date_text", "score",
)  # fmt: skip


def derive(tables: Mapping[str, Handle], case: Case) -> dict[str, pd.DataFrame]:
    """The events of the case's claims and candidates, as people decided on them."""
    have = {name: tables[name].frame() for name in ("claims", "decisions", "origins") if name in tables}
    if "candidates" in tables:
        have["candidates"] = tables["candidates"].frame(_READ)
    gc.disable()  # so many records and no circle among them: looking for one takes a quarter of the time
    try:
        # popped, and without names: what nobody else holds goes as soon as it has been read
        return {
            "events": claims.events(
                claims.told(
                    have.pop("claims", None),
                    have.pop("candidates", None),
                    have.get("decisions"),
                    have.pop("origins", None),
                )
            )
        }
    finally:
        gc.enable()
