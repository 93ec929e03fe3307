"""Whatever arrives, and wherever: a row that was known keeps its fate, and no record is lost."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers import build, cases

TOML = """title = "Tiny"
question = "What?"
period = "2020/2022"
timezone = "UTC"
invented = true

[[sources]]
files = "posts"
reader = "table"
table = "posts"
platform = "forum"
credit = "A forum"
columns = { id = "id", text = "words" }
"""
# An arrival is a file's name and its new last rows; few ids and words, so that everything meets everything.
ROW = st.tuples(st.sampled_from(["1", "2", "3", ""]), st.sampled_from(["x", "y"]))
ARRIVAL = st.dictionaries(st.sampled_from(["a", "b", "c", "d"]), st.lists(ROW, min_size=1, max_size=4), min_size=1)
Fates = dict[tuple[str, str], str]


def fates(case: cases.Case, built: build.Built) -> Fates:
    found: Fates = {}
    for one in built.sources:
        found |= {(one["source"], str(n + 2)): "duplicate" for n in range(one["records"])}
        assert one["records"] == one["kept"] + one["duplicates"] + one["observations"]
    for table, fate in (("posts", "kept"), ("observations", "observation")):
        if case.has(table):
            frame = case.table(table, ["source", "row"])
            found |= dict.fromkeys(zip(frame["source"], frame["row"], strict=True), fate)
    return found


@pytest.mark.long
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(ARRIVAL, min_size=2, max_size=4))
def test_rows_that_were_known_keep_their_fate(arrivals: list[dict[str, list[tuple[str, str]]]]) -> None:
    with tempfile.TemporaryDirectory() as root:
        folder = Path(root, "data/raw/tiny/posts")
        folder.mkdir(parents=True)
        (folder.parent / "case.toml").write_text(TOML, "utf-8")
        before: Fates = {}
        for arrival in arrivals:
            for name, rows in arrival.items():
                path = folder / f"{name}.csv"
                text = path.read_text("utf-8") if path.exists() else "id,words\n"
                path.write_text(text + "".join(f"{one},{words}\n" for one, words in rows), "utf-8")
            case = cases.load("tiny", root)
            now = fates(case, build.build(case))
            # the one change: a post that is seen again later, with other words, is shown as it was seen last
            changed = {(fate, now[row]) for row, fate in before.items() if fate != now[row]}
            assert changed <= {("kept", "observation")}
            before = now
        case = cases.load("tiny", root)
        assert fates(case, build.build(case, force=True)) == before
