"""The one nbconvert exporter: our template, our escaping, nothing of nbconvert's scripts and styles.

One instance serves all pages of a render; making one per notebook costs more than the pages do.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from nbconvert.exporters import TemplateExporter
from nbformat import NotebookNode
from nbformat import from_dict as notebook_node

from helpers.report.html import notes, safe, words

HERE = Path(__file__).parent


@cache
def environment() -> Environment:
    """The templates' environment: everything escaped, nothing undefined let through; each template compiled once."""
    made = Environment(
        loader=FileSystemLoader(HERE / "template"),
        autoescape=True,
        finalize=safe.visible,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(other_fields=notes.other_fields, bdi=safe.isolated)
    made.globals.update(counted=words.counted, number=words.number, date=words.date)
    return made


class PageExporter(TemplateExporter):
    """Turns an executed notebook into a page; what the page says comes in as `resources["page"]`."""

    file_extension = ".html"
    output_mimetype = "text/html"
    template_file = "page.html.j2"

    def _create_environment(self) -> Environment:
        return environment()

    def _load_template(self) -> Any:
        return self.environment.get_template(self.template_file)

    @property
    def default_preprocessors(self) -> list[Any]:  # type: ignore[override]
        """None: what nbconvert's preprocessors do (pygments styles, svg to png, tags) is not wanted."""
        return []

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    def _preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Leaves both as they are: nbconvert would copy and check them for preprocessors that there are none of."""
        return nb, resources

    def page(self, notebook: NotebookNode, **context: Any) -> str:
        """The page as HTML. The cells stay behind: nbconvert would copy their megabytes, and the page has been read."""
        head = notebook_node({**notebook, "cells": []})  # type: ignore[no-untyped-call]
        return str(self.from_notebook_node(head, resources=context)[0])

    def made(self, template: str, **context: Any) -> str:
        """A page that has no notebook: the index, the all-in-one file, the list of cases."""
        return str(self.environment.get_template(template).render(resources=context))
