"""From an executed notebook to a page: title, question, blocks in order, contents, notes.

Of the outputs only our bundles are laid out; anything else (a plain frame, printed text, a picture) is shown safely or,
if it wants to run (script, widgets, diagrams), left out with a sentence. Code stands folded behind what it made.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from pathlib import PurePosixPath
from typing import Any, Protocol

from markupsafe import Markup, escape
from nbconvert.filters import strip_ansi as _strip_ansi
from nbformat import NotebookNode
from pygments.lexers import PythonLexer
from pygments.token import Token

from helpers.report.html import blocks, prose, safe
from helpers.report.html.blocks import Block, Place
from helpers.report.html.notes import Notes, slug
from helpers.report.html.prose import Prose
from helpers.report.html.references import Evidence

SOURCES = "00-sources"
_HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>", re.DOTALL)
_TITLE = re.compile(r"\A\s*#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\n|\Z)")
_QUESTION = re.compile(r"\A\s*((?:>[^\n]*(?:\n|\Z))+)")
_LEFT_OUT = {
    "application/javascript": "a script",
    "text/vnd.mermaid": "a diagram that needs a script",
    "application/pdf": "a PDF",
}


class Plan(Protocol):
    """What `run` plans for one notebook, before it is executed."""

    name: str
    path: Any
    title: str
    question: str
    parameters: Mapping[str, Any]
    skipped: str | None


@dataclass
class Page:
    """One page: what the template needs, and what the index takes from it."""

    name: str
    title: str
    question: str
    notes: Notes
    notebook: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    contents: list[dict[str, Any]] = field(default_factory=list)
    checks: int = 0
    rows: list[dict[str, Any]] = field(default_factory=list)
    thin: Block | None = None
    failed: str = ""

    @property
    def file(self) -> str:
        """The page's file name."""
        return f"{self.name}.html"

    def bundles(self, kind: str) -> list[Block]:
        """The bundles of this kind, in order."""
        return [block["bundle"] for block in self.blocks if block["kind"] == kind]

    def count(self, kind: str) -> int:
        """How many blocks of this kind it has."""
        return sum(block["kind"] == kind for block in self.blocks)


def read(notebook: NotebookNode, plan: Plan, notes: Notes, meant: Mapping[str, Evidence] | None = None) -> Page:
    """The page of an executed notebook; its rows of evidence are numbered in `notes`.

    `meant` says which row each note in the Markdown means.
    """
    title, question, cells = _head(notebook.cells)
    page = _page(plan, plan.title or title or plan.name, plan.question or question, notes)
    place = Place(plan.name, notes, blocks.twin_of_thin(_figures(cells)), meant or {})
    code: list[Block] = []
    for cell in cells:
        for block in _blocks(cell, place):
            if block["kind"] == "prose" and block["headings"]:
                _fold(page, code)
            _put(page, block, code)
    _fold(page, code)
    page.checks = sum(_asserts(cell.source) for cell in cells if cell.cell_type == "code")
    return page


def failed(sentence: str, plan: Plan, notes: Notes) -> Page:
    """The page that stands in for one of the analyst's that could not be made, and says why."""
    page = _page(plan, plan.title or plan.name, plan.question, notes)
    page.failed = sentence
    page.blocks = [{"kind": "failed", "text": sentence, "file": page.notebook}]
    return page


def _page(plan: Plan, title: str, question: str, notes: Notes) -> Page:
    page = Page(plan.name, title, question, notes)
    page.notebook, page.parameters = PurePosixPath(str(plan.path)).name, dict(plan.parameters)
    return page


def _put(page: Page, block: Block, code: list[Block]) -> None:
    if block["kind"] == "code":
        code.append(block)
        return
    if block["kind"] == "prose":
        page.contents += block["headings"]
    elif block["kind"] in ("table", "events") and page.contents and page.contents[-1]["n"] is None:
        page.contents[-1]["n"] = block["total"]
    if block.get("thin"):
        page.thin = block
    if not block.get("twin"):  # else it stands on the first page alone
        page.blocks.append(block)


def _figures(cells: list[NotebookNode]) -> list[Block]:
    outputs = [output.get("data", {}) for cell in cells for output in cell.get("outputs", [])]
    return [data[f"{blocks.PREFIX}figure+json"] for data in outputs if f"{blocks.PREFIX}figure+json" in data]


def _fold(page: Page, code: list[Block]) -> None:
    """The code of a section in one fold at its end: a reader who does not code loses one line, not one a step."""
    if code:
        source = Markup("\n\n").join(block["source"] for block in code)
        lines = sum(block["lines"] for block in code)
        page.blocks.append({"kind": "code", "source": source, "steps": len(code), "lines": lines})
        code.clear()


def _head(cells: list[NotebookNode]) -> tuple[str, str, list[NotebookNode]]:
    """Title and question from the first Markdown cells, and the cells without them."""
    title = question = ""
    kept: list[NotebookNode] = []
    for at, cell in enumerate(cells):
        if cell.cell_type != "markdown":
            return title, question, kept + list(cells[at:])
        text = cell.source
        if not title and (found := _TITLE.match(text)):
            title, text = found.group(1), text[found.end() :]
        if title and not question and not kept and (found := _QUESTION.match(text)):
            question = " ".join(line.lstrip("> ").strip() for line in found.group(1).splitlines()).strip()
            text = text[found.end() :]
        if text.strip():
            kept.append(NotebookNode({**cell, "source": text}))  # type: ignore[no-untyped-call]
    return title, question, kept


def _blocks(cell: NotebookNode, place: Place) -> Iterator[Block]:
    if cell.cell_type == "markdown":
        yield _prose(prose.read(cell.source, cell.get("attachments")), place)
    elif cell.cell_type == "code":
        for output in cell.get("outputs", []):
            yield from _output(output, place)
        tags = cell.metadata.get("tags", [])
        if _asserts(cell.source) and not cell.get("outputs"):
            yield {"kind": "held", "n": _asserts(cell.source)}
        if cell.source.strip() and not {"parameters", "injected-parameters"} & set(tags):
            yield {"kind": "code", "source": coloured(cell.source), "lines": len(cell.source.strip().splitlines())}


def _prose(text: Prose, place: Place) -> Block:
    """Markdown with ids on its headings and marks for its notes; a first heading in a page is a second heading."""
    headings = []

    def titled(found: re.Match[str]) -> str:
        level = max(2, int(found.group(1)))
        words = found.group(2)
        label = text.bare(Markup(words).striptags())
        anchor = place.id(f"s-{slug(label)}")
        if level == 2:
            headings.append({"id": anchor, "label": label, "n": None})
        return f'<h{level} id="{anchor}">{words}</h{level}>'

    html = text.marked(_HEADING.sub(titled, text.html), place.named)
    return {"kind": "prose", "html": html, "headings": headings}


def _output(output: NotebookNode, place: Place) -> Iterator[Block]:
    if output.output_type == "stream":
        yield {"kind": "printed", "text": plain_text(output.text).rstrip(), "messages": output.name == "stderr"}
    elif output.output_type == "error":
        yield {"kind": "printed", "text": f"{output.ename}: {plain_text(output.evalue)}", "messages": True}
    else:
        data = output.data
        for name, read_bundle in blocks.READERS.items():
            bundle = data.get(f"{blocks.PREFIX}{name}+json")
            if bundle is not None:
                more = (data,) if name == "figure" else ()
                yield {"kind": name, "bundle": bundle, **read_bundle(bundle, place, *more)}
                return
        yield _foreign(data, output.get("metadata", {}), place)


def _foreign(data: Mapping[str, Any], metadata: Mapping[str, Any], place: Place) -> Block:
    """An output that is not ours, in the safest of its forms that says enough."""
    plain = _text(data.get("text/plain", ""))
    for kind in (*safe.PICTURES, "image/svg+xml"):
        if kind in data:
            said = metadata.get(kind, {})
            alt = _text(said.get("alt", "")) or plain or "A picture without a description."
            width = said.get("width")
            width = int(width) if isinstance(width, (int, float)) and 0 < width < 10_000 else None
            return {"kind": "picture", "address": safe.picture(_text(data[kind]), kind), "alt": alt, "width": width}
    what = next((words for kind, words in _LEFT_OUT.items() if kind in data), None)
    if what is None and any("widget" in kind for kind in data):
        what = "a widget"
    if what:
        return {"kind": "left-out", "what": what, "text": plain}
    if "text/html" in data:
        return {"kind": "foreign", "html": safe.html(_text(data["text/html"]))}
    if "text/markdown" in data:
        return {"kind": "foreign", "html": safe.markdown(_text(data["text/markdown"]))}
    return {"kind": "printed", "text": plain_text(plain), "messages": False}


def plain_text(text: str) -> str:
    """The text without the colour codes of terminals."""
    return str(_strip_ansi(text))  # type: ignore[no-untyped-call]


def _text(value: Any) -> str:
    return "".join(map(str, value)) if isinstance(value, list) else str(value)


@cache
def coloured(source: str) -> Markup:
    """Python source as HTML with three colours at most: comments, texts and keywords."""
    tokens = PythonLexer(stripnl=True, ensurenl=False).get_tokens(source.strip("\n"))
    made = []
    for name, run in groupby(tokens, key=lambda token: _colour(token[0])):
        said = escape(safe.visible("".join(text for _, text in run)))
        made.append(Markup('<span class="{}">{}</span>').format(name, said) if name else said)
    return Markup("").join(made)


def _colour(kind: Any) -> str:
    return "c" if kind in Token.Comment else "s" if kind in Token.String else "k" if kind in Token.Keyword else ""


def _asserts(source: str) -> int:
    try:
        return sum(isinstance(node, ast.Assert) for node in ast.walk(ast.parse(source)))
    except SyntaxError:  # a cell with a magic in it
        return 0
