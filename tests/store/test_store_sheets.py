"""Spreadsheets as records: every trap of their cells, and every row counted a second way."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import duckdb
import pytest
from sheet_files import cell, ods, row, table, text, xlsx

from helpers import packed, store
from helpers.errors import ReaderError
from helpers.store import Csv, _cells, sheets

HEADER = row(text("id"), text("at"), text("n"))


def read(path: Path, content: bytes, **options: Any) -> tuple[dict[str, tuple[Any, ...]], store.Raw]:
    """The rows by their numbers, and all that is known of them; counted twice."""
    path.write_bytes(content)
    one = packed.evidence(path, options)
    with duckdb.connect() as con:
        looked = store.look(one, Csv())
        raw = store.open_csv(con, one, Csv(), looked, careful=False)
        found = con.execute(raw.sql).fetchall()
    if raw.error:
        raise raw.error[0]
    assert len(found) == raw.records == looked.records, "the two counts differ"
    return {one[0]: one[4:] for one in found}, raw


def notes(path: Path, content: bytes) -> dict[str, str]:
    path.write_bytes(content)
    with duckdb.connect() as con:
        raw = store.open_csv(con, path, Csv(), store.look(path, Csv()), careful=False)
        return {number: note for number, note in con.execute(f"SELECT _row, _note FROM ({raw.sql})").fetchall() if note}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "table.csv"  # told by its first bytes, whatever its name


VALUES = {
    "a whole number": (cell("5"), "5"),
    "a whole number with a point": (cell("5.0"), "5"),
    "a number": (cell("0.30000000000000004"), "0.3"),
    "a large number": (cell("123456789012345"), "123456789012345"),
    "a negative number": (cell("-1.5E-3"), "-0.0015"),
    "an id of which 15 digits are left": (cell("9.14580356430537E+17"), "9.14580356430537e+17"),
    "an id that a float has rounded": (cell("914580356430536704"), "914580356430536704"),
    "an id that was rounded and spelt out": (cell("914580356430537000"), "9.14580356430537e+17"),
    "an id with all its digits": (cell("7012345678901234567"), "7012345678901234567"),
    "an id as text": (text("914580356430536707"), "914580356430536707"),
    "a day": (cell("43950", 1), "2020-04-29"),
    "a day with its time": (cell("43950.41666666666", 2), "2020-04-29 10:00:00"),
    "midnight": (cell("43950", 2), "2020-04-29 00:00:00"),
    "a day whose time is not shown": (cell("43950.5", 1), "2020-04-29 12:00:00"),
    "thousandths": (cell("43950.416666678", 2), "2020-04-29 10:00:00.001"),
    "a time": (cell("0.4375", 3), "10:30:00"),
    "elapsed hours": (cell("1.5", 4), "36:00:00"),
    "a form of one's own": (cell("43950.41666666666", 5), "2020-04-29 10:00:00"),
    "a number that looks like a day": (cell("43950.25", 6), "43950.25"),
    "the last day before the calendar's fault": (cell("59", 1), "1900-02-28"),
    "the day that never was": (cell("60", 1), "60"),
    "the day after it": (cell("61", 1), "1900-03-01"),
    "a day after the year 9999": (cell("2958466", 1), "2958466"),
    "a negative day": (cell("-1", 1), "-1"),
    "an ISO day": (cell("2020-04-29T10:00:00", 0, "d"), "2020-04-29 10:00:00"),
    "yes": (cell("1", 0, "b"), "true"),
    "no": (cell("0", 0, "b"), "false"),
    "an error": (cell("#N/A", 0, "e"), None),
    "a formula": (cell("3", formula="1+2"), "3"),
    "a formula that gives text": (cell("abc", 0, "str", formula="x"), "abc"),
    "a formula that gives an empty text": (cell("", 0, "str", formula="x"), None),
    "a formula without a result": (cell(None, formula="1+2"), None),
    "text with what must be escaped": (text("a < b & c_x000D_\n\u202e"), "a < b & c\r\n\u202e"),
    "a shared text": (cell("1", 0, "s"), "rich text"),
    "a shared text that is empty": (cell("0", 0, "s"), None),
}
SHARED = ("<t></t>", "<r><t>rich </t></r><r><t>text</t></r><rPh><t>hint</t></rPh>")


@pytest.mark.parametrize("what", VALUES)
def test_what_a_cell_becomes(what: str, path: Path) -> None:
    written, expected = VALUES[what]
    sheet = table(row(text("id"), text("x")), row(text("1"), written), row(text("2"), text("last")))
    found, _ = read(path, xlsx({"A": sheet}, shared=SHARED))
    assert found == {"2": ("1", expected), "3": ("2", "last")}


@pytest.mark.parametrize(
    ("serial", "day"), [("42488", "2020-04-29"), ("0", "1904-01-01"), ("60", "1904-03-01"), ("2957004", "2957004")]
)
def test_days_of_the_calendar_from_1904(serial: str, day: str, path: Path) -> None:
    found, _ = read(
        path, xlsx({"A": table(row(text("id"), text("x")), row(text("1"), cell(serial, 1)))}, from_1904=True)
    )
    assert found == {"2": ("1", day)}


def test_what_is_odd_about_a_cell_is_noted(path: Path) -> None:
    rows = [row(text("a"), cell(value, 0, kind, formula)) for value, kind, formula in (
        ("#N/A", "e", ""), ("9.14580356430537E+17", "n", ""), (None, "n", "1+1"), ("5", "n", "")
    )]  # fmt: skip
    assert notes(path, xlsx({"A": table(row(text("id"), text("likes")), *rows)})) == {
        "2": "likes: the cell shows the error #N/A, which is no value",
        "3": "likes: a number of more than 15 digits, of which a spreadsheet keeps 15; export ids as text",
        "4": "likes: the formula has no result in the file; open it in a spreadsheet program and save it",
    }


def test_rows_keep_their_numbers_and_what_is_hidden_is_read_and_said(path: Path) -> None:
    sheet = table(
        row(text("Posts of May"), number=2),
        row(cell(None), cell(None), number=3),
        row(cell(None), text("id"), text("at"), cell(None), text("n"), number=4),
        row(cell(None), text("1"), text("x"), text("nameless"), cell("1"), number=5),
        row(cell(None), number=6),
        row(cell(None), text("2"), cell(None), cell(None), cell("2"), text("beside"), number=9, hidden=True),
        row(number=10),
        row(cell("7", at="E1048576"), number=1048576),
        before='<cols><col min="3" max="3" hidden="1"/></cols>',
        after='<mergeCells><mergeCell ref="B2:E2"/></mergeCells>',
    )
    found, raw = read(path, xlsx({"Posts": sheet, "Empty": table()}))
    assert found == {
        "5": ("1", "x", "nameless", "1"),
        "9": ("2", None, None, "2"),
        "1048576": (None, None, None, "7"),
    }
    assert list(raw.names) == ["id", "at", "column D", "n"]
    assert raw.decided == [
        'the sheet "Posts" was read',
        'the header is row 4 of the sheet; above it stands "Posts of May"',
        "hidden rows in the sheet, read like the others: 1",
        "hidden columns in the sheet, read like the others: C",
        "merged cells, of which only the first has the value: 1 areas",
    ]
    assert raw.repairs == ["in 1 rows cells that stand beside the columns of the header were left out"]


def test_of_several_sheets_one_has_to_be_named(path: Path) -> None:
    content = xlsx({name: table(HEADER, row(text(name))) for name in ("Posts", 'Us"ers', "Old")}, hidden=("Old",))
    with pytest.raises(ReaderError) as told:
        read(path, content)
    assert str(told.value) == (
        f'{path}: the spreadsheet has 3 sheets with rows: "Posts", "Us"ers" and "Old" (hidden). Say in case.toml which '
        'one is meant, as in sheet = "Posts"; for a second one, add a copy of the file.'
    )
    found, raw = read(path, content, sheet="Old")
    assert (found, raw.decided) == (
        {"2": ("Old", None, None)},
        ['the sheet "Old" (hidden) was read, and not "Posts" and "Us"ers"'],
    )
    with pytest.raises(ReaderError) as told:
        read(path, content, sheet="posts")
    assert str(told.value) == (
        f'{path}: no sheet with rows is called "posts". There is "Posts", "Us"ers" and "Old" (hidden). Correct sheet '
        "in case.toml."
    )


BROKEN = "If it opens in a spreadsheet program, save it there without a password, or as CSV in UTF-8."


def changed(content: bytes, name: str, part: bytes | None) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.namelist():
            if one != name:
                new.writestr(one, old.read(one))
        if part is not None:
            new.writestr(name, part)
    return made.getvalue()


GOOD = xlsx({"A": table(HEADER, row(text("1"), text("2"), text("3")))})
SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
REFUSED = {
    "no rows": (xlsx({"A": table()}), "no sheet of it has a row. Export it again, or take its entry out of case.toml."),
    "a header twice": (
        xlsx({"A": table(row(text("id"), text("id")))}),
        'row 1: the header names "id" twice. Rename one of the two, in a copy of the file.',
    ),
    "a part that is not there": (
        changed(GOOD, SHEET, None),
        "the spreadsheet cannot be read (\"There is no item named 'xl/worksheets/sheet1.xml' in the archive\"). "
        + BROKEN,
    ),
    "XML that breaks off": (
        changed(GOOD, SHEET, b"<worksheet><sheetData><row>"),
        f"the spreadsheet cannot be read (no element found: line 1, column 27). {BROKEN}",
    ),
    "XML with entities": (
        changed(GOOD, SHEET, LAUGHS + b"<worksheet>&b;</worksheet>"),
        f"the spreadsheet cannot be read (its XML declares something of its own). {BROKEN}",
    ),
    "a shared text that is not there": (
        xlsx({"A": table(HEADER, row(cell("7", 0, "s")))}),
        f"the spreadsheet cannot be read (list index out of range). {BROKEN}",
    ),
    "with a password": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
        f"the spreadsheet cannot be read (Cfb error: Invalid OLE signature (not an office document?)). {BROKEN}",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_read_is_told(what: str, path: Path) -> None:
    content, said = REFUSED[what]
    with pytest.raises(ReaderError) as told:
        read(path, content)
    start = f"{path}, " if said.startswith("row 1") else f"{path}: "
    if what == "with a password":  # the library's own words change with its versions
        assert str(told.value).startswith(f"{path}: the spreadsheet cannot be read (")
        assert str(told.value).endswith(BROKEN)
    else:
        assert str(told.value) == start + said


def test_two_cells_far_apart_take_no_memory(path: Path) -> None:
    sheet = table(row(text("id"), text("n"), number=1), row(cell("1", at="A2"), cell("9", at="XFD2"), number=1048576))
    assert read(path, xlsx({"A": sheet}))[0] == {"1048576": ("1", None)}


def test_a_sheet_that_becomes_too_much_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("helpers.packed._evidence.ALLOWED", 1_000_000)
    rows = " " * 20_000_000
    with pytest.raises(ReaderError, match=r"kB unpack to 20\.0 MB, more than 500 times as much\. If it is"):
        read(path, xlsx({"A": table(HEADER, rows)}))


def test_a_text_that_many_cells_share_does_not_fill_the_disk(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "ALLOWED", 1_000_000)
    content = xlsx({"A": table(HEADER, row(cell("0", 0, "s")) * 2_000)}, shared=(f"<t>{'x' * 30_000}</t>",))
    with pytest.raises(ReaderError, match="unpack to more than"):
        read(path, content)


# ---------------------------------------------------------------- ods, xls

ODS = """<office:automatic-styles><style:style style:name="ta2"><style:table-properties table:display="false"/>
</style:style></office:automatic-styles><office:body><office:spreadsheet>
<table:table table:name="Posts" table:style-name="ta1"><table:table-column table:number-columns-repeated="2"/>
<table:table-column table:visibility="collapse"/><table:table-column table:number-columns-repeated="1021"/>
<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="1024"/>
</table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>id</text:p></table:table-cell>
<table:table-cell><text:p>at</text:p></table:table-cell><table:table-cell><text:p>x</text:p></table:table-cell>
</table:table-row>
<table:table-row><table:table-cell office:value-type="float" office:value="914580356430537000"><text:p>9.1E+17</text:p>
</table:table-cell><table:table-cell office:value-type="date" office:date-value="2020-04-29T10:00:00"><text:p>x</text:p>
</table:table-cell><table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>WAHR</text:p>
</table:table-cell></table:table-row>
<table:table-row table:visibility="filter" table:number-rows-repeated="2"><table:table-cell office:value-type="string">
<office:annotation><text:p>a note</text:p></office:annotation><text:p>a<text:s text:c="2"/>b<text:a>c</text:a></text:p>
<text:p>d</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2020-04-29"/>
<table:table-cell table:formula="of:=NA()" office:value-type="string" calcext:value-type="error"><text:p>#N/A</text:p>
</table:table-cell></table:table-row>
<table:table-row><table:table-cell><office:annotation><text:p>a note</text:p></office:annotation></table:table-cell>
</table:table-row>
<table:table-row><table:table-cell office:value-type="float" office:value="3"/><table:table-cell
office:value-type="time" office:time-value="PT36H00M05S"/></table:table-row>
<table:table-row table:number-rows-repeated="1048569"><table:table-cell table:number-columns-repeated="1024"/>
</table:table-row></table:table>
<table:table table:name="Hidden" table:style-name="ta2"><table:table-row><table:table-cell office:value-type="float"
office:value="1"/></table:table-row></table:table></office:spreadsheet></office:body>"""


def test_an_ods(path: Path) -> None:
    found, raw = read(path, ods(ODS), sheet="Posts")
    assert found == {
        "4": ("9.14580356430537e+17", "2020-04-29 10:00:00", "true"),
        "5": ("a  bc\nd", "2020-04-29", None),
        "6": ("a  bc\nd", "2020-04-29", None),
        "8": ("3", "36:00:05", None),
    }
    assert raw.decided == [
        'the sheet "Posts" was read, and not "Hidden"',
        "hidden rows in the sheet, read like the others: 2",
        "hidden columns in the sheet, read like the others: C",
    ]
    with pytest.raises(ReaderError, match=r'2 sheets with rows: "Posts" and "Hidden" \(hidden\)\.'):
        read(path, ods(ODS))


def test_an_ods_with_a_row_a_million_times_is_bounded(path: Path) -> None:
    empty, one = (
        'repeated="2"><table:table-cell table',
        '<table:table-cell office:value-type="float" office:value="1"/>',
    )
    filled = ODS.replace(empty, f'repeated="999999999">{one}<table:table-cell table')
    assert filled != ODS
    path.write_bytes(ods(filled))
    assert store.look(packed.evidence(path, {"sheet": "Posts"}), Csv()).records <= _cells.ROWS + 10


def test_an_old_xls(path: Path) -> None:
    content = (Path(__file__).parents[1] / "fixtures" / "old.xls").read_bytes()
    found, raw = read(path, content)
    assert found == {
        "3": ("914580356430536707", "2020-04-29 10:00:00", "5", "true"),
        "5": ("9.14580356430537e+17", "2020-04-29", "0.5", "false"),
    }
    assert raw.decided == [
        'the sheet "Posts" was read',
        "of the old format xls, rows that are hidden and cells that show an error cannot be told from others",
    ]


@pytest.mark.parametrize(
    ("form", "shows"),
    [
        ("General", (False, False)), ("0.00", (False, False)), ("0.00E+00", (False, False)), ("@", (False, False)),
        ("yyyy-mm-dd", (True, False)), ("mmm-yy", (True, False)), ("d/m/yyyy h:mm AM/PM", (True, True)),
        ("h:mm", (False, True)), ("mm:ss.0", (False, True)), ("[h]:mm:ss", (False, True)), ("[mm]:ss", (False, True)),
        ('"day" 0', (False, False)), ("[Red]0.0", (False, False)), ("[$-409]mmmm d, yyyy;@", (True, False)),
        ("yyyy", (True, False)),
    ],
)  # fmt: skip
def test_whether_a_form_shows_a_day_and_a_time(form: str, shows: tuple[bool, bool]) -> None:
    assert _cells.parts(form) == shows
