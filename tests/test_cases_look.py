"""How tables and cases look in a notebook: readable, escaped, cut and saying so."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from helpers import build, tables
from helpers.cases import Case, _look

POSTS = pd.DataFrame(
    {
        "source": "posts.csv",
        "row": [str(n) for n in range(2, 32)],
        "id": [f"90071992547409{n}" for n in range(30)],
        "created_at": pd.to_datetime(["2022-07-29 06:37:12.250"] * 30, utc=True),
        "created_at_precision": ["minute", "month", None] * 10,
        "n_likes": pd.array([1234, None, 0] * 10, dtype="Int64"),
        "links": [["https://a.example", "b", "c", "d", "e", "f"], None, []] * 10,
        "address": ["https://a.example/?a=1&b=<2>", "javascript:alert(1)", None] * 10,
        "label": pd.Series([None] * 30, dtype="str"),
        "text": ["<script>alert(1)</script> \u202eevil", "x" * 400, None] * 10,
    }
)
POSTS.attrs["table"] = "posts"


def cells(html: str) -> list[list[str]]:
    from lxml import html as parser

    table = parser.fromstring(html).xpath("//table")[0]
    return [[cell.text_content() for cell in row.xpath("./th|./td")] for row in table.xpath(".//tr")]


def caption(html: str) -> str:
    from lxml import html as parser

    return str(parser.fromstring(html).xpath("//caption")[0].text_content())


def test_a_table_shows_its_first_rows_and_says_what_it_leaves_out() -> None:
    html = _look.frame_html(POSTS)
    assert caption(html) == "posts: the first 20 of 30 rows. Not stated here: label."
    shown = cells(html)
    assert len(shown) == 21
    assert shown[0] == ["id", "created_at", "n_likes", "links", "address", "text", "where"]
    assert shown[1] == [
        "900719925474090",
        "2022-07-29 06:37 UTC",
        "1,234",
        "https://a.example; b; c; d; and 2 more",
        "https://a.example/?a=1&b=<2>",
        "<script>alert(1)</script> ‹U+202E›evil",
        "posts.csv:2",
    ]
    assert shown[2][1:] == [
        "2022-07",
        "not stated",
        "not stated",
        "javascript:alert(1)",
        "x" * 160 + " … (400 signs)",
        "posts.csv:3",
    ]
    assert shown[3][1:] == ["2022-07-29 06:37:12 UTC", "0", "not stated", "not stated", "not stated", "posts.csv:4"]


def test_nothing_in_a_table_is_markup_and_only_addresses_of_the_web_are_links() -> None:
    html = _look.frame_html(POSTS)
    assert "<script" not in html and 'href="javascript' not in html
    assert '<a href="https://a.example/?a=1&amp;b=&lt;2&gt;" target="_blank" rel="noopener noreferrer">' in html
    assert html.count("<a ") == 7
    evil = POSTS.rename(columns={"label": "<img src=x>"})
    evil["<img src=x>"] = "y"
    assert "<img" not in _look.frame_html(evil)


def test_what_is_missing_is_said_in_the_words_of_the_table() -> None:
    claims = pd.DataFrame({"source": ["c.csv"] * 2, "row": ["c1", "c2"], "weak": ["a letter", None]})
    claims.attrs["table"] = "claims"
    assert cells(_look.frame_html(claims)) == [["weak", "where"], ["a letter", "c.csv:c1"], ["not weak", "c.csv:c2"]]
    assert 'title="why this rests on a weak source (text)"' in _look.frame_html(claims)


def test_columns_beyond_the_most_are_named() -> None:
    wide = pd.DataFrame({f"c{n:02}": ["x"] for n in range(20)})
    wide.attrs["table"] = "posts"
    assert caption(_look.frame_html(wide)) == "posts: 1 row. Not shown: c14, c15, c16, c17, c18, c19."


@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame({"a": [1]}),
        POSTS.set_index("id"),
        POSTS.groupby("address")[["n_likes"]].sum(),
        pd.DataFrame([[1, 2]], columns=["a", "a"]),
    ],
)
def test_other_frames_look_as_pandas_has_them(frame: pd.DataFrame) -> None:
    assert _look.frame_html(frame) == frame._repr_html_()


def test_what_was_found_shows_its_marks() -> None:
    names = ["table", "source", "row", "when", "who", "text", "cite"]
    found = pd.DataFrame([["posts", "p.csv", "2", "2021", "ana", "fire", "[@posts:p.csv:2]"]], columns=names)
    found.attrs |= {"found": {"posts": 31}, "undated": 0, "advice": ""}
    html = _look.frame_html(found)
    assert caption(html) == "found: the first 1 of 31 rows: posts 31."
    assert cells(html)[0] == ["table", "when", "who", "text", "cite"]
    none = found.head(0)
    none.attrs |= {"found": {}, "advice": '"fyre" stands in no row.'}
    assert caption(_look.frame_html(none)) == 'found: nothing. "fyre" stands in no row.'


def test_a_frame_without_rows_still_has_its_columns() -> None:
    html = _look.frame_html(POSTS.head(0))
    assert caption(html) == "posts: 0 rows."
    assert cells(html) == [["id", "created_at", "n_likes", "links", "address", "label", "text", "where"]]


def test_a_case_shows_what_it_asks_its_tables_and_whether_they_are_up_to_date(make_case: Callable[..., Case]) -> None:
    actors = "id,name,kind\na,Ana <b>,person\n"
    case = make_case({"handmade/actors.csv": actors}, "")
    assert repr(case) == (
        "Case tiny: Tiny\nno tables. The tables are older than the evidence: it was never built. "
        "Run `casebook build tiny`."
    )
    build.build(case)
    assert repr(case) == "Case tiny: Tiny\nactors 1, sources 1, mentions 0. The tables are up to date."
    html = case._repr_html_()
    assert caption(html) == "Tiny (tiny)What?The tables are up to date."
    assert cells(html)[1] == ["actors", "1", tables.get("actors").about]
    assert "actors" in dir(case)


def test_a_name_that_is_no_table_is_a_sentence_and_an_attribute_error(make_case: Callable[..., Case]) -> None:
    case = make_case({"handmade/actors.csv": "id,name,kind\n"}, "")
    with pytest.raises(AttributeError) as caught:
        case.actrs  # noqa: B018
    assert str(caught.value) == 'A case has no attribute or table "actrs". Did you mean "actors"?'
    assert caught.value._render_traceback_() == [f"NoSuchTable: {caught.value}"]  # type: ignore[attr-defined]
    assert not hasattr(case, "_ipython_display_")


def test_a_table_in_words_has_every_column_with_unit_and_what_na_means() -> None:
    said = tables.described("takedowns")
    assert said.startswith("takedowns: One removal of a network of accounts, as its platform or the press states it.\n")
    assert "\n  n_accounts   count   accounts removed, in accounts; NA: not stated\n" in said
    assert said.endswith('\n\nExample: c.table("takedowns", ["source", "row"]).head()')
    for name in tables.TABLES:
        assert all(f"\n  {column} " in tables.described(name) for column in tables.get(name).names)


def test_nothing_is_registered_outside_ipython(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    formatter = SimpleNamespace(for_type_by_name=lambda *given: asked.append(given))
    shell = SimpleNamespace(display_formatter=SimpleNamespace(formatters={"text/html": formatter}))
    monkeypatch.setitem(_look.sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: None))  # type: ignore[attr-defined]
    _look.register()
    assert asked == []
    monkeypatch.setitem(_look.sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: shell))  # type: ignore[attr-defined]
    _look.register()
    assert asked[0] == ("pandas", "DataFrame", _look.frame_html)
