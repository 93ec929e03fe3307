"""Every pair of texts that is alike enough."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from helpers.errors import TableError

if TYPE_CHECKING:
    import pandas as pd

    from helpers.similarity._corpus import Corpus
    from helpers.similarity._form_kernels import Array

IDENTICAL, TRIVIAL, REWORDED = "identical", "trivially changed", "reworded"
KINDS = (IDENTICAL, TRIVIAL, REWORDED)
SHORT = 30  # characters: below, a few sequences more or less decide everything, so edits are counted
# Below 0.67 two texts may be alike and share no three characters in a row, by which they are found.
LOWEST, LOWEST_SHORT = 0.3, 0.67
MOST = 20_000_000  # pairs


def pairs(
    texts: Iterable[str | None], threshold: float = 0.7, short: float = 0.85, least: int = 1, most: int = MOST
) -> pd.DataFrame:
    """Every pair of texts that is alike: `left`, `right` (places, from 0), `score`, `kind` and `measure`.

    Texts of one form are paired with the first of that form alone, and forms are paired by their first texts: ten
    thousand copies of one text are 9,999 pairs. `left` is always the earlier place. A text whose form is empty or has
    fewer than `least` characters, or that is missing, is paired with none. `measure` is "form" for texts of one form;
    "edits" where one of the two has fewer than 30 characters, with a `score` of at least `short`; else "5-grams", with
    a `score` of at least `threshold`. Exact: no pair is missed, and each is verified. A `TableError` where there are
    more than `most` pairs of forms: `families` needs none of them.
    """
    import numpy as np
    import pandas as pd

    from helpers.similarity import _corpus, _join

    checked(threshold, short)
    stated = list(texts)
    whole = _corpus.corpus(stated)
    copies = np.flatnonzero((whole.first >= 0) & (whole.first != np.arange(len(stated))) & (whole.lengths >= least))
    found = [(whole.first[copies], copies, np.ones(len(copies)), np.zeros(len(copies), np.int8))]
    found += _join.alike(whole, threshold, short, least, most)
    left, right, score, measure = (np.concatenate(part) for part in zip(*found, strict=True))
    order = np.lexsort((right, left))
    frame = pd.DataFrame({"left": left[order], "right": right[order], "score": score[order]})
    frame["kind"] = kinds(stated, whole, left[order], right[order])
    frame["measure"] = np.array(["form", "5-grams", "edits"], object)[measure[order]]
    return frame


def kinds(texts: list[str | None], whole: Corpus, left: Array, right: Array) -> Array:
    """How each text stands to another: identical but for spaces, trivially changed (of one form), or reworded."""
    import numpy as np

    made = np.full(len(left), REWORDED, object)
    for n in np.flatnonzero(whole.first[left] == whole.first[right]):
        one, other = texts[left[n]] or "", texts[right[n]] or ""
        made[n] = IDENTICAL if one == other or one.split() == other.split() else TRIVIAL
    return made


def checked(threshold: float, short: float) -> None:
    """A `TableError` where a threshold is no share that the join can serve."""
    for name, value, low in (("threshold", threshold, LOWEST), ("short", short, LOWEST_SHORT)):
        if not low <= value <= 1:
            raise TableError(f"{name} is {value}. It is a share from {low} to 1: below, most texts are alike.")
