"""Families of texts: a first text, and every later one that is most like it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from helpers.similarity._pairs import SHORT, checked, kinds

if TYPE_CHECKING:
    import pandas as pd

    from helpers.similarity._corpus import Corpus, Sets
    from helpers.similarity._form_kernels import Array
    from helpers.similarity._lead_kernels import Side


def families(texts: Iterable[str | None], threshold: float = 0.7, short: float = 0.85, least: int = 1) -> pd.DataFrame:
    """The families of texts that are given with the earliest first: `place`, `first`, `score`, `kind`, `measure`.

    A text joins the earlier first text that it is most like (of equals the earliest), if it is at least `threshold`
    alike (`short`, where one of the two has fewer than 30 characters), and becomes a first itself otherwise. So every
    member is that alike to its family's first: where a text is copied and the copy changed again and again, no chain
    joins what is unlike. The order decides, and the same order gives the same families. There is one row a text of a
    family of two or more, by `first` and `place`; a first's own `kind` is "first", its score 1. Texts whose form is
    empty or has fewer than `least` characters are in none. Only firsts are compared, so that ten thousand versions
    of one text cost ten thousand comparisons.
    """
    import numpy as np
    import pandas as pd

    from helpers.similarity import _corpus, _sketches

    checked(threshold, short)
    stated = list(texts)
    whole = _corpus.corpus(stated)
    forms = np.flatnonzero((whole.first == np.arange(len(stated))) & (whole.lengths >= least))
    first, score = np.full(len(stated), -1, np.int64), np.ones(len(stated))
    first[forms] = forms
    measure = np.full(len(stated), "form", object)
    forms = forms[~_sketches.alone(whole, forms, threshold)]
    led, scores, by_edits = _led(whole, forms, threshold, short)
    first[forms], score[forms] = forms[led], scores
    measure[forms[led != np.arange(len(forms))]] = "5-grams"
    measure[forms[by_edits]] = "edits"
    counted = np.flatnonzero((whole.first >= 0) & (whole.lengths >= least))
    own = whole.first[counted]
    frame = pd.DataFrame(
        {"place": counted, "first": first[own], "score": score[own], "kind": "", "measure": measure[own]}
    )
    frame = frame[frame.groupby("first")["place"].transform("size") > 1]
    frame = frame.sort_values(["first", "place"], ignore_index=True)
    told = kinds(stated, whole, frame["first"].to_numpy(), frame["place"].to_numpy())
    frame["kind"] = np.where(frame["place"] == frame["first"], "first", told)
    return frame


def _led(whole: Corpus, forms: Array, threshold: float, short: float) -> tuple[Array, Array, Array]:
    """Which of the forms leads each, how alike it is, and whether that was counted in edits."""
    import numpy as np

    from helpers.similarity import _corpus, _join, _lead_kernels

    n, lengths = len(forms), whole.lengths[forms]
    is_long, is_small = lengths >= SHORT, lengths <= _join.longest(short)
    grams = _corpus.gram_sets(whole, forms[is_long])
    trigrams = _corpus.trigram_sets(whole, forms[is_small])
    fewest = _join.ceil(threshold * grams.sizes)
    long = _side(whole, forms, grams, is_long, fewest, fewest)
    needs = _join.needs_of_short(lengths[is_small], short)
    fewest = np.minimum(needs, _join.fewest_of_short(lengths[is_small], short))
    small = _side(whole, forms, trigrams, is_small, needs, fewest)
    led, scores, by_edits = np.empty(n, np.int64), np.empty(n), np.empty(n, np.bool_)
    _lead_kernels.lead(long, small, whole.signs, threshold, short, SHORT, led, scores, by_edits)
    return led, scores, by_edits


def _side(whole: Corpus, forms: Array, sets: Sets, there: Array, needs: Array, fewest: Array) -> Side:
    """The sets as a side of the kernel: one entry a form, with nothing where its measure does not apply."""
    import numpy as np

    from helpers.similarity import _join, _join_kernels
    from helpers.similarity._lead_kernels import Side

    starts, sizes, prefixes, needed = (np.zeros(len(forms), np.int64) for _ in range(4))
    starts[there], sizes[there], needed[there] = sets.starts[:-1], sets.sizes, needs
    prefixes[there] = _join.shown(sets.sizes, fewest)
    heads, postings = _join.room(int(prefixes.sum()))
    _join_kernels.index(sets.numbers, starts, prefixes, heads, postings)
    return Side(
        sets.numbers, starts, sizes, prefixes, needed, whole.lengths[forms], whole.starts[forms], heads,
        heads[:-1].copy(), postings,
    )  # fmt: skip
