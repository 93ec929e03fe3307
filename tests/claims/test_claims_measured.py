"""The labelled sentences: places and hashes without text; and what the article that began the project gives."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from helpers import claims

DATA = Path(os.environ.get("CASEBOOK_TEST_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))
COLUMNS = ("sample", "file", "record", "begins", "ends", "sha256", "stance", "speaker_begins", "speaker_ends")


def test_labels_are_places_and_hashes_and_no_text(repo: Path) -> None:
    with (repo / "tests" / "labels" / "claims.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == COLUMNS
    assert {row["sample"] for row in rows} == {"random", "rare words", "denials"}
    assert sum(row["sample"] == "random" for row in rows) == 100
    for row in rows:
        assert re.fullmatch(r"[\w./-]+", row["file"]) and re.fullmatch("[0-9a-f]*", row["record"])
        assert re.fullmatch("[0-9a-f]{12}", row["sha256"])
        assert set(row["stance"].split("|")) <= {"asserts", "confirms", "denies", "declines", "none"}
        assert all(row[name] == "" or row[name].isdecimal() for name in COLUMNS if name.endswith(("begins", "ends")))


@pytest.mark.long
def test_the_benchmark_gives_what_the_page_says(repo: Path) -> None:
    if not (DATA / "timeline-fr").is_dir():
        pytest.skip("the labelled articles are not here; CASEBOOK_TEST_DATA names the folder that has them")
    command = [sys.executable, str(repo / "benchmarks" / "claims.py"), "--data", str(DATA), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)["labelled"]
    assert found["left_out"] == 0
    page = (repo / "docs" / "claims.md").read_text("utf-8")
    for sample, stances in found["stances"].items():
        for stance, (right, got, labelled) in stances.items():
            if labelled:
                assert f"| {sample} | {stance} | {labelled} | {got} | {right} |" in page
    for sample, (right, of) in found["speakers"].items():
        assert f"{sample}: {right} of {of}" in page


def test_the_article_that_the_project_began_with() -> None:
    files = list((DATA / "seed-article").glob("000_*.txt"))
    if not files:
        pytest.skip("the article is not here; CASEBOOK_TEST_DATA names the folder that has it")
    title, _, text = files[0].read_text("utf-8").partition("\n")
    row = {"source": "a.csv", "row": "2", "outlet": "The rewrite", "address": "https://rewrite.example/a"}
    article = pd.DataFrame([{**row, "title": title, "text": text, "published": "2022-07-30", "language": "en"}])
    found = claims.candidates(article).set_index("event_date", drop=False)
    asked = found.loc["2020-04"]
    assert (asked["claimant"], asked["wording"]) == ("Bloomberg", "sent") and pd.isna(asked["said_on"])
    reported = found.loc["2022-06"]
    assert (reported["claimant"], reported["said_on"], reported["wording"]) == ("BuzzFeed", "2022-06", "reported")
    assert found.loc["2022-07-25/2022-07-31"]["wording"] == "wrote"
    assert {"Bloomberg", "BuzzFeed", "Politico"} <= set(found["claimant"])
    by_spokesperson = found[found["claimant"].fillna("").str.contains("spokesperson")]
    assert by_spokesperson["stance"].to_list() == ["asserts"]
    assert found[found["stance"] == "confirms"]["wording"].to_list() == ["acknowledged"]
