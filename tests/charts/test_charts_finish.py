"""The finishing pass: what it makes of matplotlib's drawing, and the allow-list under attack."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from helpers.charts import _allow, _finish, _key
from helpers.charts._sheet import Run, Sheet, figure
from helpers.errors import ReportError, TableError

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9">'
RULE = "which no drawing of ours may hold. What may stand in one is listed in charts/_allow.py."
NASTY = '<script>alert(1)</script> & "quotes" class="f-x" $5 million to $7 ]]> <!-- x'


def small(name: str = "small") -> Sheet:
    sheet = Sheet(name, 390, 100)
    sheet.rect(10, 10, 50, 20, "blue", row=1, title=NASTY)
    sheet.text(64, 24, [Run("25 Sep ", "muted"), Run(NASTY), Run(" denied", "alarm", bold=True)], size=9, row=1)
    sheet.rect(10, 40, 50, 20, line="teal", width=1.3, dash=(4, 3))
    sheet.text(380, 80, "مرحبا", anchor="end", halo=True)
    sheet.rect(0, 0, 390, 5, hit=True, title="a week")
    return sheet


def test_what_the_pass_makes() -> None:
    sheet = Sheet("small", 390, 60)
    sheet.rect(10, 10, 50, 20, "blue", row=1, title="A & B")
    sheet.text(64, 24, [Run("25 Sep ", "muted"), Run("denied", "alarm", bold=True)], row=1, title="A & B")
    root = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 390 60" width="390" height="60" direction="ltr" '
        'font-family="Arial, \'Liberation Sans\', Arimo, Helvetica, Roboto, sans-serif" font-size="12" '
        'stroke-linejoin="round" role="group" aria-labelledby="small-390-title small-390-desc">'
        '<title id="small-390-title">T</title><desc id="small-390-desc">Said</desc>'
    )
    link = (
        '<a href="#small-row-1" tabindex="-1"><title>A &amp; B</title>'
        '<path d="M10 10H60V30H10z" class="f-blue" fill="#213dcb" />'
        '<text x="64" y="24" class="f-muted" fill="#5b5852" textLength="80.04" lengthAdjust="spacingAndGlyphs">'
        '<tspan>25 Sep </tspan><tspan fill="#a1262d" class="f-bad" font-weight="700">denied</tspan></text></a></svg>'
    )
    assert sheet.svg("T", "Said") == root + link


def test_nothing_of_matplotlib_is_left() -> None:
    svg = small().svg("T", "Said")
    root = ET.fromstring(svg)
    assert not re.search(r"<!|<\?|xlink|matplotlib|DejaVu", svg)
    assert [e.tag for e in root.iter() if e.get("style") or e.tag.endswith(("style", "metadata", "clipPath"))] == []
    assert "target" not in {name for element in root.iter() for name in element.attrib}
    assert "".join(root.itertext()).count("<script>alert(1)</script>") == 2


def test_a_drawing_without_links_is_an_image() -> None:
    sheet = Sheet("plain", 390, 40)
    sheet.rect(1, 1, 10, 10, "ink")
    assert ET.fromstring(sheet.svg("T", "Said")).get("role") == "img"


def test_a_width_is_held_only_where_it_is_known() -> None:
    texts = list(ET.fromstring(small().svg("T", "Said")).iter("{http://www.w3.org/2000/svg}text"))
    assert [text.get("textLength") is not None for text in texts] == [True, False]
    assert (texts[1].get("paint-order"), texts[1].get("stroke-width"), texts[1].get("class")) == (
        "stroke",
        "3",
        "f-ink k-page",
    )


def test_ids_of_clips_start_with_figure_and_width_and_do_not_collide() -> None:
    made = []
    for name in ("one", "two"):
        sheet = Sheet(name, 390, 100)
        with sheet.axes(10, 10, 100, 50) as axes:
            axes.plot([0, 1], [0, 2], color="#213dcb")
            axes.set(xlim=(0, 1), ylim=(0, 1))
        made.append(sheet.svg("T", "Said"))
    ids = [re.findall(r'id="([^"]*)"', svg) for svg in made]
    assert ids == [["one-390-title", "one-390-desc", "one-390-i1"], ["two-390-title", "two-390-desc", "two-390-i1"]]
    assert 'clip-path="url(#two-390-i1)"' in made[1]


def test_ids_that_nobody_uses_go() -> None:
    raw = f'{HEAD}<defs><path id="a1" d="M 0 0"/><path id="b2" d="M 1 1"/></defs><use xlink:href="#b2" id="c3"/></svg>'
    raw = raw.replace("<svg ", '<svg xmlns:xlink="http://www.w3.org/1999/xlink" ')
    svg = _finish.finish(raw, "p-9", (9, 9), "T", "Said", {})
    assert re.findall(r' id="([^"]*)"', svg) == ["p-9-title", "p-9-desc", "p-9-i1"]
    assert '<path d="M1 1" id="p-9-i1" />' in svg or '<path id="p-9-i1" d="M1 1" />' in svg
    assert '<use href="#p-9-i1" />' in svg


def test_a_colour_without_a_role_is_refused() -> None:
    sheet = Sheet("odd", 390, 100)
    with sheet.axes(10, 10, 100, 50) as axes:
        axes.plot([0, 1], [0, 1], color="#123456")
    with pytest.raises(ReportError) as caught:
        sheet.svg("T", "Said")
    sentence = 'A drawing has the colour "#123456", which no role has. Charts take their colours from charts/_roles.py.'
    assert str(caught.value) == sentence


def test_settings_of_the_notebook_change_nothing_and_are_not_changed() -> None:
    import matplotlib

    plain = small().svg("T", "Said")
    before = dict(matplotlib.rcParams)
    small().svg("T", "Said")
    assert dict(matplotlib.rcParams) == before
    with matplotlib.rc_context(
        {
            "svg.fonttype": "path",
            "text.parse_math": True,
            "font.size": 30,
            "figure.autolayout": True,
            "path.sketch": (1, 2, 3),
        }
    ):
        assert small().svg("T", "Said") == plain


ATTACKS = {
    "<script>alert(1)</script>": "the element <script>",
    "<foreignObject><b/></foreignObject>": "the element <foreignObject>",
    "<style>*{fill:red}</style>": "the element <style>",
    "<svg/>": "the element <svg>",
    "<animate attributeName='href'/>": "the element <animate>",
    "<set attributeName='onload'/>": "the element <set>",
    "<iframe/>": "the element <iframe>",
    "<h:script xmlns:h='http://www.w3.org/1999/xhtml'/>": "the element <{http://www.w3.org/1999/xhtml}script>",
    "<title><b>x</b></title>": "an element inside <title>",
    "<desc><path/></desc>": "an element inside <desc>",
    "<path onclick='alert(1)'/>": "the attribute onclick on <path>",
    "<g onload='alert(1)'/>": "the attribute onload on <g>",
    "<path style='fill:red'/>": "the attribute style on <path>",
    "<a target='_blank' href='#x'/>": "the attribute target on <a>",
    "<a href='javascript:alert(1)'/>": 'the address "javascript:alert(1)" on <a>',
    "<a href='&#106;avascript:alert(1)'/>": 'the address "javascript:alert(1)" on <a>',
    "<a href='java&#10;script:alert(1)'/>": 'the address "java\nscript:alert(1)" on <a>',
    "<a href='https://example.org'/>": 'the address "https://example.org" on <a>',
    "<a href='//example.org'/>": 'the address "//example.org" on <a>',
    "<a href='page.html#x'/>": 'the address "page.html#x" on <a>',
    "<a href='#x y'/>": 'the address "#x y" on <a>',
    "<a xmlns:xlink='http://www.w3.org/1999/xlink' xlink:href='https://example.org'/>": (
        "the attribute {http://www.w3.org/1999/xlink}href on <a>"
    ),
    "<use href='https://example.org/x.svg#a'/>": 'the address "https://example.org/x.svg#a" on <use>',
    "<use href='data:image/svg+xml;base64,AAAA'/>": 'the address "data:image/svg+xml;base64,AAAA" on <use>',
    "<image href='https://example.org/x.png'/>": 'the address "https://example.org/x.png" on <image>',
    "<image href='data:image/svg+xml;base64,AAAA'/>": 'the address "data:image/svg+xml;base64,AAAA" on <image>',
    "<image href='#x'/>": 'the address "#x" on <image>',
    "<path fill='url(https://example.org/#a)'/>": 'the value "url(https://example.org/#a)" of fill',
    "<path clip-path='url(//example.org#a)'/>": 'the value "url(//example.org#a)" of clip-path',
    "<path fill='url(x.svg#a)'/>": 'the value "url(x.svg#a)" of fill',
    "<path fill='red;background:url(x)'/>": 'the value "red;background:url(x)" of fill',
    "<path class='a&quot;b'/>": 'the value "a"b" of class',
    "<text font-family='x'/>": "the attribute font-family on <text>",
    "<!-- x -->": "a declaration, a comment or a processing instruction",
    "<?xml-stylesheet href='x'?>": "a declaration, a comment or a processing instruction",
    "<![CDATA[<script>]]>": "a declaration, a comment or a processing instruction",
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_allow_list_refuses(attack: str) -> None:
    with pytest.raises(ReportError) as caught:
        _allow.check(f"{HEAD}{attack}</svg>")
    assert str(caught.value) == f"A drawing holds {ATTACKS[attack]}, {RULE}"


def test_entities_do_not_get_in() -> None:
    bomb = f'<!DOCTYPE svg [<!ENTITY a "x"><!ENTITY b "&a;&a;">]>{HEAD}<title>&b;</title></svg>'
    with pytest.raises(ReportError, match="a declaration, a comment"):
        _allow.check(bomb)
    with pytest.raises(ReportError, match="not well-formed XML"):
        _allow.check(f"{HEAD}<title>&b;</title></svg>")
    with pytest.raises(ReportError, match="not well-formed XML"):
        _allow.check(f"{HEAD}<title>\x00</title></svg>")


def test_another_root_is_refused() -> None:
    for text in ("<html/>", "<svg/>", '<g xmlns="http://www.w3.org/2000/svg"/>'):
        with pytest.raises(ReportError, match="A drawing holds the root"):
            _allow.check(text)


def test_what_is_allowed_passes_unchanged() -> None:
    image = "<image href='data:image/png;base64,iVBORw0KGgo=' width='1' height='1'/>"
    text = f"{HEAD}<a href='#t-row-1' tabindex='-1'><title>&lt;b&gt;</title><path d='M0 0H9'/></a>{image}</svg>"
    assert _allow.check(text) == text


def test_a_hostile_attribute_of_another_library_does_not_pass() -> None:
    raw = f'{HEAD}<g id="m1"><path d="M0 0 L 1 1" onclick="x()" style="fill: #1c1b19"/></g></svg>'
    with pytest.raises(ReportError) as caught:
        _finish.finish(raw, "p-9", (9, 9), "T", "Said", {})
    assert str(caught.value) == f"A drawing holds the attribute onclick on <path>, {RULE}"


def test_the_saved_file_carries_its_words_and_no_links() -> None:
    made = figure(
        "small", [small()], title="A long title " * 6, subtitle=NASTY, alt="Said", key=[("blue", "tick", "day")]
    )
    text = _finish.saved_file(made, "posts.csv, rows 2 to 9", 390)
    root = ET.fromstring(text)
    style = next(root.iter("{http://www.w3.org/2000/svg}style"))
    words = " ".join("".join(e.itertext()) for e in root.iter("{http://www.w3.org/2000/svg}text"))
    assert "A long title A long title" in words
    assert "posts.csv, rows 2 to 9" in words
    assert list(root.iter("{http://www.w3.org/2000/svg}a")) == []
    assert ".f-blue{fill:#1285f4}" in (style.text or "")
    assert _allow.check(text.replace(f"<style>{style.text}</style>", "").strip())


def test_a_swatch_is_a_drawing_of_ours() -> None:
    for shape in _key.SHAPES:
        svg = _key.swatch({"role": "blue", "shape": shape, "label": "x"})
        assert svg == "" if shape == "words" else 'aria-hidden="true"' in svg
    with pytest.raises(TableError) as caught:
        _key.parts("tik", "blue")
    assert str(caught.value) == 'There is no key shape "tik". Did you mean "tick"? Shapes are listed in charts/_key.py.'
