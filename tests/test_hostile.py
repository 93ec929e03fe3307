"""Script and style end tags in every text field of every format that the kit reads: nothing of it is live in a page."""

from __future__ import annotations

import html
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from reader_samples import HEAD, Sample, samples, toml
from report_html import live

from helpers import cases, clean, report, tables
from helpers.cases import Case
from helpers.readers import Own, gdelt_events, gdelt_gkg

HOSTILE = "</style></title><script>alert('seen')</script><img src=x onerror=alert(1)>"
TEXTS = ("text", "handle")
UNSEEN = ("an\u200bn", "an\u200dn", "ann\ufeff", "a\u202enn", "an\u2060n")  # five accounts that look like one
NO_TEXT = {"coortweet"}  # ids and moments alone


def poison(sample: Sample) -> Any:
    """Puts the hostile text in front of every value that becomes a text of the kit."""
    declared = [
        (field, tables.get(table).column(name).type == "text" and field.kind in TEXTS and name != "stance")
        for table, fields in sample.shape.fields.items()
        for name, field in fields.items()
    ]
    # what is an id, a date or a word of the format besides must stay: without these no record would be read
    others = {path for field, is_text in declared if not is_text for path in field.all_paths()}
    paths = {path for field, is_text in declared if is_text for path in field.all_paths()} - others

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
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """One case with a poisoned copy of every sample, and its report."""
    root = tmp_path_factory.mktemp("hostile")
    folder = root / "data" / "raw" / "hostile"
    text = HEAD.replace('"Sample"', toml(f"Title {HOSTILE}")).replace('"?"', toml(f"Question {HOSTILE}"))
    for sample in samples():
        into = folder / sample.stem
        into.mkdir(parents=True)
        is_own = isinstance(sample.shape.format, Own)
        path = poisoned(sample, into) if is_own else sample.spoilt(poison(sample), into)
        name = path.relative_to(folder).as_posix()
        entry = {"files": name, "reader": sample.reader.name, "credit": f"Credit {HOSTILE}", **sample.options}
        text += "[[sources]]\n" + "".join(f"{key} = {toml(value)}\n" for key, value in entry.items()) + "\n"
    (folder / "case.toml").write_text(text + "".join(map(_named, odd_names(folder))), "utf-8")
    made = cases.load("hostile", root)
    report.render(made)
    return made


def odd_names(folder: Path) -> list[tuple[str, str]]:
    """Files whose names, accounts and outlets have characters that nobody sees: each with the kit's table."""
    at = "2024-05-14T10:00:0"
    posts = [(f"9{n}", name, f"{at}{n}Z", f"see https://quay.example/{n % 2}") for n, name in enumerate(UNSEEN * 2)]
    articles = [(f"z{n}", name, f"https://{n}.example/", "2024-05-14") for n, name in enumerate(UNSEEN)]
    for name, head, rows in (
        ("po\u200bsts.csv", "id,account_name,created_at,text", posts),
        ("\u202eselcitra.csv", "id,outlet,address,published", articles),
    ):
        (folder / name).write_text("\n".join([head, *map(",".join, rows)]) + "\n", "utf-8")
    return [("po\u200bsts.csv", "posts"), ("\u202eselcitra.csv", "articles")]


def _named(one: tuple[str, str]) -> str:
    name, table = one
    columns = {
        "posts": ("id", "account_name", "created_at", "text"),
        "articles": ("id", "outlet", "address", "published"),
    }
    mapped = {column: column for column in columns[table]}
    options = {"table": table, "columns": mapped} | ({"platform": "x"} if table == "posts" else {})
    entry = {"files": name, "reader": "table", "credit": "invented", **options}
    return "[[sources]]\n" + "".join(f"{key} = {toml(value)}\n" for key, value in entry.items()) + "\n"


@pytest.fixture(scope="module")
def pages(case: Case) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in sorted(case.reports.glob("*.html"))}


def poisoned(sample: Sample, into: Path) -> Path:
    """A copy of a sample whose reader reads for itself, with the hostile text in every file of it."""
    target = into / sample.path.name
    (shutil.copytree if sample.path.is_dir() else shutil.copy)(sample.path, target)
    change = BY_READER.get(sample.reader.name) or BY_ENDING[sample.path.suffix]
    for path in [target] if target.is_file() else [p for p in target.rglob("*") if p.suffix in BY_FILE]:
        path.write_text((BY_FILE.get(path.suffix) or change)(path.read_text("utf-8", "replace")), "utf-8")
    return target


def in_lines(text: str) -> str:
    """A line that is no JSON stays as it is."""

    def changed(line: str) -> str:
        try:
            return json.dumps(everywhere(json.loads(line)))
        except ValueError:
            return line

    return "\n".join(map(changed, text.split("\n")))


def in_documents(text: str) -> str:
    decoder, documents, at = json.JSONDecoder(), [], 0
    while text[at:].strip():
        document, at = decoder.raw_decode(text, at + len(text[at:]) - len(text[at:].lstrip()))
        documents.append(json.dumps(everywhere(document)))
    return "\n".join(documents)


def in_feed(text: str) -> str:
    """A feed's texts are unescaped twice, and mark-up is taken off in between: so much as gets through both."""
    for name in ("title", "description", "summary", "content", "encoded", "creator", "name"):
        opened = rf"(<(?:\w+:)?{name}(?: [^>]*)?>)\s*"
        text = re.sub(rf"{opened}<!\[CDATA\[", lambda found: found.group() + html.escape(HOSTILE), text)
        twice = html.escape(html.escape(HOSTILE))
        text = re.sub(rf"{opened}(?=[^<\s])", lambda found, twice=twice: found.group(1) + twice, text)
    return text


def in_cells(columns: tuple[str, ...], wanted: tuple[str, ...]) -> Callable[[str], str]:
    """The hostile text in some cells of every line that has them all."""

    def change(text: str) -> str:
        lines = [line.split("\t") for line in text.split("\n")]
        for cells in (cells for cells in lines if len(cells) == len(columns)):
            for name in wanted:
                cells[columns.index(name)] = HOSTILE + cells[columns.index(name)]
        return "\n".join("\t".join(cells) for cells in lines).replace(
            "<PAGE_TITLE>", f"<PAGE_TITLE>{html.escape(HOSTILE)}"
        )

    return change


def in_note(text: str) -> str:
    return re.sub(r"(?mi)^(outlet|title|author|mood): |^# ", lambda found: found.group() + HOSTILE, text)


def in_page(text: str) -> str:
    return re.sub(r"(?i)<(title|h1|p)>", lambda found: found.group() + html.escape(HOSTILE), text)


BY_ENDING = {".json": in_documents, ".jsonl": in_lines, ".ndjson": in_lines, ".xml": in_feed}
BY_FILE = {".md": in_note, ".txt": in_note, ".html": in_page, ".htm": in_page}
BY_READER = {
    "gdelt_events": in_cells(gdelt_events._COLUMNS, ("Actor1Name", "Actor2Name")),
    "gdelt_gkg": in_cells(gdelt_gkg._COLUMNS, ("V2SOURCECOMMONNAME", "V2.1QUOTATIONS")),
    "notes": in_note,
    "saved_pages": in_page,
}


def everywhere(value: Any) -> Any:
    """The hostile text in front of every text of a JSON document that is no date, number, id or word of the format."""
    if isinstance(value, dict):
        kept = {"id", "type", "date", "date_unixtime", "edited", "edited_unixtime", "from_id", "actor_id", "file"}
        kept |= {"created_at", "retrieved_at", "author_id", "kind", "value"}  # without these none would be read
        words = re.compile(r"[a-z](Id|At|Count)$")
        return {key: inner if key in kept or words.search(key) else everywhere(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [everywhere(inner) for inner in value]
    return HOSTILE + value if isinstance(value, str) and value else value


def test_every_sample_brings_its_hostile_text_into_the_tables(case: Case) -> None:
    """Or else nothing below would be tested of that format."""
    seen = {*tables.OBSERVED_IN.values(), *(name for name, table in tables.TABLES.items() if table.readable)}
    frames = [case.table(name) for name in sorted(seen & case.built["tables"].keys())]
    brought = {source.split("/")[0] for frame in frames for source in frame[frame.apply(_has_it, axis=1)]["source"]}
    assert sorted({sample.stem for sample in samples()} - brought) == sorted(NO_TEXT)


def _has_it(row: pd.Series) -> bool:
    return any(isinstance(value, str) and "alert(" in value for value in row)


def test_every_format_brings_its_hostile_text_into_the_report(pages: dict[str, str]) -> None:
    assert {"index.html", "00-sources.html", "30-activity.html", "report.html"} <= set(pages)
    assert all(html.escape(HOSTILE[:30]) in text or "&lt;/style" in text for text in pages.values())


def test_nothing_of_it_is_live(pages: dict[str, str]) -> None:
    assert {name: list(live(text)) for name, text in pages.items()} == {name: [] for name in pages}


def test_names_that_look_alike_are_kept_apart_in_the_tables(case: Case) -> None:
    posts, articles = case.table("posts"), case.table("articles")
    assert set(posts[posts["source"] == "po\u200bsts.csv"]["account_name"]) == set(UNSEEN)
    assert set(articles[articles["source"] == "\u202eselcitra.csv"]["outlet"]) == set(UNSEEN)


def test_what_nobody_sees_in_a_name_is_shown_in_the_pages(pages: dict[str, str]) -> None:
    sources = pages["00-sources.html"]
    assert [name for name in ("po‹U+200B›sts.csv", "‹U+202E›selcitra.csv") if name not in sources] == []
    everywhere = "".join(pages.values())
    assert [name for name in map(clean.visible, UNSEEN) if name not in everywhere] == []


def test_no_page_has_a_character_that_deceives(pages: dict[str, str]) -> None:
    found = {name: [line for line in text.splitlines() if clean.exposed(line) != line] for name, text in pages.items()}
    assert {name: lines[:3] for name, lines in found.items() if lines} == {}
