"""The tree drawn in errors.py is the tree of the classes, and each has its exit code."""

from __future__ import annotations

import re

import pytest

from helpers import errors
from helpers.errors import CasebookError, did_you_mean

CLASSES = {name: one for name, one in vars(errors).items() if isinstance(one, type) and issubclass(one, CasebookError)}


def test_the_tree_in_the_docstring_is_that_of_the_classes() -> None:
    drawn = re.findall(r"^(?:[├└]── )?(\w+Error) +(?:exit|(\d)) ", errors.__doc__ or "", re.MULTILINE)
    assert [(name, int(code or 1)) for name, code in drawn] == [(name, one.exit_code) for name, one in CLASSES.items()]
    assert all(one.__base__ is CasebookError for one in CLASSES.values() if one is not CasebookError)


def test_exit_codes_are_the_documented_ones() -> None:
    assert {name: one.exit_code for name, one in CLASSES.items()} == {
        "CasebookError": 1, "UsageError": 2, "CaseError": 2, "ReaderError": 1, "TableError": 1, "CheckError": 3,
        "ReportError": 1,
    }  # fmt: skip


@pytest.mark.parametrize("one", CLASSES.values())
def test_an_error_is_its_sentence_in_a_notebook(one: type[CasebookError]) -> None:
    error = one("a.csv, row 2: no id.")
    assert (str(error), error._render_traceback_()) == (
        "a.csv, row 2: no id.",
        [f"{one.__name__}: a.csv, row 2: no id."],
    )
    assert one.__doc__ and one.__doc__.endswith(".")


@pytest.mark.parametrize(
    ("word", "known", "said"),
    [
        ("titel", ["title", "text"], ' Did you mean "title"?'),
        ("A7", ["a7", "A71"], ' Did you mean "a7"?'),
        ("zzz", ["title"], ""),
        ("title", [], ""),
        ("", ["title"], ""),
        ("title", iter(["Title"]), ' Did you mean "Title"?'),
    ],
)
def test_the_nearest_word(word: str, known: list[str], said: str) -> None:
    assert did_you_mean(word, known) == said
