"""The chart of copies: where marks stand, and what it says of what is not drawn."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers.charts import copies_spread
from helpers.errors import TableError


def told(*rows: tuple[str, str, int, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["family", "text", "n", "n_who"])


def copies(*rows: tuple[str, str, float | None, bool]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["family", "kind", "seconds", "perhaps_first"])


FAMILIES = told(("a", "The quay burns", 5, 4), ("b", "The letter is forged", 2, 1), ("c", "Nobody knows", 2, 2))
COPIES = copies(
    ("a", "identical", 1.0, False),
    ("a", "reworded", 100.0, False),
    ("a", "trivially changed", -20.0, True),
    ("a", "identical", None, True),
    ("b", "reworded", 10_000.0, False),
    ("c", "identical", 5.0, False),
)


def test_its_words() -> None:
    figure = copies_spread.draw(FAMILIES, COPIES, most=2, total=9)
    assert figure.title == "How copies followed"
    assert figure.subtitle == (
        "Time after the first text of each family, on a scale of powers; copies of one moment share a mark."
    )
    assert figure.alt == (
        "Copies of 2 families of 9 by their time after the first. The largest: The quay burns, 5 texts by 4; "
        "The letter is forged, 2 texts by 1."
    )
    assert figure.notes == (
        "7 more families are not drawn.",
        "1 copy stands on the left edge: known too roughly in time to say that the first came before.",
        "1 copy is not drawn: without a time.",
    )
    assert [entry["label"] for entry in figure.key] == ["identical", "trivially changed", "reworded"]


def test_a_later_copy_stands_further_right_and_an_unsure_one_on_the_edge() -> None:
    def left(seconds: float, unsure: bool = False) -> float:
        rows = copies(("a", "identical", seconds, unsure), ("b", "reworded", 1e6, False))
        marks = copies_spread.draw(FAMILIES, rows).drawings[1280]
        return float(marks.split('class="f-blue"')[0].rsplit(' d="M', 1)[1].split()[0].split("L")[0])

    assert left(30.0, unsure=True) < left(0.0) == left(1.0) < left(60.0) < left(86_400.0)


def test_without_a_family_it_says_so() -> None:
    figure = copies_spread.draw(FAMILIES.head(0), COPIES)
    assert (figure.title, figure.alt, figure.notes) == ("No text has a copy", "No text has a copy.", ())


def test_a_missing_column_is_named() -> None:
    with pytest.raises(TableError) as caught:
        copies_spread.draw(FAMILIES.drop(columns="n_who"), COPIES)
    assert "n_who" in str(caught.value)
