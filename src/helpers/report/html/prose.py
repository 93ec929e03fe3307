"""The analyst's Markdown with its notes: `[@claim-12]` becomes the number of the row that it names.

    The port denies it [@claim-12], and three posts say so [@posts:exports/may.ndjson:14; @c07].

What stands in code is code, `\\[@name]` is text, `[@name](https://...)` is a link. A name with a bracket or a
semicolon in it stands in braces: `[@{posts:odd [file].csv:3}]`. mistune finds the notes, so that its rules say what is
code.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import mistune
from markupsafe import Markup

from helpers.report.html import safe
from helpers.report.html.notes import Mark
from helpers.report.html.onefile import ELEMENT

OPEN = "[@"
_OPEN = re.compile(r"(?<!\\)\[@")
_TAG = r"cbk[0-9a-f]{12}x(\d+)y"
# no "(" behind it: that would be a link
_NOTE = rf"\[@{_TAG}(?P<named>(?:\{{[^{{}}]*\}}|[^\[\]{{}}])+)\](?!\()"
_PARTS = re.compile(r"\s*;\s*@?(?=(?:[^{}]|\{[^{}]*\})*$)")
_LINK = re.compile(r"<a\b.*?</a>", re.DOTALL)
_CODE = re.compile(r"<(pre|code)\b.*?</\1>", re.DOTALL)


@dataclass(frozen=True)
class Named:
    """One pair of brackets in the text: the references in it, and its line in the text, counted from 1."""

    texts: tuple[str, ...]
    line: int


@dataclass
class Prose:
    """Markdown as clean HTML, with a placeholder for each note; `problems` are lines with the sentence's end."""

    html: Markup
    token: str = ""
    notes: list[Named] = field(default_factory=list)
    problems: list[tuple[int, str]] = field(default_factory=list)

    def bare(self, text: str) -> str:
        """The text without placeholders, for a list of contents."""
        return re.sub(rf"\s*{self.token}n\d+e", "", text) if self.token else text

    def marked(self, html: str, marks: Callable[[tuple[str, ...]], list[Mark]]) -> Markup:
        """The HTML with the marks in their places; `marks` makes those of one pair of brackets."""
        if not self.token:
            return Markup(html)
        found = re.compile(rf"\s*{self.token}n(\d+)e")

        def put(text: str) -> str:
            return found.sub(lambda at: str(_written(marks(self.notes[int(at[1])].texts))), text)

        made, end = [], 0
        for element in ELEMENT.finditer(html):  # never inside an element: a picture's words are an attribute
            made += [put(html[end : element.start()]), found.sub("", element.group())]
            end = element.end()
        return Markup("".join([*made, put(html[end:])]))


def read(source: str, attachments: Mapping[str, Mapping[str, str]] | None = None) -> Prose:
    """The Markdown of one cell, or of a whole file, without looking at what its notes name."""
    if OPEN not in source:
        return Prose(safe.markdown(source, attachments))
    token = "cbk" + hashlib.sha256(source.encode(errors="surrogatepass")).hexdigest()[:12]
    tagged = _OPEN.sub(lambda at: f"{OPEN}{token}x{source.count(chr(10), 0, at.start()) + 1}y", source)
    html, state = _markdown().parse(safe.attached(tagged, attachments))
    made = Prose(safe.html(str(html)), token, state.env.get("notes", []), state.env.get("problems", []))
    tag = re.compile(rf"{token}x(\d+)y")
    for at in re.finditer(rf"\[@{tag.pattern}([^\]<]{{0,40}})", _CODE.sub("", made.html)):
        said = f'"[@{at[2].strip()}" is no note: it has no "]", or it stands in HTML. Close it, or write \\[@ for text.'
        made.problems.append((int(at[1]), said))
    for link in _LINK.findall(made.html):
        for at in re.findall(rf"{token}n(\d+)e", link):
            named = made.notes[int(at)]
            said = f'the note "{"; ".join(named.texts)}" stands inside a link. Put it behind the link.'
            made.problems.append((named.line, said))
    for at in re.finditer(tag.pattern, " ".join(state.env.get("ref_links", {})), re.IGNORECASE):
        said = "a note with a colon behind it, at the start of a line, is a link's address. Put it behind its sentence."
        made.problems.append((int(at[1]), said))
    made.problems.sort()
    made.html = Markup(tag.sub("", made.html))
    return made


@cache
def _markdown() -> mistune.Markdown:
    made = safe.reader()
    made.inline.register("note", _NOTE, _parse, before="link")
    assert made.renderer is not None
    made.renderer.register("note", lambda renderer, text: text)
    return made


def _parse(inline: Any, found: re.Match[str], state: Any) -> int:
    tagged = re.match(r"\[@(cbk[0-9a-f]{12})x(\d+)y", found.group())
    assert tagged
    texts = tuple(one for part in _PARTS.split(found["named"]) if (one := " ".join(part.strip("{} \n").split())))
    line, notes = int(tagged[2]), state.env.setdefault("notes", [])
    problems = state.env.setdefault("problems", [])
    if not texts:
        problems.append((line, 'the note "[@]" names nothing. Write an id or table:row, as in [@articles:a07].'))
    notes.append(Named(texts, line))
    state.append_token({"type": "note", "raw": f"{tagged[1]}n{len(notes) - 1}e"})
    return found.end()


def _written(marks: list[Mark]) -> Markup:
    """The marks as the templates write them."""
    one = Markup('&#8288;<a class="mark" id="{}" href="#{}" aria-label="Evidence {}">{}</a>')
    inner = Markup("").join(one.format(mark.id, mark.note, mark.number, mark.number) for mark in marks)
    return Markup('<span class="marks">{}</span>').format(inner) if marks else inner
