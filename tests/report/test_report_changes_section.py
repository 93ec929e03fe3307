"""The section of changes on the first page and in the one file: counts, causes, marks, folds; nothing live in it."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path
from typing import Any

import pandas as pd
import report_fakes as fakes
from report_html import dangling, ids, live
from report_quay import ROWS, made, section, text_of

from helpers import report, show
from helpers.report import changes
from helpers.report.changes import _plain
from helpers.report.html import assemble
from helpers.report.runs import history

WHEN = "2026-11-20T06:00:00+00:00"
HOSTILE = "</style><script>alert(1)</script><b>bold</b>"
MADE_OF = {"evidence": "a", "parameters": {}, "kit": {"version": "1", "code": "x", "notebooks": {}}, "case": {}}


def snapshot(**kinds: dict[str, Any]) -> dict[str, Any]:
    empty: dict[str, Any] = {"sources": {}}
    return {"format": 1, "case": "quay", "made_of": {**MADE_OF, "pages": {}}, "kinds": empty | kinds}


def entry(name: str, /, *rows: str, page: str = "", **fields: Any) -> dict[str, Any]:
    return _plain.entry(name, fields, [["posts", "posts.csv", row] for row in rows], page)


def pages(folder: Path, before: Any, now: Any, when: str = WHEN) -> dict[str, str]:
    """The pages of the quay with what changed between these two snapshots; `before` may be none, or unreadable."""
    case, steps = made(folder)
    found = changes.between(before if before is None else {"published": when, "snapshot": before}, now)
    plans = steps.plan(case, {})
    files = assemble.report(case, plans, steps.execute(plans[:1]), steps.cite, changes=found).files
    return {name: content.decode() for name, content in files.items()}


def first_page(html: str) -> str:
    return section(html, '<section class="docket since"', "</section>")


def sound(found: dict[str, str]) -> None:
    """Every link leads somewhere, every id is alone, nothing is live."""
    html = {name: text for name, text in found.items() if name.endswith(".html")}
    assert dangling(html, {*found, "feed.xml"}) == []
    for name, text in html.items():
        assert len(ids(text)) == len(set(ids(text))), name
        assert list(live(text)) == [], name


def test_a_first_publication_has_one_quiet_line(tmp_path: Path) -> None:
    found = pages(tmp_path / "quay", None, snapshot())
    for name in ("index.html", "report.html"):
        assert "docket since" not in found[name]
        facts = section(found[name], '<dl class="facts">', "</dl>")
        assert facts.endswith("Changes First publication, nothing to compare with")
    assert "since.json" not in found


def test_a_report_that_is_compared_with_nothing_says_nothing(tmp_path: Path) -> None:
    case, steps = made(tmp_path / "quay")
    plans = steps.plan(case, {})
    files = assemble.report(case, plans, steps.execute(plans[:1]), steps.cite).files
    assert "First publication" not in files["index.html"].decode() and "changes.json" not in files


def test_nothing_changed_is_said_with_its_cause(tmp_path: Path) -> None:
    now = snapshot()
    now["made_of"] = {**now["made_of"], "kit": {"version": "2", "code": "y", "notebooks": {}}}
    found = pages(tmp_path / "quay", snapshot(), now)
    assert first_page(found["index.html"]) == (
        "Since the publication of 20 November 2026 06:00 UTC No finding changed since 20 November 2026, 06:00 UTC. "
        "The kit changed: Casebook 2, before it 1. The evidence, the parameters and case.toml are the same. "
        "Everything that changed, for programs: changes.json . To follow the case: feed.xml ."
    )
    quiet = first_page(pages(tmp_path / "other", snapshot(), snapshot())["index.html"])
    assert quiet.startswith(
        "Since the publication of 20 November 2026 06:00 UTC Nothing changed since 20 November 2026, 06:00 UTC. "
        "Everything"
    )


def test_a_publication_that_cannot_be_compared_with_is_said(tmp_path: Path) -> None:
    case, steps = made(tmp_path / "quay")
    plans = steps.plan(case, {})
    compared = changes.between({"published": "", "snapshot": None}, snapshot())
    files = assemble.report(case, plans, steps.execute(plans[:1]), steps.cite, changes=compared).files
    assert first_page(files["index.html"].decode()).startswith(
        "Since another publication The publication before has left no findings that can be compared."
    )


def test_few_changes_stand_there_with_their_marks(tmp_path: Path) -> None:
    before = snapshot(
        claims={"c9": entry("The port denies: x", "9", what="x")},
        findings={"10-timeline/c": entry("Timeline", page="10-timeline", text="One event is disputed.")},
        events={"fire": entry("Fire", "5", title="Fire", status="asserted", date="2021-03", conflicts=["a", "b"])},
    )
    before["kinds"]["sources"] = {"posts.csv": entry("posts.csv", sha256="0123456789abcdef" * 4)}
    now = snapshot(
        claims={"c1": entry("Harbour Post asserts: y", "6", what="y", date="2021-03-08")},
        findings={"10-timeline/c": entry("Timeline", "6", "5", page="10-timeline", text="Two events are disputed.")},
        events={"fire": entry("Fire", "5", title="Fire", status="disputed", date="2021-03", n_origins=3)},
    )
    now["kinds"]["sources"] = before["kinds"]["sources"]
    now["made_of"] = {**now["made_of"], "evidence": "b"}
    found = pages(tmp_path / "quay", before, now)
    assert first_page(found["index.html"]) == (
        "Since the publication of 20 November 2026 06:00 UTC "
        "New: 1 claim. Gone: 1 claim. Changed: 1 finding and 1 event. "
        "The evidence changed. The parameters, the kit and case.toml are the same. "
        "Changed finding Two events are disputed. 1 2 · Timeline Before: One event is disputed. "
        "Changed event Fire 2 status: disputed · before: asserted independent origins: 3 · before: not stated "
        "where sources differ: not stated · before: a ; b "
        "New claim Harbour Post asserts: y 1 date 8 Mar 2021 "
        "Gone claim The port denies: x It rested on row 9 of posts.csv, in the file whose sha256 begins "
        "0123456789abcdef. "
        "Everything that changed, for programs: changes.json . To follow the case: feed.xml ."
    )
    assert "<details" not in found["index.html"].split('class="docket since"')[1].split("</section>")[0]
    sound(found)


def test_where_several_causes_changed_none_is_said_to_be_the_one(tmp_path: Path) -> None:
    now = snapshot(tables={"posts": entry("posts", rows=3)})
    now["made_of"] = {**now["made_of"], "evidence": "b", "parameters": {"10-timeline": {"days": 7}}}
    said = first_page(pages(tmp_path / "quay", snapshot(), now)["index.html"])
    assert (
        "New: 1 table. The evidence changed. The parameters changed: days of 10-timeline is 7, was not set. "
        "A difference may come from any of these. The kit and case.toml are the same." in said
    )


def test_the_section_comes_first_and_its_rows_stand_on_the_sources_page(tmp_path: Path) -> None:
    now = snapshot(claims={"c1": entry("The port asserts: z", "6", what="z")})
    found = pages(tmp_path / "quay", snapshot(), now)
    for name in ("index.html", "report.html"):
        html = found[name]
        assert html.index('<p class="question">') < html.index("docket since") < html.index("Key findings")
        assert re.search(
            r'id="note-1">.*?<b><bdi dir="ltr">posts.csv</bdi>, row <bdi dir="ltr">6</bdi></b>', html, re.S
        )
    rows = found["00-sources.html"]
    cited = rows[rows.index('<tr id="row-posts-csv-6') :].split("</tr>")[0]
    assert text_of(cited).endswith("post 6 likes 1200 What changed") and 'href="index.html#note-1"' in cited
    assert 'class="neighbour"' not in cited
    sound(found)


def test_the_one_file_has_no_link_to_files_that_it_does_not_bring(tmp_path: Path) -> None:
    html = pages(tmp_path / "quay", snapshot(), snapshot(tables={"posts": entry("posts", rows=3)}))["report.html"]
    assert first_page(html).endswith("Everything that changed, for programs: changes.json beside the report.")
    assert 'href="changes.json"' not in html and 'href="feed.xml"' not in html


def many(n: int) -> dict[str, Any]:
    return {f"c{i}": entry(f"The port asserts: {i}", str(2 + i % 5), what=str(i)) for i in range(n)}


def test_many_changes_are_folded_and_what_is_left_out_is_counted(tmp_path: Path) -> None:
    now = snapshot(
        claims=many(104),
        findings={"10-timeline/c": entry("Timeline", "2", "3", "4", "5", "6", page="10-timeline", text="It grew.")},
        figures={"quay-strip": entry("Strip", page="10-timeline", title="Strip", rows=3, values="ab")},
    )
    found = pages(tmp_path / "quay", snapshot(), now)
    html = found["index.html"].split('class="docket since"')[1].split("</section>")[0]
    ahead, folded = html.split('<details class="all">')
    assert re.findall(r'class="kind">([^<]*)<', ahead) == ["New finding", "New claim", "New claim"]
    assert text_of(ahead).count("and 2 more rows") == 1
    assert "All 106 changes, by kind" in text_of(folded)
    assert re.findall(r"<h3>(.*?)</h3>", folded) == [
        f'{label} <span class="n">{n}</span>' for label, n in (("Findings", 1), ("Claims", 104), ("Figures", 1))
    ]
    assert folded.count('class="kind">New claim<') == 40
    assert "40 of 104 shown: new ones first, then changed, then gone. 64 more stand in changes.json ." in text_of(
        folded
    )
    assert 'href="10-timeline.html#quay-strip"' in folded
    assert 'href="#10-timeline--quay-strip"' in found["report.html"]
    sound(found)


def test_a_figure_whose_values_alone_differ_shows_no_hash(tmp_path: Path) -> None:
    one, other = (
        snapshot(figures={"quay-strip": entry("Strip", page="10-timeline", title="Strip", rows=3, values=value)})
        for value in ("1" * 16, "2" * 16)
    )
    said = first_page(pages(tmp_path / "quay", one, other)["index.html"])
    assert "Changed figure Strip · on its page values of its table: other than before Everything" in said


def test_strangers_text_stays_text(tmp_path: Path) -> None:
    before = snapshot(actors={"a": entry(HOSTILE, "9", name=HOSTILE, aliases=[HOSTILE])})
    now = snapshot(
        claims={HOSTILE: entry(HOSTILE, "2", what=HOSTILE, date=HOSTILE)},
        pages={"10-timeline": entry("T", page="10-timeline", title=HOSTILE, state=HOSTILE)},
        ties={"t": entry("מי \u202e א", "3", what="x")},
    )
    now["made_of"] = {**now["made_of"], "parameters": {"10-timeline": {"words": HOSTILE}}}
    found = pages(tmp_path / "quay", before, now)
    said = first_page(found["index.html"])
    assert said.count(HOSTILE) >= 4 and "‹U+202E›" in said
    sound(found)


def test_a_report_rendered_again_keeps_its_baseline_and_its_bytes(tmp_path: Path) -> None:
    case, steps = made(tmp_path / "quay")
    report.render(case, using=steps)
    grown = dict(case.rows) | fakes.rows(fakes.Row("more.csv", "2", {"text": "more"}))
    case.rows = grown
    second = report.render(case, using=steps)
    assert (second.result, second.changes.counts()) == ("published", {"sources new": 1})
    bytes_of = {name: (second.folder / name).read_bytes() for name in second.files}
    third = report.render(case, using=steps)
    assert third.result == "unchanged"
    assert {name: (third.folder / name).read_bytes() for name in third.files} == bytes_of
    assert json.loads(bytes_of["since.json"])["snapshot"]["kinds"]["sources"].keys() == {name for name, _ in ROWS}
    assert "New: 1 source." in text_of(bytes_of["index.html"].decode())


def test_the_same_findings_on_other_pages_are_not_told_twice(tmp_path: Path) -> None:
    case, steps = made(tmp_path / "quay")
    report.render(case, using=steps)
    case.rows = dict(case.rows) | fakes.rows(fakes.Row("more.csv", "2", {"text": "more"}))
    report.render(case, using=steps)
    page = tmp_path / "quay" / "10-timeline.html"
    page.write_text("damaged")
    assert report.render(case, using=steps).result == "published" and page.read_text() != "damaged"
    lines = history.read(case)[1:]
    assert [line["changes"] for line in lines] == [{"sources new": 1}, {}]
    assert lines[1]["says"] == "The findings are those of the publication before; its pages were made again."
    assert "New: 1 source." in text_of((tmp_path / "quay" / "index.html").read_text())


def test_a_change_of_the_kit_alone_is_published_and_told_apart(tmp_path: Path, monkeypatch: Any) -> None:
    case, steps = made(tmp_path / "quay")
    report.render(case, using=steps)
    monkeypatch.setattr(changes._snapshot._made_by, "code", lambda: "other")
    done = report.render(case, using=dataclasses.replace(steps))
    assert (done.result, [one.cause for one in done.changes.causes]) == ("published", ["kit"])
    assert done.changes and done.changes.nothing


def test_what_a_page_found_that_cannot_be_laid_out_is_no_finding(tmp_path: Path) -> None:
    case, steps = made(tmp_path / "quay")
    plan = fakes.Plan("40-own", "Own")
    object.__setattr__(plan, "may_fail", True)
    rows = pd.DataFrame({"source": ["nowhere.csv"], "row": ["2"]})
    own = fakes.notebook(("x", fakes.shown(lambda: show.finding("It stands nowhere.", "", rows, table="posts"))))
    execute = steps.execute

    def also(plans: Any, **more: Any) -> dict[str, Any]:
        return {**execute(plans[:1], **more), plan.name: own}

    done = report.render(
        case, using=dataclasses.replace(steps, plan=lambda *_: [fakes.Plan("10-timeline"), plan], execute=also)
    )
    kinds = json.loads((done.folder / "snapshot.json").read_text())["kinds"]
    assert list(done.failed) == ["40-own"] and kinds["pages"]["40-own"]["fields"]["state"] == "failed"
    assert {one["page"] for one in kinds["findings"].values()} == {"10-timeline"}
