"""Feeds: what a stranger's XML may do, what Google wraps, and what a feed changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from reader_samples import Sample, build_sample, built, make_case, shown

from helpers.errors import ReaderError

ITEM = "<item><title>{}</title><link>https://quay.example/1</link><description>{}</description></item>"


def feed(*items: str, before: str = "") -> bytes:
    return f"{before}<rss version='2.0'><channel><title>Quay</title>{''.join(items)}</channel></rss>".encode()


def test_the_address_behind_googles_and_no_day_of_publication(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("rss.alert"), tmp_path)
    (row,) = shown(case, "articles", "id")
    assert row == {
        "row": "1",
        "address": "https://maravel-post.example/2024/quay-fire?id=7&lang=en",
        "title": "Fire at the quay - Maravel Post",
        "dates": ["alert sent=2024-05-15T03:22:30Z", "updated=2024-05-15T03:22:30Z"],
        "text": "Smoke over the quay ...",
        "captured_at": ("2024-05-15T03:22:30", "second", "2024-05-15T03:22:30Z", "Z", "stated"),
    }


def test_rows_of_an_atom_feed(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("rss.atom"), tmp_path)
    first, second = shown(case, "articles", "id", "row", "language", "outlet")
    assert first == {
        "address": "https://el-muelle.example/2024/incendio",
        "title": "Arde <em>el muelle</em>",
        "author": "Zeno Dársena, Ana Lonja",
        "published": "2024-05-14",
        "published_from": "published",
        "dates": ["published=2024-05-14T20:09:00.250Z", "updated=2024-05-15T08:00:00Z"],
        "text": "Humo sobre el puerto.",
        "published_at": ("2024-05-14T20:09:00.250000", "ms", "2024-05-14T20:09:00.250Z", "Z", "stated"),
    }
    assert second == {
        "address": "https://el-muelle.example/2024/cambio",
        "title": "Solo una fecha de cambio",
        "dates": ["updated=2024-05-15T08:30:00Z"],
    }


def test_rows_of_an_rss_feed(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("rss"), tmp_path)
    rows = {row["row"]: row for row in shown(case, "articles", "language")}
    (earlier,) = shown(case, "sightings", "language")
    assert (earlier["row"], earlier["text"]) == ("1", "Smoke & fire.\nNobody hurt – so far.")
    assert (earlier["title"], rows["4"]["title"]) == ("Fire at the east quay", "Fire at the east quay: two boats lost")
    assert earlier["published_at"][0] == "2024-05-14T20:08:00"
    assert rows["2"]["address"] == "https://maravel-post.example/2024/undated"
    assert "published" not in rows["2"]
    assert rows["3"]["address"] == "https://maravel-post.example/2024/only-guid"
    assert earlier["id"] == rows["4"]["id"] == "rss:https://maravel-post.example/?p=4711"
    assert rows["2"]["id"] == "rss:https://maravel-post.example/2024/undated"
    assert (rows["7"]["outlet"], "published" in rows["7"]) == ("Quay Radio", False)


def test_an_article_that_is_shown_again_is_a_duplicate_and_a_changed_one_a_later_sight(tmp_path: Path) -> None:
    first, second = (
        feed(ITEM.format("Fire", "Smoke")),
        feed(ITEM.format("Fire", "Smoke"), ITEM.format("Fire!", "Smoke")),
    )
    case = make_case(tmp_path, {"a.xml": first, "b.xml": second}, "rss")
    done, _ = built(case)
    fates = [(one["kept"], one["duplicates"], one["observations"]) for one in done.sources]
    assert fates == [(0, 0, 1), (1, 1, 0)]
    assert [row["title"] for row in shown(case, "articles")] == ["Fire!"]


BOMB = (
    '<!DOCTYPE rss [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)
DECLARED = "the feed declares entities or attributes of its own, which no feed needs. Nothing of it was read."
HARMLESS = '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "https://quay.example/rss.dtd">'
REFUSED = [
    (feed(ITEM.format("&j;", ""), before=BOMB).decode().encode("utf-16"), DECLARED),
    (
        b"<?xml version='1.0' encoding='UTF-7'?>"
        + feed(ITEM.format("x", "")).replace(
            b"<rss", b"+ADwAIQ-DOCTYPE rss [+ADwAIQ-ENTITY x SYSTEM 'file:///etc/hostname'>]><rss"
        ),
        DECLARED,
    ),
    (feed(ITEM.format("x", ""), before='<!DOCTYPE rss [<!ENTITY % x SYSTEM "file:///etc/hostname">%x;]>'), DECLARED),
    (feed(ITEM.format("x", ""), before=f'<!DOCTYPE rss [<!ATTLIST item href CDATA "{"x" * 9000}">]>'), DECLARED),
    (
        feed(ITEM.format("x", ""), before="<!-- x -->" * 20_000),
        "the feed begins with a hundred kilobytes that are none",
    ),
    (feed(ITEM.format("x", "x" * 11_000_000)), "the feed breaks off or is not valid XML (Resource limit exceeded: "),
    (
        feed(ITEM.format("&j;", ""), before=BOMB),
        DECLARED,
    ),
    (
        feed(ITEM.format("&x;", ""), before='<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>'),
        DECLARED,
    ),
    (
        feed(ITEM.format("Fire", ""))[:-30],
        "the feed breaks off or is not valid XML (",
    ),
    (b"<html><body>Not found</body></html>", "this is not a file of the rss reader (it looks for "),
    (b"colour,taste", "this is not a file of the rss reader (it looks for "),
    (b"<rss>" * 3000, "the feed breaks off or is not valid XML ("),
]


@pytest.mark.parametrize(
    ("content", "said"),
    REFUSED,
    ids=[
        *("bomb16", "file7", "parameter", "default", "long head", "huge text"),
        "bomb",
        "file",
        "cut",
        "page",
        "table",
        "deep",
    ],
)
def test_what_is_no_feed_is_refused_with_a_sentence(content: bytes, said: str, tmp_path: Path) -> None:
    case = make_case(tmp_path, {"feed.xml": content}, "rss")
    with pytest.raises(ReaderError) as told:
        built(case)
    assert str(told.value).startswith(f"{case.folder / 'feed.xml'}: {said}")
    assert "\n" not in str(told.value)


def test_what_only_looks_dangerous_is_read(tmp_path: Path) -> None:
    item = ITEM.format("<![CDATA[What <!ENTITY means]]>", "&amp;amp;#65; &amp;#" + "9" * 5000 + "; &amp;#x41;")
    case = make_case(tmp_path, {"feed.xml": feed(item, before=HARMLESS)}, "rss")
    _, source = built(case)
    assert source["kept"] == 1
    assert [(row["title"], row["text"]) for row in shown(case, "articles")] == [
        ("What <!ENTITY means", "&#65; \ufffd A")
    ]


@pytest.mark.parametrize("date", ["Tue, 14 May 2024 22:08:00 +" + "9" * 15, "14 May " + "9" * 25 + " 22:08:00 GMT"])
def test_a_date_of_thirty_digits_is_none(date: str, tmp_path: Path) -> None:
    item = ITEM.format("Fire", "Smoke").replace("</item>", f"<pubDate>{date}</pubDate></item>")
    case = make_case(tmp_path, {"feed.xml": feed(item)}, "rss")
    _, source = built(case)
    assert source["kept"] == 1
    (row,) = shown(case, "articles")
    assert ("published" in row, row["dates"]) == (False, [f"pubDate={date}"])


def test_a_feed_without_items_is_a_feed(tmp_path: Path) -> None:
    _, source = built(make_case(tmp_path, {"feed.xml": feed()}, "rss"))
    assert (source["records"], source["kept"]) == (0, 0)


def test_a_script_that_never_ends_and_addresses_that_are_none_are_read(tmp_path: Path) -> None:
    text = "Fire &lt;script&gt;" * 20_000
    odd = "<item><title>x</title><link>https://[</link></item>"
    case = make_case(tmp_path, {"feed.xml": feed(ITEM.format("Fire", text), odd)}, "rss")
    _, source = built(case)
    assert (source["kept"], source["rejected"]) == (2, 0)
    assert [row["address"] for row in shown(case, "articles")] == ["https://quay.example/1", "https://["]
