"""Script and style end tags in every text field of every format that the kit reads: nothing of it is live in a page."""

from __future__ import annotations

import html
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from reader_samples import HEAD, Sample, samples, toml
from report_html import live

from helpers import cases, report, tables
from helpers.readers import Own

HOSTILE = "</style></title><script>alert('seen')</script><img src=x onerror=alert(1)>"
TEXTS = ("text", "handle")


def poison(sample: Sample) -> Any:
    """Puts the hostile text in front of every value that becomes a text of the kit."""
    paths = {
        path
        for table, fields in sample.shape.fields.items()
        for name, declared in fields.items()
        for path in declared.all_paths()
        if declared.kind in TEXTS and tables.get(table).column(name).type == "text" and name != "stance"
    }

    def spoil(record: dict[str, Any]) -> None:
        record.pop("evidence", None)  # leads to rows of another case
        for path in paths:
            *parents, last = path.split(".")
            inner: Any = record
            for key in parents:
                inner = inner.get(key) if isinstance(inner, dict) else None
            if isinstance(inner, dict) and isinstance(inner.get(last), str) and inner[last].strip():
                inner[last] = HOSTILE + inner[last]

    return spoil


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The report of one case with a poisoned copy of every sample."""
    root = tmp_path_factory.mktemp("hostile")
    folder = root / "data" / "raw" / "hostile"
    text = HEAD.replace('"Sample"', toml(f"Title {HOSTILE}")).replace('"?"', toml(f"Question {HOSTILE}"))
    for sample in samples():
        into = folder / sample.stem
        into.mkdir(parents=True)
        if isinstance(sample.shape.format, Own):  # pages: HTML of its own; telegram: see below
            copy = shutil.copytree if sample.path.is_dir() else shutil.copy
            path = Path(copy(sample.path, into / sample.path.name))
            if path.suffix == ".json":
                document = json.loads(path.read_text("utf-8"))
                path.write_text(json.dumps(everywhere(document)), "utf-8")
        else:
            path = sample.spoilt(poison(sample), into)
        name = path.relative_to(folder).as_posix()
        entry = {"files": name, "reader": sample.reader.name, "credit": f"Credit {HOSTILE}", **sample.options}
        text += "[[sources]]\n" + "".join(f"{key} = {toml(value)}\n" for key, value in entry.items()) + "\n"
    (folder / "case.toml").write_text(text, "utf-8")
    case = cases.load("hostile", root)
    report.render(case)
    return {path.name: path.read_text("utf-8") for path in sorted(case.reports.glob("*.html"))}


def everywhere(value: Any) -> Any:
    """The hostile text in front of every text of a JSON document that is no date, number, id or word of the format."""
    if isinstance(value, dict):
        kept = {"id", "type", "date", "date_unixtime", "edited", "edited_unixtime", "from_id", "actor_id", "file"}
        kept |= {"created_at", "retrieved_at", "author_id"}  # of tweets: without these none would be read
        return {key: inner if key in kept else everywhere(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [everywhere(inner) for inner in value]
    return HOSTILE + value if isinstance(value, str) and value else value


def test_every_format_brings_its_hostile_text_into_the_report(pages: dict[str, str]) -> None:
    assert {"index.html", "00-sources.html", "30-activity.html", "report.html"} <= set(pages)
    assert all(html.escape(HOSTILE[:30]) in text or "&lt;/style" in text for text in pages.values())


def test_nothing_of_it_is_live(pages: dict[str, str]) -> None:
    assert {name: list(live(text)) for name, text in pages.items()} == {name: [] for name in pages}
