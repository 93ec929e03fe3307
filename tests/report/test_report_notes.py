"""Evidence marks: one number per row and page, by first appearance; a proof that leads nowhere stops the report."""

from __future__ import annotations

import pytest
import report_fakes as fakes

from helpers.errors import ReportError
from helpers.report.html import cited, notes
from helpers.report.html.notes import Mark, Notes

STATED = fakes.rows(*(fakes.Row("posts.csv", str(n), {"text": f"post {n}"}) for n in range(2, 40)))


def at(*rows: int) -> list[dict[str, str]]:
    return [{"table": "posts", "source": "posts.csv", "row": str(row)} for row in rows]


def test_a_row_keeps_its_number_and_every_place_has_its_own_mark() -> None:
    listed = Notes(STATED, "10-timeline")
    assert listed.mark(at(7, 3)) == [Mark(1, "mark-1-1", "note-1"), Mark(2, "mark-2-1", "note-2")]
    assert listed.mark(at(3, 9)) == [Mark(2, "mark-2-2", "note-2"), Mark(3, "mark-3-1", "note-3")]
    assert [(note.number, note.row.row, note.back) for note in listed] == [
        (1, "7", [("a", "mark-1-1")]),
        (2, "3", [("a", "mark-2-1"), ("b", "mark-2-2")]),
        (3, "9", [("a", "mark-3-1")]),
    ]


def test_a_note_lists_twelve_places_and_counts_the_rest() -> None:
    listed = Notes(STATED, "p")
    for _ in range(15):
        listed.mark(at(7))
    (note,) = listed
    assert ([letter for letter, _ in note.back], note.more_back) == (list("abcdefghijkl"), 3)


def test_a_row_that_is_not_in_the_case_stops_the_report() -> None:
    with pytest.raises(ReportError) as caught:
        Notes(STATED, "10-timeline").mark(at(99))
    assert (
        str(caught.value)
        == "10-timeline cites row 99 of posts.csv, which is not in the case. Build it again, then render."
    )


def test_many_notes_come_in_chunks() -> None:
    rows = fakes.rows(*(fakes.Row("p.csv", str(n), {}) for n in range(301)))
    listed = Notes(rows, "p")
    listed.mark([{"source": "p.csv", "row": str(n)} for n in range(300)])
    assert [len(chunk) for chunk in listed.chunks] == [300]
    listed.mark([{"source": "p.csv", "row": "300"}])
    assert [len(chunk) for chunk in listed.chunks] == [250, 51]


def test_cited_finds_evidence_at_any_depth_and_nothing_else() -> None:
    bundle = {
        "source": "a caption",
        "rows": [{"evidence": at(2)}, {"claims": [{"evidence": at(3, 4), "row": "x"}]}],
        "source_note": "y",
    }
    assert list(notes.cited(bundle)) == [("posts.csv", "2"), ("posts.csv", "3"), ("posts.csv", "4")]


def test_ids_of_rows_are_apart_even_where_their_words_are_not() -> None:
    made = {
        notes.row_id(*key) for key in (("a.csv", "1"), ("a csv", "1"), ("a.csv 1", ""), ("أ.csv", "1"), ("ب.csv", "1"))
    }
    assert len(made) == 5
    assert (
        notes.row_id("posts/tweets.csv", "12")
        == "row-posts-tweets-csv-12-" + notes.row_id("posts/tweets.csv", "12")[-8:]
    )


def test_fields_that_the_text_says_already_are_not_said_again() -> None:
    row = fakes.Row(
        "p.csv",
        "2",
        {"id": "c1", "what": "the quay burned at night", "title": "The quay", "empty": " ", "url": "https://a.example"},
        address="https://a.example",
        text="The quay: the quay burned at night",
    )
    assert notes.other_fields(row) == [("id", "c1"), ("title", "The quay")]


def test_neighbours_are_rows_that_surely_exist_beside_few_cited_ones() -> None:
    assert cited.neighbours(
        [("a.csv", "2"), ("a.csv", "5"), ("a.csv", "9"), ("h.csv", "c7")], {"a.csv": 9, "h.csv": 9}
    ) == {
        ("a.csv", "3"),
        ("a.csv", "4"),
        ("a.csv", "6"),
        ("a.csv", "8"),
    }
    assert cited.neighbours([("a.csv", "3")], {"a.csv": 9}) == {("a.csv", "2"), ("a.csv", "4")}
    assert cited.neighbours([("a.csv", "2")], {"a.csv": 2}) == set()
    assert cited.neighbours([("a.csv", str(n)) for n in range(2, 204)], {"a.csv": 900}) == set()


def test_rows_of_a_file_stand_in_the_files_order_with_who_cites_them() -> None:
    stated = fakes.rows(*(fakes.Row("h.csv", row, {}) for row in ("c10", "c9", "c2")))
    (file,) = cited.files(
        stated,
        {("h.csv", "c9"): [{"label": "Timeline", "href": "x"}], ("h.csv", "c2"): [{"label": "Actors", "href": "y"}]},
    )
    assert [(row["row"], [one["label"] for one in row["cited"]]) for row in file["rows"]] == [
        ("c2", ["Actors"]),
        ("c9", ["Timeline"]),
        ("c10", []),
    ]
    assert file["how_many"] == "The 2 rows that this report cites. 1 row beside them, in grey."
