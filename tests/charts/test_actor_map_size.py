"""The actor map at the size it is made for: no box on another, no tie through a box, few crossings."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers.charts import _actor_boxes, _places, _ties
from helpers.charts._map_drawing import Map


def network() -> tuple[pd.DataFrame, pd.DataFrame]:
    """64 invented actors and 80 ties: one hub with half of them, a second one, chains behind their neighbours."""
    forms = ("organisation", "person", "outlet", "network")
    rows = [(f"a{k}", f"{('Port', 'Quay', 'Tidal', 'Net')[k % 4]} actor {k}", forms[k % 4]) for k in range(64)]
    people = pd.DataFrame(rows, columns=["id", "name", "kind"])
    kinds = ("owns", "employs", "asks", "reports on", "denies", "labels", "posts on")
    pairs = [(0, k) if k % 3 else (k, 0) for k in range(1, 40)]
    pairs += [(40, k) if k % 2 else (k, 40) for k in (0, 3, 8, 13, *range(41, 53))]
    pairs += [(k - 45, k) for k in range(53, 61)] + [(53, 54), (60, 61), (62, 63), (2, 1), (5, 4), (7, 6), (12, 11)]
    pairs += [(0, k) for k in (3, 6, 9, 12, 15, 18)] + [(41, 42), (44, 43), (46, 45), (40, 0)]
    found = [(f"a{i}", kinds[max(i, j) // 8 % 7], f"a{j}", f"20{10 + k % 12}") for k, (i, j) in enumerate(pairs)]
    return people, pd.DataFrame(found, columns=["from_actor", "kind", "to_actor", "date"])


@pytest.mark.parametrize("width", [1280, 720])
def test_a_map_of_64_actors_and_80_ties_is_clear(width: int) -> None:
    people, some = network()
    assert (len(people), len(some)) == (64, 80)
    boxes = _actor_boxes.make(*_ties.read(people, some))
    at = {actor: k for k, box in enumerate(boxes) for actor in box.actors}
    lines = _ties.lines(_ties.read(people, some)[1], at)
    drawn = Map(boxes, lines, {})
    quality = _places.place(drawn.half, drawn.pairs, width).quality
    assert (quality.overlaps, quality.through) == (0, 0)
    assert quality.crossings <= 4
