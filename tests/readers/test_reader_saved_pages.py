"""Saved pages: dates that disagree, encodings that lie, what is no page."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from reader_samples import SAMPLES, Sample, build_sample, built, make_case, shown

from helpers.errors import ReaderError
from helpers.readers import _page, _page_dates, _workers, saved_pages

PAGES = sorted(str(path) for path in (SAMPLES / "saved_pages").iterdir() if path.suffix != ".txt" and path.is_file())
WORK = "helpers.readers._page:record"


def test_rows_of_saved_pages(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("saved_pages"), tmp_path)
    assert shown(case, "articles", "text") == [
        {
            "row": "archived.html",
            "address": "https://dockside.example/fire",
            "archive": "https://web.archive.org/web/20240515101112/https://dockside.example/fire",
            "title": "Fire on Kestrel Quay",
            "language": "en",
        },
        {
            "row": "cp1252.html",
            "outlet": "Free Pilot",
            "address": "https://free-pilot.example/boat",
            "title": "The “boat” that left – café",
            "published": "2024-05-14",
            "published_from": "meta date",
            "dates": ["meta date=2024-05-14"],
            "language": "en",
        },
        {
            "row": "day-first.html",
            "title": "Fire on Kestrel Quay",
            "dates": ["meta pubdate=04/05/2024"],
            "language": "en",
        },
        {
            "row": "json-ld.html",
            "outlet": "Harbour Courier",
            "address": "https://harbour-courier.example/2024/05/13/fire-on-kestrel-quay",
            "title": "Fire on Kestrel Quay",
            "author": "Ines Okoro-Vale",
            "published": "2024-05-14",
            "published_from": "json-ld datePublished",
            "dates": [
                "json-ld datePublished=2024-05-14T22:08:00+02:00",
                "json-ld datePublished=2023-01-01",
                "json-ld dateModified=2024-05-15T07:30:00+02:00",
                "meta article:published_time=2024-05-14T21:30:00+02:00",
                "time=2024-05-14T22:08",
                "address=2024-05-13",
            ],
            "language": "en",
            "published_at": ("2024-05-14T20:08:00", "second", "2024-05-14T22:08:00+02:00", "+02:00", "stated"),
        },
        {"row": "lies.html", "title": "Café on the quay", "language": "en"},
        {
            "row": "only-address.html",
            "address": "https://maravel-post.example/2024/05/warehouse-fire",
            "title": "Fire on Kestrel Quay",
            "published": "2024-05",
            "published_from": "address",
            "dates": ["address=2024-05"],
            "language": "en",
        },
        {
            "row": "packed.html.gz",
            "title": "Fire on Kestrel Quay",
            "published": "2024-05-14",
            "published_from": "meta article:published_time",
            "dates": ["meta article:published_time=2024-05-14T22:08:00+02:00"],
            "language": "en",
            "published_at": ("2024-05-14T20:08:00", "second", "2024-05-14T22:08:00+02:00", "+02:00", "stated"),
        },
        {
            "row": "rfc-2822.html",
            "title": "Fire on Kestrel Quay",
            "published": "2024-05-14",
            "published_from": "meta pubdate",
            "dates": ["meta pubdate=Tue, 14 May 2024 22:08:00 +0200", "meta og:updated_time=2024-05-15T00:00:00Z"],
            "language": "en",
            "published_at": ("2024-05-14T20:08:00", "second", "2024-05-14T22:08:00+02:00", "+02:00", "stated"),
        },
        {"row": "undated.html", "outlet": "Estuary Herald", "title": "Fire on Kestrel Quay", "language": "en"},
        {
            "row": "utf-16.htm",
            "title": "Пожар на набережной",
            "published": "2024-05-14",
            "published_from": "meta parsely-pub-date",
            "dates": ["meta parsely-pub-date=2024-05-14T20:08:00Z"],
            "language": "ru",
            "published_at": ("2024-05-14T20:08:00", "second", "2024-05-14T20:08:00Z", "Z", "stated"),
        },
    ]


@pytest.mark.parametrize(
    ("value", "published"),
    [
        ("0001-01-01T00:00:00Z", None),
        ("0001-01-01", None),
        ("1970-01-01T01:00:00+01:00", None),
        ("1969-12-31T19:00:00-05:00", None),
        ("Thu, 01 Jan 1970 00:00:00 +0000", None),
        ("1899-12-30", None),
        ("1753-01-01T00:00:00", None),
        ("9999-12-31T23:59:59", None),
        ("2100", None),
        ("1988", "1988"),
        ("1970", "1970"),
        ("1970-01-02", "1970-01-02"),
        ("1851-09-18", "1851-09-18"),
        ("2099-12-31", "2099-12-31"),
    ],
)
def test_what_a_content_system_writes_for_no_date_is_listed_and_not_chosen(
    value: str, published: str | None, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    more = '<meta name="date" content="2024-05-14">'
    text = '<title>Fire</title><meta property="article:published_time" content="{}">{}<p>There was a fire.</p>'
    page.write_text(text.format(value, ""), "utf-8")
    alone = _page.record(str(page))
    assert (alone["published"], alone["dates"]) == (published, [f"meta article:published_time={value}"])
    page.write_text(text.format(value, more), "utf-8")
    both = _page.record(str(page))
    assert both["published"] == (published or "2024-05-14")
    assert both["dates"] == [f"meta article:published_time={value}", "meta date=2024-05-14"]
    assert both["published_from"] in _page_dates.PUBLISHED


def test_the_text_of_a_page(tmp_path: Path) -> None:
    found = _page.record(str(SAMPLES / "saved_pages" / "cp1252.html"))
    assert found["text"] == (
        "The “boat” that left – café\n"
        "Warehouse 14 on Kestrel Quay has burned down. The fire service gives 21:42 as the time of the first call.\n"
        "The people of the night shift stood on Lantern Street. "
        "Bram Ostergaard-Lind of the Union of Quay Workers counted them twice.\n"
        "The port authority had no information on the cause on Tuesday night, "
        "and the harbour stays closed until morning."
    )


def test_several_processes_give_the_same_answers_in_the_same_order() -> None:
    assert list(_workers.answers(WORK, PAGES * 3, 2)) == [_page.record(path) for path in PAGES * 3]


_DIES = """
import os
def answer(question):
    if question == "b":
        os._exit(1)
    print("what a library prints does not disturb the answers")
    return {"said": question}
"""


def test_a_worker_that_dies_costs_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "it_dies.py").write_text(_DIES, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    dead = {"fault": "The process that read it died, or took more than 120 seconds."}
    assert list(_workers.answers("it_dies:answer", list("abcb"), 2)) == [{"said": "a"}, dead, {"said": "c"}, dead]


def test_processes_start_from_a_script_without_a_guard(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    lines = ["from helpers.readers import _workers", f"print(len(list(_workers.answers({WORK!r}, {PAGES[:4]!r}, 2))))"]
    script.write_text("\n".join(lines), "utf-8")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, env=environment, check=False)
    assert (done.stdout, done.stderr) == ("4\n", "")


def test_one_page_may_be_named_by_itself(tmp_path: Path) -> None:
    case = make_case(tmp_path, {"undated.html": SAMPLES / "saved_pages" / "undated.html"}, "saved_pages")
    built(case)
    assert shown(case, "articles", "text") == [
        {"row": "undated.html", "outlet": "Estuary Herald", "title": "Fire on Kestrel Quay", "language": "en"}
    ]


def test_a_folder_without_a_page_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "notes.txt").write_text("no page", "utf-8")
    case = make_case(tmp_path, {"pages": folder}, "saved_pages")
    with pytest.raises(ReaderError) as told:
        built(case)
    inside = case.folder / "pages"
    said = "there is no page in the folder (.html, .htm or .xhtml, also packed). Put the pages there."
    assert str(told.value) == f"{inside}: {said}"


def test_single_pages_can_be_read_again() -> None:
    folder = SAMPLES / "saved_pages"
    rows = {"lies.html", "undated.html"}
    assert [found["row"] for found in saved_pages.read(folder, {"rows": rows})] == sorted(rows)


# ---------------------------------------------------------------- what a stranger's page may do

HEAD = "<html><head><title>Fire</title>{}</head><body><article><p>Smoke over the harbour, the report said.</p>"
LAST = "<p>Nobody was hurt in the night, says the last line of the page.</p>"


def page(folder: Path, text: str | bytes) -> dict[str, object]:
    path = folder / "page.html"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return _page.record(str(path))


def test_what_stands_deep_or_behind_a_huge_text_is_not_lost(tmp_path: Path) -> None:
    deep = page(tmp_path, HEAD.format("") + "<div>" * 1500 + LAST + "</div>" * 1500)
    assert (deep["text"], deep["note"]) == (
        "Smoke over the harbour, the report said.\nNobody was hurt in the night, says the last line of the page.",
        [],
    )
    tree, note = _page._tree(HEAD.format("") + "<p>" + "x" * 11_000_000 + "</p>" + LAST)
    assert tree.text_content().endswith("the last line of the page.") and note is None


def test_a_page_that_breaks_off_is_said(tmp_path: Path) -> None:
    found = page(tmp_path, HEAD.format("") + "<div>" * 5000 + LAST + "</div>" * 5000)
    assert (found["text"], found["note"]) == (
        "Smoke over the harbour, the report said.",
        ["text: the page breaks off where elements stand more than 2,048 deep inside each other"],
    )


@pytest.mark.parametrize(
    "charset", ["punycode", "idna", "unicode_escape", "raw-unicode-escape", "utf-7", "zlib", "nul"]
)
def test_a_charset_that_no_browser_knows_is_not_used(charset: str, tmp_path: Path) -> None:
    text = HEAD.format(f"<meta charset={charset}>") + "<p>+ADw-b \\x41 " + "a-" * 50_000 + "</p>"
    began = time.monotonic()
    found = page(tmp_path, text)
    assert str(found["text"]).splitlines()[1].startswith("+ADw-b \\x41 a-a-")
    assert found["note"] == [f"text: read as utf-8, because the page is not the {charset} that it says it is"]
    assert time.monotonic() - began < 10


def test_a_page_that_calls_itself_utf_16_in_plain_letters_is_utf_8(tmp_path: Path) -> None:
    found = page(tmp_path, HEAD.format("<meta charset=utf-16>") + "<p>Café am Kai</p>")
    assert found["text"] == "Smoke over the harbour, the report said.\nCafé am Kai"


def test_a_date_of_thirty_digits_costs_no_page(tmp_path: Path) -> None:
    date = "14 May " + "9" * 25 + " 22:08:00"
    found = page(tmp_path, HEAD.format(f"<meta name=date content='{date}'>") + LAST)
    assert (found["title"], found["published"], found["dates"]) == ("Fire", None, [f"meta date={date}"])


def test_entities_and_includes_of_a_page_open_nothing(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("the secret")
    text = (
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{tmp_path}/secret"><!ENTITY y "&x;&x;">]>'
        + HEAD.format("")
        + f'<p>&x; and &y;</p><xi:include href="file://{tmp_path}/secret" parse="text"/><iframe src="secret"></iframe>'
    )
    assert "the secret" not in str(page(tmp_path, text))


def test_a_large_page_is_read_by_a_process_that_can_be_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "it_hangs.py").write_text(
        "import os, time\ndef answer(path):\n    time.sleep(60 if 'slow' in path else 0)\n"
        "    return {'said': os.getpid()}\n",
        "utf-8",
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(_workers, "LARGE", 10)
    monkeypatch.setattr(_workers, "PATIENCE", 1)
    for name, size in (("small", 1), ("large", 100), ("slow", 100), ("small-again", 1)):
        (tmp_path / name).write_text("x" * size)
    names = [str(tmp_path / name) for name in ("small", "large", "slow", "small-again")]
    small, large, slow, again = _workers.answers("it_hangs:answer", names, 1)
    assert small == again == {"said": os.getpid()} and large["said"] != os.getpid()
    assert slow == {"fault": "The process that read it died, or took more than 1 seconds."}
