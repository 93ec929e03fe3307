"""A page of the analyst that fails gives its place to a sentence; the others stand, and the kit's own may not fail."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import report_fakes as fakes
import report_html
import report_quay as quay
from nbformat import v4
from nbformat.notebooknode import from_dict

from helpers import show
from helpers.errors import ReportError, TableError
from helpers.report.html import assemble, failures, references
from helpers.run import Failed


@dataclass(frozen=True)
class Plan(fakes.Plan):
    """A page of the case's own."""

    may_fail: bool = True


KIT = fakes.Plan("10-timeline", question="")
FIGURE = fakes.shown(lambda: show.figure(fakes.figure(), quay.POSTS, "Three.", "posts.csv", {"text": "Text"}))


def finding(source: str, row: str) -> list[Any]:
    evidence = [{"table": "posts", "source": source, "row": row}]
    return fakes.shown(lambda: show.finding("A finding.", "", evidence))


def output(data: dict[str, Any]) -> list[Any]:
    return [from_dict({"output_type": "display_data", "data": data, "metadata": {}})]  # type: ignore[no-untyped-call]


def strict(case: Any, keys: Any) -> Any:
    """As `cite.stated` does: a `TableError` for a row that is not there."""
    for source, row in keys:
        if (source, row) not in case.rows:
            raise TableError(f"{source} has no row {row}.")
    return fakes.stated(case, keys)


def made(folder: Path, **own: Any) -> assemble.Made:
    """The report of the quay with pages of the case's own, each an executed notebook or a `Failed`."""
    notebooks = {"10-timeline": fakes.notebook(*quay.timeline()), **{f"40-{name}": one for name, one in own.items()}}
    plans = [KIT, *(Plan(f"40-{name}", name.capitalize()) for name in own)]
    return assemble.report(fakes.Case(folder / "quay", quay.ROWS), plans, notebooks, strict)


def test_a_notebook_that_failed_has_a_page_that_says_so(tmp_path: Path) -> None:
    done = made(tmp_path, mine=Failed("40-mine", "40-mine, cell 3 (<b>x</b>): NameError: no x"))
    assert done.failed == {"40-mine": "40-mine, cell 3 (<b>x</b>): NameError: no x"}
    page = done.files["40-mine.html"].decode()
    report_html.parsed(page)
    said = (
        "This page could not be made. The case’s authors wrote it themselves ( 40-mine.ipynb ), and it failed when the "
        "report was made: 40-mine, cell 3 (<b>x</b>): NameError: no x The other pages stand: nothing in them comes "
        "from this one."
    )
    assert said in quay.text_of(page) and "<b>x</b>" not in page
    index = quay.text_of(done.files["index.html"].decode())
    assert "Mine Could not be made. 40-mine, cell 3 (<b>x</b>): NameError: no x" in index
    assert "Report 2 pages, 1 figure" in index  # with the page of sources; the failed one is no page
    assert said in quay.text_of(done.files["report.html"].decode())
    assert done.pages[1] == {
        "name": "40-mine",
        "title": "Mine",
        "question": "What happened, and who says so?",
        "parameters": {"case": "quay"},
        "file": "40-mine.html",
        "failed": "40-mine, cell 3 (<b>x</b>): NameError: no x",
    }


def test_the_other_pages_are_as_they_would_be_without_it(tmp_path: Path) -> None:
    good = fakes.notebook("# Good", ("f()", finding("posts.csv", "2")))
    alone, beside = made(tmp_path, good=good), made(tmp_path, good=good, mine=Failed("40-mine", "No."))
    without_navigation = [
        [line for line in one.files["40-good.html"].decode().splitlines() if "40-mine" not in line]
        for one in (alone, beside)
    ]
    assert without_navigation[0] == without_navigation[1]


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        (("# A", ("f()", finding("posts.csv", "99"))), "40-a: posts.csv has no row 99."),
        (("# A", ("f()", FIGURE)), '40-a shows a figure named "quay-strip", and so does another page.'),
        (
            ("# A", ("f()", output({"application/vnd.casebook.table+json": {"rows": []}}))),
            "40-a: one of its outputs cannot be laid out (KeyError: 'columns'). Show it with helpers.show.",
        ),
    ],
    ids=["a row that is not there", "a figure's name", "a bundle of somebody else"],
)
def test_what_cannot_be_laid_out_fails_alone(tmp_path: Path, cells: Any, sentence: str) -> None:
    done = made(tmp_path, a=fakes.notebook(*cells), b=fakes.notebook("# B", ("f()", finding("posts.csv", "3"))))
    assert done.failed == {"40-a": sentence}
    assert "posts.csv , row 3" in quay.text_of(done.files["40-b.html"].decode())


def test_of_two_own_figures_of_one_name_the_first_stands(tmp_path: Path) -> None:
    figure = fakes.figure("mine")
    shown = fakes.shown(lambda: show.figure(figure, quay.POSTS, "Three.", "posts.csv", {"text": "Text"}))
    done = made(tmp_path, a=fakes.notebook("# A", ("f()", shown)), b=fakes.notebook("# B", ("f()", shown)))
    assert done.failed == {"40-b": '40-b shows a figure named "mine", and so does another page.'}
    assert "figures/mine.svg" in done.files


def test_a_note_is_a_mark_and_a_broken_one_fails_its_page_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meant(case: Any, texts: Any) -> references.Meant:
        claim = {"table": "claims", "source": "handmade/claims.csv", "row": "c1"}
        wrong = {text: f'there is no "{text}".' for text in texts if text != "c1"}
        return references.Meant({"c1": claim}, wrong)

    monkeypatch.setattr(references, "meant", meant)
    good = v4.new_notebook(
        cells=[v4.new_markdown_cell("# Good\n\n> q?\n\nIt burned [@c1], twice [@c1].\n\n## Why [@c1]")]
    )
    bad = v4.new_notebook(cells=[v4.new_markdown_cell("# Bad\n\nNo [@c9].\n\nAnd [@c8; @c1].")])
    done = made(tmp_path, good=good, bad=bad)
    assert done.failed == {
        "40-bad": '40-bad.ipynb, cell 1, line 3: there is no "c9".\n40-bad.ipynb, cell 1, line 5: there is no "c8".'
    }
    page = done.files["40-good.html"].decode()
    report_html.parsed(page)
    mark = (
        '<span class="marks">&#8288;<a class="mark" id="mark-1-{0}" href="#note-1" aria-label="Evidence 1">1</a></span>'
    )
    assert f"<p>It burned{mark.format(1)}, twice{mark.format(2)}.</p>" in page
    assert f'<h2 id="s-why">Why{mark.format(3)}</h2>' in page and '<a href="#s-why"><bdi>Why</bdi></a>' in page
    assert "handmade/claims.csv , row c1" in quay.text_of(page)
    assert "Good" in quay.section(done.files["00-sources.html"].decode(), 'id="row-handmade-claims-csv-c1', "</tr>")
    assert report_html.dangling({name: text.decode() for name, text in done.files.items() if name[-5:] == ".html"},
                                set(done.files)) == []  # fmt: skip
    with pytest.raises(ReportError) as caught:
        assemble.report(
            fakes.Case(tmp_path / "quay", quay.ROWS), [fakes.Plan("40-bad", "Bad")], {"40-bad": bad}, strict
        )
    assert str(caught.value) == done.failed["40-bad"]


def test_a_page_of_the_kit_that_cites_nothing_real_stops_the_report(tmp_path: Path) -> None:
    case, wrong = fakes.Case(tmp_path, quay.ROWS), fakes.notebook("# K", ("f()", finding("posts.csv", "99")))
    plans = [replace(KIT, name="20-kit"), Plan("40-mine")]
    with pytest.raises(TableError) as caught:
        assemble.report(case, plans, {"20-kit": wrong, "40-mine": Failed("40-mine", "No.")}, strict)
    assert str(caught.value) == "posts.csv has no row 99."


def test_a_sentence_in_a_report_names_no_folder_of_this_machine(tmp_path: Path) -> None:
    case = SimpleNamespace(workspace=SimpleNamespace(root=tmp_path / "ws"))
    said = f"{tmp_path}/ws/data/raw/quay/pages/40-a.ipynb is torn; {Path.home()}/notes.txt is gone; /ws/x stays."
    shown = "data/raw/quay/pages/40-a.ipynb is torn; ~/notes.txt is gone; /ws/x stays."
    assert failures.without_places(said, case) == shown
