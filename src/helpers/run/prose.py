"""A page that an analyst writes as Markdown: no kernel runs for it, and it joins the notebooks as if it were one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.errors import ReportError

if TYPE_CHECKING:
    from pathlib import Path

    from nbformat import NotebookNode

    from helpers.run.plan import Plan

SUFFIX = ".md"
CELL = "prose"


def text(path: Path) -> str:
    """The words of a Markdown file, with plain line ends; a `ReportError` if it is no UTF-8 text, or empty."""
    try:
        found = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReportError(f"{path} is not UTF-8 text (byte {error.start + 1}). Save it as UTF-8.") from None
    except OSError as error:
        raise ReportError(f"{path} cannot be read: {error.strerror or error}.") from None
    if not found.strip():
        raise ReportError(f"{path} is empty. Begin it with `# Title` and `> question`.")
    return found.replace("\r\n", "\n").replace("\r", "\n")


def read(plan: Plan) -> NotebookNode:
    """The page as a notebook of one Markdown cell, whose lines are the file's lines.

    Its metadata say what it read, as those of an executed notebook do: the file itself, and no table.
    """
    from nbformat import v4

    cell = v4.new_markdown_cell(text(plan.path), id=CELL)  # type: ignore[no-untyped-call]
    inside = plan.workspace and plan.path.is_relative_to(plan.workspace)
    files = [plan.path.relative_to(plan.workspace).as_posix()] if inside and plan.workspace else []
    reads = {"tables": [], "files": files}
    return v4.new_notebook(cells=[cell], metadata={"casebook_reads": reads})  # type: ignore[no-untyped-call,no-any-return]
