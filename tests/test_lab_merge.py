"""Merging a newer template into a working copy: whatever is done on both sides, no cell of the analyst is lost."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.lab._merge import merge, with_ids

NAMES = st.sampled_from([f"c{n}" for n in range(9)])
TEXTS = st.sampled_from(["x = 1", "x = 2", "# Prose", ""])


def cell(name: str, source: str) -> dict[str, Any]:
    return {"cell_type": "code", "id": name, "metadata": {}, "source": source, "outputs": [], "execution_count": None}


def notebook(cells: list[tuple[str, str]]) -> dict[str, Any]:
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell(*one) for one in cells]}


CELLS = st.lists(st.tuples(NAMES, TEXTS), max_size=9, unique_by=lambda one: one[0])
OURS = st.lists(st.tuples(NAMES, TEXTS), max_size=9)  # an analyst's file may have an id twice


@settings(max_examples=400, deadline=None)
@given(CELLS, OURS, CELLS)
def test_no_cell_of_the_analyst_is_lost(
    old: list[tuple[str, str]], mine: list[tuple[str, str]], new: list[tuple[str, str]]
) -> None:
    base, ours, theirs = notebook(old), notebook(mine), notebook(new)
    before = copy.deepcopy((base, ours, theirs))
    merged = merge(base, ours, theirs).notebook["cells"]
    assert (base, ours, theirs) == before
    found = {one["id"]: one["source"] for one in merged}
    assert len(found) == len(merged)
    for one in with_ids(ours)["cells"]:
        if (one["id"], one["source"]) not in old:
            assert found[one["id"]] == one["source"]
        elif one["id"] in dict(new):
            assert found[one["id"]] == dict(new)[one["id"]]
    for name in dict(new).keys() - dict(old).keys():
        assert name in found


@settings(max_examples=200, deadline=None)
@given(CELLS, CELLS)
def test_a_copy_that_nobody_changed_becomes_the_template(
    old: list[tuple[str, str]], new: list[tuple[str, str]]
) -> None:
    assert merge(notebook(old), notebook(old), notebook(new)).notebook == notebook(new)


@settings(max_examples=200, deadline=None)
@given(CELLS, OURS, CELLS)
def test_merging_again_changes_nothing(
    old: list[tuple[str, str]], mine: list[tuple[str, str]], new: list[tuple[str, str]]
) -> None:
    once = merge(notebook(old), notebook(mine), notebook(new)).notebook
    again = merge(notebook(new), once, notebook(new))
    assert (again.notebook, again.changed) == (once, False)


def test_new_cells_come_in_at_their_place_and_a_moved_order_stays() -> None:
    old = notebook([("a", "1"), ("b", "2"), ("c", "3")])
    moved = notebook([("mine", "0"), ("c", "3"), ("a", "1"), ("note", "n"), ("b", "2")])
    new = notebook([("first", "f"), ("a", "1"), ("b", "2"), ("after", "x"), ("c", "3")])
    merged = merge(old, moved, new)
    assert [one["id"] for one in merged.notebook["cells"]] == ["first", "mine", "c", "a", "note", "b", "after"]
    assert (merged.came, merged.taken, merged.both) == (["first", "after"], [], [])
