"""The report of a small invented case: its links, its files; twice the same; nothing lost on failure."""

from __future__ import annotations

import csv
import dataclasses
import hashlib
import json
import re
from pathlib import Path

import pytest
import report_fakes as fakes
from report_html import dangling, ids, live, parsed
from report_quay import POSTS, made, section

from helpers import report, show
from helpers.errors import ReportError


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    case, steps = made(tmp_path_factory.mktemp("r") / "quay")
    done = report.render(case, {"start": "2021"}, using=steps)
    return {name: (done.folder / name).read_text() for name in done.files}


def test_every_link_has_its_target_and_every_id_is_alone(pages: dict[str, str]) -> None:
    html = {name: text for name, text in pages.items() if name.endswith(".html")}
    assert dangling(html, set(pages)) == []
    for name, text in html.items():
        assert len(ids(text)) == len(set(ids(text))), name
        assert list(live(text)) == [], name
    for _, attributes in parsed(html["report.html"]).elements:
        assert not re.fullmatch(r"(\d\d-[\w-]+|index)\.html.*", attributes.get("href") or "")


def test_the_one_file_writes_each_note_once_with_one_numbering(pages: dict[str, str]) -> None:
    html = pages["report.html"]
    assert re.findall(r'id="(note-\d+)"', html) == [f"note-{n}" for n in range(1, 6)]
    assert (
        section(html, '<h2 id="index--findings">', "</section>")
        == "Key findings One event is disputed. 1 2 1 origin · Timeline"
    )
    assert '<a href="#10-timeline">Timeline</a>' in html and 'href="#10-timeline--quay-strip-row-2"' in html


def test_the_table_behind_a_figure_is_a_file(pages: dict[str, str]) -> None:
    assert list(csv.reader(pages["figures/quay-strip.csv"].splitlines())) == [
        ["text", "n_likes", "evidence"],
        ["smoke!", "1200", "posts.csv:2"],
        ["'=cmd()", "0", "posts.csv:3"],
        ["", "", "posts.csv:4"],
    ]
    assert "Two of three events are disputed" in pages["figures/quay-strip.svg"]


def test_two_renders_give_the_same_bytes_and_times_stand_in_the_manifest_only(tmp_path: Path) -> None:
    case, steps = made(tmp_path / "quay")
    first, second = report.render(case, using=steps), report.render(case, using=steps)
    assert first.files == second.files
    assert report.compare(case, using=steps) == []
    manifest = json.loads((tmp_path / "quay" / "manifest.json").read_text())
    assert manifest["files"] == {
        name: {
            "bytes": (tmp_path / "quay" / name).stat().st_size,
            "sha256": hashlib.sha256((tmp_path / "quay" / name).read_bytes()).hexdigest(),
        }
        for name in first.files
    }
    assert manifest["ledger"] == {"head": "0" * 64, "lines": 0}
    assert manifest["remarks"] == [
        "10-timeline.html: a link to #s-lost leads nowhere in this report; it is shown as text.",
        "report.html: a link to #10-timeline--s-lost leads nowhere in this report; it is shown as text.",
    ]
    assert [page.get("skipped") for page in manifest["pages"]] == [None, "The case has no posts."]
    for name in first.files.keys() - {"feed.xml"}:  # a feed is made of times
        text = (tmp_path / "quay" / name).read_text()
        assert manifest["started"][:13] not in text and manifest["versions"]["nbconvert"] not in re.sub(
            r"<style>.*?</style>|<svg.*?</svg>", "", text, flags=re.DOTALL
        )


def test_a_failed_render_leaves_everything_in_place(tmp_path: Path) -> None:
    case, steps = made(tmp_path / "quay")
    report.render(case, using=steps)
    before = {path.name: path.read_bytes() for path in (tmp_path / "quay").glob("*.*")}
    broken = fakes.stages({}, [fakes.Plan("10-timeline")])
    with pytest.raises(ReportError, match="10-timeline, cell 3: NameError"):
        report.render(case, using=broken)
    assert {path.name: path.read_bytes() for path in (tmp_path / "quay").glob("*.*")} == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["index.html", "quay", "quay.past"]


def test_a_case_on_which_nothing_can_run_is_refused(tmp_path: Path) -> None:
    case, _ = made(tmp_path / "quay")
    with pytest.raises(ReportError) as caught:
        report.render(case, using=fakes.stages({}, [fakes.Plan("30-activity", skipped="x")]))
    assert (
        str(caught.value)
        == "No notebook can be run on quay: the case has none of the tables that they need. Add evidence first."
    )


def test_a_figure_without_words_or_with_a_taken_name_is_refused(tmp_path: Path) -> None:
    case, _ = made(tmp_path / "quay")
    shown = fakes.shown(lambda: show.figure(fakes.figure(), POSTS, "", "", {"text": "Text"}))
    twice = {name: fakes.notebook(("x", shown)) for name in ("10-a", "20-b")}
    with pytest.raises(ReportError, match='Two pages show a figure named "quay-strip"'):
        report.make(case, using=fakes.stages(twice, [fakes.Plan("10-a"), fakes.Plan("20-b")]))
    shown[0]["data"]["application/vnd.casebook.figure+json"]["alt"] = " "
    with pytest.raises(ReportError) as caught:
        report.make(case, using=fakes.stages(twice, [fakes.Plan("10-a")]))
    assert str(caught.value) == 'The figure "quay-strip" of 10-a has no alternative text. Its chart must return one.'


def test_a_drawing_that_is_not_ours_is_refused(tmp_path: Path) -> None:
    case, _ = made(tmp_path / "quay")
    shown = fakes.shown(lambda: show.figure(fakes.figure(), POSTS, "", "", {"text": "Text"}))
    data = shown[0]["data"]
    drawings = json.loads(data["application/vnd.casebook.drawings+json"])
    drawings["390"] = drawings["390"].replace("<title", "<script>alert(1)</script><title", 1)
    data["application/vnd.casebook.drawings+json"] = json.dumps(drawings)
    with pytest.raises(ReportError, match="A drawing holds the element <script>"):
        report.make(case, using=fakes.stages({"10-a": fakes.notebook(("x", shown))}, [fakes.Plan("10-a")]))


def test_a_source_that_must_not_be_published_is_said_on_every_page(tmp_path: Path) -> None:
    case, steps = made(tmp_path / "quay", publish=False, invented=False)
    for name, content in report.make(case, using=steps).files.items():
        if name.endswith(".html"):
            html = content.decode()
            assert (
                html.count(
                    '<div class="banner draft" role="note"><p><strong>Not for publication.</strong> '
                    "The case says of 1 source"
                )
                == 1
            ), name
            assert "Invented case" not in html


def test_the_list_of_all_reports(tmp_path: Path) -> None:
    case, steps = made(tmp_path / "quay")
    report.render(case, using=steps)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "manifest.json").write_text("{")
    html = (tmp_path / "index.html").read_text()
    assert section(html, '<main id="content"', "</main>") == (
        "Reports 1 case in this workspace. Each opens without a network. The quay Invented case Who "
        "said what about the quay? "
        "Mar 2021 – May 2021 · 2 files, 7 rows · 2 pages, 1 figure · 1 key finding · All in one file · Feed"
    )
    assert list(live(html)) == []


NOTES = ("2 more are in the table only.", "The top is <b>cut off</b>.")


def with_cells(folder: Path, *cells: tuple[str, list[object]]) -> dict[str, str]:
    """The pages of the quay, its timeline followed by these cells."""
    case, steps = made(folder)
    plan = fakes.Plan("30-more", "More")
    execute = steps.execute

    def also(plans: object, **more: object) -> dict[str, object]:
        return {**execute([], **more), plan.name: fakes.notebook("# More", *cells)}  # type: ignore[arg-type]

    steps = dataclasses.replace(steps, plan=lambda *_: [fakes.Plan("10-timeline"), plan], execute=also)
    done = report.render(case, using=steps)
    return {name: (done.folder / name).read_text() for name in done.files}


def drawn(name: str, notes: tuple[str, ...] = (), rows: int = 3) -> list[object]:
    figure = dataclasses.replace(fakes.figure(name), notes=notes)
    return fakes.shown(lambda: show.figure(figure, POSTS.head(rows), "", "posts.csv", {"text": "Text"}))


def test_what_a_figure_leaves_out_stands_under_its_drawing(tmp_path: Path) -> None:
    html = with_cells(tmp_path / "quay", ("show.figure(...)", drawn("dots", NOTES)))["30-more.html"]
    figure = html[html.index('<figure class="figure" id="dots">') : html.index("</figure>")]
    assert section(figure, '<p class="left-out small">', "</p>") == (
        "2 more are in the table only. The top is <b>cut off</b>."
    )
    assert figure.index('class="drawing w390"') < figure.index('class="left-out') < figure.index('class="source"')
    assert "<b>cut" not in figure
    assert 'class="left-out' not in with_cells(tmp_path / "other", ("x", drawn("dots")))["30-more.html"]


def test_the_thin_strip_stands_on_the_first_page_alone_where_another_figure_has_its_rows(tmp_path: Path) -> None:
    cells = [("x", drawn("event-strip-thin", NOTES[:1])), ("y", drawn("dots"))]
    pages = with_cells(tmp_path / "quay", *cells)
    assert "event-strip-thin" not in pages["30-more.html"]
    strip = pages["index.html"]
    strip = strip[strip.index('<h2 id="when">') :]
    strip = strip[: strip.index("</section>")]
    assert '<p>3 events on <a href="30-more.html#dots">More</a></p>' in strip
    assert re.findall(r'href="([^"]*-row-\d)"', strip) == [f"30-more.html#dots-row-{n}" for n in (1, 2, 3)] * 3
    assert "2 more are in the table only." in strip and '<ul class="key cb-fig">' in strip
    assert "figures/event-strip-thin.svg" in pages and "figures/event-strip-thin.csv" in pages
    html = {name: text for name, text in pages.items() if name.endswith(".html")}
    assert dangling(html, set(pages)) == []
    assert "2 figures" in section(pages["index.html"], '<dl class="facts">', "</dl>")


def test_a_thin_strip_whose_rows_stand_nowhere_else_keeps_its_table_on_its_page(tmp_path: Path) -> None:
    pages = with_cells(tmp_path / "quay", ("x", drawn("event-strip-thin")), ("y", drawn("dots", rows=2)))
    assert "The picture of the report’s first page, with its table" in pages["30-more.html"]
    assert '<tr id="event-strip-thin-row-3">' in pages["30-more.html"]
    assert 'href="30-more.html#event-strip-thin-row-3"' in pages["index.html"]
    assert dangling({name: text for name, text in pages.items() if name.endswith(".html")}, set(pages)) == []
