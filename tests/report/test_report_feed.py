"""The Atom feed of a case's publications, held against the rules of RFC 4287."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as tree

import pytest
import report_fakes as fakes
from report_quay import ROWS, made

from helpers import report
from helpers.cases._publication import Publication
from helpers.report.publication import feed

ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")  # RFC 3339, section 3.3 of RFC 4287
ONE = {"id", "title", "updated"}
FEED = ONE | {"subtitle", "author", "generator", "link", "entry"}
ENTRY = ONE | {"published", "link", "content"}


def line(day: int, says: str = "Since then: new: 1 claim.", **more: Any) -> dict[str, Any]:
    at = f"2026-11-{day:02}T06:00:00+00:00"
    stamp = f"2026-11-{day:02}T060000Z"
    return {"finished": at, "publication": stamp, "says": says, "kit": "0.1.0", "evidence": "ab" * 32, **more}


def case_of(folder: Path = Path("quay"), address: str = "", keep: int = 12, **more: Any) -> fakes.Case:
    publication = replace(Publication(), address=address, keep=keep)
    return fakes.Case(folder, ROWS, publication=publication, **more)


def names(element: tree.Element) -> list[str]:
    return [child.tag.removeprefix(ATOM) for child in element]


def texts(element: tree.Element, name: str) -> list[str | None]:
    return [child.text for child in element.findall(ATOM + name)]


def links(element: tree.Element) -> list[tuple[str | None, str | None]]:
    return [(one.get("rel"), one.get("href")) for one in element.findall(f"{ATOM}link")]


def valid(content: bytes) -> tree.Element:
    """The feed, after every rule of RFC 4287 that it could break."""
    root = tree.fromstring(content)
    assert root.tag == f"{ATOM}feed" and root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert content.startswith(b'<?xml version="1.0" encoding="utf-8"?>\n') and content.decode("utf-8")
    assert set(names(root)) <= FEED
    entries = root.findall(f"{ATOM}entry")
    for element, allowed in [(root, FEED), *((entry, ENTRY) for entry in entries)]:
        found = [name for name in names(element) if name not in ("link", "entry")]
        assert set(found) <= allowed and len(found) == len(set(found)), found  # each at most once (4.1.1, 4.1.2)
        assert set(found) >= ONE
        for name in ("updated", "published"):
            assert all(MOMENT.fullmatch(text or "") for text in texts(element, name))
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", texts(element, "id")[0] or "")  # 4.2.6: an IRI, never relative
        kinds = [(one.get("rel"), one.get("type")) for one in element.findall(f"{ATOM}link")]
        assert len(kinds) == len(set(kinds))  # 4.1.1, 4.1.2: one alternate of a type
    assert root.findall(f"{ATOM}author/{ATOM}name")  # 4.1.1: entries have none of their own
    for entry in entries:
        content_of = entry.find(f"{ATOM}content")
        assert content_of is not None and content_of.get("type") == "text" and not list(content_of)
    ids = [texts(one, "id")[0] for one in (root, *entries)]
    assert len(ids) == len(set(ids))
    return root


def test_a_feed_without_publications_is_valid_too() -> None:
    root = valid(feed.feed(case_of(), []))
    assert (texts(root, "updated"), root.findall(f"{ATOM}entry")) == (["1970-01-01T00:00:00Z"], [])


def test_one_entry_a_publication_newest_first(tmp_path: Path) -> None:
    kept = tmp_path / "quay.past" / "2026-11-06T060000Z"
    kept.mkdir(parents=True)
    (kept / "index.html").touch()
    root = valid(feed.feed(case_of(tmp_path / "quay"), [line(day) for day in (27, 20, 13, 6)]))
    entries = root.findall(f"{ATOM}entry")
    assert texts(root, "title") + texts(root, "subtitle") + texts(root, "updated") == [
        "The quay",
        "Who said what about the quay?",
        "2026-11-27T06:00:00Z",
    ]
    assert [texts(entry, "title")[0] for entry in entries] == [
        f"The quay, 2026-11-{day} 06:00 UTC" for day in ("27", "20", "13", "06")
    ]
    assert links(root) == [("alternate", "index.html")]
    assert [links(entry) for entry in entries] == [
        [("alternate", "index.html")],
        [("alternate", "../quay.past/2026-11-20T060000Z/index.html")],  # put there when this one is published
        [],  # no longer kept
        [("alternate", "../quay.past/2026-11-06T060000Z/index.html")],
    ]
    assert texts(entries[0], "content") == [
        f"Since then: new: 1 claim.\nFingerprint of all inputs: {'ab' * 32}\nMade by Casebook 0.1.0."
    ]


def test_ids_stay_when_a_publication_is_added_or_the_folder_moves(tmp_path: Path) -> None:
    def of(*days: int, folder: str = "quay") -> list[str | None]:
        root = valid(feed.feed(case_of(tmp_path / folder), [line(day) for day in days]))
        return [*texts(root, "id"), *(texts(entry, "id")[0] for entry in root.findall(f"{ATOM}entry"))]

    before, after = of(20, 13), of(27, 20, 13)
    assert [after[0], *after[2:]] == before and of(20, 13, folder="elsewhere") == before
    assert of(20, 14)[0] != before[0]  # a case of the same name in another workspace


def test_nothing_is_kept_where_the_case_keeps_nothing() -> None:
    root = valid(feed.feed(case_of(keep=0), [line(27), line(20)]))
    assert [links(entry) for entry in root.findall(f"{ATOM}entry")] == [[("alternate", "index.html")], []]


@pytest.mark.parametrize("address", ["https://desk.example/quay", "https://desk.example/quay/"])
def test_an_address_makes_links_absolute(address: str) -> None:
    root = valid(feed.feed(case_of(address=address), [line(27), line(20)]))
    assert links(root) == [
        ("self", "https://desk.example/quay/feed.xml"),
        ("alternate", "https://desk.example/quay/index.html"),
    ]
    assert [links(entry) for entry in root.findall(f"{ATOM}entry")] == [
        [("alternate", "https://desk.example/quay/index.html")],
        [],
    ]


def test_without_an_address_the_feed_names_none() -> None:
    assert re.findall(r"https?://[^\"<]+", feed.feed(case_of(), [line(27)]).decode()) == [feed.ATOM]


def test_strangers_text_and_what_xml_forbids() -> None:
    hostile = "<script>alert(1)</script>&amp; ]]> \x00\x0b\ud800 مرحبا"
    root = valid(feed.feed(case_of(title=hostile), [line(27, says=hostile)]))
    assert texts(root, "title") == ["<script>alert(1)</script>&amp; ]]>  مرحبا"]


def test_a_line_without_a_moment_is_passed_over_and_fifty_are_enough() -> None:
    broken = [
        line(27),
        line(20, finished="yesterday"),
        line(13, finished=None),
        line(6, finished="2026-11-06T06:00:00"),
    ]
    assert len(valid(feed.feed(case_of(), broken)).findall(f"{ATOM}entry")) == 1
    days = [line(1, finished=f"2026-11-01T06:{n:02}:00+00:00", publication=str(n)) for n in range(59, -1, -1)]
    assert len(valid(feed.feed(case_of(), days)).findall(f"{ATOM}entry")) == 50


def test_the_newest_moment_counts_where_the_clock_was_put_back() -> None:
    assert texts(valid(feed.feed(case_of(), [line(13), line(27)])), "updated") == ["2026-11-27T06:00:00Z"]


def test_a_report_has_its_feed_and_links_to_it(tmp_path: Path) -> None:
    case, steps = made(tmp_path / "quay")
    report.render(case, using=steps)
    case.title = "The pier"
    done = report.render(case, using=steps)
    root = valid((done.folder / "feed.xml").read_bytes())
    said = [str(texts(one, "content")[0]).split("\n")[0] for one in root.findall(f"{ATOM}entry")]
    assert re.fullmatch(
        r"No finding changed since \d+ \w+ \d{4}, \d\d:\d\d UTC\. case\.toml changed: the title\.", said[0]
    )
    assert said[1:] == ["First publication: there is nothing to compare with."]
    assert '<a href="feed.xml">feed.xml</a>' in (done.folder / "index.html").read_text()
