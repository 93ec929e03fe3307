"""The pages of a small invented case, piece by piece."""

from __future__ import annotations

import hashlib
import re

import pytest
import report_fakes as fakes
from report_html import ids
from report_quay import made, section, text_of

from helpers import report
from helpers.report.html import assemble


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    case, steps = made(tmp_path_factory.mktemp("r") / "quay")
    done = report.render(case, {"start": "2021"}, using=steps)
    return {name: (done.folder / name).read_text() for name in done.files}


def test_the_files_of_a_report(pages: dict[str, str]) -> None:
    assert sorted(pages) == [
        "00-sources.html",
        "10-timeline.html",
        "changes.json",
        "feed.xml",
        "figures/quay-strip.csv",
        "figures/quay-strip.svg",
        "index.html",
        "report.html",
        "snapshot.json",
    ]


def test_the_head_of_a_page(pages: dict[str, str]) -> None:
    html = pages["10-timeline.html"]
    assert html.startswith(
        '<!doctype html>\n<html lang="en" dir="ltr">\n<head>\n<meta charset="utf-8">\n<meta '
        'http-equiv="Content-Security-Policy"'
    )
    assert "<title>Timeline · The quay</title>" in html
    assert (
        '<meta name="referrer" content="no-referrer">' in html
        and '<meta name="robots" content="noindex, nofollow, noarchive">' in html
    )
    assert section(html, '<a class="skip"', "<nav") == "Skip to the content The quay"
    assert section(html, "<nav", "</nav>") == "Report Sources Timeline"
    assert re.findall(r'<a href="([^"]+)" aria-current="page">', html) == ["10-timeline.html"]
    assert section(html, '<div class="banner', '<div class="frame').startswith(
        "Invented case. Every person, outlet, account and post in it is made up"
    )
    assert section(html, '<header class="head">', "</header>") == "Timeline What happened, and who says so?"


def test_the_flow_of_a_page(pages: dict[str, str]) -> None:
    html = pages["10-timeline.html"]
    assert (
        section(html, '<nav class="contents wide"', "</nav>")
        == "On this page Findings Events 1 Findings Evidence 5 How this page was made"
    )
    assert section(html, '<div class="prose"><p>The fire', '<div class="prose"><h2') == (
        "The fire, and what was said. This held when the page was made. Code of this section (2 steps, 3 lines) "
        'events = c.table( "events" ) # one row from x import y assert len(events) == 1'
    )
    assert html.count('<p class="held">This held when the page was made.</p>') == 1
    assert re.findall(r'<h2 id="([^"]+)"', html) == ["s-findings", "s-events", "s-findings-2", "evidence"]
    said = section(html, '<div class="finding">', '<div class="gap">')
    assert said == "One event is disputed. 1 2 1 origin The port has spoken. 2"
    assert "case: str" not in html
    assert '<a href="#t-events"' in html and "s-lost" not in html


def test_a_figure_stands_in_its_order(pages: dict[str, str]) -> None:
    html = pages["10-timeline.html"]
    figure = html[html.index('<figure class="figure" id="quay-strip">') : html.index("</figure>")]
    parts = [
        'class="title"',
        'class="subtitle"',
        'class="key cb-fig"',
        'class="alt"',
        'w1280"',
        'w720"',
        'w390"',
        'class="caption-of"',
        'class="source"',
        'class="files"',
        '<details class="behind"',
    ]
    assert sorted(parts, key=figure.index) == parts
    assert section(html, '<p class="alt"', "</p>") == "3 dots in a row."
    assert section(html, '<div class="source">', "</div>") == "Source: posts.csv, invented CSV SVG"
    assert section(html, '<details class="behind"', "</details>") == (
        "Table behind this figure 3 Table behind this figure All 3. No. Text Likes Evidence "
        "1 smoke! 1\u202f200 3 2 =cmd() 0 4 3 not stated not stated 5"
    )
    assert "In the CSV file 1 cell that a spreadsheet would run as a formula begins with an apostrophe." in text_of(
        figure
    )
    assert re.findall(r'href="#quay-strip-row-(\d)"', figure) == ["1", "2", "3"] * 3  # mark and label are one link


def test_every_event_shows_its_claims_with_stance_and_marks(pages: dict[str, str]) -> None:
    row = section(pages["10-timeline.html"], '<tr role="row" id="event-fire"', "</tr>")
    assert row == (
        "Mar 2021 month only Disputed Fire at the quay The quay burned. Sources differ. The port gives a day. "
        "Became public 9 Jun 2021, 3 months later. Harbour Post asserts ( burned ) 1 The port "
        "denies: Nothing burned. 2 "
        "dates it 8 Mar 2021; goes back to Harbour Post 1"
    )


def test_a_note_shows_the_row_itself(pages: dict[str, str]) -> None:
    html = pages["10-timeline.html"]
    digest = fakes.digest("handmade/claims.csv")
    groups = " ".join(digest[at : at + 8] for at in range(0, 64, 8))
    assert section(html, '<li class="note" id="note-1">', "</li>") == (
        "1 handmade/claims.csv , row c1 · Harbour Post · 9 Mar 2021 · credit: the case's authors The "
        "quay burned. Archived copy https://archive.example/1 "
        f"id c1 claimant Harbour Post sha256 of the file: {groups} Open row c1 in Sources Back to the text: a b Close"
    )
    note = html[html.index('id="note-2"') : html.index('id="note-3"')]
    assert '<a href="https://port.example' not in note and "https://port.example/fire" in note
    assert re.findall(r'href="(00-sources.html#row-[^"]+)"', note)[0].split("#")[1] in ids(pages["00-sources.html"])


def test_the_sources_page_has_the_cited_rows_between_their_neighbours(pages: dict[str, str]) -> None:
    html = pages["00-sources.html"]
    rows = html[html.index('Rows of <bdi dir="ltr">posts.csv</bdi></h2>') :]
    assert re.findall(r'<tr id="row-posts-csv-(\d)-[0-9a-f]{8}"( class="neighbour")?>', rows) == [
        ("2", ""),
        ("3", ""),
        ("4", ""),
        ("5", ' class="neighbour"'),
    ]
    assert "The 3 rows that this report cites. 1 row beside them, in grey." in text_of(rows)


def test_the_index(pages: dict[str, str]) -> None:
    html = pages["index.html"]
    assert section(html, '<header class="titled">', "</header>") == (
        "An invented case, for practice The quay Who said what about the quay? Status Invented, for practice "
        "Covers Mar 2021 – May 2021 Time zone UTC Evidence 2 files, 7 rows Report 2 pages, 1 figure "
        "Changes First publication, nothing to compare with"
    )
    assert (
        section(html, '<h2 id="findings">', "</section>")
        == "Key findings One event is disputed. 1 2 1 origin · Timeline"
    )
    assert (
        section(html, '<h2 id="gaps">', "</section>") == "What we do not know Equal in rank to the findings Who lit it."
    )
    assert section(html, '<h2 id="pages">', "</section>") == (
        "Pages Timeline What happened, and who says so? 1 event, 1 figure, 2 findings Activity Not "
        "made. The case has no posts. "
        "Sources Which rows does this report cite, and where do they stand? All in one file The same "
        "pages, one after the other, to send or to print."
    )
    assert section(html, '<h2 id="sources">', "<tfoot>").endswith(
        "posts.csv 5 5 0 0 0 " + fakes.digest("posts.csv")[:8] + " " + fakes.digest("posts.csv")[8:16]
    )
    assert section(html, "<tfoot>", "</tfoot>") == "All files 7 7 0 0 0"


def test_the_provenance_has_a_command_and_a_fingerprint_and_no_time(pages: dict[str, str]) -> None:
    lines = "".join(f"{fakes.digest(name)}  {name}\n" for name in ("handmade/claims.csv", "posts.csv"))
    fingerprint = hashlib.sha256(lines.encode()).hexdigest()
    assert section(pages["10-timeline.html"], '<footer class="made"', "</footer>") == (
        "How this page was made Notebook 10-timeline.ipynb Parameters case = 'quay' Input 2 files, 7 "
        "rows. Fingerprint of all inputs "
        + " ".join(fingerprint[at : at + 8] for at in range(0, 64, 8))
        + " Checks 1 assertion in this page’s code held. Make it again casebook render quay -p start=2021 "
        "Compare The same files give this page again, byte for byte. manifest.json has the SHA-256 "
        "of every file, versions, times and the head of the ledger."
    )


def test_the_style_sheet_is_whole_and_widths_come_after_what_they_change() -> None:
    style = assemble.styles()
    assert style.count("{") == style.count("}") and style.rstrip().endswith("}")
    parts = [
        ":root{",
        ".cb-fig ",
        ".titled{",
        ".banner.draft{color",
        ".contents.wide{display:none}",
        "@media (min-width:48rem){\n.bar",
        "@media (min-width:70rem)",
        "@media screen and (min-width:78rem)",
        "@media screen and (max-width:47.99rem)",
        "@media print{\nbody",
    ]
    assert sorted(parts, key=style.index) == parts
    assert ".note:target{position:fixed" in style[style.index("@media screen{") : style.index("@media (forced-colors")]
