"""The tour in the package's docstring names every room that there is, on the floor where it is."""

from __future__ import annotations

from test_floors import FLOORS

import helpers
from helpers import paths


def test_the_tour_is_that_of_the_house() -> None:
    doc = helpers.__doc__ or ""
    lines = doc.split("its own.\n\n")[1].split("\n\nIn a notebook")[0].splitlines()
    told = [line[4:].split("  ")[0].split() for line in lines if line[4:5].strip()]
    there = [[name for name in floor if (paths.PACKAGE / name).is_dir() or (paths.PACKAGE / f"{name}.py").is_file()]
        for floor in FLOORS if floor != ("__init__",)]  # fmt: skip
    assert told == [floor for floor in there if floor]
