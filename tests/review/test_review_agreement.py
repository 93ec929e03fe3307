"""Two reviewers: what they decided otherwise, and Cohen's kappa."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers import review, tables
from helpers.review import _agreement


def decisions(*rows: str) -> pd.DataFrame:
    """Decisions of `who about decision column value`, `-` for an empty cell."""
    listed = []
    for n, text in enumerate(rows, 1):
        who, about, decision, column, value = [*(None if c == "-" else c for c in text.split()), None, None][:5]
        line = {"id": f"d{n}", "about": about, "decision": decision, "column": column, "value": value}
        listed.append({**line, "decided_by": who, "saw": f"Sentence {about}.", "source": "d.csv", "row": f"d{n}"})
    return pd.DataFrame(listed, columns=list(tables.get("decisions").names), dtype="str")


def test_kappa_of_cohens_kind_by_hand() -> None:
    """Two raters of fifty: both yes 20, both no 15, 5 and 10 otherwise: p_o 0.7, p_e 0.5, kappa 0.4."""
    rated = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
    assert review.kappa(rated) == pytest.approx(0.4)
    assert review.kappa([(b, a) for a, b in rated]) == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([], None),
        ([("accept", "accept")] * 9, None),
        ([("accept", "accept"), ("reject", "reject")], 1.0),
        ([("accept", "reject"), ("reject", "accept")], -1.0),
        ([("accept", "reject")] * 3, 0.0),
    ],
)
def test_where_kappa_is_not_defined_there_is_none(pairs: list[tuple[str, str]], expected: float | None) -> None:
    assert review.kappa(pairs) == expected


def test_every_two_reviewers_are_compared_on_what_both_decided() -> None:
    made = decisions(
        "Ana candidates:x accept",
        "Ana candidates:y reject",
        "Ana candidates:z accept",
        "Bo candidates:x merge - candidates:y",
        "Bo candidates:y accept",
        "Cy candidates:v accept",
        "Bo decisions:d5 undo",
        "Bo candidates:y reject",
    )
    found = _agreement.agreement(made)
    assert found.astype(object).where(found.notna(), None).to_dict("split")["data"] == [
        ["Ana", "Bo", 2, 2, 1.0, 0.5, 1.0],
        ["Ana", "Cy", 0, 0, None, None, None],
        ["Bo", "Cy", 0, 0, None, None, None],
    ]
    assert _agreement.disagreements(made).empty


def test_disagreements_are_listed_with_what_each_said() -> None:
    made = decisions(
        "Ana candidates:x accept",
        "Bo candidates:x reject",
        "Ana candidates:y correct event_date 2024-05",
        "Bo candidates:y correct event_date 2024-06",
        "Ana candidates:y correct stance denies",
        "Bo candidates:y accept",
        "Ana candidates:z correct event_date -",
        "Bo candidates:z accept",
        "Ana candidates:w accept",
    )
    assert _agreement.disagreements(made).to_dict("split")["data"] == [
        ["candidates:x", "Sentence candidates:x.", "Ana", "accept", "Bo", "reject", "accept or reject"],
        ["candidates:y", "Sentence candidates:y.", "Ana", "2024-05", "Bo", "2024-06", "event_date"],
        ["candidates:y", "Sentence candidates:y.", "Ana", "denies", "Bo", "left as it is", "stance"],
        ["candidates:z", "Sentence candidates:z.", "Ana", "none", "Bo", "left as it is", "event_date"],
    ]


@pytest.mark.parametrize("made", [None, decisions(), decisions("Ana candidates:x accept")])
def test_one_reviewer_agrees_with_nobody(made: pd.DataFrame | None) -> None:
    assert _agreement.agreement(made).empty and _agreement.disagreements(made).empty
    assert list(_agreement.agreement(made).columns) == list(_agreement.PAIRS)
