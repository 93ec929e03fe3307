"""Strangers' text: what is planted in every field of every bundle, and in every output that is not ours, stays text."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
import report_fakes as fakes
from nbformat.notebooknode import from_dict
from report_html import live, parsed

from helpers import clean, show
from helpers.report.html import assemble, safe

PLANTED = (
    "<script>alert(1)</script></style><script>alert(2)</script>",
    '"><img src=x onerror=alert(3)>',
    "' onmouseover='alert(4)",
    "javascript:alert(5)",
    "</title><iframe src=https://evil.example></iframe>",
    "{{ 7 * 7 }} $5 million to $7 million",
    "\u202eesrever\u2028<svg onload=alert(6)>\x00\x0b",
    "=cmd|' /C calc'!A0",
)


@cache
def everywhere(text: str) -> assemble.Made:
    """A report in which every field of every bundle and every row is this text."""
    row = fakes.Row("posts.csv", "2", {text: text, "weak": text}, text, text, text, text, text, "", text)
    odd = fakes.Row(f"{text[:20]}.csv", text, {"a": text})
    case = fakes.Case(Path("unused"), fakes.rows(row, odd), title=text, question=text, about=text)
    where = [{"table": text, "source": one.source, "row": one.row} for one in (row, odd)]
    frame = pd.DataFrame({"text": [text], "list": [[text, text]], "n": [3]})
    claims = pd.DataFrame(
        [
            {
                "id": text,
                "claimant": text,
                "stance": "denies",
                "wording": text,
                "what": text,
                "origin": text + ".",
                "event_date": text,
                "report_date": text,
                "method": text,
                "source": "posts.csv",
                "row": "2",
            }
        ]
    )
    events = pd.DataFrame(
        [
            {
                "id": text,
                "date": text,
                "precision": text,
                "title": text,
                "what": text + ".",
                "status": text,
                "kind": text,
                "weak": text,
                "reported": text,
                "origins": [text],
                "notes": [text],
                "conflicts": [text],
                "lag_days": 90,
                "n_origins": 1,
                "claims": [text],
            }
        ]
    )
    figure = fakes.figure(title=clean.without_controls(text), alt=clean.without_controls(text))
    made = fakes.notebook(
        f"# {text}\n\n> {text}\n\n{text}",
        (
            f"## {text}\n\n[a]({text}) ![b]({text}) [c](javascript:alert(7)) <a "
            f"href='javascript:alert(8)' onclick='alert(9)' id='content'>d</a>\n\n{text}"
        ),
        (
            text,
            fakes.shown(
                lambda: show.finding(text, text, where, key=True),
                lambda: show.gap(text, where),
                lambda: show.counts({text: 3}),
                lambda: show.table(frame, text, {"text": text, "list": text, "n": text}, evidence=[where]),
                lambda: show.table(pd.DataFrame({"a": range(2), "b": text}), text, order=text, cap=1, name=text),
                lambda: show.events(events, claims, text, text),
                lambda: show.limits(case),
                lambda: show.figure(figure, pd.concat([frame] * 3), text, text, {"text": text}, [where] * 3),
            ),
        ),
        (text, foreign(text)),
    )
    plans = [
        fakes.Plan("10-page", text, text, parameters={"case": text}),
        fakes.Plan("20-none", text, text, skipped=text),
    ]
    return assemble.report(case, plans, {"10-page": made}, fakes.stated, {"x": text})


def foreign(text: str) -> list[object]:
    """Outputs that are not ours: the planted vectors of a plain notebook."""
    kinds = {
        "text/html": text + "<table><tr onclick='alert(1)'><td style='color:red'>x</td></tr></table>",
        "text/markdown": text,
        "text/plain": text,
        "text/latex": text,
        "application/javascript": text,
        "text/vnd.mermaid": text,
        "application/vnd.jupyter.widget-view+json": {"model_id": text},
        "application/json": {"a": text},
        "image/svg+xml": f"<svg onload='alert(1)'>{text}</svg>",
        "image/png": text,
    }
    made = [
        {"output_type": "display_data", "data": {kind: value, "text/plain": text}, "metadata": {}}
        for kind, value in kinds.items()
    ]
    made[-1]["metadata"] = {"image/png": {"alt": text, "width": '1" onload="alert(1)', "height": text}}
    made.append({"output_type": "stream", "name": "stdout", "text": "\x1b[31m" + text})
    made.append({"output_type": "stream", "name": "stderr", "text": text})
    made.append({"output_type": "error", "ename": text, "evalue": text, "traceback": [text]})
    return [from_dict(one) for one in made]


@pytest.mark.parametrize("text", PLANTED)
def test_nothing_planted_becomes_live(text: str) -> None:
    made = everywhere(text)
    pages = {name: content.decode() for name, content in made.files.items() if name.endswith(".html")}
    assert set(pages) == {"00-sources.html", "10-page.html", "index.html", "report.html"}
    for name, html in pages.items():
        assert list(live(html)) == [], name
        assert html.count("<style>") == html.count("</style>") == 1
        assert "\x00" not in html and "\x0b" not in html and "\u202e" not in html


@pytest.mark.parametrize("text", PLANTED)
def test_the_policy_allows_this_style_and_nothing_else(text: str) -> None:
    for name, content in everywhere(text).files.items():
        if name.endswith(".html"):
            html = content.decode()
            style = html[html.index("<style>") + 7 : html.index("</style>")]
            digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
            (policy,) = [
                a["content"] for tag, a in parsed(html).elements if a.get("http-equiv") == "Content-Security-Policy"
            ]
            assert policy == (
                f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
            )
            assert not re.search(r"@import|url\(|expression", style)


def test_html_of_others_keeps_its_table_and_loses_what_is_live() -> None:
    given = (
        '<style>td{color:red}</style><table class="dataframe" style="x" id="content"><thead><tr><th>A</th></tr></thead>'
        '<tbody><tr><td onclick="go()">1</td></tr></tbody></table><script>alert(1)</script><a '
        'href="javascript:x">no</a>'
        '<a href="https://example.org/">yes</a><img src="https://example.org/a.png" alt="a > b"><img '
        'src="data:image/png;base64,AAAA">'
        '<a href="data:text/html;base64,AAAA">data</a>'
    )
    assert safe.html(given) == (
        "<table><thead><tr><th>A</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>"
        '<a rel="noreferrer">no</a><a href="https://example.org/" rel="noreferrer">yes</a>[picture left out: a &gt; b]'
        '<img alt="A picture without a description." src="data:image/png;base64,AAAA"><a rel="noreferrer">data</a>'
    )


def test_markdown_takes_attached_pictures_only() -> None:
    html = safe.markdown(
        "![map](attachment:a.png) ![far](https://example.org/b.png) $5 to $7", {"a.png": {"image/png": "AA\nAA"}}
    )
    assert html.strip() == '<p><img src="data:image/png;base64,AAAA" alt="map"> [picture left out: far] $5 to $7</p>'


def test_a_css_text_cannot_leave_its_quotes() -> None:
    assert safe.css_text('a"}</style>é\n') == '"a\\000022\\00007d\\00003c\\00002fstyle\\00003e\\0000e9\\00000a"'


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("=1+1", "'=1+1"),
        ("+49", "'+49"),
        ("-x", "'-x"),
        ("@a", "'@a"),
        (" =1", "' =1"),
        ("\t=1", "'\t=1"),
        ("a=1", "a=1"),
        (-5, -5),
        ("", ""),
    ],
)
def test_a_cell_for_a_spreadsheet(given: object, made: object) -> None:
    assert safe.cell(given) == (made, made != given)


def test_handles_in_an_arabic_line_keep_their_at_sign_in_front() -> None:
    assert safe.isolated("خبر @tiktok") == '<bdi>خبر <bdi dir="ltr">@tiktok</bdi></bdi>'
    assert safe.isolated("@خبر") == '<bdi dir="ltr">@خبر</bdi>'
    assert safe.isolated("a <b> @c") == "<bdi>a &lt;b&gt; @c</bdi>"


def test_a_direction_override_is_written_out() -> None:
    assert safe.visible("a\u202eb\x00") == "a‹U+202E›b"
    assert safe.isolated("ann\u200b") == "<bdi>ann‹U+200B›</bdi>"
