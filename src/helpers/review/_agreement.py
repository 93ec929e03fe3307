"""How far two reviewers agree: what they decided otherwise, and Cohen's kappa.

kappa = (p_o - p_e) / (1 - p_e): p_o is the share of candidates on which both say the same (accept or reject), p_e the
share on which two people would who accept and reject as often as these do, but blindly. J. Cohen, "A coefficient of
agreement for nominal scales", Educational and Psychological Measurement 20 (1960), 37-46.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import TYPE_CHECKING

from helpers.claims import _decided
from helpers.claims._decided import Decision, Ruling

if TYPE_CHECKING:
    import pandas as pd

PAIRS = ("one", "other", "n_both", "n_same", "observed", "expected", "kappa")
DISAGREEMENTS = ("about", "saw", "one", "says", "other", "says_other", "what")


def kappa(pairs: Iterable[tuple[str, str]]) -> float | None:
    """Cohen's kappa of two raters, given what each said of every thing that both rated.

    None where it is not defined: no thing was rated by both, or both said one and the same of all, where agreement by
    chance is certain too.
    """
    _, expected, found = _rated(list(pairs))
    return found if expected is not None and expected < 1 else None


def _rated(listed: list[tuple[str, str]]) -> tuple[float | None, float | None, float | None]:
    """The observed agreement, that expected by chance, and kappa."""
    n = len(listed)
    if not n:
        return None, None, None
    words = {word for pair in listed for word in pair}
    observed = sum(one == other for one, other in listed) / n
    shares = [(sum(a == w for a, _ in listed) / n) * (sum(b == w for _, b in listed) / n) for w in words]
    expected = sum(shares)
    return observed, expected, None if expected >= 1 else (observed - expected) / (1 - expected)


def agreement(decisions: pd.DataFrame | None) -> pd.DataFrame:
    """One row for each two reviewers: on how many both decided, on how many alike, and kappa (NA: not defined).

    `merge` counts as accepting, as it does everywhere; what was undone does not count.
    """
    import pandas as pd

    rows = []
    for one, other in _pairs(people := _by_person(decisions)):
        both = _both(people[one], people[other])
        observed, expected, found = _rated([(_word(a), _word(b)) for a, b in both.values()])
        same = sum(_word(a) == _word(b) for a, b in both.values())
        rows.append((one, other, len(both), same, observed, expected, found))
    frame = pd.DataFrame(rows, columns=list(PAIRS))
    return frame.astype(
        {"one": "str", "other": "str"} | dict.fromkeys(PAIRS[2:4], "Int64") | dict.fromkeys(PAIRS[4:], "Float64")
    )


def disagreements(decisions: pd.DataFrame | None) -> pd.DataFrame:
    """What two reviewers decided otherwise, a row each: whether it counts, and every correction that differs.

    Columns: about, saw (the sentence), one, says, other, says_other, what (`accept or reject`, or the column).
    """
    import pandas as pd

    rows: list[tuple[str, ...]] = []
    for one, other in _pairs(people := _by_person(decisions)):
        for about in [name for name in people[one] if name in people[other]]:
            mine, theirs = people[one][about], people[other][about]
            saw = next((d.saw for d in (*_of(mine), *_of(theirs)) if d.saw), "")
            if mine.standing and theirs.standing and _word(mine) != _word(theirs):
                rows.append((about, saw, one, _word(mine), other, _word(theirs), "accept or reject"))
            for column in sorted({*mine.corrections, *theirs.corrections}):
                said = [
                    ruling.corrections[column].value if column in ruling.corrections else None
                    for ruling in (mine, theirs)
                ]
                if said[0] != said[1]:
                    words = ["left as it is" if value is None else value or "none" for value in said]
                    rows.append((about, saw, one, words[0], other, words[1], column))
    return pd.DataFrame(rows, columns=list(DISAGREEMENTS), dtype="str")


def _by_person(decisions: pd.DataFrame | None) -> dict[str, dict[str, Ruling]]:
    force = _decided.in_force(decisions)
    names = sorted({one.decided_by for one in force if one.decided_by})
    return {name: _decided.rulings(one for one in force if one.decided_by == name) for name in names}


def _pairs(people: Mapping[str, Mapping[str, Ruling]]) -> list[tuple[str, str]]:
    return list(combinations(people, 2))


def _both(one: Mapping[str, Ruling], other: Mapping[str, Ruling]) -> dict[str, tuple[Ruling, Ruling]]:
    return {
        name: (one[name], other[name]) for name in one if name in other and one[name].standing and other[name].standing
    }


def _word(ruling: Ruling) -> str:
    return "reject" if ruling.standing and ruling.standing.decision == "reject" else "accept"


def _of(ruling: Ruling) -> list[Decision]:
    return [*([ruling.standing] if ruling.standing else []), *ruling.corrections.values()]
