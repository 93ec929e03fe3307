"""Triggers are found by their pieces first: the same ones, in the same places."""

from __future__ import annotations

import random
import re

import pytest

from helpers.origins import _credits, _patterns

ALSO = ["d'après ", "D’après ", "Selon ", "selon", "Laut ", "Bericht", "По данным ", "по информации", "Citing", " "]
SIGNS = [*(piece for piece, _ in _patterns.PIECES), *ALSO, *"aAbBdDsStTpPxX .,'’"]


def spans(hits: list[re.Match[str]]) -> list[tuple[int, int, str | None]]:
    return [(hit.start(), hit.end(), hit.lastgroup) for hit in hits]


@pytest.mark.parametrize("seed", range(20))
def test_they_are_those_that_the_expression_finds(seed: int) -> None:
    draw = random.Random(seed)
    for _ in range(200):
        text = "".join(draw.choices(SIGNS, k=draw.randint(0, 30)))
        assert spans(list(_credits._triggers(text))) == spans(list(_patterns.TRIGGER.finditer(text))), text


def test_each_kind_of_trigger_is_found() -> None:
    text = "A report. Its story, according to Reede, seen by Quay Radio: it has a letter. He wrote, told us, revealed."
    assert [hit.lastgroup for hit in _credits._triggers(text)] == [
        "report", "piece", "to", "by", "has", "tells", "told", "reveal",
    ]  # fmt: skip
