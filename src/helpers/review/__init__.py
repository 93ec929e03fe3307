"""A person decides: candidates are accepted, rejected, merged, split and put right, and every decision is kept.

    review.claims(c)                  in JupyterLab: the next candidates in a form, by keys
    review.unfounded(c)               decisions whose evidence has changed or is gone
    review.agreement(c)               how far two reviewers agree; `review.disagreements(c)` lists where they do not

A decision is a line of `handmade/decisions.csv` with who, when and why; lines are appended and never changed. The rows
that are decided on have names made of their content, so that a decision outlives a rebuild, a renamed file and another
import. `claims.decided` applies them; `build` does so for the events.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from helpers.cases import Case
from helpers.claims import _decided
from helpers.claims._decided import decided, decided_claims
from helpers.review import _agreement, _rows, _unfounded
from helpers.review._agreement import kappa
from helpers.review._session import KEYS, WHICH, WITH_VALUE, Session, shown
from helpers.review._unfounded import settled, told
from helpers.review._who import proposed

if TYPE_CHECKING:
    import pandas as pd


def claims(case: Case, by: str = "", which: str = "undecided") -> Any:
    """The candidates of a case in a form for JupyterLab; elsewhere a table of them, and how to decide without a form.

    `by` is who decides; without it the name that git knows, else that of the user, which the form shows. `which` is
    `undecided`, `second` (others have decided on them and you have not: what they decided is not shown) or `all`.
    Keys: a accept, r reject, d date, s stance, m merge, x of no other's event, w why, u undo, j next, k previous. Every
    decision is in `handmade/decisions.csv` at once. A `TableError` where there is nothing to review, or where the
    tables are older than the evidence.

    Examples:
        review.claims(c)
        review.claims(c, by="Ana", which="second")
    """
    from helpers.review import _form

    return _form.form(Session(case, by or proposed(case.folder), which))


def unfounded(case: Case) -> pd.DataFrame:
    """The decisions of a built case that have lost their ground, one row each, with a sentence (`says`).

    `kind` is `gone` (no text has what was decided on) or `changed` (it is read otherwise now: an accepted row keeps the
    date that the person saw). Columns: id, about, decision, decided_by, decided_on, kind, says, source, row.
    """
    return _unfounded.unfounded(_decisions(case), *(_table(case, name) for name in ("candidates", "claims")))


def unfounded_in_words(case: Case) -> list[str]:
    """The same as sentences with file and row."""
    return _unfounded.sentences(unfounded(case))


def agreement(case: Case) -> pd.DataFrame:
    """One row for each two reviewers of a case: on how many both decided, on how many alike, and Cohen's kappa.

    kappa is NA where it is not defined: nothing was decided by both, or both said one and the same of everything.
    """
    return _agreement.agreement(_decisions(case))


def disagreements(case: Case) -> pd.DataFrame:
    """What two reviewers of a case decided otherwise, one row each: accept or reject, and every correction."""
    return _agreement.disagreements(_decisions(case))


def faults(case: Case) -> list[str]:
    """The lines of decisions that decide nothing, as sentences with file and row."""
    return _decided.faults(_decisions(case))


def _decisions(case: Case) -> pd.DataFrame | None:
    """The decisions as they stand in the files now; a page that asks for them is made again when they change."""
    case.has("decisions")
    return _rows.as_frame(_rows.decisions(case))


def _table(case: Case, name: str) -> pd.DataFrame | None:
    return _rows.frame(case, name) if case.has(name) else None


__all__ = [
    "KEYS",
    "WHICH",
    "WITH_VALUE",
    "Session",
    "agreement",
    "claims",
    "decided",
    "decided_claims",
    "disagreements",
    "faults",
    "kappa",
    "proposed",
    "settled",
    "shown",
    "told",
    "unfounded",
    "unfounded_in_words",
]


def __dir__() -> list[str]:
    """What the tab key lists behind `review.`."""
    return __all__
