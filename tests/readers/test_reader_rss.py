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
    assert rows["1"]["text"] == "Smoke & fire.\nNobody hurt – so far."
    assert rows["1"]["title"] == "Fire at the east quay"
    assert rows["1"]["published_at"][0] == "2024-05-14T20:08:00"
    assert rows["2"]["address"] == "https://maravel-post.example/2024/undated"
    assert "published" not in rows["2"]
    assert rows["3"]["address"] == "https://maravel-post.example/2024/only-guid"
    assert rows["1"]["id"].split("#")[0] == rows["4"]["id"].split("#")[0]
    assert rows["1"]["id"] != rows["4"]["id"]
    assert (rows["7"]["outlet"], "published" in rows["7"]) == ("Quay Radio", False)


def test_an_article_that_is_shown_again_is_a_duplicate_and_a_changed_one_is_not(tmp_path: Path) -> None:
    first, second = (
        feed(ITEM.format("Fire", "Smoke")),
        feed(ITEM.format("Fire", "Smoke"), ITEM.format("Fire!", "Smoke")),
    )
    case = make_case(tmp_path, {"a.xml": first, "b.xml": second}, "rss")
    done, _ = built(case)
    assert [(one["kept"], one["duplicates"], one["rejected"]) for one in done.sources] == [(1, 0, 0), (1, 1, 0)]


BOMB = (
    '<!DOCTYPE rss [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)
REFUSED = [
    (
        feed(ITEM.format("&j;", ""), before=BOMB),
        "the feed declares entities of its own, which no feed needs. Nothing of it was read.",
    ),
    (
        feed(ITEM.format("&x;", ""), before='<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>'),
        "the feed declares entities of its own, which no feed needs. Nothing of it was read.",
    ),
    (
        feed(ITEM.format("Fire", ""))[:-30],
        "the feed breaks off or is not valid XML (",
    ),
    (b"<html><body>Not found</body></html>", "this is not a file of the rss reader (it looks for "),
    (b"colour,taste", "this is not a file of the rss reader (it looks for "),
    (b"<rss>" * 3000, "the feed breaks off or is not valid XML ("),
]


@pytest.mark.parametrize(("content", "said"), REFUSED, ids=["bomb", "file", "cut", "page", "table", "deep"])
def test_what_is_no_feed_is_refused_with_a_sentence(content: bytes, said: str, tmp_path: Path) -> None:
    case = make_case(tmp_path, {"feed.xml": content}, "rss")
    with pytest.raises(ReaderError) as told:
        built(case)
    assert str(told.value).startswith(f"{case.folder / 'feed.xml'}: {said}")
    assert "\n" not in str(told.value)


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
