"""Notes in Markdown: found where Markdown says that text is text, and never in code, links or elements."""

from __future__ import annotations

import re

import pytest
import report_html
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.report.html import prose, safe
from helpers.report.html.notes import Mark


def shown(source: str) -> str:
    """The HTML, with each pair of brackets as {reference, reference}."""
    read = prose.read(source)
    marks = iter(range(1, 100))
    named: dict[str, str] = {}

    def mark(texts: tuple[str, ...]) -> list[Mark]:
        made = [Mark(next(marks), f"m{text}", "n") for text in texts]
        named.update({one.id: text for one, text in zip(made, texts, strict=True)})
        return made

    html = str(read.marked(read.html, mark))
    html = re.sub(r'&#8288;<a class="mark" id="([^"]*)"[^>]*>\d+</a>', lambda at: f"{named[at[1]]}, ", html)
    return re.sub(r'<span class="marks">(.*?), </span>', r"{\1}", html).strip()


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("The port denies it [@claim-12].", "<p>The port denies it{claim-12}.</p>"),
        ("Said[@a; @b;@c]  and [@d][@e]", "<p>Said{a, b, c}  and{d}{e}</p>"),
        ("[@a;\n@b] over two lines", "<p>{a, b} over two lines</p>"),
        ("[@posts:exports/m_a_y *1*.csv:14]", "<p>{posts:exports/m_a_y *1*.csv:14}</p>"),
        ("[@{posts:odd [x]; y.csv:3}; @z]", "<p>{posts:odd [x]; y.csv:3, z}</p>"),
        ("[@الميناء] and [@файл:1]", "<p>{الميناء} and{файл:1}</p>"),
        ("In code `[@a]`, and ``[@b] ` ``.", "<p>In code <code>[@a]</code>, and <code>[@b] ` </code>.</p>"),
        ("    [@indented]", "<pre><code>[@indented]</code></pre>"),
        ("```py\n[@fenced]\n```", "<pre><code>[@fenced]\n</code></pre>"),
        ("As text \\[@a]", "<p>As text [@a]</p>"),
        ("[@ana](https://a.example)", '<p><a href="https://a.example" rel="noreferrer">@ana</a></p>'),
        (
            "**bold [@a]**\n> quoted [@b]",
            "<p><strong>bold{a}</strong></p>\n<blockquote>\n<p>quoted{b}</p>\n</blockquote>",
        ),
        ("1. one [@a]\n2. two", "<ol>\n<li>one{a}</li>\n<li>two</li>\n</ol>"),
        ("|a|b|\n|-|-|\n|x [@a]|y|", None),
        ("See [a link](https://a.example) [@b]", None),
    ],
)
def test_a_note_is_found_where_text_is_text(source: str, html: str | None) -> None:
    found = shown(source)
    report_html.parsed(found)
    assert prose.read(source).problems == []
    if html is None:
        assert re.search(r"\{[ab]\}", found)
    else:
        assert found == html


def test_text_without_notes_is_the_markdown_that_it_was() -> None:
    source = "# One\n\n*two* <b>three</b> a@b.example [four](https://x.example)"
    assert shown(source) == str(safe.markdown(source)).strip()


@pytest.mark.parametrize(
    ("source", "problems"),
    [
        (
            "a\n\nb [see [@c] it](https://x.example)",
            [(3, 'the note "c" stands inside a link. Put it behind the link.')],
        ),
        ("a\n[@ ]", [(2, 'the note "[@]" names nothing. Write an id or table:row, as in [@articles:a07].')]),
        (
            "x\n\n[@c01]: denied",
            [
                (
                    3,
                    "a note with a colon behind it, at the start of a line, is a link's address. "
                    "Put it behind its sentence.",
                )
            ],
        ),
        (
            "[@open\n\nnever",
            [(1, '"[@open" is no note: it has no "]", or it stands in HTML. Close it, or write \\[@ for text.')],
        ),
        (
            "x\n\n<div>\n[@html]\n</div>",
            [(4, '"[@html" is no note: it has no "]", or it stands in HTML. Close it, or write \\[@ for text.')],
        ),
    ],
)
def test_what_can_be_no_note_is_named_with_its_line(source: str, problems: list[tuple[int, str]]) -> None:
    assert prose.read(source).problems == problems


def test_lines_count_from_the_top_of_the_text() -> None:
    read = prose.read("[@a]\n\n```\n[@no]\n```\n\n- x\n  [@b; @c]\n")
    assert read.notes == [prose.Named(("a",), 1), prose.Named(("b", "c"), 8)]


def test_a_note_in_the_words_of_a_picture_puts_no_element_into_an_attribute() -> None:
    found = shown("![a [@b]](data:image/png;base64,iVBORw0KGgo=)")
    report_html.parsed(found)
    assert found == '<p><img src="data:image/png;base64,iVBORw0KGgo=" alt="a"></p>'


def test_headings_lose_their_notes_in_the_contents() -> None:
    read = prose.read("## Heading [@a]")
    words = re.sub(r"<[^>]+>", "", str(read.html)).strip()
    assert (read.bare(words), shown("## Heading [@a]")) == ("Heading", "<h2>Heading{a}</h2>")


SOURCES = st.text(alphabet="[]@{};:ab1 `\\\n<>!()#*-|\"'", max_size=60)


@settings(max_examples=300, deadline=None)
@given(SOURCES)
def test_whatever_is_written_nothing_live_and_no_placeholder_gets_out(source: str) -> None:
    read = prose.read(source)
    html = str(read.marked(read.html, lambda texts: [Mark(1, "m", "n") for _ in texts]))
    assert "cbk" not in html and "cbk" not in str(read.problems) + str(read.notes)
    assert list(report_html.live(re.sub(r"<(br|hr|img)([^>]*)>", "", html))) == []
