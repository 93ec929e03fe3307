"""Every chart that the notebooks draw, for both shipped cases, at the three widths: nothing overlaps, nothing is cut.

The notebooks' own cells run here, in this process and without a kernel, with `show.figure` replaced: a chart that a
notebook gains is tested without a word here.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any
from unittest import mock

import pandas as pd
import pytest

from helpers import build, cases, run, show
from helpers.charts import _allow, _overlap
from helpers.charts._sheet import WIDTHS, Figure

CASES = ("tiktok-state-influence", "harbour-fire")
DRAWN = [
    ("harbour-fire", name)
    for name in (
        *(
            "event-strip",
            "event-strip-thin",
            "reporting-lag",
            "actor-map",
            "activity",
            "week-hours",
            "top-links",
            "top-tags",
        ),
        "accounts-spread",
    )
] + [
    ("tiktok-state-influence", name)
    for name in ("event-strip", "event-strip-thin", "reporting-lag", "actor-map", "takedowns")
]
Shown = dict[tuple[str, str], tuple[Figure, pd.DataFrame]]


def _run(plan: Any, shown: dict[str, tuple[Figure, pd.DataFrame]]) -> None:
    """Runs the code of one notebook with its planned parameters; figures go to `shown`."""
    space: dict[str, Any] = {"__name__": plan.name, "display": lambda *_: None}
    notebook = json.loads(Path(plan.path).read_text("utf-8"))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), f"{plan.name}", "exec"), space)
            if "parameters" in cell["metadata"].get("tags", []):
                space |= plan.parameters


@pytest.fixture(scope="session")
def shown(tmp_path_factory: pytest.TempPathFactory, repo: Path) -> Shown:
    root = tmp_path_factory.mktemp("charts-cases")
    found: Shown = {}
    with mock.patch.dict(os.environ, {"CASEBOOK_WORKSPACE": str(root)}), mock.patch.object(show, "_emit"):
        for name in CASES:
            shutil.copytree(repo / "data" / "raw" / name, root / "data" / "raw" / name)
            case = cases.load(name, root)
            build.build(case)
            here: dict[str, tuple[Figure, pd.DataFrame]] = {}

            def keep(figure: Figure, table: pd.DataFrame, *_: Any, held: dict[str, Any] = here, **__: Any) -> None:
                assert figure.name not in held
                held[figure.name] = (figure, table)

            with mock.patch.object(show, "figure", keep):
                for plan in run.plan(case):
                    if not plan.skipped:
                        _run(plan, here)
            found |= {(name, drawn): made for drawn, made in here.items()}
    return found


def test_the_notebooks_draw_what_they_are_known_to_draw(shown: Shown) -> None:
    assert set(DRAWN) <= set(shown)


def test_no_two_labels_overlap_and_no_text_leaves_its_sheet(shown: Shown) -> None:
    faults = {}
    for key, (figure, _) in shown.items():
        assert tuple(figure.drawings) == WIDTHS
        for width, svg in figure.drawings.items():
            found = (_overlap.overlaps(svg)[:5], _overlap.outside(svg)[:5])
            if any(found):
                faults[(*key, width)] = found
    assert faults == {}


def test_every_link_leads_to_a_row_of_the_table_that_is_shown_with_it(shown: Shown) -> None:
    lost = {}
    for (case, name), (figure, table) in shown.items():
        for width, svg in figure.drawings.items():
            assert _allow.check(svg) == svg
            rows = {int(row) for row in re.findall(rf'href="#{name}-row-(\d+)"', svg)}
            if rows - set(range(1, len(table) + 1)):
                lost[case, name, width] = sorted(rows)
    assert lost == {}


def test_no_drawing_is_empty_and_none_says_nan(shown: Shown) -> None:
    for figure, _ in shown.values():
        words = f"{figure.title} {figure.subtitle} {figure.alt} {' '.join(figure.notes)}"
        assert not re.search(r"\bnan\b|<NA>|\bNone\b|\bNaT\b", words + "".join(figure.drawings.values()))
        assert all(len(list(ET.fromstring(svg).iter())) > 10 for svg in figure.drawings.values())
