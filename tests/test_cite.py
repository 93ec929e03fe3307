"""The way back: every row leads to its fields as the raw file states them."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from helpers import build, cite
from helpers.cases import Case
from helpers.errors import TableError
from helpers.readers import _page

Make = Callable[..., Any]
COLUMNS = 'columns = { id = "id", created_at = "at", text = "words" }\n'


def entry(files: str, columns: str = COLUMNS, table: str = "posts", more: str = 'platform = "forum"\n') -> str:
    return f'\n[[sources]]\nfiles = "{files}"\nreader = "table"\ntable = "{table}"\ncredit = "A forum"\n{more}{columns}'


def stated(case: Case, *keys: tuple[str, str]) -> dict[str, dict[str, str]]:
    build.build(case)
    return {row: dict(one.fields) for (_, row), one in cite.stated(case, keys).items()}


def every_row_is_its_own(case: Case, table: str = "posts", column: str = "words") -> int:
    """Whether each row of the table, read again, has the text that the table has."""
    build.build(case)
    frame = case.table(table)
    found = cite.stated(case, zip(frame["source"], frame["row"], strict=True))
    for row in frame.itertuples():
        assert found[row.source, row.row].fields.get(column) == row.text, row.row
    return len(found)


def test_a_row_as_stated_with_all_that_is_known_of_it(make_case: Make) -> None:
    files = {
        "handmade/articles.csv": "id,outlet,address,archive,title,published,note,weak\n"
        "a1,Post,https://post.example/a,,Fire,2021-01,A fire.,\n"
    }
    case = make_case(files)
    build.build(case)
    assert cite.stated(case, [("handmade/articles.csv", "a1")]) == {
        ("handmade/articles.csv", "a1"): cite.Stated(
            source="handmade/articles.csv",
            row="a1",
            fields={"id": "a1", "outlet": "Post", "address": "https://post.example/a", "title": "Fire",
                "published": "2021-01", "note": "A fire."},
            address="https://post.example/a",
            archive=None,
            outlet="Post",
            date="Jan 2021",
            text="A fire.",
            sha256=hashlib.sha256(files["handmade/articles.csv"].encode()).hexdigest(),
            credit="the case's authors",
        )
    }  # fmt: skip


def test_a_csv_with_newlines_in_cells_blank_lines_and_unmapped_columns(make_case: Make) -> None:
    text = 'id,at,words,extra\n1,,"one\nline, two\n\n",x\n\n2,,two,\n3,,"a ""quote""",<b>\n'
    case = make_case({"a.csv": text}, entry("a.csv"))
    assert stated(case, ("a.csv", "2"), ("a.csv", "4"), ("a.csv", "5")) == {
        "2": {"id": "1", "words": "one\nline, two\n\n", "extra": "x"},
        "4": {"id": "2", "words": "two"},
        "5": {"id": "3", "words": 'a "quote"', "extra": "<b>"},
    }
    assert every_row_is_its_own(case) == 3


@pytest.mark.parametrize(
    "text",
    [
        'id,at,words\n1,,a"b\n2,,two\n3,,three\n',
        'id,at,words\n1,,"a" b\n2,,two\n3,,three\n',
        "id,at,words\n1,,one\n2,,two,more\n3\n4,,four\n5,never,x\n6,,six\n",
        "id,at,words\r\n1,,one\r\n\r\n2,,two\r\n",
        "\ufeffid,at,words\n1,,one\n2,,two",
        "id,at,words\n1,,o\0ne\n2,,two\n",
        'id,at,words\n1,,one\n2,,"two\n3,,three\n',
        "id,at,words\n1,," + "x" * 3000 + "\n2,,two\n",
    ],
)
def test_row_numbers_are_right_however_the_file_had_to_be_read(text: str, make_case: Make) -> None:
    case = make_case({"a.csv": text, "b.csv": "id,at,words\n9,,nine\n"}, entry("?.csv"))
    build.build(case)
    frame = case.table("posts")
    found = cite.stated(case, zip(frame["source"], frame["row"], strict=True))
    for row in frame.itertuples():
        assert found[row.source, row.row].fields["id"] == row.id
        assert found[row.source, row.row].fields["words"].replace("\0", "") == row.text[:2000]
    if case.has("rejects"):
        for row in case.table("rejects").itertuples():
            fields = cite.stated(case, [(row.source, row.row)])[row.source, row.row].fields
            assert row.stated.startswith(fields["id"])


def test_packed_and_other_encodings(make_case: Make) -> None:
    text = "id,at,words\n1,,Müller\n2,,Łódź\n"
    files = {"a.csv": gzip.compress(text.encode()), "b.csv": text.encode("utf-16"), "c.csv": text.encode("cp1250")}
    toml = entry("[ab].csv") + entry("c.csv", more='platform = "forum"\nencoding = "cp1250"\n')
    assert every_row_is_its_own(make_case({**files}, toml.replace('id = "id"', 'account_id = "id"'))) == 6


def test_json_and_ndjson_with_dotted_paths_lists_and_big_numbers(make_case: Make) -> None:
    record = {
        "id": 7318281716612238597,
        "who": {"name": "Ana", "none": None, "empty": ""},
        "words": "one",
        "tags": ["a", "b"],
        "ok": False,
        "n": 0,
    }
    files: dict[str, Any] = {
        "a.json": json.dumps({"data": {"items": [{"id": 1, "words": "first"}, record]}}),
        "b.ndjson": json.dumps({"id": 1, "words": "first"}) + "\n\n" + json.dumps(record) + "\n",
    }
    columns = 'columns = { id = "id", text = "words" }\n'
    toml = entry("a.json", columns, more='platform = "forum"\nat = "data.items"\n') + entry("b.ndjson", columns)
    flat = {
        "id": "7318281716612238597",
        "who.name": "Ana",
        "words": "one",
        "tags": '["a", "b"]',
        "ok": "false",
        "n": "0",
    }
    case = make_case(files, toml)
    assert stated(case, ("a.json", "2"), ("b.ndjson", "3")) == {"2": flat, "3": flat}
    assert every_row_is_its_own(case) == 2


def test_an_ndjson_with_a_broken_line(make_case: Make) -> None:
    text = '{"id": 1, "words": "one"}\n{"id": 2, "wor\nnull\n{"id": 4, "words": "four"}\n'
    case = make_case({"a.ndjson": text}, entry("a.ndjson", 'columns = { id = "id", text = "words" }\n'))
    assert every_row_is_its_own(case) == 2
    assert case.table("posts")["row"].tolist() == ["1", "4"]


def test_handmade_ids_and_rows_without_one(make_case: Make) -> None:
    head = "id,outlet,title\n"
    case = make_case({"handmade/articles.csv": head + " a1 ,Post,One\n,Post,Two\nb:2,Post,Three\n"})
    name = "handmade/articles.csv"
    assert stated(case, (name, "a1"), (name, "line 3"), (name, "b:2")) == {
        "a1": {"id": " a1 ", "outlet": "Post", "title": "One"},
        "line 3": {"outlet": "Post", "title": "Two"},
        "b:2": {"id": "b:2", "outlet": "Post", "title": "Three"},
    }
    assert case.table("articles")["row"].tolist() == ["a1", "line 3", "b:2"]


def test_a_handmade_table_without_the_column_id(make_case: Make) -> None:
    case = make_case({"handmade/articles.csv": "outlet,title\nPost,One\nPost,Two\n"})
    assert stated(case, ("handmade/articles.csv", "line 3")) == {"line 3": {"outlet": "Post", "title": "Two"}}


def test_an_id_that_is_used_twice_leads_to_its_own_line(make_case: Make) -> None:
    rows = 'c1,e,Ana,asserts,"one\n\n1",2021\n\nc1,e,Ana,asserts,two,2021\nc1,e,Ana,asserts,three,soon\n'
    rows += "c2,e,Ana,asserts,four,never\n"
    name = "handmade/claims.csv"
    case = make_case({name: "id,event,claimant,stance,what,event_date\n" + rows})
    build.build(case)
    rejects = case.table("rejects")
    assert rejects[["row", "reason"]].to_numpy().tolist() == [
        ["line 4", 'id: "c1" names an earlier row, with other contents.'],
        ["line 5", 'event_date: "soon" is not a date such as 2020, 2020-04, 2020-04-29 or 2021-09/2022-01.'],
        ["c2", 'event_date: "never" is not a date such as 2020, 2020-04, 2020-04-29 or 2021-09/2022-01.'],
    ]
    found = cite.stated(case, [(name, "c1"), *zip(rejects["source"], rejects["row"], strict=True)])
    assert {row: (one.fields["what"], one.text) for (_, row), one in found.items()} == {
        "c1": ("one\n\n1", "one\n\n1"),
        "line 4": ("two", None),
        "line 5": ("three", None),
        "c2": ("four", None),
    }


PAGE = "<html><head><title>{0}</title></head><body><article><h1>{0}</h1><p>{1}</p></article></body></html>"


def test_pages_lead_to_their_own_file_and_hash(make_case: Make) -> None:
    pages = {
        f"pages/{n}": PAGE.format("Fire", f"There was a fire in the harbour, said {n}. " * 5)
        for n in (" a.html", "b'%.html", "ü.html")
    }
    case = make_case(pages, '\n[[sources]]\nfiles = "pages"\nreader = "saved_pages"\ncredit = "x"\n')
    build.build(case)
    keys = [("pages", name.removeprefix("pages/")) for name in pages]
    found = cite.stated(case, keys)
    assert [one.sha256 for one in (found[key] for key in keys)] == [
        hashlib.sha256(text.encode()).hexdigest() for text in pages.values()
    ]
    assert all(key[1] in found[key].fields["text"] for key in keys)


def test_a_note_on_one_page_reads_that_page_alone(make_case: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = {f"pages/{n}.html": PAGE.format("Fire", f"There was a fire, said {n}. " * 5) for n in range(4)}
    case = make_case(pages, '\n[[sources]]\nfiles = "pages"\nreader = "saved_pages"\ncredit = "x"\n')
    build.build(case)
    read: list[str] = []
    record = _page.record
    monkeypatch.setattr(_page, "record", lambda path: read.append(Path(path).name) or record(path))
    assert list(cite.stated(case, [("pages", "2.html")])) == [("pages", "2.html")]
    assert read == ["2.html"]


def test_a_post_inside_the_line_of_a_feed_is_cited_as_the_post(make_case: Make) -> None:
    post = {
        "uri": "at://did:plc:ana/app.bsky.feed.post/1",
        "author": {"did": "did:plc:ana", "handle": "ana.example"},
        "record": {"text": "hello", "createdAt": "2024-05-14T10:05:07Z"},
    }
    feed = "".join(json.dumps({"post": post | {"likeCount": n}, "feedContext": "x"}) + "\n" for n in range(2))
    case = make_case({"a.ndjson": feed}, '\n[[sources]]\nfiles = "a.ndjson"\nreader = "bluesky"\ncredit = "x"\n')
    assert stated(case, ("a.ndjson", "2"))["2"] == {
        "uri": "at://did:plc:ana/app.bsky.feed.post/1",
        "author.did": "did:plc:ana",
        "author.handle": "ana.example",
        "record.text": "hello",
        "record.createdAt": "2024-05-14T10:05:07Z",
        "likeCount": "1",
    }


@pytest.mark.parametrize(
    ("at", "zone", "words"),
    [
        ("2021-01-02", "Europe/Berlin", "2 Jan 2021"),
        ("2021-01-02", "Pacific/Kiritimati", "2 Jan 2021"),
        ("2021-01-02T10:05", "Europe/Berlin", "2 Jan 2021, 09:05 UTC"),
        ("2021-01-02T10:05:07+05:30", "UTC", "2 Jan 2021, 04:35:07 UTC"),
        ("", "UTC", None),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(at: str, zone: str, words: str | None, make_case: Make) -> None:
    case = make_case({"a.csv": f"id,at,words\n1,{at},x\n"}, entry("a.csv"), zone=zone)
    build.build(case)
    assert cite.stated(case, [("a.csv", "2")])["a.csv", "2"].date == words


def test_an_earlier_sight_of_a_post_has_its_date_too(make_case: Make) -> None:
    case = make_case({"a.csv": "id,at,words\n1,2021-01-02,old\n1,2021-01-03,new\n"}, entry("a.csv"))
    build.build(case)
    found = cite.stated(case, [("a.csv", "2"), ("a.csv", "3")])
    assert [one.date for one in found.values()] == ["2 Jan 2021", "3 Jan 2021"]
    assert [one.text for one in found.values()] == ["old", "new"]


def test_rows_that_are_not_there(make_case: Make) -> None:
    case = make_case({"a.csv": "id,at,words\n1,,x\n"}, entry("a.csv"))
    build.build(case)
    for key, sentence in {
        ("a.csv", "99"): "a.csv has no row 99. Was it changed since the build? Run `casebook build tiny`.",
        ("b.csv", "2"): 'There is no file "b.csv" in the case tiny. Did you mean "a.csv"?',
        (
            "a.csv",
            "2' OR '1'='1",
        ): "a.csv has no row 2' OR '1'='1. Was it changed since the build? Run `casebook build tiny`.",
    }.items():
        with pytest.raises(TableError) as caught:
            cite.stated(case, [key])
        assert str(caught.value) == sentence
    (case.processed / "ledger.jsonl").unlink()
    with pytest.raises(TableError) as caught:
        cite.stated(case, [("a.csv", "2")])
    assert str(caught.value) == "a.csv is in no ledger. Run `casebook build tiny`."


ARTICLES = "id,outlet,title\na1,Post,One\na:2,Post,Two\n"


@pytest.fixture
def two(make_case: Make) -> Case:
    toml = entry("b.csv", 'columns = { id = "id", title = "title" }\n', "articles", "")
    case: Case = make_case({"handmade/articles.csv": ARTICLES, "b.csv": "id,title\nx,Three\n",
        "c.csv": "id,title\ny,Four\n"},
                           toml + toml.replace("b.csv", "c.csv"))  # fmt: skip
    build.build(case)
    return case


@pytest.mark.parametrize(
    ("text", "source", "row"),
    [
        ("articles:a1", "handmade/articles.csv", "a1"),
        (" articles:a:2 ", "handmade/articles.csv", "a:2"),
        ("articles:handmade/articles.csv:a:2", "handmade/articles.csv", "a:2"),
        ("articles:c.csv:2", "c.csv", "2"),
    ],
)
def test_a_reference_leads_to_its_row(text: str, source: str, row: str, two: Case) -> None:
    assert cite.reference(two, text) == {"table": "articles", "source": source, "row": row}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("articles:2", '"articles:2" means 2 rows of articles. Name the file too, as in "articles:b.csv:2".'),
        ("articles:A1", '"articles:A1": articles has no row "A1". Did you mean "a1"?'),
        ("articles:b.csv:3", '"articles:b.csv:3": articles has no row "b.csv:3". Did you mean "b.csv:2"?'),
        ("articles:", '"articles:" is no reference. Write table:row, as in "articles:a07".'),
        ("a1", '"a1" is no reference. Write table:row, as in "articles:a07".'),
        ("", '"" is no reference. Write table:row, as in "articles:a07".'),
        ("article:a1", 'The kit has no table "article". Did you mean "articles"?'),
        (
            "posts:1",
            "The case tiny has no posts: none of its sources makes them. It has: articles, sources, candidates, "
            "remarks, differences, families, origins.",
        ),
    ],
)
def test_a_reference_that_leads_nowhere(text: str, sentence: str, two: Case) -> None:
    with pytest.raises(TableError) as caught:
        cite.reference(two, text)
    assert str(caught.value) == sentence


def test_several_references_each_once(two: Case) -> None:
    found = cite.references(two, ["articles:a1", "articles:c.csv:2", "articles:handmade/articles.csv:a1"])
    assert [one["row"] for one in found] == ["a1", "2"]
    assert cite.references(two, None) == []


def test_the_evidence_of_a_frame(two: Case) -> None:
    frame = two.table("articles").head(1)
    assert cite.rows(frame) == [{"table": "articles", "source": "b.csv", "row": "2"}]
    assert cite.rows(frame, "claims")[0]["table"] == "claims"


def test_a_file_that_is_cut_after_the_build(make_case: Make) -> None:
    case = make_case(
        {"a.ndjson": '{"id": 1, "words": "one"}\n{"id": 2, "words": "two"}\n'},
        entry("a.ndjson", 'columns = { id = "id", text = "words" }\n'),
    )
    build.build(case)
    Path(case.folder / "a.ndjson").write_text('{"id": 1, "words": "one"}\n', "utf-8")
    with pytest.raises(TableError, match=r"^a\.ndjson has no row 2\. Was it changed since the build\?"):
        cite.stated(case, [("a.ndjson", "2")])
