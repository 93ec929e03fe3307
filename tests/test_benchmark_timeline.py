"""The benchmark of timelines: its layout, its measure, and that the invented affairs come out as people chose them."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"
OWN = Path(__file__).parent / "fixtures" / "timeline"


@pytest.fixture
def parts(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[ModuleType, ModuleType]]:
    """The modules `texts` and `ways` of the benchmark."""
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    yield importlib.import_module("_timeline.texts"), importlib.import_module("_timeline.ways")
    for name in [name for name in sys.modules if name.split(".")[0] == "_timeline"]:
        del sys.modules[name]


@pytest.mark.parametrize(
    ("chosen", "within", "score"),
    [
        (["2031-01-02", "2031-01-03"], False, 1.0),
        (["2031-01-02", "2030-01-01", "2031-01-03"], False, 0.5),
        (["2031-01-02", "2030-01-01", "2031-01-03"], True, 1.0),
        (["2031-01-02"], False, 2 / 3),
        (["2030-01-01"], False, 0.0),
        ([], True, 0.0),
    ],
)
def test_the_first_dates_as_many_as_the_reference_has_are_compared(
    parts: tuple[ModuleType, ModuleType], chosen: list[str], within: bool, score: float
) -> None:
    found = parts[1].f1(chosen, frozenset({"2031-01-02", "2031-01-03"}), within)
    assert found == pytest.approx(score)


def test_the_layout_is_read_whole(parts: tuple[ModuleType, ModuleType]) -> None:
    found = parts[0].topics(OWN)
    assert [(topic.name, len(topic.articles), len(topic.reference)) for topic in found] == [
        ("marigold", 14, 10),
        ("saltworks", 12, 9),
    ]
    assert (found[0].articles[0].day, found[0].articles[0].name) == ("2031-03-03", "harbour-wire")


def test_nine_of_ten_dates_of_the_invented_affairs_rank_first(parts: tuple[ModuleType, ModuleType]) -> None:
    texts, ways = parts
    scores = [ways.f1(ways.casebook(topic, "en"), topic.reference, False) for topic in texts.topics(OWN)]
    assert sum(scores) / len(scores) >= 0.85, scores
